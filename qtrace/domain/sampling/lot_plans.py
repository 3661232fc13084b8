"""How a plan samples one class, and the numbers that gives for a lot, whatever the kind.

Attribute kinds answer with one sample, or with two; variables with n, k and M beside them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from qtrace.domain.sampling.double import DoublePlan, DoubleTables, double_plan
from qtrace.domain.sampling.isolated import limiting_plan, success_run
from qtrace.domain.sampling.plans import (
    PlanError,
    PlanErrorCode,
    SampleType,
    Scheme,
    SinglePlan,
    c0_plan,
    fixed_plan,
    hundred_percent,
    single_plan,
)
from qtrace.domain.sampling.tables import SamplingTables, Severity
from qtrace.domain.sampling.variables import Sigma, VariablesPlan, VariablesTables, variables_plan

Z19 = "z19"
Z19_EDITION = "ANSI/ASQ Z1.9"
LIMITING_EDITION = "ISO 2859-2:2020 A"

SWITCHED = frozenset({SampleType.SINGLE, SampleType.DOUBLE, SampleType.VARIABLES})
"""Kinds that are sampled by AQL: their severity follows from the history."""

UNVERIFIED = frozenset({SampleType.C0, SampleType.VARIABLES})
"""Kinds whose tables decide nothing until quality has checked them and signed."""


class VariablesMethod(StrEnum):
    """Form 1 (k, one limit) or form 2 (M) of Z1.9; the value is the stored text."""

    K = "k"
    M = "M"


@dataclass(frozen=True, slots=True)
class PlanTables:
    """All tables that plans are read from.

    Attributes:
        single: single sampling of both standards, and c=0.
        double: double sampling of Z1.4.
        variables: Z1.9.
    """

    single: SamplingTables
    double: DoubleTables
    variables: VariablesTables


@dataclass(frozen=True, slots=True)
class SamplingRule:
    """How an inspection plan samples one class; `lot_plan` turns it into numbers for a lot.

    Attributes:
        type: the kind; it says which of the other attributes matter.
        scheme: standard, level and AQL (SINGLE, DOUBLE); for VARIABLES level and AQL of Z1.9 with
            Z1.4 in the place of the standard, whose switching rules are the same.
        aql: associated AQL text (C0), else that of the scheme.
        n: pieces (FIXED).
        ac: acceptance number (FIXED, ALL, LIMITING), failures allowed (SUCCESS_RUN).
        re: rejection number (FIXED); None means `ac` + 1.
        sigma: whether the spread of the process is known (VARIABLES).
        sigma_value: the known standard deviation, in the unit of the readings (VARIABLES).
        method: k or M (VARIABLES).
        lq: limiting quality in percent (LIMITING).
        confidence: above 0, below 1 (SUCCESS_RUN).
        reliability: above 0, below 1 (SUCCESS_RUN).
    """

    type: SampleType
    scheme: Scheme | None = None
    aql: str = ""
    n: int = 0
    ac: int = 0
    re: int | None = None
    sigma: Sigma | None = None
    sigma_value: Decimal | None = None
    method: VariablesMethod | None = None
    lq: Decimal | None = None
    confidence: Decimal | None = None
    reliability: Decimal | None = None


@dataclass(frozen=True, slots=True)
class SecondSample:
    """What a double plan adds where its first sample decides nothing.

    Attributes:
        n: pieces of the second sample, >= 1.
        ac: both samples together accept at this count or below.
        re: both samples together reject at this count or above.
    """

    n: int
    ac: int
    re: int


@dataclass(frozen=True, slots=True)
class LotPlan:
    """The numbers of one class for one lot.

    Attributes:
        first: the sample; of a double plan the first one with its own Ac and Re. By variables its
            Ac and Re count failed pieces only where the whole lot is measured.
        second: the second sample of a double plan; None without one.
        variables: n, k and M; None for attributes, and where the whole lot is measured.
    """

    first: SinglePlan
    second: SecondSample | None = None
    variables: VariablesPlan | None = None


def lot_plan(
    tables: PlanTables, rule: SamplingRule, severity: Severity, lot_size: int
) -> LotPlan | PlanError:
    """The numbers that a class's rule gives for a lot; `severity` matters to kinds by AQL only."""
    match rule.type:
        case SampleType.ALL:
            found: SinglePlan | PlanError = hundred_percent(lot_size, rule.ac)
        case SampleType.FIXED:
            found = fixed_plan(lot_size, rule.n, rule.ac, rule.re)
        case SampleType.C0:
            found = c0_plan(tables.single, rule.aql, lot_size)
        case SampleType.LIMITING:
            found = _limiting(rule, lot_size)
        case SampleType.SUCCESS_RUN:
            found = _success_run(rule, lot_size)
        case _:
            return _by_aql(tables, rule, severity, lot_size)
    return found if isinstance(found, PlanError) else LotPlan(found)


