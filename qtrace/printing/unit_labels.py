"""Labels of units with their UDI: composed once, printed as PDF or ZPL, read back before.

The small signs (LOT, SN, REF, hourglass, factory) say the same in every language.
Source: ISO 15223-1:2021; IMDRF UDI guidance: code and readable text stand together.
"""

from collections.abc import Sequence

from qtrace.ports import SymbolReader
from qtrace.printing.drawing import (
    Anchor,
    Box,
    Drawing,
    Ink,
    Mark,
    Outline,
    Plain,
    Stroke,
    SymbolMark,
    Text,
    rectangle,
)
from qtrace.printing.fonts import Face, ascent_ratio, check_glyphs, width_pt
from qtrace.printing.label_column import LabelRefusedError, fitted
from qtrace.printing.label_layout import Composed
from qtrace.printing.label_template import TextPlace, as_box
from qtrace.printing.labels import PDF_RESOLUTION
from qtrace.printing.pdf import drawings_to_pdf
from qtrace.printing.refusals import PrintRefusal, PrintRefusalCode
from qtrace.printing.symbols import (
    Matrix,
    Resolution,
    Symbology,
    encode,
    readable,
    scale_to_fit,
    verify,
)
from qtrace.printing.typeset import MM, TextBox
from qtrace.printing.unit_label_data import UnitLabelData, UnitTemplate, unit_template
from qtrace.printing.words import Words
from qtrace.printing.zpl import drawing_to_zpl

_SIGN_MM, _SIGN_GAP = 7.0, 1.4
_HOURGLASS = "hourglass"
_LINE = Stroke(Ink.BLACK, 0.22)


def render_unit_labels_pdf(
    labels: Sequence[UnitLabelData], reader: SymbolReader
) -> bytes | PrintRefusal:
    """All labels as one PDF, a page each, or the first refusal: then nothing is printed."""
    drawings = _compose_all(labels, reader, PDF_RESOLUTION)
    if isinstance(drawings, PrintRefusal):
        return drawings
    return drawings_to_pdf(drawings, f"{labels[0].lot} {labels[0].serial}")


def render_unit_labels_zpl(
    labels: Sequence[UnitLabelData], reader: SymbolReader, dpi: int = 203
) -> bytes | PrintRefusal:
    """All labels as one ZPL job, or the first refusal: then nothing is printed."""
    drawings = _compose_all(labels, reader, Resolution(dpi, native=True))
    if isinstance(drawings, PrintRefusal):
        return drawings
    return b"".join(drawing_to_zpl(drawing, dpi) for drawing in drawings)


def _compose_all(
    labels: Sequence[UnitLabelData], reader: SymbolReader, resolution: Resolution
) -> list[Drawing] | PrintRefusal:
    if not labels:
        return PrintRefusal(PrintRefusalCode.NOTHING_TO_PRINT)
    template = unit_template()
    if isinstance(template, PrintRefusal):
        return template
    drawings = []
    for label in labels:
        composed = compose_unit(label, template, resolution)
        if isinstance(composed, PrintRefusal):
            return composed
        for symbol in composed.symbols:
            refusal = verify(symbol, reader)
            if refusal is not None:
                return refusal
        drawings.append(composed.drawing)
    return drawings


def compose_unit(
    label: UnitLabelData, template: UnitTemplate, resolution: Resolution
) -> Composed | PrintRefusal:
    """The label as a drawing, or the first reason for which it cannot be printed whole."""
    texts = {
        "part": label.part_number,
        "name": label.part_name.zh + label.part_name.en,
        "lot": label.lot,
        "serial": label.serial,
        "version": label.label_version,
        "plant": label.manufacturer.zh + label.manufacturer.en + label.address,
        "copy": label.copy_reason,
    }
    for field, text in texts.items():
        refusal = check_glyphs(text.replace("\n", "\x00"), field)
        if refusal is not None:
            return refusal
    try:
        return _Composer(label, template, resolution).compose()
    except LabelRefusedError as refused:
        return refused.refusal


