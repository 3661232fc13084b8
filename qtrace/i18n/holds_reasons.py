"""Sentences about holds."""

from collections.abc import Mapping

from qtrace.i18n.translator import N_, Translator

SENTENCES: Mapping[str, tuple[str, str]] = {
    "LOT_ON_HOLD": (
        N_("The lot is held ({hold}) since {since}"),
        N_("Set it aside; the hold is lifted by quality"),
    ),
    "STATE_FORBIDS": (
        N_("A lot in this state may not be used so"),
        N_("Wait for its release, or ask quality"),
    ),
    "NOTHING_TO_HOLD": (N_("There is no such lot"), N_("Scan the label again")),
}

REASONS = {
    "inspection_rejected": N_("Rejected at inspection"),
    "dimension": N_("Dimension out of limits"),
    "flash": N_("Flash, burr"),
    "appearance": N_("Appearance, scratch"),
    "mix_up": N_("Mix-up, wrong material"),
    "label_mismatch": N_("Label does not match"),
    "contamination": N_("Contamination, foreign matter"),
    "function": N_("Function fails"),
    "parameter": N_("Parameter out of limits"),
    "other": N_("Other reason"),
    "gauge_failed": N_("Measured with a gauge that failed"),
}


def hold_reason(tr: Translator, code: str) -> str:
    """A hold's reason; an unknown code is shown as it is."""
    return tr.say(REASONS[code]) if code in REASONS else code
