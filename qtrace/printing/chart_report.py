"""Paper about a measured characteristic: control charts, signals, capability; then its pictures.

A working paper: it has no number and no record, and says so.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from reportlab.platypus import Flowable, PageBreak, Spacer

from qtrace.domain.analytics.capability import Capability
from qtrace.domain.analytics.charts import ChartKind, ControlChart
from qtrace.domain.analytics.errors import AnalyticsError
from qtrace.domain.analytics.lot_study import LotStudy
from qtrace.domain.analytics.rules import RuleViolation
from qtrace.i18n.analytics_reasons import explain_analytics_error, explain_capability_hint
from qtrace.i18n.chart_words import (
    bounded,
    choice_sentence,
    figures,
    line_labels,
    plotted_word,
    rule_marks,
    rule_sentence,
)
from qtrace.i18n.translator import Language, Translator
from qtrace.printing.chart_more import (
    HistogramPicture,
    ParetoPicture,
    RiskPicture,
    histogram_marks,
    pareto_marks,
    risk_marks,
)
from qtrace.printing.chart_picture import PicturedChart, chart_marks
from qtrace.printing.drawing import Anchor, Box, Ink, Plain, Text
from qtrace.printing.flowables import (
    BODY,
    CAPTION,
    STRONG,
    Cell,
    Column,
    Marks,
    Style,
    data_table,
    fact_grid,
    text,
)
from qtrace.printing.fonts import Face, check_glyphs
from qtrace.printing.page import TEXT_WIDTH_MM, PageFacts, build_pages, instant
from qtrace.printing.refusals import PrintRefusal
from qtrace.printing.typeset import MM
from qtrace.printing.words import DocumentLanguage, Name, Phrase

MOST_ROWS: Final = 8
_TITLE: Final = Style(Face.BOLD, 17)
_SECTION: Final = Style(Face.BOLD, 10)
_PICTURE_MM: Final = (57.0, 36.0, 5.0)
_MORE_MM: Final = 58.0
_OF_READINGS: Final = (
    ChartKind.XBAR_R,
    ChartKind.XBAR_S,
    ChartKind.INDIVIDUALS,
    ChartKind.EWMA,
)
"""Charts on the scale of the readings, where limits of the specification can stand."""
_LANGUAGES: Final = {Language.EN: DocumentLanguage.EN, Language.ZH_CN: DocumentLanguage.ZH}


@dataclass(frozen=True, slots=True)
class ChartedPlace:
    """Where a point of the chart comes from."""

    lot: str
    on: date


@dataclass(frozen=True, slots=True)
class ChartReport:
    """Everything on the page.

    Attributes:
        scope: period and site in words.
        lots: inspections behind the page, `readings` likewise.
        places: source of each point of the upper chart.
        study: both charts, or why there are none.
        limits: newest limits of the specification as text, lower and upper.
        capability: the study, or why there is none.
        printed_at: aware instant in the zone of the plant.
        histogram, pareto, risk: pictures of the second page; without any there is none.
    """

    plant: Name
    address: str
    is_demo: bool
    part: str
    part_name: Name
    characteristic: Name
    unit: str
    decimals: int
    scope: str
    lots: int
    readings: int
    places: tuple[ChartedPlace, ...]
    study: LotStudy | AnalyticsError
    limits: tuple[str | None, str | None]
    capability: Capability | AnalyticsError
    printed_at: datetime
    printed_by: str
    histogram: HistogramPicture | None = None
    pareto: ParetoPicture | None = None
    risk: RiskPicture | None = None


def render_chart_report(report: ChartReport, tr: Translator) -> bytes | PrintRefusal:
    """The page as PDF in the language of `tr`, or why it cannot be printed (GLYPH_MISSING)."""
    for field, content in (
        ("part", report.part),
        ("part_name", f"{report.part_name.zh}{report.part_name.en}"),
        ("characteristic", f"{report.characteristic.zh}{report.characteristic.en}"),
        ("unit", report.unit),
        ("printed_by", report.printed_by),
        ("lot", "".join(place.lot for place in report.places)),
    ):
        refusal = check_glyphs(content, field)
        if refusal is not None:
            return refusal
    target = io.BytesIO()
    build_pages(_page_facts(report, tr), _Story(report, tr).flowables(), target)
    return target.getvalue()


def _page_facts(report: ChartReport, tr: Translator) -> PageFacts:
    return PageFacts(
        language=_LANGUAGES[tr.language],
        plant=Phrase(tr.name(report.plant.en, report.plant.zh)),
        address=Phrase(report.address),
        title=Phrase(tr.say("Control charts")),
        number=report.part,
        form=Phrase(tr.say("Working paper without record")),
        footer=(
            tr.say("Printed {at}", at=instant(report.printed_at)),
            tr.say("by {name}", name=report.printed_by),
        ),
        file_title=f"{report.part} {report.characteristic.en}",
        file_subject=report.part,
        demo=report.is_demo,
    )


class _Story:
    """The parts of the page in reading order."""

    def __init__(self, report: ChartReport, tr: Translator) -> None:
        self._report, self._tr = report, tr

    def flowables(self) -> list[Flowable]:
        """All of them."""
        report, tr = self._report, self._tr
        name = tr.name(report.characteristic.en, report.characteristic.zh)
        study = report.study
        charts: list[Flowable]
        if isinstance(study, AnalyticsError):
            charts = [text(explain_analytics_error(tr, study), BODY)]
        else:
            reason = choice_sentence(tr, study.location.kind, study.groups.size)
            charts = [text(reason, CAPTION), self._picture(study), *self._signals(study)]
        return [
            text(name, _TITLE),
            Spacer(0, 2 * MM),
            self._facts(),
            *self._section(tr.say("Control charts")),
            *charts,
            *self._section(tr.say("Capability")),
            *self._capability(),
            *self._more(),
        ]

    def _more(self) -> list[Flowable]:
        """The second page: what belongs to the same characteristic, from the same numbers."""
        tr, report = self._tr, self._report
        box = Box(0, 0, TEXT_WIDTH_MM, _MORE_MM)
        found: list[Flowable] = []
        if report.histogram is not None:
            found += self._drawn(tr.say("Histogram"), histogram_marks(report.histogram, box))
        if report.pareto is not None:
            found += self._drawn(tr.say("Pareto of failures"), pareto_marks(report.pareto, box))
        if report.risk is not None:
            title, *drawn = self._drawn(tr.say("OC curve"), risk_marks(report.risk, box))
            note = [text(report.risk.note, CAPTION)] if report.risk.note else []
            found += [title, *drawn[:-1], *note, drawn[-1]]
        return [PageBreak(), *found] if found else []

    def _drawn(self, title: str, marks: tuple[Plain, ...]) -> list[Flowable]:
        return [*self._section(title), Marks(TEXT_WIDTH_MM, _MORE_MM, marks)]

    @staticmethod
    def _section(words: str) -> list[Flowable]:
        return [Spacer(0, 4 * MM), text(words, _SECTION), Spacer(0, 1.5 * MM)]

    def _facts(self) -> Flowable:
        report, tr = self._report, self._tr
        part = f"{report.part}  {tr.name(report.part_name.en, report.part_name.zh)}"
        facts: list[tuple[Phrase, Cell]] = [
            (Phrase(tr.say("Part")), part),
            (Phrase(tr.say("Scope")), report.scope),
            (Phrase(tr.term("charts", "Lots")), str(report.lots)),
            (Phrase(tr.say("Readings")), str(report.readings)),
        ]
        return fact_grid(facts, TEXT_WIDTH_MM)

    def _picture(self, study: LotStudy) -> Marks:
        upper, lower, foot = _PICTURE_MM
        if study.spread is None:
            upper, lower = upper + lower, 0.0
        limits = self._limits() if study.location.kind in _OF_READINGS else ()
        above = Box(0, 0, TEXT_WIDTH_MM, upper)
        marks = [*self._chart(study, study.location, study.violations, above, limits=limits)]
        if study.spread is not None:
            below = Box(0, upper, TEXT_WIDTH_MM, lower)
            marks += self._chart(study, study.spread, study.spread_violations, below)
        marks += self._dates(upper + lower + foot - 1.0)
        return Marks(TEXT_WIDTH_MM, upper + lower + foot, marks)

    def _chart(
        self,
        study: LotStudy,
        chart: ControlChart,
        violations: Sequence[RuleViolation],
        box: Box,
        limits: tuple[tuple[float, str], ...] = (),
    ) -> tuple[Plain, ...]:
        title = plotted_word(self._tr, chart, study.groups.size, self._report.unit)
        offset = study.spread_offset if chart is study.spread else 0
        pictured = PicturedChart(
            chart,
            title,
            self._labels(chart),
            rule_marks(violations),
            len(study.groups.places),
            offset,
            limits,
        )
        return chart_marks(pictured, box)

    def _labels(self, chart: ControlChart) -> tuple[str, str, str]:
        return line_labels(self._tr, chart, self._report.decimals + 1)

    def _limits(self) -> tuple[tuple[float, str], ...]:
        tr, (lower, upper) = self._tr, self._report.limits
        found = []
        if upper is not None:
            found.append((float(upper), tr.say("USL {value}", value=upper)))
        if lower is not None:
            found.append((float(lower), tr.say("LSL {value}", value=lower)))
        return tuple(found)

    def _dates(self, y: float) -> tuple[Plain, ...]:
        first, last = self._report.places[0].on, self._report.places[-1].on
        right = TEXT_WIDTH_MM - 27.0
        return (
            Text(0, y, first.isoformat(), Face.REGULAR, 7.0, "date", Ink.GREY),
            Text(right, y, last.isoformat(), Face.REGULAR, 7.0, "date", Ink.GREY, Anchor.END),
        )

    def _signals(self, study: LotStudy) -> list[Flowable]:
        """Every point where a rule fires, the newest first; what has no room is counted."""
        tr, report = self._tr, self._report
        rows = [
            (v.index, study.location.statistics[v.index], rule_sentence(tr, v.rule))
            for v in study.violations
        ]
        if study.spread is not None:
            rows += [
                (
                    v.index + study.spread_offset,
                    study.spread.statistics[v.index],
                    tr.say("Spread, {rule}", rule=rule_sentence(tr, v.rule)),
                )
                for v in study.spread_violations
            ]
        if not rows:
            return [text(tr.say("No rule fires at any point"), BODY)]
        rows.sort(key=lambda row: -row[0])
        shown = [
            (
                report.places[place].lot,
                report.places[place].on.isoformat(),
                f"{figures(value, report.decimals + 1)} {report.unit}".rstrip(),
                words,
            )
            for place, value, words in rows[:MOST_ROWS]
        ]
        columns = (
            Column(Phrase(tr.say("Lot")), 34),
            Column(Phrase(tr.say("Date")), 24),
            Column(Phrase(tr.say("Value")), 28),
            Column(Phrase(tr.say("Signal")), TEXT_WIDTH_MM - 86),
        )
        found: list[Flowable] = [Spacer(0, 1 * MM), data_table(columns, shown)]
        more = len(rows) - len(shown)
        if more:
            found.append(text(tr.count("{n} older signal", "{n} older signals", more), CAPTION))
        return found

    def _capability(self) -> Sequence[Flowable]:
        tr, study = self._tr, self._report.capability
        if isinstance(study, AnalyticsError):
            return [text(explain_analytics_error(tr, study), BODY)]
        decimals, overall = self._report.decimals + 2, study.overall

        def valued(value: float) -> str:
            return f"{figures(value, decimals)} {self._report.unit}".rstrip()

        facts: list[tuple[Phrase, Cell]] = [
            (Phrase("Cp"), bounded(tr, study.cp)),
            (Phrase("Cpk"), bounded(tr, study.cp_k)),
            (Phrase("Pp"), "–" if overall.pp is None else figures(overall.pp, 2)),
            (Phrase("Ppk"), figures(overall.ppk, 2)),
            (Phrase(tr.say("Mean")), valued(overall.mean)),
            (Phrase("n"), str(overall.n)),
            (Phrase(tr.say("Sigma within")), valued(study.sigma_within)),
            (Phrase(tr.say("Sigma overall")), valued(overall.sd)),
        ]
        hints = [
            text(explain_capability_hint(tr, hint), STRONG if number == 0 else BODY)
            for number, hint in enumerate(study.hints)
        ]
        bounds = text(tr.say("In brackets: 95 % bounds"), CAPTION)
        return [*hints, fact_grid(facts, TEXT_WIDTH_MM), bounds]
