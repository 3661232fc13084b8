"""A reprint says COPY n on every sheet; the stored bytes are not touched."""

import io
from datetime import UTC, datetime

import pypdf
from reportlab.pdfgen.canvas import Canvas

from qtrace.printing.copies import CopyMark, mark_copy
from qtrace.printing.refusals import PrintRefusal

MARK = CopyMark(2, "paper jam 卡纸", "林晓雯", datetime(2026, 11, 22, 8, 0, tzinfo=UTC))


def two_pages() -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream)
    for number in (1, 2):
        canvas.drawString(100, 100, f"page {number}")
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def test_every_sheet_says_which_copy_it_is_and_why():
    stored = two_pages()
    marked = mark_copy(stored, MARK)
    assert isinstance(marked, bytes)
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(marked)).pages]
    assert len(pages) == 2
    for number, text in enumerate(pages, start=1):
        assert f"page {number}" in text
        for part in ("COPY 2", "副本 2", "paper jam 卡纸", "林晓雯", "2026-11-22 08:00+00:00"):
            assert part in text


def test_a_reason_that_cannot_be_printed_is_refused():
    refused = mark_copy(two_pages(), CopyMark(1, "\U0001f600", "x", MARK.at))
    assert isinstance(refused, PrintRefusal)
