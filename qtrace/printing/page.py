"""A4 pages: header and footer on every page, page x of y, demo mark under the text."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, BinaryIO

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate
from reportlab.platypus.doctemplate import LayoutError

from qtrace.printing.flowables import GREY, INK
from qtrace.printing.fonts import Face, face_for, width_pt
from qtrace.printing.pdf import load_fonts
from qtrace.printing.typeset import MM, TextBox, fit
from qtrace.printing.words import DocumentLanguage, Phrase, Words

SIDE_MM = 17.0
TEXT_WIDTH_MM = A4[0] / MM - 2 * SIDE_MM
_TOP_MM = 27.0
_BOTTOM_MM = 20.0
_DEMO_INK = (0.925, 0.94, 0.955)
_LANG_TAGS = {DocumentLanguage.EN: "en"}


def instant(at: datetime) -> str:
    """Date, time and offset, e.g. `2026-11-22 10:24:38 +08:00`."""
    offset = at.isoformat()[-6:] if at.utcoffset() else "+00:00"
    return f"{at:%Y-%m-%d %H:%M:%S} {offset}"


class _CountedCanvas(Canvas):  # type: ignore[misc]  # reportlab ships no types
    """Keeps the finished pages back until their number is known, then writes the footer."""

    def __init__(
        self, *args: Any, page_end: Callable[[Any, int, int], None], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._page_end = page_end
        self._kept: list[dict[str, Any]] = []

    def showPage(self) -> None:  # noqa: N802 - reportlab's name
        """Keep the page."""
        self._kept.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        """Write all pages with their count."""
        total = len(self._kept)
        for number, kept in enumerate(self._kept, start=1):
            self.__dict__.update(kept)
            self._page_end(self, number, total)
            super().showPage()
        super().save()


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What stands on every page.

    Attributes:
        language: language of the document.
        plant: name of the plant.
        address: address of the plant, or empty.
        title: kind of document.
        number: number and revision of the document, or empty.
        form: form number and its revision.
        footer: one or two lines in the middle of the footer.
        file_title: title in the properties of the file.
        file_subject: subject in the properties of the file.
        demo: True prints the demo mark.
    """

    language: DocumentLanguage
    plant: Phrase
    address: Phrase
    title: Phrase
    number: str
    form: Phrase
    footer: tuple[str, ...]
    file_title: str
    file_subject: str
    demo: bool


def build_pages(facts: PageFacts, story: Sequence[Flowable], target: BinaryIO) -> None:
    """Lay `story` out on A4 pages and write the PDF.

    Raises:
        LayoutError: a block fits no page, or a line of header or footer its place.
    """
    load_fonts()
    frame = _PageFrame(facts)
    document = BaseDocTemplate(
        target,
        pagesize=A4,
        leftMargin=SIDE_MM * MM,
        rightMargin=SIDE_MM * MM,
        topMargin=_TOP_MM * MM,
        bottomMargin=_BOTTOM_MM * MM,
        title=facts.file_title,
        author=facts.plant.first,
        subject=facts.file_subject,
        creator="QTrace",
        lang=_LANG_TAGS.get(facts.language, "zh-CN"),
        invariant=1,
    )
    body = Frame(
        SIDE_MM * MM,
        _BOTTOM_MM * MM,
        TEXT_WIDTH_MM * MM,
        A4[1] - (_TOP_MM + _BOTTOM_MM) * MM,
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )
    document.addPageTemplates([PageTemplate(frames=[body], onPage=frame.begin)])

    def canvas(*args: Any, **kwargs: Any) -> _CountedCanvas:
        return _CountedCanvas(*args, page_end=frame.end, **kwargs)

    document.build(list(story), canvasmaker=canvas)


