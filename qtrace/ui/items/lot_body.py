"""The parts of the lot page in their places, and the view in words on them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from qtrace.ui.items import bar_texts, detail_texts, head_texts, panel_texts
from qtrace.ui.items.head_panel import HeadPanel
from qtrace.ui.items.lot_view import DetailKind, LotView, Pane
from qtrace.ui.items.overview import Overview
from qtrace.ui.items.panels import DetailPanel, FindPanel, PapersPanel, ReprintPanel
from qtrace.ui.items.side import SideColumn
from qtrace.ui.items.sight import Sight
from qtrace.ui.items.source_texts import source
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.tokens import Ink
from qtrace.ui.widgets.base import profile, scaled
from qtrace.ui.widgets.buttons import ActionBar
from qtrace.ui.widgets.forms import Refused
from qtrace.ui.widgets.labels import Label

LEFT_WIDTH = 352


class LotBody(QWidget):
    """Head, left column, the open pane, the bar.

    Attributes:
        head: identity and status.
        side: timeline and records.
        overview: what stands beside them while nothing else is open.
        detail: one thing with everything about it.
        papers: supplier papers.
        finding: a typed code.
        reprint: why something is printed again.
        left: actions at the left of the bar.
        right: actions at the right of the bar.
    """

    def __init__(self, sight: Sight) -> None:
        super().__init__()
        self._sight, tr = sight, sight.tr
        self.head = HeadPanel(tr.say("Lot"), tr.say("Why this status"))
        self.side = SideColumn(sight)
        self.side.setFixedWidth(scaled(LEFT_WIDTH))
        self.overview = Overview(sight)
        self.detail = DetailPanel("")
        self.papers = PapersPanel(sight)
        self.finding = FindPanel(sight)
        self.reprint = ReprintPanel(sight)
        self._panes: dict[Pane, QWidget] = {
            Pane.OVERVIEW: self.overview,
            Pane.DETAIL: self.detail,
            Pane.PAPERS: self.papers,
            Pane.FIND: self.finding,
            Pane.REPRINT: self.reprint,
        }
        self._refused, self._refused_here = Refused(), Refused()
        self._place()

    def _place(self) -> None:
        self._stack = QStackedWidget()
        for pane in self._panes.values():
            self._stack.addWidget(pane)
        middle = QHBoxLayout()
        middle.setSpacing(scaled(8))
        middle.addWidget(self.side)
        middle.addWidget(self._stack, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(scaled(8))
        outer.addWidget(self.head)
        outer.addLayout(middle, 1)
        outer.addWidget(self._refused)
        outer.addLayout(self._bar())

    def _bar(self) -> QHBoxLayout:
        """Left actions, what the last act came to, right actions."""
        right = Qt.AlignmentFlag.AlignRight
        self._beside = Label("", TextRole.NOTE, Ink.TEXT2, wrap=True, align=right)
        self.left, self.right = ActionBar(), ActionBar()
        for bar in (self.left, self.right):
            bar.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout()
        row.setSpacing(profile().gap)
        row.addWidget(self.left)
        row.addWidget(self._beside, 1)
        row.addWidget(self._refused_here, 1)
        row.addWidget(self.right)
        return row

    def walkable(self) -> tuple[QWidget, ...]:
        """Panels in the order in which Tab walks them."""
        overview = self.overview
        return (
            self.head,
            self.side,
            overview.inspection,
            overview.shelf,
            overview.strip,
            self.detail,
        )

    def show_view(self, view: LotView, rights: bar_texts.Rights) -> None:
        """Show `view` to somebody with these rights."""
        sight = self._sight
        self.head.show_head(head_texts.head(sight, view), head_texts.block(sight, view))
        self.side.show_view(view)
        self._show_pane(view, rights)
        left, right = bar_texts.actions(sight, view, rights)
        self.left.set_actions(left, ())
        self.right.set_actions((), right)
        self._say(view)
        self._stack.setCurrentWidget(self._panes[view.pane])
        self._settle()

    def _show_pane(self, view: LotView, rights: bar_texts.Rights) -> None:
        sight = self._sight
        match view.pane:
            case Pane.OVERVIEW:
                self.overview.show_view(view)
            case Pane.DETAIL:
                self.detail.show_text(self._detail(view))
            case Pane.PAPERS:
                self.papers.set_note(panel_texts.papers_note(sight, view))
                rows, kinds = panel_texts.papers(sight, view), panel_texts.kinds(sight, view)
                self.papers.show_view(view, rows, kinds, may_register=rights.register)
            case Pane.FIND:
                said, hits = panel_texts.found(sight, view), panel_texts.hits(sight, view)
                self.finding.show_hits(view.find.text, said, hits)
            case Pane.REPRINT:
                self.reprint.show_view(view)

    def _detail(self, view: LotView) -> detail_texts.DetailText:
        ref, page = view.detail, view.page
        if ref is not None and page is not None and ref.kind is DetailKind.SOURCE:
            title = self._sight.tr.say("Where the numbers come from")
            return source(self._sight, page) or detail_texts.DetailText(title)
        return detail_texts.detail(self._sight, view)

    def _say(self, view: LotView) -> None:
        """What the last act came to: beside the button of a panel, or above the bar."""
        refused = bar_texts.refused(self._sight, view)
        in_panel = view.pane not in (Pane.OVERVIEW, Pane.DETAIL)
        self._beside.setText(bar_texts.beside(self._sight, view))
        self._beside.setVisible(refused is None or not in_panel)
        self._refused.say(None if in_panel else refused)
        self._refused_here.say(refused if in_panel else None)

    def refused_text(self) -> str:
        """Why the last act was refused, as it is shown, or empty."""
        return self._refused.text() or self._refused_here.text()

    def _settle(self) -> None:
        """Lay everything out now, the inner parts first: no frame shows words in old places."""
        for child in (*reversed(self.findChildren(QWidget)), self):
            layout = child.layout()
            if layout is not None:
                layout.activate()
