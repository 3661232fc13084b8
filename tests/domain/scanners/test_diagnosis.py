"""Every setting of a scanner is found again from the check codes, and nothing else is."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrace.domain.codes.hibc import parse_hibc
from qtrace.domain.codes.interpret import Unknown, interpret
from qtrace.domain.codes.reasons import Verdict
from qtrace.domain.codes.tables import AI_TABLE_PATH, build_ai_table
from qtrace.domain.scanners.check_codes import CHECKS, CONTENTS, Check
from qtrace.domain.scanners.diagnosis import (
    SAFE_SUBSTITUTES,
    AimUse,
    Diagnosis,
    ScannerReason,
    diagnose,
)
from qtrace.domain.scanners.heard import GsWay, Heard
from qtrace.domain.scanners.layouts import PAIRS, RIGHT, Layout, LayoutPair
from qtrace.domain.scanners.matching import cut, recognised
from qtrace.reference import read_table
from tests.support.scanner_keys import GS, Scanner

R = ScannerReason
TABLE = build_ai_table(read_table(AI_TABLE_PATH))
SEPARATORS = st.sampled_from(
    [
        (GS, GsWay.CONTROL),
        (GS, GsWay.CTRL_KEY),
        (GS, GsWay.F8),
        (GS, GsWay.ALT),
        *((text, GsWay.TEXT) for text in ("{GS}", "<GS>", "␝", "[|]", "~~")),
        *((sign, GsWay.SUBSTITUTE) for sign in sorted(SAFE_SUBSTITUTES)),
    ]
)
PREFIXES = st.sampled_from(["", "\x02", "#", "S1:", "*AB", "9"])
SUFFIXES = st.sampled_from(["\r", "\r\n", "\n", "\t", "", "#", "\x03\r", " "])
ASCII = st.characters(min_codepoint=0x20, max_codepoint=0x7E)


def codes(diagnosis: Diagnosis) -> list[ScannerReason]:
    return [finding.code for finding in diagnosis.findings]


@given(SEPARATORS, PREFIXES, SUFFIXES, st.booleans(), st.booleans(), st.integers(0, 20))
def test_every_setting_of_a_right_scanner_is_found(sep, prefix, suffix, aim, matrix, key_ms):
    gs, way = sep
    scanner = Scanner(
        gs=gs, way=way, prefix=prefix, suffix=suffix, aim=aim, matrix=matrix, key_ms=key_ms
    )
    found = diagnose(scanner.sheet())
    assert found.fit
    assert found.pairs == (RIGHT,)
    assert (found.gs, found.gs_text) == (way, "" if gs == GS else gs)
    assert (found.prefix, found.suffix) == (prefix, suffix)
    assert found.aim is (AimUse.ALWAYS if aim else AimUse.NEVER)
    assert found.key_ms == key_ms
    assert set(codes(found)) <= {R.AIM_OFF, R.NO_SUFFIX}
    assert (R.AIM_OFF in codes(found)) is not aim
    assert (R.NO_SUFFIX in codes(found)) is not bool(suffix)


@pytest.mark.parametrize("caps", [False, True])
@pytest.mark.parametrize("dead", ["both", "none", "one"])
@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair.scanner}-{pair.host}")
def test_every_pair_of_layouts_is_found_and_never_passes(pair, dead, caps):
    scanner = Scanner(pair=pair, dead=dead, caps=caps, prefix="#", gs="")
    found = diagnose(scanner.sheet())
    assert pair in found.pairs
    assert len(found.pairs) <= 2
    assert {each.host for each in found.pairs} == {pair.host}
    assert found.caps is caps
    assert codes(found) == [R.CAPS, R.LAYOUT][not caps :]
    assert not found.fit


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair.scanner}-{pair.host}")
@given(count=st.integers(1, 6))
def test_a_wrong_layout_is_not_taken_for_another_on_the_way(pair, count):
    """After some of the codes the true pair is still among the possible ones, or all looks well."""
    sheet = Scanner(pair=pair).sheet()
    found = diagnose({check: sheet[check] for check in CHECKS[:count]})
    assert pair in found.pairs or found.pairs == (RIGHT,)
    if count >= 3:
        assert found.blocked


def test_the_sentence_names_every_possible_layout():
    found = diagnose(Scanner(pair=LayoutPair(Layout.IT, Layout.US)).sheet())
    assert found.findings[0].facts == {"scanners": "es it", "hosts": "us"}


def test_before_the_third_code_too_many_layouts_are_not_named():
    sheet = Scanner(pair=LayoutPair(Layout.US, Layout.DE)).sheet()
    found = diagnose({Check.LETTERS: sheet[Check.LETTERS]})
    assert codes(found) == [R.LAYOUT_OPEN]
    assert found.blocked
    found = diagnose({check: sheet[check] for check in CHECKS[:3]})
    assert codes(found) == [R.LAYOUT]


def test_caps_lock_is_found_and_nothing_else_is_said():
    found = diagnose(Scanner(caps=True, gs="").sheet())
    assert (codes(found), found.pairs, found.caps) == ([R.CAPS], (RIGHT,), True)


def test_codes_without_letters_say_nothing_of_caps_lock():
    sheet = Scanner(caps=True).sheet()
    found = diagnose({Check.SIGNS: replace(sheet[Check.SIGNS], text=CONTENTS[Check.SIGNS] + "\r")})
    assert not found.caps


@pytest.mark.parametrize("text", ["０１２３", "ＡａＱｑ", "9１NOT", "91，92", "“91”", "1￥"])
def test_full_width_characters_are_said(text):
    found = diagnose({Check.LETTERS: Heard(text)})
    assert (codes(found), found.pairs) == ([R.FULL_WIDTH], ())


def test_an_input_method_is_said_before_everything_else():
    found = diagnose({Check.LETTERS: Heard("０123", (5, 7), composed=True)})
    assert (codes(found), found.key_ms) == ([R.IME], 6)


@given(st.text(max_size=40))
def test_it_is_total_and_what_is_not_the_code_never_passes(text):
    found = diagnose({check: Heard(text) for check in CHECKS})
    assert not found.fit


def test_a_text_that_no_layout_explains_is_named():
    sheet = {**Scanner().sheet(), Check.SIGNS: Heard("0123\r")}
    found = diagnose(sheet)
    assert [(each.code, each.facts) for each in found.findings] == [
        (R.NOT_THE_CODE, {"number": "2", "arrived": "0123\r"})
    ]
    assert found.pairs == ()


def test_codes_that_contradict_each_other_are_all_named():
    german = Scanner(pair=LayoutPair(Layout.US, Layout.DE)).sheet()
    french = Scanner(pair=LayoutPair(Layout.US, Layout.FR)).sheet()
    found = diagnose({Check.LETTERS: german[Check.LETTERS], Check.SIGNS: french[Check.SIGNS]})
    assert [each.facts["number"] for each in found.findings] == ["1", "2"]


@pytest.mark.parametrize("gs", ["#", " ", "$", "[", "]", "A", "%", "/", "\x1e", "é", "GS", "-GS-"])
def test_a_separator_that_could_be_data_is_refused(gs):
    found = diagnose(Scanner(gs=gs).sheet())
    assert codes(found) == [R.GS_IN_DATA]
    assert (found.gs, found.gs_text, found.fit) == (None, gs, False)


def test_a_lost_separator_is_refused():
    found = diagnose(Scanner(gs="").sheet())
    assert (codes(found), found.gs) == ([R.GS_LOST], None)


def test_a_separator_of_more_than_eight_characters_is_not_one():
    assert codes(diagnose(Scanner(gs="{GS-SIGN}").sheet())) == [R.NOT_THE_CODE]


def test_a_trimmed_space_is_refused():
    sheet = Scanner().sheet()
    sheet = {**sheet, Check.SPACE: replace(sheet[Check.SPACE], text="]d1+QTRCSSPACE10\r")}
    assert codes(diagnose(sheet)) == [R.SPACE_LOST]


def test_what_differs_from_code_to_code_is_refused():
    sheet = Scanner(aim=False).sheet()
    text = f"w{CONTENTS[Check.PLAIN]}\t"
    found = diagnose({**sheet, Check.PLAIN: replace(sheet[Check.PLAIN], text=text)})
    assert codes(found) == [R.PREFIX_VARIES, R.SUFFIX_VARIES, R.AIM_OFF]
    assert found.findings[0].facts == {"first": "", "other": "w"}
    assert found.findings[1].facts == {"first": "\r", "other": "\t"}
    assert found.blocked


def test_identifiers_for_gs1_symbols_alone_are_advice():
    sheet = Scanner(aim=False).sheet()
    found = diagnose({**sheet, Check.GS1: Scanner().scan(Check.GS1)})
    assert (codes(found), found.aim, found.fit) == ([R.AIM_OFF], AimUse.SOMETIMES, True)


def test_an_identifier_of_another_symbology_is_refused():
    sheet = Scanner().sheet()
    text = "]d1" + CONTENTS[Check.GS1] + "\r"
    found = diagnose({**sheet, Check.GS1: Heard(text)})
    assert found.findings[0].code is R.AIM_WRONG
    assert found.findings[0].facts == {"number": "4", "identifier": "]d1"}


def test_a_slow_scanner_is_refused_with_its_time():
    found = diagnose(Scanner(key_ms=21).sheet())
    assert codes(found) == [R.SLOW]
    assert found.findings[0].facts == {"ms": "21", "most": "20"}


def test_a_key_that_stands_for_nothing_is_refused():
    sheet = Scanner().sheet()
    found = diagnose({**sheet, Check.PLAIN: replace(sheet[Check.PLAIN], lost=True)})
    assert codes(found) == [R.KEY_LOST]


def test_before_the_first_code_nothing_is_known():
    found = diagnose({})
    assert (found.findings, found.fit, found.prefix, found.aim) == ((), False, None, None)


def test_times_are_known_only_where_there_are_any():
    assert diagnose({Check.PLAIN: Heard("91NOT GS1\r")}).key_ms is None


def test_a_code_that_is_not_there_cannot_be_cut():
    with pytest.raises(ValueError, match="letters"):
        cut(Check.LETTERS, "AaQq")


@pytest.mark.parametrize("pair", [RIGHT, *PAIRS], ids=lambda pair: f"{pair.scanner}-{pair.host}")
@pytest.mark.parametrize("expected", CHECKS)
def test_a_code_is_known_whatever_was_expected(pair, expected):
    sheet = Scanner(pair=pair, prefix="#").sheet()
    for check, heard in sheet.items():
        assert recognised(heard.text, expected) is check


def test_what_is_no_code_is_none():
    assert recognised("L26-04817-H", Check.LETTERS) is None


class TestCodes:
    def test_numbers_are_those_of_the_sheet(self):
        assert [check.number for check in CHECKS] == [1, 2, 3, 4, 5, 6]

    def test_together_they_have_every_sign_that_labels_carry(self):
        signs = {chr(code) for code in range(0x20, 0x7F)} - set(map(chr, range(0x41, 0x5B)))
        assert signs - set(map(chr, range(0x61, 0x7B))) <= set("".join(CONTENTS.values()))

    def test_the_last_one_ends_with_a_check_character_that_is_a_space(self):
        assert parse_hibc(CONTENTS[Check.SPACE], 2026).verdict is Verdict.VALID
        assert parse_hibc(CONTENTS[Check.SPACE].rstrip(), 2026).verdict is Verdict.INVALID

    @pytest.mark.parametrize("check", [Check.LETTERS, Check.SIGNS, Check.OTHERS])
    def test_the_first_three_are_no_codes(self, check):
        assert isinstance(interpret(CONTENTS[check], TABLE, 2026), Unknown)

    def test_the_elements_name_no_object(self):
        found = interpret("]d2" + CONTENTS[Check.GS1], TABLE, 2026)
        assert found.di is None
        assert set(found.reading.values()) == {"91", "92"}
