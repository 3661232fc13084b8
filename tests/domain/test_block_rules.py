"""Block profiles: what a plant may change of them, and what never gives way."""

from hypothesis import given, settings
from hypothesis import strategies as st

from qtrace.domain.block_rules import (
    CORE,
    NEVER_STOPPED,
    ProfileWish,
    core_of,
    faults,
    in_order,
    may_change,
    profiles_with,
)
from qtrace.domain.hold_rules import RuleKind, kind_of, wish_of, wish_text
from qtrace.domain.holds import (
    ALLOWED,
    PROFILES,
    Activity,
    BlockProfile,
    InFlight,
    mask_of,
    state_allows,
    stopped_by,
    usual_in_flight,
)

activities = st.frozensets(st.sampled_from(Activity))
profiles = st.sampled_from(BlockProfile)


def test_profiles_of_the_house_keep_their_own_law():
    assert set(CORE) == set(PROFILES) == set(BlockProfile)
    for profile, stopped in PROFILES.items():
        assert faults(ProfileWish(profile, in_order(stopped))) == ()
    assert profiles_with(()) == PROFILES


@given(profiles, activities)
def test_a_wish_is_sound_exactly_if_it_keeps_the_core_and_lets_people_look(profile, named):
    wish = ProfileWish(profile, in_order(named))
    keeps = CORE[profile] <= named and not named & NEVER_STOPPED
    assert (faults(wish) == ()) is keeps
    mended = (named - NEVER_STOPPED) | CORE[profile]
    assert faults(ProfileWish(profile, in_order(mended))) == ()
    assert mended - CORE[profile] <= set(may_change(profile))


@settings(max_examples=40)
@given(st.text(max_size=12) | profiles, activities)
def test_any_text_is_judged_and_an_unknown_profile_is_never_sound(code, named):
    if code not in list(BlockProfile):
        assert may_change(code) == ()
        wish = ProfileWish(code, in_order(named))
        assert faults(wish) or named == set(Activity) - NEVER_STOPPED or NEVER_STOPPED & named
        assert core_of(code) == set(Activity)


@given(profiles, activities, st.sampled_from([None, *InFlight]))
def test_whatever_the_plant_wishes_a_hold_of_a_profile_stops_its_core(profile, named, in_flight):
    stops = in_order((named - NEVER_STOPPED) | CORE[profile])
    table = profiles_with([ProfileWish(profile, stops)])
    stopped = stopped_by([mask_of(profile, in_flight, table)])
    assert CORE[profile] - {Activity.COMPLETE_OPERATION} <= stopped
    assert not stopped & NEVER_STOPPED
    usual = usual_in_flight(profile, table)
    assert (usual is InFlight.FROZEN) is (Activity.COMPLETE_OPERATION in stops)
    others = set(BlockProfile) - {profile}
    assert all(table[each] == PROFILES[each] for each in others)


@given(profiles, activities)
def test_a_wish_has_one_text_and_comes_back_from_it(profile, named):
    wish = ProfileWish(profile.value, in_order(named))
    assert kind_of(wish) is RuleKind.BLOCK_PROFILE
    assert wish_of(RuleKind.BLOCK_PROFILE, wish_text(wish)) == wish


@given(st.text(), st.sampled_from(Activity))
def test_what_a_state_allows_is_law_of_the_house(state, activity):
    """Unknown is never allowed; what was rejected, scrapped or returned never ships."""
    if state not in ALLOWED:
        assert not state_allows(state, activity)
    for gone in ("rejected", "rework", "scrapped", "returned", "split", "quarantine"):
        for use in (Activity.SHIP, Activity.PACK, Activity.CONSUME, Activity.OUTPUT):
            assert not state_allows(gone, use)
