"""A tile with a key cap and words that may take two lines: reasons, defects, papers."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy

from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.icons import paint_status
from qtrace.ui.theme.paint import CENTRE, box, role_font, text_width, write, write_wrapped
from qtrace.ui.theme.tokens import Status, Tokens
from qtrace.ui.widgets.base import PaintedButton, profile, scaled

WRAPPED = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class KeyTileSpec:
    """What a tile shows.

    Attributes:
        action: what a press says.
        key: the key that does the same; empty for none.
        note: a second line, as data.
        chosen: drawn as the chosen one.
        mark: a status shape at the right end, or None.
    """

    action: str
    key: str
    text: str
    note: str = ""
    chosen: bool = False
    mark: Status | None = None


class KeyTile(PaintedButton):
    """One choice of several."""

    def __init__(self, spec: KeyTileSpec) -> None:
        super().__init__(spec.action)
        self.spec = spec
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_spec(spec)

    def show_spec(self, spec: KeyTileSpec) -> None:
        """Show another choice."""
        self.spec = spec
        self.value = spec.action
        self.setText(spec.text)
        self.setAccessibleName(f"{spec.text} {spec.note}".strip())
        self.setAccessibleDescription(spec.key)
        self.update()

    def sizeHint(self) -> QSize:
        """Room for a short word; longer ones take two lines."""
        width = text_width(self.spec.text, role_font(TextRole.BODY)) + scaled(64)
        return QSize(min(round(width), scaled(200)), profile().control)

    def minimumSizeHint(self) -> QSize:
        """A finger's size."""
        return QSize(scaled(72), profile().control)

    def draw(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
        """Paint edge, key cap, words, shape."""
        spec = self.spec
        ground = tokens.sunken if self.isDown() or spec.chosen else tokens.surface
        edge = tokens.primary if spec.chosen else tokens.control
        box(painter, rect, fill=ground, edge=edge, width=3 if spec.chosen else 1)
        area = rect.adjusted(scaled(12), 2, -scaled(10), -2)
        if spec.key:
            width = max(scaled(28), text_width(spec.key, role_font(TextRole.NOTE)) + scaled(12))
            cap = QRectF(area.left(), rect.center().y() - scaled(14), width, scaled(28))
            box(painter, cap, edge=tokens.control, radius=scaled(5))
            write(painter, cap, spec.key, role_font(TextRole.NOTE), tokens.text, CENTRE)
            area.setLeft(cap.right() + scaled(10))
        if spec.mark is not None:
            place = QRectF(area.right() - scaled(22), area.top(), scaled(22), area.height())
            paint_status(painter, place, spec.mark, tokens.text)
            area.setRight(place.left() - scaled(6))
        if spec.note:
            half = area.height() / 2
            upper = QRectF(area.left(), area.top() + scaled(2), area.width(), half)
            lower = QRectF(area.left(), upper.bottom() - scaled(2), area.width(), half)
            write(painter, upper, spec.text, role_font(TextRole.BODY), tokens.text)
            write(painter, lower, spec.note, role_font(TextRole.DATA_NOTE), tokens.text2)
            return
        body = role_font(TextRole.BODY)
        if not spec.key and spec.mark is None:
            write(painter, area, spec.text, body, tokens.text, CENTRE)
            return
        if text_width(spec.text, body) <= area.width():
            write(painter, area, spec.text, body, tokens.text)
        else:
            note = role_font(TextRole.NOTE)
            write_wrapped(painter, area, spec.text, note, tokens.text, WRAPPED)
