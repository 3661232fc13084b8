"""What every transaction ends with, in as few statements as the back end can.

Its record, what the record is about, the outcome of its uid, the message to the other stations: a
server gets them as one statement.
"""

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, text

from qtrace.domain.instants import utc_text
from qtrace.models.records import Record
from qtrace.models.signals import CHANNEL, Announcement, encode_announcement
from qtrace.models.types import UtcDateTime
from qtrace.records.canonical import Json
from qtrace.records.leaf import leaf_hash
from qtrace.records.payload import RecordPayload, encode_payload
from qtrace.services.commands import Command
from qtrace.services.transaction_start import Chain
from qtrace.services.work import Facts, Work

_COLUMNS = tuple(column.name for column in Record.metadata.tables[Record.__tablename__].columns)
_KEEP = (
    f"INSERT INTO record ({', '.join(_COLUMNS)})"  # noqa: S608 - names of columns
    f" VALUES ({', '.join(f':{name}' for name in _COLUMNS)})"
)
_ABOUT = "INSERT INTO record_object (target_kind, target_id, record_id)"
_ANSWER = "UPDATE command SET record_id = :id, outcome = :answer WHERE uid = :claim"
_ENTERED = bindparam("entered_at", type_=UtcDateTime())
_KEEP_ALONE = text(_KEEP).bindparams(_ENTERED)
_ABOUT_ALONE = text(f"{_ABOUT} VALUES (:kind, :target, :id)")
_ANSWER_ALONE = text(_ANSWER)
_AT_ONCE = text(
    f"WITH kept AS ({_KEEP}), about AS ({_ABOUT} SELECT kind, target, :id FROM"  # noqa: S608 - constants
    " unnest(CAST(:kinds AS text[]), CAST(:targets AS bigint[])) AS o (kind, target)),"
    f" answered AS ({_ANSWER}) SELECT pg_notify(:channel, :message) WHERE :message <> ''"
).bindparams(_ENTERED)


def end_done(work: Work, command: Command, chain: Chain, body: Json, facts: Facts) -> None:
    """Append the record of what was done, and keep the outcome for a uid that comes again."""
    answer = json.dumps(
        {"record_id": str(work.record_id), "facts": dict(facts)}, ensure_ascii=False
    )
    _end(work, command, chain, body, _Ending(str(command.uid), "done", answer))


def end_refused(work: Work, command: Command, chain: Chain, body: Json, uid: str) -> None:
    """Append the record of a refusal under a uid of its own; the command's may be sent again."""
    _end(work, command, chain, body, _Ending(uid, "refused", ""))


@dataclass(frozen=True, slots=True)
class _Ending:
    """Uid of the record, `done` or `refused`, and what a repeated uid of the command gets."""

    uid: str
    outcome: str
    answer: str


def _end(work: Work, command: Command, chain: Chain, body: Json, ending: _Ending) -> None:
    row = _record_row(work, command, chain, body, ending)
    if work.session.get_bind().dialect.name == "sqlite":
        _write_one_by_one(work, row, ending.answer)
    else:
        _write_at_once(work, row, ending.answer, _message(work, command, row))


def _record_row(
    work: Work, command: Command, chain: Chain, body: Json, ending: _Ending
) -> dict[str, Any]:
    station, sequence = work.station, chain.sequence + 1
    payload = encode_payload(
        RecordPayload(
            uid=ending.uid,
            record_id=str(work.record_id),
            site=str(station.site_id),
            station=str(station.id),
            sequence=sequence,
            previous=chain.leaf.hex(),
            actor=str(work.actor_id) if work.actor_id is not None else "",
            action=f"{command.code}/{command.version}",
            outcome=ending.outcome,
            event_at=utc_text(command.client_at),
            entered_at=utc_text(work.now),
            body=body,
            objects=tuple(sorted((kind, str(key)) for kind, key in work.objects)),
            rows=work.digests(),
        )
    )
    return {
        "site_id": station.site_id,
        "station_id": station.id,
        "station_seq": sequence,
        "id": work.record_id,
        "uid": ending.uid,
        "prev_hash": chain.leaf,
        "leaf": leaf_hash(payload),
        "payload": payload,
        "command_code": command.code,
        "outcome": ending.outcome,
        "actor_id": work.actor_id,
        "entered_at": work.now,
    }


def _write_one_by_one(work: Work, row: dict[str, Any], answer: str) -> None:
    session, record_id = work.session, work.record_id
    session.execute(_KEEP_ALONE, row)
    if work.objects:
        about = [
            {"kind": kind, "target": target, "id": record_id}
            for kind, target in sorted(work.objects)
        ]
        session.execute(_ABOUT_ALONE, about)
    session.execute(_ANSWER_ALONE, {"id": record_id, "answer": answer, "claim": row["uid"]})


def _write_at_once(work: Work, row: dict[str, Any], answer: str, message: str) -> None:
    objects = sorted(work.objects)
    more = {
        "kinds": [kind for kind, _ in objects],
        "targets": [target for _, target in objects],
        "answer": answer,
        "claim": row["uid"],
        "channel": CHANNEL,
        "message": message,
    }
    work.session.execute(_AT_ONCE, row | more)


def _message(work: Work, command: Command, row: dict[str, Any]) -> str:
    """What is told to the other stations with the commit; empty: they read it from the chain."""
    if command.frequent:
        return ""
    is_done = row["outcome"] == "done"
    touched = frozenset(work.objects) if is_done else frozenset()
    return encode_announcement(
        Announcement(work.station.id, row["station_seq"], command.code, is_done, touched)
    )
