"""Commands about labels of units: printing them, and taking the version that is in force."""

from dataclasses import dataclass
from typing import ClassVar

from qtrace.domain.people import Meaning
from qtrace.services.commands import Command


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintUnitLabels(Command):
    """Print the labels of units of a production lot; every further print says COPY n and why.

    Attributes:
        first: number of the first piece within the lot.
        last: number of the last one.
        reason: why they are printed again; may be empty the first time.
    """

    code: ClassVar[str] = "PRINT_UNIT_LABELS"
    records_refusals: ClassVar[bool] = True
    accepting: ClassVar[bool] = True

    job_id: int
    lot_id: int
    first: int
    last: int
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeLabelVersion(Command):
    """An open order goes on with the label version in force; units labelled before need new ones.

    Attributes:
        reason: why the order does not end with the version that it began with.
    """

    code: ClassVar[str] = "TAKE_LABEL_VERSION"
    meaning: ClassVar[Meaning | None] = Meaning.APPROVED
    accepting: ClassVar[bool] = True

    work_order_id: int
    reason: str
