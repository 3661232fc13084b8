"""Holds: placing them, and the question whether something is held."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from qtrace.domain.catalogue import CatalogueReason
from qtrace.domain.holds import Activity, BlockProfile, HoldReason, HoldRefusal, mask_of, stops
from qtrace.models.base import Base
from qtrace.models.cases import Case, CaseLink, Hold, HoldEvent, HoldMember, HoldScope
from qtrace.models.items import Item, Link, LinkKind
from qtrace.models.people import Person
from qtrace.services.cases import NewCase, case_item, open_case
from qtrace.services.commands import Command
from qtrace.services.holds_commands import PlaceHold
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.reads import Reads
from qtrace.services.texts import refuse_unkeepable
from qtrace.services.work import Handler, Work

Facts = Mapping[str, str]
ACTIVE = ("active", "requested")
GAUGE = "gauge"
"""Origin of holds on every lot that one gauge has measured."""
SEVERITIES = ("critical", "major", "minor")


@dataclass(frozen=True, slots=True)
class HoldRow:
    """An active hold on an item, as screens and refusals show it.

    Attributes:
        via: `listed`, or `derived` from the lot it was made of.
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


@dataclass(frozen=True, slots=True)
class NewHold:
    """Why something is to be held."""

    reason: HoldReason
    severity: str
    note: str
    origin: str
    profile: BlockProfile = BlockProfile.ALL_USE
    origin_case_id: int | None = None


def place_hold(work: Work, command: PlaceHold) -> Facts | Refusal:
    """Place a hold on a lot and everything made of it; a container's hold is its lot's."""
    lot = work.session.get(Item, command.lot_id)
    if lot is not None and lot.kind == "container":
        lot = work.session.get(Item, lot.origin_id)
    if lot is None:
        return refuse(HoldRefusal.NOTHING_TO_HOLD)
    if command.severity not in SEVERITIES:
        return refuse(CatalogueReason.FIELD_INVALID, field="severity", value=command.severity)
    refusal = refuse_unkeepable(note=command.note)
    if refusal is not None:
        return refusal
    new = NewHold(command.reason, command.severity, command.note, "manual", command.profile)
    return {"hold": _place(work, command.hold_id, lot, new), "lot": lot.lot or ""}


def hold_rejected_lot(work: Work, lot_id: int, ncr_case_id: int) -> str:
    """Hold a lot that was just rejected, for its nonconformance; return the hold's number."""
    lot = work.session.get_one(Item, lot_id)
    ncr = work.session.get_one(Case, ncr_case_id)
    new = NewHold(
        HoldReason.INSPECTION_REJECTED,
        ncr.severity,
        ncr.number,
        "inspection",
        origin_case_id=ncr_case_id,
    )
    hold_id = work.new_id()
    number = _place(work, hold_id, lot, new)
    work.add(CaseLink(cause_id=ncr_case_id, effect_id=hold_id, kind="causes"))
    return number


def hold_lots(
    work: Work,
    hold_id: int,
    lots: Mapping[int, int],
    made: Mapping[int, Mapping[int, int]],
    new: NewHold,
) -> str:
    """One hold on many lots and on everything made of them; return its number.

    Args:
        work: the transaction.
        hold_id: id of the case that the hold is.
        lots: the lots with their quantities in millionths.
        made: per lot what was made of it, with the distance.
        new: what is to be held and why.
    """
    case = _open(work, hold_id, new)
    rows: list[Base] = []
    distances: dict[int, int] = dict.fromkeys(lots, 0)
    for no, (lot_id, qty_q6) in enumerate(lots.items(), start=1):
        rows.append(_scope(hold_id, lot_id, no))
        rows.append(case_item(work, hold_id, lot_id, qty_q6))
        for child, distance in made.get(lot_id, {}).items():
            distances[child] = min(distance, distances.get(child, distance))
    rows += [_member(work, hold_id, each, distance) for each, distance in distances.items()]
    work.add_all(rows)
    return case.number


def _place(work: Work, hold_id: int, lot: Item, new: NewHold) -> str:
    made = forward_closure(work.session, lot.id)
    return hold_lots(work, hold_id, {lot.id: lot.qty_q6}, {lot.id: made}, new)


def _open(work: Work, hold_id: int, new: NewHold) -> Case:
    title = new.note or new.reason.value
    case = open_case(work, hold_id, NewCase("hold", "active", new.severity, title))
    seq = (work.session.scalar(select(func.max(Hold.seq))) or 0) + 1
    work.add(
        Hold(
            case_id=hold_id,
            seq=seq,
            state="active",
            profile=new.profile.value,
            block_mask=mask_of(new.profile),
            propagates=True,
            origin=new.origin,
            origin_case_id=new.origin_case_id,
            reason_code=new.reason.value,
            review_by=None,
            placed_by=work.actor.person_id,
            requested_by=None,
            released_by=None,
        )
    )
    work.add(
        HoldEvent(
            id=work.new_id(),
            seq=seq,
            hold_id=hold_id,
            kind="placed",
            person_id=work.actor.person_id,
            at=work.now,
            reason=new.reason.value,
        )
    )
    return case


