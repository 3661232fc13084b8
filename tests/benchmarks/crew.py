"""Stations as real processes: forked from one that has loaded everything, each with its own door.

A child never uses a connection of its parent; what it measured comes back through a pipe.
"""

import multiprocessing
import os
import statistics
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qtrace.app.adapters import Argon2Hasher, ClientIds, SystemClock
from qtrace.domain.quantities import q6
from qtrace.domain.warehouse import Zone
from qtrace.models.database import Database
from qtrace.services.commands import Command
from qtrace.services.outcomes import Done
from qtrace.services.people.commands import EnrolStation
from qtrace.services.registry import handlers
from qtrace.services.warehouse.commands import AddLocation
from qtrace.services.work import Handler, StationRef
from qtrace.services.workbench import Outside, Workbench
from tests.support.plants import make_plant
from tests.support.receiving import ReceivingBench, make_receiving

FULL = os.environ.get("QTRACE_BENCH", "") == "full"
"""Sizes of the issue instead of small ones: minutes, not seconds."""
DISK = Path(os.environ.get("QTRACE_BENCH_DIR", "/var/tmp"))
"""Where the data of benchmarks lie: commits must cost what they cost."""
CREW = multiprocessing.get_context("fork")


@dataclass(frozen=True)
class Post:
    """What one process must know to be a station."""

    url: str
    station: StationRef
    writer_no: int
    person: int
    lot: int = 0
    places: tuple[int, int] = (0, 0)


@dataclass
class Plant:
    """A plant with stations, each with a lot of its own."""

    posts: list[Post]
    lots: list[int]
    person: int
    receiving: ReceivingBench


def open_post(post: Post, more: dict[type[Command], Handler] | None = None) -> Workbench:
    """The station's workbench, in its own process."""
    clock = SystemClock()
    outside = Outside(clock, ClientIds(post.writer_no, 0, clock), Argon2Hasher(cheap=True))
    return Workbench(Database(post.url), {**handlers(), **(more or {})}, outside, post.station)


def build_plant(url: str, stations: int, lots: int = 0) -> Plant:
    """Stations with a lot each, and `lots` more lots in quarantine."""
    plant = make_plant(url, upgraded=False)
    bench = make_receiving(plant)
    places = []
    for name in ("Q-11", "Q-12"):
        places.append(bench.new())
        bench.done(
            AddLocation(
                **bench.head(), location_id=places[-1], location_code=name,
                name_en=name, name_zh=name, zone=Zone.QUARANTINE,
            )
        )  # fmt: skip
    person = bench.people["chen"]
    wanted = [
        bench.line(f"L{number}", supplier_lot=f"S{number}", expected_q6=q6(1000), containers=1)
        for number in range(stations + lots)
    ]
    bench.deliver(*wanted)
    posts = []
    for number in range(stations):
        station = StationRef(bench.new(), plant.bench.station.site_id, f"ST-{number}")
        done = plant.done(
            EnrolStation(
                **bench.head(), station_id=station.id, site_id=station.site_id,
                station_code=station.code, name_en="", name_zh="", mode="receiving",
            ),
            by=plant.admin,
        )  # fmt: skip
        lot = _lot(bench, number)
        writer = int(done.facts["writer_no"])
        posts.append(Post(url, station, writer, person, lot, (places[0], places[1])))
    more = [_lot(bench, stations + number) for number in range(lots)]
    plant.close()
    return Plant(posts, more, person, bench)


def _lot(bench: ReceivingBench, number: int) -> int:
    outcome = bench.receive(f"L{number}", supplier_lot=f"S{number}", quantity=1000, containers=1)
    assert isinstance(outcome, Done), outcome
    return bench.last


def run_crew(work: Callable[..., Any], jobs: Sequence[tuple]) -> list[Any]:
    """Run `work(*job)` in a process each, all at once; their answers in order."""
    return Crew(work, jobs).answers()


class Crew:
    """Processes that run at the same time as what the caller does meanwhile."""

    def __init__(self, work: Callable[..., Any], jobs: Sequence[tuple]) -> None:
        self._children = []
        for job in jobs:
            mine, theirs = CREW.Pipe(duplex=False)
            child = CREW.Process(target=_child, args=(work, job, theirs), daemon=True)
            child.start()
            theirs.close()
            self._children.append((child, mine))

    def answers(self, patience_s: float = 280.0) -> list[Any]:
        """What each of them came back with.

        Raises:
            RuntimeError: one of them failed.
        """
        ends = time.monotonic() + patience_s
        found = []
        for child, pipe in self._children:
            if not pipe.poll(max(0.0, ends - time.monotonic())):
                child.kill()
                raise RuntimeError("a station did not answer")
            answer = pipe.recv()
            child.join()
            if isinstance(answer, _Broken):
                raise RuntimeError(answer.text)  # noqa: TRY004 - not a type error
            found.append(answer)
        return found


@dataclass(frozen=True)
class _Broken:
    text: str


def _child(work: Callable[..., Any], job: tuple, pipe: Any) -> None:
    try:
        pipe.send(work(*job))
    except BaseException:  # noqa: BLE001 - told to the parent, which fails with it
        pipe.send(_Broken(traceback.format_exc()))


def quantiles_ms(times_s: Sequence[float]) -> tuple[float, float, float]:
    """Median, 99th percentile and worst, in milliseconds."""
    ordered = sorted(times_s)
    worst = ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]
    return statistics.median(ordered) * 1000, worst * 1000, ordered[-1] * 1000


LOOP_REFERENCE_S = 0.055
"""The plain loop below on the idle reference machine (Python 3.11)."""


def stretch() -> float:
    """How much slower this machine is now than the idle one of the limits."""
    times = []
    for _ in range(7):
        began = time.perf_counter()
        sum(number * number % 7 for number in range(1_000_000))
        times.append(time.perf_counter() - began)
    return max(1.0, statistics.median(times) / LOOP_REFERENCE_S)


def load() -> str:
    """Load average and processors, for a report."""
    return f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors"
