"""Plant-defined formats of supplier labels."""

from datetime import date
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrace.domain.codes.reasons import CodeError, CodeReason, Verdict
from qtrace.domain.codes.supplier_format import (
    FormatFault,
    FormatProblem,
    SupplierFormat,
    compile_format,
    try_formats,
)
from qtrace.i18n.label_code_reasons import FORMAT_SENTENCES, explain_format
from qtrace.i18n.translator import Language, load_translator

YEAR = 2026
DASHED = "{part:8 letters+digits}-{lot:1..12}/{qty:digits}"
BARRED = "P{part}|Q{qty}|L{lot}|D{expiry:YYMMDD}"


def made(pattern, name="Acme"):
    found = compile_format(name, pattern)
    assert isinstance(found, SupplierFormat), found
    return found


def read(pattern, text):
    return made(pattern).read(text, YEAR)


def test_a_label_with_a_fixed_part_number():
    text = "AB12CD34-L-26-A/500"
    found = read(DASHED, text)
    assert (found.verdict, found.agency, found.format) == (Verdict.VALID, None, "supplier:Acme")
    assert (found.part_number, found.lot, found.quantity) == ("AB12CD34", "L-26-A", "500")
    for part in found.parts:
        assert text.startswith(part.value, part.position)


def test_a_label_with_bars():
    found = read(BARRED, "P4711-01|Q50|LB26 A|D261231")
    assert (found.part_number, found.quantity, found.lot) == ("4711-01", "50", "B26 A")
    assert found.expiry == date(2026, 12, 31)
    assert found.first("expiry").day == date(2026, 12, 31)


@pytest.mark.parametrize(
    ("pattern", "text", "lot"),
    [
        ("L{lot:1..9 letters+digits}{mfg:YYWW}", "LAB122605", "AB12"),
        ("{ignore:3}{lot}{ignore:2}#", "abcL1xx#", "L1"),
        ("{ignore:2}-{lot}-{ignore:3}-", "a--L-xyz-", "L"),
        ("{{{lot}}}", "{B26}", "B26"),
        ("{lot}{GS}{part}", "B26\x1dX", "B26"),
        ("{lot} // {part}", "B26 // X", "B26"),
        ("批号:{lot}。", "批号:B26。", "B26"),
        ("{lot:4}", "B26A", "B26A"),
        ("{part:2}{lot:4}{qty:3}", "XXB26A007", "B26A"),
        ("X{lot}{expiry:YY-MM}", "XB26-26-05", "B26-"),
    ],
)
def test_what_a_pattern_cuts(pattern, text, lot):
    found = read(pattern, text)
    assert (found.verdict, found.lot) == (Verdict.VALID, lot)


def test_a_month_or_week_is_its_last_day_as_expiry_and_its_first_as_production_date():
    found = read("{lot}|{expiry:MMYY}|{mfg:YYWW}", "B|0228|2602")
    assert (found.expiry, found.mfg) == (date(2028, 2, 29), date(2026, 1, 5))


@pytest.mark.parametrize(
    "text",
    [
        *("", "AB12CD34", "AB12CD34-", "AB12CD34-L/", "AB12CD34-/5", "AB12CD34-L/5x"),
        *("AB12CD3-L/5", "AB12CD345-L/5", "AB12CD3?-L/5", "AB12CD34-ABCDEFGHIJKLM/5"),
        *("AB12CD34-L/５", "AB12CD34-L//5", " AB12CD34-L/5", "AB12CD34-L/12345678901"),
        "AB12CD34-" + "L" * 9000,
    ],
)
def test_what_does_not_fit_is_not_taken(text):
    assert read(DASHED, text) is None


def test_multi_character_text_and_the_start_must_stand_as_they_are():
    assert read("{lot} // {part}", "B26 /X") is None
    assert read(BARRED, "Q4711|Q50|LB|D261231") is None
    assert read("X{lot}{expiry:YYMMDD}", "X26") is None
    assert read("{part:3}|{lot:2}", "AB") is None


