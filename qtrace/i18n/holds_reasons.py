"""Sentences about holds."""

from collections.abc import Mapping

from qtrace.i18n.translator import N_, Translator

SENTENCES: Mapping[str, tuple[str, str]] = {
    "LOT_ON_HOLD": (
        N_("Held: {why} ({hold}, {by}, since {since})"),
        N_("Set it aside; the hold is lifted by quality"),
    ),
    "STATE_FORBIDS": (
        N_("{lot}: in its present state it may not be used so"),
        N_("Wait for its release, or ask quality"),
    ),
    "NOTHING_TO_HOLD": (
        N_("Nothing of ours carries this code"),
        N_("Scan the label again, or type the number with F2"),
    ),
    "PLACE_ON_HOLD": (
        N_("A hold stops work here: {why} ({hold}, since {since})"),
        N_("Call {by}; quality lifts the hold"),
    ),
    "PIECES_ON_HOLD": (
        N_("Part of {lot} is held, {pieces}: {why} ({hold}, {by}, since {since})"),
        N_("Set that aside; scan each other bag or unit by its own label"),
    ),
    "HOLD_UNKNOWN": (N_("There is no such hold"), N_("Choose a hold from the list")),
    "HOLD_CLOSED": (
        N_("Hold {hold} is over"),
        N_("If it must be stopped again, place a new hold"),
    ),
    "HOLD_REASON_UNKNOWN": (
        N_("There is no reason {reason} for holds"),
        N_("Choose a reason from the list"),
    ),
    "HOLD_SCOPE_INVALID": (
        N_("What is to be held is not clear"),
        N_("Check supplier, positions and times"),
    ),
    "HOLD_SCOPE_LAST": (
        N_("Nothing would be left in hold {hold}"),
        N_("Ask for its release instead"),
    ),
    "HOLD_NOT_REQUESTED": (
        N_("Nobody has asked for the release of hold {hold}"),
        N_("Ask for it first; somebody else then releases"),
    ),
    "HOLD_REQUESTED_ALREADY": (
        N_("The release of hold {hold} has been asked for already"),
        N_("Wait for the decision"),
    ),
    "HOLD_CRITERIA_UNMET": (
        N_("Hold {hold} cannot be lifted yet"),
        N_("Fulfil the criteria that are still open"),
    ),
    "HOLD_NOT_AS_SEEN": (
        N_("Hold {hold} has changed since you saw it"),
        N_("Look at it again, then sign"),
    ),
    "HOLD_SECOND_PERSON": (
        N_("Somebody else must decide about hold {hold}"),
        N_("Who placed it, widened it, asked for its end or inspected does not free what it holds"),
    ),
    "HOLD_SIGNEE": (
        N_("For this reason other persons lift holds"),
        N_("Ask one of the persons who are named for it"),
    ),
    "HOLD_NOT_COVERED": (
        N_("Hold {hold} does not cover everything that you named"),
        N_("Choose from what it covers"),
    ),
    "HOLD_COVERS_PART": (
        N_("Hold {hold} covers only some pieces of {lot}"),
        N_("Release {lot} from it first, under a hold of its own, or hold all of {lot}"),
    ),
    "HOLD_LET_GO": (
        N_("{lot} was released from hold {hold}"),
        N_("Place a new hold on it"),
    ),
    "HOLD_REVIEW_PAST": (
        N_("The review date {until} is past"),
        N_("Choose a later date"),
    ),
    "HOLD_CHANGE_TOO_EARLY": (
        N_("A change before the stop does not cure it"),
        N_("Name what was changed after the hold was placed"),
    ),
    "HOLD_OWNER_UNFIT": (
        N_("{owner} cannot own this hold"),
        N_("Name somebody else who may lift holds: not who placed it, and not yourself"),
    ),
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
    "related_lot": N_("Related to a lot that went bad"),
    "used_already": N_("Used although it was stopped"),
    "check_missed": N_("Check missed"),
    "urgent_release": N_("Used before its inspection ended"),
}


def hold_reason(tr: Translator, code: str) -> str:
    """A hold's reason; an unknown code is shown as it is."""
    return tr.say(REASONS[code]) if code in REASONS else code
