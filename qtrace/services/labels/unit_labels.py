"""Labels of units: printed and counted, scanned as printed, only in the version in force."""

from collections.abc import Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qtrace.domain.codes.gs1_write import encode_element_string
from qtrace.domain.codes.reasons import CodeError
from qtrace.domain.documents import DocumentRefusal
from qtrace.domain.holds import Activity
from qtrace.domain.people import PeopleReason
from qtrace.domain.production.gate import ReleaseKind
from qtrace.domain.production.labels import VARIANT_AI
from qtrace.domain.production.reasons import BatchReason, PieceReason, ProductionReason
from qtrace.models.documents import PrintJob
from qtrace.models.items import Item
from qtrace.models.production import LabelVersion
from qtrace.models.production_runs import (
    BatchRelease,
    MadeItem,
    ProductionOutput,
    UnitLabel,
    WorkOrder,
)
from qtrace.reference import ai_table
from qtrace.services.commands import Command
from qtrace.services.documents.issued import UNIT_TEMPLATE, add_print_job
from qtrace.services.holds.check import check_pieces, check_use
from qtrace.services.inspection.support import names_of
from qtrace.services.labels.unit_label_rules import (
    in_force,
    judge_label,
    makes_units,
    superseded,
    variant_of,
)
from qtrace.services.labels.unit_labels_commands import PrintUnitLabels, TakeLabelVersion
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.production.line_commands import CheckUnitLabel
from qtrace.services.texts import refuse_texts, refuse_unkeepable
from qtrace.services.work import Handler, ObjectKind, Work

Facts = Mapping[str, str]


def check_unit_label(work: Work, command: CheckUnitLabel) -> Facts | Refusal:
    """Keep that the printed label of a unit of this very order was read and is right.

    Where pieces have no serial numbers it is the label of the batch, which is the item then.

    Source: 21 CFR 820.45; ISO 13485:2016 clause 7.5.1: labels are checked before use.
    """
    session = work.session
    found = _unit_and_label(session, command)
    if isinstance(found, Refusal):
        return found
    unit, label = found
    wrong = judge_label(session, command.raw_code, unit, label, work.today.year) or check_use(
        session, unit.id, Activity.LABEL
    )
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
    return {"serial": unit.serial or "", "lot": unit.lot or "", "version": label.version}


def _unit_and_label(
    session: Session, command: CheckUnitLabel
) -> tuple[Item, LabelVersion] | Refusal:
    """The unit and the label version of its order, if it is a unit of the order meant."""
    unit, made = session.get(Item, command.unit_id), session.get(MadeItem, command.unit_id)
    order = session.get(WorkOrder, command.work_order_id)
    if order is None:
        return refuse(ProductionReason.WORK_ORDER_UNKNOWN)
    label = session.get(LabelVersion, order.label_version_id) if order.label_version_id else None
    is_unit = unit is not None and unit.kind == "unit"
    is_batch = unit is not None and unit.id == order.item_id and not makes_units(session, order)
    is_ours = made is not None and made.work_order_id == order.id and (is_unit or is_batch)
    if unit is None or label is None or not is_ours:
        return refuse(PieceReason.UNIT_OF_ANOTHER_ORDER, order=order.number)
    return unit, label


def unit_code(session: Session, unit: Item, label: LabelVersion, year: int) -> str:
    """The UDI of a unit as an element string: identifier, expiry, lot, serial, label version.

    Raises:
        CodeError: a number holds what a GS1 symbol cannot carry.
    Source: GS1 General Specifications section 4.14; IMDRF UDI guidance N48.
    """
    elements = [("01", label.udi_di)]
    if unit.expiry is not None:
        elements.append(("17", unit.expiry.strftime("%y%m%d")))
    elements.append((VARIANT_AI, variant_of(session, label)))
    elements += [("10", unit.lot or ""), ("21", unit.serial or "")]
    return encode_element_string(elements, ai_table(), year)


def _uncodable(work: Work, units: tuple[Item, ...], label: LabelVersion) -> Refusal | None:
    """None if the numbers of all units can stand in a GS1 symbol."""
    for unit in units:
        try:
            unit_code(work.session, unit, label, work.now.year)
        except CodeError as error:
            facts = {"serial": unit.serial, "lot": unit.lot, "reason": error.reason.code}
            return refuse(PieceReason.UNIT_NOT_CODABLE, **facts)
    return None


