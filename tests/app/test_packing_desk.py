"""The packing list goes from the packing table to the printer, or says why not."""

from qtrace.app.fake_executor import ImmediateExecutor
from qtrace.app.packing_desk import packing_list, print_packing_list
from qtrace.app.print_desk import PrintOutlet
from qtrace.app.printing_jobs import LabelFormat
from qtrace.printing.fake import FakePrinter
from qtrace.printing.refusals import PrinterErrorCode
from qtrace.services.briefs import NamePair
from qtrace.services.outcomes import Done
from qtrace.ui.shipping.packing_model import PackingPrint
from tests.printing.support import ZxingReader, text_of
from tests.support.production import production_plant
from tests.support.shipping import make_shipping


def test_a_shipment_is_printed_or_its_failure_is_told(sqlite_url, tmp_path):
    plant = production_plant(sqlite_url)
    bench = make_shipping(plant)
    assert isinstance(bench.open(), Done)
    for act in (bench.pack(bench.units_of()[0]), bench.pack(bench.kit_lot, 4)):
        assert isinstance(act, Done)
    made = bench.ask(packing_list, bench.shipment, NamePair("Chen", "陈"))
    assert [(line.quantity, line.unit.zh, bool(line.piece)) for line in made.lines] == [
        ("1", "件", True), ("4", "件", False),
    ]  # fmt: skip
    assert (made.shipped_at, made.customer_code) == (None, "H-01")

    told, paper = [], FakePrinter()

    def sent(by: str) -> None:
        wish = PackingPrint(bench.shipment, NamePair(by, "陈"), told.append)
        outlet = PrintOutlet(paper, LabelFormat.PDF, paper, "test")
        print_packing_list(wish, plant.bench, ImmediateExecutor(), lambda: outlet, ZxingReader)

    sent("Chen")
    assert made.number in text_of(paper.jobs[0], tmp_path)
    paper.fail_with = PrinterErrorCode.UNREACHABLE
    sent("Chen")
    sent("\U0001f600")
    assert told == ["", "PRINTER_UNREACHABLE", "GLYPH_MISSING"]
    plant.close()
