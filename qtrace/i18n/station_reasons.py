"""Sentences about scans that no screen wanted."""

from collections.abc import Mapping

from qtrace.i18n.translator import N_

SENTENCES: Mapping[str, tuple[str, str]] = {
    "SCAN_UNREADABLE": (N_("The scan could not be read"), N_("Scan again, a little slower")),
    "SCAN_TOO_SHORT": (
        N_("A code of so few characters cannot be told from typing"),
        N_("Type it with F2; a prefix on the scanner makes short codes readable"),
    ),
    "SCAN_TOO_LONG": (
        N_("This code is longer than any label code"),
        N_("Scan the label again, not a document"),
    ),
    "SCAN_HAS_NUL": (
        N_("The code contains a character that no label may carry"),
        N_("Scan again; if it stays so, type the number with F2"),
    ),
    "SCAN_EMPTY": (N_("The scanner sent nothing"), N_("Scan again")),
    "COMMAND_MEANS_NOTHING": (
        N_("This command means nothing on this screen"),
        N_("Scan a lot, a delivery or a badge"),
    ),
    "NO_LOT_YET": (
        N_("No lot was opened yet"),
        N_("Scan a lot's label, or type its number with F2"),
    ),
    "SCAN_MEANS_NOTHING": (
        N_("Nothing here has this code"),
        N_("Check the label, or type the number with F2"),
    ),
}
