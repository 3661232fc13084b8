import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrace.domain.disposal import Disposal, is_done, is_ended
from qtrace.domain.holds import (
    ALLOWED,
    BITS,
    PROFILES,
    Activity,
    BlockProfile,
    InFlight,
    mask_of,
    state_allows,
    stops,
    usual_in_flight,
)
from qtrace.domain.items import QualityState


def test_the_default_is_no():
    for activity in Activity:
        assert not state_allows("something new", activity)
        assert not state_allows("split", activity)


@given(state=st.text(max_size=12), activity=st.sampled_from(Activity))
def test_a_word_that_is_no_state_allows_nothing(state, activity):
    assert state in list(QualityState) or not state_allows(state, activity)


@given(activity=st.sampled_from(Activity))
def test_no_state_allows_more_than_it_may(activity):
    """What is used is released; under conditions nothing leaves; what ended is only looked into."""
    using = {
        Activity.CONSUME, Activity.START_OPERATION, Activity.COMPLETE_OPERATION, Activity.OUTPUT,
        Activity.PACK, Activity.SHIP, Activity.MOVE,
    }  # fmt: skip
    allowing = {state for state in QualityState if state_allows(state, activity)}
    if activity in using:
        assert allowing <= {QualityState.RELEASED, QualityState.CONDITIONAL}
    if activity is Activity.SHIP:
        assert allowing == {QualityState.RELEASED}
    if activity is Activity.RELEASE:
        assert allowing == {QualityState.QUARANTINE}
    ended = {QualityState.SCRAPPED, QualityState.RETURNED}
    if allowing & ended:
        assert activity in {Activity.LABEL, Activity.SEND_TO_TEST}
    if activity in {Activity.SCRAP, Activity.RETURN_TO_SUPPLIER}:
        assert allowing == {state for state in QualityState if not is_ended(state)}


@pytest.mark.parametrize(
    ("state", "activity", "allowed"),
    [
        ("quarantine", Activity.SAMPLE, True),
        ("quarantine", Activity.INSPECT, True),
        ("quarantine", Activity.RETURN_TO_SUPPLIER, True),
        ("quarantine", Activity.OUTSOURCED_PROCESSING, True),
        ("quarantine", Activity.CONSUME, False),
        ("quarantine", Activity.SHIP, False),
        ("released", Activity.CONSUME, True),
        ("released", Activity.SHIP, True),
        ("conditional", Activity.CONSUME, True),
        ("conditional", Activity.SHIP, False),
        ("rejected", Activity.CONSUME, False),
        ("rejected", Activity.RETURN_TO_SUPPLIER, True),
        ("rejected", Activity.SCRAP, True),
        ("rejected", Activity.OUTSOURCED_PROCESSING, False),
        ("scrapped", Activity.SEND_TO_TEST, True),
        ("scrapped", Activity.CONSUME, False),
        ("returned", Activity.SHIP, False),
    ],
)
def test_the_matrix(state, activity, allowed):
    assert state_allows(state, activity) is allowed


@given(st.sampled_from(QualityState), st.sampled_from(Disposal))
def test_only_what_ended_needs_no_further_decision(state, disposal):
    assert not is_done(state, disposal) or is_ended(state)
    same = {QualityState.SCRAPPED: Disposal.SCRAP, QualityState.RETURNED: Disposal.RETURN}
    if state in same:
        assert is_done(state, disposal) is (same[state] is disposal)


def test_bits_are_distinct_and_stable():
    assert len(set(BITS.values())) == len(Activity)
    assert BITS[Activity.RECEIVE] == 1


@pytest.mark.parametrize("profile", BlockProfile)
def test_a_mask_stops_exactly_its_profile(profile):
    mask = mask_of(profile)
    assert {a for a in Activity if stops(mask, a)} == PROFILES[profile]


@given(st.sampled_from(BlockProfile), st.sampled_from(InFlight))
def test_the_usual_rule_for_pieces_in_work_adds_and_takes_nothing(profile, in_flight):
    assert mask_of(profile, usual_in_flight(profile)) == mask_of(profile)
    finish, frozen = mask_of(profile, InFlight.FINISH), mask_of(profile, InFlight.FROZEN)
    assert finish & frozen == finish, "frozen stops at least what finishing stops"
    assert not stops(finish, Activity.COMPLETE_OPERATION)
    assert stops(frozen, Activity.COMPLETE_OPERATION)
    assert mask_of(profile, in_flight) in (finish, frozen)


def test_a_held_lot_may_still_be_looked_at():
    mask = mask_of(BlockProfile.ALL_USE)
    for activity in (Activity.SAMPLE, Activity.INSPECT, Activity.RETURN_TO_SUPPLIER):
        assert not stops(mask, activity)
    for activity in (Activity.CONSUME, Activity.SHIP, Activity.RELEASE, Activity.PACK):
        assert stops(mask, activity)


def test_every_state_word_is_known_to_the_database():
    from qtrace.models.items import QUALITY_STATES

    assert set(ALLOWED) == set(QUALITY_STATES)
