"""Samples as things: what left a lot for testing, and what becomes of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from qtrace.domain.hold_scopes import Context
from qtrace.domain.holds import Activity
from qtrace.domain.inspection_flow import ReadingOrigin
from qtrace.domain.people import PeopleReason
from qtrace.domain.quantities import plain_q6
from qtrace.domain.samples import (
    SampleActKind,
    SampleReason,
    SampleStep,
    refusal_of,
)
from qtrace.domain.warehouse import WarehouseReason
from qtrace.models.inspection import Inspection
from qtrace.models.items import Item
from qtrace.models.samples import SampleAct, SampleObject
from qtrace.models.warehouse import Location, Stock
from qtrace.services.commands import Command
from qtrace.services.holds.opening import check_not_held, check_use
from qtrace.services.inspection.commands import RecordReading
from qtrace.services.inspection.guards import open_inspection, place_of
from qtrace.services.inspection.readings import record_reading
from qtrace.services.inspection.support import plant_day, plant_of
from qtrace.services.items.standing import container_count
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.production.loads_at_lines import loaded_at, loads_of
from qtrace.services.samples.commands import (
    ConfirmSampleResult,
    EndSample,
    ReportSampleResult,
    SendSample,
    SplitSample,
    TakeSample,
)
from qtrace.services.samples.homes import acts_of, sample_home, standing_of
from qtrace.services.texts import refuse_texts
from qtrace.services.warehouse.handlers import Moved, may_lie, move_stock
from qtrace.services.work import Handler, ObjectKind, Work

Facts = Mapping[str, str]


def take_sample(work: Work, command: TakeSample) -> Facts | Refusal:
    """Move a quantity out of the lot's stock into a sample with a number of its own."""
    session = work.session
    inspection = session.get(Inspection, command.inspection_id)
    if inspection is None:
        return refuse(SampleReason.SAMPLE_UNKNOWN)
    lot = session.get_one(Item, inspection.item_id)
    place = _place_with(session, lot, command.qty_q6)
    source = place if isinstance(place, int) else None
    here = Context(station_id=work.station.id, source_id=source)
    refusal = (
        check_use(session, _opened(session, lot, command.container_no), Activity.SAMPLE, here)
        or refuse_texts(purpose=command.purpose)
        or _not_there(session, lot, command)
    )
    if refusal is not None:
        return refusal
    if isinstance(place, Refusal):
        return place
    moved = Moved(work.new_id(), lot, command.qty_q6, place, None)
    refusal = move_stock(work, moved, "sample")
    if refusal is not None:
        return refusal
    new = _NewSample(command.sample_id, command.qty_q6, command.purpose, place, None)
    sample = _add(work, lot, inspection.id, command.container_no, new)
    return {"sample": sample.code, "lot": lot.lot or "", "quantity": plain_q6(command.qty_q6)}


def _opened(session: Session, lot: Item, container_no: int) -> int:
    """The container that is opened: it may be held without its lot; the lot, if it has none."""
    container = select(Item.id).where(
        Item.origin_id == lot.id, Item.kind == "container", Item.unit_seq == container_no
    )
    return session.scalar(container) or lot.id


def _not_there(session: Session, lot: Item, command: TakeSample) -> Refusal | None:
    count = max(container_count(session, lot.id), 1)
    if not 1 <= command.container_no <= count:
        return refuse(SampleReason.SAMPLE_CONTAINER_UNKNOWN, lot=lot.lot, number=count)
    return refuse(WarehouseReason.QUANTITY_NOT_POSITIVE) if command.qty_q6 <= 0 else None


def _place_with(session: Session, lot: Item, qty_q6: int) -> int | Refusal:
    """The fullest place of the lot, if it holds the quantity; loads of lines are not sampled."""
    rows = session.execute(
        select(Stock.location_id, Stock.on_hand_q6)
        .where(Stock.item_id == lot.id)
        .order_by(Stock.location_id)
    ).all()
    loads = loads_of(session, lot)
    free = {place: on_hand - loaded_at(loads, place) for place, on_hand in rows}
    fullest = max(free, key=lambda place: free[place], default=0)
    if free.get(fullest, 0) < qty_q6:
        on_hand = plain_q6(free.get(fullest, 0))
        return refuse(WarehouseReason.STOCK_TOO_LOW, lot=lot.lot, on_hand=on_hand)
    return fullest


