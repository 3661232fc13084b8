"""Which symbols of a stream of pictures become scans: agreed upon by two pictures, and only once.

A label lies before the camera for seconds, and every picture shows it again; it is one scan until
it was out of sight for a while. Pure: the time comes in.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from qtrace.scanning.engines import Seen
from qtrace.scanning.gates import CHECKED_FORMATS, is_weak

AWAY_S: Final = 1.5
"""A symbol that was out of sight for so long is a new scan when it comes back."""
AGREE_S: Final = 1.0
"""Two readings of a weak symbol must come within this time."""


@dataclass(frozen=True, slots=True)
class _Sight:
    """One symbol in view: when it was seen last, how often, whether it was delivered."""

    at_s: float
    times: int
    delivered: bool


def _needs_two(one: Seen) -> bool:
    """True if one picture is not enough for a symbol."""
    return is_weak(one.format, one.data) or (one.format in CHECKED_FORMATS and not one.proven)


class Acceptance:
    """Turns sights into scans."""

    def __init__(self) -> None:
        self._sights: dict[tuple[str, bytes], _Sight] = {}

    def take(self, seen: Iterable[Seen], now_s: float) -> list[Seen]:
        """The symbols of one picture that are scans now.

        Args:
            seen: symbols of the picture.
            now_s: when it was taken, monotonic seconds.
        """
        self._forget(now_s)
        return [one for one in seen if self._is_news(one, now_s)]

    def was_delivered(self, one: Seen) -> bool:
        """True while the symbol is in view and its scan was delivered."""
        sight = self._sights.get((one.format, one.data))
        return sight is not None and sight.delivered

    def _is_news(self, one: Seen, now_s: float) -> bool:
        key = (one.format, one.data)
        before = self._sights.get(key, _Sight(now_s, 0, delivered=False))
        times = before.times + 1 if now_s - before.at_s <= AGREE_S else 1
        ready = times >= (2 if _needs_two(one) else 1)
        self._sights[key] = _Sight(now_s, times, before.delivered or ready)
        return ready and not before.delivered

    def _forget(self, now_s: float) -> None:
        """Drop what was out of sight for too long."""
        self._sights = {
            key: sight for key, sight in self._sights.items() if now_s - sight.at_s < AWAY_S
        }
