"""Content checks of GS1 data components, by the names the AI table uses.

A check returns None, or the reason code and the offset of the fault in the component.
Source: GS1 General Specifications, sections on check digits, check character pairs and the single
Application Identifiers.
"""

import re
from collections.abc import Callable, Mapping
from typing import Final

from qtrace.domain.codes.characters import CSET32, CSET82, all_digits
from qtrace.domain.codes.dates import parse_yymmdd, parse_yyyymmdd
from qtrace.domain.codes.reasons import CodeReason

Fault = tuple[CodeReason, int]
CodeLists = Mapping[str, frozenset[str]]
Check = Callable[[str, CodeLists], Fault | None]

_PRIMES: Final = (
    *(2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53),
    *(59, 61, 67, 71, 73, 79, 83, 89, 97, 101, 103, 107, 109, 113),
)
_WEIGHT82: Final = {character: weight for weight, character in enumerate(CSET82)}
MOD43: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%"
"""Characters of Code 39 in the order of their values; the only ones HIBC knows."""

_VALUE43: Final = {character: value for value, character in enumerate(MOD43)}
_ANY_YEAR: Final = 2000
"""Whether a day exists in YYMMDD depends on the century only for 00-02-29, never on 1900/2100."""


def mod10_digit(payload: str) -> str:
    """Check digit of `payload` (digits 0-9): weights 3, 1, 3 … from the right.

    Example:
        >>> mod10_digit("950600013435")
        '2'
    """
    total = sum(map(int, payload[::-2])) * 3 + sum(map(int, payload[-2::-2]))
    return str(-total % 10)


def mod10_ok(digits: str) -> bool:
    """True if the last digit is the mod 10 check digit of the others."""
    return mod10_digit(digits[:-1]) == digits[-1]


def check_pair(payload: str) -> str:
    """Check character pair of a GMN or Master UDI-DI payload (CSET 82, up to 30 characters).

    Source: GS1 General Specifications, "Check character calculation for alphanumeric keys".

    Example:
        >>> check_pair("1987654Ad4X4bL5ttr2310c")
        '2K'
    """
    total = sum(
        _WEIGHT82[character] * prime
        for character, prime in zip(reversed(payload), _PRIMES, strict=False)
    )
    high, low = divmod(total % 1021, 32)
    return CSET32[high] + CSET32[low]


def mod43_character(payload: str) -> str:
    """Check character of `payload` (characters of `MOD43`): their values' sum modulo 43.

    Source: ANSI/HIBC 2.6, appendix on the modulo 43 check character.

    Example:
        >>> mod43_character("+A123BJC5D6E71")
        'G'
    """
    return MOD43[sum(_VALUE43[character] for character in payload) % 43]


def mod37_2(payload: str) -> int:
    """ISO/IEC 7064 mod 37-2 check value (0 to 36) of `payload` (characters 0-9 and A-Z).

    Source: ISO/IEC 7064, pure systems; ICCBBA ST-001 appendix A.2 for donation numbers.

    Example:
        >>> mod37_2("G123417654321")
        10
    """
    total = 0
    for character in payload:
        total = (total + int(character, 36)) * 2 % 37
    return (38 - total) % 37


def _mod10(value: str, _lists: CodeLists) -> Fault | None:
    return None if mod10_ok(value) else (CodeReason.CHECK_DIGIT, len(value) - 1)


def _pair(value: str, _lists: CodeLists) -> Fault | None:
    good = len(value) > 2 and check_pair(value[:-2]) == value[-2:]
    return None if good else (CodeReason.CHECK_PAIR, max(0, len(value) - 2))


def _prefix(value: str, _lists: CodeLists) -> Fault | None:
    good = len(value) >= 4 and all_digits(value[:4])
    return None if good else (CodeReason.COMPANY_PREFIX, 0)


def _date0(value: str, _lists: CodeLists) -> Fault | None:
    good = parse_yymmdd(value, _ANY_YEAR, day_zero=True) is not None
    return None if good else (CodeReason.DATE_INVALID, 0)


