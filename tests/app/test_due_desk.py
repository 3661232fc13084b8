"""The due list goes from the gauges to the printer, or says why not."""

from datetime import date

import pytest

from qtrace.app.due_desk import due_list, print_due_list
from qtrace.app.fake_executor import ImmediateExecutor
from qtrace.app.print_desk import PrintOutlet
from qtrace.app.printing_jobs import LabelFormat
from qtrace.i18n import Language
from qtrace.printing.due_list import DueState
from qtrace.printing.fake import FakePrinter
from qtrace.printing.refusals import PrinterErrorCode
from qtrace.ui.gauges.gauges_model import DueListPrint
from tests.printing.support import text_of
from tests.support.inspections import make_bench
from tests.support.plants import make_plant


@pytest.fixture
def plant(sqlite_url):
    made = make_plant(sqlite_url)
    yield made
    made.bench.close()


def test_the_list_is_printed_or_its_failure_is_told(plant, tmp_path):
    work = make_bench(plant)
    work.gauge()
    work.gauge("CA-015", due=date(2026, 11, 17))
    due = plant.bench.ask(due_list, "Wu")
    assert [(line.code, line.state, line.days) for line in due.lines] == [
        ("CA-015", DueState.OVERDUE, -5), ("TG-011", DueState.GOOD, 51),
    ]  # fmt: skip
    told, paper = [], FakePrinter()

    def outlet():
        return PrintOutlet(paper, LabelFormat.PDF, paper, "test")

    wish = DueListPrint(Language.EN, "Wu", told.append)
    print_due_list(wish, plant.bench, ImmediateExecutor(), outlet)
    text = text_of(paper.jobs[0], tmp_path)
    assert "overdue 5 days" in text
    assert "by Wu" in text
    paper.fail_with = PrinterErrorCode.UNREACHABLE
    print_due_list(wish, plant.bench, ImmediateExecutor(), outlet)
    odd = DueListPrint(Language.EN, "\U0001f600", told.append)
    assert told == ["", "PRINTER_UNREACHABLE"]
    print_due_list(odd, plant.bench, ImmediateExecutor(), outlet)
    assert len(told) == 3
