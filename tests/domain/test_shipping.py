"""What may leave the house: every reason by itself, and sums that never lie."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrace.domain.holds import Activity, state_allows
from qtrace.domain.items import QualityState
from qtrace.domain.shipping import (
    IN_HOUSE,
    LEAVES_FROM,
    SHIPMENT_LIFE,
    AskedPart,
    PieceFacts,
    PlaceStock,
    ShipmentState,
    ShippingReason,
    asked_for,
    leaving_from,
    piece_fault,
    room_fault,
    still_short,
    taken_from,
)
from qtrace.domain.warehouse import BLOCKED_ZONES, Zone

TODAY = date(2026, 11, 23)
GOOD = PieceFacts(
    is_unit=True, has_units=True, is_good=True, state=QualityState.RELEASED, is_for_market=True,
    expiry=TODAY, is_taken=False, qty_q6=1_000_000, free_q6=1_000_000,
)  # fmt: skip

pieces = st.builds(
    PieceFacts,
    is_unit=st.booleans(),
    has_units=st.booleans(),
    is_good=st.booleans(),
    state=st.sampled_from(QualityState),
    is_for_market=st.booleans(),
    expiry=st.none() | st.dates(date(2026, 1, 1), date(2027, 1, 1)),
    is_taken=st.booleans(),
    qty_q6=st.integers(-2, 5),
    free_q6=st.integers(-2, 5),
)
parts = st.tuples(st.integers(1, 3), st.integers(1, 2))
lines = st.lists(st.builds(AskedPart, parts, st.integers(1, 9)), max_size=4)
sums = st.dictionaries(parts, st.integers(0, 12), max_size=5)
places = st.lists(
    st.builds(PlaceStock, st.integers(1, 9), st.sampled_from(Zone), st.integers(0, 20)),
    max_size=6,
    unique_by=lambda each: each.location_id,
)


def test_a_good_piece_may_leave_on_its_last_day():
    assert piece_fault(GOOD, TODAY) is None


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"qty_q6": 0}, ShippingReason.PIECE_QUANTITY),
        ({"is_unit": False}, ShippingReason.PIECE_NEEDS_UNIT),
        ({"state": QualityState.CONDITIONAL}, ShippingReason.PIECE_NOT_RELEASED),
        ({"state": QualityState.QUARANTINE}, ShippingReason.PIECE_NOT_RELEASED),
        ({"is_for_market": False}, ShippingReason.PIECE_NOT_FOR_MARKET),
        ({"is_good": False}, ShippingReason.PIECE_NOT_GOOD),
        ({"expiry": date(2026, 11, 22)}, ShippingReason.PIECE_EXPIRED),
        ({"is_taken": True}, ShippingReason.PIECE_TAKEN),
        ({"free_q6": 999_999}, ShippingReason.PIECE_SHORT),
    ],
)
def test_each_reason_stops_by_itself(change, reason):
    assert piece_fault(replace(GOOD, **change), TODAY) is reason


@given(pieces)
def test_nothing_leaves_that_the_matrix_the_market_or_the_day_forbids(piece):
    if piece_fault(piece, TODAY) is None:
        assert state_allows(piece.state, Activity.SHIP)
        assert piece.is_for_market
        assert piece.expiry is None or piece.expiry >= TODAY
        assert 0 < piece.qty_q6 <= piece.free_q6
        assert piece.is_unit or not piece.has_units
        assert piece.is_good
        assert not piece.is_taken


@given(lines, sums, parts, st.integers(1, 9))
def test_room_is_what_was_asked_for_and_is_not_packed(asked, packed, part, quantity):
    fault = room_fault(asked, packed, part, quantity)
    wanted = asked_for(asked)
    if not asked:
        assert fault is None
    elif part not in wanted:
        assert fault is ShippingReason.PIECE_NOT_ASKED
    else:
        too_many = packed.get(part, 0) + quantity > wanted[part]
        assert fault is (ShippingReason.PIECE_TOO_MANY if too_many else None)


@given(lines, sums)
def test_short_and_packed_together_are_what_was_asked_for(asked, packed):
    short = {each.part: each.qty_q6 for each in still_short(asked, packed)}
    assert all(quantity > 0 for quantity in short.values())
    for part, wanted in asked_for(asked).items():
        assert short.get(part, 0) + min(packed.get(part, 0), wanted) == wanted


@given(places, st.integers(1, 60))
def test_stock_is_taken_whole_or_not_at_all_and_never_from_blocked_places(there, quantity):
    able = sum(each.on_hand_q6 for each in there if each.zone in LEAVES_FROM)
    taken = taken_from(there, quantity)
    assert (taken is None) == (quantity > able)
    by_id = {each.location_id: each for each in there}
    for location_id, each in taken or ():
        assert 0 < each <= by_id[location_id].on_hand_q6
        assert by_id[location_id].zone not in BLOCKED_ZONES
    assert taken is None or sum(each for _place, each in taken) == quantity


def test_the_shipping_place_is_emptied_first():
    there = (
        PlaceStock(1, Zone.WIP, 5), PlaceStock(2, Zone.SHIP, 2), PlaceStock(3, Zone.RELEASED, 4),
        PlaceStock(4, Zone.SHIP, 1), PlaceStock(5, Zone.QUARANTINE, 9), PlaceStock(6, Zone.SHIP, 0),
    )  # fmt: skip
    assert [each.location_id for each in leaving_from(there)] == [2, 4, 3, 1]
    assert taken_from(there, 4) == ((2, 2), (4, 1), (3, 1))


def test_what_has_left_or_was_cancelled_never_changes():
    for state in ShipmentState:
        assert SHIPMENT_LIFE.is_final(state) == (state not in IN_HOUSE)
    for each in SHIPMENT_LIFE.transitions:
        assert (each.target is ShipmentState.SHIPPED) == (each.name == "ship")
