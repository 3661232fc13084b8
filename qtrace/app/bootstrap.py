"""Opening a plant: database, station, workbench; the same for window, command line and tests."""

from dataclasses import dataclass
from pathlib import Path

from qtrace.app.adapters import Argon2Hasher, ClientIds, SystemClock
from qtrace.app.config import Paths
from qtrace.app.problems import SetupProblem
from qtrace.app.single_instance import StationLock, lock_station
from qtrace.domain.codes.interpret import Interpretation, interpret
from qtrace.domain.problems import Problem
from qtrace.models.database import Database, require_current
from qtrace.ports import Clock
from qtrace.reference import ai_table
from qtrace.services.reads import PlantFacts
from qtrace.services.registry import handlers
from qtrace.services.workbench import Outside, Workbench, find_plant, find_station

DEMO_FILE = "demo.qtrace"


@dataclass(slots=True)
class OpenPlant:
    """An open plant: close it when done."""

    workbench: Workbench
    database: Database
    plant: PlantFacts
    lock: StationLock | None

    def close(self) -> None:
        """Give back database and station."""
        self.workbench.close()
        if self.lock is not None:
            self.lock.release()


class StationProblem(Problem):
    """The station cannot be used: unknown, or open in another process."""


class Interpreter:
    """The scan router's interpreter."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def __call__(self, data: bytes) -> Interpretation:
        """What `data` is."""
        return interpret(data, ai_table(), self._clock.now().year)


def demo_path(paths: Paths | None = None) -> Path:
    """Where the demo plant of this machine lies."""
    return (paths or Paths.of_machine()).data_dir / DEMO_FILE


def open_plant(url: str, station_code: str, *, writing: bool = True) -> OpenPlant:
    """Open the plant at `url` as station `station_code`.

    Args:
        url: database URL or file.
        station_code: the station; with an empty one the first receiving station is taken.
        writing: take the station's lock (one writing process per station).

    Raises:
        DatabaseProblem: missing, older, newer, damaged or unreachable database.
        StationProblem: `PLANT_NOT_SET_UP`, `STATION_UNKNOWN` or `STATION_TAKEN`.
    """
    database = Database(url)
    require_current(database)
    plant = find_plant(database)
    if plant is None:
        raise StationProblem("PLANT_NOT_SET_UP", {"database": url})
    known = find_station(database, station_code)
    if known is None:
        raise StationProblem("STATION_UNKNOWN", {"station": station_code})
    lock = _lock(url, known.station.code) if writing else None
    clock = SystemClock()
    outside = Outside(
        clock, ClientIds(known.writer_no, known.last_id, clock), Argon2Hasher(cheap=plant.is_demo)
    )
    workbench = Workbench(database, handlers(), outside, known.station)
    return OpenPlant(workbench, database, plant, lock)


def _lock(url: str, station_code: str) -> StationLock:
    lock = lock_station(url, station_code, Paths.of_machine().data_dir)
    if isinstance(lock, SetupProblem):
        raise StationProblem(lock.code.value, dict(lock.facts))
    return lock
