"""The panel at the left of the grid: severity, tally, hint, containers to open."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qtrace.i18n import Translator
from qtrace.ui.inspection.drawing_view import DrawingCard
from qtrace.ui.inspection.inspection_model import InspectionView
from qtrace.ui.inspection.side_texts import Hint, SideTexts
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.paint import role_font, text_width
from qtrace.ui.theme.tokens import Ink, Status
from qtrace.ui.widgets.base import scaled
from qtrace.ui.widgets.containers import ContainerTiles, TileSize
from qtrace.ui.widgets.labels import Label, Rule, StatusMark
from qtrace.ui.widgets.panel import Frame
from qtrace.ui.widgets.tally import ClassTallyPanel, TallyHeads

EDGE = 15
ROOM = 290
REASON_LINES = 3
ALL_OF_IT = 100
"""Stretch of what takes the height that is left."""


class SidePanel(Frame):
    """What stays in sight while readings are taken.

    Signals:
        box_pressed: number of a container.
        class_pressed: place of a class in the tally.
    """

    box_pressed = Signal(int)
    class_pressed = Signal(int)

    def __init__(self, tr: Translator) -> None:
        super().__init__(tr.say("Sampling"))
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(1, scaled(10), 1, scaled(8))
        self._box.setSpacing(0)
        self._severity = Label("", TextRole.TITLE)
        self._plan = Label("", TextRole.NOTE, Ink.TEXT2)
        self._padded(self._severity, self._plan)
        self._box.addSpacing(scaled(4))
        self._reasons = tuple(
            Label("", TextRole.NOTE, Ink.TEXT2, wrap=True) for _ in range(REASON_LINES)
        )
        for label in self._reasons:
            self._padded(label, stretch=True)
            self._box.addSpacing(scaled(2))
        self._box.addSpacing(scaled(7))
        self._box.addWidget(Rule())
        self._tally = ClassTallyPanel(TallyHeads(tr.say("Class")), margin=EDGE)
        self._tally.pressed.connect(self.class_pressed)
        self._box.addWidget(self._tally)
        self._box.addSpacing(scaled(3))
        self._box.addWidget(Rule())
        self._box.addSpacing(scaled(8))
        self._add_hint()
        self._box.addSpacing(scaled(12))
        self._box.addWidget(Rule())
        self._box.addSpacing(scaled(10))
        self.drawing = DrawingCard(tr)
        self.drawing.hide()
        self._padded(self.drawing, stretch=True, tall=True)
        self._boxes = Label("", TextRole.TITLE)
        self._boxes_note = Label("", TextRole.NOTE, Ink.TEXT2)
        self._padded(self._boxes, self._boxes_note)
        self._box.addSpacing(scaled(8))
        self._tiles = ContainerTiles(6, TileSize.SMALL)
        self._tiles.pressed.connect(self.box_pressed)
        self._padded(self._tiles, stretch=True)
        self._box.addSpacing(scaled(8))
        self._now = Label("", TextRole.NOTE, Ink.TEXT2)
        self._padded(self._now)
        self._box.addStretch(1)

    def _padded(self, *widgets: QWidget, stretch: bool = False, tall: bool = False) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(scaled(EDGE), 0, scaled(EDGE), 0)
        for number, widget in enumerate(widgets):
            if number:
                row.addStretch(1)
            row.addWidget(widget, 1 if stretch else 0)
        self._box.addLayout(row, ALL_OF_IT if tall else 0)

    def _add_hint(self) -> None:
        self._mark = StatusMark(Status.NEUTRAL, 24)
        self._hint = Label("", TextRole.STRONG, wrap=True)
        self._hint_note = Label("", TextRole.NOTE, Ink.TEXT2, wrap=True)
        row = QHBoxLayout()
        row.setContentsMargins(scaled(EDGE), 0, scaled(EDGE), 0)
        row.setSpacing(scaled(8))
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._hint, 1)
        self._box.addLayout(row)
        self._padded(self._hint_note, stretch=True)

    def show_texts(self, texts: SideTexts) -> None:
        """Show another state."""
        self._severity.setText(texts.severity)
        words = text_width(texts.severity, role_font(TextRole.TITLE))
        words += text_width(texts.plan, role_font(TextRole.NOTE))
        self._plan.setText(texts.plan if words < scaled(ROOM) else texts.plan_short)
        self._plan.setAccessibleName(texts.plan)
        for label, text in zip(
            self._reasons, (*texts.reasons, "", "", "")[:REASON_LINES], strict=True
        ):
            label.setText(text)
            label.setVisible(bool(text))
        self._tally.show_classes(texts.classes)
        self._show_hint(texts.hint)
        self._boxes.setText(texts.boxes)
        self._boxes_note.setText(texts.boxes_note)
        self._tiles.set_tiles(texts.tiles, texts.columns)
        self._now.setText(texts.boxes_now)

    def show_drawing(self, view: InspectionView) -> None:
        """The drawing takes the place of the containers and of the reasons; without one they stay."""
        self.drawing.show_view(view)
        if view.drawing.picture is not None:
            for label in self._reasons:
                label.hide()
        for widget in (self._boxes, self._boxes_note, self._tiles):
            widget.setVisible(view.drawing.picture is None)

    def _show_hint(self, hint: Hint) -> None:
        self._mark.setVisible(hint.status is not None)
        if hint.status is not None:
            self._mark.set_status(hint.status, name=hint.title)
        self._hint.setText(hint.title)
        self._hint_note.setText(hint.note)
        self._hint_note.setVisible(bool(hint.note))