def test_a_field_that_is_no_date_is_told_with_its_place():
    found = read(BARRED, "P1|Q5|LB|D261331")
    assert found.verdict is Verdict.INVALID
    assert [(r.code, r.position, r.facts["field"]) for r in found.reasons] == [
        (CodeReason.DATE_INVALID, 10, "expiry")
    ]
    assert found.lot == "B"


@pytest.mark.parametrize(
    ("pattern", "code", "position"),
    [
        ("", FormatFault.EMPTY, 0),
        ("x" * 301, FormatFault.TOO_LONG, 300),
        ("{part", FormatFault.BRACE, 0),
        ("a}{part}", FormatFault.BRACE, 1),
        ("a\x1d{part}", FormatFault.CHARACTER, 1),
        ("a{name}", FormatFault.FIELD_UNKNOWN, 1),
        ("a{}", FormatFault.FIELD_UNKNOWN, 1),
        ("a{lot}|{lot}", FormatFault.FIELD_REPEATED, 7),
        ("a{lot:x}", FormatFault.SPECIFICATION, 1),
        ("a{lot:1 2}", FormatFault.SPECIFICATION, 1),
        ("a{lot:digits letters}", FormatFault.SPECIFICATION, 1),
        ("a{lot:.*}", FormatFault.SPECIFICATION, 1),
        ("a{lot}|{qty:letters}", FormatFault.SPECIFICATION, 7),
        ("a{lot:0}", FormatFault.LENGTH, 1),
        ("a{lot:5..3}", FormatFault.LENGTH, 1),
        ("a{lot:1..201}", FormatFault.LENGTH, 1),
        ("a{lot}|{expiry}", FormatFault.DATE_FORMAT, 7),
        ("a{lot}|{mfg:YYMD}", FormatFault.DATE_FORMAT, 7),
        ("a{lot}{part}", FormatFault.RUN_TOGETHER, 6),
        ("a{lot}{qty:3}{part}b", FormatFault.RUN_TOGETHER, 13),
        ("{part:letters}L{lot}", FormatFault.SEPARATOR_IN_FIELD, 0),
        ("{lot}{mfg:DD-MM-YY}-{part}", FormatFault.SEPARATOR_IN_FIELD, 5),
        ("{lot}", FormatFault.TOO_BROAD, 0),
        ("{part:3}{lot}", FormatFault.TOO_BROAD, 8),
        ("a{qty}", FormatFault.NO_IDENTITY, 0),
        ("abc", FormatFault.NO_IDENTITY, 0),
    ],
)
def test_a_pattern_that_is_wrong_or_ambiguous_is_refused(pattern, code, position):
    found = compile_format("Acme", pattern)
    assert isinstance(found, FormatProblem)
    assert (found.code, found.position) == (code, position)
    for language in Language:
        assert explain_format(load_translator(language), found)


def test_every_fault_has_a_sentence_in_both_languages():
    assert set(FORMAT_SENTENCES) == set(FormatFault)
    english, chinese = load_translator(Language.EN), load_translator(Language.ZH_CN)
    for code in FormatFault:
        problem = FormatProblem(code, 3)
        assert explain_format(english, problem) != explain_format(chinese, problem)
    assert "{GS}" in explain_format(english, FormatProblem(FormatFault.CHARACTER, 0))


def test_one_fitting_format_answers_and_two_are_suspect():
    formats = [made(DASHED, "Acme"), made(BARRED, "Bolt"), made("{part:8}-{lot}", "Cord")]
    assert try_formats(formats, "nothing", YEAR) is None
    assert try_formats(formats, "P1|Q5|LB|D261231", YEAR).format == "supplier:Bolt"
    found = try_formats(formats, "AB12CD34-L/5", YEAR)
    assert (found.verdict, found.format, found.lot) == (Verdict.SUSPECT, "supplier:Acme", "L")
    assert [(r.code, dict(r.facts)) for r in found.reasons] == [
        (CodeReason.FORMATS_AMBIGUOUS, {"first": "Acme", "second": "Cord"})
    ]


