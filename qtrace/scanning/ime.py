"""Notices a scanner that types into an input method; what it sent is lost and must be said so.

With a Chinese input method switched on, letters of a burst become a composition and never arrive
as keys. Only their speed gives the scanner away: people compose with 80 ms and more between keys.
"""

from dataclasses import dataclass, field
from enum import StrEnum

_BURST_EVENTS = 8


class ImeVerdict(StrEnum):
    """What to do with an event of an input method."""

    PERSON = "person"
    BURST_SEEN = "burst_seen"
    BURST_GOES_ON = "burst_goes_on"


@dataclass(slots=True)
class ImeWatch:
    """Counts input method events that follow each other faster than a person types.

    Attributes:
        fast_ms: longest time between two events of a burst.
        text: what was composed or committed during the present burst.
    """

    fast_ms: int
    text: str = ""
    _last_ms: int | None = None
    _count: int = 0
    _commits: list[str] = field(default_factory=list)

    def feed(self, at_ms: int, preedit: str, commit: str) -> ImeVerdict:
        """Judge one event; the times come from the monotonic clock, the events carry none."""
        if self._last_ms is None or at_ms - self._last_ms > self.fast_ms:
            self._count = 0
            self._commits.clear()
        self._last_ms = at_ms
        self._count += 1
        if commit:
            self._commits.append(commit)
        self.text = "".join(self._commits) + preedit
        if self._count < _BURST_EVENTS:
            return ImeVerdict.PERSON
        return ImeVerdict.BURST_SEEN if self._count == _BURST_EVENTS else ImeVerdict.BURST_GOES_ON
