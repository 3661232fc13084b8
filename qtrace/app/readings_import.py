"""Importing readings through the same commands as everybody uses, after a dry run of every cell.

The moment of reading is the moment of the import: a gauge that is overdue then takes no value.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from qtrace.domain.gauges import GaugeReason, GaugeState, judge_gauge
from qtrace.domain.inspection import CharacteristicSpec, CharKind, ReadingOutcome
from qtrace.domain.inspection_flow import InspectionReason, InspectionState
from qtrace.domain.inspection_kinds import judge_reading
from qtrace.domain.photos import PhotoReason
from qtrace.domain.studies import StudyReason
from qtrace.exchange.cells import CellErrorCode
from qtrace.exchange.readings import READINGS, ReadingFile, read_readings
from qtrace.exchange.workbook import CellError, Row, cell_name
from qtrace.services.gauges.queries import GaugeRow, gauge_by_code
from qtrace.services.inspection.reading_files import (
    OK_WORD,
    FileCheck,
    FileEntry,
    FileFault,
    FileRow,
    row_command,
)
from qtrace.services.inspection.readings_exchange import sheets_by_number
from qtrace.services.inspection.rows import InspectionSheet, SheetCharacteristic
from qtrace.services.outcomes import Refusal
from qtrace.services.reads import Reads
from qtrace.services.workbench import Workbench


@dataclass(frozen=True, slots=True)
class ReadingsReport:
    """What an import did, or would do.

    Attributes:
        errors: everything that is wrong, by cell; a dry run with any changes nothing.
        ready: rows that can be recorded.
        recorded: rows that were.
    """

    errors: tuple[CellError, ...]
    ready: int
    recorded: int = 0


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a row belongs."""

    row: Row
    sheet: InspectionSheet
    own: SheetCharacteristic
    gauge: GaugeRow | None
    entry: FileEntry


def check_readings(bench: Workbench, file: ReadingFile) -> ReadingsReport:
    """The dry run: every cell that cannot be recorded now, and how many can."""
    places, errors = bench.ask(_places, file)
    return ReadingsReport((*file.errors, *errors), len(places))


def check_file(reads: Reads, path: str) -> FileCheck:
    """The dry run over the file at `path`, for the screen; a file that cannot be read is a fault."""
    try:
        data = Path(path).read_bytes()
    except (OSError, ValueError):
        return FileCheck((), (FileFault("", PhotoReason.UNREADABLE, {"name": path[-80:]}),))
    file = read_readings(data)
    places, errors = _places(reads, file)
    faults = tuple(
        FileFault(each.cell, each.facts.get("reason", each.code.value), each.facts)
        for each in (*file.errors, *errors)
    )
    return FileCheck(tuple(map(_file_row, places)), faults)


def _file_row(place: _Place) -> FileRow:
    own, values = place.own, place.row.values
    return FileRow(
        cell=cell_name(READINGS, place.row, "value"),
        inspection=place.sheet.number,
        inspection_id=place.sheet.inspection_id,
        number=own.number,
        characteristic_id=own.characteristic_id,
        name_en=own.name_en,
        name_zh=own.name_zh,
        piece=int(values["piece"]),
        value=values["value"],
        gauge=values["gauge"],
        gauge_id=place.gauge.gauge_id if place.gauge is not None else None,
        entry=place.entry,
        conforms=values["verdict"] != "fail",
    )


def import_readings(bench: Workbench, file: ReadingFile, by: int) -> ReadingsReport:
    """Record the rows as person `by`, after a dry run without errors.

    A row that the service refuses is named with its reason; the rows before it stay, each is a
    command with its record.
    """
    places, found = bench.ask(_places, file)
    errors = [*file.errors, *found]
    if errors:
        return ReadingsReport(tuple(errors), len(places))
    for done, place in enumerate(places):
        head = {"uid": bench.ids.next_uid(), "client_at": bench.clock.now()}
        outcome = bench.send(row_command(_file_row(place), head, bench.ids.next_id()), by=by)
        if isinstance(outcome, Refusal):
            error = _refused(place.row, "value", outcome.code, outcome.facts)
            return ReadingsReport((error,), len(places), done)
    return ReadingsReport((), len(places), len(places))


