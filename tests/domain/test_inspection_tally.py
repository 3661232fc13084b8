from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrace.domain.inspection import CharacteristicSpec, CharClass, CharKind
from qtrace.domain.inspection_tally import (
    CharacteristicResult,
    ClassPlan,
    HintCode,
    InspectionOutcome,
    TallyState,
    evaluate,
    rest_ok,
    tally,
)
from qtrace.domain.sampling.plans import SinglePlan, fixed_plan
from qtrace.domain.sampling.tables import Arrow

CRITICAL, MAJOR, MINOR = CharClass
OPEN, ACCEPT, REJECT = InspectionOutcome


def char(number, char_class, n):
    return CharacteristicSpec(number, CharKind.VARIABLE, char_class, n)


def plan(char_class, n, ac, re=None, *, lot=1200):
    return ClassPlan(char_class, "1.0", "II", fixed_plan(lot, n, ac, re))


def read(spec, upto, *failed):
    return CharacteristicResult(spec, frozenset(range(1, upto + 1)), frozenset(failed))


INNER, WIRE = char(3, MAJOR, 20), char(4, MAJOR, 20)
MAJORS = plan(MAJOR, 20, 1)


def test_a_piece_that_fails_twice_counts_once():
    both = tally(MAJORS, [read(INNER, 20, 9), read(WIRE, 20, 9)])
    assert (both.d, both.state, both.to_reject) == (1, TallyState.ACCEPTED_CERTAIN, 1)
    apart = tally(MAJORS, [read(INNER, 20, 9), read(WIRE, 20, 10)])
    assert (apart.d, apart.state, apart.to_reject) == (2, TallyState.REJECTED_CERTAIN, 0)


def test_the_mock_up_in_the_middle_of_the_work():
    """Screen 3: inner diameter done with one failure, wire 11 of 20: one more major rejects."""
    damage, hardness, flash = char(1, CRITICAL, 80), char(2, MAJOR, 20), char(5, MINOR, 80)
    plans = [plan(CRITICAL, 80, 0), MAJORS, plan(MINOR, 80, 7)]
    results = [
        rest_ok(damage, frozenset()),
        read(hardness, 20),
        read(INNER, 20, 9),
        read(WIRE, 11),
        rest_ok(flash, frozenset({3, 70})),
    ]
    verdict = evaluate(plans, results)
    assert (verdict.outcome, verdict.certain, verdict.missing) == (OPEN, None, 9)
    assert [(t.d, t.ac, t.re, t.n) for t in verdict.classes] == [
        *((0, 0, 1, 80), (1, 1, 2, 20), (2, 7, 8, 80))
    ]
    assert [t.state for t in verdict.classes] == [
        TallyState.ACCEPTED_CERTAIN,
        TallyState.NEAR,
        TallyState.ACCEPTED_CERTAIN,
    ]
    assert verdict.classes[1].inspected == 11
    assert (verdict.hint.code, verdict.hint.facts["class"]) == (HintCode.NEXT_REJECTS, "major")
    done = evaluate(plans, [*results[:3], read(WIRE, 20), results[4]])
    assert (done.outcome, done.certain, done.missing, done.hint) == (ACCEPT, ACCEPT, 0, None)


def test_the_mock_up_at_the_moment_of_certainty():
    """Screen 7: two pieces failed after 7 of 20; it may stop now, or go on."""
    verdict = evaluate([MAJORS], [read(INNER, 20, 4), read(WIRE, 7, 7)])
    assert (verdict.outcome, verdict.certain, verdict.missing) == (OPEN, REJECT, 13)
    assert verdict.hint.code is HintCode.CERTAIN_REJECT
    assert dict(verdict.hint.facts) == {"class": "major", "d": "2", "re": "2", "missing": "13"}
    finished = evaluate([MAJORS], [read(INNER, 20, 4), read(WIRE, 20, 7)])
    assert (finished.outcome, finished.missing) == (REJECT, 0)


def test_accepted_before_the_end_when_too_few_pieces_are_left():
    four = plan(MAJOR, 4, 1)
    one = char(1, MAJOR, 4)
    assert tally(four, [read(one, 2)]).state is TallyState.OPEN
    almost = evaluate([four], [read(one, 3)])
    assert (almost.outcome, almost.certain) == (OPEN, ACCEPT)
    assert (almost.hint.code, dict(almost.hint.facts)) == (
        HintCode.CERTAIN_ACCEPT,
        {"missing": "1"},
    )


def test_a_failed_piece_with_readings_missing_cannot_fail_again():
    four = plan(MAJOR, 4, 1)
    one, two = char(1, MAJOR, 4), char(2, MAJOR, 4)
    verdict = tally(four, [read(one, 4, 4), read(two, 3)])
    assert (verdict.state, verdict.missing, verdict.inspected) == (
        TallyState.ACCEPTED_CERTAIN,
        1,
        3,
    )


