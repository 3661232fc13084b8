"""The timeline of a lot: when, what, who; one release mark among grey dots."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.icons import paint_mark
from qtrace.ui.theme.paint import (
    box,
    line,
    pen_of,
    role_font,
    wrapped_height,
    write,
    write_wrapped,
)
from qtrace.ui.theme.qss import LOOK, SCROLL
from qtrace.ui.theme.tokens import Status, Tokens, colour
from qtrace.ui.widgets.base import PaintedButton, clear_layout, scaled


@dataclass(frozen=True, slots=True)
class TimelineEvent:
    """One event.

    Attributes:
        mark: a status makes the event stand out, filled and bold; None is a grey dot.
    """

    id: str
    time: str
    title: str
    person: str = ""
    mark: Status | None = None


TIME_WIDTH = 56
TEXT_LEFT = 92
DOT_AT = 70


class _EventRow(PaintedButton):
    """One event; a press opens its record."""

    def __init__(self, event: TimelineEvent, *, first: bool, last: bool) -> None:
        super().__init__(event.id)
        self.event_shown = event
        self._first = first
        self._last = last
        parts = (event.time, event.title, event.person)
        self.setAccessibleName(" ".join(filter(None, parts)))
        # not Fixed: the height of the hint is that of another width, before the layout is made
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _role(self) -> TextRole:
        return TextRole.STRONG if self.event_shown.mark is not None else TextRole.BODY

    def _title_height(self, width: int) -> float:
        font = role_font(self._role())
        return wrapped_height(self.event_shown.title, font, width - scaled(TEXT_LEFT))

    def heightForWidth(self, width: int) -> int:
        """Titles wrap."""
        below = scaled(24) if self.event_shown.person else 0
        return max(scaled(53), round(self._title_height(width)) + below + scaled(3))

    def hasHeightForWidth(self) -> bool:
        """Titles wrap."""
        return True

    def sizeHint(self) -> QSize:
        """Two lines."""
        width = self.width() if self.width() > scaled(150) else scaled(320)
        return QSize(scaled(240), self.heightForWidth(width))

    def draw(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
        """Paint time, dot, title, person."""
        event = self.event_shown
        if self.isDown():
            box(painter, rect, fill=tokens.sunken, radius=scaled(6))
        axis, middle = scaled(DOT_AT), scaled(15)
        pen = pen_of(tokens.control, 1)
        if not self._first:
            line(painter, QPointF(axis, 0), QPointF(axis, middle - scaled(10)), pen)
        if not self._last:
            line(painter, QPointF(axis, middle + scaled(10)), QPointF(axis, rect.bottom()), pen)
        if event.mark is None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour(tokens.control))
            painter.drawEllipse(QPointF(axis, middle), scaled(5), scaled(5))
        else:
            side = scaled(24)
            paint_mark(
                painter, QRectF(axis - side / 2, middle - side / 2, side, side), event.mark, tokens
            )
        clock = QRectF(0, 0, scaled(TIME_WIDTH), scaled(30))
        write(painter, clock, event.time, role_font(TextRole.DATA_NOTE), tokens.text2)
        height = self._title_height(self.width())
        title = QRectF(scaled(TEXT_LEFT), scaled(2), rect.width() - scaled(TEXT_LEFT), height)
        write_wrapped(painter, title, event.title, role_font(self._role()), tokens.text)
        person = QRectF(title.left(), title.bottom() - scaled(1), title.width(), scaled(24))
        write(painter, person, event.person, role_font(TextRole.NOTE), tokens.text2)


class Timeline(QScrollArea):
    """Events under each other; it scrolls inside its panel."""

    opened = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setProperty(LOOK, SCROLL)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self._body = QWidget()
        self._body.setAutoFillBackground(False)
        self._column = QVBoxLayout(self._body)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.setWidget(self._body)
        self._body.setAutoFillBackground(False)

    def set_events(self, events: Sequence[TimelineEvent]) -> None:
        """Show `events` in the order given."""
        clear_layout(self._column)
        for number, event in enumerate(events):
            row = _EventRow(event, first=number == 0, last=number == len(events) - 1)
            row.chosen.connect(self._open)
            self._column.addWidget(row)
        self._column.addStretch(1)

    def _open(self, value: object) -> None:
        self.opened.emit(str(value))
