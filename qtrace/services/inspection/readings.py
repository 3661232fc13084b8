"""Readings: stored at once, corrected and taken back by new rows, never changed."""

from collections.abc import Mapping, Sequence

from qtrace.domain.inspection import (
    CharacteristicSpec,
    CharKind,
    ReadingOutcome,
    ReadingVerdict,
)
from qtrace.domain.inspection_flow import InspectionReason, ReadingOrigin
from qtrace.domain.inspection_kinds import judge_reading
from qtrace.models.inspection import AttributeCount, Characteristic, Inspection
from qtrace.services.catalogue.characteristic_terms import terms_of
from qtrace.services.gauges.standing import check_gauge
from qtrace.services.inspection.commands import (
    RecordAllOk,
    RecordDefect,
    RecordReading,
    TakeBackReading,
)
from qtrace.services.inspection.formulas import compute_formulas
from qtrace.services.inspection.guards import CellPlace, open_inspection, open_place
from qtrace.services.inspection.reading_rows import NewReading, add_reading, cell_taken
from qtrace.services.inspection.state import (
    InspectionRows,
    LiveReading,
    latest_entry,
    live_counts,
    live_readings,
    read_inspection,
    spec_of,
)
from qtrace.services.inspection.support import words_of
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.work import ObjectKind, Work

Facts = Mapping[str, str]
FINE_STEPS = 100


def record_reading(work: Work, command: RecordReading) -> Facts | Refusal:
    """Judge and store one value; a cell that has one is corrected only by naming it."""
    found = open_place(work, command.inspection_id, command.characteristic_id, command.piece)
    if isinstance(found, Refusal):
        return found
    inspection, place = found
    if place.kind not in _TYPED:
        return _not_typed(place)
    known = live_readings(work.session, inspection.id, place.characteristic.id)
    refusal = cell_taken(work, known, command.piece, command.replaces)
    if refusal is not None:
        return refusal
    used = _gauge(work, place.characteristic, command.gauge_id)
    if isinstance(used, Refusal):
        return used
    verdict = _judge(work, place, known, command)
    if verdict.outcome in (ReadingOutcome.QUESTION, ReadingOutcome.REFUSED):
        return _not_stored(verdict, place.characteristic)
    add_reading(
        work,
        inspection,
        NewReading(
            command.reading_id,
            place.characteristic,
            command.piece,
            verdict=verdict.outcome.value,
            origin=ReadingOrigin(command.origin),
            value=verdict.canonical,
            raw=command.value,
            used=used,
            confirmed=command.confirmed,
            supersedes_id=command.replaces,
        ),
    )
    compute_formulas(work, inspection, place.characteristic, command.piece)
    distance = "" if verdict.distance is None else f"{verdict.distance:+f}"
    assert verdict.canonical is not None
    return {"verdict": verdict.outcome.value, "value": verdict.canonical, "distance": distance}


_TYPED = frozenset({CharKind.VARIABLE, CharKind.CHOICE, CharKind.TEXT})
_ELSEWHERE = {
    CharKind.FORMULA: InspectionReason.READING_IS_COMPUTED,
    CharKind.PHOTO: InspectionReason.READING_IS_A_PHOTO,
}


def _not_typed(place: CellPlace) -> Refusal:
    """Why the characteristic takes no value by hand: looked at, computed, or photographed."""
    reason = _ELSEWHERE.get(place.kind, InspectionReason.NOT_MEASURED)
    return refuse(reason, characteristic=place.characteristic.no)


def _gauge(
    work: Work, row: Characteristic, gauge_id: int | None
) -> tuple[int | None, int | None] | Refusal:
    """Gauge and calibration to keep; a characteristic without a type of gauge needs none."""
    if row.gauge_type is None:
        return None, None
    return check_gauge(work, gauge_id, row.gauge_type)


def repeats_are_natural(spec: CharacteristicSpec) -> bool:
    """True where the shown decimals are so coarse that equal values in a row say nothing."""
    if spec.lsl is None or spec.usl is None:
        return True
    return (spec.usl - spec.lsl).scaleb(spec.decimals) < FINE_STEPS


def _judge(
    work: Work, place: CellPlace, known: Sequence[LiveReading], command: RecordReading
) -> ReadingVerdict:
    spec = spec_of(place.characteristic, place.n, terms_of(work.session, place.characteristic))
    previous: list[str] = []
    if spec.kind is CharKind.VARIABLE and not repeats_are_natural(spec):
        others = (each for each in known if each.piece != command.piece)
        previous = [each.value for each in others if each.value is not None]
    return judge_reading(
        command.value, spec, previous, confirmed=command.confirmed, conforms=command.conforms
    )


def _not_stored(verdict: ReadingVerdict, row: Characteristic) -> Refusal:
    assert verdict.code is not None
    facts = {
        "given": verdict.facts.get("given", ""),
        "suggestion": verdict.facts.get("suggestion", ""),
        "unit": row.unit_code or "",
        "problem": verdict.code.value,
        "characteristic": str(row.no),
        **{name: text for name, text in verdict.facts.items() if name in ("length", "choices")},
    }
    asks = verdict.outcome is ReadingOutcome.QUESTION
    code = InspectionReason.READING_ASK if asks else InspectionReason.READING_REFUSED
    return Refusal(code.value, facts)


