"""Line breaking for Chinese and Latin mixed, and fitting a text into a box without cutting it."""

from collections.abc import Iterator
from dataclasses import dataclass

from qtrace.printing.fonts import Face, width_pt

MM = 72.0 / 25.4
_NEVER_FIRST = frozenset("，。、；：？！）》】」』”’,.;:?!)]}%‰℃°")
_NEVER_LAST = frozenset("（《【「『“‘([{")
_BREAK_AFTER = frozenset("-/·_|,;")


@dataclass(frozen=True, slots=True)
class FittedText:
    """Lines that fit their box.

    Attributes:
        lines: the whole text, nothing cut.
        size_pt: type size chosen.
        leading_pt: distance of baselines.
    """

    lines: tuple[str, ...]
    size_pt: float
    leading_pt: float


def _is_wide(character: str) -> bool:
    return character >= "\u2e80"


def _pieces(text: str) -> Iterator[str]:
    """Unbreakable pieces in order: words with their spaces, single Chinese characters."""
    piece = ""
    for character in text:
        if piece and _may_break(piece[-1], character):
            yield piece
            piece = ""
        piece += character
    if piece:
        yield piece


def _may_break(before: str, after: str) -> bool:
    if after in _NEVER_FIRST or before in _NEVER_LAST or after == " ":
        return False
    if before == " " or before in _BREAK_AFTER:
        return True
    return _is_wide(before) or _is_wide(after)


def _split_long(piece: str, face: Face, size_pt: float, width: float) -> list[str]:
    """Break a piece wider than the line anywhere; the last rest may take more text."""
    parts, rest = [], piece
    while len(rest) > 1 and width_pt(rest.rstrip(), face, size_pt) > width:
        low, high = 1, len(rest)
        while low < high:
            middle = (low + high + 1) // 2
            if width_pt(rest[:middle], face, size_pt) <= width:
                low = middle
            else:
                high = middle - 1
        parts.append(rest[:low])
        rest = rest[low:]
    return [*parts, rest]


def wrap(text: str, face: Face, size_pt: float, width: float) -> tuple[str, ...]:
    """Lines of at most `width` points that together hold the whole text.

    Chinese breaks between characters except where punctuation forbids it, Latin at spaces and
    hyphens; a word wider than the line is broken where it must be.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for piece in _pieces(paragraph):
            if width_pt((line + piece).rstrip(), face, size_pt) <= width:
                line += piece
                continue
            if line:
                lines.append(line.rstrip())
            *full, line = _split_long(piece.lstrip(), face, size_pt, width)
            lines.extend(full)
        lines.append(line.rstrip())
    return tuple(lines)


@dataclass(frozen=True, slots=True)
class TextBox:
    """A place for one text.

    Attributes:
        width_mm: width, millimetres.
        height_mm: height, millimetres.
        max_pt: preferred type size.
        min_pt: smallest type size that may be used.
        max_lines: most lines.
    """

    width_mm: float
    height_mm: float
    max_pt: float
    min_pt: float
    max_lines: int = 1


def fit(text: str, face: Face, box: TextBox) -> FittedText | None:
    """The largest setting of the whole `text` in `box`; None when it does not fit at `min_pt`."""
    size = box.max_pt
    while size >= box.min_pt - 1e-9:
        leading = size * 1.18
        lines = wrap(text, face, size, box.width_mm * MM)
        height = leading * (len(lines) - 1) + size
        fits = all(width_pt(line, face, size) <= box.width_mm * MM + 1e-6 for line in lines)
        if fits and len(lines) <= box.max_lines and height <= box.height_mm * MM + 1e-6:
            return FittedText(lines, size, leading)
        size -= 0.25
    return None
