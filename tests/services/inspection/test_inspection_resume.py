"""Kill the program at any moment: acknowledged readings are all there, and work goes on."""

import subprocess
import sys
import time

import pytest

from qtrace.domain.inspection_flow import ChainStep
from qtrace.services.inspection.queries import inspection_sheet
from qtrace.services.outcomes import Done
from qtrace.services.verification import verify_records
from tests.support.inspections import (
    CRITICAL,
    MAJOR,
    MINOR,
    by_aql,
    looked_at,
    make_bench,
    measured,
)
from tests.support.plants import make_plant

WRITER = """
import sys
from datetime import UTC, datetime
from qtrace.app.adapters import Argon2Hasher
from qtrace.app.fakes import ManualClock, SeededIds
from qtrace.domain.inspection_flow import ReadingOrigin
from qtrace.models.database import Database
from qtrace.services.inspection.commands import RecordReading
from qtrace.services.outcomes import Done
from qtrace.services.registry import handlers
from qtrace.services.work import StationRef
from qtrace.services.workbench import Outside, Workbench

url, station, inspection, characteristic, person = sys.argv[1], *map(int, sys.argv[2:])
clock = ManualClock(datetime(2026, 11, 22, 9, tzinfo=UTC))
ids = SeededIds(9, clock, seed=9)
bench = Workbench(
    Database(url), handlers(), Outside(clock, ids, Argon2Hasher(cheap=True)),
    StationRef(station, 1, "IQC-2"),
)
for piece in range(1, 81):
    outcome = bench.send(
        RecordReading(
            uid=ids.next_uid(), client_at=clock.now(), inspection_id=inspection,
            reading_id=ids.next_id(), characteristic_id=characteristic, piece=piece,
            value=f"12.0{piece % 7}", origin=ReadingOrigin.KEYBOARD,
        ),
        by=person,
    )
    assert isinstance(outcome, Done), outcome
    print(piece, outcome.facts["value"], flush=True)
"""


def test_a_killed_program_has_lost_no_acknowledged_reading(sqlite_url):
    plant = make_plant(sqlite_url, upgraded=True)
    bench = make_bench(plant)
    bench.plan((by_aql(MAJOR, "4.0"),), (measured(1),), "inspect,review")
    bench.known_source()
    _, inspection = bench.started()
    diameter = bench.sheet(inspection).characteristics[0].characteristic_id
    arguments = (sqlite_url, plant.bench.station.id, inspection, diameter, bench.people["lin"])
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, *map(str, arguments)], stdout=subprocess.PIPE, text=True
    ) as writer:
        heard = [writer.stdout.readline() for _ in range(12)]
        writer.kill()
        heard += writer.stdout.readlines()
    acknowledged = {int(line.split()[0]): line.split()[1] for line in heard if line.endswith("\n")}
    assert len(acknowledged) >= 12
    sheet = bench.sheet(inspection)
    stored = {cell.piece: cell.value for cell in sheet.cells}
    assert acknowledged.items() <= stored.items()
    assert len(stored) - len(acknowledged) <= 1  # stored, and killed before it could say so
    assert sheet.position.piece == len(stored) + 1
    assert plant.bench.ask(verify_records).bad == ()
    bench.pass_time(hours=2)
    bench.fill(inspection)
    assert isinstance(bench.sign(inspection, by="sun"), Done)
    assert bench.sheet(inspection).next_step is ChainStep.REVIEW
    plant.bench.close()


@pytest.mark.benchmark
def test_the_sheet_of_eighty_pieces_and_five_characteristics_is_quick(sqlite_url):
    """Recomputed from the rows after every reading: 20 ms is the budget on a quiet machine."""
    plant = make_plant(sqlite_url, upgraded=True)
    bench = make_bench(plant)
    bench.plan(
        (by_aql(CRITICAL, "0.15"), by_aql(MAJOR, "4.0"), by_aql(MINOR, "4.0")),
        (looked_at(1, CRITICAL), *(measured(no) for no in (2, 3, 4, 5)), looked_at(6, MINOR)),
    )
    bench.known_source()
    _, inspection = bench.started()
    bench.fill(inspection)
    times = []
    for _ in range(7):
        begun = time.perf_counter()
        sheet = plant.bench.ask(inspection_sheet, inspection)
        times.append(time.perf_counter() - begun)
    assert len(sheet.cells) == 320
    assert sheet.verdict.missing == 0
    print(f"best {min(times) * 1000:.1f} ms")
    assert min(times) < 0.060, times  # three times the budget: other helpers share the machine
    plant.bench.close()
