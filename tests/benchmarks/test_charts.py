"""Charts at the speed of the hand: a frame while dragging, and a million points.

A frame has 16 ms on an idle 2-core machine, stretched by as much as a plain loop runs slower here.
"""

import statistics
import time

import pytest
from PySide6.QtGui import QPixmap

from qtrace.domain.analytics.gauge_study import gauge_anova, gauge_average_range, gauge_study
from qtrace.domain.analytics.memory_charts import Series, ewma_chart
from qtrace.domain.sampling.oc import accept_probability, oc_points
from qtrace.reference import control_constants
from qtrace.ui.theme.apply import apply_theme
from qtrace.ui.theme.profiles import TOUCH
from qtrace.ui.theme.tokens import LIGHT
from qtrace.ui.widgets.chart_control import ControlCharts, ControlSpec, PlotSpec
from qtrace.ui.widgets.chart_risk import RiskCurve
from qtrace.ui.widgets.chart_study import ShareBar, StudyChart, StudyLine, StudySpec
from qtrace.ui.widgets.curve import CurveLine, OcSpec

pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(120)]

FRAME_MS = 16.0
FIRST_MS = 250.0
"""The first picture of a million points, before any dragging."""
LOOP_REFERENCE_S = 0.055
SIZE = (858, 470)


def slowness():
    times = []
    for _ in range(3):
        began = time.perf_counter()
        sum(number * number % 7 for number in range(1_000_000))
        times.append(time.perf_counter() - began)
    return max(1.0, statistics.median(times) / LOOP_REFERENCE_S)


def frames_ms(widget, moves):
    picture = QPixmap(*SIZE)
    times = []
    for move in moves:
        began = time.perf_counter()
        move()
        widget.render(picture)
        times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times), max(times)


def charts(qapp, qtbot, values):
    apply_theme(qapp, LIGHT, TOUCH)
    labels = ("UCL 12.021", "CL 12.003", "LCL 11.985")
    marks = dict.fromkeys(range(0, len(values), max(1, len(values) // 2000)), "1 5")
    plot = PlotSpec("Single readings, mm", values, 0.0, -3.0, 3.0, labels, marks)
    spread = PlotSpec("Moving range, mm", values[1:], 0.0, -3.0, 3.0, labels, {}, 1)
    widget = ControlCharts("charts")
    qtbot.addWidget(widget)
    widget.resize(*SIZE)
    spec = ControlSpec(plot, spread, "2025-12-17", "2026-11-22")
    return widget, spec


@pytest.mark.parametrize("count", [25, 1_000, 1_000_000])
def test_control_charts_follow_the_cursor(qapp, qtbot, report, count):
    import numpy as np

    values = np.random.default_rng(4).normal(0, 1, count)
    if count < 5_000:
        values = values.tolist()
    widget, spec = charts(qapp, qtbot, values)
    first, _ = frames_ms(widget, [lambda: widget.show_charts(spec, 0)])
    drag = [lambda place=place: widget.show_charts(spec, place) for place in range(60)]
    frame, worst = frames_ms(widget, drag)
    slow = slowness()
    report(
        f"control charts, {count:,} points: first {first:.1f} ms, while dragging {frame:.2f} ms "
        f"(worst {worst:.1f}); this machine {slow:.1f} times the reference"
    )
    assert frame <= FRAME_MS * slow
    assert first <= FIRST_MS * slow


def test_the_risk_curve_follows_the_hand(qapp, qtbot, report):
    apply_theme(qapp, LIGHT, TOUCH)
    points = tuple((point.p, point.pa) for point in oc_points(125, 7, 121, 0.15, "2.5"))
    spec = OcSpec((CurveLine(points, main=True),), (), 0.15, "15 %")
    widget = RiskCurve("risk")
    qtbot.addWidget(widget)
    widget.resize(*SIZE)
    widget.show_risk(spec, lambda p: accept_probability(125, 7, p), 0.025)
    moves = [lambda step=step: widget.set_p(step / 1000) for step in range(1, 120)]
    frame, worst = frames_ms(widget, moves)
    slow = slowness()
    report(f"OC curve while dragging: {frame:.2f} ms (worst {worst:.1f})")
    assert frame <= FRAME_MS * slow


def test_limits_of_every_point_follow_the_cursor(qapp, qtbot, report):
    """An EWMA of the longest series that is read: 50 000 readings with limits of their own."""
    import numpy as np

    rows = np.random.default_rng(4).normal(12, 0.05, 50_000).reshape(-1, 1).tolist()
    began = time.process_time()
    chart = ewma_chart(control_constants(), Series(rows))
    computed = (time.process_time() - began) * 1000
    apply_theme(qapp, LIGHT, TOUCH)
    lines = ("UCL", "CL", "LCL")
    plot = PlotSpec("EWMA", chart.statistics, chart.center, chart.lcl, chart.ucl, lines)
    widget = ControlCharts("charts")
    qtbot.addWidget(widget)
    widget.resize(*SIZE)
    spec = ControlSpec(plot, None, "2025-12-17", "2026-11-22")
    first, _ = frames_ms(widget, [lambda: widget.show_charts(spec, 0)])
    drag = [lambda place=place: widget.show_charts(spec, place) for place in range(60)]
    frame, worst = frames_ms(widget, drag)
    slow = slowness()
    report(
        f"EWMA, 50,000 points: computed {computed:.0f} ms, first {first:.1f} ms, "
        f"while dragging {frame:.2f} ms (worst {worst:.1f})"
    )
    assert frame <= FRAME_MS * slow
    assert first <= FIRST_MS * slow


def test_a_large_gauge_study_is_computed_and_drawn(qapp, qtbot, report):
    """25 parts, 10 people, 8 rounds: both methods, then the picture."""
    import numpy as np

    random = np.random.default_rng(4)
    parts, people, rounds = range(25), range(10), range(8)
    rows = [(p + random.normal(0, 0.1), f"P{p}", f"A{a}")
            for p in parts for a in people for _ in rounds]  # fmt: skip
    began = time.process_time()
    study = gauge_study(*(list(column) for column in zip(*rows, strict=True)))
    gauge_anova(study)
    gauge_average_range(control_constants(), study)
    computed = (time.process_time() - began) * 1000
    apply_theme(qapp, LIGHT, TOUCH)
    bars = tuple(ShareBar(name, 0.3, "30 %") for name in ("GRR", "EV", "AV", "PV"))
    lines = tuple(
        StudyLine(name, tuple((float(p), float(p)) for p in parts)) for name in study.appraisers
    )
    ticks = tuple((float(p), name) for p, name in enumerate(study.parts))
    widget = StudyChart("study")
    qtbot.addWidget(widget)
    widget.resize(830, 270)
    spec = StudySpec("Share", bars, ((0.1, "10 %"), (0.3, "30 %")), "Means", lines, ticks)
    frame, _worst = frames_ms(widget, [lambda: widget.show_study(spec)] * 20)
    report(f"gauge study of 2,000 readings: computed {computed:.0f} ms, drawn {frame:.1f} ms")
    assert frame <= FRAME_MS * slowness()
