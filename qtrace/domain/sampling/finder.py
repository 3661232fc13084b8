"""Plans from two points of the curve: the smallest sample that keeps both risks.

The producer's point: lots of quality PRQ are accepted with chance PRP or more. The consumer's point:
lots of quality CRQ are accepted with chance CRP or less.

Source: Schilling and Neubauer, Acceptance Sampling in Quality Control, chapters 5 and 10; the
conventions (equality at the producer's point for variables) are those of find.plan in the R package
AcceptanceSampling.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from statistics import NormalDist

from qtrace.domain.sampling.chances import CountChances, Quality
from qtrace.domain.sampling.plans import PlanError, PlanErrorCode
from qtrace.domain.sampling.risks import out_of_range
from qtrace.domain.sampling.variables import Sigma

LARGEST_FOUND = 100_000
LARGEST_FOUND_UNKNOWN = 10_000

_CLOSE = 1e-12
_CLOSE_TO_ONE = 1e-14


@dataclass(frozen=True, slots=True)
class RiskPoints:
    """The two points a plan must keep; made by `make_risk_points`.

    Attributes:
        prq: producer's quality, a fraction (nonconformities per piece with Poisson).
        prp: least chance of acceptance there, 0 to 1.
        crq: consumer's quality, > `prq`.
        crp: largest chance of acceptance there, < `prp`.
    """

    prq: float
    prp: float
    crq: float
    crp: float


@dataclass(frozen=True, slots=True)
class FoundPlan:
    """A single attributes plan: sample size, acceptance number, rejection number `ac` + 1."""

    n: int
    ac: int
    re: int


@dataclass(frozen=True, slots=True)
class FoundVariablesPlan:
    """A variables plan: accept where the mean lies `k` spreads or more inside the limit."""

    n: int
    k: float


def make_risk_points(
    prq: float, prp: float, crq: float, crp: float, largest: float = 1.0
) -> RiskPoints | PlanError:
    """The two points, or why they are none; `largest` bounds the qualities."""
    for name, chance in (("PRP", prp), ("CRP", crp)):
        if not 0 < chance < 1:
            return out_of_range(name, chance, 0, 1)
    for name, quality in (("PRQ", prq), ("CRQ", crq)):
        if not 0 <= quality <= largest:
            return out_of_range(name, quality, 0, largest)
    if prq >= crq:
        return _crossed("PRQ", prq, "CRQ", crq)
    if crp >= prp:
        return _crossed("CRP", crp, "PRP", prp)
    return RiskPoints(prq, prp, crq, crp)


def find_plan(
    points: RiskPoints, quality_of: Callable[[float], Quality], limit: int = LARGEST_FOUND
) -> FoundPlan | PlanError:
    """The single plan with the smallest n that keeps both points, and the smallest c for that n.

    With an acceptance number that may be drawn by lot between two neighbours, a larger sample never
    keeps the points worse: bisection finds the first such n. Whole acceptance numbers need that
    many pieces or a few more.

    Args:
        points: what must be kept.
        quality_of: makes the quality of a fraction, e.g. `Binomial`.
        limit: the largest n to look at; not above the size of a lot.
    """
    good, bad = quality_of(points.prq), quality_of(points.crq)

    def reachable(n: int) -> bool:
        return _drawn_risk(points, good.chances(n), bad.chances(n)) <= points.crp * (1 + _CLOSE)

    n = smallest_size(reachable, 1, limit)
    while n is not None and n <= limit:
        ac = _least_number(points, good.chances(n))
        if bad.chances(n).up_to(ac) <= points.crp * (1 + _CLOSE):
            return FoundPlan(n, ac, ac + 1)
        n += 1
    return PlanError(PlanErrorCode.NO_PLAN, {"limit": str(limit)})


def find_variables_plan(points: RiskPoints, sigma: Sigma) -> FoundVariablesPlan | PlanError:
    """The variables plan with the smallest n that keeps both points, exact at the producer's.

    Args:
        points: fractions beyond the one limit, both above 0 and below 1.
        sigma: whether the standard deviation of the process is known.
    """
    for name, quality in (("PRQ", points.prq), ("CRQ", points.crq)):
        if not 0 < quality < 1:
            return out_of_range(name, quality, 0, 1)
    if sigma is Sigma.KNOWN:
        return _find_known(points)
    n = smallest_size(
        lambda size: _unknown_risk(points, size) <= points.crp * (1 + _CLOSE),
        2,
        LARGEST_FOUND_UNKNOWN,
    )
    if n is None:
        return PlanError(PlanErrorCode.NO_PLAN, {"limit": str(LARGEST_FOUND_UNKNOWN)})
    return FoundVariablesPlan(n, _unknown_k(points, n))


def smallest_size(enough: Callable[[int], bool], first: int, limit: int) -> int | None:
    """The smallest n from `first` to `limit` that is `enough`, where all larger ones are; or None."""
    low, high, step = first - 1, first, 1
    while high < limit and not enough(high):
        low, high, step = high, min(limit, high + step), step * 2
    if high > limit or (high == limit and not enough(high)):
        return None
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if enough(middle) else (middle, high)
    return high


def _least_number(points: RiskPoints, good: CountChances) -> int:
    """The smallest acceptance number that keeps the producer's point."""
    reached, count = good.at(good.first), good.first
    while reached < points.prp - _CLOSE_TO_ONE and count < good.last:
        count += 1
        reached += good.at(count)
    return count


