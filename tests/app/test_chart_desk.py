"""A report of charts goes from the stored readings to the printer, or says why not."""

from dataclasses import replace

import pytest

from qtrace.app.chart_desk import print_chart
from qtrace.app.fake_executor import ImmediateExecutor
from qtrace.app.print_desk import PrintOutlet
from qtrace.app.printing_jobs import LabelFormat
from qtrace.domain.analytics.lot_study import ChartFamily
from qtrace.i18n import Language
from qtrace.printing.fake import FakePrinter
from qtrace.printing.refusals import PrinterErrorCode
from qtrace.services.analytics.queries import chart_subjects
from qtrace.services.analytics.rows import ChartFilter, Period
from qtrace.ui.analytics.charts_model import ChartPrint
from tests.printing.support import text_of
from tests.support.inspections import MAJOR, by_aql, make_bench, measured
from tests.support.plants import make_plant


@pytest.fixture
def plant(sqlite_url):
    made = make_plant(sqlite_url)
    yield made
    made.bench.close()


def test_the_report_is_printed_or_its_failure_is_told(plant, tmp_path):
    work = make_bench(plant)
    work.plan((by_aql(MAJOR, "2.5", "S-4"),), (measured(1),))
    for shift in range(3):
        _, inspection = work.started(pieces=20, containers=2)
        first = work.sheet(inspection).characteristics[0].characteristic_id
        for piece in (1, 2):
            work.read(inspection, first, piece, f"12.0{shift + piece}")
        work.pass_time(days=1)
    (subject,) = plant.bench.ask(chart_subjects)
    told, paper = [], FakePrinter()

    def outlet():
        return PrintOutlet(paper, LabelFormat.PDF, paper, "test")

    wish = ChartPrint(
        subject,
        ChartFilter(Period.ALL),
        "HM-1",
        Language.EN,
        ChartFamily.SHEWHART,
        "Lin",
        told.append,
    )
    print_chart(wish, plant.bench, ImmediateExecutor(), outlet)
    assert told == [""]
    text = text_of(paper.jobs[0], tmp_path)
    assert "Period: all, Site: HM-1" in text
    assert "Inner dia. 1" in text
    assert "AQL 2.5 %" in text
    assert "Means and ranges fit: every lot gives 2 pieces" in text
    print_chart(replace(wish, family=ChartFamily.EWMA), plant.bench, ImmediateExecutor(), outlet)
    assert told.pop() == ""
    assert "EWMA finds small lasting shifts" in text_of(paper.jobs[-1], tmp_path)
    paper.fail_with = PrinterErrorCode.UNREACHABLE
    print_chart(wish, plant.bench, ImmediateExecutor(), outlet)
    nothing = replace(subject, key=replace(subject.key, name_en="?"))
    print_chart(replace(wish, subject=nothing), plant.bench, ImmediateExecutor(), outlet)
    odd = replace(subject, name=replace(subject.name, en="\U0001f600"))
    print_chart(replace(wish, subject=odd), plant.bench, ImmediateExecutor(), outlet)
    assert told[1:] == ["PRINTER_UNREACHABLE", "NOTHING_TO_PRINT", "GLYPH_MISSING"]
