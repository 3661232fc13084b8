"""Lifting holds: asked for with computed criteria, decided by somebody else's signature."""

import json
from collections.abc import Iterable, Mapping

from sqlalchemy import delete, func, select

from qtrace.domain.catalogue import CatalogueReason
from qtrace.domain.disposal import Disposal, is_done
from qtrace.domain.hold_life import CriterionState
from qtrace.domain.hold_scopes import PIECE_KINDS, AnchorKind
from qtrace.domain.hold_spread import WHOLE, Ranges, merge
from qtrace.domain.holds import HoldRefusal
from qtrace.domain.items import QualityState
from qtrace.domain.people import PeopleReason
from qtrace.models.cases import HoldMember
from qtrace.models.holds import (
    HoldCriterion,
    HoldExempt,
    HoldRelease,
    HoldReleaseInspector,
    HoldRequest,
    HoldRequestItem,
)
from qtrace.models.items import Item
from qtrace.models.production_runs import OperationRun, ProductionOutput, WorkOrder
from qtrace.services.cases.item_decisions import decide_item
from qtrace.services.cases.opening import move_case
from qtrace.services.commands import Command
from qtrace.services.holds.check import coverings
from qtrace.services.holds.commands import (
    ConvertHold,
    RejectRelease,
    ReleaseHold,
    RequestRelease,
)
from qtrace.services.holds.disposal import disposal_refusal
from qtrace.services.holds.effect import effect_of, freeze
from qtrace.services.holds.keeping import let_only
from qtrace.services.holds.members import members_of, scopes_of
from qtrace.services.holds.opening import add_event
from qtrace.services.holds.state import (
    HeldCase,
    criteria_of,
    last_request,
    locked_hold,
    may_not,
    not_as_seen,
    posts_of,
    requested_items,
    unmet_refusal,
)
from qtrace.services.holds.tags import print_usual_labels
from qtrace.services.items.standing import quality_state
from qtrace.services.items.stock_ends import let_go
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.texts import refuse_texts, refuse_unkeepable
from qtrace.services.work import Handler, ObjectKind, Work

Facts = Mapping[str, str]
CONVERSIONS = {"scrap": QualityState.SCRAPPED, "return": QualityState.RETURNED}


def request_release(work: Work, command: RequestRelease) -> Facts | Refusal:
    """Ask for the release; what the criteria stand at is kept with the request."""
    held = locked_hold(work, command.hold_id, "request")
    if isinstance(held, Refusal):
        return held
    criteria = criteria_of(work.session, held.hold, held.case.opened_at)
    refusal = (
        refuse_unkeepable(note=command.note)
        or unmet_refusal(held, criteria)
        or _not_covered(work, held, command.item_ids)
    )
    if refusal is not None:
        return refusal
    number = work.session.scalar(
        select(func.max(HoldRequest.no)).where(HoldRequest.hold_id == command.hold_id)
    )
    work.add(
        HoldRequest(
            id=command.request_id,
            hold_id=command.hold_id,
            no=(number or 0) + 1,
            extent="partial" if command.item_ids else "full",
            requested_by=work.actor.person_id,
            at=work.now,
            note=command.note.strip(),
        )
    )
    for item_id in sorted(set(command.item_ids)):
        work.add(HoldRequestItem(request_id=command.request_id, item_id=item_id))
    work.add_all(_kept(command.request_id, each) for each in criteria)
    held.hold.state, held.hold.requested_by = "requested", work.actor.person_id
    move_case(work, held.case, "requested", "request", command.note.strip())
    add_event(work, command.hold_id, "requested", command.note.strip())
    return {"hold": held.case.number, "items": str(len(set(command.item_ids)))}


def _kept(request_id: int, each: CriterionState) -> HoldCriterion:
    facts = json.dumps(dict(each.facts), ensure_ascii=False, sort_keys=True)
    return HoldCriterion(
        request_id=request_id, kind=each.kind.value, is_met=each.is_met, facts=facts
    )


def _not_covered(work: Work, held: HeldCase, item_ids: Iterable[int]) -> Refusal | None:
    """Why some of the items are not the hold's to release."""
    for item_id in item_ids:
        found = coverings(work.session, item_id)
        if not any(each.hold_id == held.case.id for each in found):
            return refuse(HoldRefusal.HOLD_NOT_COVERED, hold=held.case.number)
    return None


