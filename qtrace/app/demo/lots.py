"""One lot from the lorry to the shelf: ordered, delivered, received, inspected, decided."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final

from qtrace.app.demo.catalogue import PART
from qtrace.app.demo.maker import ZONE, Maker
from qtrace.app.demo.plans import ONE, PLAN, THREE
from qtrace.app.demo.values import choose_pieces, first_of, readings
from qtrace.domain.codes.gs1_write import encode_element_string
from qtrace.domain.codes.internal import LabelMark, format_container
from qtrace.domain.inspection import CharClass, CharKind
from qtrace.domain.inspection_flow import ReadingOrigin
from qtrace.domain.items import LabelStatus
from qtrace.domain.quantities import MILLION
from qtrace.reference import ai_table
from qtrace.services.documents.commands import RecordPrint, StoreDocument
from qtrace.services.documents.issued import issued_document, print_jobs
from qtrace.services.inspection.commands import (
    ApproveInspection,
    RecordAllOk,
    RecordDefect,
    RecordReading,
    ReviewInspection,
    SignInspection,
    StartInspection,
)
from qtrace.services.inspection.queries import inspection_sheet
from qtrace.services.inspection.rows import InspectionSheet, SheetCharacteristic
from qtrace.services.receiving.commands import (
    AddDelivery,
    AddOrder,
    CheckLabel,
    DeliveryLineInput,
    OrderLineInput,
    PaperInput,
    ReceiveDelivery,
)
from qtrace.services.warehouse.commands import MoveLot

WAREHOUSE: Final = "chen"
BUYER: Final = "wang"
CLASSES: Final = (CharClass.CRITICAL, CharClass.MAJOR, CharClass.MINOR)


@dataclass(frozen=True, slots=True)
class DemoLot:
    """What is known of a lot before it comes.

    Attributes:
        name: name under which the ids of its rows are remembered.
        order: number of its purchase order.
        revision: revision ordered.
        quantity: in the part's unit.
        bad: failed pieces in each class.
        made_days: days between manufacture and receipt.
    """

    name: str
    part: str
    revision: str
    supplier: str
    site: str
    order: str
    supplier_lot: str
    quantity: int
    containers: int
    bad: Mapping[CharClass, int] = field(default_factory=dict)
    made_days: int = 18
    needed_at: datetime | None = None


def add_order(maker: Maker, lot: DemoLot, quantity: int, due_days: int = 30) -> None:
    """An order with one line for `quantity`; it is remembered by its number."""
    line_id = maker.new("order line", lot.order)
    line = OrderLineInput(
        line_id=line_id,
        line_no=1,
        part_id=maker.id("part", lot.part),
        revision_id=maker.id("revision", f"{lot.part} {lot.revision}"),
        qty_q6=quantity * MILLION,
        due_on=today(maker) + timedelta(days=due_days),
    )
    maker.do(
        BUYER,
        AddOrder,
        order_id=maker.ids.next_id(),
        number=lot.order,
        supplier_id=maker.id("supplier", lot.supplier),
        ordered_on=today(maker),
        lines=(line,),
    )


def today(maker: Maker) -> date:
    """The calendar day on the told clock."""
    return maker.clock.now().astimezone(ZONE).date()


def papers_of(lot: DemoLot) -> tuple[PaperInput, ...]:
    """Every paper that the part asks for, numbered by the supplier."""
    return tuple(
        PaperInput(kind=kind.value, number=f"{lot.supplier_lot}-{kind.value[:2].upper()}")
        for kind in PART[lot.part].papers
    )


def deliver(maker: Maker, lot: DemoLot) -> None:
    """Announce the lot on a delivery note of its own."""
    line = DeliveryLineInput(
        line_id=maker.new("line", lot.name),
        line_no=1,
        order_line_id=maker.id("order line", lot.order),
        part_id=maker.id("part", lot.part),
        revision_id=maker.id("revision", f"{lot.part} {lot.revision}"),
        manufacturer_site_id=maker.id("site", lot.site),
        supplier_lot=lot.supplier_lot,
        expected_q6=lot.quantity * MILLION,
        containers=lot.containers,
        needed_at=lot.needed_at or maker.clock.now() + timedelta(days=3),
        papers=papers_of(lot),
    )
    maker.do(
        BUYER,
        AddDelivery,
        delivery_id=maker.ids.next_id(),
        number=f"DN-{lot.supplier_lot}",
        supplier_id=maker.id("supplier", lot.supplier),
        carrier="",
        sscc=None,
        lines=(line,),
    )


def receive(maker: Maker, lot: DemoLot, acknowledged: tuple[str, ...] = ()) -> str:
    """Receive the announced lot by the code on it; return our lot number."""
    part = PART[lot.part]
    made_on = today(maker) - timedelta(days=lot.made_days)
    expiry = None
    if part.shelf_life_days is not None:
        expiry = made_on + timedelta(days=part.shelf_life_days)
    elements = [
        ("02", part.gtin),
        ("37", str(lot.containers)),
        ("10", lot.supplier_lot),
        ("11", f"{made_on:%y%m%d}"),
        ("240", f"{lot.part}-{lot.revision}"),
        ("400", lot.order),
    ]
    if expiry is not None:
        elements.append(("17", f"{expiry:%y%m%d}"))
    facts = maker.do(
        WAREHOUSE,
        ReceiveDelivery,
        lot_id=maker.new("lot", lot.name),
        receipt_id=maker.ids.next_id(),
        inspection_id=maker.new("inspection", lot.name),
        delivery_line_id=maker.id("line", lot.name),
        supplier_id=maker.id("supplier", lot.supplier),
        part_id=maker.id("part", lot.part),
        quantity_q6=lot.quantity * MILLION,
        unit_code=part.unit,
        containers=lot.containers,
        revision=lot.revision,
        manufacturer_site_id=maker.id("site", lot.site),
        supplier_lot=lot.supplier_lot,
        made_on=made_on,
        expiry=expiry,
        expiry_text=f"{expiry:%y%m%d}" if expiry else None,
        raw_code=encode_element_string(elements, ai_table(), maker.day.year),
        papers=papers_of(lot),
        acknowledged=acknowledged,
    )
    printed(maker)
    return facts["lot"]


def printed(maker: Maker) -> None:
    """Say of every waiting label job that it was printed."""
    for job in maker.bench.ask(print_jobs, ("waiting",)):
        labels = (job.container_to or 0) - (job.container_from or 0) + 1
        maker.do(
            WAREHOUSE,
            RecordPrint,
            job_id=job.job_id,
            outcome="printed",
            detail="demo",
            symbols_read_back=labels,
        )


def label(maker: Maker, lot_id: int, number: str, status: LabelStatus, containers: range) -> None:
    """Scan the new labels of some containers."""
    mark = LabelMark[status.name]
    codes = tuple(format_container(number, index, mark) for index in containers)
    maker.do(WAREHOUSE, CheckLabel, lot_id=lot_id, label_status=status, codes=codes)


def start(maker: Maker, lot: DemoLot, inspector: str) -> InspectionSheet:
    """Take the sample; return what is to be done."""
    inspection_id = maker.id("inspection", lot.name)
    maker.do(inspector, StartInspection, inspection_id=inspection_id)
    sheet = maker.bench.ask(inspection_sheet, inspection_id)
    assert sheet is not None, "it was just started"
    return sheet


def inspect(maker: Maker, lot: DemoLot, sheet: InspectionSheet, inspector: str) -> None:
    """Take every reading; the first characteristic of a class shows the class's failures."""
    random = maker.random(f"readings {lot.name}")
    left = dict(lot.bad)
    for each in sheet.characteristics:
        failed = choose_pieces(random, each.n, left.pop(each.char_class, 0))
        if each.kind is CharKind.VARIABLE:
            values = readings(random, each, failed)
            read_values(maker, sheet, each, values, inspector)
        else:
            look_at(maker, sheet, each, failed, inspector)


