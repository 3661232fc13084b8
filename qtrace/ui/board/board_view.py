"""The board as it is painted: sizes of the drawing, scaled to the screen it hangs on."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter

from qtrace.ui.board.board_rows import ROWS_PER_PAGE, BoardLine, BoardPage
from qtrace.ui.theme.fonts import sized_font
from qtrace.ui.theme.icons import IconName, paint_icon, paint_status
from qtrace.ui.theme.paint import CENTRE, LEFT, RIGHT, box, pen_of, text_width, write
from qtrace.ui.theme.tokens import Status, Tokens, colour
from qtrace.ui.widgets.base import Painted

DRAWING = (1366.0, 768.0)
HEAD, FOOT, EDGE, GAP = 92.0, 44.0, 8.0, 8.0
STATE_LEFT, STATE_WIDTH = 312.0, 286.0
REASON_LEFT, SPAN_WIDTH = 620.0, 190.0
DEMO_LEFT, DEMO_WIDTH = 480.0, 180.0


class BoardView(Painted):
    """Paints one `BoardPage`; takes no key and no click."""

    def __init__(self) -> None:
        super().__init__()
        self._page: BoardPage | None = None

    @property
    def page(self) -> BoardPage | None:
        """What is shown."""
        return self._page

    def show_page(self, page: BoardPage) -> None:
        """Show another page, or the same with newer words."""
        if page != self._page:
            self._page = page
            self.setAccessibleName(page.title)
            said = [*(line.spoken() for line in page.lines), page.foot, page.sums]
            self.setAccessibleDescription(". ".join(filter(None, said)))
            self.update()

    def sizeHint(self) -> QSize:
        """The size of the drawing."""
        return QSize(int(DRAWING[0]), int(DRAWING[1]))

    def draw(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
        """Paint head, rows and foot in the drawing's own units."""
        painter.fillRect(rect, colour(tokens.bg))
        if self._page is None:
            return
        by = min(rect.width() / DRAWING[0], rect.height() / DRAWING[1])
        brush = _Brush(painter, tokens, by, rect.width() / by, rect.height() / by)
        brush.head(self._page)
        brush.rows(self._page)
        brush.foot(self._page)


