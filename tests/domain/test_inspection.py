from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrace.domain.inspection import (
    LONGEST_READING,
    CharacteristicSpec,
    CharClass,
    CharKind,
    ReadingCode,
    ReadingOutcome,
    canonical_text,
    distance_outside,
    judge_value,
    spec_fault,
)

PASS, FAIL = ReadingOutcome.PASS, ReadingOutcome.FAIL
QUESTION, REFUSED = ReadingOutcome.QUESTION, ReadingOutcome.REFUSED


def spec(lsl=None, usl=None, nominal=None, decimals=2, unit="mm", kind=CharKind.VARIABLE):
    def number(text):
        return None if text is None else Decimal(text)

    return CharacteristicSpec(
        4, kind, CharClass.MAJOR, 20, number(nominal), number(lsl), number(usl), decimals, unit
    )


WIRE = spec("2.32", "2.48", "2.40")  # 2.40 ± 0.08 mm
HARDNESS = spec("65", "75", "70", 1, "IRHD")
FORCE = spec(lsl="15", decimals=1, unit="N")
LEAK = spec(usl="0.5", unit="ml/min")


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        *(("2.4", "2.40"), ("2.40", "2.40"), ("+02.400", "2.40"), (" 2.4\r\n", "2.40")),
        *(("2.405", "2.405"), ("2.48", "2.48"), ("2.32", "2.32")),
        *(("2.40 mm", "2.40"), ("2.40MM", "2.40"), ("2.4000000000000000000000", "2.40")),
    ],
)
def test_a_good_value_passes_with_one_canonical_text(text, canonical):
    verdict = judge_value(text, WIRE)
    assert (verdict.outcome, verdict.canonical) == (PASS, canonical)
    assert (verdict.distance, verdict.code, dict(verdict.facts)) == (None, None, {})


@pytest.mark.parametrize(
    ("text", "distance", "code", "limit"),
    [
        ("2.51", "0.03", ReadingCode.ABOVE_LIMIT, "2.48"),
        ("2.480000001", "0.000000001", ReadingCode.ABOVE_LIMIT, "2.48"),
        ("2.31", "-0.01", ReadingCode.BELOW_LIMIT, "2.32"),
    ],
)
def test_beyond_a_limit_fails_with_its_distance(text, distance, code, limit):
    verdict = judge_value(text, WIRE)
    assert (verdict.outcome, verdict.distance, verdict.code) == (FAIL, Decimal(distance), code)
    assert verdict.facts["limit"] == limit


@pytest.mark.parametrize(
    ("text", "code", "facts"),
    [
        ("", ReadingCode.EMPTY, {}),
        (" \t\r\n", ReadingCode.EMPTY, {}),
        ("2.", ReadingCode.INCOMPLETE, {}),
        (".", ReadingCode.INCOMPLETE, {}),
        ("-", ReadingCode.INCOMPLETE, {}),
        ("+", ReadingCode.INCOMPLETE, {}),
        ("2,40", ReadingCode.DECIMAL_COMMA, {"suggestion": "2.40"}),
        ("-,5", ReadingCode.DECIMAL_COMMA, {"suggestion": "-.5"}),
        ("２．４０", ReadingCode.FULL_WIDTH, {"suggestion": "2.40"}),
        ("2。4", ReadingCode.FULL_WIDTH, {"suggestion": "2.4"}),
        ("٢.٤", ReadingCode.FULL_WIDTH, {"suggestion": "2.4"}),
        ("\N{MINUS SIGN}2.4", ReadingCode.FULL_WIDTH, {"suggestion": "-2.4"}),
        ("２，４", ReadingCode.DECIMAL_COMMA, {"suggestion": "2.4"}),
        ("NaN", ReadingCode.NOT_FINITE, {}),
        ("sNaN12", ReadingCode.NOT_FINITE, {}),
        ("-Infinity", ReadingCode.NOT_FINITE, {}),
        ("inf", ReadingCode.NOT_FINITE, {}),
        ("1e9", ReadingCode.EXPONENT, {}),
        ("-2.4E-3", ReadingCode.EXPONENT, {}),
        ("1e999999999999", ReadingCode.EXPONENT, {}),
        ("0.0945 in", ReadingCode.OTHER_UNIT, {"unit": "in"}),
        ('0.0945"', ReadingCode.OTHER_UNIT, {"unit": '"'}),
        ("2.4 µm", ReadingCode.OTHER_UNIT, {"unit": "μm"}),
        ("0x10", ReadingCode.OTHER_UNIT, {"unit": "x10"}),
        ("9" * 25, ReadingCode.TOO_LONG, {"length": "25"}),
        ("1" * 10_000, ReadingCode.TOO_LONG, {"length": "10000"}),
        ("1,234.5", ReadingCode.NOT_A_NUMBER, {}),
        ("2.4.0", ReadingCode.NOT_A_NUMBER, {}),
        ("--2", ReadingCode.NOT_A_NUMBER, {}),
        ("1_000", ReadingCode.NOT_A_NUMBER, {}),
        ("2 4", ReadingCode.NOT_A_NUMBER, {}),
        ("mm", ReadingCode.NOT_A_NUMBER, {}),
        ("½", ReadingCode.NOT_A_NUMBER, {}),
        ("2.4 millimetres", ReadingCode.NOT_A_NUMBER, {}),
        ("2\x004", ReadingCode.NOT_A_NUMBER, {"given": "2\ufffd4"}),
        ("\ud800", ReadingCode.NOT_A_NUMBER, {"given": "\ufffd"}),
    ],
)
def test_what_is_no_reading_says_why(text, code, facts):
    verdict = judge_value(text, WIRE)
    assert (verdict.outcome, verdict.code) == (REFUSED, code)
    assert verdict.canonical is verdict.distance is None
    assert {key: verdict.facts[key] for key in facts} == facts


