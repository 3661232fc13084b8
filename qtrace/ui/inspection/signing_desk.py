"""Signing at the bench: who stands there, the PIN or password, and what became of it."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject, Signal

from qtrace.domain.inspection_flow import ChainStep
from qtrace.domain.people import LEAST_PIN, MOST_PIN, PeopleReason, SecretKind
from qtrace.ports import Tone
from qtrace.services.commands import Command
from qtrace.services.inspection.commands import (
    ApproveInspection,
    ReturnInspection,
    ReviewInspection,
    SignInspection,
)
from qtrace.services.inspection.queries import next_signers
from qtrace.services.inspection.rows import InspectionSheet, Named
from qtrace.services.outcomes import Done, Outcome, Refusal
from qtrace.services.people.accounts import PersonRow, person_by_badge
from qtrace.services.people.station_pins import SecretAsked, secret_asked
from qtrace.services.secrets import SignatureClaim
from qtrace.ui.inspection.sheet_keeper import SheetKeeper
from qtrace.ui.inspection.ways import Chosen

COMMANDS: dict[
    ChainStep, type[SignInspection] | type[ReviewInspection] | type[ApproveInspection]
] = {
    ChainStep.INSPECT: SignInspection,
    ChainStep.REVIEW: ReviewInspection,
    ChainStep.APPROVE: ApproveInspection,
}


@dataclass(frozen=True, slots=True)
class Signer:
    """Who stands at the bench to sign.

    Attributes:
        identified_by: `badge` or `session`.
        at: when the badge was read; None for the person of the session.
    """

    person_id: int
    name_en: str
    name_zh: str
    identified_by: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SigningState:
    """What the signature panel shows.

    Attributes:
        step: the step that waits, or None.
        signer: who is to type the PIN; None while a badge is waited for.
        asked: the secret that counts for the signer here; a PIN until it is known.
        digits: how many digits of the PIN, or letters of the password, were typed.
        busy: the signature is under way.
        refusal: why the last try did not count.
        turned_away: a person who may not sign this step, and why in `refusal`.
        candidates: who may sign the step.
        chosen: what the signature does other than follow the readings; None for nothing.
    """

    step: ChainStep | None = None
    signer: Signer | None = None
    asked: SecretAsked | None = None
    digits: int = 0
    busy: bool = False
    refusal: Refusal | None = None
    turned_away: Signer | None = None
    candidates: tuple[Named, ...] = ()
    chosen: Chosen | None = None

    @property
    def kind(self) -> SecretKind:
        """What is typed here."""
        return (self.asked.kind if self.asked is not None else None) or SecretKind.PIN

    @property
    def is_password(self) -> bool:
        """A password is typed, not a PIN."""
        return self.kind is SecretKind.PASSWORD

    @property
    def missing(self) -> int:
        """Digits of the PIN that are missing at least; 1 where a password is."""
        return max(0, (1 if self.is_password else LEAST_PIN) - self.digits)

    @property
    def ready(self) -> bool:
        """True if the signature can be tried."""
        return self.signer is not None and not self.busy and self.missing == 0


class SigningDesk(QObject):
    """The chain of signatures at this bench; nobody has to log out.

    Signals:
        changed: the state is another one.
    """

    changed = Signal()

    def __init__(self, keeper: SheetKeeper) -> None:
        super().__init__()
        self._keeper = keeper
        self._bench = keeper.bench
        self._secret = ""
        self._seen = ""
        self._state = SigningState()
        keeper.renewed.connect(self._renewed)

    @property
    def state(self) -> SigningState:
        """A picture of now."""
        return self._state

    def open(self) -> None:
        """Wait for the next signature: the person of the session is offered first."""
        sheet = self._keeper.sheet
        step = sheet.next_step if sheet is not None else None
        self._secret = ""
        self._set(SigningState(step=step))
        if step is not None:
            self._bench.ask(next_signers, self._know_signers, self._keeper.inspection_id)

    def badge(self, code: str) -> None:
        """Somebody scanned a badge: the PIN field opens for that person."""
        self._bench.ask(person_by_badge, self._found, code)

    def type_digit(self, digit: str) -> None:
        """One digit of the PIN; too many are ignored."""
        if not self._state.is_password and len(self._secret) < MOST_PIN:
            self._type(self._secret + digit)

    def type_password(self, text: str) -> None:
        """What stands in the password field now."""
        if self._state.is_password:
            self._type(text)

    def _type(self, secret: str) -> None:
        if self._state.signer is None or self._state.busy:
            return
        if not self._secret and self._keeper.sheet is not None:
            self._seen = self._keeper.sheet.seen_sha256  # later news is not what they looked at
        self._secret = secret
        self._change(digits=len(secret), refusal=None)

    def back(self) -> None:
        """Without the last digit."""
        if not self._state.is_password:
            self._secret = self._secret[:-1]
            self._change(digits=len(self._secret))

    def cancel(self) -> bool:
        """Forget what was typed, then the person; False if there was neither."""
        if self._secret:
            self._secret = ""
            self._change(digits=0, refusal=None)
            return True
        if self._state.signer is not None or self._state.turned_away is not None:
            self._change(signer=None, asked=None, turned_away=None, refusal=None)
            return True
        if self._state.chosen is not None:
            self._change(chosen=None, refusal=None)
            return True
        return False

    def choose(self, chosen: Chosen) -> None:
        """The signature does this instead of what the readings say."""
        self._change(chosen=chosen, refusal=None)

    def sign(self) -> None:
        """Give the signature; the secret is verified by the service."""
        state = self._state
        if not state.ready or state.step is None or state.signer is None:
            self._bench.tone(Tone.NEUTRAL)
            return
        signer = state.signer
        claim = SignatureClaim(signer.person_id, self._secret, state.kind, signer.identified_by)
        command = self._command(state.step, state.chosen)
        self._change(busy=True, refusal=None)
        self._bench.send(command, self._signed, by=signer.person_id, claim=claim)

    def _command(self, step: ChainStep, chosen: Chosen | None) -> Command:
        head, inspection_id = self._bench.head(), self._keeper.inspection_id
        if chosen is not None and chosen.reason is not None:
            return ReturnInspection(
                **head,
                inspection_id=inspection_id,
                return_id=self._bench.new_id(),
                reason=chosen.reason,
                note=chosen.note,
                seen_sha256=self._seen,
            )
        return COMMANDS[step](
            **head,
            inspection_id=inspection_id,
            seen_sha256=self._seen,
            reject_for=chosen.obstacle if chosen is not None else None,
        )

    # --- inside -------------------------------------------------------------------------------

    def _signed(self, outcome: Outcome) -> None:
        self._secret = ""
        if isinstance(outcome, Done):
            tones = {"accept": Tone.OK, None: Tone.HOLD}
            self._bench.tone(tones.get(outcome.facts.get("verdict"), Tone.BLOCKED))
            self._change(busy=False, digits=0, signer=None, asked=None, refusal=None, chosen=None)
            self._keeper.refresh()
            return
        self._bench.tone(Tone.BLOCKED)
        self._change(busy=False, digits=0, refusal=outcome)
        self._ask_secret()
        self._keeper.refresh()

    def _found(self, row: PersonRow | None) -> None:
        sheet = self._keeper.sheet
        if row is None:
            self._bench.tone(Tone.BLOCKED)
            self._change(refusal=Refusal(PeopleReason.UNKNOWN_PERSON), turned_away=None)
            return
        signer = Signer(row.person_id, row.name_en, row.name_zh, "badge", self._bench.now())
        self._secret = ""
        reason = None if sheet is None else self._why_not(sheet, row)
        if reason is not None:
            self._bench.tone(Tone.BLOCKED)
            self._change(signer=None, asked=None, digits=0, refusal=reason, turned_away=signer)
            return
        self._bench.tone(Tone.NEUTRAL)
        self._change(signer=signer, asked=None, digits=0, refusal=None, turned_away=None)
        self._ask_secret()

    def _ask_secret(self) -> None:
        """Learn which secret of the signer counts here: a PIN only where it was enrolled."""
        signer = self._state.signer

        def known(asked: SecretAsked) -> None:
            if self._state.signer is not signer:
                return
            if asked.kind is not self._state.kind:
                self._secret = ""
                self._change(digits=0)
            missing = asked.why_no_pin or Refusal(PeopleReason.SECRET_NOT_SET)
            self._change(asked=asked, refusal=self._state.refusal if asked.kind else missing)

        if signer is not None:
            self._bench.ask(secret_asked, known, signer.person_id, signer.identified_by)

    def _why_not(self, sheet: InspectionSheet, row: PersonRow) -> Refusal | None:
        """Why this person cannot sign the step; the service judges again."""
        signed = {s.person.id for s in sheet.signatures if s.person is not None}
        if row.person_id in signed:
            return Refusal(
                PeopleReason.SAME_PERSON, {"name_en": row.name_en, "name_zh": row.name_zh}
            )
        step = sheet.next_step
        if step is not None and all(
            candidate.id != row.person_id for candidate in self._state.candidates
        ):
            return Refusal(PeopleReason.NOT_ALLOWED, {"command": step.command})
        return None

    def _know_signers(self, candidates: tuple[Named, ...]) -> None:
        person = self._bench.person
        signer = self._state.signer
        if signer is None and person is not None:
            own = next((c for c in candidates if c.id == person.person.person_id), None)
            if own is not None:
                signer = Signer(own.id, own.name_en, own.name_zh, "session")
        is_new = signer is not self._state.signer
        self._change(candidates=candidates, signer=signer)
        if is_new:
            self._ask_secret()

    def _renewed(self) -> None:
        """Another signature waits now (here or from another station)."""
        sheet = self._keeper.sheet
        assert sheet is not None
        if self._state.step is not None and sheet.next_step != self._state.step:
            refusal = self._state.refusal  # who came first, and when
            self.open()
            self._change(refusal=refusal)

    def calm(self) -> None:
        """Another act: what was said about the last signature is over."""
        if self._state.refusal is not None and self._state.step is None:
            self._change(refusal=None)

    def _change(self, **changes: Any) -> None:
        self._set(replace(self._state, **changes))

    def _set(self, state: SigningState) -> None:
        self._state = state
        self.changed.emit()
