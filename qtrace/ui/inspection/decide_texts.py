"""What the decision page says before the last signature."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from qtrace.domain.inspection_flow import ChainStep
from qtrace.domain.inspection_tally import InspectionOutcome
from qtrace.domain.sampling.plans import SampleType
from qtrace.i18n import Translator
from qtrace.i18n.inspection_words import OBSTACLES, RETURN_REASONS
from qtrace.i18n.reasons import explain
from qtrace.i18n.scheme_texts import judgement_line
from qtrace.i18n.translator import N_
from qtrace.i18n.words import class_word, containers_text
from qtrace.services.inspection.rows import InspectionSheet
from qtrace.ui.inspection.hindrance_texts import HINDRANCES, hindrance_reason, hindrance_step
from qtrace.ui.inspection.inspection_model import InspectionView
from qtrace.ui.inspection.secret_texts import SECRET_REASONS, checking, missing_secret
from qtrace.ui.inspection.shared_texts import (
    edition_text,
    joined,
    leading_class,
    named,
    quality_status,
    quantity_text,
    refusal_text,
    set_aside_q6,
    severity_title,
    used_gauges,
)
from qtrace.ui.inspection.verdict_view import missing_papers
from qtrace.ui.inspection.ways import Chosen
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.tokens import Status
from qtrace.ui.widgets.facts import Fact
from qtrace.ui.widgets.signatures import SignatureStep, StepState
from qtrace.ui.widgets.verdict import SideBlock, VerdictSpec

Local = Callable[[datetime], datetime]
MOST_WITH_MEANING = 2
STEPS = {
    ChainStep.INSPECT: N_("Inspection"),
    ChainStep.REVIEW: N_("Review"),
    ChainStep.APPROVE: N_("Approval"),
}
ACCEPTING = {
    ChainStep.INSPECT: N_("The results are true and follow plan v{version}"),
    ChainStep.REVIEW: N_("I have checked records and conclusion: accept"),
    ChainStep.APPROVE: N_("I approve the release"),
}
REJECTING = {
    ChainStep.INSPECT: N_("The results are true and follow plan v{version}"),
    ChainStep.REVIEW: N_("I have checked records and conclusion: reject"),
    ChainStep.APPROVE: N_("I approve the rejection"),
}


def verdict_spec(tr: Translator, view: InspectionView) -> VerdictSpec:
    """The band: the computed verdict, or what keeps the lot from being released."""
    sheet, standing = view.sheet, view.standing
    assert sheet is not None
    assert standing is not None
    side = SideBlock(
        tr.say("Lot status"),
        quality_status(tr, sheet.lot.quality_state),
        status_note(tr, view),
    )
    if view.signing.chosen is not None:
        return chosen_spec(tr, view, view.signing.chosen, side)
    if standing.hindrance in HINDRANCES:
        title = tr.say(HINDRANCES[standing.hindrance])
        return VerdictSpec(
            Status.HOLD, title, hindrance_reason(tr, view), hindrance_step(tr, view), side
        )
    if standing.outcome is InspectionOutcome.REJECT:
        reason = reject_reason(tr, sheet)
        return VerdictSpec(
            Status.BLOCKED, tr.term("verdict", "Reject"), reason, next_step(tr, view), side
        )
    reason = accept_reason(tr, sheet)
    missing = missing_papers(sheet)
    if missing:
        return VerdictSpec(
            Status.HOLD, tr.term("verdict", "Accept"), reason, next_step(tr, view), side
        )
    return VerdictSpec(Status.OK, tr.term("verdict", "Accept"), reason, next_step(tr, view), side)


def chosen_spec(
    tr: Translator, view: InspectionView, chosen: Chosen, side: SideBlock
) -> VerdictSpec:
    """The band while the signature is to do something else than the readings say."""
    if chosen.obstacle is not None:
        title = tr.term("verdict", "Reject")
        reason = tr.say("The readings say accept; rejected for: {reason}",
                        reason=tr.say(OBSTACLES[chosen.obstacle]))  # fmt: skip
        return VerdictSpec(Status.BLOCKED, title, reason, next_step(tr, view), side)
    assert chosen.reason is not None, "one of the two is chosen"
    reason = tr.say(RETURN_REASONS[chosen.reason])
    if chosen.note:
        reason = tr.say("{text}: {details}", text=reason, details=chosen.note)
    title = tr.term("title", "Send back")
    return VerdictSpec(Status.HOLD, title, reason, next_step(tr, view), side)


def status_note(tr: Translator, view: InspectionView) -> str:
    """What becomes of the status."""
    standing = view.standing
    assert standing is not None
    chosen = view.signing.chosen
    if chosen is not None and chosen.reason is not None:
        return tr.say("Stays as it is")
    if standing.outcome is InspectionOutcome.REJECT or chosen is not None:
        return tr.say("Blocked after the last signature")
    if standing.is_last:
        return tr.say("Released after this signature")
    return tr.say("Released after the last signature")


def accept_reason(tr: Translator, sheet: InspectionSheet) -> str:
    """Why the verdict is acceptance."""
    papers = ""
    if sheet.papers:
        seen = sum(paper.number is not None for paper in sheet.papers)
        papers = tr.say("papers {seen} / {n}", seen=seen, n=len(sheet.papers))
    used = used_gauges(sheet)
    gauges = tr.say("every gauge in calibration") if used else ""
    said = tr.say("No class is above its Ac")
    if any(each.variables is not None for each in sheet.classes):
        said = tr.say("Every class meets the criterion of its plan")
    return joined(tr, (said, papers, gauges))


def reject_reason(tr: Translator, sheet: InspectionSheet) -> str:
    """Why the verdict is rejection: the class and its failed readings."""
    bad = next((each for each in sheet.classes if not each.tally.accepted), None)
    if bad is None:
        return ""
    if bad.variables is not None:
        said = (judgement_line(tr, bad.variables, each) for each in bad.tally.judgements)
        return joined(tr, tuple(said)) or class_word(tr, bad.char_class.value)
    numbers = {row.number for row in sheet.characteristics if row.char_class is bad.char_class}
    failures = [each for each in sheet.failures if each.number in numbers]
    shown = [
        f"{tr.name(each.name_en, each.name_zh)} {each.value or each.defect_code or ''}".strip()
        for each in failures[:3]
    ]
    text = tr.say(
        "{name} d {d} ≥ Re {re}",
        name=class_word(tr, bad.char_class.value),
        d=bad.tally.d,
        re=bad.tally.re,
    )
    if not shown:
        return text
    listed = shown[0]
    for each in shown[1:]:
        listed = tr.say("{first}, {second}", first=listed, second=each)
    if len(failures) > len(shown):
        listed += " …"
    return tr.say("{text}: {details}", text=text, details=listed)


def next_step(tr: Translator, view: InspectionView) -> str:
    """Who does what now."""
    sheet, standing, signing = view.sheet, view.standing, view.signing
    assert sheet is not None
    assert standing is not None
    if signing.busy:
        return checking(tr, signing)
    if _band_refusal(view) is not None and signing.refusal is not None:
        return refusal_text(tr, signing.refusal)
    if signing.signer is None:
        return _who_scans(tr, sheet)
    return _signer_step(tr, view, tr.name(signing.signer.name_en, signing.signer.name_zh))


def _signer_step(tr: Translator, view: InspectionView, person: str) -> str:
    """What follows when the person at the bench enters the PIN."""
    sheet, standing, chosen = view.sheet, view.standing, view.signing.chosen
    assert sheet is not None
    assert standing is not None
    if view.signing.is_password:
        return tr.say("{person}: enter the password, F10 signs", person=person)
    if chosen is not None and chosen.reason is not None:
        return tr.say("{person}: enter the PIN to send it back", person=person)
    if not standing.is_last:
        return tr.say("{person}: enter the PIN to sign", person=person)
    if standing.outcome is InspectionOutcome.REJECT or chosen is not None:
        return tr.say("{person}: enter the PIN, reject and hold the lot", person=person)
    qty = sheet.lot.qty_q6 - set_aside_q6(sheet)
    amount = quantity_text(tr, sheet.lot, view.labels.task, qty)
    return tr.say("{person}: enter the PIN, release {amount}", person=person, amount=amount)


def _band_refusal(view: InspectionView) -> str | None:
    """Code of a refusal that is neither about the secret nor about the person."""
    refusal = view.signing.refusal
    if refusal is None or view.signing.turned_away is not None or refusal.code in SECRET_REASONS:
        return None
    return refusal.code


def _who_scans(tr: Translator, sheet: InspectionSheet) -> str:
    if sheet.next_step is ChainStep.REVIEW:
        return tr.say("The reviewer scans a badge here, or F10 sends it to review")
    if sheet.next_step is ChainStep.APPROVE:
        return tr.say("The approver scans a badge here, or F10 sends it on")
    return tr.say("Scan your badge to sign")


def sampling_line(tr: Translator, sheet: InspectionSheet) -> str:
    """`ISO 2859-1:1999, single sampling, normal inspection`."""
    lead = leading_class(sheet)
    if lead is None:
        return ""
    edition = edition_text(tr, lead)
    if not edition:
        return severity_title(tr, lead)
    kinds = {
        SampleType.DOUBLE: N_("{severity}, double, {edition}"),
        SampleType.VARIABLES: N_("{severity}, by variables, {edition}"),
    }
    line = kinds.get(lead.sampling, N_("{severity}, single, {edition}"))
    return tr.say(line, edition=edition, severity=severity_title(tr, lead))


def result_facts(tr: Translator, view: InspectionView) -> tuple[Fact, ...]:
    """Quantities, gauges, papers."""
    sheet = view.sheet
    assert sheet is not None
    lot, task = sheet.lot, view.labels.task
    accepted = _is_accepted(view)
    aside = set_aside_q6(sheet) if accepted else 0
    boxes = containers_text(tr, lot.container_word, lot.containers)
    qty = quantity_text(tr, lot, task, lot.qty_q6 - aside)
    word = tr.term("fact", "Release") if accepted else tr.term("fact", "Reject")
    facts = [Fact(word, qty, verdict=boxes, role=TextRole.VALUE)]
    if aside:
        pieces = ", ".join(map(str, sheet.set_aside[:4])) + (
            " …" if len(sheet.set_aside) > 4 else ""
        )
        facts.append(
            Fact(
                tr.say("Set aside"),
                quantity_text(tr, lot, task, aside),
                verdict=tr.say("Pieces {pieces}", pieces=pieces),
            )
        )
    used = used_gauges(sheet)
    if used:
        facts.append(Fact(tr.say("Gauges"), "  ".join(used), role=TextRole.DATA_NOTE))
    if sheet.papers:
        numbers = "  ".join(paper.number for paper in sheet.papers if paper.number)
        lacking = missing_papers(sheet)
        facts.append(
            Fact(
                tr.say("Papers"),
                numbers,
                status=Status.HOLD if lacking else None,
                verdict=tr.count("{n} missing", "{n} missing", len(lacking)) if lacking else "",
                role=TextRole.DATA_NOTE,
            )
        )
    return tuple(facts)


def _is_accepted(view: InspectionView) -> bool:
    sheet, standing = view.sheet, view.standing
    assert sheet is not None
    chosen = view.signing.chosen
    if chosen is not None and chosen.obstacle is not None:
        return False
    outcome = sheet.outcome.verdict or sheet.signed_verdict
    if outcome is None and standing is not None:
        outcome = standing.outcome
    return outcome is InspectionOutcome.ACCEPT


def chain_steps(tr: Translator, view: InspectionView, local: Local) -> tuple[SignatureStep, ...]:
    """The chain: who signed, who stands here, who was turned away."""
    sheet = view.sheet
    assert sheet is not None
    version = sheet.plan.version if sheet.plan else 0
    sentences = ACCEPTING if _is_accepted(view) else REJECTING
    steps = []
    for number, signature in enumerate(sheet.signatures, 1):
        meaning = tr.say(sentences[signature.step], version=version)
        role = tr.say(STEPS[signature.step])
        if signature.person is not None and signature.at is not None:
            at = f"{local(signature.at):%Y-%m-%d %H:%M:%S}"
            person = named(tr, signature.person)
            lines = (at, meaning) if len(sheet.signatures) <= MOST_WITH_MEANING else (at,)
            steps.append(SignatureStep(number, role, person, lines, StepState.DONE))
        elif signature.step is sheet.next_step:
            if view.signing.chosen is not None and view.signing.chosen.reason is not None:
                meaning = tr.say("I send it back to the inspector")
            steps.append(
                _waiting_step(tr, view, local, SignatureStep(number, role, "", (meaning,)))
            )
        else:
            steps.append(SignatureStep(number, role, tr.say("still to sign")))
    return tuple(steps)


def _waiting_step(
    tr: Translator, view: InspectionView, local: Local, step: SignatureStep
) -> SignatureStep:
    signing = view.signing
    if signing.turned_away is not None and signing.refusal is not None:
        person = tr.name(signing.turned_away.name_en, signing.turned_away.name_zh)
        why = explain(tr, signing.refusal.code, signing.refusal.facts)
        return SignatureStep(
            step.number, step.role, person, (why.text, why.next_step), StepState.REFUSED
        )
    if signing.signer is None:
        return SignatureStep(
            step.number, step.role, tr.say("Scan a badge"), step.lines, StepState.NOW
        )
    person = tr.name(signing.signer.name_en, signing.signer.name_zh)
    how = tr.say("signed in here")
    if signing.signer.at is not None:
        how = tr.say("badge read {time}", time=f"{local(signing.signer.at):%H:%M:%S}")
    return SignatureStep(step.number, step.role, person, (how, *step.lines), StepState.NOW)


def sign_text(tr: Translator, view: InspectionView) -> tuple[str, bool]:
    """Words of F10, and whether it can be pressed."""
    sheet, standing, signing = view.sheet, view.standing, view.signing
    assert sheet is not None
    assert standing is not None
    chosen = signing.chosen
    if chosen is None and standing.hindrance in HINDRANCES:
        return tr.say(HINDRANCES[standing.hindrance]), False
    if signing.signer is None and chosen is not None:
        return tr.say("Sign ⋅ scan a badge"), False
    if signing.signer is None:
        if sheet.next_step is ChainStep.INSPECT:
            return tr.say("Sign ⋅ scan a badge"), False
        return tr.say("Send to review"), True
    verb = tr.say("Sign")
    if chosen is not None and chosen.reason is not None:
        verb = tr.say("Sign and send back")
    elif standing.is_last:
        accepted = standing.outcome is InspectionOutcome.ACCEPT and chosen is None
        verb = tr.say("Sign and release") if accepted else tr.say("Sign and reject")
    if signing.missing:
        return f"{verb} ⋅ {missing_secret(tr, signing)}", False
    return verb, signing.ready


@dataclass(frozen=True, slots=True)
class Rule:
    """A line below the chain: who may sign, and that it is another person."""

    text: str
    may: str = ""


def chain_rule(tr: Translator, view: InspectionView) -> Rule:
    """What the chain demands of the people in it."""
    sheet, signing = view.sheet, view.signing
    assert sheet is not None
    if len(sheet.signatures) > MOST_WITH_MEANING:
        return Rule("")  # a longer chain needs the room
    alone = len(sheet.signatures) < 2
    text = "" if alone else tr.say("Every signature is another person's")
    names = [named(tr, person) for person in signing.candidates[:3]]
    if signing.signer is not None:
        person = tr.name(signing.signer.name_en, signing.signer.name_zh)
        return Rule(text, tr.say("{person} may sign this", person=person))
    if not names:
        return Rule(text, tr.say("Nobody else here may sign this"))
    listed = names[0]
    for name in names[1:]:
        listed = tr.say("{first}, {second}", first=listed, second=name)
    return Rule(text, tr.say("May sign: {names}", names=listed))
