"""Which characters the product font can draw: a glyph outside it is refused, by name."""

from bisect import bisect_right
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Coverage:
    """The drawable characters as sorted, disjoint ranges of code points, both ends included."""

    firsts: tuple[int, ...]
    lasts: tuple[int, ...]

    def draws(self, character: str) -> bool:
        """True if `character` (one code point) is in the font."""
        code = ord(character)
        position = bisect_right(self.firsts, code) - 1
        return position >= 0 and code <= self.lasts[position]


def parse_coverage(text: str) -> Coverage:
    """Read a coverage list: `first-last` in hexadecimal a line, `#` starts a comment.

    Example:
        >>> parse_coverage("20-7E").draws("A")
        True

    Raises:
        ValueError: a line is no range, or the ranges are not ascending and disjoint.
    """
    firsts: list[int] = []
    lasts: list[int] = []
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        first_text, separator, last_text = line.partition("-")
        if not separator:
            raise ValueError(f"no range of characters: {line!r}")
        first, last = int(first_text, 16), int(last_text, 16)
        if first > last or (lasts and first <= lasts[-1]):
            raise ValueError(f"ranges must ascend without overlap: {line!r}")
        firsts.append(first)
        lasts.append(last)
    return Coverage(tuple(firsts), tuple(lasts))


def missing_glyphs(text: str, coverage: Coverage) -> str:
    """The characters of `text` that cannot be drawn, each once, in order; empty if none.

    Line breaks and tabs are laid out, not drawn, so they never count.

    Example:
        >>> missing_glyphs("A𠀀A𠀀", parse_coverage("20-7E"))
        '𠀀'
    """
    return "".join(
        dict.fromkeys(
            character
            for character in text
            if character not in "\n\r\t" and not coverage.draws(character)
        )
    )
