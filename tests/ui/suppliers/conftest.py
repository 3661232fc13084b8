"""Fixtures of the desks: a plant with a supplier and a GTIN, and windows that close themselves."""

import pytest

from qtrace.domain.people import Role
from tests.support.plants import make_plant
from tests.support.receiving import make_receiving
from tests.ui.people.station import BADGES, add_person, open_station

__all__ = ["goods", "open_station"]


@pytest.fixture
def goods(sqlite_url):
    """Part SR-12 with its GTIN, supplier S-0117; quality has the badge of `wang`."""
    plant = make_plant(sqlite_url)
    made = make_receiving(plant)
    add_person(plant, "siyuan", ("Wang Siyuan", "王思远"), (Role.QUALITY,), BADGES["wang"])
    yield made
    plant.bench.close()
