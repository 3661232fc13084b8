"""Around the current reading: the characteristics as tabs, and the large field of the value."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from qtrace.ui.theme.fonts import TextRole, sized_font
from qtrace.ui.theme.icons import IconName, paint_icon
from qtrace.ui.theme.paint import LEFT, RIGHT, box, fit_font, role_font, text_width, write
from qtrace.ui.theme.tokens import Tokens, colour
from qtrace.ui.widgets.base import Painted, PaintedButton, clear_layout, profile, scaled
from qtrace.ui.widgets.wrapping import fits, two_lines, write_lines

TAB_EDGE = 10
TALLER = 18


@dataclass(frozen=True, slots=True)
class CharacteristicTab:
    """One characteristic and how far it is.

    Attributes:
        done: "11/20".
        defects: "d 1"; empty for none.
        complete: all readings are there (a tick, unless there are defects to name).
        progress: 0 to 1, drawn below the current one.
    """

    id: str
    title: str
    done: str
    defects: str = ""
    complete: bool = False
    progress: float = 0.0


class TabButton(PaintedButton):
    """One characteristic."""

    def __init__(self, tab: CharacteristicTab) -> None:
        super().__init__(tab.id)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.tab = tab
        self._tall = False
        self.show_tab(tab)

    def set_tall(self, tall: bool) -> None:  # noqa: FBT001 - a setter of one flag
        """Give the title one line or two."""
        if tall != self._tall:
            self._tall = tall
            self.updateGeometry()
            self.update()

    def show_tab(self, tab: CharacteristicTab) -> None:
        """Show another state."""
        self.tab = tab
        self.setAccessibleName(" ".join(filter(None, (tab.title, tab.done, tab.defects))))
        self.update()

    def sizeHint(self) -> QSize:
        """Title and count; the tabs of a row share its width."""
        return QSize(scaled(104), self._height())

    def minimumSizeHint(self) -> QSize:
        """Titles may get smaller before the row gets too wide."""
        return QSize(scaled(96), self._height())

    def _height(self) -> int:
        return profile().control + (scaled(TALLER) if self._tall else 0)

    def title_lines(self, width: float) -> tuple[QFont, tuple[str, ...]]:
        """The title on two lines; the current one is bold unless that would cut it off."""
        plain, bold = role_font(TextRole.NOTE), role_font(TextRole.NOTE_STRONG)
        lines = two_lines(self.tab.title, bold, width)
        if self.isChecked() and " ".join(lines) == self.tab.title:
            return bold, lines
        return plain, two_lines(self.tab.title, plain, width)

    def draw(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
        """Paint title, count, tick or defects, and progress of the current one."""
        current, tab = self.isChecked(), self.tab
        ground = tokens.sunken if self.isDown() else tokens.surface
        edge = tokens.text if current else tokens.line
        box(painter, rect, fill=ground, edge=edge, width=2 if current else 1)
        left, width = rect.left() + scaled(TAB_EDGE), rect.width() - scaled(2 * TAB_EDGE)
        more = scaled(TALLER) if self._tall else 0
        upper = QRectF(left, rect.top() + scaled(6), width, scaled(26) + more)
        lower = QRectF(left, rect.top() + scaled(32) + more, width, scaled(24))
        if self._tall:
            font, lines = self.title_lines(width)
            write_lines(painter, upper, lines, font, tokens.text)
        else:
            font = role_font(TextRole.STRONG if current else TextRole.BODY)
            write(painter, upper, tab.title, font, tokens.text)
        write(painter, lower, tab.done, role_font(TextRole.NOTE), tokens.text2)
        if tab.defects:
            write(painter, lower, tab.defects, role_font(TextRole.NOTE_STRONG), tokens.text, RIGHT)
        elif tab.complete:
            place = QRectF(lower.right() - scaled(18), lower.top(), scaled(20), lower.height())
            paint_icon(painter, place, IconName.TICK, tokens.text2)
        if current:
            bar = QRectF(left, rect.bottom() - scaled(7), width, scaled(4))
            box(painter, bar, fill=tokens.sunken, radius=2)
            bar.setWidth(width * min(1.0, max(0.0, tab.progress)))
            if bar.width() > 0:
                box(painter, bar, fill=tokens.primary, radius=2)


class CharacteristicTabs(QWidget):
    """The characteristics of a plan in a row, one of them current."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.buttons: tuple[TabButton, ...] = ()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(scaled(6))

    def set_tabs(self, tabs: Sequence[CharacteristicTab], current: str, room: float = 0) -> None:
        """Show `tabs` with `current` marked; known ones are changed in place.

        Args:
            tabs: what to show.
            current: id of the one in front.
            room: width for the row in pixels; if a title is wider than its share, all tabs give
                their titles two lines. 0 leaves one line.
        """
        if [tab.id for tab in tabs] != [button.tab.id for button in self.buttons]:
            clear_layout(self._row)
            self.buttons = tuple(TabButton(tab) for tab in tabs)
            for button in self.buttons:
                button.chosen.connect(self._choose)
                self._row.addWidget(button, 1)
        for button, tab in zip(self.buttons, tabs, strict=True):
            button.show_tab(tab)
            button.setChecked(tab.id == current)
            button.set_tall(bool(room) and self._is_tight(tabs, room))

    @staticmethod
    def _is_tight(tabs: Sequence[CharacteristicTab], room: float) -> bool:
        share = (room - (len(tabs) - 1) * scaled(6)) / len(tabs) - scaled(2 * TAB_EDGE) - 1
        font = role_font(TextRole.STRONG)
        return not all(fits(tab.title, font, share) for tab in tabs)

    def _choose(self, value: object) -> None:
        for button in self.buttons:
            button.setChecked(button.tab.id == value)
        self.chosen.emit(str(value))


class ReadingField(Painted):
    """The large field of the value being taken: painted, so no scan can be typed into it."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._text = ""
        self._unit = ""
        self._enabled = True
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_value(self, text: str, unit: str, *, enabled: bool = True) -> None:
        """Show what was typed so far and its unit; a refused field is grey without a cursor."""
        self._text = text
        self._unit = unit
        self._enabled = enabled
        self.setAccessibleDescription(f"{text} {unit}".strip())
        self.update()

    def sizeHint(self) -> QSize:
        """Large enough for seven figures."""
        return QSize(scaled(204), scaled(88))

    def minimumSizeHint(self) -> QSize:
        """Does not shrink."""
        return self.sizeHint()

    def draw(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
        """Paint field, value, cursor and unit."""
        if self._enabled:
            box(painter, rect, fill=tokens.surface, edge=tokens.focus, width=3)
        else:
            box(painter, rect, fill=tokens.sunken, edge=tokens.line)
        note = role_font(TextRole.BODY)
        area = rect.adjusted(scaled(20), 0, -scaled(17), 0)
        write(painter, area, self._unit, note, tokens.text2, RIGHT)
        area.setRight(area.right() - text_width(self._unit, note) - scaled(12))
        font = fit_font(self._text, sized_font(scaled(48), mono=True), area.width())
        write(painter, area, self._text, font, tokens.text, LEFT)
        if self._enabled:
            x = area.left() + text_width(self._text, font) + scaled(3)
            cursor = QRectF(x, rect.center().y() - scaled(24), scaled(3), scaled(48))
            painter.fillRect(cursor, colour(tokens.focus))
