import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrace.domain.codes import internal
from qtrace.domain.codes.internal import (
    CommandCode,
    InternalCode,
    InternalKind,
    check_character,
    parse_internal,
)
from qtrace.domain.codes.reasons import CodeError, CodeReason, Reason

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
bodies = st.from_regex(r"[0-9A-Z]{1,6}(-[0-9A-Z]{1,5}){0,2}", fullmatch=True).filter(
    lambda body: len(body) >= 2
)
WRITERS = {
    InternalKind.GAUGE: internal.format_gauge,
    InternalKind.LOCATION: internal.format_location,
    InternalKind.STATION: internal.format_station,
    InternalKind.DEFECT: internal.format_defect,
    InternalKind.REASON: internal.format_reason,
}


def test_the_lots_of_the_mockups():
    assert internal.format_lot(2026, 4817) == "L26-04817-H"
    assert internal.format_lot(26, 4818) == "L26-04818-F"
    assert internal.format_container("L26-04817-H", 7) == "L26-04817-H/07"
    assert internal.format_container("L26-04817-H", 112) == "L26-04817-H/112"


def test_the_check_character_of_the_standard():
    """Source: ISO/IEC 7064 mod 37,36, example A12425GABC1234002 with check character M."""
    assert check_character("A12425GABC1234002") == "M"


def test_a_container_names_its_lot():
    found = parse_internal("L26-04817-H/07")
    assert (found.kind, found.lot, found.index) == (InternalKind.CONTAINER, "L26-04817-H", 7)
    assert found.body == "26-04817"


@given(st.integers(0, 99), st.integers(1, 9_999_999), st.integers(1, 9999))
def test_lots_containers_and_deliveries_read_back(year, number, index):
    lot = internal.format_lot(year, number)
    assert parse_internal(lot).kind is InternalKind.LOT
    container = parse_internal(internal.format_container(lot, index))
    assert (container.lot, container.index) == (lot, index)
    delivery = parse_internal(internal.format_delivery(year, number))
    assert delivery.body == f"{year:02}-{number:05}"
    shipment = parse_internal(internal.format_shipment(year, number))
    assert (shipment.kind, shipment.body) == (InternalKind.SHIPMENT, delivery.body)
    assert parse_internal(internal.format_badge(number)).body == f"{number:05}"


@given(st.sampled_from(sorted(WRITERS)), bodies)
def test_named_codes_read_back_and_are_printable_everywhere(kind, body):
    text = WRITERS[kind](body)
    found = parse_internal(text)
    assert (found.kind, found.body, found.text) == (kind, body, text)
    assert len(text) >= 8
    assert set(text) <= set(ALPHABET + "-/")


@pytest.mark.parametrize("command", CommandCode)
def test_commands_read_back(command):
    text = internal.format_command(command)
    assert parse_internal(text).command is command
    assert len(text) >= 8


def test_digit_commands_know_their_digit():
    assert [CommandCode(f"DIGIT-{n}").digit for n in range(10)] == list(range(10))
    assert CommandCode.ACCEPT.digit is None


@given(bodies, st.data())
def test_every_single_wrong_character_is_found(body, data):
    text = internal.format_gauge(body)
    places = [i for i, c in enumerate(text) if c in ALPHABET and i >= 4]
    place = data.draw(st.sampled_from(places))
    wrong = data.draw(st.sampled_from(ALPHABET.replace(text[place], "")))
    found = parse_internal(text[:place] + wrong + text[place + 1 :])
    assert isinstance(found, Reason)
    assert found.code is CodeReason.INTERNAL_CHECK


def test_nearly_every_swap_of_neighbours_is_found():
    """The standard promises single errors only; of swaps in lot numbers at least 97 % are found."""
    swaps = missed = 0
    for number in range(1, 100_000, 37):
        text = internal.format_lot(2026, number)
        for place in range(4, 8):
            one, two = text[place], text[place + 1]
            if one != two:
                swaps += 1
                swapped = parse_internal(text[:place] + two + one + text[place + 2 :])
                missed += isinstance(swapped, InternalCode)
    assert swaps > 5000
    assert missed / swaps < 0.03


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("L26-04817-G", CodeReason.INTERNAL_CHECK),
        ("L26-04817", CodeReason.INTERNAL_SHAPE),
        ("L26-04817-H/0", CodeReason.INTERNAL_SHAPE),
        ("L26-04817-H/00", CodeReason.INTERNAL_SHAPE),
        ("L26-04817-H/007", CodeReason.INTERNAL_SHAPE),
        ("L26-04817-HL26-04817-H", CodeReason.INTERNAL_SHAPE),
        ("l26-04817-h", CodeReason.CAPS_LOCK),
        (
            "cmd-accept-" + internal.format_command(CommandCode.ACCEPT)[-1].lower(),
            CodeReason.CAPS_LOCK,
        ),
        ("CMD-DANCE-" + check_character("CMD-DANCE"), CodeReason.INTERNAL_COMMAND),
        ("GAU-" + "A" * 21 + "-" + check_character("GAU" + "A" * 21), CodeReason.INTERNAL_SHAPE),
        ("BDG-", CodeReason.INTERNAL_SHAPE),
        ("LOC-Ä-1", CodeReason.INTERNAL_SHAPE),
    ],
)
def test_broken_codes_of_ours_have_a_reason(text, code):
    found = parse_internal(text)
    assert isinstance(found, Reason)
    assert found.code is code


@pytest.mark.parametrize("text", ["", "HELLO", "0109506000134352", "LAGER", "L2", "GAUGE-1"])
def test_other_texts_are_not_ours(text):
    assert parse_internal(text) is None


@pytest.mark.parametrize(
    "make",
    [
        lambda: internal.format_lot(2026, 0),
        lambda: internal.format_lot(2026, 10_000_000),
        lambda: internal.format_container("L26-04817-G", 1),
        lambda: internal.format_container("L26-04817-H/01", 1),
        lambda: internal.format_container("L26-04817-H", 0),
        lambda: internal.format_container("L26-04817-H", 10_000),
        lambda: internal.format_gauge("A"),
        lambda: internal.format_gauge("tg-011"),
        lambda: internal.format_gauge("TG--1"),
        lambda: internal.format_location("A" * 21),
        lambda: internal.format_badge(-1),
    ],
)
def test_what_cannot_be_a_code_is_not_made(make):
    with pytest.raises(CodeError):
        make()


@given(st.text(max_size=60) | st.from_regex(r"(L26-|BDG-|CMD-)[0-9A-Z/-]{0,20}", fullmatch=True))
def test_reading_is_total(text):
    found = parse_internal(text)
    assert found is None or isinstance(found, (InternalCode, Reason))
