"""Who may send what: read from the matrix inside the transaction, every time."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from qtrace.domain.people import PeopleReason, Role, may_send, permitted
from qtrace.models.people import Person, PersonRole, RolePermission
from qtrace.models.stations import Plant
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.work import Actor


def roles_of(session: Session, person_id: int, now: datetime) -> frozenset[Role]:
    """Roles that `person_id` holds at `now`."""
    rows = session.scalars(select(PersonRole).where(PersonRole.person_id == person_id)).all()
    return held_roles(rows, now)


def held_roles(rows: Sequence[Any], now: datetime) -> frozenset[Role]:
    """Roles that hold at `now`, of all rows of `person_role` that a person ever got."""
    ended = {row.supersedes_id for row in rows}
    return frozenset(
        Role(row.role_code)
        for row in rows
        if row.id not in ended
        and row.supersedes_id is None  # a row that ends another one gives nothing itself
        and row.valid_from <= now
        and (row.valid_to is None or now < row.valid_to)
    )


def read_actor(session: Session, person_id: int, now: datetime) -> Actor | Refusal:
    """The person as an actor, if active at `now`."""
    person = session.get(Person, person_id)
    if person is None:
        return refuse(PeopleReason.UNKNOWN_PERSON)
    plant = session.get(Plant, 1) if person.valid_to is not None else None
    zone = plant.time_zone if plant is not None else ""
    if person.state != "active" or is_past(person.valid_to, now, zone):
        return refuse(PeopleReason.PERSON_LEFT, name_en=person.name_en, name_zh=person.name_zh)
    roles = roles_of(session, person_id, now)
    return Actor(person.id, person.name_en, person.name_zh, roles)


def is_past(last_day: date | None, now: datetime, time_zone: str) -> bool:
    """True after the last day, as the plant counts days; without a plant they are UTC's."""
    if last_day is None:
        return False
    return last_day < now.astimezone(ZoneInfo(time_zone) if time_zone else UTC).date()


def allowed_commands(session: Session, roles: frozenset[Role]) -> frozenset[str]:
    """Command codes that any of `roles` may send."""
    told: dict[Role, dict[str, bool]] = {role: {} for role in roles}
    asked = select(
        RolePermission.role_code, RolePermission.command_code, RolePermission.is_allowed
    ).where(RolePermission.role_code.in_(roles))
    for role_code, command_code, is_allowed in session.execute(asked):
        told[Role(role_code)][command_code] = is_allowed
    return frozenset[str]().union(*(permitted(role, told[role]) for role in roles))


def _may(session: Session, roles: frozenset[Role], command_code: str) -> bool:
    """True if any of `roles` may send the one command."""
    asked = select(RolePermission.role_code, RolePermission.is_allowed).where(
        RolePermission.role_code.in_(roles), RolePermission.command_code == command_code
    )
    told = {row.role_code: row.is_allowed for row in session.execute(asked)}
    return any(may_send(role, command_code, told.get(role)) for role in roles)


def check_authority(session: Session, actor: Actor, command_code: str) -> Refusal | None:
    """None if `actor` may send the command, else the refusal; the default is no."""
    if _may(session, actor.roles, command_code):
        return None
    return not_allowed(actor, command_code)


def not_allowed(actor: Actor, command_code: str) -> Refusal:
    """The refusal of a command that no role of `actor` may send."""
    return refuse(
        PeopleReason.NOT_ALLOWED,
        command=command_code,
        name_en=actor.name_en,
        name_zh=actor.name_zh,
        roles=", ".join(sorted(actor.roles)),
    )
