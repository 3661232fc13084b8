"""Commands about device history records."""

from dataclasses import dataclass
from typing import ClassVar

from qtrace.services.commands import Command


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueDeviceHistory(Command):
    """Issue the device history record of a batch as it stands: number and words are frozen.

    Attributes:
        language: `zh`, `en` or `both`; empty: as the plant's reports are.
    """

    code: ClassVar[str] = "ISSUE_DEVICE_HISTORY"

    document_id: int
    lot_id: int
    language: str = ""
