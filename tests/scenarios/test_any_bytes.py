"""Whatever bytes a scanner sends, on every screen: no exception, nothing written."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.scenarios.places import visit
from tests.support.station import record_count

pytestmark = pytest.mark.timeout(200)

FRAGMENTS = (b"]d2", b"]C1", b"01095060001343", b"\x1d", b"CMD-", b"BDG-", b"L26-0", b"(01)",
             b"\x00", b"\xff\xfe", b"\r", b"\t", b"\x1b", " 批号".encode(), b"37", b"999999", b" Y")  # fmt: skip
NOISE = st.one_of(
    st.binary(min_size=1, max_size=48),
    st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=8).map(b"".join),
)


@pytest.mark.parametrize(
    "place",
    ["sign-in", "pin", "queue", "receive", "labels", "readings", "decide", "decided", "lot",
     "gauges", "people"],
)  # fmt: skip
def test_any_bytes_change_nothing(stage, place):
    visit(stage, place)
    home = stage.shell.place
    records = record_count(stage)

    @settings(max_examples=12, suppress_health_check=list(HealthCheck))
    @given(NOISE)
    def noise(data: bytes) -> None:
        stage.driver.scan(data)
        assert not stage.executor.failures
        assert record_count(stage) == records
        if stage.shell.place != home and stage.bench.person is not None:
            stage.go(home)

    noise()
