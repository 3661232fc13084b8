"""What keeps a lot from release, what exactly, and what to do about it."""

from qtrace.i18n import Translator
from qtrace.i18n.translator import N_
from qtrace.i18n.words import paper_word
from qtrace.ui.inspection.inspection_model import InspectionView
from qtrace.ui.inspection.verdict_view import Hindrance, missing_papers

HINDRANCES = {
    Hindrance.ON_HOLD: N_("Lot is held"),
    Hindrance.EXPIRED: N_("Lot is expired"),
    Hindrance.SUSPENDED: N_("Supplier is suspended"),
    Hindrance.PAPERS_MISSING: N_("Certificate missing"),
    Hindrance.DECIDED_ELSEWHERE: N_("Decided already"),
}


def hindrance_reason(tr: Translator, view: InspectionView) -> str:
    """What exactly is in the way."""
    sheet, standing = view.sheet, view.standing
    assert sheet is not None
    assert standing is not None
    if standing.hindrance is Hindrance.PAPERS_MISSING:
        kinds = [paper_word(tr, kind) for kind in missing_papers(sheet)]
        text = kinds[0]
        for kind in kinds[1:]:
            text = tr.say("{first}, {second}", first=text, second=kind)
        return tr.say("The readings say accept; missing: {papers}", papers=text)
    if standing.hindrance is Hindrance.EXPIRED:
        assert sheet.lot.expiry is not None
        return tr.say("Expired on {date}", date=sheet.lot.expiry.isoformat())
    if standing.hindrance is Hindrance.SUSPENDED:
        return tr.say("The readings say accept; the supplier was suspended meanwhile")
    if standing.hindrance is Hindrance.DECIDED_ELSEWHERE:
        return tr.say("Another decision took the lot out of quarantine")
    return tr.say("The readings say accept; hold {hold} stands", hold=sheet.open_holds[-1])


def hindrance_step(tr: Translator, view: InspectionView) -> str:
    """What to do about it."""
    standing = view.standing
    assert standing is not None
    if standing.hindrance is Hindrance.PAPERS_MISSING:
        return tr.say("F3 notes the certificate; then the lot can be released")
    if standing.hindrance is Hindrance.EXPIRED:
        return tr.say("F11: reject because it expired, or send it back")
    if standing.hindrance is Hindrance.DECIDED_ELSEWHERE:
        return tr.say("F11 closes this inspection without a verdict")
    if standing.hindrance is Hindrance.SUSPENDED:
        return tr.say("F11: reject it or send it back; quality may change the source")
    return tr.say("F11: reject it or send it back; quality may lift the hold")
