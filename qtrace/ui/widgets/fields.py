"""Inputs of the desk screens: a text field and a choice, each with its own problem line."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from qtrace.domain.glyphs import missing_glyphs
from qtrace.i18n import Translator
from qtrace.ui.theme.fonts import TextRole, product_coverage
from qtrace.ui.theme.paint import role_font
from qtrace.ui.theme.qss import FIELD, LOOK
from qtrace.ui.theme.tokens import Ink, Status
from qtrace.ui.widgets.base import profile, scaled
from qtrace.ui.widgets.buttons import TileButton, TileSpec
from qtrace.ui.widgets.labels import Label, StatusMark

Check = Callable[[str], str]
Answer = str | tuple[str, ...]
"""What was typed into a field, or the ids that were chosen in it."""
MOST = 200


def printable(tr: Translator) -> Check:
    """A check that names the first character which no paper of ours can show."""

    def check(text: str) -> str:
        missing = missing_glyphs(text, product_coverage())
        if not missing:
            return ""
        return tr.say("The character “{character}” cannot be printed", character=missing[0])

    return check


class WrappedLabel(Label):
    """Words that take as many lines as they need, in whatever layout they stand."""

    def __init__(
        self, text: str = "", role: TextRole = TextRole.NOTE, ink: Ink = Ink.TEXT2
    ) -> None:
        super().__init__(text, role, ink, wrap=True)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def setText(self, text: str) -> None:
        """Show other words and take the lines they need."""
        super().setText(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Less width takes more lines."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _fit(self) -> None:
        if self.width() > 0 and self.testAttribute(Qt.WidgetAttribute.WA_Resized):
            self.setMinimumHeight(max(0, self.heightForWidth(self.width())))


class ProblemLine(QWidget):
    """One line below an input: a hint in grey, or the problem with its shape."""

    def __init__(self, hint: str = "") -> None:
        super().__init__()
        self._hint = hint
        self._mark = StatusMark(Status.BLOCKED, 18)
        self._text = WrappedLabel(hint)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(scaled(6))
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1)
        self.setMinimumHeight(scaled(22))
        self.tell("")

    def tell(self, problem: str) -> None:
        """Show `problem`; without one the hint comes back."""
        self._mark.setVisible(bool(problem))
        self._text.set_ink(Ink.TEXT if problem else Ink.TEXT2)
        self._text.setText(problem or self._hint)

    def text(self) -> str:
        """What is said."""
        return self._text.text()


class Field(QWidget):
    """The frame of an input: its name above, its problem below."""

    def __init__(self, label: str, hint: str = "") -> None:
        super().__init__()
        self._problem = ""
        self.label = Label(label, TextRole.NOTE, Ink.TEXT2)
        self.line = ProblemLine(hint)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(scaled(2))
        self.column.addWidget(self.label)
        self.column.addWidget(self.line)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def place(self, content: QWidget) -> None:
        """Put the input between name and problem."""
        self.column.insertWidget(1, content)

    def say_problem(self, problem: str) -> None:
        """Show what is wrong with the input; empty if nothing is."""
        self._problem = problem
        self.line.tell(problem)

    def problem(self) -> str:
        """What is wrong, or empty."""
        return self._problem

    def answer(self) -> Answer | None:
        """What a view that is built anew puts back; None for what it never keeps."""
        return None

    def put_answer(self, answer: Answer) -> None:
        """Put back what `answer` of the former view gave; other kinds of answers are let be."""


@dataclass(frozen=True, slots=True)
class TextLook:
    """How a text field takes its text.

    Attributes:
        secret: typed letters are shown as dots.
        mono: letters of a code.
        check: says what is wrong while the person types.
    """

    secret: bool = False
    mono: bool = False
    check: Check | None = None


PLAIN = TextLook()


class TextField(Field):
    """A line of text.

    Signals:
        edited: the new text.
        submitted: Enter was pressed in it.
    """

    edited = Signal(str)
    submitted = Signal()

    def __init__(self, label: str, hint: str = "", look: TextLook = PLAIN) -> None:
        super().__init__(label, hint)
        self._check = look.check
        self.input = QLineEdit()
        self.input.setProperty(LOOK, FIELD)
        self.input.setAccessibleName(label)
        self.input.setAccessibleDescription(hint)
        self.input.setMaxLength(MOST)
        self.input.setFont(role_font(TextRole.DATA if look.mono else TextRole.BODY))
        self.input.setFixedHeight(profile().control)
        if look.secret:
            self.input.setEchoMode(QLineEdit.EchoMode.Password)
        self.input.textEdited.connect(self._edited)
        self.input.returnPressed.connect(self.submitted)
        self.label.setBuddy(self.input)
        self.setFocusProxy(self.input)
        self.place(self.input)

    def text(self) -> str:
        """What was typed, without outer blanks; a secret is left as it is."""
        text = self.input.text()
        return text if self.input.echoMode() == QLineEdit.EchoMode.Password else text.strip()

    def set_text(self, text: str) -> None:
        """Put a text into the field."""
        self.input.setText(text)
        self.say_problem(self._check(text) if self._check else "")

    def answer(self) -> Answer | None:
        """The text as it stands there; a secret is never kept."""
        is_secret = self.input.echoMode() == QLineEdit.EchoMode.Password
        return None if is_secret else self.input.text()

    def put_answer(self, answer: Answer) -> None:
        """Put a text back."""
        if isinstance(answer, str) and self.answer() is not None:
            self.set_text(answer)

    def _edited(self, text: str) -> None:
        self.say_problem(self._check(text) if self._check else "")
        self.edited.emit(text)


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that can be chosen; one that cannot be now is grey, and its note says why."""

    id: str
    text: str
    note: str = ""
    enabled: bool = True