def read_values(
    maker: Maker,
    sheet: InspectionSheet,
    each: SheetCharacteristic,
    values: tuple[str, ...],
    inspector: str,
) -> None:
    """Record a value for each of the first pieces."""
    gauge_id = next((gauge.gauge_id for gauge in each.gauges), None)
    for piece, value in enumerate(values, start=1):
        maker.wait(seconds=9)
        maker.do(
            inspector,
            RecordReading,
            inspection_id=sheet.inspection_id,
            reading_id=maker.ids.next_id(),
            characteristic_id=each.characteristic_id,
            piece=piece,
            value=value,
            origin=ReadingOrigin.GAUGE,
            gauge_id=gauge_id,
        )


def look_at(
    maker: Maker,
    sheet: InspectionSheet,
    each: SheetCharacteristic,
    failed: tuple[int, ...],
    inspector: str,
) -> None:
    """Name the defects, then say that the rest is good."""
    for position, piece in enumerate(failed):
        maker.wait(seconds=20)
        maker.do(
            inspector,
            RecordDefect,
            inspection_id=sheet.inspection_id,
            reading_id=maker.ids.next_id(),
            characteristic_id=each.characteristic_id,
            piece=piece,
            defect_code=first_of(each.defect_codes, position),
        )
    maker.wait(minutes=4)
    all_ok(maker, sheet, each, inspector)


