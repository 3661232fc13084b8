"""How far a hold reaches: from what it names, over the genealogy, to everything made of it.

A range of a lot says which serial positions are meant. A link with a range narrows its first hop;
a lot that was consumed in part by another lot holds that lot whole.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

Range = tuple[int, int | None]
Ranges = tuple[Range, ...]
WHOLE: Ranges = ((0, None),)
"""Every serial position, and the lot as such."""


@dataclass(frozen=True, slots=True)
class Edge:
    """A link that carries holds from what was used to what was made of it.

    Attributes:
        seq_from: first serial position of the child that it went into, None for all.
        parent_lot: the lot that the parent is a piece of, None if it is no piece.
        parent_seq: serial position of the parent in that lot; None for a container.
    """

    parent: int
    child: int
    seq_from: int | None = None
    seq_to: int | None = None
    parent_lot: int | None = None
    parent_seq: int | None = None

    @property
    def carried(self) -> Range:
        """The part of the child that the link carries a hold to."""
        return (self.seq_from or 0, self.seq_to)


@dataclass(frozen=True, slots=True)
class Reached:
    """How a hold reaches an item.

    Attributes:
        ranges: serial positions that are meant, in order and apart from each other.
        distance: links between it and what the hold names.
    """

    ranges: Ranges
    distance: int


def merge(ranges: Iterable[Range]) -> Ranges:
    """The same positions in order, no two ranges touching."""
    merged: list[Range] = []
    for first, last in sorted(ranges, key=lambda each: each[0]):
        if merged and _touches(merged[-1], first):
            merged[-1] = (merged[-1][0], _later(merged[-1][1], last))
        else:
            merged.append((first, last))
    return tuple(merged)


def _touches(before: Range, first: int) -> bool:
    return before[1] is None or first <= before[1] + 1


def _later(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else max(one, other)


def covers(ranges: Ranges, seq: int | None) -> bool:
    """True if the piece at `seq` is meant; a piece without a position is meant with any range."""
    if seq is None:
        return bool(ranges)
    return any(first <= seq and (last is None or seq <= last) for first, last in ranges)


def carries(edge: Edge, reached: Mapping[int, Reached], exempt: Collection[int]) -> bool:
    """True if a hold that reaches these items goes on over `edge`."""
    if edge.parent in exempt:
        return False
    if edge.parent in reached:
        return True
    lot = reached.get(edge.parent_lot) if edge.parent_lot is not None else None
    return lot is not None and covers(lot.ranges, edge.parent_seq)


def spread(
    seeds: Mapping[int, Ranges],
    edges_from: Callable[[Collection[int]], Iterable[Edge]],
    exempt: Collection[int] = (),
    known: Mapping[int, Reached] | None = None,
    distance: int = 0,
) -> dict[int, Reached]:
    """Everything that a hold reaches from `seeds`, the seeds among it.

    Args:
        seeds: items that the hold names, or that are newly under it, with the positions meant.
        edges_from: links whose parent, or whose parent's lot, is one of the given items.
        exempt: items that were taken out of the hold: they are not reached and nothing behind
            them is.
        known: what the hold reaches already, as far as that is known; only what grows beyond it
            is followed.
        distance: distance of the seeds.

    Returns:
        What is reached and is not in `known` as it stands there.
    """
    reached = dict(known or {})
    grown: dict[int, Reached] = {}
    frontier = _grow(reached, grown, seeds, exempt, distance)
    while frontier:
        distance += 1
        found: dict[int, list[Range]] = {}
        for edge in edges_from(frontier):
            if carries(edge, reached, exempt):
                found.setdefault(edge.child, []).append(edge.carried)
        following = {child: merge(ranges) for child, ranges in found.items()}
        frontier = _grow(reached, grown, following, exempt, distance)
    return grown


def _grow(
    reached: dict[int, Reached],
    grown: dict[int, Reached],
    found: Mapping[int, Ranges],
    exempt: Collection[int],
    distance: int,
) -> set[int]:
    """Take `found` into `reached`; return the items of which more is reached than before."""
    frontier: set[int] = set()
    for item, ranges in found.items():
        before = reached.get(item)
        now = merge((*(before.ranges if before else ()), *ranges))
        if item in exempt or (before is not None and now == before.ranges):
            continue
        reached[item] = grown[item] = Reached(now, before.distance if before else distance)
        frontier.add(item)
    return frontier