def release_hold(work: Work, command: ReleaseHold) -> Facts | Refusal:
    """Lift the hold, or take the requested items out of it; the walk is made anew."""
    held = locked_hold(work, command.hold_id, "release")
    if isinstance(held, Refusal):
        return held
    criteria = criteria_of(work.session, held.hold, held.case.opened_at)
    refusal = (
        refuse_unkeepable(comment=command.comment)
        or (None if command.comment.strip() else refuse(PeopleReason.REASON_NEEDED))
        or may_lift(work, held)
        or not_as_seen(work, held, command.seen_sha256)
        or unmet_refusal(held, criteria)
    )
    if refusal is not None:
        return refusal
    request = last_request(work.session, command.hold_id)
    assert request is not None, "a requested hold has a request"
    items = requested_items(work.session, request)
    posts = posts_of(work.session, held)
    _sign(work, command, held, items)
    work.add(
        HoldRelease(
            id=command.release_id,
            hold_id=command.hold_id,
            request_id=request.id,
            placed_by=held.hold.placed_by,
            requested_by=request.requested_by,
            released_by=work.actor.person_id,
            at=work.now,
            comment=command.comment.strip(),
        )
    )
    work.add_all(
        HoldReleaseInspector(
            release_id=command.release_id, inspector_id=each, released_by=work.actor.person_id
        )
        for each in sorted(posts.inspectors)
    )
    if items:
        return _release_part(work, held, items, command.comment.strip())
    work.session.flush()
    held.hold.released_by, held.hold.release_id = work.actor.person_id, command.release_id
    _close(work, held, "released", "release", command.comment.strip())
    return {"hold": held.case.number, "state": "released", "items": ""}


def may_lift(work: Work, held: HeldCase) -> Refusal | None:
    """Why the actor may not lift the hold."""
    why = may_not(work.session, held, work.actor.person_id)
    if why is None:
        return None
    return refuse(why.code, hold=held.case.number, post=why.post, rule=why.post)


def _sign(work: Work, command: ReleaseHold, held: HeldCase, items: tuple[int, ...]) -> None:
    work.session.flush()
    content = {
        "hold": held.case.number,
        "seen": command.seen_sha256,
        "items": [str(each) for each in items],
        "comment": command.comment.strip(),
    }
    work.sign(ObjectKind.CASE, held.case.id, held.hold.row_version, dict(content))


def _release_part(
    work: Work, held: HeldCase, items: tuple[int, ...], comment: str
) -> Facts | Refusal:
    work.add_all(HoldExempt(hold_id=held.case.id, item_id=each, reason=comment) for each in items)
    for each in items:
        work.touch(ObjectKind.ITEM, each)
    held.hold.state, held.hold.requested_by = "active", None
    reached = let_only(work, held.hold, items)
    scopes = scopes_of(work.session, held.case.id)
    freeze(work, held.hold, effect_of(work.session, reached, scopes, is_complete=True), reached)
    print_usual_labels(work, items)
    move_case(work, held.case, "active", "release_part", comment)
    add_event(work, held.case.id, "partly_released", comment, {"items": str(len(items))})
    return {"hold": held.case.number, "state": "active", "items": str(len(items))}


def _close(work: Work, held: HeldCase, state: str, transition: str, reason: str) -> None:
    """End the hold; its members are no longer asked for, the frozen lists stay."""
    members = members_of(work.session, held.case.id)
    for item_id in members:
        item = work.session.get(Item, item_id)
        if item is not None and item.kind not in PIECE_KINDS:
            work.touch(ObjectKind.ITEM, item_id)
    held.hold.state = state
    work.session.flush()
    work.session.execute(delete(HoldMember).where(HoldMember.hold_id == held.case.id))
    print_usual_labels(work, members)
    move_case(work, held.case, state, transition, reason)
    add_event(work, held.case.id, state, reason)


def reject_release(work: Work, command: RejectRelease) -> Facts | Refusal:
    """Turn the request down; the hold stays, and may be asked about again."""
    held = locked_hold(work, command.hold_id, "reject")
    if isinstance(held, Refusal):
        return held
    refusal = refuse_texts(reason=command.reason)
    if refusal is not None:
        return refusal
    if held.hold.requested_by == work.actor.person_id:
        return refuse(HoldRefusal.HOLD_SECOND_PERSON, hold=held.case.number, post="requester")
    content = {"hold": held.case.number, "reason": command.reason.strip()}
    work.sign(ObjectKind.CASE, held.case.id, held.hold.row_version, dict(content))
    held.hold.state, held.hold.requested_by = "active", None
    move_case(work, held.case, "active", "reject", command.reason.strip())
    add_event(work, held.case.id, "rejected", command.reason.strip())
    return {"hold": held.case.number, "state": "active"}


