"""Sentences for refusals about values of supplier certificates."""

from collections.abc import Mapping

from qtrace.domain.certificates import CertificateReason
from qtrace.i18n.translator import N_

_R = CertificateReason

SENTENCES: Mapping[str, tuple[str, str]] = {
    _R.CERTIFICATE_VALUE: (
        N_("Characteristic {characteristic}: “{given}” is no value in {unit}"),
        N_("Type the number as it stands in the certificate"),
    ),
    _R.CERTIFICATE_EMPTY: (
        N_("No value is given"),
        N_("Type at least one value of the certificate"),
    ),
    _R.CERTIFICATE_NOT_PLANNED: (
        N_("The plan of lot {lot} measures no such characteristic"),
        N_("Choose one of the measured characteristics of its plan"),
    ),
    _R.CERTIFICATE_VALUE_EXISTS: (
        N_("Characteristic {characteristic} has value number {no} already"),
        N_("Correct that value, or add the next number"),
    ),
    _R.CERTIFICATE_VALUE_CHANGED: (
        N_("Value {no} of characteristic {characteristic} was corrected meanwhile"),
        N_("Look at it again"),
    ),
    _R.CERTIFICATE_FILE: (
        N_("{name} is no certificate that can be kept"),
        N_("Choose a PDF, JPEG or PNG file of at most 20 MB"),
    ),
    _R.CERTIFICATE_DECIDED: (
        N_("Lot {lot} is decided: its certificate values are in the report"),
        N_("Register a new certificate; a new inspection compares it"),
    ),
    _R.CERTIFICATE_DIVIDED: (
        N_("Lot {lot} was divided: its parts have the values of the certificate"),
        N_("Open the lot of the part and correct the value there"),
    ),
}
