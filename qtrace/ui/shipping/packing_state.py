"""What the packing table shows, and what its band may say."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from qtrace.domain.shipping import ShipmentState
from qtrace.services.shipping.queries import PackTarget, ShipmentPage
from qtrace.ui.theme.tokens import Status
from qtrace.ui.widgets.desk_model import DeskState


class PackForm(StrEnum):
    """The form beside the table."""

    CODE = "code"
    QUANTITY = "quantity"
    ASK = "ask"
    SHORT = "short"
    LEAVE = "leave"
    CANCEL = "cancel"


class PackSaid(StrEnum):
    """What the band says after something was done or scanned."""

    PACKED = "packed"
    TAKEN_OUT = "taken_out"
    ASKED = "asked"
    CLOSED = "closed"
    REOPENED = "reopened"
    SHIPPED = "shipped"
    CANCELLED = "cancelled"
    PRINTED = "printed"
    SAME_AGAIN = "same_again"
    NOT_KNOWN = "not_known"
    SEVERAL = "several"
    NOT_OPEN = "not_open"
    ENTER_LEAVES = "enter_leaves"


def form_of(form: str) -> PackForm:
    """The form of an id; that of a quantity names the lot behind a colon."""
    return PackForm(form.partition(":")[0])


@dataclass(frozen=True, slots=True)
class PackSaying:
    """One answer of the band with its facts."""

    status: Status
    code: PackSaid
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PackAnswers:
    """Answers of the forms, as typed."""

    code: str = ""
    quantity: str = ""
    part: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PackingState(DeskState):
    """A packing table; its rows are what is packed.

    Attributes:
        page: the shipment; None until it is read.
        said: what the band answers, until the next act.
        target: the lot that was scanned and whose quantity is asked for.
        checking: what was scanned and is being asked about.
    """

    page: ShipmentPage | None = None
    said: PackSaying | None = None
    target: PackTarget | None = None
    checking: str = ""

    @property
    def stands(self) -> ShipmentState | None:
        """Where the shipment stands; None until it is read."""
        return self.page.row.state if self.page is not None else None
