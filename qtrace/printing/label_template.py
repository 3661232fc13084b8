"""Label templates: places in millimetres, read strictly from `resources/labels`."""

from dataclasses import dataclass
from functools import cache

from qtrace.printing.codec import from_json
from qtrace.printing.drawing import Box
from qtrace.printing.fonts import Face
from qtrace.printing.label_data import LabelSize
from qtrace.printing.refusals import PrintRefusal, PrintRefusalCode
from qtrace.reference import read_bytes


@dataclass(frozen=True, slots=True)
class HeaderPlace:
    """The status band: box, type sizes in points, size of the shape in millimetres."""

    box: tuple[float, ...]
    status_pt: float
    second_pt: float
    count_pt: float
    shape_mm: float


@dataclass(frozen=True, slots=True)
class BarrierPlace:
    """The striped band of a label whose lot must not be used."""

    box: tuple[float, ...]
    text_pt: float


@dataclass(frozen=True, slots=True)
class SymbolPlace:
    """The place of a symbol with its quiet zone, and the largest sensible module."""

    box: tuple[float, ...]
    max_module_mm: float


@dataclass(frozen=True, slots=True)
class TextPlace:
    """The place of a text that may shrink and wrap."""

    box: tuple[float, ...]
    max_pt: float
    min_pt: float
    lines: int


@dataclass(frozen=True, slots=True)
class ColumnPlace:
    """The column of fields; the demo mark takes `demo_w` at its bottom right."""

    box: tuple[float, ...]
    demo_w: float
    gap_pt: float
    caption_pt: float


@dataclass(frozen=True, slots=True)
class FooterPlace:
    """The last line: plant, form, time and copy mark."""

    box: tuple[float, ...]
    text_pt: float
    copy_pt: float


@dataclass(frozen=True, slots=True)
class Layout:
    """One arrangement of a label; a place that is None does not exist on it."""

    header: HeaderPlace
    barrier: BarrierPlace
    matrix: SymbolPlace
    matrix_text: TextPlace
    column: ColumnPlace
    linear: SymbolPlace | None
    linear_text: TextPlace | None
    footer: FooterPlace


@dataclass(frozen=True, slots=True)
class FieldPlace:
    """A row of the column: which field, in which face, how large and how many lines.

    A row that is `beside_demo` leaves the demo mark its room at the right.
    """

    key: str
    face: str
    max_pt: float
    min_pt: float
    lines: int
    beside_demo: bool = False

    @property
    def type_face(self) -> Face:
        """The face by its name in the template.

        Raises:
            KeyError: the template names a face we do not ship.
        """
        return Face[self.face]


@dataclass(frozen=True, slots=True)
class LabelTemplate:
    """A label size with its layouts; `with_linear` is None where no GS1-128 has room."""

    width_mm: float
    height_mm: float
    plain: Layout
    with_linear: Layout | None
    fields: tuple[FieldPlace, ...]


@cache
def label_template(size: LabelSize) -> LabelTemplate | PrintRefusal:
    """The shipped template of `size`, or a refusal when its file is missing or malformed."""
    try:
        text = read_bytes(f"labels/{size.value}.json").decode("utf-8")
    except FileNotFoundError:
        return PrintRefusal(PrintRefusalCode.TEMPLATE_UNKNOWN, {"template": size.value})
    return from_json(LabelTemplate, text)


def as_box(numbers: tuple[float, ...]) -> Box:
    """`[x, y, w, h]` of a template as a box.

    Raises:
        ValueError: these are not four numbers.
    """
    x, y, w, h = numbers
    return Box(x, y, w, h)
