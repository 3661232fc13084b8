"""Commands about orders, deliveries, receipts, papers and container labels."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from qtrace.domain.items import LabelStatus
from qtrace.services.commands import Command


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderLineInput:
    """One line of an order."""

    line_id: int
    line_no: int
    part_id: int
    revision_id: int
    qty_q6: int
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class AddOrder(Command):
    """Add a purchase order with its lines."""

    code: ClassVar[str] = "ADD_ORDER"

    order_id: int
    number: str
    supplier_id: int
    ordered_on: date
    lines: tuple[OrderLineInput, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperInput:
    """A supplier paper by kind (`PaperKind` value) and number."""

    kind: str
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryLineInput:
    """What a delivery announces on one line; what is not known is None.

    Attributes:
        needed_at: when production wants it.
        papers: papers that the delivery note says come with it.
    """

    line_id: int
    line_no: int
    order_line_id: int | None
    part_id: int | None
    revision_id: int | None
    manufacturer_site_id: int | None
    supplier_lot: str | None
    expected_q6: int
    containers: int
    needed_at: datetime | None = None
    papers: tuple[PaperInput, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AddDelivery(Command):
    """Announce a delivery; our code `DLV-…` is minted and comes back as fact `code`.

    Attributes:
        number: delivery note number of the supplier.
        sscc: 18 digits of its pallet or parcel, or None.
    """

    code: ClassVar[str] = "ADD_DELIVERY"

    delivery_id: int
    number: str
    supplier_id: int
    carrier: str
    sscc: str | None
    lines: tuple[DeliveryLineInput, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiveDelivery(Command):
    """Take what came as what it is: a lot of ours in quarantine, or pending (待处理).

    Facts: `lot`, `place` (`quarantine` or `pending`), `receipt`, `inspection` (number, empty if
    pending), `excess_lot` (empty if none), `findings` (codes, comma-separated).

    Attributes:
        lot_id: id of the new lot.
        receipt_id: id of its receipt.
        inspection_id: id of the inspection request.
        delivery_line_id: the line that was found, or None for what nobody announced.
        supplier_id: who delivered it.
        part_id: our part as it came, or None if nobody knows it.
        revision: revision written on it, or None.
        part_text: what the goods say they are, where `part_id` is None.
        quantity_q6: counted quantity, in `unit_code`.
        unit_code: the part's base unit (any known unit where the part is not known).
        containers: counted containers, 1 to 9999.
        expiry_text: expiry as carried, before it became a day.
        raw_code: the scanned text; None if nothing usable was on it.
        location_id: where it is put; None: the first place of the right zone.
        papers: papers that are here.
        acknowledged: codes of the blocking findings that the person has seen and receives anyway.
    """

    code: ClassVar[str] = "RECEIVE_DELIVERY"
    accepting: ClassVar[bool] = True

    lot_id: int
    receipt_id: int
    inspection_id: int
    delivery_line_id: int | None
    supplier_id: int
    part_id: int | None
    quantity_q6: int
    unit_code: str
    containers: int
    revision: str | None = None
    part_text: str = ""
    manufacturer_site_id: int | None = None
    supplier_lot: str | None = None
    udi_di: str | None = None
    made_on: date | None = None
    expiry: date | None = None
    expiry_text: str | None = None
    raw_code: str | None = None
    location_id: int | None = None
    needed_at: datetime | None = None
    papers: tuple[PaperInput, ...] = ()
    acknowledged: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AdmitLot(Command):
    """Quality admits a pending lot (待处理) to inspection; fact `inspection`: its number.

    Attributes:
        location_id: place in quarantine; None: the first one.
    """

    code: ClassVar[str] = "ADMIT_LOT"
    accepting: ClassVar[bool] = True

    lot_id: int
    inspection_id: int
    reason: str
    location_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterPaper(Command):
    """Note a supplier paper of a lot, with its bytes where there are any.

    Attributes:
        paper_id: id of the new row.
        kind: `PaperKind` value.
        supersedes_id: the row this one corrects, or None.
        evidence: scan or photo of the paper, at most 20 MB; None: only seen.
    """

    code: ClassVar[str] = "REGISTER_PAPER"

    paper_id: int
    lot_id: int
    kind: str
    number: str
    supersedes_id: int | None = None
    evidence: bytes | None = None
    evidence_name: str = ""
    media_type: str = "application/pdf"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckLabel(Command):
    """A container's label was scanned on the container: one of N.

    Facts: `done`, `total`, `number` (of the last container), `again` (`yes` if it had been
    scanned before: nothing changes), `open` (`yes` until N of N).

    Attributes:
        lot_id: the lot whose task it is.
        label_status: status that the containers must carry now.
        codes: scanned container codes; one a scan, several for a batch.
    """

    code: ClassVar[str] = "CHECK_LABEL"

    lot_id: int
    label_status: LabelStatus
    codes: tuple[str, ...]
