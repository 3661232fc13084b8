"""Action buttons: key cap, icon and verb; the bar that holds them; and tile buttons."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.icons import IconName, paint_icon
from qtrace.ui.theme.paint import CENTRE, LEFT, RIGHT, box, role_font, text_width, write
from qtrace.ui.theme.tokens import Tokens
from qtrace.ui.widgets.base import PaintedButton, clear_layout, profile, scaled


class ButtonKind(StrEnum):
    """How loudly a button asks: one primary at most, what looks destructive is outlined."""

    NORMAL = "normal"
    OUTLINED = "outlined"
    PRIMARY = "primary"


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """An action as a button shows it.

    Attributes:
        id: what `ActionBar.triggered` says.
        key: the key that does the same, as printed on the key ("F10"); empty for none.
        text: a verb, translated; of a disabled primary it says what is missing.
        waits: of a disabled action, why, where the text does not say it; help shows it.
    """

    id: str
    key: str
    text: str
    icon: IconName | None = None
    kind: ButtonKind = ButtonKind.NORMAL
    enabled: bool = True
    waits: str = ""


ICON = 24
INNER_GAP = 10
LOUD_PAD = 28
CALM_PAD = 22


class KeyButton(PaintedButton):
    """A button of one action: its key in a cap, its icon, its verb."""

    def __init__(self, spec: ActionSpec, *, focusable: bool = False) -> None:
        super().__init__(spec.id, focusable=focusable)
        self.spec = spec
        self.set_spec(spec)

    def set_spec(self, spec: ActionSpec) -> None:
        """Show another action, or another state of it."""
        self.spec = spec
        self.value = spec.id
        self.setEnabled(spec.enabled)
        self.setText(spec.text)
        self.setAccessibleName(spec.text)
        self.setAccessibleDescription(spec.key)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.updateGeometry()
        self.update()

    def _loud(self) -> bool:
        return self.spec.kind is not ButtonKind.NORMAL

    def _role(self) -> TextRole:
        return TextRole.STRONG if self._loud() and self.isEnabled() else TextRole.BODY

    def _cap_width(self) -> int:
        if not self.spec.key:
            return 0
        return round(text_width(self.spec.key, role_font(TextRole.NOTE))) + scaled(12)

    def _content_width(self, *, icon: bool) -> int:
        strong = TextRole.STRONG if self._loud() else TextRole.BODY
        parts = [round(text_width(self.spec.text, role_font(strong))) + 2]
        if self.spec.key:
            parts.append(max(self._cap_width(), scaled(32)))
        if icon:
            parts.append(scaled(ICON))
        return sum(parts) + scaled(INNER_GAP) * (len(parts) - 1)

    def sizeHint(self) -> QSize:
        """As wide as key, icon and words; as high as the profile says."""
        pad = scaled(LOUD_PAD if self._loud() else CALM_PAD)
        return QSize(
            self._content_width(icon=self.spec.icon is not None) + 2 * pad, profile().control
        )

    def draw(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
        """Paint ground, key cap, icon, verb."""
        ink, cap_edge = self._ground(painter, rect, tokens)
        wide = self._content_width(icon=True)  # in a narrow place key and words go before the icon
        icon = self.spec.icon if wide + 2 * INNER_GAP <= rect.width() else None
        left = rect.left() + (rect.width() - self._content_width(icon=icon is not None)) / 2
        if self.spec.key:
            width = max(self._cap_width(), scaled(32))
            height = min(scaled(28), rect.height() - 8)
            cap = QRectF(round(left), round(rect.center().y() - height / 2), width, height)
            box(painter, cap, edge=cap_edge, radius=scaled(5))
            write(painter, cap, self.spec.key, role_font(TextRole.NOTE), ink, CENTRE)
            left += width + scaled(INNER_GAP)
        if icon is not None:
            place = QRectF(left, rect.top(), scaled(ICON), rect.height())
            paint_icon(painter, place, icon, ink)
            left += scaled(ICON + INNER_GAP)
        words = QRectF(left, rect.top(), rect.right() - left - 4, rect.height())
        write(painter, words, self.spec.text, role_font(self._role()), ink, LEFT)

    def _ground(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> tuple[str, str]:
        """Paint the ground; returns the colours of words and of the key cap's edge."""
        radius = scaled(8)
        if not self.isEnabled():
            box(painter, rect, fill=tokens.sunken, radius=radius)
            return tokens.text2, tokens.control
        if self.spec.kind is ButtonKind.PRIMARY:
            box(painter, rect, fill=tokens.primary, radius=radius)
            if self.isDown():
                box(painter, rect, edge=tokens.text, width=3, radius=radius)
            return tokens.on_primary, tokens.on_primary
        ground = tokens.sunken if self.isDown() else tokens.surface
        if self.spec.kind is ButtonKind.OUTLINED:
            box(painter, rect, fill=ground, edge=tokens.text, width=2, radius=radius)
        else:
            box(painter, rect, fill=ground, edge=tokens.control, radius=radius)
        return tokens.text, tokens.control


