import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrace.domain.sampling.tables import (
    LETTERS,
    Level,
    Severity,
    Standard,
    build_tables,
    canonical_aql,
    code_letter,
)
from qtrace.reference import read_bytes, read_table
from tests.domain.sampling.structure import AQLS, TABLES

PATHS = {
    "letters": "reference/sampling/z14_code_letters.csv",
    "normal": "reference/sampling/z14_single_normal.csv",
    "zero": "reference/sampling/c0.csv",
}


@pytest.mark.parametrize(("standard", "severity"), sorted(TABLES))
def test_every_cell_follows_from_the_structure(tables, standard, severity):
    wrong = []
    for letter in LETTERS:
        for aql in AQLS:
            cell = tables.cells[(Standard(standard), Severity(severity), letter, aql)]
            shipped = (cell.arrow.value, cell.plan_letter, cell.n, cell.ac, cell.re)
            expected = TABLES[(standard, severity)].cell(letter, aql)
            if shipped != expected:
                wrong.append((letter, aql, shipped, expected))
    assert wrong == []


def test_there_are_2496_cells_and_26_aqls_in_order(tables):
    assert len(tables.cells) == 2 * 3 * 416
    assert tables.aqls == tuple(AQLS)
    assert tables.zero_aqls == tuple(AQLS[:16])
    assert len(tables.bands) == len(tables.zero_bands) == 15


def test_the_editions_differ_where_they_are_known_to(tables):
    def differing(severity):
        return sum(
            tables.cells[(Standard.Z14, severity, letter, aql)]
            != tables.cells[(Standard.ISO2859, severity, letter, aql)]
            for letter in LETTERS
            for aql in AQLS
        )

    assert [differing(each) for each in Severity] == [0, 1, 251]


@pytest.mark.parametrize(
    ("lot", "letter"),
    [
        *((1, "A"), (2, "A"), (8, "A"), (9, "B"), (15, "B"), (16, "C"), (25, "C"), (26, "D")),
        *((50, "D"), (51, "E"), (90, "E"), (91, "F"), (150, "F"), (151, "G"), (280, "G")),
        *((281, "H"), (500, "H"), (501, "J"), (1200, "J"), (1201, "K"), (3200, "K")),
        *((3201, "L"), (10000, "L"), (10001, "M"), (35000, "M"), (35001, "N"), (150000, "N")),
        *((150001, "P"), (500000, "P"), (500001, "Q"), (10**15, "Q")),
    ],
)
def test_letters_of_level_two(tables, lot, letter):
    assert code_letter(tables, Level.II, lot) == letter


def test_letters_never_go_back_as_lots_or_levels_grow(tables):
    general = [Level.I, Level.II, Level.III]
    for level in Level:
        letters = [band.letters[level] for band in tables.bands]
        assert letters == sorted(letters)
    for band in tables.bands:
        letters = [band.letters[level] for level in general]
        assert letters == sorted(letters)


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        *(("1", "1.0"), ("1.00", "1.0"), ("1.0", "1.0"), ("0.65", "0.65"), ("0.1", "0.10")),
        *(("10", "10"), ("10.0", "10"), ("4", "4.0"), ("1000.000", "1000"), ("0.01", "0.010")),
    ],
)
def test_equal_aqls_have_one_text(text, canonical):
    assert canonical_aql(text, AQLS) == canonical


@pytest.mark.parametrize(
    "text",
    [
        *("", "0", "0.7", "0.66", "0.6500001", "2", "-1", "+1", "1e0", " 1", "1 ", "1,0", ".65"),
        *("1.", "NaN", "inf", "１", "٠.٦٥", "1\n", "9" * 5000, "0.65000000000000001"),
    ],
)
def test_other_aqls_are_refused_never_snapped(text):
    assert canonical_aql(text, AQLS) is None


@given(st.text(max_size=30))
def test_any_text_is_an_aql_or_none(text):
    assert canonical_aql(text, AQLS) in {None, *AQLS}


def test_editions_are_named():
    assert Standard.Z14.edition == Standard.Z14.national_edition == "ANSI/ASQ Z1.4-2003/2008"
    assert Standard.ISO2859.edition == "ISO 2859-1:1999"
    assert Standard.ISO2859.national_edition == "GB/T 2828.1-2012"


def test_every_shipped_table_names_its_source_and_confidence():
    names = [f"{s}_single_{v}" for s in Standard for v in Severity] + ["z14_code_letters", "c0"]
    for name in names:
        text = read_bytes(f"reference/sampling/{name}.csv").decode("ascii")
        notes = [line for line in text.splitlines() if line.startswith("#")]
        assert any(note.startswith("# Source: ") for note in notes), name
        assert any(note.startswith("# Confidence: ") for note in notes), name


def _damaged(which, change):
    def read(path):
        rows = [dict(row) for row in read_table(path)]
        return change(rows) if path == PATHS[which] else rows

    return read


def _set(rows, index, **values):
    rows[index].update(values)
    return rows


@pytest.mark.parametrize(
    ("which", "change", "message"),
    [
        ("normal", lambda rows: rows[:-1], "missing: z14 normal R/1000"),
        ("normal", lambda rows: [*rows, rows[5]], "stands twice"),
        ("normal", lambda rows: _set(rows, 7, ac="2"), "not a sampling plan"),
        ("normal", lambda rows: _set(rows, 7, n="0"), "not a sampling plan"),
        ("normal", lambda rows: _set(rows, 7, aql="0.251"), "expected 26 AQLs, found 27"),
        ("normal", lambda rows: _set(rows, 7, arrow="left"), "left"),
        ("letters", lambda rows: rows[:3] + rows[4:], "do not follow each other at 51"),
        ("letters", lambda rows: rows[:-1], "not open upwards"),
        ("letters", lambda rows: [], "not open upwards"),
        ("zero", lambda rows: rows[1:], "a c=0 cell is missing"),
    ],
)
def test_a_damaged_table_is_noticed_at_once(which, change, message):
    with pytest.raises(ValueError, match=message):
        build_tables(_damaged(which, change))
