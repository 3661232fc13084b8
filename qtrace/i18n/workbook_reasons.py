"""Sentences about cells of the master data workbook."""

from collections.abc import Mapping

from qtrace.i18n.translator import N_

SENTENCES: Mapping[str, tuple[str, str]] = {
    "NOT_A_WORKBOOK": (
        N_("This file is no XLSX workbook"),
        N_("Save it as .xlsx, or take the template"),
    ),
    "WORKBOOK_TOO_LARGE": (N_("The workbook is larger than 50 MB"), N_("Split it")),
    "SHEET_UNKNOWN": (
        N_("There is no sheet “{sheet}” in the template"),
        N_("Rename or remove it"),
    ),
    "COLUMN_UNKNOWN": (
        N_("There is no column “{given}” in the template"),
        N_("Rename or remove it"),
    ),
    "COLUMN_MISSING": (N_("The column “{column}” is missing"), N_("Add it from the template")),
    "CELL_EMPTY": (N_("“{column}” must not be empty"), N_("Fill the cell")),
    "CELL_NOT_WHOLE": (N_("“{given}” is no whole number"), N_("Write digits only")),
    "CELL_NOT_NUMBER": (
        N_("“{given}” is no number"),
        N_("Write digits with a point, at most six decimals"),
    ),
    "CELL_INEXACT": (
        N_("The spreadsheet has rounded this number to {given}"),
        N_("Format the cell as text and type it again"),
    ),
    "CELL_NOT_DAY": (N_("“{given}” is no date"), N_("Write it as 2026-11-22")),
    "CELL_NOT_YES_NO": (N_("“{given}” is neither yes nor no"), N_("Write yes or no")),
    "CELL_NOT_A_CHOICE": (N_("“{given}” is not allowed here"), N_("Allowed: {allowed}")),
    "CELL_FORMULA": (N_("The cell holds a formula"), N_("Replace it by its value")),
    "CELL_CONTROL_CHARACTER": (
        N_("The cell holds an invisible control character"),
        N_("Type the text again"),
    ),
    "ROW_TWICE": (N_("“{given}” stands in row {row} already"), N_("Remove one of them")),
    "NOT_KNOWN": (
        N_("“{given}” is neither in this workbook nor in the plant"),
        N_("Add it, or correct the spelling"),
    ),
    "PROFILE_INVALID": (
        N_("“{given}” is no code profile"),
        N_("Write Application Identifiers such as 17 10 21"),
    ),
    "PATTERN_INVALID": (
        N_("The pattern “{given}” cannot be read at place {place}"),
        N_("Write literal text and fields such as {{lot:1..12}}"),
    ),
    "ROW_REFUSED": (N_("The row was refused: {reason}"), N_("Correct it and import again")),
}
