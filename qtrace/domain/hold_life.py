"""The life of a hold: placing needs nobody's leave, lifting needs a second person."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from qtrace.domain.holds import Criterion, HoldRefusal, Signee
from qtrace.domain.lifecycle import Lifecycle, Transition


class HoldState(StrEnum):
    """States of a hold; an expired review is no state, it only escalates."""

    ACTIVE = "active"
    REQUESTED = "requested"
    RELEASED = "released"
    CONVERTED = "converted"


_OTHERS = ("placer", "requester", "inspector")
_NARROWERS = ("placer", "inspector", "widener")
_ON = (HoldState.ACTIVE, HoldState.REQUESTED)


def _stays(name: str, command: str) -> tuple[Transition[HoldState], ...]:
    return tuple(Transition(name, state, state, command) for state in _ON)


HOLD_LIFE = Lifecycle(
    (
        Transition("place", None, HoldState.ACTIVE, "PLACE_HOLD"),
        *_stays("widen", "WIDEN_HOLD"),
        *_stays("extend", "MOVE_HOLD_REVIEW"),
        *_stays("change", "RECORD_HOLD_CHANGE"),
        *_stays("escalate", "ESCALATE_HOLDS"),
        *_stays("assign", "ASSIGN_HOLD"),
        Transition("narrow", HoldState.ACTIVE, HoldState.ACTIVE, "NARROW_HOLD", _NARROWERS),
        Transition("request", HoldState.ACTIVE, HoldState.REQUESTED, "REQUEST_RELEASE"),
        Transition("reject", HoldState.REQUESTED, HoldState.ACTIVE, "REJECT_RELEASE"),
        Transition("release", HoldState.REQUESTED, HoldState.RELEASED, "RELEASE_HOLD", _OTHERS),
        Transition("release_part", HoldState.REQUESTED, HoldState.ACTIVE, "RELEASE_HOLD", _OTHERS),
        *(
            Transition("convert", state, HoldState.CONVERTED, "CONVERT_HOLD", ("placer",))
            for state in _ON
        ),
    )
)
"""Every way from every state.

Source: house rule after 21 CFR 820.90 and ISO 13485:2016 clause 8.3: control of nonconforming
product ends by a decision of somebody with the authority for it.
"""


@dataclass(frozen=True, slots=True)
class Posts:
    """Who stands where for one hold.

    Attributes:
        inspectors: who signed the inspections that a release relies on.
        changers: who widened, narrowed, extended or changed it.
        wideners: who let it cover more.
        listed: persons whom the plant has named for the reason.
    """

    placer: int
    requester: int | None = None
    owner: int | None = None
    inspectors: frozenset[int] = frozenset()
    changers: frozenset[int] = frozenset()
    wideners: frozenset[int] = frozenset()
    listed: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class MayNot:
    """Why somebody may not lift or narrow a hold; `post` names the post or the rule that is in the way."""

    code: HoldRefusal
    post: str


def may_not_lift(signee: Signee, person_id: int, posts: Posts) -> MayNot | None:
    """Why `person_id` may not lift the hold, or None if they may.

    Source: house rule: requester, placer and inspector are others than the one who releases.
    """
    second = HoldRefusal.HOLD_SECOND_PERSON
    if person_id == posts.placer:
        return MayNot(second, "placer")
    if person_id == posts.requester:
        return MayNot(second, "requester")
    if person_id in posts.inspectors:
        return MayNot(second, "inspector")
    allowed = {
        Signee.ANY: True,
        Signee.SELF: person_id == posts.owner,
        Signee.NOT_SELF: person_id not in posts.changers,
        Signee.LIST: person_id in posts.listed,
    }[signee]
    return None if allowed else MayNot(HoldRefusal.HOLD_SIGNEE, signee.value)


def may_not_narrow(signee: Signee, person_id: int, posts: Posts) -> MayNot | None:
    """Why `person_id` may not take something out of the hold, or None if they may.

    What is taken out goes free: who may not lift the hold may not narrow it. Nor may who widened
    it, else one person could make room for the rest and let the first go.

    Source: house rule after 21 CFR 820.90: nobody frees what is held alone.
    """
    if person_id in posts.wideners:
        return MayNot(HoldRefusal.HOLD_SECOND_PERSON, "widener")
    return may_not_lift(signee, person_id, posts)


def owner_fault(owner: int, placer: int, actor: int, *, lifts: bool) -> str | None:
    """Why a person cannot own a hold, or None: `placer`, `self` or `no_right`.

    Where a reason says that the owner lifts, the owner must be able to: who placed the hold never
    is, and nobody makes themselves the one who may.

    Args:
        owner: who is to own it.
        placer: who placed it.
        actor: who names the owner.
        lifts: the owner's roles give the right to lift holds.
    """
    if owner == placer:
        return "placer"
    if owner == actor:
        return "self"
    return None if lifts else "no_right"


@dataclass(frozen=True, slots=True)
class CriterionState:
    """A criterion as it stands now.

    Attributes:
        facts: what it follows from: numbers of cases and inspections, times.
    """

    kind: Criterion
    is_met: bool
    facts: Mapping[str, str] = field(default_factory=dict)


def unmet(criteria: Collection[CriterionState]) -> tuple[Criterion, ...]:
    """Criteria that keep a hold from being lifted, in their order."""
    return tuple(each.kind for each in criteria if not each.is_met)


def is_change_after(applied_at: datetime, placed_at: datetime) -> bool:
    """True if a change was applied after the stop; what stood before it did not help."""
    return applied_at > placed_at


def needs_escalation(
    state: HoldState, review_by: datetime | None, escalated_for: datetime | None, now: datetime
) -> bool:
    """True if the review of a hold is past and nobody was told of this date yet.

    Args:
        state: state of the hold.
        review_by: until when somebody must look at it again.
        escalated_for: review date that was escalated last.
        now: the instant.
    """
    if state not in _ON or review_by is None or now <= review_by:
        return False
    return escalated_for != review_by
