"""The signature chain of a decision: who signed, with which meaning, who is next."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy

from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.icons import paint_mark, paint_status
from qtrace.ui.theme.paint import (
    CENTRE,
    line,
    pen_of,
    role_font,
    wrapped_height,
    write,
    write_wrapped,
)
from qtrace.ui.theme.tokens import Status, Tokens, colour
from qtrace.ui.widgets.base import Painted, scaled


class StepState(StrEnum):
    """How far a step is."""

    DONE = "done"
    NOW = "now"
    WAITING = "waiting"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class SignatureStep:
    """One signature: its role, its person, and lines such as time and meaning."""

    number: int
    role: str
    person: str
    lines: tuple[str, ...] = ()
    state: StepState = StepState.WAITING

    def spoken(self) -> str:
        """What a screen reader says."""
        return " ".join(filter(None, (self.role, self.person, *self.lines)))


def paint_step_mark(
    painter: QPainter, place: QRectF, number: int, state: StepState, tokens: Tokens
) -> None:
    """Paint the mark of a step: tick, filled number, ring with number, octagon."""
    centre, radius = place.center(), min(place.width(), place.height()) / 2
    if state is StepState.DONE:
        paint_status(painter, place, Status.OK, tokens.text)
        return
    if state is StepState.REFUSED:
        paint_mark(painter, place, Status.BLOCKED, tokens)
        return
    now = state is StepState.NOW
    painter.setPen(pen_of(tokens.primary if now else tokens.control, 2))
    painter.setBrush(colour(tokens.primary if now else tokens.surface))
    painter.drawEllipse(centre, radius - 1, radius - 1)
    role = TextRole.NOTE_STRONG if now else TextRole.NOTE
    ink = tokens.on_primary if now else tokens.text2
    write(painter, place, str(number), role_font(role), ink, CENTRE)


INDENT = 46
LINE = 26
GAP = 34


class SignatureChain(Painted):
    """The steps of a chain under each other, joined by a line."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._steps: tuple[SignatureStep, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_steps(self, steps: Sequence[SignatureStep]) -> None:
        """Show `steps` in order."""
        self._steps = tuple(steps)
        self.setAccessibleDescription("; ".join(step.spoken() for step in steps))
        self.updateGeometry()
        self.update()

    def _heights(self, width: float) -> list[float]:
        note = role_font(TextRole.NOTE)
        heights = []
        for number, step in enumerate(self._steps):
            lines = sum(
                max(float(scaled(LINE)), wrapped_height(text, note, width - scaled(INDENT)))
                for text in step.lines
            )
            gap = scaled(GAP) if number + 1 < len(self._steps) else 0
            heights.append(scaled(26 + 32) + lines + gap)
        return heights

    def heightForWidth(self, width: int) -> int:
        """Lines wrap."""
        return round(sum(self._heights(float(width)))) + scaled(4)

    def hasHeightForWidth(self) -> bool:
        """Lines wrap."""
        return True

    def sizeHint(self) -> QSize:
        """All steps."""
        width = self.width() if self.width() > scaled(160) else scaled(270)
        return QSize(scaled(270), self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """All steps."""
        return QSize(scaled(220), self.sizeHint().height())

    def draw(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
        """Paint marks, line, words."""
        top = rect.top() + scaled(2)
        note = role_font(TextRole.NOTE)
        heights = self._heights(rect.width())
        for number, (step, height) in enumerate(zip(self._steps, heights, strict=True)):
            mark = QRectF(rect.left(), top, scaled(32), scaled(32))
            paint_step_mark(painter, mark, step.number, step.state, tokens)
            if number + 1 < len(self._steps):
                x = mark.center().x()
                line(
                    painter,
                    QPointF(x, mark.bottom() + scaled(5)),
                    QPointF(x, top + height - scaled(4)),
                    pen_of(tokens.control, 2),
                )
            left, width = rect.left() + scaled(INDENT), rect.width() - scaled(INDENT)
            y = top + scaled(2)
            write(painter, QRectF(left, y, width, scaled(26)), step.role, note, tokens.text2)
            y += scaled(26)
            write(
                painter,
                QRectF(left, y, width, scaled(30)),
                step.person,
                role_font(TextRole.TITLE),
                tokens.text,
            )
            y += scaled(32)
            for text in step.lines:
                lines = max(float(scaled(LINE)), wrapped_height(text, note, width))
                write_wrapped(painter, QRectF(left, y, width, lines), text, note, tokens.text2)
                y += lines
            top += height
