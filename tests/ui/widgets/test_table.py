"""The table: model contract, rows changed in place, choice by press and keys."""

from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from qtrace.ui.theme.tokens import Status
from qtrace.ui.widgets.chips import ChipSpec
from qtrace.ui.widgets.readings import CellState, ReadingCell, ReadingGrid, ReadingRow
from qtrace.ui.widgets.table import CellView, Column, DataTable
from qtrace.ui.widgets.tablemodel import RowTableModel


@dataclass(frozen=True, slots=True)
class Lot:
    number: str
    state: str


COLUMNS = (
    Column[Lot]("number", "Lot", lambda lot: CellView(lot.number)),
    Column[Lot]("state", "State", lambda lot: CellView(chip=ChipSpec(lot.state, Status.HOLD))),
)
LOTS = [Lot(f"L{n}", "waiting") for n in range(5)]


def key(lot):
    return lot.number


@pytest.fixture
def table(qtbot):
    view = DataTable(COLUMNS, key, "Lots")
    qtbot.addWidget(view)
    view.set_rows(LOTS)
    view.resize(500, 300)
    view.show()
    return view


def test_the_model_keeps_the_contract_of_qt(qtmodeltester, qapp):
    model = RowTableModel(COLUMNS, key)
    qtmodeltester.check(model)
    model.set_rows(LOTS)
    model.set_rows([LOTS[4], Lot("new", "waiting"), LOTS[1]])
    model.set_rows([])
    model.set_rows(LOTS)
    assert model.headerData(1, Qt.Orientation.Horizontal) == "State"
    assert model.index(0, 1).data() == "waiting"


@given(st.lists(st.lists(st.integers(0, 9), unique=True), max_size=6))
def test_any_sequence_of_rows_ends_as_told_and_persistent_rows_follow(sequence):
    model = RowTableModel((Column("n", "n", lambda row: CellView(row[1])),), lambda row: row[0])
    for step, numbers in enumerate(sequence):
        held = {model.key_at(row): model.index(row, 0) for row in range(model.rowCount())}
        persistent = {number: _persistent(index) for number, index in held.items()}
        model.set_rows([(number, f"{number}/{step}") for number in numbers])
        assert [model.key_at(row) for row in range(model.rowCount())] == numbers
        assert [model.row(row)[1] for row in range(model.rowCount())] == [
            f"{number}/{step}" for number in numbers
        ]
        for number, index in persistent.items():
            assert index.isValid() == (number in numbers)
            if index.isValid():
                assert model.key_at(index.row()) == number


def _persistent(index):
    from PySide6.QtCore import QPersistentModelIndex

    return QPersistentModelIndex(index)


def test_two_rows_with_one_key_are_a_bug(qapp):
    with pytest.raises(ValueError):
        RowTableModel(COLUMNS, key).set_rows([LOTS[0], LOTS[0]])


def test_the_chosen_row_stays_chosen_when_rows_change_around_it(table):
    table.choose("L2")
    told = []
    table.row_chosen.connect(told.append)
    table.set_rows([Lot("L9", "new"), LOTS[4], replace(LOTS[2], state="held"), LOTS[1]])
    assert table.chosen_key() == "L2"
    assert table.chosen_row() == 2
    assert told == []


def test_other_columns_are_no_choice(table):
    """A screen that shows its columns anew at every change must not be told of one by that."""
    table.choose("L2")
    told = []
    table.row_chosen.connect(told.append)
    table.set_columns(COLUMNS[::-1])
    assert (table.chosen_key(), told) == ("L2", [])
    table.choose("L3")
    assert told == ["L3"]


def test_only_what_changed_is_told(table):
    changed = []
    table.rows.dataChanged.connect(lambda first, last: changed.append((first.row(), last.row())))
    table.set_rows([*LOTS[:3], replace(LOTS[3], state="held"), LOTS[4]])
    assert changed == [(3, 3)]


def test_up_down_enter_choose_and_open(table, qtbot):
    opened = []
    table.row_opened.connect(opened.append)
    table.choose("L0")
    for pressed in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up):
        qtbot.keyClick(table, pressed)
    assert table.chosen_key() == "L1"
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert opened == ["L1"]
    qtbot.keyClick(table, Qt.Key.Key_PageDown)
    assert table.chosen_key() == "L4"


def test_a_press_chooses_and_letters_change_nothing(table, qtbot):
    place = table.visualRect(table.rows.index(3, 0)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert table.chosen_key() == "L3"
    for letter in "L0 ":
        qtbot.keyClick(table, letter)
    assert table.chosen_key() == "L3"


def test_a_vanished_row_leaves_no_choice_behind(table):
    table.choose("L4")
    table.set_rows(LOTS[:2])
    assert table.chosen_key() in {"L0", "L1", None}
    assert not table.choose("L4")


def test_columns_share_the_width(table):
    widths = [table.columnWidth(number) for number in range(2)]
    assert sum(widths) <= table.viewport().width()
    assert abs(widths[0] - widths[1]) <= 1


def test_a_press_on_a_reading_names_piece_and_characteristic(qtbot):
    grid = ReadingGrid(("Piece", "Bag", "Hardness", "Diameter"), "Readings")
    qtbot.addWidget(grid)
    cells = (ReadingCell("70.0", CellState.OK), ReadingCell("12.13", CellState.FAIL, "+0.03"))
    grid.set_rows([ReadingRow(n, str(n), "1", cells, now=n == 2) for n in range(1, 9)])
    grid.resize(600, 300)
    grid.show()
    pressed = []
    grid.cell_pressed.connect(lambda row, cell: pressed.append((row, cell)))
    for column in (0, 3):
        place = grid.visualRect(grid.rows.index(2, column)).center()
        qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert pressed == [(3, 1)]
    assert grid.rows.index(0, 3).data() == "12.13 +0.03"
    grid.show_row(8)
    assert grid.visualRect(grid.rows.index(7, 0)).bottom() <= grid.viewport().height()
