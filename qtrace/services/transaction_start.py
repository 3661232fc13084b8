"""What every transaction begins with, in as few statements as the back end can.

The uid is claimed, the gate of the station taken; who sends the command and may they; where does
the chain stand. A server gets it as one statement. What needs the gate is asked in later statements, which see all
that was committed before the gate was free; nothing here does: authority has no gate, and a chain
that grew meanwhile is found by the key of its records (`DATABASE_CONFLICT`, sent again).
"""

import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Date, text
from sqlalchemy.orm import Session

from qtrace.domain.people import PeopleReason, Role, may_send
from qtrace.models.records import CommandLog
from qtrace.models.types import UtcDateTime
from qtrace.services.authority import held_roles, is_past, not_allowed
from qtrace.services.commands import Command, request_digest
from qtrace.services.outcomes import Done, Outcome, Refusal, refuse
from qtrace.services.work import Actor, StationRef

_CLAIM = (
    "INSERT INTO command (uid, request_sha256, outcome) VALUES (:uid, :digest, '')"
    " ON CONFLICT DO NOTHING RETURNING uid"
)
_GATE = "SELECT station_id FROM station_gate WHERE station_id = :gate FOR NO KEY UPDATE"
_WHO = """
 c.station_seq, c.leaf, x.time_zone, w.id AS person_id, w.name_en, w.name_zh, w.state,
 w.valid_to AS last_day, r.id, r.role_code, r.valid_from, r.valid_to, r.supersedes_id, p.is_allowed
FROM (SELECT 1 AS one) o
LEFT JOIN (
 SELECT station_seq, leaf FROM record WHERE site_id = :site AND station_id = :station
 ORDER BY station_seq DESC LIMIT 1
) c ON true
LEFT JOIN plant x ON x.id = 1
LEFT JOIN person w ON w.id = :by
LEFT JOIN person_role r ON r.person_id = w.id
LEFT JOIN role_permission p ON p.role_code = r.role_code AND p.command_code = :code"""
_TYPES: dict[str, Any] = {
    "last_day": Date(),
    "valid_from": UtcDateTime(),
    "valid_to": UtcDateTime(),
}
_CLAIM_ALONE = text(_CLAIM)
_WHO_ALONE = text(f"SELECT{_WHO}").columns(**_TYPES)
_AT_ONCE = text(
    f"WITH mine AS ({_CLAIM}), gate AS ({_GATE})"  # noqa: S608 - constants
    f" SELECT (SELECT count(*) FROM mine) AS claimed, (SELECT count(*) FROM gate) AS gates,{_WHO}"
).columns(**_TYPES)
NO_GATE = 0


@dataclass(frozen=True, slots=True)
class Chain:
    """Where the record chain of the station stands: number and leaf of its last record."""

    sequence: int
    leaf: bytes


@dataclass(frozen=True, slots=True)
class Start:
    """What the transaction knows before its handler.

    Attributes:
        repeated: what became of the command when it was sent before; None: it is new.
        actor: who sends it, whether they may or not; None where the system acts or nobody can.
        refusal: why the command may not be sent; the default is no.
        time_zone: of the plant; empty before it is set up.
    """

    repeated: Outcome | None
    actor: Actor | None
    refusal: Refusal | None
    chain: Chain
    time_zone: str


def start(
    session: Session, command: Command, by: int | None, station: StationRef, now: datetime
) -> Start:
    """Claim the uid of `command`, take the station's own gate where it accepts, read who sends it.

    Where another station is just doing the same uid, this waits for what becomes of it.
    """
    digest = request_digest(command, by)
    bound = {"uid": str(command.uid), "digest": digest, **_bound(command, by, station)}
    if session.get_bind().dialect.name == "sqlite":
        is_mine = session.execute(_CLAIM_ALONE, bound).first() is not None
        rows = session.execute(_WHO_ALONE, bound).all()
    else:
        rows = session.execute(_AT_ONCE, bound | {"gate": _gate_of(command, station)}).all()
        is_mine = rows[0].claimed == 1
        gates = rows[0].gates
        assert gates or _gate_of(command, station) == NO_GATE, "a station without a gate"
    repeated = None if is_mine else _known_outcome(session, command, digest)
    return _told(rows, command, by, now, repeated)


def start_of_refusal(
    session: Session, command: Command, by: int | None, station: StationRef, now: datetime
) -> Start:
    """What the record of a refusal needs: the chain, and the person if they are one."""
    rows = session.execute(_WHO_ALONE, _bound(command, by, station)).all()
    return _told(rows, command, by, now, None)


def _bound(command: Command, by: int | None, station: StationRef) -> dict[str, Any]:
    return {
        "site": station.site_id,
        "station": station.id,
        "by": by,
        "code": command.code,
    }


def _gate_of(command: Command, station: StationRef) -> int:
    """The gate to take at once; who takes all of them does it in turn, later."""
    takes_all = command.places_hold or command.adds_gate
    return station.id if command.accepting and not takes_all else NO_GATE


def _told(
    rows: Any, command: Command, by: int | None, now: datetime, repeated: Outcome | None
) -> Start:
    first = rows[0]
    zone = first.time_zone or ""
    chain = Chain(first.station_seq or 0, first.leaf or b"")
    actor = _person(rows, by, now, zone)
    if isinstance(actor, Refusal):
        return Start(repeated, None, actor, chain, zone)
    return Start(repeated, actor, _not_theirs(rows, command, actor), chain, zone)


def _person(rows: Any, by: int | None, now: datetime, zone: str) -> Actor | Refusal | None:
    """The person as an actor, if they still belong to the plant."""
    if by is None:
        return None
    person = rows[0]
    if person.person_id is None:
        return refuse(PeopleReason.UNKNOWN_PERSON)
    if person.state != "active" or is_past(person.last_day, now, zone):
        names = {"name_en": person.name_en, "name_zh": person.name_zh}
        return refuse(PeopleReason.PERSON_LEFT, **names)
    roles = held_roles([row for row in rows if row.id is not None], now)
    return Actor(person.person_id, person.name_en, person.name_zh, roles)


def _not_theirs(rows: Any, command: Command, actor: Actor | None) -> Refusal | None:
    """None if the command is for everybody or one of the actor's roles may send it."""
    if command.public:
        return None
    if actor is None:
        return refuse(PeopleReason.NOT_SIGNED_IN, command=command.code)
    if _may(rows, actor.roles, command.code):
        return None
    return not_allowed(actor, command.code)


def _may(rows: Any, roles: frozenset[Role], command_code: str) -> bool:
    told: dict[str, bool | None] = defaultdict(lambda: None)
    for row in rows:
        if row.role_code is not None and row.is_allowed is not None:
            told[row.role_code] = bool(row.is_allowed)
    return any(may_send(role, command_code, told[role]) for role in roles)


def _known_outcome(session: Session, command: Command, digest: bytes) -> Outcome:
    """What a repeated uid came to; refused if it comes with another request."""
    known = session.get_one(CommandLog, str(command.uid))
    if known.request_sha256 != digest:
        return refuse(PeopleReason.COMMAND_UID_REUSED, uid=command.uid)
    stored = json.loads(known.outcome)
    return Done(int(stored["record_id"]), stored["facts"], repeated=True)
