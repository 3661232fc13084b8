"""Devices on lines of this machine: listed, added, changed, removed, and tried while the page is open."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from qtrace.domain.scanners.device_entry import DeviceEntry, faults_of
from qtrace.ports import DeviceHeard, DeviceTrouble, Tone
from qtrace.services.outcomes import Refusal
from qtrace.services.work import ObjectKind
from qtrace.ui.bench import Bench
from qtrace.ui.devices import DeviceRow
from qtrace.ui.widgets.desk_model import ADD, DeskModel, DeskState, DeskSubject
from qtrace.ui.widgets.field_problems import FieldProblem

CHANGE: Final = "change"
REMOVE: Final = "remove"


@dataclass(frozen=True, slots=True)
class DeviceLine:
    """One device of the page.

    Attributes:
        number: its place in the settings, from 1.
        entry: how it is connected.
        row: how it is doing; None while nothing is known.
        heard: what it sent last since the page was opened.
    """

    number: int
    entry: DeviceEntry
    row: DeviceRow | None = None
    heard: DeviceHeard | None = None


DEVICES: Final = DeskSubject(lambda _reads: (), lambda line: line.number, ObjectKind.STATION)


def may_edit(bench: Bench) -> bool:
    """Administrators and quality connect devices, as they set scanners up."""
    allowed = bench.may("CHANGE_STATION") or bench.may("SET_QUALITY_SWITCH")
    return allowed and bench.device_keeper is not None


class DevicesModel(DeskModel):
    """Lists the devices of this machine; what they send stands here and nowhere else."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench, DEVICES, DeskState())
        self._heard_last: dict[str, DeviceHeard] = {}
        bench.devices_changed.connect(self.refresh)

    @property
    def line(self) -> DeviceLine | None:
        """The chosen device."""
        return self.row

    @property
    def entries(self) -> tuple[DeviceEntry, ...]:
        """The devices in use."""
        keeper = self.bench.device_keeper
        return keeper.entries() if keeper is not None else ()

    def ports(self) -> tuple[str, ...]:
        """What is plugged in now."""
        keeper = self.bench.device_keeper
        return keeper.ports() if keeper is not None else ()

    def refresh(self) -> None:
        """Look at the devices again; the settings are in memory, nothing is waited for."""
        states = {row.name: row for row in self.bench.devices()}
        self._listed(
            tuple(
                DeviceLine(number, each, states.get(each.name), self._heard_last.get(each.name))
                for number, each in enumerate(self.entries, start=1)
            )
        )

    def listen(self) -> None:
        """What devices send comes here from now on."""
        if may_edit(self.bench) and self.bench.device_keeper is not None:
            self.bench.device_keeper.listen(self.hear)

    def stop(self) -> None:
        """What devices send goes its usual way."""
        if self.bench.device_keeper is not None:
            self.bench.device_keeper.stop()

    def hear(self, heard: DeviceHeard) -> None:
        """Take what a device sent, and show that device."""
        self._heard_last[heard.device] = heard
        self.bench.tone(Tone.BLOCKED if heard.fault else Tone.OK)
        number = next((n for n, e in enumerate(self.entries, 1) if e.name == heard.device), None)
        if number is not None and self.state.form is None:
            self.choose(number)
        self.refresh()

    def save(self, entry: DeviceEntry) -> None:
        """Keep a new or changed device, if nothing is wrong with it."""
        line = self.line if self.state.form == CHANGE else None
        if self.state.form not in (ADD, CHANGE) or self.state.busy:
            return
        others = [each for each in self.entries if line is None or each.name != line.entry.name]
        faults = faults_of(entry, others)
        if self.refuse_answers({name: FieldProblem(fault) for name, fault in faults.items()}):
            return
        if line is None:
            self._keep((*self.entries, entry), len(self.entries) + 1)
        else:
            changed = [entry if each == line.entry else each for each in self.entries]
            self._keep(tuple(changed), line.number)

    def remove(self) -> None:
        """Forget the chosen device."""
        line = self.line
        if line is not None and self.state.form == REMOVE and not self.state.busy:
            left = tuple(each for each in self.entries if each != line.entry)
            self._keep(left, 1 if left else None)

    def _keep(self, entries: tuple[DeviceEntry, ...], chosen: int | None) -> None:
        keeper = self.bench.device_keeper
        if keeper is None:
            return
        self.become(busy=True, problems={}, refusal=None)
        keeper.keep(entries, self._kept(chosen))

    def _kept(self, chosen: int | None) -> Callable[[DeviceTrouble | None], None]:
        def answered(trouble: DeviceTrouble | None) -> None:
            if trouble is not None:
                self.bench.tone(Tone.BLOCKED)
                self.become(busy=False, refusal=Refusal(trouble.code, trouble.facts))
                return
            self.bench.tone(Tone.OK)
            self.done.emit()
            self.become(busy=False, form=None, chosen=chosen)
            self.refresh()

        return answered

    def _read_history(self) -> None:
        """The settings of a machine have no records."""
