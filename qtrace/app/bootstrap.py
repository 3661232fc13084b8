"""Opening a plant: database, station, workbench; the same for window, command line and tests."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from qtrace.app.adapters import Argon2Hasher, ClientIds, SystemClock
from qtrace.app.config import Paths
from qtrace.app.problems import SetupProblem
from qtrace.app.single_instance import StationLock, lock_station
from qtrace.domain.problems import Problem
from qtrace.models.database import Database, require_current
from qtrace.models.station_claim import Holder, StationClaim, claim_station
from qtrace.ports import Clock
from qtrace.services.commands import Command
from qtrace.services.reads import PlantFacts
from qtrace.services.work import Handler
from qtrace.services.workbench import (
    KnownStation,
    Outside,
    Workbench,
    find_plant,
    find_station,
)

if TYPE_CHECKING:
    from qtrace.domain.codes.interpret import Interpretation


@dataclass(slots=True)
class OpenPlant:
    """An open plant: close it when done."""

    workbench: Workbench
    database: Database
    plant: PlantFacts
    lock: StationLock | None
    claim: StationClaim | None = None

    def close(self) -> None:
        """Give back database and station."""
        self.workbench.close()
        if self.claim is not None:
            self.claim.release()
        if self.lock is not None:
            self.lock.release()


class StationProblem(Problem):
    """The station cannot be used: unknown, or open in another process."""


class LateHandlers(Mapping[type[Command], Handler]):
    """The registry, loaded with the first command: the first scan does not wait for all areas."""

    def __getitem__(self, command: type[Command]) -> Handler:
        """Handler of `command`."""
        return _registry()[command]

    def __iter__(self) -> Iterator[type[Command]]:
        """All commands."""
        return iter(_registry())

    def __len__(self) -> int:
        """How many commands there are."""
        return len(_registry())


@cache
def _registry() -> Mapping[type[Command], Handler]:
    from qtrace.services.registry import handlers

    return handlers()


class Interpreter:
    """The scan router's interpreter; the codes are loaded with the first one that is read."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def __call__(self, data: bytes) -> "Interpretation":
        """What `data` is."""
        from qtrace.domain.codes.interpret import interpret
        from qtrace.reference import ai_table

        return interpret(data, ai_table(), self._clock.now().year)


def open_plant(
    url: str, station_code: str, *, writing: bool = True, guards: bool = True
) -> OpenPlant:
    """Open the plant at `url` as station `station_code`.

    Args:
        url: database URL or file.
        station_code: the station; with an empty one the first receiving station is taken.
        writing: take the station's lock (one writing process per station).
        guards: also prove the guards; else `require_guards` must follow before the first change.

    Raises:
        DatabaseProblem: missing, older, newer, damaged or unreachable database.
        StationProblem: `PLANT_NOT_SET_UP`, `STATION_UNKNOWN`, `STATION_TAKEN` here or
            `STATION_ELSEWHERE` on another computer.
    """
    database = Database(url)
    try:
        require_current(database, guards=guards)
        return _opened(database, station_code, writing=writing)
    except Problem:
        database.close()
        raise


def _opened(database: Database, station_code: str, *, writing: bool) -> OpenPlant:
    plant = find_plant(database)
    if plant is None:
        shown = database.url.render_as_string()  # without the password
        raise StationProblem("PLANT_NOT_SET_UP", {"database": shown})
    known = _known(database, station_code)
    # One file has one lock, whether it is named by a path or by a URL.
    url = database.url.render_as_string(hide_password=False)
    lock = _lock(url, known.station.code) if writing else None
    claim = _claim(database, known.station.code, lock) if lock is not None else None
    if writing:  # the process before may have written until it gave the lock back
        known = _known(database, station_code)
    clock = SystemClock()
    outside = Outside(
        clock, ClientIds(known.writer_no, known.last_id, clock), Argon2Hasher(cheap=plant.is_demo)
    )
    workbench = Workbench(database, LateHandlers(), outside, known.station)
    return OpenPlant(workbench, database, plant, lock, claim)


def _known(database: Database, station_code: str) -> KnownStation:
    known = find_station(database, station_code)
    if known is None:
        raise StationProblem("STATION_UNKNOWN", {"station": station_code})
    return known


def _lock(url: str, station_code: str) -> StationLock:
    lock = lock_station(url, station_code, Paths.of_machine().data_dir)
    if isinstance(lock, SetupProblem):
        raise StationProblem(lock.code.value, dict(lock.facts))
    return lock


def _claim(database: Database, station_code: str, lock: StationLock) -> StationClaim | None:
    """On a server the station is claimed there too: two computers are two writers of one chain."""
    try:
        claim = claim_station(database, station_code)
    except Problem:
        lock.release()
        raise
    if isinstance(claim, Holder):
        lock.release()
        raise StationProblem("STATION_ELSEWHERE", claim.facts(station_code))
    return claim
