"""Sentences about the camera and about image files."""

from collections.abc import Mapping

from qtrace.i18n.translator import N_

SENTENCES: Mapping[str, tuple[str, str]] = {
    "CAMERA_NONE": (
        N_("This station has no camera"),
        N_("Plug one in, or read a photo from a file"),
    ),
    "CAMERA_GONE": (
        N_("The camera was unplugged"),
        N_("Plug it in again, then press Try again"),
    ),
    "CAMERA_DENIED": (
        N_("QTrace may not use the camera"),
        N_("Allow it in the computer's privacy settings"),
    ),
    "CAMERA_FAILED": (
        N_("The camera does not work"),
        N_("Close programs that use it, then press Try again"),
    ),
    "IMAGE_MISSING": (
        N_("The file {file} cannot be opened"),
        N_("Check its name and whether you may read it"),
    ),
    "IMAGE_FORMAT": (
        N_("{file} is no PNG, JPEG, BMP or TIFF image"),
        N_("Save the picture in one of these formats"),
    ),
    "IMAGE_DAMAGED": (
        N_("The image {file} is damaged"),
        N_("Copy it again from where it came"),
    ),
    "IMAGE_TOO_LARGE": (
        N_("The image {file} is too large"),
        N_("Save it smaller: a label needs no more than 4000 pixels"),
    ),
    "PHOTO_WITHOUT_CODE": (
        N_("No code can be read in {file}"),
        N_("Take the photo nearer, sharp and without glare"),
    ),
}
