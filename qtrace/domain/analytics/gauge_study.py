"""Gauge repeatability and reproducibility: crossed study, ANOVA or average and range.

Source: AIAG, Measurement Systems Analysis, 4th edition, chapter III section B and appendix A;
ISO 22514-7:2021 for the model with random parts and appraisers.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from qtrace.domain.analytics.constants import LARGEST_SUBGROUP, ControlConstants
from qtrace.domain.analytics.distributions import f_above
from qtrace.domain.analytics.errors import (
    AnalyticsError,
    AnalyticsErrorCode,
    bad_setting,
    check_probability,
    check_values,
    too_few,
)
from qtrace.domain.analytics.spread import mean, squares, width

DEFAULT_ALPHA: Final = 0.25
"""AIAG and capstat-core; the R package SixSigma takes 0.05."""
DEFAULT_MULTIPLIER: Final = 6.0
_NDC_FACTOR: Final = 1.41
_MOST_MULTIPLIER: Final = 100.0

Cells = tuple[tuple[tuple[float, ...], ...], ...]
"""Readings by part, appraiser, trial."""


class GaugeMethod(StrEnum):
    """How the components are computed."""

    ANOVA = "anova"
    AVERAGE_RANGE = "average-range"


@dataclass(frozen=True, slots=True)
class GaugeStudy:
    """A balanced crossed study; made by `gauge_study` alone.

    Attributes:
        parts: their names, two or more.
        appraisers: their names, two or more.
        cells: readings, shape (parts, appraisers, trials), two trials or more.
    """

    parts: tuple[str, ...]
    appraisers: tuple[str, ...]
    cells: Cells

    @property
    def trials(self) -> int:
        """Readings of one part by one appraiser."""
        return len(self.cells[0][0])


@dataclass(frozen=True, slots=True)
class AnovaRow:
    """One line of the table; F and p against the line's own error term, None where undefined."""

    source: str
    df: int
    ss: float
    ms: float
    f: float | None
    p: float | None


@dataclass(frozen=True, slots=True)
class GaugeResult:
    """Components as variances, in the squared unit of the readings.

    Attributes:
        method: how they were computed.
        repeatability: of the equipment (EV).
        appraiser: between appraisers, without interaction.
        interaction: part by appraiser; 0 where pooled or not modelled.
        part: between parts (PV).
        anova: the table; empty for average and range.
        pooled: whether the interaction was pooled into repeatability; None without interaction.
    """

    method: GaugeMethod
    repeatability: float
    appraiser: float
    interaction: float
    part: float
    anova: tuple[AnovaRow, ...] = ()
    pooled: bool | None = None

    @property
    def reproducibility(self) -> float:
        """Of the appraisers with their interaction (AV)."""
        return self.appraiser + self.interaction

    @property
    def grr(self) -> float:
        """Of the measurement system."""
        return self.repeatability + self.reproducibility

    @property
    def total(self) -> float:
        """Of everything (TV)."""
        return self.grr + self.part

    @property
    def grr_percent(self) -> float:
        """Share of the study variation that is the measurement system's, in percent."""
        return self.study_percent(self.grr)

    def study_percent(self, variance: float) -> float:
        """Standard deviation of a component in percent of the total one; they do not add up."""
        return 100 * math.sqrt(variance / self.total)

    @property
    def ndc(self) -> int | None:
        """Distinct categories: 1.41 PV/GRR truncated, at least 1; None for a gauge without error."""
        if self.grr == 0:
            return None
        return max(1, math.floor(_NDC_FACTOR * math.sqrt(self.part / self.grr)))


def gauge_study(
    readings: Sequence[float], parts: Sequence[str], appraisers: Sequence[str]
) -> GaugeStudy | AnalyticsError:
    """The study from three lists of one length, in any order of rows.

    Returns:
        The study, or TOO_FEW, LENGTHS_DIFFER, NOT_FINITE, UNBALANCED, NO_VARIATION.
    """
    problem = _check_lists(readings, parts, appraisers) or check_values("y", readings)
    if problem is not None:
        return problem
    by_cell: dict[tuple[str, str], list[float]] = {}
    for reading, part, appraiser in zip(readings, parts, appraisers, strict=True):
        by_cell.setdefault((part, appraiser), []).append(reading)
    all_parts, all_appraisers = tuple(dict.fromkeys(parts)), tuple(dict.fromkeys(appraisers))
    for what, members in (("part", all_parts), ("appraiser", all_appraisers)):
        if len(members) < 2:
            return too_few(what, len(members), 2)
    trials = max(len(cell) for cell in by_cell.values())
    for part in all_parts:
        for appraiser in all_appraisers:
            given = len(by_cell.get((part, appraiser), ()))
            if given != trials:
                facts = {"part": part, "appraiser": appraiser}
                counts = {"given": str(given), "needed": str(trials)}
                return AnalyticsError(AnalyticsErrorCode.UNBALANCED, facts | counts)
    if trials < 2:
        return too_few("trials", trials, 2)
    if min(readings) == max(readings):
        return AnalyticsError(AnalyticsErrorCode.NO_VARIATION)
    cells = tuple(tuple(tuple(by_cell[p, a]) for a in all_appraisers) for p in all_parts)
    return GaugeStudy(all_parts, all_appraisers, cells)