@dataclass(frozen=True, slots=True)
class _NewSample:
    """A sample to be: from a place of the lot, or a part of another sample."""

    id: int
    qty_q6: int
    purpose: str
    location_id: int | None
    parent_id: int | None


def _add(
    work: Work, lot: Item, inspection_id: int | None, container_no: int, new: _NewSample
) -> SampleObject:
    year = plant_day(plant_of(work.session), work.now).year
    sample = work.add(
        SampleObject(
            id=new.id,
            site_id=work.station.site_id,
            code=f"SM-{year % 100:02d}-{work.number('sample', year):04d}",
            lot_id=lot.id,
            inspection_id=inspection_id,
            parent_id=new.parent_id,
            location_id=new.location_id,
            container_no=container_no,
            qty_q6=new.qty_q6,
            unit_code=lot.unit_code,
            purpose=new.purpose.strip(),
            taken_by=work.actor.person_id,
            taken_at=work.now,
        )
    )
    _touch(work, sample)
    return sample


def _touch(work: Work, sample: SampleObject) -> None:
    home = sample_home(work.session, sample)
    for lot_id in {sample.lot_id, home.lot_id}:
        work.touch(ObjectKind.ITEM, lot_id)
    for inspection_id in {sample.inspection_id, home.inspection_id}:
        if inspection_id is not None:
            work.touch(ObjectKind.INSPECTION, inspection_id)


def _may(work: Work, sample_id: int, step: SampleStep) -> SampleObject | Refusal:
    """The sample, if the step is possible now; its lot is locked, so acts come one by one."""
    sample = work.session.get(SampleObject, sample_id)
    if sample is None:
        return refuse(SampleReason.SAMPLE_UNKNOWN)
    work.session.get_one(Item, sample.lot_id, with_for_update=True)
    now = standing_of(work.session, sample)
    reason = refusal_of(now, step)
    if reason is not None:
        return refuse(reason, sample=sample.code, quantity=plain_q6(now.qty_q6))
    return sample


def _act(
    work: Work, act_id: int, sample: SampleObject, kind: SampleActKind, **said: object
) -> None:
    values: dict[str, object] = {
        "child_id": None, "laboratory": None, "characteristic_id": None, "piece": None,
        "value": None, "reading_id": None, "note": "",
    }  # fmt: skip
    row = SampleAct(id=act_id, sample_id=sample.id, act=kind.value, **(values | said))
    row.person_id, row.at = work.actor.person_id, work.now
    work.add(row)
    _touch(work, sample)


def split_sample(work: Work, command: SplitSample) -> Facts | Refusal:
    """A part becomes a sample of its own; the rest stays what it is."""
    sample = _may(work, command.sample_id, SampleStep(SampleActKind.SPLIT, command.qty_q6))
    if isinstance(sample, Refusal):
        return sample
    refusal = refuse_texts(purpose=command.purpose)
    if refusal is not None:
        return refusal
    lot = work.session.get_one(Item, sample.lot_id)
    new = _NewSample(command.child_id, command.qty_q6, command.purpose, None, sample.id)
    child = _add(work, lot, sample.inspection_id, sample.container_no, new)
    work.session.flush()
    _act(work, command.act_id, sample, SampleActKind.SPLIT, child_id=child.id)
    return {"sample": sample.code, "part": child.code, "quantity": plain_q6(command.qty_q6)}


def send_sample(work: Work, command: SendSample) -> Facts | Refusal:
    """A sample goes to a laboratory."""
    refusal = refuse_texts(laboratory=command.laboratory)
    sample = refusal or _may(work, command.sample_id, SampleStep(SampleActKind.SEND))
    if isinstance(sample, Refusal):
        return sample
    home = sample_home(work.session, sample)
    held = check_use(work.session, home.lot_id, Activity.SEND_TO_TEST) or check_not_held(
        work.session, sample.lot_id, Activity.SEND_TO_TEST
    )
    if held is not None:
        return held
    laboratory = command.laboratory.strip()
    _act(work, command.act_id, sample, SampleActKind.SEND, laboratory=laboratory)
    return {"sample": sample.code, "laboratory": laboratory}