def print_unit_labels(work: Work, command: PrintUnitLabels) -> Facts | Refusal:
    """Ask for the labels of units that were made; counted, and again only with a reason."""
    session = work.session
    order = session.scalar(
        select(WorkOrder).where(WorkOrder.item_id == command.lot_id).with_for_update()
    )
    if order is None:
        return refuse(BatchReason.BATCH_UNKNOWN)
    label = session.get(LabelVersion, order.label_version_id)
    units = units_between(session, order.item_id, command.first, command.last)
    if label is None or not units:
        return refuse(PieceReason.UNITS_UNKNOWN, first=command.first, last=command.last)
    span = (command.first, command.last)
    refusal = (
        refuse_unkeepable(reason=command.reason)
        or superseded(session, label)
        or _uncodable(work, units, label)
        or check_pieces(session, order.item_id, span, Activity.LABEL)
    )
    if refusal is not None:
        return refusal
    copy_no = _copies(session, order.item_id, label.id, span)
    if copy_no and not command.reason.strip():
        return refuse(DocumentRefusal.REASON_MISSING)
    _add_job(work, command, label.id, copy_no)
    serials = [unit.serial or "" for unit in units]
    return {
        "copy": str(copy_no),
        "count": str(len(units)),
        "serial": serials[0],
        "version": label.version,
    }


def units_between(session: Session, lot_id: int, first: int, last: int) -> tuple[Item, ...]:
    """Units of a lot with these piece numbers that were not scrapped, in order."""
    scrapped = select(ProductionOutput.item_id).where(
        ProductionOutput.item_id == Item.id, ProductionOutput.kind == "scrap"
    )
    rows = session.scalars(
        select(Item)
        .where(
            Item.origin_id == lot_id,
            Item.kind == "unit",
            Item.unit_seq.between(first, last),
            ~scrapped.exists(),
        )
        .order_by(Item.unit_seq)
    )
    return tuple(rows)


def _copies(session: Session, lot_id: int, label_id: int, span: tuple[int, int]) -> int:
    """How often labels of this version were asked for any of these pieces."""
    most = session.scalar(
        select(func.max(PrintJob.copy_no)).where(
            PrintJob.item_id == lot_id,
            PrintJob.label_version_id == label_id,
            PrintJob.container_from <= span[1],
            PrintJob.container_to >= span[0],
        )
    )
    return 0 if most is None else most + 1


def _add_job(work: Work, command: PrintUnitLabels, label_id: int, copy_no: int) -> None:
    add_print_job(
        work,
        PrintJob(
            id=command.job_id,
            kind="label",
            template=UNIT_TEMPLATE,
            item_id=command.lot_id,
            document_id=None,
            label_status=None,
            container_from=command.first,
            container_to=command.last,
            copy_no=copy_no,
            reason=command.reason.strip(),
            label_version_id=label_id,
        ),
    )


def _on_the_market(session: Session, order: WorkOrder) -> Refusal | None:
    """None unless the batch was released for the market with the labels that it carries."""
    released = session.scalar(
        select(BatchRelease).where(
            BatchRelease.item_id == order.item_id, BatchRelease.kind == ReleaseKind.MARKET.value
        )
    )
    if released is None:
        return None
    lot = session.get_one(Item, order.item_id).lot or ""
    at, by = released.at.isoformat(), names_of(session, released.released_by)
    return refuse(BatchReason.BATCH_RELEASED, lot=lot, at=at, **by)


def take_label_version(work: Work, command: TakeLabelVersion) -> Facts | Refusal:
    """Pin the label version in force to an open order whose own was superseded."""
    session = work.session
    order = session.get(WorkOrder, command.work_order_id, with_for_update=True)
    if order is None:
        return refuse(ProductionReason.WORK_ORDER_UNKNOWN)
    if not command.reason.strip():
        return refuse(PeopleReason.REASON_NEEDED)
    new = in_force(session, order.part_id)
    if new is None or order.label_version_id in (None, new.id):
        return refuse(PieceReason.LABEL_VERSION_TAKEN, order=order.number)
    refusal = refuse_texts(reason=command.reason) or _on_the_market(session, order)
    if refusal is not None:
        return refusal
    old = session.get_one(LabelVersion, order.label_version_id)
    order.label_version_id = new.id
    session.flush()
    content = {
        "work_order_id": str(order.id),
        "from": old.version,
        "to": new.version,
        "reason": command.reason.strip(),
    }
    work.sign(ObjectKind.WORK_ORDER, order.id, order.row_version, content)
    work.touch(ObjectKind.WORK_ORDER, order.id)
    work.touch(ObjectKind.ITEM, order.item_id)
    return {"order": order.number, "from": old.version, "to": new.version}


HANDLERS: dict[type[Command], Handler] = {
    CheckUnitLabel: check_unit_label,
    PrintUnitLabels: print_unit_labels,
    TakeLabelVersion: take_label_version,
}
