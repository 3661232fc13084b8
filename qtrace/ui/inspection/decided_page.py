"""After the last signature: what came of it, new labels on every container, the new place."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from qtrace.i18n import Translator
from qtrace.ui.inspection.decide_texts import result_facts, sampling_line
from qtrace.ui.inspection.decided_texts import (
    band_spec,
    done_note,
    failures,
    label_texts,
    outlook,
    records,
    steps,
    was_rejected,
)
from qtrace.ui.inspection.inspection_model import InspectionView
from qtrace.ui.inspection.label_view import LabelColumn
from qtrace.ui.inspection.panel_desk import PanelKind
from qtrace.ui.inspection.panels import PanelHost
from qtrace.ui.inspection.shared_texts import result_rows
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.tokens import Ink
from qtrace.ui.widgets.base import clear_layout, scaled
from qtrace.ui.widgets.dotstrip import LimitBar
from qtrace.ui.widgets.facts import FactList
from qtrace.ui.widgets.labels import Label, Rule
from qtrace.ui.widgets.panel import Panel
from qtrace.ui.widgets.steps import RecordLine, RecordList, StepList
from qtrace.ui.widgets.tally import ResultHeads, ResultTable
from qtrace.ui.widgets.verdict import VerdictBand


class WhyPanel(Panel):
    """Results: of an accepted lot with its quantities, of a rejected one with its failures."""

    def __init__(self, tr: Translator) -> None:
        super().__init__(tr.say("Results"), " ")
        self._tr = tr
        self.body.setSpacing(scaled(2))
        self._table = ResultTable(ResultHeads(tr.say("Class"), tr.term("column", "Code")))
        self.add(self._table)
        self.add(Rule())
        self._sampling = Label("", TextRole.NOTE, Ink.TEXT2, wrap=True)
        self.add(self._sampling)
        self._facts = FactList(tr.say("Results"), key_width=84, row=43)
        self.add(self._facts)
        head = QHBoxLayout()
        self._bad = Label(tr.say("Readings outside"), TextRole.STRONG)
        self._bad_note = Label("", TextRole.NOTE, Ink.TEXT2)
        head.addWidget(self._bad)
        head.addStretch(1)
        head.addWidget(self._bad_note)
        self.body.addLayout(head)
        self._bars = QVBoxLayout()
        self._bars.setSpacing(scaled(2))
        self.body.addLayout(self._bars)
        self.body.addStretch(1)

    def show_view(self, view: InspectionView) -> None:
        """Show the results."""
        tr, sheet = self._tr, view.sheet
        assert sheet is not None
        rejected = was_rejected(sheet)
        self.set_title(tr.say("Why") if rejected else tr.say("Results"))
        self.set_note(sheet.number)
        self._table.show_rows(result_rows(tr, sheet))
        self._sampling.setText(sampling_line(tr, sheet))
        self._sampling.setVisible(not rejected)
        self._facts.setVisible(not rejected)
        if not rejected:
            self._facts.set_facts(result_facts(tr, view))
        found = failures(tr, sheet)
        self._bad.setVisible(rejected)
        self._bad_note.setVisible(rejected)
        self._bad_note.setText(found.note)
        clear_layout(self._bars)
        for number, bar in enumerate(found.bars if rejected else ()):
            if number:
                self._bars.addWidget(Rule())
            self._bars.addWidget(LimitBar(bar))


class DonePanel(Panel):
    """What was created, and what the hands do next."""

    def __init__(self, tr: Translator, local: Callable[[datetime], datetime]) -> None:
        super().__init__(tr.say("Done by itself"), " ")
        self._tr, self._local = tr, local
        self._shown: tuple[RecordLine, ...] | None = None
        self.records = RecordList(tr.say("Done by itself"), top_rule=True)
        self.add(self.records)
        self.add(Rule())
        self.add(Label(tr.say("Next steps"), TextRole.TITLE))
        self._steps = StepList(tr.say("Next steps"))
        self.add(self._steps)
        self.body.addStretch(1)
        self._outlook = Label("", TextRole.NOTE, Ink.TEXT2, wrap=True)
        self.add(self._outlook)

    def show_view(self, view: InspectionView) -> None:
        """Show records and steps."""
        tr = self._tr
        self.set_note(done_note(tr, view, self._local))
        lines = records(tr, view)
        if lines != self._shown:
            self._shown = lines
            self.records.set_records(lines)
        self._steps.set_steps(steps(tr, view))
        sheet = view.sheet
        assert sheet is not None
        text = "" if was_rejected(sheet) else outlook(tr, view)
        self._outlook.setText(text)
        self._outlook.setVisible(bool(text))


class DecidedPage(QWidget):
    """The page after the decision.

    Signals:
        triggered: action id.
        container_pressed: number of a container tile.
    """

    triggered = Signal(str)
    container_pressed = Signal(int)

    def __init__(
        self, tr: Translator, local: Callable[[datetime], datetime], *, demo: bool
    ) -> None:
        super().__init__()
        self._tr, self._demo = tr, demo
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(8))
        self.band = VerdictBand()
        column.addWidget(self.band)
        row = QHBoxLayout()
        row.setSpacing(scaled(8))
        self._why = WhyPanel(tr)
        self._why.setFixedWidth(scaled(390))
        row.addWidget(self._why)
        middle = QWidget()
        self._stack = QStackedLayout(middle)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self.done = DonePanel(tr, local)
        self.panel = PanelHost(tr, local)
        self.panel.triggered.connect(self.triggered)
        self._stack.addWidget(self.done)
        self._stack.addWidget(self.panel)
        row.addWidget(middle, 1)
        self.labels = LabelColumn()
        self.labels.setFixedWidth(scaled(344))
        self.labels.pressed.connect(self.container_pressed)
        row.addWidget(self.labels)
        column.addLayout(row, 1)

    def show_view(self, view: InspectionView) -> None:
        """Show another state."""
        self.band.show_verdict(band_spec(self._tr, view))
        self._why.show_view(view)
        open_panel = view.panel.kind is not PanelKind.NONE
        self._stack.setCurrentIndex(1 if open_panel else 0)
        if open_panel:
            self.panel.show_view(view)
        self.done.show_view(view)
        self.labels.show_texts(label_texts(self._tr, view, demo=self._demo))