def report_result(work: Work, command: ReportSampleResult) -> Facts | Refusal:
    """Write down what the laboratory says; a later report goes before an earlier one."""
    refusal = refuse_texts(value=command.value, report=command.report)
    sample = refusal or _may(work, command.sample_id, SampleStep(SampleActKind.REPORT))
    if isinstance(sample, Refusal):
        return sample
    home = sample_home(work.session, sample)
    inspection = open_inspection(work, home.inspection_id or 0)
    if isinstance(inspection, Refusal):
        return inspection
    place = place_of(work, inspection, command.characteristic_id, command.piece)
    if isinstance(place, Refusal):
        return place
    _act(
        work, command.act_id, sample, SampleActKind.REPORT,
        characteristic_id=command.characteristic_id, piece=command.piece,
        value=command.value.strip(), note=command.report.strip(),
    )  # fmt: skip
    return {"sample": sample.code, "value": command.value.strip(), "report": command.report.strip()}


def confirm_result(work: Work, command: ConfirmSampleResult) -> Facts | Refusal:
    """The result counts: it becomes a reading under the name of who stands for it."""
    sample = _may(work, command.sample_id, SampleStep(SampleActKind.CONFIRM))
    if isinstance(sample, Refusal):
        return sample
    acts = acts_of(work.session, sample.id)
    told = [row for row in acts if row.act == SampleActKind.REPORT][-1]
    if told.person_id == work.actor.person_id:
        return refuse(PeopleReason.SAME_PERSON)
    inspection_id = sample_home(work.session, sample).inspection_id
    assert inspection_id is not None
    assert told.characteristic_id is not None
    assert told.piece is not None
    reading = record_reading(
        work,
        RecordReading(
            uid=command.uid,
            client_at=command.client_at,
            inspection_id=inspection_id,
            reading_id=command.reading_id,
            characteristic_id=told.characteristic_id,
            piece=told.piece,
            value=told.value or "",
            origin=ReadingOrigin.KEYBOARD,
            confirmed=command.confirmed,
        ),
    )
    if isinstance(reading, Refusal):
        return reading
    work.session.flush()
    _act(
        work, command.act_id, sample, SampleActKind.CONFIRM,
        characteristic_id=told.characteristic_id, piece=told.piece, value=told.value,
        reading_id=command.reading_id, note=told.note,
    )  # fmt: skip
    content = {"sample": sample.code, "report": told.note, "value": told.value or ""}
    work.sign(ObjectKind.INSPECTION, inspection_id, 1, content)
    return {**reading, "sample": sample.code, "report": told.note}


def end_sample(work: Work, command: EndSample) -> Facts | Refusal:
    """Destroyed, retained, or back in the place that it came from."""
    end = SampleActKind(command.end)
    refusal = refuse_texts(note=command.note)
    sample = refusal or _may(work, command.sample_id, SampleStep(end))
    if isinstance(sample, Refusal):
        return sample
    if end is SampleActKind.RETURN:
        refusal = _put_back(work, sample)
        if refusal is not None:
            return refusal
    _act(work, command.act_id, sample, end, note=command.note.strip())
    return {"sample": sample.code, "end": end.value}


def _put_back(work: Work, sample: SampleObject) -> Refusal | None:
    root = sample
    while root.parent_id is not None:
        root = work.session.get_one(SampleObject, root.parent_id)
    lot = work.session.get_one(Item, sample_home(work.session, sample).lot_id)
    place = work.session.get_one(Location, root.location_id)
    left = standing_of(work.session, sample).qty_q6
    return may_lie(work, lot, place) or move_stock(
        work, Moved(work.new_id(), lot, left, None, place.id), "sample_return"
    )


HANDLERS: dict[type[Command], Handler] = {
    TakeSample: take_sample,
    SplitSample: split_sample,
    SendSample: send_sample,
    ReportSampleResult: report_result,
    ConfirmSampleResult: confirm_result,
    EndSample: end_sample,
}
