"""What other areas ask about one lot: its standing, its containers, what keeps it from release."""

import json
from collections.abc import Sequence
from datetime import date

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from qtrace.domain.items import LabelStatus, QualityState, is_expired, label_status
from qtrace.domain.receiving import Finding, FindingCode
from qtrace.domain.warehouse import LotStanding
from qtrace.models.catalogue import Part
from qtrace.models.inspection import Inspection
from qtrace.models.items import Item, ItemStatus
from qtrace.models.receiving import SupplierPaper


def quality_state(session: Session, item_id: int) -> QualityState:
    """What the last disposition left behind; a lot without a status row is in quarantine."""
    status = session.get(ItemStatus, item_id)
    return QualityState(status.quality_state) if status else QualityState.QUARANTINE


def is_pending(session: Session, lot: Item) -> bool:
    """True for a received lot that deviates and that quality has not admitted to inspection.

    Such a lot has no inspection request; lots that were split off another one are never pending.
    """
    return _is_pending(session, lot, quality_state(session, lot.id))


def _is_pending(session: Session, lot: Item, state: QualityState) -> bool:
    if lot.kind != "lot" or lot.origin_id is not None or lot.receipt_id is None:
        return False
    if state is not QualityState.QUARANTINE:
        return False
    asked = select(exists().where(Inspection.item_id == lot.id))
    return not session.scalar(asked)


def lot_standing(session: Session, lot: Item, today: date) -> LotStanding:
    """What decides where the lot may lie."""
    state = quality_state(session, lot.id)
    return LotStanding(
        state=state,
        is_pending=_is_pending(session, lot, state),
        is_expired=is_expired(lot.expiry, today),
    )


def wanted_label(session: Session, lot: Item) -> LabelStatus | None:
    """Status that the containers of the lot must carry now, or None if none is needed."""
    state = quality_state(session, lot.id)
    return label_status(state, is_pending=_is_pending(session, lot, state))


def container_count(session: Session, lot_id: int) -> int:
    """Containers of the lot."""
    return (
        session.scalar(
            select(func.count())
            .select_from(Item)
            .where(Item.origin_id == lot_id, Item.kind == "container")
        )
        or 0
    )


def required_papers(part: Part | None) -> tuple[str, ...]:
    """Kinds of supplier papers that every lot of the part must bring."""
    return tuple(json.loads(part.required_papers)) if part is not None else ()


def present_papers(session: Session, lot_id: int) -> Sequence[SupplierPaper]:
    """Papers of the lot that nothing supersedes, in the order in which they were seen."""
    rows = session.scalars(
        select(SupplierPaper).where(SupplierPaper.item_id == lot_id).order_by(SupplierPaper.id)
    ).all()
    replaced = {row.supersedes_id for row in rows}
    return [row for row in rows if row.id not in replaced]


def missing_papers(session: Session, lot: Item) -> tuple[str, ...]:
    """Kinds of required papers that the lot does not have yet.

    A lot that was split off has the papers of the lot it came from.
    """
    part = session.get(Part, lot.part_id) if lot.part_id is not None else None
    present = {row.kind for row in present_papers(session, lot.id)}
    if lot.origin_id is not None:
        present |= {row.kind for row in present_papers(session, lot.origin_id)}
    return tuple(kind for kind in required_papers(part) if kind not in present)


def release_obstacles(session: Session, lot_id: int, today: date) -> tuple[Finding, ...]:
    """Interlocks that keep a lot from release whatever its inspection says; empty is good.

    They clear themselves when cured: the paper arrives. Holds are decisions and asked separately.
    """
    lot = session.get_one(Item, lot_id)
    found = [
        Finding(FindingCode.CERTIFICATE_MISSING, {"paper": kind})
        for kind in missing_papers(session, lot)
    ]
    if lot.expiry is not None and is_expired(lot.expiry, today):
        facts = {"expiry": lot.expiry.isoformat(), "days": str((today - lot.expiry).days)}
        found.append(Finding(FindingCode.EXPIRED, facts))
    return tuple(found)
