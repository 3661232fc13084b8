"""What has happened already and would be refused: kept, with a deviation and a hold.

Source: house rule: refuse the activity, never the fact; NMPA GMP 107/2025 article 87 (偏差).
"""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from qtrace.domain.hold_scopes import AnchorKind, Scope
from qtrace.domain.holds import BlockProfile, HoldReason
from qtrace.domain.people import PeopleReason
from qtrace.domain.warehouse import WarehouseReason
from qtrace.models.items import Item
from qtrace.models.production_runs import MaterialLoad
from qtrace.models.warehouse import Stock
from qtrace.services.cases import NewCase, add_case_item, open_case
from qtrace.services.commands import Command
from qtrace.services.holds import NewHold, open_hold
from qtrace.services.line_commands import RecordPastMaterial, RecordPastOutput
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.production_feeding import plan_meals
from qtrace.services.production_guards import RunPlace, open_run, touch_place
from qtrace.services.production_material import add_load, bill_line_for, scanned
from qtrace.services.production_numbers import batch_of
from qtrace.services.production_pieces import write_output
from qtrace.services.texts import refuse_texts
from qtrace.services.warehouse import Moved, move_stock
from qtrace.services.work import Handler, ObjectKind, Work

Facts = Mapping[str, str]


def record_past_output(work: Work, command: RecordPastOutput) -> Facts | Refusal:
    """Keep pieces that exist although check, material, line or hold would have stopped them."""
    place = _place(work, command.run_id, command.reason)
    if isinstance(place, Refusal):
        return place
    batch = batch_of(work, place, command)
    if isinstance(batch, Refusal):
        return batch
    numbers = len(batch.numbers)
    meals = plan_meals(work.session, place, batch.before, numbers, command.replaced)
    span = (min(batch.numbers), max(batch.numbers))
    case, hold = _deviate(work, place, command, span)
    told = write_output(work, place, command, (batch, meals), command.deviation_id)
    return told if isinstance(told, Refusal) else {**told, "case": case, "hold": hold}


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
    line = bill_line_for(work.session, place, given.lot)
    load = add_load(work, place, given, command.load_id, command.qty_q6)
    load.bill_line_id = None if isinstance(line, Refusal) else line.id
    load.deviation_id = command.deviation_id
    refusal = _bring(work, place, given.lot, load)
    if refusal is not None:
        return refusal
    case, hold = _deviate(work, place, command, (load.piece_from, None))
    add_case_item(work, command.deviation_id, given.lot.id, command.qty_q6)
    work.add(load)
    touch_place(work, place)
    work.touch(ObjectKind.ITEM, given.lot.id)
    return {"lot": given.name, "case": case, "hold": hold}


def _place(work: Work, run_id: int, reason: str) -> RunPlace | Refusal:
    place = open_run(work, run_id)
    if isinstance(place, Refusal):
        return place
    if not reason.strip():
        return refuse(PeopleReason.REASON_NEEDED)
    return refuse_texts(reason=reason) or place


def _bring(work: Work, place: RunPlace, lot: Item, load: MaterialLoad) -> Refusal | None:
    """Stock follows what happened: from where the lot lies to the line, as far as it is there."""
    from_id = _lies_at(work.session, place, lot)
    moved = Moved(work.new_id(), lot, load.issued_q6, from_id, place.line.location_id)
    return move_stock(work, moved, "issue")


def _lies_at(session: Session, place: RunPlace, lot: Item) -> int | None:
    return session.scalar(
        select(Stock.location_id)
        .where(
            Stock.item_id == lot.id,
            Stock.on_hand_q6 > 0,
            Stock.location_id != place.line.location_id,
        )
        .order_by(Stock.on_hand_q6.desc())
        .limit(1)
    )


def _deviate(
    work: Work,
    place: RunPlace,
    command: RecordPastOutput | RecordPastMaterial,
    span: tuple[int | None, int | None],
) -> tuple[str, str]:
    """Open the deviation and the hold on the pieces of `span`; return both numbers.

    Work goes on; what is held cannot be released or shipped before somebody has decided.
    """
    scope = Scope(AnchorKind.ITEM, place.order.item_id, seq_from=span[0], seq_to=span[1])
    reason = command.reason.strip()
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
    number, _members = open_hold(work, command.hold_id, (scope,), new)
    return case.number, number


HANDLERS: dict[type[Command], Handler] = {
    RecordPastOutput: record_past_output,
    RecordPastMaterial: record_past_material,
}
