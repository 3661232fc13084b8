"""Loads go into pieces first in, first out; nothing is lost and nothing appears."""

from hypothesis import given
from hypothesis import strategies as st

from qtrace.domain.production.feeding import Load, Need, feed, share_q6, total_q6

MILLION = 1_000_000
needs = st.builds(Need, st.integers(1, 500), st.integers(1, 300), st.sampled_from((0, 0, 1, 5)))
quantities = st.lists(st.integers(1, 40 * MILLION), min_size=1, max_size=5)


def loads_of(amounts):
    return tuple(Load(n, left, 1) for n, left in enumerate(amounts))


@given(needs, quantities, st.integers(0, 60), st.integers(1, 60))
def test_nothing_is_lost_and_nothing_appears(need, amounts, before, pieces):
    found = feed(need, loads_of(amounts), before, pieces)
    wanted = total_q6(need, before + pieces) - total_q6(need, before)
    used = {use.load_id: use.qty_q6 for use in found.uses}
    assert sum(used.values()) + found.short_q6 == wanted
    assert found.short_q6 >= 0
    assert all(0 <= qty <= amounts[load] for load, qty in used.items())
    for use in found.uses:
        assert before < use.first <= use.last <= before + pieces
        assert (use.until is None) is (use.qty_q6 < amounts[use.load_id])


@given(needs, quantities, st.lists(st.integers(1, 20), min_size=1, max_size=8))
def test_pieces_one_by_one_take_the_same_as_all_at_once(need, amounts, groups):
    whole = feed(need, loads_of(amounts), 0, sum(groups))
    left, used, before = dict(enumerate(amounts)), {}, 0
    for pieces in groups:
        given_now = tuple(Load(n, left[n], 1) for n in left)
        for use in feed(need, given_now, before, pieces).uses:
            left[use.load_id] -= use.qty_q6
            used[use.load_id] = used.get(use.load_id, 0) + use.qty_q6
        before += pieces
    assert {k: v for k, v in used.items() if v} == {
        use.load_id: use.qty_q6 for use in whole.uses if use.qty_q6
    }


@given(quantities, st.integers(1, 80))
def test_every_piece_is_in_the_range_of_what_it_holds(amounts, pieces):
    """Piece by piece with whole units: each unit taken lies inside the range that is told."""
    need = Need(3, 1)
    counted = [amount // MILLION for amount in amounts]
    found = feed(need, loads_of([n * MILLION for n in counted]), 0, pieces)
    units = [load for load, count in enumerate(counted) for _ in range(count)][: 3 * pieces]
    for use in found.uses:
        taken = {n // 3 + 1 for n, load in enumerate(units) if load == use.load_id}
        assert (min(taken), max(taken)) == (use.first, use.last)


def test_a_hopper_mixes():
    """The new load may be in every piece since it was poured, the old one some pieces longer."""
    need = Need(1, 1, overlap=3)
    loads = (Load(1, 2 * MILLION, 1), Load(2, 9 * MILLION, 2))
    uses = feed(need, loads, 0, 8).uses
    assert [(u.load_id, u.qty_q6 // MILLION, u.first, u.last, u.until) for u in uses] == [
        (1, 2, 1, 5, 5),
        (2, 6, 2, 8, None),
    ]
    gone = (Load(1, 0, 1, until=5), Load(2, 9 * MILLION, 2))
    assert [(u.load_id, u.qty_q6) for u in feed(need, gone, 4, 1).uses] == [(1, 0), (2, MILLION)]
    assert [u.load_id for u in feed(need, gone, 5, 1).uses] == [2], "the overlap is over"


def test_too_little_is_told():
    found = feed(Need(2, 1), (Load(1, 3 * MILLION, 1),), 0, 2)
    assert found.short_q6 == MILLION
    assert feed(Need(2, 1), (), 0, 1).uses == ()


@given(needs, quantities, st.integers(0, 30), st.integers(1, 30), st.data())
def test_shares_of_a_use_are_the_whole_of_it(need, amounts, before, pieces, data):
    for use in feed(need, loads_of(amounts), before, pieces).uses:
        cut = data.draw(st.integers(use.first, use.last))
        parts = [share_q6(need, use, use.first, cut)]
        if cut < use.last:
            parts.append(share_q6(need, use, cut + 1, use.last))
        assert sum(parts) == use.qty_q6
        assert min(parts) >= 0
