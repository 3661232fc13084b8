"""A lot in parts counts once; containers divide it without loss."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrace.domain.sampling.lot_parts import (
    CoverState,
    Division,
    LotPart,
    containers_text,
    counting_parts,
    coverage_of,
    divide,
    own_containers,
    samples_with_part,
)


def part(qty, accepted=True, share=0.0, whole=1):
    return LotPart(whole, qty, 800, accepted, share)


def test_an_accepted_lot_counts_with_its_last_part_and_the_numbers_of_the_worst():
    assert counting_parts([part(500, share=0.1), None, part(300)]) == (None, 1, 0)
    assert counting_parts([part(500), part(300, share=0.2)]) == (None, 1)


def test_a_rejected_part_counts_at_once_and_only_once():
    parts = [part(300), part(200, accepted=False), part(200, accepted=False), part(100)]
    assert counting_parts(parts) == (None, 1, None, None)


def test_a_lot_that_is_not_covered_does_not_count():
    assert counting_parts([part(500)]) == (None,)


kinds = st.tuples(st.integers(1, 3), st.integers(1, 5), st.booleans())


@given(st.lists(kinds, max_size=12))
def test_no_lot_counts_twice_and_a_later_part_never_moves_the_moment(rows):
    parts = [LotPart(whole, qty, 6, accepted) for whole, qty, accepted in rows]
    found = counting_parts(parts)
    for end in range(len(parts)):
        assert counting_parts(parts[:end]) == found[:end]
    for whole in {each.whole for each in parts}:
        own = [place for place, each in enumerate(parts) if each.whole == whole]
        rejected = [place for place in own if not parts[place].accepted]
        moments = [place for place in own if found[place] is not None]
        if rejected:
            assert rejected[0] in moments or moments[0] < rejected[0]
        covered = sum(parts[place].qty_q6 for place in own)
        if covered <= 6:
            assert len(moments) <= 1


def test_coverage_is_the_sum_by_state():
    rows = [(CoverState.DECIDED, 500), (CoverState.WAITING, 200), (CoverState.GOING, 90)]
    found = coverage_of(800, rows)
    assert (found.decided_q6, found.going_q6, found.waiting_q6) == (500, 90, 200)
    assert (found.elsewhere_q6, found.parts) == (10, 3)


BOXES = ((1, 100), (2, 100), (3, 60))


def test_whole_containers_and_a_part_of_the_last_one():
    assert divide(BOXES, (3, 1), 160) == Division((60, 100), (100,), (3, 1), (2,))
    assert divide(BOXES, (1, 2), 130) == Division((100, 30), (60, 70), (1, 2), (3, 2))


def test_what_does_not_divide_the_lot():
    for chosen, qty in (((), 100), ((1, 1), 150), ((4,), 10), ((1, 2), 100), ((1,), 101),
                        ((1,), 0), ((1, 2, 3), 260)):  # fmt: skip
        assert divide(BOXES, chosen, qty) is None


@given(st.lists(st.integers(1, 50), min_size=1, max_size=6), st.data())
def test_a_division_loses_nothing(amounts, data):
    boxes = tuple(enumerate(amounts, start=1))
    chosen = data.draw(st.lists(st.sampled_from(range(1, len(boxes) + 1)), unique=True))
    qty = data.draw(st.integers(0, sum(amounts) + 1))
    found = divide(boxes, chosen, qty)
    if found is not None:
        assert sum(found.part) == qty
        assert sum(found.part) + sum(found.rest) == sum(amounts)
        assert min(*found.part, *found.rest) > 0
        assert set(found.part_from) == set(chosen)
        assert set(found.part_from) | set(found.rest_from) == {number for number, _ in boxes}


@pytest.mark.parametrize(
    ("chosen", "qty", "away", "with_part"),
    [
        ((3, 1), 160, {1: 5, 2: 5}, {3, 1}),
        ((1, 2), 130, {1: 5, 2: 5}, {1}),
        ((1, 2), 130, {2: 70}, {1}),
        ((1, 2), 130, {2: 71}, {1, 2}),
        ((1,), 30, {}, set()),
    ],
)
def test_a_sample_goes_with_its_container(chosen, qty, away, with_part):
    division = divide(BOXES, chosen, qty)
    assert samples_with_part(division, away) == with_part


@given(st.lists(st.integers(1, 99), unique=True), st.sets(st.integers(1, 99)))
def test_where_containers_come_from_is_kept_as_text(numbers, own):
    found = own_containers(containers_text(numbers, own))
    assert found == {n: place for place, n in enumerate(numbers, start=1) if n in own}
