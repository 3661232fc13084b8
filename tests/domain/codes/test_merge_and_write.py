import pytest
from biip import parse as biip_parse
from hypothesis import given
from hypothesis import strategies as st

from qtrace.domain.codes.gs1 import Syntax, merge, parse_gs1
from qtrace.domain.codes.gs1_write import encode_bracketed, encode_element_string, ordered
from qtrace.domain.codes.reasons import CodeError, CodeReason, Verdict
from tests.domain.codes.samples import DI, GS, TABLE, YEAR, device_elements


def _read(text):
    return parse_gs1(text, TABLE, YEAR)


# --- merging --------------------------------------------------------------------------------


@pytest.mark.parametrize("swap", [False, True])
def test_a_device_identifier_and_production_data_make_one_label(swap):
    first, second = _read(f"]C1{DI}"), _read("]C11726123110A1")
    assert second.verdict is Verdict.INCOMPLETE
    found = merge(second, first, TABLE) if swap else merge(first, second, TABLE)
    assert found.verdict is Verdict.VALID
    assert found.syntax is Syntax.MERGED
    assert (found.di, found.lot) == (DI[2:], "A1")
    assert found.reasons == ()


def test_a_bare_gtin_completes_production_data():
    assert merge(_read("4006381333931"), _read("10A1"), TABLE).verdict is Verdict.VALID


def test_two_device_identifiers_are_two_labels():
    found = merge(_read(f"{DI}10A1"), _read("4006381333931"), TABLE)
    assert found.verdict is Verdict.INVALID
    assert [reason.code for reason in found.reasons] == [CodeReason.AI_REPEATED]


def test_two_incomplete_symbols_stay_incomplete():
    assert merge(_read("10A1"), _read("17261231"), TABLE).verdict is Verdict.INCOMPLETE


def test_an_attribute_finds_its_companion_in_the_other_symbol():
    assert merge(_read(f"{DI}250A1"), _read("21S1"), TABLE).verdict is Verdict.VALID


def test_a_suspect_symbol_stays_suspect_and_both_readings_are_completed():
    found = merge(_read(DI), _read("10ABC117261231"), TABLE)
    assert found.verdict is Verdict.SUSPECT
    assert found.reading.values() == {"01": DI[2:], "10": "ABC117261231"}
    assert found.alternative.values() == {"01": DI[2:], "10": "ABC1", "17": "261231"}


def test_a_broken_symbol_breaks_the_label():
    found = merge(_read(DI), _read("]d217261301"), TABLE)
    assert found.verdict is Verdict.INVALID
    assert merge(_read(DI), _read("HELLO"), TABLE).verdict is Verdict.INVALID


# --- writing --------------------------------------------------------------------------------


def test_our_labels_have_the_order_that_gs1_china_advises():
    pairs = [("21", "S"), ("10", "L"), ("17", "261231"), ("01", DI[2:]), ("11", "261101")]
    assert encode_bracketed(pairs, TABLE, YEAR) == f"(01){DI[2:]}(11)261101(17)261231(10)L(21)S"
    assert encode_element_string(pairs, TABLE, YEAR) == f"{DI}1126110117261231" + f"10L{GS}21S"


def test_brackets_in_data_are_escaped():
    written = encode_bracketed([("01", DI[2:]), ("10", "A(17)B")], TABLE, YEAR)
    assert written.endswith(r"(10)A\(17\)B")
    assert _read(written).lot == "A(17)B"


@pytest.mark.parametrize(
    ("pairs", "code"),
    [
        ([], CodeReason.EMPTY),
        ([("05", "1")], CodeReason.UNKNOWN_AI),
        ([("01", "09506000134353")], CodeReason.CHECK_DIGIT),
        ([("01", DI[2:]), ("17", "260230")], CodeReason.DATE_INVALID),
        ([("01", DI[2:]), ("10", "")], CodeReason.VALUE_MISSING),
        ([("01", DI[2:]), ("10", "A\x1dB")], CodeReason.CONTROL_CHARACTER),
        ([("01", DI[2:]), ("10", "A"), ("10", "B")], CodeReason.AI_REPEATED),
        ([("01", DI[2:]), ("02", DI[2:]), ("37", "1")], CodeReason.AI_EXCLUSIVE),
        ([("01", DI[2:]), ("250", "A")], CodeReason.AI_MISSING),
    ],
)
def test_what_would_not_read_back_is_not_written(pairs, code):
    with pytest.raises(CodeError) as caught:
        encode_element_string(pairs, TABLE, YEAR)
    assert caught.value.reason.code is code


def test_production_data_alone_may_be_written():
    assert encode_element_string([("10", "A1")], TABLE, YEAR) == "10A1"


@given(device_elements())
def test_what_is_written_reads_back(values):
    pairs = tuple(values.items())
    message = _read("]d2" + encode_element_string(pairs, TABLE, YEAR))
    assert tuple(message.reading.values().items()) == ordered(pairs, TABLE)
    assert message.verdict in (Verdict.VALID, Verdict.SUSPECT)
    bracketed = _read(encode_bracketed(pairs, TABLE, YEAR))
    assert bracketed.verdict is Verdict.VALID
    assert bracketed.reading.values() == message.reading.values()


@given(device_elements())
def test_biip_reads_what_we_write(values):
    written = encode_element_string(values.items(), TABLE, YEAR)
    theirs = biip_parse(f"]d2{written}").gs1_message
    ours = _read(f"]d2{written}")
    assert theirs is not None
    assert {e.ai.ai: e.value for e in theirs.element_strings} == ours.reading.values()


@given(st.text(max_size=40))
def test_writing_a_lot_either_reads_back_or_is_refused(lot):
    try:
        written = encode_element_string([("01", DI[2:]), ("10", lot)], TABLE, YEAR)
    except CodeError:
        return
    assert _read(f"]d2{written}").lot == lot
