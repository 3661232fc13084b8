"""Sentences for refusals about samples."""

from collections.abc import Mapping

from qtrace.domain.samples import SampleReason
from qtrace.i18n.translator import N_

_S = SampleReason

SENTENCES: Mapping[str, tuple[str, str]] = {
    _S.SAMPLE_UNKNOWN: (N_("There is no such sample"), N_("Choose it from the list")),
    _S.SAMPLE_ENDED: (
        N_("Sample {sample} is destroyed, returned or retained"),
        N_("Take another sample"),
    ),
    _S.SAMPLE_NOT_SENT: (
        N_("Sample {sample} was not sent to a laboratory"),
        N_("Send it first"),
    ),
    _S.SAMPLE_SENT: (
        N_("Sample {sample} is at the laboratory"),
        N_("Write down its result, or what became of it"),
    ),
    _S.SAMPLE_TOO_SMALL: (
        N_("Sample {sample} has {quantity} left: a part must be smaller than that"),
        N_("Split off less"),
    ),
    _S.SAMPLE_WITHOUT_RESULT: (
        N_("Sample {sample} has no result yet"),
        N_("Write down what the laboratory says first"),
    ),
    _S.SAMPLE_RESULT_OPEN: (
        N_("The result of sample {sample} waits to be confirmed"),
        N_("A second person confirms it first"),
    ),
    _S.SAMPLE_RESULT_CONFIRMED: (
        N_("The result of sample {sample} is confirmed"),
        N_("Correct the reading in the inspection"),
    ),
    _S.SAMPLE_CONTAINER_UNKNOWN: (
        N_("Lot {lot} has containers 1 to {number}"),
        N_("Name the container that is opened"),
    ),
}
