"""Computed characteristics: their readings follow from the others of the same piece, at once.

A computed reading is a row like every other: corrected by a new row when a reading that it needs is
corrected, and taken back with it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select

from qtrace.domain.formula import Formula
from qtrace.domain.inspection import CharKind
from qtrace.domain.inspection_flow import ReadingOrigin
from qtrace.domain.inspection_kinds import Computed, judge_formula
from qtrace.models.inspection import Characteristic, Inspection
from qtrace.services.catalogue.characteristic_terms import terms_by_id
from qtrace.services.inspection.reading_rows import NewReading, add_reading
from qtrace.services.inspection.state import LiveReading, live_readings, spec_of
from qtrace.services.work import Work


@dataclass(frozen=True, slots=True)
class _Piece:
    """One piece: its readings by id of the characteristic, and what is measured by number."""

    inspection: Inspection
    piece: int
    readings: Mapping[int, LiveReading]
    measured: Mapping[int, Characteristic]

    @property
    def values(self) -> dict[int, Decimal | None]:
        """Measured values by number of the characteristic; None where a defect stands instead."""
        return {
            number: None if reading.value is None else Decimal(reading.value)
            for number, row in self.measured.items()
            if (reading := self.readings.get(row.id)) is not None
        }


def compute_formulas(
    work: Work, inspection: Inspection, changed: Characteristic, piece: int
) -> None:
    """Compute on `piece` whatever needs the reading of `changed` again."""
    if changed.kind != CharKind.VARIABLE:
        return
    computed = _of_kind(work, changed.plan_revision_id, CharKind.FORMULA)
    terms = terms_by_id(work.session, computed)
    formulas = {key: found for key, each in terms.items() if (found := each.computed) is not None}
    waiting = [
        row for row in computed if row.id in formulas and changed.no in formulas[row.id].inputs
    ]
    if not waiting:
        return
    measured = _of_kind(work, changed.plan_revision_id, CharKind.VARIABLE)
    readings = _readings(work, inspection, piece)
    place = _Piece(inspection, piece, readings, {row.no: row for row in measured})
    for row in waiting:
        _compute(work, place, row, formulas[row.id])


def _of_kind(work: Work, revision_id: int, kind: CharKind) -> Sequence[Characteristic]:
    return work.session.scalars(
        select(Characteristic)
        .where(Characteristic.plan_revision_id == revision_id, Characteristic.kind == kind.value)
        .order_by(Characteristic.no)
    ).all()


def _readings(work: Work, inspection: Inspection, piece: int) -> dict[int, LiveReading]:
    work.session.flush()  # the reading that was just taken counts
    found = live_readings(work.session, inspection.id, piece=piece)
    return {each.characteristic_id: each for each in found}


def _compute(work: Work, place: _Piece, row: Characteristic, formula: Formula) -> None:
    """Add the reading that the formula gives now, if it is another one than stands there."""
    standing = place.readings.get(row.id)
    computed = judge_formula(formula, spec_of(row, 0), place.values)
    if computed.missing:
        if standing is not None:
            add_reading(work, place.inspection, NewReading(
                work.new_id(), row, place.piece, verdict="void", origin=ReadingOrigin.FORMULA,
                supersedes_id=standing.id,
            ))  # fmt: skip
        return
    raw = inputs_text(formula, place.values)
    if standing is None or (standing.value, standing.raw) != (computed.verdict.canonical, raw):
        add_reading(work, place.inspection, _reading(work, place, row, computed, raw))


def _reading(
    work: Work, place: _Piece, row: Characteristic, computed: Computed, raw: str
) -> NewReading:
    standing = place.readings.get(row.id)
    return NewReading(
        work.new_id(),
        row,
        place.piece,
        verdict=computed.verdict.outcome.value,
        origin=ReadingOrigin.FORMULA,
        value=computed.verdict.canonical,
        raw=raw,
        defect_code=computed.fault.value if computed.fault else None,
        supersedes_id=standing.id if standing is not None else None,
    )


def inputs_text(formula: Formula, values: Mapping[int, Decimal | None]) -> str:
    """What a value was computed from: `c2=12.00 c3=2.40`."""
    shown = ((number, values.get(number)) for number in formula.inputs)
    return " ".join(f"c{number}={'-' if value is None else value}" for number, value in shown)
