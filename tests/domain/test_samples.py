"""Samples: what is possible in every state, and no quantity from nowhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrace.domain.samples import (
    ENDED,
    SampleActKind,
    SampleReason,
    SampleResult,
    SampleState,
    SampleStep,
    possible,
    refusal_of,
    standing,
)

SPLIT, SEND, REPORT, CONFIRM, DESTROY, RETURN, RETAIN = SampleActKind
UNIT = 1_000_000


def after(*kinds, taken=10 * UNIT):
    return standing(taken, [SampleStep(kind, UNIT) for kind in kinds])


def test_the_life_of_an_outsourced_sample():
    found = after(SPLIT, SEND, REPORT, CONFIRM, DESTROY)
    assert (found.state, found.result, found.qty_q6) == (
        SampleState.DESTROYED, SampleResult.CONFIRMED, 9 * UNIT,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("done", "kind", "reason"),
    [
        ((), REPORT, SampleReason.SAMPLE_NOT_SENT),
        ((), CONFIRM, SampleReason.SAMPLE_WITHOUT_RESULT),
        ((SEND,), SPLIT, SampleReason.SAMPLE_SENT),
        ((SEND,), SEND, SampleReason.SAMPLE_SENT),
        ((SEND, REPORT), DESTROY, SampleReason.SAMPLE_RESULT_OPEN),
        ((SEND, REPORT, CONFIRM), REPORT, SampleReason.SAMPLE_RESULT_CONFIRMED),
        ((SEND, REPORT, CONFIRM), CONFIRM, SampleReason.SAMPLE_RESULT_CONFIRMED),
        ((RETAIN,), SEND, SampleReason.SAMPLE_ENDED),
        ((RETURN,), DESTROY, SampleReason.SAMPLE_ENDED),
    ],
)
def test_what_is_not_possible_says_why(done, kind, reason):
    assert refusal_of(after(*done), SampleStep(kind, UNIT)) is reason


@pytest.mark.parametrize("qty", [-1, 0, 10 * UNIT, 11 * UNIT])
def test_a_part_is_smaller_than_the_rest(qty):
    assert refusal_of(after(), SampleStep(SPLIT, qty)) is SampleReason.SAMPLE_TOO_SMALL


def test_a_later_report_goes_before_an_earlier_one_until_it_is_confirmed():
    assert after(SEND, REPORT, REPORT).result is SampleResult.REPORTED
    assert possible(after(SEND, REPORT)) == (REPORT, CONFIRM)
    assert possible(after()) == (SPLIT, SEND, DESTROY, RETURN, RETAIN)
    assert possible(after(DESTROY)) == ()


STEPS = st.lists(st.builds(SampleStep, st.sampled_from(SampleActKind), st.integers(-5, 400)))


@given(st.integers(1, 1000), STEPS)
def test_quantities_conserve_and_an_end_is_an_end(taken, steps):
    """What every possible split took away and what is left are together what was taken."""
    parts, so_far = 0, []
    for step in steps:
        now = standing(taken, so_far)
        if refusal_of(now, step) is None and step.kind is SPLIT:
            parts += step.qty_q6
        so_far.append(step)
        later = standing(taken, so_far)
        assert later.qty_q6 + parts == taken
        assert later.qty_q6 > 0
        if now.state in ENDED:
            assert later.state is now.state
