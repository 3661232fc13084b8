"""The annex of a report: every reading of every piece, what is outside its limits boxed."""

from reportlab.platypus import Flowable, Spacer

from qtrace.printing.flowables import (
    CAPTION,
    DATA,
    INK,
    Align,
    Cell,
    Column,
    Run,
    Style,
    TextBlock,
    data_table,
    text,
)
from qtrace.printing.fonts import Face
from qtrace.printing.page import TEXT_WIDTH_MM
from qtrace.printing.report_data import ReadingCell, ReportData
from qtrace.printing.words import Phrase, Words

_BAD = Style(Face.MONO_BOLD, 8.2)
_FIXED_MM = 48.0


def readings_annex(report: ReportData, words: Words) -> list[Flowable]:
    """All readings, a piece a row; nothing if there are none."""
    if not report.samples or not report.reading_columns:
        return []
    names = {result.number: result for result in report.characteristics}
    width = min(34.0, (TEXT_WIDTH_MM - _FIXED_MM) / len(report.reading_columns))
    columns = [
        Column(words.term("report", "Piece"), 16, Align.RIGHT),
        Column(words.term("report", "Container"), _FIXED_MM - 16),
    ]
    for number in report.reading_columns:
        known = names.get(number)
        name = words.name(known.name) if known else Phrase("")
        unit = f" [{known.unit}]" if known and known.unit else ""
        columns.append(
            Column(Phrase(f"{number} {name.first}{unit}", name.second), width, Align.RIGHT)
        )
    rows: list[list[Cell]] = []
    boxes: list[tuple[object, ...]] = []
    for line, sample in enumerate(report.samples, start=1):
        rows.append(
            [
                sample.sample,
                text(sample.container, DATA),
                *(_cell(r, words) for r in sample.readings),
            ]
        )
        boxes.extend(
            ("BOX", (position, line), (position, line), 1.0, INK)
            for position, reading in enumerate(sample.readings, start=2)
            if not reading.conforms
        )
    note = words.term(
        "report",
        "Boxed: does not conform. In brackets: the value first recorded, before its correction.",
    )
    return [text(note, CAPTION), Spacer(1, 3), data_table(columns, rows, boxes, padding_pt=1.1)]


def _cell(reading: ReadingCell, words: Words) -> TextBlock:
    style = DATA if reading.conforms else _BAD
    said = words.name(reading.words)
    value = Run(said.first or reading.text or "–", style)
    small = Style(Face.MONO, 6.8, CAPTION.ink)
    first = (Run(f"({reading.first_text})", small),) if reading.first_text else ()
    lines = [(*first, value)]
    lines += [(Run(line, small),) for line in (said.second, reading.note) if line]
    return TextBlock(lines, Align.RIGHT)
