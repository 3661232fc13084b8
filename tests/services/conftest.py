from collections.abc import Iterator

import pytest

from tests.support.plants import TestPlant, make_plant


@pytest.fixture
def plant(database_url: str) -> Iterator[TestPlant]:
    """A plant with an administrator, on both back ends."""
    made = make_plant(database_url)
    yield made
    made.bench.close()
