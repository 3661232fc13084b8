"""What a plan must hold before it can decide anything."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrace.domain.inspection import (
    CharacteristicSpec,
    CharClass,
    CharKind,
    ChoiceOption,
    spec_fault,
)
from qtrace.domain.plans import (
    CharacteristicDraft,
    ClassDraft,
    PlanFaultCode,
    check_plan,
    option_fault,
    sampling_rule,
)
from qtrace.domain.sampling.lot_plans import SamplingRule
from qtrace.domain.sampling.plans import PlanError, SampleType
from qtrace.reference import plan_tables

TABLES = plan_tables()
MAJOR = ClassDraft(CharClass.MAJOR, SampleType.SINGLE, "iso2859", "II", "2.5")
DIAMETER = CharacteristicDraft(
    1, CharKind.VARIABLE, CharClass.MAJOR, "Inner dia.", "内径", "12.00", "11.90", "12.10", "mm", 2
)
FLASH = CharacteristicDraft(2, CharKind.ATTRIBUTE, CharClass.MAJOR, "Flash", "飞边")


def fault(chain="inspect", classes=(MAJOR,), characteristics=(DIAMETER, FLASH)):
    return check_plan(TABLES, chain, classes, characteristics)


def test_a_sound_plan_has_no_fault():
    assert fault() is None


@pytest.mark.parametrize(
    ("code", "given"),
    [
        (PlanFaultCode.CHAIN_UNKNOWN, {"chain": "review"}),
        (PlanFaultCode.NO_CLASS, {"classes": ()}),
        (PlanFaultCode.CLASS_TWICE, {"classes": (MAJOR, MAJOR)}),
        (
            PlanFaultCode.CLASS_WITHOUT_CHARACTERISTIC,
            {"classes": (MAJOR, replace(MAJOR, char_class=CharClass.MINOR))},
        ),
        (
            PlanFaultCode.CHARACTERISTIC_WITHOUT_CLASS,
            {"characteristics": (DIAMETER, replace(FLASH, char_class=CharClass.MINOR))},
        ),
        (PlanFaultCode.NUMBER_TWICE, {"characteristics": (DIAMETER, replace(FLASH, number=1))}),
        (PlanFaultCode.SAMPLING, {"classes": (replace(MAJOR, aql="2.6"),)}),
        (PlanFaultCode.SAMPLING, {"classes": (replace(MAJOR, level="IV"),)}),
        (PlanFaultCode.SAMPLING, {"classes": (ClassDraft(CharClass.MAJOR, SampleType.FIXED),)}),
        (PlanFaultCode.TOO_MANY, {"characteristics": (DIAMETER,) * 201}),
    ],
)
def test_faults_of_the_plan(code, given):
    assert fault(**given).code is code


@pytest.mark.parametrize(
    ("code", "change"),
    [
        (PlanFaultCode.NUMBER_RANGE, {"number": 0}),
        (PlanFaultCode.NAME_MISSING, {"name_en": " ", "name_zh": ""}),
        (PlanFaultCode.LIMIT_NOT_A_NUMBER, {"usl": "12,10"}),
        (PlanFaultCode.LIMIT_NOT_A_NUMBER, {"usl": "1e3"}),
        (PlanFaultCode.LIMITS_MISSING, {"lsl": None, "usl": None}),
        (PlanFaultCode.LIMITS_CROSSED, {"lsl": "12.20"}),
        (PlanFaultCode.LIMITS_CROSSED, {"nominal": "13"}),
        (PlanFaultCode.DECIMALS_RANGE, {"decimals": None}),
        (PlanFaultCode.DECIMALS_RANGE, {"decimals": 10}),
        (PlanFaultCode.DEFECT_CODE, {"defect_codes": ("f 1",)}),
        (PlanFaultCode.LIMITS_ON_ATTRIBUTE, {"kind": CharKind.ATTRIBUTE}),
    ],
)
def test_faults_of_a_characteristic_name_it(code, change):
    found = fault(characteristics=(replace(DIAMETER, **change), FLASH))
    assert found.code is code
    assert found.facts["characteristic"] == str(change.get("number", 1))


BLUE, RED = ChoiceOption("BLUE", "Blue", "蓝"), ChoiceOption("RED", "", "红", conforms=False)
COLOUR = CharacteristicDraft(
    3, CharKind.CHOICE, CharClass.MAJOR, "Colour", "颜色", options=(BLUE, RED)
)
MARK = CharacteristicDraft(4, CharKind.TEXT, CharClass.MAJOR, "Mark", "标记", required=False)
WALL = CharacteristicDraft(
    5, CharKind.FORMULA, CharClass.MAJOR, "Wall", "壁厚", usl="2.5", decimals=2, formula="c1 / 5"
)
PHOTO = CharacteristicDraft(6, CharKind.PHOTO, CharClass.MAJOR, "Parting line", "分型线")


def test_a_plan_may_have_characteristics_of_every_kind():
    assert fault(characteristics=(DIAMETER, FLASH, COLOUR, MARK, WALL, PHOTO)) is None


@pytest.mark.parametrize(
    ("code", "change"),
    [
        (PlanFaultCode.OPTIONS_COUNT, {"options": (BLUE,)}),
        (PlanFaultCode.OPTIONS_COUNT, {"options": (BLUE,) * 10}),
        (PlanFaultCode.OPTION_INVALID, {"options": (BLUE, replace(RED, code="1"))}),
        (PlanFaultCode.OPTION_INVALID, {"options": (BLUE, replace(RED, name_zh=" "))}),
        (PlanFaultCode.OPTION_TWICE, {"options": (BLUE, BLUE)}),
        (PlanFaultCode.NO_OPTION_CONFORMS, {"options": (RED, replace(BLUE, conforms=False))}),
        (PlanFaultCode.TERMS_OF_OTHER_KIND, {"kind": CharKind.PHOTO}),
        (PlanFaultCode.TERMS_OF_OTHER_KIND, {"required": False}),
        (PlanFaultCode.TERMS_OF_OTHER_KIND, {"formula": "c1"}),
        (PlanFaultCode.LIMITS_ON_ATTRIBUTE, {"usl": "1"}),
    ],
)
def test_faults_of_a_choice(code, change):
    found = fault(characteristics=(DIAMETER, replace(COLOUR, **change)))
    assert (found.code, found.facts["characteristic"]) == (code, "3")


@pytest.mark.parametrize(
    ("code", "change", "facts"),
    [
        (PlanFaultCode.FORMULA, {"formula": "c1 +"},
         {"problem": "FORMULA_INCOMPLETE", "position": "5", "given": ""}),
        (PlanFaultCode.FORMULA, {"formula": ""}, {"problem": "FORMULA_EMPTY"}),
        (PlanFaultCode.FORMULA_INPUT, {"formula": "c1 + c2"}, {"given": "c2"}),
        (PlanFaultCode.FORMULA_INPUT, {"formula": "c1 + c5"}, {"given": "c5"}),
        (PlanFaultCode.FORMULA_INPUT, {"formula": "c7"}, {"given": "c7"}),
        (PlanFaultCode.FORMULA_WITH_GAUGE, {"gauge_type": "caliper"}, {}),
        (PlanFaultCode.LIMITS_MISSING, {"usl": None}, {}),
    ],
)  # fmt: skip
def test_faults_of_a_formula(code, change, facts):
    found = fault(characteristics=(DIAMETER, FLASH, replace(WALL, **change)))
    assert found.code is code
    assert facts.items() <= found.facts.items()


def test_a_formula_stays_in_its_class():
    """Another class may look at fewer pieces, and then a value could never be computed."""
    minor = replace(MAJOR, char_class=CharClass.MINOR)
    other = replace(WALL, char_class=CharClass.MINOR)
    found = fault(classes=(MAJOR, minor), characteristics=(DIAMETER, FLASH, other))
    assert found.code is PlanFaultCode.FORMULA_INPUT


def test_a_class_needs_something_that_is_looked_at():
    found = fault(characteristics=(MARK,))
    assert found.code is PlanFaultCode.CLASS_WITHOUT_CHARACTERISTIC


def test_the_reason_of_the_tables_is_passed_on():
    found = fault(classes=(replace(MAJOR, aql="2.6"),))
    assert found.facts["plan_error"] == "UNKNOWN_AQL"
    assert found.facts["plan_given"] == "2.6"


def test_rules_keep_the_canonical_aql():
    rule = sampling_rule(TABLES, replace(MAJOR, aql="1"))
    assert isinstance(rule, SamplingRule)
    assert (rule.aql, rule.scheme.aql) == ("1.0", "1.0")
    c0 = sampling_rule(TABLES, ClassDraft(CharClass.MAJOR, SampleType.C0, aql="1.0"))
    assert isinstance(c0, SamplingRule)
    assert isinstance(
        sampling_rule(TABLES, ClassDraft(CharClass.MAJOR, SampleType.C0, aql="x")), PlanError
    )
    whole = sampling_rule(TABLES, ClassDraft(CharClass.MAJOR, SampleType.ALL, ac=1))
    assert (whole.type, whole.ac) == (SampleType.ALL, 1)


LIMIT = st.one_of(st.none(), st.decimals(-50, 50, places=2).map(str))


@given(nominal=LIMIT, lsl=LIMIT, usl=LIMIT)
def test_a_plan_without_fault_can_judge_values(nominal, lsl, usl):
    from decimal import Decimal

    draft = replace(DIAMETER, nominal=nominal, lsl=lsl, usl=usl)
    if fault(characteristics=(draft,)) is not None:
        return
    limits = [None if text is None else Decimal(text) for text in (nominal, lsl, usl)]
    assert spec_fault(CharacteristicSpec(1, CharKind.VARIABLE, CharClass.MAJOR, 1, *limits)) is None


DOUBLE = ClassDraft(CharClass.MAJOR, SampleType.DOUBLE, "z14", "II", "1")
BY_VALUES = ClassDraft(
    CharClass.MAJOR, SampleType.VARIABLES, "z19", "II", "1", sigma="unknown", method="M"
)
LIMITING = ClassDraft(CharClass.MAJOR, SampleType.LIMITING, lq="5", ac=1)
SUCCESS = ClassDraft(CharClass.MAJOR, SampleType.SUCCESS_RUN, confidence="0.95", reliability="0.90")


@pytest.mark.parametrize("draft", [DOUBLE, BY_VALUES, LIMITING, SUCCESS])
def test_every_kind_of_sampling_makes_a_plan(draft):
    assert fault(classes=(draft,), characteristics=(DIAMETER,)) is None
    rule = sampling_rule(TABLES, draft)
    assert isinstance(rule, SamplingRule)
    assert rule.type is draft.sampling


def test_a_known_sigma_is_kept_exactly():
    rule = sampling_rule(TABLES, replace(BY_VALUES, sigma="known", sigma_value="0.0125"))
    assert isinstance(rule, SamplingRule)
    assert str(rule.sigma_value) == "0.0125"
    assert rule.aql == "1.0"


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        (replace(DOUBLE, standard="iso2859"), "TABLE_NOT_SHIPPED"),
        (replace(DOUBLE, aql="1.1"), "UNKNOWN_AQL"),
        (replace(BY_VALUES, standard="z14"), "UNKNOWN_STANDARD"),
        (replace(BY_VALUES, level="S-1"), "UNKNOWN_LEVEL"),
        (replace(BY_VALUES, aql="1.1"), "UNKNOWN_AQL"),
        (replace(BY_VALUES, aql=None), "UNKNOWN_AQL"),
        (replace(BY_VALUES, sigma=None), "RULE_INCOMPLETE"),
        (replace(BY_VALUES, method="x"), "RULE_INCOMPLETE"),
        (replace(BY_VALUES, sigma="known"), "OUT_OF_RANGE"),
        (replace(BY_VALUES, sigma="known", sigma_value="0"), "OUT_OF_RANGE"),
        (replace(LIMITING, lq="5 %"), "OUT_OF_RANGE"),
        (replace(LIMITING, lq="101"), "OUT_OF_RANGE"),
        (replace(SUCCESS, confidence=None), "OUT_OF_RANGE"),
        (replace(SUCCESS, reliability="1.5"), "OUT_OF_RANGE"),
    ],
)
def test_numbers_are_never_snapped(draft, code):
    found = sampling_rule(TABLES, draft)
    assert isinstance(found, PlanError)
    assert found.code == code


def test_variables_ask_for_values_and_the_method_for_its_limits():
    second = replace(DIAMETER, number=2, name_en="Outer dia.")
    by_k = replace(BY_VALUES, method="k")
    known = replace(BY_VALUES, sigma="known", sigma_value="0.01")

    def code(draft, *rows):
        return fault(classes=(draft,), characteristics=rows).code

    assert code(BY_VALUES, DIAMETER, FLASH) is PlanFaultCode.VARIABLES_NEED_VALUES
    assert code(by_k, DIAMETER) is PlanFaultCode.METHOD_K_NEEDS_ONE_LIMIT
    assert code(known, DIAMETER, second) is PlanFaultCode.KNOWN_SIGMA_NEEDS_ONE
    one_limit = replace(DIAMETER, lsl=None)
    assert fault(classes=(by_k,), characteristics=(one_limit,)) is None
    assert fault(classes=(known,), characteristics=(DIAMETER,)) is None
    assert fault(classes=(BY_VALUES,), characteristics=(DIAMETER, second)) is None


def test_skipping_lots_is_for_single_sampling_and_never_for_a_critical_class():
    critical = replace(MAJOR, char_class=CharClass.CRITICAL)
    assert option_fault((MAJOR,), skip_lot=True) is None
    assert option_fault((critical, DOUBLE), skip_lot=False) is None
    assert option_fault((MAJOR, critical), skip_lot=True).code is PlanFaultCode.SKIP_WITH_CRITICAL
    assert option_fault((DOUBLE,), skip_lot=True).code is PlanFaultCode.SKIP_NEEDS_SINGLE
