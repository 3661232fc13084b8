"""Answers of the receive screen that are no refusals: what happened, and what comes next."""

from collections.abc import Mapping
from typing import Final

from qtrace.i18n import Translator
from qtrace.i18n.reasons import Explanation, explain
from qtrace.i18n.translator import N_
from qtrace.ui.receiving.receive_state import Saying

TITLES: Final[Mapping[str, str]] = {
    "SAME_CODE_AGAIN": N_("Same code again"),
    "LABEL_SEEN": N_("Same code again"),
    "NOTHING_EXPECTED": N_("Nothing found"),
    "TYPED_CODE_UNKNOWN": N_("Nothing found"),
    "LABEL_FITS_NO_FORMAT": N_("Nothing found"),
    "SUPPLIER_LABEL_HERE": N_("The supplier's label"),
    "LOT_PUT": N_("Put to its place"),
    "PAPER_NOTED": N_("Paper registered"),
    "LABELS_AGAIN": N_("Labels are printed again"),
    "LOT_ADMITTED": N_("Admitted to inspection"),
    "SCAN_UNREADABLE": N_("Unreadable scan"),
    "SCAN_TOO_SHORT": N_("Unreadable scan"),
    "SCAN_TOO_LONG": N_("Unreadable scan"),
    "SCAN_HAS_NUL": N_("Unreadable scan"),
    "SCAN_EMPTY": N_("Unreadable scan"),
    "LABEL_OF_OTHER_LOT": N_("Wrong lot"),
    "LABEL_STATUS_OLD": N_("Old label"),
    "LABEL_WITHOUT_STATUS": N_("Not a status label"),
    "NO_CONTAINER_CODE": N_("Not a container label"),
    "CONTAINER_UNKNOWN": N_("No such container"),
    "NOT_ALLOWED": N_("Not allowed"),
}
ANSWERS: Final[Mapping[str, tuple[str, str]]] = {
    "SAME_CODE_AGAIN": (
        N_("This very label was read a moment ago"),
        N_("Nothing to do; go on with the next one"),
    ),
    "LABEL_SEEN": (
        N_("Container {number} was scanned before"),
        N_("Scan the label of the next container"),
    ),
    "NOTHING_EXPECTED": (
        N_("No delivery, order or delivery note has the number {code}"),
        N_("Check it and type it again, or scan the label of the goods"),
    ),
    "TYPED_CODE_UNKNOWN": (
        N_("Nothing here has the code {code}"),
        N_("Check it and type it again"),
    ),
    "LABEL_FITS_NO_FORMAT": (
        N_("{code} is no code of an issuer and fits no label format of this supplier"),
        N_("What was read stays; scan another symbol of the label"),
    ),
    "SUPPLIER_LABEL_HERE": (
        N_("This is the supplier's label, not ours"),
        N_("Put our label on the container and scan that one"),
    ),
    "LOT_PUT": (N_("It lies at {location} now"), N_("Go on with the labels")),
    "PAPER_NOTED": (N_("{number} belongs to this lot now"), N_("Go on with the lot")),
    "LABELS_AGAIN": (
        N_("Labels {first} to {last} come once more and say COPY"),
        N_("Take the damaged ones away, then scan the copies"),
    ),
    "LOT_ADMITTED": (
        N_("Lot {lot} is in quarantine and waits for inspection"),
        N_("Replace its labels: scan each new one on its container"),
    ),
}


def title_of(tr: Translator, saying: Saying) -> str:
    """The words of the band; a refusal without words of its own is called refused."""
    words = TITLES.get(saying.code)
    return tr.say(words) if words is not None else tr.say("Refused")


def explain_saying(tr: Translator, saying: Saying) -> Explanation:
    """Sentence and next step of an answer or of a refusal."""
    facts = dict(saying.facts)
    if saying.code in ANSWERS:
        text, next_step = (tr.say(sentence) for sentence in ANSWERS[saying.code])
        return Explanation(saying.code, text.format(**facts), next_step.format(**facts))
    explained = explain(tr, saying.code, facts)
    scanned = facts.get("scanned", "")
    if scanned and saying.code.startswith("SCAN_"):
        text = tr.say("{sentence}: {scanned}", sentence=explained.text, scanned=scanned)
        return Explanation(saying.code, text, explained.next_step)
    return explained
