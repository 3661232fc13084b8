"""What other stations committed: read from the record stream, so nothing can be missed.

Every station numbers its records; who remembers the last number of each station hears all that
follows, whatever the clocks of the stations say and however late a commit becomes visible.
Messages (`qtrace.models.signals`) only say when to look, or spare the look.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select

from qtrace.models.records import Record
from qtrace.models.signals import Announcement, Signal, SignalKind
from qtrace.models.stations import Station
from qtrace.records.payload import decode_payload
from qtrace.services.outcomes import Changes
from qtrace.services.reads import Reads

__all__ = [
    "MOST",
    "Announcement",
    "Heads",
    "NewsItem",
    "Signal",
    "SignalKind",
    "heads_of_others",
    "news_of_others",
]

MOST = 500
Heads = Mapping[int, int]
"""Last known number of the record chain, by station id."""


@dataclass(frozen=True, slots=True)
class NewsItem:
    """One record of another station and what it touched.

    Attributes:
        is_done: False for a recorded refusal, which touched nothing.
    """

    record_id: int
    station_id: int
    sequence: int
    changes: Changes
    is_done: bool = True


def heads_of_others(reads: Reads) -> Heads:
    """Where the chains of the other stations end now."""
    last = (
        select(func.max(Record.station_seq))
        .where(Record.site_id == Station.site_id, Record.station_id == Station.id)
        .scalar_subquery()
    )
    rows = reads.session.execute(select(Station.id, last).where(Station.id != reads.station.id))
    return {station_id: sequence or 0 for station_id, sequence in rows}


def news_of_others(reads: Reads, heads: Heads) -> tuple[NewsItem, ...]:
    """Records of other stations after `heads`, each station's in its order; at most 500 at once."""
    now = heads_of_others(reads)
    behind = [each for each, sequence in now.items() if sequence > heads.get(each, 0)]
    if not behind:
        return ()
    found: list[NewsItem] = []
    for station_id in behind:
        found += _records_after(reads, station_id, heads.get(station_id, 0), MOST - len(found))
    return tuple(found)


def _records_after(reads: Reads, station_id: int, known: int, most: int) -> list[NewsItem]:
    """The payload says what was touched: no index of objects by record is needed."""
    rows = reads.session.execute(
        select(Record.id, Record.station_seq, Record.command_code, Record.outcome, Record.payload)
        .join(Station, Station.site_id == Record.site_id)
        .where(Station.id == station_id, Record.station_id == station_id)
        .where(Record.station_seq > known)
        .order_by(Record.station_seq)
        .limit(most)
    )
    return [
        NewsItem(
            row.id,
            station_id,
            row.station_seq,
            Changes(_touched(row.payload), row.command_code, station_id),
            row.outcome == "done",
        )
        for row in rows
    ]


def _touched(payload: bytes) -> frozenset[tuple[str, int]]:
    return frozenset((kind, int(key)) for kind, key in decode_payload(payload).objects)
