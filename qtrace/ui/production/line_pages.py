"""The pages of a line station: lines to choose from, operations, a running operation, a panel."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from qtrace.domain.production.lines import LineState
from qtrace.i18n import Translator
from qtrace.i18n.production_words import LINE_STATE_WORDS, production_word
from qtrace.services.production.line_rows import BoardRow, LineStation
from qtrace.ui.production.line_cells import choice_rows
from qtrace.ui.production.line_panels import (
    LEFT_WIDTH,
    ChecksPanel,
    MaterialsPanel,
    ProgressPanel,
    ScansPanel,
)
from qtrace.ui.production.line_state import LineDeskState
from qtrace.ui.production.line_words import LineWords, joined
from qtrace.ui.production.row_list import RowColumn, RowList, RowSpec
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.tokens import Ink, Status
from qtrace.ui.widgets.base import scaled
from qtrace.ui.widgets.chips import ChipSpec
from qtrace.ui.widgets.fields import WrappedLabel
from qtrace.ui.widgets.panel import Panel
from qtrace.ui.widgets.tablemodel import CellView, ColumnAlign

GAP = 8
STATES = {
    LineState.RUNNING: None,
    LineState.STOPPED: Status.BLOCKED,
    LineState.CHANGEOVER: Status.INFO,
    LineState.IDLE: None,
    LineState.CHECK: Status.HOLD,
    LineState.SILENT: Status.NEUTRAL,
    LineState.HELD: Status.BLOCKED,
}


class LinesPage(Panel):
    """All lines of the plant, to choose this station's.

    Signals:
        pressed: id of the line.
    """

    pressed = Signal(object)

    def __init__(self, tr: Translator) -> None:
        super().__init__(tr.say("Lines"))
        right = ColumnAlign.RIGHT
        self.list = RowList(
            (
                RowColumn(width=90),
                RowColumn(),
                RowColumn(width=330),
                RowColumn(width=150, align=right),
            ),
            64,
        )
        self.list.pressed.connect(self.pressed)
        self.add(self.list, 1)

    def show_lines(self, words: LineWords, lines: tuple[BoardRow, ...], picked: int) -> None:
        """Show `lines` with the picked one; it says so if there are none."""
        rows = enumerate(lines)
        self.list.set_rows(tuple(_line(words, row, is_chosen=n == picked) for n, row in rows))
        tr = words.tr
        self.set_note("" if lines else tr.say("The plant has no lines yet; quality adds them"))


def _line(words: LineWords, row: BoardRow, *, is_chosen: bool) -> RowSpec:
    order = joined(row.order.number, words.part(row.order.part)) if row.order is not None else ""
    word = production_word(words.tr, LINE_STATE_WORDS, row.state.value)
    return RowSpec(
        row.line_id,
        (
            CellView(row.code, role=TextRole.TITLE),
            CellView(words.name(row.name), order),
            CellView(words.name(row.operation), words.pieces(row.progress) if row.progress else ""),
            CellView(chip=ChipSpec(word, STATES[row.state])),
        ),
        is_chosen,
    )


class ClearancePanel(Panel):
    """How the line stands before a start: cleared by whom, confirmed by whom, machines scanned."""

    def __init__(self, tr: Translator) -> None:
        super().__init__(tr.say("Before the start"))
        self._cleared = WrappedLabel("", TextRole.BODY, Ink.TEXT)
        self._confirmed = WrappedLabel("", TextRole.BODY, Ink.TEXT)
        self._equipment = WrappedLabel("", TextRole.BODY, Ink.TEXT)
        for label in (self._cleared, self._confirmed, self._equipment):
            self.add(label)
        self.body.addStretch(1)

    def show_state(self, words: LineWords, state: LineDeskState) -> None:
        """Show what is known."""
        tr = words.tr
        row = state.station.clearance if state.station is not None else None
        if row is None:
            self._cleared.setText(tr.say("Line clearance: none is on record"))
            self._confirmed.setText("")
        else:
            when = row.cleared_at.astimezone(words.zone).strftime("%m-%d %H:%M")
            by = words.name(row.cleared_by)
            self._cleared.setText(tr.say("Line clearance: {name}, {time}", name=by, time=when))
            seen = tr.say("Confirmed: {name}", name=words.name(row.confirmed_by))
            self._confirmed.setText(seen if row.is_confirmed else tr.say("Not confirmed yet (F7)"))
        names = ", ".join(each.name for each in state.equipment)
        none = tr.say("Machines: scan what you use")
        self._equipment.setText(tr.say("Machines: {names}", names=names) if names else none)


class ChoicesPanel(Panel):
    """Operations of the open orders of a line.

    Signals:
        pressed: place of the pressed one.
    """

    pressed = Signal(object)

    def __init__(self, tr: Translator) -> None:
        super().__init__(tr.say("Orders and operations"))
        self.list = RowList(
            (
                RowColumn(tr.term("production", "Order"), 170),
                RowColumn(tr.say("Operation")),
                RowColumn(tr.say("Done / planned"), 130, ColumnAlign.RIGHT),
                RowColumn(tr.say("Status"), 164, ColumnAlign.RIGHT),
            ),
            62,
        )
        self.list.pressed.connect(self.pressed)
        self.add(self.list, 1)

    def show_state(self, words: LineWords, state: LineDeskState) -> None:
        """Show the choices; it says so if there are none."""
        self.list.set_rows(choice_rows(words, state))
        tr = words.tr
        self.set_note("" if state.choices else tr.say("No open order on this line"))


class LinePages(QWidget):
    """Left what the line does, right its lists, or the open panel in their place."""

    def __init__(self, tr: Translator) -> None:
        super().__init__()
        self.lines = LinesPage(tr)
        self.progress, self.checks = ProgressPanel(tr), ChecksPanel(tr)
        self.materials, self.scans = MaterialsPanel(tr), ScansPanel(tr)
        self.clearance, self.choices = ClearancePanel(tr), ChoicesPanel(tr)
        self._panel: QWidget | None = None
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        work = QWidget()
        row = QHBoxLayout(work)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(scaled(GAP))
        left = QWidget()
        left.setFixedWidth(scaled(LEFT_WIDTH))
        right = QWidget()
        row.addWidget(left)
        row.addWidget(right, 1)
        self._whole = QStackedLayout()
        outer.addLayout(self._whole)
        self._whole.addWidget(self.lines)
        self._whole.addWidget(work)
        self._left = _stack(left, (_column(self.progress, self.checks), self.clearance))
        self._right = _stack(right, (_column(self.materials, self.scans), self.choices))

    def show_panel(self, panel: QWidget | None) -> None:
        """Put an open panel in place of the lists, or take it away."""
        if panel is self._panel:
            return
        if self._panel is not None:
            self._right.removeWidget(self._panel)
            self._panel.hide()
        self._panel = panel
        if panel is not None:
            self._right.addWidget(panel)
            self._right.setCurrentWidget(panel)  # in sight, so that it can take the focus

    def show_state(self, words: LineWords, state: LineDeskState, now: datetime) -> None:
        """Show lines, operations or the run."""
        station = state.station
        self._whole.setCurrentIndex(0 if station is None else 1)
        if station is None:
            self.lines.show_lines(words, state.lines, state.picked)
            return
        picking = state.is_picking
        self._left.setCurrentIndex(1 if picking else 0)
        if self._panel is not None:
            self._right.setCurrentWidget(self._panel)
        else:
            self._right.setCurrentIndex(1 if picking else 0)
        if picking:
            self.clearance.show_state(words, state)
            self.choices.show_state(words, state)
        else:
            self._show_run(words, state, station, now)

    def _show_run(
        self, words: LineWords, state: LineDeskState, station: LineStation, now: datetime
    ) -> None:
        refused = state.refusal.facts.get("lot", "") if state.refusal is not None else ""
        self.progress.show_station(words, station)
        self.checks.show_station(words, station, now)
        self.materials.show_station(words, station, refused)
        self.scans.show_station(words, station)


def _column(top: QWidget, below: QWidget) -> QWidget:
    """Two panels below each other; the one without a fixed height takes what is left."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(scaled(GAP))
    for widget in (top, below):
        column.addWidget(widget, 0 if widget.minimumHeight() == widget.maximumHeight() else 1)
    return holder


def _stack(holder: QWidget, pages: tuple[QWidget, ...]) -> QStackedLayout:
    stack = QStackedLayout(holder)
    stack.setContentsMargins(0, 0, 0, 0)
    for page in pages:
        stack.addWidget(page)
    return stack
