"""Studies of measurement systems: planned, measured at the bench in a blind order, signed."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from decimal import Decimal

from sqlalchemy import select

from qtrace.domain.analytics.errors import AnalyticsError
from qtrace.domain.analytics.study_result import evaluate_study, study_verdict
from qtrace.domain.decimals import stated_text
from qtrace.domain.gauges import GaugeReason, GaugeState, judge_gauge
from qtrace.domain.inspection import canonical_text, read_number
from qtrace.domain.studies import (
    JUDGEMENTS,
    PlannedPart,
    Run,
    StudyKind,
    StudyPlan,
    StudyReason,
    judge_study,
    next_run,
    run_order,
)
from qtrace.models.gauges import Gauge
from qtrace.models.studies import (
    Study,
    StudyAppraiser,
    StudyConclusion,
    StudyPart,
    StudyTrial,
)
from qtrace.reference import control_constants
from qtrace.services.authority import read_actor
from qtrace.services.commands import Command
from qtrace.services.gauges.check_standards import CHECKS
from qtrace.services.gauges.standing import standing_of
from qtrace.services.gauges.studies_commands import ConcludeStudy, PlanStudy, RecordTrial
from qtrace.services.gauges.studies_queries import live_trials, plan_of
from qtrace.services.inspection.support import plant_day, plant_of
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.texts import refuse_texts, refuse_unkeepable
from qtrace.services.work import Handler, ObjectKind, Work

Facts = Mapping[str, str]
SEED_BITS = 62


def plan_study(work: Work, command: PlanStudy) -> Facts | Refusal:
    """Plan a study; facts `number` and `runs`."""
    gauge = work.session.get(Gauge, command.gauge_id)
    if gauge is None:
        return refuse(GaugeReason.GAUGE_NOT_FOUND)
    plan = _plan(command, gauge.unit_code)
    if isinstance(plan, Refusal):
        return plan
    refusal = _judge_people(work, command.appraisers)
    if refusal is not None:
        return refusal
    year = plant_day(plant_of(work.session), work.now).year
    number = f"MS{year % 100:02}-{work.number('msa_study', year):04}"
    is_judged = command.kind is StudyKind.AGREEMENT
    work.add(
        Study(
            id=command.study_id,
            site_id=work.station.site_id,
            number=number,
            kind=command.kind.value,
            gauge_id=gauge.id,
            title=command.title.strip(),
            unit_code="" if is_judged else gauge.unit_code,
            decimals=0 if is_judged else command.decimals,
            lsl=plan.lsl,
            usl=plan.usl,
            trials=plan.trials,
            seed=str(command.uid.int & ((1 << SEED_BITS) - 1)),
            planned_by=work.actor.person_id,
            planned_at=work.now,
        )
    )
    _add_parts(work, command.study_id, plan)
    work.touch(ObjectKind.GAUGE, gauge.id)
    runs = len(plan.parts) * len(plan.appraisers) * plan.trials
    return {"number": number, "runs": str(runs), "gauge": gauge.code}


def _add_parts(work: Work, study_id: int, plan: StudyPlan) -> None:
    work.add_all(
        StudyPart(
            id=work.new_id(),
            study_id=study_id,
            no=number,
            label=part.label,
            reference=part.reference,
        )
        for number, part in enumerate(plan.parts, start=1)
    )
    work.add_all(
        StudyAppraiser(id=work.new_id(), study_id=study_id, no=number, person_id=person_id)
        for number, person_id in enumerate(plan.appraisers, start=1)
    )


def _plan(command: PlanStudy, unit: str) -> StudyPlan | Refusal:
    """The plan with every number in its one text, or why it is none."""
    refusal = refuse_texts(title=command.title) or refuse_texts(
        **{f"part {number}": part.label for number, part in enumerate(command.parts, start=1)}
    )
    if refusal is not None:
        return refusal
    parts = []
    for part in command.parts:
        reference = _reference(command.kind, part.reference or "", unit)
        if isinstance(reference, Refusal):
            return reference
        parts.append(PlannedPart(part.label.strip(), reference))
    limits: list[str | None] = []
    for text in (command.lsl, command.usl):
        limit = _number(text, unit)
        if isinstance(limit, Refusal):
            return limit
        limits.append(limit)
    plan = StudyPlan(command.kind, tuple(parts), command.appraisers, command.trials, *limits)
    fault = judge_study(plan)
    return plan if fault is None else Refusal(fault.code.value, fault.facts)


def _reference(kind: StudyKind, text: str, unit: str) -> str | Refusal | None:
    if kind is not StudyKind.AGREEMENT:
        return _number(text, unit)
    judgement = text.strip().casefold()
    if judgement and judgement not in JUDGEMENTS:
        return refuse(StudyReason.TRIAL_VALUE, given=text, unit=" / ".join(JUDGEMENTS))
    return judgement or None


def _number(text: str, unit: str) -> str | Refusal | None:
    """The one text of a number, None of an empty one."""
    if not text.strip():
        return None
    number = read_number(text, unit)
    if isinstance(number, Decimal):
        return stated_text(number)
    return refuse(StudyReason.TRIAL_VALUE, given=number.facts.get("given", ""), unit=unit)


def _judge_people(work: Work, person_ids: tuple[int, ...]) -> Refusal | None:
    for person_id in person_ids:
        person = read_actor(work.session, person_id, work.now)
        if isinstance(person, Refusal):
            return person
    return None


def record_trial(work: Work, command: RecordTrial) -> Facts | Refusal:
    """Store a reading of the part that is next for the sender; fact `left`: runs to go."""
    study = _open_study(work, command.study_id)
    if isinstance(study, Refusal):
        return study
    plan = plan_of(work.session, study)
    person = work.actor.person_id
    if person not in plan.appraisers:
        return refuse(StudyReason.NOT_AN_APPRAISER, number=study.number)
    run = Run(plan.appraisers.index(person) + 1, command.trial_no, command.part_no)
    refusal = _judge_place(work, study, plan, run, command.replaces)
    if refusal is not None:
        return refusal
    value = _trial_value(study, command.value)
    if isinstance(value, Refusal):
        return value
    calibration = _gauge_standing(work, study.gauge_id)
    if isinstance(calibration, Refusal):
        return calibration
    work.add(
        StudyTrial(
            id=command.trial_id,
            study_id=study.id,
            appraiser_no=run.appraiser,
            part_no=run.part,
            trial_no=run.trial,
            value=value,
            value_raw=command.value.replace("\x00", ""),
            calibration_id=calibration,
            person_id=person,
            station_id=work.station.id,
            at=work.now,
            supersedes_id=command.replaces,
        )
    )
    work.touch(ObjectKind.GAUGE, study.gauge_id)
    done = live_trials(work.session, study.id)
    mine = run_order(plan, int(study.seed), run.appraiser)
    return {"value": value, "left": str(sum(each not in done for each in mine))}


def _open_study(work: Work, study_id: int) -> Study | Refusal:
    study = work.session.get(Study, study_id)
    if study is None or study.site_id != work.station.site_id:
        return refuse(StudyReason.STUDY_NOT_FOUND)
    if work.session.get(StudyConclusion, study.id) is not None:
        return refuse(StudyReason.STUDY_CONCLUDED, number=study.number)
    return study


def _judge_place(
    work: Work, study: Study, plan: StudyPlan, run: Run, replaces: int | None
) -> Refusal | None:
    """None if `run` is the sender's next one, or holds exactly the reading to be corrected."""
    done = live_trials(work.session, study.id)
    if replaces is not None:
        standing = done.get(run)
        if standing is not None and standing.id == replaces:
            return None
        return refuse(StudyReason.TRIAL_CHANGED, part=run.part, trial=run.trial)
    wanted = next_run(run_order(plan, int(study.seed), run.appraiser), done.keys())
    if wanted == run:
        return None
    part = wanted.part if wanted is not None else "–"
    return refuse(StudyReason.NOT_THE_NEXT_TRIAL, part=run.part, wanted=part)


