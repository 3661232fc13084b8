"""Sign-in and lock: badge and PIN, or name and password; unfinished work; the demo's scan panel."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from qtrace import __version__
from qtrace.domain.codes.internal import CommandCode, InternalCode, InternalKind
from qtrace.ui.bench import Bench
from qtrace.ui.keys import Replay, Scan
from qtrace.ui.people.secret_step import SecretStep
from qtrace.ui.people.sign_in_model import SignInModel
from qtrace.ui.people.sign_in_state import SignInState, SignInStep
from qtrace.ui.people.sign_in_steps import BadgeStep, NameStep
from qtrace.ui.people.sign_in_texts import badge_ask, said, secret_ask
from qtrace.ui.people.work_panel import WorkPanel
from qtrace.ui.places import SignInPlace
from qtrace.ui.screen import NO_COMMANDS, NO_KEYS, Screen, ScreenHead
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.tokens import Ink
from qtrace.ui.widgets.base import profile, scaled
from qtrace.ui.widgets.labels import Label
from qtrace.ui.widgets.panel import Frame
from qtrace.ui.widgets.steps import WorkLine

if TYPE_CHECKING:
    from qtrace.ui.people.scan_panel import ScanPanel
    from qtrace.ui.people.scan_panel_model import ExtrasQuery

PANEL_WIDTH = 480
TOP_HEIGHT = 330
FOOT_HEIGHT = 64
DIGITS = "0123456789"
COMMANDS: Mapping[CommandCode, str] = {
    CommandCode.SIGN: "confirm",
    CommandCode.ENTER: "confirm",
    CommandCode.YES: "confirm",
    CommandCode.NEXT: "confirm",
    CommandCode.CANCEL: "cancel",
    CommandCode.NO: "cancel",
    CommandCode.CLEAR: "clear",
    CommandCode.BACK: "rub_out",
    CommandCode.UNDO: "rub_out",
    **{code: f"digit:{code.digit}" for code in CommandCode if code.digit is not None},
}


BADGE_SHOWN = (SignInStep.PIN, SignInStep.PASSWORD)


class SignInScreen(Screen):
    """The page that nobody can pass without proving who they are."""

    def __init__(
        self,
        bench: Bench,
        place: SignInPlace,
        model: QObject | None = None,
        *,
        replay: Replay | None = None,
        extras: "ExtrasQuery | None" = None,
    ) -> None:
        """Build the page.

        Args:
            bench: services, language, person.
            place: why the page is open.
            model: the model of an earlier view.
            replay: types a code into the window; with it a demo plant shows its scan panel.
            extras: gives that panel what only the maker of the demo knows.
        """
        super().__init__()
        self._bench = bench
        known = isinstance(model, SignInModel)
        self._model = model if isinstance(model, SignInModel) else SignInModel(bench, place)
        self._tr = bench.translator
        self._step = SignInStep.BADGE
        self.badge = BadgeStep(self._tr)
        self.secret = SecretStep(self._tr)
        self.name = NameStep(self._tr)
        self.work = WorkPanel(self._tr)
        self._replay, self._extras = replay, extras
        self.panel: ScanPanel | None = None
        self._panel_place = Frame(self._tr.say("Scan panel"), dashed=True, sunken=True)
        self._panel_place.setFixedWidth(scaled(PANEL_WIDTH))
        self._lay_out()
        self._connect()
        self._show(self._model.state)
        self._shown_badge = None if known else place.badge_code
        if self._has_panel():
            bench.when_open(self._add_panel)

    def _lay_out(self) -> None:
        self._steps = QStackedWidget()
        for step in (self.badge, self.secret, self.name):
            self._steps.addWidget(step)
        top = Frame(self._tr.say("Sign in"))
        inside = QVBoxLayout(top)
        inside.setContentsMargins(scaled(16), scaled(16), scaled(16), scaled(16))
        inside.addWidget(self._steps)
        top.setMinimumHeight(max(scaled(TOP_HEIGHT), 4 * profile().control + scaled(60)))
        left = QVBoxLayout()
        left.setSpacing(scaled(8))
        left.addWidget(top)
        left.addWidget(self.work, 1)
        row = QHBoxLayout()
        row.setSpacing(scaled(8))
        row.addLayout(left, 1)
        row.addWidget(self._panel_place)
        if not self._has_panel():
            self._panel_place.hide()  # shown with the page: alone it would be a window of its own
        self._row = row
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(scaled(8))
        outer.addLayout(row, 1)
        outer.addWidget(self._foot())

    def _has_panel(self) -> bool:
        return self._replay is not None and self._bench.plant.is_demo

    def _add_panel(self) -> None:
        """The demo's panel takes its place when the program is open: no scan waits for it."""
        from qtrace.ui.people.scan_panel import ScanPanel
        from qtrace.ui.people.scan_panel_model import ScanPanelModel, no_extras

        assert self._replay is not None
        model = ScanPanelModel(self._bench, self._extras or no_extras)
        self.panel = ScanPanel(self._bench, model, self._replay)
        self.panel.setFixedWidth(scaled(PANEL_WIDTH))
        self._row.replaceWidget(self._panel_place, self.panel)
        self._panel_place.hide()  # in no layout any more it would lie over the page until deleted
        self._panel_place.deleteLater()
        if self.isVisible():
            self.panel.refresh()

    def _foot(self) -> QWidget:
        plant = self._bench.plant
        foot = Frame(dashed=plant.is_demo)
        foot.setFixedHeight(scaled(FOOT_HEIGHT))
        row = QHBoxLayout(foot)
        row.setContentsMargins(scaled(16), 0, scaled(16), 0)
        name = self._tr.name(plant.name_en, plant.name_zh)
        if plant.is_demo:
            warning = self._tr.say(
                "Demo plant: nothing made or printed here may be used on real product"
            )
            row.addWidget(Label(warning, TextRole.STRONG))
        row.addStretch(1)
        row.addWidget(Label(f"{name}   •   QTrace {__version__}", TextRole.NOTE, Ink.TEXT2))
        return foot

    def _connect(self) -> None:
        self._model.changed.connect(self._show)
        self._model.opened.connect(self.wants)
        self.badge.triggered.connect(self.act)
        self.secret.confirmed.connect(self._confirm_secret)
        self.secret.cancelled.connect(self._model.cancel)
        self.name.confirmed.connect(self._model.confirm_password)
        self.name.cancelled.connect(self._model.cancel)
        self.work.opened.connect(self._choose_work)

    @property
    def model(self) -> SignInModel:
        """The view model."""
        return self._model

    def head(self) -> ScreenHead:
        """No side bar here."""
        return ScreenHead(self._tr.say("Receiving and inspection"))

    def keys(self) -> Mapping[str, str]:
        """F2 names, F10 confirms, Esc leaves."""
        if self._step is SignInStep.BADGE:
            back = {"Esc": "cancel"} if self._model.state.earlier is not None else {}
            return {"F2": "name", **back}
        keys = {"F10": "confirm", "Esc": "cancel"}
        return {**keys, "F2": "name"} if self._step in BADGE_SHOWN else keys

    def typing_keys(self) -> Mapping[str, str]:
        """Digits of the PIN."""
        if self._step in (SignInStep.BADGE, SignInStep.NAME, SignInStep.PASSWORD):
            return NO_KEYS
        digits = {digit: f"digit:{digit}" for digit in DIGITS}
        return {**digits, "Backspace": "rub_out", "Enter": "confirm"}

    def act(self, action: str) -> None:
        """Do what a key or a button stands for."""
        if action.startswith("digit:"):
            self.secret.type_digit(action.removeprefix("digit:"))
        elif action == "rub_out":
            self.secret.take_back()
        elif action == "clear":
            self.secret.clear()
        elif action == "name":
            self._model.ask_name()
        elif action == "cancel":
            self._model.cancel()
        elif action == "confirm":
            self._confirm()

    def scanned(self, scan: Scan) -> bool:
        """A badge is taken in every step; everything else is the shell's."""
        found = scan.interpretation
        if isinstance(found, InternalCode) and found.kind is InternalKind.BADGE:
            self._model.badge(found.text)
            return True
        return False

    def commands(self) -> Mapping[CommandCode, str]:
        """A PIN may be scanned digit by digit from the command sheet."""
        return NO_COMMANDS if self._step is SignInStep.BADGE else COMMANDS

    def next_step(self) -> str:
        """Which step this is."""
        if self._step is SignInStep.BADGE:
            return self._tr.say("Scan your badge")
        if self._step is SignInStep.NAME:
            return ""
        return secret_ask(self._bench, self._model.state).prompt

    def opened(self) -> None:
        """Read the work again; the field that is asked for has the focus."""
        if self.panel is not None:
            self.panel.refresh()
        self._take_focus()
        code, self._shown_badge = self._shown_badge, None
        if code is not None:
            self._model.badge(code)

    def left(self) -> None:
        """Nothing typed stays behind."""
        self.secret.clear()
        self.name.clear()

    def _confirm(self) -> None:
        if self._step is SignInStep.NAME:
            self.name.confirm()
        else:
            self.secret.confirm()

    def _confirm_secret(self, secret: str) -> None:
        if self._step is SignInStep.PIN:
            self._model.confirm_pin(secret)
        elif self._step is SignInStep.PASSWORD:
            self._model.confirm_badge_password(secret)
        else:
            self._model.confirm_new(secret)

    def _choose_work(self, line_id: str) -> None:
        for work in self._model.state.work:
            if f"{work.kind}-{work.lot_id}" == line_id:
                self._model.choose_work(work)

    def _show(self, state: SignInState) -> None:
        moved, self._step = state.step is not self._step, state.step
        if state.step is SignInStep.BADGE:
            self.badge.ask(badge_ask(self._bench, state))
            self._steps.setCurrentWidget(self.badge)
            self.name.clear()
        elif state.step is SignInStep.NAME:
            self.name.ask(state.login, said(self._bench, state.refusal), busy=state.busy)
            self._steps.setCurrentWidget(self.name)
        else:
            self.secret.ask(secret_ask(self._bench, state))
            self._steps.setCurrentWidget(self.secret)
        self._show_work(state)
        if moved:
            self.keys_changed.emit()
            self._take_focus()

    def _show_work(self, state: SignInState) -> None:
        lines: list[WorkLine] = []
        if state.work:
            from qtrace.ui.people.work_texts import work_lines

            lines = work_lines(self._bench, state)
        self.work.show_work(lines)

    def _take_focus(self) -> None:
        if self._step is SignInStep.NAME:
            self.name.take_focus()
        elif self._step is not SignInStep.BADGE:
            self.secret.take_focus()
