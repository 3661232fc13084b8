"""What is known about studies of measurement systems."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from qtrace.domain.analytics.errors import AnalyticsError
from qtrace.domain.analytics.study_result import (
    Findings,
    StudyVerdict,
    evaluate_study,
    study_verdict,
)
from qtrace.domain.studies import PlannedPart, Run, StudyKind, StudyPlan, next_run, run_order
from qtrace.models.gauges import Gauge
from qtrace.models.studies import (
    Study,
    StudyAppraiser,
    StudyConclusion,
    StudyPart,
    StudyTrial,
)
from qtrace.reference import control_constants
from qtrace.services.briefs import NamePair
from qtrace.services.gauges.check_standards import CheckChart, check_chart
from qtrace.services.inspection.rows import Named
from qtrace.services.inspection.support import persons
from qtrace.services.reads import Reads


@dataclass(frozen=True, slots=True)
class Trial:
    """A reading in force."""

    id: int
    value: str
    at: datetime


@dataclass(frozen=True, slots=True)
class StudyRow:
    """A study in a list.

    Attributes:
        done: readings in force, of `runs`.
        verdict: what was signed; None before.
    """

    study_id: int
    number: str
    kind: StudyKind
    title: str
    done: int
    runs: int
    planned_at: datetime
    verdict: StudyVerdict | None


@dataclass(frozen=True, slots=True)
class AppraiserRow:
    """One appraiser, and what is next for him; None when he is done."""

    person: Named
    done: int
    runs: int
    next: Run | None


@dataclass(frozen=True, slots=True)
class StudySheet:
    """Everything of one study.

    Attributes:
        trials: readings in force by their place.
        findings: what a complete study says, or why nothing; None while it is not complete.
        verdict: of these findings; None without any.
        concluded_by: who signed it; None before.
    """

    study_id: int
    number: str
    gauge_id: int
    gauge: str
    title: str
    unit: str
    decimals: int
    plan: StudyPlan
    appraisers: tuple[AppraiserRow, ...]
    trials: Mapping[Run, Trial]
    findings: Findings | AnalyticsError | None
    verdict: StudyVerdict | None
    planned_by: Named
    planned_at: datetime
    concluded_by: Named | None
    concluded_at: datetime | None
    note: str

    @property
    def runs(self) -> int:
        """Readings of the whole study."""
        return sum(each.runs for each in self.appraisers)


def plan_of(session: Session, study: Study) -> StudyPlan:
    """The plan of a stored study."""
    parts = session.scalars(
        select(StudyPart).where(StudyPart.study_id == study.id).order_by(StudyPart.no)
    )
    appraisers = session.scalars(
        select(StudyAppraiser.person_id)
        .where(StudyAppraiser.study_id == study.id)
        .order_by(StudyAppraiser.no)
    )
    return StudyPlan(
        StudyKind(study.kind),
        tuple(PlannedPart(part.label, part.reference) for part in parts),
        tuple(appraisers),
        study.trials,
        study.lsl,
        study.usl,
    )


def live_trials(session: Session, study_id: int) -> dict[Run, Trial]:
    """Readings that no later one corrects, by their place."""
    later = aliased(StudyTrial)
    rows = session.scalars(
        select(StudyTrial)
        .outerjoin(later, later.supersedes_id == StudyTrial.id)
        .where(StudyTrial.study_id == study_id, later.id.is_(None))
    )
    return {
        Run(row.appraiser_no, row.trial_no, row.part_no): Trial(row.id, row.value, row.at)
        for row in rows
    }


def studies_of_gauge(reads: Reads, gauge_id: int) -> tuple[StudyRow, ...]:
    """Studies of a gauge, the newest first."""
    session = reads.session
    rows = session.execute(
        select(Study, StudyConclusion.verdict)
        .outerjoin(StudyConclusion, StudyConclusion.study_id == Study.id)
        .where(Study.gauge_id == gauge_id, Study.site_id == reads.station.site_id)
        .order_by(Study.planned_at.desc(), Study.id.desc())
    ).all()
    ids = [row[0].id for row in rows]
    done = _counts(session, StudyTrial, ids)
    corrected = _corrections(session, ids)
    parts, appraisers = _counts(session, StudyPart, ids), _counts(session, StudyAppraiser, ids)
    return tuple(
        StudyRow(
            study.id,
            study.number,
            StudyKind(study.kind),
            study.title,
            done.get(study.id, 0) - corrected.get(study.id, 0),
            parts[study.id] * appraisers[study.id] * study.trials,
            study.planned_at,
            StudyVerdict(verdict) if verdict else None,
        )
        for study, verdict in rows
    )


def _counts(
    session: Session, table: type[StudyTrial | StudyPart | StudyAppraiser], ids: list[int]
) -> dict[int, int]:
    query = select(table.study_id, func.count()).where(table.study_id.in_(ids))
    return {row[0]: row[1] for row in session.execute(query.group_by(table.study_id))}


def _corrections(session: Session, ids: list[int]) -> dict[int, int]:
    query = (
        select(StudyTrial.study_id, func.count())
        .where(StudyTrial.study_id.in_(ids), StudyTrial.supersedes_id.is_not(None))
        .group_by(StudyTrial.study_id)
    )
    return {row[0]: row[1] for row in session.execute(query)}


def study_sheet(reads: Reads, study_id: int) -> StudySheet | None:
    """Everything of one study; None if there is none at this site."""
    session = reads.session
    study = session.get(Study, study_id)
    if study is None or study.site_id != reads.station.site_id:
        return None
    plan, trials = plan_of(session, study), live_trials(session, study.id)
    conclusion = session.get(StudyConclusion, study.id)
    signer = {conclusion.concluded_by} if conclusion is not None else set()
    known = persons(session, {*plan.appraisers, study.planned_by} | signer)
    gauge = session.get(Gauge, study.gauge_id)
    assert gauge is not None, "a study has a gauge"
    runs = len(plan.parts) * len(plan.appraisers) * plan.trials
    findings: Findings | AnalyticsError | None = None
    if len(trials) == runs:
        values = {run: trial.value for run, trial in trials.items()}
        findings = evaluate_study(control_constants(), plan, values)
    has_answer = findings is not None and not isinstance(findings, AnalyticsError)
    return StudySheet(
        study.id,
        study.number,
        gauge.id,
        gauge.code,
        study.title,
        study.unit_code,
        study.decimals,
        plan,
        tuple(
            _appraiser(plan, int(study.seed), number, known[person_id], trials)
            for number, person_id in enumerate(plan.appraisers, start=1)
        ),
        trials,
        findings,
        study_verdict(findings) if has_answer else None,  # type: ignore[arg-type]  # just asked
        known[study.planned_by],
        study.planned_at,
        known[conclusion.concluded_by] if conclusion is not None else None,
        conclusion.concluded_at if conclusion is not None else None,
        conclusion.note if conclusion is not None else "",
    )


def _appraiser(
    plan: StudyPlan, seed: int, number: int, person: Named, trials: Mapping[Run, Trial]
) -> AppraiserRow:
    order = run_order(plan, seed, number)
    done = sum(run in trials for run in order)
    return AppraiserRow(person, done, len(order), next_run(order, trials.keys()))


@dataclass(frozen=True, slots=True)
class Measuring:
    """A gauge with its checks and its studies, the newest first."""

    gauge_id: int
    gauge: str
    unit: str
    name: NamePair
    check: CheckChart | None
    studies: tuple[StudyRow, ...]


def measuring(reads: Reads, gauge_id: int) -> Measuring | None:
    """What is known about measuring with a gauge; None if there is no such gauge."""
    gauge = reads.session.get(Gauge, gauge_id)
    if gauge is None:
        return None
    return Measuring(
        gauge.id,
        gauge.code,
        gauge.unit_code,
        NamePair(gauge.name_en, gauge.name_zh),
        check_chart(reads, gauge_id),
        studies_of_gauge(reads, gauge_id),
    )
