import pytest

from qtrace.domain.analytics.constants import TABLE_PATH, ControlConstants, build_control_constants
from qtrace.reference import read_table


@pytest.fixture(scope="session")
def constants() -> ControlConstants:
    return build_control_constants(read_table(TABLE_PATH))
