"""The line station: verdict, progress, checks, materials, scans; panels, never a dialog."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout

from qtrace.domain.codes.internal import CommandCode
from qtrace.domain.codes.interpret import interpret
from qtrace.domain.gauge_readings import SentReading
from qtrace.reference import ai_table
from qtrace.ui.bench import Bench
from qtrace.ui.keys import Scan
from qtrace.ui.places import HoldPlace, LinePlace, LotPlace
from qtrace.ui.production.line_forms import CheckPanel, LeftoverPanel, LinePanel, LineSigning
from qtrace.ui.production.line_model import LineModel
from qtrace.ui.production.line_pages import LinePages
from qtrace.ui.production.line_panel_maker import make_panel
from qtrace.ui.production.line_state import LineDeskState, LineForm, form_parts
from qtrace.ui.production.line_texts import band, bar
from qtrace.ui.production.line_words import LineWords
from qtrace.ui.screen import NOTHING_TYPED, Screen, ScreenHead, Typed
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.tokens import Ink
from qtrace.ui.widgets.base import profile, scaled
from qtrace.ui.widgets.buttons import ActionBar
from qtrace.ui.widgets.field_problems import problem_text
from qtrace.ui.widgets.topbar import ObjectPart
from qtrace.ui.widgets.verdict import VerdictBand

GAP, BAND = 8, 168
MINUTE_MS = 30_000
FORM_KEYS = {"F10": "save", "Esc": "close", "F4": "camera"}
PICK_KEYS = {"Up": "up", "Down": "down"}
COMMANDS: Mapping[CommandCode, str] = {
    CommandCode.ENTER: "primary",
    CommandCode.YES: "primary",
    CommandCode.HOLD: "hold",
    CommandCode.INSPECT: "check",
    CommandCode.NEXT: "menu",
    CommandCode.REJECT: "pieces",
}
PICKING: Mapping[CommandCode, str] = {CommandCode.NEXT: "down", CommandCode.BACK: "up"}
IN_PANEL: Mapping[CommandCode, str] = {
    CommandCode.ENTER: "save",
    CommandCode.YES: "save",
    CommandCode.NO: "close",
    CommandCode.CANCEL: "close",
    CommandCode.BACK: "close",
    CommandCode.ACCEPT: "value:ok",
    CommandCode.REJECT: "value:nok",
    CommandCode.CLEAR: "clear_text",
    CommandCode.POINT: "digit:.",
    **{code: f"digit:{code.digit}" for code in CommandCode if code.digit is not None},
}


class LineScreen(Screen):
    """The station of one line, over its model."""

    def __init__(self, bench: Bench, place: LinePlace, model: QObject | None = None) -> None:
        super().__init__()
        self._bench = bench
        self._words = LineWords(bench.translator, bench.zone)
        self._model = model if isinstance(model, LineModel) else LineModel(bench, place)
        self._panel: LinePanel | LineSigning | None = None
        self._panel_form: str | None = None
        self._head: tuple[str, ...] = ()
        self._keys: object = None
        self._build()
        self._clock = QTimer(self, interval=MINUTE_MS)
        self._clock.timeout.connect(self._model.refresh)
        self._model.changed.connect(self._show)
        bench.database_state_changed.connect(self._database_changed)
        self._show(self._model.line)

    @property
    def model(self) -> LineModel:
        """State and acts; survives this view."""
        return self._model

    @property
    def panel(self) -> LinePanel | LineSigning | None:
        """The open panel."""
        return self._panel

    def _build(self) -> None:
        tr = self._words.tr
        self.band = VerdictBand()
        self.band.setFixedHeight(scaled(BAND))
        self.pages = LinePages(tr)
        self.pages.lines.pressed.connect(self._model.choose)
        self.pages.choices.pressed.connect(self._model.pick)
        self.pages.checks.pressed.connect(self._check_pressed)
        self.pages.materials.pressed.connect(self._material_pressed)
        self.bar = ActionBar()
        self.bar.setFixedHeight(profile().control)
        self.bar.triggered.connect(self.act)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(GAP))
        column.addWidget(self.band)
        column.addWidget(self.pages, 1)
        column.addWidget(self.bar)

    # --- what the shell asks -------------------------------------------------------------------

    def typed(self) -> Typed:
        """Answers in the open panel."""
        if self._panel is None or self._panel_form is None:
            return NOTHING_TYPED
        return {self._panel_form: self._panel.typed()}

    def put_typed(self, typed: Typed) -> None:
        """Put them back into the same panel."""
        if self._panel is not None and self._panel_form is not None:
            self._panel.put_typed(typed.get(self._panel_form, {}))

    def in_sight(self) -> int | None:
        """The lot that is made here, or the one that was refused last."""
        return self._model.lot_in_sight()

    def watched(self) -> tuple[int, ...]:
        """The lot that is made and the materials at the line."""
        return self._model.lots_at_line()

    def head(self) -> ScreenHead:
        """Line, order, product and its lot."""
        parts = tuple(ObjectPart(text, TextRole.NOTE, Ink.TEXT2) for text in self._head[1:])
        title = self._head[0] if self._head else self._words.tr.term("screen", "Line")
        return ScreenHead(title, parts, "line")

    def keys(self) -> Mapping[str, str]:
        """Keys of the buttons, or those of the open panel."""
        state = self._model.line
        if state.form is not None:
            return FORM_KEYS
        left, right = bar(self._words.tr, state, self._bench.may)
        keys = {spec.key: spec.id for spec in (*left, *right) if spec.key and spec.enabled}
        keys.pop("F6", None)  # a key of the station
        keys["Esc"] = "back"
        return {**keys, **PICK_KEYS} if state.is_picking else keys

    def typing_keys(self) -> Mapping[str, str]:
        """Digits choose in a panel without text fields; Enter starts what is picked."""
        if self._model.line.form is not None:
            return {str(digit): f"digit:{digit}" for digit in range(1, 10)}
        return {"Enter": "primary"} if self._model.line.is_picking else {}

    def commands(self) -> Mapping[CommandCode, str]:
        """Command barcodes do what the keys do."""
        state = self._model.line
        if state.form is not None:
            return IN_PANEL
        return {**COMMANDS, **PICKING} if state.is_picking else COMMANDS

    def next_step(self) -> str:
        """What the band asks for."""
        return self.band.spec.next_step

    def scanned(self, scan: Scan) -> bool:
        """Everything that is scanned belongs to the line, but badges and what is unreadable."""
        if scan.interpretation is None:
            return False
        return self._model.scanned(scan.interpretation, is_again=scan.repeat == "same_code_again")

    def expects_reading(self) -> bool:
        """A measured check is open."""
        return isinstance(self._panel, CheckPanel) and self._panel.has_limits

    def reading(self, sent: SentReading) -> bool:
        """A gauge fills the value of the open check."""
        if not isinstance(self._panel, CheckPanel) or not self._panel.has_limits or sent.problem:
            return False
        self._panel.set_value(sent.text)
        return True

    def opened(self) -> None:
        """Read the line."""
        self._model.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Times grow older while somebody looks."""
        super().showEvent(event)
        self._clock.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks."""
        super().hideEvent(event)
        self._clock.stop()

    def left(self) -> None:
        """The model may live on: it no longer speaks to this view."""
        self._model.changed.disconnect(self._show)
        self._bench.database_state_changed.disconnect(self._database_changed)

    # --- doing ---------------------------------------------------------------------------------

    def act(self, action: str) -> None:
        """Do what a key, a button or a command barcode says."""
        kind, _, value = action.partition(":")
        if kind == "digit":
            self._digit(value)
        elif kind == "value" and isinstance(self._panel, LinePanel):
            self._panel.choose("value", value)
        elif kind == "do":
            self._chosen(value)
        else:
            self._do(action)

    def _chosen(self, entry: str) -> None:
        """An entry of the menu; some carry an id behind a blank."""
        action, _, number = entry.partition(" ")
        self._model.close()
        if number:
            self._model.open(LineForm(action).about(int(number)))
        else:
            self._do(action)

    def _do(self, action: str) -> None:
        model, state = self._model, self._model.line
        deeds: Mapping[str, Callable[[], object]] = {
            "type": lambda: model.open(LineForm.CODE),
            "camera": lambda: self.station_asked.emit("camera"),
            "call": lambda: self.station_asked.emit("call"),
            "menu": lambda: model.open(LineForm.MENU),
            "check": model.open_check,
            "hold": self._hold,
            "start": model.saves.start,
            "finish": model.saves.finish,
            "primary": self._primary,
            "up": lambda: model.pick(state.picked - 1),
            "down": lambda: model.pick(state.picked + 1),
            "save": self._save,
            "close": model.close,
            "back": self._back,
            "clear_text": self._clear_text,
            "pieces": lambda: model.open(LineForm.PIECES),
            "stop": lambda: model.open(LineForm.STOP),
            "resume": model.saves.resume,
            "clear": lambda: model.open(LineForm.CLEAR),
            "confirm_clearance": lambda: model.open(LineForm.CONFIRM_CLEARANCE),
            "close_order": model.saves.close_order,
            "handover": model.open_handover,
            "short": lambda: model.open(LineForm.SHORT),
            "choices": lambda: model.show_choices(shown=True),
            "lines": model.show_lines,
            "board": lambda: self.station_asked.emit("board"),
        }
        if action in deeds:
            deeds[action]()

    def _primary(self) -> None:
        _left, right = bar(self._words.tr, self._model.line, self._bench.may)
        if right and right[-1].enabled:
            self._do(right[-1].id)

    def _back(self) -> None:
        """Esc: the run again, or an answered band is cleared; nothing is lost."""
        state = self._model.line
        if state.picking and state.station is not None and state.station.run is not None:
            self._model.show_choices(shown=False)
        else:
            self._model.become(refusal=None, said=None, replacements=())

    def _save(self) -> None:
        state, panel = self._model.line, self._panel
        if state.form == LineForm.CODE and isinstance(panel, LinePanel):
            self._typed(panel.answers()["code"])
        elif isinstance(panel, LineSigning):
            self._model.saves.save(panel.answers(), panel.secret())
        elif panel is not None:
            self._model.saves.save(panel.answers())

    def _typed(self, code: str) -> None:
        """A typed code goes the way of a scanned one."""
        if not code:
            return
        self._model.close()
        year = self._bench.local(self._bench.now()).year
        self._model.scanned(interpret(code, ai_table(), year), is_again=False)

    def _digit(self, digit: str) -> None:
        focus = QApplication.focusWidget()
        if isinstance(focus, QLineEdit) and not focus.isReadOnly():
            focus.insert(digit)
        elif isinstance(self._panel, LinePanel) and digit != ".":
            self._panel.choose_number(int(digit))

    def _clear_text(self) -> None:
        focus = QApplication.focusWidget()
        if isinstance(focus, QLineEdit):
            focus.clear()

    def _hold(self) -> None:
        """The lot in sight: the refused one, else the lot that is made here."""
        lot_id = self._model.lot_in_sight()
        if lot_id is not None:
            self.wants.emit(HoldPlace(lot_id, LinePlace(self._model.state.chosen)))

    def _check_pressed(self, definition_id: int) -> None:
        row = self._model.line.check(definition_id)
        if row is not None:
            waits = row.waiting_id is not None
            form = LineForm.CONFIRM_CHECK if waits else LineForm.CHECK
            self._model.open(form.about(definition_id))

    def _material_pressed(self, need_no: int) -> None:
        """The lot's page; a material without a lot has none."""
        station = self._model.line.station
        rows = station.materials if station is not None else ()
        row = next((each for each in rows if each.need_no == need_no), None)
        if row is not None and row.lot_id is not None:
            self.wants.emit(LotPlace(row.lot_id))

    # --- showing -------------------------------------------------------------------------------

    def _database_changed(self, _answers: object) -> None:
        self._show(self._model.line)

    def _show(self, state: LineDeskState) -> None:
        now = self._bench.now()
        words = self._words
        self.band.show_verdict(band(words, state, now, answers=self._bench.database_answers))
        self._show_panel(state)
        self.pages.show_state(words, state, now)
        self.bar.set_actions(*bar(words.tr, state, self._bench.may))
        self._tell_shell(state)

    def _show_panel(self, state: LineDeskState) -> None:
        if state.form != self._panel_form:
            self._open_panel(state)
        panel = self._panel
        if panel is None:
            return
        panel.show_busy(busy=state.busy)
        explained = self._words.explained(state.refusal) if state.refusal is not None else None
        panel.refused.say(explained)
        tr = self._words.tr
        problems = {name: problem_text(tr, found) for name, found in state.problems.items()}
        if problems != panel.shown_problems():
            panel.say_problems(problems)
        if isinstance(panel, LineSigning):
            signer = state.signer
            name = tr.name(signer.name_en, signer.name_zh) if signer is not None else ""
            panel.show_signing(state, tr.say("{name} signs", name=name) if name else tr.say("Sign"))
        elif isinstance(panel, LeftoverPanel):
            panel.place.set_text(state.place.name if state.place is not None else "")

    def _open_panel(self, state: LineDeskState) -> None:
        old, self._panel_form = self._panel, state.form
        self._panel = make_panel(self._words, state, self._bench.may)
        self.pages.show_panel(self._panel)
        if old is not None:
            old.deleteLater()
        if self._panel is not None:
            self._panel.triggered.connect(self.act)
            if isinstance(self._panel, LineSigning):
                self._panel.signer_typed.connect(
                    lambda login: self._model.name_signer(login, by_badge=False)
                )
            if form_parts(state.form)[0] is not LineForm.MENU:
                self._panel.take_focus()
        self.keys_changed.emit()

    def _tell_shell(self, state: LineDeskState) -> None:
        head = self._head_words(state)
        if head != self._head:
            self._head = head
            self.head_changed.emit()
        keys = (dict(self.keys()), dict(self.typing_keys()))
        if keys != self._keys:
            self._keys = keys
            self.keys_changed.emit()

    def _head_words(self, state: LineDeskState) -> tuple[str, ...]:
        tr, station = self._words.tr, state.station
        if station is None:
            return (tr.term("screen", "Line"),)
        title = tr.say("Line {code}", code=station.code)
        order = station.order
        if order is None or state.is_picking:
            return (title, self._words.name(station.name))
        return (title, order.number, self._words.part(order.part), order.lot)
