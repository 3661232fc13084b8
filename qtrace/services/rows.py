"""Canonical form of a row, so that a record can say what a row was."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import inspect, select
from sqlalchemy.orm import Mapper, Session

from qtrace.domain.instants import utc_text
from qtrace.models.base import Audited
from qtrace.records.canonical import Json, canonical_bytes
from qtrace.records.payload import RowDigest


def canonical_value(value: Any) -> Json:
    """One column value as canonical JSON: ids and counts as text, bytes by their hash."""
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, int):
        return str(value)
    if isinstance(value, datetime):
        return utc_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.hex() if len(value) <= 64 else "sha256:" + sha256(value).hexdigest()
    raise TypeError(f"no canonical form for a column of type {type(value).__name__}")


def row_digest(row: Audited) -> RowDigest:
    """Digest of a mapped row as it stands in memory after its flush.

    Empty columns that came later than the table are left out, as if they were not there yet; so is
    always what only repeats another fact.
    """
    mapper: Mapper[Any] = inspect(type(row))
    values = {
        attribute.columns[0].name: canonical_value(getattr(row, attribute.key))
        for attribute in mapper.column_attrs
        if _is_told(attribute.columns[0].info, getattr(row, attribute.key))
    }
    key = "/".join(str(values[column.name]) for column in mapper.primary_key)
    version = getattr(row, "row_version", 1)
    table = str(mapper.local_table.description)
    return RowDigest(table, key, version, sha256(canonical_bytes(values)).hexdigest())


def _is_told(info: Mapping[Any, Any], value: object) -> bool:
    """True if a column with this value belongs into the digest of its row."""
    return not info.get("copied") and (value is not None or not info.get("later"))


def present_rows(session: Session) -> Iterator[RowDigest]:
    """Digests of all audited rows as they stand in the database, table by table.

    A table with a value that its column cannot hold (only a forger writes one) ends there with a
    row that no record knows.
    """
    from qtrace.models.schema import audited_classes

    for name, mapped in sorted(audited_classes().items()):
        try:
            for row in session.scalars(select(mapped).execution_options(yield_per=500)):
                yield row_digest(row)
                session.expunge(row)
        except (ValueError, TypeError) as error:
            yield RowDigest(name, f"unreadable ({error})", 0, "")
