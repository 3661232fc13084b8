"""The pages of the charts but for counts."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qtrace.domain.analytics.lot_study import LotStudy
from qtrace.i18n import Translator
from qtrace.ui.analytics import charts_texts, other_texts
from qtrace.ui.analytics.charts_model import ChartsState
from qtrace.ui.bench import Bench
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.tokens import Ink, Status
from qtrace.ui.widgets.base import clear_layout, scaled
from qtrace.ui.widgets.chart_bars import HistogramChart, ParetoChart
from qtrace.ui.widgets.chart_control import ControlCharts, ControlSpec
from qtrace.ui.widgets.chart_risk import RiskCurve
from qtrace.ui.widgets.facts import FactList
from qtrace.ui.widgets.fields import WrappedLabel
from qtrace.ui.widgets.labels import Label, StatusMark

FACTS_WIDTH = 330


def _column(page: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(scaled(8))
    return column


class ControlPage(QWidget):
    """Both control charts, and what the point at the cursor says."""

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self._bench = bench
        self._drawn: tuple[object, ControlSpec] | None = None
        tr = bench.translator
        self.charts = ControlCharts(tr.say("Control chart"))
        self.choice = Label("", TextRole.NOTE, Ink.TEXT2)
        self.empty = WrappedLabel("", TextRole.BODY, Ink.TEXT2)
        self.point = Label("", TextRole.STRONG)
        self.rules = WrappedLabel("", TextRole.BODY, Ink.TEXT2)
        column = _column(self)
        column.addWidget(self.choice)
        column.addWidget(self.empty)
        column.addWidget(self.charts, 1)
        column.addWidget(self.point)
        column.addWidget(self.rules)
        self.rules.setMinimumHeight(scaled(50))
        self.rules.setAlignment(Qt.AlignmentFlag.AlignTop)

    def show_state(self, state: ChartsState) -> None:
        """Show charts and cursor; the picture is made once for each answer."""
        answer, study = state.charts, state.study
        self.empty.setText(charts_texts.empty_words(self._bench.translator, state))
        self.empty.setVisible(study is None)
        for widget in (self.charts, self.choice, self.point, self.rules):
            widget.setVisible(study is not None)
        self.choice.setText(charts_texts.choice_words(self._bench.translator, state))
        if answer is None or not isinstance(study, LotStudy):
            self.charts.show_charts(None, 0)
            return
        if self._drawn is None or self._drawn[0] is not answer:
            self._drawn = (answer, charts_texts.control_spec(self._bench, answer, study))
        self.charts.show_charts(self._drawn[1], state.cursor)
        point, rules = charts_texts.point_words(self._bench, state)
        self.point.setText(point)
        self.rules.setText(rules)
        self.charts.describe(f"{point}. {rules}")


class CapabilityPage(QWidget):
    """What must be known first, the histogram, and the indices with their bounds."""

    def __init__(self, tr: Translator) -> None:
        super().__init__()
        self._tr = tr
        self.empty = WrappedLabel("", TextRole.BODY, Ink.TEXT2)
        self.hints = QVBoxLayout()
        self.hints.setSpacing(scaled(4))
        self.picture = HistogramChart(tr.say("Histogram"))
        self.facts = FactList(tr.say("Capability"), key_width=130, row=36)
        self.facts.setFixedWidth(scaled(FACTS_WIDTH))
        self.bounds = Label(tr.say("In brackets: 95 % bounds"), TextRole.NOTE, Ink.TEXT2)
        right = QVBoxLayout()
        right.addWidget(self.facts)
        right.addWidget(self.bounds)
        right.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(scaled(16))
        row.addWidget(self.picture, 1)
        row.addLayout(right)
        column = _column(self)
        column.addWidget(self.empty)
        column.addLayout(self.hints)
        column.addLayout(row, 1)

    def show_state(self, state: ChartsState) -> None:
        """Show the study."""
        if state.read_at is None:
            text = other_texts.CapabilityText()
        else:
            text = other_texts.capability_text(self._tr, state.capability)
        self.empty.setText(text.empty)
        self.empty.setVisible(bool(text.empty))
        for widget in (self.picture, self.facts, self.bounds):
            widget.setVisible(bool(text.facts))
        self.picture.show_histogram(text.picture)
        self.facts.set_facts(text.facts)
        clear_layout(self.hints)
        for number, hint in enumerate(text.hints):
            self.hints.addLayout(_hint(hint, grave=number == 0))


def _hint(words: str, *, grave: bool) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(scaled(10))
    row.addWidget(StatusMark(Status.HOLD, 24), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(WrappedLabel(words, TextRole.STRONG if grave else TextRole.BODY, Ink.TEXT), 1)
    return row


class ParetoPage(QWidget):
    """What pieces of the part failed of."""

    def __init__(self, tr: Translator) -> None:
        super().__init__()
        self._tr = tr
        self.picture = ParetoChart(tr.say("Pareto of failures"))
        self.words = WrappedLabel("", TextRole.STRONG, Ink.TEXT)
        column = _column(self)
        column.addWidget(self.words)
        column.addWidget(self.picture, 1)

    def show_state(self, state: ChartsState) -> None:
        """Show the causes."""
        found = state.pareto
        self.words.setText("" if found is None else other_texts.pareto_words(self._tr, found))
        self.picture.setVisible(found is not None and bool(found.causes))
        if found is not None:
            self.picture.show_pareto(other_texts.pareto_spec(self._tr, found))


class RiskPage(QWidget):
    """The OC curve of the newest plan, with its handle."""

    def __init__(self, tr: Translator) -> None:
        super().__init__()
        self._tr = tr
        self._shown: tuple[object, other_texts.RiskText] | None = None
        self.words = WrappedLabel("", TextRole.STRONG, Ink.TEXT)
        self.note = Label("", TextRole.NOTE, Ink.TEXT2)
        self.curve = RiskCurve(tr.say("OC curve"))
        column = _column(self)
        column.addWidget(self.words)
        column.addWidget(self.note)
        column.addWidget(self.curve, 1)

    def show_state(self, state: ChartsState) -> None:
        """Show curve and handle."""
        if self._shown is None or self._shown[0] is not state.risk or state.risk is None:
            is_read = state.read_at is not None
            text = other_texts.risk_text(self._tr, state.risk, is_read=is_read)
            self._shown = (state.risk, text)
        text = self._shown[1]
        self.note.setText(text.note)
        self.curve.setVisible(text.spec is not None)
        if text.spec is None or text.chance is None:
            self.words.setText(text.empty)
            return
        p = text.start if state.p is None else state.p
        self.curve.show_risk(text.spec, text.chance, p)
        self.words.setText(other_texts.risk_words(self._tr, p, text))

    def step(self, share: float) -> None:
        """Move the handle by a share of the axis."""
        spec = self._shown[1].spec if self._shown is not None else None
        if spec is not None:
            self.curve.set_p(round(self.curve.p / spec.p_max + share, 6) * spec.p_max)
