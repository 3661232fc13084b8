"""The content of one record: everything that must not change is inside the hashed bytes."""

import json
from dataclasses import dataclass
from typing import Any

from qtrace.records.canonical import Json, canonical_bytes

FORMAT = 1
MANY_ROWS = 1_000


class PayloadError(ValueError):
    """The stored bytes are not a record payload of a known format."""


@dataclass(frozen=True, slots=True)
class RowDigest:
    """State of one row after the change: table, key text, version, SHA-256 of the canonical row."""

    table: str
    key: str
    version: int
    sha256: str


@dataclass(frozen=True, slots=True)
class RecordPayload:
    """One record before it is bytes.

    Attributes:
        uid: command uid (UUID text).
        record_id: 64-bit id, decimal text.
        site, station: who wrote it (decimal text ids).
        sequence: place in the station's chain, from 1.
        previous: hex leaf of the station's record before, empty for the first.
        actor: person id, decimal text, or empty for the system.
        action: command code with its version, e.g. `RECEIVE_DELIVERY/1`.
        outcome: `done` or `refused`.
        event_at, entered_at: aware UTC, ISO text ending in Z.
        body: the command's content and the facts it led to.
        objects: what it is about, as (kind, id) pairs.
        rows: digests of all rows that it wrote.
    """

    uid: str
    record_id: str
    site: str
    station: str
    sequence: int
    previous: str
    actor: str
    action: str
    outcome: str
    event_at: str
    entered_at: str
    body: Json
    objects: tuple[tuple[str, str], ...]
    rows: tuple[RowDigest, ...]


def encode_payload(record: RecordPayload) -> bytes:
    """Canonical bytes of `record`: these are stored, hashed and never written again."""
    return canonical_bytes(
        {
            "v": FORMAT,
            "uid": record.uid,
            "id": record.record_id,
            "site": record.site,
            "station": record.station,
            "seq": record.sequence,
            "prev": record.previous,
            "actor": record.actor,
            "action": record.action,
            "outcome": record.outcome,
            "event_at": record.event_at,
            "entered_at": record.entered_at,
            "body": record.body,
            "objects": [list(pair) for pair in record.objects],
            "rows": [[row.table, row.key, row.version, row.sha256] for row in record.rows],
        }
    )


def decode_payload(payload: bytes) -> RecordPayload:
    """The record in `payload`.

    Raises:
        PayloadError: the bytes are not a payload of a known format.
    """
    try:
        data: dict[str, Any] = json.loads(payload)
        if data["v"] != FORMAT:
            raise PayloadError(f"unknown record format {data['v']!r}")
        return RecordPayload(
            uid=data["uid"],
            record_id=data["id"],
            site=data["site"],
            station=data["station"],
            sequence=data["seq"],
            previous=data["prev"],
            actor=data["actor"],
            action=data["action"],
            outcome=data["outcome"],
            event_at=data["event_at"],
            entered_at=data["entered_at"],
            body=data["body"],
            objects=tuple((kind, key) for kind, key in data["objects"]),
            rows=tuple(RowDigest(*row) for row in data["rows"]),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise PayloadError(str(error)) from error
