"""How many pieces are good, put aside, scrapped and left, and how many an operation may take."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class OutputKind(StrEnum):
    """What came out; the value is the stored text."""

    GOOD = "good"
    REWORK = "rework"
    SCRAP = "scrap"


@dataclass(frozen=True, slots=True)
class OutputCount:
    """So many pieces of one kind came out of pass `run_no` of an operation."""

    run_no: int
    kind: OutputKind
    pieces: int


@dataclass(frozen=True, slots=True)
class Progress:
    """Where an operation stands, all passes together.

    Attributes:
        rework: pieces put aside that no later pass has taken up yet.
        left: planned pieces that did not come out yet; 0 also where more came out.
    """

    planned: int
    good: int
    rework: int
    scrap: int
    left: int

    @property
    def done(self) -> int:
        """Pieces that came out at all."""
        return self.good + self.rework + self.scrap


def pieces_of(rows: Sequence[OutputCount], run_no: int, *kinds: OutputKind) -> int:
    """Pieces of the kinds (all if none is named) that came out of one pass."""
    wanted = kinds or tuple(OutputKind)
    return sum(row.pieces for row in rows if row.run_no == run_no and row.kind in wanted)


def progress(planned: int, rows: Sequence[OutputCount]) -> Progress:
    """The standing of one operation.

    Args:
        planned: pieces that the order asks for, or that the operation before has delivered.
        rows: outputs of all passes of the operation.

    Example:
        >>> rows = (OutputCount(1, OutputKind.GOOD, 60), OutputCount(1, OutputKind.REWORK, 2),
        ...     OutputCount(1, OutputKind.SCRAP, 1))
        >>> progress(150, rows).left
        87
    """
    good = sum(row.pieces for row in rows if row.kind is OutputKind.GOOD)
    scrap = sum(row.pieces for row in rows if row.kind is OutputKind.SCRAP)
    aside = sum(row.pieces for row in rows if row.kind is OutputKind.REWORK)
    taken_up = sum(row.pieces for row in rows if row.run_no > 1)
    first_pass = pieces_of(rows, 1)
    return Progress(planned, good, aside - taken_up, scrap, max(0, planned - first_pass))


def available(delivered: int, rows: Sequence[OutputCount], run_no: int) -> int:
    """Pieces that pass `run_no` may still take; 0 also where more came out than there should be.

    Args:
        delivered: good pieces of the operation before, or the planned ones at the first.
        rows: outputs of all passes of the operation.
        run_no: the pass; a later one takes up what the one before put aside.
    """
    source = delivered if run_no == 1 else pieces_of(rows, run_no - 1, OutputKind.REWORK)
    return max(0, source - pieces_of(rows, run_no))
