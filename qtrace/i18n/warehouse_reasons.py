"""Sentences for refused places and movements."""

from collections.abc import Mapping

from qtrace.domain.warehouse import WarehouseReason
from qtrace.i18n.translator import N_

_R = WarehouseReason

SENTENCES: Mapping[str, tuple[str, str]] = {
    _R.LOCATION_EXISTS: (N_("Place {location} exists already"), N_("Choose another code")),
    _R.LOCATION_UNKNOWN: (N_("There is no such place here"), N_("Scan the label of the place")),
    _R.LOCATION_CLOSED: (N_("Place {location} is closed"), N_("Choose another place")),
    _R.LOCATION_CODE_INVALID: (
        N_("{location} cannot be a place code: 2 to 20 of A-Z, 0-9 and single hyphens"),
        N_("Choose another code"),
    ),
    _R.NO_LOCATION_IN_ZONE: (
        N_("The plant has no place for what is received (zone {zone})"),
        N_("An administrator adds a place of this zone"),
    ),
    _R.ZONE_NOT_ALLOWED: (
        N_("Lot {lot} may not lie at {location}: its status does not allow this zone"),
        N_("Scan a place of the right zone"),
    ),
    _R.ZONE_NOT_ALLOWED_PENDING: (
        N_("Lot {lot} waits for quality's decision and stays in the pending zone"),
        N_("Scan a place of the pending zone, or ask quality to admit the lot"),
    ),
    _R.ZONE_NOT_ALLOWED_EXPIRED: (
        N_("Lot {lot} expired on {expiry} and may not be put at {location}"),
        N_("Put it into the reject zone or quarantine"),
    ),
    _R.ALREADY_THERE: (N_("Lot {lot} lies at {location} already"), N_("Nothing to do")),
    _R.STOCK_TOO_LOW: (
        N_("Only {on_hand} of lot {lot} lie there"),
        N_("Look where the lot lies, then move again"),
    ),
    _R.LOADED_AT_LINE: (
        N_("{quantity} of lot {lot} are loaded at line {line} for {order}: {name}, {at}"),
        N_("Return what is left at the line, as measured; then move it"),
    ),
    _R.LOT_NOWHERE: (N_("Nothing of lot {lot} is in stock"), N_("Open the lot to see its history")),
    _R.LOT_IN_SEVERAL_PLACES: (
        N_("Lot {lot} lies at {places} places"),
        N_("Choose from which place it is moved"),
    ),
    _R.QUANTITY_NOT_POSITIVE: (N_("The quantity must be above zero"), N_("Enter how much moves")),
}
