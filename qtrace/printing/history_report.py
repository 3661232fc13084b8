"""The device history record 批生产记录 as PDF: complete, or with what is missing on page one.

Source: ISO 13485:2016 clause 7.5.1; 21 CFR 820.184; NMPA GMP 107/2025 article 100.
"""

import io
from collections.abc import Sequence

from reportlab.platypus import Flowable, Spacer, Table, TableStyle

from qtrace.ports import SymbolReader
from qtrace.printing.certificates import check_texts, document_symbol
from qtrace.printing.codec import to_plain
from qtrace.printing.drawing import Box, Ink, SymbolMark, bar_in_triangle, tick_in_circle
from qtrace.printing.flowables import (
    BODY,
    CAPTION,
    INK,
    TINT,
    Align,
    Column,
    Marks,
    Style,
    data_table,
    fact_grid,
    stacked,
    text,
)
from qtrace.printing.fonts import Face
from qtrace.printing.history_data import HistoryData, HistorySection
from qtrace.printing.page import TEXT_WIDTH_MM, build_pages
from qtrace.printing.refusals import PrintRefusal, PrintRefusalCode
from qtrace.printing.report_sections import document_facts, section_head, title_block
from qtrace.printing.typeset import MM
from qtrace.printing.words import Words

_VERDICT = Style(Face.BOLD, 12)
_CELL = Style(Face.REGULAR, 7.2)
_CELL_STRONG = Style(Face.BOLD, 7.2)
_SHAPE_MM = 9.0


def render_history(history: HistoryData, reader: SymbolReader) -> bytes | PrintRefusal:
    """The record as PDF, or why it cannot be printed.

    Args:
        history: everything the document says.
        reader: reads the document's symbol back from its own geometry.
    """
    refusal = _check(history)
    if refusal is not None:
        return refusal
    symbol = document_symbol(history.head, reader)
    if isinstance(symbol, PrintRefusal):
        return symbol
    from reportlab.platypus.doctemplate import LayoutError

    words = Words(history.head.language)
    title = words.term("history", "Device history record")
    facts = document_facts(history.head, history.plant, title, history.lot)
    target = io.BytesIO()
    try:
        build_pages(facts, _story(history, words, symbol), target)
    except LayoutError:
        number = {"field": "history", "text": history.head.number}
        return PrintRefusal(PrintRefusalCode.TEXT_DOES_NOT_FIT, number)
    return target.getvalue()


def _check(history: HistoryData) -> PrintRefusal | None:
    for place, section in enumerate(history.sections):
        if any(len(row) != len(section.columns) for row in section.rows):
            path = f"$.sections[{place}]"
            facts = {"path": path, "reason": "cells do not match the columns"}
            return PrintRefusal(PrintRefusalCode.DOCUMENT_DATA_INVALID, facts)
    return check_texts(to_plain(history), "$")


def _story(history: HistoryData, words: Words, symbol: SymbolMark) -> list[Flowable]:
    title = words.term("history", "Device history record")
    grid = [(words.name(fact.caption), words.name(fact.value)) for fact in history.facts]
    story: list[Flowable] = [
        title_block(history.head, title, words, symbol),
        _verdict(history, words),
        Spacer(1, 6),
        fact_grid(grid, TEXT_WIDTH_MM),
    ]
    for number, section in enumerate(history.sections, start=1):
        story += section_head(number, words.name(section.title))
        story.append(_table(section, words))
    return story


def _verdict(history: HistoryData, words: Words) -> Flowable:
    """Complete with a tick, or a triangle and everything that is missing, one line each."""
    shape = Box(0, 0, _SHAPE_MM, _SHAPE_MM)
    draw = bar_in_triangle if history.missing else tick_in_circle
    lines: list[Flowable] = [stacked(words.name(history.verdict), _VERDICT)]
    for number, point in enumerate(history.missing, start=1):
        phrase = words.name(point)
        lines.append(stacked(type(phrase)(f"{number}  {phrase.first}", phrase.second), BODY))
    rows: list[list[object]] = [[Marks(_SHAPE_MM, _SHAPE_MM, draw(shape, Ink.BLACK)), lines[0]]]
    rows += [["", line] for line in lines[1:]]
    strip = Table(rows, colWidths=[14 * MM, (TEXT_WIDTH_MM - 14) * MM], hAlign="LEFT")
    strip.setStyle(
        TableStyle(
            [
                ("BOX", (0, 0), (-1, -1), 0.9, INK),
                ("VALIGN", (0, 0), (-1, 0), "MIDDLE"),
                ("VALIGN", (0, 1), (-1, -1), "TOP"),
                ("TOPPADDING", (0, 0), (-1, -1), 2.5),
                ("TOPPADDING", (0, 0), (-1, 0), 6),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 2.5),
                ("BOTTOMPADDING", (0, -1), (-1, -1), 6),
            ]
        )
    )
    return strip


def _table(section: HistorySection, words: Words) -> Flowable:
    """The rows of a section; rows that stand out are bold on a tint."""
    if not section.rows:
        return text(words.name(section.empty), CAPTION)
    total = sum(column.share for column in section.columns)
    columns = [
        Column(
            words.name(column.heading),
            TEXT_WIDTH_MM * column.share / total,
            Align.RIGHT if column.right else Align.LEFT,
        )
        for column in section.columns
    ]
    rows: list[Sequence[Flowable]] = []
    for place, row in enumerate(section.rows):
        style = _CELL_STRONG if place in section.marked else _CELL
        rows.append(
            [
                stacked(words.name(cell), style, column.align)
                for cell, column in zip(row, columns, strict=True)
            ]
        )
    tints = [
        ("BACKGROUND", (0, place + 1), (-1, place + 1), TINT)
        for place in section.marked
    ]  # fmt: skip
    return data_table(columns, rows, tints, padding_pt=2.0)
