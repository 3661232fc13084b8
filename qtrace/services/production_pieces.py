"""Pieces that come out of a run, what they use up, and units that are born; handlers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from qtrace.domain.holds import Activity
from qtrace.domain.people import PeopleReason
from qtrace.domain.production.labels import serial_text
from qtrace.domain.production.progress import OutputKind, available, progress
from qtrace.domain.production.reasons import PieceReason
from qtrace.domain.quantities import q6
from qtrace.models.items import Item
from qtrace.models.production import LabelVersion
from qtrace.models.production_runs import MadeItem, OperationRun, ProductionOutput
from qtrace.services.commands import Command
from qtrace.services.concessions import cure_concession
from qtrace.services.line_commands import RecordOutput, RecordPastOutput
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.production_checks import run_checks, stopping_check
from qtrace.services.production_counts import (
    counts_of,
    delivered_to,
    is_last,
    operation_before,
    operations_of,
    pieces_done,
    range_text,
)
from qtrace.services.production_feeding import (
    Fed,
    Meal,
    cannot_eat,
    eat,
    lots_eaten,
    plan_meals,
)
from qtrace.services.production_guards import (
    RunPlace,
    context_of,
    held,
    held_pieces,
    open_run,
    stopped,
    touch_place,
    unfit_equipment,
    untrained,
)
from qtrace.services.texts import refuse_texts, refuse_unkeepable
from qtrace.services.warehouse import Moved, move_stock
from qtrace.services.work import Handler, ObjectKind, Work

Facts = Mapping[str, str]
Wish = RecordOutput | RecordPastOutput


@dataclass(frozen=True, slots=True)
class Batch:
    """The pieces of one command.

    Attributes:
        numbers: number of each piece within the production lot.
        units: unit of each piece that has one; empty where pieces have no serial numbers.
        born: units that come into being with it.
        before: pieces of the run before them.
    """

    numbers: tuple[int, ...]
    units: tuple[Item, ...]
    born: bool
    before: int


def record_output(work: Work, command: RecordOutput) -> Facts | Refusal:
    """Keep pieces that came out, if line, checks, materials and holds let them."""
    place = open_run(work, command.run_id)
    if isinstance(place, Refusal):
        return place
    batch = batch_of(work, place, command)
    if isinstance(batch, Refusal):
        return batch
    meals = plan_meals(work.session, place, batch.before, len(batch.numbers), command.replaced)
    refusal = (
        unfit(work, place)
        or stops_output(work.session, place, batch, work.now)
        or cannot_eat(work.session, place, meals, work.today)
    )
    if refusal is not None:
        return refusal
    for lot_id in lots_eaten(meals):
        cure_concession(work, lot_id)
    return write_output(work, place, command, (batch, meals), None)


def unfit(work: Work, place: RunPlace) -> Refusal | None:
    """None if who works is trained and what it is done with is fit today, shifts and days on."""
    session, today = work.session, work.today
    tools = context_of(session, place).equipment_ids
    return untrained(session, work.actor.person_id, place.operation, today) or unfit_equipment(
        session, place.operation, tools, today
    )


def stops_output(session: Session, place: RunPlace, batch: Batch, now: datetime) -> Refusal | None:
    """None if nothing stops the run: stop of the line, check, hold on lot or unit."""
    run = place.run
    refusal = stopped(session, place.line)
    if refusal is not None:
        return refusal
    checks = run_checks(session, run, now)
    refusal = stopping_check(session, run, checks)
    if refusal is not None:
        return refusal
    for each in checks:
        room = each.standing.room
        if room is not None and len(batch.numbers) > room:
            return refuse(
                PieceReason.CHECK_NEEDED,
                check_en=each.definition.name_en,
                check_zh=each.definition.name_zh,
                pieces=room,
            )
    last = is_last(session, place.order, place.operation)
    for activity in (Activity.COMPLETE_OPERATION, *((Activity.OUTPUT,) if last else ())):
        refusal = _held(session, place, batch, activity)
        if refusal is not None:
            return refusal
    return None


def _held(session: Session, place: RunPlace, batch: Batch, activity: Activity) -> Refusal | None:
    """The hold that stops these very pieces: units one by one, new pieces by their numbers."""
    if not batch.units or batch.born:
        span = (min(batch.numbers), max(batch.numbers))
        return held_pieces(session, place, span, activity)
    refusals = (held(session, place, unit.id, activity) for unit in batch.units)
    return next((refusal for refusal in refusals if refusal is not None), None)


def batch_of(work: Work, place: RunPlace, command: Wish) -> Batch | Refusal:
    """The pieces, if they can exist at all: enough, not twice, with their serial numbers."""
    refusal = _not_pieces(work, place, command)
    if refusal is not None:
        return refusal
    session, run = work.session, place.run
    before = pieces_done(session, run.id)
    operations = operations_of(session, place.order)
    born_at = next((each.no for each in operations if each.makes_units), None)
    if born_at is None or place.operation.no < born_at:
        return Batch(_free_numbers(session, place, before, command.pieces), (), False, before)
    if place.operation.no == born_at and run.run_no == 1:
        return _born(work, place, command, before)
    return _known(session, place, command, before)


def _not_pieces(work: Work, place: RunPlace, command: Wish) -> Refusal | None:
    if command.pieces < 1:
        return refuse(PieceReason.PIECES_NOT_POSITIVE)
    if command.kind is not OutputKind.GOOD and not command.reason.strip():
        return refuse(PeopleReason.REASON_NEEDED)
    session = work.session
    counts = counts_of(session, place.order, place.operation)
    delivered = delivered_to(session, place.order, place.operation)
    room = available(delivered, counts, place.run.run_no)
    if command.pieces > room:
        return refuse(PieceReason.MORE_THAN_AVAILABLE, available=room, pieces=command.pieces)
    return refuse_unkeepable(reason=command.reason)


def _free_numbers(session: Session, place: RunPlace, before: int, pieces: int) -> tuple[int, ...]:
    """Numbers of the next pieces: in order, or of those that the pass before put aside."""
    if place.run.run_no == 1:
        return tuple(range(before + 1, before + pieces + 1))
    rows = _aside(session, place)
    numbers = [n for row in rows for n in range(row.piece_from, row.piece_to + 1)]
    return tuple(numbers[before : before + pieces])


def _aside(session: Session, place: RunPlace) -> Sequence[ProductionOutput]:
    """What the pass before put aside, in order."""
    return session.scalars(
        select(ProductionOutput)
        .join(OperationRun, OperationRun.id == ProductionOutput.run_id)
        .where(
            OperationRun.work_order_id == place.order.id,
            OperationRun.operation_id == place.operation.id,
            OperationRun.run_no == place.run.run_no - 1,
            ProductionOutput.kind == OutputKind.REWORK.value,
        )
        .order_by(ProductionOutput.pieces_after)
    ).all()


def _born(work: Work, place: RunPlace, command: Wish, before: int) -> Batch | Refusal:
    """New units of the lot, numbered on."""
    serials = tuple(serial.strip() for serial in command.serials)
    if command.allot and not serials:
        serials = _allotted(work, place.order.part_id, command.pieces)
    if len(serials) != command.pieces or len(command.unit_ids) != command.pieces:
        return refuse(PieceReason.SERIALS_NEEDED, pieces=command.pieces)
    refusal = refuse_texts(**{f"serial_{n}": serial for n, serial in enumerate(serials, 1)})
    if refusal is not None:
        return refusal
    part_id = place.order.part_id
    known = work.session.scalars(
        select(Item.serial).where(Item.part_id == part_id, Item.serial.in_(serials))
    ).all()
    twice = next((s for s in serials if serials.count(s) > 1), None) or next(iter(known), None)
    if twice is not None:
        return refuse(PieceReason.SERIAL_TAKEN, serial=twice)
    numbers = tuple(range(before + 1, before + command.pieces + 1))
    lot = work.session.get_one(Item, place.order.item_id)
    labels = work.session.get(LabelVersion, place.order.label_version_id)
    units = tuple(
        _unit(work, lot, (unit_id, serial, number), labels.udi_di if labels else None)
        for unit_id, serial, number in zip(command.unit_ids, serials, numbers, strict=True)
    )
    return Batch(numbers, units, True, before)


def _allotted(work: Work, part_id: int, pieces: int) -> tuple[str, ...]:
    """The plant's next serial numbers; what came with labels from elsewhere is left out."""
    year = work.today.year
    found: list[str] = []
    while len(found) < pieces:
        serial = serial_text(year, work.number("unit", year))
        known = select(Item.id).where(Item.part_id == part_id, Item.serial == serial)
        if work.session.scalar(known) is None:
            found.append(serial)
    return tuple(found)


