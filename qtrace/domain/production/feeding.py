"""Which load of a material went into which pieces: first in, first out, exact to a millionth.

Pieces of a run are counted 1, 2, 3 … in the order in which they came out ("positions").
"""

from collections.abc import Sequence
from dataclasses import dataclass

from qtrace.domain.quantities import MILLION


@dataclass(frozen=True, slots=True)
class Need:
    """What one piece needs of a material.

    Attributes:
        num: with `den` the exact quantity in base units, num/den.
        overlap: pieces after a change of load that may still hold the former load.
    """

    num: int
    den: int
    overlap: int = 0


@dataclass(frozen=True, slots=True)
class Load:
    """A load as it stands before the pieces.

    Attributes:
        left_q6: what is still there, in millionths.
        since: first position that may hold it.
        until: last position that may hold it; None while some of it is left.
    """

    load_id: int
    left_q6: int
    since: int
    until: int | None = None


@dataclass(frozen=True, slots=True)
class Use:
    """What of a load went into the positions from `first` to `last`.

    Attributes:
        qty_q6: 0 where pieces of an overlap may hold it, but none is counted for them.
        until: last position that may hold it; None while some of it is left.
        at_q6: millionths that all pieces before had taken when it was begun.
    """

    load_id: int
    qty_q6: int
    first: int
    last: int
    until: int | None
    at_q6: int = 0


@dataclass(frozen=True, slots=True)
class Feeding:
    """What came of feeding pieces; `short_q6` is missing from the loads."""

    uses: tuple[Use, ...]
    short_q6: int


def total_q6(need: Need, pieces: int) -> int:
    """Millionths that the first `pieces` pieces need together; never loses a rest.

    Example:
        >>> total_q6(Need(1, 3), 1), total_q6(Need(1, 3), 3)
        (333333, 1000000)
    """
    return pieces * need.num * MILLION // need.den


def feed(need: Need, loads: Sequence[Load], before: int, pieces: int) -> Feeding:
    """Feed the positions `before + 1` to `before + pieces` from `loads`.

    Args:
        need: what one piece needs.
        loads: in the order in which they were loaded, used-up ones of the overlap included.
        before: pieces that came out earlier.
        pieces: pieces to feed, at least 1.

    Example:
        >>> [(u.load_id, u.first, u.last) for u in
        ...     feed(Need(2, 1), (Load(1, 3_000_000, 1), Load(2, 9_000_000, 1)), 0, 3).uses]
        [(1, 1, 2), (2, 2, 3)]
    """
    start, end = total_q6(need, before), total_q6(need, before + pieces)
    at = start
    uses = []
    for load in loads:
        taken = min(load.left_q6, end - at)
        until = _last_possible(need, load, at, taken)
        spans = [(_piece_after(need, at), _piece_reaching(need, at + taken))] if taken else []
        if need.overlap:
            last = before + pieces
            spans.append((max(before + 1, load.since), last if until is None else min(last, until)))
        spans = [span for span in spans if span[0] <= span[1]]
        if spans:
            first, last = min(s[0] for s in spans), max(s[1] for s in spans)
            uses.append(Use(load.load_id, taken, first, last, until, at))
        at += taken
    return Feeding(tuple(uses), end - at)


def share_q6(need: Need, use: Use, first: int, last: int) -> int:
    """Millionths of a use that went into the positions from `first` to `last`.

    Example:
        >>> share_q6(Need(2, 1), Use(1, 6_000_000, 1, 3, None), 2, 3)
        4000000
    """
    begun = max(use.at_q6, total_q6(need, first - 1))
    return max(0, min(use.at_q6 + use.qty_q6, total_q6(need, last)) - begun)


def _last_possible(need: Need, load: Load, at: int, taken: int) -> int | None:
    """Last position that may hold the load; None while some of it is left."""
    if load.until is not None or taken < load.left_q6:
        return load.until
    return _piece_reaching(need, at + taken) + need.overlap


def _piece_after(need: Need, at: int) -> int:
    """First position whose need begins to take what lies behind `at`."""
    return -(-(at + 1) * need.den // (need.num * MILLION))


def _piece_reaching(need: Need, at: int) -> int:
    """First position at whose end `at` millionths are used."""
    return -(-at * need.den // (need.num * MILLION))
