"""Chances of counting failures in a sample: binomial, Poisson, hypergeometric.

Standard library only. Terms are found by recurrence from the likeliest count outwards and divided
by their sum, so no logarithm of a factorial is needed. Cumulated chances of few failures begin at
the chance of none instead, which is quicker. Both are right to 1e-12.

Source: the recurrences of neighbouring terms, Johnson, Kemp and Kotz, Univariate Discrete
Distributions, chapters 3, 4 and 6.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

_TINY = 1e-40
_LEAST_LOG = -600.0
_SHORT = 1_000


@dataclass(frozen=True, slots=True)
class CountChances:
    """Chances of the counts that are not negligible (all others are below 1e-35).

    Attributes:
        first: the count of the first chance.
        values: chances of `first`, `first` + 1, ...; their sum is 1.
    """

    first: int
    values: tuple[float, ...]

    @property
    def last(self) -> int:
        """The count of the last chance."""
        return self.first + len(self.values) - 1

    def at(self, count: int) -> float:
        """Chance of exactly `count` failures."""
        index = count - self.first
        return self.values[index] if 0 <= index < len(self.values) else 0.0

    def up_to(self, count: int) -> float:
        """Chance of `count` failures or fewer, 0 to 1."""
        return min(1.0, math.fsum(self.values[: max(0, count - self.first + 1)]))


@dataclass(frozen=True, slots=True)
class Binomial:
    """A process whose pieces fail with chance `p`, 0 to 1 (type B curves)."""

    p: float

    def chances(self, n: int) -> CountChances:
        """Chances of the failed pieces in a sample of `n` >= 0."""
        if self.p <= 0 or self.p >= 1:
            return CountChances(n if self.p >= 1 else 0, (1.0,))
        odds = self.p / (1 - self.p)
        likeliest = min(n, int((n + 1) * self.p))
        return _outwards(0, n, likeliest, lambda k: (n - k) / (k + 1) * odds)

    def up_to(self, n: int, count: int) -> float:
        """Chance of `count` >= 0 failed pieces or fewer in a sample of `n` >= 0."""
        if not 0 < self.p < 1 or count > _SHORT:
            return self.chances(n).up_to(count)
        log_none = n * math.log1p(-self.p)
        if log_none < _LEAST_LOG:
            return self.chances(n).up_to(count)
        odds = self.p / (1 - self.p)
        total = term = math.exp(log_none)
        for k in range(count):
            term *= (n - k) / (k + 1) * odds
            total += term
        return min(1.0, total)

    def after(self, n: int, failed: int) -> "Binomial":  # noqa: ARG002 - a process has no memory
        """The quality that is left after a sample."""
        return self


@dataclass(frozen=True, slots=True)
class Poisson:
    """A process with `rate` nonconformities per piece, 0 or more."""

    rate: float

    def chances(self, n: int) -> CountChances:
        """Chances of the nonconformities in a sample of `n` >= 0."""
        mean = n * self.rate
        if mean <= 0:
            return CountChances(0, (1.0,))
        return _outwards(0, None, int(mean), lambda k: mean / (k + 1))

    def up_to(self, n: int, count: int) -> float:
        """Chance of `count` >= 0 nonconformities or fewer in a sample of `n` >= 0."""
        mean = n * self.rate
        if mean > -_LEAST_LOG or count > _SHORT:
            return self.chances(n).up_to(count)
        total = term = math.exp(-mean)
        for k in range(count):
            term *= mean / (k + 1)
            total += term
        return min(1.0, total)

    def after(self, n: int, failed: int) -> "Poisson":  # noqa: ARG002 - a process has no memory
        """The quality that is left after a sample."""
        return self


@dataclass(frozen=True, slots=True)
class Hypergeometric:
    """A lot of `lot_size` pieces of which `failed` (0 to `lot_size`) fail (type A curves)."""

    lot_size: int
    failed: int

    def chances(self, n: int) -> CountChances:
        """Chances of the failed pieces in a sample of `n`, 0 to `lot_size`."""
        failed, good = self.failed, self.lot_size - self.failed
        low, high = max(0, n - good), min(n, failed)
        likeliest = (n + 1) * (failed + 1) // (self.lot_size + 2)
        return _outwards(
            low,
            high,
            min(high, max(low, likeliest)),
            lambda k: (failed - k) * (n - k) / ((k + 1) * (good - n + k + 1)),
        )

    def up_to(self, n: int, count: int) -> float:
        """Chance of `count` >= 0 failed pieces or fewer in a sample of `n`, 0 to `lot_size`."""
        return self.chances(n).up_to(count)

    def after(self, n: int, failed: int) -> "Hypergeometric":
        """The rest of the lot after a sample of `n` with `failed` failed pieces."""
        return Hypergeometric(self.lot_size - n, self.failed - failed)


Quality = Binomial | Poisson | Hypergeometric
"""What a sample is drawn from."""


def _outwards(
    low: int, high: int | None, likeliest: int, step: Callable[[int], float]
) -> CountChances:
    """Terms around `likeliest`; `step(k)` is the term of k + 1 divided by the term of k."""
    above: list[float] = []
    term, count = 1.0, likeliest
    while term > _TINY and (high is None or count < high):
        term *= step(count)
        count += 1
        above.append(term)
    below: list[float] = []
    term, count = 1.0, likeliest
    while term > _TINY and count > low:
        count -= 1
        term /= step(count)
        below.append(term)
    terms = [*reversed(below), 1.0, *above]
    total = math.fsum(terms)
    return CountChances(likeliest - len(below), tuple(term / total for term in terms))
