"""Holds: placing and widening them, and the question whether something is held."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qtrace.domain.hold_scopes import AnchorKind, Scope, scope_fault
from qtrace.domain.hold_spread import Reached
from qtrace.domain.holds import (
    BlockProfile,
    HoldRefusal,
    InFlight,
    mask_of,
)
from qtrace.models.base import Base
from qtrace.models.cases import Hold, HoldEvent, HoldScope
from qtrace.models.catalogue import Part, PartRevision
from qtrace.models.gauges import Gauge
from qtrace.models.items import Item, Link
from qtrace.models.production import Equipment, Line, Operation
from qtrace.models.production_runs import WorkOrder
from qtrace.models.receiving import Receipt
from qtrace.models.stations import Station
from qtrace.models.suppliers import Supplier
from qtrace.models.warehouse import Location
from qtrace.services.cases.opening import NewCase, case_item, open_case
from qtrace.services.holds.block_rules import profiles_of
from qtrace.services.holds.check import (
    ACTIVE,
    Covering,
    check_not_held,
    check_place,
    check_use,
    coverings,
)
from qtrace.services.holds.effect import effect_of, freeze
from qtrace.services.holds.members import forward_closure, rewrite_members, scopes_of
from qtrace.services.holds.reasons import SEVERITIES, reason_of
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.reads import Reads
from qtrace.services.work import ObjectKind, Work

__all__ = [
    "ACTIVE", "GAUGE", "SEVERITIES", "HoldRow", "NewHold", "active_holds", "check_not_held",
    "check_place", "check_use", "coverings", "forward_closure", "hold_lots", "holds_on", "open_hold",
]  # fmt: skip

Facts = Mapping[str, str]
GAUGE = "gauge"
"""Origin of holds on every lot that one gauge has measured."""
MOST_SCOPES = 2_000


@dataclass(frozen=True, slots=True)
class HoldRow:
    """An active hold on an item, as screens and refusals show it.

    Attributes:
        via: `listed`, `scope`, or `derived` from the lot it was made of.
        anchor_lot: number of the lot on which the hold was placed, "" if on no lot.
    """

    hold_id: int
    number: str
    reason: str
    severity: str
    title: str
    placed_at: datetime
    placed_by_en: str
    placed_by_zh: str
    block_mask: int
    via: str
    anchor_lot: str = ""
    state: str = "active"
    review_by: datetime | None = None


@dataclass(frozen=True, slots=True)
class NewHold:
    """Why something is to be held, and what that stops.

    Attributes:
        in_flight: what becomes of pieces in work; None leaves it to the profile.
        review_by: until when somebody must look again; None takes it from the reason.
    """

    reason: str
    severity: str
    note: str
    origin: str
    profile: BlockProfile = BlockProfile.ALL_USE
    origin_case_id: int | None = None
    propagates: bool = True
    in_flight: InFlight | None = None
    review_by: datetime | None = None
    owner_id: int | None = None


# --- placing --------------------------------------------------------------------------------


def judged_scopes(session: Session, scopes: Iterable[Scope]) -> tuple[Scope, ...] | Refusal:
    """The scopes, each once, or why they cannot be held."""
    wanted = tuple(dict.fromkeys(scopes))
    if not wanted:
        return refuse(HoldRefusal.NOTHING_TO_HOLD)
    if len(wanted) > MOST_SCOPES:
        return refuse(HoldRefusal.HOLD_SCOPE_INVALID, fault="too_many", anchor="")
    for scope in wanted:
        fault = scope_fault(scope)
        if fault is not None:
            return refuse(
                HoldRefusal.HOLD_SCOPE_INVALID, fault=fault.value, anchor=scope.anchor.value
            )
        if session.get(ANCHORED[scope.anchor], scope.anchor_id) is None:
            return refuse(HoldRefusal.NOTHING_TO_HOLD)
    return wanted


ANCHORED: Mapping[AnchorKind, type[Base]] = {
    AnchorKind.ITEM: Item,
    AnchorKind.ORIGIN: Item,
    AnchorKind.PART: Part,
    AnchorKind.PART_REVISION: PartRevision,
    AnchorKind.SUPPLIER_PART: Part,
    AnchorKind.SUPPLIER_LOT: Supplier,
    AnchorKind.RECEIPT: Receipt,
    AnchorKind.LOCATION: Location,
    AnchorKind.WORK_ORDER: WorkOrder,
    AnchorKind.OPERATION: Operation,
    AnchorKind.LINE: Line,
    AnchorKind.STATION: Station,
    AnchorKind.EQUIPMENT: Equipment,
    AnchorKind.GAUGE: Gauge,
}
"""What the id of an anchor is the id of."""


def open_hold(
    work: Work, hold_id: int, scopes: Sequence[Scope], new: NewHold
) -> tuple[str, Mapping[int, Reached]]:
    """Open the hold with its members and freeze what it covers; return number and members."""
    reason = reason_of(work.session, new.reason)
    days = reason.preset.review_days if reason is not None else 7
    review_by = new.review_by or work.now + timedelta(days=days)
    title = new.note or new.reason
    case = open_case(
        work, hold_id, NewCase("hold", "active", new.severity, title, review_by, new.owner_id)
    )
    hold = work.add(_row(work, hold_id, new, review_by))
    work.add_all(scope_row(hold_id, no, scope) for no, scope in enumerate(scopes, start=1))
    reached = rewrite_members(work, hold)
    name_items(work, hold_id, scopes)
    effect = effect_of(work.session, reached, scopes, is_complete=True)
    digest = freeze(work, hold, effect, reached)
    add_event(work, hold_id, "placed", new.reason, {"snapshot": digest})
    return case.number, reached


def _row(work: Work, hold_id: int, new: NewHold, review_by: datetime) -> Hold:
    return Hold(
        case_id=hold_id,
        seq=(work.session.scalar(select(func.max(Hold.seq))) or 0) + 1,
        state="active",
        profile=new.profile.value,
        block_mask=mask_of(new.profile, new.in_flight, profiles_of(work.session)),
        propagates=new.propagates,
        origin=new.origin,
        origin_case_id=new.origin_case_id,
        reason_code=str(new.reason),
        review_by=review_by,
        placed_by=work.actor.person_id,
        requested_by=None,
        released_by=None,
        in_flight=new.in_flight.value if new.in_flight else None,
    )


def scope_row(hold_id: int, no: int, scope: Scope) -> HoldScope:
    """A scope as it is stored."""
    return HoldScope(
        anchor_kind=scope.anchor.value,
        anchor_id=scope.anchor_id,
        hold_id=hold_id,
        no=no,
        part_id=scope.part_id,
        supplier_id=scope.supplier_id,
        supplier_lot=scope.supplier_lot,
        line_id=scope.line_id,
        seq_from=scope.seq_from,
        seq_to=scope.seq_to,
        made_from=scope.made_from,
        made_to=scope.made_to,
    )


def name_items(work: Work, hold_id: int, scopes: Iterable[Scope]) -> None:
    """Say which items the case is about, each with its whole quantity."""
    rows = []
    for scope in scopes:
        if scope.anchor is AnchorKind.ITEM:
            item = work.session.get_one(Item, scope.anchor_id)
            rows.append(case_item(work, hold_id, item.id, item.qty_q6))
    work.add_all(rows)


def add_event(
    work: Work, hold_id: int, kind: str, reason: str, facts: Mapping[str, str] | None = None
) -> None:
    """Write a line of the hold's history; stations read it as news."""
    work.session.flush()
    last = work.session.scalar(select(func.max(HoldEvent.seq))) or 0
    work.add(
        HoldEvent(
            id=work.new_id(),
            seq=last + 1,
            hold_id=hold_id,
            kind=kind,
            person_id=work.actor.person_id,
            at=work.now,
            reason=reason,
            facts=json.dumps(dict(facts), ensure_ascii=False, sort_keys=True) if facts else None,
        )
    )
    work.touch(ObjectKind.CASE, hold_id)


