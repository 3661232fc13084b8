"""What can be held in one act with what was scanned."""

import pytest

from qtrace.services import hold_lists as lists
from qtrace.services.hold_lists import HoldList, ListKind, hold_lists, hold_number
from tests.support.holds import make_holds


@pytest.fixture
def bench(plant):
    made = make_holds(plant)
    yield made
    made.close()


def test_materials_at_any_depth_and_related_lots_are_listed(bench):
    first = bench.made_of(bench.lot)
    second = bench.made_of(first)
    assert bench.ask(hold_lists, bench.lot) == ()
    assert bench.ask(hold_lists, second) == (HoldList(ListKind.MATERIALS, (first, bench.lot)),)
    sibling = bench.made_of(bench.lot)
    assert bench.ask(hold_lists, first) == (
        HoldList(ListKind.MATERIALS, (bench.lot,)),
        HoldList(ListKind.RELATED, (sibling,)),
    )


def test_long_lists_say_that_there_is_more(bench, monkeypatch):
    made = [bench.made_of(bench.lot) for _ in range(4)]
    monkeypatch.setattr(lists, "MOST_LISTED", 2)
    (_, related) = bench.ask(hold_lists, made[0])
    assert related.item_ids == tuple(made[1:3])
    assert not related.is_complete


def test_a_hold_has_a_number_and_nothing_else_has(bench):
    hold = bench.hold(bench.lot)
    assert bench.ask(hold_number, hold).startswith("HD-")
    assert bench.ask(hold_number, bench.lot) == ""