def _date(value: str, _lists: CodeLists) -> Fault | None:
    good = parse_yymmdd(value, _ANY_YEAR, day_zero=False) is not None
    return None if good else (CodeReason.DATE_INVALID, 0)


def _date8(value: str, _lists: CodeLists) -> Fault | None:
    return None if parse_yyyymmdd(value) is not None else (CodeReason.DATE_INVALID, 0)


def _pattern(pattern: str, code: CodeReason = CodeReason.CONTENT_INVALID) -> Check:
    compiled = re.compile(pattern + r"\Z")

    def check(value: str, _lists: CodeLists) -> Fault | None:
        return None if compiled.match(value) else (code, 0)

    return check


def _at_most(limit: int) -> Check:
    def check(value: str, _lists: CodeLists) -> Fault | None:
        return None if int(value) <= limit else (CodeReason.CONTENT_INVALID, 0)

    return check


def _member(name: str, code: CodeReason, *extra: str) -> Check:
    def check(value: str, lists: CodeLists) -> Fault | None:
        return None if value in extra or value in lists[name] else (code, 0)

    return check


def _piece(value: str, _lists: CodeLists) -> Fault | None:
    piece, total = int(value[:2]), int(value[2:])
    return None if 1 <= piece <= total else (CodeReason.CONTENT_INVALID, 0)


def _birth(value: str, _lists: CodeLists) -> Fault | None:
    good = re.fullmatch(r"[1-9]/[1-9]", value) is not None and value[0] <= value[2]
    return None if good else (CodeReason.CONTENT_INVALID, 0)


def _media(value: str, _lists: CodeLists) -> Fault | None:
    good = 1 <= int(value) <= 10 or int(value) >= 80
    return None if good else (CodeReason.CONTENT_INVALID, 0)


def _iban(value: str, lists: CodeLists) -> Fault | None:
    if re.fullmatch(r"[A-Z]{2}[0-9]{2}[0-9A-Z]+", value) is None:
        return (CodeReason.CONTENT_INVALID, 0)
    if value[:2] not in lists["country2"] and value[:2] != "XK":
        return (CodeReason.COUNTRY_UNKNOWN, 0)
    number = "".join(str(int(character, 36)) for character in value[4:] + value[:4])
    return None if int(number) % 97 == 1 else (CodeReason.CONTENT_INVALID, 2)


CHECKS: Final[Mapping[str, Check]] = {
    "mod10": _mod10,
    "pair": _pair,
    "prefix": _prefix,
    "date0": _date0,
    "date": _date,
    "date8": _date8,
    "hhmm": _pattern("(?:[01][0-9]|2[0-3])[0-5][0-9]", CodeReason.TIME_INVALID),
    "hour": _pattern("(?:[01][0-9]|2[0-3])", CodeReason.TIME_INVALID),
    "minute": _pattern("[0-5][0-9]", CodeReason.TIME_INVALID),
    "second": _pattern("[0-5][0-9]", CodeReason.TIME_INVALID),
    "zero": _pattern("0"),
    "nonzero": _pattern("0*[1-9][0-9]*"),
    "nolead0": _pattern("(?:0|[1-9][0-9]*)"),
    "nondigit": _pattern(".*[^0-9].*"),
    "yesno": _pattern("[01]"),
    "winding": _pattern("[019]"),
    "minus": _pattern("-"),
    "sex": _pattern("[0129]"),
    "importer": _pattern("[-0-9A-Z_a-z]"),
    "percent": _pattern("(?:[^%]|%[0-9A-Fa-f]{2})*"),
    "latitude": _at_most(1_800_000_000),
    "longitude": _at_most(3_600_000_000),
    "country": _member("country", CodeReason.COUNTRY_UNKNOWN),
    "country999": _member("country", CodeReason.COUNTRY_UNKNOWN, "999"),
    "country2": _member("country2", CodeReason.COUNTRY_UNKNOWN),
    "currency": _member("currency", CodeReason.CURRENCY_UNKNOWN),
    "piece": _piece,
    "birth": _birth,
    "media": _media,
    "iban": _iban,
}
