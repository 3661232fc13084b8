from collections import Counter
from math import ceil, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrace.domain.sampling.positions import (
    _below,
    _numbers,
    assign_pieces,
    choose_containers,
    containers_to_open,
)


def test_the_generator_is_splitmix64():
    """The published first numbers for seed 1234567: a record can be checked by anyone."""
    numbers = _numbers(1234567)
    assert [next(numbers) for _ in range(5)] == [
        6457827717110365317,
        3203168211198807973,
        9817491932198370423,
        4593380528125082431,
        16408922859458223821,
    ]


def test_the_uneven_top_of_the_range_is_thrown_away():
    assert _below(iter([2**64 - 1, 2**64 - 2, 5]), 3) == 2
    assert _below(iter([2**64 - 1, 5]), 3) == 2


@given(st.integers(1, 10**6))
def test_root_plus_one_containers(total):
    expected = min(total, ceil(sqrt(total)) + 1)
    assert containers_to_open(total) == expected
    assert containers_to_open(total, 3) == min(expected, 3)


def test_no_container_is_no_container():
    assert containers_to_open(0) == 0
    assert choose_containers(0, 1) == ()
    assert assign_pieces(5, ()) == ()


def test_the_choice_of_a_recorded_seed_stands_for_ever():
    assert choose_containers(12, 1) == (1, 3, 4, 6, 10)
    assert choose_containers(12, 2) == (2, 4, 6, 7, 11)
    assert choose_containers(12, 2**64 + 2) == choose_containers(12, 2)
    assert choose_containers(12, -1) == choose_containers(12, 2**64 - 1)


@given(st.integers(1, 300), st.integers(0, 2**64 - 1), st.integers(-2, 400))
def test_a_choice_is_some_of_the_containers_each_once(total, seed, count):
    chosen = choose_containers(total, seed, count)
    assert len(chosen) == len(set(chosen)) == max(0, min(count, total))
    assert chosen == tuple(sorted(chosen))
    assert set(chosen) <= set(range(1, total + 1))
    assert chosen == choose_containers(total, seed, count)


def test_every_container_is_chosen_about_equally_often():
    chosen = Counter(c for seed in range(6000) for c in choose_containers(12, seed))
    assert sum(chosen.values()) == 6000 * 5
    # 2 500 expected, standard deviation 38; five of them on each side.
    assert all(2300 < chosen[c] < 2700 for c in range(1, 13))


def test_the_mock_ups_grid():
    """80 pieces from five bags, 20 of them measured: 4 from each bag first, then the rest."""
    pieces = assign_pieces(80, (2, 3, 5, 9, 11), steps=(20, 80))
    assert pieces[:20] == (2,) * 4 + (3,) * 4 + (5,) * 4 + (9,) * 4 + (11,) * 4
    assert Counter(pieces) == dict.fromkeys((2, 3, 5, 9, 11), 16)


@given(
    st.integers(0, 200),
    st.lists(st.integers(1, 50), min_size=1, max_size=12, unique=True),
    st.lists(st.integers(-3, 250), max_size=4),
)
def test_after_every_step_the_shares_are_even(n, containers, steps):
    pieces = assign_pieces(n, containers, steps)
    assert len(pieces) == n
    for step in [*steps, n]:
        shares = Counter(pieces[: max(0, step)])
        counts = [shares[c] for c in containers]
        assert max(counts) - min(counts) <= 1


@given(
    st.integers(0, 60),
    st.lists(st.integers(1, 9), min_size=1, max_size=6, unique=True),
    st.dictionaries(st.integers(1, 9), st.integers(0, 20)),
    st.lists(st.integers(0, 60), max_size=2),
)
def test_no_container_gives_more_than_it_holds(n, containers, contents, steps):
    shares = Counter(assign_pieces(n, containers, steps, contents))
    room = sum(contents.get(c, n) for c in containers)
    assert sum(shares.values()) == min(n, room)
    assert all(shares[c] <= contents.get(c, n) for c in containers)
    full = [c for c in containers if shares[c] == contents.get(c, n)]
    free = [shares[c] for c in containers if c not in full]
    assert not free or max(shares.values(), default=0) - min(free) <= 1


@pytest.mark.parametrize(("n", "containers"), [(2, (4, 7, 9)), (3, (1, 2, 3))])
def test_a_small_sample_comes_from_the_first_containers(n, containers):
    assert assign_pieces(n, containers) == containers[:n]
