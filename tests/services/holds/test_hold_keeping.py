"""A partial release frees what its signer named, and nothing else."""

import pytest

from qtrace.domain.hold_scopes import AnchorKind, Scope
from qtrace.services.checks import check_projections
from qtrace.services.holds.commands import WidenHold
from qtrace.services.holds.opening import holds_on
from qtrace.services.outcomes import Done
from qtrace.services.verification import verify_records
from tests.support.holds import NewLink, make_holds


@pytest.fixture
def bench(plant):
    made = make_holds(plant)
    yield made
    made.close()


def test_only_what_was_named_goes_free_also_in_ranges(bench):
    """A material is good after all; what was made of it stays as it was held."""
    child = bench.made_of(bench.lot, seq=(3, 5))
    inside, outside = bench.unit(child, 4), bench.unit(child, 6)
    below = bench.made_of(child)
    hold = bench.hold(bench.lot)
    assert isinstance(bench.request(hold, bench.lot), Done)
    assert bench.release(hold).facts["state"] == "active"
    assert bench.ask(holds_on, bench.lot) == ()
    assert [bool(bench.ask(holds_on, each)) for each in (child, below, inside, outside)] == [
        True, True, True, False,
    ]  # fmt: skip
    assert bench.ask(holds_on, bench.made_of(bench.lot)) == (), "the material is free"
    assert bench.ask(holds_on, bench.made_of(child)) != ()
    bench.lifted(hold)
    assert bench.ask(holds_on, below) == ()
    assert bench.ask(check_projections) == ()
    assert bench.ask(verify_records).bad == ()


def test_what_was_let_go_is_not_left_free_by_a_wider_scope(bench):
    """Widening says so instead: who widens by a part or another material means all of it."""
    other = bench.made_of()
    child = bench.made_of(bench.lot, seq=(3, 5))
    unit, free = bench.unit(child, 4), bench.made_of()
    bench.make(NewLink(other, child))
    hold = bench.hold(bench.lot)
    assert isinstance(bench.request(hold, unit), Done)
    assert bench.release(hold).facts["state"] == "active"
    assert bench.ask(holds_on, unit) == ()

    def widened(*items, scopes=()):
        command = WidenHold(
            **bench.head(), hold_id=hold, item_ids=items, scopes=scopes, reason="more of it"
        )
        return bench.send(command, "lin")

    assert widened(other).code == "HOLD_LET_GO", "it went into the unit's lot"
    assert widened(scopes=(Scope(AnchorKind.ITEM, child, seq_from=4),)).code == "HOLD_LET_GO"
    assert isinstance(widened(scopes=(Scope(AnchorKind.ITEM, child, seq_from=5),)), Done)
    assert isinstance(widened(free), Done)
    assert bench.ask(holds_on, free) != ()
    assert bench.ask(check_projections) == ()
