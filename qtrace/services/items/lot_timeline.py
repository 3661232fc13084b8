"""The timeline of a lot: its records and those of its inspections, told in few lines."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import and_, or_, select

from qtrace.models.people import Person
from qtrace.models.records import Record, RecordObject
from qtrace.models.stations import Station
from qtrace.services.briefs import NamePair
from qtrace.services.items.queries import RecordLine, record_line
from qtrace.services.reads import Reads
from qtrace.services.work import ObjectKind

FINE_GRAINED = frozenset(
    {
        "RECORD_READING",
        "RECORD_PHOTO",
        "TAKE_BACK_READING",
        "RECORD_ALL_OK",
        "RECORD_DEFECT",
        "RECORD_PRINT",
    }
)
"""Commands of an inspection that are too many for a timeline; its own page shows them."""
REPEATED = frozenset({"CHECK_LABEL"})
"""Commands whose repetitions are one line: the last one with the count."""
MOST_ROWS = 200


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One event in the life of a lot.

    Attributes:
        at: entry time of the (last) record.
        code: command code; sentences are in `qtrace.i18n.receiving_words.explain_event`.
        count: records that this row stands for.
        record_id: the (last) record, to open it.
    """

    at: datetime
    code: str
    facts: dict[str, str]
    person: NamePair
    station: str
    count: int
    record_id: int


def lot_timeline(
    reads: Reads, lot_id: int, inspection_ids: Collection[int]
) -> tuple[TimelineRow, ...]:
    """Events of the lot and its inspections, oldest first; refused attempts are left out."""
    return _grouped(_lines(reads, lot_id, inspection_ids))


def _lines(reads: Reads, lot_id: int, inspection_ids: Collection[int]) -> Sequence[RecordLine]:
    about = or_(
        and_(RecordObject.target_kind == ObjectKind.ITEM.value, RecordObject.target_id == lot_id),
        and_(
            RecordObject.target_kind == ObjectKind.INSPECTION.value,
            RecordObject.target_id.in_(inspection_ids),
        ),
    )
    ids = select(RecordObject.record_id).where(about)
    rows = reads.session.execute(
        select(Record, Person, Station.code)
        .outerjoin(Person, Person.id == Record.actor_id)
        .outerjoin(Station, Station.id == Record.station_id)
        .where(
            Record.id.in_(ids),
            Record.outcome == "done",
            Record.command_code.not_in(FINE_GRAINED),
        )
        .order_by(Record.id.desc())
        .limit(MOST_ROWS)
    ).all()
    return [record_line(record, person, station) for record, person, station in rows[::-1]]


def _grouped(lines: Sequence[RecordLine]) -> tuple[TimelineRow, ...]:
    rows: list[TimelineRow] = []
    places: dict[tuple[str, str], int] = {}
    for line in lines:
        row = TimelineRow(
            line.at, line.code, dict(line.facts), line.person, line.station, 1, line.record_id
        )
        key = (line.code, line.facts.get("label_status", ""))
        if line.code in REPEATED and key in places:
            place = places[key]
            rows[place] = replace(row, count=rows[place].count + 1)
            continue
        places[key] = len(rows)
        rows.append(row)
    return tuple(sorted(rows, key=lambda row: row.record_id))
