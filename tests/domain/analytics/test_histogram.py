"""Bins hold every reading once, and their edges lie between the steps of the gauge."""

from hypothesis import given
from hypothesis import strategies as st

from qtrace.domain.analytics.histogram import histogram


@given(st.lists(st.integers(-5000, 5000), min_size=1, max_size=200), st.integers(0, 3))
def test_every_reading_lies_in_its_bin(steps, decimals):
    values = [step / 10**decimals for step in steps]
    found = histogram(values, decimals)
    assert sum(found.counts) == len(values)
    assert found.counts[0] > 0
    assert len(found.counts) <= 30
    for number, count in enumerate(found.counts):
        low = found.low + number * found.width
        inside = [v for v in values if low < v < low + found.width]
        assert len(inside) == count


def test_nothing_has_no_histogram_and_equal_readings_one_bin():
    assert histogram((), 2) is None
    assert histogram((1.25, 1.25), 2).counts == (2,)
