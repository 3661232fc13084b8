"""The place in a page where a panel opens; one at a time."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QStackedLayout, QWidget

from qtrace.i18n import Translator
from qtrace.ui.inspection.drawing_view import DrawingPanel
from qtrace.ui.inspection.inspection_model import InspectionView
from qtrace.ui.inspection.judged_photo_view import JudgedPhotoView
from qtrace.ui.inspection.nonconformance_view import NonconformanceView
from qtrace.ui.inspection.panel_desk import PanelKind
from qtrace.ui.inspection.photo_view import PhotoView
from qtrace.ui.inspection.small_panels import CodeView, PapersView, ReprintView
from qtrace.ui.inspection.source_view import SourceView
from qtrace.ui.inspection.way_view import WayView


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
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self.nonconformance = NonconformanceView(tr)
        self.papers = PapersView(tr)
        self.code = CodeView(tr)
        self.reprint = ReprintView(tr)
        self.way = WayView(tr)
        self.photo = PhotoView(tr, local)
        self.judged = JudgedPhotoView(tr)
        self.drawing = DrawingPanel(tr)
        self.source = SourceView(tr)
        self._views = {
            PanelKind.NONCONFORMANCE: self.nonconformance,
            PanelKind.PAPERS: self.papers,
            PanelKind.TYPE_CODE: self.code,
            PanelKind.REPRINT: self.reprint,
            PanelKind.WAY: self.way,
            PanelKind.PHOTO: self.photo,
            PanelKind.JUDGED_PHOTO: self.judged,
            PanelKind.DRAWING: self.drawing,
            PanelKind.SOURCE: self.source,
        }
        self._kind = PanelKind.NONE
        for view in self._views.values():
            view.triggered.connect(self.triggered)
            self._stack.addWidget(view)

    def show_view(self, view: InspectionView) -> None:
        """Show the panel that the state names; a field to type into gets the focus once."""
        kind = view.panel.kind
        panel = self._views[kind]
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
        for line in (self.papers.line, self.code.line, self.way.line):
            line.clearFocus()