def _trial_value(study: Study, text: str) -> str | Refusal:
    if study.kind == StudyKind.AGREEMENT:
        judgement = text.strip().casefold()
        if judgement in JUDGEMENTS:
            return judgement
        given = "".join(c if c.isprintable() else "\ufffd" for c in text[:40])
        return refuse(StudyReason.TRIAL_VALUE, given=given, unit=" / ".join(JUDGEMENTS))
    number = read_number(text, study.unit_code)
    if isinstance(number, Decimal):
        return canonical_text(number, study.decimals)
    facts = {"given": number.facts.get("given", ""), "unit": study.unit_code}
    return Refusal(StudyReason.TRIAL_VALUE.value, facts)


def _gauge_standing(work: Work, gauge_id: int) -> int | Refusal | None:
    """Calibration that holds now, or why the gauge may not measure."""
    gauge = work.session.get(Gauge, gauge_id)
    assert gauge is not None, "a study has a gauge"
    today = plant_day(plant_of(work.session), work.now)
    standing = standing_of(work.session, gauge.id, today)
    state = GaugeState(gauge.state)
    problem = judge_gauge(gauge.code, gauge.gauge_type, state, standing, gauge.gauge_type)
    if problem is not None:
        return Refusal(problem.code.value, problem.facts)
    return standing.calibration_id


def conclude_study(work: Work, command: ConcludeStudy) -> Facts | Refusal:
    """Freeze what a complete study found, by a signature; fact `verdict`."""
    study = _open_study(work, command.study_id)
    if isinstance(study, Refusal):
        return study
    refusal = refuse_unkeepable(note=command.note)
    if refusal is not None:
        return refusal
    plan = plan_of(work.session, study)
    trials = live_trials(work.session, study.id)
    runs = len(plan.parts) * len(plan.appraisers) * plan.trials
    if len(trials) < runs:
        return refuse(StudyReason.STUDY_INCOMPLETE, number=study.number, left=runs - len(trials))
    values = {run: trial.value for run, trial in trials.items()}
    findings = evaluate_study(control_constants(), plan, values)
    if isinstance(findings, AnalyticsError):
        return refuse(StudyReason.STUDY_NO_RESULT, number=study.number, why=findings.code.value)
    verdict = study_verdict(findings)
    result = json.dumps(asdict(findings), sort_keys=True)
    work.add(
        StudyConclusion(
            study_id=study.id,
            verdict=verdict.value,
            result=result,
            note=command.note.strip(),
            concluded_by=work.actor.person_id,
            concluded_at=work.now,
        )
    )
    content = {"study": study.number, "verdict": verdict.value, "result": result}
    work.sign(ObjectKind.GAUGE, study.gauge_id, 1, {**content, "note": command.note.strip()})
    work.touch(ObjectKind.GAUGE, study.gauge_id)
    gauge = work.session.scalar(select(Gauge.code).where(Gauge.id == study.gauge_id))
    return {"number": study.number, "verdict": verdict.value, "gauge": gauge or ""}


HANDLERS: dict[type[Command], Handler] = {
    PlanStudy: plan_study,
    RecordTrial: record_trial,
    ConcludeStudy: conclude_study,
    **CHECKS,
}
