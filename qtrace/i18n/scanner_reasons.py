"""Sentences about keyboard scanners that are not set up right: what it is, and what to change."""

from collections.abc import Mapping

from qtrace.domain.scanners.check_codes import CONTENTS
from qtrace.domain.scanners.diagnosis import ScannerReason
from qtrace.domain.scanners.layouts import Layout
from qtrace.i18n.reasons import Explanation, explain
from qtrace.i18n.translator import N_, Translator

_R = ScannerReason

SENTENCES: Mapping[str, tuple[str, str]] = {
    _R.IME: (
        N_("An input method took the keys of the scanner"),
        N_("Switch this computer to English input, then begin again"),
    ),
    _R.FULL_WIDTH: (
        N_("The characters arrive full-width: an input method is on"),
        N_("Switch this computer to English input with half-width characters, then begin again"),
    ),
    _R.NOT_THE_CODE: (
        N_("This is not code {number} of the sheet: {arrived} arrived"),
        N_(
            "Scan code {number}; if it was that one, set both the scanner and this computer "
            "to the US keyboard"
        ),
    ),
    _R.LAYOUT: (
        N_("The scanner types for the {scanners} keyboard, this computer reads the {hosts} one"),
        N_(
            "Set the scanner's keyboard country to {hosts}, or switch this computer to {scanners}; "
            "then begin again"
        ),
    ),
    _R.LAYOUT_OPEN: (
        N_("The keyboards of scanner and computer do not agree"),
        N_("Scan codes 1 to 3 of the check sheet: they tell which keyboards these are"),
    ),
    _R.CAPS: (
        N_("Upper and lower case arrive swapped: Caps Lock is on"),
        N_("Switch Caps Lock off, or the scanner's own Caps Lock setting; then begin again"),
    ),
    _R.KEY_LOST: (
        N_("The scanner presses a key that stands for no character"),
        N_("Take function keys out of its prefix and suffix, then begin again"),
    ),
    _R.PREFIX_VARIES: (
        N_("Before one code comes {first}, before another {other}"),
        N_(
            "Switch the scanner's own code letters off and its AIM identifiers on; then begin again"
        ),
    ),
    _R.SUFFIX_VARIES: (
        N_("Behind one code comes {first}, behind another {other}"),
        N_("Give the scanner one suffix for all symbologies, best Enter; then begin again"),
    ),
    _R.AIM_WRONG: (
        N_("Code {number} came with the identifier {identifier}, which is that of another symbol"),
        N_("Set the scanner to send AIM identifiers unchanged and to report GS1 symbols"),
    ),
    _R.GS_LOST: (
        N_("The separator (GS) does not arrive: a lot number would swallow what follows it"),
        N_("Set the scanner to send GS as Ctrl+], as 0x1D or as the character |; then begin again"),
    ),
    _R.GS_IN_DATA: (
        N_("For the separator (GS) comes {text}, which can also be part of a code"),
        N_("Set the scanner to send GS as Ctrl+], as 0x1D or as the character |; then begin again"),
    ),
    _R.SPACE_LOST: (
        N_("The space at the end of code 6 was cut off: one HIBC code in 43 ends so"),
        N_("Switch off that the scanner trims spaces, then begin again"),
    ),
    _R.SLOW: (
        N_("The keys come every {ms} ms, as slowly as a person's; at most {most} ms are allowed"),
        N_("Set the scanner's delay between characters to 0, then begin again"),
    ),
    _R.AIM_OFF: (
        N_("The scanner does not say what kind of symbol it reads"),
        N_("Better: switch AIM identifiers on for all symbologies"),
    ),
    _R.NO_SUFFIX: (
        N_("The scanner sends nothing behind a code, so every scan waits for silence"),
        N_("Better: set Enter as its suffix"),
    ),
}

#: Keyboards as people call them.
LAYOUT_NAMES: Mapping[Layout, str] = {
    Layout.US: N_("US"),
    Layout.GB: N_("British"),
    Layout.DE: N_("German"),
    Layout.FR: N_("French"),
    Layout.ES: N_("Spanish"),
    Layout.IT: N_("Italian"),
    Layout.JP: N_("Japanese"),
}
_CONTROL = {"\r": "CR", "\n": "LF", "\t": "TAB", "\x02": "STX", "\x03": "ETX", "\x1d": "GS"}
_LONGEST = max(map(len, CONTENTS.values())) + 12


def layouts_said(tr: Translator, codes: str) -> str:
    """Names of the layouts whose codes stand in `codes`, separated by spaces."""
    return " / ".join(tr.say(LAYOUT_NAMES[Layout(code)]) for code in codes.split())


def characters_said(tr: Translator, text: str) -> str:
    """A text with its control characters by name; `nothing` for none."""
    if not text:
        return tr.say("nothing")
    shown = "".join(sign if sign >= " " else _named(sign) for sign in text)
    return shown if len(shown) <= _LONGEST else shown[:_LONGEST] + "…"


def _named(sign: str) -> str:
    return f"[{_CONTROL.get(sign, f'0x{ord(sign):02X}')}]"


def explain_scanner(tr: Translator, code: str, facts: Mapping[str, str]) -> Explanation:
    """Sentence and next step, with layouts and characters as people call them."""
    said = dict(facts)
    for name in ("scanners", "hosts"):
        if name in facts:
            said[name] = layouts_said(tr, facts[name])
    for name in ("first", "other", "text", "arrived"):
        if name in facts:
            said[name] = characters_said(tr, facts[name])
    return explain(tr, code, said)
