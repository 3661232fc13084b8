"""Commands about issued documents, labels and their printing."""

from dataclasses import dataclass
from typing import ClassVar

from qtrace.services.commands import Command


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreDocument(Command):
    """Keep the rendered bytes of an issued document; made once, never again."""

    code: ClassVar[str] = "STORE_DOCUMENT"

    document_id: int
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPrint(Command):
    """What a printer did with a job.

    Attributes:
        outcome: `printed`, `failed` (the job stays) or `refused` (it could not be drawn).
        detail: printer address or the reason code.
        symbols_read_back: how many symbols were decoded before sending.
    """

    code: ClassVar[str] = "RECORD_PRINT"

    job_id: int
    outcome: str
    detail: str
    symbols_read_back: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReprintLabel(Command):
    """Print the labels of some containers again, with a reason; the paper says COPY n."""

    code: ClassVar[str] = "REPRINT_LABEL"

    job_id: int
    lot_id: int
    first: int
    last: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReprintDocument(Command):
    """Print a stored document again, with a reason."""

    code: ClassVar[str] = "REPRINT_DOCUMENT"

    job_id: int
    document_id: int
    reason: str
