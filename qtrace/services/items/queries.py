"""Finding items by whatever is typed or scanned, and the record stream of any object."""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from qtrace.domain.catalogue import unkeepable_field
from qtrace.domain.codes.internal import InternalCode, InternalKind, parse_internal
from qtrace.domain.items import ItemKind, ShownStatus
from qtrace.models.catalogue import Part, Unit
from qtrace.models.items import Item
from qtrace.models.people import Person
from qtrace.models.records import Record, RecordObject
from qtrace.models.stations import Station
from qtrace.records.leaf import verification_code
from qtrace.records.payload import decode_payload
from qtrace.services.briefs import NamePair, PartBrief, part_brief, person_name
from qtrace.services.items.status import statuses_of
from qtrace.services.reads import Reads
from qtrace.services.work import ObjectKind

MOST_HITS = 50
_LAST = "\U0010ffff"


class Matched(StrEnum):
    """Which property of an item a text was found in."""

    LOT = "lot"
    CONTAINER = "container"
    SERIAL = "serial"
    SUPPLIER_LOT = "supplier_lot"
    PART = "part"


@dataclass(frozen=True, slots=True)
class ItemHit:
    """An item that a text leads to.

    Attributes:
        item_id: the item itself (a container, a unit, a lot).
        lot_id: the lot to open.
        lot: number of that lot.
        container_no: number of the container, if it is one.
    """

    item_id: int
    lot_id: int
    kind: ItemKind
    lot: str
    container_no: int | None
    serial: str | None
    supplier_lot: str | None
    part: PartBrief | None
    status: ShownStatus
    matched: Matched


def find_item(reads: Reads, text: str, limit: int = MOST_HITS) -> tuple[ItemHit, ...]:
    """Items that a scanned or typed text names, exact ones first, then lots by their beginning.

    Own lot and container codes, serial numbers, the supplier's lot number, the digits of a lot
    of this year (`4817`), and the part number.
    """
    typed = text.strip()
    if not typed or unkeepable_field(text=typed) is not None:
        return ()
    hits: dict[int, ItemHit] = {}
    for matched, condition in _conditions(reads, typed):
        if len(hits) >= limit:
            break
        for hit in _hits(reads, matched, condition, limit - len(hits)):
            hits.setdefault(hit.item_id, hit)
        if hits and matched in (Matched.CONTAINER, Matched.SERIAL):
            break
    return tuple(hits.values())


def _conditions(reads: Reads, typed: str) -> Iterable[tuple[Matched, ColumnElement[bool]]]:
    upper = typed.upper()
    ours = parse_internal(upper)
    if isinstance(ours, InternalCode) and ours.kind in (InternalKind.LOT, InternalKind.CONTAINER):
        is_lot = ours.kind is InternalKind.LOT
        # Units carry the number of their lot, too: they are named by their serial numbers.
        named = (Item.lot == ours.text) & Item.serial.is_(None)
        yield (Matched.LOT if is_lot else Matched.CONTAINER), named
        return
    yield Matched.SERIAL, Item.serial == typed
    yield Matched.SUPPLIER_LOT, (Item.supplier_lot == typed) & (Item.kind == "lot")
    start = upper
    if typed.isascii() and typed.isdigit() and len(typed) <= 5:
        start = f"L{reads.today.year % 100:02d}-{typed.zfill(5)}"
    if start.startswith("L"):
        yield Matched.LOT, (Item.lot >= start) & (Item.lot < start + _LAST) & (Item.kind == "lot")
    part_ids = select(Part.id).where(Part.number == upper)
    yield Matched.PART, Item.part_id.in_(part_ids) & (Item.kind == "lot")


def _hits(
    reads: Reads, matched: Matched, condition: ColumnElement[bool], limit: int
) -> list[ItemHit]:
    rows = reads.session.execute(
        select(Item, Part, Unit)
        .outerjoin(Part, Part.id == Item.part_id)
        .outerjoin(Unit, Unit.code == Item.unit_code)
        .where(condition)
        .order_by(Item.id.desc())
        .limit(limit)
    ).all()
    origins = {item.origin_id for item, _part, _unit in rows if item.kind == "container"}
    parents = _items(reads.session, {origin for origin in origins if origin is not None})
    lots = {
        item.id: parents.get(item.origin_id or 0, item) if item.kind == "container" else item
        for item, _part, _unit in rows
    }
    statuses = statuses_of(reads, set(lots.values()))
    found = []
    for item, part, unit in rows:
        lot = lots[item.id]
        found.append(
            ItemHit(
                item_id=item.id,
                lot_id=lot.id,
                kind=ItemKind(item.kind),
                lot=lot.lot or "",
                container_no=item.unit_seq if item.kind == "container" else None,
                serial=item.serial,
                supplier_lot=lot.supplier_lot,
                part=part_brief(part, unit),
                status=statuses[lot.id],
                matched=matched,
            )
        )
    return found


def _items(session: Session, ids: Collection[int]) -> dict[int, Item]:
    if not ids:
        return {}
    return {item.id: item for item in session.scalars(select(Item).where(Item.id.in_(ids)))}


@dataclass(frozen=True, slots=True)
class RecordLine:
    """One record about an object.

    Attributes:
        at: entry time.
        event_at: when the person asked for it.
        code: command code.
        outcome: `done` or `refused`.
        person: who sent it, empty for the system.
        facts: the command's own fields and the facts it led to, as flat text.
        verification: verification code of the record.
    """

    record_id: int
    at: datetime
    event_at: datetime
    code: str
    outcome: str
    person: NamePair
    station: str
    facts: Mapping[str, str]
    verification: str


def object_history(
    reads: Reads, kind: ObjectKind, object_id: int, limit: int = 500
) -> tuple[RecordLine, ...]:
    """Records about one object, oldest first; the newest `limit` of them."""
    rows = reads.session.execute(
        select(Record, Person, Station.code)
        .join(RecordObject, RecordObject.record_id == Record.id)
        .outerjoin(Person, Person.id == Record.actor_id)
        .outerjoin(Station, Station.id == Record.station_id)
        .where(RecordObject.target_kind == kind.value, RecordObject.target_id == object_id)
        .order_by(Record.id.desc())
        .limit(limit)
    ).all()
    return tuple(record_line(record, person, station) for record, person, station in rows[::-1])


def record_line(record: Record, person: Person | None, station: str | None) -> RecordLine:
    """The record as a line: its payload decoded."""
    payload = decode_payload(record.payload)
    return RecordLine(
        record_id=record.id,
        at=record.entered_at,
        event_at=datetime.fromisoformat(payload.event_at),
        code=record.command_code,
        outcome=record.outcome,
        person=person_name(person),
        station=station or "",
        facts=_flat(payload.body),
        verification=verification_code(record.leaf),
    )


def _flat(body: object) -> dict[str, str]:
    """Fields of the command, then its facts or its refusal; nested values as compact JSON."""
    found: dict[str, str] = {}
    if not isinstance(body, dict):
        return found
    for part in ("command", "facts", "refusal"):
        values = body.get(part)
        if isinstance(values, dict):
            for name, value in values.items():
                found[name] = value if isinstance(value, str) else json.dumps(value)
    return found
