"""The page of counts: p, np, c or u of the lots that were decided."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qtrace.domain.analytics.count_study import CountStudy
from qtrace.domain.analytics.errors import AnalyticsError
from qtrace.i18n.analytics_reasons import explain_analytics_error
from qtrace.i18n.chart_words import rule_sentence
from qtrace.i18n.words import class_word
from qtrace.services.analytics.counts import CountAnswer
from qtrace.ui.analytics.charts_model import ChartsState
from qtrace.ui.analytics.charts_texts import choice_words, plot_spec
from qtrace.ui.bench import Bench
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.tokens import Ink
from qtrace.ui.widgets.base import scaled
from qtrace.ui.widgets.chart_control import ControlCharts, ControlSpec
from qtrace.ui.widgets.fields import WrappedLabel
from qtrace.ui.widgets.labels import Label

DECIMALS = 4


class CountPage(QWidget):
    """One attribute chart, why it fits, and what the point at the cursor says."""

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self._bench = bench
        self._drawn: tuple[object, ControlSpec] | None = None
        self.choice = Label("", TextRole.NOTE, Ink.TEXT2)
        self.empty = WrappedLabel("", TextRole.BODY, Ink.TEXT2)
        self.chart = ControlCharts(bench.translator.say("Counts"))
        self.point = Label("", TextRole.STRONG)
        self.rules = WrappedLabel("", TextRole.BODY, Ink.TEXT2)
        self.rules.setMinimumHeight(scaled(50))
        self.rules.setAlignment(Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(8))
        column.addWidget(self.choice)
        column.addWidget(self.empty)
        column.addWidget(self.chart, 1)
        column.addWidget(self.point)
        column.addWidget(self.rules)

    def show_state(self, state: ChartsState) -> None:
        """Show chart and cursor; the picture is made once for each answer."""
        answer, study = state.counts, state.count_study
        self.empty.setText(self._why_empty(answer))
        self.empty.setVisible(study is None)
        for widget in (self.chart, self.choice, self.point, self.rules):
            widget.setVisible(study is not None)
        if answer is None or study is None:
            self.chart.show_charts(None, 0)
            return
        if self._drawn is None or self._drawn[0] is not answer:
            self._drawn = (answer, self._spec(answer, study))
        self.choice.setText(choice_words(self._bench.translator, state))
        self.chart.show_charts(self._drawn[1], state.cursor)
        self.point.setText(self._point(state))
        self.rules.setText(self._rules(study, state.cursor))
        self.chart.describe(f"{self.point.text()}. {self.rules.text()}")

    def _why_empty(self, answer: CountAnswer | None) -> str:
        tr = self._bench.translator
        if answer is None:
            return ""
        if not answer.lots:
            return tr.say("No lot was decided in this period")
        study = answer.study
        return explain_analytics_error(tr, study) if isinstance(study, AnalyticsError) else ""

    def _spec(self, answer: CountAnswer, study: CountStudy) -> ControlSpec:
        tr = self._bench.translator
        plot = plot_spec(tr, study.chart, DECIMALS, study.size or 0, "", study.violations)
        first, last = (self._day(answer, end) for end in (0, -1))
        key = tr.say("diamond: beyond a limit; triangle: pattern") if study.violations else ""
        return ControlSpec(plot, None, first, last, key=key)

    def _day(self, answer: CountAnswer, place: int) -> str:
        return self._bench.local(answer.lots[place].started_at).strftime("%Y-%m-%d")

    def _point(self, state: ChartsState) -> str:
        tr, lot, answer = self._bench.translator, state.counted_lot, state.counts
        assert lot is not None
        assert answer is not None
        found = tr.say(
            "{name}: {failed} of {n} failed, {defects}",
            name=class_word(tr, answer.char_class.value),
            failed=lot.counts.failed,
            n=lot.counts.n,
            defects=tr.count("{n} defect", "{n} defects", lot.counts.defects),
        )
        day = self._bench.local(lot.started_at).strftime("%Y-%m-%d")
        return tr.say(", ").join(filter(None, (lot.lot, day, lot.site, found)))

    def _rules(self, study: CountStudy, place: int) -> str:
        tr = self._bench.translator
        words = [rule_sentence(tr, v.rule) for v in study.violations if v.index == place]
        return tr.say("; ").join(words) if words else tr.say("No rule fires at this point")
