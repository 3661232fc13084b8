"""Date formats as data: `YYMMDD`, `DD.MM.YYYY`, `YYJJJ`, `YYWW` and their like.

Source: notation of ANSI MH10.8.2 category 4 (dates); weeks and days of a year by ISO 8601.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Final

from qtrace.domain.codes.characters import all_digits
from qtrace.domain.codes.dates import full_year
from qtrace.domain.codes.label_reading import ordinal_day

_TOKEN: Final = re.compile(r"YYYY|YY|MM|DD|JJJ|WW|[-./ ]")
_SEPARATORS: Final = "-./ "
_SHAPES: Final = (frozenset({"MM"}), frozenset({"MM", "DD"}), frozenset({"JJJ"}), frozenset({"WW"}))


@dataclass(frozen=True, slots=True)
class DateFormat:
    """A format of fixed length; `tokens` are year, month, day, day of year, week, separators."""

    tokens: tuple[str, ...]

    @property
    def length(self) -> int:
        """Characters of every date in this format."""
        return sum(map(len, self.tokens))

    def read(self, text: str, ref_year: int, *, latest: bool) -> date | None:
        """The day that `text` means, or None.

        Args:
            text: the date as it was carried.
            ref_year: the current year, for the century window of two-digit years.
            latest: a month or week means its last day, else its first.
        """
        values: dict[str, int] = {}
        place = 0
        for token in self.tokens:
            piece = text[place : place + len(token)]
            place += len(token)
            if token in _SEPARATORS:
                if piece != token:
                    return None
            elif len(piece) == len(token) and all_digits(piece):
                values[token] = int(piece)
            else:
                return None
        if place != len(text):
            return None
        return _day(values, ref_year, latest=latest)

    def write(self, day: date) -> str:
        """`day` in this format; a month or week keeps no day."""
        iso = day.isocalendar()
        year = iso.year if "WW" in self.tokens else day.year
        texts = {
            "YYYY": f"{year:04}",
            "YY": f"{year % 100:02}",
            "MM": f"{day.month:02}",
            "DD": f"{day.day:02}",
            "JJJ": f"{day.timetuple().tm_yday:03}",
            "WW": f"{iso.week:02}",
        }
        return "".join(texts.get(token, token) for token in self.tokens)


def date_format(text: str) -> DateFormat | None:
    """The format that `text` notes, or None if it is none.

    Needed are one year, and a month with or without day, a day of the year, or a week.
    """
    tokens: list[str] = []
    place = 0
    while place < len(text):
        match = _TOKEN.match(text, place)
        if match is None:
            return None
        tokens.append(match.group())
        place = match.end()
    parts = [token for token in tokens if token not in _SEPARATORS]
    years = [token for token in parts if token[0] == "Y"]
    others = frozenset(parts) - frozenset(years)
    if len(years) != 1 or len(parts) != len(set(parts)) or others not in _SHAPES:
        return None
    return DateFormat(tuple(tokens))


def _day(values: dict[str, int], ref_year: int, *, latest: bool) -> date | None:
    year = values["YYYY"] if "YYYY" in values else full_year(values["YY"], ref_year)
    if not 1 <= year <= 9998:
        return None
    if "JJJ" in values:
        return ordinal_day(year, f"{values['JJJ']:03}")
    if "WW" in values:
        last = date(year, 12, 28).isocalendar().week
        if not 1 <= values["WW"] <= last:
            return None
        return date.fromisocalendar(year, values["WW"], 7 if latest else 1)
    month = values["MM"]
    if not 1 <= month <= 12:
        return None
    last = monthrange(year, month)[1]
    day = values.get("DD", last if latest else 1)
    return date(year, month, day) if 1 <= day <= last else None
