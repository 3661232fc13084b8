"""Histogram, Pareto and OC curve on paper: on a page of their own, within their boxes."""

import math

import pytest

from qtrace.domain.analytics.capability import Specification
from qtrace.domain.analytics.histogram import histogram
from qtrace.domain.analytics.lot_study import LotValues, lots_capability
from qtrace.domain.sampling.oc import accept_probability
from qtrace.i18n import Language, load_translator
from qtrace.printing.chart_more import (
    HistogramPicture,
    ParetoPicture,
    RiskPicture,
    histogram_marks,
    pareto_marks,
    risk_marks,
)
from qtrace.printing.chart_report import render_chart_report
from qtrace.printing.drawing import Box, Outline, Text
from tests.printing.support import text_of
from tests.printing.test_chart_report import CONSTANTS, lots_with_signal, report

BOX = Box(5.0, 7.0, 170.0, 58.0)
VALUES = [12 + ((i * 7919) % 97) / 1000 for i in range(60)]
LIMITS = ((11.9, "LSL 11.90"), (12.2, "USL 12.20"))


def picture():
    lots = [LotValues((value,)) for value in VALUES]
    study = lots_capability(CONSTANTS, lots, Specification(11.9, 12.2))
    return HistogramPicture(histogram(VALUES, 3), LIMITS, study.overall)


PARETO = ParetoPicture((("F01", 9), ("Inner diameter of the long bore", 4), ("Others", 1)), 14)
CURVE = tuple((p / 100, accept_probability(20, 1, p / 100)) for p in range(26))
RISK = RiskPicture(
    CURVE, ((0.025, 0.91, "AQL 2.5 %"), (0.03, 0.88, "LQ 3 %")), 0.25, "25 %", "Major: n 50 + 50"
)


@pytest.mark.parametrize(
    "marks",
    [histogram_marks(picture(), BOX), pareto_marks(PARETO, BOX), risk_marks(RISK, BOX)],
    ids=["histogram", "pareto", "risk"],
)
def test_every_mark_stands_in_its_box(marks):
    for mark in marks:
        points = mark.points if isinstance(mark, Outline) else ((mark.x, mark.y),)
        for x, y in points:
            assert math.isfinite(x)
            assert BOX.x - 1 <= x <= BOX.x + BOX.w + 1
            assert BOX.y - 1 <= y <= BOX.y + BOX.h + 1


def test_bars_are_as_high_as_their_counts():
    marks = pareto_marks(PARETO, BOX)
    tall = [mark.points[2][1] - mark.points[0][1] for mark in marks
            if isinstance(mark, Outline) and mark.fill is not None]  # fmt: skip
    assert tall[0] / tall[1] == pytest.approx(9 / 4)
    words = [mark.text for mark in marks if isinstance(mark, Text)]
    assert "9" in words
    assert "Inner diameter of the long bore" in words


def test_words_of_marked_points_push_each_other_aside():
    words = [
        mark for mark in risk_marks(RISK, BOX) if isinstance(mark, Text) and mark.name == "point"
    ]
    assert words[1].x - words[0].x >= 0.7 * (len(words[0].text) + len(words[1].text))


@pytest.mark.parametrize("language", list(Language))
def test_the_pictures_take_a_second_page(language, tmp_path):
    given = report(lots_with_signal(), histogram=picture(), pareto=PARETO, risk=RISK)
    text = text_of(render_chart_report(given, load_translator(language)), tmp_path)
    assert text.count("\f") == 2
    for words in ("LSL 11.90", "F01", "AQL 2.5 %", "n 50 + 50"):
        assert words in text
