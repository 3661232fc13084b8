"""A report freezes the strip that the screen shows at that moment."""

import json

import pytest

from qtrace.services.documents.issued import documents_of
from qtrace.services.inspection.queries import history_of
from qtrace.services.outcomes import Done
from tests.support.inspections import MAJOR, by_aql, looked_at, make_bench
from tests.support.plants import make_plant


@pytest.fixture
def bench(sqlite_url):
    plant = make_plant(sqlite_url)
    made = make_bench(plant)
    made.plan((by_aql(MAJOR, "4.0", "S-2"),), (looked_at(1, MAJOR),))
    made.known_source()
    yield made
    plant.bench.close()


def test_the_strip_of_the_report_is_that_of_the_screen(bench):
    for bad in ((), (1, 2), ()):
        lot, inspection = bench.started(1200, 1)
        bench.fill(inspection, bad=bad)
        assert isinstance(bench.sign(inspection), Done)
    shown = bench.plant.bench.ask(history_of, bench.part, bench.site, MAJOR)
    (document,) = bench.plant.bench.ask(documents_of, lot)
    (strip,) = json.loads(document.data)["series"]
    assert strip["defect_class"] == "major"
    assert [(row["lot"], row["d"], row["severity"], row["accepted"]) for row in strip["lots"]] == [
        (row.lot, row.d, row.severity.value, row.accepted) for row in shown.lots
    ]
    assert [row["current"] for row in strip["lots"]] == [False, False, True]
    assert strip["next_lot"]["en"]
    assert strip["next_lot"]["zh"]
