"""Findings of measured studies, with the data that AIAG prints (MSA 4)."""

from dataclasses import replace

import pytest

from qtrace.domain.analytics.errors import AnalyticsErrorCode
from qtrace.domain.analytics.study_result import (
    AgreementFindings,
    BiasFindings,
    GaugeFindings,
    StudyVerdict,
    agreement_kappas,
    evaluate_study,
    study_verdict,
)
from qtrace.domain.studies import PlannedPart, Run, StudyKind, StudyPlan
from qtrace.reference import control_constants
from tests.domain.analytics.published import GAUGE_STUDY, LINEARITY_STUDY

CONSTANTS = control_constants()


def gauge_runs(scale=1.0):
    return {
        Run(j // 3 + 1, j % 3 + 1, i + 1): repr(value * scale)
        for i, row in enumerate(GAUGE_STUDY)
        for j, value in enumerate(row)
    }


def gauge_plan(**over):
    parts = tuple(PlannedPart(f"P{i}") for i in range(1, 11))
    return StudyPlan(StudyKind.GRR, parts, (11, 12, 13), 3, **over)


def test_aiag_study_by_both_methods():
    found = evaluate_study(CONSTANTS, gauge_plan(), gauge_runs())
    assert isinstance(found, GaugeFindings)
    # MSA 4, page 129 (ANOVA) and 118 (average and range).
    assert found.anova.grr_percent == pytest.approx(27.86, abs=0.05)
    assert found.average_range.grr_percent == pytest.approx(26.68, abs=0.05)
    assert found.anova.ndc == 4
    assert found.tolerance_percent is None
    assert study_verdict(found) is StudyVerdict.MARGINAL


def test_a_narrow_tolerance_makes_the_same_gauge_unacceptable():
    wide = evaluate_study(CONSTANTS, gauge_plan(lsl="-10", usl="10"), gauge_runs())
    assert wide.tolerance_percent == pytest.approx(600 * wide.anova.grr**0.5 / 20)
    assert study_verdict(wide) is StudyVerdict.MARGINAL
    narrow = evaluate_study(CONSTANTS, gauge_plan(lsl="-2", usl="2"), gauge_runs())
    assert study_verdict(narrow) is StudyVerdict.UNACCEPTABLE


def test_a_fine_gauge_is_acceptable():
    runs = {
        Run(a, t, p): f"{p * 10 + (t - 1) * 0.01 + a * 0.01:.2f}"
        for a in (1, 2, 3) for t in (1, 2, 3) for p in range(1, 11)
    }  # fmt: skip
    assert study_verdict(evaluate_study(CONSTANTS, gauge_plan(), runs)) is StudyVerdict.ACCEPTABLE


def test_what_cannot_be_computed_is_said():
    whole = gauge_runs()
    few = dict(list(whole.items())[:-1])
    assert evaluate_study(CONSTANTS, gauge_plan(), few).code is AnalyticsErrorCode.UNBALANCED
    same = dict.fromkeys(whole, "10.0")
    assert evaluate_study(CONSTANTS, gauge_plan(), same).code is AnalyticsErrorCode.NO_VARIATION
    hidden = evaluate_study(
        CONSTANTS,
        StudyPlan(StudyKind.GRR, (PlannedPart("A"), PlannedPart("B")), (11, 12), 2),
        {
            Run(a, t, p): value
            for t in (1, 2)
            for (a, p), value in {(1, 1): "1", (2, 1): "2", (1, 2): "2", (2, 2): "1"}.items()
        },
    )
    assert hidden.code is AnalyticsErrorCode.NO_VARIATION


def bias_plan(references, trials):
    parts = tuple(PlannedPart(f"R{i}", str(value)) for i, value in enumerate(references))
    return StudyPlan(StudyKind.BIAS, parts, (11,), trials)


def test_linearity_of_aiag_is_not_given():
    references = list(LINEARITY_STUDY)
    rows = list(LINEARITY_STUDY.values())
    runs = {
        Run(1, t + 1, p + 1): repr(value)
        for p, row in enumerate(rows)
        for t, value in enumerate(row)
    }
    found = evaluate_study(CONSTANTS, bias_plan(references, len(rows[0])), runs)
    assert isinstance(found, BiasFindings)
    # MSA 4, page 100: slope -0.131667, intercept 0.736667.
    assert found.linearity.slope.value == pytest.approx(-0.131667, abs=1e-5)
    assert found.linearity.intercept.value == pytest.approx(0.736667, abs=1e-5)
    assert len(found.points) == len(runs)
    assert study_verdict(found) is StudyVerdict.UNACCEPTABLE


def test_one_reference_has_a_bias_and_no_line():
    runs = {Run(1, t, 1): value for t, value in enumerate(("10.1", "9.9", "10.0", "10.0"), 1)}
    found = evaluate_study(CONSTANTS, bias_plan((10,), 4), runs)
    assert found.linearity is None
    assert study_verdict(found) is StudyVerdict.ACCEPTABLE
    shifted = {run: str(float(value) + 1) for run, value in runs.items()}
    biased = evaluate_study(CONSTANTS, bias_plan((10,), 4), shifted)
    assert study_verdict(biased) is StudyVerdict.MARGINAL


def test_a_straight_gauge_over_two_references_is_acceptable():
    runs = {
        Run(1, t, p): f"{p * 10 + error:.1f}"
        for p in (1, 2)
        for t, error in enumerate((0.1, -0.1, 0.0, 0.0), 1)
    }
    found = evaluate_study(CONSTANTS, bias_plan((10, 20), 4), runs)
    assert found.linearity is not None
    assert study_verdict(found) is StudyVerdict.ACCEPTABLE


def test_incomplete_bias_is_said():
    found = evaluate_study(CONSTANTS, bias_plan((10,), 2), {Run(1, 1, 1): "10.0"})
    assert found.code is AnalyticsErrorCode.TOO_FEW
    line = evaluate_study(CONSTANTS, bias_plan((10, 1e-60), 2), {
        Run(1, t, p): "10.0" for t in (1, 2) for p in (1, 2)
    })  # fmt: skip
    assert line.code is AnalyticsErrorCode.NOT_FINITE


def judged(*words, known=True):
    """One appraiser's word on each part, or several joined by `/` for several appraisers."""
    people = len(words[0].split("/"))
    parts = tuple(
        PlannedPart(f"A{i}", ("ok" if i % 2 else "nok") if known else None)
        for i in range(len(words))
    )
    plan = StudyPlan(StudyKind.AGREEMENT, parts, tuple(range(people)), 1)
    runs = {
        Run(a + 1, 1, p + 1): word
        for p, row in enumerate(words)
        for a, word in enumerate(row.split("/"))
    }
    return evaluate_study(CONSTANTS, plan, runs)


def test_agreement_is_judged_by_its_worst_kappa():
    right = judged(*["nok/nok", "ok/ok"] * 5)
    assert isinstance(right, AgreementFindings)
    assert set(agreement_kappas(right.agreement)) == {1.0}
    assert study_verdict(right) is StudyVerdict.ACCEPTABLE
    one_off = judged(*["nok/nok", "ok/ok"] * 4, "ok/nok", "ok/ok")
    assert study_verdict(one_off) is StudyVerdict.ACCEPTABLE
    two_off = judged(*["nok/nok", "ok/ok"] * 3, *["ok/nok", "ok/ok"] * 2)
    assert study_verdict(two_off) is StudyVerdict.MARGINAL
    guessing = judged(*["ok/nok", "nok/ok"] * 5)
    assert study_verdict(guessing) is StudyVerdict.UNACCEPTABLE


def test_agreement_without_standard_and_without_variation():
    unknown = judged(*["nok/nok", "ok/ok"] * 5, known=False)
    assert unknown.agreement.standard is None
    assert study_verdict(unknown) is StudyVerdict.ACCEPTABLE
    same = judged(*["ok"] * 4, known=False)
    assert agreement_kappas(same.agreement) == ()
    assert study_verdict(same) is StudyVerdict.ACCEPTABLE
    lost = evaluate_study(CONSTANTS, replace(bias_plan((1,), 2), kind=StudyKind.AGREEMENT), {})
    assert lost.code is AnalyticsErrorCode.TOO_FEW
