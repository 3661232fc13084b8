"""Drafts of rules about holds, and what somebody else decided about them.

Source: ISO 13485:2016 clause 4.2.4: what controls the product is approved before it is used.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from qtrace.domain.block_rules import ProfileWish
from qtrace.domain.hold_rules import (
    ReasonWish,
    RelationWish,
    RuleKind,
    RuleReason,
    StopWish,
    Wish,
    kind_of,
    wish_of,
    wish_text,
)
from qtrace.domain.people import PeopleReason
from qtrace.models.holds import RuleDecision, RuleDraft
from qtrace.models.people import Person
from qtrace.services.briefs import NamePair, person_name
from qtrace.services.commands import Command
from qtrace.services.holds.block_rules import block_rules, set_profile, unfit_profile
from qtrace.services.holds.commands import SetHoldReason, SetIsolationRule, SetStopType
from qtrace.services.holds.isolation import Rule, rules_of, set_isolation_rule, unfit_isolation_rule
from qtrace.services.holds.reasons import (
    Reason,
    StopTypeRow,
    hold_reasons,
    set_hold_reason,
    set_stop_type,
    signees_of,
    stop_types,
    unfit_reason,
    unfit_stop_type,
)
from qtrace.services.holds.rule_commands import ApproveRule, DraftRule, ReturnRule
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.reads import Reads
from qtrace.services.seen import Seen, content_sha256, not_as_seen
from qtrace.services.texts import refuse_texts
from qtrace.services.work import Handler, ObjectKind, Work

Facts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class WaitingDraft:
    """A draft that nobody has decided about yet.

    Attributes:
        seen_sha256: hash of the draft beside the rule in force; an approval carries it back.
    """

    draft_id: int
    wish: Wish
    by: NamePair
    by_id: int
    at: datetime
    seen_sha256: str


@dataclass(frozen=True, slots=True)
class DecidedDraft:
    """What became of a draft: approved or given back, by whom and why."""

    kind: RuleKind
    code: str
    decision: str
    by: NamePair
    at: datetime
    comment: str
    drafted_by: NamePair


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule as it is in force, and what waits about it.

    Attributes:
        now: the rule in force; None for one that is only drafted.
        by_house: it comes with the program; the plant has not changed it.
    """

    kind: RuleKind
    code: str
    now: Wish | None
    waiting: WaitingDraft | None
    by_house: bool


# --- deciding ---------------------------------------------------------------------------------


def draft_rule(work: Work, command: DraftRule) -> Facts | Refusal:
    """Keep the draft, if the rule could be put in force as it is wished."""
    kind, code = kind_of(command.wish), command.wish.code
    refusal = _unfit(work.session, command, command.wish)
    if refusal is None and _waiting(work.session, kind, code) is not None:
        refusal = refuse(RuleReason.RULE_DRAFT_OPEN, rule=code)
    if refusal is not None:
        return refusal
    work.add(
        RuleDraft(
            id=command.draft_id,
            kind=kind.value,
            code=code,
            content=wish_text(command.wish),
            drafted_by=work.actor.person_id,
            at=work.now,
        )
    )
    work.touch(ObjectKind.PLANT, 1)
    return {"rule": code, "kind": kind.value}


def approve_rule(work: Work, command: ApproveRule) -> Facts | Refusal:
    """Put the draft in force with a second person's signature."""
    draft = _open_draft(work, command.draft_id)
    if isinstance(draft, Refusal):
        return draft
    now = rule_seen(Reads(work.session, work.now, work.station), draft.id)
    seen = Seen(command.seen_sha256, now, draft.code, (ObjectKind.PLANT, 1))
    changed = not_as_seen(work, seen)
    if changed is not None:
        return changed
    wish = wish_of(RuleKind(draft.kind), draft.content)
    content = {"rule": draft.code, "kind": draft.kind, "content": draft.content}
    work.sign(ObjectKind.PLANT, 1, 0, dict(content))
    _decide(work, draft, "approved", "")
    done = _put_in_force(work, command, wish)
    return done if isinstance(done, Refusal) else {"rule": draft.code, "kind": draft.kind}


def return_rule(work: Work, command: ReturnRule) -> Facts | Refusal:
    """Give the draft back; its author may write another one."""
    draft = _open_draft(work, command.draft_id)
    if isinstance(draft, Refusal):
        return draft
    refusal = refuse_texts(reason=command.reason)
    if refusal is not None:
        return refusal
    _decide(work, draft, "returned", command.reason.strip())
    work.touch(ObjectKind.PLANT, 1)
    return {"rule": draft.code, "kind": draft.kind}


def _open_draft(work: Work, draft_id: int) -> RuleDraft | Refusal:
    draft = work.session.get(RuleDraft, draft_id)
    if draft is None:
        return refuse(RuleReason.RULE_DRAFT_UNKNOWN)
    if work.session.get(RuleDecision, draft_id) is not None:
        return refuse(RuleReason.RULE_DRAFT_DECIDED, rule=draft.code)
    if draft.drafted_by == work.actor.person_id:
        return refuse(PeopleReason.SAME_PERSON)
    return draft


def _decide(work: Work, draft: RuleDraft, decision: str, comment: str) -> None:
    work.add(
        RuleDecision(
            draft_id=draft.id,
            drafted_by=draft.drafted_by,
            decision=decision,
            decided_by=work.actor.person_id,
            at=work.now,
            comment=comment,
        )
    )


Setting = SetHoldReason | SetStopType | SetIsolationRule


