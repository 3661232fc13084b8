"""Holds whose review is past: whom to tell, and what nobody was told of yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from qtrace.domain.hold_life import HoldState, needs_escalation
from qtrace.models.cases import Case, Hold, HoldEvent
from qtrace.services.holds.check import ACTIVE
from qtrace.services.reads import Reads


@dataclass(frozen=True, slots=True)
class PastReview:
    """A hold that somebody should have looked at by now; it stands all the same.

    Attributes:
        is_told: its history says already that this date is past.
        is_owned: somebody owns it.
        is_mine: the person who asks owns it.
    """

    hold_id: int
    number: str
    review_by: datetime
    is_told: bool
    is_owned: bool
    is_mine: bool


def past_reviews(reads: Reads, person_id: int) -> tuple[PastReview, ...]:
    """Holds whose review is past, the oldest date first, as `person_id` is to be told."""
    rows = _past(reads.session, reads.now)
    found = [
        PastReview(
            case.id, case.number, due,
            is_told=not is_untold(reads.session, hold, reads.now),
            is_owned=case.owner_id is not None, is_mine=case.owner_id == person_id,
        )
        for hold, case in rows if (due := hold.review_by) is not None
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda each: (each.review_by, each.hold_id)))


def untold_holds(session: Session, now: datetime) -> tuple[Hold, ...]:
    """Holds whose review is past without a word about it in their history."""
    return tuple(hold for hold, _ in _past(session, now) if is_untold(session, hold, now))


def _past(session: Session, now: datetime) -> Sequence[tuple[Hold, Case]]:
    rows = session.execute(
        select(Hold, Case)
        .join(Case, Case.id == Hold.case_id)
        .where(Hold.state.in_(ACTIVE), Hold.review_by < now)
        .order_by(Hold.seq)
    )
    return [(hold, case) for hold, case in rows]


def is_untold(session: Session, hold: Hold, now: datetime) -> bool:
    """True if the review date of the hold is past and its history does not say so yet."""
    if hold.review_by is None:
        return False
    last = session.scalars(
        select(HoldEvent.reason)
        .where(HoldEvent.hold_id == hold.case_id, HoldEvent.kind == "escalated")
        .order_by(HoldEvent.seq.desc())
        .limit(1)
    ).first()
    told = hold.review_by if last == hold.review_by.isoformat() else None
    return needs_escalation(HoldState(hold.state), hold.review_by, told, now)
