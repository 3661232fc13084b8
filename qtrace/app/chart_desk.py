"""Reports of charts: read, drawn and printed off the UI thread. They are working papers: no record."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from qtrace.domain.analytics.lot_study import LotStudy
from qtrace.i18n import Translator, load_translator
from qtrace.ports import Executor, Failure, PrinterError
from qtrace.printing.chart_report import ChartedPlace, ChartReport, render_chart_report
from qtrace.printing.refusals import PrintRefusal, PrintRefusalCode
from qtrace.printing.words import Name
from qtrace.services.analytics_studies import capability_study, control_charts
from qtrace.services.reads import Reads
from qtrace.services.workbench import Workbench
from qtrace.ui.analytics.charts_texts import PERIODS

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
    )
