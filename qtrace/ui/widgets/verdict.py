"""The verdict band: the one thing on a station that must be read from 1.5 m."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QSizePolicy

from qtrace.ui.theme.fonts import TextRole, sized_font
from qtrace.ui.theme.icons import IconName, paint_icon, paint_status
from qtrace.ui.theme.paint import (
    SMALLEST_PX,
    box,
    role_font,
    text_width,
    wrapped_height,
    write,
    write_wrapped,
)
from qtrace.ui.theme.tokens import Status, StatusColours, Tokens, colour
from qtrace.ui.widgets.base import Painted, scaled


@dataclass(frozen=True, slots=True)
class SideBlock:
    """The block at the right of the band: one state in large letters."""

    label: str
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class SideFact:
    """One line of the block at the right of the band."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class VerdictSpec:
    """What the band says: verdict, reason, next step, and what stands at its right."""

    status: Status
    title: str
    reason: str = ""
    next_step: str = ""
    side: SideBlock | None = None
    facts: tuple[SideFact, ...] = ()


NOTHING_YET = VerdictSpec(Status.NEUTRAL, "")
HEIGHT = 168
EDGE = 28
SHAPE = 112
WORDS = 172
TITLE_LINE = 70
ARROW = 30
SIDE_WIDTH = 224


class VerdictBand(Painted):
    """A band of 168 px that keeps the last verdict until it is told another."""

    def __init__(self) -> None:
        super().__init__()
        self._spec = NOTHING_YET
        self.setMinimumHeight(scaled(HEIGHT))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def spec(self) -> VerdictSpec:
        """What the band says now."""
        return self._spec

    def show_verdict(self, spec: VerdictSpec) -> None:
        """Say `spec`; screen readers hear verdict, reason, next step and the right block."""
        self._spec = spec
        said = [spec.reason, spec.next_step]
        if spec.side is not None:
            said += [spec.side.label, spec.side.value, spec.side.note]
        said += [f"{fact.label} {fact.value}" for fact in spec.facts]
        self.setAccessibleName(spec.title)
        self.setAccessibleDescription(" ".join(filter(None, said)))
        self.update()

    def sizeHint(self) -> QSize:
        """168 px high, whatever it says."""
        return QSize(scaled(900), scaled(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """168 px high, whatever it says."""
        return QSize(scaled(500), scaled(HEIGHT))

    def draw(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
        """Paint fill, shape, words, right block."""
        spec = self._spec
        paint = tokens.status(spec.status)
        box(painter, rect, fill=paint.fill, radius=scaled(8))
        shape = QRectF(rect.left() + scaled(EDGE), rect.top(), scaled(SHAPE), rect.height())
        paint_status(painter, shape, spec.status, paint.text)
        right = rect.right() - scaled(EDGE)
        if spec.side is not None or spec.facts:
            right = self._draw_side(painter, rect, paint) - scaled(EDGE)
        left = rect.left() + scaled(WORDS)
        self._draw_words(painter, QRectF(left, rect.top(), right - left, rect.height()), paint)

    def _fonts(self, area: QRectF) -> tuple[QFont, QFont, list[float]]:
        """Fonts of reason and next step, as large as fits; and the heights of both."""
        spec, indent = self._spec, scaled(ARROW)
        free = area.height() - scaled(TITLE_LINE) - scaled(4)
        size = scaled(22)
        while True:
            plain, strong = sized_font(size), sized_font(size, bold=True)
            heights = [
                wrapped_height(spec.reason, plain, area.width()) if spec.reason else 0.0,
                wrapped_height(spec.next_step, strong, area.width() - indent)
                if spec.next_step
                else 0.0,
            ]
            if sum(heights) <= free or size <= SMALLEST_PX:
                return plain, strong, heights
            size -= 1

    def _draw_words(self, painter: QPainter, area: QRectF, paint: StatusColours) -> None:
        spec = self._spec
        plain, strong, heights = self._fonts(area)
        gap = scaled(5) if sum(heights) < scaled(80) else 0
        parts = [height for height in heights if height]
        total = scaled(TITLE_LINE) + sum(parts) + gap * len(parts)
        top = area.center().y() - total / 2 - scaled(1)
        title = QRectF(area.left(), top, area.width(), scaled(TITLE_LINE))
        write(painter, title, spec.title, role_font(TextRole.VERDICT), paint.text)
        top += scaled(TITLE_LINE)
        if spec.reason:
            place = QRectF(area.left(), top, area.width(), heights[0] + 2)
            write_wrapped(painter, place, spec.reason, plain, paint.text)
            top += heights[0] + gap
        if spec.next_step:
            line = min(heights[1], plain.pixelSize() * 1.3)
            arrow = QRectF(area.left(), top, scaled(22), line)
            paint_icon(painter, arrow, IconName.ARROW_RIGHT, paint.text)
            place = QRectF(
                area.left() + scaled(ARROW), top, area.width() - scaled(ARROW), heights[1] + 2
            )
            write_wrapped(painter, place, spec.next_step, strong, paint.text)

    def _side_width(self) -> float:
        spec = self._spec
        widest = float(scaled(SIDE_WIDTH - EDGE))
        if spec.side is not None:
            body = role_font(TextRole.BODY)
            widest = max(
                widest,
                text_width(spec.side.value, role_font(TextRole.SIDE)),
                text_width(spec.side.label, body),
                text_width(spec.side.note, body),
            )
        if spec.facts:
            widest = max(
                widest,
                self._label_width()
                + scaled(18)
                + max(text_width(fact.value, role_font(TextRole.STRONG)) for fact in spec.facts),
            )
        return min(widest + 2, self.width() * 0.42)

    def _label_width(self) -> float:
        font = role_font(TextRole.BODY)
        return max(text_width(fact.label, font) for fact in self._spec.facts)

    def _draw_side(self, painter: QPainter, rect: QRectF, paint: StatusColours) -> float:
        """Paint the right block; returns where its dividing line stands."""
        width = self._side_width()
        left = rect.right() - scaled(EDGE) - width
        x = round(left - scaled(EDGE))
        painter.setOpacity(0.45)
        painter.fillRect(
            QRectF(x, rect.top() + scaled(28), 1, rect.height() - scaled(56)), colour(paint.text)
        )
        painter.setOpacity(1.0)
        side = self._spec.side
        if side is not None:
            middle = rect.center().y()
            for text, role, offset, height in (
                (side.label, TextRole.BODY, -60, 32),
                (side.value, TextRole.SIDE, -28, 52),
                (side.note, TextRole.BODY, 28, 32),
            ):
                place = QRectF(left, middle + scaled(offset), width, scaled(height))
                write(painter, place, text, role_font(role), paint.text)
            return float(x)
        pitch = scaled(35)
        top = rect.center().y() - pitch * len(self._spec.facts) / 2
        indent = self._label_width() + scaled(18)
        for fact in self._spec.facts:
            line = QRectF(left, top, width, pitch)
            write(painter, line, fact.label, role_font(TextRole.BODY), paint.text)
            write(
                painter,
                line.adjusted(indent, 0, 0, 0),
                fact.value,
                role_font(TextRole.STRONG),
                paint.text,
            )
            top += pitch
        return float(x)
