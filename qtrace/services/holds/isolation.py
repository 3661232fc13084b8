"""Related lots: when a lot goes bad, its kin is held at once or proposed, as the plant has said.

Source: ISO 13485:2016 clause 8.3.1 (containment); house rule: what came together may be bad together.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import ColumnElement, Select, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from qtrace.domain.catalogue import CatalogueReason, PaperKind
from qtrace.domain.hold_scopes import AnchorKind, Scope
from qtrace.domain.holds import HoldReason
from qtrace.models.cases import Case, CaseLink, Hold, HoldMember
from qtrace.models.holds import IsolationRule
from qtrace.models.items import Item, ItemStatus, Link
from qtrace.models.receiving import DeliveryLine, Receipt, SupplierPaper
from qtrace.services.holds.check import ACTIVE
from qtrace.services.holds.commands import SetIsolationRule
from qtrace.services.holds.members import some
from qtrace.services.holds.opening import NewHold, open_hold
from qtrace.services.items.standing import present_papers
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.reads import Reads
from qtrace.services.work import ObjectKind, Work

Facts = Mapping[str, str]
RELATIONS = ("supplier_lot", "delivery", "period")
ACTS = ("hold", "propose", "off")
DEFAULTS: Mapping[str, tuple[str, int]] = {
    "supplier_lot": ("propose", 0),
    "delivery": ("propose", 0),
    "period": ("off", 7),
}
"""What happens until the plant says otherwise: people are asked."""
SIBLING = "sibling"
_GONE = ("scrapped", "returned", "split")
MOST_DAYS = 365


@dataclass(frozen=True, slots=True)
class Rule:
    """What becomes of lots that stand in a relation to a bad one."""

    relation: str
    act: str
    days: int


@dataclass(frozen=True, slots=True)
class RelatedLot:
    """A lot that may be bad too.

    Attributes:
        relation: `supplier_lot`, `delivery`, `period`, or `sibling`: made of the same material.
        holds: numbers of active holds on it.
    """

    lot_id: int
    lot: str
    relation: str
    state: str
    holds: tuple[str, ...]


def rules_of(session: Session) -> tuple[Rule, ...]:
    """The rules as the plant has them, in their order."""
    rows = {row.relation: row for row in session.scalars(select(IsolationRule))}
    found = []
    for relation in RELATIONS:
        row = rows.get(relation)
        act, days = (row.act, row.days) if row is not None else DEFAULTS[relation]
        found.append(Rule(relation, act, days))
    return tuple(found)


def isolation_rules(reads: Reads) -> tuple[Rule, ...]:
    """The rules for a screen."""
    return rules_of(reads.session)


def set_isolation_rule(work: Work, command: SetIsolationRule) -> Facts | Refusal:
    """Write what becomes of lots in a relation."""
    refusal = unfit_isolation_rule(command)
    if refusal is not None:
        return refusal
    row = work.session.get(IsolationRule, command.relation)
    if row is None:
        work.add(IsolationRule(relation=command.relation, act=command.act, days=command.days))
    else:
        row.act, row.days = command.act, command.days
    work.touch(ObjectKind.PLANT, 1)
    return {"relation": command.relation, "act": command.act}


def unfit_isolation_rule(command: SetIsolationRule) -> Refusal | None:
    """None if the rule can be as it is wished."""
    for field, value, is_good in (
        ("relation", command.relation, command.relation in RELATIONS),
        ("act", command.act, command.act in ACTS),
        ("days", str(command.days), 0 <= command.days <= MOST_DAYS),
    ):
        if not is_good:
            return refuse(CatalogueReason.FIELD_INVALID, field=field, value=value)
    return None


def isolate_related(work: Work, lot_id: int, cause: Case) -> str:
    """Hold every lot that a rule of the plant isolates at once; return the hold's number or "".

    One hold for all of them, caused by `cause`; lots that such a hold covers already are left.
    """
    lot = work.session.get_one(Item, lot_id)
    related = [
        each
        for rule in rules_of(work.session)
        if rule.act == "hold"
        for each in _related(work.session, lot, rule)
    ]
    held = _held_for(work.session, cause.id)
    fresh = [each for each in dict.fromkeys(related) if each not in held]
    if not fresh:
        return ""
    hold_id = work.new_id()
    new = NewHold(
        HoldReason.RELATED_LOT,
        cause.severity,
        f"{lot.lot} {cause.number}",
        "isolation",
        origin_case_id=cause.id,
    )
    scopes = tuple(Scope(AnchorKind.ITEM, each) for each in fresh)
    number, _ = open_hold(work, hold_id, scopes, new)
    work.add(CaseLink(cause_id=cause.id, effect_id=hold_id, kind="causes"))
    return number


def _held_for(session: Session, case_id: int) -> set[int]:
    """What a hold is that the case caused, or the case itself, if it is a hold."""
    return set(
        session.scalars(
            select(HoldMember.item_id)
            .join(Hold, Hold.case_id == HoldMember.hold_id)
            .where(
                or_(Hold.origin_case_id == case_id, Hold.case_id == case_id),
                Hold.state.in_(ACTIVE),
            )
        )
    )


def related_lots(reads: Reads, lot_id: int) -> tuple[RelatedLot, ...]:
    """Lots that may be bad too, whatever the rules do with them; nearest relation first."""
    session = reads.session
    lot = session.get(Item, lot_id)
    if lot is None:
        return ()
    found: dict[int, str] = {}
    for rule in rules_of(session):
        if rule.act != "off":
            for each in _related(session, lot, rule):
                found.setdefault(each, rule.relation)
    for each in _siblings(session, lot_id):
        found.setdefault(each, SIBLING)
    return _told(session, found)


def _related(session: Session, lot: Item, rule: Rule) -> tuple[int, ...]:
    asked = _asked(session, lot, rule)
    if asked is None:
        return ()
    gone = select(ItemStatus.item_id).where(
        ItemStatus.item_id == Item.id, ItemStatus.quality_state.in_(_GONE)
    )
    told = asked.where(Item.id != lot.id, Item.kind == "lot", ~gone.exists()).order_by(Item.id)
    return tuple(session.scalars(told))


def _asked(session: Session, lot: Item, rule: Rule) -> Select[int] | None:
    """Lots in the relation; None where the lot knows too little of itself for it."""
    told = select(Item.id)
    if rule.relation == "supplier_lot":
        same = _of_one_run(session, lot)
        if lot.supplier_id is None or not same:
            return None
        return told.where(Item.supplier_id == lot.supplier_id, or_(*same))
    if rule.relation == "delivery":
        if lot.receipt_id is None:
            return None
        line = select(Receipt.delivery_line_id).where(Receipt.id == lot.receipt_id)
        delivery = select(DeliveryLine.delivery_id).where(DeliveryLine.id.in_(line))
        lines = select(DeliveryLine.id).where(DeliveryLine.delivery_id.in_(delivery))
        return told.where(
            Item.receipt_id.in_(select(Receipt.id).where(Receipt.delivery_line_id.in_(lines)))
        )
    if lot.part_id is None or lot.supplier_id is None:
        return None
    around = timedelta(days=rule.days)
    return told.where(
        Item.part_id == lot.part_id,
        Item.supplier_id == lot.supplier_id,
        Item.created_at >= lot.created_at - around,
        Item.created_at <= lot.created_at + around,
    )


_OF_A_RUN = (PaperKind.MATERIAL.value, PaperKind.STERILISATION.value)
"""Papers that a supplier writes for a heat or a sterilisation load, whatever lots it went into."""


def _of_one_run(session: Session, lot: Item) -> list[ColumnElement[bool]]:
    """What lots of one run of the supplier share: its lot number, or a certificate of the run.

    Source: EN 10204:2004 type 3.1: a material certificate is about the heat that it names.
    """
    same = [Item.supplier_lot == lot.supplier_lot] if lot.supplier_lot else []
    owners = (lot.id, lot.origin_id) if lot.origin_id is not None else (lot.id,)
    papers = [row for owner in owners for row in present_papers(session, owner)]
    wanted = {(row.kind, row.number.strip().upper()) for row in papers if row.kind in _OF_A_RUN}
    newer = aliased(SupplierPaper)
    for kind, number in sorted(wanted):
        told = exists().where(
            or_(SupplierPaper.item_id == Item.id, SupplierPaper.item_id == Item.origin_id),
            SupplierPaper.kind == kind,
            func.upper(func.trim(SupplierPaper.number)) == number,
            ~exists().where(newer.supersedes_id == SupplierPaper.id),
        )
        same.append(told)
    return same


def _siblings(session: Session, item_id: int) -> tuple[int, ...]:
    """Other things that were made of what this was made of; proposed, never forced."""
    parents = select(Link.parent_id).where(Link.child_id == item_id)
    rows = session.scalars(
        select(Link.child_id)
        .where(Link.parent_id.in_(parents), Link.child_id != item_id)
        .distinct()
        .order_by(Link.child_id)
    )
    return tuple(rows)


def _told(session: Session, found: Mapping[int, str]) -> tuple[RelatedLot, ...]:
    rows: dict[int, RelatedLot] = {}
    holds = _hold_numbers(session, found)
    for part in some(found):
        told = session.execute(
            select(Item, ItemStatus.quality_state)
            .outerjoin(ItemStatus, ItemStatus.item_id == Item.id)
            .where(Item.id.in_(part))
        )
        for item, state in told:
            rows[item.id] = RelatedLot(
                item.id, item.lot or item.serial or "", found[item.id], state or "quarantine",
                holds.get(item.id, ()),
            )  # fmt: skip
    return tuple(rows[each] for each in found if each in rows)


def _hold_numbers(session: Session, items: Iterable[int]) -> dict[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = {}
    for part in some(items):
        rows = session.execute(
            select(HoldMember.item_id, Case.number)
            .join(Hold, Hold.case_id == HoldMember.hold_id)
            .join(Case, Case.id == Hold.case_id)
            .where(HoldMember.item_id.in_(part), Hold.state.in_(ACTIVE))
            .order_by(Hold.seq)
        )
        for item_id, number in rows:
            found[item_id] = (*found.get(item_id, ()), number)
    return found
