"""What a scanned or typed delivery is: the expected lines, field by field, with the judgement."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from qtrace.domain.codes.internal import InternalCode
from qtrace.domain.codes.label_join import IssuerMessage
from qtrace.domain.receipt_quantities import expiry_of
from qtrace.domain.receipt_rules import judge_receipt
from qtrace.domain.receiving import Came, Expected, PartRules, ReceiptVerdict, SourceFacts
from qtrace.domain.suppliers import SourceState
from qtrace.domain.warehouse import Zone
from qtrace.models.catalogue import Part, Unit
from qtrace.models.receiving import Delivery, DeliveryLine, PurchaseOrder
from qtrace.services.briefs import NamePair, PartBrief, part_brief, site_name, supplier_name
from qtrace.services.reads import Reads
from qtrace.services.receiving.clues import Clues, read_clues
from qtrace.services.receiving.fields import CodeField, code_fields
from qtrace.services.receiving.lines import (
    LineRows,
    earlier_receipts,
    expected_of,
    first_lot_lines,
    load_lines,
    named_source,
    part_rules,
    received_quantities,
    rules_of,
    source_facts,
)
from qtrace.services.warehouse.handlers import first_place


class Found(StrEnum):
    """What led to the lines."""

    SSCC = "sscc"
    DELIVERY = "delivery"
    ORDER = "order"
    CODE = "code"
    NOTE = "note"
    QUEUE = "queue"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class PaperState:
    """A supplier paper that is required or announced; `number` is None while it is missing."""

    kind: str
    is_required: bool
    number: str | None


@dataclass(frozen=True, slots=True)
class ExpectedLine:
    """One line of a delivery as the receive screen shows it.

    Attributes:
        state: `expected` or `received`.
        ordered_revision: revision that the order asks for, with its id.
        effective_revision: revision in force, with its id.
        place_code: place where it will be put, None if the plant has none of that zone.
        expected, came, source, rules: input of `judge_receipt`, to judge again while typing.
        fields: the scanned code, field by field, against this line.
        verdict: the judgement on what is known now.
    """

    line_id: int
    line_no: int
    state: str
    delivery_id: int
    delivery_code: str
    delivery_number: str
    order_number: str
    order_line_no: int | None
    part: PartBrief | None
    came_part: PartBrief | None
    ordered_revision: str | None
    ordered_revision_id: int | None
    effective_revision: str | None
    effective_revision_id: int | None
    supplier_id: int
    supplier_code: str
    supplier: NamePair
    supplier_state: SourceState
    site_id: int | None
    site_code: str
    site: NamePair
    maker: NamePair
    source_state: SourceState | None
    papers: tuple[PaperState, ...]
    needed_at: datetime | None
    place_id: int | None
    place_code: str | None
    expected: Expected
    came: Came
    source: SourceFacts
    rules: PartRules
    fields: tuple[CodeField, ...]
    verdict: ReceiptVerdict


@dataclass(frozen=True, slots=True)
class Arrival:
    """Everything known about what was scanned or typed at the door.

    Attributes:
        found: what led to the lines.
        lines: lines it may be, most urgent first; several for a mixed pallet.
        fields: the code field by field, against the first line if there is one.
        came: what the code carries; with `lines` empty, the start of an unexpected receipt.
        part: part that the code names, or None.
        today: calendar day at the plant, for judging again.
        raw: the scanned or typed text.
    """

    found: Found
    lines: tuple[ExpectedLine, ...]
    fields: tuple[CodeField, ...]
    came: Came
    part: PartBrief | None
    rules: PartRules
    today: date
    raw: str


def arrival(reads: Reads, scanned: IssuerMessage | InternalCode | str) -> Arrival:
    """What stands at the door, for the receive screen; an unknown code is an answer too."""
    clues = read_clues(reads.session, scanned)
    message = scanned if not isinstance(scanned, InternalCode | str) else None
    found, candidates = _candidates(reads, clues)
    lines = _expected_lines(reads, _narrowed(candidates, clues), clues, message)
    rules = part_rules(reads.session, clues.part_id)
    part = _brief(reads, clues.part_id)
    came = _came(clues, None, part, rules)
    fields = lines[0].fields if lines else code_fields(message, clues, None, reads.today)
    return Arrival(found, lines, fields, came, part, rules, reads.today, clues.raw)


def find_expected(
    reads: Reads, scanned: IssuerMessage | InternalCode | str
) -> tuple[ExpectedLine, ...]:
    """The expected lines of what was scanned or typed; empty if nobody announced it."""
    return arrival(reads, scanned).lines


def expected_line(reads: Reads, line_id: int) -> ExpectedLine | None:
    """A line opened from the queue, before anything was scanned."""
    rows = load_lines(reads.session, DeliveryLine.id == line_id)
    return next(iter(_expected_lines(reads, rows, Clues(raw=""), None)), None)


def names_delivery(reads: Reads, text: str) -> bool:
    """True if `text` is the number of a delivery, its note, its pallet or its order."""
    return _candidates(reads, read_clues(reads.session, text))[0] is not Found.NOTHING


def source_of(
    reads: Reads, supplier_id: int, part_id: int | None, site_id: int | None
) -> SourceFacts:
    """Standing of a source that a person chose for an unexpected receipt."""
    return source_facts(reads.session, supplier_id, part_id, site_id)


def _candidates(reads: Reads, clues: Clues) -> tuple[Found, tuple[LineRows, ...]]:
    """Lines by the strongest clue that leads anywhere."""
    session = reads.session
    direct = (
        (Found.SSCC, Delivery.sscc, clues.sscc or clues.text),
        (Found.DELIVERY, Delivery.code, clues.delivery_code),
        (Found.ORDER, PurchaseOrder.number, clues.order or clues.text),
        (Found.NOTE, Delivery.number, clues.text),
    )
    for found, column, value in direct:
        rows = load_lines(session, column.in_({value, value.upper()})) if value else ()
        if rows:
            return found, rows
    if clues.part_id is not None:
        here = (DeliveryLine.part_id == clues.part_id, DeliveryLine.state == "expected")
        rows = load_lines(session, *here)
        if not rows and clues.supplier_lot:
            same_lot = DeliveryLine.supplier_lot == clues.supplier_lot
            rows = load_lines(session, DeliveryLine.part_id == clues.part_id, same_lot)
        if rows:
            return Found.CODE, rows
    return Found.NOTHING, ()


def _narrowed(rows: tuple[LineRows, ...], clues: Clues) -> tuple[LineRows, ...]:
    """The lines that the code's part and lot agree with; what agrees with none stays a choice.

    A lot number that no line announces is no reason to leave all lines out.
    """
    same_part = tuple(r for r in rows if clues.part_id in (None, r.line.part_id)) or rows
    named_lot = clues.supplier_lot
    same_lot = tuple(r for r in same_part if named_lot and r.line.supplier_lot == named_lot)
    chosen = same_lot or same_part
    still_expected = tuple(r for r in chosen if r.line.state == "expected")
    return still_expected or chosen


def _expected_lines(
    reads: Reads, rows: tuple[LineRows, ...], clues: Clues, message: IssuerMessage | None
) -> tuple[ExpectedLine, ...]:
    if not rows:
        return ()
    ids = [row.line.id for row in rows]
    received = received_quantities(reads.session, rows)
    earlier = earlier_receipts(
        reads.session, [r.line.id for r in rows if r.line.state == "received"]
    )
    first_lots = first_lot_lines(reads.session, ids)
    return tuple(
        _expected_line(
            reads,
            row,
            expected_of(row, received[row.line.id], earlier.get(row.line.id)),
            (clues, message),
            is_first=row.line.id in first_lots,
        )
        for row in rows
    )


def _expected_line(
    reads: Reads,
    row: LineRows,
    expected: Expected,
    scanned: tuple[Clues, IssuerMessage | None],
    *,
    is_first: bool,
) -> ExpectedLine:
    clues, message = scanned
    part = part_brief(row.part, row.unit)
    is_other = clues.names_unknown_part or clues.part_id not in (None, row.line.part_id)
    came_part = _brief(reads, clues.part_id) if is_other else part
    if is_other:
        rules = part_rules(reads.session, clues.part_id)
        source = source_facts(
            reads.session, row.supplier.id, clues.part_id, row.line.manufacturer_site_id
        )
    else:
        rules = rules_of(row.part, row.effective)
        source = named_source(row.supplier, row.site, row.source_state, is_first=is_first)
    came = _came(clues, row, came_part, rules)
    verdict = judge_receipt(expected, came, source, rules, reads.today)
    place = first_place(reads.session, reads.station.site_id, Zone(verdict.place.value))
    order_line = row.order_line
    return ExpectedLine(
        line_id=row.line.id,
        line_no=row.line.line_no,
        state=row.line.state,
        delivery_id=row.delivery.id,
        delivery_code=row.delivery.code,
        delivery_number=row.delivery.number,
        order_number=row.order.number if row.order else "",
        order_line_no=order_line.line_no if order_line else None,
        part=part,
        came_part=came_part,
        ordered_revision=row.ordered.revision if row.ordered else None,
        ordered_revision_id=row.ordered.id if row.ordered else None,
        effective_revision=row.effective.revision if row.effective else None,
        effective_revision_id=row.effective.id if row.effective else None,
        supplier_id=row.supplier.id,
        supplier_code=row.supplier.code,
        supplier=supplier_name(row.supplier),
        supplier_state=SourceState(row.supplier.state),
        site_id=row.line.manufacturer_site_id,
        site_code=row.site.code if row.site else "",
        site=site_name(row.site),
        maker=NamePair(row.site.maker_en, row.site.maker_zh) if row.site else NamePair(),
        source_state=source.state,
        papers=_papers(row, rules),
        needed_at=row.line.needed_at,
        place_id=place.id if place else None,
        place_code=place.code if place else None,
        expected=expected,
        came=came,
        source=source,
        rules=rules,
        fields=code_fields(message, clues, row, reads.today),
        verdict=verdict,
    )


def _brief(reads: Reads, part_id: int | None) -> PartBrief | None:
    part = reads.session.get(Part, part_id) if part_id is not None else None
    return part_brief(part, reads.session.get(Unit, part.base_unit) if part else None)


def _came(clues: Clues, row: LineRows | None, part: PartBrief | None, rules: PartRules) -> Came:
    """What the code carries; where it is silent, what the line announces of it.

    A code that names a product which we do not know is not silent: the part stays unknown.
    """
    announced_lot = row.line.supplier_lot if row else None
    is_silent = clues.part_id is None and not clues.names_unknown_part
    return Came(
        part_id=row.line.part_id if is_silent and row is not None else clues.part_id,
        part=part.number if part is not None else clues.part_text,
        revision=clues.revision,
        supplier_lot=clues.supplier_lot or announced_lot,
        made_on=clues.made_on,
        expiry=expiry_of(clues.expiry, clues.made_on, rules.shelf_life_days),
        quantity_q6=clues.quantity_q6,
        containers=clues.packages,
        has_code=clues.has_code,
        papers=frozenset(kind for kind, _number in row.papers) if row else frozenset(),
        profile=clues.profile,
        deviation=clues.deviation,
    )


def _papers(row: LineRows, rules: PartRules) -> tuple[PaperState, ...]:
    """Required papers in their order, then what else was announced."""
    numbers = dict(row.papers)
    kinds = (*rules.required_papers, *(k for k in numbers if k not in rules.required_papers))
    return tuple(PaperState(k, k in rules.required_papers, numbers.get(k)) for k in kinds)
