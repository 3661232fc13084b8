"""What other stations committed: read from the record stream, so nothing can be missed.

Every station numbers its records; who remembers the last number of each station hears all that
follows, whatever the clocks of the stations say and however late a commit becomes visible.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import and_, or_, select

from qtrace.models.records import Record, RecordObject
from qtrace.models.stations import Station
from qtrace.services.outcomes import Changes
from qtrace.services.reads import Reads

MOST = 500
Heads = Mapping[int, int]
"""Last known number of the record chain, by station id."""


@dataclass(frozen=True, slots=True)
class NewsItem:
    """One record of another station and what it touched."""

    record_id: int
    station_id: int
    sequence: int
    changes: Changes


def _others(reads: Reads) -> tuple[tuple[int, int], ...]:
    rows = reads.session.execute(
        select(Station.site_id, Station.id).where(Station.id != reads.station.id)
    )
    return tuple((site_id, station_id) for site_id, station_id in rows)


def heads_of_others(reads: Reads) -> Heads:
    """Where the chains of the other stations end now."""
    found = {}
    for site_id, station_id in _others(reads):
        last = reads.session.scalar(
            select(Record.station_seq)
            .where(Record.site_id == site_id, Record.station_id == station_id)
            .order_by(Record.station_seq.desc())
            .limit(1)
        )
        found[station_id] = last or 0
    return found


def news_of_others(reads: Reads, heads: Heads) -> tuple[NewsItem, ...]:
    """Records of other stations after `heads`, each station's in its order; at most 500 at once."""
    others = _others(reads)
    if not others:
        return ()
    later = (
        and_(
            Record.site_id == site_id,
            Record.station_id == station_id,
            Record.station_seq > heads.get(station_id, 0),
        )
        for site_id, station_id in others
    )
    rows = reads.session.execute(
        select(Record.id, Record.station_id, Record.station_seq, Record.command_code)
        .where(or_(*later), Record.outcome == "done")
        .order_by(Record.id)
        .limit(MOST)
    ).all()
    touched: dict[int, set[tuple[str, int]]] = {row.id: set() for row in rows}
    objects = reads.session.execute(
        select(RecordObject.record_id, RecordObject.target_kind, RecordObject.target_id).where(
            RecordObject.record_id.in_(touched)
        )
    )
    for record_id, kind, target_id in objects:
        touched[record_id].add((kind, target_id))
    return tuple(
        NewsItem(
            row.id,
            row.station_id,
            row.station_seq,
            Changes(frozenset(touched[row.id]), row.command_code, row.station_id),
        )
        for row in rows
    )
