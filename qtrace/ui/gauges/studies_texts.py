"""Words of the page about measuring with a gauge."""

from collections.abc import Mapping

from qtrace.domain.analytics.errors import AnalyticsError
from qtrace.domain.analytics.lot_study import LotStudy
from qtrace.domain.analytics.study_result import (
    AgreementFindings,
    BiasFindings,
    Findings,
    GaugeFindings,
    StudyVerdict,
    agreement_kappas,
)
from qtrace.domain.studies import StudyKind
from qtrace.i18n import N_, Translator
from qtrace.i18n.analytics_reasons import explain_analytics_error
from qtrace.i18n.chart_words import figures, rule_sentence
from qtrace.services.gauges.check_standards import CheckChart
from qtrace.services.gauges.studies_queries import StudySheet
from qtrace.ui.bench import Bench
from qtrace.ui.gauges.studies_model import (
    MeasuringRow,
    StudiesModel,
    StudyForm,
    StudyProblem,
)
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.icons import IconName
from qtrace.ui.theme.tokens import Ink, Status
from qtrace.ui.widgets.buttons import ActionSpec, ButtonKind
from qtrace.ui.widgets.chips import ChipSpec
from qtrace.ui.widgets.desk import DetailSpec
from qtrace.ui.widgets.facts import Fact
from qtrace.ui.widgets.tablemodel import CellView, Column

KINDS: Mapping[StudyKind, str] = {
    StudyKind.GRR: N_("Gauge R&R"),
    StudyKind.BIAS: N_("Bias, linearity"),
    StudyKind.AGREEMENT: N_("Agreement"),
}
VERDICTS: Mapping[StudyVerdict, tuple[str, Status]] = {
    StudyVerdict.ACCEPTABLE: (N_("acceptable"), Status.OK),
    StudyVerdict.MARGINAL: (N_("marginal"), Status.HOLD),
    StudyVerdict.UNACCEPTABLE: (N_("unacceptable"), Status.BLOCKED),
}
SENTENCES: Mapping[str, str] = {
    StudyProblem.KIND_MISSING: N_("Choose what the study asks"),
    StudyProblem.NUMBER_MISSING: N_("Type a whole number"),
    StudyProblem.NAME_UNKNOWN: N_("{name} is no login name here"),
}


def columns(bench: Bench) -> tuple[Column[MeasuringRow], ...]:
    """Columns of the list."""
    tr = bench.translator

    def what(row: MeasuringRow) -> CellView:
        if row.kind is None:
            name = row.title or tr.say("not named yet")
            return CellView(tr.say("Check standard"), name, strong_if_chosen=True)
        note = f"{row.number}  {tr.say(KINDS[row.kind])}"
        return CellView(row.title, note, strong_if_chosen=True)

    def progress(row: MeasuringRow) -> CellView:
        if row.verdict is not None:
            words, status = VERDICTS[row.verdict]
            return CellView(chip=ChipSpec(tr.say(words), status))
        done = f"{row.done} / {row.runs}" if row.kind is not None else str(row.done)
        return CellView(done, role=TextRole.DATA, ink=Ink.TEXT2)

    return (
        Column("what", tr.say("Measuring"), what),
        Column("done", tr.say("Readings"), progress, 160),
    )


def detail(bench: Bench, model: StudiesModel) -> DetailSpec:
    """The chosen row."""
    tr, row, state = bench.translator, model.chosen, model.studies
    if row is None:
        return DetailSpec(tr.say("Nothing is chosen"))
    actions = _actions(bench, model)
    if row.kind is None:
        check = state.gauge.check if state.gauge is not None else None
        if check is None:
            note = tr.say("Name the object that the gauge is checked with between calibrations")
            return DetailSpec(tr.say("Check standard"), note, actions=actions)
        title = tr.say("Check standard {name}", name=check.standard)
        return DetailSpec(title, check_words(bench, check), facts=(), actions=actions)
    sheet = state.sheet
    if sheet is None:
        return DetailSpec(row.title, actions=actions)
    chip = None
    if sheet.verdict is not None:
        words, status = VERDICTS[sheet.verdict]
        chip = ChipSpec(tr.say(words), status)
    return DetailSpec(
        f"{sheet.number}  {sheet.title}",
        study_words(bench, sheet),
        chip,
        study_facts(tr, sheet),
        actions=actions,
    )


def check_words(bench: Bench, check: CheckChart) -> str:
    """What the newest check says; a signal blocks nothing, it proposes a look."""
    tr, study = bench.translator, check.study
    if isinstance(study, AnalyticsError):
        if not check.checks:
            return tr.say("Not checked yet")
        return explain_analytics_error(tr, study)
    last = len(check.checks) - 1
    fired = [v.rule for v in study.violations if v.index == last]
    if fired:
        return tr.say(
            "{rule}: check again, then have it calibrated", rule=rule_sentence(tr, fired[0])
        )
    day = bench.local(check.checks[last].at).strftime("%Y-%m-%d %H:%M")
    return tr.say(
        "{value} {unit} on {day}: in control", value=check.checks[last].text, unit=check.unit,
        day=day,
    )  # fmt: skip


def study_words(bench: Bench, sheet: StudySheet) -> str:
    """Who signed it, or how far everybody is."""
    tr = bench.translator
    if sheet.concluded_by is not None and sheet.concluded_at is not None:
        name = tr.name(sheet.concluded_by.name_en, sheet.concluded_by.name_zh)
        day = bench.local(sheet.concluded_at).strftime("%Y-%m-%d")
        return tr.say("signed by {name} on {day}", name=name, day=day)
    told = [
        f"{tr.name(each.person.name_en, each.person.name_zh)} {each.done}/{each.runs}"
        for each in sheet.appraisers
    ]
    return tr.say(", ").join(told)


