"""Charts: where things stand, what is drawn, and that nothing hides beyond an edge."""

import itertools
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF

from qtrace.domain.sampling.oc import accept_probability
from qtrace.ui.theme.apply import apply_theme
from qtrace.ui.theme.paint import elided
from qtrace.ui.theme.profiles import TOUCH
from qtrace.ui.theme.tokens import LIGHT, colour
from qtrace.ui.widgets.chart_bars import (
    HistogramChart,
    HistogramSpec,
    LimitMark,
    ParetoBar,
    ParetoChart,
    ParetoSpec,
)
from qtrace.ui.widgets.chart_control import (
    ControlCharts,
    ControlSpec,
    PlotSpec,
    SpecificationLine,
)
from qtrace.ui.widgets.chart_risk import RiskCurve
from qtrace.ui.widgets.chart_scale import Scale, spread_labels, trace, value_range
from qtrace.ui.widgets.curve import CurveLine, OcSpec

LABELS = ("UCL 12.100", "CL 12.000", "LCL 11.900")
PLOT = QRectF(10, 20, 400, 100)


@pytest.fixture(autouse=True)
def look(qapp):
    apply_theme(qapp, LIGHT, TOUCH)
    elided.clear()


def plot(values, marks=None, limits=(), offset=0):
    return PlotSpec("Mean", values, 12.0, 11.9, 12.1, LABELS, marks or {}, offset, limits)


def shown(qtbot, widget, width=800, height=430):
    qtbot.addWidget(widget)
    widget.resize(width, height)
    widget.show()
    return widget.grab().toImage()


