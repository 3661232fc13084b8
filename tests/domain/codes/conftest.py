import pytest

from qtrace.domain.codes.tables import AI_TABLE_PATH, build_ai_table
from qtrace.reference import read_table


@pytest.fixture(scope="session")
def table():
    return build_ai_table(read_table(AI_TABLE_PATH))
