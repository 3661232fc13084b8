"""Sentences and field names for label codes of other issuers than GS1."""

from collections.abc import Mapping
from typing import Final

from qtrace.domain.codes.reasons import CodeReason
from qtrace.i18n.translator import N_

LABEL_SENTENCES: Final[Mapping[CodeReason, str]] = {
    CodeReason.HIBC_STRUCTURE: N_(
        "Behind the + stands no HIBC data of a supplier. Check that it is the right label."
    ),
    CodeReason.HIBC_FORMAT: N_(
        "Behind {found} at place {place} stands no digit that HIBC knows for date or quantity. "
        "The label is wrong."
    ),
    CodeReason.HIBC_FIELD: N_(
        "At place {place} stands {found}, which is no HIBC field. The label is wrong."
    ),
    CodeReason.HIBC_LINK: N_(
        "These two symbols are not of one label: one ends in {first}, the other is linked to "
        "{second}. Scan both symbols of the same label."
    ),
    CodeReason.HIBC_PRIMARY_MISSING: N_(
        "This symbol holds lot and dates only. Scan the other symbol of the label too."
    ),
    CodeReason.HIBC_SPACE_LOST: N_(
        "The check character is wrong; perhaps a space at the end was cut off. Set the scanner up "
        "to send spaces, then scan again."
    ),
}

FIELD_SENTENCES: Final[Mapping[CodeReason, str]] = {
    CodeReason.VALUE_TOO_LONG: N_(
        "{name} has {found} characters, at most {most} are allowed. Scan one symbol at a time; "
        "if it stays, the label is wrong."
    ),
    CodeReason.CHECK_DIGIT: N_(
        "The check character of {name} is wrong: {value}. Scan again; "
        "if it stays, the label is wrong."
    ),
}
"""Reasons that are said otherwise of a field of a label code than of an AI."""

FIELDS: Final[Mapping[str, str]] = {
    "hibc": N_("HIBC code"),
    "di": N_("Device identifier"),
    "lic": N_("Labeler code"),
    "pcn": N_("Product number"),
    "unit": N_("Unit of measure"),
    "lot": N_("Lot number"),
    "serial": N_("Serial number"),
    "expiry": N_("Expiry date"),
    "mfg": N_("Production date"),
    "quantity": N_("Quantity"),
}
"""Words for the fact `field` of a reason."""
