"""A measured study of a gauge on paper: what was found, and its picture. A working paper.

The signed numbers stand in the records; this page shows them and says so.
"""

import io
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from reportlab.platypus import Flowable, Spacer

from qtrace.i18n.translator import Language, Translator
from qtrace.printing.drawing import Anchor, Box, Circle, Ink, Outline, Plain, Stroke, Text
from qtrace.printing.flowables import BODY, STRONG, Cell, Marks, Style, fact_grid, text
from qtrace.printing.fonts import Face, check_glyphs
from qtrace.printing.page import TEXT_WIDTH_MM, PageFacts, build_pages, instant
from qtrace.printing.refusals import PrintRefusal
from qtrace.printing.typeset import MM
from qtrace.printing.words import DocumentLanguage, Name, Phrase

_TITLE: Final = Style(Face.BOLD, 17)
_SECTION: Final = Style(Face.BOLD, 10)
_LANGUAGES: Final = {Language.EN: DocumentLanguage.EN, Language.ZH_CN: DocumentLanguage.ZH}
_SMALL: Final = 7.0
_ROW_MM: Final = 9.0
_PLOT_MM: Final = 75.0
_SHAPES: Final = (
    ((0.0, -1.0), (1.0, 0.0), (0.0, 1.0), (-1.0, 0.0)),
    ((0.0, -1.0), (1.0, 0.8), (-1.0, 0.8)),
    ((-0.8, -0.8), (0.8, -0.8), (0.8, 0.8), (-0.8, 0.8)),
)


@dataclass(frozen=True, slots=True)
class StudyPaper:
    """Everything on the page, in words already.

    Attributes:
        facts: what was found: name and value.
        bars: (words, share of the field, value in words), `limits` (share, words) through them.
        lines: (words, whether neighbours are joined, (place, value) in ascending order).
        ticks: (place, words) under the lines; `levels` are values of level lines with words.
    """

    plant: Name
    address: str
    is_demo: bool
    number: str
    title: str
    gauge: str
    verdict: str
    signed: str
    facts: tuple[tuple[str, str], ...]
    bars_title: str
    bars: tuple[tuple[str, float, str], ...]
    limits: tuple[tuple[float, str], ...]
    lines_title: str
    lines: tuple[tuple[str, bool, tuple[tuple[float, float], ...]], ...]
    ticks: tuple[tuple[float, str], ...]
    levels: tuple[tuple[float, str], ...]
    printed_at: datetime
    printed_by: str


def render_study(paper: StudyPaper, tr: Translator) -> bytes | PrintRefusal:
    """The page as PDF in the language of `tr`, or why it cannot be printed (GLYPH_MISSING)."""
    words = [paper.title, paper.gauge, paper.signed, paper.printed_by]
    words += [name for name, _joined, _points in paper.lines] + [
        words for _place, words in paper.ticks
    ]
    refusal = check_glyphs("".join(words), "study")
    if refusal is not None:
        return refusal
    target = io.BytesIO()
    build_pages(_facts(paper, tr), _story(paper, tr), target)
    return target.getvalue()


def _facts(paper: StudyPaper, tr: Translator) -> PageFacts:
    return PageFacts(
        language=_LANGUAGES[tr.language],
        plant=Phrase(tr.name(paper.plant.en, paper.plant.zh)),
        address=Phrase(paper.address),
        title=Phrase(tr.say("Study of a gauge")),
        number=paper.number,
        form=Phrase(tr.say("Working paper without record")),
        footer=(
            tr.say("Printed {at}", at=instant(paper.printed_at)),
            tr.say("by {name}", name=paper.printed_by),
        ),
        file_title=f"{paper.number} {paper.title}",
        file_subject=paper.gauge,
        demo=paper.is_demo,
    )


def _story(paper: StudyPaper, tr: Translator) -> list[Flowable]:
    known: list[tuple[Phrase, Cell]] = [
        (Phrase(tr.say("Gauge")), paper.gauge),
        (Phrase(tr.say("Result")), text(paper.verdict, STRONG)),
        *((Phrase(name), value) for name, value in paper.facts),
    ]
    story = [
        text(paper.title, _TITLE),
        Spacer(0, 2 * MM),
        fact_grid(known, TEXT_WIDTH_MM),
        Spacer(0, 2 * MM),
        text(paper.signed, BODY),
    ]
    if paper.bars:
        height = 6.0 + _ROW_MM * len(paper.bars)
        bars = bar_marks(paper, Box(0, 0, TEXT_WIDTH_MM, height))
        story += [*_section(paper.bars_title), Marks(TEXT_WIDTH_MM, height, bars)]
    if paper.lines:
        lines = line_marks(paper, Box(0, 0, TEXT_WIDTH_MM, _PLOT_MM))
        story += [*_section(paper.lines_title), Marks(TEXT_WIDTH_MM, _PLOT_MM, lines)]
    return story


