"""The values a GS1 text is read into."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from qtrace.domain.codes.reasons import Agency, Reason, Verdict


class Syntax(StrEnum):
    """How the text was written."""

    ELEMENT_STRING = "element_string"
    BRACKETED = "bracketed"
    DIGITAL_LINK = "digital_link"
    GTIN = "gtin"
    MERGED = "merged"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Element:
    """One Application Identifier with its data.

    `value` is the data exactly as it was carried; `day` is the date it means, if it is a date
    (day 00 becomes the last day of the month); `position` is its AI's place in the raw text.
    """

    ai: str
    value: str
    position: int
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a text: its elements in the order they were found, each AI once."""

    elements: tuple[Element, ...] = ()

    def get(self, ai: str) -> str | None:
        """Data of `ai` as it was carried, or None."""
        return next((element.value for element in self.elements if element.ai == ai), None)

    def day(self, ai: str) -> date | None:
        """Date that `ai` means, or None."""
        return next((element.day for element in self.elements if element.ai == ai), None)

    def values(self) -> dict[str, str]:
        """Data by AI, in the order found."""
        return {element.ai: element.value for element in self.elements}

    @property
    def di(self) -> str | None:
        """Device identifier: the GTIN with 14 digits (AI 01, or AI 03 made to order)."""
        return self.get("01") or self.get("03")

    @property
    def content(self) -> str | None:
        """GTIN of the items inside a logistic unit (AI 02); never a device identifier."""
        return self.get("02")

    @property
    def lot(self) -> str | None:
        """Lot number (AI 10)."""
        return self.get("10")

    @property
    def serial(self) -> str | None:
        """Serial number (AI 21)."""
        return self.get("21")

    @property
    def expiry(self) -> date | None:
        """Last day of use (AI 17, else the day of AI 7003)."""
        return self.day("17") or self.day("7003")

    @property
    def mfg(self) -> date | None:
        """Day of production (AI 11, else the day of AI 8008)."""
        return self.day("11") or self.day("8008")


@dataclass(frozen=True, slots=True)
class GS1Message:
    """A text judged as GS1 data; act on its fields only when the verdict is valid.

    Attributes:
        raw: the input, untouched.
        syntax: how it was written.
        verdict: how far it may be trusted.
        reading: the literal reading; when invalid, what could be read before the fault.
        reasons: every finding, in the order of the text.
        alternatives: other readings, best first, when a separator seems to be lost.
        marked: the symbol or a leading GS said that this is GS1 data.
        separators: group separators after a variable-length field (none ever: check the scanner).
    """

    raw: str
    syntax: Syntax
    verdict: Verdict
    reading: Reading = Reading()
    reasons: tuple[Reason, ...] = ()
    alternatives: tuple[Reading, ...] = ()
    marked: bool = False
    separators: int = 0

    @property
    def agency(self) -> Agency:
        """Always GS1."""
        return Agency.GS1

    @property
    def alternative(self) -> Reading | None:
        """The most likely other reading of a suspect text."""
        return self.alternatives[0] if self.alternatives else None

    @property
    def di(self) -> str | None:
        """Device identifier of the literal reading."""
        return self.reading.di

    @property
    def content(self) -> str | None:
        """GTIN inside a logistic unit, of the literal reading."""
        return self.reading.content

    @property
    def lot(self) -> str | None:
        """Lot number of the literal reading."""
        return self.reading.lot

    @property
    def serial(self) -> str | None:
        """Serial number of the literal reading."""
        return self.reading.serial

    @property
    def expiry(self) -> date | None:
        """Expiry date of the literal reading."""
        return self.reading.expiry

    @property
    def mfg(self) -> date | None:
        """Production date of the literal reading."""
        return self.reading.mfg

    def get(self, ai: str) -> str | None:
        """Data of `ai` in the literal reading, or None."""
        return self.reading.get(ai)


def has_codes(reasons: Iterable[Reason], *codes: str) -> bool:
    """True if one of `reasons` has one of `codes`."""
    return any(reason.code in codes for reason in reasons)
