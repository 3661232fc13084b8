"""The life of a hold, who may lift it, disposal and interlocks."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrace.domain.disposal import (
    Disposal,
    DisposalLine,
    DisposalReason,
    Permit,
    disposal_fault,
    running_permits,
)
from qtrace.domain.hold_life import (
    HOLD_LIFE,
    CriterionState,
    HoldState,
    MayNot,
    Posts,
    is_change_after,
    may_not_lift,
    may_not_narrow,
    needs_escalation,
    owner_fault,
    unmet,
)
from qtrace.domain.holds import (
    BITS,
    PRESETS,
    Activity,
    BlockProfile,
    Criterion,
    HoldReason,
    HoldRefusal,
    InFlight,
    Signee,
    mask_of,
    stopped_by,
    stops,
)
from qtrace.domain.interlocks import InterlockHit, InterlockKind, interlock_of
from qtrace.models.cases import HOLD_EVENTS

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def test_the_life_of_a_hold_is_sound():
    assert HOLD_LIFE.faults(tuple(HoldState), (HoldState.RELEASED, HoldState.CONVERTED)) == ()


def test_only_a_signature_or_a_disposal_ends_a_hold():
    ends = {t.command for t in HOLD_LIFE.transitions if HOLD_LIFE.is_final(t.target)}
    assert ends == {"RELEASE_HOLD", "CONVERT_HOLD"}
    escalated = [t for t in HOLD_LIFE.transitions if t.name == "escalate"]
    assert all(t.source is t.target for t in escalated)


def test_every_command_of_the_life_has_a_handler_and_somebody_who_may():
    from qtrace.domain.people import FIRST_MATRIX
    from qtrace.services.registry import handlers

    codes = {command.code for command in handlers()}
    given_to = {code for commands in FIRST_MATRIX.values() for code in commands}
    for transition in HOLD_LIFE.transitions:
        assert transition.command in codes
        assert transition.command in given_to


POSTS = Posts(
    placer=1, requester=2, owner=5, inspectors=frozenset({3}), changers=frozenset({4}),
    listed=frozenset({6}),
)  # fmt: skip


@pytest.mark.parametrize("signee", Signee)
@pytest.mark.parametrize(("person", "post"), [(1, "placer"), (2, "requester"), (3, "inspector")])
def test_second_persons_are_others_whatever_the_rule_says(signee, person, post):
    wide = Posts(1, 2, person, frozenset({3}), changers=frozenset(), listed=frozenset({person}))
    assert may_not_lift(signee, person, wide) == MayNot(HoldRefusal.HOLD_SECOND_PERSON, post)


@pytest.mark.parametrize(
    ("signee", "allowed"),
    [(Signee.ANY, {4, 5, 6, 7}), (Signee.SELF, {5}), (Signee.NOT_SELF, {5, 6, 7}),
     (Signee.LIST, {6})],
)  # fmt: skip
def test_who_may_lift(signee, allowed):
    found = {p for p in range(1, 8) if may_not_lift(signee, p, POSTS) is None}
    assert found == allowed
    refused = may_not_lift(Signee.LIST, 7, POSTS)
    assert refused == MayNot(HoldRefusal.HOLD_SIGNEE, "list")


WIDE = Posts(1, 2, 5, frozenset({3}), frozenset({4, 7}), frozenset({7}), frozenset({6}))


@pytest.mark.parametrize("signee", Signee)
def test_who_may_not_lift_or_has_widened_narrows_nothing(signee):
    assert may_not_narrow(signee, 7, WIDE) == MayNot(HoldRefusal.HOLD_SECOND_PERSON, "widener")
    for person in range(1, 7):
        assert may_not_narrow(signee, person, WIDE) == may_not_lift(signee, person, WIDE)


@pytest.mark.parametrize(
    ("owner", "actor", "lifts", "fault"),
    [
        (1, 2, True, "placer"),
        (1, 1, True, "placer"),
        (2, 2, True, "self"),
        (3, 2, False, "no_right"),
        (3, 2, True, None),
        (3, 1, True, None),
    ],
)
def test_nobody_makes_themselves_the_one_who_lifts(owner, actor, lifts, fault):
    assert owner_fault(owner, 1, actor, lifts=lifts) == fault


def test_criteria_that_are_open():
    met = CriterionState(Criterion.NCR_DISPOSED, is_met=True)
    still = CriterionState(Criterion.REINSPECTED, is_met=False)
    assert unmet((met, still)) == (Criterion.REINSPECTED,)
    assert unmet((met,)) == ()


def test_a_change_counts_only_after_the_stop():
    assert is_change_after(NOON + timedelta(seconds=1), NOON)
    assert not is_change_after(NOON, NOON)


@pytest.mark.parametrize(
    ("state", "due", "told", "wanted"),
    [
        (HoldState.ACTIVE, NOON - timedelta(1), None, True),
        (HoldState.REQUESTED, NOON - timedelta(1), NOON - timedelta(9), True),
        (HoldState.ACTIVE, NOON - timedelta(1), NOON - timedelta(1), False),
        (HoldState.ACTIVE, NOON, None, False),
        (HoldState.ACTIVE, None, None, False),
        (HoldState.RELEASED, NOON - timedelta(1), None, False),
    ],
)
def test_a_past_review_is_told_once(state, due, told, wanted):
    assert needs_escalation(state, due, told, NOON) is wanted


# --- what is stopped ------------------------------------------------------------------------


def test_a_line_stops_and_pieces_in_work_are_finished_or_frozen():
    line = BlockProfile.LINE_STOP
    stopped = {
        way: stopped_by([mask_of(line, way)]) for way in (None, InFlight.FINISH, InFlight.FROZEN)
    }
    for found in stopped.values():
        assert {Activity.START_OPERATION, Activity.OUTPUT} <= found
        assert Activity.INSPECT not in found
    assert Activity.COMPLETE_OPERATION not in stopped[None] | stopped[InFlight.FINISH]
    assert {Activity.COMPLETE_OPERATION, Activity.CONSUME} <= stopped[InFlight.FROZEN]
    finish = mask_of(BlockProfile.ALL_USE, InFlight.FINISH)
    assert not stops(finish, Activity.COMPLETE_OPERATION)


@given(st.lists(st.sampled_from(BlockProfile)))
def test_many_holds_stop_what_each_of_them_stops(profiles):
    masks = [mask_of(profile) for profile in profiles]
    wanted = {a for a in Activity if any(mask & BITS[a] for mask in masks)}
    assert stopped_by(masks) == wanted


def test_every_reason_of_the_house_has_its_presets():
    assert set(PRESETS) == set(HoldReason)
    assert {p.severity for p in PRESETS.values()} <= {"critical", "major", "minor"}
    assert all(p.review_days > 0 for p in PRESETS.values())


def test_every_event_has_a_word():
    from qtrace.i18n.hold_words import HOLD_EVENTS as WORDS

    assert set(WORDS) == set(HOLD_EVENTS)


# --- disposal -------------------------------------------------------------------------------


def line(item=1, qty=10, disposal=Disposal.SCRAP, words=""):
    return DisposalLine(item, qty, disposal, words)


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ([line(), line(2, 5)], None),
        ([line(qty=4), line(qty=6, disposal=Disposal.REWORK, words="deburr"), line(2, 5)], None),
        ([line()], DisposalReason.DISPOSAL_NOT_COMPLETE),
        ([line(qty=11), line(2, 5)], DisposalReason.DISPOSAL_NOT_COMPLETE),
        ([line(), line(2, 5), line(3)], DisposalReason.DISPOSAL_ITEM_NOT_AFFECTED),
        ([line(qty=0), line(2, 5)], DisposalReason.DISPOSAL_QUANTITY),
        ([line(disposal=Disposal.REWORK), line(2, 5)], DisposalReason.REWORK_NEEDS_INSTRUCTION),
        (
            [line(disposal=Disposal.USE_AS_IS, words=" "), line(2, 5)],
            DisposalReason.CONCESSION_NEEDS_CONDITIONS,
        ),
    ],
)
def test_every_piece_gets_one_decision(lines, code):
    fault = disposal_fault({1: 10, 2: 5}, lines)
    assert (fault.code if fault else None) == code


@given(
    st.dictionaries(st.integers(1, 3), st.integers(1, 9), max_size=3),
    st.lists(st.builds(line, st.integers(1, 3), st.integers(1, 9)), max_size=5),
)
def test_a_disposal_without_fault_is_a_balance(affected, lines):
    sums = dict.fromkeys(affected, 0)
    for each in lines:
        sums[each.item_id] = sums.get(each.item_id, 0) + each.qty_q6
    assert (disposal_fault(affected, lines) is None) is (sums == affected)


# --- interlocks -----------------------------------------------------------------------------


def test_a_refusal_names_its_interlock():
    facts = {
        "interlock": "expired", "target_kind": "item", "target_id": "7", "expiry": "2026-11-01",
    }  # fmt: skip
    assert interlock_of(facts) == InterlockHit(
        InterlockKind.EXPIRED, "item", 7, {"expiry": "2026-11-01"}
    )


@given(st.dictionaries(st.sampled_from(["interlock", "target_id", "target_kind"]), st.text()))
def test_other_facts_name_none(facts):
    hit = interlock_of(facts)
    if hit is not None:
        assert hit.kind in set(InterlockKind)
        assert 0 <= hit.target_id < 1 << 63


@pytest.mark.parametrize("target", ["", "x", "-1", "1.5", "²", "٣", "9" * 19, "1" * 20])
def test_a_target_is_a_whole_number(target):
    facts = {"interlock": "training", "target_id": target}
    assert interlock_of(facts) is None


DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))


@given(st.lists(st.tuples(st.integers(1, 9), st.none() | DAYS), max_size=6), DAYS)
def test_permits_hold_through_their_last_day_and_not_a_day_longer(given_permits, today):
    given_at = datetime(2026, 1, 1, tzinfo=UTC)
    permits = [Permit(quantity, given_at, last) for quantity, last in given_permits]
    running = running_permits(permits, today)
    for each in permits:
        assert (each in running) is (each.valid_to is None or each.valid_to >= today)
    later = running_permits(permits, today + timedelta(days=1))
    assert set(later) <= set(running), "an end is never taken back by time"
