"""Sentences about what could not be drawn or printed."""

from collections.abc import Mapping

from qtrace.i18n.translator import N_

SENTENCES: Mapping[str, tuple[str, str]] = {
    "SYMBOL_DATA_INVALID": (
        N_("The code cannot be drawn: {reason} at position {position}. Nothing was printed"),
        N_("Correct the data of the label"),
    ),
    "SYMBOL_DOES_NOT_FIT": (
        N_(
            "The {symbology} symbol needs {needed_mm} mm and there are {available_mm} mm. Nothing was printed"
        ),
        N_("Choose a larger label or a shorter code"),
    ),
    "SYMBOL_HAS_NO_PLACE": (
        N_("The label {template} has no place for a {symbology} symbol. Nothing was printed"),
        N_("Choose a larger label"),
    ),
    "SYMBOL_READS_BACK_WRONG": (
        N_("The {symbology} symbol does not read back as its data. Nothing was printed"),
        N_("Call your administrator"),
    ),
    "TEXT_DOES_NOT_FIT": (
        N_("The text of {field} does not fit: {text}. Nothing was printed"),
        N_("Choose a larger label or shorten the text"),
    ),
    "DOCUMENT_DATA_INVALID": (
        N_(
            "The stored data of the document is not usable at {path}: {reason}. Nothing was printed"
        ),
        N_("Call your administrator"),
    ),
    "TEMPLATE_UNKNOWN": (N_("There is no label template {template}. Nothing was printed"), ""),
    "NOTHING_TO_PRINT": (N_("There is nothing to print"), ""),
    "PRINTER_UNREACHABLE": (
        N_("The printer {address} cannot be reached. The job is kept"),
        N_("Check that it is switched on and connected"),
    ),
    "PRINTER_REFUSED": (
        N_("The printer {address} refused the connection. The job is kept"),
        N_("Check its port"),
    ),
    "PRINTER_TIMED_OUT": (
        N_("The printer {address} did not answer in time. The job is kept"),
        N_("Check paper and cover, then print again"),
    ),
    "PRINTER_CLOSED_EARLY": (
        N_(
            "The printer {address} closed the connection before the job was complete. The job is kept"
        ),
        N_("Check what came out before you print again"),
    ),
    "PRINTER_FOLDER_UNUSABLE": (
        N_("The print folder {address} cannot be written. The job is kept"),
        N_("Check the folder"),
    ),
    "PRINTER_ADDRESS_INVALID": (
        N_("{address} is not the address of a printer. The job is kept"),
        N_("Correct the address"),
    ),
}
