"""Places and what may lie where: one table, the default is no."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from qtrace.domain.items import QualityState


class Zone(StrEnum):
    """What a place is for."""

    PENDING = "pending"
    QUARANTINE = "quarantine"
    RELEASED = "released"
    REJECT = "reject"
    WIP = "wip"
    SHIP = "ship"


class WarehouseReason(StrEnum):
    """Why a place could not be added or a lot could not be moved."""

    LOCATION_EXISTS = "LOCATION_EXISTS"
    LOCATION_UNKNOWN = "LOCATION_UNKNOWN"
    LOCATION_CLOSED = "LOCATION_CLOSED"
    LOCATION_CODE_INVALID = "LOCATION_CODE_INVALID"
    NO_LOCATION_IN_ZONE = "NO_LOCATION_IN_ZONE"
    ZONE_NOT_ALLOWED = "ZONE_NOT_ALLOWED"
    ZONE_NOT_ALLOWED_PENDING = "ZONE_NOT_ALLOWED_PENDING"
    ZONE_NOT_ALLOWED_EXPIRED = "ZONE_NOT_ALLOWED_EXPIRED"
    ALREADY_THERE = "ALREADY_THERE"
    STOCK_TOO_LOW = "STOCK_TOO_LOW"
    LOT_NOWHERE = "LOT_NOWHERE"
    LOT_IN_SEVERAL_PLACES = "LOT_IN_SEVERAL_PLACES"
    LOADED_AT_LINE = "LOADED_AT_LINE"
    QUANTITY_NOT_POSITIVE = "QUANTITY_NOT_POSITIVE"


ALLOWED_ZONES: Mapping[QualityState, frozenset[Zone]] = {
    QualityState.QUARANTINE: frozenset({Zone.QUARANTINE, Zone.PENDING}),
    QualityState.RELEASED: frozenset({Zone.RELEASED, Zone.WIP, Zone.SHIP, Zone.QUARANTINE}),
    QualityState.CONDITIONAL: frozenset({Zone.RELEASED, Zone.WIP, Zone.QUARANTINE}),
    QualityState.REJECTED: frozenset({Zone.REJECT, Zone.QUARANTINE}),
    QualityState.REWORK: frozenset({Zone.REJECT, Zone.QUARANTINE, Zone.WIP}),
    QualityState.SCRAPPED: frozenset({Zone.REJECT}),
    QualityState.RETURNED: frozenset({Zone.REJECT, Zone.SHIP}),
    QualityState.SPLIT: frozenset(),
}
"""Zones in which a lot of each quality state may be put.

Source: house rule after NMPA GMP art. 65 (stock only after verification); conditional never ships.
"""

BLOCKED_ZONES = frozenset({Zone.PENDING, Zone.QUARANTINE, Zone.REJECT})
"""Where blocked lots may lie: nobody takes material from there."""


@dataclass(frozen=True, slots=True)
class LotStanding:
    """What decides where a lot may lie.

    Attributes:
        state: quality state.
        is_pending: True while nobody has decided about a deviating receipt.
        is_expired: True if its last usable day is over.
    """

    state: QualityState
    is_pending: bool = False
    is_expired: bool = False


def zone_refusal(lot: LotStanding, zone: Zone) -> WarehouseReason | None:
    """Why a lot may not be put into `zone`, or None if it may; holds are asked separately.

    A pending lot stays in the pending zone until it is admitted: among what is being inspected
    nobody would tell it apart.
    """
    if lot.is_pending and zone is not Zone.PENDING:
        return WarehouseReason.ZONE_NOT_ALLOWED_PENDING
    if zone not in ALLOWED_ZONES[lot.state]:
        return WarehouseReason.ZONE_NOT_ALLOWED
    if lot.is_expired and zone not in BLOCKED_ZONES:
        return WarehouseReason.ZONE_NOT_ALLOWED_EXPIRED
    return None
