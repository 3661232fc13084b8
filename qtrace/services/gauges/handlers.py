"""Gauges and their calibrations: handlers and queries."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import select

from qtrace.domain.calibration import (
    AsFound,
    CalibrationReason,
    found_by_result,
    is_contradiction,
)
from qtrace.domain.gauges import (
    CalibrationKind,
    CalibrationResult,
    GaugeReason,
    GaugeState,
    calibration_standing,
    judge_extension,
    latest_extension,
)
from qtrace.domain.people import PeopleReason
from qtrace.models.gauges import Calibration, CalibrationFinding, Gauge
from qtrace.services.authority import read_actor
from qtrace.services.commands import Command
from qtrace.services.evidence import EvidenceFile, judge_evidence, keep_evidence
from qtrace.services.gauges.cases import hold_measured_lots, open_lookback
from qtrace.services.gauges.commands import (
    AddGauge,
    ChangeGauge,
    ExtendCalibration,
    HoldMeasuredLots,
    RecordCalibration,
    SetGaugeInterval,
)
from qtrace.services.gauges.intervals import set_gauge_interval
from qtrace.services.gauges.lookback import calibration_facts
from qtrace.services.inspection.support import plant_day, plant_of
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.texts import refuse_unkeepable
from qtrace.services.work import Handler, ObjectKind, Work

Facts = Mapping[str, str]


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


HANDLERS: dict[type[Command], Handler] = {
    AddGauge: add_gauge,
    ChangeGauge: change_gauge,
    RecordCalibration: record_calibration,
    ExtendCalibration: extend_calibration,
    HoldMeasuredLots: hold_measured_lots,
    SetGaugeInterval: set_gauge_interval,
}
