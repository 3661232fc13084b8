"""The page of the first start on which this machine joins a plant that is on a server."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qtrace.i18n import Translator
from qtrace.i18n.reasons import explain
from qtrace.ports import FoundPlant
from qtrace.ui.people.join_model import JoinModel, JoinState
from qtrace.ui.server_draft import SENTENCES, why_unfit
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.tokens import Ink
from qtrace.ui.widgets.base import clear_layout, scaled
from qtrace.ui.widgets.buttons import ActionSpec, ButtonKind
from qtrace.ui.widgets.field_problems import problem_text
from qtrace.ui.widgets.fields import ChoiceField, Option, TextField, TextLook, WrappedLabel
from qtrace.ui.widgets.forms import DeskForm
from qtrace.ui.widgets.labels import Label
from qtrace.ui.widgets.panel import Frame

MOST_STATIONS = 12
FOUND_WIDTH = 560


class JoinPage(QWidget):
    """Address left, what was found and the stations right.

    Signals:
        triggered: id of a pressed button, `next` or `back`.
    """

    triggered = Signal(str)

    def __init__(self, tr: Translator, model: JoinModel) -> None:
        super().__init__()
        self._tr, self._model = tr, model
        self._listed: FoundPlant | None = None
        self.stations: ChoiceField | None = None
        self.form = DeskForm(
            tr.say("Where the plant is"),
            tr.say("The password is kept apart, for this account alone."),
        )
        self.form.triggered.connect(self.triggered)
        self._fields()
        self._found = Frame(tr.say("What was found"))
        self._found.setFixedWidth(scaled(FOUND_WIDTH))
        self._words = WrappedLabel("", TextRole.BODY, Ink.TEXT)
        self._choice = QVBoxLayout()
        column = QVBoxLayout(self._found)
        column.setContentsMargins(scaled(16), scaled(16), scaled(16), scaled(16))
        column.setSpacing(scaled(12))
        column.addWidget(Label(tr.say("What was found"), TextRole.TITLE))
        column.addWidget(self._words)
        column.addLayout(self._choice)
        column.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(scaled(8))
        row.addWidget(self.form, 1)
        row.addWidget(self._found)
        model.changed.connect(self.show_state)
        self.show_state(model.state)

    def _fields(self) -> None:
        tr, mono = self._tr, TextLook(mono=True)
        self._text("host", TextField(tr.say("Server"), tr.say("Name or address"), mono))
        self._text("port", TextField(tr.say("Port"), tr.say("5432 if empty"), mono))
        self._text("database", TextField(tr.say("Database"), "", mono))
        self._text("user", TextField(tr.say("User"), tr.say("That of the stations"), mono))
        self._text("password", TextField(tr.say("Password"), " ", TextLook(secret=True)))

    def _text(self, name: str, field: TextField) -> None:
        field.set_text(self._model.state.values.get(name, ""))
        field.edited.connect(lambda _text, name=name: self._model.set(name, field.text()))
        field.submitted.connect(self._model.go_on)
        self.form.add(name, field)

    def left(self) -> None:
        """The model lives on: it no longer speaks to this view."""
        self._model.changed.disconnect(self.show_state)

    def show_state(self, state: JoinState) -> None:
        """Show problems, what was found, and what F10 does next."""
        tr = self._tr
        refusal = state.refusal
        self.form.refused.say(explain(tr, refusal.code, refusal.facts) if refusal else None)
        problems = state.problems.items()
        self.form.say_problems({name: problem_text(tr, p, SENTENCES) for name, p in problems})
        self._words.setText(self._said(state))
        self._show_stations(state)
        words = tr.say("Look at the server")
        if state.can_join:
            words = tr.say("Join") if state.station else tr.say("Choose the station")
        is_ready = not state.working and (bool(state.station) or not state.can_join)
        self.form.set_actions(
            [ActionSpec("back", "Esc", tr.say("Go back"), enabled=not state.working)],
            [ActionSpec("next", "F10", words, None, ButtonKind.PRIMARY, is_ready)],
        )

    def _said(self, state: JoinState) -> str:
        tr, found = self._tr, state.found
        if state.working:
            return tr.say("One moment…")
        if found is None:
            return tr.say("Fill in where the plant is, then press F10")
        unfit = why_unfit(tr, found)
        if unfit is not None:
            return f"{unfit[0]}\n{unfit[1]}"
        return tr.say("{plant} answers", plant=tr.name(found.name_en, found.name_zh))

    def _show_stations(self, state: JoinState) -> None:
        """Tiles of the stations; built again only for another plant."""
        found = state.found if state.can_join else None
        if found == self._listed:
            return
        self._listed, self.stations = found, None
        clear_layout(self._choice)
        if found is None or not found.stations:
            return
        tr = self._tr
        options = [
            Option(
                each.code,
                tr.say("{code}, somebody works there", code=each.code)
                if each.is_present
                else f"{each.code} {tr.name(each.name_en, each.name_zh)}".strip(),
            )
            for each in found.stations[:MOST_STATIONS]
        ]
        self.stations = ChoiceField(tr.say("This machine is to be"), options)
        self.stations.edited.connect(lambda chosen: self._model.choose(chosen[0] if chosen else ""))
        if state.station:
            self.stations.choose((state.station,))
        self._choice.addWidget(self.stations)
