"""Asking for an inspection."""

from datetime import datetime

from qtrace.models.inspection import Inspection
from qtrace.services.inspection.support import plant_day, plant_of
from qtrace.services.work import ObjectKind, Work


def request_inspection(
    work: Work,
    *,
    inspection_id: int,
    lot_id: int,
    receipt_id: int | None,
    lot_size: int,
    needed_at: datetime | None,
) -> str:
    """Ask for the incoming inspection of a received lot; return its number, e.g. `IR-26-0931`.

    Plan, severity and sample are decided when it starts, not now: the history may change.

    Args:
        work: the transaction of the receipt.
        inspection_id: id of the request, from the command.
        lot_id: the lot in quarantine.
        receipt_id: the receipt it came with.
        lot_size: pieces (or whole units) the sampling tables are entered with, >= 1.
        needed_at: when the lot is needed, or None.
    """
    year = plant_day(plant_of(work.session), work.now).year
    number = f"IR-{year % 100:02d}-{work.number('inspection', year):04d}"
    work.add(
        Inspection(
            id=inspection_id,
            site_id=work.station.site_id,
            number=number,
            item_id=lot_id,
            receipt_id=receipt_id,
            plan_revision_id=None,
            state="waiting",
            lot_size=lot_size,
            seed="",
            requested_at=work.now,
            started_at=None,
            needed_at=needed_at,
            verdict=None,
            decided_at=None,
            signed_by=None,
            signed_at=None,
            reviewed_by=None,
            approved_by=None,
        )
    )
    work.touch(ObjectKind.INSPECTION, inspection_id)
    return number
