"""Changing a hold while it stands: wider, narrower, longer; its review; what cures it."""

from collections.abc import Mapping

from sqlalchemy import func, select

from qtrace.domain.hold_scopes import PIECE_KINDS, AnchorKind, Scope
from qtrace.domain.hold_spread import covers
from qtrace.domain.holds import HoldRefusal
from qtrace.models.cases import HoldScope
from qtrace.models.holds import HoldChange, HoldScopeEnd
from qtrace.models.items import Item
from qtrace.services.commands import Command
from qtrace.services.evidence import judge_evidence, keep_evidence
from qtrace.services.holds.commands import (
    EscalateHolds,
    ExtendHold,
    NarrowHold,
    RecordHoldChange,
    WidenHold,
)
from qtrace.services.holds.effect import effect_of, freeze
from qtrace.services.holds.members import (
    exempt_of,
    reach,
    rewrite_members,
    scope_rows,
    scopes_of,
)
from qtrace.services.holds.opening import add_event, judged_scopes, name_items, scope_row
from qtrace.services.holds.placing import isolate_kin
from qtrace.services.holds.reviews import untold_holds
from qtrace.services.holds.state import (
    HeldCase,
    criteria_of,
    locked_hold,
    may_not_take_out,
    not_as_seen,
    preset_of,
    unmet_refusal,
)
from qtrace.services.holds.tags import print_tags
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.texts import refuse_texts
from qtrace.services.work import Handler, ObjectKind, Work

Facts = Mapping[str, str]


def widen_hold(work: Work, command: WidenHold) -> Facts | Refusal:
    """Let the hold cover more from now on."""
    held = locked_hold(work, command.hold_id, "widen")
    if isinstance(held, Refusal):
        return held
    refusal = refuse_texts(reason=command.reason)
    if refusal is not None:
        return refusal
    named = tuple(Scope(AnchorKind.ITEM, each) for each in command.item_ids)
    wanted = judged_scopes(work.session, (*named, *command.scopes))
    if isinstance(wanted, Refusal):
        return wanted
    refusal = _released_before(work, held, wanted)
    if refusal is not None:
        return refusal
    there = set(scopes_of(work.session, held.case.id))
    fresh = [each for each in wanted if each not in there]
    last = work.session.scalar(
        select(func.max(HoldScope.no)).where(HoldScope.hold_id == held.case.id)
    )
    first = (last or 0) + 1
    work.add_all(scope_row(held.case.id, no, each) for no, each in enumerate(fresh, start=first))
    name_items(work, held.case.id, fresh)
    members = _anew(work, held, "widened", command.reason.strip())
    tags = print_tags(work, fresh) if command.print_tags else 0
    is_bad = preset_of(work.session, held.hold).isolates
    return {
        "hold": held.case.number, "scopes": str(len(fresh)), "items": str(members),
        "tags": str(tags), "isolated": isolate_kin(work, held.case.id, fresh) if is_bad else "",
    }  # fmt: skip


def _released_before(work: Work, held: HeldCase, wanted: tuple[Scope, ...]) -> Refusal | None:
    """What this hold has let go is never caught by it again: that takes a new hold.

    So a wider scope that would reach it is refused: it would stay free and nobody would see it.
    """
    exempt = sorted(exempt_of(work.session, held.case.id))
    found = reach(work.session, wanted, (), propagates=held.hold.propagates) if exempt else {}
    for item_id in exempt:
        item = work.session.get_one(Item, item_id)
        lot = found.get(item.origin_id or 0) if item.kind in PIECE_KINDS else None
        seq = item.unit_seq if item.kind == "unit" else None
        if item_id in found or (lot is not None and covers(lot.ranges, seq)):
            name = item.lot if item.serial is None else item.serial
            return refuse(HoldRefusal.HOLD_LET_GO, hold=held.case.number, lot=name or "")
    return None


