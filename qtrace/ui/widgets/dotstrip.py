"""Readings against their limits: a strip of dots, and a bar for one failing reading."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy

from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.icons import paint_mark
from qtrace.ui.theme.paint import CENTRE, RIGHT, line, pen_of, role_font, text_width, write
from qtrace.ui.theme.tokens import Status, Tokens, colour
from qtrace.ui.widgets.base import Painted, scaled


@dataclass(frozen=True, slots=True)
class DotStripSpec:
    """Earlier readings of one characteristic.

    Attributes:
        lower: text of the lower limit; empty for none. `target` and `upper` likewise.
        dots: place of each reading: 0 is the lower limit, 1 the upper one; outside fails.
    """

    lower: str
    target: str
    upper: str
    dots: tuple[float, ...] = ()
    target_at: float = 0.5


BINS = 17


class DotStrip(Painted):
    """Dots pile up where readings repeat; failures stand outside as octagons."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._spec = DotStripSpec("", "", "")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_dots(self, spec: DotStripSpec) -> None:
        """Show `spec`."""
        self._spec = spec
        self.setAccessibleDescription(f"{spec.lower} – {spec.upper}, n = {len(spec.dots)}")
        self.update()

    def sizeHint(self) -> QSize:
        """As in the current-reading card."""
        return QSize(scaled(252), scaled(88))

    def minimumSizeHint(self) -> QSize:
        """Room for three limits."""
        return QSize(scaled(200), scaled(88))

    def _field(self, rect: QRectF) -> QRectF:
        margin = scaled(36)
        return QRectF(
            rect.left() + margin, rect.top() + scaled(18), rect.width() - 2 * margin, scaled(34)
        )

    def draw(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
        """Paint field, limits, dots, texts."""
        spec, field = self._spec, self._field(rect)
        painter.fillRect(field, colour(tokens.sunken))
        limits = ((field.left(), spec.lower), (field.right(), spec.upper))
        for x, text in limits:
            if text:
                top, bottom = field.top() - scaled(8), field.bottom() + scaled(8)
                line(painter, QPointF(x, top), QPointF(x, bottom), pen_of(tokens.text, 2))
                self._text(painter, rect, x, text, tokens)
        if spec.target:
            x = field.left() + field.width() * spec.target_at
            line(
                painter,
                QPointF(x, field.top()),
                QPointF(x, field.bottom()),
                pen_of(tokens.control, 1, dashed=True),
            )
            self._text(painter, rect, x, spec.target, tokens)
        self._dots(painter, rect, field, tokens)

    @staticmethod
    def _text(painter: QPainter, rect: QRectF, x: float, text: str, tokens: Tokens) -> None:
        place = QRectF(x - scaled(40), rect.bottom() - scaled(24), scaled(80), scaled(24))
        place.moveLeft(max(rect.left(), min(place.left(), rect.right() - place.width())))
        write(painter, place, text, role_font(TextRole.DATA_NOTE), tokens.text2, CENTRE)

    def _dots(self, painter: QPainter, rect: QRectF, field: QRectF, tokens: Tokens) -> None:
        radius = scaled(4)
        height: Counter[int] = Counter()
        for place in self._spec.dots:
            if not 0 <= place <= 1:
                self._failure(painter, rect, field, place, tokens)
                continue
            slot = round(place * (BINS - 1))
            x = field.left() + scaled(4) + (field.width() - scaled(8)) * slot / (BINS - 1)
            y = field.bottom() - scaled(7) - height[slot] * (2 * radius + 1)
            height[slot] += 1
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour(tokens.text))
            painter.drawEllipse(QPointF(x, max(y, rect.top() + radius)), radius, radius)

    @staticmethod
    def _failure(
        painter: QPainter, rect: QRectF, field: QRectF, place: float, tokens: Tokens
    ) -> None:
        side = scaled(22)
        x = field.left() + field.width() * place
        if place > 1:
            x = min(max(x, field.right() + scaled(6) + side / 2), rect.right() - side / 2)
        else:
            x = max(min(x, field.left() - scaled(6) - side / 2), rect.left() + side / 2)
        mark = QRectF(x - side / 2, field.center().y() - side / 2, side, side)
        paint_mark(painter, mark, Status.BLOCKED, tokens)


