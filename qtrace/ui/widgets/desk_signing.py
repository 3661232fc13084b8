"""Signing at a desk: who is about to sign, and the secret that counts for that person here."""

from dataclasses import dataclass

from PySide6.QtCore import Signal

from qtrace.domain.inspection_flow import InspectionReason
from qtrace.domain.people import PeopleReason, SecretKind
from qtrace.i18n import Translator
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.people.accounts import PersonRow, person_by_badge, person_by_login
from qtrace.services.people.station_pins import SecretAsked, secret_asked
from qtrace.services.secrets import SignatureClaim
from qtrace.ui.bench import Bench
from qtrace.ui.widgets.buttons import ActionSpec, ButtonKind
from qtrace.ui.widgets.desk_model import DeskModel, DeskState, DeskSubject, Signer
from qtrace.ui.widgets.fields import Answer, TextField, TextLook, printable
from qtrace.ui.widgets.forms import DeskForm


@dataclass(frozen=True, slots=True)
class SigningState(DeskState):
    """A desk at which somebody signs.

    Attributes:
        signer: who is about to sign.
        identified_by: `badge`, `login` or `session`.
        asked: the secret that counts for that person here.
    """

    signer: PersonRow | None = None
    identified_by: str = "session"
    asked: SecretAsked | None = None


class SigningModel(DeskModel):
    """A desk model with a person who signs; its state is a `SigningState`."""

    def __init__(self, bench: Bench, subject: DeskSubject, state: DeskState) -> None:
        super().__init__(bench, subject, state)
        bench.person_changed.connect(self._person_changed)

    def _person_changed(self, _person: object) -> None:
        """Who was offered because of the sign-in is offered no more; nobody signs for another."""
        if self.state.form is not None and self.signing.identified_by == "session":
            self.offer_own()

    @property
    def signing(self) -> SigningState:
        """The state with the signer."""
        assert isinstance(self.state, SigningState)
        return self.state

    def why_not(self, person: PersonRow) -> Refusal | None:  # noqa: ARG002 - subclasses say
        """Why this person cannot sign what is chosen; the service judges again."""
        return None

    def offer_own(self) -> None:
        """The person who is signed in is about to sign, unless something stands against it."""
        person = self.bench.person
        self.become(signer=None, asked=None)
        if person is not None and self.why_not(person.person) is None:
            self._named(person.person, "session")

    def name_signer(self, text: str, *, by_badge: bool) -> None:
        """Somebody showed a badge, or typed a login name."""
        query = person_by_badge if by_badge else person_by_login
        way = "badge" if by_badge else "login"
        self.bench.ask(query, lambda person: self._named(person, way), text)

    def signer_with(self, secret: str) -> Signer | None:
        """The signer with what was typed; None while nobody is named."""
        signing = self.signing
        if signing.signer is None or signing.asked is None:
            return None
        kind = signing.asked.kind or SecretKind.PASSWORD
        person_id = signing.signer.person_id
        return Signer(person_id, SignatureClaim(person_id, secret, kind, signing.identified_by))

    def refused(self, refusal: Refusal) -> None:
        """What changed since it was seen is shown anew before anybody signs it."""
        super().refused(refusal)
        if refusal.code == InspectionReason.CHANGED_SINCE_SEEN:
            self.become(form=None)
            self.refresh()

    def _named(self, person: PersonRow | None, way: str) -> None:
        refusal = refuse(PeopleReason.UNKNOWN_PERSON) if person is None else self.why_not(person)
        if person is None or refusal is not None:
            self.become(signer=None, asked=None, refusal=refusal)
            return

        def known(asked: SecretAsked) -> None:
            missing = None if asked.kind else asked.why_no_pin
            self.become(signer=person, identified_by=way, asked=asked, refusal=missing, problems={})

        self.bench.ask(secret_asked, known, person.person_id, way)


class SigningForm(DeskForm):
    """A form with a reason, a signer and the signer's secret.

    Signals:
        signer_typed: login name of who is to sign.
    """

    signer_typed = Signal(str)

    def __init__(self, tr: Translator, title: str, note: str, reason: str) -> None:
        super().__init__(title, note)
        self._tr = tr
        self._reason: TextField | None = None
        self.add_first()
        if reason:
            self._reason = TextField(reason, "", TextLook(check=printable(tr)))
            self.add("reason", self._reason, 2)
        hint = tr.say("scan the badge, or type the login name and press Enter")
        self._signer = TextField(tr.say("Who signs"), hint)
        self._signer.submitted.connect(self._tell_signer)
        self._secret = TextField(tr.say("PIN"), " ", TextLook(secret=True))
        self._secret.submitted.connect(lambda: self.triggered.emit("save"))
        self.add("signer", self._signer)
        self.add("secret", self._secret)
        self._shown: object = None
        self._told: object = None

    def add_first(self) -> None:
        """Subclasses add here what stands above the reason."""

    def reason(self) -> str:
        """Why."""
        return self._reason.text() if self._reason is not None else ""

    def secret(self) -> str:
        """What was typed as PIN or password."""
        return self._secret.text()

    def show_signing(self, state: SigningState, words: str) -> None:
        """Name who signs and what is asked; `words` stand on the button."""
        tr = self._tr
        if state.refusal is not None and state.refusal is not self._told:
            self._secret.set_text("")
        self._told = state.refusal
        person, asked = state.signer, state.asked
        self.set_actions(
            [ActionSpec("close", "Esc", tr.say("Cancel"))],
            [ActionSpec("save", "F10", words, None, ButtonKind.PRIMARY,
                        enabled=person is not None and not state.busy)],
        )  # fmt: skip
        if (person, asked) == self._shown:
            return
        self._shown = (person, asked)
        is_pin = asked is not None and asked.kind is SecretKind.PIN
        self._secret.label.setText(tr.say("PIN") if is_pin else tr.say("Password"))
        self._secret.input.setAccessibleName(self._secret.label.text())
        self._secret.set_text("")
        if person is None:
            self._signer.set_text("")
        else:
            self._signer.set_text(tr.name(person.name_en, person.name_zh))
            first = self._reason if self._reason is not None and not self.reason() else None
            (first or self._secret).setFocus()

    def typed(self) -> dict[str, Answer]:
        """Without the signer, whom the model knows."""
        return {name: answer for name, answer in super().typed().items() if name != "signer"}

    def _tell_signer(self) -> None:
        if self._signer.text():
            self.signer_typed.emit(self._signer.text())


class ReasonForm(DeskForm):
    """A form that asks for nothing but a reason."""

    def __init__(self, tr: Translator, title: str, label: str, save: str, note: str = "") -> None:
        super().__init__(title, note)
        self._reason = TextField(label, "", TextLook(check=printable(tr)))
        self._reason.submitted.connect(lambda: self.triggered.emit("save"))
        self.add("reason", self._reason, 2)
        self.set_save(tr.say("Cancel"), save)

    def reason(self) -> str:
        """Why."""
        return self._reason.text()
