"""Sentences for what the statistics answer with codes and facts."""

from collections.abc import Mapping

from qtrace.domain.analytics.capability import CapabilityHint, CapabilityHintCode
from qtrace.domain.analytics.errors import AnalyticsError, AnalyticsErrorCode
from qtrace.i18n.translator import N_, Translator

_ERRORS: Mapping[AnalyticsErrorCode, str] = {
    AnalyticsErrorCode.TOO_FEW: N_("{what} has {given} values: at least {needed} are needed"),
    AnalyticsErrorCode.RAGGED: N_("{what} has {given} values instead of {needed}"),
    AnalyticsErrorCode.LENGTHS_DIFFER: N_("{what}: the lists have {one} and {other} members"),
    AnalyticsErrorCode.NOT_FINITE: N_("{what} is not a number to compute with"),
    AnalyticsErrorCode.NO_VARIATION: N_(
        "The readings do not vary: look whether the gauge resolves finely enough"
    ),
    AnalyticsErrorCode.BAD_SIGMA: N_("Sigma is {given}: it must be above 0"),
    AnalyticsErrorCode.BAD_COUNT: N_(
        "{what} is {given}: it must be from 0 to the pieces looked at"
    ),
    AnalyticsErrorCode.BAD_SIZE: N_("{what} is {given}: a sample has at least one piece"),
    AnalyticsErrorCode.SIZES_DIFFER: N_("A c chart needs samples of one size: use a u chart"),
    AnalyticsErrorCode.SUBGROUP_TOO_LARGE: N_(
        "{given} values a group: ranges serve at most {most}, use standard deviations"
    ),
    AnalyticsErrorCode.BAD_SPECIFICATION: N_(
        "The specification needs a limit, and the lower one below the upper one"
    ),
    AnalyticsErrorCode.BAD_PROBABILITY: N_("{name} is {given}: it must lie between 0 and 1"),
    AnalyticsErrorCode.BAD_SETTING: N_("{name} is {given}: it is out of its range"),
    AnalyticsErrorCode.UNBALANCED: N_(
        "Appraiser {appraiser} read part {part} {given} times instead of {needed}"
    ),
    AnalyticsErrorCode.WRONG_ESTIMATOR: N_("Chart {chart} cannot take sigma from {given}"),
    AnalyticsErrorCode.STANDARD_DIFFERS: N_("Part {part} has more than one standard"),
}

_HINTS: Mapping[CapabilityHintCode, str] = {
    CapabilityHintCode.NOT_STABLE: N_(
        "Stable first: {points} points of the control charts signal, so no index describes what comes"
    ),
    CapabilityHintCode.NOT_NORMAL: N_(
        "The readings are not normal (p {p}): the indices are wrong in the tails"
    ),
    CapabilityHintCode.NORMALITY_UNTESTED: N_(
        "{n} readings: the normal distribution could not be tested, {needed} are needed"
    ),
    CapabilityHintCode.FEW_READINGS: N_(
        "{n} readings only: look at the lower bound, not the index"
    ),
}


def explain_analytics_error(tr: Translator, error: AnalyticsError) -> str:
    """The sentence of `error`."""
    return tr.say(_ERRORS[error.code], **error.facts)


def explain_capability_hint(tr: Translator, hint: CapabilityHint) -> str:
    """The sentence of `hint`."""
    return tr.say(_HINTS[hint.code], **hint.facts)
