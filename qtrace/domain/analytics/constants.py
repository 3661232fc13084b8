"""Constants that turn ranges and standard deviations of small subgroups into sigma.

Source: the definitions in ISO 7870-2:2013 annex A; values from `resources/reference/spc`.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

TABLE_PATH: Final = "reference/spc/spc_constants.csv"
SMALLEST_SUBGROUP: Final = 2
LARGEST_SUBGROUP: Final = 25


@dataclass(frozen=True, slots=True)
class ControlConstants:
    """Mean and standard deviation of the range of n readings, in units of sigma; n from 2 to 25."""

    d2: Mapping[int, float]
    d3: Mapping[int, float]

    def d2_star(self, n: int) -> float:
        """Root mean square of the range of `n` readings: d2 for a single subgroup.

        Source: d2*² = d2² + d3² for one subgroup (Duncan); AIAG MSA 4, K2 = 1/d2*, K3 = 1/d2*.
        """
        return math.hypot(self.d2[n], self.d3[n])


def build_control_constants(rows: Iterable[Mapping[str, str]]) -> ControlConstants:
    """The constants of the shipped table.

    Raises:
        ValueError: a row is missing or is no number: the installation is damaged.
    """
    d2: dict[int, float] = {}
    d3: dict[int, float] = {}
    for row in rows:
        n = int(row["n"])
        d2[n], d3[n] = float(row["d2"]), float(row["d3"])
    if sorted(d2) != list(range(SMALLEST_SUBGROUP, LARGEST_SUBGROUP + 1)):
        raise ValueError("the table of control chart constants is not complete")
    return ControlConstants(MappingProxyType(d2), MappingProxyType(d3))


def c4(n: int) -> float:
    """Mean of the standard deviation of `n` >= 2 normal readings, in units of sigma.

    Source: c4 = sqrt(2/(n-1)) Γ(n/2) / Γ((n-1)/2).
    """
    return math.sqrt(2 / (n - 1)) * math.exp(math.lgamma(n / 2) - math.lgamma((n - 1) / 2))
