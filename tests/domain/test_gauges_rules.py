"""What a calibration is worth on a day; no way round an overdue one."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from qtrace.domain.gauges import (
    CalibrationFact,
    CalibrationKind,
    CalibrationResult,
    CalibrationStanding,
    CalibrationState,
    GaugeReason,
    GaugeState,
    calibration_standing,
    judge_extension,
    judge_gauge,
    latest_extension,
)

DAY = date(2026, 11, 22)


def fact(due: date, result=CalibrationResult.PASSED, kind=CalibrationKind.CALIBRATION, no=1):
    return CalibrationFact(no, kind, due - timedelta(days=365), due, result)


def test_a_gauge_may_be_used_through_the_whole_of_its_last_day():
    assert calibration_standing((fact(DAY),), DAY).usable
    over = calibration_standing((fact(DAY),), DAY + timedelta(days=1))
    assert (over.state, over.days_left, over.usable) == (CalibrationState.OVERDUE, -1, False)


def test_due_soon_is_said_fourteen_days_before():
    states = {
        d: calibration_standing((fact(DAY + timedelta(days=d)),), DAY).state for d in (14, 15)
    }
    assert states == {14: CalibrationState.DUE_SOON, 15: CalibrationState.GOOD}


def test_a_failed_calibration_ends_the_good_one_before():
    good = fact(DAY + timedelta(days=300))
    failed = fact(DAY + timedelta(days=365), CalibrationResult.FAILED, no=2)
    standing = calibration_standing((good, failed), DAY)
    assert (standing.state, standing.usable) == (CalibrationState.FAILED, False)
    assert calibration_standing((failed, good), DAY).usable
    assert calibration_standing((), DAY) == CalibrationStanding(CalibrationState.NONE)


def refusal(state=GaugeState.IN_USE, kind="caliper", due=DAY):
    standing = calibration_standing((fact(due),), DAY)
    found = judge_gauge("TG-011", kind, state, standing, "caliper")
    return found.code if found else None


def test_each_reason_against_a_gauge_has_its_own_code():
    assert refusal() is None
    assert refusal(kind="balance") is GaugeReason.GAUGE_WRONG_TYPE
    assert refusal(GaugeState.OUT_OF_USE) is GaugeReason.GAUGE_OUT_OF_USE
    assert refusal(GaugeState.RETIRED) is GaugeReason.GAUGE_OUT_OF_USE
    assert refusal(due=DAY - timedelta(days=3)) is GaugeReason.GAUGE_OVERDUE
    for state, code in (
        (CalibrationState.NONE, GaugeReason.GAUGE_NOT_CALIBRATED),
        (CalibrationState.FAILED, GaugeReason.GAUGE_FAILED),
    ):
        found = judge_gauge("x", "c", GaugeState.IN_USE, CalibrationStanding(state), "c")
        assert found.code is code


def test_an_overdue_gauge_says_since_when():
    standing = calibration_standing((fact(DAY - timedelta(days=3)),), DAY)
    found = judge_gauge("TG-011", "c", GaugeState.IN_USE, standing, "c")
    assert found.facts == {
        "gauge": "TG-011", "gauge_type": "c", "wanted": "c", "due_on": "2026-11-19", "days": "3",
    }  # fmt: skip


@given(st.integers(-400, 400), st.integers(-400, 400))
def test_an_extension_only_ever_moves_the_date_forward_and_not_far(due_in, wanted_in):
    standing = calibration_standing((fact(DAY + timedelta(days=due_in)),), DAY)
    wanted = DAY + timedelta(days=wanted_in)
    allowed = judge_extension(standing, wanted, DAY, DAY + timedelta(days=500)) is None
    assert allowed == (wanted_in > due_in and 0 <= wanted_in <= 92)


@given(st.lists(st.integers(1, 92), max_size=6))
def test_extensions_together_never_reach_beyond_a_quarter_of_a_year(steps):
    """However often a gauge is extended, each time with a new signature."""
    facts = [fact(DAY)]
    for no, step in enumerate(steps, start=2):
        today = facts[-1].due_on
        wanted = today + timedelta(days=step)
        found = judge_extension(
            calibration_standing(facts, today), wanted, today, latest_extension(facts)
        )
        assert (found is None) == (wanted <= DAY + timedelta(days=92))
        if found is None:
            facts.append(fact(wanted, kind=CalibrationKind.EXTENSION, no=no))
        else:
            assert found is GaugeReason.EXTENSION_USED_UP
    assert latest_extension([]) is None


def test_nothing_to_extend_without_a_valid_calibration():
    for state in (CalibrationState.NONE, CalibrationState.FAILED):
        found = judge_extension(CalibrationStanding(state), DAY + timedelta(days=5), DAY, DAY)
        assert found is GaugeReason.EXTENSION_NOT_POSSIBLE
