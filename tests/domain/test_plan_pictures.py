"""Balloons on a drawing: every one has its characteristic and lies on the picture."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrace.domain.plan_pictures import (
    Balloon,
    BalloonFault,
    PictureReason,
    carried_over,
    check_balloons,
    fraction_text,
)


@pytest.mark.parametrize(
    ("balloons", "fault"),
    [
        ((), None),
        ((Balloon(1, "0.25", "1"), Balloon(2, "0", "1.0000")), None),
        ((Balloon(3, "0.5", "0.5"),), BalloonFault(PictureReason.BALLOON_UNKNOWN, 3)),
        (
            (Balloon(1, "0.5", "0.5"), Balloon(1, "0.6", "0.5")),
            BalloonFault(PictureReason.BALLOON_TWICE, 1),
        ),
        ((Balloon(1, "1.5", "0.5"),), BalloonFault(PictureReason.BALLOON_OUTSIDE, 1)),
        ((Balloon(2, "0.5", "-0.1"),), BalloonFault(PictureReason.BALLOON_OUTSIDE, 2)),
        ((Balloon(2, "0.5", "٠.٥"),), BalloonFault(PictureReason.BALLOON_OUTSIDE, 2)),
    ],
)
def test_balloons_are_checked(balloons, fault):
    assert check_balloons(balloons, {1, 2}) == fault


@given(st.floats(allow_nan=False))
def test_a_place_on_the_picture_is_always_one(part):
    text = fraction_text(part)
    assert check_balloons([Balloon(1, text, text)], {1}) is None


@given(st.integers(), st.text(), st.text())
def test_any_balloon_gets_an_answer(number, x, y):
    fault = check_balloons([Balloon(number, x, y)], {1})
    assert fault is None or fault.number == number


BORE, WALL, BURR = ("bore", "孔径"), ("wall", "壁厚"), ("burr", "毛刺")
AT = [Balloon(number, f"0.{number}", "0.5") for number in (0, 1, 2, 3)]


@pytest.mark.parametrize(
    ("before", "now", "kept"),
    [
        ({1: BORE, 2: WALL}, {1: BORE, 2: WALL}, {1: 1, 2: 2}),
        ({1: BORE, 2: WALL}, {1: WALL, 2: BORE}, {1: 2, 2: 1}),
        ({1: BORE, 2: WALL}, {2: WALL, 3: BORE}, {2: 2, 3: 1}),
        ({1: BORE, 2: WALL}, {1: ("bore", "内径"), 2: WALL}, {2: 2}),
        ({1: BURR, 2: BURR}, {1: BURR, 3: BURR}, {1: 1}),
        ({1: BURR, 2: BURR}, {3: BURR}, {}),
        ({1: BORE, 2: WALL}, {1: BURR, 2: BURR}, {}),
        ({1: BORE, 2: WALL}, {3: BORE, 4: BORE}, {}),
    ],
)
def test_a_balloon_stays_with_its_characteristic(before, now, kept):
    found = carried_over(AT[1:3], before, now)
    assert found == tuple(Balloon(new, f"0.{old}", "0.5") for new, old in sorted(kept.items()))


NAMED = st.dictionaries(st.integers(1, 5), st.sampled_from([BORE, WALL, BURR]))


@given(st.sets(st.integers(0, 3)), NAMED, NAMED)
def test_what_is_carried_over_can_be_set_and_points_at_the_same_thing(numbers, before, now):
    balloons = [AT[number] for number in sorted(numbers)]
    found = carried_over(balloons, before, now)
    assert check_balloons(found, now) is None
    old = {each.x: each.number for each in balloons}
    assert all(now[each.number] == before[old[each.x]] for each in found)
