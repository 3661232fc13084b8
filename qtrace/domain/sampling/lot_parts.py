"""Lots that are inspected in parts: what is covered, and when the lot counts for its series.

Each part is sampled as a lot of its own size, but the supplier's process made one lot, so one lot
enters the series: at once with the first part that is rejected, else with the part that completes it.
What was never covered never counts: nobody knows how it would have ended.

Source: ANSI/ASQ Z1.4 section 8.3: the rules count lots on original inspection; house rule for when
a lot in parts counts.
"""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class LotPart:
    """A decided part of a lot.

    Attributes:
        whole: id of the lot as it was received.
        qty_q6: quantity of the part, in millionths of the unit.
        whole_q6: quantity of the lot.
        accepted: how the part ended.
        share: failed pieces by pieces looked at; tells the worst part.
    """

    whole: int
    qty_q6: int
    whole_q6: int
    accepted: bool
    share: float = 0.0


def counting_parts(parts: Sequence[LotPart | None]) -> tuple[int | None, ...]:
    """With which entry's numbers each entry counts; None: it does not count.

    Args:
        parts: decided lots of one series, oldest first; None for a lot that was inspected as one.

    Returns:
        For each entry its own place where it is a lot of its own or a part that was rejected first;
        the place of the worst part where it completes an accepted lot.
    """
    covered: dict[int, int] = {}
    worst: dict[int, int] = {}
    rejected: set[int] = set()
    found: list[int | None] = []
    for place, part in enumerate(parts):
        if part is None:
            found.append(place)
            continue
        whole = part.whole
        covered[whole] = covered.get(whole, 0) + part.qty_q6
        before = parts[worst[whole]] if whole in worst else None
        if before is None or part.share > before.share:
            worst[whole] = place
        counts = None
        if not part.accepted and whole not in rejected:
            counts = place
        elif whole not in rejected and covered[whole] >= part.whole_q6:
            counts = worst[whole]
        if not part.accepted:
            rejected.add(whole)
        found.append(counts)
    return tuple(found)


class CoverState(StrEnum):
    """Where a part of a lot stands."""

    WAITING = "waiting"
    GOING = "going"
    DECIDED = "decided"


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of a lot its inspections cover, in millionths of the unit.

    Attributes:
        whole_q6: the lot as it was received.
        decided_q6: parts with a verdict.
        going_q6: parts that are being inspected or wait for a signature.
        waiting_q6: parts whose inspection has not begun.
        parts: number of parts.
    """

    whole_q6: int
    decided_q6: int
    going_q6: int
    waiting_q6: int
    parts: int

    @property
    def elsewhere_q6(self) -> int:
        """What left the lot without an inspection of it: taken as samples, scrapped, returned."""
        return self.whole_q6 - self.decided_q6 - self.going_q6 - self.waiting_q6


def coverage_of(whole_q6: int, parts: Sequence[tuple[CoverState, int]]) -> Coverage:
    """Sums of the parts of a lot by their state."""

    def of(state: CoverState) -> int:
        return sum(qty for each, qty in parts if each is state)

    return Coverage(
        whole_q6, of(CoverState.DECIDED), of(CoverState.GOING), of(CoverState.WAITING), len(parts)
    )


@dataclass(frozen=True, slots=True)
class Division:
    """A lot divided into what is inspected now and the rest: contents of the containers of each.

    Attributes:
        part_from: numbers of the containers in the lot, in the order of `part`.
        rest_from: likewise; a container that was divided stands last in both.
    """

    part: tuple[int, ...]
    rest: tuple[int, ...]
    part_from: tuple[int, ...]
    rest_from: tuple[int, ...]


def divide(
    contents: Sequence[tuple[int, int]], chosen: Sequence[int], qty_q6: int
) -> Division | None:
    """Divide by containers; the last chosen one may be divided itself. None: these do not divide it.

    Args:
        contents: (number, quantity in millionths) of every container of the lot.
        chosen: numbers of the containers that are inspected now, each once.
        qty_q6: quantity that is inspected now; the last chosen container keeps what is too much.
    """
    known = dict(contents)
    if not chosen or len(set(chosen)) != len(chosen) or not set(chosen) <= set(known):
        return None
    taken = [known[number] for number in chosen]
    before = sum(taken[:-1])
    if not before < qty_q6 <= before + taken[-1]:
        return None
    left = before + taken[-1] - qty_q6
    others = [(number, qty) for number, qty in contents if number not in chosen]
    others += [(chosen[-1], left)] if left else []
    if not others:
        return None
    return Division(
        part=(*taken[:-1], qty_q6 - before),
        rest=tuple(qty for _, qty in others),
        part_from=tuple(chosen),
        rest_from=tuple(number for number, _ in others),
    )


def samples_with_part(division: Division, away: Mapping[int, int]) -> frozenset[int]:
    """Containers whose samples go with the part; those of all others go with the rest.

    A sample goes with its container. Of a divided container it goes with the rest, for the part is
    counted out of what lies there; with the part only where the rest is smaller than the sample.

    Args:
        division: of the lot.
        away: what samples took out of a container, by its number, in millionths of the unit.
    """
    divided = division.part_from[-1]
    is_divided = division.rest_from[-1] == divided
    goes_with_rest = is_divided and away.get(divided, 0) <= division.rest[-1]
    return frozenset(division.part_from[:-1] if goes_with_rest else division.part_from)


def containers_text(numbers: Sequence[int], own: AbstractSet[int]) -> str:
    """Where the containers of a portion come from; a mark tells those whose samples are elsewhere.

    Example:
        >>> containers_text((4, 8), {4})
        '4 8*'
    """
    return " ".join(f"{number}" if number in own else f"{number}*" for number in numbers)


def own_containers(text: str) -> dict[int, int]:
    """Number in the portion by number in the lot that was divided, where samples went along.

    Example:
        >>> own_containers("4 8*")
        {4: 1}
    """
    words = enumerate(text.split(), start=1)
    return {int(word): place for place, word in words if not word.endswith("*")}