def hold_lots(work: Work, hold_id: int, lots: Iterable[int], new: NewHold) -> str:
    """One hold on many lots and on everything made of them; return its number."""
    scopes = tuple(Scope(AnchorKind.ITEM, each) for each in lots)
    return open_hold(work, hold_id, scopes, new)[0]


# --- asking ---------------------------------------------------------------------------------


def active_holds(session: Session, item_id: int) -> tuple[HoldRow, ...]:
    """Active holds on the item, as a piece of its lot or by what it was made of, oldest first."""
    found = coverings(session, item_id)
    many = [each.hold_id for each in found if _names_many(session, each)]
    anchors = _anchors(session, many, item_id) if many else {}
    return tuple(
        HoldRow(
            each.hold_id,
            each.number,
            each.reason,
            each.severity,
            each.title,
            each.placed_at,
            each.placed_by_en,
            each.placed_by_zh,
            each.block_mask,
            each.via,
            anchors.get(each.hold_id, "") if each.hold_id in many else _named(session, each),
            each.state,
            each.review_by,
        )
        for each in found
    )


def _names_many(session: Session, each: Covering) -> bool:
    return len(scopes_of(session, each.hold_id)) > 1


def _named(session: Session, each: Covering) -> str:
    """The lot that a hold with one scope names, empty if it names no lot."""
    for scope in scopes_of(session, each.hold_id):
        if scope.anchor is AnchorKind.ITEM:
            item = session.get(Item, scope.anchor_id)
            return (item.lot or item.serial or "") if item is not None else ""
    return ""


def _anchors(session: Session, hold_ids: Sequence[int], item_id: int) -> dict[int, str]:
    """Number of the lot that each of these holds on many lots names, on the way up from the item.

    The item itself or the nearest thing that it came from; empty for what it is no more part of.
    """
    found: dict[int, str] = {}
    seen, frontier = {item_id}, {item_id}
    while frontier and len(found) < len(hold_ids):
        named = session.execute(
            select(HoldScope.hold_id, Item.lot)
            .join(Item, Item.id == HoldScope.anchor_id)
            .where(
                HoldScope.anchor_kind == "item",
                HoldScope.anchor_id.in_(frontier),
                HoldScope.hold_id.in_(hold_ids),
            )
        )
        for hold_id, lot in named:
            found.setdefault(hold_id, lot or "")
        parents = select(Link.parent_id).where(Link.child_id.in_(frontier))
        origins = select(Item.origin_id).where(Item.id.in_(frontier), Item.origin_id.is_not(None))
        above = {*session.scalars(parents), *session.scalars(origins)}
        frontier = {each for each in above if each is not None} - seen
        seen |= frontier
    return {hold_id: found.get(hold_id, "") for hold_id in hold_ids}


def holds_on(reads: Reads, item_id: int) -> tuple[HoldRow, ...]:
    """Active holds on an item."""
    return active_holds(reads.session, item_id)
