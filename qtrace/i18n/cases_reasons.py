"""Sentences and words about nonconformances and deviations."""

from collections.abc import Mapping

from qtrace.domain.cases import CasePost, CaseReason, CaseStep
from qtrace.i18n.translator import N_

SENTENCES: Mapping[str, tuple[str, str]] = {
    CaseReason.DEVIATION_UNKNOWN: (
        N_("There is no such deviation"),
        N_("Choose it from the list"),
    ),
    CaseReason.DEVIATION_CLOSED: (
        N_("Deviation {case} is closed already"),
        N_("Look at its conclusion"),
    ),
    CaseReason.DEVIATION_SECOND_PERSON: (
        N_("Who opened the deviation does not close it"),
        N_("Ask a second person to sign"),
    ),
}

STEPS: Mapping[str, str] = {
    CaseStep.DISPOSE: N_("To be decided"),
    CaseStep.REWORK: N_("In rework"),
    CaseStep.CLOSE: N_("To be concluded"),
    CaseStep.NOTHING: N_("Settled"),
}
"""What a case waits for."""

POSTS: Mapping[str, str] = {
    CasePost.OPENER: N_("opened it"),
    CasePost.INSPECTOR: N_("inspected it"),
}
"""Why somebody does not decide about a case."""
