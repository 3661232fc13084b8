"""What a measured study says, and whether the measurement system may be used.

Source: AIAG, Measurement Systems Analysis, 4th edition, chapter II section D (under 10 % accepted,
10 to 30 % depends on the use, above refused; 5 or more categories) and chapter III section C
(kappa above 0.75 good, below 0.40 poor).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from qtrace.domain.analytics.agreement import Agreement, Ratings, attribute_agreement
from qtrace.domain.analytics.bias_study import Bias, Linearity, gauge_bias, gauge_linearity
from qtrace.domain.analytics.constants import ControlConstants
from qtrace.domain.analytics.errors import AnalyticsError
from qtrace.domain.analytics.gauge_study import (
    DEFAULT_MULTIPLIER,
    GaugeResult,
    GaugeStudy,
    gauge_anova,
    gauge_average_range,
    gauge_study,
)
from qtrace.domain.studies import Run, StudyKind, StudyPlan

GOOD_PERCENT: Final = 10.0
MOST_PERCENT: Final = 30.0
FEWEST_CATEGORIES: Final = 5
GOOD_KAPPA: Final = 0.75
POOR_KAPPA: Final = 0.40


class StudyVerdict(StrEnum):
    """Whether the measurement system may be used; the value is the stored text."""

    ACCEPTABLE = "acceptable"
    MARGINAL = "marginal"
    UNACCEPTABLE = "unacceptable"


@dataclass(frozen=True, slots=True)
class GaugeFindings:
    """Gauge R&R by both methods.

    Attributes:
        study: the readings by part, appraiser, trial.
        anova: decides.
        average_range: for comparison with older studies.
        tolerance_percent: 6 sigma of the gauge in percent of the tolerance; None without two limits.
    """

    study: GaugeStudy
    anova: GaugeResult
    average_range: GaugeResult
    tolerance_percent: float | None


@dataclass(frozen=True, slots=True)
class BiasFindings:
    """Bias of each part, and its line over the reference values where there are several.

    Attributes:
        biases: label, reference, bias.
        linearity: None with one reference value.
        points: reference and error of each reading, in the order of the parts.
    """

    biases: tuple[tuple[str, float, Bias], ...]
    linearity: Linearity | None
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class AgreementFindings:
    """Agreement of judgements."""

    agreement: Agreement


Findings = GaugeFindings | BiasFindings | AgreementFindings


def evaluate_study(
    constants: ControlConstants, plan: StudyPlan, values: Mapping[Run, str]
) -> Findings | AnalyticsError:
    """What the readings of `plan` say.

    Args:
        constants: the shipped table.
        plan: what was to be read.
        values: canonical decimal text of every run, or `ok`/`nok`.

    Returns:
        The findings, or why there are none: UNBALANCED or TOO_FEW while it is not complete,
        NO_VARIATION, NOT_FINITE.
    """
    runs = sorted(values, key=lambda run: (run.part, run.appraiser, run.trial))
    if plan.kind is StudyKind.GRR:
        return _gauge(constants, plan, runs, values)
    if plan.kind is StudyKind.BIAS:
        return _bias(plan, runs, values)
    standards = [plan.parts[run.part - 1].reference for run in runs]
    found = attribute_agreement(
        Ratings(
            [values[run] for run in runs],
            [plan.parts[run.part - 1].label for run in runs],
            [str(run.appraiser) for run in runs],
            None if None in standards else [str(each) for each in standards],
        )
    )
    return found if isinstance(found, AnalyticsError) else AgreementFindings(found)


def _gauge(
    constants: ControlConstants, plan: StudyPlan, runs: Sequence[Run], values: Mapping[Run, str]
) -> GaugeFindings | AnalyticsError:
    study = gauge_study(
        [float(values[run]) for run in runs],
        [plan.parts[run.part - 1].label for run in runs],
        [str(run.appraiser) for run in runs],
    )
    if isinstance(study, AnalyticsError):
        return study
    anova, ranges = gauge_anova(study), gauge_average_range(constants, study)
    assert isinstance(anova, GaugeResult), "its only setting is the default one"
    if isinstance(ranges, AnalyticsError):
        return ranges
    share = None
    if plan.lsl is not None and plan.usl is not None:
        tolerance = float(plan.usl) - float(plan.lsl)
        share = 100 * DEFAULT_MULTIPLIER * anova.grr**0.5 / tolerance
    return GaugeFindings(study, anova, ranges, share)


def _bias(
    plan: StudyPlan, runs: Sequence[Run], values: Mapping[Run, str]
) -> BiasFindings | AnalyticsError:
    biases, points = [], []
    for number, part in enumerate(plan.parts, start=1):
        reference = float(part.reference or "0")
        readings = [float(values[run]) for run in runs if run.part == number]
        found = gauge_bias(readings, reference)
        if isinstance(found, AnalyticsError):
            return found
        biases.append((part.label, reference, found))
        points += [(reference, reading - reference) for reading in readings]
    line = None
    if len({reference for _label, reference, _bias in biases}) > 1:
        answer = gauge_linearity([x + error for x, error in points], [x for x, _error in points])
        assert isinstance(answer, Linearity), "every part has its bias, and references differ"
        line = answer
    return BiasFindings(tuple(biases), line, tuple(points))


def study_verdict(findings: Findings) -> StudyVerdict:
    """Whether the measurement system may be used, by the worst of what was found."""
    if isinstance(findings, GaugeFindings):
        return _of_gauge(findings)
    if isinstance(findings, BiasFindings):
        line = findings.linearity
        if line is not None and not line.linear:
            return StudyVerdict.UNACCEPTABLE
        biased = any(bias.significant for _label, _reference, bias in findings.biases)
        return StudyVerdict.MARGINAL if biased else StudyVerdict.ACCEPTABLE
    kappas = agreement_kappas(findings.agreement)
    least = min(kappas, default=1.0)
    if least < POOR_KAPPA:
        return StudyVerdict.UNACCEPTABLE
    return StudyVerdict.ACCEPTABLE if least > GOOD_KAPPA else StudyVerdict.MARGINAL


def _of_gauge(findings: GaugeFindings) -> StudyVerdict:
    percent = max(findings.anova.grr_percent, findings.tolerance_percent or 0.0)
    if percent > MOST_PERCENT:
        return StudyVerdict.UNACCEPTABLE
    categories = findings.anova.ndc
    few = categories is not None and categories < FEWEST_CATEGORIES
    return StudyVerdict.MARGINAL if few or percent >= GOOD_PERCENT else StudyVerdict.ACCEPTABLE


def agreement_kappas(agreement: Agreement) -> tuple[float, ...]:
    """Every kappa of the study that is defined: within, against the standard, between."""
    found = [agreement.between_kappa]
    for each in agreement.appraisers:
        found += [each.within_kappa, each.standard_kappa]
    return tuple(each.kappa for each in found if each is not None and each.kappa is not None)
