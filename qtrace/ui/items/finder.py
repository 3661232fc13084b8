"""A typed code leads to a lot; several lots are offered, never guessed."""

from collections.abc import Callable
from dataclasses import replace

from qtrace.services.items.queries import ItemHit, find_item
from qtrace.ui.items.lot_view import FindDraft
from qtrace.ui.items.sender import Sender

MOST = 20


def one_per_lot(hits: tuple[ItemHit, ...]) -> tuple[ItemHit, ...]:
    """The first hit of every lot, in the order given."""
    found: dict[int, ItemHit] = {}
    for hit in hits:
        found.setdefault(hit.lot_id, hit)
    return tuple(found.values())


class FindDesk:
    """The typed code, and looking it up.

    Args:
        sender: the view.
        opened: called with the id of the lot that the code leads to.
    """

    def __init__(self, sender: Sender, opened: Callable[[int], None]) -> None:
        self._sender, self._opened = sender, opened

    def type(self, text: str) -> None:
        """The typed code changed: what was found for another one is no longer offered."""
        view = self._sender.view
        if text != view.find.text:
            self._sender.show(replace(view, find=FindDraft(text)))

    def choose(self, number: int) -> None:
        """Choose hit `number`, as far as there are hits."""
        view = self._sender.view
        last = len(view.find.hits) - 1
        if last >= 0:
            chosen = max(0, min(last, number))
            self._sender.show(replace(view, find=replace(view.find, chosen=chosen)))

    def move(self, step: int) -> None:
        """Choose the hit `step` rows further."""
        self.choose(self._sender.view.find.chosen + step)

    def find(self) -> None:
        """Look the code up, or open the chosen lot if it is looked up already."""
        find = self._sender.view.find
        wanted = find.text.strip()
        if not wanted:
            return
        if find.asked == wanted and find.hits:
            self._opened(find.hits[find.chosen].lot_id)
            return
        bench = self._sender.bench
        bench.ask(find_item, lambda hits: self._answered(wanted, hits), wanted, MOST)

    def _answered(self, wanted: str, hits: tuple[ItemHit, ...]) -> None:
        view = self._sender.view
        if view.find.text.strip() != wanted:
            return
        lots = one_per_lot(hits)
        find = replace(view.find, asked=wanted, hits=lots, chosen=0)
        self._sender.show(replace(view, find=find))
        if len(lots) == 1:
            self._opened(lots[0].lot_id)
