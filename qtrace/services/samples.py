"""Samples as things: what left a lot for testing, and what is left of it; and the queries about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from qtrace.domain.holds import Activity
from qtrace.domain.inspection_flow import ReadingOrigin
from qtrace.domain.people import PeopleReason
from qtrace.domain.quantities import plain_q6
from qtrace.domain.samples import (
    ENDED,
    SampleActKind,
    SampleReason,
    SampleStanding,
    SampleStep,
    possible,
    refusal_of,
    standing,
)
from qtrace.domain.warehouse import WarehouseReason
from qtrace.models.catalogue import Part
from qtrace.models.inspection import Characteristic, Inspection
from qtrace.models.items import Item
from qtrace.models.samples import SampleAct, SampleObject
from qtrace.models.warehouse import Location, Stock
from qtrace.services.commands import Command
from qtrace.services.holds import check_not_held
from qtrace.services.inspection_guards import open_inspection, place_of
from qtrace.services.inspection_readings import record_reading
from qtrace.services.inspection_rows import Named
from qtrace.services.inspection_support import persons, plant_day, plant_of
from qtrace.services.inspections_commands import RecordReading
from qtrace.services.items import container_count
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.reads import Reads
from qtrace.services.samples_commands import (
    ConfirmSampleResult,
    EndSample,
    ReportSampleResult,
    SendSample,
    SplitSample,
    TakeSample,
)
from qtrace.services.texts import refuse_texts
from qtrace.services.warehouse import Moved, may_lie, move_stock
from qtrace.services.work import Handler, ObjectKind, Work

Facts = Mapping[str, str]


def take_sample(work: Work, command: TakeSample) -> Facts | Refusal:
    """Move a quantity out of the lot's stock into a sample with a number of its own."""
    session = work.session
    inspection = session.get(Inspection, command.inspection_id)
    if inspection is None:
        return refuse(SampleReason.SAMPLE_UNKNOWN)
    lot = session.get_one(Item, inspection.item_id)
    refusal = (
        check_not_held(session, lot.id, Activity.SAMPLE)
        or refuse_texts(purpose=command.purpose)
        or _not_there(session, lot, command)
    )
    place = refusal or _place_with(session, lot, command.qty_q6)
    if isinstance(place, Refusal):
        return place
    moved = Moved(work.new_id(), lot, command.qty_q6, place, None)
    refusal = move_stock(work, moved, "sample")
    if refusal is not None:
        return refusal
    new = _NewSample(command.sample_id, command.qty_q6, command.purpose, place, None)
    sample = _add(work, lot, inspection.id, command.container_no, new)
    return {"sample": sample.code, "lot": lot.lot or "", "quantity": plain_q6(command.qty_q6)}


def _not_there(session: Session, lot: Item, command: TakeSample) -> Refusal | None:
    count = max(container_count(session, lot.id), 1)
    if not 1 <= command.container_no <= count:
        return refuse(SampleReason.SAMPLE_CONTAINER_UNKNOWN, lot=lot.lot, number=count)
    return refuse(WarehouseReason.QUANTITY_NOT_POSITIVE) if command.qty_q6 <= 0 else None


def _place_with(session: Session, lot: Item, qty_q6: int) -> int | Refusal:
    """The fullest place of the lot, if it holds the quantity."""
    row = session.execute(
        select(Stock.location_id, Stock.on_hand_q6)
        .where(Stock.item_id == lot.id)
        .order_by(Stock.on_hand_q6.desc(), Stock.location_id)
        .limit(1)
    ).first()
    if row is None or row.on_hand_q6 < qty_q6:
        on_hand = plain_q6(row.on_hand_q6) if row else "0"
        return refuse(WarehouseReason.STOCK_TOO_LOW, lot=lot.lot, on_hand=on_hand)
    return int(row.location_id)


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
    work.touch(ObjectKind.ITEM, sample.lot_id)
    if sample.inspection_id is not None:
        work.touch(ObjectKind.INSPECTION, sample.inspection_id)


def _acts(session: Session, sample_id: int) -> Sequence[SampleAct]:
    return session.scalars(
        select(SampleAct).where(SampleAct.sample_id == sample_id).order_by(SampleAct.id)
    ).all()


