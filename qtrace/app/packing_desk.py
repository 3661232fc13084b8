"""The packing list of a shipment: read, drawn and printed off the UI thread; no record."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from qtrace.domain.quantities import grouped_q6
from qtrace.ports import Executor, Failure, PrinterError, SymbolReader
from qtrace.printing.packing_list import PackedLine, PackingList, render_packing_list
from qtrace.printing.refusals import PrintRefusal
from qtrace.printing.words import DocumentLanguage, Name, Words
from qtrace.services.briefs import NamePair
from qtrace.services.reads import Reads
from qtrace.services.shipping.queries import PickRow, shipment_page
from qtrace.services.workbench import Workbench

if TYPE_CHECKING:
    from qtrace.app.print_desk import PrintOutlet
    from qtrace.ui.shipping.packing_model import PackingPrint


def print_packing_list(
    wish: "PackingPrint",
    workbench: Workbench,
    executor: Executor,
    outlet: "Callable[[], PrintOutlet]",
    reader: Callable[[], SymbolReader],
) -> None:
    """Print the list; `wish` is told an empty text, or a stable code where it failed."""

    def job() -> str:
        packing = workbench.ask(packing_list, wish.shipment_id, wish.by)
        drawn = render_packing_list(packing, Words(DocumentLanguage.BOTH), reader())
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


def packing_list(reads: Reads, shipment_id: int, by: NamePair) -> PackingList:
    """Everything that lies in a shipment that is there."""
    page = shipment_page(reads, shipment_id)
    assert page is not None, "only a shipment that is on the screen is printed"
    plant, row = reads.plant, page.row
    return PackingList(
        plant=Name(plant.name_zh, plant.name_en),
        address=plant.address,
        is_demo=plant.is_demo,
        number=row.number,
        customer_code=row.customer_code,
        customer=_name(row.customer),
        customer_address=row.address,
        carrier=row.carrier,
        shipped_at=row.gone_at.astimezone(reads.zone) if row.gone_at is not None else None,
        lines=tuple(_line(each) for each in page.picks),
        printed_at=reads.now.astimezone(reads.zone),
        printed_by=_name(by),
    )


def _line(row: PickRow) -> PackedLine:
    return PackedLine(
        piece=row.serial,
        lot=row.lot,
        part=f"{row.part.number} {row.revision}",
        name=_name(row.part.name),
        quantity=grouped_q6(row.qty_q6),
        unit=_name(row.part.unit),
        usable_until=row.expiry,
    )


def _name(pair: NamePair) -> Name:
    return Name(pair.zh, pair.en)
