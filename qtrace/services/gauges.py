"""Gauges and their calibrations: handlers and queries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from qtrace.domain.calibration import (
    AsFound,
    CalibrationReason,
    Interval,
    found_by_result,
    is_contradiction,
    next_days,
)
from qtrace.domain.gauges import (
    CalibrationFact,
    CalibrationKind,
    CalibrationResult,
    CalibrationStanding,
    GaugeReason,
    GaugeState,
    calibration_standing,
    judge_extension,
    judge_gauge,
    latest_extension,
)
from qtrace.domain.people import PeopleReason
from qtrace.models.cases import Case
from qtrace.models.gauges import Calibration, CalibrationFinding, Gauge, GaugeLookback
from qtrace.services.authority import read_actor
from qtrace.services.commands import Command
from qtrace.services.evidence import EvidenceFile, judge_evidence, keep_evidence
from qtrace.services.gauge_cases import hold_measured_lots, open_lookback
from qtrace.services.gauge_intervals import intervals, set_gauge_interval
from qtrace.services.gauge_lookback import calibration_facts
from qtrace.services.gauges_commands import (
    AddGauge,
    ChangeGauge,
    ExtendCalibration,
    HoldMeasuredLots,
    RecordCalibration,
    SetGaugeInterval,
)
from qtrace.services.inspection_rows import Named
from qtrace.services.inspection_support import persons, plant_day, plant_of
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.reads import Reads
from qtrace.services.texts import refuse_unkeepable
from qtrace.services.work import Handler, ObjectKind, Work

Facts = Mapping[str, str]
Known = tuple[Mapping[int, Named], "Mapping[int, FindingRow]", Mapping[int, str]]


def add_gauge(work: Work, command: AddGauge) -> Facts | Refusal:
    """Add a gauge; its code must never have belonged to another."""
    taken = work.session.scalar(select(Gauge.id).where(Gauge.code == command.gauge_code))
    if taken is not None:
        return refuse(GaugeReason.GAUGE_CODE_TAKEN, gauge=command.gauge_code)
    work.add(
        Gauge(
            id=command.gauge_id,
            code=command.gauge_code,
            name_en=command.name_en,
            name_zh=command.name_zh,
            gauge_type=command.gauge_type,
            resolution=command.resolution,
            range_text=command.range_text,
            unit_code=command.unit,
            state=GaugeState.IN_USE.value,
            location_text=command.location_text,
        )
    )
    work.touch(ObjectKind.GAUGE, command.gauge_id)
    return {"gauge": command.gauge_code}


def change_gauge(work: Work, command: ChangeGauge) -> Facts | Refusal:
    """Change what may change of a gauge."""
    gauge = work.session.get(Gauge, command.gauge_id)
    if gauge is None:
        return refuse(GaugeReason.GAUGE_NOT_FOUND)
    if gauge.row_version != command.row_version:
        return refuse(PeopleReason.CHANGED_BY_OTHERS)
    gauge.name_en, gauge.name_zh = command.name_en, command.name_zh
    gauge.resolution, gauge.range_text = command.resolution, command.range_text
    gauge.location_text, gauge.state = command.location_text, command.state.value
    work.touch(ObjectKind.GAUGE, gauge.id)
    return {"gauge": gauge.code}


def record_calibration(work: Work, command: RecordCalibration) -> Facts | Refusal:
    """Record a calibration that was done; it decides from now on.

    One that puts earlier readings in doubt opens the case about them; fact `case`.
    """
    gauge = work.session.get(Gauge, command.gauge_id)
    if gauge is None:
        return refuse(GaugeReason.GAUGE_NOT_FOUND)
    file = _certificate(command)
    refusal = _judge_calibration(work, gauge, command) or judge_evidence(file)
    if refusal is not None:
        return refusal
    row = work.add(
        Calibration(
            id=command.calibration_id,
            gauge_id=gauge.id,
            kind=CalibrationKind.CALIBRATION.value,
            done_on=command.done_on,
            due_on=command.due_on,
            result=command.result.value,
            certificate_no=command.certificate_no,
            risk="",
            done_by=work.actor.person_id,
            approved_by=None,
            entered_at=work.now,
        )
    )
    _add_finding(work, command, file)
    work.touch(ObjectKind.GAUGE, gauge.id)
    case = open_lookback(work, row)
    told = {"gauge": gauge.code, "due_on": command.due_on.isoformat()}
    return told | ({"case": case.number} if case is not None else {})


def _judge_calibration(work: Work, gauge: Gauge, command: RecordCalibration) -> Refusal | None:
    today = plant_day(plant_of(work.session), work.now)
    if command.done_on > today or command.due_on < command.done_on:
        return refuse(
            GaugeReason.CALIBRATION_DATES,
            gauge=gauge.code,
            done_on=command.done_on,
            due_on=command.due_on,
        )
    if is_contradiction(command.result, _as_found(command)):
        return refuse(CalibrationReason.CALIBRATION_CONTRADICTS, gauge=gauge.code)
    return refuse_unkeepable(
        certificate_no=command.certificate_no,
        found_text=command.found_text,
        left_text=command.left_text,
        laboratory=command.laboratory,
        traceability=command.traceability,
    )


def _as_found(command: RecordCalibration) -> AsFound:
    return command.as_found or found_by_result(command.result)


def _certificate(command: RecordCalibration) -> EvidenceFile | None:
    if command.evidence is None:
        return None
    return EvidenceFile(command.evidence, command.evidence_name, command.media_type)


def _add_finding(work: Work, command: RecordCalibration, file: EvidenceFile | None) -> None:
    evidence_id = None
    if file is not None:
        evidence_id = keep_evidence(work, file, ObjectKind.GAUGE, command.gauge_id, "certificate")
    work.add(
        CalibrationFinding(
            calibration_id=command.calibration_id,
            as_found=_as_found(command).value,
            found_text=command.found_text,
            left_text=command.left_text,
            laboratory=command.laboratory,
            traceability=command.traceability,
            evidence_id=evidence_id,
        )
    )


def extend_calibration(work: Work, command: ExtendCalibration) -> Facts | Refusal:
    """Move the due date by a second person's signature, before the gauge is used again.

    Source: NMPA GMP 107/2025 articles 40 and 101.
    """
    session = work.session
    gauge = session.get(Gauge, command.gauge_id)
    if gauge is None:
        return refuse(GaugeReason.GAUGE_NOT_FOUND)
    today = plant_day(plant_of(session), work.now)
    refusal = _judge_request(work, gauge, command) or _judge_days(work, gauge, command, today)
    if refusal is not None:
        return refusal
    work.add(
        Calibration(
            id=command.calibration_id,
            gauge_id=gauge.id,
            kind=CalibrationKind.EXTENSION.value,
            done_on=today,
            due_on=command.due_on,
            result=CalibrationResult.PASSED.value,
            certificate_no="",
            risk=command.risk.strip(),
            done_by=command.requested_by,
            approved_by=work.actor.person_id,
            entered_at=work.now,
        )
    )
    content = {
        "gauge": gauge.code,
        "due_on": command.due_on.isoformat(),
        "risk": command.risk.strip(),
        "requested_by": str(command.requested_by),
    }
    work.sign(ObjectKind.GAUGE, gauge.id, gauge.row_version, dict(content))
    work.touch(ObjectKind.GAUGE, gauge.id)
    return {"gauge": gauge.code, "due_on": command.due_on.isoformat()}


def _judge_request(work: Work, gauge: Gauge, command: ExtendCalibration) -> Refusal | None:
    """Somebody else who still works here asked for it, and said what the risk is."""
    if command.requested_by == work.actor.person_id:
        return refuse(PeopleReason.SAME_PERSON, gauge=gauge.code)
    asked = read_actor(work.session, command.requested_by, work.now)
    if isinstance(asked, Refusal):
        return asked
    if not command.risk.strip():
        return refuse(GaugeReason.EXTENSION_NEEDS_RISK, gauge=gauge.code)
    return refuse_unkeepable(risk=command.risk)


def _judge_days(
    work: Work, gauge: Gauge, command: ExtendCalibration, today: date
) -> Refusal | None:
    facts = calibration_facts(work.session, gauge.id)
    standing, latest = calibration_standing(facts, today), latest_extension(facts)
    fault = judge_extension(standing, command.due_on, today, latest)
    if fault is None:
        return None
    until = standing.due_on.isoformat() if standing.due_on else ""
    last = latest.isoformat() if latest else ""
    return refuse(fault, gauge=gauge.code, due_on=until, wanted=command.due_on, latest=last)


def _fact(row: Calibration) -> CalibrationFact:
    return CalibrationFact(
        row.id,
        CalibrationKind(row.kind),
        row.done_on,
        row.due_on,
        CalibrationResult(row.result),
    )


def standing_of(session: Session, gauge_id: int, today: date) -> CalibrationStanding:
    """What the calibrations of a gauge say on `today`."""
    return calibration_standing(calibration_facts(session, gauge_id), today)


def standings(
    session: Session, gauge_ids: Sequence[int], today: date
) -> dict[int, CalibrationStanding]:
    """`standing_of` for several gauges at once."""
    facts: dict[int, list[CalibrationFact]] = {gauge_id: [] for gauge_id in gauge_ids}
    rows = session.scalars(
        select(Calibration)
        .where(Calibration.gauge_id.in_(gauge_ids))
        .order_by(Calibration.entered_at, Calibration.id)
    )
    for row in rows:
        facts[row.gauge_id].append(_fact(row))
    return {gauge_id: calibration_standing(found, today) for gauge_id, found in facts.items()}


def check_gauge(work: Work, gauge_id: int | None, wanted: str) -> tuple[int, int | None] | Refusal:
    """Gauge id and calibration id to keep with a reading, or why the gauge cannot take it.

    Args:
        work: the transaction; its instant is the moment of reading.
        gauge_id: gauge that the person named.
        wanted: type of gauge that the characteristic asks for.
    """
    if gauge_id is None:
        return refuse(GaugeReason.GAUGE_MISSING, wanted=wanted)
    gauge = work.session.get(Gauge, gauge_id)
    if gauge is None:
        return refuse(GaugeReason.GAUGE_NOT_FOUND)
    today = plant_day(plant_of(work.session), work.now)
    standing = standing_of(work.session, gauge.id, today)
    problem = judge_gauge(gauge.code, gauge.gauge_type, GaugeState(gauge.state), standing, wanted)
    if problem is not None:
        return Refusal(problem.code.value, problem.facts)
    return gauge.id, standing.calibration_id


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
        calibration_standing([_fact(row) for row in rows], reads.today),
        history,
    )


HANDLERS: dict[type[Command], Handler] = {
    AddGauge: add_gauge,
    ChangeGauge: change_gauge,
    RecordCalibration: record_calibration,
    ExtendCalibration: extend_calibration,
    HoldMeasuredLots: hold_measured_lots,
    SetGaugeInterval: set_gauge_interval,
}
