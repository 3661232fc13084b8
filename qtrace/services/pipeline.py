"""The one door: every change to data goes through here, and nowhere else.

authority, signature, then one transaction {idempotency, gate, handler, record, commit}, then the
changes to every open view.
"""

from collections.abc import Callable, Mapping
from datetime import datetime

from sqlalchemy.exc import DataError, IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from qtrace.domain.people import PeopleReason
from qtrace.models.database import (
    Database,
    DatabaseProblem,
    is_taken_place,
    is_unknown_reference,
)
from qtrace.ports import Clock, IdSource
from qtrace.records.canonical import Json
from qtrace.services.commands import Command, canonical_command, unkeepable_value
from qtrace.services.gates import GateStalledError, end_silent_transaction, take_gates
from qtrace.services.outcomes import Changes, Done, Outcome, Refusal, refuse
from qtrace.services.secrets import Secrets, SignatureClaim
from qtrace.services.transaction_end import end_done, end_refused
from qtrace.services.transaction_start import start, start_of_refusal
from qtrace.services.work import Actor, Handler, Proof, StationRef, Work

RECORDED_REFUSALS = frozenset(
    {
        PeopleReason.NOT_ALLOWED.value,
        PeopleReason.SAME_PERSON.value,
        PeopleReason.PERSON_LEFT.value,
        PeopleReason.SIGNATURE_REQUIRED.value,
        PeopleReason.MUST_CHANGE_SECRET.value,
        PeopleReason.LOCKED_OUT.value,
        PeopleReason.COMMAND_UID_REUSED.value,
        "LOT_ON_HOLD",
        "PLACE_ON_HOLD",
        "PIECES_ON_HOLD",
        "HOLD_SECOND_PERSON",
        "HOLD_SIGNEE",
        "DISPOSAL_SECOND_PERSON",
    }
)


TRIES_AGAIN = {"DATABASE_UNREACHABLE": 1, "DATABASE_CONFLICT": 4, "GATE_STALLED": 1}
"""How often a command is sent again by what went wrong with it.

A lost connection leaves open whether it was committed: the second try finds its uid. Of two
transactions that wait for each other the server ends one: it is done after the other.
"""


class _Refused(Exception):  # noqa: N818 - carries a value out of the transaction, is no error
    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.code)
        self.refusal = refusal


