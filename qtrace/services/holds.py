"""Holds: placing them, and the question whether something is held."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from qtrace.domain.catalogue import CatalogueReason
from qtrace.domain.holds import Activity, BlockProfile, HoldReason, HoldRefusal, mask_of, stops
from qtrace.models.cases import Case, CaseLink, Hold, HoldEvent, HoldMember, HoldScope
from qtrace.models.items import Item, Link, LinkKind
from qtrace.models.people import Person
from qtrace.services.cases import NewCase, add_case_item, open_case
from qtrace.services.commands import Command
from qtrace.services.holds_commands import PlaceHold
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.reads import Reads
from qtrace.services.texts import refuse_unkeepable
from qtrace.services.work import Handler, Work

Facts = Mapping[str, str]
ACTIVE = ("active", "requested")
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
    """What is to be held and why."""

    lot_id: int
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
    new = NewHold(lot.id, command.reason, command.severity, command.note, "manual", command.profile)
    return {"hold": _place(work, command.hold_id, lot, new), "lot": lot.lot or ""}


def hold_rejected_lot(work: Work, lot_id: int, ncr_case_id: int) -> str:
    """Hold a lot that was just rejected, for its nonconformance; return the hold's number."""
    lot = work.session.get_one(Item, lot_id)
    ncr = work.session.get_one(Case, ncr_case_id)
    new = NewHold(
        lot_id,
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


def _place(work: Work, hold_id: int, lot: Item, new: NewHold) -> str:
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
        HoldScope(
            anchor_kind="item",
            anchor_id=lot.id,
            hold_id=hold_id,
            no=1,
            part_id=None,
            supplier_id=None,
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
    for item_id, distance in forward_closure(work.session, lot.id).items():
        via = "listed" if distance == 0 else "derived"
        work.add(
            HoldMember(
                item_id=item_id,
                hold_id=hold_id,
                seq_from=0,
                seq_to=None,
                via=via,
                distance=distance,
                record_id=work.record_id,
            )
        )
    add_case_item(work, hold_id, lot.id, lot.qty_q6)
    return case.number


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
            work.add(
                HoldMember(
                    item_id=child_id,
                    hold_id=hold_id,
                    seq_from=0,
                    seq_to=None,
                    via="derived",
                    distance=distance + 1,
                    record_id=work.record_id,
                )
            )


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
            anchor_lot or "",
        )
        for hold, case, person, member, anchor_lot in rows
        if member.item_id == item_id or hold.case_id not in own
    )


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
