"""The codes of the check sheet: what they carry, and what each of them reveals.

None of them is a label: the first three begin like nothing that is read, the element strings have
company-internal identifiers only, and the last names an issuer that does not exist.
"""

from enum import StrEnum
from typing import Final

from qtrace.domain.codes.characters import GS


class Check(StrEnum):
    """The codes in the order in which they are scanned."""

    LETTERS = "letters"
    SIGNS = "signs"
    OTHERS = "others"
    GS1 = "gs1"
    PLAIN = "plain"
    SPACE = "space"

    @property
    def number(self) -> int:
        """Its number on the sheet, from 1."""
        return CHECKS.index(self) + 1

    @property
    def is_gs1(self) -> bool:
        """True for the one symbol with FNC1 in the first place."""
        return self is Check.GS1


CHECKS: Final = tuple(Check)

BEFORE_GS: Final = "91QTRACE"
BEHIND_GS: Final = "92CHECK"

#: Letters that layouts swap, in both cases, and the digits that French keyboards have on Shift.
#: Then the signs of GS1 character set 82, and those outside it; a digit follows what may become a
#: dead key. The fourth needs a separator, the fifth looks like an element string and is none, the
#: last is a HIBC code whose check character is a space.
CONTENTS: Final = {
    Check.LETTERS: "AaQqWwZzYyMm0123456789",
    Check.SIGNS: "!\"%&'()*+,-./:;<=>?_7",
    Check.OTHERS: "1#$@[\\]{|}^2`3~4",
    Check.GS1: f"{BEFORE_GS}{GS}{BEHIND_GS}",
    Check.PLAIN: "91NOT GS1",
    Check.SPACE: "+QTRCSSPACE10 ",
}

AIM_IDS: Final = {True: ("]C1", "]d2"), False: ("]C0", "]d1")}
"""Identifiers of the two symbols of a check code, by `Check.is_gs1`.

Source: ISO/IEC 15424: Code 128 is ]C0, GS1-128 ]C1, Data Matrix ]d1, GS1 Data Matrix ]d2.
"""
