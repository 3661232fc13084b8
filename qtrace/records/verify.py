"""Judging a stored stream: which record is the first bad one, and in what way."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from qtrace.records.leaf import leaf_hash
from qtrace.records.payload import PayloadError, RecordPayload, RowDigest, decode_payload


class Finding(StrEnum):
    """What is wrong with a record or a row."""

    ALTERED = "ALTERED"
    MISSING = "MISSING"
    BROKEN_CHAIN = "BROKEN_CHAIN"
    UNREADABLE = "UNREADABLE"
    COLUMN_MISMATCH = "COLUMN_MISMATCH"
    PROJECTION_MISMATCH = "PROJECTION_MISMATCH"
    EXTRA_ROW = "EXTRA_ROW"


@dataclass(frozen=True, slots=True)
class StoredRecord:
    """One record as the database gives it back, in the order (site, station, sequence).

    Attributes:
        command, outcome, actor, entered_at: the columns that lists and histories read, as the
            payload would write them.
    """

    site: str
    station: str
    sequence: int
    record_id: str
    uid: str
    previous: bytes
    leaf: bytes
    payload: bytes
    command: str
    outcome: str
    actor: str
    entered_at: str


@dataclass(frozen=True, slots=True)
class BadRecord:
    """The first bad place: where it stands and what is wrong."""

    finding: Finding
    station: str
    sequence: int
    detail: str


@dataclass(slots=True)
class StreamReport:
    """Result of reading the whole stream once.

    Attributes:
        count: records read.
        bad: the findings, first one first; empty means every record is as it was written.
        heads: last (sequence, leaf hex) of every station.
        rows: highest (version, digest) of every row that any record wrote.
        objects: (kind, id, record id) of everything that records are about.
    """

    count: int = 0
    bad: list[BadRecord] = field(default_factory=list)
    heads: dict[str, tuple[int, str]] = field(default_factory=dict)
    rows: dict[tuple[str, str], tuple[int, str]] = field(default_factory=dict)
    objects: set[tuple[str, str, str]] = field(default_factory=set)


def verify_stream(records: Iterable[StoredRecord], most: int = 20) -> StreamReport:
    """Recompute every leaf and every station chain from the stored bytes.

    Args:
        records: all records ordered by site, station and sequence.
        most: stop collecting after this many findings (reading goes on).
    """
    report = StreamReport()
    for record in records:
        report.count += 1
        findings = list(_findings(record, report.heads.get(record.station)))
        room = most - len(report.bad)
        report.bad.extend(findings[: max(room, 0)])
        report.heads[record.station] = (record.sequence, record.leaf.hex())
        if not any(f.finding in {Finding.ALTERED, Finding.UNREADABLE} for f in findings):
            _remember_rows(report, decode_payload(record.payload))
    return report


def _findings(record: StoredRecord, head: tuple[int, str] | None) -> Iterator[BadRecord]:
    def bad(finding: Finding, detail: str) -> BadRecord:
        return BadRecord(finding, record.station, record.sequence, detail)

    expected_sequence, expected_previous = (head[0] + 1, head[1]) if head else (1, "")
    if record.sequence != expected_sequence:
        yield bad(Finding.MISSING, f"expected sequence {expected_sequence}")
    elif record.previous.hex() != expected_previous:
        yield bad(Finding.BROKEN_CHAIN, "does not follow the record before it")
    if leaf_hash(record.payload) != record.leaf:
        yield bad(Finding.ALTERED, "payload does not match its leaf hash")
        return
    try:
        payload = decode_payload(record.payload)
    except PayloadError as error:
        yield bad(Finding.UNREADABLE, str(error))
        return
    for name, stored, inside in _columns(record, payload):
        if stored != inside:
            yield bad(Finding.COLUMN_MISMATCH, f"{name}: column {stored}, payload {inside}")


def _columns(record: StoredRecord, payload: RecordPayload) -> Iterator[tuple[str, str, str]]:
    yield "site", record.site, payload.site
    yield "station", record.station, payload.station
    yield "sequence", str(record.sequence), str(payload.sequence)
    yield "record_id", record.record_id, payload.record_id
    yield "uid", record.uid, payload.uid
    yield "previous", record.previous.hex(), payload.previous
    yield "command", record.command, payload.action.partition("/")[0]
    yield "outcome", record.outcome, payload.outcome
    yield "actor", record.actor, payload.actor
    yield "entered_at", record.entered_at, payload.entered_at


def _remember_rows(report: StreamReport, payload: RecordPayload) -> None:
    for row in payload.rows:
        known = report.rows.get((row.table, row.key))
        if known is None or known[0] <= row.version:
            report.rows[(row.table, row.key)] = (row.version, row.sha256)
    report.objects.update((kind, key, payload.record_id) for kind, key in payload.objects)


def compare_rows(
    known: Mapping[tuple[str, str], tuple[int, str]], present: Iterable[RowDigest], most: int = 20
) -> list[BadRecord]:
    """Findings where present rows and the stream disagree, in either direction.

    Args:
        known: `StreamReport.rows`.
        present: digests of all audited rows as they stand in the database.
        most: at most this many findings.
    """
    bad: list[BadRecord] = []
    seen: set[tuple[str, str]] = set()
    for row in present:
        place = (row.table, row.key)
        seen.add(place)
        entry = known.get(place)
        if entry is None:
            bad.append(BadRecord(Finding.EXTRA_ROW, "", 0, f"{row.table} {row.key}"))
        elif entry[1] != row.sha256:
            bad.append(BadRecord(Finding.PROJECTION_MISMATCH, "", 0, f"{row.table} {row.key}"))
    for table, key in known.keys() - seen:
        bad.append(BadRecord(Finding.MISSING, "", 0, f"{table} {key}"))
    return bad[:most]


def compare_objects(
    known: set[tuple[str, str, str]], present: set[tuple[str, str, str]], most: int = 20
) -> list[BadRecord]:
    """Findings where the index of histories and the stream disagree, in either direction.

    Args:
        known: `StreamReport.objects`.
        present: the index as it stands in the database.
        most: at most this many findings.
    """
    hidden = [(Finding.MISSING, place) for place in sorted(known - present)]
    pushed = [(Finding.EXTRA_ROW, place) for place in sorted(present - known)]
    return [
        BadRecord(finding, "", 0, "record_object " + "/".join(place))
        for finding, place in (*hidden, *pushed)[:most]
    ]