def _scope(hold_id: int, lot_id: int, no: int) -> HoldScope:
    return HoldScope(
        anchor_kind="item", anchor_id=lot_id, hold_id=hold_id, no=no, part_id=None, supplier_id=None
    )


def _member(work: Work, hold_id: int, item_id: int, distance: int) -> HoldMember:
    return HoldMember(
        item_id=item_id,
        hold_id=hold_id,
        seq_from=0,
        seq_to=None,
        via="listed" if distance == 0 else "derived",
        distance=distance,
        record_id=work.record_id,
    )


def forward_closure(session: Session, item_id: int) -> dict[int, int]:
    """Items that `item_id` went into, at any depth, with their distance; itself at 0."""
    found = {item_id: 0}
    frontier = [item_id]
    while frontier:
        rows = session.scalars(
            select(Link.child_id)
            .join(LinkKind, LinkKind.code == Link.kind)
            .where(Link.parent_id.in_(frontier), LinkKind.propagates)
        ).all()
        depth = found[frontier[0]] + 1
        frontier = [child for child in dict.fromkeys(rows) if child not in found]
        found |= dict.fromkeys(frontier, depth)
    return found


def inherit_holds(work: Work, parent_id: int, child_id: int) -> None:
    """A child made of a held parent is held from its first commit."""
    members = work.session.execute(
        select(HoldMember.hold_id, HoldMember.distance)
        .join(Hold, Hold.case_id == HoldMember.hold_id)
        .where(HoldMember.item_id == parent_id, Hold.state.in_(ACTIVE), Hold.propagates)
    ).all()
    for hold_id, distance in members:
        place = (child_id, hold_id, 0)
        if work.session.get(HoldMember, place) is None:
            work.add(_member(work, hold_id, child_id, distance + 1))


def active_holds(session: Session, item_id: int) -> tuple[HoldRow, ...]:
    """Active holds on the item itself or on the lot it came from, oldest first, each once.

    A split-off lot and its parent are both members of one hold: the own membership is told.
    """
    origin = session.scalar(select(Item.origin_id).where(Item.id == item_id))
    places = [item_id] if origin is None else [item_id, origin]
    rows = session.execute(
        select(Hold, Case, Person, HoldMember, Item.lot)
        .join(HoldMember, HoldMember.hold_id == Hold.case_id)
        .join(Case, Case.id == Hold.case_id)
        .join(Person, Person.id == Hold.placed_by)
        .outerjoin(HoldScope, and_(HoldScope.hold_id == Hold.case_id, HoldScope.no == 1))
        .outerjoin(Item, and_(HoldScope.anchor_kind == "item", Item.id == HoldScope.anchor_id))
        .where(HoldMember.item_id.in_(places), Hold.state.in_(ACTIVE))
        .order_by(Hold.seq)
    ).all()
    own = {hold.case_id for hold, _, _, member, _ in rows if member.item_id == item_id}
    many = [hold.case_id for hold, *_ in rows if hold.origin == GAUGE]
    anchors = _anchors(session, many, item_id) if many else {}
    return tuple(
        HoldRow(
            hold.case_id,
            case.number,
            hold.reason_code,
            case.severity,
            case.title,
            case.opened_at,
            person.name_en,
            person.name_zh,
            hold.block_mask,
            member.via,
            anchors.get(hold.case_id, anchor_lot or ""),
        )
        for hold, case, person, member, anchor_lot in rows
        if member.item_id == item_id or hold.case_id not in own
    )


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


def check_not_held(session: Session, item_id: int, activity: Activity) -> Refusal | None:
    """None if no active hold stops `activity` on the item, else who holds it since when."""
    for hold in active_holds(session, item_id):
        if stops(hold.block_mask, activity):
            return refuse(
                HoldRefusal.LOT_ON_HOLD,
                hold=hold.number,
                reason=hold.reason,
                since=hold.placed_at.isoformat(),
                by_en=hold.placed_by_en,
                by_zh=hold.placed_by_zh,
            )
    return None


def holds_on(reads: Reads, item_id: int) -> tuple[HoldRow, ...]:
    """Active holds on an item."""
    return active_holds(reads.session, item_id)


HANDLERS: dict[type[Command], Handler] = {PlaceHold: place_hold}
