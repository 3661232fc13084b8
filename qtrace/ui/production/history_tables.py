"""Tables of a device history on its page: the list of tables, the overview, one table."""

from qtrace.services.history.page import HistoryPage, HistoryTable
from qtrace.ui.production.history_model import HistoryState
from qtrace.ui.production.line_words import LineWords
from qtrace.ui.production.row_list import RowColumn, RowList, RowSpec
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.tokens import Ink, Status
from qtrace.ui.widgets.chips import ChipSpec
from qtrace.ui.widgets.panel import Panel
from qtrace.ui.widgets.tablemodel import CellView, ColumnAlign

TABLE_WIDTH, ROW = 810, 52
MOST_LETTERS, MOST_TITLE = 12, 24
FIRST_WIDE = "\u2e80"


def chooser_rows(words: LineWords, state: HistoryState) -> tuple[RowSpec, ...]:
    """What is missing, then one row for each table, with its number of rows."""
    tr, page = words.tr, state.page
    if page is None:
        return ()
    first = CellView(chip=ChipSpec(str(len(page.missing)), Status.HOLD))
    if not page.missing:
        first = CellView(chip=ChipSpec("0", Status.OK))
    rows = [RowSpec(0, (CellView(tr.say("What is missing")), first), state.place == 0)]
    for number, table in enumerate(page.tables, start=1):
        count = CellView(str(len(table.rows)), ink=Ink.TEXT2)
        if table.marked:
            count = CellView(chip=ChipSpec(str(len(table.rows)), Status.HOLD))
        name = CellView(*halves(words.name(table.title), MOST_TITLE))
        rows.append(RowSpec(number, (name, count), state.place == number))
    return tuple(rows)


def overview_panel(words: LineWords, page: HistoryPage) -> Panel:
    """What is missing, then the facts of the order."""
    tr = words.tr
    panel = Panel(tr.say("What is missing"), words.name(page.verdict))
    rows = [
        RowSpec(n, (CellView(f"{n}", ink=Ink.TEXT2), CellView(words.name(point))), False)
        for n, point in enumerate(page.missing, start=1)
    ]
    rows += [
        RowSpec(
            100 + n,
            (
                CellView(words.name(caption), ink=Ink.TEXT2),
                CellView(words.name(value), role=TextRole.STRONG),
            ),
        )
        for n, (caption, value) in enumerate(page.facts)
    ]
    listed = RowList((RowColumn(width=160), RowColumn()), 40)
    listed.set_rows(rows)
    panel.add(listed, 1)
    return panel


def table_panel(words: LineWords, table: HistoryTable) -> Panel:
    """One table of the record; rows that stand out are strong."""
    panel = Panel(words.name(table.title))
    total = sum(head.share for head in table.heads)
    widths = [round(TABLE_WIDTH * head.share / total) for head in table.heads]
    widths[0] = 0  # takes what is left
    columns = tuple(
        RowColumn(
            words.name(head.heading),
            width,
            ColumnAlign.RIGHT if head.right else ColumnAlign.LEFT,
        )
        for head, width in zip(table.heads, widths, strict=True)
    )
    listed = RowList(columns, ROW)
    listed.set_rows(
        tuple(
            RowSpec(place, tuple(_cell(words.name(cell), place, table) for cell in row))
            for place, row in enumerate(table.rows)
        )
    )
    if not table.rows:
        panel.set_note(words.tr.say("Nothing is on record"))
    panel.add(listed, 1)
    return panel


def _cell(text: str, place: int, table: HistoryTable) -> CellView:
    role = TextRole.STRONG if place in table.marked else TextRole.BODY
    first, second = halves(text)
    return CellView(first, second, role=role)


def halves(text: str, most: int = MOST_LETTERS) -> tuple[str, str]:
    """A long text on two lines, broken at the blank or bracket that is nearest to its middle.

    A Chinese letter is as wide as two others.
    """
    breaks = [(place, place + 1) for place, letter in enumerate(text) if letter == " "]
    breaks += [(place, place) for place, letter in enumerate(text) if letter == "（" and place]
    wide = sum(2 if letter >= FIRST_WIDE else 1 for letter in text)
    if wide <= most or not breaks:
        return text, ""
    end, begin = min(breaks, key=lambda each: abs(each[0] - len(text) // 2))
    return text[:end], text[begin:]
