"""Sentences about scanners, gauges and scales on a line of their own."""

from collections.abc import Mapping

from qtrace.domain.gauge_readings import SentReason
from qtrace.i18n.translator import N_

_AGAIN = N_("Press the gauge's button again")
_PLUG = N_("Plug it in; the station goes on by itself")
_S = SentReason

SENTENCES: Mapping[str, tuple[str, str]] = {
    _S.GAUGE_OVERLOAD: (
        N_("Scale {gauge} carries more than it can weigh"),
        N_("Take the load off and weigh less"),
    ),
    _S.GAUGE_UNDERLOAD: (
        N_("Scale {gauge} is below its range"),
        N_("Put the pan back, set the scale to zero and weigh again"),
    ),
    _S.GAUGE_UNSTABLE: (
        N_("Scale {gauge} has not come to rest: this weight does not count"),
        N_("Wait until it is steady, then send it again"),
    ),
    _S.GAUGE_BUSY: (N_("Scale {gauge} could not weigh now"), N_("Wait a moment and send it again")),
    _S.GAUGE_ERROR: (
        N_("Gauge {gauge} reports an error instead of a value"),
        N_("Look at its display, then send it again"),
    ),
    _S.GAUGE_NOT_UNDERSTOOD: (N_("What {gauge} sent is no reading"), _AGAIN),
    _S.GAUGE_CHANNEL_UNKNOWN: (
        N_("{gauge} sent a value from a channel that no gauge is set for"),
        N_("Quality sets the channel's gauge in the settings of this machine"),
    ),
    _S.GAUGE_OTHER_UNIT: (
        N_("{gauge} sent {given} {unit}, but this is measured in {wanted}"),
        N_("Switch the gauge to {wanted} and send it again"),
    ),
    _S.GAUGE_NOT_IN_HAND: (
        N_("This value came from gauge {gauge}, but {named} is in the hand"),
        N_("Measure with {named}, or scan the code on {gauge} first"),
    ),
    "READING_NOT_TAKEN": (
        N_("{gauge} sent {given}, but nothing waits for a value"),
        N_("Choose the cell, then send it again"),
    ),
    "PORT_NOT_FOUND": (N_("{device} is not connected ({port})"), _PLUG),
    "PORT_AMBIGUOUS": (
        N_("Two devices look like {device} ({port})"),
        N_("Name its serial number in the settings, or unplug the other one"),
    ),
    "PORT_NOT_ALLOWED": (
        N_("{device} may not be used by this account, or another program has it ({port})"),
        N_("Close the other program, or have the account allowed"),
    ),
    "PORT_BUSY": (
        N_("Another program uses {device} ({port})"),
        N_("Close the other program; the station goes on by itself"),
    ),
    "PORT_LOST": (N_("{device} was unplugged ({port})"), _PLUG),
    "PORT_FAILED": (
        N_("{device} does not answer ({port}): {detail}"),
        N_("Unplug it and plug it in again"),
    ),
    "HID_MISSING": (
        N_("{device} needs a driver that is not installed ({port})"),
        N_("Install the extra hid of QTrace, or set the scanner to a serial port"),
    ),
    "SCANNER_SENDS_NO_GS": (
        N_("{device} has read {n} labels that need a separator (GS) and never sent one"),
        N_("Set the scanner to send GS; until then its scans of such labels are held back"),
    ),
}
