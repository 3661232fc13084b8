"""Words and pictures of the control charts: from an answer to what the widget draws."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from qtrace.domain.analytics.charts import ChartKind, ControlChart
from qtrace.domain.analytics.count_study import Counted
from qtrace.domain.analytics.errors import AnalyticsError
from qtrace.domain.analytics.lot_study import ChartFamily, Grouping, LotStudy
from qtrace.domain.analytics.rules import RuleViolation
from qtrace.i18n import N_, Translator
from qtrace.i18n.analytics_reasons import explain_analytics_error
from qtrace.i18n.chart_words import (
    choice_sentence,
    figures,
    line_labels,
    plotted_word,
    rule_marks,
    rule_sentence,
)
from qtrace.services.analytics.capability import ChartAnswer
from qtrace.services.analytics.rows import ChartSubject, Period, ReadingSeries, SeriesLot
from qtrace.ui.analytics.charts_model import ChartsState, PrintState, View
from qtrace.ui.bench import Bench
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.tokens import Ink
from qtrace.ui.widgets.chart_control import ControlSpec, PlotSpec, SpecificationLine
from qtrace.ui.widgets.tablemodel import CellView, Column, ColumnAlign

PERIODS: Final = {
    Period.MONTH: N_("1 month"),
    Period.QUARTER: N_("3 months"),
    Period.YEAR: N_("12 months"),
    Period.ALL: N_("all"),
}


def columns(tr: Translator) -> tuple[Column[ChartSubject], ...]:
    """Columns of the list."""

    def name(row: ChartSubject) -> CellView:
        words = tr.name(row.name.en, row.name.zh)
        part = f"{row.part}  {tr.name(row.part_name.en, row.part_name.zh)}"
        return CellView(words, part, strong_if_chosen=True)

    def lots(row: ChartSubject) -> CellView:
        return CellView(str(row.lots), role=TextRole.DATA, ink=Ink.TEXT2)

    return (
        Column("name", tr.say("Characteristic"), name),
        Column("lots", tr.term("charts", "Lots"), lots, 72, ColumnAlign.RIGHT),
    )


FAMILIES: Final = {
    ChartFamily.SHEWHART: N_("Shewhart"),
    ChartFamily.EWMA: N_("EWMA"),
    ChartFamily.CUSUM: N_("CUSUM"),
}
COUNTED: Final = {
    Counted.PIECES: N_("Count: pieces"),
    Counted.DEFECTS: N_("Count: defects"),
}


def kind_word(tr: Translator, state: ChartsState) -> str:
    """The kind of chart that is drawn; empty where the picture has only one."""
    if state.view is View.CONTROL:
        return tr.say(FAMILIES[state.family])
    return tr.say(COUNTED[state.counted]) if state.view is View.COUNTS else ""


def choice_words(tr: Translator, state: ChartsState) -> str:
    """Why the chart that is drawn fits, in one line."""
    if state.study is not None:
        return choice_sentence(tr, state.study.location.kind, state.study.groups.size)
    if state.count_study is not None:
        return choice_sentence(tr, state.count_study.chart.kind, state.count_study.size or 0)
    return ""


def heading(tr: Translator, subject: ChartSubject) -> str:
    """Part and characteristic."""
    name = tr.name(subject.name.en, subject.name.zh)
    return f"{subject.part}  {name}"


def basis(bench: Bench, state: ChartsState) -> str:
    """What the numbers are computed from, and when it was read."""
    tr = bench.translator
    if state.read_at is None:
        return ""
    at = bench.local(state.read_at).strftime("%H:%M")
    return tr.say("as of {at}", at=at)


def chart_basis(tr: Translator, answer: ChartAnswer) -> str:
    """How many lots and readings the limits come from, and what was left out."""
    series = answer.series
    words = [
        tr.count("{n} lot", "{n} lots", len(series.lots)),
        tr.count("{n} reading", "{n} readings", sum(len(lot.readings) for lot in series.lots)),
    ]
    study = answer.study
    if isinstance(study, LotStudy) and study.groups.left_out:
        left_out = len(study.groups.left_out)
        words.append(tr.count("{n} lot too short", "{n} lots too short", left_out))
    if series.is_cut:
        words.append(tr.say("older lots left out"))
    return tr.say(", ").join(words)


def empty_words(tr: Translator, state: ChartsState) -> str:
    """Why there is no control chart."""
    if state.charts is None:
        return tr.say("Nothing was measured in this period") if state.read_at else ""
    study = state.charts.study
    return explain_analytics_error(tr, study) if isinstance(study, AnalyticsError) else ""


def control_spec(bench: Bench, answer: ChartAnswer, study: LotStudy) -> ControlSpec:
    """Both charts as the widget draws them."""
    tr, series = bench.translator, answer.series
    places = study.groups.places
    first, last = (series.lots[places[end][0]] for end in (0, -1))
    lots = series.lots
    unfinished = frozenset(
        place for place, (lot, _reading) in enumerate(places) if not lots[lot].is_whole
    )
    limits = _specification(tr, series, [lot for lot, _reading in places])
    size, unit = study.groups.size, series.key.unit
    key = [tr.say("diamond: beyond a limit; triangle: pattern")] if study.violations else []
    key += [tr.say("hollow: sample not complete")] if unfinished else []
    spread = None
    if study.spread is not None:
        violations, offset = study.spread_violations, study.spread_offset
        spread = plot_spec(tr, study.spread, series.decimals + 1, size, unit, violations, offset)
    location = plot_spec(tr, study.location, series.decimals + 1, size, unit, study.violations)
    if study.location.kind is not ChartKind.CUSUM:
        location = replace(location, specification=limits)
    return ControlSpec(
        location,
        spread,
        bench.local(first.started_at).strftime("%Y-%m-%d"),
        bench.local(last.started_at).strftime("%Y-%m-%d"),
        unfinished,
        tr.say("; ").join(key),
    )


def plot_spec(  # noqa: PLR0913, PLR0917 - a chart, and how its numbers are written
    tr: Translator,
    chart: ControlChart,
    decimals: int,
    size: int,
    unit: str,
    violations: Sequence[RuleViolation],
    offset: int = 0,
) -> PlotSpec:
    """A chart as the widget draws it, without limits of a specification."""
    return PlotSpec(
        title=plotted_word(tr, chart, size, unit),
        values=chart.statistics,
        center=chart.center,
        lcl=chart.lcl,
        ucl=chart.ucl,
        labels=line_labels(tr, chart, decimals),
        marks=rule_marks(violations),
        offset=offset,
    )


def _specification(
    tr: Translator, series: ReadingSeries, lots: Sequence[int]
) -> tuple[SpecificationLine, ...]:
    """Limits of the specification where the lots have any, as each lot was judged."""
    found = []
    for message, texts in (
        (N_("USL {value}"), [series.lots[lot].usl for lot in lots]),
        (N_("LSL {value}"), [series.lots[lot].lsl for lot in lots]),
    ):
        newest = next((text for text in reversed(texts) if text is not None), None)
        if newest is not None:
            heights = tuple(None if text is None else float(text) for text in texts)
            found.append(SpecificationLine(tr.say(message, value=newest), heights))
    return tuple(found)


def point_words(bench: Bench, state: ChartsState) -> tuple[str, str]:
    """The point at the cursor: what it is, and which rules fire there."""
    tr, answer, study, lot = bench.translator, state.charts, state.study, state.cursor_lot
    if answer is None or study is None or lot is None:
        return "", ""
    series, place = answer.series, state.cursor
    value = figures(study.location.statistics[place], series.decimals + 1)
    if study.location.kind is ChartKind.INDIVIDUALS:
        value = lot.readings[study.groups.places[place][1]].text
    if study.location.kind is ChartKind.CUSUM:
        assert study.spread is not None
        value = figures(study.location.statistics[place], 2)
        down = figures(study.spread.statistics[place], 2)
        return _point_line(bench, lot, f"C+ {value}, C− {down}", state), _rules(tr, state)
    return _point_line(bench, lot, f"{value} {series.key.unit}".rstrip(), state), _rules(tr, state)


def _point_line(bench: Bench, lot: SeriesLot, value: str, state: ChartsState) -> str:
    tr, study = bench.translator, state.study
    assert study is not None
    parts = [lot.lot, bench.local(lot.started_at).strftime("%Y-%m-%d"), value]
    if study.groups.grouping is Grouping.READINGS:
        reading = lot.readings[study.groups.places[state.cursor][1]]
        parts.append(tr.say("piece {n}", n=reading.piece))
        parts += [reading.gauge, tr.name(reading.person.en, reading.person.zh)]
        if reading.is_corrected:
            parts.append(tr.say("corrected"))
    else:
        parts.append(lot.site)
    if not lot.is_whole:
        word = tr.say("inspection goes on") if lot.is_open else tr.say("ended early")
        parts.append(tr.say("{n} of {m} pieces, {why}", n=len(lot.readings), m=lot.n, why=word))
    return tr.say(", ").join(filter(None, parts))


def _rules(tr: Translator, state: ChartsState) -> str:
    study = state.study
    assert study is not None
    place = state.cursor
    words = [rule_sentence(tr, v.rule) for v in study.violations if v.index == place]
    words += [
        tr.say("Spread, {rule}", rule=rule_sentence(tr, violation.rule))
        for violation in study.spread_violations
        if violation.index + study.spread_offset == place
    ]
    return tr.say("; ").join(words) if words else tr.say("No rule fires at this point")


def print_words(tr: Translator, state: ChartsState) -> str:
    """What became of the report."""
    if state.printing is PrintState.SENT:
        return tr.say("The report is being drawn")
    if state.printing is PrintState.PRINTED:
        return tr.say("The report was printed")
    if state.printing is PrintState.FAILED:
        return tr.say("The report was not printed: {why}", why=state.print_detail)
    return ""
