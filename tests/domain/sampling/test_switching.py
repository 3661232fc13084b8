from itertools import takewhile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrace.domain.sampling.plans import PlanError, PlanErrorCode, Scheme, single_plan
from qtrace.domain.sampling.severity_reason import Cause, Outlook, SwitchState
from qtrace.domain.sampling.switching import (
    Conditions,
    LotOutcome,
    RefusedLot,
    SwitchedEvent,
    SwitchedLot,
    SwitchEvent,
    switch,
)
from qtrace.domain.sampling.tables import Level, Severity, Standard

N, T, R, X = SwitchState.NORMAL, SwitchState.TIGHTENED, SwitchState.REDUCED, "discontinued"
ALLOWED = Conditions(reduced_authorised=True, steady_production=True)
ISO_J1 = Scheme(Standard.ISO2859, Level.II, "1.0")  # lot 1200: J 80, normal Ac 2
ISO_AC1 = Scheme(Standard.ISO2859, Level.II, "0.65")  # J 80, normal Ac 1
Z14_J1 = Scheme(Standard.Z14, Level.II, "1.0")  # reduced J 32, Ac 1, Re 3


def lots(text, size=1200):
    """One lot per word: failed pieces, `r` behind it if resubmitted, or the name of an event."""
    entries = []
    for i, word in enumerate(text.split(), start=1):
        if word.rstrip("r").isdigit():
            entries.append(LotOutcome(size, int(word.rstrip("r")), word.endswith("r"), f"L{i}"))
        else:
            entries.append(SwitchEvent(word))
    return entries


def run(tables, scheme, text, conditions=ALLOWED, start=N):
    history = switch(tables, scheme, conditions, lots(text), start)
    assert not isinstance(history, PlanError)
    return history


def after(history):
    return "".join(step.state_after.value[0] for step in history.steps)


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("0 0 0 0", "nnnn"),
        ("3 3", "nt"),
        ("3 0 3", "nnt"),
        ("3 0 0 0 3", "nnnnt"),
        ("3 0 0 0 0 3", "nnnnnn"),
        ("3 0 0 0 0 3 0 0 0 3", "n" * 9 + "t"),
        ("3 3r 0r 0 3", "nnnnt"),
        ("3 3 0 0 0 0 0", "ntttttn"),
        ("3 3 0 0 0 0 2 0 0 0 0 0", "nt" + "t" * 9 + "n"),
        ("3 3 0 0 0 0 0 3 0 0 0 3", "ntttttnnnnnt"),
        ("3 3 9 9 9 9 9 0", "nttttt" + "dd"),
        ("3 3 9 0 9 0 0 9 0 9 0 9", "n" + "t" * 10 + "d"),
        ("3 3 9 9 9 9 0 0 0 0 0 3 3 9", "n" + "t" * 9 + "nntt"),
        ("3 3 9 9 9 9 9 0 resume 9 9 9 9 9", "ntttttddttttt" + "d"),
        ("3 3 9 9 9 9 9 irregular_production resume 0 0 0 0 0", "ntttttddtttttn"),
    ],
)
@pytest.mark.parametrize("scheme", [ISO_J1, Z14_J1])
def test_to_tightened_back_and_discontinued(tables, scheme, text, states):
    assert after(run(tables, scheme, text, Conditions())) == states


def test_a_switch_acts_on_the_next_lot_and_brings_its_own_plan(tables):
    first, second, third = run(tables, ISO_J1, "3 3 1").steps
    assert (first.severity, first.plan.ac, first.accepted) == (Severity.NORMAL, 2, False)
    assert second.severity is Severity.NORMAL
    assert (third.severity, third.plan.ac) == (Severity.TIGHTENED, 1)


def test_iso_score_with_ac_of_two_or_more_asks_one_step_tighter(tables):
    # Normal J/1.0 has Ac 2; one step tighter, J/0.65, has Ac 1.
    history = run(tables, ISO_J1, "0 1 2 0 3 1", Conditions())
    assert [step.score for step in history.steps] == [3, 6, 0, 3, 0, 3]


