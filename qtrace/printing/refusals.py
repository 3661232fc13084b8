"""Why something was not printed, as a value with a stable code; and its sentence at the edge."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from qtrace.i18n.reasons import explain
from qtrace.i18n.translator import Translator


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


def describe(tr: Translator, code: str, facts: Mapping[str, str]) -> str:
    """What happened and what to do, as one text; the code itself if it is unknown."""
    explained = explain(tr, code, facts)
    return f"{explained.text}. {explained.next_step}".removesuffix(" ").removesuffix(".")
