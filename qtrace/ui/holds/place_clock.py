"""The digits of two times: from when to when what is held was made."""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from qtrace.ui.holds.place_state import Pane
from qtrace.ui.holds.place_times import (
    DATE_DIGITS,
    ERASE,
    TAKE,
    End,
    Times,
    read_time,
    with_digit,
    with_time,
)
from qtrace.ui.holds.place_times import turned as other_end

if TYPE_CHECKING:
    from qtrace.ui.holds.place_model import PlaceModel


class PlaceClock:
    """What is typed of the times of a hold that is not placed yet."""

    def __init__(self, model: "PlaceModel") -> None:
        self._model = model

    def press(self, what: str) -> None:
        """A digit of a time, its end, or the other field."""
        state = self._model.state
        if state.pane is not Pane.TIMES or state.anchor is None:
            return
        if what.isdecimal() and what.isascii():
            self._model.become(times=with_digit(state.times, int(what)))
            if len(self._model.state.times.typed) == DATE_DIGITS:
                self._take_time()
        elif what == ERASE:
            self._erase_time()
        elif what == TAKE:
            self._take_time()
        else:
            self._model.become(
                times=Times(End(what)) if what in tuple(End) else other_end(state.times)
            )

    def _erase_time(self) -> None:
        """What is typed is gone, or what stands there: from the beginning, from now on."""
        if self._model.state.times.typed:
            self._model.become(times=Times(self._model.state.times.end))
        else:
            self._narrow(None)

    def _take_time(self) -> None:
        """What is typed counts, then the other field; after the second one the reasons."""
        times = self._model.state.times
        if times.typed:
            at = read_time(times.typed, self._model.bench.local(self._model.bench.now()))
            if at is None or not self._narrow(at):
                self._model.become(times=Times(times.end, is_wrong=True))
                return
        if times.end is End.TO:
            self._model.become(pane=Pane.REASONS, times=Times())
        else:
            self._model.become(times=Times(End.TO))

    def _narrow(self, at: datetime | None) -> bool:
        """Hold what was made from or until then; False if the end would lie before the beginning."""
        state = self._model.state
        assert state.anchor is not None
        scope = with_time(state.anchor.scope, state.times.end, at)
        if scope is None:
            return False
        self._model.state = replace(state, chosen=replace(state.anchor, scope=scope))
        self._model.count()
        return True
