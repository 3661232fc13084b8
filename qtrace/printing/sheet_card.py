"""One card of a code sheet: symbol, words and the text of the code, or a refusal."""

from dataclasses import dataclass

from qtrace.ports import SymbolReader
from qtrace.printing.drawing import Box, Ink, Mark, Stroke, SymbolMark, Text, rectangle
from qtrace.printing.fonts import Face, ascent_ratio
from qtrace.printing.refusals import PrintRefusal, PrintRefusalCode
from qtrace.printing.symbols import (
    Bars,
    Resolution,
    Symbology,
    encode,
    readable,
    scale_to_fit,
    verify,
)
from qtrace.printing.typeset import MM, TextBox, fit
from qtrace.printing.words import Phrase

CARD_H_MM = 31.0
_PAPER = Resolution(600)
_MATRIX_MM = 22.0
_BARS_H_MM = 11.0
_CODE_TOP_MM = 25.6


class SheetRefusedError(Exception):
    """A card cannot be made; carries the refusal to the sheet."""

    def __init__(self, refusal: PrintRefusal) -> None:
        super().__init__(refusal.code)
        self.refusal = refusal


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    face: Face
    size_pt: float
    ink: Ink = Ink.BLACK


class Card:
    """Builds the marks of one card, origin top left."""

    def __init__(self, symbology: Symbology, data: str, ref_year: int, width_mm: float) -> None:
        self._symbology = symbology
        self._data = data
        self._ref_year = ref_year
        self._width_mm = width_mm

    def marks(self, title: Phrase, subtitle: Phrase, reader: SymbolReader) -> list[Mark]:
        """All marks of the card.

        Raises:
            SheetRefusedError: the code is invalid, does not fit or does not read back, or a text
                does not fit.
        """
        symbol = self._symbol(reader)
        linear = isinstance(symbol.symbol, Bars)
        frame = Box(0.2, 0.2, self._width_mm - 0.4, CARD_H_MM - 0.4)
        x = 3.0 if linear else _MATRIX_MM + 4.0
        y = _BARS_H_MM + 3.6 if linear else 3.2
        lines = [
            _Line(title.first, Face.BOLD, 11.5),
            _Line(title.second, Face.REGULAR, 8.0, Ink.GREY),
            _Line(subtitle.first, Face.REGULAR, 7.0, Ink.GREY),
            _Line(subtitle.second, Face.REGULAR, 6.4, Ink.GREY),
        ]
        words = _stack(
            [line for line in lines if line.text],
            Box(x, y, self._width_mm - x - 2.0, _CODE_TOP_MM - y),
        )
        shown = readable(self._data) if self._symbology.is_gs1 else self._data
        code_box = Box(3.0, _CODE_TOP_MM, self._width_mm - 6.0, CARD_H_MM - 0.8 - _CODE_TOP_MM)
        code = _stack([_Line(shown, Face.MONO, 7.0)], code_box)
        return [rectangle(frame, Ink.WHITE, Stroke(Ink.GREY, 0.15)), symbol, *words, *code]

    def _symbol(self, reader: SymbolReader) -> SymbolMark:
        symbol = encode(self._symbology, self._data, self._ref_year)
        if isinstance(symbol, PrintRefusal):
            raise SheetRefusedError(symbol)
        linear = isinstance(symbol, Bars)
        available = self._width_mm - 1 if linear else _MATRIX_MM
        scale = scale_to_fit(symbol, available, _PAPER, 0.5 if linear else 0.95)
        if isinstance(scale, PrintRefusal):
            raise SheetRefusedError(scale)
        refusal = verify(symbol, reader)
        if refusal is not None:
            raise SheetRefusedError(refusal)
        size = symbol.width_modules * scale.module_mm
        if linear:
            return SymbolMark((self._width_mm - size) / 2, 2.4, symbol, scale, _BARS_H_MM)
        return SymbolMark(1.5 + (_MATRIX_MM - size) / 2, 1.8, symbol, scale)


def _stack(lines: list[_Line], box: Box) -> list[Mark]:
    """Lines under each other in `box`, all reduced alike until they fit.

    Raises:
        SheetRefusedError: they do not fit at half their sizes.
    """
    for percent in range(100, 45, -5):
        marks: list[Mark] = []
        y = box.y
        for line in lines:
            size = line.size_pt * percent / 100
            fitted = fit(line.text, line.face, TextBox(box.w, box.h, size, size, 2))
            if fitted is None:
                break
            baseline = y + fitted.size_pt * ascent_ratio(line.face) / MM
            for row in fitted.lines:
                marks.append(
                    Text(box.x, baseline, row, line.face, fitted.size_pt, "card", line.ink)
                )
                baseline += fitted.leading_pt / MM
            y += fitted.leading_pt * len(fitted.lines) / MM + 0.6
        else:
            if y - 0.6 <= box.y + box.h:
                return marks
    facts = {"field": "card", "text": lines[0].text[:80]}
    raise SheetRefusedError(PrintRefusal(PrintRefusalCode.TEXT_DOES_NOT_FIT, facts))