def test_iso_score_with_ac_of_one_adds_two(tables):
    history = run(tables, ISO_AC1, "0 1 0 2 1", Conditions())
    assert [step.score for step in history.steps] == [2, 4, 6, 0, 2]


def test_iso_score_follows_the_arrow_to_the_sample_in_use(tables):
    # N/4.0 has no plan of its own: up to M, n 315, Ac 21; one step tighter at M is Ac 14.
    scheme = Scheme(Standard.ISO2859, Level.II, "4.0")
    entries = [LotOutcome(150000, d) for d in (14, 15, 14)]
    history = switch(tables, scheme, ALLOWED, entries)
    assert [step.plan.plan_letter for step in history.steps] == ["M", "M", "M"]
    assert [step.score for step in history.steps] == [3, 0, 3]


def test_iso_reduced_at_thirty(tables):
    history = run(tables, ISO_J1, "1 " * 10 + "0 0 2")
    assert [step.score for step in history.steps[:10]] == list(range(3, 31, 3))
    assert after(history) == "n" * 9 + "rrrn"
    assert [step.score for step in history.steps[10:]] == [None] * 3
    assert history.steps[10].plan.n == 32
    assert history.score == 0


def test_iso_score_begins_anew_at_every_return_to_normal(tables):
    history = run(tables, ISO_AC1, "0 " * 15 + "5 0 2 2 0 0 0 0 0 0")
    assert [step.score for step in history.steps[14:]] == [
        *(30, None, 2, 0, 0),
        *(None, None, None, None, None, 2),
    ]
    assert after(history)[14:] == "rnnnttttt" + "nn"


@pytest.mark.parametrize(
    "conditions",
    [
        Conditions(),
        Conditions(reduced_authorised=True),
        Conditions(steady_production=True),
    ],
)
def test_figures_alone_never_lead_to_reduced(tables, conditions):
    for scheme in (ISO_J1, Z14_J1):
        assert after(run(tables, scheme, "0 " * 30, conditions)) == "n" * 30


def test_z14_reduced_after_ten_lots_in_a_row(tables):
    history = run(tables, Z14_J1, "0 3 " + "2 " * 10 + "0 1")
    assert after(history) == "n" * 11 + "rrr"
    assert {step.score for step in history.steps} == {None}
    assert history.score is None


@pytest.mark.parametrize(("d", "accepted", "state"), [(1, True, R), (2, True, N), (3, False, N)])
def test_z14_reduced_gap_accepts_and_goes_back_to_normal(tables, d, accepted, state):
    step = run(tables, Z14_J1, "0 " * 10 + str(d)).steps[-1]
    assert (step.severity, step.plan.ac, step.plan.re) == (Severity.REDUCED, 1, 3)
    assert (step.accepted, step.state_after) == (accepted, state)


def test_the_lot_that_ends_reduced_does_not_count_towards_two_of_five(tables):
    assert after(run(tables, Z14_J1, "0 " * 10 + "3 3 0 3"))[-4:] == "nnnt"


def test_irregular_production_ends_reduced_and_nothing_else(tables):
    assert after(run(tables, Z14_J1, "0 " * 10 + "irregular_production 0"))[-3:] == "rnn"
    history = run(tables, ISO_J1, "0 irregular_production 0")
    assert [getattr(step, "score", "event") for step in history.steps] == [3, "event", 6]
    assert after(run(tables, ISO_J1, "3 3 irregular_production 0"))[-2:] == "tt"


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("resume 0", "nn"),
        ("authority_normal 0", "nn"),
        ("authority_tightened 0 authority_tightened", "ttt"),
        ("0 " * 10 + "authority_normal", "n" * 9 + "rn"),
        ("0 " * 10 + "authority_tightened", "n" * 9 + "rt"),
        ("discontinued 0 authority_normal resume", "dddt"),
        ("authority_tightened discontinued", "td"),
        ("0 " * 10 + "discontinued", "n" * 9 + "rd"),
    ],
)
def test_decisions_of_the_authority(tables, text, states):
    assert after(run(tables, ISO_J1, text)) == states


