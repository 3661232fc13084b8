"""Verifying passwords and PINs: slow on purpose, before the transaction, off the UI thread."""

from dataclasses import dataclass

from sqlalchemy import select

from qtrace.domain.people import PeopleReason, SecretKind, is_locked
from qtrace.models.database import Database
from qtrace.models.people import Credential, Person
from qtrace.ports import Clock, IdSource, SecretHasher
from qtrace.services.commands import Command
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.people_commands import CountFailure
from qtrace.services.work import Proof


@dataclass(frozen=True, slots=True)
class SignatureClaim:
    """A person and the secret that is to prove it; never stored, never recorded.

    Attributes:
        person_id: who claims to sign.
        secret: password or PIN as typed.
        kind: which of the two.
        identified_by: how the person was named: `badge`, `login` or `session`.
    """

    person_id: int
    secret: str
    kind: SecretKind
    identified_by: str


@dataclass(frozen=True, slots=True)
class FailedProof:
    """Why the secret does not count, and the command that records the failure."""

    refusal: Refusal
    follow_up: Command | None


class Secrets:
    """Judges secrets against the stored hashes."""

    def __init__(
        self, database: Database, hasher: SecretHasher, clock: Clock, ids: IdSource
    ) -> None:
        self._database = database
        self._hasher = hasher
        self._clock = clock
        self._ids = ids

    def hash(self, secret: str) -> str:
        """Encoded argon2id hash of `secret`."""
        return self._hasher.hash(secret)

    def judge(self, claim: SignatureClaim) -> Proof | FailedProof:
        """Verify `claim`; takes the same time for unknown persons."""
        with self._database.read() as session:
            person = session.get(Person, claim.person_id)
            stored = session.scalar(
                select(Credential).where(
                    Credential.person_id == claim.person_id, Credential.kind == claim.kind.value
                )
            )
        now = self._clock.now()
        if stored is not None and is_locked(stored.locked_until, now):
            assert stored.locked_until is not None
            until = stored.locked_until.isoformat()
            return FailedProof(refuse(PeopleReason.LOCKED_OUT, until=until), None)
        matches = self._hasher.verify(stored.encoded if stored else None, claim.secret)
        if person is None:
            return FailedProof(refuse(PeopleReason.UNKNOWN_PERSON), None)
        if person.state != "active":
            return FailedProof(refuse(PeopleReason.PERSON_LEFT), None)
        if stored is None:
            return FailedProof(refuse(PeopleReason.SECRET_NOT_SET, kind=claim.kind), None)
        if not matches:
            return FailedProof(*self._failure(claim, stored))
        factors = f"{claim.identified_by}+{claim.kind.value}"
        return Proof(claim.person_id, factors, must_change=stored.must_change)

    def _failure(self, claim: SignatureClaim, stored: Credential) -> tuple[Refusal, Command]:
        from qtrace.domain.people import LOCKOUT_AFTER

        expired = stored.locked_until is not None
        count = (0 if expired else stored.failed_count) + 1
        follow_up = CountFailure(
            uid=self._ids.next_uid(),
            client_at=self._clock.now(),
            person_id=claim.person_id,
            kind=claim.kind,
        )
        left = max(LOCKOUT_AFTER - count, 0)
        return refuse(PeopleReason.WRONG_SECRET, tries_left=left), follow_up