def _section(words: str) -> list[Flowable]:
    return [Spacer(0, 5 * MM), text(words, _SECTION), Spacer(0, 2 * MM)]


def bar_marks(paper: StudyPaper, box: Box) -> tuple[Plain, ...]:
    """Bars from above with their words at the left, and ticks at the limits."""
    left, wide = box.x + 60.0, box.w - 82.0
    found: list[Plain] = []
    for number, (words, share, value) in enumerate(paper.bars):
        y = box.y + number * _ROW_MM
        found.append(Text(box.x, y + 4.6, words, Face.REGULAR, 8.0, "bar"))
        found.append(Text(box.x + box.w, y + 4.6, value, Face.BOLD, 8.0, "value",
                          anchor=Anchor.END))  # fmt: skip
        for part, ink in ((1.0, None), (max(0.0, min(1.0, share)), Ink.GREY)):
            right = left + wide * part
            corners = ((left, y + 1.5), (right, y + 1.5), (right, y + 6.0), (left, y + 6.0))
            found.append(Outline(corners, ink, Stroke(Ink.BLACK, 0.15)))
    bottom = box.y + _ROW_MM * len(paper.bars)
    for share, words in paper.limits:
        x = left + wide * share
        ends = ((x, box.y), (x, bottom))
        found.append(Outline(ends, None, Stroke(Ink.BLACK, 0.25, dashed=True), closed=False))
        found.append(Text(x, bottom + 3.2, words, Face.REGULAR, _SMALL, "limit",
                          anchor=Anchor.MIDDLE))  # fmt: skip
    return tuple(found)


def line_marks(paper: StudyPaper, box: Box) -> tuple[Plain, ...]:
    """What everybody read, each with a mark of its own; words at the right end."""
    plot = Box(box.x + 16.0, box.y + 2.0, box.w - 54.0, box.h - 10.0)
    places = [x for _words, _joined, points in paper.lines for x, _y in points]
    values = [y for _words, _joined, points in paper.lines for _x, y in points]
    values += [value for value, _words in paper.levels]
    first, low = min(places), min(values)
    across, up = (max(places) - first) or 1.0, (max(values) - low) or 1.0

    def at(x: float, y: float) -> tuple[float, float]:
        return (
            plot.x + plot.w * (0.04 + 0.92 * (x - first) / across),
            plot.y + plot.h * (0.96 - 0.92 * (y - low) / up),
        )

    base = plot.y + plot.h
    found: list[Plain] = [
        Outline(
            ((plot.x, base), (plot.x + plot.w, base)), None, Stroke(Ink.BLACK, 0.2), closed=False
        )
    ]
    found += [
        Text(plot.x - 1.5, at(first, value)[1] + 0.9, f"{value:.5g}", Face.REGULAR, _SMALL,
             "scale", Ink.GREY, Anchor.END)
        for value in (low, max(values))
    ]  # fmt: skip
    for value, words in paper.levels:
        y = at(first, value)[1]
        level = ((plot.x, y), (plot.x + plot.w, y))
        found.append(Outline(level, None, Stroke(Ink.GREY, 0.2, dashed=True), closed=False))
        found.append(Text(plot.x + plot.w + 1.0, y + 0.9, words, Face.REGULAR, _SMALL, "level"))
    for number, (words, joined, points) in enumerate(paper.lines):
        path = tuple(at(x, y) for x, y in points)
        if joined:
            found.append(Outline(path, None, Stroke(Ink.GREY, 0.25), closed=False))
        found += [_mark(x, y, number) for x, y in path]
        y = plot.y + 4.0 + 4.0 * number
        found.append(_mark(plot.x + plot.w + 4.0, y - 1.0, number))
        found.append(Text(plot.x + plot.w + 7.0, y, words, Face.REGULAR, _SMALL, "person"))
    taken = -1e9
    for place, words in paper.ticks:
        x, half = at(place, low)[0], 0.7 * len(words)
        if x - half >= taken:
            found.append(Text(x, base + 3.4, words, Face.REGULAR, _SMALL, "tick",
                              anchor=Anchor.MIDDLE))  # fmt: skip
            taken = x + half + 0.5
    return tuple(found)


def _mark(x: float, y: float, number: int) -> Plain:
    kind = number % (len(_SHAPES) + 1)
    if kind == 0:
        return Circle(x, y, 0.8, None, Stroke(Ink.BLACK, 0.25))
    corners = tuple((x + dx, y + dy) for dx, dy in _SHAPES[kind - 1])
    return Outline(corners, None, Stroke(Ink.BLACK, 0.25))
