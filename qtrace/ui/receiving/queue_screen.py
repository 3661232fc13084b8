"""The queue: what waits, most urgent first; one key opens what is to be done."""

from collections.abc import Mapping

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from qtrace.domain.codes.internal import CommandCode
from qtrace.ui.bench import Bench
from qtrace.ui.keys import Scan
from qtrace.ui.places import QueuePlace
from qtrace.ui.receiving import queue_texts as texts
from qtrace.ui.receiving.code_panel import CodePanel
from qtrace.ui.receiving.empty_page import EmptyPage
from qtrace.ui.receiving.lost_strip import LostStrip
from qtrace.ui.receiving.queue_model import QueueModel, QueueView
from qtrace.ui.receiving.queue_table import QueueTable
from qtrace.ui.receiving.queue_texts import EMPTY_TEXTS, Reader
from qtrace.ui.receiving.wording import Words
from qtrace.ui.screen import Screen, ScreenHead, Typed
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.tokens import Ink
from qtrace.ui.widgets.base import profile, scaled
from qtrace.ui.widgets.buttons import ActionBar
from qtrace.ui.widgets.filters import FilterTiles
from qtrace.ui.widgets.strip import ScanStrip
from qtrace.ui.widgets.table import TablePanel
from qtrace.ui.widgets.topbar import ObjectPart

LIST_KEYS = {
    "F2": "type",
    "F5": "refresh",
    "F7": "divide",
    "F10": "open",
    "Up": "up",
    "Down": "down",
    "PageUp": "page_up",
    "PageDown": "page_down",
    "Home": "first",
    "End": "last",
}
LIST_TYPING_KEYS = {"Enter": "open"}
FIELD_KEYS = {"F2": "cancel", "F5": "refresh", "F10": "submit", "Esc": "cancel"}
COMMANDS = {
    CommandCode.NEXT: "down",
    CommandCode.BACK: "up",
    CommandCode.ENTER: "open",
    CommandCode.YES: "open",
    CommandCode.RECEIVE: "open",
    CommandCode.SPLIT: "divide",
}
RETRY_MS = 5000
FARTHEST = 10**6
CODE = "code"


