"""Probabilities and quantiles of the χ², F, t and beta distributions.

`scipy.special` is loaded with the first of them, `scipy.stats` never: it takes twice as long. What
needs no quantile (charts, rules) never loads it.
"""

from statistics import NormalDist
from typing import Final

_NORMAL: Final = NormalDist()


def normal_quantile(p: float) -> float:
    """Z below which a standard normal value lies with probability `p`, 0 < p < 1."""
    return _NORMAL.inv_cdf(p)


def chi_square_quantile(p: float, df: float) -> float:
    """χ² with `df` > 0 degrees of freedom that is not exceeded with probability `p`, 0 < p < 1."""
    from scipy.special import gammaincinv

    return float(2 * gammaincinv(df / 2, p))


def f_above(x: float, df1: int, df2: int) -> float:
    """Probability that F with `df1` and `df2` degrees of freedom exceeds `x` >= 0."""
    from scipy.special import fdtrc

    return float(fdtrc(df1, df2, x))


def t_beyond(t: float, df: int) -> float:
    """Probability that Student's t with `df` degrees of freedom is farther from 0 than `t`."""
    from scipy.special import stdtr

    return float(2 * stdtr(df, -abs(t)))


def t_quantile(p: float, df: int) -> float:
    """Student's t with `df` degrees of freedom not exceeded with probability `p`, 0 < p < 1."""
    from scipy.special import stdtrit

    return float(stdtrit(df, p))


def share_interval(found: int, n: int, conf: float) -> tuple[float, float]:
    """Clopper-Pearson interval of a share, `found` of `n` >= 1, at confidence `conf`.

    Source: C. J. Clopper, E. S. Pearson, Biometrika 26 (1934) 404-413.
    """
    from scipy.special import betaincinv

    tail = (1 - conf) / 2
    low = 0.0 if found == 0 else float(betaincinv(found, n - found + 1, tail))
    high = 1.0 if found == n else float(betaincinv(found + 1, n - found, 1 - tail))
    return low, high
