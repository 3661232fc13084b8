"""Check standards: what a gauge reads on an object that does not change, between calibrations."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from qtrace.domain.analytics.errors import AnalyticsError
from qtrace.domain.analytics.lot_study import LotStudy, LotValues, study_lots
from qtrace.domain.decimals import decimals_of, stated_text
from qtrace.domain.gauges import GaugeReason, GaugeState
from qtrace.domain.inspection import canonical_text, read_number
from qtrace.domain.studies import StudyReason
from qtrace.models.gauges import Gauge
from qtrace.models.people import Person
from qtrace.models.studies import CheckReading, CheckStandard
from qtrace.reference import control_constants
from qtrace.services.briefs import NamePair, person_name
from qtrace.services.commands import Command
from qtrace.services.gauges.studies_commands import RecordCheck, SetCheckStandard
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.reads import Reads
from qtrace.services.texts import refuse_texts
from qtrace.services.work import Handler, ObjectKind, Work

Facts = Mapping[str, str]
MOST_CHECKS = 1_000


def set_check_standard(work: Work, command: SetCheckStandard) -> Facts | Refusal:
    """Name the check standard of a gauge; its chart begins anew."""
    gauge = work.session.get(Gauge, command.gauge_id)
    if gauge is None:
        return refuse(GaugeReason.GAUGE_NOT_FOUND)
    refusal = refuse_texts(standard=command.standard)
    if refusal is not None:
        return refusal
    nominal = read_number(command.nominal, gauge.unit_code)
    if not isinstance(nominal, Decimal):
        return _no_value(nominal.facts.get("given", ""), gauge)
    work.add(
        CheckStandard(
            id=command.standard_id,
            gauge_id=gauge.id,
            code=command.standard.strip(),
            nominal=stated_text(nominal),
            set_by=work.actor.person_id,
            set_at=work.now,
        )
    )
    work.touch(ObjectKind.GAUGE, gauge.id)
    return {"gauge": gauge.code, "standard": command.standard.strip()}


def record_check(work: Work, command: RecordCheck) -> Facts | Refusal:
    """Store a reading of the check standard; a signal of the chart blocks nothing by itself."""
    gauge = work.session.get(Gauge, command.gauge_id)
    if gauge is None:
        return refuse(GaugeReason.GAUGE_NOT_FOUND)
    if gauge.state == GaugeState.RETIRED:
        facts = {"gauge": gauge.code, "state": gauge.state}
        return Refusal(GaugeReason.GAUGE_OUT_OF_USE.value, facts)
    standard = _standard(work.session, gauge.id)
    if standard is None:
        return refuse(StudyReason.CHECK_STANDARD_MISSING, gauge=gauge.code)
    if command.replaces is not None and not _is_in_force(work, standard.id, command.replaces):
        return refuse(StudyReason.CHECK_CHANGED, gauge=gauge.code)
    number = read_number(command.value, gauge.unit_code)
    if not isinstance(number, Decimal):
        return _no_value(number.facts.get("given", ""), gauge)
    value = canonical_text(number, decimals_of(Decimal(standard.nominal)))
    work.add(
        CheckReading(
            id=command.check_id,
            standard_id=standard.id,
            value=value,
            value_raw=command.value.replace("\x00", ""),
            person_id=work.actor.person_id,
            station_id=work.station.id,
            at=work.now,
            supersedes_id=command.replaces,
        )
    )
    work.touch(ObjectKind.GAUGE, gauge.id)
    return {"gauge": gauge.code, "standard": standard.code, "value": value}


def _no_value(given: str, gauge: Gauge) -> Refusal:
    return refuse(StudyReason.CHECK_VALUE, given=given, unit=gauge.unit_code)


def _standard(session: Session, gauge_id: int) -> CheckStandard | None:
    return session.scalar(
        select(CheckStandard)
        .where(CheckStandard.gauge_id == gauge_id)
        .order_by(CheckStandard.set_at.desc(), CheckStandard.id.desc())
        .limit(1)
    )


def _is_in_force(work: Work, standard_id: int, check_id: int) -> bool:
    row = work.session.get(CheckReading, check_id)
    if row is None or row.standard_id != standard_id:
        return False
    later = select(CheckReading.id).where(CheckReading.supersedes_id == check_id)
    return work.session.scalar(later) is None


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One reading of the check standard that is in force."""

    check_id: int
    text: str
    at: datetime
    person: NamePair
    is_corrected: bool


@dataclass(frozen=True, slots=True)
class CheckChart:
    """The checks of a gauge on its present standard, oldest first, and their chart.

    Attributes:
        study: individuals and moving range with Nelson's rules, or why there is none.
        is_cut: older checks were left out.
    """

    gauge_id: int
    gauge: str
    unit: str
    standard: str
    nominal: str
    checks: tuple[CheckRow, ...]
    study: LotStudy | AnalyticsError
    is_cut: bool


def check_chart(reads: Reads, gauge_id: int, most: int = MOST_CHECKS) -> CheckChart | None:
    """The check-standard chart of a gauge; None where it has no check standard."""
    gauge, standard = reads.session.get(Gauge, gauge_id), _standard(reads.session, gauge_id)
    if gauge is None or standard is None:
        return None
    later = aliased(CheckReading)
    rows = reads.session.execute(
        select(CheckReading, Person)
        .join(Person, Person.id == CheckReading.person_id)
        .outerjoin(later, later.supersedes_id == CheckReading.id)
        .where(CheckReading.standard_id == standard.id, later.id.is_(None))
        .order_by(CheckReading.at.desc(), CheckReading.id.desc())
        .limit(most + 1)
    ).all()
    checks = tuple(
        CheckRow(row.id, row.value, row.at, person_name(person), row.supersedes_id is not None)
        for row, person in reversed(rows[:most])
    )
    values = LotValues(tuple(float(check.text) for check in checks))
    study = study_lots(control_constants(), (values,))
    is_cut = len(rows) > most
    return CheckChart(
        gauge.id, gauge.code, gauge.unit_code, standard.code, standard.nominal, checks, study,
        is_cut,
    )  # fmt: skip


CHECKS: dict[type[Command], Handler] = {
    SetCheckStandard: set_check_standard,
    RecordCheck: record_check,
}
