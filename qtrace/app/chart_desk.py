"""Reports of charts: read, drawn and printed off the UI thread. They are working papers: no record."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from qtrace.domain.analytics.errors import AnalyticsError
from qtrace.domain.analytics.histogram import histogram
from qtrace.domain.analytics.lot_study import LotStudy
from qtrace.domain.sampling.oc import picture_width
from qtrace.i18n import N_, Translator, load_translator
from qtrace.i18n.chart_words import figures
from qtrace.ports import Executor, Failure, PrinterError
from qtrace.printing.chart_more import HistogramPicture, ParetoPicture, RiskPicture
from qtrace.printing.chart_report import ChartedPlace, ChartReport, render_chart_report
from qtrace.printing.refusals import PrintRefusal, PrintRefusalCode
from qtrace.printing.words import Name
from qtrace.services.analytics.capability import CapabilityAnswer, capability_study, control_charts
from qtrace.services.analytics.queries import defect_pareto, plan_risk
from qtrace.services.analytics.rows import DefectPareto
from qtrace.services.items.lot_inspections import OcInput
from qtrace.services.reads import Reads
from qtrace.services.workbench import Workbench
from qtrace.ui.analytics.charts_texts import PERIODS
from qtrace.ui.analytics.other_texts import (
    CURVE_POINTS,
    pareto_spec,
    percent,
    plan_note,
    readings_of,
)

if TYPE_CHECKING:
    from qtrace.app.print_desk import PrintOutlet
    from qtrace.ui.analytics.charts_model import ChartPrint


def print_chart(
    wish: "ChartPrint",
    workbench: Workbench,
    executor: Executor,
    outlet: "Callable[[], PrintOutlet]",
) -> None:
    """Print what `wish` says; it is told an empty text, or a stable code where it failed."""

    def job() -> str:
        drawn = draw_chart(wish, workbench)
        if isinstance(drawn, PrintRefusal):
            return drawn.code.value
        try:
            outlet().documents.send(drawn)
        except PrinterError as error:
            return error.code
        return ""

    def done(result: str | Failure) -> None:
        wish.then(type(result.error).__name__ if isinstance(result, Failure) else result)

    executor.read(job, done)


def draw_chart(wish: "ChartPrint", workbench: Workbench) -> bytes | PrintRefusal:
    """The report as PDF, from the numbers that the screen shows."""
    tr = load_translator(wish.language)
    report = workbench.ask(_report, wish, tr)
    if report is None:
        return PrintRefusal(PrintRefusalCode.NOTHING_TO_PRINT, {})
    return render_chart_report(report, tr)


def _report(reads: Reads, wish: "ChartPrint", tr: Translator) -> ChartReport | None:
    """The page, or None where nothing was measured."""
    subject = wish.subject
    answer = control_charts(reads, subject.key, wish.chosen, wish.family)
    capable = capability_study(reads, subject.key, wish.chosen)
    if answer is None or capable is None:
        return None
    series, study = answer.series, answer.study
    places: tuple[ChartedPlace, ...] = ()
    if isinstance(study, LotStudy):
        lots = [series.lots[lot] for lot, _reading in study.groups.places]
        zone = reads.zone
        places = tuple(ChartedPlace(r.lot, r.started_at.astimezone(zone).date()) for r in lots)
    newest, plant = series.lots[-1], reads.plant
    period = tr.say("Period: {period}", period=tr.say(PERIODS[wish.chosen.period]))
    site = tr.say("Site: {site}", site=wish.site or tr.say("all"))
    return ChartReport(
        plant=Name(plant.name_zh, plant.name_en),
        address=plant.address,
        is_demo=plant.is_demo,
        part=subject.part,
        part_name=Name(subject.part_name.zh, subject.part_name.en),
        characteristic=Name(subject.name.zh, subject.name.en),
        unit=subject.key.unit,
        decimals=series.decimals,
        scope=tr.say(", ").join((period, site)),
        lots=len(series.lots),
        readings=sum(len(lot.readings) for lot in series.lots),
        places=places,
        study=study,
        limits=(newest.lsl, newest.usl),
        capability=capable.study,
        printed_at=reads.now.astimezone(reads.zone),
        printed_by=wish.by,
        histogram=_histogram(tr, capable),
        pareto=_pareto(tr, defect_pareto(reads, subject.key.part_id, wish.chosen)),
        risk=_risk(tr, plan_risk(reads, subject.key.part_id, subject.char_class)),
    )


def _histogram(tr: Translator, answer: CapabilityAnswer) -> HistogramPicture | None:
    """The histogram with limits; None where there is no study."""
    bins = histogram(readings_of(answer.series), answer.series.decimals)
    if bins is None or isinstance(answer.study, AnalyticsError):
        return None
    decimals, specification = answer.series.decimals, answer.specification
    limits = [
        (limit, tr.say(message, value=figures(limit, decimals)))
        for message, limit in (
            (N_("LSL {value}"), specification.lsl),
            (N_("USL {value}"), specification.usl),
        )
        if limit is not None
    ]
    return HistogramPicture(bins, tuple(limits), answer.study.overall)


def _pareto(tr: Translator, found: DefectPareto) -> ParetoPicture | None:
    """The largest causes; None where nothing failed."""
    spec = pareto_spec(tr, found)
    bars = tuple((bar.text, bar.count) for bar in spec.bars)
    return ParetoPicture(bars, spec.total) if bars else None


def _risk(tr: Translator, oc: OcInput | None) -> RiskPicture | None:
    """The curve of the newest plan; None where every piece is looked at."""
    if oc is None:
        return None
    curve = oc.own.curve(oc.aql)
    marks = curve.marks(oc.aql)
    p_max = picture_width(marks)
    points = curve.points(CURVE_POINTS, p_max)
    marked = tuple(
        (mark.p, mark.pa, f"{name} {percent(mark.p)} %: {percent(mark.pa)} %")
        for name, mark in (("AQL", marks.aql), ("LQ", marks.limiting))
        if mark is not None
    )
    pairs = tuple((point.p, point.pa) for point in points)
    note = plan_note(tr, oc)
    if curve.is_double and marks.aql is not None:
        pieces = tr.say("{n} pieces on the average", n=f"{curve.average_sample(marks.aql.p):.0f}")
        note = tr.say("; ").join((note, f"AQL: {pieces}"))
    return RiskPicture(pairs, marked, p_max, f"{percent(p_max)} %", note)
