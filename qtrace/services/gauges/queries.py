"""Gauges as people read them: the register with calibrations, findings and cases."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from qtrace.domain.calibration import (
    AsFound,
    Interval,
    found_by_result,
    next_days,
)
from qtrace.domain.gauges import (
    CalibrationKind,
    CalibrationResult,
    CalibrationStanding,
    GaugeState,
    calibration_standing,
)
from qtrace.models.cases import Case
from qtrace.models.gauges import Calibration, CalibrationFinding, Gauge, GaugeLookback
from qtrace.services.gauges.intervals import intervals
from qtrace.services.gauges.standing import fact_of
from qtrace.services.inspection.rows import Named
from qtrace.services.inspection.support import persons
from qtrace.services.reads import Reads

Known = tuple[Mapping[int, Named], "Mapping[int, FindingRow]", Mapping[int, str]]


@dataclass(frozen=True, slots=True)
class FindingRow:
    """What the laboratory wrote down; `as_found` follows from the result where nothing was."""

    as_found: AsFound
    found_text: str = ""
    left_text: str = ""
    laboratory: str = ""
    traceability: str = ""
    evidence_id: int | None = None


@dataclass(frozen=True, slots=True)
class CalibrationRow:
    """A calibration as the gauge's page shows it, newest first.

    Attributes:
        case: number of the case about the readings that it put in doubt, empty without one.
    """

    calibration_id: int
    kind: CalibrationKind
    done_on: date
    due_on: date
    result: CalibrationResult
    certificate_no: str
    risk: str
    done_by: Named
    approved_by: Named | None
    entered_at: datetime
    finding: FindingRow
    case: str


@dataclass(frozen=True, slots=True)
class GaugeRow:
    """A gauge with its standing today."""

    gauge_id: int
    row_version: int
    code: str
    name_en: str
    name_zh: str
    gauge_type: str
    resolution: str
    range_text: str
    unit: str
    state: GaugeState
    location_text: str
    standing: CalibrationStanding
    calibrations: tuple[CalibrationRow, ...]
    interval: Interval | None = None

    def days_after(self, as_found: AsFound) -> int | None:
        """Days that the rule proposes after a calibration that finds the gauge so, or None."""
        if self.interval is None:
            return None
        rows = [each for each in self.calibrations if each.kind is CalibrationKind.CALIBRATION]
        return next_days(
            self.interval, [*(each.finding.as_found for each in reversed(rows)), as_found]
        )


def gauges(reads: Reads) -> tuple[GaugeRow, ...]:
    """All gauges by code, with their calibrations."""
    return _rows(reads, list(reads.session.scalars(select(Gauge).order_by(Gauge.code))))


def gauge_by_code(reads: Reads, code: str) -> GaugeRow | None:
    """The gauge with this code on it, or None."""
    found = reads.session.scalar(select(Gauge).where(Gauge.code == code))
    return _rows(reads, [found])[0] if found else None


def _rows(reads: Reads, found: list[Gauge]) -> tuple[GaugeRow, ...]:
    session = reads.session
    rows = session.scalars(
        select(Calibration)
        .where(Calibration.gauge_id.in_([gauge.id for gauge in found]))
        .order_by(Calibration.entered_at, Calibration.id)
    ).all()
    known = persons(
        session, {row.done_by for row in rows} | {r.approved_by for r in rows if r.approved_by}
    )
    by_gauge: dict[int, list[Calibration]] = {gauge.id: [] for gauge in found}
    for row in rows:
        by_gauge[row.gauge_id].append(row)
    ids = [gauge.id for gauge in found]
    told = known, _findings(session, ids), _cases(session, ids)
    rules = intervals(session, ids)
    return tuple(
        replace(_row(reads, gauge, by_gauge[gauge.id], told), interval=rules.get(gauge.id))
        for gauge in found
    )


def _findings(session: Session, gauge_ids: Sequence[int]) -> dict[int, FindingRow]:
    rows = session.scalars(
        select(CalibrationFinding)
        .join(Calibration, Calibration.id == CalibrationFinding.calibration_id)
        .where(Calibration.gauge_id.in_(gauge_ids))
    )
    return {
        row.calibration_id: FindingRow(
            AsFound(row.as_found), row.found_text, row.left_text, row.laboratory,
            row.traceability, row.evidence_id,
        )
        for row in rows
    }  # fmt: skip


def _cases(session: Session, gauge_ids: Sequence[int]) -> dict[int, str]:
    rows = session.execute(
        select(GaugeLookback.calibration_id, Case.number)
        .join(Case, Case.id == GaugeLookback.case_id)
        .where(GaugeLookback.gauge_id.in_(gauge_ids))
    )
    return {row.calibration_id: row.number for row in rows}


def _row(reads: Reads, gauge: Gauge, rows: Sequence[Calibration], known: Known) -> GaugeRow:
    persons_known, findings, cases = known
    history = tuple(
        CalibrationRow(
            row.id,
            CalibrationKind(row.kind),
            row.done_on,
            row.due_on,
            CalibrationResult(row.result),
            row.certificate_no,
            row.risk,
            persons_known[row.done_by],
            persons_known[row.approved_by] if row.approved_by else None,
            row.entered_at,
            findings.get(row.id, FindingRow(found_by_result(CalibrationResult(row.result)))),
            cases.get(row.id, ""),
        )
        for row in reversed(rows)
    )
    return GaugeRow(
        gauge.id,
        gauge.row_version,
        gauge.code,
        gauge.name_en,
        gauge.name_zh,
        gauge.gauge_type,
        gauge.resolution,
        gauge.range_text,
        gauge.unit_code,
        GaugeState(gauge.state),
        gauge.location_text,
        calibration_standing([fact_of(row) for row in rows], reads.today),
        history,
    )
