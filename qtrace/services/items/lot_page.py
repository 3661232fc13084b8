"""Everything about one lot on one page."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import or_, select

from qtrace.domain.inspection import CharClass
from qtrace.domain.items import ReasonLine, ShownStatus, StatusInput, StatusReason, shown_status
from qtrace.domain.receiving import Finding, FindingCode, Level
from qtrace.models.inspection import Inspection
from qtrace.models.items import Item, ItemStatus, Link
from qtrace.models.people import Person
from qtrace.models.receiving import DeliveryLine, Receipt, SupplierPaper
from qtrace.services.briefs import NO_NAME, NamePair, PartBrief, person_name
from qtrace.services.cases.concessions import ConcessionRow, concessions_of
from qtrace.services.cases.nonconformance import CaseRow, cases_of_item
from qtrace.services.documents.issued import IssuedDocument, documents_of
from qtrace.services.holds.opening import HoldRow, active_holds
from qtrace.services.inspection.parts import WholeLot, whole_lots
from qtrace.services.inspection.queries import history_of
from qtrace.services.inspection.rows import Series
from qtrace.services.items.lot_facts import LotFacts, load_lots
from qtrace.services.items.lot_inspections import (
    InspectionBrief,
    OcInput,
    inspection_briefs,
    oc_input,
    shown_class,
)
from qtrace.services.items.lot_reasons import status_reasons
from qtrace.services.items.lot_timeline import TimelineRow, lot_timeline
from qtrace.services.items.standing import present_papers
from qtrace.services.items.status import status_inputs
from qtrace.services.labels.checks import LabelTask, container_task
from qtrace.services.production.batch_queries import ChildRow, urgent_children
from qtrace.services.reads import Reads
from qtrace.services.receiving.lines import load_lines
from qtrace.services.shipping.deliveries import DeliveryRow, deliveries_of
from qtrace.services.warehouse.handlers import LotPlace, stock_of_lot

LOT_KINDS = ("lot", "production_lot")
"""Items with a page: lots that came, and batches that were made."""


@dataclass(frozen=True, slots=True)
class LotReceipt:
    """How the lot came to us."""

    number: str
    received_at: datetime
    received_by: NamePair
    order_number: str
    order_line_no: int | None
    delivery_note: str
    delivery_code: str
    source_state: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class LotIdentity:
    """Who the lot is.

    Attributes:
        on_hand_q6: what lies in stock now.
        qty_q6: what it was made with.
        receipt: how it came, None for lots that did not come through the door.
    """

    lot_id: int
    row_version: int
    lot: str
    part: PartBrief | None
    revision: str
    supplier: NamePair
    site: NamePair
    supplier_lot: str | None
    made_on: date | None
    expiry: date | None
    qty_q6: int
    on_hand_q6: int
    containers: int
    udi_di: str | None
    receipt: LotReceipt | None


@dataclass(frozen=True, slots=True)
class LotStatus:
    """The status as people read it.

    Attributes:
        level: green, amber, red, or None for the neutral quarantine.
        reasons: why, one line each: inspection, papers, holds, expiry.
    """

    code: ShownStatus
    level: Level | None
    reasons: tuple[ReasonLine, ...]
    holds: tuple[HoldRow, ...]


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A supplier paper that was seen; `evidence_id` if its bytes are kept."""

    paper_id: int
    kind: str
    number: str
    evidence_id: int | None
    seen_by: NamePair
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class Relative:
    """A lot that this lot was split from, or that was split off it."""

    item_id: int
    lot: str
    link: str
    is_child: bool
    qty_q6: int
    state: str


