"""Stations: where people work with QTrace, and which of them are in use."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject

from qtrace.i18n import N_, Translator
from qtrace.services.people.stations import StationRow
from qtrace.ui.bench import Bench
from qtrace.ui.devices import (
    DeviceRow,
    device_name,
    device_state,
    explain_device,
    role_word,
)
from qtrace.ui.places import ConnectionPlace, DevicesPlace, ScannerSetupPlace, StationsPlace
from qtrace.ui.screen import ScreenHead
from qtrace.ui.stations.connection_model import may_connect
from qtrace.ui.stations.devices_model import may_edit
from qtrace.ui.stations.scanner_setup_model import may_set_up
from qtrace.ui.stations.stations_model import (
    MODES,
    RENAME,
    StationDraft,
    StationReason,
    StationsModel,
)
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.icons import IconName
from qtrace.ui.theme.tokens import Ink, Status
from qtrace.ui.widgets.buttons import ActionSpec, ButtonKind
from qtrace.ui.widgets.chips import ChipSpec
from qtrace.ui.widgets.desk import Desk, DetailSpec, history_facts
from qtrace.ui.widgets.desk_model import ADD, DeskState
from qtrace.ui.widgets.facts import Fact
from qtrace.ui.widgets.field_problems import FieldProblem, problem_text
from qtrace.ui.widgets.fields import ChoiceField, Option, TextField, TextLook, printable
from qtrace.ui.widgets.forms import DeskForm
from qtrace.ui.widgets.table import DataTable
from qtrace.ui.widgets.tablemodel import CellView, Column

MODE_WORDS = {
    "receiving": N_("Receiving and inspection"),
    "line": N_("Production line"),
    "desk": N_("Desk"),
    "server": N_("Server"),
    "command_line": N_("Command line"),
}
SENTENCES: Mapping[str, str] = {StationReason.MODE_MISSING: N_("Choose what the station is for")}
SET_UP = "set_up"
NOT_COUNTED = frozenset({"SIGN_IN", "SIGN_OUT"})


def mode_word(tr: Translator, mode: str) -> str:
    """What a station is for; an unknown mode is shown as it is."""
    return tr.say(MODE_WORDS[mode]) if mode in MODE_WORDS else mode


class StationForm(DeskForm):
    """A new station, or other names of an old one."""

    def __init__(self, tr: Translator, station: StationRow | None) -> None:
        adds = station is None
        title = tr.say("Enrol a station") if adds else tr.say("Rename the station")
        note = tr.say("Code and writer number stay for ever.") if adds else ""
        super().__init__(title, note)
        look = TextLook(check=printable(tr))
        hint = tr.say("such as IQC-3; it stands in barcodes")
        self._code = TextField(tr.say("Code"), hint, TextLook(mono=True))
        self._english = TextField(tr.say("Name in English"), "", look)
        self._chinese = TextField(tr.say("Name in Chinese"), "", look)
        options = [Option(mode, mode_word(tr, mode)) for mode in MODES]
        self._mode = ChoiceField(tr.say("What it is for"), options)
        if station is None:
            self.add("code", self._code, 2)
        else:
            self._english.set_text(station.name_en)
            self._chinese.set_text(station.name_zh)
        self.add("name_en", self._english)
        self.add("name_zh", self._chinese)
        if adds:
            self.add("mode", self._mode, 2)
        self.set_save(tr.say("Cancel"), tr.say("Enrol") if adds else tr.say("Save"))

    def draft(self) -> StationDraft:
        """The answers."""
        mode = next(iter(self._mode.chosen()), "")
        return StationDraft(self._code.text(), self._english.text(), self._chinese.text(), mode)


class StationsScreen(Desk):
    """Table of stations; the chosen one or a form beside it."""

    def __init__(self, bench: Bench, place: StationsPlace, model: QObject | None = None) -> None:
        tr = bench.translator
        self._model = model if isinstance(model, StationsModel) else StationsModel(bench)
        heads = _columns(bench, narrow=False)
        table = DataTable(heads, lambda row: row.station_id, tr.say("Stations"))
        super().__init__(bench, self._model, table, tr.say("History"))
        self._place = place
        bench.devices_changed.connect(self._devices_changed)
        self.show_state(self._model.state)

    @property
    def model(self) -> StationsModel:
        """The view model."""
        return self._model

    def head(self) -> ScreenHead:
        """The bars."""
        return ScreenHead(self.lang.say("Stations"), nav="stations")

    def keys(self) -> Mapping[str, str]:
        """F2 enrols, F6 sets the scanner up, F7 shows the devices, F8 the server, F10 saves."""
        if self._model.state.form is None:
            return {"F2": ADD, "F5": "refresh", "F6": SET_UP, "F7": "devices", "F8": "server"}
        return {"F10": "save", "Esc": "close", "F5": "refresh"}

    def act(self, action: str) -> None:
        """Do what a key or a button stands for."""
        if self.moved(action):
            return
        if action in (ADD, RENAME):
            if self.bench.may("ENROL_STATION" if action == ADD else "CHANGE_STATION"):
                self._model.open(action)
        elif action == "save" and isinstance(self.form, StationForm):
            self._model.save(self.form.draft())
        elif action == "close":
            self._model.close()
        elif action == "refresh":
            self._model.refresh()
        elif action in ("stop", "start"):
            self._model.set_active(active=action == "start")
        else:
            self._leave_for(action)

    def _leave_for(self, action: str) -> None:
        """Pages behind this one."""
        if action == SET_UP and may_set_up(self.bench):
            self.wants.emit(ScannerSetupPlace())
        elif action == "devices" and may_edit(self.bench):
            self.wants.emit(DevicesPlace())
        elif action == "server" and may_connect(self.bench):
            self.wants.emit(ConnectionPlace())

    def columns(self, *, narrow: bool) -> Sequence[Column[Any]]:
        """Columns of the table."""
        return _columns(self.bench, narrow=narrow)

    def make_form(self, form: str) -> StationForm:
        """A form about a station."""
        return StationForm(self.lang, None if form == ADD else self._model.station)

    def said(self, problem: FieldProblem) -> str:
        """What is wrong with an answer."""
        return problem_text(self.lang, problem, SENTENCES)

    def bar_actions(self) -> tuple[Sequence[ActionSpec], Sequence[ActionSpec]]:
        """Buttons of the bar."""
        tr, may = self.lang, self.bench.may("ENROL_STATION")
        add = ActionSpec(ADD, "F2", tr.say("Enrol a station"), None, ButtonKind.PRIMARY, may)
        words, can = tr.say("Set up a scanner"), may_set_up(self.bench)
        set_up = ActionSpec(SET_UP, "F6", words, IconName.SCANNER, enabled=can)
        shows = may_edit(self.bench)
        devices = ActionSpec("devices", "F7", tr.say("Devices"), IconName.GAUGE, enabled=shows)
        refresh = ActionSpec("refresh", "F5", tr.say("Refresh"), IconName.REFRESH)
        joins = may_connect(self.bench)
        server = ActionSpec("server", "F8", tr.say("Server"), IconName.DATABASE, enabled=joins)
        return [refresh, set_up, devices, server], [add]

    def show_state(self, state: DeskState) -> None:
        """Show the stations and how many there are."""
        n = len(state.rows)
        active = sum(row.is_active for row in state.rows)
        text = self.lang.count("{n} station", "{n} stations", n)
        self.panel.set_foot(text, self.lang.say("{n} in use", n=active))
        super().show_state(state)

    def _devices_changed(self) -> None:
        self.show_state(self._model.state)

    def detail_spec(self) -> DetailSpec:
        """The chosen station."""
        tr, station = self.lang, self._model.station
        if station is None:
            return DetailSpec(tr.say("No station is chosen"))
        is_this = self._model.is_this
        facts: tuple[Fact, ...] = (
            Fact(tr.say("Code"), station.code, role=TextRole.DATA),
            Fact(tr.say("What it is for"), mode_word(tr, station.mode)),
            Fact(tr.say("Writer number"), str(station.writer_no), role=TextRole.DATA),
            Fact(tr.say("State"), tr.say("In use") if station.is_active else tr.say("Not in use")),
        )
        return DetailSpec(
            title=tr.name(station.name_en, station.name_zh),
            note=tr.say("You are working at this station") if is_this else "",
            chip=None if station.is_active else ChipSpec(tr.say("Not in use"), Status.NEUTRAL),
            facts=facts + (device_facts(tr, self.bench.devices()) if is_this else ()),
            history=history_facts(
                tr, self._model.state.history, self.bench.zone, quiet=NOT_COUNTED
            ),
            actions=self._row_actions(station, is_this=is_this),
        )

    def _row_actions(self, station: StationRow, *, is_this: bool) -> tuple[ActionSpec, ...]:
        tr, may = self.lang, self.bench.may("CHANGE_STATION")
        rename = ActionSpec(RENAME, "", tr.say("Rename"), IconName.PEN, enabled=may)
        if station.is_active:
            words, icon = tr.say("Take out of use"), IconName.LOCK
            return rename, ActionSpec("stop", "", words, icon, enabled=may and not is_this)
        words, icon = tr.say("Put into use"), IconName.UNLOCK
        return rename, ActionSpec("start", "", words, icon, enabled=may)


def device_facts(tr: Translator, rows: Sequence[DeviceRow]) -> tuple[Fact, ...]:
    """The devices of this station, and under each what should be done about it."""
    facts = []
    for row in rows:
        n = row.counts.reads
        reads = tr.count("{n} scan", "{n} scans", n) if row.role == "scanner" else ""
        parts = (device_name(tr, row), device_state(tr, row), row.where, reads)
        facts.append(Fact(role_word(tr, row), ", ".join(filter(None, parts))))
        if row.says is not None:
            explained = explain_device(tr, row)
            facts += [Fact("", explained.text), Fact("", explained.next_step)]
    return tuple(facts)


def _columns(bench: Bench, *, narrow: bool) -> tuple[Column[StationRow], ...]:
    tr = bench.translator

    def state(row: StationRow) -> CellView:
        if not row.is_active:
            return CellView(chip=ChipSpec(tr.say("Not in use"), Status.NEUTRAL))
        here = row.code == bench.station_code
        return CellView(tr.say("In use, here") if here else tr.say("In use"), ink=Ink.TEXT2)

    code = Column[StationRow](
        "code", tr.say("Code"), lambda row: CellView(row.code, role=TextRole.DATA), 150
    )
    name = Column[StationRow](
        "name",
        tr.say("Name"),
        lambda row: CellView(tr.name(row.name_en, row.name_zh), strong_if_chosen=True),
    )
    use = Column[StationRow](
        "mode", tr.say("What it is for"), lambda row: CellView(mode_word(tr, row.mode)), 230
    )
    standing = Column[StationRow]("state", tr.say("State"), state, 160)
    return (code, name, standing) if narrow else (code, name, use, standing)
