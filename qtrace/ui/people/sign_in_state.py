"""What the sign-in page knows at one moment."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from qtrace.domain.people import LEAST_PIN, SecretKind
from qtrace.services.outcomes import Refusal
from qtrace.services.people.accounts import PersonRow

if TYPE_CHECKING:
    from qtrace.services.inspection.unfinished_work import WorkRow

LEAST_DIGITS = LEAST_PIN


class SignInStep(StrEnum):
    """What is asked for now."""

    BADGE = "badge"
    PIN = "pin"
    PASSWORD = "password"  # noqa: S105 - a word, not a secret
    NAME = "name"
    NEW = "new"
    AGAIN = "again"


class SignInReason(StrEnum):
    """Why a new secret was refused before anybody was asked."""

    SECRETS_DIFFER = "SECRETS_DIFFER"
    SECRET_NOT_NEW = "SECRET_NOT_NEW"  # noqa: S105 - a reason code


@dataclass(frozen=True, slots=True)
class SignInState:
    """What the page shows.

    Attributes:
        person: whose secret is asked for.
        kind: which secret is asked for, or is to be replaced.
        login: name that was typed; it stays after a wrong password.
        no_pin: why the person whose badge was read is asked for the password in place of the PIN.
        refusal: why the last try did not count.
        busy: an answer is on its way; nothing is taken meanwhile.
        earlier: who is signed in while somebody else wants to be.
        locked_at: when the station locked itself.
        work: unfinished work of everybody.
        chosen: the work that sign-in is to lead to.
    """

    step: SignInStep = SignInStep.BADGE
    person: PersonRow | None = None
    kind: SecretKind = SecretKind.PIN
    login: str = ""
    no_pin: Refusal | None = None
    refusal: Refusal | None = None
    busy: bool = False
    earlier: PersonRow | None = None
    locked_at: datetime | None = None
    work: "tuple[WorkRow, ...]" = ()
    chosen: "WorkRow | None" = None