def gauge_anova(
    study: GaugeStudy, alpha_interaction: float = DEFAULT_ALPHA
) -> GaugeResult | AnalyticsError:
    """Components by two-way analysis of variance; negative estimates become 0.

    Args:
        study: the readings.
        alpha_interaction: an interaction with p above it is pooled into repeatability.

    Returns:
        The components, or BAD_PROBABILITY.
    """
    problem = check_probability("alpha_interaction", alpha_interaction)
    if problem is not None:
        return problem
    p, a, r = len(study.parts), len(study.appraisers), study.trials
    cells = [cell for row in study.cells for cell in row]
    means = [[mean(cell) for cell in row] for row in study.cells]
    part_ss = a * r * squares([mean(row) for row in means])
    appraiser_ss = p * r * squares([mean(column) for column in zip(*means, strict=True)])
    cell_ss = r * squares([each for row in means for each in row])
    inter_ss = max(0.0, cell_ss - part_ss - appraiser_ss)
    error_ss, error_df = math.fsum(squares(cell) for cell in cells), p * a * (r - 1)
    inter_df = (p - 1) * (a - 1)
    inter = _row("interaction", inter_df, inter_ss, error_ss / error_df, error_df)
    pooled = inter.p is not None and inter.p > alpha_interaction
    if pooled:
        error_ss, error_df = error_ss + inter_ss, error_df + inter_df
    error = _row("repeatability", error_df, error_ss, None, 0)
    base = error if pooled else inter
    part_row = _row("part", p - 1, part_ss, base.ms, base.df)
    appraiser_row = _row("appraiser", a - 1, appraiser_ss, base.ms, base.df)
    return GaugeResult(
        GaugeMethod.ANOVA,
        error.ms,
        max(0.0, (appraiser_row.ms - base.ms) / (p * r)),
        0.0 if pooled else max(0.0, (inter.ms - error.ms) / r),
        max(0.0, (part_row.ms - base.ms) / (a * r)),
        (part_row, appraiser_row, inter, error),
        pooled,
    )


def gauge_average_range(
    constants: ControlConstants, study: GaugeStudy
) -> GaugeResult | AnalyticsError:
    """Components from averages and ranges: K1 = 1/d2, K2 and K3 = 1/d2* of one subgroup.

    Returns:
        The components, or SUBGROUP_TOO_LARGE above 25 parts, appraisers or trials, or
        NO_VARIATION where averages and ranges are all alike.
    """
    p, a, r = len(study.parts), len(study.appraisers), study.trials
    if max(p, a, r) > LARGEST_SUBGROUP:
        facts = {"given": str(max(p, a, r)), "most": str(LARGEST_SUBGROUP)}
        return AnalyticsError(AnalyticsErrorCode.SUBGROUP_TOO_LARGE, facts)
    means = [[mean(cell) for cell in row] for row in study.cells]
    mean_range = mean([width(cell) for row in study.cells for cell in row])
    repeatability = (mean_range / constants.d2[r]) ** 2
    between = width([mean(column) for column in zip(*means, strict=True)]) / constants.d2_star(a)
    part = (width([mean(row) for row in means]) / constants.d2_star(p)) ** 2
    appraiser = max(0.0, between**2 - repeatability / (p * r))
    if repeatability + appraiser + part == 0:
        return AnalyticsError(AnalyticsErrorCode.NO_VARIATION)
    return GaugeResult(GaugeMethod.AVERAGE_RANGE, repeatability, appraiser, 0.0, part)


def check_multiplier(multiplier: float) -> AnalyticsError | None:
    """Refuse a width of the study variation that is not above 0 and at most 100 sigma."""
    if 0 < multiplier <= _MOST_MULTIPLIER:
        return None
    return bad_setting("study_multiplier", multiplier)


def _row(source: str, df: int, ss: float, error_ms: float | None, error_df: int) -> AnovaRow:
    ms = ss / df
    if not error_ms:
        return AnovaRow(source, df, ss, ms, None, None)
    f = ms / error_ms
    return AnovaRow(source, df, ss, ms, f, f_above(f, df, error_df))


def _check_lists(
    readings: Sequence[float], parts: Sequence[str], appraisers: Sequence[str]
) -> AnalyticsError | None:
    for what, labels in (("part", parts), ("appraiser", appraisers)):
        if len(labels) != len(readings):
            facts = {"what": f"y, {what}", "one": str(len(readings)), "other": str(len(labels))}
            return AnalyticsError(AnalyticsErrorCode.LENGTHS_DIFFER, facts)
    return None if readings else too_few("y", 0, 1)
