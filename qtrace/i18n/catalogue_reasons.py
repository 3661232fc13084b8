"""Sentences for refused changes of units, parts and revisions."""

from collections.abc import Mapping

from qtrace.domain.catalogue import CatalogueReason
from qtrace.domain.codes.code_profile import ProfileFault
from qtrace.i18n.translator import N_

_R = CatalogueReason

SENTENCES: Mapping[str, tuple[str, str]] = {
    _R.UNIT_EXISTS: (N_("Unit {unit} exists already"), N_("Use it, or choose another code")),
    _R.UNIT_UNKNOWN: (N_("There is no unit {unit}"), N_("Add the unit first")),
    _R.PART_EXISTS: (N_("Part {part} exists already"), N_("Open it, or choose another number")),
    _R.PART_UNKNOWN: (N_("There is no such part"), N_("Choose it from the list")),
    _R.REVISION_EXISTS: (
        N_("Revision {revision} of {part} exists already"),
        N_("Choose another revision"),
    ),
    _R.REVISION_UNKNOWN: (
        N_("There is no such revision of this part"),
        N_("Choose it from the list"),
    ),
    _R.REVISION_NOT_DRAFT: (
        N_("Revision {revision} was decided already"),
        N_("Open the part to see its revisions"),
    ),
    _R.DRAFT_RETURNED: (
        N_("This draft was returned to its author"),
        N_("It can be approved when the author has corrected it"),
    ),
    _R.PART_CODE_TAKEN: (
        N_("Code {value} belongs to part {part} for ever"),
        N_("Check the code on the package"),
    ),
    _R.PART_CODE_INVALID: (
        N_("{value} is no valid code of this kind"),
        N_("Check digits and agency; the quantity per package must be above zero"),
    ),
    _R.PART_CODE_UNKNOWN: (
        N_("{value} is no GTIN of this part"),
        N_("Add the code to the part first"),
    ),
    ProfileFault.EMPTY: (
        N_("The code profile names no Application Identifier"),
        N_("Write those that stand behind the GTIN on the label, such as 17 10 21"),
    ),
    ProfileFault.AI_UNKNOWN: (
        N_("There is no Application Identifier {ai}"),
        N_("Read the numbers in brackets on the label"),
    ),
    ProfileFault.AI_TWICE: (
        N_("Application Identifier {ai} comes twice"),
        N_("Each stands once; the GTIN (01) is not written"),
    ),
    ProfileFault.AIS_EXCLUSIVE: (
        N_("Application Identifiers {ai} and {other} never stand on one label"),
        N_("Compare with the label"),
    ),
    ProfileFault.AIS_INCOMPLETE: (
        N_("Application Identifier {ai} asks for {needed} on the same label"),
        N_("Compare with the label"),
    ),
    ProfileFault.TOO_LONG: (
        N_("A code profile has at most {most} Application Identifiers"),
        N_("Compare with the label"),
    ),
    _R.FIELD_EMPTY: (N_("A field is empty: {field}"), N_("Fill it in")),
    _R.FIELD_INVALID: (N_("{field} cannot be {value}"), N_("Choose one of the offered values")),
}
