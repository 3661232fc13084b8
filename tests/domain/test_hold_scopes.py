"""Scopes: what falls under them, wherever it is, and what makes no sense."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrace.domain.hold_scopes import (
    CONTEXT_ANCHORS,
    AnchorKind,
    Context,
    ItemFacts,
    Scope,
    ScopeFault,
    began_before,
    clipped,
    context_anchors,
    in_time,
    item_anchors,
    matches_but_time,
    matches_here,
    matches_item,
    scope_fault,
)

HOUR = timedelta(hours=1)
NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
UNIT = ItemFacts(
    item_id=1, part_id=2, part_revision_id=3, supplier_id=4, supplier_lot="7F42", receipt_id=5,
    location_id=6, lot_id=7, seq=8, work_order_id=9, line_id=10, made_at=NOON,
)  # fmt: skip
HERE = Context(
    line_id=20, station_id=21, work_order_id=22, operation_id=23, location_id=24,
    equipment_ids=(25, 26), gauge_ids=(27,),
)  # fmt: skip


@pytest.mark.parametrize(
    "scope",
    [
        Scope(AnchorKind.ITEM, 1),
        Scope(AnchorKind.ITEM, 7),
        Scope(AnchorKind.ITEM, 7, seq_from=8, seq_to=8),
        Scope(AnchorKind.ORIGIN, 7, seq_from=5),
        Scope(AnchorKind.ORIGIN, 7, seq_to=8),
        Scope(AnchorKind.PART, 2),
        Scope(AnchorKind.PART, 2, line_id=10, made_from=NOON),
        Scope(AnchorKind.PART, 2, made_from=NOON, made_to=NOON),
        Scope(AnchorKind.PART_REVISION, 3),
        Scope(AnchorKind.SUPPLIER_PART, 2, supplier_id=4),
        Scope(AnchorKind.SUPPLIER_LOT, 4, supplier_lot="7F42", part_id=2),
        Scope(AnchorKind.RECEIPT, 5),
        Scope(AnchorKind.WORK_ORDER, 9),
    ],
)
def test_what_an_item_falls_under(scope):
    assert scope_fault(scope) is None
    assert matches_item(scope, UNIT)


@pytest.mark.parametrize(
    "scope",
    [
        Scope(AnchorKind.ITEM, 2),
        Scope(AnchorKind.ITEM, 7, seq_from=9),
        Scope(AnchorKind.ITEM, 7, seq_to=7),
        Scope(AnchorKind.PART, 2, line_id=11),
        Scope(AnchorKind.PART, 2, made_from=NOON + timedelta(seconds=1)),
        Scope(AnchorKind.PART, 2, made_to=NOON - timedelta(seconds=1)),
        Scope(AnchorKind.PART, 2, supplier_lot="7F43"),
        Scope(AnchorKind.SUPPLIER_PART, 2, supplier_id=5),
        Scope(AnchorKind.LOCATION, 6),
        Scope(AnchorKind.LINE, 10),
    ],
)
def test_what_an_item_does_not_fall_under(scope):
    assert not matches_item(scope, UNIT)


def test_a_lot_falls_under_some_of_its_positions_and_a_bag_under_all():
    some = Scope(AnchorKind.ITEM, 7, seq_from=1, seq_to=2)
    assert matches_item(some, ItemFacts(item_id=7))
    assert matches_item(some, ItemFacts(item_id=30, lot_id=7))


def test_an_unknown_time_falls_under_no_time():
    since = Scope(AnchorKind.PART, 2, made_from=NOON)
    assert not matches_item(since, replace(UNIT, made_at=None))
    assert matches_item(since, replace(UNIT, made_at=NOON + timedelta(days=400)))


@pytest.mark.parametrize(("kind", "anchor"), context_anchors(HERE))
def test_where_and_with_what_something_is_done(kind, anchor):
    assert matches_here(Scope(kind, anchor), None, HERE)
    assert matches_here(Scope(kind, anchor), UNIT, HERE)
    assert not matches_here(Scope(kind, anchor), UNIT, Context())
    assert matches_here(Scope(kind, anchor, part_id=2), UNIT, HERE)
    assert not matches_here(Scope(kind, anchor, part_id=3), UNIT, HERE)
    for condition in ({"part_id": 2}, {"supplier_id": 4}, {"supplier_lot": "7F42"}):
        assert not matches_here(Scope(kind, anchor, **condition), None, HERE), "no item to ask"


def test_an_item_lies_at_its_own_place():
    assert matches_here(Scope(AnchorKind.LOCATION, 6), UNIT, Context())
    nowhere = replace(UNIT, location_id=None)
    assert not matches_here(Scope(AnchorKind.LOCATION, 6), nowhere, Context())


@pytest.mark.parametrize(
    ("scope", "fault"),
    [
        (Scope(AnchorKind.SUPPLIER_PART, 1), ScopeFault.SUPPLIER_MISSING),
        (Scope(AnchorKind.SUPPLIER_LOT, 1), ScopeFault.SUPPLIER_LOT_MISSING),
        (Scope(AnchorKind.SUPPLIER_LOT, 1, supplier_lot=" "), ScopeFault.SUPPLIER_LOT_MISSING),
        (Scope(AnchorKind.LINE, 1, made_from=NOON), ScopeFault.CONDITION_ON_PLACE),
        (Scope(AnchorKind.LINE, 1, line_id=2), ScopeFault.CONDITION_ON_PLACE),
        (Scope(AnchorKind.PART, 1, seq_from=1), ScopeFault.RANGE_WITHOUT_LOT),
        (Scope(AnchorKind.ITEM, 1, seq_from=2, seq_to=1), ScopeFault.RANGE_BACKWARDS),
        (
            Scope(AnchorKind.PART, 1, made_from=NOON, made_to=NOON - timedelta(1)),
            ScopeFault.TIME_BACKWARDS,
        ),
    ],
)
def test_scopes_that_make_no_sense(scope, fault):
    assert scope_fault(scope) is fault


@given(st.integers(0, 20), st.integers(1, 20) | st.none(), st.integers(1, 20) | st.none())
def test_positions_are_kept(seq, first, last):
    scope = Scope(AnchorKind.ITEM, 7, seq_from=first, seq_to=last)
    wanted = (first is None or first <= seq) and (last is None or seq <= last)
    assert matches_item(scope, replace(UNIT, seq=seq)) is wanted


@given(st.sampled_from(AnchorKind), st.integers(0, 30))
def test_no_item_falls_under_a_place_by_what_it_is(kind, anchor):
    if matches_item(Scope(kind, anchor), UNIT):
        assert kind not in CONTEXT_ANCHORS
        assert (kind, anchor) in item_anchors(UNIT)


@pytest.mark.parametrize(
    ("made_from", "made_to", "made_at", "is_in"),
    [
        (None, None, None, True),
        (NOON, None, None, False),
        (NOON, None, NOON, True),
        (NOON, None, NOON - HOUR, False),
        (None, NOON, NOON, True),
        (None, NOON, NOON + HOUR, False),
    ],
)
def test_a_time_of_making(made_from, made_to, made_at, is_in):
    scope = Scope(AnchorKind.PART, 1, made_from=made_from, made_to=made_to)
    assert in_time(scope, made_at) is is_in
    item = ItemFacts(9, part_id=1, made_at=made_at)
    assert matches_item(scope, item) is is_in
    assert matches_but_time(scope, item)
    assert not matches_but_time(scope, replace(item, part_id=2))


@pytest.mark.parametrize(
    ("made_from", "made_to", "is_open"),
    [
        (NOON, None, True),
        (NOON - HOUR, None, True),
        (NOON + HOUR, None, False),
        (NOON - HOUR, NOON + HOUR, False),
        (None, None, False),
        (None, NOON, False),
    ],
)
def test_from_now_on_means_behind_the_hold(made_from, made_to, is_open):
    scope = Scope(AnchorKind.PART, 1, made_from=made_from, made_to=made_to)
    assert began_before(scope, NOON) is is_open


@given(
    st.lists(st.tuples(st.integers(0, 9), st.none() | st.integers(0, 9)), max_size=4),
    st.none() | st.integers(1, 9),
    st.none() | st.integers(1, 9),
)
def test_positions_are_clipped_to_those_that_are_named(ranges, first, last):
    ranges = [(a, b) for a, b in ranges if b is None or a <= b]
    scope = Scope(AnchorKind.ITEM, 1, seq_from=first, seq_to=last)
    found = clipped(scope, ranges)
    for piece in range(12):
        is_named = (first is None or first <= piece) and (last is None or piece <= last)
        is_there = any(a <= piece and (b is None or piece <= b) for a, b in ranges)
        is_found = any(a <= piece and (b is None or piece <= b) for a, b in found)
        assert is_found is (is_named and is_there)