def _unit(work: Work, lot: Item, names: tuple[int, str, int], udi_di: str | None) -> Item:
    unit_id, serial, number = names
    return Item(
        id=unit_id,
        site_id=lot.site_id,
        kind="unit",
        part_id=lot.part_id,
        part_revision_id=lot.part_revision_id,
        lot=lot.lot,
        serial=serial,
        unit_seq=number,
        udi_di=udi_di,
        origin_id=lot.id,
        expiry=lot.expiry,
        expiry_text=lot.expiry_text,
        qty_q6=q6(1),
        unit_code=lot.unit_code,
        created_at=work.now,
    )


def _known(session: Session, place: RunPlace, command: Wish, before: int) -> Batch | Refusal:
    """Units that came out of the operation, or the pass, before and not yet out of this one."""
    if len(set(command.unit_ids)) != command.pieces:
        return refuse(PieceReason.SERIALS_NEEDED, pieces=command.pieces)
    units = []
    for unit_id in command.unit_ids:
        unit = session.get(Item, unit_id)
        if unit is None or unit.origin_id != place.order.item_id or unit.unit_seq is None:
            return refuse(PieceReason.UNIT_OF_ANOTHER_ORDER, order=place.order.number)
        done = select(ProductionOutput.id).where(
            ProductionOutput.run_id == place.run.id, ProductionOutput.item_id == unit.id
        )
        if session.scalar(done) is not None or not _is_due(session, place, unit.id):
            return refuse(PieceReason.UNIT_ALREADY_DONE, serial=unit.serial)
        units.append(unit)
    numbers = tuple(unit.unit_seq or 0 for unit in units)
    return Batch(numbers, tuple(units), False, before)


