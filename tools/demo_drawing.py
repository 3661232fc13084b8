"""Draw the part drawing that the demo plant shows: `python -m tools.demo_drawing`.

It writes `resources/demo/DC-08.png`, a section through a drip chamber with its dimensions. The
shape is made up; so are the numbers, which are those of the demo's plan.
"""

import math
import sys
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

RESOURCES = Path(__file__).resolve().parent.parent / "resources"
TARGET = RESOURCES / "demo" / "DC-08.png"
SIZE = (1280, 880)
FINE = 3
"""Drawn so many times larger, then made smaller: smooth lines."""
INK, THIN, PAPER = 20, 90, 255
Point = tuple[float, float]


class Sheet:
    """A sheet in the units of the finished picture."""

    def __init__(self) -> None:
        self._image = Image.new("L", (SIZE[0] * FINE, SIZE[1] * FINE), PAPER)
        self._draw = ImageDraw.Draw(self._image)

    def line(self, *points: Point, width: float = 3, ink: int = INK) -> None:
        """Straight lines through `points`."""
        scaled = [(x * FINE, y * FINE) for x, y in points]
        self._draw.line(scaled, fill=ink, width=round(width * FINE), joint="curve")

    def mirrored(self, *points: Point, axis: float, width: float = 3, ink: int = INK) -> None:
        """The lines above and below a horizontal axis."""
        self.line(*points, width=width, ink=ink)
        self.line(*((x, 2 * axis - y) for x, y in points), width=width, ink=ink)

    def dashed(self, start: Point, end: Point, pattern: tuple[float, ...] = (22, 6, 5, 6)) -> None:
        """A centre line."""
        length = math.dist(start, end)
        at, number = 0.0, 0
        while at < length:
            step = min(pattern[number % len(pattern)], length - at)
            if number % 2 == 0:
                parts = (at / length, (at + step) / length)
                self.line(*(_between(start, end, part) for part in parts), width=1.4, ink=THIN)
            at, number = at + step, number + 1

    def text(self, place: Point, words: str, size: int = 24, anchor: str = "mm") -> None:
        """Words around `place`, on a clean ground."""
        font = ImageFont.truetype(RESOURCES / "fonts" / "NotoSansSC-Regular.ttf", size * FINE)
        at = (place[0] * FINE, place[1] * FINE)
        left, top, right, bottom = self._draw.textbbox(at, words, font=font, anchor=anchor)
        gap = 4 * FINE
        self._draw.rectangle((left - gap, top - gap, right + gap, bottom + gap), fill=PAPER)
        self._draw.text(at, words, fill=INK, font=font, anchor=anchor)

    def arrow(self, tip: Point, angle: float) -> None:
        """An arrow head at `tip`, pointing along `angle` (radians)."""
        back = [
            (tip[0] - 15 * math.cos(angle + turn), tip[1] - 15 * math.sin(angle + turn))
            for turn in (-0.17, 0.17)
        ]
        corners = [(x * FINE, y * FINE) for x, y in (tip, *back)]
        self._draw.polygon(corners, fill=INK)

    def dimension(self, start: Point, end: Point, words: str, place: Point) -> None:
        """A dimension line with arrow heads on both ends."""
        self.line(start, end, width=1.4, ink=THIN)
        angle = math.atan2(end[1] - start[1], end[0] - start[0])
        self.arrow(end, angle)
        self.arrow(start, angle + math.pi)
        self.text(place, words)

    def hatched(self, corners: tuple[Point, ...], step: float = 11) -> None:
        """Section lines inside a convex shape."""
        mask = Image.new("L", self._image.size, 0)
        ImageDraw.Draw(mask).polygon([(x * FINE, y * FINE) for x, y in corners], fill=255)
        lines = Image.new("L", self._image.size, PAPER)
        pen = ImageDraw.Draw(lines)
        width, height = self._image.size
        for left in range(-height, width, round(step * FINE)):
            pen.line((left, height, left + height, 0), fill=THIN, width=FINE)
        self._image.paste(lines, (0, 0), mask)

    def save(self, path: Path) -> None:
        """Write the finished picture."""
        path.parent.mkdir(parents=True, exist_ok=True)
        small = self._image.resize(SIZE, Image.Resampling.LANCZOS).quantize(16)
        small.save(path, optimize=True)


def _between(start: Point, end: Point, part: float) -> Point:
    return (start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part)


AXIS = 400.0