class _Composer:
    """Places the marks of one label; one instance per label."""

    def __init__(
        self, label: UnitLabelData, template: UnitTemplate, resolution: Resolution
    ) -> None:
        self._label, self._template, self._resolution = label, template, resolution
        self._words = Words(label.language)
        self._marks: list[Mark] = []

    def compose(self) -> Composed:
        """The finished label."""
        label, template = self._label, self._template
        name = self._words.name(label.part_name)
        self._block(
            "\n".join(filter(None, (name.first, name.second))), Face.BOLD, template.name, "name"
        )
        self._sign("UDI", as_box(template.udi.box), _SIGN_MM)
        symbol = self._matrix()
        self._block(
            readable(label.code).replace("(", "\n(").strip(),
            Face.MONO,
            template.matrix_text,
            "code",
        )
        self._rows()
        self._maker()
        if label.demo:
            self._demo()
        self._footer()
        drawing = Drawing(template.width_mm, template.height_mm, tuple(self._marks))
        return Composed(drawing, (symbol,))

    def _block(self, text: str, face: Face, place: TextPlace, name: str) -> None:
        """A text that shrinks and wraps in its place, from the top."""
        box = as_box(place.box)
        text_box = TextBox(box.w, box.h, place.max_pt, place.min_pt, place.lines)
        text_fit = fitted(text, face, text_box, name)
        y = box.y + text_fit.size_pt * ascent_ratio(face) / MM
        for line in text_fit.lines:
            self._marks.append(Text(box.x, y, line, face, text_fit.size_pt, name))
            y += text_fit.leading_pt / MM

    def _sign(self, word: str, box: Box, width: float) -> None:
        """A framed word, or the hourglass, in a height of `box`."""
        if word == _HOURGLASS:
            self._marks.extend(hourglass(Box(box.x + 1.6, box.y, box.h * 0.8, box.h)))
            return
        frame = Box(box.x, box.y, width, box.h)
        size = box.h * 0.62 * MM
        self._marks.append(rectangle(frame, None, _LINE))
        self._marks.append(
            Text(
                box.x + width / 2, _middle(frame, size), word, Face.BOLD, size, "sign",
                anchor=Anchor.MIDDLE,
            )
        )  # fmt: skip

    def _matrix(self) -> Matrix:
        place = self._template.matrix
        symbol = encode(Symbology.GS1_DATAMATRIX, self._label.code, self._label.printed_at.year)
        if isinstance(symbol, PrintRefusal):
            raise LabelRefusedError(symbol)
        assert isinstance(symbol, Matrix), "a DataMatrix is asked for"
        box = as_box(place.box)
        scale = scale_to_fit(symbol, min(box.w, box.h), self._resolution, place.max_module_mm)
        if isinstance(scale, PrintRefusal):
            raise LabelRefusedError(scale)
        self._marks.append(SymbolMark(box.x, box.y, symbol, scale, box.h))
        return symbol

    def _rows(self) -> None:
        """REF, LOT, SN and the expiry below each other, each behind its sign."""
        label, place = self._label, self._template.rows
        rows = [("REF", label.part_number, "part"), ("LOT", label.lot, "lot"),
                ("SN", label.serial, "serial")]  # fmt: skip
        if label.expires_on is not None:
            rows.append((_HOURGLASS, label.expires_on.isoformat(), "expiry"))
        box = as_box(place.box)
        step = box.h / 4
        demo = as_box(self._template.demo.box)
        for number, (sign, text, name) in enumerate(rows):
            line = Box(box.x, box.y + number * step, box.w, step - 0.9)
            self._sign(sign, line, _SIGN_MM)
            x = box.x + _SIGN_MM + _SIGN_GAP
            is_beside = label.demo and line.y + line.h > demo.y
            right = demo.x - 1 if is_beside else box.x + box.w
            text_box = TextBox(right - x, step, place.max_pt, place.min_pt)
            text_fit = fitted(text, Face.MONO_BOLD, text_box, name)
            y = _middle(line, text_fit.size_pt)
            self._marks.append(Text(x, y, text, Face.MONO_BOLD, text_fit.size_pt, name))

    def _maker(self) -> None:
        place = self._template.maker
        box = as_box(place.box)
        self._marks.append(factory(Box(box.x + 1.0, box.y + 0.2, 4.6, 3.8)))
        shift = _SIGN_MM + _SIGN_GAP
        inner = (box.x + shift, box.y, box.w - shift, box.h)
        name = self._words.name(self._label.manufacturer)
        lines = dict.fromkeys(filter(None, (name.first, name.second, self._label.address)))
        moved = TextPlace(inner, place.max_pt, place.min_pt, place.lines)
        self._block("\n".join(lines), Face.REGULAR, moved, "plant")

    def _demo(self) -> None:
        place = self._template.demo
        box = as_box(place.box)
        phrase = self._words.term("label", "DEMO")
        self._marks.append(rectangle(box, None, Stroke(Ink.GREY, 0.35, dashed=True)))
        lines = [text for text in (phrase.first, phrase.second) if text]
        step = box.h / len(lines)
        for number, text in enumerate(lines):
            size = min(place.max_pt, (box.w - 1.6) * MM / width_pt(text, Face.BOLD, 1.0))
            y = _middle(Box(box.x, box.y + number * step, box.w, step), size)
            self._marks.append(
                Text(
                    box.x + box.w / 2, y, text, Face.BOLD, size, "demo", Ink.GREY, Anchor.MIDDLE
                )
            )  # fmt: skip

    def _footer(self) -> None:
        label, place = self._label, self._template.footer
        box = as_box(place.box)
        version = self._words.term("label", "Label {version}", version=label.label_version).line
        printed = label.printed_at.isoformat(sep=" ", timespec="minutes")
        right = box.x + box.w
        if label.copy_number:
            copy = self._words.term("label", "COPY {n}", n=label.copy_number).line
            text = f"{copy}  {label.copy_reason}".rstrip()
            text_fit = fitted(
                text, Face.BOLD, TextBox(box.w * 0.56, box.h, place.max_pt, 3.4), "copy"
            )
            width = width_pt(text, Face.BOLD, text_fit.size_pt) / MM + 2
            frame = Box(right - width, box.y, width - 0.2, box.h)
            self._marks.append(rectangle(frame, None, Stroke(Ink.BLACK, 0.3)))
            y = _middle(frame, text_fit.size_pt)
            self._marks.append(Text(frame.x + 1, y, text, Face.BOLD, text_fit.size_pt, "copy"))
            right = frame.x - 1.5
        room = TextBox(right - box.x, box.h, place.max_pt, place.min_pt)
        text_fit = fitted(f"{version}   {printed}", Face.REGULAR, room, "footer")
        y = _middle(box, text_fit.size_pt)
        (line,) = text_fit.lines
        self._marks.append(Text(box.x, y, line, Face.REGULAR, text_fit.size_pt, "footer", Ink.GREY))


