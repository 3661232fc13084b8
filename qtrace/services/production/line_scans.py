"""Scans of a line station: what was denied, what a scan would get, what to take instead."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qtrace.domain.holds import Activity
from qtrace.domain.items import is_expired
from qtrace.domain.production.lines import BRINGING
from qtrace.domain.production.reasons import LineReason
from qtrace.models.catalogue import Part
from qtrace.models.items import Item, ItemStatus
from qtrace.models.production import BillLine, Line
from qtrace.models.production_runs import (
    MaterialLoad,
    OperationRun,
    WorkOrder,
)
from qtrace.models.records import Record
from qtrace.models.warehouse import Location, Stock
from qtrace.records.canonical import Json
from qtrace.records.payload import decode_payload
from qtrace.services.briefs import NamePair
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.production.guards import RunPlace, held, run_place, stopped, unfit_tools
from qtrace.services.production.line_parts import (
    brief_of,
)
from qtrace.services.production.line_rows import (
    MaterialPlace,
    Replacement,
    ScanRow,
    Verdict,
)
from qtrace.services.production.material import scanned_for, source_of, unusable
from qtrace.services.reads import Reads

SCANS = ("ISSUE_MATERIAL", "RECORD_OUTPUT", "CHECK_UNIT_LABEL", "RETURN_MATERIAL")
SHOWN_SCANS = 8
MOST_LOOKED = 48
"""So many scans of a station are looked through for those of a line."""
MOST_REPLACEMENTS = 3


def last_scans(reads: Reads, line_id: int) -> tuple[tuple[ScanRow, ...], int, int]:
    """The last scans of the asking station at a line; how many it did and was denied today."""
    midnight = datetime.combine(reads.today, time(), reads.zone)
    today = (
        Record.site_id == reads.station.site_id,
        Record.station_id == reads.station.id,
        Record.station_seq >= _first_since(reads, midnight),
        Record.command_code.in_(SCANS),
    )
    counted = reads.session.execute(
        select(Record.outcome, func.count()).where(*today).group_by(Record.outcome)
    ).all()
    total = sum(number for _outcome, number in counted)
    done = sum(number for outcome, number in counted if outcome == "done")
    newest = reads.session.scalars(
        select(Record).where(*today).order_by(Record.station_seq.desc()).limit(MOST_LOOKED)
    ).all()
    bodies = [_Scan(record, _body(record)) for record in newest]
    shown = _at_line(reads.session, bodies, line_id)[:SHOWN_SCANS]
    return tuple(_scan_row(reads, each) for each in shown), done, total - done


@dataclass(frozen=True, slots=True)
class _Scan:
    """A record of a scan and what it says."""

    record: Record
    body: Mapping[str, Json]

    def id_of(self, name: str) -> int | None:
        """An id among what was sent."""
        command = self.body.get("command")
        value = command.get(name) if isinstance(command, dict) else None
        return int(value) if isinstance(value, int | str) and value else None


def _body(record: Record) -> Mapping[str, Json]:
    body = decode_payload(record.payload).body
    assert isinstance(body, dict)
    return body


def _at_line(session: Session, scans: Sequence[_Scan], line_id: int) -> list[_Scan]:
    """Those whose pass, load or order belongs to the line."""
    runs = {each.id_of("run_id") for each in scans}
    loads = {each.id_of("load_id") for each in scans}
    orders = {each.id_of("work_order_id") for each in scans}
    here = OperationRun.line_id == line_id
    of_runs = session.scalars(select(OperationRun.id).where(OperationRun.id.in_(runs), here))
    of_loads = session.scalars(
        select(MaterialLoad.id)
        .join(OperationRun, OperationRun.id == MaterialLoad.run_id)
        .where(MaterialLoad.id.in_(loads), here)
    )
    of_orders = session.scalars(
        select(WorkOrder.id).where(WorkOrder.id.in_(orders), WorkOrder.line_id == line_id)
    )
    known = {("run_id", each) for each in of_runs} | {("load_id", each) for each in of_loads}
    known |= {("work_order_id", each) for each in of_orders}
    names = ("run_id", "load_id", "work_order_id")
    return [each for each in scans if any((name, each.id_of(name)) in known for name in names)]


def _first_since(reads: Reads, since: datetime) -> int:
    """First record of the station at or after `since`, found by halving its chain.

    A clock that was set back only shifts where the counting of the day begins.
    """
    chain = (Record.site_id == reads.station.site_id, Record.station_id == reads.station.id)
    low, high = (
        1,
        (reads.session.scalar(select(func.max(Record.station_seq)).where(*chain)) or 0) + 1,
    )
    while low < high:
        middle = (low + high) // 2
        at = reads.session.scalar(
            select(Record.entered_at).where(*chain, Record.station_seq == middle)
        )
        low, high = (middle + 1, high) if at is not None and at < since else (low, middle)
    return low


def _scan_row(reads: Reads, scan: _Scan) -> ScanRow:
    record, body = scan.record, scan.body
    refusal = body.get("refusal")
    told = refusal.get("facts") if isinstance(refusal, dict) else body.get("facts")
    facts = {k: str(v) for k, v in told.items()} if isinstance(told, dict) else {}
    code = str(refusal.get("code")) if isinstance(refusal, dict) else ""
    return ScanRow(
        record.entered_at, record.command_code, not code, code, _named(reads, body, facts)
    )


def _named(reads: Reads, body: Mapping[str, Json], facts: dict[str, str]) -> dict[str, str]:
    """`facts` with the numbers of what was scanned, if they do not name it, and what pieces are."""
    command = body.get("command")
    if isinstance(command, dict) and isinstance(command.get("kind"), str):
        facts = {"kind": str(command["kind"]), **facts}
    if facts.keys() & {"lot", "serial", "serials"} or not isinstance(command, dict):
        return facts
    units = command.get("unit_ids")
    item_id = command.get("item_id") or command.get("unit_id")
    if isinstance(units, list) and len(units) == 1:
        item_id = str(units[0])
    serials = command.get("serials")
    if isinstance(serials, list) and serials:
        return facts | {"serials": ", ".join(map(str, serials))}
    item = reads.session.get(Item, int(item_id)) if isinstance(item_id, int | str) else None
    return facts | ({"lot": item.serial or item.lot or ""} if item is not None else {})


def scan_verdict(
    reads: Reads,
    run_id: int,
    item_id: int,
    qty_q6: int | None = None,
    from_id: int | None = None,
) -> Verdict:
    """What the scanned material would get at the operation, and what to take instead.

    It asks the same questions as the command; only the command decides.
    """
    session = reads.session
    run = session.get(OperationRun, run_id)
    if run is None:
        return Verdict(refuse(LineReason.RUN_UNKNOWN), None, "", None, 0, ())
    place = run_place(session, run, reads.station.id)
    found = scanned_for(session, place, item_id)
    item = session.get(Item, item_id)
    lot_id = (item.origin_id or item.id) if item is not None else None
    name = (item.serial or item.lot or "") if item is not None else ""
    part = brief_of(session, item.part_id) if item is not None and item.part_id else None
    if isinstance(found, Refusal):
        return Verdict(found, lot_id, name, part, 0, replacements(reads, place, None))
    given, line = found
    source = source_of(session, given, qty_q6, from_id)
    refusal = (
        source
        if isinstance(source, Refusal)
        else unusable(session, place, given, source[1], reads.today, source[0])
        or unfit_tools(session, place, reads.today)
        or stopped(session, place.line, place.stop, BRINGING)
    )
    if isinstance(refusal, Refusal):
        others = replacements(reads, place, line.no, given.lot.id)
        return Verdict(refusal, lot_id, name, part, 0, others)
    assert not isinstance(source, Refusal)
    return Verdict(None, lot_id, name, part, source[1], (), line.no)


def material_places(reads: Reads, item_id: int) -> tuple[MaterialPlace, ...]:
    """Where a lot lies, or the lot of a container or unit; lines left out, by code."""
    item = reads.session.get(Item, item_id)
    if item is None:
        return ()
    lot_id = item.id if item.kind in ("lot", "production_lot") else item.origin_id
    rows = reads.session.execute(
        select(Location.id, Location.code, Stock.on_hand_q6)
        .join(Stock, Stock.location_id == Location.id)
        .where(
            Stock.item_id == lot_id,
            Stock.on_hand_q6 > 0,
            Location.id.not_in(select(Line.location_id)),
        )
        .order_by(Location.code)
    )
    return tuple(MaterialPlace(*row) for row in rows)


def replacements(
    reads: Reads, place: RunPlace, need_no: int | None, not_lot: int | None = None
) -> tuple[Replacement, ...]:
    """Released lots in stock for a need of the operation (None: for any), oldest expiry first."""
    session = reads.session
    rows = session.execute(
        select(Item, Part, Location.code, Stock.on_hand_q6)
        .join(
            BillLine,
            (BillLine.part_id == Item.part_id)
            & (BillLine.part_revision_id == Item.part_revision_id),
        )
        .join(Part, Part.id == Item.part_id)
        .join(Stock, Stock.item_id == Item.id)
        .join(Location, Location.id == Stock.location_id)
        .join(ItemStatus, ItemStatus.item_id == Item.id)
        .where(
            BillLine.bill_revision_id == place.order.bill_revision_id,
            BillLine.operation_no == place.operation.no,
            ItemStatus.quality_state.in_(("released", "conditional")),
            Stock.on_hand_q6 > 0,
            Stock.location_id.not_in(select(Line.location_id)),
            *(() if need_no is None else (BillLine.no == need_no,)),
        )
        .order_by(BillLine.rank, Item.expiry.is_(None), Item.expiry, Item.id)
    ).all()
    found: list[Replacement] = []
    for lot, part, location, on_hand in rows:
        if len(found) == MOST_REPLACEMENTS:
            break
        if lot.id == not_lot or is_expired(lot.expiry, reads.today):
            continue
        if held(session, place, lot.id, Activity.CONSUME) is None:
            name = NamePair(part.name_en, part.name_zh)
            found.append(
                Replacement(lot.id, lot.lot or "", part.number, location, on_hand, lot.expiry, name)
            )
    return tuple(found)