class ChoiceField(Field):
    """Some tiles of which one, or several, are chosen by a press or by the space bar.

    Signals:
        edited: ids of the chosen ones, in the order of the tiles.
    """

    edited = Signal(tuple)

    def __init__(
        self,
        label: str,
        options: Sequence[Option],
        *,
        columns: int = 2,
        several: bool = False,
        hint: str = "",
    ) -> None:
        super().__init__(label, hint)
        self._several = several
        self._chosen: tuple[str, ...] = ()
        content = QWidget()
        grid = QGridLayout(content)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(scaled(6))
        self.tiles: dict[str, TileButton] = {}
        is_noted = any(option.note for option in options)
        for number, option in enumerate(options):
            spec = TileSpec(option.id, option.text, option.note)
            tile = TileButton(spec, centred=not is_noted, focusable=True)
            tile.setEnabled(option.enabled)
            tile.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            tile.setCheckable(True)
            tile.chosen.connect(self._press)
            grid.addWidget(tile, number // columns, number % columns)
            self.tiles[option.id] = tile
        for column in range(columns):
            grid.setColumnStretch(column, 1)
        self.setFocusProxy(next(iter(self.tiles.values())))
        self.place(content)

    @property
    def takes_several(self) -> bool:
        """True if more than one may be chosen."""
        return self._several

    def chosen(self) -> tuple[str, ...]:
        """Ids of the chosen ones."""
        return self._chosen

    def choose(self, ids: Iterable[str]) -> None:
        """Choose these and no others."""
        wanted = set(ids)
        self._chosen = tuple(key for key in self.tiles if key in wanted)
        for key, tile in self.tiles.items():
            tile.setChecked(key in wanted)
            tile.set_spec(replace(tile.spec, selected=key in wanted))

    def answer(self) -> Answer | None:
        """Ids of the chosen ones."""
        return self._chosen

    def put_answer(self, answer: Answer) -> None:
        """Choose again what was chosen."""
        if not isinstance(answer, str):
            self.choose(answer)

    def _press(self, value: object) -> None:
        key = str(value)
        if not self._several:
            self.choose((key,))
        elif key in self._chosen:
            self.choose(set(self._chosen) - {key})
        else:
            self.choose({*self._chosen, key})
        self.say_problem("")
        self.edited.emit(self._chosen)
