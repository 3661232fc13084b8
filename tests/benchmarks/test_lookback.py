"""Ten thousand lots and a million readings behind one gauge: which lots are in doubt, and how fast.

One measured lot goes through the commands of the house; the others are copies of its rows, written
into the file beside the program. Judged by processor time: the machine may be busy.
"""

import os
import sqlite3
import time
from contextlib import closing

import pytest

from qtrace.services.gauges.lookback import lookback_sheet
from tests.benchmarks.crew import load
from tests.services.gauges.test_gauge_lookback import failed, measured_lot
from tests.support.inspections import MAJOR, by_aql, make_bench, measured
from tests.support.plants import make_plant

pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(600)]

FULL = os.environ.get("QTRACE_BENCH", "") == "full"
LOTS = 10_000 if FULL else 2_000
READINGS = 100
WORK_S = 10.0
FAR = 1 << 56
"""Ids of the copies begin here: beyond all that the program has made."""

COPIES = {
    "item": ("item WHERE id = :lot", {"id": f"{FAR} + n", "lot": "'C' || n"}, "lots"),
    "inspection": (
        "inspection WHERE item_id = :lot",
        {"id": f"{2 * FAR} + n", "number": "'N' || n", "item_id": f"{FAR} + n"},
        "lots",
    ),
    "reading": (
        "(SELECT * FROM reading WHERE inspection_id = :inspection LIMIT 1)",
        {
            "id": f"{3 * FAR} + n",
            "inspection_id": f"{2 * FAR} + 1 + (n - 1) / {READINGS}",
            "sample_no": f"(n - 1) % {READINGS} + 1",
        },
        "readings",
    ),
}


def copy_lots(path: str, lot_id: int) -> None:
    """Rows that look like `lot_id`'s, with ids, numbers and owners of their own."""
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        inspection = connection.execute("SELECT id FROM inspection WHERE item_id = ?", (lot_id,))
        known = {"lot": lot_id, "inspection": inspection.fetchone()[0]}
        for table, (source, replaced, size) in COPIES.items():
            names = [row["name"] for row in connection.execute(f"PRAGMA table_info({table})")]
            wanted = ", ".join(replaced.get(name, name) for name in names)
            most = LOTS if size == "lots" else LOTS * READINGS
            connection.execute(
                f"WITH RECURSIVE counted(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted"
                f" WHERE n < {most}) INSERT INTO {table} ({', '.join(names)})"
                f" SELECT {wanted} FROM counted, {source}",
                known,
            )
        connection.commit()
        connection.execute("ANALYZE")


@pytest.mark.parametrize("backend", ["sqlite"])
def test_lots_in_doubt_are_listed(database_url, report):
    plant = make_plant(database_url)
    bench = make_bench(plant)
    bench.plan((by_aql(MAJOR, "2.5", "S-4"),), (measured(1, gauge_type="caliper"), measured(2)))
    gauge = bench.gauge("HD-1")
    lot = measured_lot(bench, gauge)
    copy_lots(str(plant.database.url.database), lot)
    worked, began = time.process_time(), time.perf_counter()
    calibration = failed(bench, gauge)
    found, case = time.process_time() - worked, time.perf_counter() - began
    worked, began = time.process_time(), time.perf_counter()
    sheet = plant.bench.ask(lookback_sheet, calibration)
    work, took = time.process_time() - worked, time.perf_counter() - began
    plant.close()
    report(
        f"{LOTS} lots, {LOTS * READINGS} readings of one gauge: the failed calibration opens its "
        f"case in {case:.2f} s ({found:.2f} s work), {len(sheet.lots)} lots listed in {took:.2f} s "
        f"({work:.2f} s work, {load()})"
    )
    assert len(sheet.lots) == LOTS + 1
    assert work + found <= WORK_S
