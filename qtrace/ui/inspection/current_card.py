"""The card of the current cell: what is measured, the value, the earlier ones, a question."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from qtrace.domain.inspection import CharKind
from qtrace.i18n import Translator
from qtrace.ui.inspection.answer_area import ACROSS, AnswerArea
from qtrace.ui.inspection.grid_texts import CardTexts
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.paint import LEFT, role_font, text_width, write, write_wrapped
from qtrace.ui.theme.tokens import Ink, Status, Tokens
from qtrace.ui.widgets.base import Painted, scaled
from qtrace.ui.widgets.buttons import ActionSpec, ButtonKind, KeyButton
from qtrace.ui.widgets.current import ReadingField
from qtrace.ui.widgets.dotstrip import DotStrip
from qtrace.ui.widgets.labels import Label, StatusMark
from qtrace.ui.widgets.panel import Frame

HEIGHT = 120
ASKING = 196
ROW = 58
LINE = 24
NOTE = 44
ANSWERING = 430


class CellTitle(Painted):
    """Name of the characteristic in the largest size that fits, else on two lines."""

    def __init__(self) -> None:
        super().__init__()
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_title(self, text: str) -> None:
        """Show another name."""
        self._text = text
        self.setAccessibleName(text)
        self.update()

    def sizeHint(self) -> QSize:
        """One large line, or two small ones."""
        return QSize(scaled(160), scaled(44))

    def minimumSizeHint(self) -> QSize:
        """Never lower."""
        return QSize(scaled(120), scaled(44))

    def draw(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
        """Paint the name; one that is longer than two lines is shortened on purpose."""
        for role in (TextRole.VALUE, TextRole.TITLE):
            if text_width(self._text, role_font(role)) <= rect.width():
                write(painter, rect, self._text, role_font(role), tokens.text)
                return
        font = role_font(TextRole.NOTE_STRONG)
        room = rect.width() * 1.8
        text = QFontMetricsF(font).elidedText(self._text, Qt.TextElideMode.ElideRight, room)
        write_wrapped(painter, rect, text, font, tokens.text, LEFT)


class CurrentCard(Frame):
    """The current cell; a question opens inside it and never takes a scan for an answer.

    Signals:
        triggered: action id of a button.
    """

    triggered = Signal(str)

    def __init__(self, tr: Translator) -> None:
        super().__init__()
        self._tr = tr
        self.setFixedHeight(scaled(HEIGHT))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(scaled(15), scaled(8), scaled(12), scaled(8))
        outer.setSpacing(scaled(8))
        row = QHBoxLayout()
        row.setSpacing(scaled(20))
        row.addLayout(self._words(), 1)
        self._field = ReadingField(tr.say("Value"))
        row.addWidget(self._field)
        self.answer = AnswerArea(tr)
        self.answer.triggered.connect(self.triggered)
        self.answer.setFixedWidth(scaled(ANSWERING))
        self.answer.hide()
        row.addWidget(self.answer)
        self._side = self._right()
        row.addWidget(self._side)
        outer.addLayout(row, 1)
        self._said = Label("", TextRole.NOTE, wrap=True)
        self._said.hide()
        outer.addWidget(self._said)
        outer.addWidget(self._question_row())
        self._texts: CardTexts | None = None

    def _words(self) -> QVBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(scaled(2))
        words.addStretch(1)
        self._where = Label("", TextRole.BODY, Ink.TEXT2)
        self._title = CellTitle()
        self._limits = Label()
        self._unit = Label("", TextRole.NOTE, Ink.TEXT2)
        words.addWidget(self._where)
        words.addWidget(self._title)
        limits = QHBoxLayout()
        limits.setSpacing(scaled(7))
        limits.addWidget(self._limits)
        limits.addWidget(self._unit)
        limits.addStretch(1)
        words.addLayout(limits)
        words.addStretch(1)
        return words

    def _right(self) -> QWidget:
        """Dots, or words about the cell, or the ALL OK button."""
        side = QWidget()
        side.setFixedWidth(scaled(250))
        self._stack = QStackedLayout(side)
        self._stack.setContentsMargins(0, 0, 0, 0)
        dots = QWidget()
        centred = QVBoxLayout(dots)
        centred.setContentsMargins(0, 0, 0, 0)
        self._strip = DotStrip(self._tr.say("Readings so far"))
        centred.addStretch(1)
        centred.addWidget(self._strip)
        centred.addStretch(1)
        note = QWidget()
        row = QHBoxLayout(note)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(scaled(10))
        self._mark = StatusMark(Status.BLOCKED, 28)
        self._note = Label("", TextRole.NOTE, wrap=True)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._note, 1)
        all_ok = QWidget()
        column = QVBoxLayout(all_ok)
        column.setContentsMargins(0, 0, 0, 0)
        column.addStretch(1)
        self._all_ok = KeyButton(ActionSpec("all_ok", "F9", ""))
        self._all_ok.chosen.connect(self._tell)
        self._done = Label("", TextRole.BODY, Ink.TEXT2, wrap=True)
        column.addWidget(self._all_ok)
        column.addWidget(self._done)
        column.addStretch(1)
        for page in (dots, note, all_ok):
            self._stack.addWidget(page)
        return side

    def _question_row(self) -> QWidget:
        self._asking = QWidget()
        row = QHBoxLayout(self._asking)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(scaled(12))
        self._question_mark = StatusMark(Status.HOLD, 28)
        row.addWidget(self._question_mark)
        self._question = Label("", TextRole.STRONG, wrap=True)
        row.addWidget(self._question, 1)
        self._no = KeyButton(ActionSpec("no", "Esc", self._tr.term("key", "Clear")))
        self._yes = KeyButton(ActionSpec("yes", "Enter", ""))
        for button in (self._no, self._yes):
            button.chosen.connect(self._tell)
            row.addWidget(button)
        self._asking.hide()
        return self._asking

    @property
    def texts(self) -> CardTexts | None:
        """What it says now."""
        return self._texts

    def show_texts(self, texts: CardTexts) -> None:
        """Show another state of the current cell."""
        self._texts = texts
        self.setAccessibleName(f"{texts.title} {texts.where}")
        self._where.setText(texts.where)
        self._title.show_title(texts.title)
        self._limits.setText(texts.limits)
        self._unit.setText(texts.unit)
        self._field.setVisible(not texts.attribute and texts.answer is None)
        self._show_answer(texts)
        self._field.show_value(texts.value, texts.unit, enabled=texts.takes_value)
        self._show_right(texts)
        asks = bool(texts.question)
        self.setFixedHeight(scaled(self._height(texts)))
        self._asking.setVisible(asks)
        self._question.setText(texts.question)
        kind = ButtonKind.OUTLINED
        self._yes.set_spec(ActionSpec("yes", "Enter", texts.keep, kind=kind))

    def _show_answer(self, texts: CardTexts) -> None:
        """An answer takes the place of the field and of the dots."""
        answer = texts.answer
        self.answer.setVisible(answer is not None)
        self._side.setVisible(answer is None)
        self._said.setVisible(answer is not None and bool(texts.note))
        self._said.setText(texts.note if answer is not None else "")
        if answer is None:
            self.answer.leave()
        else:
            self.answer.show_answer(answer)

    @staticmethod
    def _height(texts: CardTexts) -> int:
        """As high as what it asks; more rows of options, a line and a note need more."""
        if texts.question:
            return ASKING
        if texts.answer is None:
            return HEIGHT
        more = max(0, -(-len(texts.answer.options) // ACROSS) - 2) * ROW
        line = LINE if texts.answer.kind is CharKind.TEXT else 0
        return HEIGHT + more + line + (NOTE if texts.note else 0)

    def _show_right(self, texts: CardTexts) -> None:
        if texts.attribute:
            spec = ActionSpec("all_ok", "F9", texts.all_ok, kind=ButtonKind.PRIMARY)
            self._all_ok.set_spec(spec)
            self._all_ok.setVisible(bool(texts.all_ok))
            self._done.setText(texts.done)
            self._stack.setCurrentIndex(2)
        elif texts.note and not texts.question:
            status = texts.note_status or Status.NEUTRAL
            self._mark.set_status(status, name=texts.note)
            self._note.setText(texts.note)
            self._stack.setCurrentIndex(1)
        else:
            self._strip.show_dots(texts.dots)
            self._stack.setCurrentIndex(0)

    def _tell(self, action: object) -> None:
        self.triggered.emit(str(action))
