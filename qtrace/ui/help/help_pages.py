"""Help laid out: what stands in which column of which page, by the height that there is."""

from collections.abc import Sequence
from typing import Final, TypeVar

from qtrace.ui.help.help_sheet import HelpLine
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.paint import role_font, text_width, wrapped_height
from qtrace.ui.widgets.base import scaled

T = TypeVar("T")
Page = tuple[tuple[T, ...], ...]
LINE_COLUMNS: Final = 2
CODE_COLUMNS: Final = 3
GAP: Final = 8
AIR: Final = 6
ROW: Final = 30
CAP_PAD: Final = 12
CAP_LEAST: Final = 32
CAP_GAP: Final = 4
CAPS_WIDTH: Final = 120


def cap_width(cap: str) -> int:
    """Width of one key cap in pixels."""
    return max(
        scaled(CAP_LEAST), round(text_width(cap, role_font(TextRole.NOTE))) + scaled(CAP_PAD)
    )


def caps_width(line: HelpLine) -> int:
    """Width of the caps of a line, with the air behind them."""
    caps = sum(cap_width(cap) + scaled(CAP_GAP) for cap in line.caps)
    return max(scaled(CAPS_WIDTH), caps + scaled(CAP_GAP))


def line_height(line: HelpLine, width: int) -> int:
    """Height of a line in a column of `width` pixels."""
    room = width - caps_width(line)
    font = role_font(TextRole.NOTE)
    texts = [text for text in (line.text, line.waits) if text]
    words = sum(wrapped_height(text, font, room) for text in texts)
    return max(scaled(ROW), round(words) + scaled(AIR))


def flow(
    items: Sequence[T], heights: Sequence[int], rooms: Sequence[int], columns: int
) -> tuple[Page[T], ...]:
    """Fill columns from top to bottom, page after page.

    Args:
        items: what is laid out, in order.
        heights: height of each.
        rooms: height of the columns of each page; the last one holds for all further pages.
        columns: columns of a page.

    Returns:
        Pages of columns; a thing that is higher than its page has a column of its own.
    """
    pages: list[list[list[T]]] = []
    used = 0
    for item, height in zip(items, heights, strict=True):
        room = rooms[min(len(pages), len(rooms)) - 1] if pages else 0
        if not pages or (pages[-1][-1] and used + height > room):
            if not pages or len(pages[-1]) == columns:
                pages.append([])
            pages[-1].append([])
            used = 0
        pages[-1][-1].append(item)
        used += height
    return tuple(tuple(tuple(column) for column in page) for page in pages)


def tiles(items: Sequence[T], rows: int, columns: int) -> tuple[tuple[T, ...], ...]:
    """Pages of at most `rows` times `columns`, in reading order."""
    most = max(1, rows) * columns
    return tuple(tuple(items[first : first + most]) for first in range(0, len(items), most))
