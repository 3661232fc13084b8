"""Where a lot may lie, and which one word is said about it."""

from datetime import date, timedelta
from itertools import product

import pytest

from qtrace.domain.catalogue import empty_field, unkeepable_field
from qtrace.domain.items import (
    LabelStatus,
    QualityState,
    ShownStatus,
    StatusInput,
    is_expired,
    label_status,
    shown_status,
)
from qtrace.domain.warehouse import (
    ALLOWED_ZONES,
    BLOCKED_ZONES,
    LotStanding,
    WarehouseReason,
    Zone,
    zone_refusal,
)

TODAY = date(2026, 11, 22)
Q = QualityState


def test_the_table_names_every_state_and_nothing_unreleased_reaches_released_stock():
    assert set(ALLOWED_ZONES) == set(QualityState)
    for state in QualityState:
        allowed = Zone.RELEASED in ALLOWED_ZONES[state]
        assert allowed == (state in (Q.RELEASED, Q.CONDITIONAL)), state
        ships = Zone.SHIP in ALLOWED_ZONES[state]
        assert ships == (state in (Q.RELEASED, Q.RETURNED)), state


@pytest.mark.parametrize(("state", "zone"), list(product(QualityState, Zone)))
def test_every_pair_is_allowed_or_refused_with_a_reason(state, zone):
    refusal = zone_refusal(LotStanding(state), zone)
    assert (refusal is None) == (zone in ALLOWED_ZONES[state])
    expired = zone_refusal(LotStanding(state, is_expired=True), zone)
    if expired is None:
        assert zone in BLOCKED_ZONES


def test_a_pending_lot_stays_in_the_pending_zone():
    lot = LotStanding(Q.QUARANTINE, is_pending=True)
    assert [zone for zone in Zone if zone_refusal(lot, zone) is None] == [Zone.PENDING]
    assert zone_refusal(lot, Zone.RELEASED) is WarehouseReason.ZONE_NOT_ALLOWED_PENDING


def test_an_expired_released_lot_may_only_go_where_nobody_takes_from():
    lot = LotStanding(Q.RELEASED, is_expired=True)
    assert zone_refusal(lot, Zone.RELEASED) is WarehouseReason.ZONE_NOT_ALLOWED_EXPIRED
    assert zone_refusal(lot, Zone.QUARANTINE) is None


def test_a_lot_is_usable_through_the_whole_of_its_last_day():
    assert not is_expired(TODAY, TODAY)
    assert is_expired(TODAY - timedelta(days=1), TODAY)
    assert not is_expired(None, TODAY)


def given(state=Q.RELEASED, *, pending=False, holds=(), expiry=None):
    return StatusInput(state, pending, holds, expiry)


@pytest.mark.parametrize(
    ("status", "word"),
    [
        (given(), "released"),
        (given(holds=("HD-1",)), "held"),
        (given(expiry=date(2026, 11, 21)), "expired"),
        (given(holds=("HD-1",), expiry=date(2026, 11, 21)), "held"),
        (given(Q.REJECTED, holds=("HD-1",)), "rejected"),
        (given(Q.REJECTED, expiry=date(2020, 1, 1)), "rejected"),
        (given(Q.QUARANTINE), "quarantine"),
        (given(Q.QUARANTINE, pending=True), "pending"),
        (given(Q.SPLIT, holds=("HD-1",)), "split"),
        (given(Q.SCRAPPED, expiry=date(2020, 1, 1)), "scrapped"),
    ],
)
def test_the_shown_word(status, word):
    assert shown_status(status, TODAY).value == word


def test_released_is_shown_only_where_nothing_speaks_against_it():
    for state, pending, holds, expiry in product(
        QualityState, (False, True), ((), ("HD-1",)), (None, TODAY, TODAY - timedelta(days=1))
    ):
        shown = shown_status(StatusInput(state, pending, holds, expiry), TODAY)
        if shown is ShownStatus.RELEASED:
            assert state is Q.RELEASED
            assert not holds
            assert expiry in (None, TODAY)


def test_labels_follow_the_state():
    assert label_status(Q.QUARANTINE, is_pending=True) is LabelStatus.EXCESS
    assert label_status(Q.QUARANTINE, is_pending=False) is LabelStatus.QUARANTINE
    assert label_status(Q.RELEASED, is_pending=False) is LabelStatus.RELEASED
    assert label_status(Q.REJECTED, is_pending=False) is LabelStatus.REJECTED
    assert label_status(Q.SPLIT, is_pending=False) is None
    assert label_status(Q.SCRAPPED, is_pending=False) is None


def test_texts_that_cannot_be_kept():
    assert empty_field(a="x", b=" ") == "b"
    assert empty_field(a="x") is None
    assert unkeepable_field(a="x", b=None, c="密封圈 12") is None
    for bad in ("\x00", "a\x1d", "\ud800", "\x7f"):
        assert unkeepable_field(a="x", b=bad) == "b"
