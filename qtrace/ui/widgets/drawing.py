"""A drawing with numbered balloons: the current one is filled, a press on one says its number."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QMouseEvent, QPainter, QPixmap
from PySide6.QtWidgets import QSizePolicy

from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.paint import CENTRE, box, pen_of, role_font, text_width, write
from qtrace.ui.theme.tokens import LIGHT, Tokens, colour
from qtrace.ui.widgets.base import Painted, scaled

RADIUS = 13
NEAR = 20
"""A finger hits a balloon from so far."""


@dataclass(frozen=True, slots=True)
class BalloonMark:
    """A numbered circle.

    Attributes:
        x: fraction of the picture's width.
        y: fraction of its height.
        current: its characteristic is in front.
    """

    number: int
    x: float
    y: float
    current: bool = False


class DrawingView(Painted):
    """A picture as large as its place allows, with its balloons; paper stays white in the dark.

    Signals:
        balloon_pressed: number of a balloon.
        pressed: fractions of a place without a balloon; outside the picture nothing is said.
    """

    balloon_pressed = Signal(int)
    pressed = Signal(float, float)

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._whole = QPixmap()
        self._fitted = QPixmap()
        self._content: bytes | None = None
        self._balloons: tuple[BalloonMark, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def balloons(self) -> tuple[BalloonMark, ...]:
        """What is marked now."""
        return self._balloons

    def show_picture(self, content: bytes | None, balloons: Sequence[BalloonMark]) -> None:
        """Show a JPEG or PNG file, or nothing; the same file is not unpacked again."""
        if content is not self._content:
            self._content = content
            image = QImage() if content is None else QImage.fromData(content)
            self._whole = QPixmap.fromImage(image)
            self._fitted = QPixmap()
        self._balloons = tuple(balloons)
        numbers = ", ".join(str(each.number) for each in balloons)
        self.setAccessibleDescription(numbers)
        self.update()

    def area(self) -> QRectF:
        """Where the picture lies; empty without one."""
        if self._whole.isNull():
            return QRectF()
        size = self._whole.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        left, top = (self.width() - size.width()) / 2, (self.height() - size.height()) / 2
        return QRectF(left, top, size.width(), size.height())

    def place_of(self, mark: BalloonMark) -> QPointF:
        """The centre of a balloon; it stays whole inside the widget."""
        area, room = self.area(), scaled(RADIUS) + 1
        x = min(max(area.left() + mark.x * area.width(), room), self.width() - room)
        y = min(max(area.top() + mark.y * area.height(), room), self.height() - room)
        return QPointF(x, y)

    def sizeHint(self) -> QSize:
        """A small sheet."""
        return QSize(scaled(300), scaled(210))

    def minimumSizeHint(self) -> QSize:
        """Readable."""
        return QSize(scaled(160), scaled(110))

    def draw(self, painter: QPainter, _rect: QRectF, tokens: Tokens) -> None:
        """Paint paper, drawing, balloons; the current one last, over the others."""
        area = self.area()
        if area.isEmpty():
            return
        painter.fillRect(area, colour(LIGHT.surface))
        ratio = self.devicePixelRatioF()
        wanted = QSize(round(area.width() * ratio), round(area.height() * ratio))
        if self._fitted.size() != wanted:
            self._fitted = self._whole.scaled(
                wanted,
                Qt.AspectRatioMode.IgnoreAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
        painter.drawPixmap(area, self._fitted, QRectF(self._fitted.rect()))
        box(painter, area, edge=tokens.line, radius=0)
        for mark in sorted(self._balloons, key=lambda each: each.current):
            self._balloon(painter, mark)

    def _balloon(self, painter: QPainter, mark: BalloonMark) -> None:
        centre, radius = self.place_of(mark), scaled(RADIUS)
        font = role_font(TextRole.NOTE_STRONG)
        text = str(mark.number)
        half = max(radius, text_width(text, font) / 2 + scaled(5))
        circle = QRectF(centre.x() - half, centre.y() - radius, 2 * half, 2 * radius)
        ground = LIGHT.primary if mark.current else LIGHT.surface
        painter.setPen(pen_of(LIGHT.primary, 2.0))
        painter.setBrush(colour(ground))
        painter.drawRoundedRect(circle, radius, radius)
        ink = LIGHT.on_primary if mark.current else LIGHT.primary
        write(painter, circle, text, font, ink, CENTRE)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The nearest balloon within reach, else the place."""
        at, area = event.position(), self.area()
        near = [
            (distance, mark.number)
            for mark in self._balloons
            if (distance := (self.place_of(mark) - at).manhattanLength()) <= scaled(NEAR)
        ]
        if near:
            self.balloon_pressed.emit(min(near)[1])
        elif area.contains(at):
            x, y = (at.x() - area.left()) / area.width(), (at.y() - area.top()) / area.height()
            self.pressed.emit(x, y)
