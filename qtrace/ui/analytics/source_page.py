"""Where the numbers of the open picture come from: rule, standard, clause, and what went in."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from qtrace.domain.analytics.capability import Capability
from qtrace.domain.analytics.charts import ChartKind, SigmaEstimator
from qtrace.domain.sampling.oc import Distribution, distribution_for
from qtrace.i18n import N_, Translator
from qtrace.i18n.chart_words import choice_sentence
from qtrace.ui.analytics.charts_model import ChartsState, View
from qtrace.ui.analytics.other_texts import plan_note
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.tokens import Ink
from qtrace.ui.widgets.base import scaled
from qtrace.ui.widgets.facts import Fact, FactList
from qtrace.ui.widgets.fields import WrappedLabel

_LIMITS = {
    ChartKind.XBAR_R: ("ISO 7870-2:2013", "6"),
    ChartKind.XBAR_S: ("ISO 7870-2:2013", "6"),
    ChartKind.INDIVIDUALS: ("ISO 7870-2:2013", "7"),
    ChartKind.EWMA: ("ISO 7870-6:2016", ""),
    ChartKind.CUSUM: ("ISO 7870-4:2021", ""),
    ChartKind.P: ("ISO 7870-2:2013", "8"),
    ChartKind.NP: ("ISO 7870-2:2013", "8"),
    ChartKind.C: ("ISO 7870-2:2013", "8"),
    ChartKind.U: ("ISO 7870-2:2013", "8"),
}
_SIGMA = {
    SigmaEstimator.UWAVE_R: N_("mean range of the lots divided by d2"),
    SigmaEstimator.UWAVE_SD: N_("mean standard deviation of the lots divided by c4"),
    SigmaEstimator.RMSDF: N_("pooled standard deviation divided by c4"),
    SigmaEstimator.MR: N_("mean range of neighbours divided by d2(2) = 1.128"),
    SigmaEstimator.SD: N_("standard deviation of all readings divided by c4"),
}
_CURVES = {
    Distribution.BINOMIAL: N_("binomial, because the AQL counts failed pieces"),
    Distribution.POISSON: N_("Poisson, because the AQL counts nonconformities"),
}


class SourcePage(QWidget):
    """The sources of the picture that was open."""

    def __init__(self, tr: Translator) -> None:
        super().__init__()
        self._tr = tr
        self.choice = WrappedLabel("", TextRole.STRONG, Ink.TEXT)
        self.facts = FactList(tr.say("Where the numbers come from"), key_width=190, row=40)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(8))
        column.addWidget(self.choice)
        column.addWidget(self.facts)
        column.addStretch(1)

    def show_state(self, state: ChartsState) -> None:
        """Show rule, standard and what went in."""
        tr = self._tr
        facts = sources(tr, state)
        self.choice.setText(tr.say("Where the numbers come from") if facts else "")
        self.facts.set_facts(facts)


def sources(tr: Translator, state: ChartsState) -> tuple[Fact, ...]:
    """The sources of the open picture; nothing while it is awaited."""
    if state.read_at is None:
        return ()
    makers = {
        View.CONTROL: _control,
        View.CAPABILITY: _capability,
        View.PARETO: _pareto,
        View.RISK: _risk,
        View.COUNTS: _counts,
    }
    return makers[state.view](tr, state)


def _control(tr: Translator, state: ChartsState) -> tuple[Fact, ...]:
    study, charts = state.study, state.charts
    if study is None or charts is None:
        return ()
    kind, size = study.location.kind, study.groups.size
    facts = [
        Fact(tr.say("Chart"), choice_sentence(tr, kind, size)),
        Fact(tr.say("Limits"), tr.say("centre line ± 3 standard errors, from these very lots")),
        Fact(tr.say("Standard"), _standard(tr, kind)),
    ]
    if study.location.estimator is not None:
        facts.append(Fact(tr.say("Sigma"), tr.say(_SIGMA[study.location.estimator])))
    facts.append(Fact(tr.say("Rules"), _rules(tr, kind), role=TextRole.BODY))
    facts.append(_data(tr, state))
    return tuple(facts)


def _standard(tr: Translator, kind: ChartKind) -> str:
    name, clause = _LIMITS[kind]
    return tr.say("{standard}, clause {n}", standard=name, n=clause) if clause else name


def _rules(tr: Translator, kind: ChartKind) -> str:
    if kind in (ChartKind.EWMA, ChartKind.CUSUM):
        return tr.say("rule 1 alone: the points of this chart depend on each other")
    return tr.say(
        "Nelson 1 to 8 (JQT 16, 1984); ISO 7870-2 figure 3; points on a line do not count"
    )


def _data(tr: Translator, state: ChartsState) -> Fact:
    """Lots and readings that went in, with their first and last inspection."""
    answer = state.charts or state.capability
    assert answer is not None, "it is asked of measured values only"
    lots = answer.series.lots
    count = tr.count("{n} reading", "{n} readings", sum(len(lot.readings) for lot in lots))
    ends = f"{lots[0].inspection} – {lots[-1].inspection}"
    words = [tr.count("{n} lot", "{n} lots", len(lots)), count, ends]
    return Fact(tr.say("What went in"), tr.say(", ").join(words))


def _capability(tr: Translator, state: ChartsState) -> tuple[Fact, ...]:
    answer = state.capability
    if answer is None or not isinstance(answer.study, Capability):
        return ()
    study = answer.study
    limits = f"{_told(answer.specification.lsl)} – {_told(answer.specification.usl)}"
    newest = answer.series.lots[-1]
    normality = study.normality
    facts = [
        Fact(tr.say("Cp, Cpk, Pp, Ppk"), "ISO 22514-2:2017", role=TextRole.DATA),
        Fact(tr.say("Bounds"), tr.say("Cp by chi-square, Cpk by Bissell (1990); 95 %, two-sided")),
        Fact(tr.say("Sigma within"), tr.say(_SIGMA[study.estimator])),
        Fact(
            tr.say("Limits"),
            f"{limits} {answer.series.key.unit}",
            note=tr.say("as in {inspection}", inspection=newest.inspection),
        ),
        Fact(tr.say("Stable first"), tr.say("Nelson 1 and 2 on the control charts")),
    ]
    if normality is not None:
        p = f"{normality.p:.3f}"
        facts.append(Fact(tr.say("Normality"), tr.say("Anderson-Darling, p {p}", p=p)))
    return (*facts, _data(tr, state))


def _told(limit: float | None) -> str:
    return "–" if limit is None else f"{limit:g}"


def _pareto(tr: Translator, state: ChartsState) -> tuple[Fact, ...]:
    found = state.pareto
    if found is None:
        return ()
    return (
        Fact(tr.say("Counted"), tr.say("failed readings in force; a piece counts once a cause")),
        Fact(tr.say("Axis"), tr.say("one axis: its top is all failures together")),
        Fact(tr.say("What went in"), tr.count("{n} lot", "{n} lots", found.lots)),
    )


def _risk(tr: Translator, state: ChartsState) -> tuple[Fact, ...]:
    risk = state.risk
    if risk is None:
        return ()
    plan = plan_note(tr, risk)
    return (
        Fact(tr.say("Curve"), tr.say(_CURVES[distribution_for(risk.aql)])),
        Fact(tr.say("Plan"), plan, note=f"AQL {risk.aql}" if risk.aql else "", role=TextRole.DATA),
        Fact(tr.say("Standard"), _curve_standard(tr, is_double=risk.own.second is not None)),
        Fact(tr.say("What went in"), tr.say("lot of {n}", n=risk.lot_size)),
    )


def _curve_standard(tr: Translator, *, is_double: bool) -> str:
    """Where the curve is defined; that of a double plan is computed from both samples."""
    if is_double:
        return tr.say("{standard}, clause {n}", standard="ANSI/ASQ Z1.4-2003", n="11")
    return tr.say("{standard}, table {n}", standard="ISO 2859-1:1999", n=10)


def _counts(tr: Translator, state: ChartsState) -> tuple[Fact, ...]:
    study, counts = state.count_study, state.counts
    if study is None or counts is None:
        return ()
    kind, lots = study.chart.kind, counts.lots
    ends = f"{lots[0].inspection} – {lots[-1].inspection}"
    words = [tr.count("{n} lot", "{n} lots", len(lots)), ends]
    return (
        Fact(tr.say("Chart"), choice_sentence(tr, kind, study.size or 0)),
        Fact(tr.say("Limits"), tr.say("normal approximation, cut at what can be counted")),
        Fact(tr.say("Standard"), _standard(tr, kind)),
        Fact(tr.say("Rules"), _rules(tr, kind)),
        Fact(tr.say("What went in"), tr.say(", ").join(words)),
    )
