"""Words of the device history record: kinds of versions and cases, states of cases."""

from collections.abc import Mapping

from qtrace.i18n.translator import N_

VERSION_KINDS: Mapping[str, str] = {
    "revision": N_("Part revision"),
    "route": N_("Route"),
    "bill": N_("Bill of materials"),
    "label": N_("Label version"),
}
CASE_KINDS: Mapping[str, str] = {
    "ncr": N_("Nonconformance"),
    "hold": N_("Hold"),
    "deviation": N_("Deviation"),
}
CASE_STATES: Mapping[str, str] = {
    "open": N_("open"),
    "active": N_("in force"),
    "requested": N_("lifting requested"),
    "released": N_("lifted"),
    "converted": N_("converted"),
    "disposed": N_("disposed"),
    "closed": N_("closed"),
    "void": N_("void"),
}