@dataclass(frozen=True, slots=True)
class LimitBarSpec:
    """One failing reading.

    Attributes:
        position: 0 is the lower limit, 1 the upper one.
    """

    title: str
    value: str
    delta: str
    lower: str
    upper: str
    position: float


class LimitBar(Painted):
    """A failing reading beside its limits: value, distance, and where it lies."""

    def __init__(self, spec: LimitBarSpec) -> None:
        super().__init__()
        self._spec = spec
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_limits(spec)

    def show_limits(self, spec: LimitBarSpec) -> None:
        """Show another reading."""
        self._spec = spec
        self.setAccessibleName(spec.title)
        self.setAccessibleDescription(f"{spec.value} {spec.delta}, {spec.lower} – {spec.upper}")
        self.update()

    def sizeHint(self) -> QSize:
        """Three lines."""
        return QSize(scaled(340), scaled(82))

    def minimumSizeHint(self) -> QSize:
        """Does not get lower."""
        return QSize(scaled(240), scaled(82))

    def draw(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
        """Paint title, value, bar and limits."""
        spec = self._spec
        head = QRectF(rect.left(), rect.top() + scaled(2), rect.width(), scaled(26))
        note, strong = role_font(TextRole.NOTE), role_font(TextRole.DATA_STRONG)
        write(painter, head, spec.delta, note, tokens.text2, RIGHT)
        head.setRight(head.right() - text_width(spec.delta, note) - scaled(8))
        write(painter, head, spec.value, strong, tokens.text, RIGHT)
        head.setRight(head.right() - text_width(spec.value, strong) - scaled(8))
        write(painter, head, spec.title, role_font(TextRole.BODY), tokens.text)
        track = QRectF(rect.left(), rect.top() + scaled(34), rect.width(), scaled(14))
        painter.fillRect(track, colour(tokens.bg))
        # A reading above leaves its room at the right, one below at the left.
        first, last = (0.083, 0.788) if spec.position > 0.5 else (0.212, 0.917)
        left = track.left() + track.width() * first
        right = track.left() + track.width() * last
        painter.fillRect(
            QRectF(left, track.top(), right - left, track.height()), colour(tokens.sunken)
        )
        self._limits(painter, track, left, right, tokens)
        side = scaled(22)
        x = left + (right - left) * spec.position
        if spec.position > 1:
            x = min(max(x, right + side * 0.75), rect.right() - side / 2)
        elif spec.position < 0:
            x = max(min(x, left - side * 0.75), rect.left() + side / 2)
        mark = QRectF(x - side / 2, track.center().y() - side / 2, side, side)
        paint_mark(painter, mark, Status.BLOCKED, tokens)

    def _limits(
        self, painter: QPainter, track: QRectF, left: float, right: float, tokens: Tokens
    ) -> None:
        font = role_font(TextRole.DATA_NOTE)
        for x, text, flags in ((left, self._spec.lower, None), (right, self._spec.upper, RIGHT)):
            if not text:
                continue
            line(
                painter,
                QPointF(x, track.top() - scaled(4)),
                QPointF(x, track.bottom() + scaled(4)),
                pen_of(tokens.text, 2),
            )
            place = QRectF(x - scaled(4), track.bottom() + scaled(4), scaled(90), scaled(22))
            if flags is not None:
                place.moveRight(x - scaled(4))
                write(painter, place, text, font, tokens.text2, flags)
            else:
                write(painter, place, text, font, tokens.text2)


def spread(values: Sequence[float], lower: float, upper: float) -> tuple[float, ...]:
    """Places of `values` for a strip: 0 at `lower`, 1 at `upper`.

    Example:
        >>> spread((2.32, 2.40, 2.48), 2.32, 2.48)[0]
        0.0

    Raises:
        ValueError: the limits do not ascend.
    """
    if upper <= lower:
        raise ValueError("the limits do not ascend")
    return tuple((value - lower) / (upper - lower) for value in values)
