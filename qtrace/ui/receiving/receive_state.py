"""What the receive screen knows, as values; the typed counts as pure steps."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from qtrace.domain.codes.label_join import IssuerMessage
from qtrace.domain.quantities import QuantityError, parse_q6
from qtrace.domain.receipt_quantities import MOST_CONTAINERS
from qtrace.domain.receiving import Came, PartRules, SourceFacts
from qtrace.services.briefs import PartBrief
from qtrace.services.items.lot_page import LotPage
from qtrace.services.labels.checks import LabelTask
from qtrace.services.receiving.commands import PaperInput
from qtrace.services.receiving.fields import CodeField
from qtrace.services.receiving.queries import Arrival, ExpectedLine
from qtrace.services.suppliers.handlers import SupplierRow
from qtrace.services.warehouse.handlers import LocationRow
from qtrace.ui.theme.tokens import Status


class Phase(StrEnum):
    """Where the work stands."""

    EMPTY = "empty"
    LOADING = "loading"
    UNREAD = "unread"
    CHOOSE = "choose"
    CHECK = "check"
    LABELS = "labels"
    DONE = "done"


class Form(StrEnum):
    """What is asked for in a panel of the screen."""

    NONE = "none"
    CODE = "code"
    PAPER = "paper"
    GOODS = "goods"
    SUPPLIER = "supplier"
    REPRINT = "reprint"
    ADMIT = "admit"


class CountField(StrEnum):
    """What a person counts."""

    QUANTITY = "quantity"
    CONTAINERS = "containers"


class CountFault(StrEnum):
    """Why what was typed is no count."""

    NOT_A_NUMBER = "COUNT_NOT_A_NUMBER"
    NOT_POSITIVE = "COUNT_NOT_POSITIVE"
    TOO_LARGE = "COUNT_TOO_LARGE"
    NOT_WHOLE = "COUNT_NOT_WHOLE"


@dataclass(frozen=True, slots=True)
class Counted:
    """Counts that a person typed; None where the code's own count stands.

    Attributes:
        active: field that is being typed, or None.
        draft: what stands in it so far.
        fault: why the draft is no count, or None.
    """

    quantity_q6: int | None = None
    containers: int | None = None
    active: CountField | None = None
    draft: str = ""
    fault: CountFault | None = None

    @property
    def is_touched(self) -> bool:
        """True once anything was typed."""
        return self.active is not None or self.quantity_q6 is not None or bool(self.containers)


MOST_DIGITS = 12
LARGEST_Q6 = 10**15 - 1


def typed(counted: Counted, character: str, first: CountField) -> Counted:
    """`counted` with one more digit or point; typing begins in the field `first`."""
    if counted.active is None:
        counted = replace(counted, active=first, draft="")
    if len(counted.draft) >= MOST_DIGITS or (character == "." and "." in counted.draft):
        return counted
    return replace(counted, draft=counted.draft + character, fault=None)


def rubbed(counted: Counted) -> Counted:
    """`counted` without the last character; an empty draft stays open."""
    return replace(counted, draft=counted.draft[:-1], fault=None)


def left_alone(counted: Counted) -> Counted:
    """`counted` without the draft; what was counted before stays."""
    return replace(counted, active=None, draft="", fault=None)


def committed(counted: Counted, announced: int | None) -> Counted:
    """`counted` with the draft as the count of its field.

    Args:
        counted: what was typed.
        announced: count that Enter in an empty field confirms (millionths for the quantity).
    """
    field = counted.active
    if field is None:
        return counted
    value: int | CountFault | None = announced
    if counted.draft:
        value = read_count(field, counted.draft)
    if value is None:
        return left_alone(counted)
    if isinstance(value, CountFault):
        return replace(counted, fault=value)
    if field is CountField.QUANTITY:
        return replace(left_alone(counted), quantity_q6=value)
    return replace(left_alone(counted), containers=value)


def read_count(field: CountField, text: str) -> int | CountFault:
    """The count that `text` says: millionths for a quantity, a whole number for containers."""
    try:
        value_q6 = parse_q6(text)
    except QuantityError as error:
        too_large = error.code == "QUANTITY_OUT_OF_RANGE"
        return CountFault.TOO_LARGE if too_large else CountFault.NOT_A_NUMBER
    if value_q6 <= 0:
        return CountFault.NOT_POSITIVE
    if field is CountField.QUANTITY:
        return value_q6 if value_q6 <= LARGEST_Q6 else CountFault.TOO_LARGE
    whole, rest = divmod(value_q6, 10**6)
    if rest:
        return CountFault.NOT_WHOLE
    return whole if whole <= MOST_CONTAINERS else CountFault.TOO_LARGE


@dataclass(frozen=True, slots=True)
class Goods:
    """What a person read from goods without a usable code; None where nothing stands on them."""

    supplier_lot: str | None = None
    expiry: date | None = None
    revision: str | None = None


@dataclass(frozen=True, slots=True)
class Basis:
    """What the judgement starts from: a line, a code, both, or neither.

    Attributes:
        line: the delivery line, or None for what nobody announced.
        came: what the code carries.
        source: standing of the source; None while the supplier is not chosen.
        part: the part that came, or None if nobody knows it.
        is_read: True if a code was read; False for a line that was opened by hand.
        raw: text of the code.
    """

    line: ExpectedLine | None
    came: Came
    source: SourceFacts | None
    rules: PartRules
    part: PartBrief | None
    fields: tuple[CodeField, ...]
    is_read: bool
    raw: str


@dataclass(frozen=True, slots=True)
class Saying:
    """An answer that stands in the band until the next act.

    Attributes:
        code: reason code with a sentence in the reason tables.
        facts: what the sentence needs.
    """

    status: Status
    code: str
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Received:
    """What the receipt made.

    Attributes:
        inspection_id: the inspection request; None for a pending lot.
        excess_lot: number of the lot with the excess, or "".
    """

    lot_id: int
    lot: str
    is_pending: bool
    inspection_id: int | None
    excess_lot: str = ""


@dataclass(frozen=True, slots=True)
class ReceiveState:
    """Everything the receive screen shows.

    Attributes:
        today: calendar day at the plant.
        message: the code that was read, also one that may not be acted on.
        read_at: when the code was read.
        arrival: lines that the code leads to.
        basis: what is being judged, in `Phase.CHECK` and after.
        papers: papers that a person registered here.
        place: place that a person scanned, or None for the first of its zone.
        supplier: supplier that a person chose for what nobody announced.
        suppliers: suppliers to choose from, while they are asked for.
        unit_code: unit of a part that nobody knows.
        busy: True while a command is on its way.
        task: label task, from the receipt on.
        page: lot page, when a label task is continued.
        last_number: container whose label was scanned last.
        reprint_number: container whose label is to be printed again, 0 for all.
    """

    today: date
    phase: Phase = Phase.EMPTY
    message: IssuerMessage | None = None
    read_at: datetime | None = None
    arrival: Arrival | None = None
    basis: Basis | None = None
    counted: Counted = Counted()
    goods: Goods | None = None
    papers: tuple[PaperInput, ...] = ()
    place: LocationRow | None = None
    supplier: SupplierRow | None = None
    suppliers: tuple[SupplierRow, ...] = ()
    unit_code: str = ""
    form: Form = Form.NONE
    saying: Saying | None = None
    busy: bool = False
    chosen_line: int = 0
    received: Received | None = None
    task: LabelTask | None = None
    page: LotPage | None = None
    last_number: int | None = None
    reprint_number: int = 0

    @property
    def lines(self) -> tuple[ExpectedLine, ...]:
        """Lines to choose from."""
        return self.arrival.lines if self.arrival is not None else ()

    @property
    def lot_id(self) -> int | None:
        """The lot that was made of it, once there is one."""
        if self.task is not None:
            return self.task.lot_id
        return self.received.lot_id if self.received is not None else None

    @property
    def part(self) -> PartBrief | None:
        """The part that it is about."""
        if self.basis is not None:
            return self.basis.part
        return self.task.part if self.task is not None else None
