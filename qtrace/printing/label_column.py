"""The column of fields of a label: all rows reduced alike until everything fits, or a refusal."""

from dataclasses import dataclass

from qtrace.printing.drawing import Ink, Text
from qtrace.printing.fonts import Face, ascent_ratio, width_pt
from qtrace.printing.label_data import LabelData
from qtrace.printing.label_template import FieldPlace, LabelTemplate, Layout, as_box
from qtrace.printing.refusals import PrintRefusal, PrintRefusalCode
from qtrace.printing.typeset import MM, FittedText, TextBox, fit
from qtrace.printing.words import Words


class LabelRefusedError(Exception):
    """A label cannot be composed; carries the refusal out of the composer."""

    def __init__(self, refusal: PrintRefusal) -> None:
        super().__init__(refusal.code)
        self.refusal = refusal


def fitted(text: str, face: Face, box: TextBox, name: str) -> FittedText:
    """`text` set in `box`, whole.

    Raises:
        LabelRefusedError: it does not fit at the smallest size.
    """
    result = fit(text, face, box)
    if result is None:
        raise _does_not_fit(text, name)
    return result


def _does_not_fit(text: str, name: str) -> LabelRefusedError:
    facts = {"field": name, "text": text[:80]}
    return LabelRefusedError(PrintRefusal(PrintRefusalCode.TEXT_DOES_NOT_FIT, facts))


@dataclass(frozen=True, slots=True)
class _Row:
    place: FieldPlace
    caption: str
    text: str


def column_marks(
    label: LabelData, template: LabelTemplate, layout: Layout, words: Words
) -> list[Text]:
    """Texts of the column, top down.

    Raises:
        LabelRefusedError: they do not fit at their smallest sizes.
    """
    place, box = layout.column, as_box(layout.column.box)
    rows = _rows(label, template, words)
    marks: list[Text] = []
    y = box.y
    demo = demo_mark(layout, words) if label.demo else None
    texts, gap_pt = _fit_rows(rows, layout, demo)
    for row, text in zip(rows, texts, strict=True):
        face, key = row.place.type_face, row.place.key
        baseline = y + text.size_pt * ascent_ratio(face) / MM
        if row.caption:
            size = place.caption_pt
            marks.append(
                Text(box.x, baseline, row.caption, Face.REGULAR, size, f"{key} caption", Ink.GREY)
            )
        x = box.x + _caption_mm(row, layout)
        for line in text.lines:
            marks.append(Text(x, baseline, line, face, text.size_pt, key))
            baseline += text.leading_pt / MM
        y += (text.leading_pt * len(text.lines) + gap_pt) / MM
    return marks


def _rows(label: LabelData, template: LabelTemplate, words: Words) -> list[_Row]:
    quantity = f"{label.quantity} {words.name(label.unit).line}".strip()
    revision = words.term("label", "Rev {revision}", revision=label.part_revision)
    part = label.part_number
    if label.part_revision:
        part = f"{part}   {revision.line}"
    name = words.name(label.part_name)
    names = "\n".join(filter(None, (name.first, name.second)))
    expiry = label.expires_on.isoformat() if label.expires_on else ""
    texts = {
        "lot": (words.term("label", "Lot").line, label.lot),
        "part": ("", part),
        "name": ("", names),
        "quantity": ("", quantity if label.quantity else ""),
        "expiry": (words.term("label", "Expiry").line, expiry),
        "supplier_lot": (words.term("label", "Supplier lot").line, label.supplier_lot),
        "case": (words.term("label", "Case").line, label.case_number),
    }
    return [
        _Row(place, texts[place.key][0], texts[place.key][1])
        for place in template.fields
        if texts[place.key][1]
    ]


def _caption_mm(row: _Row, layout: Layout) -> float:
    if not row.caption:
        return 0.0
    return width_pt(row.caption, Face.REGULAR, layout.column.caption_pt) / MM + 1.6


@dataclass(frozen=True, slots=True)
class DemoMark:
    """The demo mark at the bottom right of the column: lines, sizes in points, height in mm."""

    lines: tuple[str, ...]
    sizes_pt: tuple[float, ...]
    height_mm: float


def demo_mark(layout: Layout, words: Words) -> DemoMark:
    """The mark as large as its place allows."""
    phrase = words.term("label", "DEMO")
    lines = tuple(filter(None, (phrase.first, phrase.second)))
    width = layout.column.demo_w
    inner_pt = (width - 2.4) * MM
    sizes = tuple(min(inner_pt / width_pt(line, Face.BOLD, 1.0), width * 1.05) for line in lines)
    return DemoMark(lines, sizes, sum(size * 1.2 for size in sizes) / MM + 1.6)


def _fit_rows(
    rows: list[_Row], layout: Layout, demo: DemoMark | None
) -> tuple[tuple[FittedText, ...], float]:
    """All rows at one common reduction, so that the hierarchy of sizes stays; and their gap in pt.

    Rows above the demo mark use the whole width; when they reach down to it, all make room.

    Raises:
        LabelRefusedError: even the smallest sizes do not fit.
    """
    column, box = layout.column, as_box(layout.column.box)
    for percent in range(100, 45, -5):
        texts = _set_rows(rows, layout, percent, narrow_all=False, demo=demo is not None)
        if demo is not None and _reaches(rows, texts, layout, box.h - demo.height_mm):
            texts = _set_rows(rows, layout, percent, narrow_all=True, demo=True)
        used = sum(text.leading_pt * len(text.lines) for text in texts)
        gap = min(column.gap_pt, (box.h * MM - used) / max(1, len(texts) - 1))
        if gap >= 0:
            return texts, gap
    longest = max(rows, key=lambda row: len(row.text))
    raise _does_not_fit(longest.text, longest.place.key)


def _reaches(
    rows: list[_Row], texts: tuple[FittedText, ...], layout: Layout, top_mm: float
) -> bool:
    """True if a row of the whole width ends below `top_mm` of the column."""
    y = 0.0
    for row, text in zip(rows, texts, strict=True):
        y += (text.leading_pt * len(text.lines) + layout.column.gap_pt) / MM
        if y > top_mm and not row.place.beside_demo:
            return True
    return False


def _set_rows(
    rows: list[_Row], layout: Layout, percent: int, *, narrow_all: bool, demo: bool
) -> tuple[FittedText, ...]:
    box = as_box(layout.column.box)
    texts = []
    for row in rows:
        place = row.place
        width = box.w - _caption_mm(row, layout)
        if demo and (narrow_all or place.beside_demo):
            width -= layout.column.demo_w + 1
        most = max(place.max_pt * percent / 100, place.min_pt)
        text_box = TextBox(width, box.h, most, place.min_pt, place.lines)
        texts.append(fitted(row.text, place.type_face, text_box, place.key))
    return tuple(texts)