def test_a_unit_where_the_plan_has_none_is_refused():
    assert judge_value("2.4 mm", spec("2", "3", unit="")).code is ReadingCode.OTHER_UNIT


@given(st.text(max_size=60))
def test_any_text_has_a_verdict(text):
    for each in (WIRE, HARDNESS, FORCE, LEAK):
        verdict = judge_value(text, each, ("2.40", "2.40"))
        assert (verdict.canonical is None) == (verdict.outcome is REFUSED)
        assert all(len(fact) <= 5 + LONGEST_READING * 18 for fact in verdict.facts.values())


@given(st.text("0123456789+-.,eEnNaAiIfF \u2212０１．，mµ½٣", max_size=12))
def test_nearly_numbers_have_a_verdict_and_numbers_their_own_value(text):
    verdict = judge_value(text, WIRE, confirmed=True)
    if verdict.outcome in {PASS, FAIL}:
        assert Decimal(verdict.canonical) == Decimal(text.strip().rstrip("m").strip())
        assert (verdict.outcome is PASS) == (WIRE.lsl <= Decimal(verdict.canonical) <= WIRE.usl)


@given(st.decimals(-1000, 1000, places=6), st.integers(0, 9))
def test_equal_values_have_equal_texts(value, decimals):
    text = canonical_text(value, decimals)
    assert Decimal(text) == value
    assert text == canonical_text(Decimal(text) + Decimal("0.000000000"), decimals)
    assert len(text.partition(".")[2]) >= decimals
    assert not text.startswith(("-0.000000000", "+", "00"))


@pytest.mark.parametrize(
    ("each", "text", "suggestion"),
    [
        (WIRE, "24.0", "2.40"),
        (WIRE, "0.24", "2.40"),
        (WIRE, "240", "2.40"),
        (WIRE, "0.0024", "2.40"),
        (WIRE, "2400", "2.40"),
        (WIRE, "99", None),
        (WIRE, "-2.40", None),
        (WIRE, "0", None),
        (HARDNESS, "7.0", "70.0"),
        (HARDNESS, "700", "70.0"),
        (spec("40", "60"), "5", "50.00"),
        (spec("-0.05", "0.05"), "0.6", None),
        (LEAK, "5.01", None),
        (FORCE, "1.4", None),
        (FORCE, "151", None),
        (spec(usl="2.5", nominal="2.4"), "3.5", None),
        (spec(lsl="2.3", nominal="2.4"), "1.3", None),
    ],
)
def test_a_slip_of_the_point_is_asked_about_not_failed(each, text, suggestion):
    verdict = judge_value(text, each)
    assert (verdict.outcome, verdict.code) == (QUESTION, ReadingCode.FAR_OUTSIDE)
    assert verdict.facts.get("suggestion") == suggestion
    confirmed = judge_value(text, each, confirmed=True)
    assert confirmed.outcome is (FAIL if confirmed.distance is not None else PASS)
    assert (confirmed.canonical, confirmed.distance) == (verdict.canonical, verdict.distance)


@pytest.mark.parametrize(
    ("each", "text"),
    [
        (WIRE, "3.20"),  # ten tolerances from the middle, not outside them
        (WIRE, "1.60"),
        (HARDNESS, "20"),
        (LEAK, "5"),
        (LEAK, "0.6"),
        (FORCE, "1.5"),
        (spec("1", "100"), "101"),  # wide limits: a tenth of a real reading may lie within
        (spec("5", "5"), "6"),  # no tolerance to measure by
        (spec("-5", "-4"), "-6"),
        (spec(usl="0"), "0.1"),
        (spec(usl="2.4", nominal="2.4"), "3"),
        (spec(usl="2.5", nominal="2.4"), "3.4"),
    ],
)
def test_a_plain_failure_is_not_asked_about(each, text):
    assert judge_value(text, each).outcome is FAIL


def test_the_third_equal_value_in_a_row_is_asked_about_once():
    def outcome(*previous):
        return judge_value("2.4", WIRE, previous).outcome

    assert outcome() is outcome("2.40") is PASS
    verdict = judge_value("2.4", WIRE, ("2.41", "2.40", "2.40"))
    assert (verdict.outcome, verdict.code) == (QUESTION, ReadingCode.SAME_VALUE)
    assert verdict.facts["given"] == "2.40"
    assert outcome("2.40", "2.41", "2.40") is PASS
    assert outcome("2.40", "2.40", "2.40") is PASS
    confirmed = judge_value("2.4", WIRE, ("2.40", "2.40"), confirmed=True)
    assert confirmed.outcome is PASS
    failing = judge_value("2.51", WIRE, ("2.51", "2.51"))
    assert (failing.outcome, failing.distance) == (QUESTION, Decimal("0.03"))


@pytest.mark.parametrize(
    ("each", "fault"),
    [
        (spec("1", "2", kind=CharKind.ATTRIBUTE), ReadingCode.NOT_A_VARIABLE),
        (spec(), ReadingCode.NO_LIMITS),
        (spec(nominal="2"), ReadingCode.NO_LIMITS),
        (spec("3", "2"), ReadingCode.LIMITS_CROSSED),
    ],
)
def test_without_usable_limits_nothing_is_green(each, fault):
    assert spec_fault(each) is fault
    verdict = judge_value("2.4", each)
    assert (verdict.outcome, verdict.code) == (REFUSED, fault)


def test_one_limit_is_enough():
    assert spec_fault(FORCE) is spec_fault(LEAK) is None
    assert judge_value("15", FORCE).outcome is judge_value("0.5", LEAK).outcome is PASS
    assert distance_outside(Decimal("14.9"), FORCE) == Decimal("-0.1")
