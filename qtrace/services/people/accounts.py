"""People: sign-in, secrets, roles; the handlers and queries of the area."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from qtrace.domain.people import LOCKOUT_AFTER, PeopleReason, Role, SecretKind, after_failure
from qtrace.models.people import Credential, Person, PersonRole, SignInEvent
from qtrace.models.stations import Plant
from qtrace.services.authority import allowed_commands, roles_of
from qtrace.services.commands import Command
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.people.commands import (
    AddPerson,
    ChangeOwnSecret,
    ChangePerson,
    CountFailure,
    EndRole,
    GrantRole,
    SetSecret,
    SignIn,
    SignOut,
)
from qtrace.services.people.station_pins import enrol_here, enrolled_stations
from qtrace.services.reads import Reads
from qtrace.services.work import Handler, ObjectKind, Work

Facts = Mapping[str, str]


def count_failure(work: Work, command: CountFailure) -> Facts | Refusal:
    """Count a wrong secret; lock it after the fifth."""
    # Locked, so that tries at two stations at once are two failures.
    place = (command.person_id, command.kind.value)
    stored = work.session.get(Credential, place, with_for_update=True)
    if stored is None:
        return refuse(PeopleReason.SECRET_NOT_SET)
    was_locked = stored.locked_until is not None and stored.locked_until <= work.now
    lockout = after_failure(0 if was_locked else stored.failed_count, work.now)
    stored.failed_count, stored.locked_until = lockout.failed_count, lockout.locked_until
    kind = "lockout" if lockout.locked_until else "refused"
    _event(work, kind, command.person_id, command.kind.value)
    work.touch(ObjectKind.PERSON, command.person_id)
    return {"tries_left": str(max(LOCKOUT_AFTER - lockout.failed_count, 0))}


def sign_in(work: Work, command: SignIn) -> Facts | Refusal:
    """Record that the person is here; counters of failures start again."""
    if work.proof is None or work.proof.person_id != command.person_id:
        return refuse(PeopleReason.SIGNATURE_REQUIRED, command=command.code)
    for stored in work.session.scalars(
        select(Credential).where(Credential.person_id == command.person_id)
    ):
        if stored.failed_count:
            stored.failed_count, stored.locked_until = 0, None
    if work.proof.factors.endswith("+password"):
        enrol_here(work, command.person_id)
    _event(work, "in", command.person_id, command.method)
    work.touch(ObjectKind.PERSON, command.person_id)
    return {}


def sign_out(work: Work, command: SignOut) -> Facts:
    """Record that the person left or that the station locked itself."""
    kind = "lock" if command.reason == "idle" else "out"
    _event(work, kind, work.actor.person_id, command.reason)
    work.touch(ObjectKind.PERSON, work.actor.person_id)
    return {}


def _event(work: Work, kind: str, person_id: int, method: str) -> None:
    work.add(
        SignInEvent(
            id=work.new_id(),
            kind=kind,
            person_id=person_id,
            station_id=work.station.id,
            method=method,
            at=work.now,
        )
    )


def add_person(work: Work, command: AddPerson) -> Facts | Refusal:
    """Add a person; login and badge must never have belonged to anybody."""
    taken = work.session.scalar(select(Person).where(Person.login == command.login))
    if taken is not None:
        return refuse(PeopleReason.LOGIN_TAKEN, login=command.login)
    if command.badge_code is not None:
        owner = work.session.scalar(select(Person).where(Person.badge_code == command.badge_code))
        if owner is not None:
            return refuse(PeopleReason.BADGE_TAKEN, name_en=owner.name_en, name_zh=owner.name_zh)
    work.add(
        Person(
            id=command.person_id,
            login=command.login,
            name_en=command.name_en,
            name_zh=command.name_zh,
            badge_code=command.badge_code,
            state="active",
            language=command.language,
            valid_to=command.valid_to,
        )
    )
    for role in command.roles:
        give_role(work, work.new_id(), command.person_id, role)
    work.touch(ObjectKind.PERSON, command.person_id)
    return {"login": command.login}


def give_role(work: Work, grant_id: int, person_id: int, role: Role) -> None:
    """Insert the grant of `role`; the actor must be somebody else (also a CHECK)."""
    work.add(
        PersonRole(
            id=grant_id,
            person_id=person_id,
            role_code=role.value,
            valid_from=work.now,
            valid_to=None,
            granted_by=work.actor_id,
            supersedes_id=None,
        )
    )


def grant_role(work: Work, command: GrantRole) -> Facts | Refusal:
    """Give a role to another person."""
    if command.person_id == work.actor.person_id:
        return refuse(PeopleReason.SAME_PERSON)
    if work.session.get(Person, command.person_id) is None:
        return refuse(PeopleReason.NOT_FOUND)
    give_role(work, command.grant_id, command.person_id, command.role)
    work.touch(ObjectKind.PERSON, command.person_id)
    return {}


def end_role(work: Work, command: EndRole) -> Facts | Refusal:
    """End a role, however often it was given, by rows that supersede."""
    if command.person_id == work.actor.person_id:
        return refuse(PeopleReason.SAME_PERSON)
    rows = work.session.scalars(
        select(PersonRole).where(
            PersonRole.person_id == command.person_id, PersonRole.role_code == command.role.value
        )
    ).all()
    ended = {row.supersedes_id for row in rows}
    current = [row for row in rows if row.id not in ended and row.supersedes_id is None]
    if not current:
        return refuse(PeopleReason.NOT_FOUND)
    for row in current:
        work.add(
            PersonRole(
                id=command.end_id if row is current[0] else work.new_id(),
                person_id=command.person_id,
                role_code=command.role.value,
                valid_from=row.valid_from,
                valid_to=work.now,
                granted_by=work.actor_id,
                supersedes_id=row.id,
            )
        )
    work.touch(ObjectKind.PERSON, command.person_id)
    return {}


def change_person(work: Work, command: ChangePerson) -> Facts | Refusal:
    """Change names, state or dates; nobody changes the own state."""
    person = work.session.get(Person, command.person_id)
    if person is None:
        return refuse(PeopleReason.NOT_FOUND)
    if person.row_version != command.row_version:
        return refuse(PeopleReason.CHANGED_BY_OTHERS)
    if command.state != person.state and person.id == work.actor.person_id:
        return refuse(PeopleReason.SAME_PERSON)
    person.name_en, person.name_zh = command.name_en, command.name_zh
    person.state, person.language = command.state, command.language
    person.valid_to = command.valid_to
    work.touch(ObjectKind.PERSON, person.id)
    return {}


def set_secret(work: Work, command: SetSecret) -> Facts | Refusal:
    """Give another person a one-time secret; only a demo plant knows lasting ones."""
    if command.person_id == work.actor.person_id:
        return refuse(PeopleReason.SAME_PERSON)
    if not (command.must_change or work.session.get_one(Plant, 1).is_demo):
        return refuse(PeopleReason.NOT_ALLOWED, command=command.code)
    if work.session.get(Person, command.person_id) is None:
        return refuse(PeopleReason.NOT_FOUND)
    if not _is_hash(command.encoded):
        return refuse(PeopleReason.TEXT_REFUSED, field="encoded")
    store_secret(work, command.person_id, command.kind, command.encoded, command.must_change)
    return {}


def change_own_secret(work: Work, command: ChangeOwnSecret) -> Facts | Refusal:
    """Replace one's own secret; it need not be changed again.

    Who finds a station open must not become its owner: one of the person's secrets comes with the
    command, unless the one that is replaced was given by somebody else just to be replaced.
    """
    stored = work.session.get(Credential, (work.actor.person_id, command.kind.value))
    is_one_time = stored is not None and stored.must_change
    if work.proof is None and not is_one_time:
        return refuse(PeopleReason.SIGNATURE_REQUIRED, command=command.code)
    if not _is_hash(command.encoded):
        return refuse(PeopleReason.TEXT_REFUSED, field="encoded")
    store_secret(work, work.actor.person_id, command.kind, command.encoded, must_change=False)
    return {}


def _is_hash(encoded: bytes) -> bool:
    """True for an encoded argon2 hash: anything else would be a secret in the clear."""
    return encoded.isascii() and encoded.startswith(b"$argon2")


def store_secret(
    work: Work,
    person_id: int,
    kind: SecretKind,
    encoded: bytes,
    must_change: bool,  # noqa: FBT001 - a column of the row, not a switch of the function
) -> None:
    """Insert or replace the hash of a secret; the counter starts again."""
    text = encoded.decode("ascii")
    stored = work.session.get(Credential, (person_id, kind.value))
    if stored is None:
        stored = Credential(person_id=person_id, kind=kind.value)
        work.session.add(stored)
    stored.encoded, stored.must_change, stored.changed_at = text, must_change, work.now
    stored.failed_count, stored.locked_until = 0, None
    work.session.flush()
    work.touch(ObjectKind.PERSON, person_id)


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person as lists and screens show them.

    Attributes:
        pin_stations: codes of the stations where a PIN of this person counts.
    """

    person_id: int
    row_version: int
    login: str
    name_en: str
    name_zh: str
    badge_code: str | None
    roles: tuple[Role, ...]
    state: str
    language: str | None
    valid_to: date | None
    has_pin: bool
    has_password: bool
    pin_stations: tuple[str, ...]
    locked_until: datetime | None


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who is at the station, and what the matrix lets them do."""

    person: PersonRow
    commands: frozenset[str]
    must_change: tuple[SecretKind, ...]


def _row(session: Session, person: Person, now: datetime) -> PersonRow:
    secrets = session.scalars(select(Credential).where(Credential.person_id == person.id)).all()
    kinds = {stored.kind for stored in secrets}
    locked = [s.locked_until for s in secrets if s.locked_until and s.locked_until > now]
    return PersonRow(
        person_id=person.id,
        row_version=person.row_version,
        login=person.login,
        name_en=person.name_en,
        name_zh=person.name_zh,
        badge_code=person.badge_code,
        roles=tuple(sorted(roles_of(session, person.id, now))),
        state=person.state,
        language=person.language,
        valid_to=person.valid_to,
        has_pin="pin" in kinds,
        has_password="password" in kinds,
        pin_stations=enrolled_stations(session, person.id),
        locked_until=max(locked, default=None),
    )


def people(reads: Reads) -> tuple[PersonRow, ...]:
    """All persons by name."""
    found = reads.session.scalars(select(Person).order_by(Person.login)).all()
    return tuple(_row(reads.session, person, reads.now) for person in found)


def person_by_badge(reads: Reads, badge_code: str) -> PersonRow | None:
    """Whose badge it is, or None."""
    person = reads.session.scalar(select(Person).where(Person.badge_code == badge_code))
    return _row(reads.session, person, reads.now) if person else None


def person_by_login(reads: Reads, login: str) -> PersonRow | None:
    """Whose login it is, or None."""
    person = reads.session.scalar(select(Person).where(Person.login == login))
    return _row(reads.session, person, reads.now) if person else None


def signed_in(reads: Reads, person_id: int) -> SignedIn | None:
    """The person with roles and permissions as they are now, or None if unknown."""
    person = reads.session.get(Person, person_id)
    if person is None:
        return None
    row = _row(reads.session, person, reads.now)
    stale = reads.session.scalars(
        select(Credential.kind).where(Credential.person_id == person_id, Credential.must_change)
    )
    commands = allowed_commands(reads.session, frozenset(row.roles))
    return SignedIn(row, commands, tuple(SecretKind(kind) for kind in stale))


def commands_of(reads: Reads, person_id: int) -> frozenset[str]:
    """Codes of the commands that the person may send now."""
    return allowed_commands(reads.session, roles_of(reads.session, person_id, reads.now))


HANDLERS: dict[type[Command], Handler] = {
    CountFailure: count_failure,
    SignIn: sign_in,
    SignOut: sign_out,
    AddPerson: add_person,
    ChangePerson: change_person,
    SetSecret: set_secret,
    ChangeOwnSecret: change_own_secret,
    GrantRole: grant_role,
    EndRole: end_role,
}
