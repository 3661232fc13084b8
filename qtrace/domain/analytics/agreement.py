"""Attribute agreement: do appraisers judge alike, and as the standard says?

Source: AIAG, Measurement Systems Analysis, 4th edition, chapter III section C; J. Cohen (1960) for
two raters, J. L. Fleiss (1971) for several.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from qtrace.domain.analytics.distributions import share_interval
from qtrace.domain.analytics.errors import (
    AnalyticsError,
    AnalyticsErrorCode,
    check_probability,
    too_few,
)
from qtrace.domain.analytics.spread import mean


@dataclass(frozen=True, slots=True)
class Kappa:
    """Agreement beyond chance.

    Attributes:
        kappa: 1 is full agreement, 0 what chance gives; None where all ratings are one category.
        observed: share of agreeing pairs.
        expected: share that chance gives.
    """

    kappa: float | None
    observed: float
    expected: float


@dataclass(frozen=True, slots=True)
class Share:
    """`agreed` of `n` parts, with the bounds of that share (Clopper-Pearson)."""

    agreed: int
    n: int
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class AppraiserAgreement:
    """One appraiser; None where there is one trial only, or no standard.

    Attributes:
        appraiser: name.
        within: parts judged alike in all trials.
        within_kappa: Fleiss over the trials.
        standard: parts judged as the standard says in all trials.
        standard_kappa: Cohen, all ratings against the standard.
    """

    appraiser: str
    within: Share | None
    within_kappa: Kappa | None
    standard: Share | None
    standard_kappa: Kappa | None


@dataclass(frozen=True, slots=True)
class Agreement:
    """The study.

    Attributes:
        appraisers: each for himself.
        between: parts judged alike by all in all trials; None with one appraiser.
        between_kappa: Fleiss over all ratings; None likewise.
        standard: parts judged by all, in all trials, as the standard says; None without one.
    """

    appraisers: tuple[AppraiserAgreement, ...]
    between: Share | None
    between_kappa: Kappa | None
    standard: Share | None


@dataclass(frozen=True, slots=True)
class Ratings:
    """Four lists of one length, one member a rating; `standard` is None where none is known."""

    rating: Sequence[str]
    part: Sequence[str]
    appraiser: Sequence[str]
    standard: Sequence[str] | None = None


def cohen_kappa(one: Sequence[str], other: Sequence[str]) -> Kappa | AnalyticsError:
    """Kappa of two raters who rated the same parts, in the same order.

    Returns:
        Kappa, or LENGTHS_DIFFER or TOO_FEW.
    """
    if len(one) != len(other):
        return _lengths("a, b", len(one), len(other))
    return _cohen(one, other) if one else too_few("a", 0, 1)


def fleiss_kappa(ratings: Sequence[Sequence[str]]) -> Kappa | AnalyticsError:
    """Kappa of several raters; one row a part, each of the same number of ratings, two or more.

    Returns:
        Kappa, or TOO_FEW or RAGGED.
    """
    if not ratings:
        return too_few("ratings", 0, 1)
    if len(ratings[0]) < 2:
        return too_few("ratings[0]", len(ratings[0]), 2)
    for i, row in enumerate(ratings):
        if len(row) != len(ratings[0]):
            given, needed = str(len(row)), str(len(ratings[0]))
            facts = {"what": f"ratings[{i}]", "given": given, "needed": needed}
            return AnalyticsError(AnalyticsErrorCode.RAGGED, facts)
    return _fleiss(ratings)


def attribute_agreement(ratings: Ratings, *, conf: float = 0.95) -> Agreement | AnalyticsError:
    """Agreement within, between and with the standard; every appraiser rates every part alike often.

    Returns:
        The study, or LENGTHS_DIFFER, TOO_FEW, UNBALANCED, STANDARD_DIFFERS, BAD_PROBABILITY.
    """
    problem = check_probability("conf", conf) or _check(ratings)
    if problem is not None:
        return problem
    table = _table(ratings)
    standard = (
        None if ratings.standard is None else dict(zip(ratings.part, ratings.standard, strict=True))
    )
    problem = _check_balance(table)
    if problem is not None:
        return problem
    appraisers = tuple(_appraiser(name, rows, standard, conf) for name, rows in table.items())
    parts = next(iter(table.values()))
    everything = {
        part: [rating for rows in table.values() for rating in rows[part]] for part in parts
    }
    several = len(table) > 1
    return Agreement(
        appraisers,
        _alike(everything, conf) if several else None,
        _fleiss(list(everything.values())) if several else None,
        None if standard is None else _as_standard(everything, standard, conf),
    )


_Rows = dict[str, list[str]]
"""Ratings by part."""


def _appraiser(
    name: str, rows: _Rows, standard: dict[str, str] | None, conf: float
) -> AppraiserAgreement:
    repeated = len(next(iter(rows.values()))) > 1
    against = against_kappa = None
    if standard is not None:
        against = _as_standard(rows, standard, conf)
        pairs = [(rating, standard[part]) for part, row in rows.items() for rating in row]
        against_kappa = _cohen([a for a, _ in pairs], [b for _, b in pairs])
    return AppraiserAgreement(
        name,
        _alike(rows, conf) if repeated else None,
        _fleiss(list(rows.values())) if repeated else None,
        against,
        against_kappa,
    )


def _alike(rows: _Rows, conf: float) -> Share:
    return _share(sum(len(set(row)) == 1 for row in rows.values()), len(rows), conf)


def _as_standard(rows: _Rows, standard: dict[str, str], conf: float) -> Share:
    agreed = sum(set(row) == {standard[part]} for part, row in rows.items())
    return _share(agreed, len(rows), conf)


def _share(agreed: int, n: int, conf: float) -> Share:
    return Share(agreed, n, *share_interval(agreed, n, conf))


def _cohen(one: Sequence[str], other: Sequence[str]) -> Kappa:
    n = len(one)
    observed = sum(a == b for a, b in zip(one, other, strict=True)) / n
    first, second = Counter(one), Counter(other)
    return _kappa(observed, sum(first[each] * second[each] for each in first) / n**2)


def _fleiss(ratings: Sequence[Sequence[str]]) -> Kappa:
    raters = len(ratings[0])
    pairs = raters * (raters - 1)
    counts = [Counter(row) for row in ratings]
    alike = [sum(n * (n - 1) for n in each.values()) / pairs for each in counts]
    totals: Counter[str] = Counter()
    for each in counts:
        totals.update(each)
    every = len(ratings) * raters
    return _kappa(mean(alike), sum(n * n for n in totals.values()) / every**2)


def _kappa(observed: float, expected: float) -> Kappa:
    kappa = None if expected == 1 else (observed - expected) / (1 - expected)
    return Kappa(kappa, observed, expected)


def _table(ratings: Ratings) -> dict[str, _Rows]:
    """Ratings by appraiser and part; every appraiser has every part, in one order."""
    table: dict[str, _Rows] = {
        appraiser: {part: [] for part in ratings.part} for appraiser in ratings.appraiser
    }
    rows = zip(ratings.rating, ratings.part, ratings.appraiser, strict=True)
    for rating, part, appraiser in rows:
        table[appraiser][part].append(rating)
    return table


def _check(ratings: Ratings) -> AnalyticsError | None:
    if not ratings.rating:
        return too_few("rating", 0, 1)
    lists = {"part": ratings.part, "appraiser": ratings.appraiser, "standard": ratings.standard}
    for what, members in lists.items():
        if members is not None and len(members) != len(ratings.rating):
            return _lengths(f"rating, {what}", len(ratings.rating), len(members))
    known: dict[str, str] = {}
    for part, standard in zip(ratings.part, ratings.standard or (), strict=False):
        if known.setdefault(part, standard) != standard:
            return AnalyticsError(AnalyticsErrorCode.STANDARD_DIFFERS, {"part": part})
    return None


def _check_balance(table: dict[str, _Rows]) -> AnalyticsError | None:
    needed = max(len(row) for rows in table.values() for row in rows.values())
    for appraiser, rows in table.items():
        for part, row in rows.items():
            if len(row) != needed:
                facts = {"part": part, "appraiser": appraiser}
                counts = {"given": str(len(row)), "needed": str(needed)}
                return AnalyticsError(AnalyticsErrorCode.UNBALANCED, facts | counts)
    return None


def _lengths(what: str, one: int, other: int) -> AnalyticsError:
    facts = {"what": what, "one": str(one), "other": str(other)}
    return AnalyticsError(AnalyticsErrorCode.LENGTHS_DIFFER, facts)
