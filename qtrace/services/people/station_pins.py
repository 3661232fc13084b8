"""Where a PIN counts: at stations where its owner proved a password or was enrolled."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from qtrace.domain.people import (
    PIN_MODES,
    PeopleReason,
    PinPlace,
    SecretKind,
    judge_pin_place,
)
from qtrace.models.people import Credential, Person, SignInEvent, StationPin
from qtrace.models.stations import Station
from qtrace.services.commands import Command
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.people.commands import SetStationPin
from qtrace.services.reads import Reads
from qtrace.services.work import Handler, ObjectKind, Work

Facts = Mapping[str, str]


def set_station_pin(work: Work, command: SetStationPin) -> Facts | Refusal:
    """Enrol another person's PIN at a station, or withdraw it there."""
    if command.person_id == work.actor.person_id:
        return refuse(PeopleReason.SAME_PERSON)
    station = work.session.get(Station, command.station_id)
    if station is None or work.session.get(Person, command.person_id) is None:
        return refuse(PeopleReason.NOT_FOUND)
    if station.mode not in PIN_MODES:
        return refuse(PeopleReason.PIN_AT_STATION_ONLY, station=station.code)
    _store(work, command.person_id, station.id, is_allowed=command.is_allowed)
    work.touch(ObjectKind.STATION, station.id)
    return {"station": station.code}


def enrol_here(work: Work, person_id: int) -> None:
    """A password was proved at this station: from now on the PIN counts here too.

    Not where an administrator has withdrawn it, and not at stations that nobody stands at.
    """
    known = work.session.get(StationPin, (person_id, work.station.id))
    station = work.session.get(Station, work.station.id)
    if known is None and station is not None and station.mode in PIN_MODES:
        _store(work, person_id, station.id, is_allowed=True)


def _store(work: Work, person_id: int, station_id: int, *, is_allowed: bool) -> None:
    row = work.session.get(StationPin, (person_id, station_id))
    if row is None:
        row = StationPin(person_id=person_id, station_id=station_id)
        work.session.add(row)
    row.is_allowed, row.changed_at = is_allowed, work.now
    work.session.flush()
    work.touch(ObjectKind.PERSON, person_id)


def pin_refusal(
    session: Session, person_id: int, station_id: int, identified_by: str
) -> Refusal | None:
    """Why the person's PIN does not count at this station, or None if it does.

    Args:
        session: a reading session.
        person_id: whose PIN it is.
        station_id: where it is typed.
        identified_by: `badge`, `login`, or `session` for who is signed in there.
    """
    station = session.get(Station, station_id)
    place = PinPlace(
        mode=station.mode if station is not None else "",
        is_active=station is not None and station.is_active,
        is_enrolled=_is_enrolled(session, person_id, station_id),
        by_badge=_has_badge(session, person_id)
        and (
            identified_by == "badge"
            or (identified_by == "session" and _came_by_badge(session, person_id, station_id))
        ),
    )
    reason = judge_pin_place(place)
    return refuse(reason, station=station.code if station is not None else "") if reason else None


def _is_enrolled(session: Session, person_id: int, station_id: int) -> bool:
    row = session.get(StationPin, (person_id, station_id))
    return row is not None and row.is_allowed


def _has_badge(session: Session, person_id: int) -> bool:
    person = session.get(Person, person_id)
    return person is not None and person.badge_code is not None


def _came_by_badge(session: Session, person_id: int, station_id: int) -> bool:
    """True if the person is signed in at this station, and showed the badge for that."""
    last = session.scalar(
        select(SignInEvent)
        .where(
            SignInEvent.station_id == station_id,
            SignInEvent.person_id == person_id,
            SignInEvent.kind.in_(("in", "out", "lock")),
        )
        .order_by(SignInEvent.at.desc(), SignInEvent.id.desc())
        .limit(1)
    )
    return last is not None and last.kind == "in" and last.method.startswith("badge+")


def enrolled_stations(session: Session, person_id: int) -> tuple[str, ...]:
    """Codes of the stations in use where a PIN of the person counts."""
    return tuple(
        session.scalars(
            select(Station.code)
            .join(StationPin, StationPin.station_id == Station.id)
            .where(StationPin.person_id == person_id, StationPin.is_allowed, Station.is_active)
            .order_by(Station.code)
        )
    )


@dataclass(frozen=True, slots=True)
class PinStation:
    """A station where people stand, and whether a person's PIN counts there."""

    station_id: int
    code: str
    is_allowed: bool


def pin_stations(reads: Reads, person_id: int | None) -> tuple[PinStation, ...]:
    """Stations in use where a PIN can count, by code; for nobody none is allowed yet."""
    stations = reads.session.scalars(
        select(Station).where(Station.is_active, Station.mode.in_(PIN_MODES)).order_by(Station.code)
    ).all()
    return tuple(
        PinStation(
            row.id,
            row.code,
            person_id is not None and _is_enrolled(reads.session, person_id, row.id),
        )
        for row in stations
    )


@dataclass(frozen=True, slots=True)
class SecretAsked:
    """What a person is asked for at this station, and why it is not the PIN.

    Attributes:
        kind: PIN or password; None if the person has nothing that counts here.
        why_no_pin: reason that a PIN does not count, though the person has one.
    """

    kind: SecretKind | None
    why_no_pin: Refusal | None = None


def secret_asked(reads: Reads, person_id: int, identified_by: str) -> SecretAsked:
    """The shortest secret that counts for this person here and now."""
    kinds = set(
        reads.session.scalars(select(Credential.kind).where(Credential.person_id == person_id))
    )
    refusal = None
    if SecretKind.PIN in kinds:
        refusal = pin_refusal(reads.session, person_id, reads.station.id, identified_by)
        if refusal is None:
            return SecretAsked(SecretKind.PIN)
    has_password = SecretKind.PASSWORD in kinds
    return SecretAsked(SecretKind.PASSWORD if has_password else None, refusal)


HANDLERS: dict[type[Command], Handler] = {SetStationPin: set_station_pin}
