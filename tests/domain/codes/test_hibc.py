"""HIBC supplier labels: symbols alone, both together, and what is refused."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from qtrace.domain.codes.checks import MOD43, mod43_character
from qtrace.domain.codes.hibc import (
    HibcFormat,
    device_identifier,
    is_pair,
    merge_hibc,
    parse_hibc,
)
from qtrace.domain.codes.reasons import Agency, CodeReason, Verdict
from tests.domain.codes.samples import YEAR

PRIMARY = "+A123BJC5D6E71G"
NAME = "+A99912345"


def _read(text):
    return parse_hibc(text, YEAR)


def _closed(payload):
    """`payload` with its check character."""
    return payload + mod43_character(payload)


def _second(data, link="G"):
    """A secondary symbol with `data`."""
    return _read(_closed(f"+{data}{link}"))


def _both(data):
    """A combined symbol with `data`."""
    return _read(_closed(f"{NAME}/{data}"))


def _codes(message):
    return [(reason.code, reason.position) for reason in message.reasons]


# --- samples of others ------------------------------------------------------------------------

# Issue and pull-request threads of BarcodeParserBuilder (47, 16, 20, 8); the check characters are
# right. The worked examples of ANSI/HIBC 2.6 as public libraries test them; right as well.
FIELD_CODES = [
    (
        "+E203PB414109/$$8243280112R00089525J",
        ("E203PB414109", "R00089525", None, date(2028, 1, 12), None, "24"),
    ),
    ("+EHWD3551419/$$900100F", ("EHWD3551419", None, None, None, None, "00100")),
    ("+EHWD3551419/$/Q100X", ("EHWD3551419", None, None, None, None, "100")),
    (
        "+E308T800206X0/$230513/14D20260413C",
        ("E308T800206X0", "230513", None, date(2026, 4, 13), None, None),
    ),
    (
        "+A99912345/$$52001510X3/16D20111212/S77DEFG457",
        ("A99912345", "10X3", "77DEFG45", date(2020, 1, 15), date(2011, 12, 12), None),
    ),
    (
        "+A99912349/$10X3/16D20111231/14D20200131/Q500Z",
        ("A99912349", "10X3", None, date(2020, 1, 31), date(2011, 12, 31), "500"),
    ),
    (
        "+A123ABCDEFGHI1234567891/$$420020216LOT123456789012345/SXYZ456789012345678/16D20130202$",
        (
            *("A123ABCDEFGHI1234567891", "LOT123456789012345", "XYZ456789012345678"),
            *(date(2020, 2, 2), date(2013, 2, 2), None),
        ),
    ),
    (
        "+J123AQ3451/25330BC34567/S4012X",
        ("J123AQ3451", "BC34567", "4012", date(2025, 11, 26), None, None),
    ),
]


@pytest.mark.parametrize(("text", "fields"), FIELD_CODES)
def test_combined_codes_from_the_field_read_completely(text, fields):
    found = _read(text)
    assert (found.verdict, found.format, found.reasons) == (Verdict.VALID, "hibc_combined", ())
    assert fields == (
        *(found.di, found.lot, found.serial, found.expiry, found.mfg, found.quantity),
    )
    assert (found.agency, found.raw, found.link) == (Agency.HIBCC, text, "")


IMDRF = "+H123PARTNO1234567890120/$$420020216LOT123456789012345/SXYZ456789012345678/16D20130202"


@pytest.mark.parametrize(
    ("printed", "right"),
    [
        # The sample of IMDRF N48 and FDA is printed with C.
        (
            f"{IMDRF}C",
            "H",
        ),
        # The table of secondary forms in the standard: L and C stand for any characters.
        ("+$$09053C001LC", "+"),
        ("+$+0001LC", "E"),
    ],
)
def test_printed_samples_with_a_wrong_check_character_are_refused(printed, right):
    found = _read(printed)
    assert found.verdict is Verdict.INVALID
    assert _codes(found) == [(CodeReason.CHECK_DIGIT, len(printed) - 1)]
    assert mod43_character(printed[:-1]) == right
    assert _read(_closed(printed[:-1])).verdict is not Verdict.INVALID


def test_check_characters_worked_out_in_the_standard():
    worked = {
        "+A123BJC5D6E71": "G",
        "+H123ABC01234567890": "D",
        "+$A1234G": "U",
        "+$$52001510X3G": "D",
        "+A99912345/$$52001510X3": "3",
        "+A123BJC5D6E71/$$52001510X3": "C",
    }
    assert {payload: mod43_character(payload) for payload in worked} == worked


# --- primary ------------------------------------------------------------------------------------


def test_a_primary_symbol_names_the_device():
    found = _read(PRIMARY)
    assert (found.verdict, found.format, found.di) == (Verdict.VALID, "hibc_primary", PRIMARY[1:-1])
    assert [(p.name, p.value, p.position) for p in found.parts] == [
        ("lic", "A123", 1),
        ("pcn", "BJC5D6E7", 5),
        ("unit", "1", 13),
    ]
    assert (found.part_number, found.link, found.get("unit")) == ("BJC5D6E7", "G", "1")


@pytest.mark.parametrize(
    ("payload", "code", "position"),
    [
        ("+A1231", CodeReason.VALUE_TOO_SHORT, 1),
        ("+A123", CodeReason.VALUE_TOO_SHORT, 1),
        ("+A123" + "B" * 19 + "1", CodeReason.VALUE_TOO_LONG, 24),
        ("+A123BJC5D6E7A", CodeReason.ILLEGAL_CHARACTER, 13),
        ("+A123BJ.C5D6E71", CodeReason.ILLEGAL_CHARACTER, 7),
        ("+A1-3BJC5D6E71", CodeReason.ILLEGAL_CHARACTER, 3),
        ("+A99912345/", CodeReason.HIBC_FIELD, 11),
    ],
)
def test_a_broken_name_is_refused_at_its_place(payload, code, position):
    found = _read(_closed(payload))
    assert (found.verdict, _codes(found)) == (Verdict.INVALID, [(code, position)])


# --- secondary ----------------------------------------------------------------------------------

D28 = date(2005, 9, 28)


@pytest.mark.parametrize(
    ("data", "fields", "names"),
    [
        ("05271", (None, None, D28, None), ["expiry"]),
        ("052713C001", ("3C001", None, D28, None), ["expiry", "lot"]),
        ("$3C001", ("3C001", None, None, None), ["lot"]),
        ("$A-1.B", ("A-1.B", None, None, None), ["lot"]),
        ("$$09053C001", ("3C001", None, date(2005, 9, 30), None), ["expiry_month", "lot"]),
        ("$$1205", (None, None, date(2005, 12, 31), None), ["expiry_month"]),
        ("$$0224", (None, None, date(2024, 2, 29), None), ["expiry_month"]),
        ("$$20928053C001", ("3C001", None, D28, None), ["expiry", "lot"]),
        ("$$30509283C001", ("3C001", None, D28, None), ["expiry", "lot"]),
        ("$$4050928223C001", ("3C001", None, D28, None), ["expiry_hour", "lot"]),
        ("$$5052713C001", ("3C001", None, D28, None), ["expiry", "lot"]),
        ("$$605271223C001", ("3C001", None, D28, None), ["expiry_hour", "lot"]),
        ("$$73C001", ("3C001", None, None, None), ["lot"]),
        ("$$82409053C001", ("3C001", None, date(2005, 9, 30), "24"), None),
        ("$$82420928053C001", ("3C001", None, D28, "24"), None),
        ("$$8244050928223C001", ("3C001", None, D28, "24"), None),
        ("$$824605271223C001", ("3C001", None, D28, "24"), None),
        ("$$82473C001", ("3C001", None, None, "24"), ["quantity", "lot"]),
        ("$$824", (None, None, None, "24"), ["quantity"]),
        ("$$90010030509283C001", ("3C001", None, D28, "00100"), None),
        ("$$9001005052713C001", ("3C001", None, D28, "00100"), None),
        ("$$90010073C001", ("3C001", None, None, "00100"), None),
        ("$$900100", (None, None, None, "00100"), ["quantity"]),
        ("$+0001", (None, "0001", None, None), ["serial"]),
        ("$$+09050001", (None, "0001", date(2005, 9, 30), None), ["expiry_month", "serial"]),
        ("$$+20928050001", (None, "0001", D28, None), ["expiry", "serial"]),
        ("$$+30509280001", (None, "0001", D28, None), ["expiry", "serial"]),
        ("$$+4050928200001", (None, "0001", D28, None), ["expiry_hour", "serial"]),
        ("$$+5052710001", (None, "0001", D28, None), ["expiry", "serial"]),
        ("$$+605271200001", (None, "0001", D28, None), ["expiry_hour", "serial"]),
        ("$$+70001", (None, "0001", None, None), ["serial"]),
    ],
)
def test_every_form_of_the_standard_reads(data, fields, names):
    for found in (_second(data), _both(data)):
        assert (found.lot, found.serial, found.expiry, found.quantity) == fields
        parts = [p.name for p in found.parts if p.name not in ("lic", "pcn", "unit")]
        assert names in (None, parts)
    assert _second(data).verdict is Verdict.INCOMPLETE
    assert _both(data).verdict is Verdict.VALID


def test_a_secondary_symbol_alone_waits_for_its_primary():
    found = _second("$$5200153C001")
    assert (found.format, found.link, found.di) == ("hibc_secondary", "G", None)
    assert _codes(found) == [(CodeReason.HIBC_PRIMARY_MISSING, 0)]


def test_marks_and_places_of_the_fields():
    found = _both("$$8243260930L1/S7/16D20260101")
    assert [(p.name, p.mark, p.value, p.position) for p in found.parts[3:]] == [
        ("quantity", "$$8", "24", 11),
        ("expiry", "3", "260930", 16),
        ("lot", "", "L1", 23),
        ("serial", "/S", "7", 25),
        ("mfg", "/16D", "20260101", 28),
    ]
    assert found.parts[4].day == found.expiry == date(2026, 9, 30)


@given(st.permutations(["/S77", "/14D20270131", "/16D20260131", "/Q500"]))
def test_supplements_come_in_any_order(order):
    found = _both("$L1" + "".join(order))
    assert (found.verdict, found.lot, found.serial) == (Verdict.VALID, "L1", "77")
    assert (found.expiry, found.mfg) == (date(2027, 1, 31), date(2026, 1, 31))
    assert found.quantity == "500"


def test_a_date_of_a_month_and_a_day_in_it_agree_and_the_day_counts():
    found = _both("$$0926L1/14D20260915")
    assert (found.verdict, found.expiry) == (Verdict.VALID, date(2026, 9, 15))
    assert _both("$$3260915L1/14D20260915/14D20260915").verdict is Verdict.VALID
    assert _both("$$805/Q5").verdict is Verdict.VALID
    assert _both("$+A1/SA1").verdict is Verdict.VALID


@pytest.mark.parametrize(
    ("data", "position"),
    [
        ("$$0926L1/14D20261015", 19),
        ("$$3260915L1/14D20260916", 22),
        ("$$0926/14D20260915/14D20260916", 29),
        ("$$805/Q6", 16),
        ("$+A1/SA2", 15),
        ("$L/16D20260915/16D20260916", 25),
    ],
)
def test_two_fields_that_say_otherwise_are_refused(data, position):
    assert _codes(_both(data)) == [(CodeReason.FIELD_REPEATED, position)]


@pytest.mark.parametrize(
    ("data", "code", "position"),
    [
        ("$$1305L", CodeReason.DATE_INVALID, 13),
        ("$$0005L", CodeReason.DATE_INVALID, 13),
        ("$$09", CodeReason.DATE_INVALID, 13),
        ("$$3260230L", CodeReason.DATE_INVALID, 14),
        ("$$3260200L", CodeReason.DATE_INVALID, 14),
        ("$$2023026L", CodeReason.DATE_INVALID, 14),
        ("$$5ABCDEL", CodeReason.DATE_INVALID, 14),
        ("$$526000L", CodeReason.DATE_INVALID, 14),
        ("$$526366L", CodeReason.DATE_INVALID, 14),
        ("$$524367L", CodeReason.DATE_INVALID, 14),
        ("$$426010124L", CodeReason.TIME_INVALID, 14),
        ("$$62600124L", CodeReason.TIME_INVALID, 14),
        ("26366L", CodeReason.DATE_INVALID, 11),
        ("$$", CodeReason.HIBC_FORMAT, 13),
        ("$$A", CodeReason.HIBC_FORMAT, 13),
        ("$$+", CodeReason.HIBC_FORMAT, 14),
        ("$$+8055", CodeReason.HIBC_FORMAT, 14),
        ("$$824L1", CodeReason.HIBC_FORMAT, 16),
        ("$$88", CodeReason.VALUE_TOO_SHORT, 14),
        ("$$90010", CodeReason.VALUE_TOO_SHORT, 14),
        ("$$8A4", CodeReason.ILLEGAL_CHARACTER, 14),
        ("$", CodeReason.VALUE_MISSING, 12),
        ("$+", CodeReason.VALUE_MISSING, 13),
        ("$$7", CodeReason.VALUE_MISSING, 14),
        ("$$+7", CodeReason.VALUE_MISSING, 15),
        ("$L 1", CodeReason.ILLEGAL_CHARACTER, 13),
        ("$L%", CodeReason.ILLEGAL_CHARACTER, 13),
        ("$" + "L" * 19, CodeReason.VALUE_TOO_LONG, 30),
        ("$$3261231" + "L" * 19, CodeReason.VALUE_TOO_LONG, 38),
        ("26365" + "L" * 14, CodeReason.VALUE_TOO_LONG, 29),
        ("2636", CodeReason.HIBC_FIELD, 11),
        ("ABC", CodeReason.HIBC_FIELD, 11),
        ("Q100", CodeReason.HIBC_FIELD, 11),
        ("$L/17D20260101", CodeReason.HIBC_FIELD, 14),
        ("$L/", CodeReason.HIBC_FIELD, 14),
        ("$L//S1", CodeReason.HIBC_FIELD, 14),
        ("$L/S", CodeReason.VALUE_MISSING, 15),
        ("$L/S" + "1" * 19, CodeReason.VALUE_TOO_LONG, 33),
        ("$L/14D202601", CodeReason.DATE_INVALID, 17),
        ("$L/16D20261301", CodeReason.DATE_INVALID, 17),
        ("$L/Q", CodeReason.VALUE_MISSING, 15),
        ("$L/Q1A", CodeReason.ILLEGAL_CHARACTER, 16),
        ("$L/Q123456", CodeReason.VALUE_TOO_LONG, 20),
    ],
)
def test_broken_secondary_data_is_refused_at_its_place(data, code, position):
    found = _both(data)
    assert (found.verdict, _codes(found)) == (Verdict.INVALID, [(code, position)])
    assert _second(data).verdict is Verdict.INVALID


def test_fields_before_the_fault_are_shown():
    found = _both("$$3260930L1/17D20260101")
    assert (found.di, found.lot, found.expiry) == ("A99912345", "L1", date(2026, 9, 30))


# --- characters ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code", "position"),
    [
        ("+a123bjc5d6e71g", CodeReason.CAPS_LOCK, 1),
        ("+A123BJC5D6e71G", CodeReason.CAPS_LOCK, 11),
        ("+A123BJC5#D6E71", CodeReason.ILLEGAL_CHARACTER, 9),
        ("+A123BJC5*D6E71", CodeReason.ILLEGAL_CHARACTER, 9),
        ("+A123\x1dB1G", CodeReason.CONTROL_CHARACTER, 5),
        ("+A123１B1G", CodeReason.NON_ASCII, 5),
        ("*+A123BJC5D6E71G", CodeReason.ILLEGAL_CHARACTER, 0),
        ("*+A123bJC5D6E71G*", CodeReason.CAPS_LOCK, 6),
        ("+A123BJC_D6E71G", CodeReason.ILLEGAL_CHARACTER, 8),
    ],
)
def test_characters_that_are_no_hibc_are_refused(text, code, position):
    found = _read(text)
    assert (found.verdict, _codes(found)) == (Verdict.INVALID, [(code, position)])


@pytest.mark.parametrize("text", ["+", "+$", "+$G", "+12", "+/EO5232013", "+%A123", "*+*", "+ "])
def test_a_flag_without_suppliers_data_is_refused(text):
    found = _read(text)
    assert (found.verdict, found.format) == (Verdict.INVALID, "hibc")
    assert _codes(found)[0][0] is CodeReason.HIBC_STRUCTURE


@pytest.mark.parametrize("text", ["", "A123", "*A123*", " +A123BJC5D6E71G", "(01)", "*"])
def test_other_texts_are_not_hibc(text):
    found = _read(text)
    assert (found.verdict, found.format) == (Verdict.NOT_UDI, HibcFormat.NONE)
    assert _codes(found) == [(CodeReason.NOT_RECOGNISED, 0)]


def test_the_printed_form_draws_a_space_as_an_underscore():
    found = _read("*+$$52001510X3+_*")
    assert (found.verdict, found.lot, found.link) == (Verdict.INCOMPLETE, "10X3", "+")
    assert [p.position for p in found.parts] == [2, 10]
    assert _codes(found) == [(CodeReason.HIBC_PRIMARY_MISSING, 1)]


def test_a_check_character_that_is_a_space_and_got_lost_is_told():
    assert _read("+$$52001510X3+ ").verdict is Verdict.INCOMPLETE
    assert _codes(_read("+$$52001510X3+")) == [(CodeReason.HIBC_SPACE_LOST, 14)]


@pytest.mark.parametrize("check", MOD43)
def test_check_and_link_may_be_any_character_even_the_marks(check):
    names = (f"+A{n:03}PZ{letter}1" for n in range(99) for letter in MOD43[:36])
    name = next(name for name in names if _closed(name)[-1] == check)
    primary = _read(_closed(name))
    assert (primary.verdict, primary.link) == (Verdict.VALID, check)
    lots = (f"L{n}{letter}" for n in range(99) for letter in MOD43[:36])
    lot = next(lot for lot in lots if _closed(f"+${lot}/S1{check}")[-1] == check)
    second = _second(f"${lot}/S1", check)
    assert (second.link, second.raw[-1], second.lot, second.serial) == (check, check, lot, "1")
    assert is_pair(primary, second)


# --- both symbols -------------------------------------------------------------------------------


def test_the_two_symbols_of_a_label_make_one_message():
    # Issue 47 of BarcodeParserBuilder; the link character is `+`, the check character `$`.
    primary, second = _read("+E260PPAUXEMO19+"), _read("+$$8053290331260301104+$")
    assert is_pair(primary, second)
    found = merge_hibc(primary, second)
    assert (found.verdict, found.format, found.reasons) == (Verdict.VALID, "hibc_merged", ())
    assert (found.di, found.lot, found.expiry) == ("E260PPAUXEMO19", "260301104", date(2029, 3, 31))
    assert (found.quantity, found.link) == ("05", "+")
    assert found.raw == f"{primary.raw}\n{second.raw}"
    assert [p.value for p in found.parts] == [p.value for p in primary.parts + second.parts]
    assert [found.raw[p.position :][:3] for p in found.parts[3:]] == ["$$8", "329", "260"]


def test_symbols_of_two_labels_do_not_merge():
    second = _second("$L1", " ")
    assert not is_pair(_read(PRIMARY), second)
    found = merge_hibc(_read(PRIMARY), second)
    assert found.verdict is Verdict.INVALID
    assert [r.code for r in found.reasons] == [CodeReason.HIBC_LINK]
    assert found.reasons[0].facts == {"first": "G", "second": "_"}


def test_a_broken_symbol_breaks_the_label():
    broken = _read(_closed("+$$1326L1G"))
    found = merge_hibc(_read(PRIMARY), broken)
    assert [r.code for r in found.reasons] == [CodeReason.DATE_INVALID]
    assert found.verdict is Verdict.INVALID


def test_only_a_primary_and_a_secondary_symbol_are_a_pair():
    second = _second("$L1")
    assert is_pair(_read(PRIMARY), second)
    assert not is_pair(second, _read(PRIMARY))
    assert not is_pair(_read(PRIMARY), _read(PRIMARY))
    assert not is_pair(_read(PRIMARY[:-1] + "H"), second)
    assert not is_pair(_read(PRIMARY), _read("+$L1GA"))


@pytest.mark.parametrize(
    ("text", "identifier"),
    [
        ("A123BJC5D6E71", "A123BJC5D6E71"),
        (PRIMARY, "A123BJC5D6E71"),
        (f"*{PRIMARY}*", "A123BJC5D6E71"),
        ("+EHWD3551419/$/Q100X", "EHWD3551419"),
        ("+$A1234GU", None),
        ("+A123BJC5D6E71H", None),
        ("", None),
        ("1123BJC5D6E71", None),
        ("A123BJC5D6E7X", None),
        ("a123bjc5d6e71", None),
        ("A1231", None),
    ],
)
def test_a_device_identifier_is_known_alone_and_in_its_symbol(text, identifier):
    assert device_identifier(text) == identifier


# --- any text -----------------------------------------------------------------------------------


@given(st.text(max_size=60) | st.text(st.sampled_from(MOD43 + "*_a"), max_size=60).map("+".__add__))
@example("*+")
@example("+A")
@example("+$$GG")
def test_any_text_has_a_message(text):
    found = _read(text)
    assert found.raw == text
    assert (found.verdict is Verdict.VALID) == (not found.reasons)
    for reason in found.reasons:
        assert reason.position is None or 0 <= reason.position <= len(text)
    for part in found.parts:
        assert text[part.position :].startswith((part.mark, part.value, "$", "/"))


@given(st.text(st.sampled_from(MOD43), max_size=50))
def test_any_data_with_a_right_check_character_has_a_message(data):
    assert _read(_closed("+" + data)).verdict in Verdict
    assert _both(data).format in ("hibc_combined", "hibc")


@given(st.integers(min_value=0, max_value=len(PRIMARY) - 1), st.sampled_from(MOD43))
def test_one_wrong_character_is_always_found(place, character):
    text = PRIMARY[:place] + character + PRIMARY[place + 1 :]
    assert (_read(text).verdict is Verdict.VALID) == (text == PRIMARY)


def test_a_hostile_text_is_read_quickly():
    found = _both("$L" + "/Q1" * 2700)
    assert found.verdict is Verdict.VALID
