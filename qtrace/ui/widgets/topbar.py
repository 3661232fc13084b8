"""The top bar: where we are, what it is about, how the devices are, who is here."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.icons import IconName, paint_icon
from qtrace.ui.theme.paint import CENTRE, LEFT, box, role_font, text_width, write
from qtrace.ui.theme.tokens import Ink, Status, Tokens, colour
from qtrace.ui.widgets.base import Painted, PaintedButton, clear_layout, scaled
from qtrace.ui.widgets.chips import ChipSpec, chip_size, paint_chip
from qtrace.ui.widgets.labels import Label, Rule
from qtrace.ui.widgets.panel import Frame

BAR_HEIGHT = 56


@dataclass(frozen=True, slots=True)
class ObjectPart:
    """One part of what the screen is about: a lot number, a part, a revision."""

    text: str
    role: TextRole = TextRole.BODY
    ink: Ink = Ink.TEXT


@dataclass(frozen=True, slots=True)
class StateItem:
    """State of a device, the database or the clock; healthy is a grey dot, anything else a chip."""

    id: str
    text: str
    status: Status | None = None


@dataclass(frozen=True, slots=True)
class TopBarState:
    """Everything the top bar shows; empty texts are left out."""

    screen: str
    station: str = ""
    parts: tuple[ObjectPart, ...] = ()
    demo: str = ""
    states: tuple[StateItem, ...] = ()
    person: str = ""
    role: str = ""
    sign_out: str = ""
    language: str = ""


class DemoMark(Painted):
    """The dashed mark that a live plant never shows."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._text = text
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As wide as its word."""
        width = text_width(self._text, role_font(TextRole.NOTE_STRONG)) + scaled(20)
        return QSize(round(width), scaled(28))

    def draw(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
        """Paint the dashed edge and the word."""
        box(painter, rect, fill=tokens.bg, edge=tokens.text, radius=scaled(5), dashed=True)
        write(painter, rect, self._text, role_font(TextRole.NOTE_STRONG), tokens.text, CENTRE)


class StateButton(PaintedButton):
    """A device state; pressing it opens what is behind it."""

    def __init__(self, item: StateItem) -> None:
        super().__init__(item.id)
        self._item = item
        self.setAccessibleName(item.text)
        self.setText(item.text)

    def sizeHint(self) -> QSize:
        """As wide as dot and words, as high as the bar."""
        height = scaled(BAR_HEIGHT)
        if self._item.status is not None:
            spec = ChipSpec(self._item.text, self._item.status)
            return QSize(chip_size(spec).width() + scaled(4), height)
        width = text_width(self._item.text, role_font(TextRole.NOTE)) + scaled(18)
        return QSize(round(width) + 1, height)

    def draw(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
        """Paint a grey dot and the words, or a chip."""
        if self._item.status is not None:
            paint_chip(painter, rect, ChipSpec(self._item.text, self._item.status), tokens)
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(tokens.text2))
        radius = scaled(4)
        painter.drawEllipse(QPointF(rect.left() + 1 + radius, rect.center().y()), radius, radius)
        words = rect.adjusted(scaled(16), 0, 0, 0)
        write(painter, words, self._item.text, role_font(TextRole.NOTE), tokens.text2, LEFT)


class SignOutButton(PaintedButton):
    """Signs out with one touch; the whole height of the bar is the target."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setToolTip(name)

    def sizeHint(self) -> QSize:
        """As high as the bar."""
        return QSize(scaled(52), scaled(BAR_HEIGHT))

    def draw(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
        """Paint the icon."""
        if self.isDown():
            box(painter, rect.adjusted(4, 4, -4, -4), fill=tokens.sunken, radius=scaled(6))
        paint_icon(
            painter,
            QRectF(0, 0, rect.width(), scaled(24)).translated(0, rect.center().y() - scaled(12)),
            IconName.SIGN_OUT,
            tokens.text,
        )


class LanguageButton(PaintedButton):
    """Changes the language; its face is the name of the other one."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.setText(text)
        self.setAccessibleName(text)

    def sizeHint(self) -> QSize:
        """A little lower than the bar."""
        width = text_width(self.text(), role_font(TextRole.BODY)) + scaled(32)
        return QSize(round(width), scaled(44))

    def draw(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
        """Paint edge and word."""
        ground = tokens.sunken if self.isDown() else tokens.surface
        box(painter, rect, fill=ground, edge=tokens.control, radius=scaled(6))
        write(painter, rect, self.text(), role_font(TextRole.BODY), tokens.text, CENTRE)


class TopBar(Frame):
    """The bar of 56 px at the top of every screen."""

    signed_out = Signal()
    state_pressed = Signal(str)
    language_pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._state: TopBarState | None = None
        self.setFixedHeight(scaled(BAR_HEIGHT))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(scaled(16), 0, scaled(2), 0)
        self._row.setSpacing(scaled(12))

    def show_state(self, state: TopBarState) -> None:
        """Show `state`; nothing is built again if it says the same."""
        if state == self._state:
            return
        self._state = state
        self.setAccessibleName(state.screen)
        clear_layout(self._row)
        self._add_place(state)
        self._row.addStretch(1)
        if state.demo:
            self._row.addWidget(DemoMark(state.demo))
        if state.language:
            language = LanguageButton(state.language)
            language.chosen.connect(lambda _value: self.language_pressed.emit())
            self._row.addWidget(language)
        self._row.addSpacing(scaled(8))
        for item in state.states:
            button = StateButton(item)
            button.chosen.connect(lambda value: self.state_pressed.emit(str(value)))
            self._row.addWidget(button)
            self._row.addSpacing(scaled(6))
        self._add_person(state)

    def _add_place(self, state: TopBarState) -> None:
        self._row.addWidget(Label(state.screen, TextRole.TITLE))
        if state.station:
            station = Label(state.station, TextRole.DATA, Ink.TEXT2)
            font = station.font()
            font.setPixelSize(scaled(20))
            station.setFont(font)
            self._row.addWidget(station)
        if state.parts:
            self._row.addSpacing(scaled(3))
            self._row.addWidget(self._divider())
            self._row.addSpacing(scaled(3))
        for part in state.parts:
            self._row.addWidget(Label(part.text, part.role, part.ink))

    def _add_person(self, state: TopBarState) -> None:
        if not state.person:
            self._row.addSpacing(scaled(2))
            return
        self._row.addWidget(self._divider())
        self._row.addSpacing(scaled(3))
        self._row.addWidget(Label(state.person, TextRole.STRONG))
        if state.role:
            self._row.addSpacing(-scaled(3))
            self._row.addWidget(Label(state.role, TextRole.NOTE, Ink.TEXT2))
        if state.sign_out:
            self._row.addSpacing(-scaled(12))
            button = SignOutButton(state.sign_out)
            button.chosen.connect(lambda _value: self.signed_out.emit())
            self._row.addWidget(button)
        else:
            self._row.addSpacing(scaled(14))

    @staticmethod
    def _divider() -> QWidget:
        divider = Rule(vertical=True)
        divider.setFixedHeight(scaled(28))
        return divider
