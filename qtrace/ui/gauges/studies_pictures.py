"""Pictures of checks and studies: from what was found to what the widgets draw."""

from qtrace.domain.analytics.charts import ControlChart
from qtrace.domain.analytics.errors import AnalyticsError
from qtrace.domain.analytics.lot_study import LotStudy
from qtrace.domain.analytics.rules import RuleViolation
from qtrace.domain.analytics.spread import mean
from qtrace.domain.analytics.study_result import (
    GOOD_KAPPA,
    GOOD_PERCENT,
    MOST_PERCENT,
    POOR_KAPPA,
    AgreementFindings,
    BiasFindings,
    GaugeFindings,
)
from qtrace.i18n import Translator
from qtrace.i18n.chart_words import figures, line_labels, plotted_word, rule_marks
from qtrace.services.gauges.check_standards import CheckChart
from qtrace.services.gauges.studies_queries import StudySheet
from qtrace.ui.bench import Bench
from qtrace.ui.widgets.chart_control import ControlSpec, PlotSpec, SpecificationLine
from qtrace.ui.widgets.chart_study import ShareBar, StudyLine, StudySpec


def check_spec(bench: Bench, check: CheckChart, study: LotStudy) -> ControlSpec:
    """The chart of the checks with the value of the standard as a line of its own."""
    tr = bench.translator
    decimals = len(check.nominal.partition(".")[2]) + 1

    def plot(chart: ControlChart, violations: tuple[RuleViolation, ...], offset: int) -> PlotSpec:
        return PlotSpec(
            plotted_word(tr, chart, 1, check.unit),
            chart.statistics,
            chart.center,
            chart.lcl,
            chart.ucl,
            line_labels(tr, chart, decimals),
            rule_marks(violations),
            offset,
            (nominal,) if offset == 0 else (),
        )

    words = tr.say("standard {value}", value=check.nominal)
    nominal = SpecificationLine(words, (float(check.nominal),) * len(check.checks))
    assert study.spread is not None, "single readings have moving ranges"
    first, last = (bench.local(check.checks[end].at).strftime("%Y-%m-%d") for end in (0, -1))
    return ControlSpec(
        plot(study.location, study.violations, 0),
        plot(study.spread, study.spread_violations, study.spread_offset),
        first,
        last,
        key=tr.say("diamond: beyond a limit; triangle: pattern") if study.violations else "",
    )


def study_spec(tr: Translator, sheet: StudySheet) -> StudySpec | None:
    """The picture of a complete study; None before, and where nothing could be computed."""
    findings = sheet.findings
    if findings is None or isinstance(findings, AnalyticsError):
        return None
    if isinstance(findings, GaugeFindings):
        return _gauge(tr, sheet, findings)
    if isinstance(findings, BiasFindings):
        return _bias(tr, sheet, findings)
    return _agreement(tr, sheet, findings)


def _gauge(tr: Translator, sheet: StudySheet, found: GaugeFindings) -> StudySpec:
    anova = found.anova
    bars = [
        ShareBar(name, percent / 100, f"{percent:.1f} %")
        for name, percent in (
            (tr.say("Gauge R&R"), anova.grr_percent),
            (tr.say("Repeatability"), anova.study_percent(anova.repeatability)),
            (tr.say("Reproducibility"), anova.study_percent(anova.reproducibility)),
            (tr.say("Part to part"), anova.study_percent(anova.part)),
        )
    ]
    lines = tuple(
        StudyLine(
            _person(tr, sheet, number),
            tuple((place, mean(cells[number])) for place, cells in enumerate(found.study.cells)),
        )
        for number in range(len(found.study.appraisers))
    )
    limits = tuple((share / 100, f"{share:.0f} %") for share in (GOOD_PERCENT, MOST_PERCENT))
    ticks = tuple((float(i), label) for i, label in enumerate(found.study.parts))
    title = tr.say("Mean by part and person, {unit}", unit=sheet.unit)
    return StudySpec(tr.say("Share of study variation"), tuple(bars), limits, title, lines, ticks)


def _person(tr: Translator, sheet: StudySheet, number: int) -> str:
    person = sheet.appraisers[number].person
    return tr.name(person.name_en, person.name_zh)


def _bias(tr: Translator, sheet: StudySheet, found: BiasFindings) -> StudySpec:
    lines = [StudyLine(tr.say("error"), tuple(sorted(found.points)), joined=False)]
    ends = sorted({reference for _label, reference, _bias in found.biases})
    if found.linearity is not None:
        slope, start = found.linearity.slope.value, found.linearity.intercept.value
        points = tuple((x, start + slope * x) for x in (ends[0], ends[-1]))
        lines.append(StudyLine(tr.say("line"), points))
    return StudySpec(
        lines_title=tr.say("Error against the reference, {unit}", unit=sheet.unit),
        lines=tuple(lines),
        ticks=tuple((x, figures(x, sheet.decimals)) for x in ends),
        levels=((0.0, "0"),),
    )


def _agreement(tr: Translator, sheet: StudySheet, found: AgreementFindings) -> StudySpec:
    bars = []
    for number, each in enumerate(found.agreement.appraisers):
        name = _person(tr, sheet, number)
        for words, kappa in (
            (tr.say("{name}: against the standard", name=name), each.standard_kappa),
            (tr.say("{name}: with himself", name=name), each.within_kappa),
        ):
            if kappa is not None and kappa.kappa is not None:
                bars.append(ShareBar(words, kappa.kappa, f"{kappa.kappa:.2f}"))
    between = found.agreement.between_kappa
    if between is not None and between.kappa is not None:
        bars.append(ShareBar(tr.say("Between people"), between.kappa, f"{between.kappa:.2f}"))
    limits = tuple((share, f"{share:.2f}") for share in (POOR_KAPPA, GOOD_KAPPA))
    return StudySpec(tr.say("Kappa"), tuple(bars), limits if bars else ())
