"""Inspections: start, read, take back, sign, conclude; on both back ends."""

import pytest

from tests.support.inspections import (
    CRITICAL, MAJOR, MINOR, InspectionBench, by_aql, looked_at, make_bench, measured,
)  # fmt: skip
from qtrace.services.outcomes import Done


@pytest.fixture
def bench(plant) -> InspectionBench:
    return make_bench(plant)


def test_smoke(bench):
    bench.plan((by_aql(MAJOR, "2.5", "S-4"), by_aql(MINOR, "4.0")), (measured(1), looked_at(2)))
    bench.known_source()
    lot, inspection = bench.started()
    sheet = bench.sheet(inspection)
    print(sheet)
    bench.fill(inspection, bad=(3,))
    print(bench.sign(inspection))
    print(bench.sheet(inspection).outcome)
    assert 0