def _is_due(session: Session, place: RunPlace, unit_id: int) -> bool:
    """True if the unit stands before this pass of this operation."""
    if place.run.run_no > 1:
        return any(row.item_id == unit_id for row in _aside(session, place))
    before = operation_before(session, place.order, place.operation)
    assert before is not None, "units are born at an earlier operation"
    good = (
        select(ProductionOutput.id)
        .join(OperationRun, OperationRun.id == ProductionOutput.run_id)
        .where(
            OperationRun.work_order_id == place.order.id,
            OperationRun.operation_id == before.id,
            ProductionOutput.item_id == unit_id,
            ProductionOutput.kind == OutputKind.GOOD.value,
        )
    )
    return session.scalar(good) is not None


def write_output(
    work: Work,
    place: RunPlace,
    command: Wish,
    planned: tuple[Batch, Sequence[Meal]],
    deviation_id: int | None,
) -> Facts | Refusal:
    """Write pieces, units, consumption and stock; the facts tell where the operation stands."""
    batch, meals = planned
    if batch.born:
        for unit in batch.units:
            work.add(unit)
            work.add(_made(work, place, unit.id))
    rows = _rows(work, place, command, batch, deviation_id)
    work.add_all(rows)
    only = batch.units[0].id if len(batch.units) == 1 else None
    child_id = only or place.order.item_id
    fed = Fed(batch.numbers, batch.before, rows, child_id, only is not None)
    refusal = eat(work, place, meals, fed) or _into_stock(work, place, command)
    if refusal is not None:
        return refusal
    work.session.flush()
    for unit in batch.units:
        work.touch(ObjectKind.ITEM, unit.id)
    touch_place(work, place)
    return _told(work.session, place, batch)


def _made(work: Work, place: RunPlace, unit_id: int) -> MadeItem:
    return MadeItem(
        item_id=unit_id, work_order_id=place.order.id, line_id=place.line.id, made_at=work.now
    )


def _rows(
    work: Work, place: RunPlace, command: Wish, batch: Batch, deviation_id: int | None
) -> list[ProductionOutput]:
    """One row for each unit, or for each run of numbers without a gap."""
    groups: list[list[int]] = []
    for number in batch.numbers:
        if groups and not batch.units and number == groups[-1][-1] + 1:
            groups[-1].append(number)
        else:
            groups.append([number])
    rows, after = [], batch.before
    for index, group in enumerate(groups):
        after += len(group)
        rows.append(
            ProductionOutput(
                id=command.output_id if index == 0 else work.new_id(),
                run_id=place.run.id,
                kind=command.kind.value,
                piece_from=group[0],
                piece_to=group[-1],
                pieces_after=after,
                item_id=batch.units[index].id if batch.units else None,
                reason=command.reason.strip() if command.kind is not OutputKind.GOOD else "",
                person_id=work.actor.person_id,
                at=work.now,
                deviation_id=deviation_id,
            )
        )
    return rows


def _into_stock(work: Work, place: RunPlace, command: Wish) -> Refusal | None:
    """Good pieces of the last operation lie at the line as the production lot."""
    is_made = command.kind is OutputKind.GOOD
    if not is_made or not is_last(work.session, place.order, place.operation):
        return None
    lot = work.session.get_one(Item, place.order.item_id)
    lot.qty_q6 += q6(command.pieces)
    moved = Moved(work.new_id(), lot, q6(command.pieces), None, place.line.location_id)
    return move_stock(work, moved, "produce")


def _told(session: Session, place: RunPlace, batch: Batch) -> Facts:
    stands = progress(place.order.planned, counts_of(session, place.order, place.operation))
    return {
        "pieces": range_text(((min(batch.numbers), max(batch.numbers)),)),
        "serials": ", ".join(unit.serial or "" for unit in batch.units),
        "first": str(min(batch.numbers)),
        "last": str(max(batch.numbers)),
        "good": str(stands.good),
        "rework": str(stands.rework),
        "scrap": str(stands.scrap),
        "left": str(stands.left),
        "done": str(stands.done),
    }


HANDLERS: dict[type[Command], Handler] = {RecordOutput: record_output}
