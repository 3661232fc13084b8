"""Commands that dispose of what does not conform."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from qtrace.domain.disposal import DisposalLine
from qtrace.domain.people import Meaning
from qtrace.services.commands import Command


@dataclass(frozen=True, slots=True, kw_only=True)
class DisposeNcr(Command):
    """Decide what becomes of everything that a nonconformance is about; a second person signs.

    An item with several lines is split; each line with a part of it becomes a lot of its own.

    Attributes:
        lines: quantities with their decision; they sum to what is affected.
        comment: why.
        seen_sha256: hash of the case as the signer's screen showed it.
        reference: approval of the customer or the authority for a concession, if there is one.
        valid_to: last day of a concession, None for no end.
    """

    code: ClassVar[str] = "DISPOSE_NCR"
    accepting: ClassVar[bool] = True
    meaning: ClassVar[Meaning | None] = Meaning.APPROVED

    case_id: int
    lines: tuple[DisposalLine, ...]
    comment: str
    seen_sha256: str
    reference: str = ""
    valid_to: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishRework(Command):
    """Say that a lot was reworked by its instruction; it is inspected again by its plan.

    Attributes:
        inspection_id: id of the new inspection.
        note: what was done, in the person's words.
    """

    code: ClassVar[str] = "FINISH_REWORK"
    accepting: ClassVar[bool] = True

    lot_id: int
    inspection_id: int
    note: str
