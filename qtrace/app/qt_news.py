"""Asks for news of other stations twice a second; a cheap read beside the writer."""

from PySide6.QtCore import QObject, QTimer

from qtrace.services.news import Heads, NewsItem, heads_of_others, news_of_others
from qtrace.ui.bench import Bench

INTERVAL_MS = 500


class NewsWatch(QObject):
    """Tells the bench of changes that other stations committed, each once."""

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self._bench = bench
        self._heads: dict[int, int] | None = None
        self._timer = QTimer(self, interval=INTERVAL_MS)
        self._timer.timeout.connect(self._ask)
        self._timer.start()
        bench.watch(heads_of_others, self._begin)

    def stop(self) -> None:
        """Ask no more."""
        self._timer.stop()

    def _begin(self, heads: Heads) -> None:
        self._heads = dict(heads)

    def _ask(self) -> None:
        if self._bench.person is None:
            return
        if self._heads is None:
            self._bench.watch(heads_of_others, self._begin)
        else:
            self._bench.watch(news_of_others, self._heard, dict(self._heads))

    def _heard(self, news: tuple[NewsItem, ...]) -> None:
        assert self._heads is not None
        for item in news:
            if item.sequence > self._heads.get(item.station_id, 0):
                self._heads[item.station_id] = item.sequence
                self._bench.heard(item.changes)
