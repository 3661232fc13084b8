"""Sentences for refused changes of suppliers, sites and sources."""

from collections.abc import Mapping

from qtrace.domain.suppliers import SupplierReason
from qtrace.i18n.translator import N_

_R = SupplierReason

SENTENCES: Mapping[str, tuple[str, str]] = {
    _R.SUPPLIER_EXISTS: (
        N_("Supplier {supplier} exists already"),
        N_("Open it, or choose another code"),
    ),
    _R.SUPPLIER_UNKNOWN: (N_("There is no such supplier"), N_("Choose it from the list")),
    _R.SITE_EXISTS: (
        N_("Manufacturing site {site} exists already"),
        N_("Open it, or choose another code"),
    ),
    _R.SITE_UNKNOWN: (N_("There is no such manufacturing site"), N_("Choose it from the list")),
    _R.SOURCE_REASON_MISSING: (
        N_("This standing needs a reason"),
        N_("Write why the supplier stands so"),
    ),
    _R.FORMAT_EXISTS: (
        N_("Supplier {supplier} has a label format {name} already"),
        N_("Choose another name; a retired format keeps its name"),
    ),
    _R.FORMAT_INVALID: (
        N_("The pattern cannot be read at place {place}"),
        N_("Write literal text and fields such as {{lot:1..12}}"),
    ),
    _R.FORMAT_UNKNOWN: (N_("There is no such label format"), N_("Choose it from the list")),
    _R.FORMAT_RETIRED: (
        N_("Label format {name} is retired already"),
        N_("Add a new format with another name"),
    ),
    _R.FORMAT_REASON_MISSING: (
        N_("Retiring a format needs a reason"),
        N_("Write why labels are not read by it any more"),
    ),
}
