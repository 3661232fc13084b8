"""What has happened already and would be refused: kept, with a deviation and a hold.

Source: house rule: refuse the activity, never the fact; NMPA GMP 107/2025 article 87 (偏差).
"""

from collections.abc import Mapping, Sequence

from qtrace.domain.hold_scopes import AnchorKind, Scope
from qtrace.domain.holds import BlockProfile, HoldReason
from qtrace.domain.people import PeopleReason
from qtrace.domain.production.numbering import ranges_of
from qtrace.domain.quantities import plain_q6
from qtrace.domain.warehouse import WarehouseReason
from qtrace.models.items import Item
from qtrace.services.cases.opening import NewCase, add_case_item, open_case
from qtrace.services.commands import Command
from qtrace.services.holds.opening import NewHold, open_hold
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.production.counts import range_text
from qtrace.services.production.feeding import bring_missing, plan_meals
from qtrace.services.production.guards import RunPlace, open_run, touch_place
from qtrace.services.production.line_commands import (
    RecordPastMaterial,
    RecordPastOutput,
    RecordPastStart,
)
from qtrace.services.production.material import add_load, bill_line_for, scanned
from qtrace.services.production.numbers import batch_of
from qtrace.services.production.past import bring_past, goes_into, past_pieces
from qtrace.services.production.pieces import write_output
from qtrace.services.texts import refuse_texts
from qtrace.services.work import Handler, ObjectKind, Work

Facts = Mapping[str, str]


def record_past_output(work: Work, command: RecordPastOutput) -> Facts | Refusal:
    """Keep pieces that exist although check, material, line or hold would have stopped them.

    More than there should be, or with a serial number that another unit has: they are there. Who
    shares a number gets one of the plant's, and both units are held until somebody has looked.
    """
    place = _place(work, command.run_id, command.reason)
    if isinstance(place, Refusal):
        return place
    batch = batch_of(work, place, command)
    if isinstance(batch, Refusal):
        return batch
    numbers = len(batch.numbers)
    meals = plan_meals(work.session, place, batch.before, numbers, command.replaced)
    refusal = bring_missing(work, place, meals)
    if refusal is not None:
        return refusal
    spans = ranges_of(sorted(batch.numbers))
    taken = tuple(Scope(AnchorKind.ITEM, unit.id) for unit in batch.taken)
    same = ", ".join(unit.serial or "" for unit in batch.taken)
    case, hold = deviate(work, place, command, (*_scopes(place, spans), *taken), same)
    told = write_output(work, place, command, (batch, meals), command.deviation_id)
    if isinstance(told, Refusal):
        return told
    over = {"over": "1"} if batch.is_over else {}
    return {**told, "case": case, "hold": hold, **over, **({"taken": same} if same else {})}


def record_past_material(work: Work, command: RecordPastMaterial) -> Facts | Refusal:
    """Keep that a material is in the product although it would have been refused."""
    place = _place(work, command.run_id, command.reason)
    if isinstance(place, Refusal):
        return place
    if command.qty_q6 <= 0:
        return refuse(WarehouseReason.QUANTITY_NOT_POSITIVE)
    given = scanned(work.session, command.item_id)
    if isinstance(given, Refusal):
        return given
    found = bill_line_for(work.session, place, given.lot)
    line = None if isinstance(found, Refusal) else found
    pieces = past_pieces(work.session, place, command, line)
    if isinstance(pieces, Refusal):
        return pieces
    beyond = bring_past(work, place, given.lot, command.qty_q6)
    if isinstance(beyond, Refusal):
        return beyond
    load = add_load(work, place, given, command.load_id, command.qty_q6)
    load.bill_line_id = line.id if line is not None else None
    load.deviation_id = command.deviation_id
    spans = (*ranges_of(pieces.numbers), *pieces.coming)
    case, hold = deviate(work, place, command, _scopes(place, spans))
    add_case_item(work, command.deviation_id, given.lot.id, command.qty_q6)
    work.add(load)
    goes_into(work, place, load, pieces)
    touch_place(work, place)
    work.touch(ObjectKind.ITEM, given.lot.id)
    told = {"lot": given.name, "case": case, "hold": hold}
    told["pieces"] = range_text(ranges_of(pieces.numbers))
    return {**told, "beyond": plain_q6(beyond)} if beyond else told


def _scopes(place: RunPlace, spans: Sequence[tuple[int, int | None]]) -> tuple[Scope, ...]:
    """These pieces of the order's lot."""
    lot_id = place.order.item_id
    return tuple(Scope(AnchorKind.ITEM, lot_id, seq_from=a, seq_to=b) for a, b in spans)


def _place(work: Work, run_id: int, reason: str) -> RunPlace | Refusal:
    place = open_run(work, run_id)
    if isinstance(place, Refusal):
        return place
    if not reason.strip():
        return refuse(PeopleReason.REASON_NEEDED)
    return refuse_texts(reason=reason) or place


def deviate(
    work: Work,
    place: RunPlace,
    command: RecordPastOutput | RecordPastMaterial | RecordPastStart,
    scopes: tuple[Scope, ...],
    same: str = "",
) -> tuple[str, str]:
    """Open the deviation and the hold on what is named; return both numbers.

    `same` are serial numbers that two units have.
    Work goes on; what is held cannot be released or shipped before somebody has decided.
    """
    reason = f"{command.reason.strip()} ({same})" if same else command.reason.strip()
    case = open_case(work, command.deviation_id, NewCase("deviation", "open", "major", reason))
    lot = work.session.get_one(Item, place.order.item_id)
    add_case_item(work, command.deviation_id, lot.id, lot.qty_q6)
    new = NewHold(
        HoldReason.USED_ALREADY,
        "major",
        reason,
        "deviation",
        BlockProfile.PRODUCT_RELEASE,
        command.deviation_id,
    )
    number, _members = open_hold(work, command.hold_id, scopes, new)
    return case.number, number


HANDLERS: dict[type[Command], Handler] = {
    RecordPastOutput: record_past_output,
    RecordPastMaterial: record_past_material,
}
