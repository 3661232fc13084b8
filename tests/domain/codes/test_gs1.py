from datetime import date

import pytest

from qtrace.domain.codes.gs1 import Syntax, parse_gs1
from qtrace.domain.codes.reasons import Agency, CodeReason, Verdict
from tests.domain.codes.samples import DI, GS, YEAR


@pytest.fixture
def read(table):
    return lambda text, year=YEAR: parse_gs1(text, table, year)


def _codes(message):
    return [reason.code.value for reason in message.reasons]


# --- element strings ------------------------------------------------------------------------


def test_a_full_label_reads_field_by_field(read):
    text = f"]d2{DI}112611051728021010LOT-7{GS}21SN42"
    found = read(text)
    assert found.verdict is Verdict.VALID
    assert found.agency is Agency.GS1
    assert (found.di, found.lot, found.serial) == ("09506000134352", "LOT-7", "SN42")
    assert (found.mfg, found.expiry) == (date(2026, 11, 5), date(2028, 2, 10))
    assert found.reading.values()["17"] == "280210"
    assert [element.position for element in found.reading.elements] == [3, 19, 27, 35, 43]
    assert found.raw == text
    assert found.marked
    assert found.separators == 1


@pytest.mark.parametrize("start", ["]C1", "]d2", "]Q3", "]e0", "]J1", GS, f"]d2{GS}", "", "␝"])
def test_every_way_to_say_gs1_reads_the_same(read, start):
    assert read(f"{start}{DI}10A1").reading.values() == {"01": DI[2:], "10": "A1"}


def test_harmless_separators_after_fixed_fields_and_at_the_end(read):
    found = read(f"{DI}{GS}17261231{GS}10A1{GS}")
    assert found.verdict is Verdict.VALID
    assert found.separators == 0


@pytest.mark.parametrize("frame", ["\r\n", "\t", "\x03", "\r"])
def test_frame_characters_go_and_the_raw_text_stays(read, frame):
    found = read(f"\x02\ufeff]C1{DI}10A1{frame}")
    assert found.lot == "A1"
    assert found.raw.endswith(frame)
    assert found.reading.elements[0].position == 5


def test_a_trailing_space_is_not_a_frame_character(read):
    found = read(f"{DI}10A1 ")
    assert found.verdict is Verdict.INVALID
    assert found.reasons[0].position == 20


def test_the_screen_symbol_for_gs_is_a_separator(read):
    assert read(f"{DI}10A1␝21B2").serial == "B2"


@pytest.mark.parametrize(
    ("text", "code", "position"),
    [
        (f"{DI[:-1]}3", "check_digit", 15),
        (f"{DI}17261301", "date_invalid", 18),
        (f"{DI}17000000", "date_invalid", 18),
        (f"{DI}7003261200", "value_too_short", 20),
        (f"{DI}70032612002359", "date_invalid", 20),
        (f"{DI}70032612312460", "time_invalid", 26),
        (f"{DI}05123", "unknown_ai", 16),
        (f"{DI}10A1{GS}{GS}21B", "double_separator", 21),
        (f"{DI}10{GS}21B", "value_missing", 18),
        (f"{DI}10A#1", "separator_replaced", 19),
        (f"{DI}10A~21B", "separator_replaced", 19),
        (f"{DI}10Aé", "non_ascii", 19),
        (f"{DI}10A\x00", "control_character", 19),
        (f"{DI}10A\ud800", "surrogate", 19),
        (f"{DI}3012X", "illegal_character", 20),
        (f"{DI}17261", "value_too_short", 18),
        (f"{DI}10" + "X" * 21, "value_too_long", 38),
        (f"{DI}422999", "country_unknown", 19),
        (f"]d2(01){DI[2:]}", "brackets_in_symbol", 3),
        (f"]d2{DI}8010!!", "illegal_character", 23),
        ("]d28013ABC", "check_pair", 8),
        ("010950600013435", "value_too_short", 2),
        ("]C1", "empty", 3),
        ("]d2hello", "unknown_ai", 3),
        ("]D20109506000134352", "caps_lock", 0),
    ],
)
def test_faults_have_a_code_and_a_place(read, text, code, position):
    found = read(text)
    reason = found.reasons[0]
    assert found.verdict is Verdict.INVALID or code == "empty"
    assert (reason.code.value, reason.position) == (code, position)


