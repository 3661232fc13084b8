"""The page of devices on lines: scanners, gauges and scales of this machine, connected and tried."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject

from qtrace.domain.scanners.device_entry import (
    BAUD_RATES,
    LONGEST_PREFIX,
    ROLES,
    TERMINATORS,
    DeviceEntry,
)
from qtrace.i18n import Translator
from qtrace.ui.bench import Bench
from qtrace.ui.places import DevicesPlace, StationsPlace
from qtrace.ui.screen import ScreenHead
from qtrace.ui.stations.devices_model import CHANGE, REMOVE, DeviceLine, DevicesModel, may_edit
from qtrace.ui.stations.devices_texts import (
    SENTENCES,
    columns,
    connection_facts,
    end_text,
    health_facts,
    heard_facts,
    role_text,
)
from qtrace.ui.theme.icons import IconName
from qtrace.ui.widgets.buttons import ActionSpec, ButtonKind
from qtrace.ui.widgets.desk import Desk, DetailSpec
from qtrace.ui.widgets.desk_model import ADD, DeskState
from qtrace.ui.widgets.field_problems import FieldProblem, problem_text
from qtrace.ui.widgets.fields import ChoiceField, Option, TextField, TextLook
from qtrace.ui.widgets.forms import DeskForm
from qtrace.ui.widgets.table import DataTable
from qtrace.ui.widgets.tablemodel import Column

MONO = TextLook(mono=True)
MOST_PORTS = 4
"""Ports that the hint names."""


class DeviceForm(DeskForm):
    """Asks how one device is connected."""

    def __init__(self, tr: Translator, entry: DeviceEntry, ports: Sequence[str]) -> None:
        adds = not entry.name
        title = tr.say("Connect a device") if adds else tr.say("Change the device")
        super().__init__(title, tr.say("It is used as soon as it is saved."))
        there = ", ".join(ports[:MOST_PORTS])
        plugged = tr.say("plugged in now: {ports}", ports=there) if there else ""
        self._name = TextField(tr.say("Name"))
        self._name.set_text(entry.name)
        self._role = ChoiceField(
            tr.say("What it is for"),
            [Option(role, role_text(tr, role)) for role in ROLES],
            columns=4,
        )
        self._role.choose([entry.role])
        self._port = TextField(
            tr.say("Port or USB ids"), plugged or tr.say("COM3, ttyUSB0 or 0c2e:0b61"), MONO
        )
        self._port.set_text(entry.port)
        self._end = ChoiceField(
            tr.say("A frame ends with"),
            [Option(end, end_text(tr, end)) for end in TERMINATORS],
            columns=3,
        )
        self._end.choose([entry.terminator])
        self._prefix = TextField(
            tr.say("Prefix"), tr.say("signs in front of every code; they are taken away"), MONO
        )
        self._prefix.input.setMaxLength(LONGEST_PREFIX)
        self._prefix.set_text(entry.prefix)
        self._baud = ChoiceField(
            tr.say("Bits a second"), [Option(str(n), str(n)) for n in BAUD_RATES], columns=4
        )
        self._baud.choose([str(entry.baud)])
        self._line = TextField(
            tr.say("Data bits, parity, stop bits"), tr.say("8N1 is usual; USB needs none"), MONO
        )
        self._line.set_text(entry.line)
        self._gauges = TextField(
            tr.say("Gauge on it"), tr.say("its number; for gauges and scales alone"), MONO
        )
        self._gauges.set_text(entry.gauges)
        self._lay_out()
        self.set_save(tr.say("Cancel"), tr.say("Save"))

    def _lay_out(self) -> None:
        self.add("name", self._name)
        self.add("port", self._port)
        self.add("role", self._role, 2)
        self.add("terminator", self._end, 2)
        self.add("prefix", self._prefix)
        self.add("gauges", self._gauges)
        self.add("baud", self._baud, 2)
        self.add("line", self._line)

    def entry(self) -> DeviceEntry:
        """The answers."""
        return DeviceEntry(
            name=self._name.text(),
            role=next(iter(self._role.chosen())),
            port=self._port.text(),
            terminator=next(iter(self._end.chosen())),
            prefix=self._prefix.text(),
            baud=int(next(iter(self._baud.chosen()))),
            line=self._line.text().upper(),
            gauges=self._gauges.text(),
        )


class RemoveForm(DeskForm):
    """Asks once more before a device is forgotten."""

    def __init__(self, tr: Translator, line: DeviceLine) -> None:
        super().__init__(
            tr.say("Remove {device}", device=line.entry.name),
            tr.say("The station forgets how it is connected. Scans and readings stay."),
        )
        self.set_save(tr.say("Cancel"), tr.say("Remove"))


class DevicesScreen(Desk):
    """Table of devices; the chosen one with what it sends, or a form, beside it."""

    def __init__(self, bench: Bench, place: DevicesPlace, model: QObject | None = None) -> None:
        tr = bench.translator
        self._model = model if isinstance(model, DevicesModel) else DevicesModel(bench)
        table = DataTable(columns(tr, narrow=False), lambda line: line.number, tr.say("Devices"))
        super().__init__(bench, self._model, table, "")
        self._place = place
        self.show_state(self._model.state)

    @property
    def model(self) -> DevicesModel:
        """The view model."""
        return self._model

    def head(self) -> ScreenHead:
        """The bars."""
        return ScreenHead(self.lang.say("Devices of this station"), nav="stations")

    def keys(self) -> Mapping[str, str]:
        """F2 adds, F3 changes, F5 looks again, F10 saves, Esc closes or goes back."""
        if self._model.state.form is None:
            return {"F2": ADD, "F3": CHANGE, "F5": "refresh", "Esc": "back"}
        return {"F10": "save", "Esc": "close", "F5": "refresh"}

    def act(self, action: str) -> None:
        """Do what a key or a button stands for."""
        if self.moved(action):
            return
        if action in (ADD, CHANGE, REMOVE):
            if may_edit(self.bench) and (action == ADD or self._model.line is not None):
                self._model.open(action)
        elif action == "save" and isinstance(self.form, DeviceForm):
            self._model.save(self.form.entry())
        elif action == "save" and isinstance(self.form, RemoveForm):
            self._model.remove()
        elif action == "close":
            self._model.close()
        elif action == "refresh":
            self._model.refresh()
        elif action == "back":
            self.wants.emit(StationsPlace())

    def opened(self) -> None:
        """What devices send is shown here."""
        super().opened()
        self._model.listen()

    def left(self) -> None:
        """What devices send goes its usual way."""
        self._model.stop()

    def columns(self, *, narrow: bool) -> Sequence[Column[Any]]:
        """Columns of the table."""
        return columns(self.lang, narrow=narrow)

    def make_form(self, form: str) -> DeskForm:
        """A form about one device."""
        line = self._model.line
        if form == REMOVE and line is not None:
            return RemoveForm(self.lang, line)
        entry = line.entry if form == CHANGE and line is not None else DeviceEntry()
        return DeviceForm(self.lang, entry, self._model.ports())

    def said(self, problem: FieldProblem) -> str:
        """What is wrong with an answer."""
        return problem_text(self.lang, problem, SENTENCES)

    def bar_actions(self) -> tuple[Sequence[ActionSpec], Sequence[ActionSpec]]:
        """Buttons of the bar."""
        tr, may = self.lang, may_edit(self.bench)
        back = ActionSpec("back", "Esc", tr.say("Back"), IconName.ARROW_LEFT)
        refresh = ActionSpec("refresh", "F5", tr.say("Refresh"), IconName.REFRESH)
        add = ActionSpec(ADD, "F2", tr.say("Connect a device"), None, ButtonKind.PRIMARY, may)
        return [back, refresh], [add]

    def show_state(self, state: DeskState) -> None:
        """Show the devices and how many there are."""
        count = self.lang.count("{n} device", "{n} devices", len(state.rows))
        self.panel.set_foot(count, self.lang.say("Scans go nowhere else while this page is open."))
        super().show_state(state)

    def detail_spec(self) -> DetailSpec:
        """The chosen device."""
        tr, line, may = self.lang, self._model.line, may_edit(self.bench)
        if line is None:
            return DetailSpec(
                tr.say("No device on a line"),
                tr.say("Keyboard scanners are set up with the check sheet."),
            )
        return DetailSpec(
            title=line.entry.name,
            facts=(
                *heard_facts(tr, line.heard),
                *health_facts(tr, line.row),
                *connection_facts(tr, line.entry),
            ),
            actions=(
                ActionSpec(CHANGE, "F3", tr.say("Change"), IconName.PEN, enabled=may),
                ActionSpec(REMOVE, "", tr.say("Remove"), IconName.CROSS, enabled=may),
            ),
        )
