"""What an exchange of readings asks: inspections by their numbers, and readings as rows."""

from collections.abc import Collection

from sqlalchemy import select

from qtrace.models.inspection import Inspection
from qtrace.services.inspection_queries import inspection_sheet
from qtrace.services.inspection_rows import InspectionSheet
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
    """Living values of an inspection by column of the exchange; None for an unknown number."""
    sheet = sheets_by_number(reads, (number,)).get(number)
    if sheet is None:
        return None
    known = {each.characteristic_id: each for each in sheet.characteristics}
    gauges = {gauge.gauge_id: gauge.code for each in known.values() for gauge in each.gauges}
    cells = [cell for cell in sheet.cells if cell.value is not None]
    ordered = sorted(cells, key=lambda cell: (known[cell.characteristic_id].number, cell.piece))
    rows = []
    for cell in ordered:
        own = known[cell.characteristic_id]
        rows.append(
            {
                "inspection": sheet.number,
                "characteristic": str(own.number),
                "piece": str(cell.piece),
                "value": cell.value or "",
                "gauge": gauges.get(cell.gauge_id or 0, ""),
                "name": own.name_en or own.name_zh,
                "lsl": own.lsl or "",
                "usl": own.usl or "",
                "unit": own.unit,
                "verdict": "fail" if cell.failed else "pass",
                "read_at": cell.at.astimezone(reads.zone).isoformat(timespec="seconds"),
                "person": cell.person.name_en or cell.person.name_zh,
                "lot": sheet.lot.lot,
                "part": sheet.lot.part.code,
            }
        )
    return tuple(rows)