def _refused(
    row: Row, column: str, reason: str, facts: Mapping[str, str] | None = None
) -> CellError:
    place, values = cell_name(READINGS, row, column), row.values
    told = {
        "reason": reason,
        "number": values["inspection"],
        "characteristic": values["characteristic"],
        "piece": values["piece"],
        "given": values["value"],
        "gauge": values["gauge"],
        **(facts or {}),
    }
    return CellError(READINGS.name, place, CellErrorCode.ROW_REFUSED, told)


def _places(reads: Reads, file: ReadingFile) -> tuple[list[_Place], list[CellError]]:
    broken = {int("".join(filter(str.isdecimal, error.cell)) or 0) for error in file.errors}
    rows = [row for row in file.rows if row.number not in broken]
    sheets = sheets_by_number(reads, {row.values["inspection"] for row in rows})
    codes = sorted({row.values["gauge"] for row in rows} - {""})
    gauges = {code: gauge_by_code(reads, code) for code in codes}
    places: list[_Place] = []
    errors: list[CellError] = []
    taken: dict[tuple[int, int, int], _Place] = {}
    for row in rows:
        found = _judge(row, sheets, gauges)
        if isinstance(found, _Place):
            cell = (found.sheet.inspection_id, found.own.number, int(row.values["piece"]))
            found = _once(found, taken.setdefault(cell, found))
        if isinstance(found, CellError):
            errors.append(found)
        else:
            places.append(found)
    return places, errors


def _once(place: _Place, first: _Place) -> _Place | CellError:
    """A cell stands once in a file; only several defects may stand on one piece."""
    if place is first or place.entry is first.entry is FileEntry.DEFECT:
        return place
    values = place.row.values
    given = " / ".join(values[name] for name in ("inspection", "characteristic", "piece"))
    facts = {"row": str(first.row.number), "given": given}
    where = cell_name(READINGS, place.row, "piece")
    return CellError(READINGS.name, where, CellErrorCode.ROW_TWICE, facts)


def _judge(
    row: Row, sheets: Mapping[str, InspectionSheet], gauges: Mapping[str, GaugeRow | None]
) -> _Place | CellError:
    """Where the row belongs, or its first cell that stands against it."""
    sheet, code = sheets.get(row.values["inspection"]), row.values["gauge"]
    if sheet is None:
        return _unknown(row, "inspection")
    if sheet.state is not InspectionState.IN_PROGRESS:
        waits = sheet.state is InspectionState.WAITING
        reason = InspectionReason.NOT_STARTED if waits else InspectionReason.ALREADY_SIGNED
        return _refused(row, "inspection", reason, _signed(sheet))
    number, gauge = int(row.values["characteristic"]), gauges.get(code)
    own = next((each for each in sheet.characteristics if each.number == number), None)
    if own is None or (code and gauge is None):
        return _unknown(row, "characteristic" if own is None else "gauge")
    place = _Place(row, sheet, own, gauge, _entry(row, own))
    fault = next(_faults(place), None)
    if fault is None:
        return place
    listed = (option.code for option in own.options) if own.options else own.defect_codes
    facts = {"n": str(own.n), "unit": own.unit, "choices": ", ".join(listed)}
    facts["length"] = str(len(row.values["value"]))
    return _refused(row, *fault, {**facts, **_standing(row, own, sheet)})


def _entry(row: Row, own: SheetCharacteristic) -> FileEntry:
    """What the value is: only a characteristic that is looked at has pieces that are just good."""
    if own.kind is not CharKind.ATTRIBUTE:
        return FileEntry.VALUE
    word = row.values["value"].upper()
    is_good = word == OK_WORD and OK_WORD not in own.defect_codes
    return FileEntry.LOOKED_AT if is_good else FileEntry.DEFECT


def _signed(sheet: InspectionSheet) -> dict[str, str]:
    """Who signed last, and when."""
    signed = [each for each in sheet.signatures if each.person is not None]
    if not signed or signed[-1].person is None:
        return {}
    person, at = signed[-1].person, signed[-1].at
    when = at.isoformat() if at is not None else ""
    return {"name_en": person.name_en, "name_zh": person.name_zh, "at": when}


