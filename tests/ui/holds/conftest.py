"""A plant with two lots of one supplier lot, and station windows that close themselves."""

import pytest

from qtrace.domain.people import Role
from qtrace.models.items import Item
from tests.support.inspections import MAJOR, InspectionBench, by_aql, measured, prepared_bench
from tests.ui.people.station import crew_plant, open_station

__all__ = ["crew_plant", "open_station"]


@pytest.fixture
def stocked(crew_plant):
    """Plant, ids of the lots, their numbers."""
    _, lots = prepared_bench(crew_plant, "two lots", _receive_two)
    return crew_plant, lots, [crew_plant.bench.ask(_code, lot) for lot in lots]


def _receive_two(insp: InspectionBench) -> list[int]:
    for login, role in (("qian", Role.QUALITY), ("met", Role.METROLOGY)):
        insp.plant.person(login, role)
    insp.people = dict(insp.plant.people)
    insp.add_master()
    insp.known_source()
    insp.plan([by_aql(MAJOR, "2.5", "S-4")], [measured(1, gauge_type="caliper")])
    insp.gauge()
    return [insp.receive(pieces=200, containers=2)[0] for _ in range(2)]


def _code(reads, lot_id):
    return reads.session.get(Item, lot_id).lot
