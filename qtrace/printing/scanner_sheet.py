"""The check sheet of keyboard scanners: six codes, each as Data Matrix and as bar code."""

from datetime import datetime

from qtrace.domain.scanners.check_codes import CHECKS, CONTENTS, Check
from qtrace.ports import SymbolReader
from qtrace.printing.refusals import PrintRefusal
from qtrace.printing.sheets import SheetCode, SheetHead, render_sheet
from qtrace.printing.symbols import Symbology
from qtrace.printing.words import DocumentLanguage, Name, Phrase, Words

FORM_NUMBER = "QTRACE-SCANNER 1"


def scanner_sheet(
    language: DocumentLanguage, printed_at: datetime, reader: SymbolReader
) -> bytes | PrintRefusal:
    """The sheet as PDF, or why there is none.

    Args:
        language: of the sheet.
        printed_at: aware instant.
        reader: reads back every symbol that was drawn.
    """
    words = Words(DocumentLanguage.BOTH)
    head = SheetHead(
        title=_name(words.term("sheet", "Scanner check")),
        subtitle=_name(
            words.term(
                "sheet",
                "Open Stations and press F6. Scan codes 1 to 6 in turn, of each the left or the "
                "right one; cover the codes around it.",
            )
        ),
        plant=Name("QTrace", "QTrace"),
        form_number=FORM_NUMBER,
        language=language,
        printed_at=printed_at,
    )
    return render_sheet(head, check_codes(), reader)


def check_codes() -> tuple[SheetCode, ...]:
    """Every check code twice, for scanners that read only bars."""
    return tuple(code for check in CHECKS for code in _cards(check))


def _cards(check: Check) -> tuple[SheetCode, SheetCode]:
    told = _told(check)
    title = Name(f"{check.number}  {told.zh}", f"{check.number}  {told.en}")
    if check.is_gs1:
        kinds = Symbology.GS1_DATAMATRIX, Symbology.GS1_128
    else:
        kinds = Symbology.DATAMATRIX, Symbology.CODE128
    matrix, bars = (
        SheetCode(title, Name(kind.value, kind.value), CONTENTS[check], kind) for kind in kinds
    )
    return matrix, bars


def _told(check: Check) -> Name:
    """What a code reveals."""
    words = Words(DocumentLanguage.BOTH)
    match check:
        case Check.LETTERS:
            return _name(words.term("sheet", "Letters: keyboard, Caps Lock"))
        case Check.SIGNS:
            return _name(words.term("sheet", "Signs of GS1: keyboard"))
        case Check.OTHERS:
            return _name(words.term("sheet", "Other signs: keyboard"))
        case Check.GS1:
            return _name(words.term("sheet", "GS1: separator"))
        case Check.PLAIN:
            return _name(words.term("sheet", "Not GS1: identifier"))
        case Check.SPACE:
            return _name(words.term("sheet", "HIBC: space at the end"))


def _name(phrase: Phrase) -> Name:
    return Name(phrase.first, phrase.second or phrase.first)
