"""Holding the lot: a reason, a severity that comes with it, words if there is time for them."""

from dataclasses import replace

from qtrace.domain.holds import HoldReason
from qtrace.domain.inspection import CharClass
from qtrace.services.holds_commands import PlaceHold
from qtrace.ui.items.lot_view import PRESET, HoldDraft, NewsCode, Pane
from qtrace.ui.items.sender import Facts, Sender


class HoldDesk:
    """The draft of a hold, and placing it."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def choose_reason(self, reason: str) -> None:
        """Choose why the lot is held; the reason brings its severity along."""
        view = self._sender.view
        hold = replace(view.hold, reason=HoldReason(reason), chosen=None)
        self._sender.show(replace(view, hold=hold, refusal=None))

    def choose_number(self, number: int) -> None:
        """Choose the reason on tile `number`, counted from 1."""
        reasons = tuple(PRESET)
        if 1 <= number <= len(reasons):
            self.choose_reason(reasons[number - 1].value)

    def choose_severity(self, severity: str) -> None:
        """Choose the severity of the hold."""
        view = self._sender.view
        hold = replace(view.hold, chosen=CharClass(severity))
        self._sender.show(replace(view, hold=hold))

    def note(self, text: str) -> None:
        """What was seen, in the person's words."""
        view = self._sender.view
        self._sender.show(replace(view, hold=replace(view.hold, note=text)))

    def place(self) -> None:
        """Hold the lot now; without a reason nothing happens."""
        view, bench = self._sender.view, self._sender.bench
        hold, severity = view.hold, view.hold.severity
        if hold.reason is None or severity is None:
            return
        command = PlaceHold(
            **bench.head(),
            hold_id=bench.new_id(),
            lot_id=view.lot_id,
            reason=hold.reason,
            severity=severity.value,
            note=hold.note.strip(),
        )
        self._sender.send(command, self._placed)

    def _placed(self, facts: Facts) -> None:
        view = replace(self._sender.view, hold=HoldDraft(), pane=Pane.OVERVIEW)
        self._sender.tell(view, NewsCode.HELD, facts)