def _setting(command: Command, wish: ReasonWish | StopWish | RelationWish) -> Setting:
    """The command that puts the wish in force, under the uid of the one that asks for it."""
    values = asdict(wish)
    head: dict[str, Any] = {"uid": command.uid, "client_at": command.client_at}
    code = values.pop("code")
    if isinstance(wish, ReasonWish):
        return SetHoldReason(**head, reason=code, **values)
    if isinstance(wish, StopWish):
        return SetStopType(**head, stop_type=code, **values)
    return SetIsolationRule(**head, relation=code, **values)


def _unfit(session: Session, command: Command, wish: Wish) -> Refusal | None:
    if isinstance(wish, ProfileWish):
        return unfit_profile(wish)
    setting = _setting(command, wish)
    if isinstance(setting, SetHoldReason):
        return unfit_reason(session, setting)
    if isinstance(setting, SetStopType):
        return unfit_stop_type(setting)
    return unfit_isolation_rule(setting)


def _put_in_force(work: Work, command: Command, wish: Wish) -> Facts | Refusal:
    if isinstance(wish, ProfileWish):
        return set_profile(work, wish)
    setting = _setting(command, wish)
    if isinstance(setting, SetHoldReason):
        return set_hold_reason(work, setting)
    if isinstance(setting, SetStopType):
        return set_stop_type(work, setting)
    return set_isolation_rule(work, setting)


# --- asking -----------------------------------------------------------------------------------


def _undecided(session: Session) -> list[RuleDraft]:
    decided = select(RuleDecision.draft_id).where(RuleDecision.draft_id == RuleDraft.id)
    rows = session.scalars(select(RuleDraft).where(~decided.exists()).order_by(RuleDraft.id))
    return list(rows)


def _waiting(session: Session, kind: RuleKind, code: str) -> RuleDraft | None:
    return next((d for d in _undecided(session) if (d.kind, d.code) == (kind, code)), None)


def hold_rules(reads: Reads) -> tuple[RuleRow, ...]:
    """Every rule in force with what waits about it; rules that are only drafted stand last."""
    session = reads.session
    waiting = {(RuleKind(d.kind), d.code): d for d in _undecided(session)}
    rows: list[tuple[RuleKind, Wish, bool]] = [
        *(_reason_row(session, each) for each in hold_reasons(reads)),
        *(_stop_row(each) for each in stop_types(reads)),
        *(_relation_row(each) for each in rules_of(session)),
        *((RuleKind.BLOCK_PROFILE, wish, by_house) for wish, by_house in block_rules(session)),
    ]
    found = [
        RuleRow(
            kind,
            wish.code,
            wish,
            _told(session, waiting.pop((kind, wish.code), None), wish),
            by_house,
        )
        for kind, wish, by_house in rows
    ]
    found += [
        RuleRow(kind, code, None, _told(session, draft, None), by_house=False)
        for (kind, code), draft in waiting.items()
    ]
    return tuple(found)


def rule_seen(reads: Reads, draft_id: int) -> str:
    """Hash of a waiting draft as its approver sees it; empty if it does not wait."""
    waiting = (row.waiting for row in hold_rules(reads) if row.waiting is not None)
    return next((each.seen_sha256 for each in waiting if each.draft_id == draft_id), "")


def _told(session: Session, draft: RuleDraft | None, now: Wish | None) -> WaitingDraft | None:
    """The draft beside the rule in force."""
    if draft is None:
        return None
    by = person_name(session.get(Person, draft.drafted_by))
    wish = wish_of(RuleKind(draft.kind), draft.content)
    shown = [draft.kind, draft.code, draft.content, wish_text(now) if now is not None else ""]
    return WaitingDraft(draft.id, wish, by, draft.drafted_by, draft.at, content_sha256(shown))


def _reason_row(session: Session, reason: Reason) -> tuple[RuleKind, Wish, bool]:
    preset = reason.preset
    wish = ReasonWish(
        code=reason.code,
        name_en=reason.name_en,
        name_zh=reason.name_zh,
        severity=preset.severity,
        profile=preset.profile,
        in_flight=preset.in_flight,
        propagates=preset.propagates,
        review_days=preset.review_days,
        criteria=preset.criteria,
        signee=preset.signee,
        signees=tuple(sorted(signees_of(session, reason.code))),
        origin=preset.origin,
        isolates=preset.isolates,
        is_active=reason.is_active,
    )
    return RuleKind.HOLD_REASON, wish, reason.by_house


def _stop_row(stop: StopTypeRow) -> tuple[RuleKind, Wish, bool]:
    wish = StopWish(stop.code, stop.name_en, stop.name_zh, stop.is_planned, stop.is_active)
    return RuleKind.STOP_TYPE, wish, False


def _relation_row(rule: Rule) -> tuple[RuleKind, Wish, bool]:
    return RuleKind.ISOLATION_RULE, RelationWish(rule.relation, rule.act, rule.days), False


def decided_drafts(reads: Reads, kind: RuleKind, code: str) -> tuple[DecidedDraft, ...]:
    """What was decided about a rule, the newest first."""
    session = reads.session
    rows = session.execute(
        select(RuleDraft, RuleDecision)
        .join(RuleDecision, RuleDecision.draft_id == RuleDraft.id)
        .where(RuleDraft.kind == kind.value, RuleDraft.code == code)
        .order_by(RuleDecision.at.desc(), RuleDraft.id.desc())
    )
    return tuple(
        DecidedDraft(
            RuleKind(draft.kind), draft.code, decision.decision,
            person_name(session.get(Person, decision.decided_by)), decision.at, decision.comment,
            person_name(session.get(Person, draft.drafted_by)),
        )
        for draft, decision in rows
    )  # fmt: skip


HANDLERS: dict[type[Command], Handler] = {
    DraftRule: draft_rule,
    ApproveRule: approve_rule,
    ReturnRule: return_rule,
}
