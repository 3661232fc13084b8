"""`qtrace spc chart|rules|capability --jsonl`: statistical process control, one JSON line each."""

import argparse
from collections.abc import Iterable
from functools import partial

from qtrace.app.cli.analytics_lines import computed, estimator, subgroups
from qtrace.app.cli.lines import Answer, Fields, LineError, add_command, run_lines
from qtrace.domain.analytics.capability import (
    Capability,
    CapabilityIndex,
    Specification,
    capability,
)
from qtrace.domain.analytics.charts import (
    DEFAULT_NSIGMAS,
    ChartKind,
    ControlChart,
    Line,
    individuals_chart,
    moving_range_chart,
    subgroup_chart,
)
from qtrace.domain.analytics.count_charts import COUNT_CHARTS, NO_COUNTS, Counts, count_chart
from qtrace.domain.analytics.errors import AnalyticsError, check_values
from qtrace.domain.analytics.long_series import LONG, nelson_arrays
from qtrace.domain.analytics.memory_charts import (
    DEFAULT_INTERVAL,
    DEFAULT_LAMBDA,
    DEFAULT_SHIFT,
    Series,
    cusum_chart,
    ewma_chart,
)
from qtrace.domain.analytics.rules import (
    ALL_RULES,
    RuleViolation,
    applicable_rules,
    chart_violations,
    nelson_violations,
)
from qtrace.i18n.analytics_reasons import explain_capability_hint
from qtrace.i18n.translator import Language, load_translator
from qtrace.reference import control_constants

