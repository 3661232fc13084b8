"""What an inspection plan must hold before it can decide anything."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from qtrace.domain.inspection import CharacteristicSpec, CharClass, CharKind, spec_fault
from qtrace.domain.inspection_flow import parse_chain
from qtrace.domain.sampling.plans import (
    PlanError,
    SampleType,
    SamplingRule,
    make_scheme,
    plan_for,
)
from qtrace.domain.sampling.tables import SamplingTables, Severity

MOST_CHARACTERISTICS = 200
_LIMIT = re.compile(r"[+-]?[0-9]{1,9}(?:\.[0-9]{1,9})?", re.ASCII)
_DEFECT = re.compile(r"[A-Z0-9][A-Z0-9-]{0,19}", re.ASCII)


class PlanReason(StrEnum):
    """Why a command about a plan was refused."""

    PLAN_NOT_FOUND = "PLAN_NOT_FOUND"
    PLAN_CODE_TAKEN = "PLAN_CODE_TAKEN"
    PLAN_OF_OTHER_PART = "PLAN_OF_OTHER_PART"
    PLAN_NOT_A_DRAFT = "PLAN_NOT_A_DRAFT"
    PLAN_INVALID = "PLAN_INVALID"
    PLAN_HAS_NO_SERIES = "PLAN_HAS_NO_SERIES"
    SWITCH_CHANGES_NOTHING = "SWITCH_CHANGES_NOTHING"
    REASON_MISSING = "REASON_MISSING"


class PlanFaultCode(StrEnum):
    """What is wrong in a draft."""

    CHAIN_UNKNOWN = "CHAIN_UNKNOWN"
    NO_CLASS = "NO_CLASS"
    CLASS_TWICE = "CLASS_TWICE"
    CLASS_WITHOUT_CHARACTERISTIC = "CLASS_WITHOUT_CHARACTERISTIC"
    CHARACTERISTIC_WITHOUT_CLASS = "CHARACTERISTIC_WITHOUT_CLASS"
    NUMBER_TWICE = "NUMBER_TWICE"
    NUMBER_RANGE = "NUMBER_RANGE"
    NAME_MISSING = "NAME_MISSING"
    LIMIT_NOT_A_NUMBER = "LIMIT_NOT_A_NUMBER"
    LIMITS_MISSING = "LIMITS_MISSING"
    LIMITS_CROSSED = "LIMITS_CROSSED"
    LIMITS_ON_ATTRIBUTE = "LIMITS_ON_ATTRIBUTE"
    DECIMALS_RANGE = "DECIMALS_RANGE"
    DEFECT_CODE = "DEFECT_CODE"
    SAMPLING = "SAMPLING"
    TOO_MANY = "TOO_MANY"


@dataclass(frozen=True, slots=True)
class ClassDraft:
    """How one class is sampled.

    Attributes:
        sampling: `single` (by AQL), `all`, `fixed` or `c0`.
        standard: `z14` or `iso2859`, for `single`.
        level: inspection level, for `single`.
        aql: AQL text, for `single` and `c0`; never snapped to a neighbour.
        fixed_n: pieces, for `fixed`.
        ac: acceptance number, for `fixed` and `all`.
    """

    char_class: CharClass
    sampling: SampleType
    standard: str | None = None
    level: str | None = None
    aql: str | None = None
    fixed_n: int | None = None
    ac: int | None = None


@dataclass(frozen=True, slots=True)
class CharacteristicDraft:
    """One thing to look at or to measure; limits are texts, so that nothing is rounded."""

    number: int
    kind: CharKind
    char_class: CharClass
    name_en: str
    name_zh: str
    nominal: str | None = None
    lsl: str | None = None
    usl: str | None = None
    unit: str | None = None
    decimals: int | None = None
    gauge_type: str | None = None
    method_en: str = ""
    method_zh: str = ""
    defect_codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanFault:
    """What is wrong, and where: `facts` name `characteristic`, `class` or `given`."""

    code: PlanFaultCode
    facts: Mapping[str, str]


def sampling_rule(tables: SamplingTables, draft: ClassDraft) -> SamplingRule | PlanError:
    """The rule of a class, or why its numbers make none (checked with a lot of 1000)."""
    if draft.sampling is SampleType.SINGLE:
        scheme = make_scheme(tables, draft.standard or "", draft.level or "", draft.aql or "")
        if isinstance(scheme, PlanError):
            return scheme
        return SamplingRule(SampleType.SINGLE, scheme, aql=scheme.aql)
    rule = SamplingRule(draft.sampling, aql=draft.aql or "", n=draft.fixed_n or 0, ac=draft.ac or 0)
    plan = plan_for(tables, rule, Severity.NORMAL, 1000)
    return plan if isinstance(plan, PlanError) else rule


def check_plan(
    tables: SamplingTables,
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
            return _at(PlanFaultCode.NUMBER_TWICE, each)
        numbers.add(each.number)
        code = _check_characteristic(each)
        if code is not None:
            return _at(code, each)
    return None


def _check_classes(
    tables: SamplingTables,
    classes: Sequence[ClassDraft],
    characteristics: Sequence[CharacteristicDraft],
) -> PlanFault | None:
    planned = [each.char_class for each in classes]
    looked_at = {each.char_class for each in characteristics}
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
    orphan = next((c for c in characteristics if c.char_class not in planned), None)
    return _at(PlanFaultCode.CHARACTERISTIC_WITHOUT_CLASS, orphan) if orphan else None


def _at(code: PlanFaultCode, each: CharacteristicDraft) -> PlanFault:
    facts = {"characteristic": str(each.number), "class": each.char_class.value}
    return PlanFault(code, facts)


def _check_characteristic(each: CharacteristicDraft) -> PlanFaultCode | None:
    if not 1 <= each.number <= MOST_CHARACTERISTICS:
        return PlanFaultCode.NUMBER_RANGE
    if not (each.name_en.strip() or each.name_zh.strip()):
        return PlanFaultCode.NAME_MISSING
    if any(not _DEFECT.fullmatch(code) for code in each.defect_codes):
        return PlanFaultCode.DEFECT_CODE
    limits = (each.nominal, each.lsl, each.usl)
    if each.kind is CharKind.ATTRIBUTE:
        given = any(text is not None for text in limits)
        return PlanFaultCode.LIMITS_ON_ATTRIBUTE if given else None
    if any(text is not None and not _LIMIT.fullmatch(text) for text in limits):
        return PlanFaultCode.LIMIT_NOT_A_NUMBER
    return _check_limits(each)


def _check_limits(each: CharacteristicDraft) -> PlanFaultCode | None:
    if each.decimals is None or not 0 <= each.decimals <= 9:
        return PlanFaultCode.DECIMALS_RANGE
    nominal, lsl, usl = (
        None if text is None else Decimal(text) for text in (each.nominal, each.lsl, each.usl)
    )
    spec = CharacteristicSpec(each.number, each.kind, each.char_class, 1, nominal, lsl, usl)
    fault = spec_fault(spec)
    if fault is not None:
        no_limits = lsl is None and usl is None
        return PlanFaultCode.LIMITS_MISSING if no_limits else PlanFaultCode.LIMITS_CROSSED
    if nominal is None:
        return None
    outside = (lsl is not None and nominal < lsl) or (usl is not None and nominal > usl)
    return PlanFaultCode.LIMITS_CROSSED if outside else None
