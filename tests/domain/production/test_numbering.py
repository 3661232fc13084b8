"""A piece keeps its number; nobody gets one twice."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from qtrace.domain.production.numbering import even_shares, next_numbers, not_yet_out, ranges_of

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


@given(numbers)
def test_a_number_has_come_out_or_has_not(given_numbers):
    missing = not_yet_out(given_numbers)
    inside = {n for first, last in missing for n in range(first, (last or 70) + 1)}
    assert inside == set(range(1, 71)) - set(given_numbers)
    assert [last for _first, last in missing].count(None) == 1


@given(st.integers(0, 10**9), st.lists(st.integers(1, 9), min_size=1, max_size=6))
def test_even_shares_lose_nothing(quantity, lengths):
    spans, begin = [], 1
    for length in lengths:
        spans.append((begin, begin + length - 1))
        begin += length + 1
    found = even_shares(quantity, spans)
    assert sum(found) == quantity
    each = quantity / sum(lengths)
    assert all(abs(q - each * n) <= 1 for q, n in zip(found, lengths, strict=True))
