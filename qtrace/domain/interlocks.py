"""Interlocks: stops that cure themselves. They are computed, never placed and never lifted.

A hold is a decision and needs a decision to end; an interlock ends when its cause is cured.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

_WHOLE = re.compile(r"[0-9]{1,18}|[0-8][0-9]{18}")


class InterlockKind(StrEnum):
    """What may stop somebody until it is cured."""

    EXPIRED = "expired"
    CHECK_OVERDUE = "check_overdue"
    READING_MISSING = "reading_missing"
    TRAINING = "training"
    CALIBRATION = "calibration"
    EQUIPMENT = "equipment"
    CLEARANCE = "clearance"
    PAPER_MISSING = "paper_missing"
    CONCESSION = "concession"


FACT_KIND = "interlock"
FACT_TARGET_KIND = "target_kind"
FACT_TARGET_ID = "target_id"
"""Facts of a refusal that make it the refusal of an interlock."""


@dataclass(frozen=True, slots=True)
class InterlockHit:
    """Somebody ran into an interlock.

    Attributes:
        target_kind: kind of what is stopped, such as `item`, `operation_run`, `person`.
    """

    kind: InterlockKind
    target_kind: str
    target_id: int
    facts: Mapping[str, str] = field(default_factory=dict)


def interlock_of(facts: Mapping[str, str]) -> InterlockHit | None:
    """The interlock that the facts of a refusal name, or None if it is another refusal.

    Total: facts that name an unknown kind or no whole number name no interlock.
    """
    kind = facts.get(FACT_KIND, "")
    target = facts.get(FACT_TARGET_ID, "")
    if kind not in set(InterlockKind) or _WHOLE.fullmatch(target) is None:
        return None
    rest = {
        name: value
        for name, value in facts.items()
        if name not in (FACT_KIND, FACT_TARGET_KIND, FACT_TARGET_ID)
    }
    return InterlockHit(InterlockKind(kind), facts.get(FACT_TARGET_KIND, ""), int(target), rest)
