"""Checking the record stream against itself and against the tables."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, type_coerce
from sqlalchemy.orm import Session
from sqlalchemy.types import NullType

from qtrace.domain.instants import utc_text
from qtrace.models.records import Record, RecordObject
from qtrace.records.leaf import code_prefix
from qtrace.records.payload import decode_payload
from qtrace.records.verify import (
    BadRecord,
    StoredRecord,
    compare_objects,
    compare_rows,
    verify_stream,
)
from qtrace.services.reads import Reads
from qtrace.services.rows import present_rows


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """Verdict about the whole stream and the tables.

    Attributes:
        records: how many records were read.
        rows: how many audited rows were compared.
        bad: findings, first one first; empty: everything is as it was recorded.
        heads: last sequence and leaf of every station id.
    """

    records: int
    rows: int
    bad: tuple[BadRecord, ...]
    heads: dict[str, tuple[int, str]]


def stored_records(session: Session) -> Iterator[StoredRecord]:
    """All records in the order of their chains, as raw bytes.

    The columns are read without their types: a forged value of another type must be a finding, not
    an error of the reader.
    """
    query = select(
        Record.site_id,
        Record.station_id,
        Record.station_seq,
        Record.id,
        Record.uid,
        Record.command_code,
        Record.outcome,
        Record.actor_id,
        *(
            type_coerce(column, NullType()).label(column.key)
            for column in (Record.prev_hash, Record.leaf, Record.payload, Record.entered_at)
        ),
    ).order_by(Record.site_id, Record.station_id, Record.station_seq)
    for row in session.execute(query.execution_options(yield_per=1000)):
        yield StoredRecord(
            str(row.site_id), str(row.station_id), row.station_seq, str(row.id), row.uid,
            _raw(row.prev_hash), _raw(row.leaf), _raw(row.payload), str(row.command_code),
            str(row.outcome), "" if row.actor_id is None else str(row.actor_id),
            _instant(row.entered_at),
        )  # fmt: skip


def _raw(value: object) -> bytes:
    if isinstance(value, bytes | bytearray | memoryview):
        return bytes(value)
    return str(value).encode("utf-8", "surrogatepass")


def _instant(value: object) -> str:
    """The instant as payloads write it; SQLite keeps that very text."""
    if isinstance(value, datetime):
        return utc_text(value)
    return str(value)


def _indexed(session: Session) -> set[tuple[str, str, str]]:
    """(kind, id, record id) of the whole index of histories."""
    query = select(RecordObject.target_kind, RecordObject.target_id, RecordObject.record_id)
    rows = session.execute(query.execution_options(yield_per=1000))
    return {(str(kind), str(target), str(record)) for kind, target, record in rows}


def verify_records(reads: Reads) -> VerifyReport:
    """Recompute every leaf and chain, then compare every audited row with its last record.

    The index by which records are found under their objects must say the same as the records.
    """
    report = verify_stream(stored_records(reads.session))
    rows = list(present_rows(reads.session))
    index = compare_objects(report.objects, _indexed(reads.session))
    bad = [*report.bad, *compare_rows(report.rows, rows), *index]
    return VerifyReport(report.count, len(rows), tuple(bad), report.heads)


@dataclass(frozen=True, slots=True)
class FoundRecord:
    """The record that a verification code on paper stands for."""

    record_id: str
    action: str
    entered_at: str
    station: str
    sequence: int
    intact: bool


def record_of_code(reads: Reads, code: str) -> FoundRecord | None:
    """The record whose leaf begins with the printed code, checked; None if there is none."""
    prefix = code_prefix(code)
    if prefix is None:
        return None
    for record in stored_records(reads.session):
        if record.leaf.startswith(prefix):
            alone = verify_stream([record])
            altered = [bad for bad in alone.bad if bad.finding.value in {"ALTERED", "UNREADABLE"}]
            payload = decode_payload(record.payload) if not altered else None
            return FoundRecord(
                record.record_id,
                payload.action if payload else "",
                payload.entered_at if payload else "",
                record.station,
                record.sequence,
                not altered,
            )
    return None
