"""What other stations committed: read from the record stream, so nothing can be missed for long."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from qtrace.models.records import Record, RecordObject
from qtrace.services.outcomes import Changes
from qtrace.services.reads import Reads

MOST = 500


@dataclass(frozen=True, slots=True)
class NewsItem:
    """One record of another station and what it touched."""

    record_id: int
    entered_at: datetime
    changes: Changes


def news_of_others(reads: Reads, since: datetime) -> tuple[NewsItem, ...]:
    """Records of other stations entered at or after `since`, oldest first, at most 500."""
    rows = reads.session.execute(
        select(Record.id, Record.entered_at, Record.command_code, Record.station_id)
        .where(
            Record.entered_at >= since,
            Record.station_id != reads.station.id,
            Record.outcome == "done",
        )
        .order_by(Record.entered_at, Record.id)
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
            row.entered_at,
            Changes(frozenset(touched[row.id]), row.command_code, row.station_id),
        )
        for row in rows
    )