def study_facts(tr: Translator, sheet: StudySheet) -> tuple[Fact, ...]:
    """What a complete study says; nothing before, because nobody may know what others read."""
    findings = sheet.findings
    if findings is None:
        plan = sheet.plan
        return (
            Fact(tr.say("Parts"), str(len(plan.parts)), role=TextRole.DATA),
            Fact(tr.say("Rounds"), str(plan.trials), role=TextRole.DATA),
        )
    if isinstance(findings, AnalyticsError):
        return (Fact(tr.say("Result"), explain_analytics_error(tr, findings)),)
    return _found_facts(tr, sheet, findings)


def _found_facts(tr: Translator, sheet: StudySheet, findings: Findings) -> tuple[Fact, ...]:
    if isinstance(findings, GaugeFindings):
        return _gauge_facts(tr, sheet, findings)
    if isinstance(findings, BiasFindings):
        return _bias_facts(tr, sheet, findings)
    return _agreement_facts(tr, findings)


def _gauge_facts(tr: Translator, sheet: StudySheet, found: GaugeFindings) -> tuple[Fact, ...]:
    anova, decimals = found.anova, sheet.decimals + 3
    share = found.tolerance_percent
    ndc = "∞" if anova.ndc is None else str(anova.ndc)
    ranges = tr.say("average and range: {p} %", p=f"{found.average_range.grr_percent:.1f}")
    pooled = tr.say("interaction pooled") if anova.pooled else tr.say("with interaction")

    def sigma(variance: float) -> str:
        return f"{figures(variance**0.5, decimals)} {sheet.unit}"

    def fact(key: str, value: str, note: str = "") -> Fact:
        return Fact(key, value, note=note, role=TextRole.DATA)

    return (
        fact(tr.say("%GRR of study"), f"{anova.grr_percent:.1f} %", ranges),
        fact(tr.say("%GRR of tolerance"), "–" if share is None else f"{share:.1f} %"),
        fact(tr.say("Categories (ndc)"), ndc),
        fact(tr.say("Repeatability"), sigma(anova.repeatability)),
        fact(tr.say("Reproducibility"), sigma(anova.reproducibility), pooled),
    )


def _bias_facts(tr: Translator, sheet: StudySheet, found: BiasFindings) -> tuple[Fact, ...]:
    decimals = sheet.decimals + 2
    facts = [
        Fact(
            tr.say("Bias at {value}", value=figures(reference, sheet.decimals)),
            f"{figures(bias.bias, decimals)} {sheet.unit}",
            note=tr.say(
                "{low} to {high}", low=figures(bias.low, decimals),
                high=figures(bias.high, decimals),
            ),
            role=TextRole.DATA,
        )
        for _label, reference, bias in found.biases
    ]  # fmt: skip
    line = found.linearity
    if line is not None:
        facts.append(Fact(tr.say("Slope"), figures(line.slope.value, 5), role=TextRole.DATA))
        words = tr.say("given") if line.linear else tr.say("not given")
        facts.append(Fact(tr.say("Linearity"), words))
    return tuple(facts)


def _agreement_facts(tr: Translator, found: AgreementFindings) -> tuple[Fact, ...]:
    kappas = agreement_kappas(found.agreement)
    facts = [Fact(tr.say("Smallest kappa"), f"{min(kappas):.2f}" if kappas else "–",
                  role=TextRole.DATA)]  # fmt: skip
    for name, share in (
        (tr.say("All alike"), found.agreement.between),
        (tr.say("All as the standard"), found.agreement.standard),
    ):
        if share is not None:
            facts.append(Fact(name, f"{share.agreed} / {share.n}", role=TextRole.DATA))
    return tuple(facts)


def _actions(bench: Bench, model: StudiesModel) -> tuple[ActionSpec, ...]:
    tr, row = bench.translator, model.chosen
    measure = ActionSpec(
        StudyForm.MEASURE, "F4", tr.say("Measure"), IconName.GAUGE, enabled=model.can_measure()
    )
    if row is not None and row.kind is None:
        may = bench.may("SET_CHECK_STANDARD")
        name = ActionSpec(StudyForm.STANDARD, "F3", tr.say("Name the standard"), enabled=may)
        return measure, name
    may = model.can_sign() and bench.may("CONCLUDE_STUDY")
    return measure, ActionSpec(StudyForm.SIGN, "F8", tr.say("Sign the study"), enabled=may)


def bar_actions(bench: Bench, *, printable: bool) -> tuple[list[ActionSpec], list[ActionSpec]]:
    """Buttons of the bar."""
    tr = bench.translator
    back = ActionSpec("back", "Esc", tr.say("To the gauge"), IconName.ARROW_LEFT)
    refresh = ActionSpec("refresh", "F5", tr.say("Refresh"), IconName.REFRESH)
    may = bench.may("PLAN_STUDY")
    plan = ActionSpec(
        StudyForm.PLAN, "F2", tr.say("Plan a study"), None, ButtonKind.PRIMARY, enabled=may
    )
    paper = ActionSpec(
        "print", "F9", tr.say("Print the study"), IconName.PRINTER, enabled=printable
    )
    return [back, refresh, paper], [plan]


def chart_study(check: CheckChart | None) -> LotStudy | None:
    """The chart of the checks, if there is one."""
    if check is None or isinstance(check.study, AnalyticsError):
        return None
    return check.study
