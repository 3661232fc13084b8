"""What every screen must keep to: nothing cut off, nothing too small, nothing nameless."""

import gettext
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLabel,
    QLineEdit,
    QWidget,
)

from qtrace.i18n import Language
from qtrace.i18n.translator import DOMAIN, Translator
from qtrace.reference import open_resource
from qtrace.ui.theme.paint import SMALLEST_PX, elided
from qtrace.ui.widgets.base import profile
from qtrace.ui.widgets.buttons import ActionBar

LEAST_TOUCH_PX = 36
"""9 mm at 100 ppi, the least that a finger hits (visual.md §3); actions have the profile's size."""
STATION = (1366, 768)


class Missing(gettext.NullTranslations):
    """The end of the chain of catalogues: what arrives here has no translation."""

    def __init__(self) -> None:
        super().__init__()
        self.messages: set[str] = set()

    def gettext(self, message):
        self.messages.add(message)
        return super().gettext(message)

    def ngettext(self, msgid1, msgid2, n):
        self.messages.add(msgid1)
        return super().ngettext(msgid1, msgid2, n)

    def pgettext(self, context, message):
        self.messages.add(f"{context}|{message}")
        return super().pgettext(context, message)


def listening_translator(language: Language) -> tuple[Translator, Missing]:
    """The catalogue of `language` that notes every message it does not have."""
    missing = Missing()
    with open_resource(f"i18n/{language.value}/LC_MESSAGES/{DOMAIN}.mo") as stream:
        catalogue = gettext.GNUTranslations(stream)
    catalogue.add_fallback(missing)
    return Translator(language, catalogue), missing


class KeyboardWatch:
    """Notes whatever takes the keyboard from the station's window.

    A widget that is shown before it has a parent is a window of its own for a moment, and does.
    """

    def __init__(self, station: QWidget) -> None:
        self._station = station
        self._taken: list[str] = []
        QApplication.instance().focusWindowChanged.connect(self._changed)

    def _changed(self, window: object) -> None:
        if window is not self._station.windowHandle():
            self._taken.append("another window" if window is None else repr(window))

    def taken(self) -> list[str]:
        """What took the keyboard since the last question; the station gets it back."""
        found, self._taken = self._taken, []
        if found:
            self._station.activateWindow()
            QApplication.processEvents()
            self._taken.clear()
        return found

    def close(self) -> None:
        """Stop watching."""
        QApplication.instance().focusWindowChanged.disconnect(self._changed)


class Painted:
    """Every text that Python code painted since `clear`, with its size in pixels."""

    def __init__(self) -> None:
        self.small: set[tuple[int, str]] = set()

    def clear(self) -> None:
        self.small.clear()
        elided.clear()


@contextmanager
def watched_painting(monkeypatch: pytest.MonkeyPatch) -> Iterator[Painted]:
    """Note what is painted too small."""
    painted = Painted()
    original = QPainter.drawText

    def draw(self, *args):
        size = self.font().pixelSize()
        if 0 < size < SMALLEST_PX:
            texts = [arg for arg in args if isinstance(arg, str)]
            painted.small.add((size, texts[0] if texts else ""))
        return original(self, *args)

    with monkeypatch.context() as patch:
        patch.setattr(QPainter, "drawText", draw)
        yield painted


def _shown(root: QWidget, kind: type) -> list:
    return [w for w in root.findChildren(kind) if w.isVisible()]


def faults(window: QWidget, painted: Painted) -> list[str]:
    """Everything that is wrong with what `window` shows now, in words."""
    found = []
    size = (window.width(), window.height())
    if size != STATION:
        found.append(f"the window became {size[0]}x{size[1]}")
    if not window.isActiveWindow():
        found.append("the window lost the keyboard")
    found += [f"cut off: {text!r}" for text in dict.fromkeys(elided)]
    found += [f"painted with {px} px: {text!r}" for px, text in sorted(painted.small)]
    found += list(_label_faults(window))
    found += list(_control_faults(window))
    return found


def _label_faults(window: QWidget) -> Iterator[str]:
    for label in _shown(window, QLabel):
        if not label.text():
            continue
        if label.font().pixelSize() < SMALLEST_PX:
            yield f"label with {label.font().pixelSize()} px: {label.text()!r}"
        needed = label.sizeHint().width() if not label.wordWrap() else 0
        if needed > label.width() + 1:
            yield f"label cut off ({label.width()} of {needed} px): {label.text()!r}"
        if label.wordWrap() and label.heightForWidth(label.width()) > label.height() + 1:
            tall = label.heightForWidth(label.width())
            yield f"lines cut off ({label.height()} of {tall} px): {label.text()!r}"


def _control_faults(window: QWidget) -> Iterator[str]:
    inside = window.rect()
    for button in _shown(window, QAbstractButton):
        name = button.accessibleName() or button.text()
        kind = type(button).__name__
        if not name.strip():
            yield f"{kind} has no name"
        least = profile().control if isinstance(button.parent(), ActionBar) else LEAST_TOUCH_PX
        if button.isEnabled() and min(button.width(), button.height()) < least:
            yield f"{kind} {name!r} is only {button.width()}x{button.height()} px"
        corner = button.mapTo(window, button.rect().topLeft())
        place = QRect(corner, button.size())
        if not inside.contains(place) and not _scrolled(button):
            yield f"{kind} {name!r} lies outside the window"
    for field in (*_shown(window, QLineEdit), *_shown(window, QAbstractItemView)):
        if not field.accessibleName().strip() and field.focusPolicy() != Qt.FocusPolicy.NoFocus:
            yield f"{type(field).__name__} has no name"


def _scrolled(widget: QWidget) -> bool:
    """True if an ancestor scrolls: what is outside can be brought inside."""
    parent = widget.parentWidget()
    while parent is not None:
        if parent.objectName() == "qt_scrollarea_viewport":
            return True
        parent = parent.parentWidget()
    return False


def modal_windows() -> list[QWidget]:
    """Windows beside the station's own that would wait for an answer."""
    return [w for w in QApplication.topLevelWidgets() if w.isVisible() and w.isModal()]
