"""Asks for news of other stations twice a second; a cheap read beside the writer."""

from datetime import datetime, timedelta

from PySide6.QtCore import QObject, QTimer

from qtrace.services.news import NewsItem, news_of_others
from qtrace.ui.bench import Bench

INTERVAL_MS = 500
OVERLAP = timedelta(seconds=5)
"""Commits of others may become visible a little after their entry time."""


class NewsWatch(QObject):
    """Tells the bench of changes that other stations committed, each once."""

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self._bench = bench
        self._since: datetime = bench.now()
        self._seen: dict[int, datetime] = {}
        self._timer = QTimer(self, interval=INTERVAL_MS)
        self._timer.timeout.connect(self._ask)
        self._timer.start()

    def stop(self) -> None:
        """Ask no more."""
        self._timer.stop()

    def _ask(self) -> None:
        if self._bench.person is not None:
            self._bench.watch(news_of_others, self._heard, self._since - OVERLAP)

    def _heard(self, news: tuple[NewsItem, ...]) -> None:
        for item in news:
            if item.record_id not in self._seen:
                self._seen[item.record_id] = item.entered_at
                self._since = max(self._since, item.entered_at)
                self._bench.heard(item.changes)
        oldest = self._since - 2 * OVERLAP
        self._seen = {key: at for key, at in self._seen.items() if at >= oldest}
