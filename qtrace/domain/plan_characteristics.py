"""What one characteristic of a plan must hold before anything can be read of it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from qtrace.domain.formula import FormulaFault, parse_formula
from qtrace.domain.inspection import (
    NUMERIC,
    CharacteristicSpec,
    CharClass,
    CharKind,
    ChoiceOption,
    spec_fault,
)
from qtrace.domain.option_texts import is_plain_name

MOST_CHARACTERISTICS = 200
FEWEST_OPTIONS, MOST_OPTIONS = 2, 9
"""An option is chosen with one digit."""
LIMIT = re.compile(r"[+-]?[0-9]{1,9}(?:\.[0-9]{1,9})?", re.ASCII)
_DEFECT = re.compile(r"[A-Z0-9][A-Z0-9-]{0,19}", re.ASCII)
_OPTION = re.compile(r"[A-Z][A-Z0-9-]{0,19}", re.ASCII)


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
    VARIABLES_NEED_VALUES = "VARIABLES_NEED_VALUES"
    METHOD_K_NEEDS_ONE_LIMIT = "METHOD_K_NEEDS_ONE_LIMIT"
    KNOWN_SIGMA_NEEDS_ONE = "KNOWN_SIGMA_NEEDS_ONE"
    SKIP_WITH_CRITICAL = "SKIP_WITH_CRITICAL"
    SKIP_NEEDS_SINGLE = "SKIP_NEEDS_SINGLE"
    TOO_MANY = "TOO_MANY"
    OPTIONS_COUNT = "OPTIONS_COUNT"
    OPTION_INVALID = "OPTION_INVALID"
    OPTION_NAME = "OPTION_NAME"
    OPTION_TWICE = "OPTION_TWICE"
    NO_OPTION_CONFORMS = "NO_OPTION_CONFORMS"
    TERMS_OF_OTHER_KIND = "TERMS_OF_OTHER_KIND"
    FORMULA = "FORMULA"
    FORMULA_INPUT = "FORMULA_INPUT"
    FORMULA_WITH_GAUGE = "FORMULA_WITH_GAUGE"


@dataclass(frozen=True, slots=True)
class CharacteristicDraft:
    """One thing to look at or to measure; limits are texts, so that nothing is rounded.

    Attributes:
        options: answers of a choice, in the order of their keys.
        required: every piece needs a reading; only a text may do without.
        formula: of a computed characteristic, e.g. `(c2 + c3) / 2`.
    """

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
    options: tuple[ChoiceOption, ...] = ()
    required: bool = True
    formula: str = ""


@dataclass(frozen=True, slots=True)
class PlanFault:
    """What is wrong, and where: `facts` name `characteristic`, `class` or `given`."""

    code: PlanFaultCode
    facts: Mapping[str, str]


def at_characteristic(code: PlanFaultCode, each: CharacteristicDraft) -> PlanFault:
    """The fault of one characteristic."""
    facts = {"characteristic": str(each.number), "class": each.char_class.value}
    return PlanFault(code, facts)


def check_characteristic(
    each: CharacteristicDraft, all_of_plan: Sequence[CharacteristicDraft]
) -> PlanFault | None:
    """The first fault of a characteristic, or None."""
    code = _check_words(each) or _check_terms(each)
    if code is not None:
        return at_characteristic(code, each)
    return _check_formula(each, all_of_plan) if each.kind is CharKind.FORMULA else None


def _check_words(each: CharacteristicDraft) -> PlanFaultCode | None:
    if not 1 <= each.number <= MOST_CHARACTERISTICS:
        return PlanFaultCode.NUMBER_RANGE
    if not (each.name_en.strip() or each.name_zh.strip()):
        return PlanFaultCode.NAME_MISSING
    if any(not _DEFECT.fullmatch(code) for code in each.defect_codes):
        return PlanFaultCode.DEFECT_CODE
    limits = (each.nominal, each.lsl, each.usl)
    if each.kind not in NUMERIC:
        given = any(text is not None for text in limits)
        return PlanFaultCode.LIMITS_ON_ATTRIBUTE if given else None
    if any(text is not None and not LIMIT.fullmatch(text) for text in limits):
        return PlanFaultCode.LIMIT_NOT_A_NUMBER
    return _check_limits(each)


def _check_terms(each: CharacteristicDraft) -> PlanFaultCode | None:
    """Options belong to a choice, a formula to a computed value, and only a text is optional."""
    kind = each.kind
    is_other = (
        (each.options and kind is not CharKind.CHOICE)
        or (each.formula and kind is not CharKind.FORMULA)
        or (not each.required and kind is not CharKind.TEXT)
    )
    if is_other:
        return PlanFaultCode.TERMS_OF_OTHER_KIND
    if kind is CharKind.FORMULA and each.gauge_type:
        return PlanFaultCode.FORMULA_WITH_GAUGE
    return _check_options(each.options) if kind is CharKind.CHOICE else None


def _check_options(options: Sequence[ChoiceOption]) -> PlanFaultCode | None:
    if not FEWEST_OPTIONS <= len(options) <= MOST_OPTIONS:
        return PlanFaultCode.OPTIONS_COUNT
    for option in options:
        named = option.name_en.strip() or option.name_zh.strip()
        if not named or not _OPTION.fullmatch(option.code):
            return PlanFaultCode.OPTION_INVALID
        if not (is_plain_name(option.name_en) and is_plain_name(option.name_zh)):
            return PlanFaultCode.OPTION_NAME
    if len({option.code for option in options}) < len(options):
        return PlanFaultCode.OPTION_TWICE
    if not any(option.conforms for option in options):
        return PlanFaultCode.NO_OPTION_CONFORMS
    return None


def _check_formula(
    each: CharacteristicDraft, all_of_plan: Sequence[CharacteristicDraft]
) -> PlanFault | None:
    """A formula reads measured values of its own class, so that every piece has all of them."""
    found = parse_formula(each.formula)
    facts = {"characteristic": str(each.number), "class": each.char_class.value}
    if isinstance(found, FormulaFault):
        place = {"problem": found.code.value, "position": str(found.position)}
        return PlanFault(PlanFaultCode.FORMULA, {**facts, **place, "given": found.given})
    measured = {
        one.number
        for one in all_of_plan
        if one.kind is CharKind.VARIABLE and one.char_class is each.char_class
    }
    for number in found.inputs:
        if number not in measured:
            return PlanFault(PlanFaultCode.FORMULA_INPUT, {**facts, "given": f"c{number}"})
    return None


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
