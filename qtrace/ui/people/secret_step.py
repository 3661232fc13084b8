"""The step that asks for a secret: dots and keypad for a PIN, a line of text for a password."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from qtrace.domain.people import LEAST_PASSWORD, LEAST_PIN
from qtrace.i18n import Translator
from qtrace.i18n.reasons import Explanation
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.icons import IconName
from qtrace.ui.theme.tokens import Ink
from qtrace.ui.widgets.base import profile, scaled
from qtrace.ui.widgets.buttons import ActionSpec, ButtonKind, KeyButton
from qtrace.ui.widgets.fields import TextField, TextLook
from qtrace.ui.widgets.forms import Refused
from qtrace.ui.widgets.keypad import Keypad, KeypadLayout, KeypadTexts
from qtrace.ui.widgets.labels import IconLabel, Label
from qtrace.ui.widgets.pinfield import PinField

FIELD_WIDTH = 500
PAD_WIDTH = 300


@dataclass(frozen=True, slots=True)
class SecretAsk:
    """What the step asks for.

    Attributes:
        is_pin: digits on the keypad; otherwise a password.
        confirm: words on the primary button.
    """

    title: str
    note: str
    prompt: str
    is_pin: bool
    confirm: str
    busy: bool = False
    problem: Explanation | None = None


class SecretStep(QWidget):
    """Takes one secret; what was typed leaves it only by `confirmed`.

    Signals:
        confirmed: the secret.
        cancelled: Esc.
    """

    confirmed = Signal(str)
    cancelled = Signal()

    def __init__(self, tr: Translator) -> None:
        super().__init__()
        self._tr = tr
        self._ask: SecretAsk | None = None
        self._title = Label("", TextRole.VALUE)
        self._note = Label("", TextRole.BODY, Ink.TEXT2)
        self._prompt = Label("", TextRole.STRONG)
        self.dots = PinField(tr.say("PIN"))
        self.dots.changed.connect(self._show_actions)
        self.dots.entered.connect(self.confirm)
        self.password = TextField(tr.say("Password"), look=TextLook(secret=True))
        self.password.label.setVisible(False)
        self.password.line.setVisible(False)
        self.password.edited.connect(self._show_actions)
        self.password.submitted.connect(self.confirm)
        self.refused = Refused()
        self.back = KeyButton(ActionSpec("cancel", "Esc", tr.say("Go back")))
        self.back.chosen.connect(self.cancelled)
        self.go = KeyButton(ActionSpec("confirm", "F10", "", None, ButtonKind.PRIMARY))
        self.go.chosen.connect(self.confirm)
        self.pad = Keypad(
            KeypadTexts(back=tr.say("Delete"), cancel=tr.say("Cancel")), KeypadLayout.PIN
        )
        self.pad.character_typed.connect(self.type_digit)
        self.pad.back_pressed.connect(self.dots.back)
        self.pad.cancelled.connect(self.cancelled)
        self._inputs = QStackedLayout()
        self._lay_out()

    def _lay_out(self) -> None:
        who = QHBoxLayout()
        who.setSpacing(scaled(12))
        who.addWidget(self._title)
        who.addWidget(self._note, 1)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addLayout(who)
        names.addWidget(self._prompt)
        head = QHBoxLayout()
        head.setSpacing(scaled(16))
        head.addWidget(IconLabel(IconName.BADGE, 56))
        head.addLayout(names, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(profile().gap)
        buttons.addWidget(self.back)
        buttons.addStretch(1)
        buttons.addWidget(self.go)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setSpacing(scaled(8))
        column.addLayout(head)
        column.addSpacing(scaled(8))
        column.addLayout(self._inputs)
        # Only now: a stack without a parent shows its first widget as a window of its own.
        self._inputs.addWidget(self.dots)
        self._inputs.addWidget(self.password)
        column.addWidget(self.refused)
        column.addStretch(1)
        column.addLayout(buttons)
        column.setContentsMargins(0, 0, 0, 0)
        left.setMaximumWidth(scaled(FIELD_WIDTH))
        self.pad.setFixedWidth(scaled(PAD_WIDTH))
        self.pad.setFixedHeight(4 * profile().control + 3 * scaled(8))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(scaled(32))
        row.addStretch(1)
        row.addWidget(left, 100)
        row.addWidget(self.pad)
        row.addStretch(1)

    def ask(self, ask: SecretAsk) -> None:
        """Ask; a new question, and every refusal, empties the field."""
        before = self._ask
        self._ask = ask
        self._title.setText(ask.title)
        self._note.setText(ask.note)
        self._prompt.setText(ask.prompt)
        self._inputs.setCurrentWidget(self.dots if ask.is_pin else self.password)
        self.pad.setVisible(ask.is_pin)
        self.pad.setEnabled(not ask.busy)
        self.refused.say(ask.problem)
        other = before is None or (before.title, before.prompt) != (ask.title, ask.prompt)
        if other or (ask.problem is not None and ask.problem != (before and before.problem)):
            self.clear()
        self._show_actions()

    def take_focus(self) -> None:
        """The field that is asked for shows where typing goes."""
        field: QWidget = self.dots if self._is_pin() else self.password
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def type_digit(self, digit: str) -> None:
        """One digit of a PIN, from keypad, keyboard or command barcode."""
        if self._is_pin() and self._ask is not None and not self._ask.busy:
            self.dots.type_digit(digit)

    def take_back(self) -> None:
        """Take the last digit back."""
        self.dots.back()

    def clear(self) -> None:
        """Forget what was typed."""
        self.dots.clear()
        self.password.set_text("")

    def confirm(self) -> None:
        """Give the secret away, if it is long enough to be one."""
        if self._ready():
            self.confirmed.emit(self.dots.pin() if self._is_pin() else self.password.text())

    def _is_pin(self) -> bool:
        return self._ask is not None and self._ask.is_pin

    def _missing(self) -> int:
        if self._is_pin():
            return max(0, LEAST_PIN - len(self.dots.pin()))
        return 0 if len(self.password.text()) >= LEAST_PASSWORD else 1

    def _ready(self) -> bool:
        return self._ask is not None and not self._ask.busy and self._missing() == 0

    def _show_actions(self, *_: object) -> None:
        if self._ask is None:
            return
        if self.dots.pin() or self.password.text():
            self.refused.say(None)  # it was said of what stood there before
        text, missing = self._ask.confirm, self._missing()
        if self._ask.busy:
            text = self._tr.say("Checking…")
        elif missing and self._ask.is_pin:
            text = self._tr.count("{n} digit missing", "{n} digits missing", missing)
        self.go.set_spec(
            ActionSpec("confirm", "F10", text, None, ButtonKind.PRIMARY, enabled=self._ready())
        )
