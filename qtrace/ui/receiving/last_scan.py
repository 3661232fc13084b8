"""The last scan of this station, kept while its screens come and go."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from qtrace.services.briefs import PartBrief


class ScanAnswer(StrEnum):
    """What the last scan was answered, in one word."""

    READ = "read"
    OPENED = "opened"
    LABEL_CHECKED = "label_checked"
    LABELS_COMPLETE = "labels_complete"
    LABEL_AGAIN = "label_again"
    REFUSED = "refused"
    NOT_KNOWN = "not_known"


@dataclass(frozen=True, slots=True)
class LastScan:
    """One scan and its answer.

    Attributes:
        code: what was read, shortened to what a line holds.
        part: what it belongs to, if that is known.
        done: container labels checked so far; 0 if the scan was no label.
        total: containers of the lot; 0 if the scan was no label.
    """

    at: datetime
    code: str
    answer: ScanAnswer
    part: PartBrief | None = None
    done: int = 0
    total: int = 0


@dataclass(slots=True)
class ScanMemory:
    """Holds the last scan for whichever screen is open."""

    last: LastScan | None = field(default=None)


MOST_SHOWN = 28


def shown_code(text: str) -> str:
    """`text` without what cannot be seen, short enough for one line."""
    seen = "".join(c if c.isprintable() else "·" for c in text)
    return seen if len(seen) <= MOST_SHOWN else seen[: MOST_SHOWN - 1] + "…"
