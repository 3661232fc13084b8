"""An outline keeps every extreme, is short, and is the same with and without numpy."""

from hypothesis import given
from hypothesis import strategies as st

from qtrace.domain.analytics import outline as module
from qtrace.domain.analytics.outline import LONG, extent, outline

NUMBERS = st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=80)


@given(NUMBERS, st.integers(1, 30))
def test_no_extreme_is_lost_and_no_array_differs(values, columns):
    found = outline(values, columns)
    assert len(found) <= 2 * columns
    assert (min(v for _, v in found), max(v for _, v in found)) == extent(values)
    assert [place for place, _ in found] == sorted(place for place, _ in found)
    stretch = max(1, -(-len(values) // columns))
    assert module._of_array(values, stretch) == (
        [value for _, value in found[::2]], [value for _, value in found[1::2]],
    )  # fmt: skip


def test_a_long_series_takes_the_way_of_arrays():
    values = [float(i % 977) for i in range(LONG)]
    values[1234] = -5.0
    found = outline(values, 100)
    assert len(found) == 200
    assert (-5.0) in [value for _, value in found]
    assert extent(values) == (-5.0, 976.0)
