"""Blind double entry: what is typed by hand from a bag is typed twice, the second time unseen."""

from dataclasses import dataclass, replace
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Twice:
    """One field that is typed twice.

    Attributes:
        first: what was typed first; None before.
        value: what both entries agree on; None while they do not.
        is_done: True when both agree, or when the person says that nothing is there.
        differs: True right after two entries that do not agree.
    """

    first: str | None = None
    value: str | None = None
    is_done: bool = False
    differs: bool = False


def entered(twice: Twice, text: str) -> Twice:
    """`twice` after Enter on `text`; an empty first entry means that nothing stands there.

    Example:
        >>> entered(entered(Twice(), "7F42"), "7F42").value
        '7F42'
        >>> entered(entered(Twice(), "7F42"), "7F24").differs
        True
    """
    typed = text.strip()
    if twice.first is None:
        if not typed:
            return Twice(is_done=True)
        return replace(twice, first=typed, differs=False)
    if typed == twice.first:
        return Twice(first=typed, value=typed, is_done=True)
    return Twice(differs=True)


def read_day(text: str) -> date | None:
    """The day that `text` writes: `2031-11-05`, `20311105`, `2031.11.05` or `2031/11/05`.

    Two-digit years are not guessed. None if it is no day.

    Example:
        >>> read_day("2031.11.05"), read_day("311105")
        (datetime.date(2031, 11, 5), None)
    """
    plain = text.strip().replace(".", "-").replace("/", "-")
    for layout in ("%Y-%m-%d", "%Y%m%d"):
        try:
            day = datetime.strptime(plain, layout).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
        if day.year >= 2000:
            return day
    return None
