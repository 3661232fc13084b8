"""Types scans and keys into a window as real key events: scan panel, tour and tests use it.

Each key is a ShortcutOverride, a KeyPress and a KeyRelease sent to the QWindow with a time stamp,
the way Qt itself delivers a keyboard, so nothing behind the wedge can tell the difference.
"""

from collections.abc import Iterable, Iterator
from itertools import count

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtWidgets import QWidget

from qtrace.scanning import keys
from qtrace.scanning.qt_wedge import FLUSH, SCREEN_DEVICES, SYNTHETIC

#: Every call begins ten minutes after the one before, so that no two can run together.
_CALL_GAP_MS = 600_000
_calls = count(1)

_NAMED_TEXT = {
    keys.KEY_RETURN: "\r",
    keys.KEY_TAB: "\t",
    keys.KEY_ESCAPE: "\x1b",
    keys.KEY_BACKSPACE: "\x08",
    ord(" "): " ",
}
_TEXT_KEYS = {text: key for key, text in _NAMED_TEXT.items()} | {"\n": keys.KEY_RETURN}

_Key = tuple[int, int, str]


def _key_for(sign: str) -> _Key:
    """Key, modifiers and text of one character."""
    if sign in _TEXT_KEYS:
        return _TEXT_KEYS[sign], 0, "\r" if sign == "\n" else sign
    if sign < " ":
        return ord(sign) + 0x40, keys.CONTROL, sign
    if not sign.isascii() or sign == "\x7f":
        return keys.KEY_UNKNOWN, 0, sign
    return ord(sign.upper()), keys.SHIFT if sign.isupper() else 0, sign


def _signs(data: bytes) -> Iterator[_Key]:
    """Keys of the bytes of a code; what is not UTF-8 is typed as Latin-1, like scanners do."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("latin-1")
    for sign in text:
        yield (ord("J"), keys.CONTROL, "\n") if sign == "\n" else _key_for(sign)


def _window_of(target: QWidget | QWindow) -> QWindow:
    """The window that Qt delivers keys to.

    Raises:
        ValueError: the widget was never shown, so it has no window.
    """
    if isinstance(target, QWindow):
        return target
    handle = target.window().windowHandle()
    if handle is None:
        raise ValueError("keys can only be typed into a window that was shown")
    return handle


def _send(window: QWindow, typed: Iterable[_Key], interval_ms: int, mark: int) -> None:
    """Send keys one after another; time passes in their time stamps only."""
    now = next(_calls) * _CALL_GAP_MS
    for number, (key, modifiers, text) in enumerate(typed):
        for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier(modifiers), 0, mark, 0, text)
            released = kind == QEvent.Type.KeyRelease
            event.setTimestamp(now + number * interval_ms + (interval_ms // 2 if released else 0))
            if not shiboken6.isValid(window):
                return
            QCoreApplication.sendEvent(window, event)


def _flush(window: QWindow) -> None:
    """Let a moment pass, so that keys held back reach their window before the call returns."""
    event = QKeyEvent(
        QEvent.Type.KeyRelease, keys.KEY_UNKNOWN, Qt.KeyboardModifier.NoModifier, 0, FLUSH, 0
    )
    event.setTimestamp(next(_calls) * _CALL_GAP_MS)
    if shiboken6.isValid(window):
        QCoreApplication.sendEvent(window, event)


def send_burst(
    window: QWidget | QWindow,
    data: bytes,
    interval_ms: int = 8,
    suffix: str = "\r",
    device: str = "panel",
) -> None:
    """Scan `data` into a window through the whole key path; delivered when this returns.

    Args:
        window: a shown widget or its window.
        data: bytes of the code; GS (0x1D) is pressed as Ctrl+].
        interval_ms: time stamps between the keys; 20 at most for a scanner.
        suffix: characters the scanner adds; without any, the burst ends by silence.
        device: `panel` or `gauge_panel`; any other name is a keyboard.

    Raises:
        ValueError: the widget was never shown.
    """
    index = SCREEN_DEVICES.index(device) if device in SCREEN_DEVICES else 0
    typed = (*_signs(data), *map(_key_for, suffix))
    handle = _window_of(window)
    _send(handle, typed, interval_ms, SYNTHETIC + index)
    _flush(handle)


def type_keys(window: QWidget | QWindow, text: str, interval_ms: int = 120) -> None:
    """Type text as a person does; Enter, Tab, Escape and Backspace are their control characters.

    Raises:
        ValueError: the widget was never shown.
    """
    handle = _window_of(window)
    _send(handle, map(_key_for, text), interval_ms, SYNTHETIC)
    _flush(handle)


def press_key(window: QWidget | QWindow, name: str) -> None:
    """Press one key by the name key maps use: `F10`, `Ctrl+Z`, `PageDown`.

    Raises:
        ValueError: no key has this name, or the widget was never shown.
    """
    key, modifiers = keys.combo_parts(name)
    text = _NAMED_TEXT.get(key, "")
    if 0x20 < key < 0x7F:
        text = chr(key & 0x1F) if modifiers & keys.CONTROL else chr(key)
    handle = _window_of(window)
    _send(handle, [(key, modifiers, text)], 0, SYNTHETIC)
    _flush(handle)
