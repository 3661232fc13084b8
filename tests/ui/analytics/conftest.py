"""A plant with measured lots, and stations that show their charts."""

import pytest

from qtrace.domain.people import Role
from qtrace.services.outcomes import Done
from qtrace.ui.analytics.charts_screen import ChartsScreen
from qtrace.ui.places import ChartsPlace
from tests.support.inspections import (
    MAJOR,
    MINOR,
    InspectionBench,
    by_aql,
    looked_at,
    measured,
    prepared_bench,
)
from tests.ui.people.station import Look, Station, crew_plant, open_station

__all__ = ["crew_plant", "open_station"]

MAKERS = {ChartsPlace: ChartsScreen}
ROWS = (
    ("12.01", "12.03", "12.00", "11.99", "12.02"),
    ("12.02", "12.00", "12.01", "12.03", "12.01"),
    ("11.99", "12.01", "12.02", "12.00", "12.00"),
    ("12.07", "12.08", "12.06", "12.09", "12.13"),
    ("12.01", "12.02"),
)


@pytest.fixture
def work(crew_plant):
    """Five lots: the fourth lies beyond the limits and fails, the fifth goes on."""
    return prepared_bench(crew_plant, "five lots", _measure)[0]


def _measure(work: InspectionBench) -> None:
    for login, role in (("qian", Role.QUALITY), ("met", Role.METROLOGY)):
        work.plant.person(login, role)
    work.people = dict(work.plant.people)
    work.add_master(())
    gauge = work.gauge()
    work.plan(
        (by_aql(MAJOR, "2.5", "S-4"), by_aql(MINOR, "4.0", "S-1")),
        (measured(1, gauge_type="caliper"), looked_at(2)),
    )
    work.known_source()
    for row in ROWS:
        _, inspection = work.started(pieces=20, containers=2)
        first, seen = (each.characteristic_id for each in work.sheet(inspection).characteristics)
        for piece, value in enumerate(row, 1):
            assert isinstance(work.read(inspection, first, piece, value, gauge_id=gauge), Done)
        if "12.13" in row:
            assert isinstance(work.defect(inspection, seen, 1), Done)
        work.pass_time(days=2)


@pytest.fixture
def open_charts(work, open_station):
    """Opens the charts as somebody who may."""

    def make(login: str = "wang", look: Look | None = None) -> Station:
        station = open_station(work.plant, MAKERS, look)
        station.sign_in(login)
        station.shell.go(ChartsPlace())
        return station

    return make
