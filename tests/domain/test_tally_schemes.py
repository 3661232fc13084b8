"""Double sampling and variables in the tally: the standard's own definition, count by count."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrace.domain.inspection import CharacteristicSpec, CharClass, CharKind
from qtrace.domain.inspection_tally import (
    CharacteristicResult,
    ClassPlan,
    HintCode,
    InspectionOutcome,
    TallyState,
    VariablesRule,
    evaluate,
    numbers_now,
    tally,
)
from qtrace.domain.sampling.double import (
    DoublePlan,
    DoubleVerdict,
    double_plan,
    judge_double,
)
from qtrace.domain.sampling.lot_plans import SamplingRule, VariablesMethod, lot_plan
from qtrace.domain.sampling.plans import PlanError, SampleType, Scheme
from qtrace.domain.sampling.tables import Level, Severity, Standard
from qtrace.domain.sampling.variables import Sigma, VariablesPlan, judge_variables
from qtrace.reference import plan_tables

TABLES = plan_tables()
MAJOR = CharClass.MAJOR
OPEN, ACCEPT, REJECT = InspectionOutcome


def double(lot=1200, aql="1.0", severity=Severity.NORMAL):
    """The table's plan, and the class as an inspection freezes it."""
    scheme = Scheme(Standard.Z14, Level.II, aql)
    table = double_plan(TABLES.single, TABLES.double, scheme, severity, lot)
    found = lot_plan(TABLES, SamplingRule(SampleType.DOUBLE, scheme), severity, lot)
    return table, ClassPlan(MAJOR, aql, "II", found.first, found.second)


def counted(n, failed, upto=None):
    spec = CharacteristicSpec(1, CharKind.ATTRIBUTE, MAJOR, n)
    last = n if upto is None else upto
    return CharacteristicResult(spec, frozenset(range(1, last + 1)), frozenset(failed))


SCHEMES = st.tuples(
    st.integers(2, 5000),
    st.sampled_from(("0.65", "1.0", "2.5", "6.5")),
    st.sampled_from(Severity),
)


@given(SCHEMES, st.data())
def test_the_verdict_is_that_of_the_definition_for_every_pair_of_counts(scheme, data):
    table, plan = double(*scheme)
    if not isinstance(table, DoublePlan):
        return
    n1, n2 = table.n1_to_inspect, table.n2_to_inspect
    d1 = data.draw(st.integers(0, min(n1, table.cell.re1 + 1)))
    d2 = data.draw(st.integers(0, min(n2, table.cell.re2 + 1)))
    first = [counted(n1, range(1, d1 + 1))]
    said = judge_double(table, d1)
    early = evaluate([plan], first)
    if said is DoubleVerdict.SECOND_SAMPLE:
        assert (early.certain, early.missing) == (None, n2)
        assert early.classes[0].sample == 2
        said = judge_double(table, d1, d1 + d2)
    else:
        assert early.missing == 0
    failed = [*range(1, d1 + 1), *range(n1 + 1, n1 + d2 + 1)]
    late = evaluate([plan], [counted(n1 + n2, failed)])
    assert late.outcome is (REJECT if said is DoubleVerdict.REJECT else ACCEPT)
    assert late.classes[0].back_to_normal is (said is DoubleVerdict.ACCEPT_IN_GAP)


@given(SCHEMES, st.data())
def test_what_is_certain_of_a_double_plan_stays_true(scheme, data):
    table, plan = double(*scheme)
    if not isinstance(table, DoublePlan):
        return
    total = table.n1_to_inspect + table.n2_to_inspect
    failed = data.draw(st.sets(st.integers(1, total), max_size=table.cell.re2 + 2))
    upto = data.draw(st.integers(0, total))
    seen = [piece for piece in failed if piece <= upto]
    early = evaluate([plan], [counted(total, seen, upto)])
    final = evaluate([plan], [counted(total, failed)])
    if early.certain is not None:
        assert final.outcome is early.certain


def test_once_the_second_sample_has_begun_a_nearer_warning_comes_first():
    _, plan = double()
    begun = evaluate([plan], [counted(100, [4], upto=60)])
    assert begun.hint.code is HintCode.SECOND_SAMPLE
    near = evaluate([plan], [counted(100, [4, 55, 56], upto=60)])
    assert near.hint.code is HintCode.NEXT_REJECTS


def test_the_grid_grows_only_between_ac_and_re_and_says_so():
    _, plan = double()
    assert (plan.plan.n_to_inspect, plan.plan.ac, plan.plan.re) == (50, 0, 3)
    assert numbers_now(plan, [counted(50, [4], upto=49)]).n_to_inspect == 50
    assert numbers_now(plan, []).n_to_inspect == 50
    grown = evaluate([plan], [counted(50, [4])])
    own = grown.classes[0]
    assert (own.n, own.ac, own.re, own.missing, own.d) == (100, 3, 4, 50, 1)
    assert grown.hint.code is HintCode.SECOND_SAMPLE
    assert grown.hint.facts == {"class": "major", "n1": "50", "ac": "0", "re": "3", "n": "50"}