class _PageFrame:
    """Draws what stands on every page of one document."""

    def __init__(self, facts: PageFacts) -> None:
        self._facts = facts
        self._words = Words(facts.language)

    def begin(self, canvas: Any, _document: object) -> None:
        """Demo mark and header, before the text."""
        canvas.saveState()
        if self._facts.demo:
            self._demo(canvas)
        self._header(canvas)
        canvas.restoreState()

    def end(self, canvas: Any, page: int, pages: int) -> None:
        """Footer, when the number of pages is known."""
        y = 12.2
        canvas.setStrokeColorRGB(*GREY)
        canvas.setLineWidth(0.4)
        canvas.line(SIDE_MM * MM, (y + 4) * MM, A4[0] - SIDE_MM * MM, (y + 4) * MM)
        count = self._words.term("report", "Page {page} of {pages}", page=page, pages=pages)
        form, third = self._facts.form, TEXT_WIDTH_MM / 3
        for row, (left, right) in enumerate(
            ((form.first, count.first), (form.second, count.second))
        ):
            baseline = y - row * 3.2
            _line(canvas, left, (SIDE_MM, baseline), "left", third)
            _line(canvas, right, (A4[0] / MM - SIDE_MM, baseline), "right", third)
        for row, middle in enumerate(self._facts.footer):
            _line(canvas, middle, (A4[0] / MM / 2, y - row * 3.2), "centre", third)

    def _header(self, canvas: Any) -> None:
        facts = self._facts
        top = A4[1] / MM
        left, right = SIDE_MM, A4[0] / MM - SIDE_MM
        lines = [facts.plant.second, facts.address.first]
        _line(canvas, facts.plant.first, (left, top - 13.2), "left", 105, _HEAD)
        for row, content in enumerate(filter(None, lines)):
            _line(canvas, content, (left, top - 17.2 - row * 3.4), "left", 105)
        _line(canvas, facts.title.line, (right, top - 13.2), "right", 66)
        _line(canvas, facts.number, (right, top - 17.4), "right", 66, _NUMBER)
        canvas.setStrokeColorRGB(*INK)
        canvas.setLineWidth(0.9)
        canvas.line(left * MM, (top - 22.6) * MM, right * MM, (top - 22.6) * MM)

    def _demo(self, canvas: Any) -> None:
        phrase = self._words.term("report", "DEMO")
        canvas.saveState()
        canvas.translate(A4[0] / 2, A4[1] / 2)
        canvas.rotate(52)
        canvas.setFillColorRGB(*_DEMO_INK)
        size = min(150.0, 640.0 / width_pt(phrase.line, Face.BOLD, 1.0))
        canvas.setFont(Face.BOLD.value, size)
        canvas.drawCentredString(0, -size * 0.35, phrase.line)
        canvas.restoreState()
        note = self._words.term("report", "Demo plant: not a quality record")
        canvas.setFillColorRGB(*GREY)
        canvas.setFont(Face.BOLD.value, 7.5)
        canvas.drawCentredString(A4[0] / 2, A4[1] - 7.4 * MM, note.line)
        width = width_pt(note.line, Face.BOLD, 7.5) + 10
        canvas.setStrokeColorRGB(*GREY)
        canvas.setDash([2.4, 2])
        canvas.setLineWidth(0.6)
        canvas.rect((A4[0] - width) / 2, A4[1] - 8.5 * MM, width, 4 * MM, stroke=1, fill=0)
        canvas.setDash([])


_FINE = (Face.REGULAR, 6.6, GREY)
_HEAD = (Face.BOLD, 9.6, INK)
_NUMBER = (Face.MONO_BOLD, 9.0, INK)


def _line(
    canvas: Any,
    content: str,
    where_mm: tuple[float, float],
    side: str,
    width_mm: float,
    style: tuple[Face, float, tuple[float, float, float]] = _FINE,
) -> None:
    """One line that shrinks to its width; it is never cut.

    Raises:
        LayoutError: it does not fit at half its size.
    """
    face, size, ink = style
    fitted = fit(content, face, TextBox(width_mm, 50, size, size / 2))
    if fitted is None:
        raise LayoutError(content)
    width = width_pt(content, face, fitted.size_pt)
    x = where_mm[0] * MM - {"left": 0.0, "centre": width / 2, "right": width}[side]
    canvas.setFillColorRGB(*ink)
    canvas.setFont(face_for(content, face).value, fitted.size_pt)
    canvas.drawString(x, where_mm[1] * MM, content)
