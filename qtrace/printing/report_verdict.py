"""The verdict of a report: shape, word and colour together, readable in black and white."""

from reportlab.platypus import Flowable, Table, TableStyle

from qtrace.printing.drawing import (
    Box,
    Ink,
    Plain,
    bar_in_triangle,
    cross_in_octagon,
    tick_in_circle,
)
from qtrace.printing.flowables import (
    BODY,
    CAPTION,
    INK,
    LINE,
    STRONG,
    Align,
    Marks,
    Style,
    stacked,
    text,
)
from qtrace.printing.fonts import Face
from qtrace.printing.page import TEXT_WIDTH_MM
from qtrace.printing.report_data import Outcome, ReportData
from qtrace.printing.report_words import outcome_phrase
from qtrace.printing.typeset import MM, TextBox, fit
from qtrace.printing.words import Phrase, Words

_FILL = {Outcome.ACCEPTED: Ink.GREEN, Outcome.REJECTED: Ink.RED, Outcome.PARTIAL: Ink.AMBER}
_SHAPE_MM = 11.0
_WORD_MM = 40.0


def _shape(outcome: Outcome, ink: Ink, size_mm: float) -> tuple[Plain, ...]:
    box = Box(0, 0, size_mm, size_mm)
    draw = {
        Outcome.ACCEPTED: tick_in_circle,
        Outcome.REJECTED: cross_in_octagon,
        Outcome.PARTIAL: bar_in_triangle,
    }[outcome]
    return draw(box, ink)


def _word_pt(word: str) -> float:
    """Size at which the word of the outcome stands on one line."""
    fitted = fit(word, Face.BOLD, TextBox(_WORD_MM - 1, 12, 17, 8))
    return fitted.size_pt if fitted else 8.0


def verdict_strip(report: ReportData, words: Words) -> Flowable:
    """The outcome with its reason and the three quantities, across the page."""
    outcome = report.outcome
    ink = Ink.BLACK if outcome is Outcome.PARTIAL else Ink.WHITE
    phrase = outcome_phrase(words, outcome)
    word = Table(
        [
            [
                Marks(_SHAPE_MM, _SHAPE_MM, _shape(outcome, ink, _SHAPE_MM)),
                [
                    text(phrase.first, Style(Face.BOLD, _word_pt(phrase.first), ink.value)),
                    *(
                        [text(phrase.second, Style(Face.BOLD, 8.5, ink.value))]
                        if phrase.second
                        else []
                    ),
                ],
            ]
        ],
        colWidths=[14 * MM, _WORD_MM * MM],
    )
    word.setStyle(_plain(left_pt=0))
    reason = stacked(words.name(report.outcome_reason), Style(Face.BOLD, 9.2))
    right = [reason, _quantities(report, words)]
    strip = Table([[word, right]], colWidths=[58 * MM, (TEXT_WIDTH_MM - 58) * MM], hAlign="LEFT")
    strip.setStyle(
        TableStyle(
            [
                ("BACKGROUND", (0, 0), (0, 0), _FILL[outcome].value),
                ("BOX", (0, 0), (-1, -1), 0.9, INK),
                ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
                ("LEFTPADDING", (0, 0), (0, 0), 8),
                ("LEFTPADDING", (1, 0), (1, 0), 9),
                ("TOPPADDING", (0, 0), (-1, -1), 6),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 6),
            ]
        )
    )
    return strip


def _quantities(report: ReportData, words: Words) -> Flowable:
    amounts = report.quantities
    unit = words.name(amounts.unit)
    note = words.name(amounts.set_aside_note)
    captions: tuple[tuple[Phrase, str, Phrase], ...] = (
        (words.term("report", "Received quantity"), amounts.received, Phrase("")),
        (words.term("report", "Released quantity"), amounts.released, Phrase("")),
        (words.term("report", "Set aside"), amounts.set_aside, note),
    )
    cells = [
        [
            text(caption, CAPTION),
            text(with_unit(amount, unit), Style(Face.BOLD, 12)),
            *([text(remark, CAPTION)] if remark.first else []),
        ]
        for caption, amount, remark in captions
    ]
    table = Table([cells], colWidths=[(TEXT_WIDTH_MM - 64) / 3 * MM] * 3)
    table.setStyle(
        TableStyle(
            [
                *_plain(left_pt=0).getCommands(),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("TOPPADDING", (0, 0), (-1, -1), 5),
                ("LINEBEFORE", (1, 0), (-1, -1), 0.4, LINE),
                ("LEFTPADDING", (1, 0), (-1, -1), 7),
            ]
        )
    )
    return table


def with_unit(amount: str, unit: Phrase) -> Phrase:
    """An amount with its unit; the second language follows the first."""
    return Phrase(f"{amount} {unit.first}", unit.second)


def result_cell(words: Words, *, accepted: bool) -> Flowable:
    """Accepted or rejected as shape and word."""
    outcome = Outcome.ACCEPTED if accepted else Outcome.REJECTED
    phrase = (
        words.term("report result", "Accepted")
        if accepted
        else words.term("report result", "Rejected")
    )
    ink = Ink.BLACK if accepted else Ink.RED
    table = Table(
        [
            [
                Marks(3.6, 3.6, _shape(outcome, ink, 3.6)),
                text(phrase, BODY if accepted else STRONG, Align.LEFT),
            ]
        ],
        colWidths=[5.4 * MM, 19 * MM],
        hAlign="LEFT",
    )
    table.setStyle(_plain(left_pt=0))
    return table


def _plain(left_pt: float) -> TableStyle:
    return TableStyle(
        [
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ("LEFTPADDING", (0, 0), (-1, -1), left_pt),
            ("RIGHTPADDING", (0, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), 0),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
        ]
    )
