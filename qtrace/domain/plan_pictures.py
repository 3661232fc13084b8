"""Pictures of a plan: a drawing or an instruction with numbered balloons, one per characteristic."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

_FRACTION = re.compile(r"0(?:\.[0-9]{1,4})?|1(?:\.0{1,4})?", re.ASCII)


class PictureRole(StrEnum):
    """What a picture of a plan is for."""

    DRAWING = "drawing"
    INSTRUCTION = "instruction"


class PictureReason(StrEnum):
    """Why a picture or its balloons were refused."""

    MISSING = "PICTURE_MISSING"
    BALLOON_UNKNOWN = "BALLOON_UNKNOWN"
    BALLOON_TWICE = "BALLOON_TWICE"
    BALLOON_OUTSIDE = "BALLOON_OUTSIDE"
    PDF_UNREADABLE = "PDF_UNREADABLE"
    NO_SUCH_PAGE = "NO_SUCH_PAGE"


@dataclass(frozen=True, slots=True)
class Balloon:
    """Where the number of a characteristic stands.

    Attributes:
        x: fraction of the picture's width from its left edge, as text, e.g. `0.3125`.
        y: fraction of its height from its upper edge, likewise.
    """

    number: int
    x: str
    y: str


@dataclass(frozen=True, slots=True)
class BalloonFault:
    """What is wrong with one balloon."""

    reason: PictureReason
    number: int


def fraction_text(part: float) -> str:
    """`part` of a picture as a balloon keeps it: four decimals, never outside.

    Example:
        >>> fraction_text(0.31256), fraction_text(-3.0)
        ('0.3126', '0.0000')
    """
    return f"{min(1.0, max(0.0, part)):.4f}"


def check_balloons(balloons: Sequence[Balloon], numbers: Collection[int]) -> BalloonFault | None:
    """The first fault, or None: every balloon has a characteristic, and each at most one.

    Args:
        balloons: of one picture.
        numbers: characteristics of the plan.
    """
    seen: set[int] = set()
    for each in balloons:
        if each.number not in numbers:
            return BalloonFault(PictureReason.BALLOON_UNKNOWN, each.number)
        if each.number in seen:
            return BalloonFault(PictureReason.BALLOON_TWICE, each.number)
        if not (_FRACTION.fullmatch(each.x) and _FRACTION.fullmatch(each.y)):
            return BalloonFault(PictureReason.BALLOON_OUTSIDE, each.number)
        seen.add(each.number)
    return None


Names = tuple[str, str]


def carried_over(
    balloons: Sequence[Balloon], before: Mapping[int, Names], now: Mapping[int, Names]
) -> tuple[Balloon, ...]:
    """Balloons that still point at their characteristic in the next version of a plan.

    A characteristic that got another number takes its balloon along; a balloon whose characteristic
    is gone, or has other names, is dropped: where it stood, something else may be measured.

    Args:
        balloons: of one picture of the version before.
        before: English and Chinese name of each characteristic of the version before.
        now: the same of the next version.

    Example:
        >>> carried_over((Balloon(1, "0.5", "0.5"),), {1: ("bore", "")}, {2: ("bore", "")})
        (Balloon(number=2, x='0.5', y='0.5'),)
    """
    found = []
    for each in balloons:
        number = _same_now(each.number, before, now)
        if number is not None:
            found.append(Balloon(number, each.x, each.y))
    return tuple(sorted(found, key=lambda balloon: balloon.number))


def _same_now(number: int, before: Mapping[int, Names], now: Mapping[int, Names]) -> int | None:
    names = before.get(number)
    if names is None or now.get(number) == names:
        return None if names is None else number
    is_one = list(before.values()).count(names) == 1
    places = [other for other, theirs in now.items() if theirs == names]
    return places[0] if is_one and len(places) == 1 else None
