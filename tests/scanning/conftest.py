"""A clock that only moves when told, and an X server of our own for the torture tests."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from tests.support.xdisplay import x_server


@dataclass
class StillClock:
    """Clock port for tests."""

    instant: datetime = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
    seconds: float = 100.0
    passed: list[float] = field(default_factory=list)

    def now(self) -> datetime:
        return self.instant

    def monotonic_s(self) -> float:
        return self.seconds

    def wait(self, seconds: float) -> None:
        self.seconds += seconds
        self.instant += timedelta(seconds=seconds)


@pytest.fixture
def clock() -> StillClock:
    return StillClock()


@pytest.fixture(scope="session")
def x_display() -> Iterator[str]:
    """Name of a display served by an Xvfb that lives as long as the tests."""
    with x_server() as display:
        yield display
