"""Material balance: what was issued is used, returned, lost or still there; nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LoadBalance:
    """One load in millionths of its unit."""

    need_no: int
    issued_q6: int
    used_q6: int
    returned_q6: int
    lost_q6: int
    left_q6: int


@dataclass(frozen=True, slots=True)
class NeedBalance:
    """All loads of one need of the bill together.

    Attributes:
        off_q6: issued less everything that is accounted for; 0 or the books are wrong.
    """

    need_no: int
    issued_q6: int
    used_q6: int
    returned_q6: int
    lost_q6: int
    left_q6: int
    off_q6: int

    @property
    def is_closed(self) -> bool:
        """True if nothing lies at the line and everything is accounted for."""
        return self.left_q6 == 0 and self.off_q6 == 0


def balances(loads: Sequence[LoadBalance]) -> tuple[NeedBalance, ...]:
    """The balance of each need, by its number.

    Source: NMPA GMP 107/2025 article 82: limits of balance are checked for every batch.
    """
    numbers = sorted({load.need_no for load in loads})
    return tuple(_of(no, [load for load in loads if load.need_no == no]) for no in numbers)


def _of(no: int, loads: Sequence[LoadBalance]) -> NeedBalance:
    issued = sum(load.issued_q6 for load in loads)
    used = sum(load.used_q6 for load in loads)
    returned = sum(load.returned_q6 for load in loads)
    lost = sum(load.lost_q6 for load in loads)
    left = sum(load.left_q6 for load in loads)
    return NeedBalance(
        no, issued, used, returned, lost, left, issued - used - returned - lost - left
    )
