"""Tells a station at once that somebody holds what it has in sight: who, why, whom to call."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from qtrace.i18n.holds_reasons import hold_reason
from qtrace.ports import Tone
from qtrace.services.outcomes import Changes
from qtrace.services.reads import Reads
from qtrace.services.work import ObjectKind
from qtrace.ui.bench import Bench
from qtrace.ui.scan_desk import Notice
from qtrace.ui.theme.tokens import Status

if TYPE_CHECKING:
    from qtrace.services.holds.check import Covering

QUIET: Final = frozenset(
    {
        "MOVE_HOLD_REVIEW", "ESCALATE_HOLDS", "RECORD_HOLD_CHANGE", "REQUEST_RELEASE",
        "REJECT_RELEASE", "RELEASE_HOLD", "CONVERT_HOLD", "NARROW_HOLD", "DISPOSE_NCR",
        "ASSIGN_HOLD",
    }
)  # fmt: skip
"""Commands about cases that stop nothing new."""


class HoldWatch(QObject):
    """Listens to the news and looks up whether a new hold covers what is in sight.

    Args:
        bench: news and queries.
        watched: ids of the items that the open screen is about.

    Signals:
        noticed: a `Notice` that names the hold.
    """

    noticed = Signal(object)

    def __init__(self, bench: Bench, watched: Callable[[], tuple[int, ...]]) -> None:
        super().__init__()
        self._bench, self._watched = bench, watched
        bench.changed.connect(self._heard)

    def _heard(self, changes: Changes) -> None:
        """Ask about cases of other stations; what this one does it says itself."""
        cases = [key for kind, key in changes.objects if kind == ObjectKind.CASE.value]
        if not cases or self._bench.person is None or changes.command_code in QUIET:
            return
        if changes.station_id != self._bench.station_id:
            self._bench.watch(_new_covers, self._told, self._watched(), frozenset(cases))

    def _told(self, covers: "tuple[Covering, ...]") -> None:
        if covers:
            self._bench.tone(Tone.HOLD)
            self.noticed.emit(self._notice(covers[0]))

    def _notice(self, hold: "Covering") -> Notice:
        tr = self._bench.translator
        by = tr.name(hold.placed_by_en, hold.placed_by_zh)
        at = self._bench.local(hold.placed_at).strftime("%H:%M")
        text = tr.say(
            "Held by {by} at {at}: {reason}", by=by, at=at, reason=hold_reason(tr, hold.reason)
        )
        return Notice(
            Status.HOLD, text, tr.say("Stop and set it aside; call {by}", by=by), hold.number
        )


def _new_covers(
    reads: Reads, item_ids: tuple[int, ...], hold_ids: frozenset[int]
) -> "tuple[Covering, ...]":
    """Loaded with its first use, off the UI thread."""
    from qtrace.services.holds.news import new_covers

    return new_covers(reads, item_ids, hold_ids)
