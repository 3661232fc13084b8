"""Studies of measurement systems: planned, read in a blind order, signed; on both back ends."""

from datetime import date

import pytest

from qtrace.domain.analytics.errors import AnalyticsErrorCode
from qtrace.domain.analytics.study_result import GaugeFindings, StudyVerdict
from qtrace.domain.gauges import GaugeReason
from qtrace.domain.people import PeopleReason
from qtrace.domain.studies import PlannedPart, Run, StudyKind, StudyReason
from qtrace.services.gauges.studies_commands import ConcludeStudy, PlanStudy, RecordTrial
from qtrace.services.gauges.studies_queries import studies_of_gauge, study_sheet
from qtrace.services.outcomes import Done
from tests.support.inspections import make_bench


@pytest.fixture
def bench(plant):
    made = make_bench(plant)
    made.caliper = made.gauge()
    return made


def planned(bench, **over):
    values = {
        "gauge_id": bench.caliper,
        "kind": StudyKind.GRR,
        "title": "Inner dia. of SR-12",
        "decimals": 2,
        "parts": (PlannedPart("A"), PlannedPart("B"), PlannedPart("C")),
        "appraisers": (bench.people["lin"], bench.people["sun"]),
        "trials": 2,
        "lsl": "11.5",
        "usl": "12.5",
    } | over
    by = values.pop("by", "met")
    study = bench.ids.next_id()
    command = PlanStudy(**bench.head(), study_id=study, **values)
    outcome = bench.plant.send(command, by=bench.people[by])
    return outcome if not isinstance(outcome, Done) else study


def read(bench, study, who, value, run=None, replaces=None):
    """The next run of a person, or a named one."""
    sheet = bench.plant.bench.ask(study_sheet, study)
    if run is None:
        run = next(a.next for a in sheet.appraisers if a.person.id == bench.people[who])
    command = RecordTrial(
        **bench.head(), trial_id=bench.ids.next_id(), study_id=study, part_no=run.part,
        trial_no=run.trial, value=value, replaces=replaces,
    )  # fmt: skip
    return bench.plant.send(command, by=bench.people[who])


def measure(bench, study, value):
    """Everybody reads everything; `value` is of (appraiser, trial, part)."""
    while True:
        sheet = bench.plant.bench.ask(study_sheet, study)
        waiting = [each for each in sheet.appraisers if each.next is not None]
        if not waiting:
            return sheet
        run = waiting[0].next
        outcome = read(bench, study, waiting[0].person.code, value(run))
        assert isinstance(outcome, Done), outcome


def conclude(bench, study, by="met", note=""):
    command = ConcludeStudy(**bench.head(), study_id=study, note=note)
    person = bench.people[by]
    return bench.plant.send(command, by=person, claim=bench.plant.claim(person))


def fine(run):
    return f"{12 + run.part / 10 + run.appraiser / 1000 + run.trial / 2000:.4f}"


def test_a_study_from_plan_to_signature(bench):
    study = planned(bench)
    (row,) = bench.plant.bench.ask(studies_of_gauge, bench.caliper)
    assert (row.number, row.done, row.runs, row.verdict) == ("MS26-0001", 0, 12, None)
    sheet = bench.plant.bench.ask(study_sheet, study)
    assert (sheet.gauge, sheet.unit, sheet.plan.lsl, sheet.findings) == (
        "TG-011", "mm", "11.5", None,
    )  # fmt: skip
    assert [each.person.code for each in sheet.appraisers] == ["lin", "sun"]
    sheet = measure(bench, study, fine)
    assert isinstance(sheet.findings, GaugeFindings)
    assert sheet.verdict is StudyVerdict.ACCEPTABLE
    assert sheet.findings.study.cells[0][0] == (
        float(fine(Run(1, 1, 1))), float(fine(Run(1, 2, 1))),
    )  # fmt: skip
    done = conclude(bench, study, note="as expected")
    assert isinstance(done, Done)
    assert done.facts == {"number": "MS26-0001", "verdict": "acceptable", "gauge": "TG-011"}
    sheet = bench.plant.bench.ask(study_sheet, study)
    assert (sheet.concluded_by.code, sheet.note) == ("met", "as expected")
    (row,) = bench.plant.bench.ask(studies_of_gauge, bench.caliper)
    assert (row.done, row.verdict) == (12, StudyVerdict.ACCEPTABLE)
    for again in (conclude(bench, study), read(bench, study, "lin", "12", Run(1, 1, 1))):
        assert again.code == StudyReason.STUDY_CONCLUDED


