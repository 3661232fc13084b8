"""Severity is a pure function of the stored history, also through the database."""

from random import Random

import pytest

from qtrace.domain.sampling.plans import make_scheme
from qtrace.domain.sampling.severity_reason import SwitchState
from qtrace.domain.sampling.switching import Conditions, LotOutcome, SwitchEvent, switch
from qtrace.reference import sampling_tables
from qtrace.services.inspection.queries import history_of
from qtrace.services.outcomes import Done
from tests.support.inspections import MAJOR, InspectionBench, by_aql, looked_at, make_bench


@pytest.fixture
def bench(plant) -> InspectionBench:
    made = make_bench(plant)
    made.plan((by_aql(MAJOR, "4.0", "S-2"),), (looked_at(1, MAJOR),))
    return made


def decide(bench: InspectionBench, d: int, pieces: int = 1200) -> str:
    """Inspect a lot in which `d` pieces fail; its severity."""
    _, inspection = bench.started(pieces, 1)
    bench.fill(inspection, bad=tuple(range(1, d + 1)))
    (row,) = bench.sheet(inspection).classes
    assert isinstance(bench.sign(inspection), Done)
    return row.severity.value


def series(bench: InspectionBench, **over):
    return bench.plant.bench.ask(history_of, bench.part, bench.site, MAJOR, **over)


def test_the_frozen_severity_is_the_one_the_rules_give_for_what_is_stored(bench):
    scheme = make_scheme(sampling_tables(), "iso2859", "S-2", "4.0")
    random = Random(7)
    told: list[LotOutcome | SwitchEvent] = []
    seen: set[str] = set()
    for step in range(26):
        expected = switch(sampling_tables(), scheme, Conditions(), told, SwitchState.TIGHTENED)
        assert series(bench).state is expected.state, step
        if expected.state is SwitchState.DISCONTINUED:
            assert isinstance(bench.event(SwitchEvent.RESUME), Done)
            told.append(SwitchEvent.RESUME)
            seen.add("discontinued")
            continue
        d = 2 if 6 < step < 16 else int(random.random() < 0.15 and step > 6)
        pieces = random.choice((800, 1200))
        severity = decide(bench, d, pieces)
        assert severity == expected.state.value, step
        told.append(LotOutcome(pieces, d, lot=series(bench).lots[-1].lot))
        seen.add(severity)
    assert seen == {"tightened", "normal", "discontinued"}
    found = series(bench, last=100)
    again = switch(sampling_tables(), scheme, Conditions(), told, SwitchState.TIGHTENED)
    assert (found.state, found.score, found.reason) == (again.state, again.score, again.reason)
    assert [lot.d for lot in found.lots] == [e.d for e in told if isinstance(e, LotOutcome)]


def test_a_discontinued_series_starts_nothing_until_it_resumes(bench):
    bench.event(SwitchEvent.DISCONTINUED)
    _, inspection = bench.receive()
    refused = bench.start(inspection)
    assert (refused.code, refused.facts["class"]) == ("INSPECTION_DISCONTINUED", "major")
    bench.event(SwitchEvent.RESUME)
    assert isinstance(bench.start(inspection), Done)
    (row,) = bench.sheet(inspection).classes
    assert row.severity.value == "tightened"


def test_other_sites_and_other_schemes_have_histories_of_their_own(bench):
    bench.known_source()
    decide(bench, 0)
    assert len(series(bench).lots) == 1
    elsewhere = bench.plant.bench.ask(history_of, bench.part, bench.supplier, MAJOR)
    assert elsewhere.lots == ()
    bench.plan(
        (by_aql(MAJOR, "2.5", "S-2"),), (looked_at(1, MAJOR),), plan_code="P2",
        supplier_id=bench.supplier,
    )  # fmt: skip
    stricter = series(bench, supplier_id=bench.supplier)
    assert (stricter.lots, stricter.state) == ((), SwitchState.TIGHTENED)


def test_a_new_plan_version_with_the_same_scheme_goes_on_with_the_series(bench):
    bench.known_source()
    decide(bench, 0)
    before = series(bench)
    bench.plan((by_aql(MAJOR, "4.0", "S-2"),), (looked_at(1, MAJOR), looked_at(2, MAJOR)),
               plan_code="P2", supplier_id=bench.supplier)  # fmt: skip
    after = series(bench, supplier_id=bench.supplier)
    assert (after.lots, after.state, after.score) == (before.lots, before.state, before.score)


def test_the_strip_keeps_the_newest_lots_and_replays_all(bench):
    bench.known_source()
    for _ in range(3):
        decide(bench, 0)
    strip = series(bench, last=2)
    assert len(strip.lots) == 2
    assert strip.score == series(bench).score
    assert [lot.state_after for lot in strip.lots] == [SwitchState.NORMAL] * 2
    assert bench.plant.bench.ask(history_of, bench.supplier, bench.site, MAJOR) is None
