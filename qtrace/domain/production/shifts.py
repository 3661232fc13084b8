"""When shifts of a line begin, and since when a page of a shift tells."""

import re
from collections.abc import Sequence
from datetime import datetime, time, timedelta

from qtrace.domain.production.reasons import LineReason

MOST_SHIFTS = 6
SHORTEST = timedelta(hours=1)
"""A handover within the first hour of a shift is about the shift before."""
WITHOUT_TIMES = timedelta(hours=8)
LONGEST = timedelta(hours=24)
_TIME = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])")


def read_starts(texts: Sequence[str]) -> tuple[time, ...] | LineReason:
    """Times of the day at which shifts begin, in order, or why these are none.

    Args:
        texts: times as `08:00`, at most six, none twice; empty: the line has no shift times.
    """
    found = []
    for text in texts:
        match = _TIME.fullmatch(text)
        if match is None:
            return LineReason.SHIFT_TIME_INVALID
        found.append(time(int(match[1]), int(match[2])))
    if len(found) > MOST_SHIFTS or len(set(found)) != len(found):
        return LineReason.SHIFT_TIME_INVALID
    return tuple(sorted(found))


def shift_since(starts: Sequence[time], now: datetime, handed: datetime | None) -> datetime:
    """Since when the page of the shift that ends now tells.

    Args:
        starts: times of the day at which shifts begin, in order.
        now: aware local time of the plant.
        handed: end of the page that was signed last, or None.

    Returns:
        The end of the last page where it is less than a day old, so that nothing falls between
        two pages; else the beginning of the shift; without shift times the last eight hours.
    """
    if handed is not None and timedelta() < now - handed <= LONGEST:
        return handed
    if not starts:
        return now - WITHOUT_TIMES
    days = (now.date() - timedelta(days=2), now.date() - timedelta(days=1), now.date())
    begun = [datetime.combine(day, start, now.tzinfo) for day in days for start in starts]
    return max(at for at in begun if now - at >= SHORTEST)
