from collections.abc import Iterator
from contextlib import nullcontext

import pytest

from tests.support.plants import TestPlant, make_plant
from tests.support.postgres import station_url


@pytest.fixture
def database_url(request: pytest.FixtureRequest, backend: str) -> Iterator[str]:
    """As everywhere, but made late on PostgreSQL: most tests here begin with a prepared copy."""
    if backend == "pg":
        server, template = map(request.getfixturevalue, ("pg_server", "pg_template"))
        database = server.database(template, late=True)
    else:
        database = nullcontext(request.getfixturevalue("sqlite_url"))
    with database as url:
        yield url


@pytest.fixture
def plant(request: pytest.FixtureRequest, database_url: str) -> Iterator[TestPlant]:
    """A plant with an administrator, on both back ends; on PostgreSQL with a station's rights."""
    working = None
    if not database_url.startswith("sqlite"):
        working = station_url(request.getfixturevalue("pg_server"), database_url)
    made = make_plant(database_url, station_url=working)
    yield made
    made.close()
