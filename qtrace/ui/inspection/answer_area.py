"""The place of an answer in the card: keys of a choice, the line of a text, a photo to take."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from qtrace.domain.inspection import CharKind
from qtrace.domain.inspection_kinds import LONGEST_TEXT
from qtrace.i18n import Translator
from qtrace.ui.inspection.answer_texts import AnswerTexts
from qtrace.ui.inspection.small_panels import TypedLine
from qtrace.ui.inspection.tile_grid import TileGrid
from qtrace.ui.widgets.base import scaled
from qtrace.ui.widgets.buttons import ActionSpec, ButtonKind, KeyButton

ACROSS = 2
_PLACES = (CharKind.CHOICE, CharKind.TEXT, CharKind.PHOTO)


class AnswerArea(QWidget):
    """Answers of one kind at a time.

    Signals:
        triggered: an action, `verb:value` where there is a value.
    """

    triggered = Signal(str)

    def __init__(self, tr: Translator) -> None:
        super().__init__()
        self._tr = tr
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self.options = TileGrid(ACROSS)
        self.options.triggered.connect(self.triggered)
        self.line = TypedLine(tr.say("Text"))
        self.line.setMaxLength(LONGEST_TEXT)
        self.line.textEdited.connect(lambda text: self.triggered.emit(f"write:{text}"))
        self.line.returnPressed.connect(lambda: self.triggered.emit("enter"))
        self._fit = KeyButton(ActionSpec("yes", "Enter", tr.term("answer", "OK")))
        self._unfit = KeyButton(ActionSpec("no", "Shift+Enter", tr.term("answer", "Not OK")))
        self._photo = KeyButton(ActionSpec("enter", "Enter", ""))
        for button in (self._fit, self._unfit, self._photo):
            button.chosen.connect(lambda action: self.triggered.emit(str(action)))
        for page in (self._centred(self.options), self._text(), self._centred(self._photo)):
            self._stack.addWidget(page)

    @staticmethod
    def _centred(widget: QWidget) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addStretch(1)
        column.addWidget(widget)
        column.addStretch(1)
        return page

    def _text(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(6))
        column.addWidget(self.line)
        row = QHBoxLayout()
        row.setSpacing(scaled(8))
        row.addWidget(self._unfit, 1)
        row.addWidget(self._fit, 1)
        column.addLayout(row)
        return page

    def show_answer(self, texts: AnswerTexts) -> None:
        """Show how the current cell is answered; a text has the focus while it is in front."""
        self._stack.setCurrentIndex(_PLACES.index(texts.kind))
        self.setEnabled(texts.enabled)
        if texts.kind is CharKind.CHOICE:
            self.options.set_tiles(texts.options)
        elif texts.kind is CharKind.PHOTO:
            spec = ActionSpec("enter", "Enter", texts.prompt, kind=ButtonKind.PRIMARY)
            self._photo.set_spec(spec)
        self._show_line(texts)

    def _show_line(self, texts: AnswerTexts) -> None:
        if texts.kind is not CharKind.TEXT or not texts.enabled:
            self.leave()
            return
        if self.line.text() != texts.text:
            self.line.setText(texts.text)
        if not self.line.hasFocus():
            self.line.setFocus()

    def leave(self) -> None:
        """Another kind is in front: keys are no text any more."""
        if self.line.hasFocus():
            self.line.clearFocus()