@dataclass(frozen=True, slots=True)
class LotPage:
    """One lot with its history.

    Attributes:
        labels: label task of the containers, None where none is needed.
        inspections: newest first; of the lot it was split from, if it has none of its own.
        char_class: class that `oc` and `series` are about, or None.
        series: the last lots of part x manufacturing site x class, with the switching state.
        whole: the lot that this one is an inspected part of, with what is covered; None else.
        urgent_made: what was made of the lot while it is in urgent use and not decided.
        deliveries: shipments that have left with something made of it, the newest first.
    """

    identity: LotIdentity
    status: LotStatus
    labels: LabelTask | None
    places: tuple[LotPlace, ...]
    timeline: tuple[TimelineRow, ...]
    inspections: tuple[InspectionBrief, ...]
    papers: tuple[PaperRow, ...]
    documents: tuple[IssuedDocument, ...]
    cases: tuple[CaseRow, ...]
    relatives: tuple[Relative, ...]
    concessions: tuple[ConcessionRow, ...]
    char_class: CharClass | None
    oc: OcInput | None
    series: Series | None
    whole: WholeLot | None = None
    deliveries: tuple[DeliveryRow, ...] = ()
    urgent_made: tuple[ChildRow, ...] = ()


_LEVELS: dict[ShownStatus, Level | None] = {
    ShownStatus.RELEASED: Level.OK,
    ShownStatus.QUARANTINE: None,
    ShownStatus.SPLIT: None,
    ShownStatus.PENDING: Level.WARNING,
    ShownStatus.CONDITIONAL: Level.WARNING,
    ShownStatus.REWORK: Level.WARNING,
}


def lot_id_of(reads: Reads, code: str) -> int | None:
    """Id of the lot with this number, or None."""
    return reads.session.scalar(select(Item.id).where(Item.lot == code, Item.kind == "lot"))


def lot_page(reads: Reads, lot_id: int, char_class: CharClass | None = None) -> LotPage | None:
    """The page of a lot, or None if there is no such lot.

    Args:
        reads: the view.
        lot_id: the lot.
        char_class: class to draw the OC curve and the strip for; None: major, else the first.
    """
    lot = reads.session.get(Item, lot_id)
    if lot is None or lot.kind not in LOT_KINDS:
        return None
    facts = load_lots(reads.session, [lot.id])[lot.id]
    family = [lot.id] if lot.origin_id is None else [lot.id, lot.origin_id]
    inspections = _inspections(reads, family)
    shown = shown_class(reads.session, inspections, char_class)
    places = stock_of_lot(reads, lot.id)
    whole = whole_lots(reads.session, [lot.id]).get(lot.id)
    status = _status(reads, lot, inspections, whole)
    return LotPage(
        identity=_identity(reads, lot, facts, sum(place.on_hand_q6 for place in places)),
        status=status,
        labels=container_task(reads, lot.id),
        places=places,
        timeline=lot_timeline(reads, lot.id, [row.id for row in inspections]),
        inspections=inspection_briefs(reads.session, inspections),
        papers=_papers(reads, family),
        documents=tuple(found for item_id in family for found in documents_of(reads, item_id)),
        cases=cases_of_item(reads, lot.id),
        relatives=_relatives(reads, lot.id),
        concessions=concessions_of(reads, lot.id, lot.unit_code),
        char_class=CharClass(shown.char_class) if shown else None,
        oc=oc_input(shown) if shown else None,
        series=_series(reads, lot, CharClass(shown.char_class)) if shown else None,
        whole=whole,
        deliveries=deliveries_of(reads, lot.id),
        urgent_made=urgent_children(reads, lot.id) if _is_urgent(status) else (),
    )


def _inspections(reads: Reads, family: Sequence[int]) -> Sequence[Inspection]:
    """Inspections of the lot, newest first; of the lot it came from, if it has none."""
    for item_id in family:
        rows = reads.session.scalars(
            select(Inspection).where(Inspection.item_id == item_id).order_by(Inspection.id.desc())
        ).all()
        if rows:
            return rows
    return ()


def _identity(reads: Reads, lot: Item, facts: LotFacts, on_hand_q6: int) -> LotIdentity:
    return LotIdentity(
        lot_id=lot.id,
        row_version=lot.row_version,
        lot=lot.lot or "",
        part=facts.part,
        revision=facts.revision,
        supplier=facts.supplier,
        site=facts.site,
        supplier_lot=lot.supplier_lot,
        made_on=lot.made_on,
        expiry=lot.expiry,
        qty_q6=lot.qty_q6,
        on_hand_q6=on_hand_q6,
        containers=facts.containers,
        udi_di=lot.udi_di,
        receipt=_receipt(reads, lot.receipt_id) if lot.receipt_id is not None else None,
    )


