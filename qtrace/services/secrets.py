"""Verifying passwords and PINs: slow on purpose, before the transaction, off the UI thread."""

from dataclasses import dataclass

from sqlalchemy import select

from qtrace.domain.people import PeopleReason, SecretKind, is_locked
from qtrace.models.database import Database
from qtrace.models.people import Credential, Person
from qtrace.ports import Clock, IdSource, SecretHasher
from qtrace.services.commands import Command
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.people.commands import CountFailure
from qtrace.services.people.station_pins import pin_refusal
from qtrace.services.work import Proof, StationRef


@dataclass(frozen=True, slots=True)
class SignatureClaim:
    """A person and the secret that is to prove it; never stored, never recorded.

    Attributes:
        person_id: who claims to sign.
        secret: password or PIN as typed.
        kind: which of the two.
        identified_by: how the person was named: `badge`, `login`, or `session` for who is signed in.
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
    """Judges secrets that people type at one station against the stored hashes."""

    def __init__(
        self,
        database: Database,
        hasher: SecretHasher,
        clock: Clock,
        ids: IdSource,
        station: StationRef,
    ) -> None:
        self._database = database
        self._station = station
        self._hasher = hasher
        self._clock = clock
        self._ids = ids

    def hash(self, secret: str) -> str:
        """Encoded argon2id hash of `secret`."""
        return self._hasher.hash(secret)

    def judge(self, claim: SignatureClaim) -> Proof | FailedProof:
        """Verify `claim`, made at this station; takes the same time for unknown persons.

        A PIN that does not count here is not even looked at, so nothing can be guessed.
        """
        with self._database.read() as session:
            person = session.get(Person, claim.person_id)
            elsewhere = None
            if claim.kind is SecretKind.PIN and person is not None:
                way = claim.identified_by
                elsewhere = pin_refusal(session, claim.person_id, self._station.id, way)
            stored = session.scalar(
                select(Credential).where(
                    Credential.person_id == claim.person_id, Credential.kind == claim.kind.value
                )
            )
        if elsewhere is not None:
            return FailedProof(elsewhere, None)
        failed = self._why_not(claim, person, stored)
        if failed is not None:
            return failed
        assert stored is not None
        factors = f"{claim.identified_by}+{claim.kind.value}"
        return Proof(claim.person_id, factors, must_change=stored.must_change)

    def _why_not(
        self, claim: SignatureClaim, person: Person | None, stored: Credential | None
    ) -> FailedProof | None:
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
        return None

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