def _part(sheet: Sheet) -> None:
    """Cap with drip tip at the left, barrel, conical outlet at the right."""
    wall = ((300, 250), (900, 250), (900, 278), (300, 278))
    for shape in (wall, ((240, 222), (330, 222), (330, 250), (300, 250), (300, 278), (240, 278))):
        sheet.hatched(shape)
        sheet.hatched(tuple((x, 2 * AXIS - y) for x, y in shape))
    end_wall, outlet = ((240, 278), (300, 278), (300, 384), (240, 384)), (
        (1000, 372), (1110, 372), (1110, 386), (990, 386),
    )  # fmt: skip
    for shape in (end_wall, outlet):
        sheet.hatched(shape)
        sheet.hatched(tuple((x, 2 * AXIS - y) for x, y in shape))
    cone = ((900, 250), (1010, 372), (1010, 386), (990, 386), (900, 278))
    sheet.hatched(cone)
    sheet.hatched(tuple((x, 2 * AXIS - y) for x, y in cone))
    sheet.mirrored((240, 400), (240, 222), (330, 222), (330, 250), (900, 250), (1010, 372),
                   (1110, 372), (1110, 386), (990, 386), (900, 278), (300, 278), (300, 400),
                   axis=AXIS)  # fmt: skip
    sheet.hatched(((150, 384), (430, 384), (430, 392), (150, 392)))
    sheet.hatched(((150, 408), (430, 408), (430, 416), (150, 416)))
    sheet.mirrored((430, 400), (430, 384), (150, 384), (150, 400), axis=AXIS)
    sheet.mirrored((150, 392), (430, 392), axis=AXIS, width=2)
    sheet.dashed((110, AXIS), (1160, AXIS))


def _dimensions(sheet: Sheet) -> None:
    sheet.dimension((780, 250), (780, 550), "Ø15.00 ±0.10", (780, 470))
    sheet.dimension((580, 278), (580, 522), "Ø13.00 ±0.10", (580, 340))
    sheet.line((240, 590), (240, 690), width=1.4, ink=THIN)
    sheet.line((1110, 430), (1110, 690), width=1.4, ink=THIN)
    sheet.dimension((240, 672), (1110, 672), "58.0 ±0.3", (675, 672))
    sheet.line((430, 392), (486, 180), width=1.4, ink=THIN)
    sheet.arrow((430, 392), math.atan2(392 - 180, 430 - 486))
    sheet.line((486, 180), (520, 180), width=1.4, ink=THIN)
    sheet.text((524, 180), "Ø2.600 ±0.050", anchor="lm")
    sheet.line((860, 264), (930, 160), width=1.4, ink=THIN)
    sheet.arrow((860, 264), math.atan2(264 - 160, 860 - 930))
    sheet.line((930, 160), (960, 160), width=1.4, ink=THIN)
    sheet.text((964, 160), "1.00 ±0.10", anchor="lm")
    sheet.text((170, 610), "A", size=26)
    sheet.line((240, 450), (180, 590), width=1.4, ink=THIN)
    sheet.text((1000, 620), "PVC, clear / 透明", size=22)


def _frame(sheet: Sheet) -> None:
    sheet.line((24, 24), (1256, 24), (1256, 856), (24, 856), (24, 24), width=2)
    sheet.line((24, 740), (1256, 740), width=2)
    for x in (470, 800, 960, 1110):
        sheet.line((x, 740), (x, 856), width=2)
    sheet.line((470, 798), (1256, 798), width=1.4)
    sheet.text((44, 774), "Qingyuan Infusion / 清源输注", size=26, anchor="lm")
    sheet.text((44, 824), "A = cavity number, raised / 模穴号，凸字", size=20, anchor="lm")
    sheet.text((490, 769), "Drip chamber / 滴斗", size=24, anchor="lm")
    sheet.text((490, 827), "DC-08  Rev B", size=26, anchor="lm")
    for x, head, value in ((820, "Scale", "4:1"), (980, "Unit", "mm"), (1130, "Sheet", "1 / 1")):
        sheet.text((x, 769), head, size=20, anchor="lm")
        sheet.text((x, 827), value, size=24, anchor="lm")


def main() -> int:
    """Draw it again."""
    sheet = Sheet()
    _part(sheet)
    _dimensions(sheet)
    _frame(sheet)
    sheet.save(TARGET)
    print(TARGET, TARGET.stat().st_size)
    return 0


if __name__ == "__main__":
    sys.exit(main())
