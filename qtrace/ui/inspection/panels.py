"""The place in a page where a panel opens; one at a time."""

from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from typing import TypeVar

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QStackedLayout, QWidget

from qtrace.i18n import Translator
from qtrace.ui.inspection.drawing_view import DrawingPanel
from qtrace.ui.inspection.inspection_model import InspectionView
from qtrace.ui.inspection.judged_photo_view import JudgedPhotoView
from qtrace.ui.inspection.nonconformance_view import NonconformanceView
from qtrace.ui.inspection.panel_desk import PanelKind
from qtrace.ui.inspection.panel_frame import PanelFrame
from qtrace.ui.inspection.photo_view import PhotoView
from qtrace.ui.inspection.small_panels import CodeView, PapersView, ReprintView
from qtrace.ui.inspection.source_view import SourceView
from qtrace.ui.inspection.way_view import WayView

PanelT = TypeVar("PanelT", bound=PanelFrame)


def _focus_when_shown(line: QLineEdit) -> None:
    """Give the focus now, and once more when the page around the field is in front."""
    line.setFocus()
    QTimer.singleShot(0, line, line.setFocus)


class PanelHost(QWidget):
    """Shows the open panel and passes on what is pressed in it.

    Signals:
        triggered: an action, `verb:value` where there is a value.
    """

    triggered = Signal(str)

    def __init__(self, tr: Translator, local: Callable[[datetime], datetime]) -> None:
        super().__init__()
        self._tr, self._local = tr, local
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._views: dict[PanelKind, Callable[[], PanelFrame]] = {
            PanelKind.NONCONFORMANCE: lambda: self.nonconformance,
            PanelKind.PAPERS: lambda: self.papers,
            PanelKind.TYPE_CODE: lambda: self.code,
            PanelKind.REPRINT: lambda: self.reprint,
            PanelKind.WAY: lambda: self.way,
            PanelKind.PHOTO: lambda: self.photo,
            PanelKind.JUDGED_PHOTO: lambda: self.judged,
            PanelKind.DRAWING: lambda: self.drawing,
            PanelKind.SOURCE: lambda: self.source,
        }
        self._kind = PanelKind.NONE

    @cached_property
    def nonconformance(self) -> NonconformanceView:
        """What is wrong, and what becomes of it."""
        return self._added(NonconformanceView(self._tr))

    @cached_property
    def papers(self) -> PapersView:
        """Papers of the supplier."""
        return self._added(PapersView(self._tr))

    @cached_property
    def code(self) -> CodeView:
        """A code that is typed."""
        return self._added(CodeView(self._tr))

    @cached_property
    def reprint(self) -> ReprintView:
        """Why a label is printed again."""
        return self._added(ReprintView(self._tr))

    @cached_property
    def way(self) -> WayView:
        """Another way on than the decision."""
        return self._added(WayView(self._tr))

    @cached_property
    def photo(self) -> PhotoView:
        """Photos of a piece."""
        return self._added(PhotoView(self._tr, self._local))

    @cached_property
    def judged(self) -> JudgedPhotoView:
        """The photo that a piece is judged by."""
        return self._added(JudgedPhotoView(self._tr))

    @cached_property
    def drawing(self) -> DrawingPanel:
        """The drawing, large."""
        return self._added(DrawingPanel(self._tr))

    @cached_property
    def source(self) -> SourceView:
        """Where a plan's numbers come from."""
        return self._added(SourceView(self._tr))

    def _added(self, view: PanelT) -> PanelT:
        """A page has many panels and opens few: each is made when it is first asked for."""
        view.triggered.connect(self.triggered)
        self._stack.addWidget(view)
        return view

    def show_view(self, view: InspectionView) -> None:
        """Show the panel that the state names; a field to type into gets the focus once."""
        kind = view.panel.kind
        panel = self._views[kind]()
        panel.show_view(view)
        self._stack.setCurrentWidget(panel)
        if kind is not self._kind:
            self._kind = kind
            if kind is PanelKind.TYPE_CODE:
                self.code.line.clear()
            if kind is PanelKind.WAY:
                self.way.line.clear()
        if kind is PanelKind.PAPERS and view.panel.paper:
            _focus_when_shown(self.papers.line)
        elif kind is PanelKind.TYPE_CODE:
            _focus_when_shown(self.code.line)
        elif kind is PanelKind.WAY and view.panel.wants_note:
            _focus_when_shown(self.way.line)

    def closed(self) -> None:
        """No panel is open: nothing here keeps the focus or a half-typed code."""
        self._kind = PanelKind.NONE
        focused = self.focusWidget()
        if focused is not None:
            focused.clearFocus()
