"""News of other stations on the UI thread: told at once, and never lost.

What is told comes with what it touched, and is passed on at once. Scans are not told one by one:
the chains of records are read every second, and at once where something is missing: after listening
began, when a message skipped a number or could not say all, and while nothing can be heard.
"""

from collections.abc import Callable
from threading import Event
from typing import Final

from PySide6.QtCore import QElapsedTimer, QObject, QTimer

from qtrace.ports import Executor
from qtrace.services.news import (
    MOST,
    Announcement,
    Heads,
    NewsItem,
    Signal,
    SignalKind,
    heads_of_others,
    news_of_others,
)
from qtrace.services.outcomes import Changes
from qtrace.ui.bench import Bench

TICK_MS = 500
SURE_TICKS = 2
"""Even while all is heard, the chains are read every second: scans are not told one by one."""
SILENT_MS = 5_000
"""A line without a beat for so long is taken for lost."""
Follow = Callable[[Callable[[Signal], None], Event], None]


class NewsWatch(QObject):
    """Tells the bench of changes that other stations committed, each once.

    Args:
        bench: gets the changes, and asks the chains.
        follow: speaks `Signal` values until it is stopped.
        executor: lends the thread for it.
        heads: where the chains of the others ended before any screen was opened; None: not known.
    """

    def __init__(
        self, bench: Bench, follow: Follow, executor: Executor, heads: Heads | None = None
    ) -> None:
        super().__init__()
        self._bench = bench
        self._heads: dict[int, int] | None = dict(heads) if heads is not None else None
        self._is_live = self._is_asking = self._must_ask = self._is_over = False
        self._early: set[tuple[int, int]] = set()
        self._ticks = 0
        self._silence = QElapsedTimer()
        self._silence.start()
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._timer.start()
        executor.listen("news", follow, self.take)
        self._ask()

    @property
    def is_live(self) -> bool:
        """True while news are told at once; False while they come by the clock."""
        return self._is_live

    def stop(self) -> None:
        """Ask no more, hear no more."""
        self._is_over = True
        self._timer.stop()

    def take(self, signal: Signal) -> None:
        """Take one signal of the listener."""
        if self._is_over:
            return
        self._silence.restart()
        self._is_live = signal.kind is not SignalKind.LOST
        if signal.told is not None:
            self._told(signal.told)
        elif signal.kind is not SignalKind.BEAT:
            self._ask()

    def _told(self, told: Announcement) -> None:
        """Pass on what is new; ask for what is missing before it, and for what it could not say."""
        if told.station_id == self._bench.station_id:
            return
        known = self._heads.get(told.station_id) if self._heads is not None else None
        if self._heads is None or known is None or told.objects is None:
            self._ask()
            return
        place = (told.station_id, told.sequence)
        if told.sequence <= known or place in self._early:
            return
        if told.sequence == known + 1:
            self._heads[told.station_id] = told.sequence
        else:
            self._early.add(place)
            self._ask()
        if told.is_done:
            self._bench.heard(Changes(told.objects, told.command_code, told.station_id))

    def _tick(self) -> None:
        self._ticks += 1
        if self._silence.elapsed() > SILENT_MS:
            self._is_live = False
        if not self._is_live or self._ticks % SURE_TICKS == 0:
            self._ask()

    def _ask(self) -> None:
        """Read the chains; once more afterwards if something came meanwhile."""
        self._must_ask = self._is_asking
        if self._is_asking or self._is_over:
            return
        self._is_asking = True
        if self._heads is None:
            self._bench.watch(heads_of_others, self._begin, failed=self._failed)
        else:
            heads: Final = dict(self._heads)
            self._bench.watch(news_of_others, self._heard, heads, failed=self._failed)

    def _begin(self, heads: Heads) -> None:
        if self._heads is None:
            self._heads = dict(heads)
        self._asked()

    def _heard(self, news: tuple[NewsItem, ...]) -> None:
        assert self._heads is not None
        for item in news:
            if item.sequence > self._heads.get(item.station_id, 0):
                self._heads[item.station_id] = item.sequence
                place = (item.station_id, item.sequence)
                if item.is_done and place not in self._early:
                    self._bench.heard(item.changes)
                self._early.discard(place)
        self._must_ask |= len(news) >= MOST
        self._asked()

    def _failed(self) -> None:
        self._is_asking = self._must_ask = False

    def _asked(self) -> None:
        self._is_asking = False
        if self._must_ask:
            self._ask()