def test_a_decision_repeated_keeps_the_count(tables):
    history = run(tables, ISO_J1, "authority_tightened 0 0 0 0 authority_tightened 0")
    assert after(history)[-1] == "n"


def test_resubmitted_lots_are_answered_and_not_counted(tables):
    history = run(tables, ISO_J1, "0 9r 0")
    again = history.steps[1]
    assert isinstance(again, SwitchedLot)
    assert (again.accepted, again.state_after, again.score) == (False, N, 3)
    assert [step.score for step in history.steps] == [3, 3, 6]
    on_reduced = run(tables, ISO_J1, "0 " * 10 + "9r 0")
    assert after(on_reduced)[-2:] == "rr"
    assert on_reduced.steps[-2].score is None


def test_a_lot_that_comes_while_discontinued_is_refused(tables):
    history = run(tables, ISO_J1, "discontinued 0 0r")
    assert [type(step) for step in history.steps] == [SwitchedEvent, RefusedLot, RefusedLot]
    assert (history.state.severity, history.score) == (None, None)


def test_the_first_lot_may_start_tightened(tables):
    history = run(tables, ISO_J1, "0 0 0 0 0 0", start=T)
    assert after(history) == "ttttnn"
    assert history.steps[0].severity is Severity.TIGHTENED


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        (LotOutcome(0, 0), PlanErrorCode.LOT_TOO_SMALL),
        (LotOutcome(10, -1), PlanErrorCode.BAD_COUNT),
    ],
)
def test_a_history_with_an_impossible_lot_has_no_answer(tables, entry, code):
    error = switch(tables, ISO_J1, ALLOWED, [LotOutcome(10, 0), entry])
    assert isinstance(error, PlanError)
    assert error.code is code
    refused = switch(tables, ISO_J1, ALLOWED, [SwitchEvent.DISCONTINUED, entry])
    assert not isinstance(refused, PlanError)


ENTRIES = st.lists(
    st.one_of(
        st.builds(
            LotOutcome,
            st.sampled_from([1, 5, 90, 1200, 1201, 40000]),
            st.sampled_from([0, 0, 0, 0, 0, 0, 1, 1, 2, 3, 5, 30]),
            st.sampled_from([False, False, False, False, True]),
        ),
        st.sampled_from(list(SwitchEvent)),
    ),
    max_size=60,
)
SCHEMES = st.builds(
    Scheme,
    st.sampled_from(list(Standard)),
    st.sampled_from(list(Level)),
    st.sampled_from(["0.010", "0.10", "0.65", "1.0", "2.5", "10", "65", "1000"]),
)
CONDITIONS = st.builds(Conditions, st.booleans(), st.booleans())


@given(SCHEMES, CONDITIONS, ENTRIES, st.integers(0, 60))
def test_every_answer_depends_on_the_past_only(tables, scheme, conditions, entries, cut):
    whole = switch(tables, scheme, conditions, entries)
    part = switch(tables, scheme, conditions, entries[:cut])
    assert whole.steps[: len(entries[:cut])] == part.steps
    assert switch(tables, scheme, conditions, entries) == whole
    assert whole.state == (whole.steps[-1].state_after if whole.steps else N)


@given(SCHEMES, CONDITIONS, ENTRIES)
def test_resubmitted_lots_could_as_well_be_absent(tables, scheme, conditions, entries):
    original = [e for e in entries if not (isinstance(e, LotOutcome) and e.resubmitted)]
    with_all = switch(tables, scheme, conditions, entries)
    without = switch(tables, scheme, conditions, original)
    assert (with_all.state, with_all.score, with_all.reason) == (
        without.state,
        without.score,
        without.reason,
    )