def record_defect(work: Work, command: RecordDefect) -> Facts | Refusal:
    """Say that a piece has a defect; several defects of one piece still count once."""
    found = open_place(work, command.inspection_id, command.characteristic_id, command.piece)
    if isinstance(found, Refusal):
        return found
    inspection, place = found
    listed = words_of(place.characteristic.defect_codes)
    defect = command.defect_code.strip().upper()
    if not defect or (listed and defect not in listed):
        choices = ", ".join(listed)
        return refuse(InspectionReason.UNKNOWN_DEFECT, given=defect, choices=choices)
    if place.kind is CharKind.FORMULA:
        return _not_typed(place)
    known = live_readings(work.session, inspection.id, place.characteristic.id, command.piece)
    if place.kind is CharKind.ATTRIBUTE:
        known = tuple(each for each in known if each.defect_code == defect)
    refusal = cell_taken(work, known, command.piece, None)
    if refusal is not None:
        return refusal
    add_reading(
        work,
        inspection,
        NewReading(
            command.reading_id,
            place.characteristic,
            command.piece,
            verdict="fail",
            origin=ReadingOrigin(command.origin),
            defect_code=defect,
        ),
    )
    compute_formulas(work, inspection, place.characteristic, command.piece)
    return {"verdict": "fail", "defect": defect, "piece": str(command.piece)}


def record_all_ok(work: Work, command: RecordAllOk) -> Facts | Refusal:
    """Store that a range was looked at; no cell is invented.

    Source: `shopfloor.md` rule 11: "n inspected, d = 0, pieces from-to".
    """
    found = open_place(work, command.inspection_id, command.characteristic_id, command.piece_from)
    if isinstance(found, Refusal):
        return found
    inspection, place = found
    last = place.n if command.piece_to is None else command.piece_to
    if not command.piece_from <= last <= place.n:
        return refuse(
            InspectionReason.NO_SUCH_CELL,
            characteristic=place.characteristic.no,
            piece=last,
            n=place.n,
        )
    if place.kind is not CharKind.ATTRIBUTE:
        return refuse(InspectionReason.NOT_AN_ATTRIBUTE, characteristic=place.characteristic.no)
    counted: set[int] = set()
    for each in live_counts(work.session, inspection.id, place.characteristic.id):
        counted.update(range(each.piece_from, each.piece_to + 1))
    if counted.issuperset(range(command.piece_from, last + 1)):
        return refuse(InspectionReason.ALREADY_COUNTED, characteristic=place.characteristic.no)
    _add_count(
        work,
        inspection,
        AttributeCount(
            id=command.count_id,
            characteristic_id=place.characteristic.id,
            piece_from=command.piece_from,
            piece_to=last,
            supersedes_id=None,
        ),
    )
    return {"pieces": str(last - command.piece_from + 1)}


def _add_count(work: Work, inspection: Inspection, row: AttributeCount) -> None:
    row.inspection_id, row.person_id, row.at = inspection.id, work.actor.person_id, work.now
    work.add(row)
    work.touch(ObjectKind.INSPECTION, inspection.id)


def take_back_reading(work: Work, command: TakeBackReading) -> Facts | Refusal:
    """Take back the named entry, or the newest one, by a row that supersedes it."""
    inspection = open_inspection(work, command.inspection_id)
    if isinstance(inspection, Refusal):
        return inspection
    rows = read_inspection(work.session, inspection)
    entry = _entry(command) or latest_entry(rows)
    if entry is None:
        return refuse(InspectionReason.NOTHING_TO_TAKE_BACK, number=inspection.number)
    kind, entry_id = entry
    if kind == "count":
        return _take_back_count(work, rows, command.void_id, entry_id)
    return _take_back_value(work, rows, command.void_id, entry_id)


def _take_back_count(
    work: Work, rows: InspectionRows, void_id: int, count_id: int
) -> Facts | Refusal:
    inspection = rows.inspection
    count = next((each for each in rows.counts if each.id == count_id), None)
    if count is None:
        return refuse(InspectionReason.NOTHING_TO_TAKE_BACK, number=inspection.number)
    _add_count(
        work,
        inspection,
        AttributeCount(
            id=void_id,
            characteristic_id=count.characteristic_id,
            piece_from=1,
            piece_to=0,
            supersedes_id=count.id,
        ),
    )
    number = next(row.no for row in rows.characteristics if row.id == count.characteristic_id)
    return {"taken_back": "count", "characteristic": str(number), "value": "", "piece": ""}


def _take_back_value(
    work: Work, rows: InspectionRows, void_id: int, reading_id: int
) -> Facts | Refusal:
    inspection = rows.inspection
    reading = next((each for each in rows.readings if each.id == reading_id), None)
    if reading is None:
        return refuse(InspectionReason.NOTHING_TO_TAKE_BACK, number=inspection.number)
    row = next(row for row in rows.characteristics if row.id == reading.characteristic_id)
    if row.kind == CharKind.FORMULA:
        return refuse(InspectionReason.READING_IS_COMPUTED, characteristic=row.no)
    add_reading(
        work,
        inspection,
        NewReading(
            void_id,
            row,
            reading.piece,
            verdict="void",
            origin=ReadingOrigin.COMMAND,
            supersedes_id=reading.id,
        ),
    )
    compute_formulas(work, inspection, row, reading.piece)
    return {
        "taken_back": "reading",
        "characteristic": str(row.no),
        "value": reading.value or reading.defect_code or "",
        "piece": str(reading.piece),
    }


def _entry(command: TakeBackReading) -> tuple[str, int] | None:
    if command.reading_id is not None:
        return "reading", command.reading_id
    if command.count_id is not None:
        return "count", command.count_id
    return None