def test_a_correction_takes_the_second_sample_and_its_failures_back():
    _, plan = double()
    both = counted(100, [4, 60, 61, 62], upto=80)
    assert tally(plan, [both]).d == 4
    corrected = counted(100, [60, 61, 62], upto=80)
    own = tally(plan, [corrected])
    assert (own.d, own.n, own.state) == (0, 50, TallyState.ACCEPTED_CERTAIN)


def test_a_first_sample_in_work_is_not_accepted_before_it_can_be():
    """One of 50 failed would be below Re 3, but only Ac 0 accepts by the first sample."""
    _, plan = double()
    assert tally(plan, [counted(50, [], upto=49)]).state is TallyState.OPEN
    assert tally(plan, [counted(50, [1], upto=10)]).state is TallyState.OPEN
    assert tally(plan, [counted(50, [1, 2], upto=10)]).state is TallyState.NEAR
    assert tally(plan, [counted(50, [1, 2, 3], upto=10)]).state is TallyState.REJECTED_CERTAIN


LIMITS = {"lsl": Decimal("9.0"), "usl": Decimal("11.0")}
PLAN5 = VariablesPlan("D", Sigma.UNKNOWN, 5, 1.24, 9.8, inspect_all=False, verified=True)


def measured(values, failed=(), number=1, **limits):
    spec = CharacteristicSpec(number, CharKind.VARIABLE, MAJOR, 5, **(limits or LIMITS))
    pieces = frozenset(range(1, len(values) + 1)) | frozenset(failed)
    told = dict(enumerate(values, start=1))
    return CharacteristicResult(spec, pieces, frozenset(failed), told)


def by_values(*results, method=VariablesMethod.M, sigma=None, plan=PLAN5):
    from qtrace.domain.sampling.plans import fixed_plan

    sample = fixed_plan(40, plan.n, 0)
    own = ClassPlan(MAJOR, "1.0", "II", sample, variables=VariablesRule(plan, method, sigma))
    return evaluate([own], results)


@given(st.lists(st.integers(880, 1120).map(lambda i: i / 100), min_size=5, max_size=5))
def test_variables_decide_as_the_method_says(values):
    verdict = by_values(measured(values))
    found = judge_variables(values, 9.0, 11.0, PLAN5)
    if isinstance(found, PlanError):
        assert (verdict.certain, verdict.hint.code) == (None, HintCode.NO_SPREAD)
    else:
        assert verdict.outcome is (ACCEPT if found.accepted_by_m else REJECT)
        assert verdict.classes[0].judgements[0].found == found


def test_the_k_method_and_a_known_sigma():
    values = [10.1, 9.9, 10.0, 10.2, 9.8]
    one = measured(values, usl=Decimal("10.1"))
    assert by_values(one, method=VariablesMethod.K).outcome is REJECT
    wide = measured(values, usl=Decimal("11.0"))
    assert by_values(wide, method=VariablesMethod.K).outcome is ACCEPT
    known = VariablesPlan("D", Sigma.KNOWN, 5, 1.24, 9.8, inspect_all=False, verified=True)
    assert by_values(wide, sigma=2.0, plan=known).outcome is REJECT
    assert by_values(wide, sigma=0.1, plan=known).outcome is ACCEPT


def test_a_class_by_variables_waits_for_every_value_and_rejects_what_cannot_be_measured():
    assert by_values(measured([10.0, 10.1])).certain is None
    gone = by_values(measured([10.0, 10.1], failed=[3]))
    assert (gone.certain, gone.hint.code) == (REJECT, HintCode.CERTAIN_REJECT)
    good, bad = [10.1, 9.9, 10.0, 10.2, 9.8], [10.9, 9.1, 10.0, 11.0, 9.2]
    assert by_values(measured(good), measured(bad, number=2)).outcome is REJECT
    equal = by_values(measured([10.0] * 5))
    assert (equal.certain, equal.missing) == (None, 0)


@pytest.mark.parametrize("verified", [True, False])
def test_an_unverified_table_decides_nothing_by_values(verified):
    from dataclasses import replace

    from qtrace.domain.sampling.plans import fixed_plan

    plan = replace(PLAN5, verified=verified)
    sample = replace(fixed_plan(40, 5, 0), verified=verified)
    own = ClassPlan(MAJOR, "1.0", "II", sample, variables=VariablesRule(plan, VariablesMethod.M))
    verdict = evaluate([own], [measured([10.1, 9.9, 10.0, 10.2, 9.8])])
    assert verdict.certain is (ACCEPT if verified else None)