def hourglass(box: Box) -> tuple[Plain, ...]:
    """Use-by date: an hourglass. Source: ISO 15223-1:2021 symbol 5.1.4."""
    left, right, top, bottom = box.x, box.x + box.w, box.y, box.y + box.h
    middle = (box.x + box.w / 2, box.y + box.h / 2)
    return (
        Outline(((left, top), (right, top), middle), None, _LINE),
        Outline((middle, (right, bottom), (left, bottom)), Ink.BLACK, _LINE),
    )


def factory(box: Box) -> Outline:
    """Manufacturer: a filled factory. Source: ISO 15223-1:2021 symbol 5.1.1."""
    x, y, w, h = box.x, box.y, box.w, box.h
    points = (
        (0.0, 1.0), (0.0, 0.45), (0.3, 0.62), (0.3, 0.45), (0.6, 0.62), (0.6, 0.0), (0.8, 0.0),
        (0.8, 0.45), (1.0, 0.45), (1.0, 1.0),
    )  # fmt: skip
    return Outline(tuple((x + px * w, y + py * h) for px, py in points), Ink.BLACK)


def _middle(box: Box, size_pt: float) -> float:
    """Baseline at which capital letters stand in the middle of `box`."""
    return box.y + box.h / 2 + size_pt * (ascent_ratio(Face.BOLD) - 0.14) / 2 / MM
