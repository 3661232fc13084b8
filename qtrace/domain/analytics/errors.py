"""What is wrong with data that a statistic cannot be computed from."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

_LEAST: Final = 1e-50
_MOST: Final = 1e50


class AnalyticsErrorCode(StrEnum):
    """Stable codes; the sentences stand in `qtrace.i18n.analytics_reasons`."""

    TOO_FEW = "TOO_FEW"
    RAGGED = "RAGGED"
    LENGTHS_DIFFER = "LENGTHS_DIFFER"
    NOT_FINITE = "NOT_FINITE"
    NO_VARIATION = "NO_VARIATION"
    BAD_SIGMA = "BAD_SIGMA"
    BAD_COUNT = "BAD_COUNT"
    BAD_SIZE = "BAD_SIZE"
    SIZES_DIFFER = "SIZES_DIFFER"
    SUBGROUP_TOO_LARGE = "SUBGROUP_TOO_LARGE"
    BAD_SPECIFICATION = "BAD_SPECIFICATION"
    BAD_PROBABILITY = "BAD_PROBABILITY"
    BAD_SETTING = "BAD_SETTING"
    UNBALANCED = "UNBALANCED"
    WRONG_ESTIMATOR = "WRONG_ESTIMATOR"
    STANDARD_DIFFERS = "STANDARD_DIFFERS"


@dataclass(frozen=True, slots=True)
class AnalyticsError:
    """A refusal to compute, with the facts that its sentence needs."""

    code: AnalyticsErrorCode
    facts: Mapping[str, str] = field(default_factory=dict)


def too_few(what: str, given: int, needed: int) -> AnalyticsError:
    """`what` (a field's name) has `given` members and needs `needed`."""
    facts = {"what": what, "given": str(given), "needed": str(needed)}
    return AnalyticsError(AnalyticsErrorCode.TOO_FEW, facts)


def bad_setting(name: str, given: float) -> AnalyticsError:
    """The setting `name` is out of its range."""
    facts = {"name": name, "given": f"{given:g}"}
    return AnalyticsError(AnalyticsErrorCode.BAD_SETTING, facts)


def check_values(what: str, values: Iterable[float]) -> AnalyticsError | None:
    """Refuse what no square or ratio can be taken of, naming the first by its index.

    NaN, infinities, above 1e50 and, but for 0, below 1e-50: no measured value is there, and within
    these bounds nothing overflows or vanishes.
    """
    for i, value in enumerate(values):
        if not is_usable(value):
            return AnalyticsError(AnalyticsErrorCode.NOT_FINITE, {"what": f"{what}[{i}]"})
    return None


def is_usable(value: float) -> bool:
    """Whether `value` is a number to compute with."""
    return value == 0 or _LEAST <= abs(value) <= _MOST


def check_rows(what: str, rows: Sequence[Sequence[float]]) -> AnalyticsError | None:
    """Refuse rows of different lengths and values that are no numbers."""
    for i, row in enumerate(rows):
        if len(row) != len(rows[0]):
            facts = {"what": f"{what}[{i}]", "given": str(len(row)), "needed": str(len(rows[0]))}
            return AnalyticsError(AnalyticsErrorCode.RAGGED, facts)
        error = check_values(f"{what}[{i}]", row)
        if error is not None:
            return error
    return None


def check_probability(name: str, value: float) -> AnalyticsError | None:
    """Refuse what is not between 0 and 1, or so near to 1 that its tail is lost."""
    if value > 0 and (1 + value) / 2 < 1:
        return None
    facts = {"name": name, "given": f"{value:g}"}
    return AnalyticsError(AnalyticsErrorCode.BAD_PROBABILITY, facts)
