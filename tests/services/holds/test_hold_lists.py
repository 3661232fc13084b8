"""What can be held in one act with what was scanned."""

from random import Random

import pytest

from qtrace.services.holds import lists
from qtrace.services.holds.lists import HoldList, ListKind, hold_lists, hold_number, materials_of
from qtrace.services.holds.members import forward_closure
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


def test_a_piece_has_the_lists_of_its_lot(bench):
    first, sibling = bench.made_of(bench.lot), bench.made_of(bench.lot)
    unit = bench.unit(first, 1)
    assert bench.ask(hold_lists, unit) == bench.ask(hold_lists, first)
    assert bench.ask(hold_lists, unit)[1].item_ids == (sibling,)
    assert bench.ask(hold_lists, 5) == ()


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


def test_materials_are_exactly_what_leads_here(bench):
    """Whatever was made of what: a lot is listed for a thing if and only if it spreads to it."""
    chance = Random(7)
    lots = [bench.lot]
    for _ in range(9):
        lots.append(bench.made_of(*chance.sample(lots, min(len(lots), chance.randint(1, 3)))))
    reached = {
        lot: bench.ask(lambda reads, lot=lot: forward_closure(reads.session, lot)) for lot in lots
    }
    for child in lots:
        leads_here = {lot for lot in lots if lot != child and child in reached[lot]}
        assert (
            set(bench.ask(lambda reads, child=child: materials_of(reads.session, child)))
            == leads_here
        )
