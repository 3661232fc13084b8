"""The counted quantity: large, against its order; or as two fields while it is typed.

The fields are painted, so no scan can ever be typed into them.
"""

from PySide6.QtCore import QPointF, QRectF, QSize, Signal
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QSizePolicy

from qtrace.ui.receiving.order_texts import CountBox, QuantityText
from qtrace.ui.receiving.receive_state import CountField
from qtrace.ui.theme.fonts import TextRole, sized_font
from qtrace.ui.theme.paint import LEFT, RIGHT, box, fit_font, role_font, text_width, write
from qtrace.ui.theme.tokens import Tokens, colour
from qtrace.ui.widgets.base import Painted, scaled

HEIGHT = 112
LINE = 40
FIELD_TOP = 28
FIELD_HEIGHT = 56
KEY_WIDTH = 80
NOTHING = QuantityText("", "", "", 0.0, "", (), "")


class QuantityBox(Painted):
    """Key, quantity, order, bar and note; or the fields.

    Signals:
        pressed: the `CountField` that was pressed.
    """

    pressed = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._key = name
        self._text = NOTHING
        self._keys = KEY_WIDTH
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_quantity(self, text: QuantityText, keys: int) -> None:
        """Show `text`; the quantity stands below values whose keys are `keys` wide."""
        self._text, self._keys = text, keys
        boxes = " ".join(f"{b.title} {b.text} {b.unit}" for b in text.boxes)
        said = (text.value, text.of, text.rest, text.note, boxes, text.fault)
        self.setAccessibleDescription(" ".join(filter(None, said)))
        self.update()

    def sizeHint(self) -> QSize:
        """Room for two fields, whatever is shown: nothing moves when typing begins."""
        return QSize(scaled(320), scaled(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Does not shrink."""
        return self.sizeHint()

    def draw(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
        """Paint the fields if there are any, else the quantity."""
        if self._text.boxes:
            self._draw_fields(painter, rect, tokens)
        else:
            self._draw_quantity(painter, rect, tokens)

    def _draw_quantity(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
        text = self._text
        note = role_font(TextRole.NOTE)
        top = QRectF(rect.left(), rect.top() + scaled(4), rect.width(), scaled(LINE))
        write(painter, top, self._key, note, tokens.text2)
        write(painter, top, text.rest, note, tokens.text2, RIGHT)
        left = rect.left() + scaled(self._keys)
        right = rect.right() - text_width(text.rest, note) - scaled(8)
        strong = sized_font(scaled(20), bold=True)
        width = min(text_width(text.value, strong), right - left)
        write(
            painter,
            QRectF(left, top.top(), width + 2, top.height()),
            text.value,
            strong,
            tokens.text,
        )
        of_left = left + width + scaled(8)
        if text.of and right > of_left:
            place = QRectF(of_left, top.top(), right - of_left, top.height())
            write(painter, place, text.of, note, tokens.text)
        bar = QRectF(rect.left(), top.bottom() + scaled(8), rect.width(), scaled(16))
        if text.of:
            box(painter, bar, fill=tokens.sunken, radius=scaled(4))
            share = min(1.0, max(0.0, text.share))
            if share > 0:
                full = QRectF(bar.left(), bar.top(), bar.width() * share, bar.height())
                box(painter, full, fill=tokens.neutral.fill, radius=scaled(4))
        below = QRectF(rect.left(), bar.bottom() + scaled(6), rect.width(), scaled(26))
        write(painter, below, text.note, note, tokens.text2)

    def _places(self, rect: QRectF) -> tuple[QRectF, ...]:
        gap = scaled(8)
        width = (rect.width() - gap) / 2
        top, height = rect.top() + scaled(FIELD_TOP), scaled(FIELD_HEIGHT)
        return tuple(
            QRectF(rect.left() + number * (width + gap), top, width, height) for number in range(2)
        )

    def _draw_fields(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
        note = role_font(TextRole.NOTE)
        for place, field in zip(self._places(rect), self._text.boxes, strict=True):
            above = QRectF(place.left(), rect.top(), place.width(), scaled(FIELD_TOP))
            write(painter, above, field.title, note, tokens.text2)
            self._draw_field(painter, place, field, tokens)
        below = QRectF(
            rect.left(), rect.top() + scaled(FIELD_TOP + FIELD_HEIGHT), rect.width(), scaled(28)
        )
        text = self._text
        if text.fault:
            write(painter, below, text.fault, role_font(TextRole.NOTE_STRONG), tokens.text)
        else:
            write(painter, below, text.of, note, tokens.text2)

    @staticmethod
    def _draw_field(painter: QPainter, place: QRectF, field: CountBox, tokens: Tokens) -> None:
        edge, width = (tokens.focus, 3) if field.is_active else (tokens.control, 1)
        box(painter, place, fill=tokens.surface, edge=edge, width=width, radius=scaled(6))
        area = place.adjusted(scaled(12), 0, -scaled(12), 0)
        note = role_font(TextRole.NOTE)
        write(painter, area, field.unit, note, tokens.text2, RIGHT)
        area.setRight(area.right() - text_width(field.unit, note) - scaled(8))
        wanted = role_font(TextRole.DATA) if field.is_offered else role_font(TextRole.DATA_VALUE)
        font = fit_font(field.text, wanted, area.width())
        ink = tokens.text2 if field.is_offered else tokens.text
        start = area.left() + (scaled(10) if field.is_active and field.is_offered else 0)
        write(
            painter,
            QRectF(start, area.top(), area.right() - start, area.height()),
            field.text,
            font,
            ink,
            LEFT,
        )
        if field.is_active:
            x = area.left() if field.is_offered else area.left() + text_width(field.text, font) + 3
            cursor = QRectF(x, place.center().y() - scaled(17), scaled(3), scaled(34))
            painter.fillRect(cursor, colour(tokens.focus))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on a field, or on the quantity itself, begins to type there."""
        if not self._text.boxes:
            self.pressed.emit(CountField.QUANTITY)
            return
        where = QPointF(event.position())
        for place, field in zip(self._places(QRectF(self.rect())), self._text.boxes, strict=True):
            if place.adjusted(0, -FIELD_TOP, 0, 0).contains(where):
                self.pressed.emit(field.field)
