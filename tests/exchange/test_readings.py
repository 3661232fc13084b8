"""Readings as XLSX and CSV: round trips, cells that are named, formulas that never run."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrace.domain.inspection_kinds import judge_text
from qtrace.exchange.cells import CellErrorCode
from qtrace.exchange.readings import (
    READINGS,
    harmless,
    read_readings,
    write_csv,
    write_xlsx,
)

ROW = {
    "inspection": "IQC26-00001", "characteristic": "1", "piece": "3", "value": "-0.50",
    "gauge": "TG-011", "name": "=HYPERLINK(1)", "unit": "mm", "lot": "L26-00001",
}  # fmt: skip


@pytest.mark.parametrize("write", [write_csv, write_xlsx])
def test_what_is_written_is_read_again(write):
    file = read_readings(write([ROW]))
    assert file.errors == () or {error.code for error in file.errors} == {
        CellErrorCode.CELL_FORMULA
    }
    (row,) = read_readings(write([ROW | {"name": "Inner dia."}])).rows
    assert {name: row.values[name] for name in ("inspection", "piece", "value", "gauge")} == {
        "inspection": "IQC26-00001", "piece": "3", "value": "-0.50", "gauge": "TG-011",
    }  # fmt: skip


@pytest.mark.parametrize("text", ["=1+1", "+1", "-cmd", "@SUM(A1)", "\tx", "|calc", "%x"])
def test_no_cell_of_a_csv_is_ever_computed(text):
    data = write_csv([ROW | {"name": text}])
    line = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))[1]
    assert line[5] == f"'{text}"
    assert harmless("-0.5") == "-0.5"
    assert harmless("M8") == "M8"


def test_no_cell_of_a_workbook_is_a_formula():
    import openpyxl

    page = openpyxl.load_workbook(io.BytesIO(write_xlsx([ROW])))[READINGS.name]
    cell = page.cell(2, 6)
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=HYPERLINK(1)", "s", True)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16"])
def test_separators_and_codings_of_spreadsheets_are_known(separator, coding):
    heading = separator.join(("inspection", "characteristic", "piece", "value", "gauge"))
    line = separator.join(("IQC26-00001", "1", "2", "12.03", "TG-011"))
    file = read_readings(f"{heading}\r\n{line}\r\n".encode(coding))
    assert file.errors == ()
    assert file.rows[0].values["value"] == "12.03"


def test_every_error_names_its_cell():
    heading = "inspection,characteristic,piece,value,colour,verdict"
    lines = (
        "A,one,1,12.03,red,", "A,1,2,,red,pass", "A,1,3,12;3,red,good", "A,1,3,12.3,red,fail",
        "A,1,3,12.3,red,",
    )  # fmt: skip
    file = read_readings("\n".join((heading, *lines)).encode())
    assert {(error.cell, error.code) for error in file.errors} == {
        ("E1", CellErrorCode.COLUMN_UNKNOWN),
        ("B2", CellErrorCode.CELL_NOT_WHOLE),
        ("D3", CellErrorCode.CELL_EMPTY),
        ("F4", CellErrorCode.CELL_NOT_A_CHOICE),
        ("A6", CellErrorCode.ROW_TWICE),
    }


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"PK\x03\x04 broken", CellErrorCode.NOT_A_WORKBOOK),
        (b"\xff\xff\xff", CellErrorCode.NOT_A_WORKBOOK),
        (b"", CellErrorCode.COLUMN_MISSING),
        (b"x" * (50 * 1024 * 1024 + 1), CellErrorCode.WORKBOOK_TOO_LARGE),
    ],
)
def test_what_is_no_table_is_said(data, code):
    assert code in {error.code for error in read_readings(data).errors}


@given(st.binary(max_size=300))
def test_any_bytes_are_read(data):
    read_readings(data)


def test_a_field_beyond_all_measure_ends_the_file():
    huge = "x" * (csv.field_size_limit() + 1)
    file = read_readings(f"inspection,characteristic,piece,value\nA,1,1,2\nA,1,2,{huge}\n".encode())
    assert [row.values["value"] for row in file.rows] == ["2"]


READABLE = st.text(min_size=1, max_size=60).filter(
    lambda text: judge_text(text, conforms=True).canonical == text
)


@pytest.mark.parametrize("write", [write_csv, write_xlsx])
@given(
    st.one_of(
        READABLE, st.sampled_from(["=1+1", "'=1+1", "'x", "''", "-0.5", "'-0.5", "007", "_x0041_"])
    )
)
def test_any_text_that_a_reading_may_be_comes_back(write, text):
    file = read_readings(write([ROW | {"value": text, "name": "Mark"}]))
    assert (file.errors, [row.values["value"] for row in file.rows]) == ((), [text])
