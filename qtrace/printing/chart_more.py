"""Histogram, Pareto and OC curve as vectors in millimetres, from the numbers that the screen shows."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from qtrace.domain.analytics.capability import Performance
from qtrace.domain.analytics.histogram import Histogram
from qtrace.printing.drawing import Anchor, Box, Ink, Outline, Plain, Stroke, Text
from qtrace.printing.fonts import Face

HEAD_MM: Final = 9.0
FOOT_MM: Final = 5.0
_SMALL: Final = 7.0
_NORMAL_POINTS: Final = 81
_FAR: Final = 4.0
_BAR: Final = 0.72


@dataclass(frozen=True, slots=True)
class HistogramPicture:
    """Readings in bars, limits with their words, and mean and deviation of the normal curve."""

    bins: Histogram
    limits: tuple[tuple[float, str], ...]
    overall: Performance


@dataclass(frozen=True, slots=True)
class ParetoPicture:
    """Causes in descending order with their counts, on the scale of `total`."""

    bars: tuple[tuple[str, int], ...]
    total: int


@dataclass(frozen=True, slots=True)
class RiskPicture:
    """The OC curve: points (p, Pa), marked points (p, Pa, words) and the end of the axis.

    Attributes:
        note: class and numbers of the plan.
    """

    points: tuple[tuple[float, float], ...]
    marked: tuple[tuple[float, float, str], ...]
    p_max: float
    end: str
    note: str = ""


def histogram_marks(picture: HistogramPicture, box: Box) -> tuple[Plain, ...]:
    """Bars, double lines at the limits, the normal curve."""
    bins, overall = picture.bins, picture.overall
    high = bins.low + bins.width * len(bins.counts)
    ends = [bins.low, high, *(value for value, _words in picture.limits)]
    least, most = min(ends), max(ends)
    air = (most - least) * 0.04
    least, most = least - air, most + air
    scale = sum(bins.counts) * bins.width / (overall.sd * math.sqrt(2 * math.pi))
    steps = [_FAR * (2 * i / (_NORMAL_POINTS - 1) - 1) for i in range(_NORMAL_POINTS)]
    curve = [(overall.mean + z * overall.sd, scale * math.exp(-z * z / 2)) for z in steps]
    tallest = max((*bins.counts, *(y for _x, y in curve)))
    bottom, tall = box.y + box.h - FOOT_MM, box.h - HEAD_MM - FOOT_MM

    def x(value: float) -> float:
        return box.x + box.w * (value - least) / (most - least)

    def y(count: float) -> float:
        return bottom - tall * count / tallest

    found: list[Plain] = [
        _rectangle(
            x(bins.low + i * bins.width), y(count), x(bins.low + (i + 1) * bins.width), bottom
        )
        for i, count in enumerate(bins.counts)
        if count
    ]
    inside = [(value, count) for value, count in curve if least <= value <= most]
    path = tuple((x(value), y(count)) for value, count in inside)
    found.append(Outline(path, None, Stroke(Ink.BLACK, 0.3), closed=False))
    for value, words in picture.limits:
        for shift in (-0.4, 0.4):
            ends_ = ((x(value) + shift, bottom - tall), (x(value) + shift, bottom))
            found.append(Outline(ends_, None, Stroke(Ink.BLACK, 0.15), closed=False))
        anchor = Anchor.START if value < overall.mean else Anchor.END
        found.append(Text(x(value), box.y + HEAD_MM - 1.5, words, Face.REGULAR, _SMALL, "limit",
                          anchor=anchor))  # fmt: skip
    return (*found, _across(box.x, box.x + box.w, bottom))


def _rectangle(left: float, top: float, right: float, bottom: float) -> Outline:
    corners = ((left, top), (right, top), (right, bottom), (left, bottom))
    return Outline(corners, Ink.GREY, Stroke(Ink.BLACK, 0.15))


def _across(left: float, right: float, y: float) -> Outline:
    return Outline(((left, y), (right, y)), None, Stroke(Ink.BLACK, 0.2), closed=False)


def pareto_marks(picture: ParetoPicture, box: Box) -> tuple[Plain, ...]:
    """Bars and the line of their sum on one scale: its top is all failures together."""
    bottom, tall = box.y + box.h - FOOT_MM, box.h - HEAD_MM - FOOT_MM
    wide = box.w - 10.0
    step = wide / len(picture.bars)
    found: list[Plain] = [_across(box.x, box.x + wide, bottom)]
    for share, words in ((1.0, "100 %"), (0.5, "50 %"), (0.0, "0 %")):
        y = bottom - tall * share
        if share:
            found.append(Outline(((box.x, y), (box.x + wide, y)), None, Stroke(Ink.GREY, 0.1),
                                 closed=False))  # fmt: skip
        found.append(Text(box.x + box.w, y + 0.9, words, Face.REGULAR, _SMALL, "scale", Ink.GREY,
                          Anchor.END))  # fmt: skip
    seen, path = 0, []
    for number, (words, count) in enumerate(picture.bars):
        centre = box.x + (number + 0.5) * step
        top = bottom - tall * count / picture.total
        half = step * _BAR / 2
        found.append(_rectangle(centre - half, top, centre + half, bottom))
        found.append(Text(centre, top - 0.8, str(count), Face.BOLD, _SMALL, "count",
                          anchor=Anchor.MIDDLE))  # fmt: skip
        short = words if len(words) * 1.3 < step else f"{words[: max(2, int(step / 1.4))]}…"
        found.append(Text(centre, bottom + 3.2, short, Face.REGULAR, _SMALL, "cause",
                          anchor=Anchor.MIDDLE))  # fmt: skip
        seen += count
        path.append((centre, bottom - tall * seen / picture.total))
    found.append(Outline(tuple(path), None, Stroke(Ink.BLACK, 0.3), closed=False))
    return tuple(found)


def risk_marks(picture: RiskPicture, box: Box) -> tuple[Plain, ...]:
    """The curve with its marked points and their words under the axis."""
    left, wide = box.x + 10.0, box.w - 12.0
    bottom, tall = box.y + box.h - FOOT_MM, box.h - HEAD_MM - FOOT_MM

    def at(p: float, pa: float) -> tuple[float, float]:
        return left + wide * p / picture.p_max, bottom - tall * pa

    found: list[Plain] = [_across(left, left + wide, bottom)]
    for share, words in ((1.0, "100 %"), (0.5, "50 %"), (0.0, "0")):
        y = bottom - tall * share
        found.append(Text(left - 1.0, y + 0.9, words, Face.REGULAR, _SMALL, "scale", Ink.GREY,
                          Anchor.END))  # fmt: skip
        if share:
            found.append(Outline(((left, y), (left + wide, y)), None, Stroke(Ink.GREY, 0.1),
                                 closed=False))  # fmt: skip
    path = tuple(at(p, pa) for p, pa in picture.points)
    found.append(Outline(path, None, Stroke(Ink.BLACK, 0.4), closed=False))
    taken = left
    for p, pa, words in picture.marked:
        x, y = at(p, pa)
        found.append(Outline(((x, y), (x, bottom)), None, Stroke(Ink.GREY, 0.2, dashed=True),
                             closed=False))  # fmt: skip
        found.append(_dot(x, y))
        half = 0.7 * len(words)
        place = max(x, taken + half)
        found.append(Text(place, bottom + 3.2, words, Face.REGULAR, _SMALL, "point",
                          anchor=Anchor.MIDDLE))  # fmt: skip
        taken = place + half + 1.0
    found.append(Text(left + wide, bottom + 3.2, picture.end, Face.REGULAR, _SMALL, "end", Ink.GREY,
                      Anchor.END))  # fmt: skip
    return tuple(found)


def _dot(x: float, y: float) -> Outline:
    size = 0.9
    corners: Sequence[tuple[float, float]] = (
        (x, y - size),
        (x + size, y),
        (x, y + size),
        (x - size, y),
    )
    return Outline(tuple(corners), Ink.BLACK)
