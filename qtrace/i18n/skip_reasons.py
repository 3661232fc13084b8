"""Sentences for skip-lot inspection and for lots that go to stock without inspection."""

from qtrace.domain.sampling.skip_lot import StockBarrier
from qtrace.domain.sampling.skip_reason import SkipCause, SkipOutlook, SkipReason, SkipState
from qtrace.i18n.translator import N_, Translator

_CAUSES = {
    SkipCause.START: N_("Every lot is inspected"),
    SkipCause.QUALIFIED: N_("1 lot in {one_in} is inspected: qualified with lot {lot}"),
    SkipCause.SKIPS_MORE: N_("1 lot in {one_in} is inspected since lot {lot}"),
    SkipCause.REQUALIFIED: N_("1 lot in {one_in} is inspected: qualified again with lot {lot}"),
    SkipCause.LOT_REJECTED: N_("Skipping interrupted: lot {lot} rejected"),
    SkipCause.LOT_DOUBTFUL: N_("Skipping interrupted: lot {lot} had too many failures"),
    SkipCause.REJECTED_AGAIN: N_("Every lot is inspected: lot {lot} rejected while interrupted"),
    SkipCause.NOT_REQUALIFIED: N_("Every lot is inspected: not qualified again by lot {lot}"),
    SkipCause.TIGHTENED: N_("Every lot is inspected: lot {lot} was on tightened inspection"),
    SkipCause.PRODUCT_CHANGED: N_("Every lot is inspected: the product has changed"),
    SkipCause.PRODUCTION_INTERRUPTED: N_("Every lot is inspected: production was interrupted"),
    SkipCause.SUPPLIER_DISQUALIFIED: N_("Every lot is inspected: the supplier is not qualified"),
    SkipCause.AUTHORITY: N_("Every lot is inspected by decision of quality"),
}

_OUTLOOKS = {
    SkipOutlook.SCORE: N_("score {score} of {needed} to skipping"),
    SkipOutlook.SCORE_ENOUGH: N_("score {score} of {needed}, skipping awaits approval"),
    SkipOutlook.ONE_BAD_INTERRUPTS: N_("one bad lot interrupts"),
}

BARRIERS = {
    StockBarrier.NOT_VERIFIED: N_("The rules for skipping lots are not verified"),
    StockBarrier.CRITICAL_CLASS: N_("The part has a critical characteristic"),
    StockBarrier.NOT_SKIPPING: N_("Every lot is inspected at present"),
    StockBarrier.CHOSEN: N_("This lot was drawn for inspection"),
    StockBarrier.FIRST_AFTER_CHANGE: N_("First lot after a change or from a new source"),
    StockBarrier.IDENTITY_OPEN: N_("Part, revision, lot and site are not checked yet"),
    StockBarrier.CERTIFICATE_MISSING: N_("A certificate is missing"),
    StockBarrier.UNDER_HOLD: N_("The lot is held"),
}


def skip_word(tr: Translator, state: SkipState) -> str:
    """The word for a state of skip-lot inspection."""
    match state:
        case SkipState.LOT_BY_LOT:
            return tr.term("skip-lot", "every lot")
        case SkipState.SKIP:
            return tr.term("skip-lot", "skipping")
        case SkipState.INTERRUPTED:
            return tr.term("skip-lot", "interrupted")


def explain_skip(tr: Translator, reason: SkipReason) -> str:
    """One line: why lots are skipped or not, and what comes next."""
    lot = reason.facts["lot"] or tr.say("without number")
    cause = tr.say(_CAUSES[reason.code], lot=lot, one_in=reason.facts["one_in"])
    return tr.say("{cause}; {outlook}", cause=cause, outlook=_outlook(tr, reason))


def explain_barrier(tr: Translator, barrier: StockBarrier) -> str:
    """One sentence: what keeps a lot from going to stock without inspection."""
    return tr.say(BARRIERS[barrier])


def _outlook(tr: Translator, reason: SkipReason) -> str:
    facts = reason.outlook_facts
    if reason.outlook is SkipOutlook.MORE_GOOD_TO_SKIP_MORE:
        return tr.count(
            "{n} more good lot to skip more", "{n} more good lots to skip more", int(facts["more"])
        )
    if reason.outlook is SkipOutlook.MORE_GOOD_TO_RESUME:
        more = tr.count(
            "{n} more good lot in a row resumes",
            "{n} more good lots in a row resume",
            int(facts["more"]),
        )
        left = tr.count("{n} lot left", "{n} lots left", int(facts["left"]))
        return tr.say("{first}, {second}", first=more, second=left)
    return tr.say(_OUTLOOKS[reason.outlook], **facts)
