"""A second print of a stored document: the stored bytes stay, every sheet says COPY n and why."""

import io
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from qtrace.printing.fonts import Face, check_glyphs, embedded_font
from qtrace.printing.refusals import PrintRefusal

MARK_SIZE = 8
MARK_TOP = 10
MOST_REASON = 60


@dataclass(frozen=True, slots=True)
class CopyMark:
    """What a further print says on every sheet.

    Attributes:
        number: 1 for the first reprint.
        reason: why it was printed again.
        person: who asked for it.
        at: aware instant, printed with its offset.
    """

    number: int
    reason: str
    person: str
    at: datetime


def mark_copy(pdf: bytes, mark: CopyMark) -> bytes | PrintRefusal:
    """`pdf` with `COPY n` (副本 n), reason, person and time at the top of every sheet.

    Returns:
        The marked PDF, or GLYPH_MISSING for a reason that cannot be printed.
    """
    refusal = check_glyphs(_text(mark), "reason")
    if refusal is not None:
        return refusal
    import pypdf

    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf))
    for page in writer.pages:
        width, height = float(page.mediabox.width), float(page.mediabox.height)
        overlay = pypdf.PdfReader(io.BytesIO(_sheet(mark, width, height)))
        page.merge_page(overlay.pages[0])
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def _text(mark: CopyMark) -> str:
    when = mark.at.isoformat(sep=" ", timespec="minutes")
    reason = mark.reason[:MOST_REASON]
    return f"COPY {mark.number}  副本 {mark.number}   {reason}   {mark.person}   {when}"


def _sheet(mark: CopyMark, width: float, height: float) -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    font = embedded_font(Face.REGULAR)
    stream = io.BytesIO()
    canvas: Any = Canvas(stream, pagesize=(width, height), invariant=1)
    canvas.setFont(font.fontName, MARK_SIZE)
    canvas.drawCentredString(width / 2, height - MARK_TOP, _text(mark))
    canvas.showPage()
    canvas.save()
    return stream.getvalue()
