"""What stands at the PIN or password of a signature: whose it is, why, and what was wrong."""

from collections.abc import Callable
from datetime import datetime

from qtrace.domain.people import PeopleReason
from qtrace.i18n import Translator
from qtrace.i18n.reasons import explain
from qtrace.ui.inspection.inspection_model import InspectionView
from qtrace.ui.inspection.signing_desk import SigningState

Local = Callable[[datetime], datetime]
SECRET_REASONS = frozenset(
    {PeopleReason.WRONG_SECRET, PeopleReason.LOCKED_OUT, PeopleReason.SECRET_NOT_SET}
)


def whose_secret(tr: Translator, signing: SigningState) -> str:
    """What is typed, and by whom."""
    if signing.signer is None:
        return tr.say("PIN: scan a badge first")
    name = tr.name(signing.signer.name_en, signing.signer.name_zh)
    if signing.is_password:
        return tr.say("Password of {name}", name=name)
    return tr.say("PIN of {name}", name=name)


def secret_reason(tr: Translator, signing: SigningState) -> str:
    """Why the PIN does not do here; empty where nothing is to be said."""
    why = signing.asked.why_no_pin if signing.asked is not None else None
    return explain(tr, why.code, why.facts).text if why is not None else ""


def missing_secret(tr: Translator, signing: SigningState) -> str:
    """What is still to be typed."""
    if signing.is_password:
        return tr.say("Password")
    return tr.say("PIN: {n} more", n=signing.missing)


def checking(tr: Translator, signing: SigningState) -> str:
    """The signature is under way."""
    if signing.is_password:
        return tr.say("Checking the password")
    return tr.say("Checking the PIN")


def secret_note(tr: Translator, view: InspectionView, local: Local) -> str:
    """What the PIN field says after a try that did not count."""
    refusal = view.signing.refusal
    if refusal is None or refusal.code not in SECRET_REASONS:
        return ""
    if refusal.code == PeopleReason.WRONG_SECRET:
        left = int(refusal.facts.get("tries_left", "0"))
        if view.signing.is_password:
            return tr.count("Wrong password: {n} try left", "Wrong password: {n} tries left", left)
        return tr.count("Wrong PIN: {n} try left", "Wrong PIN: {n} tries left", left)
    if refusal.code == PeopleReason.LOCKED_OUT and "until" in refusal.facts:
        until = local(datetime.fromisoformat(refusal.facts["until"]))
        return tr.say("Locked until {time}", time=f"{until:%H:%M}")
    return explain(tr, refusal.code, refusal.facts).text
