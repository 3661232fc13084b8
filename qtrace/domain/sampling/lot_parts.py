"""Lots that are inspected in parts: what is covered, and when the lot counts for its series.

Each part is sampled as a lot of its own size, but the supplier's process made one lot, so one lot
enters the series: at once with the first part that is rejected, else with the part that completes it.
What was never covered never counts: nobody knows how it would have ended.

Source: ANSI/ASQ Z1.4 section 8.3: the rules count lots on original inspection; house rule for when
a lot in parts counts.
"""

from collections.abc import Sequence
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
    """A lot divided into what is inspected now and the rest: contents of the containers of each."""

    part: tuple[int, ...]
    rest: tuple[int, ...]


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
    rest = tuple(qty for number, qty in contents if number not in chosen) + (
        (left,) if left else ()
    )
    return Division((*taken[:-1], qty_q6 - before), rest) if rest else None
