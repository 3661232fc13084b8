"""Status chips: shape and word on a fill; a plain grey tag where nothing is judged."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy

from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.icons import paint_status
from qtrace.ui.theme.paint import CENTRE, LEFT, box, role_font, text_width, write
from qtrace.ui.theme.tokens import Status, Tokens
from qtrace.ui.widgets.base import Painted, scaled

HEIGHT = 32
PAD = 8
MARK = 22
GAP = 6


@dataclass(frozen=True, slots=True)
class ChipSpec:
    """A word and the status it states; without a status it is a plain tag."""

    text: str
    status: Status | None = None


def chip_size(spec: ChipSpec) -> QSize:
    """Size of a chip on the screen in force."""
    width = 2 * scaled(PAD)
    if spec.status is None:
        width += round(text_width(spec.text, role_font(TextRole.NOTE)))
    else:
        width += scaled(MARK + GAP + 2)
        width += round(text_width(spec.text, role_font(TextRole.NOTE_STRONG)))
    return QSize(width, scaled(HEIGHT))


def paint_chip(
    painter: QPainter,
    rect: QRectF,
    spec: ChipSpec,
    tokens: Tokens,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> QRectF:
    """Paint a chip in `rect`, vertically in its middle; returns where it is."""
    size = chip_size(spec)
    width = min(float(size.width()), rect.width())
    left = rect.left()
    if align & Qt.AlignmentFlag.AlignRight:
        left = rect.right() - width
    elif align & Qt.AlignmentFlag.AlignHCenter:
        left = rect.center().x() - width / 2
    place = QRectF(round(left), round(rect.center().y() - size.height() / 2), width, size.height())
    if spec.status is None:
        box(painter, place, fill=tokens.sunken, radius=scaled(6))
        font = role_font(TextRole.NOTE)
        write(painter, place, spec.text, font, tokens.text, CENTRE)
        return place
    paint = tokens.status(spec.status)
    box(painter, place, fill=paint.fill, edge=paint.outline, radius=scaled(6))
    mark = QRectF(place.left() + scaled(PAD), place.top(), scaled(MARK), place.height())
    paint_status(painter, mark, spec.status, paint.text)
    word = place.adjusted(scaled(PAD + MARK + GAP), 0, -scaled(PAD) + 2, 0)
    write(painter, word, spec.text, role_font(TextRole.NOTE_STRONG), paint.text, LEFT)
    return place


class StatusChip(Painted):
    """A chip as a widget."""

    def __init__(self, spec: ChipSpec) -> None:
        super().__init__(spec.text)
        self._spec = spec
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_chip(self, spec: ChipSpec) -> None:
        """Show another word or status."""
        self._spec = spec
        self.setAccessibleName(spec.text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as its word."""
        return chip_size(self._spec)

    def minimumSizeHint(self) -> QSize:
        """Never narrower than its word."""
        return chip_size(self._spec)

    def draw(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
        """Paint the chip."""
        paint_chip(painter, rect, self._spec, tokens)
