"""The incoming inspection report 进货检验报告 with its release certificate part, as PDF.

Rendered from data frozen at issue: equal data give equal bytes. Text is drawn, never parsed;
a character without a glyph, a symbol that does not read back, or a rejected lot with a release
part is refused and nothing is printed.
"""

import io
from collections.abc import Mapping

from qtrace.ports import SymbolReader
from qtrace.printing.codec import to_plain
from qtrace.printing.drawing import SymbolMark
from qtrace.printing.fonts import check_glyphs
from qtrace.printing.refusals import PrintRefusal, PrintRefusalCode
from qtrace.printing.report_data import DocumentHead, Outcome, ReportData
from qtrace.printing.symbols import (
    Resolution,
    Symbology,
    encode,
    scale_to_fit,
    verify,
)

SYMBOL_MM = 19.0


NO_PHOTOS: Mapping[str, bytes] = {}


def render_report(
    report: ReportData, reader: SymbolReader, photos: Mapping[str, bytes] = NO_PHOTOS
) -> bytes | PrintRefusal:
    """The report as PDF, or why it cannot be printed.

    Args:
        report: everything the document says.
        reader: reads the document's symbol back from its own geometry.
        photos: files of its figures by their SHA-256 (64 hex digits).
    """
    refusal = _check(report)
    if refusal is not None:
        return refusal
    symbol = document_symbol(report.head, reader)
    if isinstance(symbol, PrintRefusal):
        return symbol
    from reportlab.platypus.doctemplate import LayoutError

    from qtrace.printing.page import build_pages
    from qtrace.printing.report_sections import page_facts, report_story

    target = io.BytesIO()
    try:
        build_pages(page_facts(report), report_story(report, symbol, photos), target)
    except LayoutError:
        return PrintRefusal(
            PrintRefusalCode.TEXT_DOES_NOT_FIT, {"field": "report", "text": report.head.number}
        )
    return target.getvalue()


def _check(report: ReportData) -> PrintRefusal | None:
    if report.outcome is Outcome.REJECTED and report.release is not None:
        return _invalid("$.release", "a rejected lot is not released")
    columns = len(report.reading_columns)
    for position, sample in enumerate(report.samples):
        if len(sample.readings) != columns:
            return _invalid(f"$.samples[{position}]", "readings do not match the columns")
    return check_texts(to_plain(report), "$")


def check_texts(value: object, path: str) -> PrintRefusal | None:
    """None if every text in a plain tree can be printed, else the path of the first that cannot."""
    if isinstance(value, str):
        return check_glyphs(value, path)
    if isinstance(value, dict):
        items = [(f"{path}.{key}", item) for key, item in value.items()]
    elif isinstance(value, list):
        items = [(f"{path}[{position}]", item) for position, item in enumerate(value)]
    else:
        return None
    refusals = (check_texts(item, where) for where, item in items)
    return next((refusal for refusal in refusals if refusal is not None), None)


def _invalid(path: str, reason: str) -> PrintRefusal:
    return PrintRefusal(PrintRefusalCode.DOCUMENT_DATA_INVALID, {"path": path, "reason": reason})


def document_symbol(head: DocumentHead, reader: SymbolReader) -> SymbolMark | PrintRefusal:
    """The symbol beside the title of a document, read back, or why it cannot be drawn."""
    content = head.symbol_data or head.verification_code
    symbol = encode(Symbology.DATAMATRIX, content, head.issued_at.year)
    if isinstance(symbol, PrintRefusal):
        return symbol
    scale = scale_to_fit(symbol, SYMBOL_MM, Resolution(600), 0.7)
    if isinstance(scale, PrintRefusal):
        return scale
    return verify(symbol, reader) or SymbolMark(0, 0, symbol, scale)
