"""A piece keeps its number; nobody gets one twice."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from qtrace.domain.production.numbering import next_numbers, ranges_of

numbers = st.lists(st.integers(1, 60), unique=True, max_size=40)


@given(numbers, st.integers(1, 12), st.data())
def test_each_number_is_given_once_and_in_the_order_of_coming(waiting, pieces, data):
    count = data.draw(st.integers(0, len(waiting)))
    taken = set(waiting[:count])
    found = next_numbers(waiting, taken, pieces, 60)
    assert len(set(found)) == pieces
    assert not set(found) & taken
    came = [number for number in found if number <= 60]
    assert came == waiting[count:][:pieces]
    assert list(found[len(came) :]) == list(range(61, 61 + pieces - len(came)))


@given(numbers)
def test_ranges_say_the_same_numbers_in_the_same_order(given_numbers):
    found = ranges_of(given_numbers)
    assert [n for first, last in found for n in range(first, last + 1)] == given_numbers
    assert all(a[1] + 1 != b[0] for a, b in pairwise(found))
