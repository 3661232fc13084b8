"""The list that lies in the box of a shipment, in both languages; a working paper, no record."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from reportlab.platypus import Spacer

from qtrace.ports import SymbolReader
from qtrace.printing.certificates import check_texts
from qtrace.printing.drawing import SymbolMark
from qtrace.printing.flowables import (
    DATA,
    Align,
    Cell,
    Column,
    Marks,
    Style,
    data_table,
    fact_grid,
    text,
)
from qtrace.printing.fonts import Face
from qtrace.printing.page import TEXT_WIDTH_MM, PageFacts, build_pages, instant
from qtrace.printing.refusals import PrintRefusal
from qtrace.printing.symbols import Resolution, Symbology, encode, scale_to_fit, verify
from qtrace.printing.typeset import MM
from qtrace.printing.words import Name, Phrase, Words

_TITLE: Final = Style(Face.BOLD, 17)
_NUMBER: Final = Style(Face.MONO, 15)
CODE_MM, CODE_HEIGHT_MM = 90.0, 13.0


@dataclass(frozen=True, slots=True)
class PackedLine:
    """A unit, or a quantity of a batch, in the box."""

    piece: str
    lot: str
    part: str
    name: Name
    quantity: str
    unit: Name
    usable_until: date | None


@dataclass(frozen=True, slots=True)
class PackingList:
    """Everything on the paper.

    Attributes:
        shipped_at: when it left; None while it lies in the house.
    """

    plant: Name
    address: str
    is_demo: bool
    number: str
    customer_code: str
    customer: Name
    customer_address: str
    carrier: str
    shipped_at: datetime | None
    lines: tuple[PackedLine, ...]
    printed_at: datetime
    printed_by: Name


def render_packing_list(
    packing: PackingList, words: Words, reader: SymbolReader
) -> bytes | PrintRefusal:
    """The list as PDF, or why it cannot be printed (a glyph, a symbol that reads back wrong).

    Args:
        packing: everything on the paper.
        words: the words of the paper, usually both languages.
        reader: reads the barcode of the shipment back from its own geometry.
    """
    refusal = check_texts(_shown(packing), "$")
    symbol = refusal or _symbol(packing, reader)
    if isinstance(symbol, PrintRefusal):
        return symbol
    title = words.term("packing list", "Packing list")
    story = [
        text(title, _TITLE),
        Spacer(0, 3 * MM),
        text(packing.number, _NUMBER),
        Spacer(0, 1 * MM),
        Marks(CODE_MM, CODE_HEIGHT_MM, [symbol]),
        Spacer(0, 4 * MM),
        fact_grid(_facts(packing, words), TEXT_WIDTH_MM),
        Spacer(0, 5 * MM),
        _table(packing.lines, words),
    ]
    target = io.BytesIO()
    build_pages(_page(packing, words, title), story, target)
    return target.getvalue()


def _shown(packing: PackingList) -> list[str]:
    """Every text that comes from data."""
    head = [
        packing.number, packing.customer_code, packing.customer.zh, packing.customer.en,
        packing.customer_address, packing.carrier, packing.printed_by.zh, packing.printed_by.en,
    ]  # fmt: skip
    for line in packing.lines:
        head += [line.piece, line.lot, line.part, line.name.zh, line.name.en, line.quantity]
        head += [line.unit.zh, line.unit.en]
    return head


def _symbol(packing: PackingList, reader: SymbolReader) -> SymbolMark | PrintRefusal:
    symbol = encode(Symbology.CODE128, packing.number, packing.printed_at.year)
    if isinstance(symbol, PrintRefusal):
        return symbol
    scale = scale_to_fit(symbol, CODE_MM, Resolution(600), 0.33)
    if isinstance(scale, PrintRefusal):
        return scale
    return verify(symbol, reader) or SymbolMark(0, 0, symbol, scale, CODE_HEIGHT_MM)


def _page(packing: PackingList, words: Words, title: Phrase) -> PageFacts:
    printed = words.term("packing list", "Printed {at}", at=instant(packing.printed_at))
    by = words.name(packing.printed_by)
    return PageFacts(
        language=words.language,
        plant=words.name(packing.plant),
        address=Phrase(packing.address),
        title=title,
        number=packing.number,
        form=words.term("packing list", "Working paper without record"),
        footer=(printed.line, by.line),
        file_title=f"{title.first} {packing.number}",
        file_subject=title.first,
        demo=packing.is_demo,
    )


def _facts(packing: PackingList, words: Words) -> list[tuple[Phrase, Cell]]:
    left = words.term("packing list", "not yet")
    if packing.shipped_at is not None:
        left = Phrase(instant(packing.shipped_at))
    return [
        (words.term("packing list", "Customer"), words.name(packing.customer)),
        (words.term("packing list", "Code"), packing.customer_code),
        (words.term("packing list", "Address"), packing.customer_address),
        (words.term("packing list", "Carrier"), packing.carrier or "–"),
        (words.term("packing list", "Has left"), left),
        (words.term("packing list", "Packed"), str(len(packing.lines))),
    ]


def _table(lines: Sequence[PackedLine], words: Words) -> object:
    columns = (
        Column(Phrase("#"), 9, Align.RIGHT),
        Column(words.term("packing list", "Serial number"), 36),
        Column(words.term("packing list", "Batch"), 36),
        Column(words.term("packing list", "Part"), TEXT_WIDTH_MM - 136),
        Column(words.term("packing list", "Quantity"), 27, Align.RIGHT),
        Column(words.term("packing list", "Usable until"), 28),
    )
    rows: list[Sequence[Cell]] = []
    for number, line in enumerate(lines, start=1):
        name, unit = words.name(line.name), words.name(line.unit)
        rows.append(
            (
                str(number),
                text(line.piece or "–", DATA),
                text(line.lot, DATA),
                Phrase(f"{line.part} {name.first}", name.second),
                _amount(line.quantity, unit),
                text(line.usable_until.isoformat() if line.usable_until else "–", DATA),
            )
        )
    return data_table(columns, rows)


def _amount(quantity: str, unit: Phrase) -> Phrase:
    second = f"{quantity} {unit.second}" if unit.second else ""
    return Phrase(f"{quantity} {unit.first}", second)