def rules_by_looking_back(tables, scheme, conditions, outcomes):
    """The same rules said differently: each state from the lots of its own stint, no counters."""
    answers = []  # (state inspected under, d, plan)
    states = [N]
    for lot in outcomes:
        state = states[-1]
        plan = single_plan(tables, scheme, Severity(state.value), lot.lot_size)
        answers.append((state, lot, plan))
        length = len(list(takewhile(state.__eq__, (a[0] for a in reversed(answers)))))
        stint = answers[-length:]
        states.append(_after_stint(tables, scheme, conditions, state, stint))
        if states[-1] is SwitchState.DISCONTINUED:
            break
    return states[1:]


def _after_stint(tables, scheme, conditions, state, stint):
    passed = [lot.d < plan.re for _, lot, plan in stint]
    if state is T:
        if len(passed) >= 5 and all(passed[-5:]):
            return N
        return SwitchState.DISCONTINUED if passed.count(False) == 5 else T
    if state is R:
        return R if stint[-1][1].d <= stint[-1][2].ac else N
    if passed[-5:].count(False) >= 2:
        return T
    allowed = conditions.reduced_authorised and conditions.steady_production
    if scheme.standard is Standard.Z14:
        return R if allowed and len(passed) >= 10 and all(passed[-10:]) else N
    tighter = tables.aqls[max(0, tables.aqls.index(scheme.aql) - 1)]
    points = []
    for _, lot, plan in stint:
        if plan.ac < 2:
            points.append(2 if lot.d < plan.re else 0)
        else:
            key = (scheme.standard, Severity.NORMAL, plan.plan_letter, tighter)
            points.append(3 if lot.d < tables.cells[key].re else 0)
    return R if allowed and sum(takewhile(bool, reversed(points))) >= 30 else N


@given(
    SCHEMES,
    CONDITIONS,
    st.lists(
        st.builds(
            LotOutcome,
            st.sampled_from([90, 1200, 1201]),
            st.sampled_from([0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 2, 3, 50]),
        ),
        max_size=80,
    ),
)
def test_against_the_rules_said_differently(tables, scheme, conditions, outcomes):
    expected = rules_by_looking_back(tables, scheme, conditions, outcomes)
    history = switch(tables, scheme, conditions, outcomes)
    assert [step.state_after for step in history.steps][: len(expected)] == expected


def why(tables, scheme, text, conditions=ALLOWED, start=N):
    reason = run(tables, scheme, text, conditions, start).reason
    facts = {**reason.facts, **{f"next_{k}": v for k, v in reason.outlook_facts.items()}}
    return reason.state, reason.code, reason.outlook, facts


@pytest.mark.parametrize(
    ("text", "state", "cause", "outlook", "facts"),
    [
        ("", N, Cause.START, Outlook.SCORE, {"next_score": "0", "next_needed": "30"}),
        ("0 0", N, Cause.START, Outlook.SCORE, {"next_score": "6"}),
        ("0 3 0", N, Cause.START, Outlook.ONE_MORE_REJECTED, {"next_lot": "L2", "next_lots": "3"}),
        ("3 0 0 0", N, Cause.START, Outlook.ONE_MORE_REJECTED, {"next_lots": "1"}),
        ("3 0 0 0 0", N, Cause.START, Outlook.SCORE, {"next_score": "12"}),
        (
            "0 0 3 0 3 0 0",
            T,
            Cause.TWO_REJECTED,
            Outlook.MORE_ACCEPTED,
            {"lot": "L5", "rejected": "2", "within": "5", "next_more": "3", "next_left": "5"},
        ),
        (
            "3 3 9 9",
            T,
            Cause.TWO_REJECTED,
            Outlook.MORE_ACCEPTED,
            {"within": "2", "next_left": "3"},
        ),
        ("3 3 0 0 0 0 0 0", N, Cause.FIVE_ACCEPTED, Outlook.SCORE, {"lot": "L7"}),
        (
            "3 3 9 9 9 9 9",
            SwitchState.DISCONTINUED,
            Cause.FIVE_REJECTED,
            Outlook.SUPPLIER_ACTION,
            {"lot": "L7", "rejected": "5"},
        ),
        ("discontinued resume 0", T, Cause.RESUMED, Outlook.MORE_ACCEPTED, {"next_more": "4"}),
        ("discontinued", SwitchState.DISCONTINUED, Cause.AUTHORITY, Outlook.SUPPLIER_ACTION, {}),
        (
            "0 " * 10,
            R,
            Cause.SCORE_REACHED,
            Outlook.ONE_REJECTED_ENDS,
            {"lot": "L10", "score": "30"},
        ),
        ("0 " * 10 + "2", N, Cause.REDUCED_REJECTED, Outlook.SCORE, {"lot": "L11"}),
        ("0 " * 10 + "irregular_production", N, Cause.IRREGULAR_PRODUCTION, Outlook.SCORE, {}),
    ],
)
def test_reasons_of_iso(tables, text, state, cause, outlook, facts):
    found = why(tables, ISO_J1, text)
    assert found[:3] == (state, cause, outlook)
    assert {key: found[3].get(key) for key in facts} == facts


