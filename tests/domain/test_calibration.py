"""What a calibration says about the readings before it."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from qtrace.domain.calibration import (
    AsFound,
    Interval,
    IntervalRule,
    doubt_begins,
    found_by_result,
    is_contradiction,
    judge_interval,
    last_good,
    needs_lookback,
    next_days,
)
from qtrace.domain.gauges import CalibrationFact, CalibrationKind, CalibrationResult

PASSED, FAILED, ADJUSTED = (
    CalibrationResult.PASSED,
    CalibrationResult.FAILED,
    CalibrationResult.ADJUSTED,
)
IN, OUT = AsFound
DAY = date(2026, 1, 10)
ZONE = ZoneInfo("Asia/Shanghai")


def fact(no: int, days: int, result=PASSED, kind=CalibrationKind.CALIBRATION) -> CalibrationFact:
    done = DAY + timedelta(days=days)
    return CalibrationFact(no, kind, done, done + timedelta(days=365), result)


def test_a_gauge_that_needed_an_adjustment_was_out_unless_said_otherwise():
    assert [found_by_result(each) for each in (PASSED, ADJUSTED, FAILED)] == [IN, OUT, OUT]
    doubted = {(r, f) for r in CalibrationResult for f in AsFound if needs_lookback(r, f)}
    assert doubted == {(FAILED, IN), (FAILED, OUT), (ADJUSTED, OUT), (PASSED, OUT)}
    assert is_contradiction(PASSED, OUT)
    assert not is_contradiction(PASSED, IN)
    assert not is_contradiction(ADJUSTED, OUT)


def test_only_calibrations_that_left_the_gauge_good_end_the_doubt():
    extension = fact(3, 400, kind=CalibrationKind.EXTENSION)
    facts = [
        fact(1, 0),
        fact(2, 300, ADJUSTED),
        extension,
        fact(4, 420, FAILED),
        fact(5, 430, FAILED),
    ]
    assert last_good(facts, 4) == facts[1]
    assert last_good(facts, 5) == facts[1], "a failed one proves nothing"
    assert last_good(facts, 1) is None
    assert last_good(facts, 99) is None
    assert last_good([fact(1, 50), fact(2, 10, FAILED)], 2) is None, "done before it"


def test_the_whole_day_of_the_last_good_calibration_is_in_doubt():
    assert doubt_begins(None, ZONE) is None
    assert doubt_begins(fact(1, 0), ZONE) == datetime(2026, 1, 10, tzinfo=ZONE)


@given(
    st.lists(
        st.tuples(st.integers(0, 900), st.sampled_from(CalibrationResult), st.booleans()),
        max_size=8,
    )
)
def test_the_last_good_one_is_the_newest_that_can_be(rows):
    kinds = (CalibrationKind.EXTENSION, CalibrationKind.CALIBRATION)
    facts = [fact(no, days, result, kinds[real]) for no, (days, result, real) in enumerate(rows)]
    bad = fact(100, 450, FAILED)
    found = last_good([*facts, bad], 100)
    good = [f for f in facts if f.kind is kinds[1] and f.result is not FAILED]
    days = [f.done_on for f in good if f.done_on <= bad.done_on]
    assert (found.done_on if found else None) == max(days, default=None)


@st.composite
def intervals(draw, rule=IntervalRule.STAIRCASE) -> Interval:
    shortest, days, longest = sorted(draw(st.integers(1, 3653)) for _ in range(3))
    return Interval(rule, days, shortest, longest)


FOUND = st.lists(st.sampled_from(AsFound), max_size=30)


@given(intervals(), FOUND)
def test_a_staircase_stays_between_its_ends_and_answers_what_was_found(interval, found):
    now = next_days(interval, found)
    assert judge_interval(interval) is None
    assert interval.shortest <= now <= interval.longest
    if found:
        longer, shorter = next_days(interval, [*found, IN]), next_days(interval, [*found, OUT])
        assert shorter <= now <= longer
        assert longer <= max(now, now * 5 // 4)
        assert shorter < now or now == interval.shortest


@given(intervals(IntervalRule.FIXED), FOUND)
def test_a_fixed_interval_never_changes(interval, found):
    assert next_days(interval, found) == interval.days


def test_the_first_calibration_sets_the_interval_and_good_ones_lengthen_it():
    rule = Interval(IntervalRule.STAIRCASE, 360, 90, 720)
    assert [next_days(rule, [OUT, *([IN] * n)]) for n in range(5)] == [360, 450, 562, 702, 720]
    assert [next_days(rule, [IN, *([OUT] * n)]) for n in range(4)] == [360, 180, 90, 90]


@given(st.integers(-5, 4000), st.integers(-5, 4000), st.integers(-5, 4000))
def test_days_that_are_no_interval_are_refused(shortest, days, longest):
    found = judge_interval(Interval(IntervalRule.STAIRCASE, days, shortest, longest))
    assert (found is None) == (0 < shortest <= days <= longest <= 3653)
