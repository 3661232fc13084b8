"""Every command that asks the matrix of activities and states does what the matrix says.

Shipping asks it in `qtrace.domain.shipping`, where properties of its own look at it.
"""

import pytest

from qtrace.domain.holds import Activity, state_allows
from qtrace.domain.items import QualityState
from qtrace.domain.plans import ClassDraft
from qtrace.domain.quantities import MILLION
from qtrace.domain.sampling.plans import SampleType
from qtrace.models.items import ItemStatus
from qtrace.services.holds.commands import ConvertHold
from qtrace.services.outcomes import Done
from qtrace.services.samples.commands import SendSample
from tests.services.production.test_loaded_material import running
from tests.services.samples.test_samples import acts, send, take
from tests.support.holds import Make, make_holds
from tests.support.inspections import MAJOR, looked_at, make_bench, measured
from tests.support.plants import make_plant
from tests.support.production import production_plant
from tests.support.stations import door_with

STATES = tuple(QualityState)


@pytest.fixture
def plant_of(sqlite_url):
    plants = []

    def make(build):
        plants.append(build(sqlite_url))
        return plants[-1]

    yield make
    for each in plants:
        each.close()


def in_state(bench, lot, states):
    """Let the lot stand in one state after the other."""
    wanted = iter(states)

    def handler(work, _command):
        work.session.get_one(ItemStatus, lot).quality_state = next(wanted).value
        return {}

    person = next(iter(bench.people.values()))
    with door_with(bench.plant, {Make: handler}) as station:
        for state in states:
            assert isinstance(station.send(Make(**bench.plant.head()), by=person), Done)
            yield state


def test_samples(plant_of):
    bench = make_bench(plant_of(make_plant))
    bench.plan(
        [ClassDraft(MAJOR, SampleType.FIXED, fixed_n=2, ac=0)],
        [looked_at(1, MAJOR), measured(2)],
        chain="inspect",
    )
    lot, inspection = bench.started(100, 4)
    kept = [take(bench, inspection, qty=1)[0] for _ in STATES]
    for state, sample in zip(in_state(bench, lot, STATES), kept, strict=True):
        told = (
            (Activity.SAMPLE, take(bench, inspection, qty=1)[1]),
            (Activity.SEND_TO_TEST, send(bench, SendSample, **acts(bench, sample), laboratory="S")),
        )
        for activity, outcome in told:
            assert isinstance(outcome, Done) is state_allows(state, activity), (state, activity)
            assert isinstance(outcome, Done) or outcome.facts["state"] == state


@pytest.mark.parametrize(
    ("disposition", "activity"),
    [("scrap", Activity.SCRAP), ("return", Activity.RETURN_TO_SUPPLIER)],
)
def test_what_a_hold_ends_in(plant_of, disposition, activity):
    bench = make_holds(plant_of(make_plant))
    ends = (QualityState.SCRAPPED, QualityState.RETURNED, QualityState.SPLIT)
    told = 0
    for state in in_state(bench, bench.lot, STATES):
        hold = bench.hold(bench.lot)
        command = ConvertHold(
            **bench.head(), hold_id=hold, disposition=disposition, reason="wet",
            seen_sha256=bench.sheet(hold).seen_sha256,
        )  # fmt: skip
        outcome = bench.send(command, "qian", signed=True)
        ended = isinstance(outcome, Done) and outcome.facts["lots"] == "1"
        assert ended is state_allows(state, activity), state
        assert ended is (state not in ends)
        told += ended
    assert told == len(STATES) - len(ends)
    bench.close()


def test_what_a_line_uses(plant_of):
    bench = running(plant_of(production_plant))
    for number, state in enumerate(STATES):
        lot = bench.stock(f"L-{number}", "SR-12", 40, state=state.value)
        outcome = bench.issue(lot, qty_q6=MILLION)
        assert isinstance(outcome, Done) is state_allows(state, Activity.CONSUME), (state, outcome)
