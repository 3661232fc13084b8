"""Operating characteristics of a single plan: the chance that a lot is accepted.

Standard library only. Probabilities and fractions are floats from 0 to 1, right to about 1e-12:
they draw a picture and decide nothing.

Source: the convention of the curves in both standards: binomial up to AQL 10, Poisson above, where
the AQL counts nonconformities per 100 pieces.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from qtrace.domain.sampling.chances import Binomial, Poisson

_BISECTIONS = 60
_FIRST_NONCONFORMITY_AQL = 15


class Distribution(StrEnum):
    """What `p` means: a fraction of failed pieces, or nonconformities per piece."""

    BINOMIAL = "binomial"
    POISSON = "poisson"


@dataclass(frozen=True, slots=True)
class OcPoint:
    """Chance `pa` (0 to 1) that a lot with fraction `p` of failed pieces is accepted."""

    p: float
    pa: float


@dataclass(frozen=True, slots=True)
class OcMarks:
    """The three points worth marking; None where the plan has no such point.

    Attributes:
        aql: at the acceptance quality limit, the producer's point.
        indifference: where the chance is one half.
        limiting: limiting quality LQ, where the chance is 0.10, the consumer's point.
    """

    aql: OcPoint | None
    indifference: OcPoint | None
    limiting: OcPoint | None


def distribution_for(aql: str | None) -> Distribution:
    """Poisson for an AQL above 10, which counts nonconformities, else binomial."""
    counts = aql is not None and float(aql) >= _FIRST_NONCONFORMITY_AQL
    return Distribution.POISSON if counts else Distribution.BINOMIAL


def accept_probability(
    n: int, ac: int, p: float, distribution: Distribution = Distribution.BINOMIAL
) -> float:
    """Chance that at most `ac` failures are found in `n` pieces.

    Args:
        n: sample size, >= 1.
        ac: acceptance number, >= 0.
        p: fraction failed, 0 to 1 (binomial), or nonconformities per piece, >= 0 (Poisson).
        distribution: what `p` means.

    Example:
        >>> round(accept_probability(20, 1, 0.025), 3)
        0.912
    """
    quality = Poisson(p) if distribution is Distribution.POISSON else Binomial(p)
    return quality.up_to(n, ac)


def accept_probability_of_lot(lot_size: int, failed: int, n: int, ac: int) -> float:
    """Chance that at most `ac` of the `failed` pieces of a lot are in its sample of `n`.

    Hypergeometric, in whole numbers, so exact to the last digit.

    Args:
        lot_size: pieces in the lot, >= `n`.
        failed: failed pieces in the lot, 0 to `lot_size`.
        n: sample size, >= 1.
        ac: acceptance number, >= 0.
    """
    good = lot_size - failed
    first = max(0, n - good)
    term = math.comb(failed, first) * math.comb(good, n - first)
    total = 0
    for i in range(first, min(ac, n, failed) + 1):
        total += term
        term = term * (failed - i) * (n - i) // ((i + 1) * (good - n + i + 1))
    return total / math.comb(lot_size, n)


def outgoing_quality(lot_size: int, n: int, point: OcPoint) -> float:
    """Average outgoing fraction failed, if rejected lots are sorted and failures replaced.

    Source: AOQ = Pa p (N - n) / N.
    """
    return point.pa * point.p * (lot_size - n) / lot_size


def quality_at(
    n: int, ac: int, pa: float, distribution: Distribution = Distribution.BINOMIAL
) -> float | None:
    """Quality `p` at which the chance of acceptance is `pa` (0 < pa < 1), by bisection.

    Returns:
        The fraction or rate, or None where every lot is accepted (`ac` >= `n`, binomial).
    """
    if distribution is Distribution.BINOMIAL:
        if ac >= n:
            return None
        high = 1.0
    else:
        high = (ac + 1) / n
        while accept_probability(n, ac, high, distribution) > pa:
            high *= 2
    return _bisect(lambda p: accept_probability(n, ac, p, distribution) > pa, high)


def oc_marks(n: int, ac: int, aql: str | None) -> OcMarks:
    """The marked points of the plan; `aql` as printed, in percent or per 100, None without one."""
    distribution = distribution_for(aql)

    def mark(pa: float) -> OcPoint | None:
        p = quality_at(n, ac, pa, distribution)
        return None if p is None else OcPoint(p, pa)

    at_aql = None
    if aql is not None:
        p = float(aql) / 100
        at_aql = OcPoint(p, accept_probability(n, ac, p, distribution))
    return OcMarks(at_aql, mark(0.5), mark(0.1))


def oc_points(
    n: int, ac: int, count: int, p_max: float, aql: str | None = None
) -> tuple[OcPoint, ...]:
    """`count` >= 2 evenly spaced points of the curve from 0 to `p_max`, both included."""
    distribution = distribution_for(aql)
    xs = (p_max * i / (count - 1) for i in range(count))
    return tuple(OcPoint(x, accept_probability(n, ac, x, distribution)) for x in xs)


def picture_width(marks: OcMarks) -> float:
    """A round `p` (1, 2, 2.5 or 5 times a power of ten) a little to the right of all marks."""
    right = max((m.p for m in (marks.aql, marks.indifference, marks.limiting) if m), default=0.8)
    power = math.pow(10, math.floor(math.log10(right)))
    return next(s * power for s in (1, 2, 2.5, 5, 10, 20) if s * power >= right * 1.2)


def _bisect(above: Callable[[float], bool], high: float) -> float:
    """Where `above` turns from True to False between 0 and `high`."""
    low = 0.0
    for _ in range(_BISECTIONS):
        middle = (low + high) / 2
        if above(middle):
            low = middle
        else:
            high = middle
    return (low + high) / 2
