"""Keypads for fingers: readings, quantities, PINs. Keys never take the focus."""

from dataclasses import dataclass, replace
from enum import StrEnum

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from qtrace.ui.theme.fonts import TextRole, sized_font
from qtrace.ui.theme.paint import CENTRE, box, role_font, write
from qtrace.ui.theme.tokens import Tokens
from qtrace.ui.widgets.base import PaintedButton, profile, scaled
from qtrace.ui.widgets.buttons import ActionSpec, ButtonKind, KeyButton


class KeypadLayout(StrEnum):
    """Which keys there are."""

    READING = "reading"
    QUANTITY = "quantity"
    PIN = "pin"


@dataclass(frozen=True, slots=True)
class KeypadTexts:
    """Words on the keys, translated.

    Attributes:
        enter_key: the cap on the enter key.
        sign: face of the sign key.
        sign_name: its accessible name.
        point: face of the decimal point.
    """

    back: str
    enter: str = ""
    cancel: str = ""
    enter_key: str = "Enter"
    sign: str = "±"
    sign_name: str = "±"
    point: str = "."


BACK, ENTER, CANCEL, SIGN, POINT = "back", "enter", "cancel", "sign", "point"

LAYOUTS: dict[KeypadLayout, tuple[tuple[str, ...], ...]] = {
    KeypadLayout.READING: (
        ("7", "8", "9"),
        ("4", "5", "6"),
        ("1", "2", "3"),
        (SIGN, "0", POINT),
        (BACK, ENTER, ENTER),
    ),
    KeypadLayout.QUANTITY: (
        ("7", "8", "9"),
        ("4", "5", "6"),
        ("1", "2", "3"),
        (BACK, "0", ENTER),
    ),
    KeypadLayout.PIN: (
        ("1", "2", "3"),
        ("4", "5", "6"),
        ("7", "8", "9"),
        (BACK, "0", CANCEL),
    ),
}


class PadKey(PaintedButton):
    """One key of a keypad."""

    def __init__(self, code: str, face: str, *, small: bool, name: str = "") -> None:
        super().__init__(code)
        self._small = small
        self.setText(face)
        self.setAccessibleName(name or face)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """A square key of the profile."""
        return QSize(profile().key, profile().key)

    def minimumSizeHint(self) -> QSize:
        """Never lower than a control."""
        return QSize(profile().control, profile().control)

    def draw(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
        """Paint the key."""
        ground = tokens.sunken if self.isDown() or not self.isEnabled() else tokens.surface
        box(painter, rect, fill=ground, edge=tokens.control)
        font = role_font(TextRole.BODY) if self._small else sized_font(scaled(30))
        ink = tokens.text if self.isEnabled() else tokens.text2
        write(painter, rect.adjusted(4, 0, -4, 0), self.text(), font, ink, CENTRE)


class Keypad(QWidget):
    """A keypad that says what was pressed and keeps nothing."""

    character_typed = Signal(str)
    sign_toggled = Signal()
    back_pressed = Signal()
    enter_pressed = Signal()
    cancelled = Signal()

    def __init__(self, texts: KeypadTexts, layout: KeypadLayout = KeypadLayout.READING) -> None:
        super().__init__()
        self._texts = texts
        self._enter: KeyButton | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(scaled(8))
        rows = LAYOUTS[layout]
        for row, codes in enumerate(rows):
            self._grid.setRowStretch(row, 1)
            for column, code in enumerate(codes):
                self._grid.setColumnStretch(column, 1)
                span = codes.count(code)
                if code != ENTER or codes.index(ENTER) == column:
                    self._grid.addWidget(self._make(code), row, column, 1, span)

    def _make(self, code: str) -> QWidget:
        if code == ENTER:
            spec = ActionSpec(
                ENTER, self._texts.enter_key, self._texts.enter, None, ButtonKind.PRIMARY
            )
            self._enter = KeyButton(spec)
            self._enter.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
            self._enter.chosen.connect(self._press)
            return self._enter
        faces = {
            BACK: self._texts.back,
            CANCEL: self._texts.cancel,
            SIGN: self._texts.sign,
            POINT: self._texts.point,
        }
        names = {SIGN: self._texts.sign_name}
        small = code in (BACK, CANCEL)
        key = PadKey(code, faces.get(code, code), small=small, name=names.get(code, ""))
        key.chosen.connect(self._press)
        return key

    def set_enter(self, text: str, *, primary: bool = True, enabled: bool = True) -> None:
        """Change the words, loudness and availability of the enter key."""
        if self._enter is not None:
            kind = ButtonKind.PRIMARY if primary else ButtonKind.NORMAL
            self._enter.set_spec(replace(self._enter.spec, text=text, kind=kind, enabled=enabled))

    def _press(self, code: object) -> None:
        if code == BACK:
            self.back_pressed.emit()
        elif code == ENTER:
            self.enter_pressed.emit()
        elif code == CANCEL:
            self.cancelled.emit()
        elif code == SIGN:
            self.sign_toggled.emit()
        elif code == POINT:
            self.character_typed.emit(".")
        else:
            self.character_typed.emit(str(code))
