"""Who may lift a hold, and why the others with the right may not."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select

from qtrace.domain.hold_life import MayNot, Posts, may_not_lift, may_not_narrow
from qtrace.domain.holds import HoldRefusal, Signee
from qtrace.models.cases import Case, Hold
from qtrace.models.people import Person
from qtrace.services.authority import allowed_commands, read_actor
from qtrace.services.briefs import NamePair, person_name
from qtrace.services.holds.commands import NarrowHold, ReleaseHold
from qtrace.services.holds.owners import lifts_holds
from qtrace.services.holds.state import HeldCase, posts_of, signee_of
from qtrace.services.reads import Reads
from qtrace.services.work import Actor

NO_RIGHT: Final = "right"
"""Post of somebody whose roles do not give the right at all."""


@dataclass(frozen=True, slots=True)
class Signer:
    """Somebody with the right to lift holds; `why` is None if they may lift this one."""

    person_id: int
    login: str
    name: NamePair
    why: MayNot | None


def who_may_lift(reads: Reads, hold_id: int) -> tuple[Signer, ...]:
    """Everybody with the right to lift holds, and for each why not this one; who may comes first."""
    session = reads.session
    hold = session.get(Hold, hold_id)
    if hold is None:
        return ()
    held = HeldCase(hold, session.get_one(Case, hold_id))
    signee, posts = signee_of(session, hold), posts_of(session, held)
    found = []
    for person in session.scalars(select(Person).order_by(Person.login)).all():
        actor = read_actor(session, person.id, reads.now)
        if isinstance(actor, Actor) and lifts_holds(session, actor):
            why = may_not_lift(signee, person.id, posts)
            found.append(Signer(person.id, person.login, person_name(person), why))
    return tuple(sorted(found, key=lambda each: each.why is not None))


def may_own(reads: Reads, hold_id: int) -> tuple[Signer, ...]:
    """Everybody who may be named as the owner of the hold: with the right, and not who placed it."""
    hold = reads.session.get(Hold, hold_id)
    placer = hold.placed_by if hold is not None else None
    return tuple(each for each in who_may_lift(reads, hold_id) if each.person_id != placer)


def may_lift(reads: Reads, hold_id: int, person_id: int) -> MayNot | None:
    """Why the person may not lift the hold, or None if they may or if there is no such hold."""
    return _judged(reads, hold_id, person_id, may_not_lift)


def may_narrow(reads: Reads, hold_id: int, person_id: int) -> MayNot | None:
    """Why the person may not take something out of the hold, or None if they may."""
    return _judged(reads, hold_id, person_id, may_not_narrow)


def may_sign(reads: Reads, hold_id: int, person_id: int, command: str) -> MayNot | None:
    """Why the person may not sign this command about the hold, or None if they may.

    The right comes first: who has none is told so before anybody asks for a secret.

    Args:
        reads: the view of the data.
        hold_id: the hold.
        person_id: who is about to sign.
        command: code of what is signed.
    """
    actor = read_actor(reads.session, person_id, reads.now)
    if not isinstance(actor, Actor) or command not in allowed_commands(reads.session, actor.roles):
        return MayNot(HoldRefusal.HOLD_SIGNEE, NO_RIGHT)
    rules = {ReleaseHold.code: may_lift, NarrowHold.code: may_narrow}
    rule = rules.get(command)
    return rule(reads, hold_id, person_id) if rule is not None else None


def _judged(
    reads: Reads, hold_id: int, person_id: int, rule: Callable[[Signee, int, Posts], MayNot | None]
) -> MayNot | None:
    hold = reads.session.get(Hold, hold_id)
    if hold is None:
        return None
    held = HeldCase(hold, reads.session.get_one(Case, hold_id))
    return rule(signee_of(reads.session, hold), person_id, posts_of(reads.session, held))
