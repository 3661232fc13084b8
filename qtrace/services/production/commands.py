"""Commands about what production runs by: lines, equipment, routes, bills, labels, training."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from qtrace.domain.people import Meaning
from qtrace.domain.production.drafts import BillLineDraft, OperationDraft
from qtrace.services.commands import Command


@dataclass(frozen=True, slots=True, kw_only=True)
class AddLine(Command):
    """Add a line of this site; its material lies on the place `location_id` (zone wip)."""

    code: ClassVar[str] = "ADD_LINE"

    line_id: int
    line_code: str
    name_en: str
    name_zh: str
    location_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SetLineShifts(Command):
    """Say at which times of the day shifts of a line begin; the page of a shift follows them.

    Attributes:
        starts: times as `08:00`; empty: the line has none.
    """

    code: ClassVar[str] = "SET_LINE_SHIFTS"

    line_id: int
    row_version: int
    starts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AddEquipment(Command):
    """Add a machine or fixture.

    Attributes:
        line_id: where it stands; None: it is carried from line to line.
        gauge_id: the gauge that it measures with; its calibration counts at every start.
        qualified_to: last day of its qualification; None: it needs none.
    """

    code: ClassVar[str] = "ADD_EQUIPMENT"

    equipment_id: int
    equipment_code: str
    name_en: str
    name_zh: str
    equipment_type: str
    line_id: int | None = None
    gauge_id: int | None = None
    qualified_to: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeEquipment(Command):
    """Take equipment out of use or back, or enter a new qualification.

    Attributes:
        state: `in_use`, `out_of_use` or `retired`.
    """

    code: ClassVar[str] = "CHANGE_EQUIPMENT"

    equipment_id: int
    row_version: int
    state: str
    qualified_to: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AddRoute(Command):
    """Add a route with its first draft, or the next draft of the route with this code."""

    code: ClassVar[str] = "ADD_ROUTE"

    route_id: int
    revision_id: int
    route_code: str
    part_id: int
    operations: tuple[OperationDraft, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ApproveRoute(Command):
    """A second person signs a draft: it is effective, its predecessor superseded."""

    code: ClassVar[str] = "APPROVE_ROUTE"
    version: ClassVar[int] = 2
    meaning: ClassVar[Meaning | None] = Meaning.APPROVED

    revision_id: int
    seen_sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AddBill(Command):
    """Add a bill with its first draft, or the next draft of the bill with this code."""

    code: ClassVar[str] = "ADD_BILL"

    bill_id: int
    revision_id: int
    bill_code: str
    part_id: int
    lines: tuple[BillLineDraft, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ApproveBill(Command):
    """A second person signs a draft: it is effective, its predecessor superseded."""

    code: ClassVar[str] = "APPROVE_BILL"
    version: ClassVar[int] = 2
    meaning: ClassVar[Meaning | None] = Meaning.APPROVED

    revision_id: int
    seen_sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AddLabelVersion(Command):
    """Draft the label that units of a part carry from now on.

    Attributes:
        udi_di: device identifier in it (GTIN-14 of the unit).
    """

    code: ClassVar[str] = "ADD_LABEL_VERSION"

    label_version_id: int
    part_id: int
    label_version: str
    udi_di: str
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ApproveLabelVersion(Command):
    """A second person signs a label version: it is effective, its predecessor superseded."""

    code: ClassVar[str] = "APPROVE_LABEL_VERSION"
    version: ClassVar[int] = 2
    meaning: ClassVar[Meaning | None] = Meaning.APPROVED

    label_version_id: int
    seen_sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordTraining(Command):
    """The sender has trained `person_id` in `topic` (an operation, or a document revision).

    Attributes:
        valid_to: last day on which it counts; None: it does not expire.
    """

    code: ClassVar[str] = "RECORD_TRAINING"

    training_id: int
    person_id: int
    topic: str
    done_on: date
    valid_to: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AddWorkOrder(Command):
    """Order pieces of a part on a line; the effective route, bill and label are pinned now.

    Attributes:
        lot_id: id of the production lot; it exists from now on, so that it can be held.
        number: number of the order; empty: the plant's next one.
        lot: number of the production lot; empty: the plant's next one.
        expiry: last usable day of the product, or None.
    """

    code: ClassVar[str] = "ADD_WORK_ORDER"
    accepting: ClassVar[bool] = True

    work_order_id: int
    lot_id: int
    part_id: int
    line_id: int
    planned: int
    number: str = ""
    lot: str = ""
    needed_at: datetime | None = None
    expiry: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishWorkOrder(Command):
    """Everything is done: all operations finished, nothing waits for rework, no load is open."""

    code: ClassVar[str] = "FINISH_WORK_ORDER"
    accepting: ClassVar[bool] = True

    work_order_id: int
