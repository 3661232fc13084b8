"""The way from a badge to a signed-in person: secrets are judged by the service, off this thread."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from qtrace.domain.people import PeopleReason, SecretKind, judge_password, judge_pin
from qtrace.ports import Tone
from qtrace.services.outcomes import Changes, Outcome, Refusal, refuse
from qtrace.services.people.accounts import (
    PersonRow,
    SignedIn,
    person_by_badge,
    person_by_login,
    signed_in,
)
from qtrace.services.people.commands import ChangeOwnSecret, SignIn, SignOut
from qtrace.services.people.station_pins import SecretAsked, secret_asked
from qtrace.services.reads import Reads
from qtrace.services.secrets import SignatureClaim
from qtrace.services.work import ObjectKind
from qtrace.ui.bench import Bench
from qtrace.ui.people.sign_in_state import SignInReason, SignInState, SignInStep
from qtrace.ui.places import SignInPlace

if TYPE_CHECKING:
    from qtrace.services.inspection.unfinished_work import WorkRow

NOBODY = 0
TOUCHING = (ObjectKind.ITEM, ObjectKind.INSPECTION)


class SignInModel(QObject):
    """Asks for a badge and a PIN, or a name and a password, until somebody is signed in.

    Signals:
        changed: a `SignInState`.
        opened: the `Place` of the work that the person goes on with.
    """

    changed = Signal(object)
    opened = Signal(object)

    def __init__(self, bench: Bench, place: SignInPlace) -> None:
        super().__init__()
        self._bench = bench
        self._resumes = place.locked
        self._old = ""
        self._new = ""
        self._arriving: SignedIn | None = None
        earlier = bench.person.person if bench.person is not None else None
        self.state = SignInState(earlier=earlier, locked_at=bench.now() if place.locked else None)
        bench.changed.connect(self._heard)
        bench.failed.connect(self._failed)
        bench.when_open(self.refresh)

    def refresh(self) -> None:
        """Read the unfinished work again."""
        self._bench.ask(_unfinished, self._show_work)

    def badge(self, code: str) -> None:
        """Somebody showed a badge: ask for the PIN that belongs to it."""
        if self.state.busy:
            return
        if self.state.earlier is not None and self.state.earlier.badge_code == code:
            self.go_back()
            return
        self._become(busy=True, refusal=None)
        self._bench.ask(person_by_badge, self._found, code)

    def ask_name(self) -> None:
        """Ask for name and password in place of a badge."""
        if not self.state.busy:
            self._forget(SignInStep.NAME, kind=SecretKind.PASSWORD)

    def cancel(self) -> None:
        """Leave the present step; from the first one go back to who is signed in."""
        if self.state.busy:
            return
        if self._arriving is not None:
            leave = SignOut(**self._bench.head(), reason="left")
            self._bench.send(leave, self._left, by=self._arriving.person.person_id)
        self._forget(SignInStep.BADGE)
        if self.state.earlier is not None:
            self.go_back()

    def go_back(self) -> None:
        """Nobody changes: the earlier person goes on where they were."""
        if self._bench.person is not None:
            self._bench.set_person(self._bench.person)

    def choose_work(self, work: "WorkRow") -> None:
        """Go on with this work after sign-in; a second press takes it back."""
        self._become(chosen=None if self.state.chosen == work else work)

    def confirm_pin(self, pin: str) -> None:
        """Sign in with the PIN of the badge that was shown."""
        if self.state.step is SignInStep.PIN and not self.state.busy and self.state.person:
            self._become(busy=True, refusal=None)
            self._sign_in(self.state.person.person_id, pin, SecretKind.PIN, "badge")

    def confirm_badge_password(self, password: str) -> None:
        """Sign in with the password of the badge that was shown."""
        person = self.state.person
        if self.state.step is SignInStep.PASSWORD and not self.state.busy and person:
            self._become(busy=True, refusal=None)
            self._sign_in(person.person_id, password, SecretKind.PASSWORD, "badge")

    def confirm_password(self, login: str, password: str) -> None:
        """Sign in with name and password; an unknown name takes as long as a known one."""
        if self.state.step is not SignInStep.NAME or self.state.busy:
            return
        self._become(busy=True, refusal=None, login=login, person=None)
        self._bench.ask(person_by_login, lambda row: self._named(row, password), login)

    def confirm_new(self, secret: str) -> None:
        """Take the person's own secret: first judged, then typed once more."""
        if self.state.busy or self._arriving is None:
            return
        if self.state.step is SignInStep.NEW:
            problem = self._judge(secret)
            if problem is not None:
                self._refused(refuse(problem))
                return
            self._new = secret
            self._become(step=SignInStep.AGAIN, refusal=None)
        elif self.state.step is SignInStep.AGAIN:
            self._confirm_again(secret)

    def _judge(self, secret: str) -> PeopleReason | SignInReason | None:
        assert self._arriving is not None
        if secret == self._old:
            return SignInReason.SECRET_NOT_NEW
        if self.state.kind is SecretKind.PIN:
            return judge_pin(secret)
        return judge_password(secret, self._arriving.person.login)

    def _confirm_again(self, secret: str) -> None:
        if secret != self._new:
            self._new = ""
            self._become(step=SignInStep.NEW)
            self._refused(refuse(SignInReason.SECRETS_DIFFER))
            return
        self._become(busy=True, refusal=None)
        self._bench.hash_secret(secret, self._hashed)

    def _hashed(self, encoded: bytes) -> None:
        assert self._arriving is not None
        command = ChangeOwnSecret(**self._bench.head(), kind=self.state.kind, encoded=encoded)
        self._bench.send(command, self._changed_secret, by=self._arriving.person.person_id)

    def _changed_secret(self, outcome: Outcome) -> None:
        assert self._arriving is not None
        if isinstance(outcome, Refusal):
            self._refused(outcome)
        else:
            self._arrive(self._arriving)

    def _found(self, person: PersonRow | None) -> None:
        if person is None:
            self._forget(SignInStep.BADGE)
            self._refused(refuse(PeopleReason.UNKNOWN_PERSON))
        else:
            self._bench.ask(
                secret_asked, lambda asked: self._asks(person, asked), person.person_id, "badge"
            )

    def _asks(self, person: PersonRow, asked: SecretAsked) -> None:
        """Ask for the PIN where it counts; elsewhere for the password, and say why."""
        if asked.kind is SecretKind.PIN:
            self._forget(SignInStep.PIN, person=person)
        elif asked.kind is SecretKind.PASSWORD:
            self._forget(SignInStep.PASSWORD, person=person, kind=SecretKind.PASSWORD)
            self._become(no_pin=asked.why_no_pin)
        else:
            self._forget(SignInStep.BADGE)
            missing = refuse(PeopleReason.SECRET_NOT_SET, kind=SecretKind.PIN)
            self._refused(asked.why_no_pin or missing)

    def _named(self, person: PersonRow | None, password: str) -> None:
        if person is not None:
            self._become(person=person)
        person_id = person.person_id if person else NOBODY
        self._sign_in(person_id, password, SecretKind.PASSWORD, "login")

    def _sign_in(self, person_id: int, secret: str, kind: SecretKind, way: str) -> None:
        self._old = secret
        command = SignIn(**self._bench.head(), person_id=person_id, method=f"{way}+{kind.value}")
        claim = SignatureClaim(person_id, secret, kind, way)
        self._bench.send(
            command, lambda outcome: self._judged(outcome, person_id), by=person_id, claim=claim
        )

    def _judged(self, outcome: Outcome, person_id: int) -> None:
        if not isinstance(outcome, Refusal):
            self._bench.ask(signed_in, self._known, person_id)
        elif outcome.code == PeopleReason.WRONG_SECRET and outcome.facts.get("tries_left") == "0":
            self._bench.ask(signed_in, lambda known: self._locked(known, outcome), person_id)
        else:
            self._refused(outcome)

    def _locked(self, known: SignedIn | None, wrong: Refusal) -> None:
        until = known.person.locked_until if known is not None else None
        self._refused(refuse(PeopleReason.LOCKED_OUT, until=until.isoformat()) if until else wrong)

    def _known(self, known: SignedIn | None) -> None:
        if known is None:
            self._refused(refuse(PeopleReason.UNKNOWN_PERSON))
        elif self.state.kind in known.must_change:
            self._arriving = known
            self._become(step=SignInStep.NEW, person=known.person, busy=False, refusal=None)
        else:
            self._arrive(known)

    def _arrive(self, known: SignedIn) -> None:
        """The earlier person leaves only now, when the new one has proved to be here."""
        earlier, state = self.state.earlier, self.state
        if earlier is not None:
            leave = SignOut(**self._bench.head(), reason="switch")
            self._bench.send(leave, self._left, by=earlier.person_id)
        self._forget(SignInStep.BADGE)
        self._become(earlier=None, locked_at=None, chosen=None)
        self._bench.tone(Tone.OK)
        self._bench.set_person(known)
        own = None if self._resumes or earlier else known.person
        if state.chosen is not None or (state.work and own is not None):
            self._go_on(state, own)

    def _go_on(self, state: SignInState, own: PersonRow | None) -> None:
        from qtrace.ui.people.work_places import own_work, place_of_work

        target = state.chosen or (own_work(state.work, own) if own is not None else None)
        if target is not None:
            self.opened.emit(place_of_work(target))

    def _left(self, _outcome: Outcome) -> None:
        """Leaving never waits; the bench shows a failure."""

    def _forget(
        self,
        step: SignInStep,
        *,
        person: PersonRow | None = None,
        kind: SecretKind = SecretKind.PIN,
    ) -> None:
        """Go to `step` with no secret in memory."""
        self._old = self._new = ""
        self._arriving = None
        self._become(step=step, person=person, kind=kind, no_pin=None, refusal=None, busy=False)

    def _refused(self, refusal: Refusal) -> None:
        self._bench.tone(Tone.BLOCKED)
        self._become(refusal=refusal, busy=False)

    def _failed(self, refusal: Refusal) -> None:
        if self.state.busy:
            self._become(refusal=refusal, busy=False)

    def _show_work(self, work: "tuple[WorkRow, ...]") -> None:
        chosen = self.state.chosen if self.state.chosen in work else None
        self._become(work=work, chosen=chosen)

    def _heard(self, changes: Changes) -> None:
        if any(changes.touches(kind.value) for kind in TOUCHING):
            self.refresh()

    def _become(self, **news: object) -> None:
        self.state = replace(self.state, **news)  # type: ignore[arg-type]  # fields by name
        self.changed.emit(self.state)


def _unfinished(reads: Reads) -> "tuple[WorkRow, ...]":
    """Loaded with its first use, off the UI thread: it knows receiving, inspection and holds."""
    from qtrace.services.inspection.unfinished_work import unfinished_work

    return unfinished_work(reads)
