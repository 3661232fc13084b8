"""Finds the check codes again in what arrived, whatever stands around them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from qtrace.domain.scanners.check_codes import BEFORE_GS, BEHIND_GS, CHECKS, CONTENTS, Check
from qtrace.domain.scanners.layouts import PAIRS, RIGHT, LayoutPair, pattern

#: Longest text that stands for a separator.
_MOST_SEPARATOR: Final = 8
_AIM: Final = re.compile(r"\][A-Za-z][0-9A-Za-z]\Z")


@dataclass(frozen=True, slots=True)
class Keys:
    """How keys become characters: two layouts and Caps Lock."""

    pair: LayoutPair
    caps: bool


@dataclass(frozen=True, slots=True)
class Cut:
    """A check code that arrived right, and what stands around it.

    Attributes:
        prefix: what comes before it, AIM identifier apart.
        aim: the AIM identifier, or empty.
        separator: what comes for GS, in the one code that has it.
        whole: its last character has come.
        suffix: what comes behind it.
    """

    prefix: str
    aim: str
    separator: str
    whole: bool
    suffix: str


_RIGHT_KEYS: Final = Keys(RIGHT, caps=False)
_ALL_KEYS: Final = tuple(Keys(pair, caps) for pair in (RIGHT, *PAIRS) for caps in (False, True))


@cache
def _expression(check: Check, keys: Keys) -> re.Pattern[str]:
    """What `check` looks like; a last space may be missing."""

    def typed(text: str) -> str:
        return pattern(text, keys.pair, caps=keys.caps)

    if check is Check.GS1:
        between = f"(?P<gs>.{{0,{_MOST_SEPARATOR}}}?)"
        text = typed(BEFORE_GS) + between + typed(BEHIND_GS)
    else:
        text = typed(CONTENTS[check].rstrip(" "))
    return re.compile(text, re.DOTALL)


def fitting(arrived: Mapping[Check, str]) -> tuple[Keys, ...]:
    """Every way of typing that explains all that arrived, the right one first."""
    return tuple(
        keys
        for keys in _ALL_KEYS
        if all(_expression(check, keys).search(text) for check, text in arrived.items())
    )


def recognised(text: str, expected: Check) -> Check | None:
    """Which code arrived; the expected one if it can be it, None if it is none of them.

    A code that arrived right is never taken for another one that arrived wrong.
    """
    order = (expected, *CHECKS)
    right = (check for check in order if _expression(check, _RIGHT_KEYS).search(text))
    typed = (check for check in order if fitting({check: text}))
    return next(right, None) or next(typed, None)


def cut(check: Check, text: str) -> Cut:
    """Cut the code out of what arrived.

    Raises:
        ValueError: it is not there.
    """
    found = _expression(check, _RIGHT_KEYS).search(text)
    if found is None:
        raise ValueError(f"{check} is not in {text!r}")
    before, behind = text[: found.start()], text[found.end() :]
    aim = _AIM.search(before)
    whole = True
    if CONTENTS[check].endswith(" "):
        whole = behind.startswith(" ")
        behind = behind.removeprefix(" ")
    return Cut(
        prefix=before[: aim.start()] if aim else before,
        aim=aim.group() if aim else "",
        separator=found.groupdict().get("gs", ""),
        whole=whole,
        suffix=behind,
    )
