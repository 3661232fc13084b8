"""Commands about holds."""

from dataclasses import dataclass
from typing import ClassVar

from qtrace.domain.holds import BlockProfile, HoldReason
from qtrace.services.commands import Command


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceHold(Command):
    """Stop a lot now; needs no approval and no signature.

    Attributes:
        hold_id: id of the case that the hold is.
        lot_id: the lot (all of it).
        reason: why.
        severity: critical, major or minor.
        note: what was seen, in the person's words.
    """

    code: ClassVar[str] = "PLACE_HOLD"
    places_hold: ClassVar[bool] = True

    hold_id: int
    lot_id: int
    reason: HoldReason
    severity: str
    note: str = ""
    profile: BlockProfile = BlockProfile.ALL_USE