class Door:
    """Takes commands, one at a time per writer, and tells what came of each.

    Args:
        database: where everything is kept.
        handlers: handler of every command class.
        clock: wall time.
        ids: ids and uids of this writer.
        secrets: verification of passwords and PINs.
        station: the station this process writes for.
    """

    def __init__(
        self,
        database: Database,
        handlers: Mapping[type[Command], Handler],
        *,
        clock: Clock,
        ids: IdSource,
        secrets: Secrets,
        station: StationRef,
    ) -> None:
        self._database = database
        self._handlers = handlers
        self._clock = clock
        self._ids = ids
        self._secrets = secrets
        self.station = station
        self._listeners: list[Callable[[Changes], None]] = []

    def listen(self, listener: Callable[[Changes], None]) -> None:
        """Call `listener` after every commit, on the thread that committed."""
        self._listeners.append(listener)

    def send(
        self, command: Command, *, by: int | None = None, claim: SignatureClaim | None = None
    ) -> Outcome:
        """Do `command` for person `by`, or say why not.

        Args:
            command: the wish.
            by: person id of who is signed in (for a signature: of who signs); None for public ones.
            claim: the secret that proves the signature, where the command needs one.

        Raises:
            DatabaseProblem: the database could not take it; nothing was changed.
        """
        if command.internal:
            return refuse(PeopleReason.NOT_ALLOWED, command=command.code)
        field = unkeepable_value(command)
        if field is not None:
            return refuse(PeopleReason.TEXT_REFUSED, field=field)
        proof = self._prove(command, by, claim)
        outcome = proof if isinstance(proof, Refusal) else self._transact(command, by, proof)
        if isinstance(outcome, Refusal) and _is_kept(command, outcome):
            self._record_refusal(command, by, outcome)
        return outcome

    def _prove(
        self, command: Command, by: int | None, claim: SignatureClaim | None
    ) -> Proof | Refusal | None:
        """Verify the secret that the command needs, and any other that comes with it."""
        if claim is None and command.meaning is None and not command.proves_person:
            return None
        if by is None or claim is None or claim.person_id != by:
            return refuse(PeopleReason.SIGNATURE_REQUIRED, command=command.code)
        proof = self._check_secret(claim)
        if isinstance(proof, Proof) and proof.must_change and command.meaning is not None:
            return refuse(PeopleReason.MUST_CHANGE_SECRET, command=command.code)
        return proof

    def _check_secret(self, claim: SignatureClaim) -> Proof | Refusal:
        judged = self._secrets.judge(claim)
        if isinstance(judged, Proof):
            return judged
        if judged.follow_up is not None:
            self._transact(judged.follow_up, None, None)
        return judged.refusal

    def _transact(self, command: Command, by: int | None, proof: Proof | None) -> Outcome:
        """Do it, and again where that can help: the uid is never done twice."""
        left = dict(TRIES_AGAIN)
        while True:
            try:
                return self._once(command, by, proof, is_last=not left["GATE_STALLED"])
            except GateStalledError as stalled:
                if not left["GATE_STALLED"]:
                    facts = {"database": self._database.shown_name}
                    raise DatabaseProblem("DATABASE_LOCKED", facts) from stalled
                left["GATE_STALLED"] -= 1
                end_silent_transaction(self._database, stalled.station_id)
            except DatabaseProblem as problem:
                if not left.get(problem.code):
                    raise
                left[problem.code] -= 1

    def _once(
        self, command: Command, by: int | None, proof: Proof | None, *, is_last: bool
    ) -> Outcome:
        try:
            with self._database.write() as session:
                outcome, work = self._inside(session, command, by, proof, is_last=is_last)
        except _Refused as refused:
            return refused.refusal
        except IntegrityError as error:
            if is_taken_place(error):
                facts = {"database": self._database.shown_name}
                raise DatabaseProblem("DATABASE_CONFLICT", facts) from error
            if is_unknown_reference(error):
                return refuse(PeopleReason.NOT_FOUND)
            return refuse(PeopleReason.CHANGED_BY_OTHERS, detail=type(error).__name__)
        except StaleDataError as error:
            return refuse(PeopleReason.CHANGED_BY_OTHERS, detail=type(error).__name__)
        except DataError:  # a number that PostgreSQL's column cannot hold
            return refuse(PeopleReason.TEXT_REFUSED, field="")
        if work is not None:
            self._publish(command, work)
        return outcome

    def _inside(
        self,
        session: Session,
        command: Command,
        by: int | None,
        proof: Proof | None,
        *,
        is_last: bool,
    ) -> tuple[Outcome, Work | None]:
        now = self._clock.now()
        begun = start(session, command, by, self.station, now)
        if isinstance(begun.repeated, Refusal):
            raise _Refused(begun.repeated)
        if begun.repeated is not None:
            return begun.repeated, None
        take_gates(session, command, is_last=is_last)
        if begun.refusal is not None:
            raise _Refused(begun.refusal)
        work = self._work(session, now, begun.actor, begun.time_zone)
        work.proof, work.meaning = proof, command.meaning
        facts = self._handlers[type(command)](work, command)
        if isinstance(facts, Refusal):
            raise _Refused(facts)
        from qtrace.services.holds.settling import settle_holds  # with the first command

        settle_holds(work, gated=command.accepting or command.places_hold)
        body: Json = {"command": canonical_command(command), "facts": dict(facts)}
        end_done(work, command, begun.chain, body, facts)
        return Done(work.record_id, facts), work

    def _work(self, session: Session, now: datetime, actor: Actor | None, time_zone: str) -> Work:
        return Work(
            session,
            ids=self._ids,
            now=now,
            station=self.station,
            actor=actor,
            time_zone=time_zone,
        )

    def _record_refusal(self, command: Command, by: int | None, refusal: Refusal) -> None:
        with self._database.write() as session:
            now = self._clock.now()
            begun = start_of_refusal(session, command, by, self.station, now)
            work = self._work(session, now, begun.actor, begun.time_zone)
            body: Json = {
                "command": canonical_command(command),
                "refusal": {"code": refusal.code, "facts": dict(refusal.facts)},
                "refused_uid": str(command.uid),
            }
            from qtrace.services.holds.interlocks import note_interlock

            note_interlock(work, refusal)
            end_refused(work, command, begun.chain, body, str(self._ids.next_uid()))

    def _publish(self, command: Command, work: Work) -> None:
        changes = Changes(frozenset(work.objects), command.code, self.station.id)
        for listener in self._listeners:
            listener(changes)


def _is_kept(command: Command, refusal: Refusal) -> bool:
    from qtrace.services.holds.interlocks import is_interlock  # with the first refusal

    known = refusal.code in RECORDED_REFUSALS or is_interlock(refusal)
    return command.records_refusals or known
