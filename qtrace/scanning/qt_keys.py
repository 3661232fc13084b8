"""Dispatches station keys from data: no QShortcut, no QAction ever sees them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from qtrace.scanning.keys import REPEATING, combo_name

#: Dynamic property by which any other widget says that it wants typed characters.
TAKES_TYPING = "takesTyping"

Act = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class _KeyMap:
    """Key names to action ids, and who acts."""

    keys: Mapping[str, str]
    act: Act
    typing: Mapping[str, str] = field(default_factory=dict)

    def find(self, name: str, *, in_text: bool) -> str | None:
        """Action of a key name; typing keys belong to the widget while it takes text."""
        action = self.keys.get(name)
        return self.typing.get(name) if action is None and not in_text else action


def takes_typing(widget: QWidget | None) -> bool:
    """True if `widget` is a field that a person types into."""
    if widget is None:
        return False
    if isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit | QAbstractSpinBox):
        return not widget.isReadOnly()
    if isinstance(widget, QComboBox):
        return widget.isEditable()
    return bool(widget.property(TAKES_TYPING))


class KeyRouter(QObject):
    """Gives every typed key to the active screen's key map before any widget has it.

    The scanner layer calls `offer` with keys it judged to be typing. The screen's map goes
    before the station's. While a modal window is open nothing is claimed.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._station: _KeyMap | None = None
        self._screen: _KeyMap | None = None
        self._claimed: set[int] = set()

    def set_station(self, keys: Mapping[str, str], act: Act) -> None:
        """Name the keys that work on every screen (help, palette, call)."""
        self._station = _KeyMap(dict(keys), act)

    def set_screen(
        self, keys: Mapping[str, str], act: Act, *, typing: Mapping[str, str] | None = None
    ) -> None:
        """Name the keys of the screen that is now active.

        Args:
            keys: key name to action id, claimed wherever the focus is.
            act: called with the action id.
            typing: key name to action id, claimed only while no text field has the focus.
        """
        self._screen = _KeyMap(dict(keys), act, dict(typing or {}))

    def clear_screen(self) -> None:
        """Forget the keys of the active screen."""
        self._screen = None

    def offer(self, event: QKeyEvent) -> bool:
        """Act on a typed key if a key map names it; True if it must not reach a widget."""
        key = event.key()
        if event.type() == QEvent.Type.KeyRelease:
            if key in self._claimed and not event.isAutoRepeat():
                self._claimed.discard(key)
                return True
            return key in self._claimed
        if QGuiApplication.modalWindow() is not None:
            return False
        name = combo_name(key, event.modifiers().value)
        return bool(name) and self._dispatch(name, key, repeated=event.isAutoRepeat())

    def _dispatch(self, name: str, key: int, *, repeated: bool) -> bool:
        """Find the action of a key name and run it."""
        in_text = takes_typing(QApplication.focusWidget())
        for keymap in (self._screen, self._station):
            action = None if keymap is None else keymap.find(name, in_text=in_text)
            if keymap is None or action is None:
                continue
            self._claimed.add(key)
            if not repeated or name in REPEATING:
                keymap.act(action)
            return True
        return False
