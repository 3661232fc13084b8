"""Drawings and symbols on a PDF page: vectors only, fonts embedded, same input same bytes."""

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, assert_never

from qtrace.printing.drawing import (
    Anchor,
    Circle,
    Drawing,
    Group,
    Mark,
    Outline,
    Stroke,
    SymbolMark,
    Text,
)
from qtrace.printing.fonts import Face, embedded_font, face_for, width_pt
from qtrace.printing.symbols import Bars, Matrix
from qtrace.printing.typeset import MM

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas


def load_fonts() -> None:
    """Register all faces, so that names resolve wherever reportlab looks them up."""
    for face in Face:
        embedded_font(face)


def drawings_to_pdf(drawings: Sequence[Drawing], title: str) -> bytes:
    """One page per drawing, each of its own size."""
    from reportlab.pdfgen.canvas import Canvas

    load_fonts()
    target = io.BytesIO()
    canvas = Canvas(target, invariant=1, pageCompression=1)
    canvas.setTitle(title)
    canvas.setCreator("QTrace")
    for drawing in drawings:
        canvas.setPageSize((drawing.width_mm * MM, drawing.height_mm * MM))
        page = Page(canvas, drawing.height_mm)
        for mark in drawing.marks:
            page.draw(mark)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def draw_symbol(canvas: "Canvas", mark: SymbolMark, page_height_mm: float) -> None:
    """Fill the modules of a symbol as one path of rectangles; `mark` counts from the top left."""
    canvas.saveState()
    canvas.setFillColorRGB(0, 0, 0)
    path = canvas.beginPath()
    module = mark.scale.module_mm
    left = mark.x + mark.symbol.quiet * module
    if isinstance(mark.symbol, Matrix):
        top = mark.y + mark.symbol.quiet * module
        for column, row, length in mark.symbol.runs():
            path.rect(
                (left + column * module) * MM,
                (page_height_mm - top - (row + 1) * module) * MM,
                length * module * MM,
                module * MM,
            )
    elif isinstance(mark.symbol, Bars):
        for column, length in mark.symbol.runs():
            path.rect(
                (left + column * module) * MM,
                (page_height_mm - mark.y - mark.bar_height_mm) * MM,
                length * module * MM,
                mark.bar_height_mm * MM,
            )
    else:
        assert_never(mark.symbol)
    canvas.drawPath(path, stroke=0, fill=1)
    canvas.restoreState()


class Page:
    """Draws marks on one page (or flowable) whose origin is the top left corner."""

    def __init__(self, canvas: "Canvas", height_mm: float) -> None:
        self._canvas = canvas
        self._height_mm = height_mm

    def draw(self, mark: Mark) -> None:
        """Draw one mark."""
        if isinstance(mark, Group):
            for part in mark.marks:
                self.draw(part)
        elif isinstance(mark, SymbolMark):
            draw_symbol(self._canvas, mark, self._height_mm)
        elif isinstance(mark, Text):
            self._text(mark)
        elif isinstance(mark, Outline):
            self._outline(mark)
        elif isinstance(mark, Circle):
            self._circle(mark)
        else:
            assert_never(mark)

    def _text(self, mark: Text) -> None:
        face = face_for(mark.text, mark.face)
        width = width_pt(mark.text, face, mark.size_pt)
        shift = {Anchor.START: 0.0, Anchor.MIDDLE: width / 2, Anchor.END: width}[mark.anchor]
        self._canvas.setFillColorRGB(*mark.ink.value)
        self._canvas.setFont(face.value, mark.size_pt)
        self._canvas.drawString(mark.x * MM - shift, (self._height_mm - mark.y) * MM, mark.text)

    def _outline(self, mark: Outline) -> None:
        path = self._canvas.beginPath()
        (x, y), *rest = mark.points
        path.moveTo(x * MM, (self._height_mm - y) * MM)
        for x, y in rest:
            path.lineTo(x * MM, (self._height_mm - y) * MM)
        if mark.closed:
            path.close()
        self._prepare(mark)
        self._canvas.drawPath(
            path, stroke=int(mark.stroke is not None), fill=int(mark.fill is not None)
        )

    def _circle(self, mark: Circle) -> None:
        self._prepare(mark)
        self._canvas.circle(
            mark.x * MM,
            (self._height_mm - mark.y) * MM,
            mark.r * MM,
            stroke=int(mark.stroke is not None),
            fill=int(mark.fill is not None),
        )

    def _prepare(self, mark: Outline | Circle) -> None:
        if mark.fill is not None:
            self._canvas.setFillColorRGB(*mark.fill.value)
        if mark.stroke is not None:
            self._stroke(mark.stroke)

    def _stroke(self, stroke: Stroke) -> None:
        self._canvas.setStrokeColorRGB(*stroke.ink.value)
        self._canvas.setLineWidth(stroke.width_mm * MM)
        self._canvas.setLineJoin(1)
        self._canvas.setLineCap(0 if stroke.dashed else 1)
        dash = stroke.width_mm * 2.2 * MM
        self._canvas.setDash([dash, dash * 0.9] if stroke.dashed else [])
