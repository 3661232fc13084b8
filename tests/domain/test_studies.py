"""Plans of measurement system studies: sizes, references, and the blind order."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrace.domain.sampling.positions import shuffled
from qtrace.domain.studies import (
    PlannedPart,
    Run,
    StudyKind,
    StudyPlan,
    StudyReason,
    judge_study,
    next_run,
    run_order,
)


def plan(kind=StudyKind.GRR, parts=10, people=3, trials=2, references=None, **over):
    given = references or [None] * parts
    return StudyPlan(
        kind,
        tuple(PlannedPart(f"P{i}", value) for i, value in enumerate(given)),
        tuple(range(1, people + 1)),
        trials,
        **over,
    )


@pytest.mark.parametrize(
    ("made", "code"),
    [
        (plan(), None),
        (plan(parts=1), StudyReason.STUDY_SIZE),
        (plan(people=1), StudyReason.STUDY_SIZE),
        (plan(trials=1), StudyReason.STUDY_SIZE),
        (plan(parts=25, people=10, trials=10), StudyReason.STUDY_SIZE),
        (plan(StudyKind.BIAS, 1, 1, 10, ["10.0"]), None),
        (plan(StudyKind.BIAS, 2, 1, 10, ["10.0", None]), StudyReason.STUDY_NEEDS_REFERENCE),
        (plan(StudyKind.AGREEMENT, 2, 2, 1), None),
        (plan(StudyKind.AGREEMENT, 2, 2, 1, ["ok", "nok"]), None),
        (plan(StudyKind.AGREEMENT, 2, 2, 1, ["ok", None]), StudyReason.STUDY_NEEDS_REFERENCE),
        (plan(lsl="9.9", usl="10.1"), None),
        (plan(lsl="10.1", usl="10.1"), StudyReason.STUDY_LIMITS),
        (plan(lsl="10.1"), None),
        (plan(usl="10.1"), None),
    ],
)
def test_what_is_no_study_is_named(made, code):
    fault = judge_study(made)
    assert (fault.code if fault else None) == code


def test_a_fault_says_what_is_needed():
    assert judge_study(plan(parts=1)).facts == {
        "parts": "2–25",
        "appraisers": "2–10",
        "trials": "2–10",
    }
    broken = plan(StudyKind.BIAS, 2, 1, 10, ["10.0", None])
    assert judge_study(broken).facts == {"part": "P1"}


def test_marks_and_people_are_named_once():
    twice = StudyPlan(StudyKind.GRR, (PlannedPart("A"), PlannedPart("A")), (1, 2), 2)
    assert judge_study(twice).code is StudyReason.STUDY_PARTS_ALIKE
    same = StudyPlan(StudyKind.GRR, (PlannedPart("A"), PlannedPart("B")), (1, 1), 2)
    assert judge_study(same).code is StudyReason.STUDY_PEOPLE_ALIKE


@given(st.integers(0, 200), st.integers())
def test_a_shuffle_keeps_everything_and_is_reproducible(count, seed):
    order = shuffled(count, seed)
    assert sorted(order) == list(range(1, count + 1))
    assert order == shuffled(count, seed)


def test_every_place_of_a_shuffle_is_as_likely():
    firsts = Counter(shuffled(4, seed)[0] for seed in range(4000))
    assert all(abs(firsts[number] - 1000) < 150 for number in (1, 2, 3, 4))


@given(st.integers(2, 12), st.integers(1, 5), st.integers(0, 2**62))
def test_an_appraiser_reads_every_part_once_a_round(parts, trials, seed):
    made = plan(parts=parts, trials=trials)
    order = run_order(made, seed, 2)
    assert len(set(order)) == len(order) == parts * trials
    for trial in range(trials):
        rounds = order[trial * parts : (trial + 1) * parts]
        assert {run.trial for run in rounds} == {trial + 1}
        assert {run.appraiser for run in rounds} == {2}


def test_appraisers_and_rounds_have_orders_of_their_own():
    made = plan(parts=10, trials=2)
    one, other = run_order(made, 99, 1), run_order(made, 99, 2)
    assert [run.part for run in one] != [run.part for run in other]
    assert [run.part for run in one[:10]] != [run.part for run in one[10:]]


def test_the_next_run_is_the_first_that_was_not_done():
    order = run_order(plan(parts=2, trials=2), 5, 1)
    assert next_run(order, ()) == order[0]
    assert next_run(order, {order[0], order[2]}) == order[1]
    assert next_run(order, order) is None
    assert Run(1, 2, 3) < Run(2, 1, 1)