def standing_of(session: Session, sample: SampleObject) -> SampleStanding:
    """What the sample has come to."""
    parts = {
        row.id: row.qty_q6
        for row in session.scalars(select(SampleObject).where(SampleObject.parent_id == sample.id))
    }
    steps = [
        SampleStep(SampleActKind(row.act), parts[row.child_id] if row.child_id else 0)
        for row in _acts(session, sample.id)
    ]
    return standing(sample.qty_q6, steps)


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
    held = check_not_held(work.session, sample.lot_id, Activity.SEND_TO_TEST)
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
    inspection = open_inspection(work, sample.inspection_id or 0)
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
    acts = _acts(work.session, sample.id)
    told = [row for row in acts if row.act == SampleActKind.REPORT][-1]
    if told.person_id == work.actor.person_id:
        return refuse(PeopleReason.SAME_PERSON)
    assert sample.inspection_id is not None
    assert told.characteristic_id is not None
    assert told.piece is not None
    reading = record_reading(
        work,
        RecordReading(
            uid=command.uid,
            client_at=command.client_at,
            inspection_id=sample.inspection_id,
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
    work.sign(ObjectKind.INSPECTION, sample.inspection_id, 1, content)
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
    lot = work.session.get_one(Item, sample.lot_id)
    place = work.session.get_one(Location, root.location_id)
    left = standing_of(work.session, sample).qty_q6
    return may_lie(work, lot, place) or move_stock(
        work, Moved(work.new_id(), lot, left, None, place.id), "sample_return"
    )


@dataclass(frozen=True, slots=True)
class SampleNote:
    """Something that was done with a sample.

    Attributes:
        text: laboratory, value with report number, code of the part, or why it ended.
    """

    kind: SampleActKind
    at: datetime
    by: Named
    text: str


@dataclass(frozen=True, slots=True)
class SampleRow:
    """A sample with where it is and what may be done with it.

    Attributes:
        parent: code of the sample that it was split off; empty if it came from the lot.
        characteristic_id: what the last report is about, with its `piece` and `value`.
        next_acts: what can be done next.
        is_open: something may still be done with it.
    """

    sample_id: int
    code: str
    parent: str
    lot_id: int
    lot: str
    part: Named
    inspection_id: int | None
    inspection: str
    container_no: int
    taken_q6: int
    now: SampleStanding
    unit: str
    purpose: str
    taken_by: Named
    taken_at: datetime
    characteristic_id: int | None
    piece: int | None
    value: str
    next_acts: tuple[SampleActKind, ...]
    notes: tuple[SampleNote, ...]

    @property
    def is_open(self) -> bool:
        """True until it has ended and nothing waits to be confirmed."""
        return self.now.state not in ENDED


def samples(reads: Reads) -> tuple[SampleRow, ...]:
    """Samples of this site, those that are open first, the newest first."""
    rows = reads.session.execute(
        select(SampleObject, Item, Part, Inspection)
        .join(Item, Item.id == SampleObject.lot_id)
        .join(Part, Part.id == Item.part_id)
        .outerjoin(Inspection, Inspection.id == SampleObject.inspection_id)
        .where(SampleObject.site_id == reads.station.site_id)
        .order_by(SampleObject.id.desc())
    ).all()
    codes = {row[0].id: row[0].code for row in rows}
    found = [_row(reads, codes, row[0], row[1], row[2], row[3]) for row in rows]
    return tuple(sorted(found, key=lambda row: not row.is_open))


def _row(
    reads: Reads,
    codes: Mapping[int, str],
    sample: SampleObject,
    lot: Item,
    part: Part,
    inspection: Inspection | None,
) -> SampleRow:
    session = reads.session
    acts = _acts(session, sample.id)
    known = persons(session, {sample.taken_by, *(row.person_id for row in acts)})
    told = next((row for row in reversed(acts) if row.act == SampleActKind.REPORT), None)
    now = standing_of(session, sample)
    return SampleRow(
        sample.id,
        sample.code,
        codes[sample.parent_id] if sample.parent_id else "",
        lot.id,
        lot.lot or "",
        Named(part.id, part.number, part.name_en, part.name_zh),
        inspection.id if inspection else None,
        inspection.number if inspection else "",
        sample.container_no,
        sample.qty_q6,
        now,
        sample.unit_code,
        sample.purpose,
        known[sample.taken_by],
        sample.taken_at,
        told.characteristic_id if told else None,
        told.piece if told else None,
        (told.value or "") if told else "",
        possible(now),
        tuple(_note(session, codes, row, known) for row in acts),
    )


def _note(
    session: Session, codes: Mapping[int, str], row: SampleAct, known: Mapping[int, Named]
) -> SampleNote:
    parts = [row.laboratory or "", codes.get(row.child_id or 0, "")]
    if row.characteristic_id is not None:
        number = session.get_one(Characteristic, row.characteristic_id).no
        parts.append(f"#{number}.{row.piece}: {row.value}")
    text = "  ".join(part for part in (*parts, row.note) if part)
    return SampleNote(SampleActKind(row.act), row.at, known[row.person_id], text)


HANDLERS: dict[type[Command], Handler] = {
    TakeSample: take_sample,
    SplitSample: split_sample,
    SendSample: send_sample,
    ReportSampleResult: report_result,
    ConfirmSampleResult: confirm_result,
    EndSample: end_sample,
}
