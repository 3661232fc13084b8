"""Dates of HIBC secondary data: the flag digit says how the expiry date is written.

Source: ANSI/HIBC 2.6, appendix F, table F1.
"""

from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from qtrace.domain.codes.characters import all_digits
from qtrace.domain.codes.dates import full_year, parse_yymmdd
from qtrace.domain.codes.label_reading import ordinal_day
from qtrace.domain.codes.reasons import CodeReason


class ExpiryForm(StrEnum):
    """How an expiry date can be written; the value is the layout of its digits."""

    MMYY = "MMYY"
    MMDDYY = "MMDDYY"
    YYMMDD = "YYMMDD"
    YYMMDDHH = "YYMMDDHH"
    YYJJJ = "YYJJJ"
    YYJJJHH = "YYJJJHH"
    YYYYMMDD = "YYYYMMDD"

    @property
    def has_hour(self) -> bool:
        """True if the hour of the day stands behind the date."""
        return self.value.endswith("HH")

    @property
    def part_name(self) -> str:
        """Name of the field, which tells its precision: month, day or hour."""
        if self is ExpiryForm.MMYY:
            return "expiry_month"
        return "expiry_hour" if self.has_hour else "expiry"


@dataclass(frozen=True, slots=True)
class FlaggedForm:
    """What a date flag announces: the form, and whether the flag is its first digit."""

    form: ExpiryForm
    is_part: bool = False


FORM_BY_FLAG: Final[Mapping[str, FlaggedForm | None]] = {
    "0": FlaggedForm(ExpiryForm.MMYY, is_part=True),
    "1": FlaggedForm(ExpiryForm.MMYY, is_part=True),
    "2": FlaggedForm(ExpiryForm.MMDDYY),
    "3": FlaggedForm(ExpiryForm.YYMMDD),
    "4": FlaggedForm(ExpiryForm.YYMMDDHH),
    "5": FlaggedForm(ExpiryForm.YYJJJ),
    "6": FlaggedForm(ExpiryForm.YYJJJHH),
    "7": None,
}
"""Forms by flag; 7 says that there is no date."""

FLAG_BY_FORM: Final[Mapping[ExpiryForm, str]] = {
    flagged.form: "" if flagged.is_part else flag
    for flag, flagged in FORM_BY_FLAG.items()
    if flagged is not None
}
"""Flag to write before a date of a form; YYYYMMDD has none, it is a supplement."""


def parse_expiry(value: str, form: ExpiryForm, ref_year: int) -> date | CodeReason:
    """Day meant by `value` in a two-digit-year `form` (MMYY: the month's last day), or the fault.

    Source: ANSI/HIBC 2.6, table F1; the century as in GS1 dates.

    Example:
        >>> parse_expiry("0926", ExpiryForm.MMYY, 2026)
        datetime.date(2026, 9, 30)
    """
    if len(value) != len(form.value) or not all_digits(value):
        return CodeReason.DATE_INVALID
    if form.has_hour and int(value[-2:]) > 23:
        return CodeReason.TIME_INVALID
    day = _READERS[form](value, ref_year)
    return CodeReason.DATE_INVALID if day is None else day


def write_expiry(day: date, form: ExpiryForm, hour: int) -> str:
    """Digits of `day` in `form`; `hour` (0 to 23) stands where the form has hours.

    Example:
        >>> write_expiry(date(2026, 2, 1), ExpiryForm.YYJJJHH, 7)
        '2603207'
    """
    fields = {
        "YYYY": f"{day.year:04}",
        "JJJ": f"{day.timetuple().tm_yday:03}",
        "YY": f"{day.year % 100:02}",
        "MM": f"{day.month:02}",
        "DD": f"{day.day:02}",
        "HH": f"{hour:02}",
    }
    text = form.value
    for letters, digits in fields.items():
        text = text.replace(letters, digits)
    return text


def month_end(day: date) -> date:
    """Last day of the month of `day`."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def _month(value: str, ref_year: int) -> date | None:
    return parse_yymmdd(f"{value[2:]}{value[:2]}00", ref_year, day_zero=True)


def _month_first(value: str, ref_year: int) -> date | None:
    return parse_yymmdd(f"{value[4:]}{value[:4]}", ref_year, day_zero=False)


def _year_first(value: str, ref_year: int) -> date | None:
    return parse_yymmdd(value[:6], ref_year, day_zero=False)


def _day_of_year(value: str, ref_year: int) -> date | None:
    return ordinal_day(full_year(int(value[:2]), ref_year), value[2:5])


_READERS: Final[Mapping[ExpiryForm, Callable[[str, int], date | None]]] = {
    ExpiryForm.MMYY: _month,
    ExpiryForm.MMDDYY: _month_first,
    ExpiryForm.YYMMDD: _year_first,
    ExpiryForm.YYMMDDHH: _year_first,
    ExpiryForm.YYJJJ: _day_of_year,
    ExpiryForm.YYJJJHH: _day_of_year,
}
