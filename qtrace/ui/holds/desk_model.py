"""The view model of the holds desk: list, open hold, criteria, and decisions with a signature."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final

from PySide6.QtCore import Signal

from qtrace.domain.hold_life import MayNot
from qtrace.domain.people import PeopleReason, SecretKind
from qtrace.ports import Tone
from qtrace.services.commands import Command
from qtrace.services.holds.commands import (
    AssignHold,
    ConvertHold,
    ExtendHold,
    NarrowHold,
    RecordHoldChange,
    RejectRelease,
    ReleaseHold,
    RequestRelease,
)
from qtrace.services.holds.signers import Signer, may_own, may_sign
from qtrace.services.outcomes import Changes, Outcome, Refusal, refuse
from qtrace.services.people.accounts import PersonRow, SignedIn, person_by_badge, person_by_login
from qtrace.services.people.station_pins import SecretAsked, secret_asked
from qtrace.services.secrets import SignatureClaim
from qtrace.services.work import ObjectKind
from qtrace.ui.bench import Bench
from qtrace.ui.holds.desk_reading import HoldsReading, beside
from qtrace.ui.holds.desk_state import ENDS, SIGNED, Act

HEARD = (ObjectKind.CASE, ObjectKind.ITEM, ObjectKind.INSPECTION)


SIGNS: Final[Mapping[Act, str]] = {
    Act.RELEASE: ReleaseHold.code, Act.NARROW: NarrowHold.code, Act.REJECT: RejectRelease.code,
    Act.SCRAP: ConvertHold.code, Act.RETURN: ConvertHold.code,
}  # fmt: skip
"""What is signed; right and rule are asked before anybody types a secret."""


class HoldsModel(HoldsReading):
    """Lists holds and decides about one.

    Signals:
        done: the act that was being written is committed.
    """

    done = Signal()

    def __init__(self, bench: Bench, hold_id: int | None = None) -> None:
        super().__init__(bench, hold_id)
        bench.changed.connect(self._heard)
        bench.failed.connect(self._failed)
        bench.person_changed.connect(self._person_changed)

    def _heard(self, changes: Changes) -> None:
        if any(changes.touches(kind.value) for kind in HEARD):
            self.refresh()

    def _person_changed(self, person: SignedIn | None) -> None:
        """Who was about to sign because of the sign-in is so no more."""
        if self.state.act in SIGNED and self.state.identified_by == "session":
            self.become(signer=None, asked=None, may_not=None)
            if person is not None:
                self._named(person.person, "session")

    def _failed(self, refusal: Refusal) -> None:
        if self.state.busy:
            self.become(refusal=refusal, busy=False)

    # --- what is proposed ---------------------------------------------------------------------

    def turn_act(self, step: int) -> None:
        """The next answer of the act that is being written: row of the scope, end, extent."""
        state = self.state
        if state.sheet is None or state.is_over:
            return
        if state.act is Act.NARROW:
            numbers = [each.no for each in state.sheet.scopes]
            self.become(scope_no=beside(numbers, state.scope_no, step))
        elif state.act is Act.OWNER and state.owners:
            people = [each.person_id for each in state.owners]
            self.become(owner_id=beside(people, state.owner_id, step))
        elif state.act in ENDS:
            self.become(act=ENDS[0] if step < 0 else ENDS[1])
        elif state.act in (Act.NONE, Act.REQUEST):
            self.split(partial=step > 0)

    def split(self, *, partial: bool) -> None:
        """All of it, or only some."""
        if self.state.sheet is not None and self.state.sheet.request is None:
            self.become(partial=partial, keep=frozenset() if not partial else self.state.keep)

    def toggle(self, item_id: int) -> None:
        """Propose that an item stays held, or no longer."""
        if self.state.partial:
            self.become(keep=self.state.keep ^ {item_id})

    # --- acts ---------------------------------------------------------------------------------

    def begin_act(self, act: Act) -> None:
        """Begin to write; who is signed in is about to sign."""
        if self.state.sheet is None or self.state.is_over or self.state.busy:
            return
        self.become(
            act=act, refusal=None, problem="", signer=None, asked=None, may_not=None, scope_no=1
        )
        person = self.bench.person
        if act in SIGNED and person is not None:
            self._named(person.person, "session")
        if act is Act.OWNER and self.state.chosen is not None:
            self.bench.ask(may_own, self._owners, self.state.chosen)

    def _owners(self, people: tuple[Signer, ...]) -> None:
        me = self.bench.person.person.person_id if self.bench.person is not None else 0
        owners = tuple(each for each in people if each.person_id != me)
        self.become(owners=owners, owner_id=owners[0].person_id if owners else 0)

    def leave_act(self) -> None:
        """Put aside what was being written; a request still waits for its second signature."""
        sheet = self.state.sheet
        if sheet is not None and sheet.head.state == "requested":
            self.begin_act(Act.RELEASE)
        else:
            self.become(act=Act.NONE, refusal=None, problem="")

    def typed_on(self) -> None:
        """What was said about the fields before is over."""
        if self.state.problem or self.state.refusal is not None:
            self.become(problem="", refusal=None)

    def name_signer(self, text: str, *, by_badge: bool) -> None:
        """Somebody showed a badge, or typed a login name; nobody is signed out."""
        query = person_by_badge if by_badge else person_by_login
        way = "badge" if by_badge else "login"
        self.bench.ask(query, lambda person: self._named(person, way), text)

    def _named(self, person: PersonRow | None, way: str) -> None:
        if person is None:
            self.become(signer=None, asked=None, refusal=refuse(PeopleReason.UNKNOWN_PERSON))
            return
        chosen = self.state.chosen

        def judged(may_not: MayNot | None) -> None:
            self.become(signer=person, identified_by=way, may_not=may_not, refusal=None)
            self.bench.ask(secret_asked, self._asked, person.person_id, way)

        code = SIGNS.get(self.state.act)
        if code is not None and chosen is not None:
            self.bench.ask(may_sign, judged, chosen, person.person_id, code)
        else:
            judged(None)

    def _asked(self, asked: SecretAsked) -> None:
        self.become(asked=asked, refusal=None if asked.kind else asked.why_no_pin)

    def request(self, note: str) -> None:
        """Ask for the release of all, or of what is not kept."""
        state = self.state
        items = state.to_release if state.partial else ()
        self._send(
            lambda hold: RequestRelease(
                **self.bench.head(), request_id=self.bench.new_id(), hold_id=hold,
                item_ids=items, note=note,
            ),
        )  # fmt: skip

    def release(self, comment: str, secret: str) -> None:
        """Lift the hold, or release what the request names."""
        sheet = self.state.sheet
        if sheet is None or self.state.may_not is not None:
            return
        self._sign(
            lambda hold: ReleaseHold(
                **self.bench.head(), release_id=self.bench.new_id(), hold_id=hold,
                comment=comment, seen_sha256=sheet.seen_sha256,
            ),
            comment, secret,
        )  # fmt: skip

    def reject(self, reason: str, secret: str) -> None:
        """Turn the request down."""
        head = self.bench.head
        self._sign(
            lambda hold: RejectRelease(**head(), hold_id=hold, reason=reason), reason, secret
        )

    def narrow(self, scope_no: int, reason: str, secret: str) -> None:
        """Take a row of the scope out of the hold."""
        sheet = self.state.sheet
        if sheet is not None:
            self._sign(
                lambda hold: NarrowHold(
                    **self.bench.head(), hold_id=hold, scope_nos=(scope_no,), reason=reason,
                    seen_sha256=sheet.seen_sha256,
                ),
                reason, secret,
            )  # fmt: skip

    def convert(self, disposition: str, reason: str, secret: str) -> None:
        """End the hold by scrapping or returning what it names."""
        sheet = self.state.sheet
        if sheet is not None:
            self._sign(
                lambda hold: ConvertHold(
                    **self.bench.head(), hold_id=hold, disposition=disposition, reason=reason,
                    seen_sha256=sheet.seen_sha256,
                ),
                reason, secret,
            )  # fmt: skip

    def extend(self, until: datetime, reason: str) -> None:
        """A later review date."""
        if not reason.strip():
            self.become(problem="reason")
            return
        self._send(
            lambda hold: ExtendHold(
                **self.bench.head(), hold_id=hold, review_by=until, reason=reason
            )
        )

    def name_owner(self) -> None:
        """The person who is chosen sees to the hold from now on."""
        owner = self.state.owner_id
        if owner:
            self._send(lambda hold: AssignHold(**self.bench.head(), hold_id=hold, owner_id=owner))

    def record_change(self, description: str) -> None:
        """Say what was changed after the stop."""
        if not description.strip():
            self.become(problem="reason")
            return
        now = self.bench.now()
        self._send(
            lambda hold: RecordHoldChange(
                **self.bench.head(), change_id=self.bench.new_id(), hold_id=hold, applied_at=now,
                description=description,
            )
        )  # fmt: skip

    def _sign(self, make: Callable[[int], Command], words: str, secret: str) -> None:
        state = self.state
        if not words.strip() or not secret:
            self.become(problem="reason" if not words.strip() else "secret")
            return
        if state.signer is None or state.asked is None:
            return
        kind = state.asked.kind or SecretKind.PASSWORD
        claim = SignatureClaim(state.signer.person_id, secret, kind, state.identified_by)
        self._send(make, by=state.signer.person_id, claim=claim)

    def _send(
        self,
        make: Callable[[int], Command],
        *,
        by: int | None = None,
        claim: SignatureClaim | None = None,
    ) -> None:
        chosen = self.state.chosen
        if chosen is None or self.state.busy:
            return
        self.become(busy=True, refusal=None, problem="")

        def sent(outcome: Outcome) -> None:
            if isinstance(outcome, Refusal):
                self.bench.tone(Tone.BLOCKED)
                self.become(refusal=outcome, busy=False)
                self._read_sheet()
                return
            self.bench.tone(Tone.OK)
            self.become(busy=False, act=Act.NONE, partial=False, keep=frozenset())
            self.done.emit()
            self.refresh()

        self.bench.send(make(chosen), sent, by=by, claim=claim)
