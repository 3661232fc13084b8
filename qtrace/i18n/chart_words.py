"""Words of control charts that screen and report share."""

from collections.abc import Mapping, Sequence
from typing import Final

from qtrace.domain.analytics.capability import CapabilityIndex
from qtrace.domain.analytics.charts import ChartKind, ControlChart
from qtrace.domain.analytics.rules import RuleViolation
from qtrace.i18n.translator import N_, Translator

RULES: Final[Mapping[int, str]] = {
    1: N_("one point beyond a control limit"),
    2: N_("nine points in a row on one side of the centre line"),
    3: N_("six points in a row rising or falling"),
    4: N_("fourteen points in a row going up and down in turn"),
    5: N_("two of three points beyond 2 sigma on one side"),
    6: N_("four of five points beyond 1 sigma on one side"),
    7: N_("fifteen points in a row within 1 sigma"),
    8: N_("eight points in a row beyond 1 sigma, on both sides"),
}


_PLOTTED: Final[Mapping[ChartKind, str]] = {
    ChartKind.XBAR_R: N_("Mean of {n} pieces, {unit}"),
    ChartKind.XBAR_S: N_("Mean of {n} pieces, {unit}"),
    ChartKind.R: N_("Range of {n} pieces, {unit}"),
    ChartKind.S: N_("Standard deviation of {n} pieces, {unit}"),
    ChartKind.INDIVIDUALS: N_("Single readings, {unit}"),
    ChartKind.MOVING_RANGE: N_("Range to the reading before, {unit}"),
    ChartKind.EWMA: N_("Weighted mean (EWMA, λ 0.2), {unit}"),
    ChartKind.P: N_("Share of failed pieces (p)"),
    ChartKind.NP: N_("Failed pieces (np)"),
    ChartKind.C: N_("Defects (c)"),
    ChartKind.U: N_("Defects a piece (u)"),
    ChartKind.CUSUM: N_("Sum of deviations upwards (C+; h 5, k 0.5), in sigma"),
}


def choice_sentence(tr: Translator, kind: ChartKind, size: int) -> str:
    """Why a chart of this kind fits, in one line; `size`: pieces behind a point."""
    return tr.say(_CHOICES[kind], n=size)


_CHOICES: Final[Mapping[ChartKind, str]] = {
    ChartKind.XBAR_R: N_("Means and ranges fit: every lot gives {n} pieces, few enough for ranges"),
    ChartKind.XBAR_S: N_("Means and deviations fit: {n} pieces a lot are too many for ranges"),
    ChartKind.INDIVIDUALS: N_(
        "Single readings fit: lots give one piece each, or too few give more"
    ),
    ChartKind.EWMA: N_("EWMA finds small lasting shifts: older points count less and less"),
    ChartKind.CUSUM: N_("CUSUM finds a lasting shift of one sigma soonest: deviations add up"),
    ChartKind.P: N_("p fits: failed pieces of samples of different size"),
    ChartKind.NP: N_("np fits: failed pieces, and every sample has {n}"),
    ChartKind.C: N_("c fits: defects, and every sample has {n} pieces"),
    ChartKind.U: N_("u fits: defects of samples of different size"),
}


def rule_sentence(tr: Translator, rule: int) -> str:
    """The pattern of Nelson's rule `rule`, 1 to 8, with its number."""
    return tr.say("Rule {rule}: {pattern}", rule=rule, pattern=tr.say(RULES[rule]))


def plotted_word(tr: Translator, chart: ControlChart, size: int, unit: str) -> str:
    """What the points of a chart are, with the unit."""
    if chart.kind is ChartKind.CUSUM and chart.ucl == 0:
        return tr.say("Sum of deviations downwards (C−), in sigma")
    return tr.say(_PLOTTED[chart.kind], n=size, unit=unit)


def figures(value: float, decimals: int) -> str:
    """A value with `decimals` figures after the point, without a negative zero."""
    text = f"{value:.{decimals}f}"
    return text.lstrip("-") if not float(text) else text


def line_labels(tr: Translator, chart: ControlChart, decimals: int) -> tuple[str, str, str]:
    """Words of upper limit, centre line and lower limit with their values at the last point.

    A limit that lies on the centre line has none.
    """
    if chart.kind is ChartKind.CUSUM:
        decimals = 1
    ucl, center, lcl = (
        line[-1] if isinstance(line, tuple) else line
        for line in (chart.ucl, chart.center, chart.lcl)
    )
    return (
        "" if ucl == center else tr.say("UCL {value}", value=figures(ucl, decimals)),
        tr.say("CL {value}", value=figures(center, decimals)),
        "" if lcl == center else tr.say("LCL {value}", value=figures(lcl, decimals)),
    )


def bounded(tr: Translator, index: CapabilityIndex | None) -> str:
    """An index of capability with its bounds; a dash where there is none."""
    if index is None:
        return "–"
    value, low, high = (figures(each, 2) for each in (index.value, index.low, index.high))
    return tr.say("{value} ({low} to {high})", value=value, low=low, high=high)


def rule_marks(violations: Sequence[RuleViolation]) -> dict[int, str]:
    """Numbers of the rules at each point, in ascending order."""
    marks: dict[int, str] = {}
    for violation in violations:
        before = marks.get(violation.index)
        marks[violation.index] = f"{before} {violation.rule}" if before else str(violation.rule)
    return marks
