"""Tells persons that the review of a hold is past, whatever screen is open; nothing is lifted."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from qtrace.services.holds.commands import EscalateHolds
from qtrace.services.outcomes import Changes
from qtrace.services.people.accounts import SignedIn
from qtrace.services.reads import Reads
from qtrace.services.work import ObjectKind
from qtrace.ui.bench import Bench
from qtrace.ui.scan_desk import Notice
from qtrace.ui.theme.tokens import Status

if TYPE_CHECKING:
    from qtrace.services.holds.reviews import PastReview

EVERY: Final = timedelta(minutes=10)


class ReviewWatch(QObject):
    """Looks for past reviews at a sign-in and every ten minutes, and hears what others found.

    Whoever has the right notes in the history of a hold that its date is past, without anything
    being opened; its owner is told, and who may care for holds where nobody owns it.

    Signals:
        noticed: a `Notice` that names the hold.
    """

    noticed = Signal(object)

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self._bench = bench
        self._looked: datetime | None = None
        self._said: set[tuple[int, datetime]] = set()
        bench.changed.connect(self._heard)
        bench.person_changed.connect(self._person_changed)

    def tick(self) -> None:
        """Time goes on: look again if it is time."""
        now = self._bench.now()
        if self._looked is None or now - self._looked >= EVERY:
            self._look(self._tell_due)

    def _person_changed(self, _person: SignedIn | None) -> None:
        self._said.clear()
        self._look(self._tell_due)

    def _heard(self, changes: Changes) -> None:
        """Another station noted it: the persons here are told as well."""
        if changes.command_code == EscalateHolds.code:
            cases = {key for kind, key in changes.objects if kind == ObjectKind.CASE.value}
            self._look(lambda found: self._say([e for e in found if e.hold_id in cases]))

    def _look(self, then: "Callable[[tuple[PastReview, ...]], None]") -> None:
        person = self._bench.person
        if person is not None and self._bench.may(EscalateHolds.code):
            self._looked = self._bench.now()
            self._bench.watch(_past_reviews, then, person.person.person_id)

    def _tell_due(self, found: "tuple[PastReview, ...]") -> None:
        """Owners are told at every sign-in; what nobody noted is noted, and told by its news."""
        self._say([each for each in found if each.is_mine and each.is_told])
        if any(not each.is_told for each in found):
            self._bench.send(EscalateHolds(**self._bench.head()), lambda _outcome: None)

    def _say(self, found: "list[PastReview]") -> None:
        ours = [
            each for each in found
            if (each.is_mine or not each.is_owned)
            and (each.hold_id, each.review_by) not in self._said
        ]  # fmt: skip
        if not ours:
            return
        self._said |= {(each.hold_id, each.review_by) for each in ours}
        tr, first = self._bench.translator, ours[0]
        at = self._bench.local(first.review_by).strftime("%Y-%m-%d %H:%M")
        text = tr.say("The review of hold {hold} is past since {at}", hold=first.number, at=at)
        if len(ours) > 1:
            n = len(ours) - 1
            text = f"{text} " + tr.count("and {n} more", "and {n} more", n)
        next_step = tr.say("It stands. Extend it at the holds desk, or ask for its release.")
        self.noticed.emit(Notice(Status.HOLD, text, next_step, first.number))


def _past_reviews(reads: Reads, person_id: int) -> "tuple[PastReview, ...]":
    """Loaded with its first use, off the UI thread."""
    from qtrace.services.holds.reviews import past_reviews

    return past_reviews(reads, person_id)