class ActionBar(QWidget):
    """The bottom bar: secondary actions left, the outlined and the primary right."""

    triggered = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.buttons: tuple[KeyButton, ...] = ()
        self._shape: tuple[int, int] = (0, 0)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(profile().gap)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_actions(self, left: Sequence[ActionSpec], right: Sequence[ActionSpec]) -> None:
        """Show these actions; buttons that stay are changed in place and keep the focus."""
        shape = (len(left), len(right))
        specs = (*left, *right)
        if shape == self._shape and self.buttons:
            for button, spec in zip(self.buttons, specs, strict=True):
                if button.spec != spec:
                    button.set_spec(spec)
            return
        self._shape = shape
        clear_layout(self._row)
        self.buttons = tuple(KeyButton(spec) for spec in specs)
        for number, button in enumerate(self.buttons):
            if number == len(left):
                self._row.addStretch(1)
            elif number > len(left):
                self._row.addSpacing(scaled(12))  # the primary never stands next to another
            button.chosen.connect(self._trigger)
            self._row.addWidget(button)
        if len(right) == 0:
            self._row.addStretch(1)

    def _trigger(self, action: object) -> None:
        self.triggered.emit(str(action))

    def press(self, key: str) -> bool:
        """Do the enabled action that has `key`; True if there was one."""
        for button in self.buttons:
            if button.spec.key == key and button.isEnabled():
                button.click()
                return True
        return False


@dataclass(frozen=True, slots=True)
class TileSpec:
    """A large button with an icon and up to two lines.

    Attributes:
        tail: a code at the right end, in the mono face.
        selected: drawn as the chosen one of several.
    """

    id: str
    title: str
    note: str = ""
    icon: IconName | None = None
    tail: str = ""
    selected: bool = False


class TileButton(PaintedButton):
    """A large button: badges, deliveries and commands of the scan panel, reasons of a hold."""

    def __init__(
        self, spec: TileSpec, *, centred: bool = False, height: int = 0, focusable: bool = False
    ) -> None:
        super().__init__(spec.id, focusable=focusable)
        self.spec = spec
        self._centred = centred
        self._fixed_height = height
        self.set_spec(spec)

    def set_spec(self, spec: TileSpec) -> None:
        """Show another content."""
        self.spec = spec
        self.value = spec.id
        self.setText(spec.title)
        self.setAccessibleName(" ".join(filter(None, (spec.title, spec.note, spec.tail))))
        self.updateGeometry()
        self.update()

    def _text_left(self) -> int:
        return scaled(54) if self.spec.icon is not None else scaled(16)

    def sizeHint(self) -> QSize:
        """Room for both lines and the tail."""
        spec = self.spec
        title = text_width(spec.title, role_font(TextRole.BODY))
        note = text_width(spec.note, role_font(TextRole.NOTE))
        tail = text_width(spec.tail, role_font(TextRole.DATA_NOTE))
        width = self._text_left() + max(title, note) + scaled(16) + 4
        if spec.tail:
            width += tail + scaled(12)
        return QSize(round(width), self._fixed_height or profile().control)

    def draw(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
        """Paint edge, icon, lines, tail."""
        spec = self.spec
        ground = tokens.sunken if self.isDown() or spec.selected else tokens.surface
        edge = tokens.primary if spec.selected else tokens.control
        box(painter, rect, fill=ground, edge=edge, width=3 if spec.selected else 1)
        ink = tokens.text if self.isEnabled() else tokens.text2
        if self._centred:
            write(painter, rect, spec.title, role_font(TextRole.BODY), ink, CENTRE)
            return
        if spec.icon is not None:
            place = QRectF(rect.left() + scaled(14), rect.top(), scaled(24), rect.height())
            paint_icon(painter, place, spec.icon, tokens.text2)
        area = rect.adjusted(self._text_left(), 0, -scaled(15), 0)
        if spec.tail:
            font = role_font(TextRole.DATA_NOTE)
            write(painter, area, spec.tail, font, tokens.text2, RIGHT)
            area.setRight(area.right() - text_width(spec.tail, font) - scaled(8))
        title_font = role_font(TextRole.BODY)
        if not spec.note:
            write(painter, area, spec.title, title_font, ink)
            return
        middle = area.center().y()
        upper = QRectF(area.left(), middle - scaled(26), area.width(), scaled(26))
        lower = QRectF(area.left(), middle + scaled(1), area.width(), scaled(24))
        write(painter, upper, spec.title, title_font, ink)
        write(painter, lower, spec.note, role_font(TextRole.NOTE), tokens.text2)
