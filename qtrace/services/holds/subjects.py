"""What a hold can be placed on: the scanned item and everything it belongs to, and places."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from qtrace.domain.catalogue import unkeepable_field
from qtrace.domain.codes.gs1_message import GS1Message
from qtrace.domain.codes.internal import InternalCode, InternalKind
from qtrace.domain.codes.label_message import LabelMessage
from qtrace.domain.hold_scopes import AnchorKind, Scope
from qtrace.domain.items import ItemKind, ShownStatus
from qtrace.models.catalogue import Part, PartRevision, Unit
from qtrace.models.gauges import Gauge
from qtrace.models.items import Item
from qtrace.models.production import Equipment, Line, Operation, Route, RouteRevision
from qtrace.models.production_runs import MadeItem, WorkOrder
from qtrace.models.receiving import Receipt
from qtrace.models.stations import Station
from qtrace.models.suppliers import Supplier
from qtrace.models.warehouse import Location
from qtrace.services.briefs import NO_NAME, NamePair, PartBrief, part_brief, supplier_name
from qtrace.services.items.queries import find_item
from qtrace.services.items.standing import container_count
from qtrace.services.items.status import status_of
from qtrace.services.production.line_targets import LineTargetKind, line_target
from qtrace.services.reads import Reads

MOST_ANCHORS = 60


@dataclass(frozen=True, slots=True)
class AnchorRow:
    """One thing a hold may hang on, as screens offer it.

    Attributes:
        scope: what would be held.
        code: what people call it.
        name: its name, where it has one.
        count: containers of a lot, lots of a supplier lot; 0 where nobody counts.
    """

    scope: Scope
    code: str
    name: NamePair = NO_NAME
    count: int = 0


@dataclass(frozen=True, slots=True)
class HoldSubject:
    """What was scanned, and everything it belongs to.

    Attributes:
        item_id: the item itself (a lot, a container, a unit).
        lot_id: its lot; the item itself if it is one.
        code: lot number, container code or serial.
        container_no: number of the container, if it is one.
        anchors: what may be held: its lot first, then itself if it is a piece, then the rest.
        made_at: when a production lot or unit was made.
        seq: serial position of a unit in its lot; None for everything else.
    """

    item_id: int
    lot_id: int
    kind: ItemKind
    code: str
    lot: str
    container_no: int | None
    containers: int
    part: PartBrief | None
    revision: str
    supplier: NamePair
    supplier_lot: str
    status: ShownStatus
    anchors: tuple[AnchorRow, ...]
    made_at: datetime | None = None
    seq: int | None = None

    def anchor(self, kind: AnchorKind) -> AnchorRow | None:
        """The first anchor of this kind."""
        return next((row for row in self.anchors if row.scope.anchor is kind), None)

    @property
    def piece(self) -> AnchorRow | None:
        """The scanned container or unit alone; None if a whole lot was scanned."""
        if self.item_id == self.lot_id:
            return None
        wanted = Scope(AnchorKind.ITEM, self.item_id)
        return next(row for row in self.anchors if row.scope == wanted)


def hold_subject(reads: Reads, item_id: int) -> HoldSubject | None:
    """What a hold on this item can be about, or None if there is no such item."""
    item = reads.session.get(Item, item_id)
    if item is None:
        return None
    is_piece = item.kind in ("container", "unit") and item.origin_id is not None
    lot = reads.session.get_one(Item, item.origin_id) if is_piece else item
    part = reads.session.get(Part, lot.part_id) if lot.part_id else None
    unit = reads.session.get(Unit, lot.unit_code)
    revision = (
        reads.session.get(PartRevision, lot.part_revision_id) if lot.part_revision_id else None
    )
    supplier = reads.session.get(Supplier, lot.supplier_id) if lot.supplier_id else None
    made = reads.session.get(MadeItem, item.id) or reads.session.get(MadeItem, lot.id)
    containers = container_count(reads.session, lot.id)
    return HoldSubject(
        item_id=item.id,
        lot_id=lot.id,
        kind=ItemKind(item.kind),
        code=item.serial or item.lot or "",
        lot=lot.lot or lot.serial or "",
        container_no=item.unit_seq if item.kind == "container" else None,
        containers=containers,
        part=part_brief(part, unit),
        revision=revision.revision if revision is not None else "",
        supplier=supplier_name(supplier),
        supplier_lot=lot.supplier_lot or "",
        status=status_of(reads, lot),
        anchors=tuple(_anchors(reads.session, item, lot, containers)),
        made_at=made.made_at if made is not None else None,
        seq=item.unit_seq if item.kind == "unit" and is_piece else None,
    )


def find_subject(reads: Reads, text: str) -> HoldSubject | None:
    """What a scanned or typed code of an item names; None if it names none, or several lots."""
    hits = find_item(reads, text)
    if len({hit.lot_id for hit in hits}) > 1:
        return None
    found = hits[0].item_id if hits else _batch(reads, text)
    return hold_subject(reads, found) if found else None


def _batch(reads: Reads, text: str) -> int | None:
    """The batch with this number, as its papers carry it."""
    number = text.strip()
    if not number or unkeepable_field(text=number) is not None:
        return None
    named = (func.upper(Item.lot) == number.upper(), Item.kind == "production_lot")
    return reads.session.scalar(select(Item.id).where(*named).limit(1))


def label_subject(reads: Reads, found: GS1Message | LabelMessage) -> HoldSubject | None:
    """What the label on a piece or a bag names; None if it names none, or several lots."""
    target = line_target(reads, found, None)
    item_id = target.object_id
    if target.kind is LineTargetKind.ORDER:
        item_id = reads.session.get_one(WorkOrder, target.object_id).item_id
    named = (LineTargetKind.ORDER, LineTargetKind.MATERIAL, LineTargetKind.UNIT)
    return hold_subject(reads, item_id) if target.kind in named else None


def _anchors(session: Session, item: Item, lot: Item, containers: int) -> list[AnchorRow]:
    number = lot.lot or lot.serial or ""
    rows = [AnchorRow(Scope(AnchorKind.ITEM, lot.id), number, count=containers)]
    if item.id != lot.id:
        rows.append(AnchorRow(Scope(AnchorKind.ITEM, item.id), item.serial or item.lot or ""))
    if lot.supplier_id is not None:
        rows += _of_supplier(session, lot, lot.supplier_id)
    if lot.part_id is not None:
        part = session.get_one(Part, lot.part_id)
        name = NamePair(part.name_en, part.name_zh)
        rows.append(AnchorRow(Scope(AnchorKind.PART, part.id), part.number, name))
        if lot.part_revision_id is not None:
            revision = session.get_one(PartRevision, lot.part_revision_id).revision
            scope = Scope(AnchorKind.PART_REVISION, lot.part_revision_id)
            rows.append(AnchorRow(scope, f"{part.number} {revision}", name))
    if lot.receipt_id is not None:
        number = session.get_one(Receipt, lot.receipt_id).number
        rows.append(AnchorRow(Scope(AnchorKind.RECEIPT, lot.receipt_id), number))
    if lot.location_id is not None:
        place = session.get_one(Location, lot.location_id)
        rows.append(_named(AnchorKind.LOCATION, place))
    return rows + _of_making(session, item, lot)


def _of_supplier(session: Session, lot: Item, supplier_id: int) -> list[AnchorRow]:
    supplier = session.get_one(Supplier, supplier_id)
    name = supplier_name(supplier)
    rows = []
    if lot.supplier_lot:
        same = select(func.count()).where(
            Item.supplier_id == supplier_id,
            Item.supplier_lot == lot.supplier_lot,
            Item.kind == "lot",
        )
        scope = Scope(AnchorKind.SUPPLIER_LOT, supplier_id, supplier_lot=lot.supplier_lot)
        rows.append(AnchorRow(scope, lot.supplier_lot, name, session.scalar(same) or 0))
    if lot.part_id is not None:
        part = session.get_one(Part, lot.part_id)
        scope = Scope(AnchorKind.SUPPLIER_PART, lot.part_id, supplier_id=supplier_id)
        rows.append(AnchorRow(scope, f"{part.number} {supplier.code}", name))
    return rows


def _of_making(session: Session, item: Item, lot: Item) -> list[AnchorRow]:
    made = session.get(MadeItem, item.id) or session.get(MadeItem, lot.id)
    if made is None:
        return []
    order = session.get_one(WorkOrder, made.work_order_id)
    line = session.get_one(Line, made.line_id)
    return [
        AnchorRow(Scope(AnchorKind.WORK_ORDER, order.id), order.number),
        _named(AnchorKind.LINE, line),
    ]


def _named(kind: AnchorKind, row: Any) -> AnchorRow:
    return AnchorRow(Scope(kind, row.id), row.code, NamePair(row.name_en, row.name_zh))


# --- places and tools -----------------------------------------------------------------------


def _operations(session: Session) -> list[AnchorRow]:
    """Operations in force, and those that only open orders still have; each number of a route once.

    A hold is about the route and the number, so that any revision's row names it.
    """
    pinned = select(WorkOrder.route_revision_id).where(WorkOrder.finished_at.is_(None))
    is_effective = RouteRevision.state == "effective"
    rows = session.execute(
        select(Operation, Route.code)
        .join(RouteRevision, RouteRevision.id == Operation.route_revision_id)
        .join(Route, Route.id == RouteRevision.route_id)
        .where(or_(is_effective, RouteRevision.id.in_(pinned)))
        .order_by(Route.code, Operation.no, is_effective.desc(), RouteRevision.version.desc())
    )
    found: dict[tuple[str, int], AnchorRow] = {}
    for operation, code in rows:
        row = AnchorRow(
            Scope(AnchorKind.OPERATION, operation.id),
            f"{code} {operation.no}",
            NamePair(operation.name_en, operation.name_zh),
        )
        found.setdefault((code, operation.no), row)
    return list(found.values())[:MOST_ANCHORS]


def _orders(session: Session) -> list[AnchorRow]:
    told = select(WorkOrder).where(WorkOrder.finished_at.is_(None))
    rows = session.scalars(told.order_by(WorkOrder.number.desc()).limit(MOST_ANCHORS))
    return [AnchorRow(Scope(AnchorKind.WORK_ORDER, row.id), row.number) for row in rows]


def _all_of(kind: AnchorKind, table: Any) -> Callable[[Session], list[AnchorRow]]:
    told: Select[Any] = select(table).order_by(table.code).limit(MOST_ANCHORS)
    return lambda session: [_named(kind, row) for row in session.scalars(told)]


_LISTS: Mapping[AnchorKind, Callable[[Session], list[AnchorRow]]] = {
    AnchorKind.WORK_ORDER: _orders,
    AnchorKind.OPERATION: _operations,
    AnchorKind.LINE: _all_of(AnchorKind.LINE, Line),
    AnchorKind.STATION: _all_of(AnchorKind.STATION, Station),
    AnchorKind.EQUIPMENT: _all_of(AnchorKind.EQUIPMENT, Equipment),
    AnchorKind.GAUGE: _all_of(AnchorKind.GAUGE, Gauge),
    AnchorKind.LOCATION: _all_of(AnchorKind.LOCATION, Location),
}
LISTED = tuple(_LISTS)
"""Anchors that are chosen from a list, because no scanned item leads to them."""


def hold_anchors(reads: Reads, kind: AnchorKind) -> tuple[AnchorRow, ...]:
    """Things of one of the `LISTED` kinds that a hold may hang on, by their code.

    Raises:
        KeyError: this kind is not listed.
    """
    return tuple(_LISTS[kind](reads.session))


def find_anchors(reads: Reads, text: str) -> tuple[AnchorRow, ...]:
    """Places, tools, orders and parts with this number, and lots that share a supplier's number.

    However the letters are written.
    """
    code = text.strip().upper()
    if not code or unkeepable_field(text=code) is not None:
        return ()
    found = []
    for kind, (table, name) in _BY_CODE.items():
        row = reads.session.scalar(select(table).where(func.upper(getattr(table, name)) == code))
        if row is not None and kind is AnchorKind.WORK_ORDER:
            found.append(AnchorRow(Scope(kind, row.id), row.number))
        elif row is not None and kind is AnchorKind.PART:
            called = NamePair(row.name_en, row.name_zh)
            found.append(AnchorRow(Scope(kind, row.id), row.number, called))
        elif row is not None:
            found.append(_named(kind, row))
    return (*found, *_of_supplier_lot(reads.session, text.strip()))


def _of_supplier_lot(session: Session, number: str) -> list[AnchorRow]:
    """The supplier's lot with this number, then each lot of ours that came of it."""
    lots = list(
        session.scalars(
            select(Item)
            .where(Item.supplier_lot == number, Item.kind == "lot")
            .order_by(Item.id)
            .limit(MOST_ANCHORS)
        )
    )
    found: dict[Scope, AnchorRow] = {}
    for lot in lots:
        for row in _of_supplier(session, lot, lot.supplier_id) if lot.supplier_id else ():
            if row.scope.anchor is AnchorKind.SUPPLIER_LOT:
                found.setdefault(row.scope, row)
    return [
        *found.values(),
        *(AnchorRow(Scope(AnchorKind.ITEM, lot.id), lot.lot or "") for lot in lots),
    ]


_BY_CODE: Mapping[AnchorKind, tuple[Any, str]] = {
    AnchorKind.WORK_ORDER: (WorkOrder, "number"),
    AnchorKind.LINE: (Line, "code"),
    AnchorKind.STATION: (Station, "code"),
    AnchorKind.EQUIPMENT: (Equipment, "code"),
    AnchorKind.GAUGE: (Gauge, "code"),
    AnchorKind.LOCATION: (Location, "code"),
    AnchorKind.PART: (Part, "number"),
}
_SCANNED: Mapping[InternalKind, tuple[AnchorKind, Any]] = {
    InternalKind.GAUGE: (AnchorKind.GAUGE, Gauge),
    InternalKind.LOCATION: (AnchorKind.LOCATION, Location),
    InternalKind.STATION: (AnchorKind.STATION, Station),
}


def scanned_anchor(reads: Reads, code: InternalCode) -> AnchorRow | None:
    """The gauge, place or station that a code of ours names; None for every other code."""
    known = _SCANNED.get(code.kind)
    if known is None:
        return None
    kind, table = known
    row = reads.session.scalar(select(table).where(table.code == code.body))
    return _named(kind, row) if row is not None else None
