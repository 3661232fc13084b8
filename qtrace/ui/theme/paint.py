"""Small painting words that every widget uses, so that all of them draw alike."""

from collections import deque

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QWidget

from qtrace.ui.theme.apply import current_profile
from qtrace.ui.theme.fonts import TextRole, font_of
from qtrace.ui.theme.tokens import colour

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter

SMALLEST_PX = 16

elided: deque[str] = deque(maxlen=200)
"""Texts that did not fit where they were painted: tests of screens want it empty."""


def role_font(role: TextRole) -> QFont:
    """The font of `role` at the size of the screen in force."""
    return font_of(role, current_profile().scale)


def text_width(text: str, font: QFont) -> float:
    """Width of one line of `text` in pixels."""
    return QFontMetricsF(font).horizontalAdvance(text)


def begin(widget: QWidget) -> QPainter:
    """A painter on `widget` with smooth edges; call it in `paintEvent` only."""
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return painter


def pen_of(code: str, width: float = 1.0, *, dashed: bool = False) -> QPen:
    """A pen with flat ends in a token colour."""
    pen = QPen(colour(code), width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if dashed:
        pen.setDashPattern([4 / width, 3 / width])
    return pen


def box(  # noqa: PLR0913 - a rectangle has that many looks
    painter: QPainter,
    rect: QRectF,
    *,
    fill: str = "",
    edge: str = "",
    width: float = 1.0,
    radius: float = 8.0,
    dashed: bool = False,
) -> None:
    """Paint a rounded rectangle whose edge lies inside `rect`."""
    half = width / 2 if edge else 0.0
    painter.setBrush(QBrush(colour(fill)) if fill else QBrush(Qt.BrushStyle.NoBrush))
    painter.setPen(pen_of(edge, width, dashed=dashed) if edge else QPen(Qt.PenStyle.NoPen))
    inner = rect.adjusted(half, half, -half, -half)
    painter.drawRoundedRect(inner, max(0.0, radius - half), max(0.0, radius - half))


def line(painter: QPainter, start: QPointF, end: QPointF, pen: QPen) -> None:
    """Paint a straight line."""
    painter.setPen(pen)
    painter.drawLine(start, end)


def rule(painter: QPainter, left: float, right: float, y: float, code: str) -> None:
    """Paint a crisp horizontal line of one pixel."""
    painter.fillRect(QRectF(left, round(y), right - left, 1), colour(code))


def write(
    painter: QPainter,
    rect: QRectF,
    text: str,
    font: QFont,
    code: str,
    align: Qt.AlignmentFlag = LEFT,
) -> None:
    """Paint one line of text; it gets smaller down to 16 px before anything is cut off."""
    if not text:
        return
    fitted = fit_font(text, font, rect.width())
    shown = text
    metrics = QFontMetricsF(fitted)
    if metrics.horizontalAdvance(text) > rect.width() + 1:
        elided.append(text)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.setFont(fitted)
    painter.setPen(colour(code))
    painter.drawText(rect, int(align | Qt.TextFlag.TextSingleLine), shown)


def fit_font(text: str, font: QFont, width: float) -> QFont:
    """`font`, or the largest smaller one (16 px at least) in which `text` is `width` wide."""
    needed = QFontMetricsF(font).horizontalAdvance(text)
    if needed <= width + 1 or font.pixelSize() <= SMALLEST_PX:
        return font
    smaller = QFont(font)
    smaller.setPixelSize(max(SMALLEST_PX, int(font.pixelSize() * width / needed)))
    return smaller


def write_wrapped(
    painter: QPainter,
    rect: QRectF,
    text: str,
    font: QFont,
    code: str,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop,
) -> None:
    """Paint text over as many lines as it needs."""
    painter.setFont(font)
    painter.setPen(colour(code))
    painter.drawText(rect, int(align | Qt.TextFlag.TextWordWrap), text)


def wrapped_height(text: str, font: QFont, width: float) -> float:
    """Height of `text` broken into lines of at most `width` pixels."""
    bounds = QFontMetricsF(font).boundingRect(
        QRectF(0, 0, width, 10_000), int(Qt.TextFlag.TextWordWrap), text
    )
    return bounds.height()
