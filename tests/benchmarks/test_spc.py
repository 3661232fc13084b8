"""A million single readings: limits and all eight rules, against a baseline in the same run.

The limit is one second on an idle 2-core machine, stretched by as much as a plain loop runs slower
here. Peers on that machine (their medians are in the note): qcc 2.7 with two rules 41.4 s.
"""

import statistics
import time

import pytest

from qtrace.domain.analytics.constants import TABLE_PATH, build_control_constants
from qtrace.domain.analytics.long_series import individuals_with_rules
from qtrace.domain.analytics.rules import nelson_violations
from qtrace.reference import read_table

pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(300)]

POINTS = 1_000_000
LIMIT_S = 1.0
LOOP_REFERENCE_S = 0.055
"""The plain loop below on the idle reference machine (Python 3.11)."""


def timed(work, rounds=5):
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def test_a_million_points_with_eight_rules(report):
    import numpy as np

    constants = build_control_constants(read_table(TABLE_PATH))
    values = np.random.default_rng(4).normal(50, 2, POINTS)
    individuals_with_rules(constants, values[:1000])
    loop = timed(lambda: sum(number * number % 7 for number in range(1_000_000)))
    fast = timed(lambda: individuals_with_rules(constants, values))
    few = values[: POINTS // 100].tolist()
    plain = timed(lambda: nelson_violations(few, 50.0, 2.0), rounds=3) * 100
    report(
        f"I chart, 1e6 points, 8 rules: {fast:.2f} s; plain loop {loop:.3f} s, ratio {fast / loop:.1f}"
    )
    report(f"the same rules in plain Python: {plain:.1f} s, {plain / fast:.0f} times as long")
    assert fast <= LIMIT_S * max(1.0, loop / LOOP_REFERENCE_S)
    assert plain > 5 * fast