@pytest.mark.parametrize("digit", ["٢", "２", "²", "२"])
def test_only_ascii_digits_are_digits(read, digit):
    assert read(DI[:-1] + digit).verdict is not Verdict.VALID
    assert read("400638133393" + digit).verdict is not Verdict.VALID


# --- together -------------------------------------------------------------------------------


def test_a_repeat_with_the_same_value_is_harmless(read):
    found = read(f"{DI}10A1{GS}{DI}")
    assert found.verdict is Verdict.VALID
    assert len(found.reading.elements) == 2


def test_a_repeat_with_another_value_is_two_labels(read):
    found = read(f"{DI}10A1{GS}10A2")
    assert (found.verdict, _codes(found)) == (Verdict.INVALID, ["ai_repeated"])
    assert found.reasons[0].facts == {"ai": "10", "first": "A1", "second": "A2"}


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        (f"{DI}0209506000134352", {"01", "02"}),
        (f"{DI}3712", {"01", "37"}),
        (f"{DI}21A{GS}235B", {"21", "235"}),
        (f"{DI}31030001003102000100", {"3103", "3102"}),
        (f"{DI}422156{GS}426156", {"422", "426"}),
    ],
)
def test_exclusive_pairs(read, text, pair):
    found = read("]d2" + text)
    facts = next(r.facts for r in found.reasons if r.code is CodeReason.AI_EXCLUSIVE)
    assert found.verdict is Verdict.INVALID
    assert {facts["ai"], facts["other"]} == pair


@pytest.mark.parametrize("text", ["]d210A1", "17261231", f"21B2{GS}10A1", "]d237" + "12"])
def test_production_data_alone_is_incomplete(read, text):
    found = read(text)
    assert found.verdict is Verdict.INCOMPLETE
    assert set(_codes(found)) == {"di_missing"}


def test_an_attribute_without_its_companion_is_invalid(read):
    found = read(f"{DI}250A1")
    assert (found.verdict, _codes(found)) == (Verdict.INVALID, ["ai_missing"])
    assert found.reasons[0].facts["needed"] == "21"
    assert read(f"{DI}21S{GS}250A1").verdict is Verdict.VALID


def test_a_logistic_label_is_valid_without_device_identifier(read):
    found = read(
        f"]C100395060000000123418"
        f"02195060001343593712{GS}107F42{GS}112611051731110524"
        f"0SR-12-C{GS}400PO-26-2207"
    )
    assert found.verdict is Verdict.VALID
    assert (found.di, found.content, found.lot) == (None, "19506000134359", "7F42")
    assert found.get("240") == "SR-12-C"
    assert found.get("37") == "12"


def test_expiry_with_time_counts_as_expiry(read):
    assert read(f"]d2{DI}70032612312359").expiry == date(2026, 12, 31)


def test_day_zero_keeps_its_text_and_means_the_last_day(read):
    found = read(f"{DI}17260200")
    assert found.expiry == date(2026, 2, 28)
    assert found.get("17") == "260200"


def test_the_century_comes_from_the_given_year(read):
    assert read(f"{DI}17760101").expiry == date(2076, 1, 1)
    assert read(f"{DI}17770101").expiry == date(1977, 1, 1)
    assert read(f"{DI}17770101", 2027).expiry == date(2077, 1, 1)


def test_29_february_of_2100_does_not_exist(read):
    found = read(f"{DI}17000229", 2060)
    assert (found.verdict, _codes(found)) == (Verdict.INVALID, ["date_invalid"])
    assert read(f"{DI}17000229", 2026).expiry == date(2000, 2, 29)


# --- bracketed ------------------------------------------------------------------------------


def test_bracketed_text_with_escapes(read):
    found = read(r"(01)09506000134352(17)261231(10)A\(1\)B(2")
    assert found.verdict is Verdict.VALID
    assert found.syntax is Syntax.BRACKETED
    assert found.lot == "A(1)B(2"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("(01)09506000134352(10)A(5)B", "unknown_ai"),
        ("(01)09506000134352(10)", "value_missing"),
        ("(01)0950600013435", "value_too_short"),
        ("(01)095060001343521", "value_too_long"),
        ("(01", "bracket_malformed"),
        ("(1)2", "unknown_ai"),
    ],
)
def test_bracketed_text_is_refused_rather_than_guessed(read, text, code):
    found = read(text)
    assert (found.verdict, _codes(found)[0]) == (Verdict.INVALID, code)


def test_an_unescaped_bracket_with_a_known_ai_is_that_ai(read):
    assert read("(01)09506000134352(10)220707(22)AvB").reading.values()["22"] == "AvB"