def test_a_format_without_a_date_in_its_place_counts_only_alone():
    dated, plain = made("L{lot:2}{expiry:YYMMDD}", "Dated"), made("L{lot}", "Plain")
    assert try_formats([dated], "LAB261331", YEAR).verdict is Verdict.INVALID
    assert try_formats([dated, plain], "LAB261331", YEAR).format == "supplier:Plain"


def test_a_sample_is_written_and_read_back():
    for pattern in (DASHED, BARRED, "L{lot:2 dash}{mfg:YYWW}", "{serial:9}{ignore:2 digits}"):
        form = made(pattern)
        assert form.read(form.write({}), YEAR).verdict is Verdict.VALID
    assert made(BARRED).write({"lot": "B", "expiry": date(2027, 2, 1)}) == "PAAAA|Q1111|LB|D270201"


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"name": "x"}, CodeReason.FIELD_UNKNOWN),
        ({"lot": "A|B"}, CodeReason.CONTENT_INVALID),
        ({"lot": ""}, CodeReason.CONTENT_INVALID),
        ({"lot": "A" * 51}, CodeReason.CONTENT_INVALID),
        ({"qty": "1.5"}, CodeReason.CONTENT_INVALID),
        ({"expiry": "261331"}, CodeReason.CONTENT_INVALID),
        ({"qty": date(2026, 1, 1)}, CodeReason.CONTENT_INVALID),
    ],
)
def test_what_does_not_fit_is_not_written(values, code):
    with pytest.raises(CodeError) as caught:
        made(BARRED).write(values)
    assert caught.value.reason.code is code


specifications = st.sampled_from(
    ["", ":digits", ":1..5", ":3", ":2..4 letters", ":any", ":letters+digits+dash", ":4 any"]
)
literals = st.text(st.sampled_from("|-/#LPX "), min_size=1, max_size=3)


@st.composite
def patterns(draw):
    """Patterns of three fields with text before, between and sometimes behind them."""
    names = draw(st.permutations(["part", "lot", "serial"]))
    text = draw(st.just("") | literals)
    for name in names:
        text += "{" + name + draw(specifications) + "}" + draw(st.just("") | literals)
    return text


@given(patterns(), st.data())
def test_what_is_written_is_read_back(pattern, data):
    form = compile_format("Acme", pattern)
    if isinstance(form, FormatProblem):
        assert form.position <= len(pattern)
        return
    values = {}
    for segment in form.pattern.segments:
        for one in segment.fields:
            values[one.name] = data.draw(
                st.text(st.sampled_from(sorted(one.allowed)), min_size=one.least, max_size=one.most)
            )
    found = form.read(form.write(values), YEAR)
    assert found.verdict is Verdict.VALID
    assert (found.part_number, found.lot, found.serial) == (
        *(values["part"], values["lot"], values["serial"]),
    )


@given(st.text(st.sampled_from("{}:.+1aLP|- lotparqydigs\x1d批"), max_size=40))
def test_every_pattern_has_an_answer(pattern):
    found = compile_format("Acme", pattern)
    if isinstance(found, FormatProblem):
        assert 0 <= found.position <= len(pattern)
    else:
        assert found.read(found.write({}), YEAR) is not None


@pytest.mark.benchmark
def test_hostile_texts_take_no_time():
    form = made("-".join(f"{{ignore:1..200}}{i}" for i in range(9)) + "-{lot}-x")
    texts = ["-" * 8192, "a-" * 4096, ("a" * 100 + "-") * 81]
    start = perf_counter()
    for text in texts * 10:
        form.read(text, YEAR)
    assert perf_counter() - start < 0.5
