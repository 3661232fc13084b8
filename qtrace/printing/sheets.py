"""Sheets of codes to scan: the command sheet, badges, deliveries, gauges, locations.

Every symbol is read back from its own geometry before the sheet exists; neighbours stand far
enough apart that a hand scanner reads one of them.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from qtrace.domain.codes.internal import CommandCode, format_command
from qtrace.ports import SymbolReader
from qtrace.printing.fonts import check_glyphs
from qtrace.printing.refusals import PrintRefusal, PrintRefusalCode
from qtrace.printing.sheet_card import SheetRefusedError
from qtrace.printing.symbols import Symbology
from qtrace.printing.words import NO_NAME, DocumentLanguage, Name, Phrase, Words


@dataclass(frozen=True, slots=True)
class SheetCode:
    """One code on a sheet.

    Attributes:
        title: what it is, in large type.
        subtitle: a second line, or empty.
        data: text of the symbol.
        symbology: how it is drawn.
        group: heading under which it stands; equal neighbours share one.
    """

    title: Name
    subtitle: Name
    data: str
    symbology: Symbology = Symbology.DATAMATRIX
    group: Name = NO_NAME


@dataclass(frozen=True, slots=True)
class SheetHead:
    """What stands on every page of a sheet.

    Attributes:
        title: title of the sheet.
        subtitle: who it is for or how to use it, or empty.
        plant: name of the plant.
        form_number: form number and revision.
        language: language of the sheet.
        printed_at: aware instant.
        demo: True prints the demo mark.
    """

    title: Name
    subtitle: Name
    plant: Name
    form_number: str
    language: DocumentLanguage
    printed_at: datetime
    demo: bool = False


def render_sheet(
    head: SheetHead, codes: Sequence[SheetCode], reader: SymbolReader
) -> bytes | PrintRefusal:
    """The sheet as PDF, or the first refusal: then nothing is printed."""
    if not codes:
        return PrintRefusal(PrintRefusalCode.NOTHING_TO_PRINT)
    refusal = _check_texts(head, codes)
    if refusal is not None:
        return refusal
    from reportlab.platypus.doctemplate import LayoutError

    from qtrace.printing.page import build_pages
    from qtrace.printing.sheet_layout import sheet_facts, sheet_story

    target = io.BytesIO()
    try:
        build_pages(sheet_facts(head), sheet_story(head, codes, reader), target)
    except SheetRefusedError as refused:
        return refused.refusal
    except LayoutError:
        facts = {"field": "title", "text": head.title.zh or head.title.en}
        return PrintRefusal(PrintRefusalCode.TEXT_DOES_NOT_FIT, facts)
    return target.getvalue()


def _check_texts(head: SheetHead, codes: Sequence[SheetCode]) -> PrintRefusal | None:
    names = [("title", head.title), ("subtitle", head.subtitle), ("plant", head.plant)]
    for code in codes:
        names += [("title", code.title), ("subtitle", code.subtitle), ("group", code.group)]
    texts = [(field, text) for field, name in names for text in (name.zh, name.en)]
    for field, text in [*texts, ("form", head.form_number)]:
        refusal = check_glyphs(text.replace("\n", "\x00"), field)
        if refusal is not None:
            return refusal
    return None


def _command_words() -> dict[CommandCode, tuple[Phrase, Phrase]]:
    """Group and word of every command but the digits, in working order, in both languages."""
    words = Words(DocumentLanguage.BOTH)
    work = words.term("command group", "Work")
    answer = words.term("command group", "Answer")
    return {
        CommandCode.RECEIVE: (work, words.term("command", "Receive")),
        CommandCode.INSPECT: (work, words.term("command", "Inspect")),
        CommandCode.ALL_OK: (work, words.term("command", "All OK")),
        CommandCode.NEXT: (work, words.term("command", "Next")),
        CommandCode.BACK: (work, words.term("command", "Back")),
        CommandCode.UNDO: (work, words.term("command", "Undo")),
        CommandCode.DECIDE: (work, words.term("command", "Decide")),
        CommandCode.ACCEPT: (work, words.term("command", "Accept")),
        CommandCode.REJECT: (work, words.term("command", "Reject")),
        CommandCode.SPLIT: (work, words.term("command", "Split lot")),
        CommandCode.RETURN: (work, words.term("command", "Send back")),
        CommandCode.SIGN: (work, words.term("command", "Sign")),
        CommandCode.HOLD: (work, words.term("command", "Hold")),
        CommandCode.NONCONFORMANCE: (work, words.term("command", "Nonconformance")),
        CommandCode.PRINT: (work, words.term("command", "Print")),
        CommandCode.PHOTO: (work, words.term("command", "Photo")),
        CommandCode.CALL: (work, words.term("command", "Call supervisor")),
        CommandCode.HELP: (work, words.term("command", "Help")),
        CommandCode.LOCK: (work, words.term("command", "Lock")),
        CommandCode.YES: (answer, words.term("command", "Yes")),
        CommandCode.NO: (answer, words.term("command", "No")),
        CommandCode.ENTER: (answer, words.term("command", "Enter")),
        CommandCode.CLEAR: (answer, words.term("command", "Clear")),
        CommandCode.CANCEL: (answer, words.term("command", "Cancel")),
    }


def command_codes(symbology: Symbology = Symbology.DATAMATRIX) -> tuple[SheetCode, ...]:
    """All commands with their words, in working order; the keys of a number last."""
    words = Words(DocumentLanguage.BOTH)
    named = [
        SheetCode(_name(word), NO_NAME, format_command(command), symbology, _name(group))
        for command, (group, word) in _command_words().items()
    ]
    numbers = _name(words.term("command group", "Numbers"))
    keys = {
        command: Name(str(command.digit), str(command.digit))
        for command in CommandCode
        if command.digit is not None
    }
    keys[CommandCode.POINT] = _name(words.term("command", "Decimal point"))
    keys[CommandCode.MINUS] = _name(words.term("command", "Minus"))
    typed = [
        SheetCode(name, NO_NAME, format_command(command), symbology, numbers)
        for command, name in keys.items()
    ]
    return (*named, *typed)


def _name(phrase: Phrase) -> Name:
    return Name(phrase.first, phrase.second or phrase.first)
