"""The label on a unit: it is scanned as printed and must say what the order's version says."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from qtrace.domain.codes.gs1_message import GS1Message
from qtrace.domain.codes.interpret import interpret
from qtrace.domain.codes.reasons import Verdict
from qtrace.domain.holds import Activity
from qtrace.domain.production.reasons import PieceReason
from qtrace.models.items import Item
from qtrace.models.production import LabelVersion
from qtrace.models.production_runs import MadeItem, UnitLabel, WorkOrder
from qtrace.reference import ai_table
from qtrace.services.commands import Command
from qtrace.services.hold_check import check_not_held
from qtrace.services.line_commands import CheckUnitLabel
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.production_guards import today_of
from qtrace.services.work import Handler, ObjectKind, Work

Facts = Mapping[str, str]


def check_unit_label(work: Work, command: CheckUnitLabel) -> Facts | Refusal:
    """Keep that the printed label of a unit was read and is right.

    Source: 21 CFR 820.45; ISO 13485:2016 clause 7.5.1: labels are checked before use.
    """
    session = work.session
    found = _unit_and_label(session, command.unit_id)
    if isinstance(found, Refusal):
        return found
    unit, label = found
    message = interpret(command.raw_code, ai_table(), today_of(work).year)
    if not isinstance(message, GS1Message) or message.verdict is not Verdict.VALID:
        return refuse(PieceReason.UNIT_LABEL_UNREADABLE)
    wrong = _wrong(message, unit, label) or check_not_held(session, unit.id, Activity.LABEL)
    if wrong is not None:
        return wrong
    work.add(
        UnitLabel(
            id=command.unit_label_id,
            item_id=unit.id,
            label_version_id=label.id,
            scanned=command.raw_code.replace("\x00", "\ufffd"),
            person_id=work.actor.person_id,
            at=work.now,
        )
    )
    work.touch(ObjectKind.ITEM, unit.id)
    return {"serial": unit.serial or "", "version": label.version}


def _unit_and_label(session: Session, unit_id: int) -> tuple[Item, LabelVersion] | Refusal:
    unit, made = session.get(Item, unit_id), session.get(MadeItem, unit_id)
    if unit is None or unit.kind != "unit" or made is None:
        return refuse(PieceReason.UNIT_OF_ANOTHER_ORDER, order="")
    order = session.get_one(WorkOrder, made.work_order_id)
    assert order.label_version_id is not None, "an order that makes units pins a label"
    return unit, session.get_one(LabelVersion, order.label_version_id)


def _wrong(message: GS1Message, unit: Item, label: LabelVersion) -> Refusal | None:
    """The first field of the label that is not the unit's; what is not on the label is wrong."""
    wanted = {"udi_di": label.udi_di, "serial": unit.serial or "", "lot": unit.lot or ""}
    found = {"udi_di": message.di or "", "serial": message.serial or "", "lot": message.lot or ""}
    if unit.expiry is not None:
        wanted["expiry"] = unit.expiry.isoformat()
        found["expiry"] = message.expiry.isoformat() if message.expiry else ""
    for field, value in wanted.items():
        if found[field] != value:
            return refuse(
                PieceReason.UNIT_LABEL_WRONG, field=field, found=found[field], wanted=value
            )
    return None


HANDLERS: dict[type[Command], Handler] = {CheckUnitLabel: check_unit_label}
