"""Words of control charts that screen and report share."""

from collections.abc import Mapping, Sequence
from typing import Final

from qtrace.domain.analytics.capability import CapabilityIndex
from qtrace.domain.analytics.charts import ChartKind
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


def rule_sentence(tr: Translator, rule: int) -> str:
    """The pattern of Nelson's rule `rule`, 1 to 8, with its number."""
    return tr.say("Rule {rule}: {pattern}", rule=rule, pattern=tr.say(RULES[rule]))


def plotted_word(tr: Translator, kind: ChartKind, size: int, unit: str) -> str:
    """What the points of a chart are, with the unit."""
    if kind in (ChartKind.XBAR_R, ChartKind.XBAR_S):
        return tr.say("Mean of {n} pieces, {unit}", n=size, unit=unit)
    if kind is ChartKind.R:
        return tr.say("Range of {n} pieces, {unit}", n=size, unit=unit)
    if kind is ChartKind.S:
        return tr.say("Standard deviation of {n} pieces, {unit}", n=size, unit=unit)
    if kind is ChartKind.MOVING_RANGE:
        return tr.say("Range to the reading before, {unit}", unit=unit)
    return tr.say("Single readings, {unit}", unit=unit)


def figures(value: float, decimals: int) -> str:
    """A value with `decimals` figures after the point, without a negative zero."""
    text = f"{value:.{decimals}f}"
    return text.lstrip("-") if not float(text) else text


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