def all_ok(
    maker: Maker,
    sheet: InspectionSheet,
    each: SheetCharacteristic,
    inspector: str,
    piece_to: int | None = None,
) -> None:
    """Say that pieces were looked at."""
    maker.do(
        inspector,
        RecordAllOk,
        inspection_id=sheet.inspection_id,
        count_id=maker.ids.next_id(),
        characteristic_id=each.characteristic_id,
        piece_to=piece_to,
    )


def decide(maker: Maker, lot: DemoLot, inspector: str) -> Mapping[str, str]:
    """Sign through the whole chain of the plan; return the facts of the last signature."""
    inspection_id = maker.id("inspection", lot.name)
    facts = sign(maker, inspector, SignInspection, inspection_id)
    chain = PLAN[lot.part].chain
    if chain != ONE:
        maker.wait(minutes=12)
        facts = sign(maker, "zhou", ReviewInspection, inspection_id)
    if chain == THREE:
        maker.wait(minutes=25)
        facts = sign(maker, "sun", ApproveInspection, inspection_id)
    return facts


def sign(
    maker: Maker,
    by: str,
    command: type[SignInspection | ReviewInspection | ApproveInspection],
    inspection_id: int,
) -> Mapping[str, str]:
    """Sign one step after looking at the sheet; return the facts of the signature."""
    sheet = maker.bench.ask(inspection_sheet, inspection_id)
    assert sheet is not None, "it was just inspected"
    return maker.sign(by, command, inspection_id=inspection_id, seen_sha256=sheet.seen_sha256)


def draw_report(maker: Maker, document_id: int, by: str) -> None:
    """Have an issued report drawn; `store_reports` keeps it."""
    document = maker.bench.ask(issued_document, document_id)
    assert document is not None, "it was just issued"
    maker.drawer.submit(document, by)


def store_reports(maker: Maker) -> None:
    """Keep the bytes of every report that was given to the drawer."""

    def store(document_id: int, by: str, content: bytes) -> None:
        maker.do(
            by,
            StoreDocument,
            document_id=document_id,
            media_type="application/pdf",
            content=content,
        )

    maker.drawer.take(store)


def put_away(maker: Maker, lot_id: int, place: str) -> None:
    """Carry the lot to a place."""
    maker.do(
        WAREHOUSE,
        MoveLot,
        movement_id=maker.ids.next_id(),
        lot_id=lot_id,
        to_location_id=maker.id("location", place),
    )


def whole_life(maker: Maker, lot: DemoLot, inspector: str) -> None:
    """Deliver, receive, label, inspect, decide, label again, put away."""
    deliver(maker, lot)
    maker.wait(minutes=35)
    number = receive(maker, lot)
    lot_id = maker.id("lot", lot.name)
    containers = range(1, lot.containers + 1)
    maker.wait(minutes=14)
    label(maker, lot_id, number, LabelStatus.QUARANTINE, containers)
    maker.wait(minutes=70)
    sheet = start(maker, lot, inspector)
    inspect(maker, lot, sheet, inspector)
    maker.wait(minutes=6)
    facts = decide(maker, lot, inspector)
    draw_report(maker, int(facts["document_id"]), inspector)
    printed(maker)
    maker.wait(minutes=11)
    accepted = facts["verdict"] == "accept"
    label(maker, lot_id, number, LabelStatus.RELEASED if accepted else LabelStatus.REJECTED,
          containers)  # fmt: skip
    if facts.get("set_aside_id"):
        aside = facts["set_aside_lot"]
        label(maker, int(facts["set_aside_id"]), aside, LabelStatus.REJECTED, range(1, 2))
    maker.wait(minutes=13)
    tubing = PART[lot.part].unit == "m"
    put_away(maker, lot_id, ("B-01-02" if tubing else "A-03-12") if accepted else "R-02")
