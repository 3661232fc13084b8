"""The hands that build the demo: commands through the one door, under a clock that is told."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from random import Random
from typing import Any, Final
from zoneinfo import ZoneInfo

from qtrace.app.demo.drawing import ReportDrawer
from qtrace.app.fakes import ManualClock, SeededIds
from qtrace.domain.people import SecretKind
from qtrace.services.commands import Command
from qtrace.services.outcomes import Done
from qtrace.services.secrets import SignatureClaim
from qtrace.services.workbench import Workbench

TIME_ZONE: Final = "Asia/Shanghai"
ZONE: Final = ZoneInfo(TIME_ZONE)
START_DAYS_AGO: Final = 400


def local_time(day: date, clock: time) -> datetime:
    """A wall-clock time at the plant as UTC: records and rows know no other zone."""
    return datetime.combine(day, clock, ZONE).astimezone(UTC)


class DemoBrokenError(RuntimeError):
    """A command of the demo was refused: the demo's data no longer fit the rules."""


class DemoHasher:
    """argon2id at the least cost, with salts that follow from the seed; for demo plants only.

    The same seed gives the same hashes, so the whole record stream is the same every time.
    """

    def __init__(self, seed: str) -> None:
        from argon2 import PasswordHasher

        self._hasher = PasswordHasher(1, 64, 1)
        self._seed = seed

    def hash(self, secret: str) -> str:
        """Encoded argon2id hash."""
        salt = sha256(f"{self._seed}|{secret}".encode()).digest()[:16]
        return self._hasher.hash(secret, salt=salt)

    def verify(self, encoded: str | None, secret: str) -> bool:
        """True if the secret matches."""
        return encoded is not None and encoded == self.hash(secret)


@dataclass(slots=True)
class Maker:
    """Sends commands in the names of the demo's people and remembers ids by name.

    Attributes:
        bench: the workbench of the first receiving station.
        clock: the clock that every command sees.
        day: the day that the demo is relative to.
        seed: word from which every random choice follows.
        pins: PIN of each login.
        drawer: draws reports beside the building.
    """

    bench: Workbench
    clock: ManualClock
    ids: SeededIds
    day: date
    seed: str
    pins: Mapping[str, str]
    drawer: ReportDrawer
    _known: dict[tuple[str, str], int] = field(default_factory=dict)

    def new(self, kind: str, name: str) -> int:
        """A new id, remembered under `name`."""
        assert (kind, name) not in self._known, f"{kind} {name} exists"
        self._known[kind, name] = made = self.ids.next_id()
        return made

    def id(self, kind: str, name: str) -> int:
        """The id of something that was made before."""
        return self._known[kind, name]

    def hashed(self, secret: str) -> bytes:
        """What is stored of a secret."""
        return self.bench.secrets.hash(secret).encode("ascii")

    def random(self, name: str) -> Random:
        """Choices about `name`: the same every time, whatever else is built."""
        return Random(f"{self.seed}|{name}")  # noqa: S311 - sameness is the point

    def do(self, by: str | None, command: type[Command], **fields: Any) -> Mapping[str, str]:
        """Send a command; return its facts.

        Raises:
            DemoBrokenError: it was refused.
        """
        person_id = None if by is None else self.id("person", by)
        return self._send(command, person_id, None, fields)

    def sign(self, by: str, command: type[Command], **fields: Any) -> Mapping[str, str]:
        """Send a command that the person signs with the PIN; return its facts.

        Raises:
            DemoBrokenError: it was refused.
        """
        person_id = self.id("person", by)
        claim = SignatureClaim(person_id, self.pins[by], SecretKind.PIN, "badge")
        return self._send(command, person_id, claim, fields)

    def _send(
        self,
        command: type[Command],
        person_id: int | None,
        claim: SignatureClaim | None,
        fields: Mapping[str, Any],
    ) -> Mapping[str, str]:
        wish = command(uid=self.ids.next_uid(), client_at=self.clock.now(), **fields)
        outcome = self.bench.send(wish, by=person_id, claim=claim)
        if not isinstance(outcome, Done):
            raise DemoBrokenError(f"{wish.code}: {outcome.code} {dict(outcome.facts)}")
        return outcome.facts

    def at(self, days_ago: int, hour: int, minute: int = 0) -> datetime:
        """A wall-clock time at the plant, some days before the demo's day, as UTC."""
        return local_time(self.day - timedelta(days=days_ago), time(hour, minute))

    def go(self, instant: datetime) -> None:
        """Let the clock stand at `instant`, or a minute later than now if that has passed."""
        now = self.clock.now()
        self.clock.set(max(instant, now + timedelta(minutes=1)))

    def wait(self, **by: float) -> None:
        """Let time pass."""
        self.clock.advance(timedelta(**by))