def pixels(image, code):
    wanted = colour(code).rgb()
    return [
        (x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixel(x, y) == wanted
    ]


def test_short_series_and_the_screen_load_no_heavy_library():
    code = (
        "import sys, qtrace.ui.analytics.charts_screen\n"
        "from qtrace.domain.analytics.lot_study import LotValues, study_lots\n"
        "from qtrace.reference import control_constants\n"
        "lots = [LotValues((1.0, 2.0)), LotValues((2.0, 4.0)), LotValues((1.5, 3.0))]\n"
        "study_lots(control_constants(), lots)\n"
        "print(sorted({'numpy', 'scipy', 'reportlab'} & set(sys.modules)))\n"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


@given(st.lists(st.floats(0, 200), max_size=8), st.floats(10, 20))
def test_labels_never_touch_and_stay_in_order(centres, height):
    wanted = [(y, str(i)) for i, y in enumerate(centres)]
    placed = spread_labels(wanted, 0, 200, height)
    assert [text for _, text in placed] == [text for _, text in sorted(wanted)]
    for (above, _), (below, _) in itertools.pairwise(placed):
        assert below - above >= height - 1e-9
    if placed and len(placed) * height <= 200:
        assert placed[0][0] >= height / 2 - 1e-9
        assert placed[-1][0] <= 200 - height / 2 + 1e-9


@given(st.integers(1, 500), st.data())
def test_the_point_under_the_mouse_is_the_drawn_one(count, data):
    scale = Scale(PLOT, count, 0.0, 1.0)
    index = data.draw(st.integers(0, count - 1))
    assert scale.index_at(scale.x(index)) == index
    assert scale.index_at(-1e6) == 0
    assert scale.index_at(1e6) == count - 1


def test_a_value_range_is_never_empty_and_holds_all_lines():
    assert value_range((5.0,), 5.0, 5.0) == (4.7, 5.3)
    assert value_range((0.0,), 0.0, 0.0) == (-1.0, 1.0)
    low, high = value_range((1.0, 9.0), 2.0, 12.0)
    assert low < 1.0
    assert high > 12.0


def test_a_long_series_keeps_its_extremes_in_few_points():
    values = [float(i % 7) for i in range(100_000)]
    values[54_321] = 99.0
    points = trace(Scale(PLOT, len(values), 0.0, 100.0), values)
    assert len(points) <= 2 * 400
    highest = min(point.y() for point in points)
    assert highest == pytest.approx(PLOT.top() + 1.0, abs=0.1)


def test_marks_stand_out_by_shape_and_number_and_the_cursor_moves(qtbot):
    values = [12.0 + (i % 5) / 100 for i in range(19)] + [12.2]
    spec = ControlSpec(
        plot(values, {19: "1 5", 7: "2"}, (
            SpecificationLine("USL 12.30", (None,) * 4 + (12.3,) * 8 + (12.25,) * 8),
            SpecificationLine("LSL 2.00", (2.0,) * 20),
        )),
        plot(values[1:], {}, (), 1),
        "2026-01-01", "2026-11-22", frozenset({3}), "hollow: sample not complete",
    )  # fmt: skip
    widget = ControlCharts("charts")
    assert pixels(shown(qtbot, widget, 200, 60), LIGHT.hold.fill) == []
    widget.show_charts(spec, 0)
    image = shown(qtbot, widget)
    marked = pixels(image, LIGHT.hold.fill)
    assert len(marked) > 60
    assert max(x for x, _ in marked) - min(x for x, _ in marked) > 200
    first = {x for x, _ in pixels(image, LIGHT.focus)}
    widget.show_charts(spec, 10)
    second = {x for x, _ in pixels(widget.grab().toImage(), LIGHT.focus)}
    assert max(first) < min(second)
    assert list(elided) == []
    widget.show_charts(None, 0)
    assert pixels(widget.grab().toImage(), LIGHT.focus) == []


def test_histogram_and_pareto_leave_no_word_out(qtbot):
    bars = HistogramChart("histogram")
    shown(qtbot, bars)
    marks = (LimitMark(1.0, "LSL 1"), LimitMark(9.0, "USL 9"), LimitMark(5.0, "mean", False))
    bars.show_histogram(HistogramSpec(4.0, 0.5, (1, 4, 2), marks, ((4.0, 1.0), (5.0, 4.5))))
    assert len(pixels(bars.grab().toImage(), LIGHT.control)) > 1000
    assert bars.accessibleDescription() == "LSL 1; USL 9; mean"
    pareto = ParetoChart("pareto")
    assert pixels(shown(qtbot, pareto), LIGHT.control) == []
    causes = (ParetoBar("FLASH", 46), ParetoBar("CUT", 3), ParetoBar("Others", 1))
    pareto.show_pareto(ParetoSpec(causes, 50, has_rest=True))
    assert len(pixels(pareto.grab().toImage(), LIGHT.control)) > 1000
    assert pareto.accessibleDescription() == "FLASH 46; CUT 3; Others 1"
    assert list(elided) == []


def test_the_handle_stays_on_the_axis(qtbot):
    curve = RiskCurve("risk")
    shown(qtbot, curve)
    curve.set_p(0.1)
    assert curve.p == 0.0
    spec = OcSpec((CurveLine(((0.0, 1.0), (0.2, 0.1)), main=True),), (), 0.2, "20 %")
    curve.show_risk(spec, lambda p: accept_probability(20, 1, p), 0.05)
    moved = []
    curve.p_moved.connect(moved.append)
    for p in (0.3, 0.2, -1.0, 0.1):
        curve.set_p(p)
    assert moved == [0.2, 0.0, 0.1]
    assert len(pixels(curve.grab().toImage(), LIGHT.focus)) > 100


def test_limits_of_every_point_are_drawn_in_steps_or_as_an_outline(qtbot):
    for count in (12, 4000):
        values = tuple(12 + (i % 7) / 100 for i in range(count))
        wide = tuple(12.1 + (i % 2) / 50 for i in range(count))
        lines = PlotSpec("p", values, 12.0, 11.9, wide, ("UCL", "CL", ""))
        widget = ControlCharts("charts")
        widget.show_charts(ControlSpec(lines, None, "a", "b"), 0)
        image = shown(qtbot, widget)
        assert pixels(image, LIGHT.text2)
        assert widget._kept.lower is None
        assert widget._kept.upper.high > 12.12
