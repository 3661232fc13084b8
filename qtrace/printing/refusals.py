"""Why something was not printed, as a value with a stable code; and its sentence at the edge."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from qtrace.i18n.translator import N_, Translator


class PrintRefusalCode(StrEnum):
    """Stable reasons for which nothing was drawn or sent."""

    SYMBOL_DATA_INVALID = "SYMBOL_DATA_INVALID"
    SYMBOL_DOES_NOT_FIT = "SYMBOL_DOES_NOT_FIT"
    SYMBOL_HAS_NO_PLACE = "SYMBOL_HAS_NO_PLACE"
    SYMBOL_READS_BACK_WRONG = "SYMBOL_READS_BACK_WRONG"
    GLYPH_MISSING = "GLYPH_MISSING"
    TEXT_DOES_NOT_FIT = "TEXT_DOES_NOT_FIT"
    DOCUMENT_DATA_INVALID = "DOCUMENT_DATA_INVALID"
    TEMPLATE_UNKNOWN = "TEMPLATE_UNKNOWN"
    NOTHING_TO_PRINT = "NOTHING_TO_PRINT"


class PrinterErrorCode(StrEnum):
    """Codes that `qtrace.ports.PrinterError` carries; the job is kept in every case."""

    UNREACHABLE = "PRINTER_UNREACHABLE"
    REFUSED = "PRINTER_REFUSED"
    TIMED_OUT = "PRINTER_TIMED_OUT"
    CLOSED = "PRINTER_CLOSED_EARLY"
    FOLDER = "PRINTER_FOLDER_UNUSABLE"
    ADDRESS = "PRINTER_ADDRESS_INVALID"


@dataclass(frozen=True, slots=True)
class PrintRefusal:
    """Nothing was printed, and why.

    Attributes:
        code: stable reason.
        facts: what the sentence names, all text.
    """

    code: PrintRefusalCode
    facts: Mapping[str, str] = field(default_factory=dict)


_SENTENCES = {
    PrintRefusalCode.SYMBOL_DATA_INVALID: N_(
        "The code cannot be drawn: {reason} at position {position}. Nothing was printed. "
        "Correct the data of the label."
    ),
    PrintRefusalCode.SYMBOL_DOES_NOT_FIT: N_(
        "The {symbology} symbol needs {needed_mm} mm and there are {available_mm} mm. "
        "Nothing was printed. Choose a larger label or a shorter code."
    ),
    PrintRefusalCode.SYMBOL_HAS_NO_PLACE: N_(
        "The label {template} has no place for a {symbology} symbol. Nothing was printed. "
        "Choose a larger label."
    ),
    PrintRefusalCode.SYMBOL_READS_BACK_WRONG: N_(
        "The {symbology} symbol does not read back as its data. Nothing was printed. "
        "Call your administrator."
    ),
    PrintRefusalCode.GLYPH_MISSING: N_(
        "The character {character} ({codepoint}) in {field} cannot be printed. "
        "Nothing was printed. Correct the text."
    ),
    PrintRefusalCode.TEXT_DOES_NOT_FIT: N_(
        "The text of {field} does not fit: {text}. Nothing was printed. "
        "Choose a larger label or shorten the text."
    ),
    PrintRefusalCode.DOCUMENT_DATA_INVALID: N_(
        "The stored data of the document is not usable at {path}: {reason}. "
        "Nothing was printed. Call your administrator."
    ),
    PrintRefusalCode.TEMPLATE_UNKNOWN: N_(
        "There is no label template {template}. Nothing was printed."
    ),
    PrintRefusalCode.NOTHING_TO_PRINT: N_("There is nothing to print."),
}

_PRINTER_SENTENCES = {
    PrinterErrorCode.UNREACHABLE: N_(
        "The printer {address} cannot be reached. The job is kept. "
        "Check that it is switched on and connected."
    ),
    PrinterErrorCode.REFUSED: N_(
        "The printer {address} refused the connection. The job is kept. Check its port."
    ),
    PrinterErrorCode.TIMED_OUT: N_(
        "The printer {address} did not answer in time. The job is kept. "
        "Check paper and cover, then print again."
    ),
    PrinterErrorCode.CLOSED: N_(
        "The printer {address} closed the connection before the job was complete. "
        "The job is kept. Check what came out before you print again."
    ),
    PrinterErrorCode.FOLDER: N_(
        "The print folder {address} cannot be written. The job is kept. Check the folder."
    ),
    PrinterErrorCode.ADDRESS: N_(
        "{address} is not the address of a printer. The job is kept. Correct the address."
    ),
}


class _Facts(dict[str, str]):
    """Facts in which a missing name shows as a question mark instead of raising."""

    def __missing__(self, key: str) -> str:
        return "?"


def describe(tr: Translator, code: str, facts: Mapping[str, str]) -> str:
    """One sentence with the next step for a refusal or printer code; the code itself if unknown."""
    message = next(
        (
            text
            for known, text in (*_SENTENCES.items(), *_PRINTER_SENTENCES.items())
            if known.value == code
        ),
        None,
    )
    if message is None:
        return code
    return tr.say(message).format_map(_Facts(facts))
