"""When checks are due, what a missed one leaves in doubt, and what ends it."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrace.domain.production.checks_due import (
    STOPPING,
    CheckFact,
    CheckKind,
    CheckRule,
    CheckState,
    PieceRow,
    RunClock,
    check_standing,
    suspect_ranges,
)

EIGHT = datetime(2026, 11, 22, 8, tzinfo=UTC)
D, W, N = CheckState.DONE, CheckState.WAITING, CheckState.NEAR
DUE, MISSED, FAILED, OPEN = (
    CheckState.DUE, CheckState.MISSED, CheckState.FAILED, CheckState.UNCONFIRMED,
)  # fmt: skip


def after(minutes):
    return EIGHT + timedelta(minutes=minutes)


def good(pieces, minutes=0, *, confirmed=False):
    return CheckFact(True, confirmed, pieces, after(minutes))


def bad(pieces, minutes=0):
    return CheckFact(False, False, pieces, after(minutes))


def clock(pieces, minutes=0, resumed=(), *, ending=False):
    return RunClock(EIGHT, after(minutes), pieces, tuple(after(m) for m in resumed), ending)


START = CheckRule(CheckKind.PARAMETER, at_start=True)
FIRST = CheckRule(CheckKind.FIRST_PIECE, at_start=True, second_person=True)
BY_30 = CheckRule(CheckKind.PATROL, every_n=30)
BY_2H = CheckRule(CheckKind.PARAMETER, every_minutes=120)
STOP = CheckRule(CheckKind.PATROL, after_stop=True)
LAST = CheckRule(CheckKind.LAST_PIECE)


@pytest.mark.parametrize(
    ("rule", "results", "now", "state", "suspects", "room"),
    [
        (START, (), clock(0), DUE, 0, 0),
        (START, (), clock(4), MISSED, 4, 0),
        (START, (good(0),), clock(9), D, 0, None),
        (FIRST, (), clock(0), W, 0, 1),
        (FIRST, (), clock(1), DUE, 0, 0),
        (FIRST, (), clock(2), MISSED, 2, 0),
        (FIRST, (good(1),), clock(1), OPEN, 0, 0),
        (FIRST, (good(1, confirmed=True),), clock(1), D, 0, None),
        (FIRST, (bad(1),), clock(1), FAILED, 1, 0),
        (BY_30, (), clock(0), W, 0, 30),
        (BY_30, (), clock(27), N, 0, 3),
        (BY_30, (), clock(30), DUE, 0, 0),
        (BY_30, (), clock(31), MISSED, 31, 0),
        (BY_30, (good(30),), clock(59), N, 0, 1),
        (BY_30, (good(30), bad(58)), clock(58), FAILED, 28, 0),
        (BY_2H, (), clock(5, 60), W, 0, None),
        (BY_2H, (), clock(5, 105), N, 0, None),
        (BY_2H, (), clock(5, 120), DUE, 0, 0),
        (BY_2H, (), clock(5, 121), MISSED, 5, 0),
        (BY_2H, (good(5, 121),), clock(7, 122), D, 0, None),
        (STOP, (), clock(7), W, 0, None),
        (STOP, (), clock(7, 20, [10]), DUE, 0, 0),
        (STOP, (good(7, 15),), clock(9, 20, [10]), D, 0, None),
        (STOP, (good(7, 5),), clock(9, 20, [10]), DUE, 0, 0),
        (LAST, (), clock(9), W, 0, None),
        (LAST, (), clock(9, ending=True), DUE, 0, 0),
        (LAST, (good(5),), clock(9, ending=True), DUE, 0, 0),
        (LAST, (good(9),), clock(9, ending=True), D, 0, None),
    ],
)  # fmt: skip
def test_the_timeline(rule, results, now, state, suspects, room):
    found = check_standing(rule, results, now)
    assert (found.state, found.suspect_pieces, found.room) == (state, suspects, room)


rules = st.builds(
    CheckRule,
    st.sampled_from(CheckKind),
    at_start=st.booleans(),
    every_n=st.none() | st.integers(1, 20),
    every_minutes=st.none() | st.integers(1, 90),
    after_stop=st.booleans(),
    second_person=st.booleans(),
)


@st.composite
def runs(draw):
    """Results and stops of a run in the order in which they happened."""
    events = draw(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 30), st.integers(0, 3))))
    pieces = minutes = 0
    results, resumed = [], []
    for made, passed, what in events:
        pieces, minutes = pieces + made, minutes + passed
        if what == 0:
            resumed.append(after(minutes))
        else:
            results.append(CheckFact(what > 1, what > 2, pieces, after(minutes)))
    more = draw(st.integers(0, 9))
    now = RunClock(EIGHT, after(minutes), pieces + more, tuple(resumed), draw(st.booleans()))
    return tuple(results), now


@given(rules, runs())
def test_a_good_confirmed_check_now_always_cures(rule, run):
    results, now = run
    cure = CheckFact(True, True, now.pieces, now.now)
    ended = RunClock(now.started_at, now.now, now.pieces, now.resumed, now.is_ending)
    assert check_standing(rule, (*results, cure), ended).state not in STOPPING


@given(rules, runs())
def test_what_stops_leaves_no_room_and_doubt_is_exact(rule, run):
    results, now = run
    found = check_standing(rule, results, now)
    assert (found.state in STOPPING) is (found.room == 0)
    counting = [r for r in results if r.is_good and (r.is_confirmed or not rule.second_person)]
    since = counting[-1].pieces if counting else 0
    doubt = found.state in (MISSED, FAILED)
    assert found.suspect_pieces == (now.pieces - since if doubt else 0)


@given(rules, runs())
def test_going_to_the_end_of_the_room_is_never_too_far(rule, run):
    results, now = run
    room = check_standing(rule, results, now).room
    if room:
        later = RunClock(now.started_at, now.now, now.pieces + room, now.resumed, now.is_ending)
        assert check_standing(rule, results, later).state is not MISSED


@given(st.lists(st.integers(1, 9), max_size=12), st.integers(0, 60))
def test_ranges_name_exactly_the_pieces_since(groups, since):
    rows, count = [], 0
    for pieces in groups:
        rows.append(PieceRow(count + pieces, count + 1, count + pieces))
        count += pieces
    found = suspect_ranges(rows, since)
    named = [n for first, last in found for n in range(first, last + 1)]
    assert named == list(range(since + 1, count + 1))
    assert len(found) <= 1


def test_ranges_of_units_in_any_order():
    rows = (PieceRow(1, 7, 7), PieceRow(2, 3, 3), PieceRow(3, 8, 8))
    assert suspect_ranges(rows, 0) == ((3, 3), (7, 8))
    assert suspect_ranges(rows, 1) == ((3, 3), (8, 8))


@pytest.mark.parametrize("confirmed", [False, True])
def test_a_first_piece_that_did_not_exist_is_no_first_piece(confirmed):
    """Looked at before there was one: the next piece comes out, and then it is due."""
    early = (good(0, confirmed=confirmed),)
    before, at_one, at_two = (check_standing(FIRST, early, clock(n)) for n in (0, 1, 2))
    assert (before.state, before.room) == (W, 1)
    assert (at_one.state, at_one.room) == (DUE, 0)
    assert (at_two.state, at_two.suspect_pieces) == (MISSED, 2)
    right = check_standing(FIRST, (*early, good(1, confirmed=True)), clock(1))
    assert (right.state, right.room) == (D, None)


@pytest.mark.parametrize("rule", [BY_2H, STOP])
def test_a_clock_that_was_set_back_asks_for_the_check(rule):
    """Else a check by time would wait for the clock to come up with itself."""
    ten = good(4, 120)
    assert check_standing(rule, (ten,), clock(5, 116)).state in (W, D), "two clocks differ a little"
    behind = check_standing(rule, (ten,), clock(5, 114))
    assert (behind.state, behind.room, behind.suspect_pieces) == (DUE, 0, 0)
    assert check_standing(rule, (ten, good(5, 114)), clock(5, 114)).state in (W, D)
    assert check_standing(rule, (good(5, 120), good(5, 60)), clock(6, 60)).state in (W, D)
    assert check_standing(rule, (ten,), clock(5, 114, ending=True)).state in (W, D)
    assert check_standing(rule, (), clock(5, -6)).state is DUE
    assert check_standing(BY_30, (ten,), clock(5, 60)).state is W, "it counts pieces"
