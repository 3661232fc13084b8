"""What a lot is: its status block, and its label as it will print."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy

from qtrace.ui.theme.fonts import TextRole, sized_font
from qtrace.ui.theme.icons import paint_status
from qtrace.ui.theme.paint import CENTRE, RIGHT, box, role_font, write
from qtrace.ui.theme.tokens import LIGHT, Status, Tokens, colour
from qtrace.ui.widgets.base import Painted, scaled


class StatusBlock(Painted):
    """The status of a lot on its fill, with up to three reasons."""

    def __init__(self) -> None:
        super().__init__()
        self._status = Status.NEUTRAL
        self._title = ""
        self._lines: tuple[str, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_block(self, status: Status, title: str, lines: Sequence[str] = ()) -> None:
        """Say `title` and why."""
        self._status = status
        self._title = title
        self._lines = tuple(lines)
        self.setAccessibleName(title)
        self.setAccessibleDescription("; ".join(lines))
        self.update()

    def sizeHint(self) -> QSize:
        """As on the lot page."""
        return QSize(scaled(374), scaled(128))

    def minimumSizeHint(self) -> QSize:
        """Room for title and three lines."""
        return QSize(scaled(300), scaled(128))

    def draw(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
        """Paint fill, shape, title, reasons."""
        paint = tokens.status(self._status)
        box(painter, rect, fill=paint.fill)
        mark = QRectF(rect.left() + scaled(20), rect.top(), scaled(64), rect.height())
        paint_status(painter, mark, self._status, paint.text)
        left = mark.right() + scaled(16)
        width = rect.right() - left - scaled(8)
        total = scaled(44) + scaled(24) * len(self._lines)
        top = rect.center().y() - total / 2 - scaled(1)
        title = QRectF(left, top, width, scaled(44))
        write(painter, title, self._title, role_font(TextRole.SIDE), paint.text)
        top += scaled(44)
        for text in self._lines:
            write(
                painter,
                QRectF(left, top, width, scaled(24)),
                text,
                role_font(TextRole.NOTE),
                paint.text,
            )
            top += scaled(24)


@dataclass(frozen=True, slots=True)
class LabelPreviewSpec:
    """A label as it will print.

    Attributes:
        count: "1 / 12".
        number: the lot number, as data.
        lines: words below it.
        data_line: a last line as data.
        modules: rows of the symbol, `1` is dark; empty leaves its place free.
        demo: characters of the demo mark, under each other; empty in a live plant.
    """

    title: str
    count: str
    number: str
    lines: tuple[str, ...] = ()
    data_line: str = ""
    modules: tuple[str, ...] = ()
    rejected: bool = False
    demo: str = ""


class LabelPreview(Painted):
    """A label on paper: black on white in every theme."""

    def __init__(self) -> None:
        super().__init__()
        self._spec: LabelPreviewSpec | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_label(self, spec: LabelPreviewSpec) -> None:
        """Show `spec`."""
        self._spec = spec
        self.setAccessibleName(f"{spec.title} {spec.count}")
        self.setAccessibleDescription(" ".join((spec.number, *spec.lines, spec.data_line)))
        self.update()

    def sizeHint(self) -> QSize:
        """As in the mock-up."""
        return QSize(scaled(312), scaled(176))

    def minimumSizeHint(self) -> QSize:
        """Does not get lower."""
        return QSize(scaled(260), scaled(176))

    def draw(self, painter: QPainter, rect: QRectF, _tokens: Tokens) -> None:
        """Paint the paper."""
        spec = self._spec
        if spec is None:
            return
        ink = "#000000"
        box(painter, rect, fill="#FFFFFF", edge=LIGHT.text, radius=scaled(4))
        head = QRectF(rect.left(), rect.top(), rect.width(), scaled(41))
        ground = LIGHT.blocked.fill if spec.rejected else ink
        box(painter, head, fill=ground, radius=scaled(4))
        painter.fillRect(head.adjusted(0, scaled(10), 0, 0), colour(ground))
        words = head.adjusted(scaled(14), 0, -scaled(12), 0)
        big = sized_font(scaled(22), bold=True)
        write(painter, words, spec.title, big, "#FFFFFF")
        write(painter, words, spec.count, role_font(TextRole.STRONG), "#FFFFFF", RIGHT)
        symbol = QRectF(
            rect.left() + scaled(14), head.bottom() + scaled(13), scaled(88), scaled(88)
        )
        paint_modules(painter, symbol, spec.modules)
        self._lines(painter, rect, head.bottom(), spec, ink)

    def _lines(
        self, painter: QPainter, rect: QRectF, top: float, spec: LabelPreviewSpec, ink: str
    ) -> None:
        left = rect.left() + scaled(118)
        right = rect.right() - scaled(60 if spec.demo else 10)
        lines = [(spec.number, TextRole.DATA_STRONG)]
        lines += [(text, TextRole.NOTE) for text in spec.lines]
        if spec.data_line:
            lines.append((spec.data_line, TextRole.DATA_NOTE))
        pitch = (rect.bottom() - top - scaled(10)) / max(4, len(lines))
        for number, (text, role) in enumerate(lines):
            place = QRectF(left, top + scaled(7) + number * pitch, right - left, pitch)
            write(painter, place, text, role_font(role), ink)
        if spec.demo:
            mark = QRectF(
                rect.right() - scaled(52),
                top + scaled(11),
                scaled(40),
                rect.bottom() - top - scaled(22),
            )
            box(painter, mark, edge=LIGHT.text, radius=scaled(4), dashed=True)
            step = mark.height() / len(spec.demo)
            size = max(16, min(scaled(28), int(step * 0.75)))
            for number, character in enumerate(spec.demo):
                place = QRectF(mark.left(), mark.top() + number * step, mark.width(), step)
                write(painter, place, character, sized_font(size, bold=True), LIGHT.text2, CENTRE)


def paint_modules(painter: QPainter, place: QRectF, modules: Sequence[str]) -> None:
    """Paint the symbol with whole pixels, so that a camera may read it from the screen."""
    if not modules:
        return
    side = max(1, int(place.width() // max(len(modules), len(modules[0]))))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.setPen(Qt.PenStyle.NoPen)
    left, top = round(place.left()), round(place.top())
    for y, row in enumerate(modules):
        for x, module in enumerate(row):
            if module == "1":
                painter.fillRect(left + x * side, top + y * side, side, side, colour("#000000"))
    painter.restore()
