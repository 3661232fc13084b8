"""What a gauge on a cable sent, against the unit that is wanted."""

import pytest

from qtrace.domain.gauge_readings import SentReading, SentReason, judge_sent


@pytest.mark.parametrize("unit", ["", "mm", "g"])
def test_a_gauge_that_names_no_unit_is_taken_at_its_word(unit):
    assert judge_sent(SentReading("1.25"), unit) is None


def test_the_same_unit_is_taken_and_any_other_refused():
    sent = SentReading("1.2", "SC-001", "g", device="scale")
    assert judge_sent(sent, "g") is None
    for wanted in ("kg", "mg", "G", ""):
        refusal = judge_sent(sent, wanted)
        assert refusal.code is SentReason.GAUGE_OTHER_UNIT
        assert refusal.facts["gauge"] == "SC-001"
        assert refusal.facts["wanted"] == (wanted or "–")


def test_a_problem_goes_before_everything():
    sent = SentReading("1.2", "", "kg", SentReason.GAUGE_UNSTABLE, "scale")
    refusal = judge_sent(sent, "g")
    assert (refusal.code, refusal.facts["gauge"]) == (SentReason.GAUGE_UNSTABLE, "scale")
