"""The first step (scan your badge) and the other way in (name and password)."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qtrace.i18n import Translator
from qtrace.i18n.reasons import Explanation
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.icons import IconName
from qtrace.ui.theme.tokens import Ink
from qtrace.ui.widgets.base import profile, scaled
from qtrace.ui.widgets.buttons import ActionSpec, ButtonKind, KeyButton
from qtrace.ui.widgets.fields import TextField, TextLook
from qtrace.ui.widgets.forms import Refused
from qtrace.ui.widgets.labels import IconLabel, Label

BADGE_SIDE = 120


@dataclass(frozen=True, slots=True)
class BadgeAsk:
    """What the first step says.

    Attributes:
        before: the line above: since when the station is locked, or who is signed in.
        can_return: Esc leads back to the earlier person.
    """

    before: str = ""
    before_icon: IconName = IconName.LOCK
    can_return: bool = False
    problem: Explanation | None = None


class BadgeStep(QWidget):
    """Asks for a badge.

    Signals:
        triggered: `name` or `cancel`.
    """

    triggered = Signal(str)

    def __init__(self, tr: Translator) -> None:
        super().__init__()
        self._lock = IconLabel(IconName.LOCK, 28, Ink.TEXT2)
        self._before = Label("", TextRole.LEAD, Ink.TEXT2)
        self._note = Label(tr.say("then enter your PIN on this station"), TextRole.LEAD, Ink.TEXT2)
        self.refused = Refused()
        self.name = KeyButton(ActionSpec("name", "F2", tr.say("Name and password")))
        self.back = KeyButton(ActionSpec("cancel", "Esc", tr.say("Back to work")))
        for button in (self.name, self.back):
            button.chosen.connect(self._tell)
        top = QHBoxLayout()
        top.setSpacing(scaled(12))
        top.addWidget(self._lock)
        top.addWidget(self._before, 1)
        words = QVBoxLayout()
        words.setSpacing(scaled(2))
        words.addWidget(Label(tr.say("Scan your badge"), TextRole.VERDICT))
        words.addWidget(self._note)
        words.addWidget(self.refused)
        middle = QHBoxLayout()
        middle.setSpacing(scaled(42))
        middle.addWidget(IconLabel(IconName.BADGE, BADGE_SIDE), 0, Qt.AlignmentFlag.AlignTop)
        middle.addLayout(words, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(profile().gap)
        buttons.addWidget(self.name)
        buttons.addWidget(self.back)
        buttons.addStretch(1)
        words.addSpacing(scaled(20))
        words.addLayout(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(scaled(24), scaled(8), scaled(24), 0)
        column.setSpacing(scaled(16))
        column.addLayout(top)
        column.addStretch(1)
        column.addLayout(middle)
        column.addStretch(1)

    def ask(self, ask: BadgeAsk) -> None:
        """Show what is asked."""
        self._lock.setVisible(bool(ask.before))
        self._lock.set_icon(ask.before_icon)
        self._before.setVisible(bool(ask.before))
        self._before.setText(ask.before)
        self._note.setVisible(ask.problem is None)
        self.refused.say(ask.problem)
        self.back.setVisible(ask.can_return)

    def _tell(self, value: object) -> None:
        self.triggered.emit(str(value))


class NameStep(QWidget):
    """Asks for name and password.

    Signals:
        confirmed: login name and password.
        cancelled: Esc.
    """

    confirmed = Signal(str, str)
    cancelled = Signal()

    def __init__(self, tr: Translator) -> None:
        super().__init__()
        self._tr = tr
        self._busy = False
        self.login = TextField(tr.say("Login name"))
        self.password = TextField(tr.say("Password"), look=TextLook(secret=True))
        self.login.submitted.connect(self._next)
        self.password.submitted.connect(self.confirm)
        for field in (self.login, self.password):
            field.line.setVisible(False)
            field.edited.connect(self._show_actions)
        self.refused = Refused()
        self.back = KeyButton(ActionSpec("cancel", "Esc", tr.say("Go back")))
        self.back.chosen.connect(self.cancelled)
        self.go = KeyButton(ActionSpec("confirm", "F10", "", None, ButtonKind.PRIMARY))
        self.go.chosen.connect(self.confirm)
        head = QHBoxLayout()
        head.setSpacing(scaled(16))
        head.addWidget(IconLabel(IconName.KEY, 32))
        head.addWidget(Label(tr.say("Name and password"), TextRole.VALUE), 1)
        fields = QHBoxLayout()
        fields.setSpacing(scaled(16))
        fields.addWidget(self.login, 1)
        fields.addWidget(self.password, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(profile().gap)
        buttons.addWidget(self.back)
        buttons.addStretch(1)
        buttons.addWidget(self.go)
        column = QVBoxLayout(self)
        column.setContentsMargins(scaled(24), 0, scaled(24), 0)
        column.setSpacing(scaled(12))
        column.addLayout(head)
        column.addStretch(1)
        column.addLayout(fields)
        column.addWidget(self.refused)
        column.addStretch(1)
        column.addLayout(buttons)
        self._show_actions()

    def ask(self, login: str, problem: Explanation | None, *, busy: bool) -> None:
        """Show the state; a refused password is emptied, the name stays."""
        self._busy = busy
        self.refused.say(problem)
        if problem is not None or not login:
            self.password.set_text("")
        if login and not self.login.text():
            self.login.set_text(login)
        self._show_actions()

    def clear(self) -> None:
        """Forget what was typed."""
        self.login.set_text("")
        self.password.set_text("")
        self._show_actions()

    def take_focus(self) -> None:
        """The first empty field gets the focus."""
        field = self.password if self.login.text() else self.login
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def confirm(self) -> None:
        """Give name and password away, if both are there."""
        if self._ready():
            self.confirmed.emit(self.login.text(), self.password.text())

    def _next(self) -> None:
        if self.password.text():
            self.confirm()
        else:
            self.password.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ready(self) -> bool:
        return not self._busy and bool(self.login.text()) and bool(self.password.text())

    def _show_actions(self, *_: object) -> None:
        text = self._tr.say("Checking…") if self._busy else self._tr.say("Sign in")
        spec = ActionSpec("confirm", "F10", text, None, ButtonKind.PRIMARY, enabled=self._ready())
        self.go.set_spec(spec)
