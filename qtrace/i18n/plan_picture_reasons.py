"""Sentences about drawings and instructions of plans."""

from collections.abc import Mapping

from qtrace.domain.plan_pictures import PictureReason
from qtrace.i18n.translator import N_

_R = PictureReason

SENTENCES: Mapping[str, tuple[str, str]] = {
    _R.MISSING: (N_("This plan version has no such picture yet"), N_("Choose a file first")),
    _R.BALLOON_UNKNOWN: (
        N_("The plan has no characteristic {characteristic}"),
        N_("Remove the balloon, or add the characteristic to the plan"),
    ),
    _R.BALLOON_TWICE: (
        N_("Characteristic {characteristic} has two balloons on one picture"),
        N_("Leave one of them"),
    ),
    _R.BALLOON_OUTSIDE: (
        N_("The balloon of characteristic {characteristic} lies outside the picture"),
        N_("Give its place as fractions from 0 to 1"),
    ),
    _R.PDF_UNREADABLE: (
        N_("{name} cannot be read as a PDF"),
        N_("Export the page again, or save it as PNG"),
    ),
    _R.NO_SUCH_PAGE: (N_("{name} has no page {page}"), N_("Choose a page that it has")),
}
