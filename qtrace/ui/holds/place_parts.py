"""Parts of the page that places a hold: steps, tiles, what is held, what will stop."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.icons import IconName, paint_icon
from qtrace.ui.theme.paint import CENTRE, RIGHT, box, role_font, rule, text_width, write
from qtrace.ui.theme.tokens import Tokens
from qtrace.ui.widgets.base import Painted, PaintedButton, scaled
from qtrace.ui.widgets.buttons import TileButton, TileSpec
from qtrace.ui.widgets.panel import Frame
from qtrace.ui.widgets.signatures import StepState, paint_step_mark
from qtrace.ui.widgets.wrapping import two_lines, write_lines

STEPS_HEIGHT = 64
REASON_HEIGHT = 84
SCOPE_HEIGHT = 62
COLUMNS = 3


class StepsBar(Frame):
    """What, why, confirm: one line that says how far the person is."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._steps: tuple[tuple[str, str, StepState], ...] = ()
        self.setFixedHeight(scaled(STEPS_HEIGHT))

    def set_steps(self, steps: Sequence[tuple[str, str, StepState]]) -> None:
        """Show the steps: word, what was given, how far it is."""
        self._steps = tuple(steps)
        self.setAccessibleDescription("; ".join(f"{word} {given}" for word, given, _ in steps))
        self.update()

    def draw(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
        """Paint marks, words and the lines between them."""
        super().draw(painter, rect, tokens)
        left = rect.left() + scaled(20)
        room = (rect.width() - scaled(40)) / max(1, len(self._steps))
        strong, plain = role_font(TextRole.STRONG), role_font(TextRole.BODY)
        for number, (word, given, state) in enumerate(self._steps, start=1):
            place = QRectF(left, rect.top(), room - scaled(24), rect.height())
            mark = QRectF(left, rect.center().y() - scaled(16), scaled(32), scaled(32))
            paint_step_mark(painter, mark, number, state, tokens)
            text = place.adjusted(scaled(44), 0, 0, 0)
            write(painter, text, word, strong, tokens.text)
            after = text.adjusted(text_width(word, strong) + scaled(10), 0, 0, 0)
            ink = tokens.text if state is StepState.NOW else tokens.text2
            write(painter, after, given, plain, ink)
            left += room


class ReasonTile(PaintedButton):
    """A reason: its icon above its words, its number in the corner."""

    def __init__(self, spec: TileSpec) -> None:
        super().__init__(spec.id)
        self.spec = spec
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.set_spec(spec)

    def set_spec(self, spec: TileSpec) -> None:
        """Show another reason, or another state of it."""
        self.spec, self.value = spec, spec.id
        self.setText(spec.title)
        self.setAccessibleName(f"{spec.title} {spec.tail}")
        self.update()

    def sizeHint(self) -> QSize:
        """Room for icon and two lines."""
        return QSize(scaled(150), scaled(REASON_HEIGHT))

    def draw(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
        """Paint edge, icon, words, number."""
        spec = self.spec
        chosen = spec.selected
        ground = tokens.sunken if chosen or self.isDown() else tokens.surface
        edge = tokens.primary if chosen else tokens.control
        box(painter, rect, fill=ground, edge=edge, width=3 if chosen else 1)
        inner = rect.adjusted(scaled(8), scaled(8), -scaled(8), -scaled(6))
        words, lines, font = self._words(inner)
        number = QRectF(inner.left(), inner.top(), inner.width(), scaled(22))
        icon = QRectF(inner.left(), inner.top(), inner.width(), scaled(26))
        if words.left() > inner.left():
            icon.setWidth(scaled(26))
            number = QRectF(
                icon.left(), icon.bottom(), icon.width(), inner.bottom() - icon.bottom()
            )
        if spec.icon is not None:
            paint_icon(painter, icon, spec.icon, tokens.text2)
        write_lines(painter, words, lines, font, tokens.text, CENTRE)
        write(painter, number, spec.tail, role_font(TextRole.DATA_NOTE), tokens.text2, RIGHT)

    def _words(self, inner: QRectF) -> tuple[QRectF, tuple[str, ...], QFont]:
        """Where the words stand, in which lines: under the icon, or beside it in a low tile."""
        spec = self.spec
        strong = spec.selected
        font = role_font(TextRole.STRONG if strong else TextRole.BODY)
        lines = two_lines(spec.title, font, inner.width())
        if len(lines) > 1:
            font = role_font(TextRole.NOTE_STRONG if strong else TextRole.NOTE)
            lines = two_lines(spec.title, font, inner.width())
        words = QRectF(inner)
        if spec.icon is None:
            return words, lines, font
        words.setTop(inner.top() + scaled(28))
        if len(lines) * QFontMetricsF(font).height() > words.height():
            words = inner.adjusted(scaled(30), 0, scaled(4), 0)
            lines = two_lines(spec.title, font, words.width())
        return words, lines, font


class ScopeTile(TileButton):
    """How much is held: two lines, a ring at the left that is filled when chosen."""

    def __init__(self, spec: TileSpec) -> None:
        super().__init__(spec, height=scaled(SCOPE_HEIGHT))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """Narrow places shrink the words, not the page."""
        return QSize(scaled(120), self._fixed_height)


class TileGrid(QWidget):
    """Tiles that are changed in place as long as the same things are offered.

    Signals:
        chosen: id of the pressed tile.
    """

    chosen = Signal(str)

    def __init__(
        self, make: Callable[[TileSpec], ReasonTile | ScopeTile], columns: int, gap: int = 8
    ) -> None:
        super().__init__()
        self._make, self._columns = make, columns
        self.tiles: dict[str, ReasonTile | ScopeTile] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(scaled(gap))
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)

    def set_specs(self, specs: Sequence[TileSpec]) -> None:
        """Show `specs`."""
        if [spec.id for spec in specs] != list(self.tiles):
            for tile in self.tiles.values():
                self._grid.removeWidget(tile)
                tile.hide()
                tile.deleteLater()
            self.tiles = {}
            for number, spec in enumerate(specs):
                tile = self._make(spec)
                tile.chosen.connect(lambda value: self.chosen.emit(str(value)))
                self._grid.addWidget(tile, number // self._columns, number % self._columns)
                self.tiles[spec.id] = tile
        for spec in specs:
            self.tiles[spec.id].set_spec(spec)


class EffectView(Painted):
    """Large numbers of what will be stopped; dashes while they are counted."""

    ROW = 66

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._rows: tuple[tuple[int | None, str, str], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_rows(self, rows: Sequence[tuple[int | None, str, str]]) -> None:
        """Show number, word and note of each; None is not counted yet."""
        self._rows = tuple(rows)
        said = [f"{'…' if n is None else n} {word} {note}" for n, word, note in rows]
        self.setAccessibleDescription("; ".join(said))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """One row each."""
        return QSize(scaled(300), scaled(self.ROW * len(self._rows)))

    def minimumSizeHint(self) -> QSize:
        """All rows."""
        return QSize(scaled(200), self.sizeHint().height())

    def draw(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
        """Paint numbers right-aligned, words beside them."""
        pitch = scaled(self.ROW)
        for row, (number, word, note) in enumerate(self._rows):
            top = rect.top() + row * pitch
            rule(painter, rect.left(), rect.right(), top, tokens.line)
            count = QRectF(rect.left(), top, scaled(88), pitch)
            shown = "–" if number is None else str(number)
            quiet = number is None or number == 0
            ink = tokens.text2 if quiet else tokens.text
            write(painter, count, shown, role_font(TextRole.COUNT), ink, RIGHT)
            left = count.right() + scaled(18)
            width = rect.right() - left
            upper = QRectF(left, top + scaled(8), width, scaled(26))
            lower = QRectF(left, top + scaled(34), width, scaled(24))
            write(painter, upper, word, role_font(TextRole.STRONG), tokens.text)
            write(painter, lower, note, role_font(TextRole.NOTE), tokens.text2)


class MoreRow(PaintedButton):
    """A line that opens the list behind the numbers."""

    def __init__(self, value: str) -> None:
        super().__init__(value)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def say(self, text: str) -> None:
        """What the list is about."""
        self.setText(text)
        self.setAccessibleName(text)
        self.update()

    def sizeHint(self) -> QSize:
        """One line for a finger."""
        return QSize(scaled(300), scaled(48))

    def draw(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
        """Paint words and arrow."""
        if self.isDown():
            box(painter, rect, fill=tokens.sunken, radius=scaled(6))
        rule(painter, rect.left(), rect.right(), rect.top(), tokens.line)
        arrow = QRectF(rect.right() - scaled(24), rect.top(), scaled(24), rect.height())
        paint_icon(painter, arrow, IconName.CHEVRON_RIGHT, tokens.text2)
        words = rect.adjusted(0, 0, -scaled(30), 0)
        write(painter, words, self.text(), role_font(TextRole.BODY), tokens.text)


class LineList(Painted):
    """Lines with a number, a word and a note; as many as fit are shown, the rest is counted."""

    PITCH = 34

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._lines: tuple[tuple[str, str, str], ...] = ()
        self._rest: Callable[[int], str] = str
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_lines(self, lines: Sequence[tuple[str, str, str]], rest: Callable[[int], str]) -> None:
        """Show lines; `rest` says how many more there are."""
        self._lines, self._rest = tuple(lines), rest
        self.setAccessibleDescription("; ".join(" ".join(filter(None, line)) for line in lines))
        self.update()

    def sizeHint(self) -> QSize:
        """A few lines at least."""
        return QSize(scaled(300), scaled(self.PITCH * 4))

    def draw(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
        """Paint as many lines as there is room for."""
        pitch = scaled(self.PITCH)
        room = max(1, int(rect.height() // pitch))
        shown = self._lines if len(self._lines) <= room else self._lines[: room - 1]
        data, note = role_font(TextRole.DATA), role_font(TextRole.NOTE)
        for row, (number, word, tail) in enumerate(shown):
            place = QRectF(rect.left(), rect.top() + row * pitch, rect.width(), pitch)
            write(painter, place, tail, note, tokens.text2, RIGHT)
            free = place.width() - text_width(tail, note) - scaled(12)
            width = min(text_width(number, data) + scaled(14), free)
            write(
                painter, QRectF(place.left(), place.top(), width, pitch), number, data, tokens.text
            )
            middle = QRectF(place.left() + width, place.top(), max(0.0, free - width), pitch)
            write(painter, middle, word, note, tokens.text2)
        if len(shown) < len(self._lines):
            place = QRectF(rect.left(), rect.top() + len(shown) * pitch, rect.width(), pitch)
            write(painter, place, self._rest(len(self._lines) - len(shown)), note, tokens.text2)


def column(spacing: int = 8) -> tuple[QWidget, QVBoxLayout]:
    """A widget with things under each other, and its layout."""
    content = QWidget()
    layout = QVBoxLayout(content)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(scaled(spacing))
    layout.setAlignment(Qt.AlignmentFlag.AlignTop)
    return content, layout
