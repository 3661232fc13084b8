"""Labels of component suppliers: ISO/IEC 15434 envelopes with MH10.8.2 data identifiers."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrace.domain.codes.identifiers import build_identifiers
from qtrace.domain.codes.mh10 import EOT, RS, parse_mh10, parse_single_di, write_mh10
from qtrace.domain.codes.reasons import CodeError, CodeReason, Reason, Verdict
from qtrace.i18n.code_reasons import explain
from qtrace.i18n.translator import Language, load_translator
from qtrace.reference import ai_table

TABLE = ai_table()
YEAR = 2026
GS = "\x1d"
HEAD = f"[)>{RS}06{GS}"
END = RS + EOT
LABEL = GS.join(["P4711-01", "1PRC0603", "Q5000", "1TB26A", "10D2604", "16D20260119", "4LCN"])


def read(text):
    return parse_mh10(text, YEAR, TABLE)


def found_at(message):
    return [(reason.code, reason.position) for reason in message.reasons]


def test_a_component_label_reads_completely_and_is_no_udi():
    text = f"{HEAD}{LABEL}{END}"
    found = read(text)
    assert (found.verdict, found.agency, found.reasons) == (Verdict.VALID, None, ())
    assert (found.di, found.format) == (None, "mh10")
    assert (found.part_number, found.lot, found.quantity) == ("4711-01", "B26A", "5000")
    assert found.get("supplier_part") == "RC0603"
    assert found.mfg == date(2026, 1, 19)
    assert found.first("date").day == date(2026, 1, 19)
    for part in found.parts:
        assert text.startswith(part.mark + part.value, part.position)


def test_the_customers_number_wins_over_the_suppliers():
    for data in (f"1PX{GS}PY", f"PY{GS}1PX"):
        assert read(HEAD + data + END).part_number == "Y"
    assert read(f"{HEAD}1PX{END}").part_number == "X"


def test_drawn_control_characters_count():
    text = f"{HEAD}{LABEL}{END}".replace(GS, "␝").replace(RS, "␞").replace(EOT, "␄")
    assert read(text).verdict is Verdict.VALID
    assert read(text).raw == text


@pytest.mark.parametrize(
    ("data", "field", "value"),
    [
        ("7Q12.5KG", "quantity", "12.5"),
        (f"7Q12.5KG{GS}Q3", "quantity", "3"),
        ("SABC", "serial", "ABC"),
        ("25SLEABC123", "serial", "LEABC123"),
        ("25TLEABC123", "lot", "LEABC123"),
        ("14D20271231", "expiry", date(2027, 12, 31)),
        ("15D31122027", "expiry", date(2027, 12, 31)),
        ("17D31012026", "mfg", date(2026, 1, 31)),
        ("54PMA.156", "di", None),
        ("99XANY", "part_number", None),
    ],
)
def test_fields_of_the_message(data, field, value):
    found = read(HEAD + data + END)
    assert found.verdict is Verdict.VALID
    assert getattr(found, field) == value


@pytest.mark.parametrize(
    ("data", "day"),
    [
        ("D260131", date(2026, 1, 31)),
        ("1D310126", date(2026, 1, 31)),
        ("2D013126", date(2026, 1, 31)),
        ("4D26031", date(2026, 1, 31)),
        ("5D260131036", date(2026, 1, 31)),
        ("6D20260131036", date(2026, 1, 31)),
        ("7D0126", date(2026, 1, 1)),
        ("11D202653", date(2026, 12, 28)),
        ("9DAB12", None),
        ("3D6031", None),
    ],
)
def test_dates(data, day):
    found = read(HEAD + data + END)
    assert (found.verdict, found.parts[0].day) == (Verdict.VALID, day)
    assert (found.expiry, found.mfg) == (None, None)


def test_format_05_carries_application_identifiers():
    text = f"[)>{RS}05{GS}0109506000134352172612311026A{GS}21S1{RS}{EOT}"
    found = read(text)
    assert (found.verdict, found.lot, found.serial) == (Verdict.VALID, "26A", "S1")
    assert (found.expiry, found.get("gtin"), found.di) == (
        *(date(2026, 12, 31), "09506000134352", None),
    )
    both = read(f"[)>{RS}05{GS}3715{RS}06{GS}PX{GS}8LABC{END}")
    assert (both.verdict, both.quantity, both.part_number) == (Verdict.VALID, "15", "X")
    assert both.first("other").mark == "8L"
    assert read(f"[)>{RS}05{GS}9912{END}").first("ai").mark == "99"


@pytest.mark.parametrize(
    ("text", "code", "position"),
    [
        (f"[)>06{GS}{LABEL}{END}", CodeReason.ENVELOPE_HEADER, 3),
        (f"[)>{RS}06{LABEL}{END}", CodeReason.ENVELOPE_HEADER, 6),
        (f"{HEAD}PX{RS}", CodeReason.ENVELOPE_TRAILER, 10),
        (f"{HEAD}PX", CodeReason.ENVELOPE_TRAILER, 9),
        (f"{HEAD}PX{EOT}", CodeReason.ENVELOPE_TRAILER, 9),
        (f"{HEAD}S1{GS}S2{END}", CodeReason.FIELD_REPEATED, 10),
    ],
)
def test_what_is_lost_is_told_and_not_repaired(text, code, position):
    found = read(text)
    assert found.verdict is Verdict.SUSPECT
    assert found_at(found) == [(code, position)]


@pytest.mark.parametrize(
    ("text", "code", "position"),
    [
        ("[)>06P4711Q5000", CodeReason.ENVELOPE_SEPARATORS, 5),
        ("[)>", CodeReason.FIELD_UNKNOWN, 3),
        (f"[)>{RS}12{GS}PX{END}", CodeReason.FIELD_UNKNOWN, 4),
        (f"{HEAD}PX{END}Y", CodeReason.FIELD_UNKNOWN, 11),
        (f"{HEAD}px{END}", CodeReason.FIELD_UNKNOWN, 7),
        (f"{HEAD}1234P{END}", CodeReason.FIELD_UNKNOWN, 7),
        (f"{HEAD}PX{GS}{GS}Q1{END}", CodeReason.DOUBLE_SEPARATOR, 10),
        (f"{HEAD}{END}", CodeReason.DOUBLE_SEPARATOR, 7),
        (f"{HEAD}P{END}", CodeReason.VALUE_MISSING, 8),
        (f"{HEAD}4LCHN{END}", CodeReason.VALUE_TOO_LONG, 11),
        (f"{HEAD}P批{END}", CodeReason.NON_ASCII, 8),
        (f"{HEAD}Q1,5{END}", CodeReason.CONTENT_INVALID, 8),
        (f"{HEAD}7QKGM{END}", CodeReason.CONTENT_INVALID, 9),
        (f"{HEAD}13Q123{END}", CodeReason.CONTENT_INVALID, 10),
        (f"{HEAD}14D20261331{END}", CodeReason.DATE_INVALID, 10),
        (f"{HEAD}10D2654{END}", CodeReason.DATE_INVALID, 10),
        (f"[)>{RS}05{GS}0109506000134353{END}", CodeReason.CHECK_DIGIT, 22),
        (f"[)>{RS}05{GS}0109506000134352X{END}", CodeReason.UNKNOWN_AI, 23),
    ],
)
def test_a_fault_is_told_with_its_place(text, code, position):
    found = read(text)
    assert found.verdict is Verdict.INVALID
    reason = found.reasons[-1]
    assert (reason.code, reason.position) == (code, position)


def test_a_separator_at_the_end_of_a_block_is_harmless():
    assert read(f"{HEAD}PX{GS}{END}").verdict is Verdict.VALID


@pytest.mark.parametrize("text", ["", "[)", "P123", f"{RS}06{GS}P1{END}"])
def test_other_texts_are_not_taken(text):
    assert read(text).verdict is Verdict.NOT_UDI


def test_a_text_without_end_is_refused():
    assert found_at(read("[)>" + "P" * 9000)) == [(CodeReason.TOO_LONG, 8192)]


def test_a_single_identifier_is_read_only_when_asked_for():
    found = parse_single_di("1TB26A", YEAR, TABLE)
    assert (found.verdict, found.lot, found.format) == (Verdict.VALID, "B26A", "mh10_single")
    assert parse_single_di("14D20261331", YEAR, TABLE).verdict is Verdict.INVALID
    for text in ("", "99XANY", "abc", "1234", "P" + "1" * 100):
        assert parse_single_di(text, YEAR, TABLE).verdict is Verdict.NOT_UDI


def test_findings_call_the_field_by_its_name():
    reason = read(f"{HEAD}14D20261331{END}").reasons[0]
    assert "Expiry date (14D) is no date" in explain(load_translator(Language.EN), reason, TABLE)
    assert "有效期 (14D)" in explain(load_translator(Language.ZH_CN), reason, TABLE)
    unknown = Reason(CodeReason.VALUE_MISSING, 3, {"field": "99X"})
    assert "99X has no data" in explain(load_translator(Language.EN), unknown, TABLE)


data = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=30)


@given(
    st.fixed_dictionaries(
        {"P": data},
        optional={"1T": data, "S": data, "Q": st.integers(0, 10**9).map(str), "99X": data},
    )
)
def test_what_is_written_is_read_back(fields):
    found = read(write_mh10(fields.items(), YEAR, TABLE))
    assert found.verdict is Verdict.VALID
    assert {part.mark: part.value for part in found.parts} == fields
    assert (found.part_number, found.lot, found.serial, found.quantity) == tuple(
        map(fields.get, ("P", "1T", "S", "Q"))
    )


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ([], CodeReason.EMPTY),
        ([("P", "")], CodeReason.VALUE_MISSING),
        ([("P", f"A{GS}Q5")], CodeReason.FIELD_UNKNOWN),
        ([("", "PX")], CodeReason.FIELD_UNKNOWN),
        ([("14D", "20261331")], CodeReason.DATE_INVALID),
    ],
)
def test_what_would_not_read_back_is_not_written(fields, code):
    with pytest.raises(CodeError) as caught:
        write_mh10(fields, YEAR, TABLE)
    assert caught.value.reason.code is code


@given(
    st.lists(
        st.sampled_from(
            ["[)>", RS, GS, EOT, "06", "05", "P", "Q1", "14D2026", "0110", "x", "\u2028"]
        )
    ).map("".join)
)
def test_every_text_has_an_answer(text):
    found = read(text)
    assert found.raw == text
    assert (found.verdict is Verdict.VALID) == (found.reasons == ())
    assert all(0 <= reason.position <= len(text) for reason in found.reasons)


ROW = {
    "di": "P",
    "name": "part",
    "role": "",
    "least": "1",
    "most": "5",
    "content": "",
    "title_en": "Part",
    "title_zh": "物料",
}


@pytest.mark.parametrize("wrong", [{"content": "YYMD"}, {"role": "hero"}, {"least": "x"}])
def test_a_damaged_table_is_refused(wrong):
    with pytest.raises(ValueError):
        build_identifiers([{**ROW, **wrong}])


def test_the_table_is_whole():
    for rule in TABLE.identifiers.values():
        assert 1 <= rule.least <= rule.most <= 100
        assert rule.title_en
        assert rule.title_zh
        assert rule.date is None or rule.least == rule.date.length
