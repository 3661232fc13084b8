"""Plans for a lot by itself: limiting quality, zero acceptance number, confidence and reliability.

They are computed from their definition, not looked up.

Source: ISO 2859-2:2020 procedure A (both sides regard the lot as isolated: the chance of acceptance
at the limiting quality is hypergeometric and at most 10 %); success run: n = ln(1 - C) / ln R.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from math import ceil

from qtrace.domain.sampling.chances import Binomial, Hypergeometric
from qtrace.domain.sampling.finder import FoundPlan, smallest_size
from qtrace.domain.sampling.plans import PlanError, PlanErrorCode
from qtrace.domain.sampling.risks import LARGEST_NUMBER, LARGEST_SAMPLE, out_of_range

LARGEST_LOT = 1_000_000_000
CONSUMER_RISK = 0.1

_CLOSE = 1e-12


@dataclass(frozen=True, slots=True)
class LimitingPlan:
    """A single plan that protects one lot at its limiting quality.

    Attributes:
        n: the smallest sample that does, in pieces; at most the lot.
        ac: acceptance number.
        re: rejection number, `ac` + 1.
        failed_at_lq: failed pieces in a lot of limiting quality, rounded up.
        consumer_risk: chance of acceptance of such a lot, at most 0.1.
        inspect_all: the sample is the whole lot.
    """

    n: int
    ac: int
    re: int
    failed_at_lq: int
    consumer_risk: float
    inspect_all: bool


def limiting_plan(lot_size: int, lq_pct: Decimal, ac: int = 0) -> LimitingPlan | PlanError:
    """The smallest sample of an isolated lot for this acceptance number; `ac` 0: a c=0 plan.

    Args:
        lot_size: pieces, 1 to a thousand million.
        lq_pct: limiting quality in percent failed, above 0, at most 100.
        ac: acceptance number, 0 to 1000.

    Source: ISO 2859-2:2020 procedure A, by its definition; a fraction of a failed piece is rounded
    up, so that a lot of this quality or worse is meant.
    """
    if lot_size < 1:
        return PlanError(PlanErrorCode.LOT_TOO_SMALL, {"given": str(lot_size)})
    if lot_size > LARGEST_LOT:
        return out_of_range("lot_size", lot_size, 1, LARGEST_LOT)
    if not (lq_pct.is_finite() and 0 < lq_pct <= 100):
        facts = {"name": "lq", "given": str(lq_pct), "low": "0", "high": "100"}
        return PlanError(PlanErrorCode.OUT_OF_RANGE, facts)
    if not 0 <= ac <= LARGEST_NUMBER:
        return out_of_range("ac", ac, 0, LARGEST_NUMBER)
    failed = ceil(lot_size * lq_pct / 100)
    quality = Hypergeometric(lot_size, failed)

    def risk(n: int) -> float:
        return quality.up_to(n, ac)

    n = smallest_size(_at_most(risk, CONSUMER_RISK), 1, lot_size)
    if n is None:
        return PlanError(PlanErrorCode.NO_PLAN, {"limit": str(lot_size)})
    return LimitingPlan(n, ac, ac + 1, failed, risk(n), inspect_all=n == lot_size)


def success_run(confidence: float, reliability: float, failures: int = 0) -> FoundPlan | PlanError:
    """The smallest sample that shows `reliability` with `confidence`, if at most `failures` fail.

    Args:
        confidence: above 0, below 1, e.g. 0.95.
        reliability: fraction of good pieces to be shown, above 0, below 1.
        failures: failed pieces that are allowed, 0 to 1000.

    Source: the binomial lower confidence bound of Clopper and Pearson; without failures the success
    run n = ln(1 - C) / ln R, rounded up.

    Example:
        >>> success_run(0.95, 0.90)
        FoundPlan(n=29, ac=0, re=1)
    """
    for name, value in (("confidence", confidence), ("reliability", reliability)):
        if not 0 < value < 1:
            return out_of_range(name, value, 0, 1)
    if not 0 <= failures <= LARGEST_NUMBER:
        return out_of_range("failures", failures, 0, LARGEST_NUMBER)
    quality = Binomial(1 - reliability)

    def risk(n: int) -> float:
        return quality.up_to(n, failures)

    n = smallest_size(_at_most(risk, 1 - confidence), failures + 1, LARGEST_SAMPLE)
    if n is None:
        return PlanError(PlanErrorCode.NO_PLAN, {"limit": str(LARGEST_SAMPLE)})
    return FoundPlan(n, failures, failures + 1)


def _at_most(risk: Callable[[int], float], limit: float) -> Callable[[int], bool]:
    """Whether the risk of a sample keeps the limit; equal up to rounding is kept."""
    return lambda n: risk(n) <= limit * (1 + _CLOSE)
