"""Putting one inspection together for the screens, from the rows as they stand."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from sqlalchemy import select

from qtrace.domain.gauges import GaugeState
from qtrace.domain.inspection import NUMERIC, CharClass, CharKind, distance_outside
from qtrace.domain.inspection_tally import ClassTally
from qtrace.domain.sampling.plans import SampleType
from qtrace.domain.sampling.tables import Severity
from qtrace.models.gauges import Gauge
from qtrace.models.inspection import Characteristic
from qtrace.services.catalogue.characteristic_terms import NO_TERMS
from qtrace.services.catalogue.class_terms import sample_type, scheme_terms
from qtrace.services.gauges.standing import standings
from qtrace.services.inspection.rows import (
    AllOk,
    Cell,
    Failure,
    GaugeChoice,
    Named,
    Position,
    SheetCharacteristic,
    SheetClass,
    SheetContainer,
)
from qtrace.services.inspection.severity import severity_reason
from qtrace.services.inspection.state import InspectionRows, LiveReading
from qtrace.services.inspection.support import words_of
from qtrace.services.reads import Reads

PHOTO_DIGITS = 8


def sheet_classes(
    rows: InspectionRows, tallies: Sequence[ClassTally], verified: frozenset[SampleType]
) -> tuple[SheetClass, ...]:
    """Each class with its numbers, its reason and its tally, the gravest first."""
    found = []
    plans = rows.class_plans(verified)
    for row, plan, tally in zip(rows.classes, plans, tallies, strict=True):
        found.append(
            SheetClass(
                CharClass(row.char_class),
                sample_type(row.sampling),
                row.aql or "",
                row.level or "",
                row.standard,
                row.edition,
                Severity(row.severity),
                severity_reason(row.severity_reason) if row.severity_reason else None,
                plan.plan,
                tally,
                plan.second,
                plan.variables,
                scheme_terms(rows.terms.get(row.id)),
            )
        )
    return tuple(found)


def gauge_choices(reads: Reads, rows: InspectionRows) -> Mapping[str, tuple[GaugeChoice, ...]]:
    """Gauges in use by the type that characteristics ask for; usable ones first, then by code."""
    types = {row.gauge_type for row in rows.characteristics if row.gauge_type is not None}
    if not types:
        return {}
    found = reads.session.scalars(
        select(Gauge)
        .where(Gauge.gauge_type.in_(types), Gauge.state == GaugeState.IN_USE.value)
        .order_by(Gauge.code)
    ).all()
    standing = standings(reads.session, [gauge.id for gauge in found], reads.today)
    choices: dict[str, list[GaugeChoice]] = {each: [] for each in types}
    for gauge in found:
        choices[gauge.gauge_type].append(
            GaugeChoice(
                gauge.id,
                gauge.code,
                gauge.name_en,
                gauge.name_zh,
                gauge.resolution,
                gauge.unit_code,
                standing[gauge.id],
            )
        )
    return {
        each: tuple(sorted(own, key=lambda choice: not choice.standing.usable))
        for each, own in choices.items()
    }


def sheet_characteristics(
    rows: InspectionRows, choices: Mapping[str, tuple[GaugeChoice, ...]]
) -> tuple[SheetCharacteristic, ...]:
    """Each characteristic with its progress and gauges, by number."""
    last_used = {
        reading.characteristic_id: reading.gauge_id
        for reading in rows.readings
        if reading.gauge_id is not None
    }
    return tuple(
        _characteristic(row, rows, choices, last_used.get(row.id)) for row in rows.characteristics
    )


def _characteristic(
    row: Characteristic,
    rows: InspectionRows,
    choices: Mapping[str, tuple[GaugeChoice, ...]],
    last_used: int | None,
) -> SheetCharacteristic:
    result = rows.results[row.id]
    gauges = choices.get(row.gauge_type, ()) if row.gauge_type is not None else ()
    return SheetCharacteristic(
        characteristic_id=row.id,
        number=row.no,
        kind=CharKind(row.kind),
        char_class=CharClass(row.char_class),
        name_en=row.name_en,
        name_zh=row.name_zh,
        nominal=row.nominal,
        lsl=row.lsl,
        usl=row.usl,
        unit=row.unit_code or "",
        decimals=row.decimals or 0,
        method_en=row.method_en,
        method_zh=row.method_zh,
        gauge_type=row.gauge_type,
        defect_codes=words_of(row.defect_codes),
        n=result.spec.n,
        done=len(result.judged | result.failed),
        d=len(result.failed),
        gauges=gauges,
        gauge_id=_gauge_in_hand(gauges, last_used),
        options=result.spec.options,
        required=result.spec.required,
        formula=rows.own_terms.get(row.id, NO_TERMS).formula,
    )


def _gauge_in_hand(gauges: Sequence[GaugeChoice], last_used: int | None) -> int | None:
    """The gauge of the last reading while it is usable, else the only usable one."""
    usable = [each.gauge_id for each in gauges if each.standing.usable]
    if last_used in usable:
        return last_used
    return usable[0] if len(usable) == 1 else None


def sheet_cells(
    rows: InspectionRows, first: Mapping[int, str], known: Mapping[int, Named]
) -> tuple[Cell, ...]:
    """Every living reading, in the order in which they were taken."""
    return tuple(
        Cell(
            each.id,
            each.characteristic_id,
            each.piece,
            each.value,
            each.raw,
            each.defect_code,
            failed=each.verdict == "fail",
            distance=_distance(rows, each),
            origin=each.origin,
            gauge_id=each.gauge_id,
            person=known[each.person_id],
            at=each.at,
            first_value=first.get(each.id),
            photos=len(rows.photos.get(each.id, ())),
        )
        for each in rows.readings
    )


def _distance(rows: InspectionRows, reading: LiveReading) -> str:
    """Signed distance outside the limits of a failed value; empty otherwise."""
    spec = rows.specs[reading.characteristic_id]
    if reading.verdict != "fail" or reading.value is None or spec.kind not in NUMERIC:
        return ""
    outside = distance_outside(Decimal(reading.value), spec)
    return "" if outside is None else f"{outside:+f}"


def sheet_counts(rows: InspectionRows, known: Mapping[int, Named]) -> tuple[AllOk, ...]:
    """Every living "all OK"."""
    return tuple(
        AllOk(
            each.id,
            each.characteristic_id,
            each.piece_from,
            each.piece_to,
            known[each.person_id],
            each.at,
        )
        for each in rows.counts
    )


def sheet_containers(rows: InspectionRows) -> tuple[SheetContainer, ...]:
    """Containers to open with their pieces, in the order in which they are first needed."""
    pieces: dict[int, list[int]] = {}
    last = max(rows.class_n.values(), default=0)
    for piece, container in rows.samples.items():
        if piece > last:  # of a second sample that is not asked for
            continue
        pieces.setdefault(container, []).append(piece)
    return tuple(SheetContainer(number, tuple(own)) for number, own in pieces.items())


def first_empty_cell(rows: InspectionRows) -> Position | None:
    """Where to go on: the lowest piece of the first characteristic that is not complete."""
    for row in rows.characteristics:
        result = rows.results[row.id]
        if row.kind == CharKind.FORMULA or not result.spec.required:
            continue  # nobody stands here: it follows from others, or may be left out
        done = result.judged | result.failed
        piece = next((no for no in range(1, result.spec.n + 1) if no not in done), None)
        if piece is not None:
            return Position(row.id, piece, rows.samples.get(piece))
    return None


def _told(rows: InspectionRows, reading: LiveReading) -> str | None:
    """The value as a list of failures tells it: a photo by the beginning of its hash."""
    is_photo = rows.specs[reading.characteristic_id].kind is CharKind.PHOTO
    return reading.value[:PHOTO_DIGITS] if is_photo and reading.value else reading.value


def sheet_failures(rows: InspectionRows) -> tuple[Failure, ...]:
    """Failed readings and defects, by characteristic and piece."""
    order = {row.id: row for row in rows.characteristics}
    failed = [each for each in rows.readings if each.verdict == "fail"]
    failed.sort(key=lambda each: (order[each.characteristic_id].no, each.piece, each.id))
    return tuple(
        Failure(
            each.characteristic_id,
            order[each.characteristic_id].no,
            order[each.characteristic_id].name_en,
            order[each.characteristic_id].name_zh,
            each.piece,
            _told(rows, each),
            _distance(rows, each),
            each.lsl,
            each.usl,
            order[each.characteristic_id].unit_code or "",
            each.defect_code,
        )
        for each in failed
    )
