"""The left column of the lot page: timeline and record stream behind two tabs."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout

from qtrace.ui.items import list_texts as lists
from qtrace.ui.items.lot_view import LotView, Side
from qtrace.ui.items.sight import Sight
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.tokens import Ink
from qtrace.ui.widgets.base import scaled
from qtrace.ui.widgets.labels import Label
from qtrace.ui.widgets.panel import Frame
from qtrace.ui.widgets.tabs import PanelTabs
from qtrace.ui.widgets.timeline import Timeline, TimelineEvent


class SideColumn(Frame):
    """What happened to the lot, told or record by record.

    Signals:
        chosen: id of a tab.
        opened: id of a row.
    """

    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self, sight: Sight) -> None:
        tr = sight.tr
        super().__init__(tr.say("Timeline"))
        self._sight = sight
        self.tabs = PanelTabs(tr.say("Timeline"))
        self.tabs.chosen.connect(self.chosen)
        self._note = Label("", TextRole.NOTE, Ink.TEXT2)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, scaled(12), 0)
        head.addWidget(self.tabs, 1)
        head.addWidget(self._note)
        self._lists = {
            Side.TIMELINE: Timeline(tr.say("Timeline")),
            Side.RECORDS: Timeline(tr.say("Records")),
        }
        self._shown: dict[Side, tuple[TimelineEvent, ...]] = {}
        self._read: dict[Side, tuple[object, object]] = {}
        self._pages = QStackedWidget()
        for each in self._lists.values():
            each.opened.connect(self.opened)
            self._pages.addWidget(each)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(scaled(16), scaled(2), scaled(4), scaled(8))
        outer.setSpacing(scaled(4))
        outer.addLayout(head)
        outer.addWidget(self._pages, 1)

    def show_view(self, view: LotView) -> None:
        """Show the chosen list; its words are made only when something new was read."""
        sight = self._sight
        self.tabs.set_tabs(lists.side_tabs(sight, view), view.side.value)
        is_timeline = view.side is Side.TIMELINE
        self._note.setText(lists.timeline_note(sight, view.page) if is_timeline else "")
        self._pages.setCurrentWidget(self._lists[view.side])
        source = (view.page, None if is_timeline else view.records)
        known = self._read.get(view.side, (None, None))
        if view.page is None or all(a is b for a, b in zip(source, known, strict=True)):
            return
        self._read[view.side] = source
        if is_timeline:
            self._fill(Side.TIMELINE, lists.timeline(sight, view.page))
        else:
            self._fill(Side.RECORDS, lists.records(sight, view))

    def _fill(self, side: Side, events: tuple[TimelineEvent, ...]) -> None:
        """Nothing is touched if nothing is new; the timeline ends at its newest event."""
        if self._shown.get(side) == events:
            return
        self._shown[side] = events
        self._lists[side].set_events(events)
        if side is Side.TIMELINE:
            QTimer.singleShot(0, self, self._to_end)

    def _to_end(self) -> None:
        bar = self._lists[Side.TIMELINE].verticalScrollBar()
        bar.setValue(bar.maximum())
