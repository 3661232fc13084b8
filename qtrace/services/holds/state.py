"""What a hold stands at: its state, who stands where, its criteria, and what a signer saw of it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from qtrace.domain.disposal import is_ended
from qtrace.domain.hold_life import (
    HOLD_LIFE,
    CriterionState,
    HoldState,
    MayNot,
    Posts,
    is_change_after,
    may_not_lift,
    may_not_narrow,
    unmet,
)
from qtrace.domain.hold_scopes import PIECE_KINDS, AnchorKind
from qtrace.domain.holds import BlockProfile, Criterion, HoldRefusal, ReasonPreset, Signee
from qtrace.domain.inspection_tally import InspectionOutcome
from qtrace.domain.items import QualityState
from qtrace.models.cases import Case, CaseItem, CaseLink, Hold, HoldEvent, HoldMember
from qtrace.models.holds import HoldChange, HoldRequest, HoldRequestItem
from qtrace.models.inspection import Inspection
from qtrace.models.items import Item, ItemStatus
from qtrace.records.canonical import Json, canonical_bytes
from qtrace.services.holds.members import exempt_of, members_of, scope_rows, some
from qtrace.services.holds.reasons import reason_of, signees_of
from qtrace.services.inspection.state import read_inspection
from qtrace.services.inspection.support import plant_of, verified_kinds
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.work import Work

OPEN_NCR = ("open", "contained", "in_review")
_CHANGING = ("widened", "narrowed", "extended", "changed")


@dataclass(frozen=True, slots=True)
class HeldCase:
    """A hold with its case, both locked until the commit."""

    hold: Hold
    case: Case


def locked_hold(work: Work, hold_id: int, step: str) -> HeldCase | Refusal:
    """The hold, if `step` of its life is possible now; two stations come one after the other."""
    hold = work.session.get(Hold, hold_id, with_for_update=True)
    if hold is None:
        return refuse(HoldRefusal.HOLD_UNKNOWN)
    case = work.session.get_one(Case, hold_id, with_for_update=True)
    state = HoldState(hold.state)
    if HOLD_LIFE.step(state, step) is not None:
        return HeldCase(hold, case)
    if HOLD_LIFE.is_final(state):
        return refuse(HoldRefusal.HOLD_CLOSED, hold=case.number, state=state.value)
    if state is HoldState.REQUESTED:
        return refuse(HoldRefusal.HOLD_REQUESTED_ALREADY, hold=case.number)
    return refuse(HoldRefusal.HOLD_NOT_REQUESTED, hold=case.number)


def preset_of(session: Session, hold: Hold) -> ReasonPreset:
    """Presets of the hold's reason as the plant has them now."""
    reason = reason_of(session, hold.reason_code)
    return reason.preset if reason is not None else ReasonPreset("major")


def last_request(session: Session, hold_id: int) -> HoldRequest | None:
    """The newest request for a release."""
    return session.scalars(
        select(HoldRequest)
        .where(HoldRequest.hold_id == hold_id)
        .order_by(HoldRequest.no.desc())
        .limit(1)
    ).first()


def requested_items(session: Session, request: HoldRequest) -> tuple[int, ...]:
    """Items that a partial request names, in the order of their ids."""
    return tuple(
        session.scalars(
            select(HoldRequestItem.item_id)
            .where(HoldRequestItem.request_id == request.id)
            .order_by(HoldRequestItem.item_id)
        )
    )


# --- the lots behind it ---------------------------------------------------------------------


def lots_behind(session: Session, hold_id: int) -> tuple[int, ...]:
    """Lots that a decision about the hold is about: what it names, however it names it.

    The lot of a piece, every lot that a scope catches, and the parts of a lot that was divided;
    not what was made of them, and nothing that was let go.
    """
    exempt = exempt_of(session, hold_id)
    found: set[int] = set()
    fresh = _lots_named(session, hold_id) - exempt
    while fresh:
        found |= fresh
        fresh = _divided_into(session, fresh) - found - exempt
    return tuple(sorted(found))


def _divided_into(session: Session, lots: Collection[int]) -> set[int]:
    found: set[int] = set()
    for part in some(sorted(lots)):
        told = (
            select(Item.id)
            .join(ItemStatus, ItemStatus.item_id == Item.origin_id)
            .where(
                Item.origin_id.in_(part),
                Item.kind.not_in(tuple(PIECE_KINDS)),
                ItemStatus.quality_state == QualityState.SPLIT.value,
            )
        )
        found |= set(session.scalars(told))
    return found


