"""A label as a list of marks in millimetres, from the top left: one drawing, two printers.

The PDF draws the marks as vectors, the label printer gets them as its own commands or, for
Chinese and for a `Group`, as a picture made from the same marks.
"""

import math
from dataclasses import dataclass
from enum import Enum

from qtrace.printing.fonts import Face
from qtrace.printing.symbols import Bars, Matrix, Scale


class Ink(Enum):
    """Colours on paper as red, green, blue from 0 to 1; a label printer knows black only."""

    BLACK = (0.0, 0.0, 0.0)
    WHITE = (1.0, 1.0, 1.0)
    RED = (0.765, 0.024, 0.059)
    GREY = (0.29, 0.341, 0.396)
    GREEN = (0.004, 0.518, 0.4)
    AMBER = (0.988, 0.745, 0.188)


@dataclass(frozen=True, slots=True)
class Box:
    """A place: left, top, width, height in millimetres."""

    x: float
    y: float
    w: float
    h: float


@dataclass(frozen=True, slots=True)
class Stroke:
    """An outline: ink, width in millimetres, dashed or not."""

    ink: Ink
    width_mm: float
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Outline:
    """A closed or open chain of straight lines, filled, stroked or both."""

    points: tuple[tuple[float, float], ...]
    fill: Ink | None = None
    stroke: Stroke | None = None
    closed: bool = True


@dataclass(frozen=True, slots=True)
class Circle:
    """A circle by its centre and radius."""

    x: float
    y: float
    r: float
    fill: Ink | None = None
    stroke: Stroke | None = None


class Anchor(Enum):
    """Which end of a text stands at its x."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text on its baseline; `name` is the field it belongs to."""

    x: float
    y: float
    text: str
    face: Face
    size_pt: float
    name: str
    ink: Ink = Ink.BLACK
    anchor: Anchor = Anchor.START


@dataclass(frozen=True, slots=True)
class SymbolMark:
    """A symbol with its quiet zone: left and top of the quiet zone, height of bars."""

    x: float
    y: float
    symbol: Matrix | Bars
    scale: Scale
    bar_height_mm: float = 0.0


Plain = Outline | Circle | Text


@dataclass(frozen=True, slots=True)
class Group:
    """Marks that stand on each other (white on black): a label printer gets them as a picture."""

    box: Box
    marks: tuple[Plain, ...]
    name: str


Mark = Plain | SymbolMark | Group


@dataclass(frozen=True, slots=True)
class Drawing:
    """One label: its size in millimetres and its marks in drawing order."""

    width_mm: float
    height_mm: float
    marks: tuple[Mark, ...]


def rectangle(box: Box, fill: Ink | None = None, stroke: Stroke | None = None) -> Outline:
    """`box` as an outline."""
    right, bottom = box.x + box.w, box.y + box.h
    corners = ((box.x, box.y), (right, box.y), (right, bottom), (box.x, bottom))
    return Outline(corners, fill, stroke)


def tick_in_circle(box: Box, ink: Ink) -> tuple[Plain, ...]:
    """The shape of ok: a circle with a tick."""
    s, width = box.w, box.w * 0.1
    tick = ((0.29, 0.52), (0.44, 0.67), (0.72, 0.36))
    return (
        Circle(box.x + s / 2, box.y + s / 2, s / 2 - width / 2, None, Stroke(ink, width)),
        Outline(_placed(box, tick), None, Stroke(ink, width * 1.15), closed=False),
    )


def cross_in_octagon(box: Box, ink: Ink) -> tuple[Plain, ...]:
    """The shape of blocked: an octagon with a cross."""
    s, width = box.w, box.w * 0.1
    radius = (s - width) / 2 / math.cos(math.pi / 8)
    angles = (math.pi / 8 + k * math.pi / 4 for k in range(8))
    centre = (box.x + s / 2, box.y + s / 2)
    ring = tuple(
        (centre[0] + radius * math.cos(a), centre[1] + radius * math.sin(a)) for a in angles
    )
    stroke = Stroke(ink, width * 1.15)
    return (
        Outline(ring, None, Stroke(ink, width)),
        Outline(_placed(box, ((0.34, 0.34), (0.66, 0.66))), None, stroke, closed=False),
        Outline(_placed(box, ((0.66, 0.34), (0.34, 0.66))), None, stroke, closed=False),
    )


def bar_in_triangle(box: Box, ink: Ink) -> tuple[Plain, ...]:
    """The shape of a pending decision: a triangle with a bar and a dot."""
    width = box.w * 0.1
    return (
        Outline(_placed(box, ((0.5, 0.1), (0.97, 0.92), (0.03, 0.92))), None, Stroke(ink, width)),
        Outline(_placed(box, ((0.5, 0.4), (0.5, 0.62))), None, Stroke(ink, width), closed=False),
        Circle(box.x + box.w * 0.5, box.y + box.h * 0.76, width * 0.6, ink),
    )


def padlock(box: Box, ink: Ink) -> tuple[Plain, ...]:
    """The icon of a hold: a closed lock."""
    width = box.w * 0.1
    shackle = tuple(
        (0.5 - 0.22 * math.cos(a), 0.34 - 0.24 * math.sin(a))
        for a in (k * math.pi / 12 for k in range(13))
    )
    arch = ((0.28, 0.5), *shackle, (0.72, 0.5))
    body = ((0.14, 0.48), (0.86, 0.48), (0.86, 0.96), (0.14, 0.96))
    return (
        Outline(_placed(box, arch), None, Stroke(ink, width), closed=False),
        Outline(_placed(box, body), ink),
    )


def question_in_ring(box: Box, ink: Ink) -> tuple[Plain, ...]:
    """The shape of no verdict yet: a dashed ring with a question mark."""
    s, width = box.w, box.w * 0.09
    return (
        Circle(
            box.x + s / 2,
            box.y + s / 2,
            s / 2 - width / 2,
            None,
            Stroke(ink, width, dashed=True),
        ),
        Text(
            box.x + s / 2,
            box.y + s * 0.71,
            "?",
            Face.BOLD,
            s * 1.65,
            "shape",
            ink,
            Anchor.MIDDLE,
        ),
    )


def hazard_stripes(box: Box, ink: Ink) -> tuple[Plain, ...]:
    """Diagonal stripes across `box`: seen as a barrier without colour and without reading."""
    lean, thick = box.h, box.h * 0.55
    count = max(2, round((box.w - lean - thick) / (box.h * 1.15)) + 1)
    pitch = (box.w - lean - thick) / (count - 1)
    return tuple(
        Outline(
            (
                (left + lean, box.y),
                (left + lean + thick, box.y),
                (left + thick, box.y + box.h),
                (left, box.y + box.h),
            ),
            ink,
        )
        for left in (box.x + k * pitch for k in range(count))
    )


def _placed(box: Box, points: tuple[tuple[float, float], ...]) -> tuple[tuple[float, float], ...]:
    return tuple((box.x + x * box.w, box.y + y * box.h) for x, y in points)
