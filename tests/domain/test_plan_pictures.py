"""Balloons on a drawing: every one has its characteristic and lies on the picture."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrace.domain.plan_pictures import (
    Balloon,
    BalloonFault,
    PictureReason,
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
