"""Probabilities and quantiles of the χ², F, t and beta distributions, standard library only.

Right to about 1e-10 up to a thousand degrees of freedom and 1e-8 up to a million: more than any
decision needs, and without the second that loading a numerical library costs a single answer.

Source: incomplete gamma and beta functions by series and continued fraction,
NIST Digital Library of Mathematical Functions 8.9, 8.11.4 and 8.17.22.
"""

import math
from collections.abc import Callable
from statistics import NormalDist
from typing import Final

_TINY: Final = 1e-300
_ENOUGH: Final = 1e-15
_NORMAL: Final = NormalDist()


def normal_quantile(p: float) -> float:
    """Z below which a standard normal value lies with probability `p`, 0 < p < 1."""
    return _NORMAL.inv_cdf(p)


def chi_square_below(x: float, df: float) -> float:
    """Probability that χ² with `df` > 0 degrees of freedom is at most `x` >= 0."""
    return _gamma_below(df / 2, x / 2)


def chi_square_quantile(p: float, df: float) -> float:
    """χ² with `df` > 0 degrees of freedom that is not exceeded with probability `p`, 0 < p < 1."""
    high = df + 10 * math.sqrt(2 * df) + 10
    while chi_square_below(high, df) < p:
        high *= 2
    return _rising_root(lambda x: chi_square_below(x, df), p, 0.0, high)


def f_above(x: float, df1: float, df2: float) -> float:
    """Probability that F with `df1` and `df2` degrees of freedom exceeds `x` >= 0."""
    return beta_below(df2 / (df2 + df1 * x), df2 / 2, df1 / 2)


def t_beyond(t: float, df: float) -> float:
    """Probability that Student's t with `df` degrees of freedom is farther from 0 than `t`."""
    return beta_below(df / (df + t * t), df / 2, 0.5)


def t_quantile(p: float, df: float) -> float:
    """Student's t with `df` degrees of freedom not exceeded with probability `p`, 0.5 <= p < 1."""
    share = beta_quantile(2 * (1 - p), df / 2, 0.5)
    return math.sqrt(df * (1 - share) / share)


def beta_below(x: float, a: float, b: float) -> float:
    """Probability that a beta value with parameters `a`, `b` > 0 is at most `x`, 0 to 1."""
    if x <= 0:
        return 0.0
    if x >= 1:
        return 1.0
    log_front = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b)
    front = math.exp(log_front + a * math.log(x) + b * math.log1p(-x))
    if x < (a + 1) / (a + b + 2):
        return front * _beta_fraction(x, a, b) / a
    return 1 - front * _beta_fraction(1 - x, b, a) / b


def beta_quantile(p: float, a: float, b: float) -> float:
    """Beta value with parameters `a`, `b` > 0 not exceeded with probability `p`, 0 < p <= 1."""
    return _rising_root(lambda x: beta_below(x, a, b), p, 0.0, 1.0)


def share_interval(found: int, n: int, conf: float) -> tuple[float, float]:
    """Clopper-Pearson interval of a share, `found` of `n` >= 1, at confidence `conf`.

    Source: C. J. Clopper, E. S. Pearson, Biometrika 26 (1934) 404-413.
    """
    tail = (1 - conf) / 2
    low = 0.0 if found == 0 else beta_quantile(tail, found, n - found + 1)
    high = 1.0 if found == n else beta_quantile(1 - tail, found + 1, n - found)
    return low, high


def _rising_root(function: Callable[[float], float], p: float, low: float, high: float) -> float:
    """Where the rising `function` reaches `p` between `low` and `high`, by halving."""
    while low < (middle := (low + high) / 2) < high:
        if function(middle) < p:
            low = middle
        else:
            high = middle
    return middle


def _gamma_below(a: float, x: float) -> float:
    """Regularised lower incomplete gamma function P(a, x)."""
    if x <= 0:
        return 0.0
    front = math.exp(a * math.log(x) - x - math.lgamma(a))
    if x < a + 1:
        term = total = 1 / a
        step = a
        while term > total * _ENOUGH:
            step += 1
            term *= x / step
            total += term
        return front * total
    return 1 - front * _gamma_fraction(a, x)


def _gamma_fraction(a: float, x: float) -> float:
    """Continued fraction of Q(a, x) without its front factor, by Lentz's method; x >= a + 1."""
    b = x + 1 - a
    c, d = 1 / _TINY, 1 / b
    value, change, i = d, 0.0, 0
    while abs(change - 1) > _ENOUGH:
        i += 1
        numerator = i * (a - i)
        b += 2
        d = 1 / _not_zero(numerator * d + b)
        c = _not_zero(b + numerator / c)
        change = d * c
        value *= change
    return value


def _beta_fraction(x: float, a: float, b: float) -> float:
    """Continued fraction of the incomplete beta function, by Lentz's method."""
    c, d = 1.0, 1 / _not_zero(1 - (a + b) * x / (a + 1))
    value, change, m = d, 0.0, 0
    while abs(change - 1) > _ENOUGH:
        m += 1
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        d = 1 / _not_zero(1 + even * d)
        c = _not_zero(1 + even / c)
        value *= d * c
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        d = 1 / _not_zero(1 + odd * d)
        c = _not_zero(1 + odd / c)
        change = d * c
        value *= change
    return value


def _not_zero(value: float) -> float:
    return value or _TINY
