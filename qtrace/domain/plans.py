"""What an inspection plan must hold before it can decide anything."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from qtrace.domain.inspection import NUMERIC, CharClass
from qtrace.domain.inspection_flow import parse_chain
from qtrace.domain.plan_characteristics import (
    LIMIT,
    MOST_CHARACTERISTICS,
    CharacteristicDraft,
    PlanFault,
    PlanFaultCode,
    at_characteristic,
    check_characteristic,
)
from qtrace.domain.sampling.lot_plans import (
    Z19,
    PlanTables,
    SamplingRule,
    VariablesMethod,
    lot_plan,
)
from qtrace.domain.sampling.plans import (
    PlanError,
    PlanErrorCode,
    SampleType,
    Scheme,
    make_scheme,
)
from qtrace.domain.sampling.tables import Level, Severity, Standard, canonical_aql
from qtrace.domain.sampling.variables import VARIABLES_AQLS, VARIABLES_LEVELS, Sigma

__all__ = ["CharacteristicDraft", "PlanFault", "PlanFaultCode"]
_USUAL_LOT = 1000


class FirstLot(StrEnum):
    """What becomes of the first lot after a change of revision, or from a source on trial.

    TIGHTENED: classes by AQL are inspected tightened. ALL: every piece is inspected.
    """

    TIGHTENED = "tightened"
    ALL = "all"


class PlanReason(StrEnum):
    """Why a command about a plan was refused."""

    PLAN_NOT_FOUND = "PLAN_NOT_FOUND"
    PLAN_CODE_TAKEN = "PLAN_CODE_TAKEN"
    PLAN_OF_OTHER_PART = "PLAN_OF_OTHER_PART"
    PLAN_NOT_A_DRAFT = "PLAN_NOT_A_DRAFT"
    PLAN_INVALID = "PLAN_INVALID"
    PLAN_HAS_NO_SERIES = "PLAN_HAS_NO_SERIES"
    PLAN_SKIPS_NOTHING = "PLAN_SKIPS_NOTHING"
    SWITCH_CHANGES_NOTHING = "SWITCH_CHANGES_NOTHING"
    REASON_MISSING = "REASON_MISSING"


@dataclass(frozen=True, slots=True)
class ClassDraft:
    """How one class is sampled; texts are kept as given, so that nothing is rounded.

    Attributes:
        sampling: the kind; it says which of the others matter.
        standard: `z14` or `iso2859` (single), `z14` (double), `z19` (variables).
        level: inspection level, for kinds by AQL.
        aql: AQL text, for kinds by AQL and `c0`; never snapped to a neighbour.
        fixed_n: pieces, for `fixed`.
        ac: acceptance number, for `fixed`, `all` and `lq`; failures allowed, for `success_run`.
        sigma: `known` or `unknown`, for `variables`.
        sigma_value: the known standard deviation, above 0, in the unit of the characteristic.
        method: `k` or `M`, for `variables`.
        lq: limiting quality in percent, for `lq`.
        confidence: as a fraction, for `success_run`.
        reliability: as a fraction, for `success_run`.
    """

    char_class: CharClass
    sampling: SampleType
    standard: str | None = None
    level: str | None = None
    aql: str | None = None
    fixed_n: int | None = None
    ac: int | None = None
    sigma: str | None = None
    sigma_value: str | None = None
    method: str | None = None
    lq: str | None = None
    confidence: str | None = None
    reliability: str | None = None


def sampling_rule(tables: PlanTables, draft: ClassDraft) -> SamplingRule | PlanError:
    """The rule of a class, or why its numbers make none (checked with a lot of 1000)."""
    rule = _rule(tables, draft)
    if isinstance(rule, PlanError):
        return rule
    plan = lot_plan(tables, rule, Severity.NORMAL, _USUAL_LOT)
    return plan if isinstance(plan, PlanError) else rule


def _rule(tables: PlanTables, draft: ClassDraft) -> SamplingRule | PlanError:
    kind = draft.sampling
    match kind:
        case SampleType.SINGLE | SampleType.DOUBLE:
            return _scheme_rule(tables, draft)
        case SampleType.VARIABLES:
            return _variables_rule(draft)
        case SampleType.LIMITING:
            lq = _number(draft.lq, "lq", 0, 100)
            return lq if isinstance(lq, PlanError) else SamplingRule(kind, ac=draft.ac or 0, lq=lq)
        case SampleType.SUCCESS_RUN:
            return _success_rule(draft)
        case _:
            n, ac = draft.fixed_n or 0, draft.ac or 0
            return SamplingRule(kind, aql=draft.aql or "", n=n, ac=ac)


def _scheme_rule(tables: PlanTables, draft: ClassDraft) -> SamplingRule | PlanError:
    given = (draft.standard or "", draft.level or "", draft.aql or "")
    scheme = make_scheme(tables.single, *given)
    if isinstance(scheme, PlanError):
        return scheme
    return SamplingRule(draft.sampling, scheme, aql=scheme.aql)


def _success_rule(draft: ClassDraft) -> SamplingRule | PlanError:
    confidence = _number(draft.confidence, "confidence", 0, 1)
    reliability = _number(draft.reliability, "reliability", 0, 1)
    if isinstance(confidence, PlanError):
        return confidence
    if isinstance(reliability, PlanError):
        return reliability
    return SamplingRule(
        draft.sampling, ac=draft.ac or 0, confidence=confidence, reliability=reliability
    )


def _variables_rule(draft: ClassDraft) -> SamplingRule | PlanError:
    """Z1.9; the series of its lots is switched by the rules of Z1.4, which are the same.

    Source: ANSI/ASQ Z1.9 clause A10 (switching); ANSI/ASQ Z1.4 clause 8.
    """
    if draft.standard != Z19:
        facts = {"given": draft.standard or "", "choices": Z19}
        return PlanError(PlanErrorCode.UNKNOWN_STANDARD, facts)
    if draft.level not in VARIABLES_LEVELS:
        facts = {"given": draft.level or "", "choices": ", ".join(VARIABLES_LEVELS)}
        return PlanError(PlanErrorCode.UNKNOWN_LEVEL, facts)
    aql = canonical_aql(draft.aql or "", VARIABLES_AQLS)
    if aql is None:
        facts = {"given": draft.aql or "", "choices": ", ".join(VARIABLES_AQLS)}
        return PlanError(PlanErrorCode.UNKNOWN_AQL, facts)
    if draft.sigma not in set(Sigma) or draft.method not in set(VariablesMethod):
        return PlanError(PlanErrorCode.RULE_INCOMPLETE, {"type": draft.sampling.value})
    sigma = Sigma(draft.sigma)
    value: Decimal | None = None
    if sigma is Sigma.KNOWN:
        found = _number(draft.sigma_value, "sigma", 0, 10**9)
        if isinstance(found, PlanError):
            return found
        value = found
    return SamplingRule(
        draft.sampling, Scheme(Standard.Z14, Level(draft.level), aql), aql=aql,
        sigma=sigma, sigma_value=value, method=VariablesMethod(draft.method),
    )  # fmt: skip


def _number(text: str | None, name: str, low: int, high: int) -> Decimal | PlanError:
    """The number that `text` is, above `low`, at most `high`."""
    given = text or ""
    value = Decimal(given) if LIMIT.fullmatch(given) else None
    if value is None or not low < value <= high:
        facts = {"name": name, "given": given, "low": str(low), "high": str(high)}
        return PlanError(PlanErrorCode.OUT_OF_RANGE, facts)
    return value


def check_plan(
    tables: PlanTables,
    chain: str,
    classes: Sequence[ClassDraft],
    characteristics: Sequence[CharacteristicDraft],
) -> PlanFault | None:
    """The first fault of a draft, or None; a class that nothing is looked at would never accept."""
    if parse_chain(chain) is None:
        return PlanFault(PlanFaultCode.CHAIN_UNKNOWN, {"given": chain})
    if len(characteristics) > MOST_CHARACTERISTICS:
        return PlanFault(PlanFaultCode.TOO_MANY, {"given": str(len(characteristics))})
    fault = _check_classes(tables, classes, characteristics)
    if fault is not None:
        return fault
    numbers: set[int] = set()
    for each in characteristics:
        if each.number in numbers:
            return at_characteristic(PlanFaultCode.NUMBER_TWICE, each)
        numbers.add(each.number)
        fault = check_characteristic(each, characteristics)
        if fault is not None:
            return fault
    return None


def option_fault(classes: Sequence[ClassDraft], *, skip_lot: bool) -> PlanFault | None:
    """Why lots of this plan cannot be skipped, or None.

    Source: ISO 2859-3:2005 clause 4: not for critical characteristics; its qualification points are
    those of single sampling by AQL.
    """
    if not skip_lot:
        return None
    for each in classes:
        facts = {"class": each.char_class.value}
        if each.char_class is CharClass.CRITICAL:
            return PlanFault(PlanFaultCode.SKIP_WITH_CRITICAL, facts)
        if each.sampling is not SampleType.SINGLE:
            return PlanFault(PlanFaultCode.SKIP_NEEDS_SINGLE, facts)
    return None


def _check_classes(
    tables: PlanTables,
    classes: Sequence[ClassDraft],
    characteristics: Sequence[CharacteristicDraft],
) -> PlanFault | None:
    planned = [each.char_class for each in classes]
    looked_at = {each.char_class for each in characteristics if each.required}
    if not planned:
        return PlanFault(PlanFaultCode.NO_CLASS, {})
    for each in classes:
        facts = {"class": each.char_class.value}
        if planned.count(each.char_class) > 1:
            return PlanFault(PlanFaultCode.CLASS_TWICE, facts)
        if each.char_class not in looked_at:
            return PlanFault(PlanFaultCode.CLASS_WITHOUT_CHARACTERISTIC, facts)
        rule = sampling_rule(tables, each)
        if isinstance(rule, PlanError):
            problem = {f"plan_{name}": value for name, value in rule.facts.items()}
            return PlanFault(
                PlanFaultCode.SAMPLING, facts | {"plan_error": rule.code.value} | problem
            )
        own = [one for one in characteristics if one.char_class is each.char_class]
        misfit = _variables_misfit(rule, own)
        if misfit is not None:
            return PlanFault(misfit, facts)
    orphan = next((c for c in characteristics if c.char_class not in planned), None)
    return at_characteristic(PlanFaultCode.CHARACTERISTIC_WITHOUT_CLASS, orphan) if orphan else None


def _variables_misfit(
    rule: SamplingRule, own: Sequence[CharacteristicDraft]
) -> PlanFaultCode | None:
    """Why the characteristics of a class cannot be judged by variables, or None."""
    if rule.type is not SampleType.VARIABLES:
        return None
    if any(each.kind not in NUMERIC for each in own):
        return PlanFaultCode.VARIABLES_NEED_VALUES
    two = any(each.lsl is not None and each.usl is not None for each in own)
    if rule.method is VariablesMethod.K and two:
        return PlanFaultCode.METHOD_K_NEEDS_ONE_LIMIT
    if rule.sigma is Sigma.KNOWN and len(own) > 1:
        return PlanFaultCode.KNOWN_SIGMA_NEEDS_ONE
    return None
