"""Pieces that come out of a run, what they use up, and units that are born; handlers."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from qtrace.domain.holds import Activity
from qtrace.domain.production.numbering import ranges_of
from qtrace.domain.production.progress import OutputKind, progress
from qtrace.domain.production.reasons import PieceReason
from qtrace.domain.quantities import q6
from qtrace.models.items import Item
from qtrace.models.production_runs import MadeItem, ProductionOutput
from qtrace.services.cases.concessions import cure_concession
from qtrace.services.commands import Command
from qtrace.services.labels.unit_label_rules import judge_output
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.production.checks import run_checks, stopping_check
from qtrace.services.production.counts import (
    counts_of,
    is_last,
    operations_of,
    range_text,
)
from qtrace.services.production.feeding import (
    Fed,
    Meal,
    cannot_eat,
    eat,
    lots_eaten,
    plan_meals,
)
from qtrace.services.production.guards import (
    RunPlace,
    held,
    held_pieces,
    open_run,
    output_is_new,
    stopped,
    touch_place,
    unfit,
)
from qtrace.services.production.line_commands import RecordOutput
from qtrace.services.production.numbers import Batch, Wish, batch_of
from qtrace.services.warehouse.handlers import Moved, move_stock
from qtrace.services.work import Handler, ObjectKind, Work

Facts = Mapping[str, str]


def record_output(work: Work, command: RecordOutput) -> Facts | Refusal:
    """Keep pieces that came out, if line, checks, materials and holds let them."""
    place = open_run(work, command.run_id)
    if isinstance(place, Refusal):
        return place
    batch = batch_of(work, place, command)
    if isinstance(batch, Refusal):
        return batch
    meals = plan_meals(work.session, place, batch.before, len(batch.numbers), command.replaced)
    new_for = place.order if batch.born else None
    refusal = (
        judge_output(work.session, command.label, batch.units, new_for, work.today.year)
        or unfit(work, place)
        or stops_output(work.session, place, batch, work.now)
        or cannot_eat(work.session, place, meals, work.today)
    )
    if refusal is not None:
        return refusal
    for lot_id in lots_eaten(meals):
        cure_concession(work, lot_id)
    return write_output(work, place, command, (batch, meals), None)


def stops_output(session: Session, place: RunPlace, batch: Batch, now: datetime) -> Refusal | None:
    """None if nothing stops the run: stop of the line, check, hold on lot or unit."""
    run = place.run
    refusal = stopped(session, place.line, place.stop)
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
    return _held(session, place, batch)


def _held(session: Session, place: RunPlace, batch: Batch) -> Refusal | None:
    """The hold that stops these very pieces: units one by one, new pieces by their numbers."""
    done = Activity.COMPLETE_OPERATION
    is_new = output_is_new(operations_of(session, place.order), place)
    also = Activity.OUTPUT if is_new else None
    if not batch.units or batch.born:
        spans = ranges_of(sorted(batch.numbers))
        refusals = (held_pieces(session, place, span, done, also) for span in spans)
    else:
        refusals = (
            held(session, place, unit.id, activity)
            for unit in batch.units
            for activity in (done, also)
            if activity is not None
        )
    return next((refusal for refusal in refusals if refusal is not None), None)


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
    fed = Fed(batch.numbers, batch.before, rows, tuple(unit.id for unit in batch.units))
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
    numbers = batch.numbers
    groups = tuple((n, n) for n in numbers) if batch.units else ranges_of(numbers)
    rows, after = [], batch.before
    for index, (first, last) in enumerate(groups):
        after += last - first + 1
        rows.append(
            ProductionOutput(
                id=command.output_id if index == 0 else work.new_id(),
                run_id=place.run.id,
                kind=command.kind.value,
                piece_from=first,
                piece_to=last,
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
        "pieces": range_text(ranges_of(sorted(batch.numbers))),
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
