"""Where everything of a container label goes, decided before anything is drawn."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from qtrace.printing.drawing import (
    Anchor,
    Box,
    Drawing,
    Group,
    Ink,
    Mark,
    Plain,
    Stroke,
    SymbolMark,
    Text,
    bar_in_triangle,
    cross_in_octagon,
    hazard_stripes,
    padlock,
    question_in_ring,
    rectangle,
    tick_in_circle,
)
from qtrace.printing.fonts import Face, ascent_ratio, check_glyphs, width_pt
from qtrace.printing.label_column import LabelRefusedError, column_marks, demo_mark, fitted
from qtrace.printing.label_data import LabelData, LotStatus
from qtrace.printing.label_template import (
    LabelTemplate,
    Layout,
    SymbolPlace,
    TextPlace,
    as_box,
)
from qtrace.printing.refusals import PrintRefusal, PrintRefusalCode
from qtrace.printing.symbols import (
    Bars,
    Matrix,
    Resolution,
    Symbology,
    encode,
    readable,
    readable_elements,
    scale_to_fit,
)
from qtrace.printing.typeset import MM, TextBox, fit
from qtrace.printing.words import Phrase, Words


@dataclass(frozen=True, slots=True)
class Composed:
    """A finished label and the symbols on it that must be read back."""

    drawing: Drawing
    symbols: tuple[Matrix | Bars, ...]


def _packings(elements: Sequence[str]) -> Iterator[str]:
    """Every way to put whole elements in order on lines, each line as full as its width allows."""
    before = ""
    for width in range(max(map(len, elements)), len("".join(elements)) + 1):
        lines = [""]
        for element in elements:
            if lines[-1] and len(lines[-1]) + len(element) > width:
                lines.append("")
            lines[-1] += element
        text = "\n".join(lines)
        if text != before:
            yield text
        before = text


class _Shape(Protocol):
    def __call__(self, box: Box, ink: Ink) -> tuple[Plain, ...]: ...


_SHAPES: dict[LotStatus, _Shape] = {
    LotStatus.QUARANTINE: question_in_ring,
    LotStatus.RELEASED: tick_in_circle,
    LotStatus.REJECTED: cross_in_octagon,
    LotStatus.HOLD: padlock,
    LotStatus.EXCESS: bar_in_triangle,
}
_BLOCKED = frozenset({LotStatus.REJECTED, LotStatus.HOLD, LotStatus.EXCESS})


def status_phrase(words: Words, status: LotStatus) -> Phrase:
    """The word of a status as it stands on the label."""
    return {
        LotStatus.QUARANTINE: words.term("label status", "QUARANTINE"),
        LotStatus.RELEASED: words.term("label status", "RELEASED"),
        LotStatus.REJECTED: words.term("label status", "REJECTED"),
        LotStatus.HOLD: words.term("label status", "HOLD"),
        LotStatus.EXCESS: words.term("label status", "EXCESS"),
    }[status]


def compose(
    label: LabelData, template: LabelTemplate, template_name: str, resolution: Resolution
) -> Composed | PrintRefusal:
    """The label as a drawing, or the first reason for which it cannot be printed whole."""
    refusal = _check_texts(label)
    if refusal is not None:
        return refusal
    layout = template.with_linear if label.linear else template.plain
    if layout is None or (label.linear and layout.linear is None):
        return PrintRefusal(
            PrintRefusalCode.SYMBOL_HAS_NO_PLACE,
            {"symbology": Symbology.GS1_128.value, "template": template_name},
        )
    return _Composer(label, template, layout, resolution).compose()


def _check_texts(label: LabelData) -> PrintRefusal | None:
    texts = {
        "lot": label.lot,
        "part": label.part_number + label.part_revision,
        "name": label.part_name.zh + label.part_name.en,
        "quantity": label.quantity + label.unit.zh + label.unit.en,
        "supplier_lot": label.supplier_lot,
        "case": label.case_number,
        "plant": label.plant.zh + label.plant.en,
        "form": label.form_number,
        "copy": label.copy_reason,
    }
    for field, text in texts.items():
        refusal = check_glyphs(text.replace("\n", "\x00"), field)
        if refusal is not None:
            return refusal
    return None


class _Composer:
    """Places the marks of one label; one instance per label."""

    def __init__(
        self, label: LabelData, template: LabelTemplate, layout: Layout, resolution: Resolution
    ) -> None:
        self._label = label
        self._template = template
        self._layout = layout
        self._resolution = resolution
        self._words = Words(label.language)
        self._marks: list[Mark] = []
        self._symbols: list[Matrix | Bars] = []

    def compose(self) -> Composed | PrintRefusal:
        """The finished label or the refusal met first."""
        try:
            self._header()
            if self._label.status in _BLOCKED:
                self._barrier()
            self._matrix()
            if self._layout.linear is not None:
                self._linear(self._layout.linear)
            self._column()
            if self._label.demo:
                self._demo()
            self._footer()
        except LabelRefusedError as refused:
            return refused.refusal
        size = (self._template.width_mm, self._template.height_mm)
        return Composed(Drawing(*size, tuple(self._marks)), tuple(self._symbols))

    def _header(self) -> None:
        """The band in two groups: the status, equal on all labels of a lot, and the count."""
        place, box = self._layout.header, as_box(self._layout.header.box)
        status = self._label.status
        ink = Ink.BLACK if status is LotStatus.QUARANTINE else Ink.WHITE
        margin = (box.h - place.shape_mm) / 2
        shape_box = Box(box.x + margin, box.y + margin, place.shape_mm, place.shape_mm)
        count = f"{self._label.container} / {self._label.containers}"
        count_w = width_pt(count, Face.BOLD, place.count_pt) / MM + margin + 2.5
        split = box.x + box.w - count_w
        # The halves overlap a little, so that no light seam shows between them.
        left = Box(box.x, box.y, box.w - count_w + 0.2, box.h)
        right = Box(split, box.y, count_w, box.h)
        marks: list[Plain] = [self._band(left), *_SHAPES[status](shape_box, ink)]
        phrase = status_phrase(self._words, status)
        start = shape_box.x + place.shape_mm + margin * 0.9
        self._header_words(marks, phrase, ink, (start, split - 1))
        number = Text(
            box.x + box.w - margin - 0.5,
            _middle(box, place.count_pt, Face.BOLD),
            count,
            Face.BOLD,
            place.count_pt,
            "container",
            ink,
            Anchor.END,
        )
        self._marks.append(Group(left, tuple(marks), "header"))
        self._marks.append(Group(right, (self._band(right), number), "container"))

    def _band(self, part: Box) -> Plain:
        """The band behind `part`: filled there, or the outline of the whole for quarantine."""
        if self._label.status is LotStatus.QUARANTINE:
            box = as_box(self._layout.header.box)
            inner = Box(box.x + 0.4, box.y + 0.4, box.w - 0.8, box.h - 0.8)
            return rectangle(inner, None, Stroke(Ink.BLACK, 0.8))
        return rectangle(part, Ink.RED if self._label.status is LotStatus.REJECTED else Ink.BLACK)

    def _header_words(
        self, marks: list[Plain], phrase: Phrase, ink: Ink, span: tuple[float, float]
    ) -> None:
        place, box = self._layout.header, as_box(self._layout.header.box)
        left, right = span
        second_w = 0.0
        if phrase.second:
            second_w = width_pt(phrase.second, Face.BOLD, place.second_pt) / MM + 2.5
        text_box = TextBox(right - left - second_w, box.h, place.status_pt, place.status_pt * 0.6)
        text_fit = fitted(phrase.first, Face.BOLD, text_box, "status")
        baseline = _middle(box, text_fit.size_pt, Face.BOLD)
        marks.append(Text(left, baseline, phrase.first, Face.BOLD, text_fit.size_pt, "status", ink))
        if phrase.second:
            x = left + width_pt(phrase.first, Face.BOLD, text_fit.size_pt) / MM + 2.5
            marks.append(
                Text(x, baseline, phrase.second, Face.BOLD, place.second_pt, "status", ink)
            )

    def _barrier(self) -> None:
        place, box = self._layout.barrier, as_box(self._layout.barrier.box)
        phrase = self._words.term("label", "DO NOT USE")
        ink = Ink.RED if self._label.status is LotStatus.REJECTED else Ink.BLACK
        width = width_pt(phrase.line, Face.BOLD, place.text_pt) / MM + 4
        centre = box.x + box.w / 2
        side_w = (box.w - width) / 2
        marks = [
            *hazard_stripes(Box(box.x, box.y, side_w, box.h), ink),
            *hazard_stripes(Box(centre + width / 2, box.y, side_w, box.h), ink),
            Text(
                centre,
                _middle(box, place.text_pt, Face.BOLD),
                phrase.line,
                Face.BOLD,
                place.text_pt,
                "barrier",
                Ink.BLACK,
                Anchor.MIDDLE,
            ),
        ]
        self._marks.append(Group(box, tuple(marks), "barrier"))

    def _encode(self, symbology: Symbology, content: str) -> Matrix | Bars:
        symbol = encode(symbology, content, self._label.printed_at.year)
        if isinstance(symbol, PrintRefusal):
            raise LabelRefusedError(symbol)
        self._symbols.append(symbol)
        return symbol

    def _place_symbol(self, symbol: Matrix | Bars, place: SymbolPlace) -> float:
        """Centre the symbol in its place; return the bottom of its ink in millimetres."""
        box = as_box(place.box)
        available = box.w if isinstance(symbol, Bars) else min(box.w, box.h)
        scale = scale_to_fit(symbol, available, self._resolution, place.max_module_mm)
        if isinstance(scale, PrintRefusal):
            raise LabelRefusedError(scale)
        native = self._resolution.native
        modules = symbol.native_width_modules if native else symbol.width_modules
        size = modules * scale.module_mm
        x = box.x + (box.w - size) / 2
        self._marks.append(SymbolMark(x, box.y, symbol, scale, box.h))
        return box.y + (box.h if isinstance(symbol, Bars) else size)

    def _matrix(self) -> None:
        label = self._label
        symbology = Symbology.GS1_DATAMATRIX if label.code_is_gs1 else Symbology.DATAMATRIX
        bottom = self._place_symbol(self._encode(symbology, label.code), self._layout.matrix)
        place, box = self._layout.matrix_text, as_box(self._layout.matrix_text.box)
        below = Box(box.x, bottom, box.w, box.y + box.h - bottom)
        self._centred(self._matrix_text(place, below), place, below, "code")

    def _matrix_text(self, place: TextPlace, box: Box) -> str:
        """What the matrix carries; lines end between elements where the label has room for that."""
        label = self._label
        if not label.code_is_gs1:
            return label.code
        elements = readable_elements(label.code)
        text_box = TextBox(box.w, box.h, place.max_pt, place.min_pt, place.lines)
        found = ((fit(text, Face.MONO, text_box), text) for text in _packings(elements))
        roomy = [
            (done.size_pt, text)
            for done, text in found
            if done is not None and "\n".join(done.lines) == text
        ]
        return max(roomy)[1] if roomy else "".join(elements)

    def _linear(self, place: SymbolPlace) -> None:
        label = self._label
        self._place_symbol(self._encode(Symbology.GS1_128, label.linear), place)
        text_place = self._layout.linear_text
        if text_place is not None:
            self._centred(readable(label.linear), text_place, as_box(text_place.box), "linear")

    def _centred(self, text: str, place: TextPlace, box: Box, name: str) -> None:
        text_box = TextBox(box.w, box.h, place.max_pt, place.min_pt, place.lines)
        text_fit = fitted(text, Face.MONO, text_box, name)
        y = box.y + text_fit.size_pt * ascent_ratio(Face.MONO) / MM
        for line in text_fit.lines:
            self._marks.append(
                Text(
                    box.x + box.w / 2,
                    y,
                    line,
                    Face.MONO,
                    text_fit.size_pt,
                    name,
                    anchor=Anchor.MIDDLE,
                )
            )
            y += text_fit.leading_pt / MM

    def _column(self) -> None:
        self._marks.extend(column_marks(self._label, self._template, self._layout, self._words))

    def _demo(self) -> None:
        column = self._layout.column
        area = as_box(column.box)
        mark = demo_mark(self._layout, self._words)
        box = Box(
            area.x + area.w - column.demo_w + 0.2,
            area.y + area.h - mark.height_mm - 0.2,
            column.demo_w - 0.4,
            mark.height_mm,
        )
        self._marks.append(rectangle(box, None, Stroke(Ink.GREY, 0.35, dashed=True)))
        y = box.y + 0.8
        centre = box.x + box.w / 2
        for line, size in zip(mark.lines, mark.sizes_pt, strict=True):
            baseline = y + size * 0.98 / MM
            self._marks.append(
                Text(centre, baseline, line, Face.BOLD, size, "demo", Ink.GREY, Anchor.MIDDLE)
            )
            y += size * 1.2 / MM

    def _footer(self) -> None:
        place, box = self._layout.footer, as_box(self._layout.footer.box)
        label = self._label
        baseline = _middle(box, place.text_pt, Face.REGULAR)
        printed = label.printed_at.isoformat(sep=" ", timespec="minutes")
        left = f"{self._words.name(label.plant).first}   {label.form_number}   {printed}"
        right = box.x + box.w
        if label.copy_number:
            right = self._copy_mark(box) - 1.5
        text_box = TextBox(right - box.x, box.h, place.text_pt, place.text_pt * 0.75)
        text_fit = fitted(left, Face.REGULAR, text_box, "footer")
        self._marks.append(
            Text(box.x, baseline, left, Face.REGULAR, text_fit.size_pt, "footer", Ink.GREY)
        )

    def _copy_mark(self, box: Box) -> float:
        """Box the copy mark at the right of the footer; return its left edge."""
        place, label = self._layout.footer, self._label
        copy = self._words.term("label", "COPY {n}", n=label.copy_number).line
        text = f"{copy}  {label.copy_reason}".rstrip()
        text_box = TextBox(box.w * 0.56, box.h, place.copy_pt, place.copy_pt * 0.7)
        text_fit = fitted(text, Face.BOLD, text_box, "copy")
        width = width_pt(text, Face.BOLD, text_fit.size_pt) / MM + 2
        x = box.x + box.w - width
        frame = Box(x + 0.15, box.y, width - 0.3, box.h)
        self._marks.append(rectangle(frame, None, Stroke(Ink.BLACK, 0.3)))
        baseline = _middle(box, text_fit.size_pt, Face.BOLD)
        self._marks.append(Text(x + 1, baseline, text, Face.BOLD, text_fit.size_pt, "copy"))
        return x


def _middle(box: Box, size_pt: float, face: Face) -> float:
    """Baseline at which a line of capital letters or Chinese stands in the middle of `box`."""
    return box.y + box.h / 2 + size_pt * (ascent_ratio(face) - 0.14) / 2 / MM
