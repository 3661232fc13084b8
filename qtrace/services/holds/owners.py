"""Who owns a hold: sees to it until it ends, and lifts it where the rule of its reason says so."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from qtrace.domain.hold_life import owner_fault
from qtrace.domain.holds import HoldRefusal
from qtrace.models.people import Person
from qtrace.services.authority import allowed_commands, read_actor
from qtrace.services.briefs import person_name
from qtrace.services.commands import Command
from qtrace.services.holds.commands import AssignHold, ReleaseHold
from qtrace.services.holds.opening import add_event
from qtrace.services.holds.state import locked_hold
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.work import Actor, Handler, Work

Facts = Mapping[str, str]


def assign_hold(work: Work, command: AssignHold) -> Facts | Refusal:
    """Name who sees to the hold from now on."""
    held = locked_hold(work, command.hold_id, "assign")
    if isinstance(held, Refusal):
        return held
    refusal = owner_refusal(work, command.owner_id, held.hold.placed_by, held.case.number)
    if refusal is not None:
        return refusal
    held.case.owner_id = command.owner_id
    work.session.flush()
    name = person_name(work.session.get_one(Person, command.owner_id))
    told = {"owner_en": name.en, "owner_zh": name.zh}
    add_event(work, held.case.id, "assigned", "", told)
    return {"hold": held.case.number, **told}


def owner_refusal(work: Work, owner_id: int, placed_by: int, number: str) -> Refusal | None:
    """None if the person can own a hold that `placed_by` placed and the actor hands out."""
    person = work.session.get(Person, owner_id)
    lifts = person is not None and may_lift_any(work, owner_id)
    fault = owner_fault(owner_id, placed_by, work.actor.person_id, lifts=lifts)
    if fault is None:
        return None
    name = person_name(person)
    return refuse(
        HoldRefusal.HOLD_OWNER_UNFIT, hold=number, fault=fault, owner_en=name.en, owner_zh=name.zh
    )


def may_lift_any(work: Work, person_id: int) -> bool:
    """True for somebody whose roles of today give the right to lift holds."""
    actor = read_actor(work.session, person_id, work.now)
    return isinstance(actor, Actor) and lifts_holds(work.session, actor)


def lifts_holds(session: Session, actor: Actor) -> bool:
    """True if the actor's roles give the right to lift holds."""
    return ReleaseHold.code in allowed_commands(session, actor.roles)


HANDLERS: dict[type[Command], Handler] = {AssignHold: assign_hold}
