"""Counting pieces and materials: what is planned, out, put aside, taken up, left."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrace.domain.production.balance import LoadBalance, balances
from qtrace.domain.production.lines import (
    CLEARANCE_ITEMS,
    QUIET_AFTER,
    LineState,
    StopType,
    line_state,
    unticked,
    wall_state,
)
from qtrace.domain.production.progress import (
    OutputCount,
    OutputKind,
    available,
    pieces_of,
    progress,
)

GOOD, REWORK, SCRAP = OutputKind.GOOD, OutputKind.REWORK, OutputKind.SCRAP


def test_the_mock_up_of_a_shift():
    rows = (
        OutputCount(1, GOOD, 59), OutputCount(1, REWORK, 3), OutputCount(1, SCRAP, 1),
        OutputCount(2, GOOD, 1),
    )  # fmt: skip
    found = progress(150, rows)
    assert (found.good, found.rework, found.scrap, found.left, found.done) == (60, 2, 1, 87, 63)
    assert available(150, rows, 1) == 87
    assert available(150, rows, 2) == 2
    assert available(150, rows, 3) == 0
    assert pieces_of(rows, 1, REWORK, SCRAP) == 4


@given(st.lists(st.tuples(st.sampled_from(OutputKind), st.integers(1, 5)), max_size=30))
def test_pieces_are_conserved(wishes):
    """Whatever fits into the passes: good, put aside, scrap and left are what was planned."""
    rows: list[OutputCount] = []
    for kind, pieces in wishes:
        for run_no in (3, 2, 1):
            if available(40, rows, run_no) >= pieces:
                rows.append(OutputCount(run_no, kind, pieces))
                break
    found = progress(40, rows)
    assert found.done + found.left == 40
    assert min(found.good, found.rework, found.scrap, found.left) >= 0


amounts = st.integers(0, 10**9)


@given(st.lists(st.tuples(st.integers(1, 3), amounts, amounts, amounts, amounts), max_size=9))
def test_a_balance_that_accounts_for_everything_is_off_by_nothing(rows):
    loads = [LoadBalance(no, sum(parts), *parts) for no, *parts in rows]
    for need in balances(loads):
        own = [load for load in loads if load.need_no == need.need_no]
        assert need.off_q6 == 0
        assert need.issued_q6 == sum(load.issued_q6 for load in own)
        assert need.is_closed is (need.left_q6 == 0)


def test_a_balance_that_does_not_is_open():
    (need,) = balances([LoadBalance(1, 100, 60, 20, 5, 0)])
    assert (need.off_q6, need.is_closed) == (15, False)


def test_states_of_a_line():
    assert line_state(None, 1) is LineState.RUNNING
    assert line_state(None, 0) is LineState.IDLE
    assert line_state(StopType.CHANGEOVER, 1) is LineState.CHANGEOVER
    assert line_state(StopType.MATERIAL, 0) is LineState.STOPPED
    assert unticked(CLEARANCE_ITEMS) == ()
    assert unticked(CLEARANCE_ITEMS[1:]) == CLEARANCE_ITEMS[:1]


@pytest.mark.parametrize("state", LineState)
def test_only_a_running_line_waits_for_a_check_or_falls_silent(state):
    for is_open in (True, False):
        for quiet in (timedelta(), QUIET_AFTER):
            for is_on in (True, False, None):
                got = wall_state(
                    state, is_held=False, is_check_open=is_open, is_on=is_on, quiet=quiet
                )
                held = wall_state(
                    state, is_held=True, is_check_open=is_open, is_on=is_on, quiet=quiet
                )
                holds = state in (LineState.RUNNING, LineState.IDLE)
                assert held is (LineState.HELD if holds else state)
                if state is not LineState.RUNNING:
                    assert got is state
                elif is_open:
                    assert got is LineState.CHECK
                elif is_on is None:
                    assert (got is LineState.SILENT) is (quiet >= QUIET_AFTER)
                else:
                    assert (got is LineState.SILENT) is not is_on, "an idle station is on"
