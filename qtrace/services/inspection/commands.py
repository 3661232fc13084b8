"""Commands about inspections: start, read, take back, sign, split."""

from dataclasses import dataclass
from typing import ClassVar

from qtrace.domain.inspection_flow import ReadingOrigin, ReinspectionCause
from qtrace.domain.inspection_ways import Obstacle, ReturnReason
from qtrace.domain.people import Meaning
from qtrace.services.commands import Command


@dataclass(frozen=True, slots=True, kw_only=True)
class StartInspection(Command):
    """Find the plan, derive the severity, freeze what the lot is judged with, draw the sample.

    Attributes:
        although_skipped: inspect a lot that the skip-lot rules would let go to stock.
    """

    code: ClassVar[str] = "START_INSPECTION"
    version: ClassVar[int] = 2

    inspection_id: int
    although_skipped: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordReading(Command):
    """One value of one characteristic on one piece: a number, an option or a text.

    Attributes:
        reading_id: id of the new row.
        value: text as typed or as the gauge sent it; code or place of an option.
        origin: where it came from.
        gauge_id: gauge in use, where the characteristic names a type of gauge.
        confirmed: a person has said yes to the question about this value.
        replaces: id of the reading that stands in the cell and is corrected by this one.
        conforms: what the inspector says of a text; other kinds are judged by the plan.
    """

    code: ClassVar[str] = "RECORD_READING"
    frequent: ClassVar[bool] = True
    accepting: ClassVar[bool] = True
    version: ClassVar[int] = 2

    inspection_id: int
    reading_id: int
    characteristic_id: int
    piece: int
    value: str
    origin: ReadingOrigin
    gauge_id: int | None = None
    confirmed: bool = False
    replaces: int | None = None
    conforms: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeBackReading(Command):
    """Undo a reading, a defect or an "all OK" by a new row; None takes back the newest one.

    Attributes:
        void_id: id of the row that takes back.
        reading_id: reading or defect to take back.
        count_id: "all OK" to take back.
    """

    code: ClassVar[str] = "TAKE_BACK_READING"

    inspection_id: int
    void_id: int
    reading_id: int | None = None
    count_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordAllOk(Command):
    """The pieces of a range were looked at, and those without a named defect are good.

    Attributes:
        piece_to: last piece; None means the last one of the class's sample.
    """

    code: ClassVar[str] = "RECORD_ALL_OK"

    inspection_id: int
    count_id: int
    characteristic_id: int
    piece_from: int = 1
    piece_to: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordDefect(Command):
    """A piece has a defect; also for a variable that cannot be measured any more."""

    code: ClassVar[str] = "RECORD_DEFECT"

    inspection_id: int
    reading_id: int
    characteristic_id: int
    piece: int
    defect_code: str
    origin: ReadingOrigin = ReadingOrigin.KEYBOARD


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInspection(Command):
    """The inspector signs the computed verdict; concludes where the chain ends here.

    Attributes:
        seen_sha256: what the signer saw: `InspectionSheet.seen_sha256`, 64 hex digits.
        reject_for: rejects a lot that its readings accept, for what keeps it from release; only
            with the last signature.
    """

    code: ClassVar[str] = "SIGN_INSPECTION"
    version: ClassVar[int] = 2
    meaning: ClassVar[Meaning | None] = Meaning.INSPECTED
    accepting: ClassVar[bool] = True
    places_hold: ClassVar[bool] = True

    inspection_id: int
    seen_sha256: str
    reject_for: Obstacle | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewInspection(Command):
    """A second person signs the same content.

    Attributes:
        seen_sha256: what the signer saw: `InspectionSheet.seen_sha256`, 64 hex digits.
        reject_for: rejects a lot that its readings accept, for what keeps it from release; only
            with the last signature.
    """

    code: ClassVar[str] = "REVIEW_INSPECTION"
    version: ClassVar[int] = 2
    meaning: ClassVar[Meaning | None] = Meaning.REVIEWED
    accepting: ClassVar[bool] = True
    places_hold: ClassVar[bool] = True

    inspection_id: int
    seen_sha256: str
    reject_for: Obstacle | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ApproveInspection(Command):
    """A further person signs the same content.

    Attributes:
        seen_sha256: what the signer saw: `InspectionSheet.seen_sha256`, 64 hex digits.
        reject_for: rejects a lot that its readings accept, for what keeps it from release; only
            with the last signature.
    """

    code: ClassVar[str] = "APPROVE_INSPECTION"
    version: ClassVar[int] = 2
    meaning: ClassVar[Meaning | None] = Meaning.APPROVED
    accepting: ClassVar[bool] = True
    places_hold: ClassVar[bool] = True

    inspection_id: int
    seen_sha256: str
    reject_for: Obstacle | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnInspection(Command):
    """A reviewer or approver sends the inspection back; signatures so far are superseded.

    Attributes:
        return_id: id of the new row.
        reason: why.
        note: what is to be done, in the person's words; needed for the reason `OTHER`.
        seen_sha256: what the person saw: `InspectionSheet.seen_sha256`, 64 hex digits.
    """

    code: ClassVar[str] = "RETURN_INSPECTION"
    meaning: ClassVar[Meaning | None] = Meaning.RETURNED

    inspection_id: int
    return_id: int
    reason: ReturnReason
    seen_sha256: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VoidInspection(Command):
    """Close an inspection whose lot another decision took out of quarantine."""

    code: ClassVar[str] = "VOID_INSPECTION"

    inspection_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AskReinspection(Command):
    """A second person asks for a new inspection of a lot that was measured wrongly.

    Attributes:
        original_id: the decided inspection; it stays as it is.
        inspection_id: id of the new one.
        reason: why the first result cannot be trusted.
        note: what was wrong, in the person's words.
    """

    code: ClassVar[str] = "ASK_REINSPECTION"
    meaning: ClassVar[Meaning | None] = Meaning.APPROVED
    places_hold: ClassVar[bool] = True

    original_id: int
    inspection_id: int
    reason: ReinspectionCause
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitLot(Command):
    """Decide a lot in parts: an accepted and a rejected child lot; takes the last signature's place.

    Attributes:
        accepted_id: id of the child lot that is released.
        rejected_id: id of the child lot that is rejected and held.
        accepted_q6: quantity of the first, in millionths of the lot's unit.
        accepted_containers: containers of the first.
        rejected_containers: containers of the second; it takes the rest of the quantity.
        reason: why the lot is decided in parts.
        seen_sha256: what the signer saw: `InspectionSheet.seen_sha256`, 64 hex digits.
    """

    code: ClassVar[str] = "SPLIT_LOT"
    version: ClassVar[int] = 2
    meaning: ClassVar[Meaning | None] = Meaning.APPROVED
    accepting: ClassVar[bool] = True
    places_hold: ClassVar[bool] = True

    inspection_id: int
    accepted_id: int
    rejected_id: int
    accepted_q6: int
    accepted_containers: int
    rejected_containers: int
    reason: str
    seen_sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectPart(Command):
    """Inspect a part of a lot now and the rest later: two lots in quarantine in place of one.

    Facts: `part_lot`, `rest_lot`, `part` and `rest` (numbers of their inspections), `quantity` and
    `whole` (as decimal text).

    Attributes:
        inspection_id: inspection of the lot; it has not begun.
        part_id: id of the lot that is inspected now.
        part_inspection_id: its inspection.
        rest_id: id of the lot that waits.
        rest_inspection_id: its inspection.
        containers: numbers of the containers that are inspected now; empty where the lot has none.
        qty_q6: quantity that is inspected now; the last of `containers` is divided where it holds
            more.
    """

    code: ClassVar[str] = "INSPECT_PART"
    accepting: ClassVar[bool] = True

    inspection_id: int
    part_id: int
    part_inspection_id: int
    rest_id: int
    rest_inspection_id: int
    containers: tuple[int, ...]
    qty_q6: int
