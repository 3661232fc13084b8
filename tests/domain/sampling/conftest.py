import pytest

from qtrace.domain.sampling.tables import SamplingTables, build_tables
from qtrace.reference import read_table


@pytest.fixture(scope="session")
def tables() -> SamplingTables:
    return build_tables(read_table)
