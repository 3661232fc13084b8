"""One handle on the plant: commands in, queries out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from threading import Event
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy import select

from qtrace.models.database import Database, DatabaseProblem
from qtrace.models.records import Record
from qtrace.models.signals import Signal, follow
from qtrace.models.stations import Plant, Station
from qtrace.ports import Clock, IdSource, SecretHasher
from qtrace.services.commands import Command
from qtrace.services.outcomes import Changes, Outcome
from qtrace.services.pipeline import Door
from qtrace.services.reads import PlantFacts, Reads, plant_facts
from qtrace.services.secrets import Secrets, SignatureClaim
from qtrace.services.work import Handler, StationRef

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Outside:
    """The parts of the world that services need, as ports."""

    clock: Clock
    ids: IdSource
    hasher: SecretHasher


class Workbench:
    """Commands and queries of one station on one database.

    Blocking: the UI reaches it through its executor only.
    """

    def __init__(
        self,
        database: Database,
        handlers: Mapping[type[Command], Handler],
        outside: Outside,
        station: StationRef,
    ) -> None:
        self._database = database
        self.clock = outside.clock
        self.ids = outside.ids
        self.secrets = Secrets(database, outside.hasher, outside.clock, outside.ids, station)
        self.station = station
        self.door = Door(
            database,
            handlers,
            clock=outside.clock,
            ids=outside.ids,
            secrets=self.secrets,
            station=station,
        )

    def send(
        self, command: Command, *, by: int | None = None, claim: SignatureClaim | None = None
    ) -> Outcome:
        """Send one command through the door."""
        return self.door.send(command, by=by, claim=claim)

    def ask(
        self, query: Callable[Concatenate[Reads, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run a query on one consistent view, once more if the connection is lost meanwhile."""
        try:
            return self._ask(query, *args, **kwargs)
        except DatabaseProblem as problem:
            if problem.code != "DATABASE_UNREACHABLE":
                raise
            return self._ask(query, *args, **kwargs)

    def _ask(
        self, query: Callable[Concatenate[Reads, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        with self._database.read() as session:
            reads = Reads(session, self.clock.now(), self.station)
            return query(reads, *args, **kwargs)

    def listen(self, listener: Callable[[Changes], None]) -> None:
        """Hear of every change that this process commits."""
        self.door.listen(listener)

    def follow(self, emit: Callable[[Signal], None], stopping: Event) -> None:
        """Hear of what any station commits, until `stopping` is set; blocks its thread."""
        follow(self._database, emit, stopping, self.station.code)

    def close(self) -> None:
        """Give the database back."""
        self._database.close()


@dataclass(frozen=True, slots=True)
class KnownStation:
    """What a process must know before it can write: its station and its writer number."""

    station: StationRef
    writer_no: int
    last_id: int


def find_plant(database: Database) -> PlantFacts | None:
    """The plant in this database, or None if it is not set up."""
    with database.read() as session:
        row = session.get(Plant, 1)
        return plant_facts(row) if row is not None else None


def station_names(database: Database) -> tuple[tuple[str, str, str], ...]:
    """Code and names of the stations in use, where people stand, by code."""
    query = select(Station.code, Station.name_en, Station.name_zh).where(
        Station.is_active, Station.mode.not_in(("command_line", "server"))
    )
    with database.read() as session:
        rows = session.execute(query.order_by(Station.code))
        return tuple((code, english, chinese) for code, english, chinese in rows)


def find_station(database: Database, code: str) -> KnownStation | None:
    """The station with `code` (the first receiving one if empty), or None.

    `last_id` is the highest id that the station ever recorded.
    """
    query = select(Station).where(Station.is_active).order_by(Station.id)
    wanted = Station.code == code if code else Station.mode == "receiving"
    with database.read() as session:
        row = session.scalar(query.where(wanted).limit(1))
        if row is None:
            return None
        # The newest record of the chain has the highest id; a maximum would read every record.
        last = session.scalar(
            select(Record.id)
            .where(Record.site_id == row.site_id, Record.station_id == row.id)
            .order_by(Record.station_seq.desc())
            .limit(1)
        )
        return KnownStation(StationRef(row.id, row.site_id, row.code), row.writer_no, last or 0)
