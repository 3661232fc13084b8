"""A partial release frees what its signer named, and nothing else."""

import pytest

from qtrace.services.checks import check_projections
from qtrace.services.holds import holds_on
from qtrace.services.outcomes import Done
from qtrace.services.verification import verify_records
from tests.support.holds import make_holds


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
