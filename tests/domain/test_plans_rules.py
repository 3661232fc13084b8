"""What a plan must hold before it can decide anything."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrace.domain.inspection import CharacteristicSpec, CharClass, CharKind, spec_fault
from qtrace.domain.plans import (
    CharacteristicDraft,
    ClassDraft,
    PlanFaultCode,
    check_plan,
    sampling_rule,
)
from qtrace.domain.sampling.plans import PlanError, SampleType, SamplingRule
from qtrace.domain.sampling.tables import build_tables
from qtrace.reference import read_table

TABLES = build_tables(read_table)
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
