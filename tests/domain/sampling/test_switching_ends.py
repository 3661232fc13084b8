"""Switching by what a lot came to, and by changes of its source."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrace.domain.sampling.plans import Scheme, single_plan
from qtrace.domain.sampling.severity_reason import Cause, SwitchState
from qtrace.domain.sampling.skip_lot import SkipLotOutcome, skip_lots
from qtrace.domain.sampling.switching import (
    Conditions,
    LotEnd,
    LotOutcome,
    SourceChange,
    SwitchEvent,
    switch,
)
from qtrace.domain.sampling.tables import Level, Severity, Standard
from qtrace.reference import sampling_tables

SCHEME = Scheme(Standard.Z14, Level.II, "1.0")
ALLOWED = Conditions(reduced_authorised=True, steady_production=True)
TABLES = sampling_tables()


def end_of(d, severity):
    plan = single_plan(TABLES, SCHEME, severity, 1200)
    if d >= plan.re:
        return LotEnd.REJECTED
    return LotEnd.GAP if d > plan.ac else LotEnd.ACCEPTED


@given(st.lists(st.tuples(st.integers(0, 4), st.booleans()), max_size=40))
def test_a_told_end_switches_as_the_count_that_leads_to_it(lots):
    """Double plans and plans by variables tell the end; the rules stay those of single plans."""
    counted = [LotOutcome(1200, d, resubmitted, f"L{i}") for i, (d, resubmitted) in enumerate(lots)]
    by_count = switch(TABLES, SCHEME, ALLOWED, counted)
    told = []
    for lot, step in zip(counted, by_count.steps, strict=True):
        severity = getattr(step, "severity", Severity.NORMAL)
        told.append(LotOutcome(1200, 0, lot.resubmitted, lot.lot, None, end_of(lot.d, severity)))
    by_end = switch(TABLES, SCHEME, ALLOWED, told)
    assert [step.state_after for step in by_end.steps] == [
        step.state_after for step in by_count.steps
    ]


@pytest.mark.parametrize("change", list(SourceChange))
@pytest.mark.parametrize(
    ("before", "after"),
    [
        (SwitchState.NORMAL, SwitchState.TIGHTENED),
        (SwitchState.REDUCED, SwitchState.TIGHTENED),
        (SwitchState.TIGHTENED, SwitchState.TIGHTENED),
        (SwitchState.DISCONTINUED, SwitchState.DISCONTINUED),
    ],
)
def test_a_change_of_the_source_tightens_what_was_relaxed(change, before, after):
    history = switch(TABLES, SCHEME, ALLOWED, [change], before)
    assert history.state is after
    relaxed = before in (SwitchState.NORMAL, SwitchState.REDUCED)
    assert (history.reason.code is Cause(change.name)) is relaxed


def test_after_a_change_five_accepted_lots_lead_back_and_a_decision_too():
    lots = [LotOutcome(1200, 0, lot=f"L{i}") for i in range(5)]
    changed = [SourceChange.NEW_REVISION, *lots]
    assert switch(TABLES, SCHEME, ALLOWED, changed).state is SwitchState.NORMAL
    stopped = switch(TABLES, SCHEME, ALLOWED, [changed[0], SwitchEvent.DISCONTINUED])
    assert stopped.state is SwitchState.DISCONTINUED


LOTS = st.lists(
    st.builds(
        SkipLotOutcome,
        accepted=st.booleans(),
        points=st.sampled_from((0, 3, 5)),
        severity=st.sampled_from(Severity),
    ),
    max_size=40,
)


@given(LOTS, st.integers(0, 40), st.integers(1, 5))
def test_a_skipped_lot_changes_neither_the_state_nor_the_score(lots, at, count):
    skipped = [SkipLotOutcome(inspected=False)] * count
    mixed = [*lots[:at], *skipped, *lots[at:]]
    assert skip_lots(mixed).progress == skip_lots(lots).progress
