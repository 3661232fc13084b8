"""Commands about deviations."""

from dataclasses import dataclass
from typing import ClassVar

from qtrace.domain.people import Meaning
from qtrace.services.commands import Command


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseDeviation(Command):
    """Say what a deviation came to, after it was looked into; a second person signs.

    The hold that came with it is lifted on its own.

    Attributes:
        conclusion: why it happened, what it means for the product, and what was done.
        seen_sha256: hash of the case as the signer's screen showed it.
    """

    code: ClassVar[str] = "CLOSE_DEVIATION"
    meaning: ClassVar[Meaning | None] = Meaning.APPROVED

    case_id: int
    conclusion: str
    seen_sha256: str