def test_reasons_of_z14_and_of_waiting_for_the_authority(tables):
    assert why(tables, Z14_J1, "0 0")[2:] == (
        Outlook.ACCEPTED_RUN,
        {"lot": "", "next_accepted": "2", "next_needed": "10"},
    )
    assert why(tables, Z14_J1, "0 " * 10)[1] is Cause.TEN_ACCEPTED
    assert why(tables, Z14_J1, "0 " * 10 + "2")[1] is Cause.BETWEEN_AC_AND_RE
    assert why(tables, Z14_J1, "0 " * 12, Conditions())[2] is Outlook.RUN_ENOUGH
    assert why(tables, ISO_J1, "0 " * 12, Conditions())[2] is Outlook.SCORE_ENOUGH
    assert why(tables, ISO_J1, "", start=T)[:2] == (T, Cause.START)


def test_the_strip_of_the_mock_up(tables):
    """Twenty lots: two of five rejected, five accepted on tightened, then score 20 of 30."""
    scheme = Scheme(Standard.ISO2859, Level.S4, "2.5")  # lot 1200: F 20, Ac 1
    history = run(tables, scheme, "0 1 2 0 3 0 0 1 0 0 0 1 0 0 0 1 0 0 0 1", Conditions())
    assert history.steps[0].plan.n == 20
    # On tightened the plan is F-H: n 32, Ac 1.
    assert {step.plan.n for step in history.steps if step.severity is Severity.TIGHTENED} == {32}
    assert after(history) == "nnnn" + "ttttt" + "n" * 11
    assert history.score == 20


@pytest.mark.parametrize(
    ("start", "conditions", "state", "cause"),
    [
        (R, Conditions(reduced_authorised=True), N, Cause.IRREGULAR_PRODUCTION),
        (R, Conditions(steady_production=True), N, Cause.AUTHORITY),
        (R, ALLOWED, R, None),
        (T, Conditions(), T, None),
    ],
)
def test_reduced_inspection_ends_with_its_conditions(tables, start, conditions, state, cause):
    history = switch(tables, ISO_J1, ALLOWED, [conditions], start)
    assert history.state is state
    assert history.steps == ()
    assert cause is None or history.reason.code is cause


def test_a_lot_judged_under_another_severity_counts_only_when_rejected(tables):
    accepted = LotOutcome(1200, 0, severity=Severity.NORMAL)
    rejected = LotOutcome(1200, 9, severity=Severity.NORMAL)
    calm = switch(tables, ISO_J1, Conditions(), [accepted] * 5, T)
    assert calm.state is T
    alarmed = switch(tables, ISO_J1, Conditions(), [rejected] * 5, T)
    assert alarmed.state is SwitchState.DISCONTINUED
