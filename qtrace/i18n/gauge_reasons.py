"""Sentences for refusals about gauges and calibrations."""

from collections.abc import Mapping

from qtrace.domain.calibration import CalibrationReason
from qtrace.domain.gauges import GaugeReason
from qtrace.i18n.translator import N_

_R = GaugeReason
_C = CalibrationReason
_OTHER = N_("Take another gauge")

SENTENCES: Mapping[str, tuple[str, str]] = {
    _R.GAUGE_NOT_FOUND: (N_("There is no such gauge"), N_("Scan the code on the gauge again")),
    _R.GAUGE_CODE_TAKEN: (N_("There is a gauge {gauge} already"), N_("Choose another code")),
    _R.GAUGE_MISSING: (N_("No gauge is named"), N_("Scan the code on the gauge")),
    _R.GAUGE_WRONG_TYPE: (
        N_("Gauge {gauge} is of another type than this characteristic asks for"),
        _OTHER,
    ),
    _R.GAUGE_OUT_OF_USE: (N_("Gauge {gauge} is out of use"), _OTHER),
    _R.GAUGE_NOT_CALIBRATED: (
        N_("Gauge {gauge} was never calibrated"),
        N_("Take another gauge; metrology calibrates this one"),
    ),
    _R.GAUGE_FAILED: (
        N_("Gauge {gauge} failed its last calibration"),
        N_("Take another gauge; metrology looks after this one"),
    ),
    _R.GAUGE_OVERDUE: (
        N_("Calibration of gauge {gauge} ran out on {due_on}, {days} days ago"),
        N_("Take another gauge, or have metrology extend it before use"),
    ),
    _R.CALIBRATION_DATES: (
        N_("Gauge {gauge}: done on {done_on}, due on {due_on} is no calibration"),
        N_("Done is today or before, due is after that"),
    ),
    _R.EXTENSION_DATES: (
        N_("Gauge {gauge} cannot be extended from {due_on} to {wanted}"),
        N_("Choose a later day, at most 92 days from today"),
    ),
    _R.EXTENSION_USED_UP: (
        N_("Extensions of gauge {gauge} end on {latest}, 92 days after its calibration ran out"),
        N_("Calibrate it"),
    ),
    _R.EXTENSION_NEEDS_RISK: (
        N_("An extension needs its risk in words"),
        N_("Write why it is safe"),
    ),
    _R.EXTENSION_NOT_POSSIBLE: (
        N_("Gauge {gauge} has no valid calibration to extend"),
        N_("Calibrate it"),
    ),
    _C.CALIBRATION_CONTRADICTS: (
        N_("Gauge {gauge} was out of tolerance and cannot have passed untouched"),
        N_("Choose adjusted or failed, or correct how it was found"),
    ),
    _C.INTERVAL_DAYS: (
        N_("These days are no interval for gauge {gauge}"),
        N_("Shortest, usual and longest in this order, at most ten years"),
    ),
    _C.LOOKBACK_NOT_NEEDED: (
        N_("This calibration puts no reading in doubt"),
        N_("Hold a single lot on its own page"),
    ),
    _C.LOT_NOT_MEASURED: (
        N_("Lot {lot} was not measured with this gauge in that time"),
        N_("Choose lots of the list"),
    ),
    _C.LOTS_HELD_ALREADY: (
        N_("The chosen lots were held for this calibration already"),
        N_("Choose other lots of the list"),
    ),
}

DOUBT_SINCE = N_("Calibration {certificate} of {day}: readings since {since} are in doubt")
DOUBT_ALWAYS = N_("Calibration {certificate} of {day}: all readings before it are in doubt")
