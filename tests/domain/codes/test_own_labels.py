"""Our own labels in GS1 form are read as what they are: ours."""

from hypothesis import given
from hypothesis import strategies as st

from qtrace.domain.codes.gs1_message import GS1Message
from qtrace.domain.codes.gs1_write import encode_element_string
from qtrace.domain.codes.internal import (
    InternalCode,
    InternalKind,
    LabelMark,
    format_container,
    format_lot,
)
from qtrace.domain.codes.interpret import interpret
from qtrace.domain.codes.tables import AI_TABLE_PATH, build_ai_table
from qtrace.reference import read_table

TABLE = build_ai_table(read_table(AI_TABLE_PATH))
CODE = format_container("L26-04817-H", 7, LabelMark.RELEASED)


def test_a_gs1_label_of_ours_opens_our_container():
    elements = [("01", "19506000134359"), ("17", "311105"), ("10", "L26-04817-H"), ("91", CODE)]
    text = "]d2" + encode_element_string(elements, TABLE, 2026)
    found = interpret(text.encode(), TABLE, 2026)
    assert isinstance(found, InternalCode)
    assert (found.kind, found.lot, found.index, found.mark) == (
        InternalKind.CONTAINER, "L26-04817-H", 7, "R",
    )  # fmt: skip
    assert found.text == "L26-04817-H/07"


def test_our_linear_symbol_alone_is_enough():
    text = "]C1" + encode_element_string([("91", CODE)], TABLE, 2026)
    assert isinstance(interpret(text, TABLE, 2026), InternalCode)


def test_somebody_elses_internal_information_is_not_ours():
    text = "]d2" + encode_element_string([("01", "19506000134359"), ("91", "SHELF9")], TABLE, 2026)
    assert isinstance(interpret(text, TABLE, 2026), GS1Message)


def test_a_broken_code_of_ours_inside_is_not_believed():
    text = "]d2" + encode_element_string(
        [("01", "19506000134359"), ("91", "L26-04817-X/07R")], TABLE, 2026
    )
    assert isinstance(interpret(text, TABLE, 2026), GS1Message)


@given(st.integers(1, 99_999), st.integers(1, 99), st.sampled_from(LabelMark))
def test_every_label_of_ours_is_ours(number, index, mark):
    code = format_container(format_lot(2026, number), index, mark)
    for elements in (
        [("91", code)],
        [
            ("01", "19506000134359"),
            ("17", "311105"),
            ("10", format_lot(2026, number)),
            ("91", code),
        ],
    ):
        found = interpret("]d2" + encode_element_string(elements, TABLE, 2026), TABLE, 2026)
        assert isinstance(found, InternalCode)
        assert (found.index, found.mark) == (index, mark.value)
