"""The handlers of the area, gathered for the registry."""

from qtrace.services.catalogue.plans_commands import (
    RecordSkipEvent,
    RecordSwitchEvent,
    ReleaseSkippedLot,
)
from qtrace.services.commands import Command
from qtrace.services.inspection.commands import (
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
from qtrace.services.inspection.decision import sign_step
from qtrace.services.inspection.parts import inspect_part
from qtrace.services.inspection.reading_photos import PHOTOS
from qtrace.services.inspection.readings import (
    record_all_ok,
    record_defect,
    record_reading,
    take_back_reading,
)
from qtrace.services.inspection.reinspection import ask_reinspection
from qtrace.services.inspection.returns import return_inspection, void_inspection
from qtrace.services.inspection.skip_lots import record_skip_event, release_skipped_lot
from qtrace.services.inspection.split import split_lot
from qtrace.services.inspection.start import start_inspection
from qtrace.services.inspection.switching_events import record_switch_event
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
