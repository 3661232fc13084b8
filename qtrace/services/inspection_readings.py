"""Readings: stored at once, corrected and taken back by new rows, never changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qtrace.domain.inspection import (
    CharacteristicSpec,
    ReadingOutcome,
    ReadingVerdict,
    judge_value,
)
from qtrace.domain.inspection_flow import InspectionReason, ReadingOrigin
from qtrace.models.inspection import AttributeCount, Characteristic, Inspection, Reading
from qtrace.services.gauge_standing import check_gauge
from qtrace.services.inspection_guards import CellPlace, open_inspection, open_place
from qtrace.services.inspection_state import (
    LiveReading,
    latest_entry,
    live_counts,
    live_readings,
    read_inspection,
    spec_of,
)
from qtrace.services.inspection_support import names_of, words_of
from qtrace.services.inspections_commands import (
    RecordAllOk,
    RecordDefect,
    RecordReading,
    TakeBackReading,
)
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
    if not place.is_variable:
        return refuse(InspectionReason.NOT_MEASURED, characteristic=place.characteristic.no)
    known = live_readings(work.session, inspection.id, place.characteristic.id)
    refusal = _cell_taken(work, known, command.piece, command.replaces)
    if refusal is not None:
        return refusal
    used = _gauge(work, place.characteristic, command.gauge_id)
    if isinstance(used, Refusal):
        return used
    verdict = _judge(place, known, command)
    if verdict.outcome in (ReadingOutcome.QUESTION, ReadingOutcome.REFUSED):
        return _not_stored(verdict, place.characteristic)
    _add_reading(
        work,
        inspection,
        _NewReading(
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
    distance = "" if verdict.distance is None else f"{verdict.distance:+f}"
    assert verdict.canonical is not None
    return {"verdict": verdict.outcome.value, "value": verdict.canonical, "distance": distance}


def _gauge(
    work: Work, row: Characteristic, gauge_id: int | None
) -> tuple[int | None, int | None] | Refusal:
    """Gauge and calibration to keep; a characteristic without a type of gauge needs none."""
    if row.gauge_type is None:
        return None, None
    return check_gauge(work, gauge_id, row.gauge_type)


def _cell_taken(
    work: Work, known: Sequence[LiveReading], piece: int, replaces: int | None
) -> Refusal | None:
    """None if the cell is empty, or holds exactly the reading that is to be corrected."""
    standing = next((each for each in known if each.piece == piece), None)
    if standing is None:
        gone = replaces is not None
        return refuse(InspectionReason.READING_CHANGED, piece=piece, value="") if gone else None
    shown = standing.value or standing.defect_code or ""
    if replaces is None:
        return refuse(
            InspectionReason.READING_EXISTS,
            piece=piece,
            value=shown,
            reading_id=standing.id,
            at=standing.at.isoformat(),
            **names_of(work.session, standing.person_id),
        )
    if replaces != standing.id:
        return refuse(InspectionReason.READING_CHANGED, piece=piece, value=shown)
    return None


def repeats_are_natural(spec: CharacteristicSpec) -> bool:
    """True where the shown decimals are so coarse that equal values in a row say nothing."""
    if spec.lsl is None or spec.usl is None:
        return True
    return (spec.usl - spec.lsl).scaleb(spec.decimals) < FINE_STEPS


def _judge(
    place: CellPlace, known: Sequence[LiveReading], command: RecordReading
) -> ReadingVerdict:
    spec = spec_of(place.characteristic, place.n)
    previous: list[str] = []
    if not repeats_are_natural(spec):
        others = (each for each in known if each.piece != command.piece)
        previous = [each.value for each in others if each.value is not None]
    return judge_value(command.value, spec, previous, confirmed=command.confirmed)


def _not_stored(verdict: ReadingVerdict, row: Characteristic) -> Refusal:
    assert verdict.code is not None
    facts = {
        "given": verdict.facts.get("given", ""),
        "suggestion": verdict.facts.get("suggestion", ""),
        "unit": row.unit_code or "",
        "problem": verdict.code.value,
        "characteristic": str(row.no),
        **{name: text for name, text in verdict.facts.items() if name == "length"},
    }
    asks = verdict.outcome is ReadingOutcome.QUESTION
    code = InspectionReason.READING_ASK if asks else InspectionReason.READING_REFUSED
    return Refusal(code.value, facts)


@dataclass(frozen=True, slots=True)
class _NewReading:
    """A row to be: what differs between a value, a defect and a taking back."""

    id: int
    characteristic: Characteristic
    piece: int
    verdict: str
    origin: ReadingOrigin
    value: str | None = None
    raw: str | None = None
    defect_code: str | None = None
    used: tuple[int | None, int | None] = (None, None)
    confirmed: bool = False
    supersedes_id: int | None = None


def _add_reading(work: Work, inspection: Inspection, new: _NewReading) -> None:
    """Insert a row with the limits as they are now, so that no later plan changes its verdict."""
    gauge_id, calibration_id = new.used
    work.add(
        Reading(
            id=new.id,
            site_id=inspection.site_id,
            inspection_id=inspection.id,
            characteristic_id=new.characteristic.id,
            sample_no=new.piece,
            value=new.value,
            value_raw=_storable(new.raw),
            verdict=new.verdict,
            defect_code=new.defect_code,
            lsl=new.characteristic.lsl,
            usl=new.characteristic.usl,
            gauge_id=gauge_id,
            calibration_id=calibration_id,
            origin=new.origin.value,
            person_id=work.actor.person_id,
            station_id=work.station.id,
            at=work.now,
            confirmed=new.confirmed,
            supersedes_id=new.supersedes_id,
        )
    )
    work.touch(ObjectKind.INSPECTION, inspection.id)


def _storable(raw: str | None) -> str | None:
    """Raw text without NUL, which no database keeps; a judged value has none anyway."""
    return None if raw is None else raw.replace("\x00", "")


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
    known = live_readings(work.session, inspection.id, place.characteristic.id, command.piece)
    if not place.is_variable:
        known = tuple(each for each in known if each.defect_code == defect)
    refusal = _cell_taken(work, known, command.piece, None)
    if refusal is not None:
        return refusal
    _add_reading(
        work,
        inspection,
        _NewReading(
            command.reading_id,
            place.characteristic,
            command.piece,
            verdict="fail",
            origin=ReadingOrigin(command.origin),
            defect_code=defect,
        ),
    )
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
    if place.is_variable:
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
    numbers = {row.id: row for row in rows.characteristics}
    if kind == "count":
        count = next((each for each in rows.counts if each.id == entry_id), None)
        if count is None:
            return refuse(InspectionReason.NOTHING_TO_TAKE_BACK, number=inspection.number)
        _add_count(
            work,
            inspection,
            AttributeCount(
                id=command.void_id,
                characteristic_id=count.characteristic_id,
                piece_from=1,
                piece_to=0,
                supersedes_id=count.id,
            ),
        )
        number = numbers[count.characteristic_id].no
        return {"taken_back": "count", "characteristic": str(number), "value": "", "piece": ""}
    reading = next((each for each in rows.readings if each.id == entry_id), None)
    if reading is None:
        return refuse(InspectionReason.NOTHING_TO_TAKE_BACK, number=inspection.number)
    row = numbers[reading.characteristic_id]
    _add_reading(
        work,
        inspection,
        _NewReading(
            command.void_id,
            row,
            reading.piece,
            verdict="void",
            origin=ReadingOrigin.COMMAND,
            supersedes_id=reading.id,
        ),
    )
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
