"""A typed code leads to a lot; several lots are offered, never guessed."""

from collections.abc import Callable
from dataclasses import replace

from qtrace.services.items_queries import ItemHit, find_item
from qtrace.ui.bench import Bench
from qtrace.ui.items.lot_view import FindDraft, LotView

MOST = 20


def one_per_lot(hits: tuple[ItemHit, ...]) -> tuple[ItemHit, ...]:
    """The first hit of every lot, in the order given."""
    found: dict[int, ItemHit] = {}
    for hit in hits:
        found.setdefault(hit.lot_id, hit)
    return tuple(found.values())


class Finder:
    """Looks typed codes up for the lot page."""

    def __init__(
        self, bench: Bench, read: Callable[[], LotView], show: Callable[[LotView], None]
    ) -> None:
        self._bench, self._read, self._show = bench, read, show

    def type(self, text: str) -> None:
        """The typed code changed: what was found for another one is no longer offered."""
        view = self._read()
        if text != view.find.text:
            self._show(replace(view, find=FindDraft(text)))

    def choose(self, number: int) -> None:
        """Choose hit `number`, as far as there are hits."""
        view = self._read()
        last = len(view.find.hits) - 1
        if last >= 0:
            chosen = max(0, min(last, number))
            self._show(replace(view, find=replace(view.find, chosen=chosen)))

    def find(self, opened: Callable[[int], None]) -> int | None:
        """Id of the chosen lot if the code was looked up already; else look it up.

        Args:
            opened: called with the id of the lot if the code leads to one alone.
        """
        find = self._read().find
        wanted = find.text.strip()
        if not wanted:
            return None
        if find.asked == wanted and find.hits:
            return find.hits[find.chosen].lot_id
        self._bench.ask(find_item, lambda hits: self._answered(wanted, hits, opened), wanted, MOST)
        return None

    def _answered(
        self, wanted: str, hits: tuple[ItemHit, ...], opened: Callable[[int], None]
    ) -> None:
        view = self._read()
        if view.find.text.strip() != wanted:
            return
        lots = one_per_lot(hits)
        self._show(replace(view, find=replace(view.find, asked=wanted, hits=lots, chosen=0)))
        if len(lots) == 1:
            opened(lots[0].lot_id)