def _lots_named(session: Session, hold_id: int) -> set[int]:
    """Members that nothing was made of first, and what a scope that is closed named."""
    rows = scope_rows(session, hold_id)
    origins = {r.anchor_id for r in rows if r.anchor_kind == AnchorKind.ORIGIN.value}
    items = [r.anchor_id for r in rows if r.anchor_kind == AnchorKind.ITEM.value]
    members = select(HoldMember.item_id).where(
        HoldMember.hold_id == hold_id, HoldMember.distance == 0
    )
    return origins | lots_of(session, {*session.scalars(members), *items})


def lots_of(session: Session, items: Iterable[int]) -> set[int]:
    """The items as lots; a piece stands for the lot that it is of."""
    found: set[int | None] = set()
    for part in some(items):
        told = select(Item.id, Item.kind, Item.origin_id).where(Item.id.in_(part))
        for item, kind, origin in session.execute(told):
            found.add(origin if kind in PIECE_KINDS else item)
    return {each for each in found if each is not None}


# --- criteria -------------------------------------------------------------------------------


def criteria_of(session: Session, hold: Hold, placed_at: datetime) -> tuple[CriterionState, ...]:
    """Every criterion of the hold's reason as it stands now."""
    computed = {
        Criterion.NCR_DISPOSED: _ncr_disposed,
        Criterion.REINSPECTED: _reinspected,
        Criterion.CHANGE_APPLIED: _change_applied,
    }
    return tuple(
        computed[each](session, hold, placed_at) for each in preset_of(session, hold).criteria
    )


def _ncr_disposed(session: Session, hold: Hold, _placed_at: datetime) -> CriterionState:
    """No nonconformance that the hold came from, or that is about its lots, is open."""
    cases = nonconformances_of(session, hold)
    still = [case.number for case in cases if case.state in OPEN_NCR]
    done = [case.number for case in cases if case.state not in OPEN_NCR]
    facts = {"open": ", ".join(still), "disposed": ", ".join(done)}
    return CriterionState(Criterion.NCR_DISPOSED, not still, facts)


def nonconformances_of(session: Session, hold: Hold) -> tuple[Case, ...]:
    """Nonconformances that the hold came from, that it caused, or that are about its lots.

    What keeps its items as evidence waits for none that is merely about them: such a decision is
    made when the evidence is free.
    """
    linked = select(CaseLink.cause_id).where(CaseLink.effect_id == hold.case_id)
    caused = select(CaseLink.effect_id).where(CaseLink.cause_id == hold.case_id)
    ncrs = select(Case).where(Case.kind == "ncr")
    of_hold = or_(Case.id == hold.origin_case_id, Case.id.in_(linked), Case.id.in_(caused))
    found = {case.id: case for case in session.scalars(ncrs.where(of_hold))}
    for part in some(_may_be_disposed_of(session, hold)):
        about = select(CaseItem.case_id).where(CaseItem.item_id.in_(part))
        found |= {case.id: case for case in session.scalars(ncrs.where(Case.id.in_(about)))}
    return tuple(found[each] for each in sorted(found))


def _may_be_disposed_of(session: Session, hold: Hold) -> tuple[int, ...]:
    return () if hold.profile == BlockProfile.FREEZE else lots_behind(session, hold.case_id)


def _reinspected(session: Session, hold: Hold, placed_at: datetime) -> CriterionState:
    """Every lot that is still there was inspected after the stop, and its readings accept it.

    The last signature of such an inspection waits for the hold itself; so the readings count. A
    hold on a place or a tool alone has no lot that could be inspected.
    """
    lots = _still_there(session, lots_behind(session, hold.case_id))
    since = select(Inspection).where(Inspection.started_at > placed_at, Inspection.state != "void")
    rows = [
        row
        for part in some(lots)
        for row in session.scalars(since.where(Inspection.item_id.in_(part)))
    ]
    verified = verified_kinds(plant_of(session))
    good = [
        row
        for row in rows
        if read_inspection(session, row).verdict(verified).outcome is InspectionOutcome.ACCEPT
    ]
    missing = set(lots) - {row.item_id for row in good}
    facts = {
        "inspections": ", ".join(row.number for row in good),
        "missing": str(len(missing)),
    }
    return CriterionState(Criterion.REINSPECTED, not missing, facts)


def _still_there(session: Session, lots: Collection[int]) -> tuple[int, ...]:
    """Lots without those that ended: nobody inspects what was scrapped, sent back or divided."""
    states = select(ItemStatus.item_id, ItemStatus.quality_state)
    ended = {
        item
        for part in some(lots)
        for item, state in session.execute(states.where(ItemStatus.item_id.in_(part)))
        if is_ended(QualityState(state))
    }
    return tuple(each for each in lots if each not in ended)