def _standing(row: Row, own: SheetCharacteristic, sheet: InspectionSheet) -> dict[str, str]:
    """The reading that stands in the cell already, with whose it is."""
    piece = int(row.values["piece"])
    cells = (
        c for c in sheet.cells if (c.characteristic_id, c.piece) == (own.characteristic_id, piece)
    )
    cell = next(cells, None)
    if cell is None:
        return {}
    names = {"name_en": cell.person.name_en, "name_zh": cell.person.name_zh}
    return {"value": cell.value or cell.defect_code or "", "at": cell.at.isoformat(), **names}


def _unknown(row: Row, column: str) -> CellError:
    facts = {"given": row.values[column], "column": column}
    return CellError(
        READINGS.name, cell_name(READINGS, row, column), CellErrorCode.NOT_KNOWN, facts
    )


def _faults(place: _Place) -> Iterator[tuple[str, str]]:
    """Columns that stand against the row, each with its reason code."""
    own, piece = place.own, int(place.row.values["piece"])
    if own.kind in _NOT_IN_FILES:
        yield "characteristic", _NOT_IN_FILES[own.kind]
    if not 1 <= piece <= own.n:
        yield "piece", InspectionReason.NO_SUCH_CELL
    yield from _taken(place, piece)
    if own.gauge_type is not None:
        reason = _gauge_fault(own.gauge_type, place.gauge)
        if reason is not None:
            yield "gauge", reason
    yield from _value_fault(place)


_NOT_IN_FILES = {
    CharKind.FORMULA: InspectionReason.READING_IS_COMPUTED,
    CharKind.PHOTO: InspectionReason.READING_IS_A_PHOTO,
}


def _taken(place: _Place, piece: int) -> Iterator[tuple[str, str]]:
    """What the records have of the cell already."""
    own, sheet = place.own, place.sheet
    cells = [
        c for c in sheet.cells if (c.characteristic_id, c.piece) == (own.characteristic_id, piece)
    ]
    if place.entry is FileEntry.DEFECT:
        code = place.row.values["value"].upper()
        cells = [cell for cell in cells if cell.defect_code == code]
    if place.entry is not FileEntry.LOOKED_AT:
        if cells:
            yield "piece", InspectionReason.READING_EXISTS
        return
    counts = [each for each in sheet.all_ok if each.characteristic_id == own.characteristic_id]
    if any(each.piece_from <= piece <= each.piece_to for each in counts):
        yield "piece", InspectionReason.ALREADY_COUNTED


def _value_fault(place: _Place) -> Iterator[tuple[str, str]]:
    own, value = place.own, place.row.values["value"]
    if place.entry is FileEntry.DEFECT and own.defect_codes:
        if value.upper() not in own.defect_codes:
            yield "value", InspectionReason.UNKNOWN_DEFECT
    elif place.entry is FileEntry.VALUE:
        verdict = judge_reading(value, _spec(own))
        if verdict.outcome is ReadingOutcome.QUESTION:
            yield "value", InspectionReason.READING_ASK
        elif verdict.outcome is ReadingOutcome.REFUSED:
            assert verdict.code is not None
            is_number = own.kind is CharKind.VARIABLE
            yield "value", StudyReason.TRIAL_VALUE if is_number else verdict.code.value


def _gauge_fault(wanted: str, gauge: GaugeRow | None) -> str | None:
    if gauge is None:
        return GaugeReason.GAUGE_MISSING
    state = GaugeState(gauge.state)
    problem = judge_gauge(gauge.code, gauge.gauge_type, state, gauge.standing, wanted)
    return problem.code if problem is not None else None


def _spec(own: SheetCharacteristic) -> CharacteristicSpec:
    low, high = (None if text is None else Decimal(text) for text in (own.lsl, own.usl))
    nominal = None if own.nominal is None else Decimal(own.nominal)
    return CharacteristicSpec(
        own.number, own.kind, own.char_class, own.n, nominal, low, high, own.decimals, own.unit,
        own.options, own.required,
    )  # fmt: skip
