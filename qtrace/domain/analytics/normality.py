"""Whether readings look normal: the Anderson-Darling test, mean and sigma estimated from them.

Source: R. B. D'Agostino, M. A. Stephens, Goodness-of-Fit Techniques (1986) table 4.9; the same
formulas as `nortest::ad.test` of R.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from qtrace.domain.analytics.spread import mean, standard_deviation

FEWEST: Final = 8
"""Below it the approximation of p is not defined."""
_FAR: Final = -30.0
_LEAST_P: Final = 3.7e-24


@dataclass(frozen=True, slots=True)
class Normality:
    """Result of the test.

    Attributes:
        a_squared: A², without the correction for small samples.
        p: chance of an A² as large from a normal process; not below 3.7e-24.
    """

    a_squared: float
    p: float


def anderson_darling(values: Sequence[float]) -> Normality | None:
    """The test, or None for fewer than 8 readings or readings that do not vary."""
    n = len(values)
    spread = standard_deviation(values) if n >= FEWEST else 0.0
    if spread == 0:
        return None
    centre = mean(values)
    z = [(value - centre) / spread for value in sorted(values)]
    below = [_log_below(each) for each in z]
    above = [_log_below(-each) for each in reversed(z)]
    weighted = ((2 * i + 1) * (a + b) for i, (a, b) in enumerate(zip(below, above, strict=True)))
    a_squared = -n - math.fsum(weighted) / n
    return Normality(a_squared, _p_value(a_squared * (1 + 0.75 / n + 2.25 / n**2)))


def _log_below(z: float) -> float:
    """Logarithm of the standard normal distribution function, also far out in the tail."""
    if z < _FAR:
        return -z * z / 2 - math.log(-z * math.sqrt(2 * math.pi))
    return math.log(math.erfc(-z / math.sqrt(2)) / 2)


def _p_value(a: float) -> float:
    """P of the corrected statistic; four fits that meet to about 0.003."""
    if a < 0.2:
        return 1 - math.exp(-13.436 + 101.14 * a - 223.73 * a * a)
    if a < 0.34:
        return 1 - math.exp(-8.318 + 42.796 * a - 59.938 * a * a)
    if a < 0.6:
        return math.exp(0.9177 - 4.279 * a - 1.38 * a * a)
    if a < 10:
        return math.exp(1.2937 - 5.709 * a + 0.0186 * a * a)
    return _LEAST_P
