"""Commands about places and moving lots."""

from dataclasses import dataclass
from typing import ClassVar

from qtrace.domain.warehouse import Zone
from qtrace.services.commands import Command


@dataclass(frozen=True, slots=True, kw_only=True)
class AddLocation(Command):
    """Add a place of this site; its barcode is `format_location(location_code)`."""

    code: ClassVar[str] = "ADD_LOCATION"

    location_id: int
    location_code: str
    name_en: str
    name_zh: str
    zone: Zone


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveLot(Command):
    """Put a lot, or a part of it, on another place by scanning the place.

    Attributes:
        from_location_id: where it lies; None: the only place where it lies.
        qty_q6: how much of it; None: all that lies there.
    """

    code: ClassVar[str] = "MOVE_LOT"
    frequent: ClassVar[bool] = True
    accepting: ClassVar[bool] = True

    movement_id: int
    lot_id: int
    to_location_id: int
    from_location_id: int | None = None
    qty_q6: int | None = None
