"""Receiving: what came becomes a lot of ours with its containers; the handlers of the area."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select

from qtrace.domain.catalogue import CatalogueReason
from qtrace.domain.codes.gs1_message import GS1Message
from qtrace.domain.codes.internal import format_container, format_lot
from qtrace.domain.items import LabelStatus
from qtrace.domain.receipt_quantities import (
    MOST_CONTAINERS,
    excess_containers,
    expiry_of,
    pieces_of,
    split_quantity,
)
from qtrace.domain.receipt_rules import judge_receipt
from qtrace.domain.receiving import (
    Came,
    EarlierReceipt,
    Expected,
    Finding,
    FindingCode,
    Level,
    Place,
    ReceiptVerdict,
    ReceivingReason,
    SourceFacts,
)
from qtrace.domain.suppliers import SupplierReason
from qtrace.domain.warehouse import WarehouseReason, Zone
from qtrace.models.catalogue import Part, PartRevision, Unit
from qtrace.models.items import Item, ItemStatus
from qtrace.models.receiving import Delivery, DeliveryLine, Receipt
from qtrace.models.suppliers import Supplier, SupplierSite
from qtrace.models.warehouse import Location
from qtrace.services.catalogue.code_profiles import deviation_of
from qtrace.services.commands import Command
from qtrace.services.documents.issued import queue_labels
from qtrace.services.inspection.requests import request_inspection
from qtrace.services.labels.checks import LABEL_CHECKS
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.reads import Reads
from qtrace.services.receiving.admission import ADMISSION
from qtrace.services.receiving.clues import profile_of
from qtrace.services.receiving.commands import ReceiveDelivery
from qtrace.services.receiving.lines import (
    earlier_receipts,
    expected_of,
    load_lines,
    part_rules,
    received_quantities,
    source_facts,
)
from qtrace.services.receiving.orders import ORDERS
from qtrace.services.receiving.papers import PAPERS, add_paper, judge_papers
from qtrace.services.receiving.reading import read_again
from qtrace.services.texts import refuse_unkeepable
from qtrace.services.warehouse.handlers import Moved, first_place, move_stock
from qtrace.services.work import Handler, ObjectKind, Work

Facts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Judged:
    """A receipt that may be written: the judgement and what it was made of."""

    verdict: ReceiptVerdict
    source: SourceFacts
    expiry: date | None
    year: int
    line: DeliveryLine | None


@dataclass(frozen=True, slots=True)
class _Portion:
    """One lot to be made of a receipt; the excess is a portion of its own."""

    lot_id: int
    receipt_id: int
    qty_q6: int
    containers: int
    place: Place
    findings: tuple[Finding, ...]


def receive_delivery(work: Work, command: ReceiveDelivery) -> Facts | Refusal:
    """Record what came as what it is; see `ReceiveDelivery` for the facts."""
    refusal = _refuse_input(work, command)
    if refusal is not None:
        return refusal
    judged = _judge(work, command)
    if isinstance(judged, Refusal):
        return judged
    main, excess = _portions(work, command, judged)
    places = _places(work, command, (main, excess))
    if isinstance(places, Refusal):
        return places
    lot = _write_portion(work, command, judged, main, places[main.place])
    facts = {"lot": lot.lot or "", "place": main.place.value, "inspection": "", "excess_lot": ""}
    if excess is not None:
        extra = _write_portion(work, command, judged, excess, places[excess.place])
        facts["excess_lot"] = extra.lot or ""
    if main.place is Place.QUARANTINE:
        facts["inspection"] = _request(work, command, main, judged.line)
    _close_line(work, judged.line)
    facts["receipt"] = work.session.get_one(Receipt, main.receipt_id).number
    facts["findings"] = ",".join(finding.code.value for finding in judged.verdict.findings)
    return facts


def _refuse_input(work: Work, command: ReceiveDelivery) -> Refusal | None:
    if command.quantity_q6 <= 0:
        return refuse(ReceivingReason.QUANTITY_MISSING)
    if not 1 <= command.containers <= MOST_CONTAINERS:
        return refuse(ReceivingReason.CONTAINERS_MISSING, most=MOST_CONTAINERS)
    texts = refuse_unkeepable(
        supplier_lot=command.supplier_lot,
        part_text=command.part_text,
        revision=command.revision,
        udi_di=command.udi_di,
        expiry_text=command.expiry_text,
    )
    return texts or judge_papers(command.papers) or _refuse_references(work, command)


def _refuse_references(work: Work, command: ReceiveDelivery) -> Refusal | None:
    session = work.session
    if session.get(Supplier, command.supplier_id) is None:
        return refuse(SupplierReason.SUPPLIER_UNKNOWN)
    site_id = command.manufacturer_site_id
    if site_id is not None and session.get(SupplierSite, site_id) is None:
        return refuse(SupplierReason.SITE_UNKNOWN)
    if session.get(Unit, command.unit_code) is None:
        return refuse(CatalogueReason.UNIT_UNKNOWN, unit=command.unit_code)
    if command.part_id is not None:
        part = session.get(Part, command.part_id)
        if part is None:
            return refuse(CatalogueReason.PART_UNKNOWN)
        if part.base_unit != command.unit_code:
            facts = {"unit": command.unit_code, "part": part.number, "expected": part.base_unit}
            return refuse(ReceivingReason.UNIT_OF_OTHER_KIND, **facts)
    return None


def _judge(work: Work, command: ReceiveDelivery) -> _Judged | Refusal:
    """Judge again inside the transaction: somebody else may have received it a moment ago."""
    line, expected = None, None
    if command.delivery_line_id is not None:
        line = work.session.get(DeliveryLine, command.delivery_line_id, with_for_update=True)
        expected = _expected(work, command.delivery_line_id)
        if line is None or expected is None:
            return refuse(ReceivingReason.DELIVERY_LINE_UNKNOWN)
    rules = part_rules(work.session, command.part_id)
    expiry = expiry_of(command.expiry, command.made_on, rules.shelf_life_days)
    source = source_facts(
        work.session, command.supplier_id, command.part_id, command.manufacturer_site_id
    )
    today = _reads(work).today
    verdict = judge_receipt(expected, _came(work, command, expiry), source, rules, today)
    unseen = next(
        (
            finding
            for finding in verdict.findings
            if finding.level is Level.BLOCKED and finding.code not in command.acknowledged
        ),
        None,
    )
    if unseen is not None:
        return Refusal(unseen.code, unseen.facts)
    return _Judged(verdict, source, expiry, today.year, line)


def _expected(work: Work, line_id: int) -> Expected | None:
    rows = next(iter(load_lines(work.session, DeliveryLine.id == line_id)), None)
    if rows is None:
        return None
    earlier: EarlierReceipt | None = earlier_receipts(work.session, [line_id]).get(line_id)
    return expected_of(rows, received_quantities(work.session, [rows])[line_id], earlier)


def _came(work: Work, command: ReceiveDelivery, expiry: date | None) -> Came:
    part = work.session.get(Part, command.part_id) if command.part_id is not None else None
    label = read_again(_reads(work), command.raw_code or "")
    return Came(
        part_id=command.part_id,
        part=part.number if part else command.part_text,
        revision=command.revision or None,
        supplier_lot=command.supplier_lot or None,
        made_on=command.made_on,
        expiry=expiry,
        quantity_q6=command.quantity_q6,
        containers=command.containers,
        has_code=command.raw_code is not None,
        papers=frozenset(paper.kind for paper in command.papers),
        profile=profile_of(label),
        deviation=deviation_of(work.session, label) if isinstance(label, GS1Message) else None,
    )


def _reads(work: Work) -> Reads:
    return Reads(work.session, work.now, work.station)


def _portions(
    work: Work, command: ReceiveDelivery, judged: _Judged
) -> tuple[_Portion, _Portion | None]:
    """The lot, and the excess as a lot of its own unless everything is excess."""
    verdict, total = judged.verdict, command.quantity_q6
    main = _Portion(
        command.lot_id,
        command.receipt_id,
        total,
        command.containers,
        verdict.place,
        verdict.findings,
    )
    if not 0 < verdict.excess_q6 < total:
        return main, None
    boxes = excess_containers(command.containers, verdict.excess_q6, total)
    over = tuple(f for f in verdict.findings if f.code is FindingCode.OVER_DELIVERY)
    excess = _Portion(work.new_id(), work.new_id(), verdict.excess_q6, boxes, Place.PENDING, over)
    kept = max(command.containers - boxes, 1)
    return replace(main, qty_q6=verdict.accepted_q6, containers=kept), excess


def _places(
    work: Work, command: ReceiveDelivery, portions: tuple[_Portion, _Portion | None]
) -> dict[Place, Location] | Refusal:
    """Where each portion goes: the named place for the lot itself, else the first of its zone."""
    session, site_id = work.session, work.station.site_id
    found: dict[Place, Location] = {}
    for portion in portions:
        if portion is None or portion.place in found:
            continue
        zone = Zone(portion.place.value)
        location = first_place(session, site_id, zone)
        if command.location_id is not None and portion is portions[0]:
            location = session.get(Location, command.location_id)
            if location is None:
                return refuse(WarehouseReason.LOCATION_UNKNOWN)
            if location.zone != zone.value:
                facts = {"location": location.code, "zone": location.zone, "state": zone.value}
                return refuse(WarehouseReason.ZONE_NOT_ALLOWED, lot="", expiry="", **facts)
        if location is None:
            return refuse(WarehouseReason.NO_LOCATION_IN_ZONE, zone=zone.value)
        found[portion.place] = location
    return found


def _write_portion(
    work: Work, command: ReceiveDelivery, judged: _Judged, portion: _Portion, place: Location
) -> Item:
    _write_receipt(work, command, judged, portion)
    lot = _write_lot(work, command, judged, portion)
    _write_containers(work, lot, portion)
    moved = Moved(work.new_id(), lot, portion.qty_q6, None, place.id)
    move_stock(work, moved, "receive")
    work.add(ItemStatus(item_id=lot.id, quality_state="quarantine", disposition_no=0))
    for paper in command.papers:
        add_paper(work, work.new_id(), lot.id, paper)
    status = LabelStatus.QUARANTINE if portion.place is Place.QUARANTINE else LabelStatus.EXCESS
    queue_labels(work, lot_id=lot.id, status=status.value, first=1, last=portion.containers)
    work.touch(ObjectKind.ITEM, lot.id)
    work.touch(ObjectKind.RECEIPT, portion.receipt_id)
    return lot


def _write_receipt(
    work: Work, command: ReceiveDelivery, judged: _Judged, portion: _Portion
) -> None:
    findings = [{"code": f.code.value, "facts": dict(f.facts)} for f in portion.findings]
    number = work.number("receipt", judged.year)
    work.add(
        Receipt(
            id=portion.receipt_id,
            number=f"GR-{judged.year % 100:02d}-{number:05d}",
            delivery_line_id=command.delivery_line_id,
            supplier_id=command.supplier_id,
            manufacturer_site_id=command.manufacturer_site_id,
            part_id=command.part_id,
            qty_q6=portion.qty_q6,
            containers=portion.containers,
            supplier_lot=command.supplier_lot or None,
            raw_code=_visible(command.raw_code),
            findings=json.dumps(findings, ensure_ascii=False, sort_keys=True),
            source_state=judged.source.state.value if judged.source.state else "",
            received_by=work.actor.person_id,
            received_at=work.now,
        )
    )


def _visible(raw: str | None) -> str | None:
    """The raw code as the column can keep it: NUL becomes its symbol; the record has the bytes."""
    return None if raw is None else raw.replace("\x00", "\u2400")


def _write_lot(work: Work, command: ReceiveDelivery, judged: _Judged, portion: _Portion) -> Item:
    return work.add(
        Item(
            id=portion.lot_id,
            site_id=work.station.site_id,
            kind="lot",
            part_id=command.part_id,
            part_revision_id=_revision_id(work, command, judged.line),
            lot=format_lot(judged.year, work.number("lot", judged.year)),
            serial=None,
            unit_seq=None,
            udi_di=command.udi_di,
            supplier_id=command.supplier_id,
            manufacturer_site_id=command.manufacturer_site_id,
            supplier_lot=command.supplier_lot or None,
            receipt_id=portion.receipt_id,
            origin_id=None,
            made_on=command.made_on,
            expiry=judged.expiry,
            expiry_text=command.expiry_text,
            qty_q6=portion.qty_q6,
            unit_code=command.unit_code,
            location_id=None,
            created_at=work.now,
        )
    )


def _revision_id(work: Work, command: ReceiveDelivery, line: DeliveryLine | None) -> int | None:
    """The revision written on the goods; where none is, the one that the line announces."""
    if command.part_id is None:
        return None
    if command.revision:
        return work.session.scalar(
            select(PartRevision.id).where(
                PartRevision.part_id == command.part_id,
                PartRevision.revision == command.revision,
            )
        )
    if line is not None and line.part_id == command.part_id:
        return line.revision_id
    return None


def _write_containers(work: Work, lot: Item, portion: _Portion) -> None:
    """Container items i of N; they lie where their lot lies, so they carry no place of their own."""
    for index, quantity in enumerate(split_quantity(portion.qty_q6, portion.containers), start=1):
        work.session.add(
            Item(
                id=work.new_id(),
                site_id=lot.site_id,
                kind="container",
                part_id=lot.part_id,
                part_revision_id=lot.part_revision_id,
                lot=format_container(lot.lot or "", index),
                serial=None,
                unit_seq=index,
                udi_di=None,
                supplier_id=lot.supplier_id,
                manufacturer_site_id=lot.manufacturer_site_id,
                supplier_lot=None,
                receipt_id=None,
                origin_id=lot.id,
                made_on=None,
                expiry=lot.expiry,
                expiry_text=None,
                qty_q6=quantity,
                unit_code=lot.unit_code,
                location_id=None,
                created_at=work.now,
            )
        )
    work.session.flush()


def _request(
    work: Work, command: ReceiveDelivery, main: _Portion, line: DeliveryLine | None
) -> str:
    needed_at = command.needed_at or (line.needed_at if line is not None else None)
    return request_inspection(
        work,
        inspection_id=command.inspection_id,
        lot_id=main.lot_id,
        receipt_id=main.receipt_id,
        lot_size=pieces_of(main.qty_q6),
        needed_at=needed_at,
    )


def _close_line(work: Work, line: DeliveryLine | None) -> None:
    """The line is received; its delivery too when no line is left, else it has arrived."""
    if line is None:
        return
    line.state = "received"
    work.session.flush()
    open_line = work.session.scalar(
        select(DeliveryLine.id).where(
            DeliveryLine.delivery_id == line.delivery_id, DeliveryLine.state == "expected"
        )
    )
    delivery = work.session.get_one(Delivery, line.delivery_id)
    delivery.state = "received" if open_line is None else "arrived"
    work.touch(ObjectKind.DELIVERY, delivery.id)


HANDLERS: dict[type[Command], Handler] = {
    ReceiveDelivery: receive_delivery,
    **ORDERS,
    **ADMISSION,
    **PAPERS,
    **LABEL_CHECKS,
}