def _limiting(rule: SamplingRule, lot_size: int) -> SinglePlan | PlanError:
    if rule.lq is None:
        return _incomplete(rule)
    found = limiting_plan(lot_size, rule.lq, rule.ac)
    if isinstance(found, PlanError):
        return found
    return fixed_plan(lot_size, found.n, found.ac)


def _success_run(rule: SamplingRule, lot_size: int) -> SinglePlan | PlanError:
    """A sample that shows reliability with confidence; a smaller lot is inspected whole."""
    if rule.confidence is None or rule.reliability is None:
        return _incomplete(rule)
    found = success_run(float(rule.confidence), float(rule.reliability), rule.ac)
    if isinstance(found, PlanError):
        return found
    return fixed_plan(lot_size, found.n, found.ac)


def _by_aql(
    tables: PlanTables, rule: SamplingRule, severity: Severity, lot_size: int
) -> LotPlan | PlanError:
    scheme = rule.scheme
    if scheme is None:
        return _incomplete(rule)
    if rule.type is SampleType.VARIABLES:
        return _variables(tables, rule, scheme, severity, lot_size)
    if rule.type is SampleType.DOUBLE:
        found = double_plan(tables.single, tables.double, scheme, severity, lot_size)
        if isinstance(found, DoublePlan):
            return _double(found)
    else:
        found = single_plan(tables.single, scheme, severity, lot_size)
    return found if isinstance(found, PlanError) else LotPlan(found)


def _double(plan: DoublePlan) -> LotPlan:
    """The first sample with its numbers; the whole lot is judged by those of both at once."""
    cell, n = plan.cell, plan.n1_to_inspect
    second = SecondSample(plan.n2_to_inspect, cell.ac2, cell.re2) if plan.n2_to_inspect else None
    ac, re = (cell.ac1, cell.re1) if second else (cell.ac2, cell.re2)
    first = SinglePlan(
        plan.code_letter, plan.plan_letter, cell.n1, ac, re, plan.arrow, plan.inspect_all, n
    )
    return LotPlan(first, second)


def _variables(
    tables: PlanTables, rule: SamplingRule, scheme: Scheme, severity: Severity, lot_size: int
) -> LotPlan | PlanError:
    """N, k and M; where n reaches the lot every piece is measured and none may fail."""
    if rule.sigma is None or rule.method is None:
        return _incomplete(rule)
    if rule.sigma is Sigma.KNOWN and rule.sigma_value is None:
        return PlanError(PlanErrorCode.SIGMA_MISSING, {})
    found = variables_plan(
        tables.variables, scheme.level, scheme.aql, severity, rule.sigma, lot_size
    )
    if isinstance(found, PlanError):
        return found
    sample = fixed_plan(lot_size, found.n, 0)
    assert not isinstance(sample, PlanError), "the lot size was checked before"
    return LotPlan(sample, variables=None if found.inspect_all else found)


def _incomplete(rule: SamplingRule) -> PlanError:
    facts: Mapping[str, str] = {"type": rule.type.value}
    return PlanError(PlanErrorCode.RULE_INCOMPLETE, facts)
