"""Which screen shows which place; the only list of all screens."""

from collections.abc import Callable
from typing import Any

from qtrace.ui.bench import Bench
from qtrace.ui.places import Place
from qtrace.ui.screen import Screen

ScreenMaker = Callable[[Bench, Any], Screen]


class ScreenList:
    """Makes screens by the type of their place; screens are imported when first needed."""

    def __init__(self, makers: dict[type[Any], ScreenMaker]) -> None:
        self._makers = makers

    def make(self, bench: Bench, place: Place) -> Screen:
        """The screen of `place`."""
        return self._makers[type(place)](bench, place)

    def knows(self, place: Place) -> bool:
        """True if there is a screen for `place`."""
        return type(place) in self._makers
