"""Which screen shows which place; the only list of all screens."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from qtrace.ui.bench import Bench
from qtrace.ui.places import Place
from qtrace.ui.screen import Screen

ScreenMaker = Callable[[Bench, Any, QObject | None], Screen]
"""Makes the screen of a place; the third argument is a view model to go on with, or None."""


class ScreenList:
    """Makes screens by the type of their place; screens are imported when first needed."""

    def __init__(self, makers: dict[type[Any], ScreenMaker]) -> None:
        self._makers = makers

    def make(self, bench: Bench, place: Place, model: QObject | None = None) -> Screen:
        """The screen of `place`, over `model` if it is only built again (language switch)."""
        return self._makers[type(place)](bench, place, model)
