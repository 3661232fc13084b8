"""The page on which this machine is told where the plant's server is."""

from collections.abc import Mapping

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qtrace.ports import FoundPlant
from qtrace.ui.bench import Bench
from qtrace.ui.places import ConnectionPlace, StationsPlace
from qtrace.ui.screen import Screen, ScreenHead
from qtrace.ui.server_draft import SENTENCES, ConnectionDraft
from qtrace.ui.stations.connection_model import (
    ConnectionModel,
    ConnectionState,
    may_connect,
)
from qtrace.ui.stations.connection_texts import facts_of, verdict_of
from qtrace.ui.theme.icons import IconName
from qtrace.ui.widgets.base import clear_layout, scaled
from qtrace.ui.widgets.buttons import ActionSpec, ButtonKind
from qtrace.ui.widgets.facts import FactList
from qtrace.ui.widgets.field_problems import problem_text
from qtrace.ui.widgets.fields import ChoiceField, Option, TextField, TextLook
from qtrace.ui.widgets.forms import DeskBar, DeskForm, scrolling
from qtrace.ui.widgets.panel import Panel
from qtrace.ui.widgets.verdict import VerdictBand

FORM_WIDTH = 520
MOST_STATIONS = 12
"""As many as fit the page; others are typed into the settings."""


class ConnectionScreen(Screen):
    """Band with the verdict, the address, what was found and the stations to choose from."""

    def __init__(self, bench: Bench, place: ConnectionPlace, model: QObject | None = None) -> None:
        super().__init__()
        self._bench, self._place = bench, place
        self._model = model if isinstance(model, ConnectionModel) else ConnectionModel(bench)
        self._model.changed.connect(self._show)
        tr = bench.translator
        self.band = VerdictBand()
        self.form = _address_form(bench)
        self.found = FactList(tr.say("What was found"), key_width=150, row=36)
        self._found_panel = Panel(tr.say("What was found"))
        self._content = QWidget()
        self._column = QVBoxLayout(self._content)
        self._choice = QVBoxLayout()
        self.stations: ChoiceField | None = None
        self._listed: FoundPlant | None = None
        self.bar = DeskBar()
        self.bar.triggered.connect(self.act)
        self._build()
        self._fill()
        self._show(self._model.state)

    def _build(self) -> None:
        self.form.setFixedWidth(scaled(FORM_WIDTH))
        self._column.setContentsMargins(0, 0, scaled(4), 0)
        self._column.setSpacing(scaled(10))
        self._column.addLayout(self._choice)
        self._column.addWidget(self.found)
        self._column.addStretch(1)
        self._found_panel.add(scrolling(self._content), 1)
        row = QHBoxLayout()
        row.setSpacing(scaled(8))
        row.addWidget(self.form)
        row.addWidget(self._found_panel, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(scaled(8))
        outer.addWidget(self.band)
        outer.addLayout(row, 1)
        outer.addWidget(self.bar)

    def _fill(self) -> None:
        known = self._model.state.address or self._model.present()
        values = {
            "host": known.host,
            "port": str(known.port) if known.host else "",
            "database": known.database,
            "user": known.user,
        }
        for name, text in values.items():
            self._field(name).set_text(text)
            self._field(name).input.setCursorPosition(0)  # a long name is read from its beginning
        for name in self.form.fields:
            self._field(name).edited.connect(lambda _text: self._model.edited())
            self._field(name).submitted.connect(lambda: self.act("test"))

    def _field(self, name: str) -> TextField:
        field = self.form.fields[name]
        assert isinstance(field, TextField)
        return field

    @property
    def model(self) -> ConnectionModel:
        """The view model."""
        return self._model

    def head(self) -> ScreenHead:
        """The bars."""
        return ScreenHead(self._bench.translator.say("The plant's server"), nav="stations")

    def keys(self) -> Mapping[str, str]:
        """F5 tests, F10 joins, Esc goes back."""
        return {"F5": "test", "F10": "join", "Esc": "back"}

    def act(self, action: str) -> None:
        """Do what a key or a button stands for."""
        if action == "back":
            self.wants.emit(StationsPlace())
        elif action == "test" and may_connect(self._bench):
            self._model.test(self.draft())
        elif action == "join" and self.stations is not None:
            self._model.join(next(iter(self.stations.chosen()), ""))

    def draft(self) -> ConnectionDraft:
        """The answers."""
        return ConnectionDraft(**{name: self._field(name).text() for name in self.form.fields})

    def opened(self) -> None:
        """The first field has the focus."""
        self.form.take_focus()

    def _show(self, state: ConnectionState) -> None:
        tr = self._bench.translator
        self.band.show_verdict(verdict_of(tr, state))
        problems = state.problems.items()
        self.form.say_problems({name: problem_text(tr, p, SENTENCES) for name, p in problems})
        self.found.set_facts(facts_of(tr, state.found))
        self._show_stations(state)
        is_chosen = self.stations is not None and bool(self.stations.chosen())
        ready = state.can_join and is_chosen and not state.joined
        waits = state.is_testing or state.is_joining
        join = ActionSpec("join", "F10", tr.say("Join"), None, ButtonKind.PRIMARY, enabled=ready)
        left = [
            ActionSpec("back", "Esc", tr.say("Back"), IconName.ARROW_LEFT),
            ActionSpec("test", "F5", tr.say("Test"), IconName.REFRESH, enabled=not waits),
        ]
        self.bar.set_actions(left, [join])

    def _show_stations(self, state: ConnectionState) -> None:
        """Tiles of the stations; built again only for another plant."""
        found = state.found if state.can_join or state.is_joining else None
        if found == self._listed:
            return
        self._listed, self.stations = found, None
        clear_layout(self._choice)
        if found is None or not found.stations:
            return
        tr = self._bench.translator
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
        self.stations.edited.connect(lambda _chosen: self._show(self._model.state))
        if self._bench.station_code in {option.id for option in options}:
            self.stations.choose((self._bench.station_code,))
        self._choice.addWidget(self.stations)


def _address_form(bench: Bench) -> DeskForm:
    tr = bench.translator
    form = DeskForm(
        tr.say("Where the plant is"),
        tr.say("The password is kept apart, for this account alone."),
    )
    mono = TextLook(mono=True)
    form.add("host", TextField(tr.say("Server"), tr.say("Name or address"), mono))
    form.add("port", TextField(tr.say("Port"), tr.say("5432 if empty"), mono))
    form.add("database", TextField(tr.say("Database"), "", mono))
    form.add("user", TextField(tr.say("User"), tr.say("That of the stations"), mono))
    kept = tr.say("Empty: the one that is kept")
    form.add("password", TextField(tr.say("Password"), kept, TextLook(secret=True)), 2)
    return form
