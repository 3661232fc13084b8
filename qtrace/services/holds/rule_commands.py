"""Commands about rules of holds: drafted by one person, approved or given back by another."""

from dataclasses import dataclass
from typing import ClassVar

from qtrace.domain.hold_rules import Wish
from qtrace.domain.people import Meaning
from qtrace.services.commands import Command


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRule(Command):
    """Write down how a rule is to be; nothing changes before somebody else approves it."""

    code: ClassVar[str] = "DRAFT_RULE"

    draft_id: int
    wish: Wish


@dataclass(frozen=True, slots=True, kw_only=True)
class ApproveRule(Command):
    """Put a draft in force; holds that were placed before keep what they were placed with.

    Attributes:
        seen_sha256: what the approver saw: `WaitingDraft.seen_sha256`, 64 hex digits.
    """

    code: ClassVar[str] = "APPROVE_RULE"
    version: ClassVar[int] = 2
    meaning: ClassVar[Meaning | None] = Meaning.APPROVED

    draft_id: int
    seen_sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnRule(Command):
    """Give a draft back to its author with a reason; the rule stays as it is."""

    code: ClassVar[str] = "RETURN_RULE"

    draft_id: int
    reason: str
