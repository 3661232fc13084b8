"""The plant's server: what was typed, what a test found, whether this machine joined."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QObject, Signal

from qtrace.ports import (
    DeviceTrouble,
    FoundPlant,
    PlantStanding,
    ServerAddress,
    ServerRights,
    Tone,
)
from qtrace.services.outcomes import Refusal
from qtrace.ui.bench import Bench
from qtrace.ui.server_draft import ConnectionDraft, address_in, judge_address
from qtrace.ui.widgets.field_problems import NO_PROBLEMS, FieldProblem


@dataclass(frozen=True, slots=True)
class ConnectionState:
    """What the page shows.

    Attributes:
        problems: what is wrong with the answers.
        address: what was tested.
        found: what the test found.
        refusal: why there is no connection, or why it was not kept.
        is_testing: a test is under way.
        is_joining: address and station are being kept.
        joined: the station that this machine is from its next start on.
    """

    problems: Mapping[str, FieldProblem] = field(default_factory=lambda: NO_PROBLEMS)
    address: ServerAddress | None = None
    found: FoundPlant | None = None
    refusal: Refusal | None = None
    is_testing: bool = False
    is_joining: bool = False
    joined: str = ""

    @property
    def can_join(self) -> bool:
        """The plant is there, this program reads it, and the user may work in it."""
        found = self.found
        return (
            found is not None
            and found.standing is PlantStanding.CURRENT
            and found.rights is not ServerRights.NONE
            and not (self.is_testing or self.is_joining)
        )


def may_connect(bench: Bench) -> bool:
    """Administrators say where the plant is."""
    return bench.may("CHANGE_STATION") and bench.connector is not None


class ConnectionModel(QObject):
    """Tests a connection off the UI thread and keeps it.

    Signals:
        changed: a `ConnectionState`.
    """

    changed = Signal(object)

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self.bench = bench
        self.state = ConnectionState()

    def present(self) -> ServerAddress:
        """The server of this machine now."""
        return self.bench.connector.present() if self.bench.connector else ServerAddress()

    def edited(self) -> None:
        """What was found is no more about what stands in the fields."""
        state = self.state
        if not state.is_joining and (state.found or state.refusal or state.problems):
            self._become(ConnectionState())

    def test(self, draft: ConnectionDraft) -> None:
        """Look at the server, if the answers can stand."""
        connector = self.bench.connector
        if connector is None or self.state.is_testing or self.state.is_joining:
            return
        problems = judge_address(draft)
        if problems:
            self._become(ConnectionState(problems=problems))
            return
        address = address_in(draft)
        self._become(ConnectionState(address=address, is_testing=True))
        connector.probe(address, lambda result: self._probed(address, result))

    def join(self, station: str) -> None:
        """Keep what was tested, and the station that this machine is to be."""
        connector, address = self.bench.connector, self.state.address
        if connector is None or address is None or not station or not self.state.can_join:
            return
        self._become(replace(self.state, is_joining=True, refusal=None, joined=""))
        connector.join(address, station, lambda trouble: self._joined(station, trouble))

    def _probed(self, address: ServerAddress, result: FoundPlant | DeviceTrouble) -> None:
        if self.state.address != address or not self.state.is_testing:
            return  # something else was typed meanwhile
        if isinstance(result, DeviceTrouble):
            refusal = Refusal(result.code, result.facts)
            self._become(ConnectionState(address=address, refusal=refusal))
        else:
            self._become(ConnectionState(address=address, found=result))
        self.bench.tone(Tone.OK if self.state.can_join else Tone.BLOCKED)

    def _joined(self, station: str, trouble: DeviceTrouble | None) -> None:
        refusal = None if trouble is None else Refusal(trouble.code, trouble.facts)
        joined = station if trouble is None else ""
        self._become(replace(self.state, is_joining=False, refusal=refusal, joined=joined))
        self.bench.tone(Tone.OK if trouble is None else Tone.BLOCKED)

    def _become(self, state: ConnectionState) -> None:
        self.state = state
        self.changed.emit(state)
