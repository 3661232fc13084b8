"""Commands about calls for a supervisor."""

from dataclasses import dataclass
from typing import ClassVar

from qtrace.domain.calls import CallArea
from qtrace.services.commands import Command


@dataclass(frozen=True, slots=True, kw_only=True)
class CallSupervisor(Command):
    """Somebody at this station needs a supervisor.

    Attributes:
        subject: what it is about, as the screen names it: order, lot, operation.
    """

    code: ClassVar[str] = "CALL_SUPERVISOR"

    call_id: int
    area: CallArea
    subject: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerCall(Command):
    """The sender is coming."""

    code: ClassVar[str] = "ANSWER_CALL"

    call_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawCall(Command):
    """The station that called needs nobody any more."""

    code: ClassVar[str] = "WITHDRAW_CALL"

    call_id: int
