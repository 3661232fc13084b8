"""Names over at most two lines, so that nothing is cut off where one line is too narrow."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from qtrace.ui.theme.paint import LEFT, text_width, write

MOST_LINES = 2


def fits(text: str, font: QFont, width: float) -> bool:
    """True if `text` needs no second line in `width` pixels."""
    return text_width(text, font) <= width


def two_lines(text: str, font: QFont, width: float) -> tuple[str, ...]:
    """`text` broken between words into one or two lines of about equal use of `width`.

    What is longer than two lines ends in an ellipsis: whoever shows it has it in full elsewhere.
    """
    if fits(text, font, width):
        return (text,)
    words = text.split(" ")
    for cut in range(len(words) - 1, 0, -1):
        first = " ".join(words[:cut])
        if fits(first, font, width) and not first.isdecimal():
            return first, _ended(" ".join(words[cut:]), font, width)
    cut = next((n for n in range(len(text) - 1, 1, -1) if fits(text[:n], font, width)), 1)
    return text[:cut].rstrip(), _ended(text[cut:].lstrip(), font, width)


def one_line(text: str, font: QFont, width: float) -> str:
    """`text` in one line; what is longer ends in an ellipsis, and stands in full elsewhere."""
    return text if fits(text, font, width) else _ended(text, font, width)


def _ended(text: str, font: QFont, width: float) -> str:
    return QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, width + 1)


def write_lines(
    painter: QPainter,
    rect: QRectF,
    lines: tuple[str, ...],
    font: QFont,
    code: str,
    align: Qt.AlignmentFlag = LEFT,
) -> None:
    """Paint `lines` close under each other, in the middle of the height of `rect`."""
    height = min(QFontMetricsF(font).height(), rect.height() / max(1, len(lines)))
    top = rect.center().y() - height * len(lines) / 2
    for number, text in enumerate(lines):
        place = QRectF(rect.left(), top + number * height, rect.width(), height)
        write(painter, place, text, font, code, align)
