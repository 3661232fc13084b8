"""Whatever bytes a scanner sends, on every screen: no exception, nothing written."""

import pytest
from hypothesis import HealthCheck, assume, given, settings
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


def _is_a_value_or_a_key(data: bytes) -> bool:
    """Digits are a keyboard gauge's value; one key and Enter cannot be told from typing."""
    text = data.decode("latin-1")
    pieces = text.replace("\n", "\r").replace("\t", "\r").split("\r")
    return any(len(piece) < 2 or not any(c.isalpha() for c in piece) for piece in pieces)


@pytest.mark.parametrize(
    "place",
    ["sign-in", "pin", "queue", "receive", "labels", "readings", "decide", "decided", "lot",
     "gauges", "people"],
)  # fmt: skip
def test_any_bytes_change_nothing(stage, place):
    visit(stage, place)
    home = stage.shell.place
    records = record_count(stage)

    takes_values = place == "readings"

    @settings(max_examples=8, suppress_health_check=list(HealthCheck))
    @given(NOISE)
    def noise(data: bytes) -> None:
        if takes_values:
            assume(not _is_a_value_or_a_key(data))
        stage.driver.scan(data)
        assert not stage.executor.failures
        assert record_count(stage) == records
        if stage.shell.place != home and stage.bench.person is not None:
            stage.go(home)

    noise()