def _drawn_risk(points: RiskPoints, good: CountChances, bad: CountChances) -> float:
    """Consumer's risk where the last acceptance number counts only so often that PRP is just met."""
    count = _least_number(points, good)
    share = min(1.0, max(0.0, (points.prp - good.up_to(count - 1)) / good.at(count)))
    return bad.up_to(count - 1) + share * bad.at(count)


def _find_known(points: RiskPoints) -> FoundVariablesPlan | PlanError:
    z = NormalDist().inv_cdf
    producer = z(1 - points.prp)
    apart, risks = z(points.crq) - z(points.prq), abs(producer + z(points.crp))
    if apart <= 0 or risks > apart * math.sqrt(LARGEST_FOUND):
        return PlanError(PlanErrorCode.NO_PLAN, {"limit": str(LARGEST_FOUND)})
    n = max(1, math.ceil((risks / apart) ** 2 - _CLOSE))
    return FoundVariablesPlan(n, producer / math.sqrt(n) - z(points.prq))


def _unknown_risk(points: RiskPoints, n: int) -> float:
    """Consumer's risk of the plan that meets the producer's point exactly with `n` pieces."""
    return _unknown_accepts(points.crq, n, _unknown_k(points, n))


def _unknown_k(points: RiskPoints, n: int) -> float:
    """K at which lots of quality PRQ are accepted with chance PRP, by bisection."""
    low, high = -1.0, 1.0
    while _unknown_accepts(points.prq, n, low) < points.prp:
        low *= 2
    while _unknown_accepts(points.prq, n, high) > points.prp:
        high *= 2
    while (middle := (low + high) / 2) not in {low, high}:
        if _unknown_accepts(points.prq, n, middle) > points.prp:
            low = middle
        else:
            high = middle
    return middle


def _unknown_accepts(p: float, n: int, k: float) -> float:
    """Chance that the mean lies k sample deviations or more inside: a noncentral t distribution."""
    from scipy.special import nctdtr

    root = math.sqrt(n)
    return 1 - float(nctdtr(n - 1, -NormalDist().inv_cdf(p) * root, k * root))


def _crossed(lower: str, first: float, upper: str, second: float) -> PlanError:
    facts = {"lower": lower, "first": f"{first:.12g}", "upper": upper, "second": f"{second:.12g}"}
    return PlanError(PlanErrorCode.RISKS_CROSSED, facts)
