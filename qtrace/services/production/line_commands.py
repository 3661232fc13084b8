"""Commands of a line station: start, materials, checks, pieces, stops, clearance, handover."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from qtrace.domain.people import Meaning
from qtrace.domain.production.lines import StopType
from qtrace.domain.production.progress import OutputKind
from qtrace.services.commands import Command
from qtrace.services.evidence import EvidenceFile


@dataclass(frozen=True, slots=True, kw_only=True)
class ClearLine(Command):
    """The line was emptied and looked over: every item of the checklist, with a photo.

    Attributes:
        checklist: ticked items, all of `CLEARANCE_ITEMS`.
        photo: the empty line; without it the clearance is refused.
    """

    code: ClassVar[str] = "CLEAR_LINE"

    clearance_id: int
    line_id: int
    checklist: tuple[str, ...]
    photo: EvidenceFile | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmClearance(Command):
    """A second person has seen the empty line and signs."""

    code: ClassVar[str] = "CONFIRM_CLEARANCE"
    meaning: ClassVar[Meaning | None] = Meaning.CONFIRMED

    clearance_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StartOperation(Command):
    """Start an operation of a work order here; the first start of an order confirms the clearance.

    Attributes:
        run_no: 1, or the pass that takes up what the pass before put aside.
        equipment_ids: what it is done with.
    """

    code: ClassVar[str] = "START_OPERATION"
    records_refusals: ClassVar[bool] = True
    accepting: ClassVar[bool] = True

    run_id: int
    work_order_id: int
    operation_no: int
    run_no: int = 1
    equipment_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPastStart(Command):
    """A pass whose start was refused runs already: kept, with deviation and hold on the batch.

    Attributes:
        deviation_id: id of the deviation case.
        hold_id: id of the hold on the production lot.
        reason: what happened.
    """

    code: ClassVar[str] = "RECORD_PAST_START"
    places_hold: ClassVar[bool] = True

    run_id: int
    work_order_id: int
    operation_no: int
    deviation_id: int
    hold_id: int
    reason: str
    run_no: int = 1
    equipment_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRunEquipment(Command):
    """A running pass goes on with other equipment.

    Attributes:
        equipment_ids: everything that it is done with from now on.
        reason: why; what broke.
    """

    code: ClassVar[str] = "CHANGE_RUN_EQUIPMENT"
    records_refusals: ClassVar[bool] = True
    accepting: ClassVar[bool] = True

    run_id: int
    equipment_ids: tuple[int, ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueMaterial(Command):
    """Bring a scanned lot, container or unit into a run.

    Attributes:
        item_id: the lot, its container, or a unit.
        qty_q6: how much; None: what is left of the container, or of the lot where it lies.
        from_location_id: where it lies; None: the only place, or the line's own.
    """

    code: ClassVar[str] = "ISSUE_MATERIAL"
    frequent: ClassVar[bool] = True
    records_refusals: ClassVar[bool] = True
    accepting: ClassVar[bool] = True

    load_id: int
    run_id: int
    item_id: int
    qty_q6: int | None = None
    from_location_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPastMaterial(Command):
    """A material that would be refused is in the product already: kept, with deviation and hold.

    Attributes:
        deviation_id: id of the deviation case.
        hold_id: id of the hold on the production lot.
        reason: what happened.
        first_piece: number of the first piece that it is in, if it is known; None: in pieces that
            came out without this material, else in those that come out from now on.
        last_piece: the last one; None: the first one alone.
    """

    code: ClassVar[str] = "RECORD_PAST_MATERIAL"
    places_hold: ClassVar[bool] = True

    load_id: int
    run_id: int
    item_id: int
    qty_q6: int
    deviation_id: int
    hold_id: int
    reason: str
    first_piece: int | None = None
    last_piece: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnMaterial(Command):
    """What is left of a load goes back; measured anew, the difference is a loss with a reason.

    Attributes:
        qty_q6: what goes back as measured; 0: nothing does.
        to_location_id: where it is put; None where nothing goes back.
        reason: why less is there than should be; needed where it is.
    """

    code: ClassVar[str] = "RETURN_MATERIAL"
    frequent: ClassVar[bool] = True
    accepting: ClassVar[bool] = True

    load_id: int
    qty_q6: int
    to_location_id: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordProcessCheck(Command):
    """Enter a process parameter or an in-process check; a bad one holds the pieces in doubt.

    Attributes:
        hold_id: id of that hold, if there are pieces in doubt.
        value: the value as typed or sent; for checks without limits `ok` or `nok`.
        gauge_id: what it was measured with, where the check names a kind of gauge.
    """

    code: ClassVar[str] = "RECORD_PROCESS_CHECK"
    places_hold: ClassVar[bool] = True

    result_id: int
    hold_id: int
    run_id: int
    definition_id: int
    value: str
    gauge_id: int | None = None
    photo: EvidenceFile | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmProcessCheck(Command):
    """A second person found the same and signs; a first piece counts from then on."""

    code: ClassVar[str] = "CONFIRM_PROCESS_CHECK"
    meaning: ClassVar[Meaning | None] = Meaning.CONFIRMED
    accepting: ClassVar[bool] = True

    result_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordOutput(Command):
    """Pieces came out of a run.

    Attributes:
        output_id: id of the first row; further rows get their own.
        pieces: how many; for units the number of `unit_ids`.
        unit_ids: new ids where the operation makes units, ids of units after that.
        serials: serial numbers where the operation makes units, one for each id.
        allot: the plant gives the serial numbers of new units.
        reason: why they are scrap or put aside.
        replaced: needs of the bill whose part was replaced; they are used only in rework passes.
        label: the scanned label of the one unit, judged before anything is recorded.
    """

    code: ClassVar[str] = "RECORD_OUTPUT"
    frequent: ClassVar[bool] = True
    records_refusals: ClassVar[bool] = True
    accepting: ClassVar[bool] = True

    output_id: int
    run_id: int
    kind: OutputKind
    pieces: int = 1
    unit_ids: tuple[int, ...] = ()
    serials: tuple[str, ...] = ()
    allot: bool = False
    reason: str = ""
    replaced: tuple[int, ...] = ()
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPastOutput(Command):
    """Pieces that would be refused exist already: kept as they are, with deviation and hold.

    Attributes:
        deviation_id: id of the deviation case.
        hold_id: id of the hold on the pieces.
        reason: what happened.
        allot: the plant gives the serial numbers of new units.
    """

    code: ClassVar[str] = "RECORD_PAST_OUTPUT"
    places_hold: ClassVar[bool] = True

    output_id: int
    run_id: int
    kind: OutputKind
    deviation_id: int
    hold_id: int
    reason: str
    pieces: int = 1
    unit_ids: tuple[int, ...] = ()
    serials: tuple[str, ...] = ()
    allot: bool = False
    replaced: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckUnitLabel(Command):
    """The printed label of a unit was scanned: it must name this unit by the order's version.

    Attributes:
        work_order_id: the order whose unit is expected; a unit of another one is refused.
    """

    code: ClassVar[str] = "CHECK_UNIT_LABEL"
    frequent: ClassVar[bool] = True
    records_refusals: ClassVar[bool] = True
    accepting: ClassVar[bool] = True

    unit_label_id: int
    work_order_id: int
    unit_id: int
    raw_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishOperation(Command):
    """A pass of an operation is done.

    Attributes:
        is_short: it ends although pieces are left, for the `reason`.
    """

    code: ClassVar[str] = "FINISH_OPERATION"
    records_refusals: ClassVar[bool] = True
    accepting: ClassVar[bool] = True

    run_id: int
    is_short: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StopLine(Command):
    """The line stands still."""

    code: ClassVar[str] = "STOP_LINE"

    stop_id: int
    line_id: int
    stop_type: StopType
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumeLine(Command):
    """The line runs again; checks after a stop are due from now on."""

    code: ClassVar[str] = "RESUME_LINE"
    accepting: ClassVar[bool] = True

    line_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverShift(Command):
    """Whoever takes over signs the page of the shift that somebody else gives.

    Attributes:
        seen_sha256: hash of the page that was shown (`HandoverPage.sha256`).
    """

    code: ClassVar[str] = "HAND_OVER_SHIFT"
    meaning: ClassVar[Meaning | None] = Meaning.CONFIRMED

    handover_id: int
    line_id: int
    since: datetime
    until: datetime
    given_by: int
    seen_sha256: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class UseUrgently(Command):
    """Urgent release (紧急放行): a lot may be used before its inspection has ended.

    Attributes:
        lot_id: the lot, or one of its containers.
        qty_q6: at most so much.
        asked_by: who needs it; somebody else than the signer.
        deadline: day by which the inspection must have ended.
    """

    code: ClassVar[str] = "USE_URGENTLY"
    meaning: ClassVar[Meaning | None] = Meaning.APPROVED
    accepting: ClassVar[bool] = True

    urgent_release_id: int
    lot_id: int
    qty_q6: int
    asked_by: int
    reason: str
    deadline: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseBatch(Command):
    """Release a production lot for stock, or for the market; two acts.

    Attributes:
        kind: `production` or `market`.
        seen_sha256: hash of the gate that was shown (`BatchGate.sha256`).
    """

    code: ClassVar[str] = "RELEASE_BATCH"
    records_refusals: ClassVar[bool] = True
    meaning: ClassVar[Meaning | None] = Meaning.RELEASED
    accepting: ClassVar[bool] = True

    batch_release_id: int
    lot_id: int
    kind: str
    seen_sha256: str
