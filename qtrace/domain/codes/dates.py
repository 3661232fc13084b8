"""Dates in codes: two-digit years by a sliding window, day 00 as the last day of the month."""

from calendar import monthrange
from datetime import date

from qtrace.domain.codes.characters import all_digits


def full_year(two_digits: int, ref_year: int) -> int:
    """Year meant by `two_digits` as seen from `ref_year` (51 and more ahead: past century).

    Source: GS1 General Specifications, "Determination of century in dates".

    Example:
        >>> full_year(76, 2026), full_year(77, 2026), full_year(0, 2051)
        (2076, 1977, 2100)
    """
    century = ref_year - ref_year % 100
    ahead = two_digits - ref_year % 100
    if ahead >= 51:
        century -= 100
    elif ahead <= -50:
        century += 100
    return century + two_digits


def parse_yymmdd(text: str, ref_year: int, *, day_zero: bool) -> date | None:
    """Day meant by six digits YYMMDD, or None; day 00 is the month's last day if allowed."""
    if len(text) != 6 or not all_digits(text):
        return None
    return _day(full_year(int(text[:2]), ref_year), text[2:], day_zero=day_zero)


def parse_yyyymmdd(text: str) -> date | None:
    """Day meant by eight digits YYYYMMDD, or None."""
    if len(text) != 8 or not all_digits(text):
        return None
    return _day(int(text[:4]), text[4:], day_zero=False)


def _day(year: int, mmdd: str, *, day_zero: bool) -> date | None:
    month, day = int(mmdd[:2]), int(mmdd[2:])
    if not (1 <= month <= 12 and 1 <= year <= 9999):
        return None
    last = monthrange(year, month)[1]
    if day == 0:
        return date(year, month, last) if day_zero else None
    return date(year, month, day) if day <= last else None
