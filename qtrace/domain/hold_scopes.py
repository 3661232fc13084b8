"""What a hold is about: anchors with conditions, and whether an item or a place falls under them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum


class AnchorKind(StrEnum):
    """Kinds of things that a hold may hang on; the id of an anchor names one thing of its kind.

    `SUPPLIER_PART` hangs on the part and names the supplier beside it, `SUPPLIER_LOT` hangs on the
    supplier and names the lot beside it. `ORIGIN` means the pieces of a lot without the lot itself.
    """

    ITEM = "item"
    ORIGIN = "origin"
    PART = "part"
    PART_REVISION = "part_revision"
    SUPPLIER_PART = "supplier_part"
    SUPPLIER_LOT = "supplier_lot"
    RECEIPT = "receipt"
    LOCATION = "location"
    WORK_ORDER = "work_order"
    OPERATION = "operation"
    LINE = "line"
    STATION = "station"
    EQUIPMENT = "equipment"
    GAUGE = "gauge"


CONTEXT_ANCHORS = frozenset(
    {
        AnchorKind.LOCATION,
        AnchorKind.OPERATION,
        AnchorKind.LINE,
        AnchorKind.STATION,
        AnchorKind.EQUIPMENT,
        AnchorKind.GAUGE,
    }
)
"""Anchors that are matched at the scan alone: nothing is written onto items."""

PIECE_KINDS = frozenset({"unit", "container"})
"""Kinds of items that are pieces of the lot they came from, and held with it."""


class ScopeFault(StrEnum):
    """Why a scope makes no sense."""

    SUPPLIER_MISSING = "supplier_missing"
    SUPPLIER_LOT_MISSING = "supplier_lot_missing"
    RANGE_BACKWARDS = "range_backwards"
    RANGE_WITHOUT_LOT = "range_without_lot"
    TIME_BACKWARDS = "time_backwards"
    CONDITION_ON_PLACE = "condition_on_place"


@dataclass(frozen=True, slots=True)
class Scope:
    """One row of a hold's scope: the anchor and every condition must match.

    Attributes:
        seq_from: first serial position in the lot, None for the first.
        seq_to: last serial position, None for all that follow.
        made_from: first instant of making, None for ever.
        made_to: last instant; None means "and from now on": whatever is made behind the hold.
    """

    anchor: AnchorKind
    anchor_id: int
    part_id: int | None = None
    supplier_id: int | None = None
    supplier_lot: str | None = None
    line_id: int | None = None
    seq_from: int | None = None
    seq_to: int | None = None
    made_from: datetime | None = None
    made_to: datetime | None = None

    @property
    def has_range(self) -> bool:
        """True if only some serial positions are meant."""
        return self.seq_from is not None or self.seq_to is not None

    @property
    def has_time(self) -> bool:
        """True if only what was made in a time is meant."""
        return self.made_from is not None or self.made_to is not None


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """What scopes ask of an item; a piece has what it does not know itself from its lot.

    Attributes:
        lot_id: the lot that a unit or container is a piece of, None for all other items.
        seq: serial position in that lot; None for containers, which no range tells apart.
    """

    item_id: int
    part_id: int | None = None
    part_revision_id: int | None = None
    supplier_id: int | None = None
    supplier_lot: str | None = None
    receipt_id: int | None = None
    location_id: int | None = None
    lot_id: int | None = None
    seq: int | None = None
    work_order_id: int | None = None
    line_id: int | None = None
    made_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """Where and with what something is done.

    Attributes:
        station_id: where it was begun.
        sender_id: the station that asks, if it is another one.
        location_id: the place where it happens, or where something is put; the place of an item
            that lies in one alone is known without it.
        source_id: the place from which something is taken.
    """

    line_id: int | None = None
    station_id: int | None = None
    work_order_id: int | None = None
    operation_id: int | None = None
    location_id: int | None = None
    equipment_ids: tuple[int, ...] = ()
    gauge_ids: tuple[int, ...] = ()
    sender_id: int | None = None
    source_id: int | None = None


NOWHERE = Context()


def context_anchors(context: Context) -> tuple[tuple[AnchorKind, int], ...]:
    """Anchors of the place and the tools, in a fixed order."""
    named = (
        (AnchorKind.LINE, context.line_id),
        (AnchorKind.STATION, context.station_id),
        (
            AnchorKind.STATION,
            context.sender_id if context.sender_id != context.station_id else None,
        ),
        (AnchorKind.WORK_ORDER, context.work_order_id),
        (AnchorKind.OPERATION, context.operation_id),
        (AnchorKind.LOCATION, context.location_id),
        (AnchorKind.LOCATION, context.source_id),
        *((AnchorKind.EQUIPMENT, each) for each in context.equipment_ids),
        *((AnchorKind.GAUGE, each) for each in context.gauge_ids),
    )
    return tuple(dict.fromkeys((kind, each) for kind, each in named if each is not None))


def item_anchors(item: ItemFacts) -> tuple[tuple[AnchorKind, int], ...]:
    """Anchors that an item has of its own, wherever it is."""
    named = (
        (AnchorKind.ITEM, item.item_id),
        (AnchorKind.ITEM, item.lot_id),
        (AnchorKind.ORIGIN, item.lot_id),
        (AnchorKind.PART, item.part_id),
        (AnchorKind.PART_REVISION, item.part_revision_id),
        (AnchorKind.SUPPLIER_PART, item.part_id),
        (AnchorKind.SUPPLIER_LOT, item.supplier_id),
        (AnchorKind.RECEIPT, item.receipt_id),
        (AnchorKind.LOCATION, item.location_id),
        (AnchorKind.WORK_ORDER, item.work_order_id),
    )
    return tuple((kind, each) for kind, each in named if each is not None)


def scope_fault(scope: Scope) -> ScopeFault | None:
    """Why `scope` makes no sense, or None if it does."""
    lots = (AnchorKind.ITEM, AnchorKind.ORIGIN)
    timed = scope.has_time or scope.line_id is not None
    lot_named = bool((scope.supplier_lot or "").strip())
    faults = (
        (
            ScopeFault.SUPPLIER_MISSING,
            scope.anchor is AnchorKind.SUPPLIER_PART and scope.supplier_id is None,
        ),
        (
            ScopeFault.SUPPLIER_LOT_MISSING,
            scope.anchor is AnchorKind.SUPPLIER_LOT and not lot_named,
        ),
        (ScopeFault.CONDITION_ON_PLACE, scope.anchor in CONTEXT_ANCHORS and timed),
        (ScopeFault.RANGE_WITHOUT_LOT, scope.has_range and scope.anchor not in lots),
        (ScopeFault.RANGE_BACKWARDS, _backwards(scope.seq_from, scope.seq_to)),
        (ScopeFault.TIME_BACKWARDS, _before(scope.made_to, scope.made_from)),
    )
    return next((fault for fault, is_there in faults if is_there), None)


def _before(one: datetime | None, other: datetime | None) -> bool:
    return one is not None and other is not None and one < other


def _backwards(first: int | None, last: int | None) -> bool:
    return first is not None and last is not None and last < first


def matches_item(scope: Scope, item: ItemFacts) -> bool:
    """True if the item falls under the scope by what it is, wherever it is.

    A lot falls under a scope that names some of its serial positions; a piece only if it is one of
    them. What was made at an unknown time falls under no time.
    """
    if (scope.anchor, scope.anchor_id) not in item_anchors(item):
        return False
    if scope.anchor is AnchorKind.LOCATION:
        return False
    return _conditions(scope, item)


def matches_but_time(scope: Scope, item: ItemFacts) -> bool:
    """True if all but the time of making is met: what is made of the item now may fall under it."""
    return matches_item(replace(scope, made_from=None, made_to=None), item)


def in_time(scope: Scope, made_at: datetime | None) -> bool:
    """True if what was made then falls under the scope's time; no time meets every scope's none."""
    if not scope.has_time:
        return True
    if made_at is None:
        return False
    after = scope.made_from is None or made_at >= scope.made_from
    return after and (scope.made_to is None or made_at <= scope.made_to)


def clipped(
    scope: Scope, ranges: Iterable[tuple[int, int | None]]
) -> tuple[tuple[int, int | None], ...]:
    """What of these positions the scope names, in their order."""
    found = []
    for first, last in ranges:
        begin = max(first, scope.seq_from or 0)
        ends = [each for each in (last, scope.seq_to) if each is not None]
        end = min(ends) if ends else None
        if end is None or begin <= end:
            found.append((begin, end))
    return tuple(found)


def began_before(scope: Scope, placed_at: datetime) -> bool:
    """True if the scope means "and from now on" and its time had begun when the hold was placed.

    Then everything that is made behind the hold is under it, whatever a clock says.
    """
    begins = scope.made_from if scope.made_to is None else None
    return begins is not None and begins <= placed_at


def matches_here(scope: Scope, item: ItemFacts | None, context: Context) -> bool:
    """True if the scope is met by the place, the tools or the work order of an activity.

    Conditions on part and supplier are asked of the item; without an item they are not met.
    """
    anchors = set(context_anchors(context))
    if item is not None and item.location_id is not None:
        anchors.add((AnchorKind.LOCATION, item.location_id))
    if (scope.anchor, scope.anchor_id) not in anchors:
        return False
    if item is None:
        return scope.part_id is None and scope.supplier_id is None and scope.supplier_lot is None
    return _conditions(scope, item)


def _conditions(scope: Scope, item: ItemFacts) -> bool:
    same = (
        (scope.part_id, item.part_id),
        (scope.supplier_id, item.supplier_id),
        (scope.supplier_lot, item.supplier_lot),
        (scope.line_id, item.line_id),
    )
    if any(wanted is not None and wanted != there for wanted, there in same):
        return False
    return _in_range(scope, item) and in_time(scope, item.made_at)


def _in_range(scope: Scope, item: ItemFacts) -> bool:
    if not scope.has_range or item.seq is None:
        return True
    after = scope.seq_from is None or item.seq >= scope.seq_from
    return after and (scope.seq_to is None or item.seq <= scope.seq_to)
