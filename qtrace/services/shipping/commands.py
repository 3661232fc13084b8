"""Commands about customers and shipments."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from qtrace.domain.shipping import CustomerKind
from qtrace.services.commands import Command


@dataclass(frozen=True, slots=True, kw_only=True)
class AddCustomer(Command):
    """Add somebody who gets what we make; the code is unique."""

    code: ClassVar[str] = "ADD_CUSTOMER"

    customer_id: int
    customer_code: str
    name_en: str
    name_zh: str
    address: str
    kind: CustomerKind


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeCustomer(Command):
    """Correct a customer, or say that nothing more is sent there.

    Attributes:
        row_version: the version that was looked at.
    """

    code: ClassVar[str] = "CHANGE_CUSTOMER"

    customer_id: int
    row_version: int
    name_en: str
    name_zh: str
    address: str
    kind: CustomerKind
    is_active: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedLine:
    """How much of a part is asked for; its revision in force is meant."""

    line_id: int
    part_id: int
    qty_q6: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenShipment(Command):
    """Begin a shipment to a customer; without lines it takes whatever may leave.

    Attributes:
        ship_by: last day on which it shall leave, None where nobody has named one.
    """

    code: ClassVar[str] = "OPEN_SHIPMENT"

    shipment_id: int
    customer_id: int
    ship_by: date | None = None
    carrier: str = ""
    lines: tuple[AskedLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AddShipmentLine(Command):
    """The customer asks for something more."""

    code: ClassVar[str] = "ADD_SHIPMENT_LINE"

    shipment_id: int
    line: AskedLine


@dataclass(frozen=True, slots=True, kw_only=True)
class PackItem(Command):
    """Put a scanned unit, or a quantity of a scanned lot, into a shipment.

    Attributes:
        item_id: the unit or the production lot.
        qty_q6: how much of a lot; None: what is asked for and lies here. A unit is one piece.
    """

    code: ClassVar[str] = "PACK_ITEM"
    accepting: ClassVar[bool] = True
    records_refusals: ClassVar[bool] = True

    shipment_id: int
    pick_id: int
    item_id: int
    qty_q6: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnpackItem(Command):
    """Take out what was packed; a closed shipment is open again."""

    code: ClassVar[str] = "UNPACK_ITEM"

    shipment_id: int
    pick_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosePacking(Command):
    """Everything is packed.

    Attributes:
        reason: why less is sent than was asked for; empty where nothing is missing.
    """

    code: ClassVar[str] = "CLOSE_PACKING"

    shipment_id: int
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReopenPacking(Command):
    """Something is to be packed or taken out still."""

    code: ClassVar[str] = "REOPEN_PACKING"

    shipment_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ShipShipment(Command):
    """The shipment leaves the house; every piece is asked about once more.

    Attributes:
        item_id: id of the item that stands for the shipment in the genealogy.
    """

    code: ClassVar[str] = "SHIP_SHIPMENT"
    accepting: ClassVar[bool] = True
    records_refusals: ClassVar[bool] = True

    shipment_id: int
    item_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelShipment(Command):
    """The shipment does not leave; its pieces are free again."""

    code: ClassVar[str] = "CANCEL_SHIPMENT"

    shipment_id: int
    reason: str