def test_the_gap_of_reduced_z14_accepts_with_a_note():
    gap = plan(MAJOR, 4, 1, 3)
    one = char(1, MAJOR, 4)
    inside = tally(gap, [read(one, 4, 1, 2)])
    assert (inside.state, inside.back_to_normal) == (TallyState.ACCEPTED_CERTAIN, True)
    assert tally(gap, [read(one, 4, 1)]).back_to_normal is False
    outside = tally(gap, [read(one, 4, 1, 2, 3)])
    assert (outside.state, outside.back_to_normal) == (TallyState.REJECTED_CERTAIN, False)


def test_a_named_defect_counts_before_the_rest_is_declared_good():
    spec = char(1, MINOR, 10)
    named = CharacteristicResult(spec, frozenset(), frozenset({4}))
    before = tally(plan(MINOR, 10, 1), [named])
    assert (before.d, before.missing, before.state) == (1, 9, TallyState.NEAR)
    after = tally(plan(MINOR, 10, 1), [rest_ok(spec, frozenset({4}))])
    assert (after.d, after.missing, after.inspected) == (1, 0, 10)


def test_nothing_looked_at_is_nothing_accepted():
    empty = evaluate([plan(MAJOR, 5, 0), plan(MINOR, 5, 0)], [read(char(1, MAJOR, 5), 5)])
    assert (empty.outcome, empty.certain, empty.missing) == (OPEN, None, 5)
    assert (empty.hint.code, empty.hint.facts["class"]) == (HintCode.NOTHING_TO_INSPECT, "minor")
    assert empty.classes[1].inspected == 0
    nothing = evaluate([], [])
    assert (nothing.outcome, nothing.certain) == (OPEN, None)
    assert (nothing.hint.code, nothing.hint.facts["class"]) == (HintCode.NOTHING_TO_INSPECT, "")


def test_a_class_without_a_plan_keeps_the_lot_open():
    results = [read(char(1, MAJOR, 5), 5), read(char(2, CRITICAL, 5), 5)]
    verdict = evaluate([plan(MAJOR, 5, 0)], results)
    assert (verdict.outcome, verdict.certain, verdict.missing) == (OPEN, None, 0)
    assert (verdict.hint.code, verdict.hint.facts["class"]) == (
        HintCode.CLASS_WITHOUT_PLAN,
        "critical",
    )
    failing = evaluate([plan(MAJOR, 5, 0)], [read(char(1, MAJOR, 5), 5, 2), results[1]])
    assert failing.outcome is REJECT


@pytest.mark.parametrize("failed", [(), (1, 2, 3)])
def test_an_unverified_table_decides_nothing(failed):
    zero = SinglePlan(None, None, 5, 0, 1, Arrow.DIRECT, False, 5, verified=False)
    verdict = evaluate([ClassPlan(MAJOR, "1.0", "", zero)], [read(char(1, MAJOR, 5), 5, *failed)])
    assert (verdict.outcome, verdict.certain, verdict.missing) == (OPEN, None, 0)
    assert verdict.hint.code is HintCode.PLAN_UNVERIFIED


@given(st.integers(1, 12), st.integers(0, 4), st.integers(1, 2), st.data())
def test_what_is_certain_stays_true_whatever_follows(n, ac, gap, data):
    pieces = st.sets(st.integers(1, n))
    specs = [char(1, MAJOR, n), char(2, MAJOR, n)]
    judged = [data.draw(pieces) for _ in specs]
    failed = [data.draw(st.sets(st.sampled_from(sorted(j)))) if j else set() for j in judged]
    early = evaluate(
        [plan(MAJOR, n, ac, ac + gap)],
        [
            CharacteristicResult(s, frozenset(j), frozenset(f))
            for s, j, f in zip(specs, judged, failed, strict=True)
        ],
    )
    everything = frozenset(range(1, n + 1))
    later = [data.draw(pieces) - j for j in judged]
    final = evaluate(
        [plan(MAJOR, n, ac, ac + gap)],
        [
            CharacteristicResult(s, everything, frozenset(f | more))
            for s, f, more in zip(specs, failed, later, strict=True)
        ],
    )
    assert final.missing == 0
    assert final.outcome is (REJECT if final.classes[0].d >= ac + gap else ACCEPT)
    if early.certain is not None:
        assert final.outcome is early.certain
    assert early.missing == sum(n - len(j) for j in judged)


def test_a_text_that_may_be_left_out_is_missing_nowhere_and_counts_when_it_fails():
    remark = replace(INNER, number=6, kind=CharKind.TEXT, required=False)
    done = tally(MAJORS, [read(INNER, 20), read(remark, 0)])
    assert (done.missing, done.inspected, done.state) == (0, 20, TallyState.ACCEPTED_CERTAIN)
    bad = CharacteristicResult(remark, frozenset({3, 4}), frozenset({3, 4}))
    failed = tally(MAJORS, [read(INNER, 20), bad])
    assert (failed.d, failed.state) == (2, TallyState.REJECTED_CERTAIN)
    alone = tally(MAJORS, [read(remark, 0)])
    assert (alone.missing, alone.state) == (20, TallyState.OPEN)
