"""Severity follows what was true when each lot was inspected, not what quality says today."""

import pytest

from qtrace.domain.people import QualitySwitch
from qtrace.domain.sampling.plans import make_scheme
from qtrace.domain.sampling.severity_reason import SwitchState
from qtrace.domain.sampling.switching import Conditions, LotOutcome, switch
from qtrace.domain.sampling.tables import Severity
from qtrace.reference import sampling_tables
from qtrace.services.inspection.queries import history_of
from qtrace.services.outcomes import Done
from qtrace.services.people.commands import SetQualitySwitch
from tests.support.inspections import MAJOR, InspectionBench, by_aql, looked_at, make_bench

BOTH = Conditions(reduced_authorised=True, steady_production=True)


@pytest.fixture
def bench(plant) -> InspectionBench:
    made = make_bench(plant)
    made.plan((by_aql(MAJOR, "4.0", "S-2"),), (looked_at(1, MAJOR),))
    made.known_source()
    return made


def decide(bench: InspectionBench, d: int) -> str:
    _, inspection = bench.started(1200, 1)
    bench.fill(inspection, bad=tuple(range(1, d + 1)))
    (row,) = bench.sheet(inspection).classes
    assert isinstance(bench.sign(inspection), Done)
    bench.pass_time(hours=1)
    return row.severity.value


def turn(bench: InspectionBench, *, on: bool) -> None:
    wang = bench.people["wang"]
    for which in (QualitySwitch.REDUCED_AUTHORISED, QualitySwitch.STEADY_PRODUCTION):
        command = SetQualitySwitch(**bench.head(), switch=which, is_on=on, reason="agreed")
        bench.plant.done(command, by=wang, claim=bench.plant.claim(wang))
    bench.pass_time(hours=1)


def state(bench: InspectionBench) -> SwitchState:
    return bench.plant.bench.ask(history_of, bench.part, bench.site, MAJOR).state


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_authorising_reduced_today_does_not_forgive_yesterdays_rejections(bench):
    for _ in range(15):
        assert decide(bench, 0) == "normal"
    decide(bench, 2)
    decide(bench, 2)
    assert state(bench) is SwitchState.TIGHTENED
    turn(bench, on=True)
    assert state(bench) is SwitchState.TIGHTENED


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_reduced_ends_with_its_authorisation_and_the_past_stays(bench):
    turn(bench, on=True)
    for _ in range(15):
        decide(bench, 0)
    assert state(bench) is SwitchState.REDUCED
    assert decide(bench, 0) == "reduced"
    turn(bench, on=False)
    assert state(bench) is SwitchState.NORMAL
    found = bench.plant.bench.ask(history_of, bench.part, bench.site, MAJOR)
    assert found.reason.code == "AUTHORITY"
    assert found.lots[-1].state_after is SwitchState.REDUCED


def test_a_lot_begun_before_the_severity_changed_is_not_counted_as_if_begun_after(bench):
    """Two lots wait together; the first is rejected and brings the source to tightened."""
    decide(bench, 2)
    _, first = bench.started(1200, 1)
    _, second = bench.started(1200, 1)
    bench.fill(first, bad=(1, 2))
    assert isinstance(bench.sign(first), Done)
    bench.pass_time(hours=1)
    assert state(bench) is SwitchState.TIGHTENED
    bench.fill(second)
    assert isinstance(bench.sign(second), Done)
    bench.pass_time(hours=1)
    for _ in range(4):
        assert decide(bench, 0) == "tightened"
    assert state(bench) is SwitchState.TIGHTENED, "five under tightened are wanted, not four"
    assert decide(bench, 0) == "tightened"
    assert state(bench) is SwitchState.NORMAL


def test_conditions_between_lots_act_from_there_on():
    tables = sampling_tables()
    scheme = make_scheme(tables, "iso2859", "S-2", "4.0")
    good, bad = LotOutcome(1200, 0), LotOutcome(1200, 2)
    late = switch(tables, scheme, Conditions(), [*[good] * 15, bad, bad, BOTH])
    assert (late.state, len(late.steps)) == (SwitchState.TIGHTENED, 17)
    early = switch(tables, scheme, Conditions(), [BOTH, *[good] * 15])
    assert early.state is SwitchState.REDUCED
    over = switch(tables, scheme, BOTH, [*[good] * 15, Conditions(steady_production=True)])
    assert over.state is SwitchState.NORMAL
    assert over.reason.code.value.upper() == "AUTHORITY"


def test_a_lot_of_another_severity_counts_only_if_rejected():
    tables = sampling_tables()
    scheme = make_scheme(tables, "iso2859", "S-2", "4.0")
    start = SwitchState.TIGHTENED
    as_normal = LotOutcome(1200, 0, severity=Severity.NORMAL)
    bad = LotOutcome(1200, 2, severity=Severity.NORMAL)
    good = LotOutcome(1200, 0)
    assert switch(tables, scheme, Conditions(), [good] * 4 + [as_normal], start).state is start
    five_bad = switch(tables, scheme, Conditions(), [bad] * 5, start)
    assert five_bad.state is SwitchState.DISCONTINUED
    answered = switch(tables, scheme, Conditions(), [as_normal], start).steps[0]
    assert answered.severity is Severity.NORMAL