_SUBGROUP_CHARTS = (ChartKind.XBAR_R, ChartKind.XBAR_S, ChartKind.R, ChartKind.S)


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `spc` with its commands `chart`, `rules` and `capability`."""
    parser = subparsers.add_parser(
        "spc",
        help="control charts, rules and capability",
        description="Control charts, Nelson's rules and process capability.",
        allow_abbrev=False,
    )
    commands = parser.add_subparsers(metavar="chart|rules|capability", required=True)
    for name, answerer, summary in (
        ("chart", answer_chart, "lines and points of a control chart"),
        ("rules", answer_rules, "where Nelson's rules fire"),
        ("capability", answer_capability, "capability and performance with bounds"),
    ):
        add_command(commands, name, partial(run_lines, answerer), summary)


def answer_chart(fields: Fields) -> Answer:
    """The chart of one line; indices count phase I and phase II on, from 0.

    Raises:
        LineError: the line cannot be answered.
    """
    kind = ChartKind(fields.choice("chart", (each.value for each in ChartKind)))
    if kind is ChartKind.CUSUM:
        return _cusum(fields)
    if kind is ChartKind.EWMA:
        series = _series(fields)
        weight = fields.number("lambda", DEFAULT_LAMBDA)
        nsigmas = fields.number("nsigmas", DEFAULT_NSIGMAS)
        chart = ewma_chart(control_constants(), series, weight=weight, nsigmas=nsigmas)
    elif kind in COUNT_CHARTS:
        chart = _counted(kind, fields)
    else:
        chart = _measured(kind, fields)
    return _chart_answer(computed(chart))


def answer_rules(fields: Fields) -> Answer:
    """The violations of one line.

    Raises:
        LineError: the line cannot be answered.
    """
    values = fields.numbers("data")
    center, sigma = fields.number("center"), fields.number("sigma")
    rules = _rules(fields)
    if len(values) < LONG:
        found = computed(nelson_violations(values, center, sigma, rules))
        return {"violations": _violations(found)}
    computed(check_values("data", values) or ())
    import numpy as np

    index, rule = computed(nelson_arrays(np.array(values), center, sigma, rules))
    pairs = zip(index.tolist(), rule.tolist(), strict=True)
    return {"violations": [{"index": i, "rule": number} for i, number in pairs]}


def answer_capability(fields: Fields) -> Answer:
    """The study of one line; an index without its limits is null.

    Raises:
        LineError: the line cannot be answered.
    """
    specification = Specification(
        fields.optional_number("lsl"),
        fields.optional_number("usl"),
        fields.optional_number("target"),
    )
    study = computed(
        capability(
            control_constants(),
            subgroups(fields, "data"),
            specification,
            conf=fields.number("conf", 0.95),
            estimator=estimator(fields),
        )
    )
    return _capability_answer(study)


def _measured(kind: ChartKind, fields: Fields) -> ControlChart | AnalyticsError:
    constants, nsigmas = control_constants(), fields.number("nsigmas", DEFAULT_NSIGMAS)
    new = fields.gives("newdata")
    if kind in _SUBGROUP_CHARTS:
        rows, new_rows = fields.rows("data"), fields.rows("newdata") if new else []
        chosen = estimator(fields)
        return subgroup_chart(constants, kind, rows, new_rows, estimator=chosen, nsigmas=nsigmas)
    values, new_values = fields.numbers("data"), fields.numbers("newdata") if new else []
    if kind is ChartKind.MOVING_RANGE:
        return moving_range_chart(constants, values, new_values, nsigmas=nsigmas)
    chosen = estimator(fields)
    return individuals_chart(constants, values, new_values, estimator=chosen, nsigmas=nsigmas)


def _counted(kind: ChartKind, fields: Fields) -> ControlChart | AnalyticsError:
    counts = _counts(kind, fields, "data")
    new_counts = _counts(kind, fields, "newdata") if fields.gives("newdata") else NO_COUNTS
    nsigmas = fields.number("nsigmas", DEFAULT_NSIGMAS)
    return count_chart(kind, counts, new_counts, nsigmas=nsigmas)


def _counts(kind: ChartKind, fields: Fields, name: str) -> Counts:
    """Counts and sizes; one size may stand for all, and a c chart needs none."""
    data = fields.nested(name)
    found = data.counts("D")
    if kind is ChartKind.C and not data.gives("n"):
        return Counts(tuple(found), (1,) * len(found))
    sizes = data.numbers("n") if data.is_list("n") else [data.number("n")] * len(found)
    return Counts(tuple(found), tuple(sizes))


def _series(fields: Fields) -> Series:
    new_rows = subgroups(fields, "newdata") if fields.gives("newdata") else []
    center, sigma = fields.optional_number("center"), fields.optional_number("sigma")
    return Series(subgroups(fields, "data"), new_rows, center, sigma)


def _cusum(fields: Fields) -> Answer:
    chart = computed(
        cusum_chart(
            control_constants(),
            _series(fields),
            decision_interval=fields.number("decision_interval", DEFAULT_INTERVAL),
            se_shift=fields.number("se_shift", DEFAULT_SHIFT),
        )
    )
    return {
        "center": chart.center,
        "sigma": chart.sigma,
        "lcl": -chart.decision_interval,
        "ucl": chart.decision_interval,
        "statistics": list(chart.points),
        "beyond_limits": sorted({*chart.violations_upper, *chart.violations_lower}),
        "pos": list(chart.pos),
        "neg": list(chart.neg),
        "violations_upper": list(chart.violations_upper),
        "violations_lower": list(chart.violations_lower),
        "estimator": chart.estimator and chart.estimator.value,
        "calibrated": chart.calibrated,
    }


def _chart_answer(chart: ControlChart) -> Answer:
    return {
        "center": _line(chart.center),
        "sigma": _line(chart.sigma),
        "lcl": _line(chart.lcl),
        "ucl": _line(chart.ucl),
        "statistics": list(chart.statistics),
        "beyond_limits": list(chart.beyond_limits),
        "estimator": chart.estimator and chart.estimator.value,
        "calibrated": chart.calibrated,
        "rules": list(applicable_rules(chart)),
        "violations": _violations(chart_violations(chart)),
    }


def _capability_answer(study: Capability) -> Answer:
    tr, overall, normality = load_translator(Language.EN), study.overall, study.normality
    return {
        "sigma_within": study.sigma_within,
        "estimator": study.estimator.value,
        "indices": {
            "Cp": _index(study.cp),
            "Cp_l": _index(study.cp_l),
            "Cp_u": _index(study.cp_u),
            "Cp_k": _index(study.cp_k),
            "Cpm": _index(study.cpm),
        },
        "overall": {
            "mean": overall.mean,
            "sd": overall.sd,
            "n": overall.n,
            "Pp": overall.pp,
            "Ppl": overall.ppl,
            "Ppu": overall.ppu,
            "Ppk": overall.ppk,
        },
        "stability": {
            "violations": _violations(study.violations),
            "spread_beyond_limits": list(study.spread_violations),
        },
        "normality": normality and {"A2": normality.a_squared, "p": normality.p},
        "hints": [
            {"code": hint.code.value, "text": explain_capability_hint(tr, hint)}
            for hint in study.hints
        ],
    }


def _rules(fields: Fields) -> list[int]:
    if not fields.gives("rules"):
        return list(ALL_RULES)
    rules = fields.counts("rules")
    for rule in rules:
        if rule not in ALL_RULES:
            raise LineError("UNKNOWN_RULE", "rules are numbers from 1 to 8")
    return sorted(set(rules))


def _violations(found: Iterable[RuleViolation]) -> list[Answer]:
    return [{"index": each.index, "rule": each.rule} for each in found]


def _index(index: CapabilityIndex | None) -> list[float] | None:
    return None if index is None else [index.value, index.low, index.high]


def _line(line: Line) -> float | list[float]:
    return list(line) if isinstance(line, tuple) else line
