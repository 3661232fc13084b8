import random
import string

import pytest

from qtrace.domain.codes.gs1 import parse_gs1
from qtrace.domain.codes.reasons import Verdict
from tests.domain.codes.samples import DI, GS, TABLE, YEAR

ALPHANUMERIC = string.ascii_uppercase + string.digits
ORDERS = [
    ("17", "10", "21"),
    ("17", "11", "10", "21"),
    ("10", "17", "21"),
    ("10", "17"),
    ("21", "17", "10"),
    ("21", "10"),
    ("17", "10", "240"),
]


def _label(rng, order, characters):
    def text(least, most):
        return "".join(rng.choices(characters, k=rng.randint(least, most)))

    def day():
        return f"{rng.randint(20, 35)}{rng.randint(1, 12):02}{rng.randint(1, 28):02}"

    make = {
        "10": lambda: text(4, 12),
        "21": lambda: text(5, 14),
        "240": lambda: text(6, 6),
        "11": day,
        "17": day,
    }
    pairs = [("01", DI[2:]), *((ai, make[ai]()) for ai in order)]
    parts = [ai + value + (GS if ai in {"10", "21", "240"} else "") for ai, value in pairs]
    return "".join(parts).rstrip(GS), dict(pairs)


@pytest.mark.parametrize("characters", [ALPHANUMERIC, string.digits], ids=["mixed", "digits"])
@pytest.mark.parametrize("order", ORDERS, ids="-".join)
def test_at_least_99_percent_of_lost_separators_are_found(order, characters):
    rng = random.Random(f"{order}{characters}")
    found = right = 0
    for _ in range(400):
        text, truth = _label(rng, order, characters)
        message = parse_gs1(text.replace(GS, ""), TABLE, YEAR)
        found += message.verdict is Verdict.SUSPECT
        right += any(reading.values() == truth for reading in message.alternatives)
        assert message.verdict is not Verdict.VALID or message.reading.values() == truth
    assert found >= 396
    assert right >= 396


@pytest.mark.parametrize(
    "order", [*ORDERS, ("17", "10"), ("10",), ("21",), ("17", "21")], ids="-".join
)
def test_at_most_1_percent_of_intact_labels_are_suspected(order):
    rng = random.Random(f"intact{order}")
    texts = [_label(rng, order, ALPHANUMERIC)[0] for _ in range(1000)]
    suspected = sum(parse_gs1(t, TABLE, YEAR).verdict is Verdict.SUSPECT for t in texts)
    assert suspected <= 10


def test_at_most_1_percent_of_intact_labels_with_a_serial_of_digits_are_suspected():
    suspected = total = 0
    for order in (("21",), ("17", "21"), ("11", "17", "21"), ("11", "21")):
        rng = random.Random(f"digits{order}")
        for _ in range(1500):
            text, _ = _label(rng, order, string.digits)
            total += 1
            suspected += parse_gs1(text, TABLE, YEAR).verdict is Verdict.SUSPECT
    assert suspected <= total / 100


@pytest.mark.parametrize(
    ("text", "suspected"),
    [
        ("21AB12101234", True),  # letters: "10" is rarely there by chance
        ("2112345101234", True),
        ("211234101234", False),  # a serial of four digits
        ("172612312112345101234", False),  # behind a date ten digits
        ("1726123121123451012345", True),
        ("1012341012345", False),  # no lot in a lot
        ("101234211234", False),
        ("1012342112345", True),
        ("10123424012345", False),
        ("101234240123456", True),
        ("211217261231", True),  # a date proves itself behind any head
    ],
)
def test_digits_alone_say_little(text, suspected):
    found = parse_gs1(f"{DI}{text}", TABLE, YEAR)
    assert (found.verdict is Verdict.SUSPECT) is suspected


def test_the_literal_reading_stands_and_the_other_is_shown():
    found = parse_gs1(f"{DI}10ABC117261231", TABLE, YEAR)
    assert found.verdict is Verdict.SUSPECT
    assert found.lot == "ABC117261231"
    assert found.alternative.values() == {"01": DI[2:], "10": "ABC1", "17": "261231"}
    assert found.reasons[0].facts == {
        "ai": "10",
        "value": "ABC117261231",
        "head": "ABC1",
        "next": "17",
    }
    assert found.reasons[0].position == 22


def test_a_value_that_cannot_be_is_explained_by_a_lost_separator():
    """The order seen in the field: 10…17…01… with nothing between (biip issues 137, 253)."""
    found = parse_gs1(f"10LOT-A417261231{DI}", TABLE, YEAR)
    assert found.verdict is Verdict.SUSPECT
    assert found.alternative.values() == {"10": "LOT-A4", "17": "261231", "01": DI[2:]}


def test_a_number_field_that_swallowed_a_lot_is_explained():
    text = "0039506000000012341802195060001343593712107F42112611051731110524" + "0SR-12-C"
    found = parse_gs1(text, TABLE, YEAR)
    assert found.verdict is Verdict.SUSPECT
    assert found.alternative.get("37") == "12"
    assert found.alternative.get("10") == "7F42"


def test_what_no_lost_separator_explains_is_invalid():
    assert parse_gs1(f"{DI}10{'X' * 30}", TABLE, YEAR).verdict is Verdict.INVALID


def test_a_wrong_check_digit_is_not_excused_by_a_suspicion():
    found = parse_gs1(f"{DI[:-1]}310ABC117261231", TABLE, YEAR)
    assert found.verdict is Verdict.INVALID
    assert found.alternatives == ()


def test_a_scanner_that_sends_separators_is_believed_about_free_text():
    text = f"{DI}21123456789{GS}240AB101234"
    assert parse_gs1(text, TABLE, YEAR).verdict is Verdict.VALID
    assert parse_gs1(f"{text}17261231", TABLE, YEAR).verdict is Verdict.SUSPECT


@pytest.mark.parametrize(
    "text", [f"(01){DI[2:]}(10)ABC117261231", f"https://x/01/{DI[2:]}/10/ABC117261231"]
)
def test_texts_without_separators_lose_none(text):
    assert parse_gs1(text, TABLE, YEAR).verdict is Verdict.VALID
