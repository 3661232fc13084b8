"""A clock that only moves when told, and an X server of our own for the torture tests."""

import os
import select
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest


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
    for tool in ("Xvfb", "xdotool"):
        assert shutil.which(tool), f"{tool} is needed: apt-get install xvfb xdotool"
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1366x768x24", "-nolisten", "tcp"],
        pass_fds=(writing,),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        ready, _, _ = select.select([reading], [], [], 30)
        assert ready, "Xvfb did not start within 30 s"
        yield ":" + os.read(reading, 16).decode().strip()
    finally:
        os.close(reading)
        server.terminate()
        server.wait(10)