def narrow_hold(work: Work, command: NarrowHold) -> Facts | Refusal:
    """Take rows out of the scope; something must be left, else it is a release.

    What is taken out goes free, so that this asks what a release asks: criteria and a second
    person, who neither inspected nor widened.
    """
    held = locked_hold(work, command.hold_id, "narrow")
    if isinstance(held, Refusal):
        return held
    refusal = refuse_texts(reason=command.reason) or _cannot_narrow(work, held, command)
    if refusal is not None:
        return refusal
    content = {
        "hold": held.case.number,
        "seen": command.seen_sha256,
        "scopes": [str(each) for each in sorted(set(command.scope_nos))],
        "reason": command.reason.strip(),
    }
    work.sign(ObjectKind.CASE, held.case.id, held.hold.row_version, dict(content))
    work.add_all(
        HoldScopeEnd(
            hold_id=held.case.id,
            no=each,
            placed_by=held.hold.placed_by,
            ended_by=work.actor.person_id,
        )
        for each in sorted(set(command.scope_nos))
    )
    members = _anew(work, held, "narrowed", command.reason.strip())
    return {"hold": held.case.number, "items": str(members)}


def _cannot_narrow(work: Work, held: HeldCase, command: NarrowHold) -> Refusal | None:
    number = held.case.number
    there = {row.no for row in scope_rows(work.session, held.case.id)}
    gone = set(command.scope_nos)
    if not gone or not gone <= there:
        return refuse(HoldRefusal.HOLD_NOT_COVERED, hold=number)
    if gone == there:
        return refuse(HoldRefusal.HOLD_SCOPE_LAST, hold=number)
    why = may_not_take_out(work.session, held, work.actor.person_id)
    if why is not None:
        return refuse(why.code, hold=number, post=why.post, rule=why.post)
    criteria = criteria_of(work.session, held.hold, held.case.opened_at)
    return not_as_seen(work, held, command.seen_sha256) or unmet_refusal(held, criteria)


def _anew(work: Work, held: HeldCase, event: str, reason: str) -> int:
    """Write members and evidence anew after the scope has changed; return how many there are."""
    reached = rewrite_members(work, held.hold)
    scopes = scopes_of(work.session, held.case.id)
    effect = effect_of(work.session, reached, scopes, is_complete=True)
    digest = freeze(work, held.hold, effect, reached)
    add_event(work, held.case.id, event, reason, {"snapshot": digest})
    return len(reached)


def extend_hold(work: Work, command: ExtendHold) -> Facts | Refusal:
    """Give the review a later date."""
    held = locked_hold(work, command.hold_id, "extend")
    if isinstance(held, Refusal):
        return held
    refusal = refuse_texts(reason=command.reason)
    if refusal is not None:
        return refusal
    until = command.review_by.isoformat()
    before = held.hold.review_by
    if command.review_by <= work.now or (before is not None and command.review_by <= before):
        return refuse(HoldRefusal.HOLD_REVIEW_PAST, until=until)
    held.hold.review_by = held.case.due_at = command.review_by
    work.session.flush()
    add_event(work, held.case.id, "extended", command.reason.strip(), {"until": until})
    return {"hold": held.case.number, "until": until}


def escalate_holds(work: Work, _command: EscalateHolds) -> Facts | Refusal:
    """Note every hold whose review is past, once for each date; nothing is lifted."""
    untold = untold_holds(work.session, work.now)
    for hold in untold:
        assert hold.review_by is not None
        add_event(work, hold.case_id, "escalated", hold.review_by.isoformat())
    return {"holds": str(len(untold))}


def record_hold_change(work: Work, command: RecordHoldChange) -> Facts | Refusal:
    """Keep what was changed after the stop."""
    held = locked_hold(work, command.hold_id, "change")
    if isinstance(held, Refusal):
        return held
    refusal = refuse_texts(description=command.description) or judge_evidence(command.photo)
    if refusal is not None:
        return refusal
    if not held.case.opened_at < command.applied_at <= work.now:
        return refuse(HoldRefusal.HOLD_CHANGE_TOO_EARLY, at=command.applied_at.isoformat())
    evidence_id = None
    if command.photo is not None:
        evidence_id = keep_evidence(work, command.photo, ObjectKind.CASE, held.case.id, "change")
    work.add(
        HoldChange(
            id=command.change_id,
            hold_id=held.case.id,
            applied_at=command.applied_at,
            applied_by=work.actor.person_id,
            description=command.description.strip(),
            evidence_id=evidence_id,
        )
    )
    add_event(work, held.case.id, "changed", command.description.strip())
    return {"hold": held.case.number}


HANDLERS: dict[type[Command], Handler] = {
    WidenHold: widen_hold,
    NarrowHold: narrow_hold,
    ExtendHold: extend_hold,
    EscalateHolds: escalate_holds,
    RecordHoldChange: record_hold_change,
}
