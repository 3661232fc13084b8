"""The question of every scan, "is this held?", and placing a hold, in a big plant on SQLite.

100 000 linked lots with 500 active holds, 50 of them carried to what was made; probes are lots and
units drawn at random. Times are processor time of this process, so that a busy machine says little.
"""

import random
import statistics
import time
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from sqlalchemy import event, insert

from qtrace.app.fakes import ManualClock, SeededIds
from qtrace.domain.hold_scopes import AnchorKind, Context, Scope
from qtrace.domain.holds import HoldReason
from qtrace.models.items import Item, Link
from qtrace.models.stations import Station
from qtrace.services.authority import read_actor
from qtrace.services.holds.check import coverings
from qtrace.services.holds.opening import NewHold, open_hold
from qtrace.services.holds.settling import _STANDING
from qtrace.services.work import StationRef, Work
from tests.support.plants import make_plant
from tests.support.receiving import make_receiving

pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(900)]

LOTS = 100_000
UNITS_PER_LOT = 2
HOLDS = 500
CARRYING = 50
PROBES = 1_000


class _RolledBackError(Exception):
    pass


def grow(session, part: int, draw: random.Random) -> list[int]:
    """Lots that are made of up to three earlier ones, and units of them; return the lots."""
    now = "2026-11-22T12:00:00.000000Z"
    base = 1 << 50
    lots = [base + n for n in range(LOTS)]
    connection = session.connection()
    rows = [
        {
            "id": lot, "site_id": 1, "kind": "production_lot", "part_id": part, "lot": f"B{lot}",
            "serial": None, "unit_seq": None, "origin_id": None, "qty_q6": 1, "unit_code": "pcs",
            "created_at": datetime.fromisoformat(now), "row_version": 1, "record_id": 1,
        }
        for lot in lots
    ]  # fmt: skip
    units = [
        {**rows[n], "id": base * 2 + n * UNITS_PER_LOT + seq, "kind": "unit", "lot": None,
         "serial": f"U{n}-{seq}", "unit_seq": seq + 1, "origin_id": lots[n]}
        for n in range(LOTS)
        for seq in range(UNITS_PER_LOT)
    ]  # fmt: skip
    for begins in range(0, len(rows), 20_000):
        connection.execute(insert(Item), rows[begins : begins + 20_000])
    for begins in range(0, len(units), 20_000):
        connection.execute(insert(Item), units[begins : begins + 20_000])
    links = []
    for n in range(1, LOTS):
        for parent in {
            draw.randrange(max(0, n - 20_000), n) for _ in range(draw.choice((0, 1, 1, 2)))
        }:
            links.append(
                {"parent_id": lots[parent], "child_id": lots[n], "kind": "consumed", "qty_q6": 1,
                 "unit_code": "pcs", "site_id": 1, "record_id": 1}
            )  # fmt: skip
    for begins in range(0, len(links), 20_000):
        connection.execute(insert(Link), links[begins : begins + 20_000])
    return lots


def quantiles(seconds: list[float]) -> str:
    """Median and 99 of 100 in milliseconds."""
    ordered = sorted(seconds)
    return (
        f"p50 {statistics.median(ordered) * 1e3:.2f} ms,"
        f" p99 {ordered[int(len(ordered) * 0.99)] * 1e3:.2f} ms"
    )


def per_probe(began: float) -> str:
    """The mean of `PROBES` questions in milliseconds."""
    return f"{(time.process_time() - began) / PROBES * 1e3:.2f} ms in the mean"


def test_checks_and_placing_in_a_big_plant(tmp_path, report):
    plant = make_plant(str(tmp_path / "big.qtrace"), upgraded=False)
    bench = make_receiving(plant)
    draw = random.Random(1)
    clock = ManualClock(datetime(2026, 11, 22, 12, 0, tzinfo=UTC))
    with suppress(_RolledBackError), plant.database.write() as session:
        lots = grow(session, bench.parts["SR-12"], draw)
        session.connection().exec_driver_sql("ANALYZE")
        station = session.query(Station).first()
        actor = read_actor(session, bench.people["wang"], clock.now())
        work = Work(
            session, ids=SeededIds(77, clock, seed=77), now=clock.now(),
            station=StationRef(station.id, 1, station.code), actor=actor,
        )  # fmt: skip
        placed, reached = [], []
        for number in range(HOLDS):
            carries = number < CARRYING
            lot = lots[draw.randrange(LOTS // 20 if carries else LOTS)]
            new = NewHold(HoldReason.OTHER, "major", "", "manual", propagates=carries)
            began = time.process_time()
            _, members = open_hold(work, work.new_id(), (Scope(AnchorKind.ITEM, lot),), new)
            if carries:
                placed.append(time.process_time() - began)
                reached.append(len(members))
        asked = {"n": 0}
        event.listen(
            session.get_bind(), "before_cursor_execute",
            lambda *_: asked.__setitem__("n", asked["n"] + 1),
        )  # fmt: skip
        times = []
        for _ in range(PROBES):
            item = draw.choice(lots)
            if draw.random() < 0.5:
                item = (1 << 51) + (item - (1 << 50)) * UNITS_PER_LOT
            began = time.process_time()
            coverings(session, item, Context(line_id=1, station_id=2))
            times.append(time.process_time() - began)
        report(f"check of one item, {HOLDS} holds, {LOTS} lots: {quantiles(times)}")
        report(f"placing a carried hold: {quantiles(placed)}, members up to {max(reached)}")
        assert asked["n"] == PROBES
        began = time.process_time()
        for _ in range(PROBES):
            coverings(session, draw.choice(lots), Context(line_id=1, station_id=2), whole=True)
        report(f"check of a lot with its pieces: {per_probe(began)}")
        began = time.process_time()
        for _ in range(PROBES):
            session.execute(_STANDING).one()
        report(f"are there holds, and holds on a time of making: {per_probe(began)}")
        assert statistics.median(times) < 0.01
        raise _RolledBackError
    plant.close()
