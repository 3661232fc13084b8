"""What the waiting signature may do other than follow the readings, and the keys that choose it."""

from collections.abc import Mapping
from dataclasses import dataclass

from qtrace.domain.inspection_flow import InspectionState
from qtrace.domain.inspection_tally import InspectionOutcome
from qtrace.domain.inspection_ways import REJECTABLE, Obstacle, ReturnReason
from qtrace.services.inspection.rows import InspectionSheet

RETURN_KEYS: Mapping[str, ReturnReason] = dict(zip("ABCDEF", ReturnReason, strict=True))
REJECT_KEYS: Mapping[str, Obstacle] = {
    "R": Obstacle.EXPIRED,
    "S": Obstacle.ON_HOLD,
    "T": Obstacle.SOURCE_SUSPENDED,
    "U": Obstacle.CERTIFICATE_MISSING,
}


@dataclass(frozen=True, slots=True)
class Chosen:
    """Sent back for `reason`, or rejected for `obstacle`; one of the two.

    Attributes:
        note: what is to be done, in the person's words; empty for none.
    """

    reason: ReturnReason | None = None
    obstacle: Obstacle | None = None
    note: str = ""


def may_send_back(sheet: InspectionSheet) -> bool:
    """True while a later signature waits."""
    return sheet.state is InspectionState.SIGNED and not is_decided_elsewhere(sheet)


def is_decided_elsewhere(sheet: InspectionSheet) -> bool:
    """True if the lot needs no verdict of this inspection any more."""
    return Obstacle.NOT_IN_QUARANTINE in sheet.obstacles


def rejectable(sheet: InspectionSheet) -> tuple[Obstacle, ...]:
    """What the last signer may reject the lot for although its readings accept it."""
    is_last = sheet.plan is not None and sheet.next_step == sheet.plan.chain[-1]
    accepts = sheet.verdict.certain is InspectionOutcome.ACCEPT
    if not (is_last and accepts) or is_decided_elsewhere(sheet):
        return ()
    return tuple(each for each in sheet.obstacles if each in REJECTABLE)


def has_other_way(sheet: InspectionSheet) -> bool:
    """True if there is anything to choose."""
    return may_send_back(sheet) or bool(rejectable(sheet))
