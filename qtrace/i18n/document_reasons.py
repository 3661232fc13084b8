"""Sentences about documents, labels and stations."""

from collections.abc import Mapping

from qtrace.i18n.translator import N_

SENTENCES: Mapping[str, tuple[str, str]] = {
    "DOCUMENT_ALREADY_STORED": (
        N_("The document {number} is stored already; it is never drawn again"),
        N_("Print the stored one"),
    ),
    "REPRINT_REASON_MISSING": (
        N_("Printing again needs a reason"),
        N_("Choose or type why"),
    ),
    "NO_SUCH_CONTAINER": (
        N_("The lot has no such container"),
        N_("Check the number on the label"),
    ),
    "DOCUMENT_NOT_ISSUED": (
        N_("No document was issued for this lot"),
        N_("Decide the inspection first"),
    ),
    "DOCUMENT_NOT_STORED": (
        N_("The document is issued but not drawn yet"),
        N_("Open the workstation and sign in: it is drawn by itself"),
    ),
    "HISTORY_UNCHANGED": (
        N_("Nothing has changed since {number} revision {revision} was issued, {at}"),
        N_("Print the stored one"),
    ),
    "HISTORY_NOT_ISSUED": (
        N_("No device history record was issued for batch {lot}"),
        N_("Issue it on the page of batches, or here with --as and your login name"),
    ),
    "PRINT_JOB_CLOSED": (N_("This print job is done"), N_("Ask for a reprint")),
    "PLANT_NOT_SET_UP": (
        N_("The database {database} holds no plant yet"),
        N_("Set up a plant, or try the demo: qtrace demo"),
    ),
    "STATION_UNKNOWN": (
        N_("There is no station “{station}” in this plant"),
        N_("Choose a station of the plant, or enrol this one"),
    ),
}