def _receipt(reads: Reads, receipt_id: int) -> LotReceipt:
    session = reads.session
    receipt = session.get_one(Receipt, receipt_id)
    rows = None
    if receipt.delivery_line_id is not None:
        rows = next(iter(load_lines(session, DeliveryLine.id == receipt.delivery_line_id)), None)
    return LotReceipt(
        number=receipt.number,
        received_at=receipt.received_at,
        received_by=person_name(session.get(Person, receipt.received_by)),
        order_number=rows.order.number if rows and rows.order else "",
        order_line_no=rows.order_line.line_no if rows and rows.order_line else None,
        delivery_note=rows.delivery.number if rows else "",
        delivery_code=rows.delivery.code if rows else "",
        source_state=receipt.source_state,
        findings=stored_findings(receipt.findings),
    )


def stored_findings(text: str) -> tuple[Finding, ...]:
    """Findings as a receipt keeps them."""
    return tuple(Finding(FindingCode(row["code"]), row["facts"]) for row in json.loads(text))


def _status(
    reads: Reads, lot: Item, inspections: Sequence[Inspection], whole: WholeLot | None
) -> LotStatus:
    given: StatusInput = status_inputs(reads.session, [lot])[lot.id]
    code = shown_status(given, reads.today)
    return LotStatus(
        code=code,
        level=_LEVELS.get(code, Level.BLOCKED),
        reasons=status_reasons(reads, lot, given, inspections, whole),
        holds=active_holds(reads.session, lot.id),
    )


def _is_urgent(status: LotStatus) -> bool:
    return any(line.code is StatusReason.INSPECTION_URGENT for line in status.reasons)


def _papers(reads: Reads, family: Sequence[int]) -> tuple[PaperRow, ...]:
    """Papers of the lot, and of the lot it came from where they are no copies of the same."""
    rows: dict[tuple[str, str, int | None, datetime], SupplierPaper] = {}
    for item_id in family:
        for paper in present_papers(reads.session, item_id):
            rows.setdefault((paper.kind, paper.number, paper.evidence_id, paper.seen_at), paper)
    ids = {row.seen_by for row in rows.values()}
    persons = {p.id: p for p in reads.session.scalars(select(Person).where(Person.id.in_(ids)))}
    return tuple(_paper(row, persons.get(row.seen_by)) for row in rows.values())


def _paper(row: SupplierPaper, person: Person | None) -> PaperRow:
    name = person_name(person) if person else NO_NAME
    return PaperRow(row.id, row.kind, row.number, row.evidence_id, name, row.seen_at)


def _relatives(reads: Reads, lot_id: int) -> tuple[Relative, ...]:
    links = reads.session.scalars(
        select(Link).where(or_(Link.parent_id == lot_id, Link.child_id == lot_id))
    ).all()
    others = {link.child_id if link.parent_id == lot_id else link.parent_id for link in links}
    if not others:
        return ()
    items = {
        item.id: (item, state)
        for item, state in reads.session.execute(
            select(Item, ItemStatus.quality_state)
            .outerjoin(ItemStatus, ItemStatus.item_id == Item.id)
            .where(Item.id.in_(others))
        )
    }
    found = []
    for link in links:
        is_child = link.parent_id == lot_id
        item, state = items[link.child_id if is_child else link.parent_id]
        state_code = state or "quarantine"
        found.append(
            Relative(item.id, item.lot or "", link.kind, is_child, link.qty_q6, state_code)
        )
    return tuple(sorted(found, key=lambda relative: relative.item_id))


def _series(reads: Reads, lot: Item, char_class: CharClass) -> Series | None:
    if lot.part_id is None:
        return None
    return history_of(reads, lot.part_id, lot.manufacturer_site_id, char_class, lot.supplier_id)
