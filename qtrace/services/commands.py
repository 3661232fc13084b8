"""The base of all commands and their canonical form."""

from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from hashlib import sha256
from typing import Any, ClassVar
from uuid import UUID

from qtrace.domain.instants import utc_text
from qtrace.domain.people import Meaning
from qtrace.records.canonical import Json, canonical_bytes

MOST_TEXT = 20_000
RAW_FIELDS = frozenset({"value", "raw_code", "codes"})
"""Fields that hold what a scanner or a gauge sent, whatever it was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A wish to change data: named, versioned, with its own uid and client time.

    Attributes:
        uid: UUIDv7; the same uid is never done twice.
        client_at: aware UTC instant at which the person asked for it.
    """

    uid: UUID
    client_at: datetime

    code: ClassVar[str] = ""
    version: ClassVar[int] = 1
    meaning: ClassVar[Meaning | None] = None
    """Meaning of the signature that the command needs, or None."""
    accepting: ClassVar[bool] = False
    """True if it accepts material or work, so it must take the station gate first."""
    places_hold: ClassVar[bool] = False
    """True if it places, narrows or releases holds, so it takes all gates first."""
    urgent: ClassVar[bool] = False
    """True if it goes before all that waits at its station: a person stops something."""
    frequent: ClassVar[bool] = False
    """True if it comes with every scan: other stations are not told of each one, they read it from
    the record chains within a second."""
    adds_gate: ClassVar[bool] = False
    """True if it makes a station, whose gate no holder knows yet."""
    public: ClassVar[bool] = False
    """True if no permission is asked (sign-in itself, set-up of an empty plant)."""
    proves_person: ClassVar[bool] = False
    """True if the sender's secret must be verified although nothing is signed (sign-in)."""
    records_refusals: ClassVar[bool] = False
    """True if every refusal of it is a record: what a station was denied is asked for later."""
    internal: ClassVar[bool] = False
    """True if only the pipeline itself may send it."""


def canonical_command(command: Command) -> Json:
    """Content of `command` without its uid, in canonical form; secrets are never in commands."""
    content = encode(command)
    assert isinstance(content, dict)
    content.pop("uid")
    return content


def unkeepable_value(command: Command) -> str | None:
    """Name of the first field that no database could keep, or None if the command is sound.

    Refused: lone surrogates, NUL outside raw scans and readings (their handlers judge those), text
    of more than `MOST_TEXT` characters, numbers beyond 64 bits, instants without a zone.
    """
    for each in fields(command):
        if _is_unkeepable(getattr(command, each.name), is_raw=each.name in RAW_FIELDS):
            return each.name
    return None


def _is_unkeepable(value: Any, *, is_raw: bool) -> bool:
    if isinstance(value, str):
        has_nul = "\x00" in value and not is_raw
        return has_nul or len(value) > MOST_TEXT or any("\ud800" <= c <= "\udfff" for c in value)
    if isinstance(value, int) and not isinstance(value, bool):
        return not -(1 << 63) <= value < 1 << 63
    if isinstance(value, datetime):
        return value.tzinfo is None
    if isinstance(value, tuple | list | frozenset):
        return any(_is_unkeepable(each, is_raw=is_raw) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        inside = (getattr(value, each.name) for each in fields(value))
        return any(_is_unkeepable(each, is_raw=is_raw) for each in inside)
    return False


def request_digest(command: Command, actor_id: int | None) -> bytes:
    """Digest that tells whether a repeated uid carries the same request."""
    return sha256(
        canonical_bytes(
            [f"{command.code}/{command.version}", str(actor_id), canonical_command(command)]
        )
    ).digest()


def encode(value: Any) -> Json:  # noqa: PLR0911 - one line per type is the clearest form
    """Canonical JSON of a command value: ids and numbers as text, bytes by their hash.

    Raises:
        TypeError: the type has no canonical form.
    """
    if isinstance(value, Enum):
        return str(value.value)
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, int | Decimal | UUID):
        return str(value)
    if isinstance(value, datetime):
        return utc_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return {"sha256": sha256(value).hexdigest(), "size": str(len(value))}
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: encode(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, dict):
        return {str(name): encode(entry) for name, entry in value.items()}
    if isinstance(value, tuple | list | frozenset):
        entries = sorted(value) if isinstance(value, frozenset) else value
        return [encode(entry) for entry in entries]
    raise TypeError(f"a command may not hold {type(value).__name__}")
