"""Supplier certificates: finding values in the text of a file, and judging them by the plan.

What is found is a proposal with its line and page: a person looks at the paper and confirms it.

Source: EN 10204:2004 clause 4 (a certificate of type 3.1 states results of the delivered goods);
ISO 13485:2016 clause 7.4.3 (verification of purchased product by its certificate).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from qtrace.domain.inspection import canonical_text

MOST_VALUES: Final = 200
"""Values of one characteristic in one certificate."""
_NUMBER: Final = re.compile(
    r"(?<![0-9A-Za-z.,\-])[+-]?[0-9]{1,9}(?:\.[0-9]{1,9})?(?![0-9A-Za-z.,]*[0-9])"
)
_REQUIREMENT: Final = re.compile(
    r"(?:±|\+/-|\+-|[≤≥<>]=?|max\.?|min\.?|不大于|不小于)\s*[0-9]+(?:\.[0-9]+)?"
    r"|[0-9]+(?:\.[0-9]+)?\s*(?:~|…|\.\.\.|–|—|to|至|-)\s*[0-9]+(?:\.[0-9]+)?",
    re.IGNORECASE,
)
_SPACES: Final = re.compile(r"\s+")


class CertificateReason(StrEnum):
    """Why values of a certificate were not kept; the values never change."""

    CERTIFICATE_VALUE = "CERTIFICATE_VALUE"
    CERTIFICATE_EMPTY = "CERTIFICATE_EMPTY"
    CERTIFICATE_NOT_PLANNED = "CERTIFICATE_NOT_PLANNED"
    CERTIFICATE_VALUE_EXISTS = "CERTIFICATE_VALUE_EXISTS"
    CERTIFICATE_VALUE_CHANGED = "CERTIFICATE_VALUE_CHANGED"
    CERTIFICATE_DECIDED = "CERTIFICATE_DECIDED"
    CERTIFICATE_DIVIDED = "CERTIFICATE_DIVIDED"
    CERTIFICATE_FILE = "CERTIFICATE_FILE"


_MEDIA: Final = (
    (b"%PDF-", "application/pdf"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
)


def media_of(content: bytes) -> str | None:
    """Media type of a file that a certificate may be kept as: PDF, JPEG or PNG; else None."""
    return next((media for mark, media in _MEDIA if content.startswith(mark)), None)


@dataclass(frozen=True, slots=True)
class WantedValue:
    """A measured characteristic that a certificate may carry.

    Attributes:
        key: id of the characteristic.
        names: how it may be called.
        requirement: nominal value and limits; they are no results.
    """

    key: int
    names: tuple[str, ...]
    requirement: tuple[Decimal, ...]


@dataclass(frozen=True, slots=True)
class FoundValue:
    """A number that stands behind the name of a characteristic.

    Attributes:
        page: from 1.
        line: the whole line, for the person who confirms.
    """

    key: int
    value: str
    page: int
    line: str


def find_values(pages: Sequence[str], wanted: Sequence[WantedValue]) -> tuple[FoundValue, ...]:
    """Numbers that stand behind the names of characteristics, in the order of the text.

    The longest name that begins a line or stands in it wins; numbers that state the requirement
    (nominal value, limits, tolerances, ranges) are left out.

    Example:
        >>> size = WantedValue(7, ("Inner dia.",), (Decimal("12"),))
        >>> [each.value for each in find_values(("Inner dia. 12 ±0.1  12.03 11.98",), (size,))]
        ['12.03', '11.98']
    """
    names = sorted(
        ((_folded(name), each) for each in wanted for name in each.names if name.strip()),
        key=lambda pair: -len(pair[0]),
    )
    found: list[FoundValue] = []
    for page, text in enumerate(pages, start=1):
        for line in text.splitlines():
            folded = _folded(line)
            hit = next(((name, each) for name, each in names if name in folded), None)
            if hit is not None:
                behind = folded.partition(hit[0])[2]
                found += [
                    FoundValue(hit[1].key, value, page, line.strip()[:200])
                    for value in _results(behind, hit[1].requirement)
                ]
    return tuple(found[: MOST_VALUES * max(1, len(wanted))])


def _folded(text: str) -> str:
    return _SPACES.sub(" ", text).strip().casefold()


def _results(text: str, requirement: Sequence[Decimal]) -> list[str]:
    rest = _REQUIREMENT.sub(" ", text)
    numbers = [match.group() for match in _NUMBER.finditer(rest)]
    return [number for number in numbers if Decimal(number) not in requirement]


@dataclass(frozen=True, slots=True)
class CertificateVerdict:
    """What one value of a certificate is worth; `distance` as in an inspection, signed."""

    is_good: bool
    distance: str = ""


def judge_certified(value: Decimal, lsl: Decimal | None, usl: Decimal | None) -> CertificateVerdict:
    """Whether a certified value lies within the plan's limits; a limit itself is within.

    Example:
        >>> judge_certified(Decimal("12.13"), Decimal("11.9"), Decimal("12.1"))
        CertificateVerdict(is_good=False, distance='+0.03')
    """
    if usl is not None and value > usl:
        return CertificateVerdict(is_good=False, distance=f"+{canonical_text(value - usl, 0)}")
    if lsl is not None and value < lsl:
        return CertificateVerdict(is_good=False, distance=canonical_text(value - lsl, 0))
    return CertificateVerdict(is_good=True)
