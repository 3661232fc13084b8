import pytest
from hypothesis import given
from hypothesis import strategies as st

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


def test_the_default_is_no():
    for activity in Activity:
        assert not state_allows("something new", activity)
        assert not state_allows("split", activity)


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
        ("scrapped", Activity.CONSUME, False),
        ("returned", Activity.SHIP, False),
    ],
)
def test_the_matrix(state, activity, allowed):
    assert state_allows(state, activity) is allowed


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
