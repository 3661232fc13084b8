"""Clock and ids that tests and the demo's builder drive by hand."""

from datetime import UTC, datetime, timedelta
from random import Random
from uuid import UUID

from qtrace.domain.ids import IdSequence, compose_uuid7


class ManualClock:
    """A clock that moves only when told to."""

    def __init__(self, start: datetime) -> None:
        self._now = start.astimezone(UTC)
        self._monotonic = 0.0

    def now(self) -> datetime:
        """The set instant."""
        return self._now

    def monotonic_s(self) -> float:
        """Seconds that were let pass."""
        return self._monotonic

    def advance(self, by: timedelta) -> None:
        """Let `by` pass."""
        self._now += by
        self._monotonic += by.total_seconds()

    def set(self, instant: datetime) -> None:
        """Jump to `instant`, as a clock that was corrected does."""
        self._now = instant.astimezone(UTC)


class SeededIds:
    """Ids that are the same every time, for a seeded plant and for tests."""

    def __init__(self, writer: int, clock: ManualClock, seed: int = 1) -> None:
        self._sequence = IdSequence(writer)
        self._clock = clock
        self._random = Random(seed)  # noqa: S311 - sameness is the point; nothing secret

    def next_id(self) -> int:
        """The next id of this writer at the set time."""
        return self._sequence.next(int(self._clock.now().timestamp() * 1000))

    def next_uid(self) -> UUID:
        """A UUIDv7 from the seed."""
        ms = int(self._clock.now().timestamp() * 1000)
        return compose_uuid7(ms, self._random.getrandbits(74))
