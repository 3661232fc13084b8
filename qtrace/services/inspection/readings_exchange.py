"""What an exchange of readings asks: inspections by their numbers, and readings as rows."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from qtrace.models.inspection import Inspection
from qtrace.services.inspection.queries import inspection_sheet
from qtrace.services.inspection.reading_files import OK_WORD
from qtrace.services.inspection.rows import InspectionSheet, Named
from qtrace.services.reads import Reads


def sheets_by_number(reads: Reads, numbers: Collection[str]) -> dict[str, InspectionSheet]:
    """Inspections of this site by their numbers; unknown numbers are not among them."""
    rows = reads.session.execute(
        select(Inspection.id, Inspection.number).where(
            Inspection.number.in_(numbers), Inspection.site_id == reads.station.site_id
        )
    )
    found = {row.number: inspection_sheet(reads, row.id) for row in rows}
    return {number: sheet for number, sheet in found.items() if sheet is not None}


def reading_rows(reads: Reads, number: str) -> tuple[dict[str, str], ...] | None:
    """Living readings of an inspection by column of the exchange; None for an unknown number."""
    sheet = sheets_by_number(reads, (number,)).get(number)
    if sheet is None:
        return None
    known = {each.characteristic_id: each for each in sheet.characteristics}
    gauges = {gauge.gauge_id: gauge.code for each in known.values() for gauge in each.gauges}
    rows = []
    for entry in sorted(
        _entries(sheet), key=lambda e: (known[e.characteristic_id].number, e.piece)
    ):
        own = known[entry.characteristic_id]
        rows.append(
            {
                "inspection": sheet.number,
                "characteristic": str(own.number),
                "piece": str(entry.piece),
                "value": entry.value,
                "gauge": gauges.get(entry.gauge_id or 0, ""),
                "name": own.name_en or own.name_zh,
                "lsl": own.lsl or "",
                "usl": own.usl or "",
                "unit": own.unit,
                "verdict": "fail" if entry.failed else "pass",
                "read_at": entry.at.astimezone(reads.zone).isoformat(timespec="seconds"),
                "person": entry.person.name_en or entry.person.name_zh,
                "lot": sheet.lot.lot,
                "part": sheet.lot.part.code,
            }
        )
    return tuple(rows)


@dataclass(frozen=True, slots=True)
class _Entry:
    characteristic_id: int
    piece: int
    value: str
    failed: bool
    gauge_id: int | None
    person: Named
    at: datetime


def _entries(sheet: InspectionSheet) -> Iterator[_Entry]:
    """Values and defects; a piece without one that was looked at is `OK_WORD`."""
    bad = set()
    for cell in sheet.cells:
        value = cell.value if cell.value is not None else cell.defect_code
        own = (cell.characteristic_id, cell.piece)
        bad.add(own)
        yield _Entry(*own, value or "", cell.failed, cell.gauge_id, cell.person, cell.at)
    for count in sheet.all_ok:
        for piece in range(count.piece_from, count.piece_to + 1):
            own = (count.characteristic_id, piece)
            if own not in bad:
                bad.add(own)  # ranges may overlap
                yield _Entry(*own, OK_WORD, False, None, count.person, count.at)
