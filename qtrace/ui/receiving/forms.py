"""Forms of the receive screen: panels in the left column, never dialogs; Esc loses nothing."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from qtrace.i18n import Translator
from qtrace.i18n.words import paper_word
from qtrace.ui.receiving.code_panel import text_field
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.tokens import Ink, Status
from qtrace.ui.widgets.base import clear_layout, scaled
from qtrace.ui.widgets.buttons import TileButton, TileSpec
from qtrace.ui.widgets.fields import Answer
from qtrace.ui.widgets.labels import Label, StatusMark
from qtrace.ui.widgets.panel import Panel

TILE_HEIGHT = 44


class SideForm(Panel):
    """A form in the left column: what is wrong stands in it, with a shape beside the words."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self._fault = Label("", TextRole.NOTE_STRONG, wrap=True)
        self._fault_row = QWidget()
        row = QHBoxLayout(self._fault_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(scaled(8))
        row.addWidget(StatusMark(Status.BLOCKED, 24), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._fault, 1)
        self.say_fault("")

    def finish(self) -> None:
        """Put the line for faults below the fields; subclasses call it last."""
        self.add(self._fault_row)
        self.body.addStretch(1)

    def say_fault(self, text: str) -> None:
        """Say what is wrong, or nothing."""
        self._fault.setText(text)
        self._fault_row.setVisible(bool(text))

    @property
    def fault(self) -> str:
        """What is wrong, as said."""
        return self._fault.text()

    def begin(self) -> None:
        """The form opens: the cursor goes into its first field."""

    def submit(self) -> None:
        """Take over what was typed, if it is right."""

    def typed(self) -> dict[str, Answer]:
        """What stands in the form and is no answer yet, by field."""
        return {}

    def put_typed(self, answers: Mapping[str, Answer]) -> None:
        """Put back what `typed` of the same form gave in another view."""

    def step(self, by: int) -> None:
        """Up and Down."""

    def add_field(self, title: str, field: QLineEdit) -> Label:
        """A field below its title; returns the title."""
        label = Label(title, TextRole.NOTE, Ink.TEXT2)
        column = QVBoxLayout()
        column.setSpacing(scaled(2))
        column.addWidget(label)
        column.addWidget(field)
        self.body.addLayout(column)
        return label


def texts_in(fields: Mapping[str, QLineEdit]) -> dict[str, Answer]:
    """Texts of the fields in which anything stands, by name."""
    return {name: field.text() for name, field in fields.items() if field.text()}


def put_texts(answers: Mapping[str, Answer], fields: Mapping[str, QLineEdit]) -> None:
    """Put texts back into their fields; a field without one keeps what it has."""
    for name, field in fields.items():
        text = answers.get(name)
        if isinstance(text, str):
            field.setText(text)


class PaperForm(SideForm):
    """Which paper is here, and its number.

    Signals:
        given: kind and number.
    """

    given = Signal(str, str)

    def __init__(self, tr: Translator) -> None:
        super().__init__(tr.say("Paper that is here"))
        self._tr = tr
        self._kinds: tuple[str, ...] = ()
        self._chosen = 0
        self._kept = ""  # chosen in the former view; here nothing was offered yet
        self._tiles = QVBoxLayout()
        self._tiles.setSpacing(scaled(4))
        self.body.addLayout(self._tiles)
        self.number = text_field(tr.say("Number of the paper"))
        self.number.returnPressed.connect(self.submit)
        self.add_field(tr.say("Number of the paper"), self.number)
        self.finish()

    def offer(self, kinds: Sequence[str]) -> None:
        """Offer these kinds, the first one chosen unless another one was."""
        self._kinds = tuple(kinds)
        self._chosen = self._kinds.index(self._kept) if self._kept in self._kinds else 0
        self._kept = ""
        clear_layout(self._tiles)
        for kind in kinds:
            tile = TileButton(self._spec(kind, selected=False), height=scaled(TILE_HEIGHT))
            tile.chosen.connect(self._press)
            self._tiles.addWidget(tile)
        self._show_choice()

    def begin(self) -> None:
        """Empty field, cursor in it."""
        self.number.clear()
        self.say_fault("")
        self.number.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def typed(self) -> dict[str, Answer]:
        """The number, with the kind that is chosen for it."""
        number = self.number.text()
        kind = self._kinds[self._chosen] if self._kinds else self._kept
        return {"number": number, "kind": kind} if number else {}

    def put_typed(self, answers: Mapping[str, Answer]) -> None:
        """Number and kind, if that kind is still offered."""
        put_texts(answers, {"number": self.number})
        kind = str(answers.get("kind", ""))
        self._kept = "" if self._kinds else kind
        self._press(kind)

    def step(self, by: int) -> None:
        """Choose another kind."""
        self._chosen = max(0, min(len(self._kinds) - 1, self._chosen + by))
        self._show_choice()

    def submit(self) -> None:
        """Say kind and number."""
        number = self.number.text().strip()
        if not number:
            self.say_fault(self._tr.say("Type the number that stands on the paper"))
        elif self._kinds:
            self.given.emit(self._kinds[self._chosen], number)

    def _press(self, value: object) -> None:
        if value in self._kinds:
            self._chosen = self._kinds.index(str(value))
            self._show_choice()

    def _show_choice(self) -> None:
        for place, kind in enumerate(self._kinds):
            item = self._tiles.itemAt(place)
            tile = item.widget() if item is not None else None
            if isinstance(tile, TileButton):
                tile.set_spec(self._spec(kind, selected=place == self._chosen))

    def _spec(self, kind: str, *, selected: bool) -> TileSpec:
        return TileSpec(kind, paper_word(self._tr, kind), selected=selected)


class ReasonForm(SideForm):
    """A reason for what quality decides.

    Signals:
        given: the reason.
    """

    given = Signal(str)

    def __init__(self, tr: Translator, title: str, note: str) -> None:
        super().__init__(title)
        self._tr = tr
        self.add(Label(note, TextRole.BODY, Ink.TEXT2, wrap=True))
        self.reason = text_field(tr.say("Reason"))
        self.reason.returnPressed.connect(self.submit)
        self.add_field(tr.say("Reason"), self.reason)
        self.finish()

    def typed(self) -> dict[str, Answer]:
        """The reason so far."""
        return texts_in({"reason": self.reason})

    def put_typed(self, answers: Mapping[str, Answer]) -> None:
        """The reason again."""
        put_texts(answers, {"reason": self.reason})

    def begin(self) -> None:
        """Cursor into the field; what was typed before Esc is still there."""
        self.say_fault("")
        self.reason.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def submit(self) -> None:
        """Say the reason."""
        reason = self.reason.text().strip()
        if not reason:
            self.say_fault(self._tr.say("A reason is needed"))
            return
        self.given.emit(reason)


class ReprintForm(SideForm):
    """Which labels are printed again, and why.

    Signals:
        given: first container, last container, reason.
    """

    given = Signal(int, int, str)

    def __init__(self, tr: Translator) -> None:
        super().__init__(tr.say("Print labels again"))
        self._tr = tr
        self._total = 1
        self._offered: dict[str, Answer] = {}
        note = tr.say("The paper says COPY, and the reason is kept.")
        self.add(Label(note, TextRole.BODY, Ink.TEXT2, wrap=True))
        self.reason = text_field(tr.say("Reason"))
        self.first = text_field(tr.say("From container"))
        self.last = text_field(tr.say("To container"))
        self.add_field(tr.say("Reason"), self.reason)
        pair = QHBoxLayout()
        pair.setSpacing(scaled(8))
        for title, field in (
            (tr.say("From container"), self.first),
            (tr.say("To container"), self.last),
        ):
            column = QVBoxLayout()
            column.setSpacing(scaled(2))
            column.addWidget(Label(title, TextRole.NOTE, Ink.TEXT2))
            column.addWidget(field)
            pair.addLayout(column)
        self.body.addLayout(pair)
        for field in (self.reason, self.first, self.last):
            field.returnPressed.connect(self.submit)
        self.finish()

    def offer(self, number: int, total: int) -> None:
        """Begin with container `number`, or with all of them if it is 0."""
        self._total = total
        self.first.setText(str(number or 1))
        self.last.setText(str(number or total))
        self._offered = texts_in({"first": self.first, "last": self.last})

    def typed(self) -> dict[str, Answer]:
        """The reason, and containers that are others than those that were offered."""
        found = texts_in({"reason": self.reason, "first": self.first, "last": self.last})
        return {name: text for name, text in found.items() if self._offered.get(name) != text}

    def put_typed(self, answers: Mapping[str, Answer]) -> None:
        """Reason and containers again."""
        put_texts(answers, {"reason": self.reason, "first": self.first, "last": self.last})

    def begin(self) -> None:
        """Cursor into the reason."""
        self.say_fault("")
        self.reason.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def submit(self) -> None:
        """Say which and why."""
        texts = (self.first.text().strip(), self.last.text().strip())
        numbers = [int(text) if text.isascii() and text.isdigit() else 0 for text in texts]
        reason = self.reason.text().strip()
        if not 1 <= numbers[0] <= numbers[1] <= self._total:
            self.say_fault(self._tr.say("Containers are 1 to {total}", total=self._total))
        elif not reason:
            self.say_fault(self._tr.say("A reason is needed"))
        else:
            self.reason.clear()
            self.given.emit(numbers[0], numbers[1], reason)
