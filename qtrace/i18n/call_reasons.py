"""Sentences about calls for a supervisor."""

from collections.abc import Mapping

from qtrace.i18n.translator import N_

SENTENCES: Mapping[str, tuple[str, str]] = {
    "CALL_OPEN": (
        N_("{name} has called a supervisor at {at}; nobody has answered yet"),
        N_("Wait, or go and fetch one"),
    ),
    "CALL_UNKNOWN": (N_("There is no such call"), N_("Look at the station again")),
    "CALL_ANSWERED": (N_("{name} is coming already, since {at}"), N_("Nothing more is to be done")),
    "CALL_WITHDRAWN": (
        N_("The station has taken its call back"),
        N_("Nothing more is to be done"),
    ),
    "CALL_OWN": (
        N_("Nobody answers a call of one's own"),
        N_("Another supervisor answers, or you take it back at the station that called"),
    ),
    "CALL_OF_OTHERS": (
        N_("Another station has called"),
        N_("It is taken back there, or answered"),
    ),
}
