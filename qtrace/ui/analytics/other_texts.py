"""Words and pictures of capability, Pareto and OC curve."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from qtrace.domain.analytics.capability import Capability
from qtrace.domain.analytics.errors import AnalyticsError
from qtrace.domain.analytics.histogram import histogram
from qtrace.domain.sampling.oc import picture_width
from qtrace.i18n import N_, Translator
from qtrace.i18n.analytics_reasons import explain_analytics_error, explain_capability_hint
from qtrace.i18n.chart_words import bounded, figures
from qtrace.i18n.words import class_word
from qtrace.services.analytics.capability import CapabilityAnswer
from qtrace.services.analytics.rows import DefectCause, DefectPareto, ReadingSeries
from qtrace.services.items.lot_inspections import OcInput
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.widgets.chart_bars import (
    HistogramSpec,
    LimitMark,
    ParetoBar,
    ParetoSpec,
)
from qtrace.ui.widgets.curve import CurveLine, CurvePoint, OcSpec
from qtrace.ui.widgets.facts import Fact

MOST_BARS: Final = 8
CURVE_POINTS: Final = 121
_NORMAL_POINTS: Final = 81
_FAR: Final = 4.0


@dataclass(frozen=True, slots=True)
class CapabilityText:
    """The page of capability; without a study `empty` says why."""

    hints: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    picture: HistogramSpec | None = None
    empty: str = ""


@dataclass(frozen=True, slots=True)
class RiskText:
    """The page of the OC curve; without a curve `empty` says why.

    Attributes:
        chance: chance of acceptance by quality.
        average: pieces looked at on the average by quality; only of a double plan.
    """

    spec: OcSpec | None = None
    chance: Callable[[float], float] | None = None
    start: float = 0.0
    note: str = ""
    empty: str = ""
    average: Callable[[float], float] | None = None


def capability_text(tr: Translator, answer: CapabilityAnswer | None) -> CapabilityText:
    """Histogram, indices with bounds, and what must be known first."""
    if answer is None:
        return CapabilityText(empty=tr.say("Nothing was measured in this period"))
    study = answer.study
    if isinstance(study, AnalyticsError):
        return CapabilityText(empty=explain_analytics_error(tr, study))
    hints = tuple(explain_capability_hint(tr, hint) for hint in study.hints)
    return CapabilityText(hints, _facts(tr, answer, study), _histogram(tr, answer, study))


def _facts(tr: Translator, answer: CapabilityAnswer, study: Capability) -> tuple[Fact, ...]:
    decimals, unit = answer.series.decimals + 2, answer.series.key.unit
    overall = study.overall

    def fact(key: str, value: str) -> Fact:
        return Fact(key, value, role=TextRole.DATA)

    def plain(value: float | None) -> str:
        return "–" if value is None else figures(value, 2)

    return (
        fact("Cp", bounded(tr, study.cp)),
        fact("Cpk", bounded(tr, study.cp_k)),
        fact("Pp", plain(overall.pp)),
        fact("Ppk", plain(overall.ppk)),
        fact("n", str(overall.n)),
        fact(tr.say("Mean"), f"{figures(overall.mean, decimals)} {unit}".rstrip()),
        fact(tr.say("Sigma within"), f"{figures(study.sigma_within, decimals)} {unit}".rstrip()),
        fact(tr.say("Sigma overall"), f"{figures(overall.sd, decimals)} {unit}".rstrip()),
    )


def _histogram(tr: Translator, answer: CapabilityAnswer, study: Capability) -> HistogramSpec | None:
    series, specification = answer.series, answer.specification
    bins = histogram(readings_of(series), series.decimals)
    if bins is None:
        return None
    marks = [
        LimitMark(limit, tr.say(message, value=figures(limit, series.decimals)))
        for message, limit in (
            (N_("LSL {value}"), specification.lsl),
            (N_("USL {value}"), specification.usl),
        )
        if limit is not None
    ]
    mean, sd = study.overall.mean, study.overall.sd
    mean_text = tr.say("Mean {value}", value=figures(mean, series.decimals + 1))
    marks.append(LimitMark(mean, mean_text, is_limit=False))
    total = sum(bins.counts) * bins.width / (sd * math.sqrt(2 * math.pi))
    steps = [_FAR * (2 * i / (_NORMAL_POINTS - 1) - 1) for i in range(_NORMAL_POINTS)]
    curve = tuple((mean + z * sd, total * math.exp(-z * z / 2)) for z in steps)
    return HistogramSpec(bins.low, bins.width, bins.counts, tuple(marks), curve)


def readings_of(series: ReadingSeries) -> tuple[float, ...]:
    """All readings of a series in time order."""
    return tuple(reading.value for lot in series.lots for reading in lot.readings)


def cause_words(tr: Translator, cause: DefectCause) -> str:
    """A defect by its code; a measured characteristic by its name."""
    return cause.code or tr.name(cause.name.en, cause.name.zh)


def pareto_spec(tr: Translator, found: DefectPareto) -> ParetoSpec:
    """The largest causes, and what is left in one bar."""
    bars = [ParetoBar(cause_words(tr, cause), cause.pieces) for cause in found.causes[:MOST_BARS]]
    rest = found.total - sum(bar.count for bar in bars)
    if rest:
        bars.append(ParetoBar(tr.say("Others"), rest))
    return ParetoSpec(tuple(bars), found.total, bool(rest))


def pareto_words(tr: Translator, found: DefectPareto) -> str:
    """How many failures in how many lots, and what the first two causes make of them."""
    lots = tr.count("{n} lot", "{n} lots", found.lots)
    if not found.causes:
        return tr.say("No failed piece in {lots}", lots=lots)
    share = 100 * sum(cause.pieces for cause in found.causes[:2]) / found.total
    failures = tr.count("{n} failure in {lots}", "{n} failures in {lots}", found.total, lots=lots)
    if len(found.causes) <= 2:
        return failures
    return tr.say(
        "{failures}, the first two causes make {p} %", failures=failures, p=f"{share:.0f}"
    )


def risk_text(tr: Translator, oc: OcInput | None, *, is_read: bool) -> RiskText:
    """The OC curve of the newest plan."""
    if oc is None:
        words = tr.say("The newest lot was not sampled: there is no sampling risk")
        return RiskText(empty=words if is_read else "")
    curve = oc.own.curve(oc.aql)
    marks = curve.marks(oc.aql)
    p_max = picture_width(marks)
    points = tuple((point.p, point.pa) for point in curve.points(CURVE_POINTS, p_max))
    named = [
        CurvePoint(mark.p, mark.pa, below=f"{name} {percent(mark.p)} %")
        for name, mark in (("AQL", marks.aql), ("LQ", marks.limiting))
        if mark is not None
    ]
    spec = OcSpec((CurveLine(points, main=True),), tuple(named), p_max, f"{percent(p_max)} %")
    start = marks.aql.p if marks.aql is not None else p_max / 4
    average = curve.average_sample if curve.is_double else None
    return RiskText(spec, curve.chance, start, plan_note(tr, oc), average=average)


def plan_note(tr: Translator, oc: OcInput) -> str:
    """Class and numbers of the plan, of both samples where it has two."""
    own, name = oc.own, class_word(tr, oc.char_class.value)
    if own.second is None:
        return tr.say("{name}: n {n}, Ac {ac}", name=name, n=own.n, ac=own.ac)
    return tr.say(
        "{name}: n {n} + {n2}, Ac {ac}; {ac2}",
        name=name, n=own.n, n2=own.second.n, ac=own.ac, ac2=own.second.ac,
    )  # fmt: skip


def percent(fraction: float) -> str:
    """A fraction in percent, three figures at most."""
    return f"{fraction * 100:.3g}"


def risk_words(tr: Translator, p: float, text: RiskText) -> str:
    """What the handle says; of a double plan its average effort too."""
    assert text.chance is not None, "a handle has a curve"
    pa = text.chance(p) * 100
    told = f"{pa:.1f}" if 0.05 <= pa < 99.95 else ("> 99.9" if pa >= 99.95 else "< 0.1")
    words = tr.say("If {p} % are bad: {pa} % of such lots are accepted", p=percent(p), pa=told)
    if text.average is None:
        return words
    pieces = tr.say("{n} pieces on the average", n=f"{text.average(p):.0f}")
    return tr.say("; ").join((words, pieces))
