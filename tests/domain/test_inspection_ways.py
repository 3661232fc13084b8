"""No inspection is a dead end: whatever the lot's standing, somebody can move it on."""

from hypothesis import given
from hypothesis import strategies as st

from qtrace.domain.inspection_flow import (
    CHAINS,
    FINAL,
    INSPECTION_LIFECYCLE,
    ChainStep,
    InspectionState,
)
from qtrace.domain.inspection_tally import InspectionOutcome
from qtrace.domain.inspection_ways import (
    REJECTABLE,
    Obstacle,
    Situation,
    Way,
    command_of,
    may_reject_for,
    ways_on,
)
from qtrace.domain.people import FIRST_MATRIX, Role

ACCEPT, REJECT = InspectionOutcome.ACCEPT, InspectionOutcome.REJECT


@st.composite
def situations(draw) -> Situation:
    """Every situation that services can meet; a signed inspection has its verdict."""
    state = draw(st.sampled_from(InspectionState))
    signed = state is InspectionState.SIGNED
    chain = draw(st.sampled_from([each for each in CHAINS if len(each) > 1 or not signed]))
    step = draw(st.sampled_from(chain[1:])) if signed else ChainStep.INSPECT
    outcomes = [ACCEPT, REJECT] if signed else [ACCEPT, REJECT, None]
    obstacles = draw(st.frozensets(st.sampled_from(Obstacle)))
    outcome = draw(st.sampled_from(outcomes))
    return Situation(state, outcome, step, step is chain[-1], obstacles)


def roles_for(way: Way, step: ChainStep) -> set[Role]:
    return {role for role, codes in FIRST_MATRIX.items() if command_of(way, step) in codes}


@given(situations())
def test_every_open_inspection_has_a_way_on_for_somebody(given_situation):
    ways = ways_on(given_situation)
    assert bool(ways) == (given_situation.state not in FINAL)
    for way in ways:
        assert roles_for(way, given_situation.step), way


@given(situations())
def test_every_way_is_a_line_of_the_lifecycle(given_situation):
    for way in ways_on(given_situation):
        command = command_of(way, given_situation.step)
        assert INSPECTION_LIFECYCLE.offered(given_situation.state, [command]), (way, command)


@given(situations())
def test_a_lot_that_cannot_be_released_is_never_released(given_situation):
    ways = ways_on(given_situation)
    blocked = given_situation.is_last and given_situation.outcome is ACCEPT
    if blocked and given_situation.obstacles:
        assert Way.SIGN not in ways
    if Way.SIGN in ways and blocked:
        assert not given_situation.obstacles


@given(situations())
def test_an_obstacle_that_is_there_can_be_the_reason_of_the_last_signature(given_situation):
    for obstacle in Obstacle:
        may = may_reject_for(given_situation, obstacle)
        if may:
            assert obstacle in given_situation.obstacles & REJECTABLE
            assert given_situation.is_last
            assert given_situation.outcome is ACCEPT


@given(st.sampled_from(sorted(REJECTABLE)), st.sampled_from([ChainStep.REVIEW, ChainStep.APPROVE]))
def test_reviewer_of_a_blocked_lot_may_reject_or_return(obstacle, step):
    found = Situation(InspectionState.SIGNED, ACCEPT, step, True, frozenset({obstacle}))
    assert ways_on(found) == (Way.REJECT_FOR, Way.RETURN)
    assert may_reject_for(found, obstacle)


def test_a_lot_that_was_decided_otherwise_needs_no_verdict():
    gone = frozenset({Obstacle.NOT_IN_QUARANTINE, Obstacle.EXPIRED})
    for state in (s for s in InspectionState if s not in FINAL):
        found = Situation(state, ACCEPT, ChainStep.REVIEW, True, gone)
        assert ways_on(found) == (Way.VOID,)
        assert not may_reject_for(found, Obstacle.EXPIRED)


def test_open_readings_are_read_on():
    reading = Situation(InspectionState.IN_PROGRESS, None, ChainStep.INSPECT, True, frozenset())
    assert ways_on(reading) == (Way.READ,)
    waiting = Situation(InspectionState.WAITING, None, ChainStep.INSPECT, True, frozenset())
    assert ways_on(waiting) == (Way.START,)
    assert command_of(Way.START, ChainStep.INSPECT) == "START_INSPECTION"
    assert command_of(Way.READ, ChainStep.INSPECT) == "RECORD_READING"