# --- bare numbers and symbols ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "di"),
    [
        ("4006381333931", "04006381333931"),
        ("036000291452", "00036000291452"),
        ("96385074", "00000096385074"),
        ("09506000134352", "09506000134352"),
        ("]E04006381333931", "04006381333931"),
        ("]E0036000291452", "00036000291452"),
        ("]E496385074", "00000096385074"),
        ("]I109506000134352", "09506000134352"),
        ("]C04006381333931", "04006381333931"),
    ],
)
def test_bare_numbers_become_14_digits(read, text, di):
    found = read(text)
    assert (found.verdict, found.di, found.syntax) == (Verdict.VALID, di, Syntax.GTIN)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("4006381333932", "gtin_check_digit"),
        ("]E04006381333932", "gtin_check_digit"),
        ("]E496385075", "gtin_check_digit"),
        ("]I1950600013435", "symbol_length"),
        ("]I096385074", "symbol_length"),
        ("]E0400638133393", "gtin_check_digit"),
        ("]E040063813339", "symbol_length"),
    ],
)
def test_wrong_numbers_are_invalid(read, text, code):
    found = read(text)
    assert (found.verdict, _codes(found)) == (Verdict.INVALID, [code])


def test_production_data_that_looks_like_a_gtin_is_still_read(read):
    assert read("10123456").lot in {"123456", None}
    assert read("17261231").expiry == date(2026, 12, 31)


@pytest.mark.parametrize(
    "text",
    ["", "HELLO", "12345", "00000000", "L26-04817-H", "]C0HELLO", "\r\n", " ", "45-001", "17 mm"],
)
def test_other_text_is_no_udi(read, text):
    found = read(text)
    assert found.verdict is Verdict.NOT_UDI
    assert len(found.reasons) == 1


def test_another_kind_of_symbol_carries_no_element_string(read):
    found = read(f"]C0{DI}10A1")
    assert (found.verdict, _codes(found)) == (Verdict.NOT_UDI, ["not_gs1_symbol"])


# --- Digital Link ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("https://id.gs1.org/01/09506000134352", {"01": DI[2:]}),
        (
            "HTTPS://example.com:8080/a/b/01/09506000134352/10/A%2F1/21/S+1?17=261231&utm=x#top",
            {"01": DI[2:], "10": "A/1", "21": "S+1", "17": "261231"},
        ),
        ("http://x.cn/01/09506000134352/235/TP1", {"01": DI[2:], "235": "TP1"}),
        ("https://x/00/395060000000123418?400=PO1;foo", {"00": "395060000000123418", "400": "PO1"}),
        ("https://x/8004/9506000ASSET/7040/1ABC", {"8004": "9506000ASSET", "7040": "1ABC"}),
        ("https://x/01/09506000134352/", {"01": DI[2:]}),
    ],
)
def test_digital_links(read, text, values):
    found = read(text)
    assert found.reading.values() == values
    assert (found.verdict, found.syntax) == (Verdict.VALID, Syntax.DIGITAL_LINK)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("https://x/01/09506000134352/21/S/10/L", "link_qualifier"),
        ("https://x/01/09506000134352/22/V/235/T", "link_qualifier"),
        ("https://x/01/09506000134352/17/261231", "link_qualifier"),
        ("https://x/01/09506000134352?10=L", "link_attribute"),
        ("https://x/01/09506000134352?21=S", "link_attribute"),
        ("https://x/01/09506000134352?999=S", "link_attribute"),
        ("https://x/01/09506000134352?17", "link_attribute"),
        ("https://x/01/09506000134352/10/A%2", "link_malformed"),
        ("https://x/01/09506000134353", "check_digit"),
        ("https://x/01/9506000134352", "value_too_short"),
        ("https://x/01/09506000134352/10/%E4%BA%BA", "non_ascii"),
        ("https://x/01/09506000134352?17=261301", "date_invalid"),
    ],
)
def test_bad_digital_links(read, text, code):
    found = read(text)
    assert (found.verdict, _codes(found)[0]) == (Verdict.INVALID, code)


@pytest.mark.parametrize(
    "text",
    [
        "https://example.com",
        "https://example.com/2024/01/05",
        "https://example.com/gtin/09506000134352",
        "https:///01/09506000134352",
        "http://a b/01/09506000134352",
    ],
)
def test_other_web_addresses_are_no_udi(read, text):
    assert read(text).verdict is Verdict.NOT_UDI
