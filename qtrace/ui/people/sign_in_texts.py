"""What the sign-in page says: state in, words out."""

from collections.abc import Mapping
from dataclasses import replace

from qtrace.domain.people import PeopleReason, SecretKind
from qtrace.i18n import N_, Translator
from qtrace.i18n.reasons import Explanation, explain
from qtrace.i18n.words import role_name
from qtrace.services.outcomes import Refusal
from qtrace.services.people.accounts import PersonRow
from qtrace.ui.bench import Bench
from qtrace.ui.people.roles import known_by
from qtrace.ui.people.secret_step import SecretAsk
from qtrace.ui.people.sign_in_state import SignInReason, SignInState, SignInStep
from qtrace.ui.people.sign_in_steps import BadgeAsk
from qtrace.ui.theme.icons import IconName

OWN_SENTENCES: Mapping[str, tuple[str, str]] = {
    SignInReason.SECRETS_DIFFER: (
        N_("The two were not the same"),
        N_("Choose a new one, then enter it twice"),
    ),
    SignInReason.SECRET_NOT_NEW: (
        N_("This is the one-time secret itself"),
        N_("Choose another one that only you know"),
    ),
}
IDLE_MINUTES = 5


def said(bench: Bench, refusal: Refusal | None) -> Explanation | None:
    """A refusal in words; None if nothing was refused."""
    if refusal is None:
        return None
    tr = bench.translator
    if refusal.code in OWN_SENTENCES:
        text, next_step = OWN_SENTENCES[refusal.code]
        return Explanation(refusal.code, tr.say(text), tr.say(next_step))
    if refusal.facts.get("tries_left") == "1":
        text = tr.say("That was not right; one try is left")
        return Explanation(refusal.code, text, tr.say("Take your time, or ask an administrator"))
    told = explain(tr, refusal.code, refusal.facts, bench.zone)
    if refusal.code == PeopleReason.LOCKED_OUT:
        return replace(told, next_step=tr.say("Wait, or ask an administrator to unlock"))
    return told


def person_name(tr: Translator, person: PersonRow) -> str:
    """Name of a person in the user's language."""
    return tr.name(person.name_en, person.name_zh)


def badge_ask(bench: Bench, state: SignInState) -> BadgeAsk:
    """The first step."""
    tr = bench.translator
    before, icon = "", IconName.LOCK
    if state.earlier is not None:
        name = person_name(tr, state.earlier)
        before, icon = tr.say("{name} is still signed in", name=name), IconName.PERSON
    elif state.locked_at is not None:
        at = bench.local(state.locked_at).strftime("%H:%M")
        before = tr.count(
            "Locked at {at} after {n} minute without input",
            "Locked at {at} after {n} minutes without input",
            IDLE_MINUTES,
            at=at,
        )
    return BadgeAsk(before, icon, state.earlier is not None, said(bench, state.refusal))


def secret_ask(bench: Bench, state: SignInState) -> SecretAsk:
    """The step that asks for a PIN, or for a new secret."""
    tr = bench.translator
    person = state.person
    is_pin = state.kind is SecretKind.PIN
    words = {
        SignInStep.PIN: (tr.say("Enter your PIN"), tr.say("Sign in")),
        SignInStep.PASSWORD: (_password_prompt(bench, state), tr.say("Sign in")),
        SignInStep.NEW: (
            tr.say("First sign-in: choose your own PIN, 6 to 12 digits")
            if is_pin
            else tr.say("First sign-in: choose your own password, at least 8 characters"),
            tr.say("Go on"),
        ),
        SignInStep.AGAIN: (tr.say("Enter the new one once more"), tr.say("Keep it and sign in")),
    }
    prompt, confirm = words[state.step]
    role = known_by(person) if person is not None else None
    return SecretAsk(
        title=person_name(tr, person) if person else "",
        note=role_name(tr, role) if role else "",
        prompt=prompt,
        is_pin=is_pin,
        confirm=confirm,
        busy=state.busy,
        problem=said(bench, state.refusal),
    )


def _password_prompt(bench: Bench, state: SignInState) -> str:
    """Asks for the password, and says why the PIN does not do here."""
    tr = bench.translator
    if state.no_pin is None:
        return tr.say("Enter your password")
    if state.no_pin.code == PeopleReason.PIN_NOT_ENROLLED:
        return tr.say(
            "Enter your password once: from then on your PIN counts at {station}",
            station=bench.station_code,
        )
    return tr.say("A PIN does not count here: enter your password")
