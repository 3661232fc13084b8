"""The panels of a running operation: progress, checks, materials, last scans."""

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from qtrace.i18n import Translator
from qtrace.services.production.line_rows import LineStation
from qtrace.ui.production.line_cells import (
    check_rows,
    checks_note,
    material_rows,
    scan_rows,
)
from qtrace.ui.production.line_words import LineWords, grouped
from qtrace.ui.production.row_list import RowColumn, RowList
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.tokens import Ink
from qtrace.ui.widgets.base import scaled
from qtrace.ui.widgets.labels import Label
from qtrace.ui.widgets.panel import Panel
from qtrace.ui.widgets.progress import ProgressBar
from qtrace.ui.widgets.tablemodel import ColumnAlign

LEFT_WIDTH = 400
PROGRESS_HEIGHT = 176
SCANS_HEIGHT = 190
ROW = 46
CHECK_ROW = 52


class _Count(QWidget):
    """A word and a number beside it."""

    def __init__(self, word: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(scaled(6))
        self._value = Label("", TextRole.STRONG)
        row.addWidget(Label(word, TextRole.NOTE, Ink.TEXT2))
        row.addWidget(self._value)

    def show_count(self, count: int) -> None:
        """Show another number."""
        self._value.setText(grouped(count))


class ProgressPanel(Panel):
    """Pieces done of planned; good, rework, scrap, left."""

    def __init__(self, tr: Translator) -> None:
        super().__init__(" ")
        self._done = Label("", TextRole.COUNT)
        self._planned = Label("", TextRole.TITLE, Ink.TEXT2)
        self._pace = Label("", TextRole.NOTE, Ink.TEXT2, align=Qt.AlignmentFlag.AlignRight)
        self._bar = ProgressBar(tr.say("Pieces"))
        counts = QHBoxLayout()
        counts.setSpacing(scaled(10))
        counts.addWidget(self._done)
        counts.addWidget(self._planned)
        counts.addStretch(1)
        counts.addWidget(self._pace)
        self.body.addLayout(counts)
        self.add(self._bar)
        foot = QHBoxLayout()
        self._counts = tuple(
            _Count(word)
            for word in (
                tr.term("pieces", "Good"),
                tr.term("pieces", "Rework"),
                tr.term("pieces", "Scrap"),
                tr.term("pieces", "Left"),
            )
        )
        for number, count in enumerate(self._counts):
            if number:
                foot.addStretch(1)
            foot.addWidget(count)
        self.body.addLayout(foot)
        self.setFixedHeight(scaled(PROGRESS_HEIGHT))

    def show_station(self, words: LineWords, station: LineStation) -> None:
        """Show the run of `station`."""
        tr, run, stands = words.tr, station.run, station.progress
        if run is None or stands is None or station.order is None:
            return
        self.set_title(f"OP{run.operation_no} {words.name(run.name)}")
        note = tr.say("since {time}", time=words.clock(run.started_at))
        if run.run_no > 1:
            note = tr.say("rework {no}", no=run.run_no - 1)
        self.set_note(note)
        self._done.setText(grouped(stands.done))
        unit = words.name(station.order.part.unit)
        self._planned.setText(f"/ {grouped(stands.planned)} {unit}")
        pace = run.minutes_each
        self._pace.setText("" if pace is None else tr.say("{n} min each", n=f"{pace:.1f}"))
        self._bar.show_progress(stands.done, stands.planned)
        numbers = (stands.good, stands.rework, stands.scrap, stands.left)
        for count, value in zip(self._counts, numbers, strict=True):
            count.show_count(value)


class ChecksPanel(Panel):
    """Checks of the operation and when each is due.

    Signals:
        pressed: id of the definition of the pressed check.
    """

    pressed = Signal(object)

    def __init__(self, tr: Translator) -> None:
        super().__init__(tr.say("Checks due"))
        columns = (RowColumn(), RowColumn(width=130, align=ColumnAlign.RIGHT))
        self.list = RowList(columns, CHECK_ROW)
        self.list.pressed.connect(self.pressed)
        self.add(self.list, 1)

    def show_station(self, words: LineWords, station: LineStation, now: datetime) -> None:
        """Show the checks of `station`; it says so where there are none."""
        self.list.set_rows(check_rows(words, station, now))
        self.set_note(checks_note(words.tr, station.checks))


class MaterialsPanel(Panel):
    """Materials of the operation: left and needed, expiry, state.

    Signals:
        pressed: number of the pressed row, from 1.
    """

    pressed = Signal(object)

    def __init__(self, tr: Translator) -> None:
        super().__init__()
        title = tr.say("Materials of this operation")
        self.setAccessibleName(title)
        self.tighten(top=6, bottom=4, spacing=0)
        self.list = RowList(
            (
                RowColumn(title),
                RowColumn(tr.say("Lot"), 148),
                RowColumn(tr.say("Left / needed"), 124, ColumnAlign.RIGHT),
                RowColumn(tr.say("Expiry"), 100),
                RowColumn(tr.say("Status"), 128, ColumnAlign.RIGHT),
            ),
            ROW,
            is_titled=True,
        )
        self.list.pressed.connect(self.pressed)
        self.add(self.list, 1)

    def show_station(self, words: LineWords, station: LineStation, refused_lot: str) -> None:
        """Show the materials; the one that was refused is bold."""
        self.list.set_rows(material_rows(words, station, refused_lot))


class ScansPanel(Panel):
    """What this station scanned last, and what came of it."""

    def __init__(self, tr: Translator) -> None:
        super().__init__(tr.say("Last scans"))
        self.list = RowList(
            (RowColumn(width=84), RowColumn(width=260), RowColumn(width=116), RowColumn()), ROW
        )
        self.add(self.list, 1)
        self.setFixedHeight(scaled(SCANS_HEIGHT))

    def show_station(self, words: LineWords, station: LineStation) -> None:
        """Show the newest scans."""
        tr = words.tr
        self.list.set_rows(scan_rows(words, station))
        self.set_note(
            tr.say(
                "at this station today {n}, blocked {m}",
                n=station.scans_today,
                m=station.blocked_today,
            )
        )
