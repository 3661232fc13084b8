"""The middle of the holds desk: the open hold, what it covers, its history and its photos."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from qtrace.ui.bench import Bench
from qtrace.ui.holds import desk_texts as texts
from qtrace.ui.holds.desk_parts import CountsView, GraphView
from qtrace.ui.holds.desk_photos import PhotosPage, Thumb
from qtrace.ui.holds.desk_state import DeskState, Page
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.tokens import Ink, Status
from qtrace.ui.widgets.base import scaled
from qtrace.ui.widgets.chips import ChipSpec, StatusChip
from qtrace.ui.widgets.facts import FactList
from qtrace.ui.widgets.forms import scrolling
from qtrace.ui.widgets.labels import Label, Rule
from qtrace.ui.widgets.panel import Frame


class HoldCentre(Frame):
    """The open hold: facts above, below them the picture, the history or the photos."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench.translator.say("Hold"))
        self._bench, self._tr = bench, bench.translator
        self._build()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(scaled(16), scaled(10), scaled(16), scaled(10))
        column.setSpacing(scaled(4))
        head = QHBoxLayout()
        self._number = Label("", TextRole.VALUE)
        self._chips = [StatusChip(ChipSpec("", Status.NEUTRAL)) for _ in range(2)]
        head.addWidget(self._number)
        head.addStretch(1)
        for chip in self._chips:
            head.addWidget(chip)
        self._title = Label("", TextRole.BODY, wrap=True)
        self._facts = FactList(self._tr.say("Hold"), key_width=89, row=30, ruled=False)
        self._rule = Rule()
        self._pages = QStackedLayout()
        column.addLayout(head)
        told = QHBoxLayout()
        told.setSpacing(scaled(10))
        self.thumb = Thumb(self._tr.say("Photo"))
        told.addWidget(self._title, 1)
        told.addWidget(self.thumb)
        column.addLayout(told)
        column.addWidget(self._facts)
        column.addWidget(self._rule)
        column.addLayout(self._pages, 1)  # first: a stack without a parent shows windows
        self._pages.addWidget(self._graph_page())
        self._history = FactList(self._tr.say("History"), key_width=144, row=36)
        self._pages.addWidget(scrolling(_topped(self._history)))
        self._figures = FactList(self._tr.say("Holds by reason"), key_width=210, row=38)
        self._pages.addWidget(scrolling(_topped(self._figures)))
        self.photos = PhotosPage(self._tr.say("Photo"))
        self._pages.addWidget(self.photos)

    def _graph_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, scaled(4), 0, 0)
        column.setSpacing(scaled(4))
        head = QHBoxLayout()
        head.addWidget(Label(self._tr.say("Affected"), TextRole.TITLE))
        head.addStretch(1)
        self._complete = StatusChip(ChipSpec("", Status.OK))
        head.addWidget(self._complete)
        self._counts = CountsView(self._tr.say("Affected"))
        self.graph = GraphView(self._tr.say("What the hold covers"))
        self._hint = Label("", TextRole.NOTE, Ink.TEXT2, wrap=True)
        column.addLayout(head)
        column.addWidget(self._counts)
        column.addWidget(self.graph, 1)
        column.addWidget(self._hint)
        return page

    def show_state(self, state: DeskState) -> None:
        """Show the open hold, or nothing."""
        tr, sheet = self._tr, state.sheet
        chips = texts.state_chips(tr, sheet.head) if sheet is not None else ()
        self._number.setText(sheet.head.number if sheet is not None else "")
        self._title.setText(texts.about(tr, sheet.head) if sheet is not None else "")
        for chip, spec in zip(self._chips, (*chips, None, None)[:2], strict=True):
            chip.setVisible(spec is not None)
            if spec is not None:
                chip.show_chip(spec)
        self._facts.set_facts(texts.hold_facts(self._bench, sheet) if sheet is not None else ())
        self._pages.setCurrentIndex(list(Page).index(state.page))
        self._complete.setVisible(sheet is not None and not state.is_over)
        self._figures.set_facts(texts.figures(tr, state.figures))
        self.thumb.setVisible(Page.PHOTOS in state.pages)
        self.thumb.show_photo(state.photos[0].content if state.photos else None)
        if sheet is None:
            self._counts.set_counts(())
            self.graph.show_graph(texts.graph(self._bench, state, 1))
            return
        complete = sheet.effect.is_complete
        self._complete.show_chip(
            ChipSpec(tr.say("Trace complete"), Status.OK) if complete
            else ChipSpec(tr.say("counting …"), Status.NEUTRAL)
        )  # fmt: skip
        self._counts.set_counts(() if state.is_over else texts.counts(tr, sheet))
        self.graph.show_graph(texts.graph(self._bench, state, self.graph.room()))
        proposed = sheet.request is not None or state.partial
        self._hint.setText(
            tr.say("Shape shows the proposed end; all stay held until the signature.")
        )
        if state.is_over:
            self._hint.setText(
                tr.say("This hold covers nothing any more. F3: what happened to it.")
            )
        self._hint.setVisible(proposed or state.is_over)
        self._history.set_facts(texts.history(self._bench, sheet))
        self.photos.show_state(self._bench, state)


def _topped(widget: QWidget) -> QWidget:
    """A widget at the top of a page."""
    content = QWidget()
    column = QVBoxLayout(content)
    column.setContentsMargins(0, 0, scaled(8), 0)
    column.addWidget(widget)
    column.addStretch(1)
    column.setAlignment(Qt.AlignmentFlag.AlignTop)
    return content
