"""The last lots of a series as a strip on paper: failed pieces, verdict and severity of each."""

from collections.abc import Sequence
from itertools import groupby
from typing import Final

from reportlab.platypus import Flowable, KeepTogether, Spacer

from qtrace.printing.drawing import (
    Anchor,
    Box,
    Ink,
    Plain,
    Stroke,
    Text,
    cross_in_octagon,
    rectangle,
)
from qtrace.printing.flowables import BODY, CAPTION, STRONG, Marks, stacked, text
from qtrace.printing.fonts import Face, width_pt
from qtrace.printing.page import TEXT_WIDTH_MM
from qtrace.printing.report_data import ReportData, SeriesLot, Severity
from qtrace.printing.report_words import defect_class_phrase, severity_phrase
from qtrace.printing.typeset import MM
from qtrace.printing.words import Words

MOST_LOTS: Final = 20
_PITCH_MM: Final = TEXT_WIDTH_MM / MOST_LOTS
_GAP_MM: Final = 0.8
_TILE_MM: Final = 7.0
_HEIGHT_MM: Final = 13.5
_SHAPE_MM: Final = 3.2
_DIGITS_PT: Final = 8.5
_WORD_PT: Final = 7.0


def series_section(report: ReportData, words: Words) -> list[Flowable]:
    """Every series with its strip and what holds for the next lot; nothing without a series."""
    if not report.series:
        return []
    note = words.term(
        "report",
        "One field for each lot, oldest first, with its failed pieces; a cross: rejected; the thick "
        "frame: this lot; dashed: does not count. Below it the severity.",
    )
    found: list[Flowable] = [stacked(note, CAPTION)]
    for series in report.series:
        name = defect_class_phrase(words, series.defect_class).line
        strip = Marks(TEXT_WIDTH_MM, _HEIGHT_MM, strip_marks(series.lots, words))
        after = stacked(words.name(series.next_lot), BODY)
        head = text(f"{name}  {series.scheme}", STRONG)
        found.append(KeepTogether([Spacer(1, 4), head, Spacer(1, 2), strip, after]))
    return found


def strip_marks(lots: Sequence[SeriesLot], words: Words) -> tuple[Plain, ...]:
    """Fields of the lots with the runs of severity below them."""
    marks: list[Plain] = []
    for place, lot in enumerate(lots):
        marks += _field(lot, Box(place * _PITCH_MM, 0.5, _PITCH_MM - _GAP_MM, _TILE_MM))
    first = 0
    for severity, run in groupby(lots, key=lambda lot: lot.severity):
        count = len(list(run))
        marks += _run(severity, first, count, words)
        first += count
    return tuple(marks)


def _field(lot: SeriesLot, box: Box) -> list[Plain]:
    stroke = Stroke(Ink.BLACK, 0.7) if lot.current else Stroke(Ink.GREY, 0.2, not lot.counted)
    centre = box.x + box.w / 2
    base = box.y + box.h / 2 + 1.1
    found: list[Plain] = [rectangle(box, None, stroke)]
    if lot.accepted:
        digits = Text(centre, base, str(lot.d), Face.REGULAR, _DIGITS_PT, "d",
                      anchor=Anchor.MIDDLE)  # fmt: skip
        return [*found, digits]
    shape = Box(centre - _SHAPE_MM - 0.2, box.y + (box.h - _SHAPE_MM) / 2, _SHAPE_MM, _SHAPE_MM)
    found += cross_in_octagon(shape, Ink.RED)
    found.append(Text(centre + 0.6, base, str(lot.d), Face.BOLD, _DIGITS_PT, "d", Ink.RED))
    return found


def _run(severity: Severity, first: int, count: int, words: Words) -> list[Plain]:
    """A bar below the lots of one severity; its word where there is room."""
    left, width = first * _PITCH_MM, count * _PITCH_MM - _GAP_MM
    is_normal = severity is Severity.NORMAL
    bar = Box(left, _TILE_MM + 1.3, width, 0.8)
    said = severity_phrase(words, severity)
    face = Face.REGULAR if is_normal else Face.BOLD
    found: list[Plain] = [rectangle(bar, Ink.GREY if is_normal else Ink.BLACK)]
    words_here = (said.line, said.first, said.second)
    word = next((w for w in words_here if w and width_pt(w, face, _WORD_PT) <= width * MM), "")
    if word:
        found.append(Text(left, _TILE_MM + 5.2, word, face, _WORD_PT, "severity"))
    return found
