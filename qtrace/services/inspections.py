"""Inspection requests and the handlers of the area, gathered for the registry."""

from datetime import datetime

from qtrace.models.inspection import Inspection
from qtrace.services.commands import Command
from qtrace.services.inspection_decision import sign_step
from qtrace.services.inspection_readings import (
    record_all_ok,
    record_defect,
    record_reading,
    take_back_reading,
)
from qtrace.services.inspection_returns import return_inspection, void_inspection
from qtrace.services.inspection_split import split_lot
from qtrace.services.inspection_start import start_inspection
from qtrace.services.inspection_support import plant_day, plant_of
from qtrace.services.inspections_commands import (
    ApproveInspection,
    RecordAllOk,
    RecordDefect,
    RecordReading,
    ReturnInspection,
    ReviewInspection,
    SignInspection,
    SplitLot,
    StartInspection,
    TakeBackReading,
    VoidInspection,
)
from qtrace.services.plans_commands import RecordSkipEvent, RecordSwitchEvent, ReleaseSkippedLot
from qtrace.services.reading_photos import PHOTOS
from qtrace.services.skip_lots import record_skip_event, release_skipped_lot
from qtrace.services.switching_events import record_switch_event
from qtrace.services.work import Handler, ObjectKind, Work


def request_inspection(
    work: Work,
    *,
    inspection_id: int,
    lot_id: int,
    receipt_id: int,
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


HANDLERS: dict[type[Command], Handler] = {
    StartInspection: start_inspection,
    RecordReading: record_reading,
    TakeBackReading: take_back_reading,
    RecordAllOk: record_all_ok,
    RecordDefect: record_defect,
    SignInspection: sign_step,
    ReviewInspection: sign_step,
    ApproveInspection: sign_step,
    ReturnInspection: return_inspection,
    VoidInspection: void_inspection,
    SplitLot: split_lot,
    RecordSwitchEvent: record_switch_event,
    RecordSkipEvent: record_skip_event,
    ReleaseSkippedLot: release_skipped_lot,
    **PHOTOS,
}