class _Brush:
    """Paints in units of the drawing; `by` pixels are one of them."""

    def __init__(
        self, painter: QPainter, tokens: Tokens, by: float, width: float, height: float
    ) -> None:
        self._painter, self._tokens, self._by = painter, tokens, by
        self._width, self._height = width, height

    def _rect(self, left: float, top: float, width: float, height: float) -> QRectF:
        by = self._by
        return QRectF(left * by, top * by, width * by, height * by)

    def _write(
        self,
        place: tuple[float, float, float, float],
        text: str,
        size: float,
        ink: str,
        *,
        bold: bool = False,
        right: bool = False,
    ) -> float:
        """Write a line; returns how wide it is in units of the drawing."""
        font = sized_font(round(size * self._by), bold=bold)
        area = self._rect(*place)
        write(self._painter, area, text, font, ink, RIGHT if right else LEFT)
        return min(text_width(text, font), area.width()) / self._by

    def head(self, page: BoardPage) -> None:
        """Plant, how many lines are in which state, day and time."""
        tokens = self._tokens
        left = 24.0 + self._write((24, 8, 380, 72), page.title, 40, tokens.text, bold=True) + 48
        for word, number, status in page.counts:
            left = self._count(left, word, number, status)
        clock_left = self._width - 190
        self._write((clock_left, 8, 166, 72), page.clock, 56, tokens.text, bold=True, right=True)
        self._write((clock_left - 160, 12, 144, 72), page.day, 28, tokens.text2, right=True)

    def _count(self, left: float, word: str, number: int, status: Status | None) -> float:
        """One state and its number; returns where the next one stands."""
        tokens, painter = self._tokens, self._painter
        font = sized_font(round(28 * self._by))
        width = text_width(word, font) / self._by
        digits = text_width(f"{number}", sized_font(round(32 * self._by), bold=True)) / self._by
        if status is None:
            self._write((left, 12, width + 2, 64), word, 28, tokens.text2)
            self._write(
                (left + width + 8, 12, digits + 2, 64), f"{number}", 32, tokens.text, bold=True
            )
            return left + width + digits + 36
        paint = tokens.status(status)
        box(
            painter, self._rect(left, 20, width + digits + 72, 48), fill=paint.fill,
            edge=paint.outline, radius=6 * self._by,
        )  # fmt: skip
        paint_status(painter, self._rect(left + 12, 28, 32, 32), status, paint.text)
        self._write((left + 52, 20, width + 2, 48), word, 28, paint.text)
        place = (left + width + 60, 20, digits + 2, 48)
        self._write(place, f"{number}", 32, paint.text, bold=True)
        return left + width + digits + 72 + 16

    def rows(self, page: BoardPage) -> None:
        """All lines; a short page keeps the height of its rows."""
        free = self._height - HEAD - FOOT
        height = (free - GAP * (ROWS_PER_PAGE - 1)) / ROWS_PER_PAGE
        for number, line in enumerate(page.lines):
            self._row(line, HEAD + number * (height + GAP), height)

    def _row(self, line: BoardLine, top: float, height: float) -> None:
        tokens = self._tokens
        width = self._width - 2 * EDGE
        ground = self._rect(EDGE, top, width, height)
        box(self._painter, ground, fill=tokens.surface, radius=8 * self._by)
        code = self._write((30, top, 84, height), line.code, 52, tokens.text, bold=True)
        product_left = 30 + max(code, 74) + 16
        room = STATE_LEFT - product_left - 12
        self._product(line, (product_left, top, room, height))
        self._state(line, top, height)
        strong = line.is_filled
        upper, lower = (top + 4, height * 0.56), (top + height * 0.54, height * 0.44)
        room = self._width - REASON_LEFT - SPAN_WIDTH - 40
        ink = tokens.text
        self._write((REASON_LEFT + 8, upper[0], room, upper[1]), line.reason, 38, ink, bold=strong)
        self._write((REASON_LEFT + 8, lower[0], room, lower[1]), line.second, 30, tokens.text2)
        self._span(line, upper, lower)

    def _product(self, line: BoardLine, place: tuple[float, float, float, float]) -> None:
        """One line if it fits, else name and number below each other."""
        left, top, room, height = place
        whole, ink = " ".join(line.product), self._tokens.text2
        fits = text_width(whole, sized_font(round(28 * self._by))) / self._by <= room
        if fits or len(line.product) == 1:
            self._write(place, whole, 28, ink)
            return
        name, number = line.product
        self._write((left, top + 8, room, height / 2 - 6), name, 28, ink)
        self._write((left, top + height / 2 - 2, room, height / 2 - 6), number, 28, ink)

    def _state(self, line: BoardLine, top: float, height: float) -> None:
        tokens, painter = self._tokens, self._painter
        ink = tokens.control
        words = tokens.text2
        if line.is_filled and line.status is not None:
            paint = tokens.status(line.status)
            painter.fillRect(self._rect(STATE_LEFT, top, STATE_WIDTH, height), colour(paint.fill))
            ink = words = paint.text
        mark = self._rect(STATE_LEFT + 20, top + height / 2 - 30, 60, 60)
        if line.status is not None:
            paint_status(painter, mark, line.status, ink)
        else:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(pen_of(ink, 4 * self._by, dashed=True))
            painter.drawEllipse(mark.adjusted(4, 4, -4, -4))
        place = (STATE_LEFT + 98, top, STATE_WIDTH - 106, height)
        self._write(place, line.state, 52, words, bold=line.is_filled)

    def _span(
        self, line: BoardLine, upper: tuple[float, float], lower: tuple[float, float]
    ) -> None:
        tokens = self._tokens
        left = self._width - EDGE - SPAN_WIDTH - 16
        if line.number:
            font = sized_font(round(28 * self._by))
            unit = text_width(line.unit, font) / self._by
            self._write(
                (left, upper[0] + 6, SPAN_WIDTH, upper[1]), line.unit, 28, tokens.text2, right=True
            )
            place = (left, upper[0], SPAN_WIDTH - unit - 8, upper[1])
            self._write(place, line.number, 54, tokens.text, bold=line.is_filled, right=True)
            place = (left, lower[0], SPAN_WIDTH, lower[1])
        else:
            place = (left, upper[0], SPAN_WIDTH, upper[1] + lower[1])
        self._write(place, line.since, 28, tokens.text2, right=True)

    def foot(self, page: BoardPage) -> None:
        """The state of the connection, or page numbers; sums of the day."""
        tokens, top = self._tokens, self._height - FOOT
        if page.is_lost:
            paint = tokens.status(Status.BLOCKED)
            ground = self._rect(EDGE, top + 2, self._width - 2 * EDGE, FOOT - 6)
            box(self._painter, ground, fill=paint.fill, radius=6 * self._by)
            self._write(
                (70, top, self._width - 100, FOOT - 2), page.foot, 24, paint.text, bold=True
            )
            self._demo(page, self._width - 220)
            return
        self._demo(page, DEMO_LEFT)
        icon = self._rect(26, top + 9, 24, 24)
        paint_icon(self._painter, icon, IconName.DATABASE, tokens.text2)
        self._write((62, top, DEMO_LEFT - 70, FOOT - 2), page.foot, 22, tokens.text2)
        place = (self._width - 620, top, 596, FOOT - 2)
        self._write(place, page.sums, 24, tokens.text, right=True)

    def _demo(self, page: BoardPage, left: float) -> None:
        """The dashed mark of a demo plant, as every station has it."""
        if not page.demo:
            return
        ground = self._rect(left, self._height - FOOT + 4, DEMO_WIDTH, FOOT - 10)
        ink = self._tokens.text
        edge = 5 * self._by
        box(self._painter, ground, fill=self._tokens.bg, edge=ink, radius=edge, dashed=True)
        font = sized_font(round(20 * self._by), bold=True)
        write(self._painter, ground, page.demo, font, ink, CENTRE)
