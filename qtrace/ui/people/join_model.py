"""Joining a plant on the first start: the address, what was found there, the station to be."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QObject, Signal

from qtrace.ports import DeviceTrouble, FoundPlant, PlantStanding, ServerAddress, ServerRights
from qtrace.services.outcomes import Refusal
from qtrace.ui.server_draft import ConnectionDraft, address_in, judge_address
from qtrace.ui.widgets.field_problems import Problems


@dataclass(frozen=True, slots=True)
class JoinState:
    """What the page shows.

    Attributes:
        values: what was typed, by the name of the answer.
        found: what is on the server at `address`; None until it was looked at.
        station: code of the station that was chosen.
        working: the server is being looked at, or the address kept.
    """

    values: Mapping[str, str] = field(default_factory=dict, repr=False)
    problems: Problems = field(default_factory=dict)
    refusal: Refusal | None = None
    address: ServerAddress | None = None
    found: FoundPlant | None = None
    station: str = ""
    working: bool = False

    @property
    def can_join(self) -> bool:
        """The plant is there, this program reads it, and the user may work in it."""
        found = self.found
        if found is None or found.standing is not PlantStanding.CURRENT:
            return False
        return found.rights is not ServerRights.NONE


class JoinModel(QObject):
    """Looks at a server and joins its plant; the application does both.

    Signals:
        changed: a `JoinState`.
        probe_asked: look at this `ServerAddress`, then call `probed`.
        join_asked: keep a `ServerAddress` and a station code.
    """

    changed = Signal(object)
    probe_asked = Signal(object)
    join_asked = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        self.state = JoinState()

    def set(self, name: str, value: str) -> None:
        """An answer was typed: what was found is no more about it."""
        state = self.state
        values = {**state.values, name: value}
        is_old = state.found is not None or state.refusal is not None
        self.state = replace(state, values=values)
        if is_old and not state.working:
            self._become(found=None, address=None, refusal=None, station="")

    def choose(self, station: str) -> None:
        """This machine is to be that station."""
        self._become(station=station)

    def go_on(self) -> None:
        """Look at the server; with a plant found and a station chosen, join it."""
        state = self.state
        if state.working:
            return
        if state.can_join and state.address is not None:
            if state.station:
                self._become(working=True, refusal=None)
                self.join_asked.emit(state.address, state.station)
            return
        draft = ConnectionDraft(**state.values)
        problems = judge_address(draft)
        if problems:
            self._become(problems=problems)
            return
        address = address_in(draft)
        self._become(problems={}, refusal=None, found=None, address=address, working=True)
        self.probe_asked.emit(address)

    def probed(self, result: FoundPlant | DeviceTrouble) -> None:
        """What the server said."""
        if isinstance(result, DeviceTrouble):
            self._become(working=False, refusal=Refusal(result.code, result.facts))
            return
        free = [each.code for each in result.stations if not each.is_present]
        station = free[0] if len(free) == 1 else ""
        self._become(working=False, found=result, station=station)

    def refused(self, trouble: DeviceTrouble) -> None:
        """The address could not be kept."""
        self._become(working=False, refusal=Refusal(trouble.code, trouble.facts))

    def _become(self, **news: object) -> None:
        self.state = replace(self.state, **news)  # type: ignore[arg-type]  # fields by name
        self.changed.emit(self.state)
