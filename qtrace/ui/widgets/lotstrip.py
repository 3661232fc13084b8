"""The last lots of part x site: d of each, and the severity they were inspected under."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.icons import IconName, paint_icon, paint_status
from qtrace.ui.theme.paint import LEFT, RIGHT, box, role_font, text_width, write
from qtrace.ui.theme.tokens import Status, Tokens, colour
from qtrace.ui.widgets.base import Painted, PaintedButton, clear_layout, scaled


@dataclass(frozen=True, slots=True)
class LotTile:
    """One lot of the strip.

    Attributes:
        d: nonconforming pieces as text.
        spoken: lot number and verdict for screen readers.
    """

    id: str
    d: str
    rejected: bool = False
    current: bool = False
    spoken: str = ""


@dataclass(frozen=True, slots=True)
class StripSegment:
    """Severity over the lots `first` to `last`, counted from 0, both included.

    Attributes:
        short: said instead of `text` where that does not fit under its lots; where neither fits
            only the bar is drawn.
    """

    first: int
    last: int
    text: str
    strong: bool = False
    short: str = ""


GAP = 4


class _LotFace(PaintedButton):
    """One lot; a press opens it."""

    def __init__(self, tile: LotTile) -> None:
        super().__init__(tile.id)
        self._tile = tile
        self.setAccessibleName(tile.spoken or tile.id)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Narrow, but as high as a finger."""
        return QSize(scaled(36), scaled(46))

    def draw(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
        """Paint mark and d."""
        tile = self._tile
        ink = tokens.text
        inner = rect if tile.current else rect.adjusted(0, 2, 0, -2)
        if tile.rejected:
            box(painter, inner, fill=tokens.blocked.fill, radius=scaled(6))
            ink = tokens.blocked.text
        else:
            box(painter, inner, fill=tokens.sunken, radius=scaled(6))
        if tile.current:
            box(painter, rect, edge=tokens.text, width=2, radius=scaled(6))
        font = role_font(TextRole.STRONG if tile.rejected else TextRole.BODY)
        side, gap = scaled(15), scaled(4)
        width = side + gap + text_width(tile.d, font)
        left = rect.center().x() - width / 2
        mark = QRectF(left, rect.top(), side, rect.height())
        if tile.rejected:
            paint_status(painter, mark.adjusted(-1, 0, 1, 0), Status.BLOCKED, ink)
        else:
            paint_icon(painter, mark, IconName.TICK, tokens.text2)
        words = QRectF(mark.right() + gap, rect.top(), width, rect.height())
        write(painter, words, tile.d, font, ink)


class _Segments(Painted):
    """Bars and words below the lots."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0
        self.segments: tuple[StripSegment, ...] = ()
        self.end_text = ""
        self.setFixedHeight(scaled(40))

    def draw(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
        """Paint each severity over its lots."""
        if not self.count:
            return
        pitch = (rect.width() + scaled(GAP)) / self.count
        end_font = role_font(TextRole.NOTE_STRONG)
        end = text_width(self.end_text, end_font) + scaled(8) if self.end_text else 0
        for number, segment in enumerate(self.segments):
            left = rect.left() + segment.first * pitch
            width = (segment.last - segment.first + 1) * pitch - scaled(GAP)
            bar = QRectF(left, rect.top() + scaled(4), width, scaled(6))
            code = tokens.neutral.fill if segment.strong else tokens.line
            painter.fillRect(bar, colour(code))
            last = number == len(self.segments) - 1
            room = width + scaled(GAP) - scaled(4) - (end if last else 0)
            words = QRectF(left, rect.top() + scaled(13), room, scaled(26))
            role = TextRole.NOTE_STRONG if segment.strong else TextRole.NOTE
            ink = tokens.text if segment.strong else tokens.text2
            font = role_font(role)
            fitting = (
                text for text in (segment.text, segment.short) if text_width(text, font) <= room
            )
            write(painter, words, next(fitting, ""), font, ink, LEFT)
        words = QRectF(rect.left(), rect.top() + scaled(13), rect.width(), scaled(26))
        write(painter, words, self.end_text, end_font, tokens.text, RIGHT)


class LotStrip(QWidget):
    """Up to some twenty lots, oldest first, with the severity below."""

    chosen = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._tiles = QHBoxLayout()
        self._tiles.setContentsMargins(0, 0, 0, 0)
        self._tiles.setSpacing(scaled(GAP))
        self._segments = _Segments()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.setAlignment(Qt.AlignmentFlag.AlignTop)
        column.addLayout(self._tiles)
        column.addWidget(self._segments)

    def show_lots(
        self, tiles: Sequence[LotTile], segments: Sequence[StripSegment], end_text: str = ""
    ) -> None:
        """Show `tiles` with their `segments`; `end_text` stands below the last lot."""
        clear_layout(self._tiles)
        for tile in tiles:
            face = _LotFace(tile)
            face.chosen.connect(self._choose)
            self._tiles.addWidget(face, 1)
        self._segments.count = len(tiles)
        self._segments.segments = tuple(segments)
        self._segments.end_text = end_text
        self._segments.setAccessibleName("; ".join(s.text for s in segments))
        self._segments.update()

    def _choose(self, value: object) -> None:
        self.chosen.emit(str(value))
