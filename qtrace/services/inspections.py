"""The handlers of the area, gathered for the registry."""

from qtrace.services.commands import Command
from qtrace.services.inspection_decision import sign_step
from qtrace.services.inspection_parts import inspect_part
from qtrace.services.inspection_readings import (
    record_all_ok,
    record_defect,
    record_reading,
    take_back_reading,
)
from qtrace.services.inspection_returns import return_inspection, void_inspection
from qtrace.services.inspection_split import split_lot
from qtrace.services.inspection_start import start_inspection
from qtrace.services.inspections_commands import (
    ApproveInspection,
    AskReinspection,
    InspectPart,
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
from qtrace.services.reinspection import ask_reinspection
from qtrace.services.skip_lots import record_skip_event, release_skipped_lot
from qtrace.services.switching_events import record_switch_event
from qtrace.services.work import Handler

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
    InspectPart: inspect_part,
    AskReinspection: ask_reinspection,
    RecordSwitchEvent: record_switch_event,
    RecordSkipEvent: record_skip_event,
    ReleaseSkippedLot: release_skipped_lot,
    **PHOTOS,
}
