"""How every act of the lot page is sent: once, with its answer put into the view."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from qtrace.services.commands import Command
from qtrace.services.outcomes import Done, Outcome, Refusal
from qtrace.ui.bench import Bench
from qtrace.ui.items.lot_view import LotView, News, NewsCode

Facts = Mapping[str, str]


class Sender:
    """Reads and shows the view for the desks, and sends their commands.

    Attributes:
        bench: the way to the services.
    """

    def __init__(
        self, bench: Bench, read: Callable[[], LotView], show: Callable[[LotView], None]
    ) -> None:
        self.bench = bench
        self._read, self._show = read, show

    @property
    def view(self) -> LotView:
        """The view as it is now."""
        return self._read()

    def show(self, view: LotView) -> None:
        """Make `view` the state."""
        self._show(view)

    def tell(self, view: LotView, code: NewsCode, facts: Facts) -> None:
        """Show `view` with what was done last."""
        news = News(code, self.bench.now(), facts)
        self._show(replace(view, news=news, busy=False, refusal=None))

    def send(
        self,
        command: Command,
        done: Callable[[Facts], None],
        refused: Callable[[Refusal], bool] = lambda _refusal: False,
    ) -> None:
        """Send `command`; a second press before the answer does nothing.

        Args:
            command: the wish.
            done: called with the facts of the outcome.
            refused: called with a refusal; True if it was dealt with, else it is shown.
        """
        view = self.view
        if view.busy:
            return
        self._show(replace(view, busy=True, refusal=None, news=None))

        def answered(outcome: Outcome) -> None:
            if isinstance(outcome, Done):
                done(outcome.facts)
            elif not refused(outcome):
                self._show(replace(self.view, busy=False, refusal=outcome))

        self.bench.send(command, answered)
