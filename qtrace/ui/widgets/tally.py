"""Tallies of nonconforming pieces by class: live while inspecting, and as the result."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QSizePolicy

from qtrace.ui.theme.fonts import TextRole, sized_font
from qtrace.ui.theme.icons import paint_mark, paint_status
from qtrace.ui.theme.paint import CENTRE, RIGHT, box, role_font, rule, text_width, write
from qtrace.ui.theme.tokens import Status, Tokens, colour
from qtrace.ui.widgets.base import Painted, scaled


@dataclass(frozen=True, slots=True)
class TallyHeads:
    """Titles of the tally, translated where they are words."""

    name: str
    aql: str = "AQL"
    d: str = "d"
    ac: str = "Ac"
    re: str = "Re"
    n: str = "n"


@dataclass(frozen=True, slots=True)
class ClassTally:
    """One class while inspecting.

    Attributes:
        d: nonconforming pieces so far, 0 or more.
        ac: acceptance number; -1 means none applies (the class is not sampled).
        re: rejection number.
        status: HOLD at d = Ac > 0, BLOCKED at d >= Re, None otherwise.
        letter: sample size code letter.
        n: sample size as text.
    """

    name: str
    aql: str
    d: int
    ac: int
    re: int
    letter: str
    n: str
    status: Status | None = None


HEAD = 34
ROW = 62
SEGMENTS_AT_MOST = 22
# Right edges of the columns in 298 px of content, as drawn.
EDGES = {"aql": 0.376, "d": 0.520, "ac": 0.658, "re": 0.792, "letter": 0.893, "n": 1.0}


class ClassTallyPanel(Painted):
    """The live tally: the bar has Re segments, d of them filled.

    Signals:
        pressed: place of the class that was pressed, from 0.
    """

    pressed = Signal(int)

    def __init__(self, heads: TallyHeads, margin: int = 16) -> None:
        super().__init__()
        self._heads = heads
        self._margin = margin
        self._rows: tuple[ClassTally, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_classes(self, rows: Sequence[ClassTally]) -> None:
        """Show the classes in order of severity."""
        self._rows = tuple(rows)
        self.setAccessibleName(self._heads.name)
        self.setAccessibleDescription(
            "; ".join(f"{row.name} d {row.d} Ac {row.ac} Re {row.re}" for row in rows)
        )
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """One row each."""
        return QSize(scaled(328), scaled(HEAD + ROW * len(self._rows)))

    def minimumSizeHint(self) -> QSize:
        """All rows."""
        return QSize(scaled(280), scaled(HEAD + ROW * len(self._rows)))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on a class asks where its numbers come from."""
        place = int((event.position().y() - scaled(HEAD)) // scaled(ROW))
        if 0 <= place < len(self._rows):
            self.pressed.emit(place)

    def _inner(self, rect: QRectF) -> QRectF:
        return rect.adjusted(scaled(self._margin), 0, -scaled(self._margin), 0)

    def draw(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
        """Paint heads and classes."""
        inner = self._inner(rect)
        head = QRectF(inner.left(), inner.top(), inner.width(), scaled(HEAD))
        heads = self._heads
        note = role_font(TextRole.NOTE)
        write(painter, head, heads.name, note, tokens.text2)
        texts = {"aql": heads.aql, "d": heads.d, "ac": heads.ac, "re": heads.re, "n": heads.n}
        for key, text in texts.items():
            self._cell(painter, head, key, text, TextRole.NOTE, tokens.text2)
        top = rect.top() + scaled(HEAD)
        for row in self._rows:
            place = QRectF(rect.left(), top, rect.width(), scaled(ROW))
            self._row(painter, place, row, tokens)
            top += scaled(ROW)

    @staticmethod
    def _cell(
        painter: QPainter, area: QRectF, key: str, text: str, role: TextRole, code: str
    ) -> None:
        width = scaled(64)
        right = area.left() + area.width() * EDGES[key]
        place = QRectF(right - width, area.top(), width, area.height())
        if key in ("d", "ac", "re"):  # figures stand centred under their short heads
            middle = right - scaled(8)
            place = QRectF(middle - width / 2, area.top(), width, area.height())
            write(painter, place, text, role_font(role), code, CENTRE)
            return
        write(painter, place, text, role_font(role), code, RIGHT)

    def _row(self, painter: QPainter, place: QRectF, row: ClassTally, tokens: Tokens) -> None:
        ink, soft, dim = tokens.text, tokens.text2, tokens.sunken
        if row.status is not None:
            paint = tokens.status(row.status)
            painter.fillRect(place.adjusted(1, 0, -1, -scaled(2)), colour(paint.fill))
            ink = soft = paint.text
        inner = self._inner(place)
        words = QRectF(inner.left(), inner.top() + scaled(3), inner.width(), scaled(40))
        strong = row.status is not None
        font = role_font(TextRole.STRONG if strong else TextRole.BODY)
        space = inner.width() * EDGES["aql"] - scaled(36)
        name = QRectF(
            words.left(), words.top(), space - (scaled(26) if strong else 0), words.height()
        )
        write(painter, name, row.name, font, ink)
        if row.status is not None:
            x = name.left() + min(text_width(row.name, font), name.width()) + scaled(6)
            mark = QRectF(x, words.top(), scaled(22), words.height())
            paint_status(painter, mark, row.status, ink)
        figures = (
            ("aql", row.aql, TextRole.NOTE, soft),
            ("d", str(row.d), TextRole.VALUE, ink),
            ("ac", _number(row.ac), TextRole.BODY, ink),
            ("re", _number(row.re), TextRole.BODY, ink),
            ("letter", row.letter, TextRole.NOTE, soft),
            ("n", row.n, TextRole.BODY, ink),
        )
        for key, text, role, code in figures:
            self._cell(painter, words, key, text, role, code)
        bar = QRectF(inner.left(), place.bottom() - scaled(17), inner.width(), scaled(7))
        self._bar(painter, bar, row, ink, dim)

    @staticmethod
    def _bar(painter: QPainter, bar: QRectF, row: ClassTally, ink: str, dim: str) -> None:
        """Re segments, d filled; with very many the bar has no gaps."""
        count = max(1, row.re)
        gap = scaled(4) if count <= SEGMENTS_AT_MOST else 0
        width = (bar.width() - gap * (count - 1)) / count
        for number in range(count):
            left = bar.left() + number * (width + gap)
            place = QRectF(left, bar.top(), width, bar.height())
            filled = number < row.d
            painter.setOpacity(1.0 if filled or row.status is None else 0.32)
            code = ink if filled or row.status is not None else dim
            box(painter, place, fill=code, radius=2 if gap else 0)
        painter.setOpacity(1.0)


def _number(value: int) -> str:
    return "–" if value < 0 else str(value)


@dataclass(frozen=True, slots=True)
class ResultHeads:
    """Titles of the result table."""

    name: str
    letter: str
    aql: str = "AQL"
    n: str = "n"
    d: str = "d"
    ac: str = "Ac"
    re: str = "Re"


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One class of a finished inspection, everything as text."""

    name: str
    aql: str
    letter: str
    n: str
    d: str
    ac: str
    re: str
    status: Status


RESULT_EDGES = {"aql": 0.295, "letter": 0.428, "n": 0.541, "d": 0.645, "ac": 0.749, "re": 0.866}


class ResultTable(Painted):
    """Classes of a finished inspection with their verdicts."""

    def __init__(self, heads: ResultHeads) -> None:
        super().__init__(heads.name)
        self._heads = heads
        self._rows: tuple[ResultRow, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_rows(self, rows: Sequence[ResultRow]) -> None:
        """Show the classes in order of severity."""
        self._rows = tuple(rows)
        self.setAccessibleDescription("; ".join(f"{r.name} d {r.d} {r.status}" for r in rows))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """One row each."""
        return QSize(scaled(358), scaled(32 + 46 * len(self._rows)))

    def minimumSizeHint(self) -> QSize:
        """All rows."""
        return QSize(scaled(320), scaled(32 + 46 * len(self._rows)))

    def draw(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
        """Paint heads and rows."""
        heads = self._heads
        head = QRectF(rect.left(), rect.top(), rect.width(), scaled(30))
        titles = (heads.name, heads.aql, heads.letter, heads.n, heads.d, heads.ac, heads.re)
        self._line(painter, head, titles, tokens.text2, (TextRole.NOTE,) * 7)
        top = rect.top() + scaled(31)
        for row in self._rows:
            rule(painter, rect.left(), rect.right(), top, tokens.line)
            place = QRectF(rect.left(), top, rect.width(), scaled(46))
            texts = (row.name, row.aql, row.letter, row.n, row.d, row.ac, row.re)
            body = TextRole.BODY
            self._line(
                painter,
                place,
                texts,
                tokens.text,
                (body, body, body, body, TextRole.TITLE, body, body),
                tokens.text2,
            )
            mark = QRectF(rect.right() - scaled(24), top, scaled(24), scaled(46))
            if row.status is Status.OK:
                paint_status(painter, mark, row.status, tokens.text2)
            else:
                paint_mark(painter, mark, row.status, tokens)
            top += scaled(46)

    @staticmethod
    def _line(
        painter: QPainter,
        place: QRectF,
        texts: Sequence[str],
        code: str,
        roles: Sequence[TextRole],
        soft: str = "",
    ) -> None:
        name = QRectF(place.left(), place.top(), place.width() * 0.19, place.height())
        write(painter, name, texts[0], role_font(roles[0]), code)
        for number, key in enumerate(RESULT_EDGES, 1):
            right = place.left() + place.width() * RESULT_EDGES[key]
            cell = QRectF(right - scaled(64), place.top(), scaled(64), place.height())
            ink = soft if soft and key in ("aql", "letter") else code
            font = role_font(roles[number])
            if roles[number] is TextRole.TITLE:
                font = sized_font(scaled(20), bold=True)
            write(painter, cell, texts[number], font, ink, RIGHT)
