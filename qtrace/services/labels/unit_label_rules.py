"""What the label of a unit must say: identifier, lot, serial number, expiry, label version."""

from collections.abc import Sequence

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from qtrace.domain.codes.gs1_message import GS1Message
from qtrace.domain.codes.interpret import interpret
from qtrace.domain.codes.label_message import LabelMessage
from qtrace.domain.codes.reasons import Verdict
from qtrace.domain.production.labels import VARIANT_AI, variant_text
from qtrace.domain.production.reasons import PieceReason
from qtrace.models.items import Item
from qtrace.models.production import LabelVersion, Operation
from qtrace.models.production_runs import UnitLabel, WorkOrder
from qtrace.reference import ai_table
from qtrace.services.inspection.support import names_of
from qtrace.services.outcomes import Refusal, refuse

NONE = "–"
"""What stands in a sentence for a field that is not there."""


def judge_label(
    session: Session, raw: str, unit: Item, label: LabelVersion, year: int
) -> Refusal | None:
    """None if the scanned label is that of the unit, in the version `label`, and it is in force.

    Source: 21 CFR 820.45; ISO 13485:2016 clause 7.5.1: labels are checked before use.
    """
    message = interpret(raw, ai_table(), year)
    if not isinstance(message, GS1Message) or message.verdict is not Verdict.VALID:
        return refuse(PieceReason.UNIT_LABEL_UNREADABLE)
    return (
        _differs({"udi_di": (message.di or "", label.udi_di), **_said(message, unit)})
        or _old(session, message, unit, label)
        or superseded(session, label)
    )


def judge_known(raw: str, unit: Item, year: int) -> Refusal | None:
    """None if nothing on the scanned label says another lot, serial number or expiry.

    A bare serial number says nothing of them; what is not on the label is not missed here.
    """
    message = interpret(raw, ai_table(), year)
    if not isinstance(message, GS1Message | LabelMessage):
        return None
    return _differs({field: pair for field, pair in _said(message, unit).items() if pair[0]})


def _said(message: GS1Message | LabelMessage, unit: Item) -> dict[str, tuple[str, str]]:
    """What the label says, and what it must say."""
    found = message.expiry.isoformat() if message.expiry else ""
    wanted = unit.expiry.isoformat() if unit.expiry else ""
    return {
        "serial": (message.serial or "", unit.serial or ""),
        "lot": (message.lot or "", unit.lot or ""),
        "expiry": (found, wanted),
    }


def _differs(pairs: dict[str, tuple[str, str]]) -> Refusal | None:
    """The first field that is not as it must be."""
    for field, (found, wanted) in pairs.items():
        if found != wanted:
            facts = {"field": field, "found": found or NONE, "wanted": wanted or NONE}
            return refuse(PieceReason.UNIT_LABEL_WRONG, **facts)
    return None


def variant_of(session: Session, label: LabelVersion) -> str:
    """The internal variant that symbols of this label version carry."""
    until = select(func.count()).where(
        LabelVersion.part_id == label.part_id, LabelVersion.id <= label.id
    )
    return variant_text(session.scalar(until) or 0)


def _old(session: Session, message: GS1Message, unit: Item, label: LabelVersion) -> Refusal | None:
    """None if the label is of the order's version; labels printed elsewhere do not say it."""
    said = message.get(VARIANT_AI)
    if said is None or said == variant_of(session, label):
        return None
    rows = session.scalars(
        select(LabelVersion).where(LabelVersion.part_id == label.part_id).order_by(LabelVersion.id)
    )
    known = {variant_text(number): row.version for number, row in enumerate(rows, start=1)}
    return refuse(
        PieceReason.UNIT_LABEL_OLD,
        serial=unit.serial or unit.lot,
        found=known.get(said, said),
        wanted=label.version,
    )


def makes_units(session: Session, order: WorkOrder) -> bool:
    """True if pieces of the order get serial numbers, so that each has a label of its own."""
    told = select(
        exists().where(
            Operation.route_revision_id == order.route_revision_id, Operation.makes_units
        )
    )
    return bool(session.scalar(told))


def is_lot_unlabelled(session: Session, order: WorkOrder) -> bool:
    """True if the order makes no units and nobody has scanned the label of its batch.

    Only the version that the order uses counts; pieces of such a batch carry the batch's label.
    """
    scanned = select(
        exists().where(
            UnitLabel.item_id == order.item_id,
            UnitLabel.label_version_id == order.label_version_id,
        )
    )
    return not makes_units(session, order) and not session.scalar(scanned)


def in_force(session: Session, part_id: int) -> LabelVersion | None:
    """The label version of a part that is in force."""
    return session.scalar(
        select(LabelVersion).where(
            LabelVersion.part_id == part_id, LabelVersion.state == "effective"
        )
    )


def superseded(session: Session, label: LabelVersion) -> Refusal | None:
    """None if the label version may be put on units today, else which one took its place."""
    if label.state == "effective":
        return None
    new = in_force(session, label.part_id)
    facts = {"version": label.version, "effective": new.version if new else ""}
    if new is not None:
        since = new.approved_at.isoformat() if new.approved_at else ""
        facts |= {"since": since, **names_of(session, new.approved_by)}
    return refuse(PieceReason.LABEL_VERSION_SUPERSEDED, **facts)


def judge_output(
    session: Session, raw: str, units: Sequence[Item], new_for: WorkOrder | None, year: int
) -> Refusal | None:
    """None if the label that was scanned for a piece is its own; asked before it is recorded.

    Args:
        session: the view.
        raw: the scan; empty where no label was scanned.
        units: the pieces, one where a label was scanned.
        new_for: the order of units that come into being now, else None.
        year: the present year, for years of two digits.
    """
    if not raw or len(units) != 1:
        return None
    label_id = new_for.label_version_id if new_for is not None else None
    if label_id is None:
        return judge_known(raw, units[0], year)
    return judge_label(session, raw, units[0], session.get_one(LabelVersion, label_id), year)
