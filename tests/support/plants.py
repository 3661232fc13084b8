"""Small plants for tests: set up through the same commands as real ones."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial

from qtrace.app.adapters import Argon2Hasher
from qtrace.app.fakes import ManualClock, SeededIds
from qtrace.domain.codes.internal import format_badge
from qtrace.domain.people import Role, SecretKind
from qtrace.models.database import Database, upgrade
from qtrace.services.commands import Command
from qtrace.services.outcomes import Done, Outcome
from qtrace.services.people.commands import (
    AddPerson,
    FirstPerson,
    SetSecret,
    SetStationPin,
    SetUpPlant,
)
from qtrace.services.registry import handlers
from qtrace.services.secrets import SignatureClaim
from qtrace.services.work import StationRef
from qtrace.services.workbench import Outside, Workbench
from tests.support.prepared import drawn, prepare

START = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
PIN = "246813"
PASSWORD = "correct horse 7"


@dataclass
class TestPlant:
    """A workbench on a fresh database, with an administrator and whoever was added.

    Attributes:
        prepared, stands: the last preparation (see `prepare`), and the ids drawn at its end.
    """

    __test__ = False

    bench: Workbench
    database: Database
    clock: ManualClock
    ids: SeededIds
    admin: int
    people: dict[str, int] = field(default_factory=dict)
    owner_url: str = ""
    prepared: Hashable = ()
    stands: Hashable = None
    _owner: Database | None = None

    @property
    def owner(self) -> Database:
        """The database as its owner reaches it: past the rights of a station."""
        if self.database.is_sqlite:
            return self.database
        if self._owner is None:
            self._owner = Database(self.owner_url)
        return self._owner

    def close(self) -> None:
        """Give every connection back."""
        self.bench.close()
        if self._owner is not None:
            self._owner.close()

    def head(self) -> dict[str, object]:
        """uid and client time of a new command."""
        return {"uid": self.ids.next_uid(), "client_at": self.clock.now()}

    def done(
        self, command: Command, by: int | None = None, claim: SignatureClaim | None = None
    ) -> Done:
        """Send and insist that it was done."""
        outcome = self.bench.send(command, by=by, claim=claim)
        assert isinstance(outcome, Done), outcome
        return outcome

    def send(
        self, command: Command, by: int | None = None, claim: SignatureClaim | None = None
    ) -> Outcome:
        """Send and return whatever came of it."""
        return self.bench.send(command, by=by, claim=claim)

    def person(
        self, login: str, *roles: Role, badge: str | None = None, enrolled: bool = True
    ) -> int:
        """Add a person with a badge and a PIN that counts here; return the id."""
        person_id = self.ids.next_id()
        self.done(
            AddPerson(
                **self.head(),
                person_id=person_id,
                login=login,
                name_en=login.title(),
                name_zh="",
                badge_code=badge or format_badge(900 + len(self.people)),
                roles=roles,
            ),
            by=self.admin,
        )
        encoded = self.bench.secrets.hash(PIN).encode()
        self.done(
            SetSecret(
                **self.head(),
                person_id=person_id,
                kind=SecretKind.PIN,
                encoded=encoded,
                must_change=False,
            ),
            by=self.admin,
        )
        if enrolled:
            self.enrol(person_id)
        self.people[login] = person_id
        return person_id

    def enrol(self, person_id: int, station_id: int | None = None) -> None:
        """The person's PIN counts at this station, or at another one."""
        station_id = station_id or self.bench.station.id
        self.done(
            SetStationPin(
                **self.head(), person_id=person_id, station_id=station_id, is_allowed=True
            ),
            by=self.admin,
        )

    def claim(self, person_id: int, pin: str = PIN) -> SignatureClaim:
        """The right secret of a person, named by badge."""
        return SignatureClaim(person_id, pin, SecretKind.PIN, "badge")


def make_plant(
    url: str,
    *,
    upgraded: bool = True,
    clock: ManualClock | None = None,
    more: Mapping | None = None,
    station_url: str | None = None,
) -> TestPlant:
    """Set up a plant on the database at `url`; its station works as `station_url` if given."""
    if not upgraded:
        upgrade(url)
    database = Database(station_url or url)
    clock = clock or ManualClock(START)
    ids = SeededIds(1, clock)
    hasher = Argon2Hasher(cheap=True)
    station = StationRef(ids.next_id(), 1, "IQC-2")
    bench = Workbench(
        database, {**handlers(), **(more or {})}, Outside(clock, ids, hasher), station
    )
    admin = ids.next_id()
    plant = TestPlant(bench, database, clock, ids, admin, owner_url=url)
    plant.stands = drawn(plant)
    if upgraded:
        prepare(plant, "set up", partial(_set_up, plant))
    else:
        _set_up(plant)
    return plant


def _set_up(plant: TestPlant) -> dict[str, object]:
    plant.done(
        SetUpPlant(
            **plant.head(),
            name_en="Test plant",
            name_zh="测试工厂",
            address="1 Test Road",
            language="en",
            time_zone="Asia/Shanghai",
            is_demo=True,
            demo_seed="test",
            form_numbers=(("incoming_report", "QF-7.4-03/B"),),
            site_code="SZ",
            site_name_en="Suzhou",
            site_name_zh="苏州",
            administrator=FirstPerson(
                person_id=plant.admin,
                login="admin",
                name_en="Ada Min",
                name_zh="管理员",
                badge_code=format_badge(99),
                password_hash=plant.bench.secrets.hash(PASSWORD).encode(),
                pin_hash=plant.bench.secrets.hash(PIN).encode(),
            ),
        )
    )
    return {}


PlantMaker = Callable[[], TestPlant]
