"""The operating characteristic of a single or double plan as one curve: chance, marks, points, effort.

The chance of a double plan is that of both ways to acceptance: by the first sample alone, and by both
together where the first one decides nothing. What is read off the curve is right to 1e-9.

Source: ANSI/ASQ Z1.4-2003 section 11 (curves, average sample size); distributions as in `oc`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from qtrace.domain.sampling.chances import Binomial, Poisson, Quality
from qtrace.domain.sampling.lot_plans import SecondSample
from qtrace.domain.sampling.oc import Distribution, OcMarks, OcPoint, distribution_for
from qtrace.domain.sampling.risks import Stage, Stages, accept_chance

_BISECTIONS = 60


@dataclass(frozen=True, slots=True)
class PlanCurve:
    """The curve of a plan.

    Attributes:
        stages: one sample, or two.
        distribution: what `p` means: a fraction of failed pieces, or nonconformities per piece.
    """

    stages: Stages
    distribution: Distribution

    @property
    def is_double(self) -> bool:
        """True if a second sample may be asked for."""
        return len(self.stages) > 1

    def chance(self, p: float) -> float:
        """Chance (0 to 1) that a lot of quality `p` is accepted."""
        return accept_chance(self.stages, self._quality(p))

    def average_sample(self, p: float) -> float:
        """Pieces that are looked at on the average where a second sample is always finished."""
        first = self.stages[0]
        if not self.is_double:
            return float(first.n)
        counts = self._quality(p).chances(first.n)
        undecided = counts.up_to(first.re - 1) - counts.up_to(first.ac)
        return first.n + self.stages[1].n * max(0.0, undecided)

    def quality_at(self, pa: float) -> float | None:
        """Quality at which the chance is `pa` (0 < pa < 1); None where every lot is accepted."""
        high = 1.0
        if self.distribution is Distribution.BINOMIAL:
            if self.chance(1.0) > pa:
                return None
        else:
            while self.chance(high) > pa:
                high *= 2
        return _bisect(lambda p: self.chance(p) > pa, high)

    def marks(self, aql: str | None) -> OcMarks:
        """The marked points; `aql` as printed, in percent or per 100, None without one."""
        at_aql = None
        if aql is not None:
            p = float(aql) / 100
            at_aql = OcPoint(p, self.chance(p))
        return OcMarks(at_aql, self._mark(0.5), self._mark(0.1))

    def points(self, count: int, p_max: float) -> tuple[OcPoint, ...]:
        """`count` >= 2 evenly spaced points from 0 to `p_max`, both included."""
        xs = (p_max * i / (count - 1) for i in range(count))
        return tuple(OcPoint(x, self.chance(x)) for x in xs)

    def _mark(self, pa: float) -> OcPoint | None:
        p = self.quality_at(pa)
        return None if p is None else OcPoint(p, pa)

    def _quality(self, p: float) -> Quality:
        return Poisson(p) if self.distribution is Distribution.POISSON else Binomial(p)


def plan_curve(
    n: int, ac: int, aql: str | None, re: int | None = None, second: SecondSample | None = None
) -> PlanCurve:
    """The curve of stored numbers.

    Args:
        n: pieces of the sample, of a double plan the first one.
        ac: acceptance number of that sample.
        aql: AQL as printed, which says what is counted; None without one.
        re: rejection number of the first of two samples; a single one is accepted up to `ac`.
        second: what a double plan adds, or None.
    """
    if second is None:
        return PlanCurve((Stage(n, ac, ac + 1),), distribution_for(aql))
    first = Stage(n, ac, second.re if re is None else re)
    return PlanCurve((first, Stage(second.n, second.ac, second.re)), distribution_for(aql))


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