def _change_applied(session: Session, hold: Hold, placed_at: datetime) -> CriterionState:
    """Something was changed after the stop."""
    rows = session.scalars(
        select(HoldChange).where(HoldChange.hold_id == hold.case_id).order_by(HoldChange.id)
    ).all()
    found = next((r for r in rows if is_change_after(r.applied_at, placed_at)), None)
    facts = {"change": found.description, "at": found.applied_at.isoformat()} if found else {}
    return CriterionState(Criterion.CHANGE_APPLIED, found is not None, facts)


# --- who stands where -----------------------------------------------------------------------


def posts_of(session: Session, held: HeldCase) -> Posts:
    """Who placed, asked, inspected, changed and owns the hold."""
    hold = held.hold
    lots = {*lots_behind(session, hold.case_id), *_lots_asked_for(session, hold)}
    changers = session.execute(
        select(HoldEvent.person_id, HoldEvent.kind).where(
            HoldEvent.hold_id == hold.case_id, HoldEvent.kind.in_(_CHANGING)
        )
    ).all()
    return Posts(
        placer=hold.placed_by,
        requester=hold.requested_by,
        owner=held.case.owner_id,
        inspectors=_inspectors_of(session, lots),
        changers=frozenset(row.person_id for row in changers),
        wideners=frozenset(row.person_id for row in changers if row.kind == "widened"),
        listed=signees_of(session, hold.reason_code),
    )


def _lots_asked_for(session: Session, hold: Hold) -> set[int]:
    """Lots of what a request in part would let go, also of what was made of the held ones."""
    request = last_request(session, hold.case_id) if hold.state == "requested" else None
    return lots_of(session, requested_items(session, request)) if request is not None else set()


def _inspectors_of(session: Session, lots: Collection[int]) -> frozenset[int]:
    signed = select(Inspection.signed_by).where(Inspection.signed_by.is_not(None))
    return frozenset(
        each
        for part in some(sorted(lots))
        for each in session.scalars(signed.where(Inspection.item_id.in_(part)))
        if each is not None
    )


def signee_of(session: Session, hold: Hold) -> Signee:
    """Rule of the hold's reason about who may lift it."""
    return preset_of(session, hold).signee


def may_not(session: Session, held: HeldCase, person_id: int) -> MayNot | None:
    """Why `person_id` may not lift this hold, or None if they may."""
    return may_not_lift(signee_of(session, held.hold), person_id, posts_of(session, held))


def may_not_take_out(session: Session, held: HeldCase, person_id: int) -> MayNot | None:
    """Why `person_id` may not take something out of this hold, or None if they may."""
    return may_not_narrow(signee_of(session, held.hold), person_id, posts_of(session, held))


def unmet_refusal(held: HeldCase, criteria: Collection[CriterionState]) -> Refusal | None:
    """None if nothing of the hold may go free before its criteria are met, and they are."""
    missing = unmet(criteria)
    if not missing:
        return None
    return refuse(
        HoldRefusal.HOLD_CRITERIA_UNMET, hold=held.case.number, criteria=",".join(missing)
    )


# --- what a signer saw ----------------------------------------------------------------------


def hold_content(session: Session, held: HeldCase) -> Json:
    """Everything that a decision about the hold rests on, in canonical form."""
    hold, case = held.hold, held.case
    request = last_request(session, case.id)
    asked: Json = None
    if request is not None:
        items = [str(each) for each in requested_items(session, request)]
        asked = [str(request.id), request.extent, str(request.requested_by), list(items)]
    return {
        "hold": case.number,
        "state": hold.state,
        "reason": hold.reason_code,
        "severity": case.severity,
        "mask": str(hold.block_mask),
        "review_by": hold.review_by.isoformat() if hold.review_by else None,
        "scope": [
            [row.anchor_kind, str(row.anchor_id), str(row.no)]
            for row in scope_rows(session, case.id)
        ],
        "members": [
            [str(item), [[str(a), None if b is None else str(b)] for a, b in ranges]]
            for item, ranges in members_of(session, case.id).items()
        ],
        "exempt": [str(each) for each in sorted(exempt_of(session, case.id))],
        "criteria": [
            [each.kind.value, each.is_met, dict(each.facts)]
            for each in criteria_of(session, hold, case.opened_at)
        ],
        "request": asked,
    }


def hold_sha256(session: Session, held: HeldCase) -> str:
    """Hash of what a screen shows of the hold; a signing command carries it back.

    Source: 21 CFR 11.70, 21 CFR 11.50(b): nobody signs what was not in front of them.
    """
    return sha256(canonical_bytes(hold_content(session, held))).hexdigest()


def not_as_seen(work: Work, held: HeldCase, seen: str) -> Refusal | None:
    """None if the hold stands as the signer saw it."""
    if seen == hold_sha256(work.session, held):
        return None
    return refuse(HoldRefusal.HOLD_NOT_AS_SEEN, hold=held.case.number)
