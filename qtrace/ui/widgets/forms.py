"""The form of a desk screen: fields, what was refused, and buttons that may take the focus."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from qtrace.i18n.reasons import Explanation
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.qss import LOOK, SCROLL
from qtrace.ui.theme.tokens import Ink, Status
from qtrace.ui.widgets.base import clear_layout, profile, scaled
from qtrace.ui.widgets.buttons import ActionBar, ActionSpec, ButtonKind, KeyButton
from qtrace.ui.widgets.fields import (
    Answer,
    ChoiceField,
    Field,
    ProblemLine,
    TextField,
    WrappedLabel,
)
from qtrace.ui.widgets.labels import Label, StatusMark
from qtrace.ui.widgets.panel import Frame


class DeskBar(ActionBar):
    """The bottom bar of a desk, whose buttons Tab reaches."""

    def set_actions(self, left: Sequence[ActionSpec], right: Sequence[ActionSpec]) -> None:
        """Show these actions."""
        super().set_actions(left, right)
        for button in self.buttons:
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)


class Refused(QWidget):
    """What was refused, why, what to do next, and the code small; nothing if all is well."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(scaled(10))
        row.addWidget(StatusMark(Status.BLOCKED, 28), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(scaled(2))
        row.addLayout(words, 1)
        self._text = WrappedLabel("", TextRole.STRONG, Ink.TEXT)
        self._code = Label("", TextRole.NOTE, Ink.TEXT2)
        self._next = WrappedLabel()
        words.addWidget(self._text)
        words.addWidget(self._next)
        words.addWidget(self._code)
        self.setVisible(False)

    def say(self, explanation: Explanation | None) -> None:
        """Show `explanation`, or nothing."""
        self.setVisible(explanation is not None)
        if explanation is None:
            self._text.setText("")
            return
        self._text.setText(explanation.text)
        self._next.setText(explanation.next_step)
        self._code.setText(f"[{explanation.code}]")
        self.setAccessibleName(f"{explanation.text} {explanation.next_step}")

    def text(self) -> str:
        """What is said, or empty."""
        return self._text.text()


def scrolling(content: QWidget) -> QScrollArea:
    """`content` in a field that scrolls when it is too high, and shows what has the focus."""
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setProperty(LOOK, SCROLL)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(content)
    area.viewport().setAutoFillBackground(False)
    content.setAutoFillBackground(False)
    return area


class DeskForm(Frame):
    """A form that stands beside its table.

    Signals:
        triggered: id of the pressed button.
    """

    triggered = Signal(str)

    def __init__(self, title: str, note: str = "", *, columns: int = 2) -> None:
        super().__init__(title)
        self.fields: dict[str, Field] = {}
        self.buttons: tuple[KeyButton, ...] = ()
        self._columns = columns
        self._judged: object = None
        self._place = 0
        self._begun_with: dict[str, Answer | None] = {}
        self._title = WrappedLabel(title, TextRole.TITLE, Ink.TEXT)
        self._note = WrappedLabel(note)
        content = QWidget()
        self._grid = QGridLayout(content)
        self._grid.setContentsMargins(0, 0, scaled(4), 0)
        self._grid.setHorizontalSpacing(scaled(16))
        self._grid.setVerticalSpacing(scaled(6))
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)
        self.refused = Refused()
        self._row = QHBoxLayout()
        self._row.setSpacing(profile().gap)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(scaled(16), scaled(12), scaled(12), scaled(16))
        outer.setSpacing(scaled(8))
        outer.addWidget(self._title)
        outer.addWidget(self._note)
        self._note.setVisible(bool(note))
        self._area = scrolling(content)
        self._missing = ProblemLine()
        self._missing.setVisible(False)
        outer.addWidget(self._area, 1)
        outer.addWidget(self.refused)
        outer.addWidget(self._missing)
        outer.addLayout(self._row)

    def add(self, name: str, field: Field, span: int = 1) -> None:
        """Add `field` at the next free place; a wide one begins a new row."""
        if self._place % self._columns + span > self._columns:
            self._place += self._columns - self._place % self._columns
        row, column = divmod(self._place, self._columns)
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(field, row, column, 1, span, top)
        self._place += span
        self._grid.setRowStretch(row, 0)
        self._grid.setRowStretch(row + 1, 1)
        self.fields[name] = field
        if isinstance(field, TextField | ChoiceField):
            field.edited.connect(self._tell_missing)

    def add_wide(self, widget: QWidget) -> None:
        """Add a widget over the whole width."""
        self._place += -self._place % self._columns
        self._grid.addWidget(widget, self._place // self._columns, 0, 1, self._columns)
        self._place += self._columns
        self._grid.setRowStretch(self._place // self._columns, 1)

    def set_actions(self, left: Sequence[ActionSpec], right: Sequence[ActionSpec]) -> None:
        """Show the buttons of the form."""
        specs = (*left, *right)
        if len(specs) == len(self.buttons):
            for button, spec in zip(self.buttons, specs, strict=True):
                button.set_spec(spec)
            return
        clear_layout(self._row)
        self.buttons = tuple(KeyButton(spec, focusable=True) for spec in specs)
        for number, button in enumerate(self.buttons):
            if number == len(left):
                self._row.addStretch(1)
            button.chosen.connect(self._tell)
            self._row.addWidget(button)

    def set_save(self, cancel: str, save: str) -> None:
        """The two buttons most forms have: `close` with Esc, and `save` with F10."""
        self.set_actions(
            [ActionSpec("close", "Esc", cancel)],
            [ActionSpec("save", "F10", save, None, ButtonKind.PRIMARY)],
        )

    def show_busy(self, *, busy: bool) -> None:
        """The primary button waits while a command is on its way."""
        for button in self.buttons:
            if button.spec.kind is ButtonKind.PRIMARY:
                button.set_spec(replace(button.spec, enabled=not busy))

    def begin(self) -> None:
        """What stands in the fields now is no answer yet."""
        self._begun_with = {name: field.answer() for name, field in self.fields.items()}

    def typed(self) -> dict[str, Answer]:
        """Answers that differ from what the form began with, by name; secrets are left out."""
        answers = {name: field.answer() for name, field in self.fields.items()}
        return {
            name: answer
            for name, answer in answers.items()
            if answer is not None and answer != self._begun_with.get(name)
        }

    def put_typed(self, answers: Mapping[str, Answer]) -> None:
        """Put back what `typed` of the same form gave in another view."""
        for name, answer in answers.items():
            if name in self.fields:
                self.fields[name].put_answer(answer)

    def take_focus(self) -> None:
        """The first field has the focus."""
        first = next(iter(self.fields.values()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def shown_problems(self) -> dict[str, str]:
        """What is said to be wrong, by the name of the field."""
        return {name: field.problem() for name, field in self.fields.items() if field.problem()}

    def say_judged(self, judged: Mapping[str, object], problems: Mapping[str, str]) -> None:
        """Show the problems of a judgement that was not shown yet; each leads to its first field.

        Args:
            judged: the judgement itself: the same one is said once, an equal one again.
            problems: its sentences by name of the field.
        """
        if judged is not self._judged:
            self._judged = judged
            self.say_problems(problems)

    def say_problems(self, problems: Mapping[str, str]) -> None:
        """Show each problem at its field; the first one gets the focus and is told beside F10."""
        for name, field in self.fields.items():
            field.say_problem(problems.get(name, ""))
        self._tell_missing()
        for name, field in self.fields.items():
            if problems.get(name):
                field.setFocus(Qt.FocusReason.OtherFocusReason)
                QTimer.singleShot(0, self, partial(self._area.ensureWidgetVisible, field))
                return

    def _tell_missing(self) -> None:
        """Say above the buttons what is wrong first, as long as it is."""
        first = next((field for field in self.fields.values() if field.problem()), None)
        self._missing.setVisible(first is not None)
        words = f"{first.label.text()}: {first.problem()}" if first is not None else ""
        self._missing.tell(words)

    def _tell(self, value: object) -> None:
        self.triggered.emit(str(value))
