"""The scan strip: what may be scanned now, and what the last scan was answered."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy

from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.icons import IconName, paint_icon, paint_status
from qtrace.ui.theme.paint import RIGHT, role_font, text_width, write
from qtrace.ui.theme.tokens import Status, Tokens, colour
from qtrace.ui.widgets.base import scaled
from qtrace.ui.widgets.chips import ChipSpec, chip_size, paint_chip
from qtrace.ui.widgets.panel import Frame


@dataclass(frozen=True, slots=True)
class ScanStripSpec:
    """What the strip says.

    Attributes:
        last_label: "Last scan 08:09:52"; empty hides the right part.
        last_code: the code, as data.
        last_text: what it was.
        answer: the verdict in words.
        status: OK is shown quietly, anything else as a chip; None shows words alone.
    """

    title: str
    hint: str
    icon: IconName = IconName.SCANNER
    last_label: str = ""
    last_code: str = ""
    last_text: str = ""
    answer: str = ""
    status: Status | None = None


class ScanStrip(Frame):
    """A strip of 72 px."""

    def __init__(self) -> None:
        super().__init__()
        self._spec = ScanStripSpec("", "")
        self.setFixedHeight(scaled(72))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_strip(self, spec: ScanStripSpec) -> None:
        """Say `spec`."""
        self._spec = spec
        self.setAccessibleName(spec.title)
        parts = (spec.hint, spec.last_label, spec.last_code, spec.last_text, spec.answer)
        self.setAccessibleDescription(" ".join(filter(None, parts)))
        self.update()

    def sizeHint(self) -> QSize:
        """A full row."""
        return QSize(scaled(900), scaled(72))

    def draw(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
        """Paint icon, two lines, and the last scan at the right."""
        super().draw(painter, rect, tokens)
        spec = self._spec
        place = QRectF(rect.left() + scaled(24), rect.top(), scaled(44), rect.height())
        paint_icon(painter, place, spec.icon, tokens.text)
        right = rect.right() - scaled(20)
        if spec.last_label:
            right = self._draw_last(painter, rect, tokens)
        left = rect.left() + scaled(92)
        upper = QRectF(left, rect.top() + scaled(6), right - left, scaled(32))
        lower = QRectF(left, rect.top() + scaled(38), right - left, scaled(26))
        write(painter, upper, spec.title, role_font(TextRole.TITLE), tokens.text)
        write(painter, lower, spec.hint, role_font(TextRole.NOTE), tokens.text2)

    def _draw_last(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> float:
        spec = self._spec
        start = rect.left() + rect.width() * 0.597
        painter.fillRect(
            QRectF(round(start), rect.top() + scaled(12), 1, scaled(48)), colour(tokens.line)
        )
        left, right = start + scaled(19), rect.right() - scaled(20)
        upper = QRectF(left, rect.top() + scaled(8), right - left, scaled(26))
        lower = QRectF(left, rect.top() + scaled(38), right - left, scaled(26))
        write(painter, upper, spec.last_label, role_font(TextRole.NOTE), tokens.text2)
        right = self._draw_answer(painter, lower, tokens)
        font = role_font(TextRole.DATA_NOTE)
        width = min(text_width(spec.last_code, font), right - left)
        write(
            painter,
            QRectF(left, lower.top(), width + 2, lower.height()),
            spec.last_code,
            font,
            tokens.text,
        )
        left += width + scaled(16)
        if right > left:
            words = QRectF(left, lower.top(), right - left - scaled(8), lower.height())
            write(painter, words, spec.last_text, role_font(TextRole.NOTE), tokens.text)
        return start - scaled(8)

    def _draw_answer(self, painter: QPainter, lower: QRectF, tokens: Tokens) -> float:
        """Paint the answer at the right end; returns where it begins."""
        spec = self._spec
        if not spec.answer:
            return lower.right()
        if spec.status not in (None, Status.OK):
            chip = ChipSpec(spec.answer, spec.status)
            paint_chip(painter, lower, chip, tokens, RIGHT)
            return lower.right() - chip_size(chip).width()
        font = role_font(TextRole.NOTE)
        write(painter, lower, spec.answer, font, tokens.text2, RIGHT)
        left = lower.right() - text_width(spec.answer, font)
        if spec.status is Status.OK:
            left -= scaled(28)
            place = QRectF(left, lower.top(), scaled(22), lower.height())
            paint_status(painter, place, Status.OK, tokens.text2)
        return left