def convert_hold(work: Work, command: ConvertHold) -> Facts | Refusal:
    """End the hold by scrapping or returning every lot that it covers."""
    held = locked_hold(work, command.hold_id, "convert")
    if isinstance(held, Refusal):
        return held
    state = CONVERSIONS.get(command.disposition)
    if state is None:
        return refuse(CatalogueReason.FIELD_INVALID, field="disposition", value=command.disposition)
    refusal = (
        refuse_texts(reason=command.reason)
        or _not_placer(work, held)
        or not_as_seen(work, held, command.seen_sha256)
    )
    if refusal is not None:
        return refusal
    lots = _convertible(work, held, Disposal(command.disposition))
    if isinstance(lots, Refusal):
        return lots
    content = {
        "hold": held.case.number,
        "seen": command.seen_sha256,
        "disposition": command.disposition,
        "lots": [str(lot.id) for lot in lots],
        "reason": command.reason.strip(),
    }
    signed = work.sign(ObjectKind.CASE, held.case.id, held.hold.row_version, dict(content))
    work.session.flush()
    held.hold.converted_by, held.hold.conversion_id = work.actor.person_id, signed.id
    for lot in lots:
        decide_item(work, lot.id, command.disposition, state)
        gone = let_go(work, lot, command.disposition)
        if gone is not None:
            return gone
    _close(work, held, "converted", "convert", command.reason.strip())
    return {"hold": held.case.number, "state": "converted", "lots": str(len(lots))}


def _not_placer(work: Work, held: HeldCase) -> Refusal | None:
    if work.actor.person_id != held.hold.placed_by:
        return None
    return refuse(HoldRefusal.HOLD_SECOND_PERSON, hold=held.case.number, post="placer")


_NOT_ENDED = PIECE_KINDS | {"shipment"}
"""Kinds of items that no disposition ends: pieces go with their lot, a shipment has left."""


def _convertible(work: Work, held: HeldCase, disposal: Disposal) -> list[Item] | Refusal:
    """The lots that are disposed of, or why the hold cannot end that way.

    A hold on places, tools, times or single positions has no list of lots; only bought lots go
    back; what ended so already, or was divided, is left as it is. A lot of which it covers some
    pieces alone is not disposed of with the others.
    """
    scopes = scopes_of(work.session, held.case.id)
    if any(each.anchor is not AnchorKind.ITEM or each.has_range for each in scopes):
        return refuse(
            HoldRefusal.HOLD_SCOPE_INVALID, fault="not_items", anchor=scopes[0].anchor.value
        )
    lots = []
    for item_id, ranges in sorted(members_of(work.session, held.case.id).items()):
        item = work.session.get_one(Item, item_id)
        if item.kind in _NOT_ENDED or (disposal is Disposal.RETURN and item.supplier_id is None):
            return refuse(HoldRefusal.HOLD_NOT_COVERED, hold=held.case.number)
        if is_done(quality_state(work.session, item_id), disposal):
            continue
        refusal = _free_pieces(work, held, item, ranges) or disposal_refusal(
            work.session, item, disposal, {held.case.id}
        )
        if refusal is not None:
            return refusal
        lots.append(item)
    return lots


def _free_pieces(work: Work, held: HeldCase, lot: Item, ranges: Ranges) -> Refusal | None:
    """None if the hold covers every piece of the lot that was made."""
    if ranges == WHOLE:
        return None
    made = work.session.execute(
        select(ProductionOutput.piece_from, ProductionOutput.piece_to)
        .join(OperationRun, OperationRun.id == ProductionOutput.run_id)
        .join(WorkOrder, WorkOrder.id == OperationRun.work_order_id)
        .where(WorkOrder.item_id == lot.id)
    ).all()
    pieces = [(row.piece_from, row.piece_to) for row in made]
    if pieces and merge((*ranges, *pieces)) == merge(ranges):
        return None
    return refuse(HoldRefusal.HOLD_COVERS_PART, hold=held.case.number, lot=lot.lot or "")


HANDLERS: dict[type[Command], Handler] = {
    RequestRelease: request_release,
    ReleaseHold: release_hold,
    RejectRelease: reject_release,
    ConvertHold: convert_hold,
}
