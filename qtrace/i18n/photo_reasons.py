"""Sentences for photos of readings that cannot be kept."""

from collections.abc import Mapping

from qtrace.domain.photos import PhotoReason
from qtrace.i18n.translator import N_

_R = PhotoReason

SENTENCES: Mapping[str, tuple[str, str]] = {
    _R.EMPTY: (N_("The file {name} is empty"), N_("Take the photo again")),
    _R.TOO_LARGE: (
        N_("The file {name} has {megabytes} MB; a photo may have {most} MB"),
        N_("Take it with a lower resolution"),
    ),
    _R.NOT_AN_IMAGE: (
        N_("The file {name} is no photo"),
        N_("Choose a JPEG or PNG file"),
    ),
    _R.DAMAGED: (
        N_("The photo {name} is damaged or was cut off"),
        N_("Copy it again from the camera"),
    ),
    _R.TOO_MANY_PIXELS: (
        N_("The photo {name} has more than 80 million pixels"),
        N_("Take it with a lower resolution"),
    ),
    _R.UNREADABLE: (
        N_("The file {name} cannot be read"),
        N_("Check that it is there and that it may be read"),
    ),
    _R.NO_PICTURE: (
        N_("The camera shows no picture yet"),
        N_("Wait until the picture is there, then take it again"),
    ),
    _R.EXISTS: (N_("The reading has this photo already"), N_("Nothing to do")),
    _R.NO_READING: (
        N_("There is no reading here that a photo could belong to"),
        N_("Take the reading first"),
    ),
}
