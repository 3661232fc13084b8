"""Registering a supplier paper that has come."""

from dataclasses import replace

from qtrace.services.receiving.commands import RegisterPaper
from qtrace.ui.items.lot_view import NewsCode, PaperDraft
from qtrace.ui.items.sender import Facts, Sender


class PaperDesk:
    """The draft of a paper, and registering it."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def choose(self, kind: str) -> None:
        """Choose the kind of the paper."""
        view = self._sender.view
        self._sender.show(replace(view, paper=replace(view.paper, kind=kind), refusal=None))

    def number(self, text: str) -> None:
        """Number of the paper as it is printed on it."""
        view = self._sender.view
        self._sender.show(replace(view, paper=replace(view.paper, number=text), refusal=None))

    def register(self) -> None:
        """Register the paper; without kind or number nothing happens."""
        view, bench = self._sender.view, self._sender.bench
        kind, number = view.paper.kind, view.paper.number.strip()
        if not kind or not number:
            return
        command = RegisterPaper(
            **bench.head(),
            paper_id=bench.new_id(),
            lot_id=view.lot_id,
            kind=kind,
            number=number,
        )

        def registered(facts: Facts) -> None:
            told = {**facts, "kind": kind, "number": number}
            now = replace(self._sender.view, paper=PaperDraft())
            self._sender.tell(now, NewsCode.PAPER_REGISTERED, told)

        self._sender.send(command, registered)
