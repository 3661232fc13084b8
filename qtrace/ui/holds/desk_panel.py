"""The right side of the holds desk: the decision, its fields and its signature."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qtrace.domain.people import SecretKind
from qtrace.i18n import Translator
from qtrace.i18n.reasons import explain
from qtrace.ui.bench import Bench
from qtrace.ui.holds.desk_decision import Decision, Filled, Missing, missing
from qtrace.ui.holds.desk_state import SIGNED, Act, DeskState
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.tokens import Ink
from qtrace.ui.widgets.base import profile, scaled
from qtrace.ui.widgets.buttons import ActionSpec, KeyButton
from qtrace.ui.widgets.fields import Answer, TextField, TextLook, WrappedLabel, printable
from qtrace.ui.widgets.forms import Refused, scrolling
from qtrace.ui.widgets.labels import Label
from qtrace.ui.widgets.panel import Panel
from qtrace.ui.widgets.tiles import Tiles

OTHER: Final = "other"
"""Problem of a state whose cause is no field of the panel."""


class DecisionPanel(Panel):
    """Shows a decision, its fields and its signature.

    Signals:
        triggered: id of a button, of a tile with `tile:` before it, or `primary` by Enter.
        signer_typed: login name of who is to sign.
        edited: somebody typed into a field.
    """

    triggered = Signal(str)
    signer_typed = Signal(str)
    edited = Signal()

    def __init__(self, tr: Translator) -> None:
        super().__init__(tr.say("Lift the hold"))
        self._tr = tr
        self.buttons: tuple[KeyButton, ...] = ()
        self._key: object = None
        self._person: object = None
        self._day = ""
        self._refusal: object = None
        self._made = Decision("")
        self._shown: tuple[Bench, DeskState] | None = None
        self._lines = [WrappedLabel("", TextRole.BODY, Ink.TEXT) for _ in range(3)]
        self._tiles = Tiles((), 2)
        self._tiles.chosen.connect(lambda tile: self.triggered.emit(f"tile:{tile}"))
        self.date = TextField(tr.say("Review by"), tr.say("YYYY-MM-DD"))
        self.words = TextField(tr.say("Note"), "", TextLook(check=printable(tr)))
        self.signer = TextField(tr.say("Who signs"))
        self.signer.submitted.connect(self._tell_signer)
        self.secret = TextField(tr.say("PIN"), "", TextLook(secret=True))
        self.secret.submitted.connect(lambda: self.triggered.emit("primary"))
        for field in (self.words, self.date):
            field.submitted.connect(lambda: self.triggered.emit("primary"))
        self.meaning = Label("", TextRole.NOTE, Ink.TEXT2, wrap=True)
        self.lacks = WrappedLabel("", TextRole.NOTE, Ink.TEXT2)
        self.refused = Refused()
        # What is missing stands above F10: who signs and the secret share one row, without lines.
        for field in (self.signer, self.secret):
            field.line.setVisible(False)
        self._build()

    def _build(self) -> None:
        """The answer stands above the buttons, outside of what scrolls: it is always in sight."""
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, scaled(4), 0)
        column.setSpacing(scaled(6))
        for widget in (*self._lines, self._tiles, self.date, self.words):
            column.addWidget(widget)
        signing = QHBoxLayout()
        signing.setSpacing(scaled(8))
        signing.addWidget(self.signer, 1)
        signing.addWidget(self.secret, 1)
        column.addLayout(signing)
        column.addWidget(self.meaning)
        column.addStretch(1)
        for field in (self.date, self.words, self.signer, self.secret):
            field.edited.connect(self._edited)
            field.input.installEventFilter(self)
        self._area = scrolling(content)
        self.add(self._area, 1)
        self.add(self.refused)
        self.add(self.lacks)
        self._row = QHBoxLayout()
        self._row.setSpacing(profile().gap)
        self.body.addLayout(self._row)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A field that gets the focus comes into sight."""
        if event.type() is QEvent.Type.FocusIn and isinstance(watched, QWidget):
            QTimer.singleShot(0, watched, lambda: self._area.ensureWidgetVisible(watched, 0, 24))
        return super().eventFilter(watched, event)

    def show_state(self, bench: Bench, state: DeskState, made: Decision) -> None:
        """Show what is asked for."""
        self.set_title(made.title)
        for label, text in zip(self._lines, (*made.lines, "", "", "")[:3], strict=True):
            label.setText(text)
            label.setVisible(bool(text))
        self._tiles.set_specs(made.tiles)
        self._tiles.setVisible(bool(made.tiles))
        self.date.setVisible(made.date)
        self.words.setVisible(bool(made.words))
        self.words.label.setText(made.words)
        self.words.input.setAccessibleName(made.words)
        self._fresh(bench, state)
        self._show_signing(state, made)
        self._made, self._shown = made, (bench, state)
        wrong = {"reason": self.words, "secret": self.secret, "date": self.date}
        for name, field in wrong.items():
            field.say_problem(self._tr.say("is missing") if state.problem == name else "")
        self._show_refusal(bench, state)
        self._show_lacks()

    @property
    def lacking(self) -> Missing | None:
        """What keeps F10 from being done now."""
        if self._shown is None:
            return None
        filled = Filled(self.words.text(), self.secret.text(), self.date.text())
        return missing(*self._shown, self._made, filled)

    def show_missing(self, lack: Missing) -> None:
        """Lead to the field that is missing; the sentence stands above F10."""
        fields = {
            "reason": self.words, "secret": self.secret, "date": self.date, "signer": self.signer,
        }  # fmt: skip
        field = fields.get(lack.field)
        if field is not None:
            field.setFocus()
            if lack.field == "signer":
                field.input.selectAll()

    def _show_refusal(self, bench: Bench, state: DeskState) -> None:
        """What was refused; a secret that was refused is typed anew."""
        said = state.refusal
        self.refused.say(
            explain(self._tr, said.code, said.facts, bench.zone) if said is not None else None
        )
        if said is not None and said != self._refusal and self._made.signs:
            self.secret.set_text("")
            if state.signer is not None:
                self.show_missing(Missing("secret", ""))
        self._refusal = said

    def _edited(self) -> None:
        """What was said before belongs to what stood there before."""
        self._show_lacks()
        self.edited.emit()

    def _show_lacks(self) -> None:
        """Say what is missing; F10 is blue once nothing is."""
        assert self._shown is not None
        self.words.line.setVisible(bool(self.words.problem()))  # its room shows who signs
        lack, (_bench, state) = self.lacking, self._shown
        pressed = lack is not None and state.problem == (lack.field or OTHER)
        self.lacks.set_role(TextRole.STRONG if pressed else TextRole.NOTE)
        self.lacks.set_ink(Ink.TEXT if pressed else Ink.TEXT2)
        self.lacks.setText(lack.text if lack is not None else "")
        self.lacks.setVisible(lack is not None and state.refusal is None)
        self._show_actions(
            [
                replace(each, enabled=each.enabled and (each.id != "primary" or lack is None))
                for each in self._made.actions
            ]
        )

    def typed(self) -> dict[str, Answer]:
        """Words and date as far as somebody has typed them."""
        words, day = self.words.input.text(), self.date.input.text()
        found = {"words": words} if words else {}
        return {**found, "date": day} if day != self._day else dict(found)

    def put_typed(self, answers: Mapping[str, Answer]) -> None:
        """Put back what another view of the same act held."""
        for name, field in (("words", self.words), ("date", self.date)):
            field.put_answer(answers.get(name, field.input.text()))

    def _fresh(self, bench: Bench, state: DeskState) -> None:
        """Another hold or another act begins with empty fields."""
        key = (state.chosen, state.act)
        if key == self._key:
            return
        self._key = key
        for field in (self.words, self.secret, self.signer, self.date):
            field.set_text("")
        sheet = state.sheet
        if state.act is Act.EXTEND and sheet is not None and sheet.head.review_by is not None:
            self.date.set_text(bench.local(sheet.head.review_by).strftime("%Y-%m-%d"))
        self._day = self.date.input.text()

    def _show_signing(self, state: DeskState, made: Decision) -> None:
        tr, person = self._tr, state.signer
        for field in (self.signer, self.secret):
            field.setVisible(made.signs)
        self.meaning.setVisible(made.signs)
        self.meaning.setText(self._meaning(state.act))
        is_pin = state.asked is not None and state.asked.kind is SecretKind.PIN
        name = tr.say("PIN") if is_pin or state.asked is None else tr.say("Password")
        self.secret.label.setText(name)
        self.secret.input.setAccessibleName(name)
        known = (person, state.asked, state.act)
        if made.signs and known != self._person:
            self._person = known
            self.secret.set_text("")
            if person is not None:
                self.signer.set_text(tr.name(person.name_en, person.name_zh))
                # A request that comes into sight takes no focus: one may be walking or searching.
                if state.act is not Act.RELEASE or state.identified_by != "session":
                    (self.secret if self.words.text() else self.words).setFocus()

    def _meaning(self, act: Act) -> str:
        tr = self._tr
        words = {
            Act.RELEASE: tr.say("Meaning: release approved. Nobody signs out."),
            Act.REJECT: tr.say("Meaning: returned. Nobody signs out."),
        }
        return words.get(
            act, tr.say("Meaning: approved. Nobody signs out.") if act in SIGNED else ""
        )

    def _show_actions(self, actions: Sequence[ActionSpec]) -> None:
        if [spec.id for spec in actions] != [button.spec.id for button in self.buttons]:
            for button in self.buttons:
                self._row.removeWidget(button)
                button.hide()
                button.deleteLater()
            self.buttons = tuple(KeyButton(spec, focusable=True) for spec in actions)
            for number, button in enumerate(self.buttons):
                button.chosen.connect(lambda value: self.triggered.emit(str(value)))
                self._row.addWidget(button, number)
        for button, spec in zip(self.buttons, actions, strict=True):
            button.set_spec(spec)

    def _tell_signer(self) -> None:
        if self.signer.text():
            self.signer_typed.emit(self.signer.text())
        else:
            self.triggered.emit("primary")