def test_the_order_is_kept_and_people_are_known(bench):
    study = planned(bench)
    lin = bench.plant.bench.ask(study_sheet, study).appraisers[0]
    other = next(part for part in (1, 2, 3) if part != lin.next.part)
    refused = read(bench, study, "lin", "12.00", Run(1, 1, other))
    assert (refused.code, refused.facts["wanted"]) == (
        StudyReason.NOT_THE_NEXT_TRIAL, str(lin.next.part),
    )  # fmt: skip
    assert read(bench, study, "wang", "12.00", lin.next).code == StudyReason.NOT_AN_APPRAISER
    first = read(bench, study, "lin", "12.00")
    assert (first.facts["value"], first.facts["left"]) == ("12.00", "5")
    again = read(bench, study, "lin", "12.00", lin.next)
    assert again.code == StudyReason.NOT_THE_NEXT_TRIAL
    bad = read(bench, study, "lin", "12,0")
    assert (bad.code, bad.facts) == (StudyReason.TRIAL_VALUE, {"given": "12,0", "unit": "mm"})


def test_a_reading_is_corrected_by_a_later_one(bench):
    study = planned(bench)
    run = bench.plant.bench.ask(study_sheet, study).appraisers[0].next
    read(bench, study, "lin", "12.00")
    old = bench.plant.bench.ask(study_sheet, study).trials[run]
    assert isinstance(read(bench, study, "lin", "12.1", run, old.id), Done)
    sheet = bench.plant.bench.ask(study_sheet, study)
    assert (sheet.trials[run].value, sheet.appraisers[0].done) == ("12.10", 1)
    late = read(bench, study, "lin", "12.2", run, old.id)
    assert late.code == StudyReason.TRIAL_CHANGED
    assert read(bench, study, "sun", "12.2", run, old.id).code == StudyReason.TRIAL_CHANGED
    (row,) = bench.plant.bench.ask(studies_of_gauge, bench.caliper)
    assert row.done == 1


def test_an_overdue_gauge_measures_no_study(bench):
    gauge = bench.gauge("TG-012", due=date(2026, 11, 22))
    study = planned(bench, gauge_id=gauge)
    assert isinstance(read(bench, study, "lin", "12.00"), Done)
    bench.pass_time(days=1)
    assert read(bench, study, "lin", "12.00").code == GaugeReason.GAUGE_OVERDUE


@pytest.mark.parametrize(
    ("over", "code"),
    [
        ({"title": " "}, "FIELD_EMPTY"),
        ({"parts": (PlannedPart("A"),)}, StudyReason.STUDY_SIZE),
        ({"parts": (PlannedPart("A"), PlannedPart(""))}, "FIELD_EMPTY"),
        ({"lsl": "x"}, StudyReason.TRIAL_VALUE),
        ({"lsl": "13"}, StudyReason.STUDY_LIMITS),
        ({"appraisers": (1, 2)}, PeopleReason.UNKNOWN_PERSON),
        ({"gauge_id": 1}, GaugeReason.GAUGE_NOT_FOUND),
        ({"by": "lin"}, PeopleReason.NOT_ALLOWED),
        (
            {"kind": StudyKind.BIAS, "parts": (PlannedPart("A", "1.0.0"),)},
            StudyReason.TRIAL_VALUE,
        ),
        (
            {"kind": StudyKind.AGREEMENT, "parts": (PlannedPart("A", "maybe"), PlannedPart("B"))},
            StudyReason.TRIAL_VALUE,
        ),
    ],
)
def test_what_cannot_be_planned_is_refused(bench, over, code):
    assert planned(bench, **over).code == code


def test_judgements_are_words(bench):
    study = planned(
        bench, kind=StudyKind.AGREEMENT, trials=1, lsl="", usl="",
        parts=(PlannedPart("A", "OK"), PlannedPart("B", "nok")),
    )  # fmt: skip
    assert read(bench, study, "lin", "good").code == StudyReason.TRIAL_VALUE
    sheet = measure(bench, study, lambda run: "OK" if run.part == 1 else "nok")
    assert sheet.verdict is StudyVerdict.ACCEPTABLE
    assert (sheet.unit, sheet.plan.parts[0].reference) == ("", "ok")


def test_an_incomplete_study_and_one_without_result_are_not_signed(bench):
    study = planned(bench)
    refused = conclude(bench, study)
    assert (refused.code, refused.facts["left"]) == (StudyReason.STUDY_INCOMPLETE, "12")
    sheet = measure(bench, study, lambda _run: "12.00")
    assert sheet.findings.code is AnalyticsErrorCode.NO_VARIATION
    assert sheet.verdict is None
    assert conclude(bench, study).code == StudyReason.STUDY_NO_RESULT
    assert conclude(bench, bench.ids.next_id()).code == StudyReason.STUDY_NOT_FOUND
    assert bench.plant.bench.ask(study_sheet, 1) is None
