"""The pages of a code sheet: cards in three columns under their group headings."""

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from reportlab.platypus import CondPageBreak, Flowable, Spacer, Table, TableStyle

from qtrace.ports import SymbolReader
from qtrace.printing.flowables import BODY, Marks, Style, stacked, text
from qtrace.printing.fonts import Face
from qtrace.printing.page import TEXT_WIDTH_MM, PageFacts, instant
from qtrace.printing.sheet_card import CARD_H_MM, Card
from qtrace.printing.typeset import MM
from qtrace.printing.words import Phrase, Words

if TYPE_CHECKING:
    from qtrace.printing.sheets import SheetCode, SheetHead

_GAP_MM = 4.0


def sheet_facts(head: "SheetHead") -> PageFacts:
    """What stands on every page of the sheet."""
    words = Words(head.language)
    title = words.name(head.title)
    printed = words.term("sheet", "Printed {at}", at=instant(head.printed_at))
    return PageFacts(
        language=head.language,
        plant=words.name(head.plant),
        address=Phrase(""),
        title=title,
        number="",
        form=words.term("sheet", "Form {form}", form=head.form_number),
        footer=(printed.first, printed.second),
        file_title=title.first,
        file_subject=head.form_number,
        demo=head.demo,
    )


def sheet_story(
    head: "SheetHead", codes: Sequence["SheetCode"], reader: SymbolReader
) -> list[Flowable]:
    """Title, then every group with its cards.

    Raises:
        SheetRefusedError: a card cannot be made.
    """
    words = Words(head.language)
    story: list[Flowable] = [stacked(words.name(head.title), Style(Face.BOLD, 19))]
    subtitle = words.name(head.subtitle)
    if subtitle.first:
        story += [Spacer(1, 2), stacked(subtitle, BODY)]
    for group, members in groupby(codes, key=lambda code: code.group):
        heading = words.name(group)
        story.append(Spacer(1, 8))
        if heading.first:
            story += [
                CondPageBreak((CARD_H_MM + 12) * MM),
                text(heading, Style(Face.BOLD, 11)),
                Spacer(1, 4),
            ]
        codes_here = list(members)
        columns = 2 if any(code.symbology.is_linear for code in codes_here) else 3
        width_mm = (TEXT_WIDTH_MM - (columns - 1) * _GAP_MM) / columns
        cards: list[Flowable] = []
        for code in codes_here:
            card = Card(code.symbology, code.data, head.printed_at.year, width_mm)
            marks = card.marks(words.name(code.title), words.name(code.subtitle), reader)
            cards.append(Marks(width_mm, CARD_H_MM, marks))
        story.append(_grid(cards, columns, width_mm))
    return story


def _grid(cards: list[Flowable], columns: int, width_mm: float) -> Table:
    blank: list[Flowable] = [Spacer(1, 1)] * (-len(cards) % columns)
    filled = [*cards, *blank]
    rows = [filled[start : start + columns] for start in range(0, len(filled), columns)]
    table = Table(
        rows,
        colWidths=[(width_mm + _GAP_MM) * MM] * (columns - 1) + [width_mm * MM],
        rowHeights=[(CARD_H_MM + 4) * MM] * len(rows),
        hAlign="LEFT",
    )
    table.setStyle(
        TableStyle(
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("RIGHTPADDING", (0, 0), (-1, -1), 0),
                ("TOPPADDING", (0, 0), (-1, -1), 0),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
            ]
        )
    )
    return table