class QueueScreen(Screen):
    """Strip, filter tiles, table, actions."""

    def __init__(self, bench: Bench, place: QueuePlace, model: QueueModel | None = None) -> None:
        super().__init__()
        self._bench = bench
        self._tr = bench.translator
        self._words = Words(self._tr, bench.zone)
        self._model = model or QueueModel(bench, place)
        self._head_words = ""
        self._was_typing = False
        self._build()
        self._retry = QTimer(self, interval=RETRY_MS)
        self._retry.timeout.connect(self._ask_again)
        self._model.changed.connect(self._show)
        self._model.wants.connect(self.wants)
        self._show(self._model.view)

    @property
    def model(self) -> QueueModel:
        """State and acts; survives this view."""
        return self._model

    def has_unsaved(self) -> bool:
        """True while a code is half typed."""
        return bool(self.typed())

    def typed(self) -> Typed:
        """The code that is being typed."""
        code = self.code_panel.field.text()
        return {CODE: {"code": code}} if code and self._model.view.typing else {}

    def put_typed(self, typed: Typed) -> None:
        """Put it back."""
        self.code_panel.put_typed(typed.get(CODE, {}))

    def _build(self) -> None:
        self.table = QueueTable(self._reader(self._model.view))
        self.table.row_chosen.connect(self._model.choose)
        self.table.row_opened.connect(self._model.open)
        self.table.verticalScrollBar().valueChanged.connect(self._show_foot)
        self.panel = TablePanel(self.table)
        self.empty = EmptyPage()
        self.bar = ActionBar()
        self.bar.setFixedHeight(profile().control)
        self.bar.triggered.connect(self.act)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(8))
        column.addWidget(self._build_top())
        # In the layout first: a stack without a parent would show its widgets as windows.
        self._body = QStackedLayout()
        column.addLayout(self._body, 1)
        self._body.addWidget(self.panel)
        self._body.addWidget(self.empty)
        column.addWidget(self.bar)

    def _build_top(self) -> QWidget:
        """Strip and tiles, or in the same place the panel of the typed code."""
        self.strip = ScanStrip()
        self.lost = LostStrip()
        self.tiles = FilterTiles()
        self.tiles.chosen.connect(self._model.show_filter)
        self.code_panel = CodePanel(self._tr)
        self.code_panel.submitted.connect(self._model.submit)
        self.code_panel.cancelled.connect(self._model.stop_typing)
        self._strips = QStackedLayout()
        normal = QWidget()
        column = QVBoxLayout(normal)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(8))
        column.addLayout(self._strips)
        self._strips.addWidget(self.strip)
        self._strips.addWidget(self.lost)
        column.addWidget(self.tiles)
        top = QWidget()
        self._top = QStackedLayout(top)
        self._top.setContentsMargins(0, 0, 0, 0)
        self._top.addWidget(normal)
        self._top.addWidget(self.code_panel)
        top.setFixedHeight(scaled(72) + scaled(8) + profile().control)
        return top

    def head(self) -> ScreenHead:
        """Name of the screen, what came today and what waits."""
        parts = (ObjectPart(self._head_words, TextRole.NOTE, Ink.TEXT2),)
        title = self._tr.term("screen", "Receiving")
        return ScreenHead(title, parts if self._head_words else (), "queue")

    def keys(self) -> Mapping[str, str]:
        """Keys of the list, or of the field while a code is typed."""
        return FIELD_KEYS if self._model.view.typing else LIST_KEYS

    def typing_keys(self) -> Mapping[str, str]:
        """Enter opens the chosen row unless a field has the focus."""
        return {} if self._model.view.typing else LIST_TYPING_KEYS

    def act(self, action: str) -> None:
        """Do what a key or a button says."""
        moves = {
            "up": lambda: self.table.move(-1),
            "down": lambda: self.table.move(1),
            "page_up": lambda: self.table.page(-1),
            "page_down": lambda: self.table.page(1),
            "first": lambda: self.table.move(-FARTHEST),
            "last": lambda: self.table.move(FARTHEST),
            "open": self._model.open,
            "divide": self._model.divide,
            "refresh": self._model.refresh,
            "type": self._model.type_code,
            "cancel": self._model.stop_typing,
            "submit": self.code_panel.submit,
        }
        if action in moves:
            moves[action]()

    def scanned(self, scan: Scan) -> bool:
        """Note the scan for the strip; the station opens what it stands for."""
        self._model.note_scan(scan)
        return False

    def commands(self) -> Mapping[CommandCode, str]:
        """NEXT and BACK choose, ENTER opens."""
        return COMMANDS

    def next_step(self) -> str:
        """What may be scanned."""
        return texts.strip(self._words, None).title

    def opened(self) -> None:
        """Read the queue."""
        self._model.attend()

    def left(self) -> None:
        """Stop asking a lost database; the model no longer speaks to this view."""
        self._retry.stop()
        self._model.rest()
        self._model.changed.disconnect(self._show)
        self._model.wants.disconnect(self.wants)

    def _reader(self, view: QueueView) -> Reader:
        today = self._bench.local(self._bench.now()).date()
        return Reader(self._words, today, view.lost is not None)

    def _show(self, view: QueueView) -> None:
        tr = self._tr
        self._show_top(view)
        self.table.show_queue(view.rows, view.chosen, self._reader(view))
        is_empty = view.page is not None and not view.rows
        self._body.setCurrentWidget(self.empty if is_empty else self.panel)
        title, note = EMPTY_TEXTS[view.filter]
        self.empty.say(tr.say(title), tr.say(note))
        left, primary = texts.actions(tr, view, self._bench.may)
        self.bar.set_actions(left, (primary,))
        self._show_foot()
        self._show_head(view)
        self._follow_field(view)

    def _show_top(self, view: QueueView) -> None:
        tr = self._tr
        self.strip.show_strip(texts.strip(self._words, view.last_scan))
        if view.lost is not None:
            self.lost.say(*texts.lost_words(tr, view, self._bench.now()))
            if self.isVisible():
                self._retry.start()
        else:
            self._retry.stop()
        self._strips.setCurrentWidget(self.strip if view.lost is None else self.lost)
        self._top.setCurrentIndex(1 if view.typing else 0)
        if view.page is not None:
            self.tiles.set_tiles(texts.tiles(tr, view.page.counts, view.filter), view.filter.value)

    def _ask_again(self) -> None:
        """Try the lost database once more; the rows have become older."""
        self._show_top(self._model.view)
        self._model.refresh()

    def _show_head(self, view: QueueView) -> None:
        words = "" if view.page is None else texts.head_words(self._tr, view.page.counts)
        if words != self._head_words:
            self._head_words = words
            self.head_changed.emit()

    def _follow_field(self, view: QueueView) -> None:
        """Put the cursor into the field when it opens, and give the keys back when it closes."""
        self.code_panel.show_unknown(view.typed_unknown)
        if view.typing == self._was_typing:
            return
        self._was_typing = view.typing
        if view.typing:
            self.code_panel.begin()
        else:
            self.code_panel.field.clearFocus()
        self.keys_changed.emit()

    def _show_foot(self) -> None:
        first, last = self.table.seen()
        self.panel.set_foot(*texts.foot(self._tr, first, last, self.table.rows.rowCount()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another height shows other rows."""
        super().resizeEvent(event)
        self._show_foot()
