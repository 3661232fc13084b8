"""The page on which a keyboard scanner is set up with the check sheet."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qtrace.ui.bench import Bench
from qtrace.ui.places import ScannerSetupPlace, StationsPlace
from qtrace.ui.screen import Screen, ScreenHead
from qtrace.ui.stations.scanner_setup_model import ScannerSetupModel, SetupState
from qtrace.ui.stations.scanner_setup_texts import (
    advice_of,
    counter_facts,
    facts_of,
    steps_of,
    verdict_of,
)
from qtrace.ui.theme.icons import IconName
from qtrace.ui.widgets.base import scaled
from qtrace.ui.widgets.buttons import ActionSpec, ButtonKind
from qtrace.ui.widgets.facts import FactList
from qtrace.ui.widgets.forms import DeskBar, scrolling
from qtrace.ui.widgets.panel import Panel
from qtrace.ui.widgets.steps import StepList
from qtrace.ui.widgets.verdict import VerdictBand

SIDE_WIDTH = 330


class ScannerSetupScreen(Screen):
    """Band with the next code or the next thing to change, codes, findings, counters."""

    def __init__(
        self, bench: Bench, place: ScannerSetupPlace, model: QObject | None = None
    ) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._bench, self._place = bench, place
        self._model = model if isinstance(model, ScannerSetupModel) else ScannerSetupModel(bench)
        self._model.changed.connect(self._show)
        bench.devices_changed.connect(self._show_counters)
        tr = bench.translator
        self.band = VerdictBand()
        self.steps = StepList(tr.say("Codes of the check sheet"))
        self.found = FactList(tr.say("What was found"), key_width=190, row=36)
        self.advice = FactList(tr.say("Advice"), key_width=100, row=36, ruled=False)
        self.counters = FactList(tr.say("Scanners of this station"), key_width=150, row=36)
        self.bar = DeskBar()
        self.bar.triggered.connect(self.act)
        self._build()
        self._show(self._model.state)

    def _build(self) -> None:
        tr = self._bench.translator
        codes = Panel(tr.say("Codes of the check sheet"))
        codes.add(self.steps)
        codes.body.addStretch(1)
        codes.setFixedWidth(scaled(SIDE_WIDTH))
        found = Panel(tr.say("What was found"))
        found.add(scrolling(_column(self.found, self.advice)), 1)
        counters = Panel(tr.say("Scanners of this station"))
        counters.add(scrolling(_column(self.counters)), 1)
        counters.setFixedWidth(scaled(SIDE_WIDTH))
        row = QHBoxLayout()
        row.setSpacing(scaled(8))
        row.addWidget(codes)
        row.addWidget(found, 1)
        row.addWidget(counters)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(scaled(8))
        outer.addWidget(self.band)
        outer.addLayout(row, 1)
        outer.addWidget(self.bar)

    @property
    def model(self) -> ScannerSetupModel:
        """The view model."""
        return self._model

    def head(self) -> ScreenHead:
        """The bars."""
        return ScreenHead(self._bench.translator.say("Set up a scanner"), nav="stations")

    def keys(self) -> Mapping[str, str]:
        """F5 begins again, F10 stores, Esc goes back."""
        return {"F5": "again", "F10": "keep", "Esc": "back"}

    def act(self, action: str) -> None:
        """Do what a key or a button stands for."""
        if action == "again":
            self._model.begin_again()
        elif action == "keep":
            self._model.keep()
        elif action == "back":
            self.wants.emit(StationsPlace())

    def opened(self) -> None:
        """Scans come here; no button has the focus, so that no key presses one."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._model.listen()

    def left(self) -> None:
        """Scans go their usual way."""
        self._model.stop()

    def _show(self, state: SetupState) -> None:
        tr = self._bench.translator
        self.band.show_verdict(verdict_of(tr, state))
        self.steps.set_steps(steps_of(tr, state))
        self.found.set_facts(facts_of(tr, state.diagnosis))
        advice = advice_of(tr, state.diagnosis.findings)
        self.advice.set_facts(advice)
        self.advice.setVisible(bool(advice))
        self._show_counters()
        ready = state.diagnosis.fit and not state.busy and not state.kept
        keep = ActionSpec("keep", "F10", tr.say("Store"), None, ButtonKind.PRIMARY, enabled=ready)
        left = [
            ActionSpec("back", "Esc", tr.say("Back"), IconName.ARROW_LEFT),
            ActionSpec("again", "F5", tr.say("Begin again"), IconName.REFRESH),
        ]
        self.bar.set_actions(left, [keep])

    def _show_counters(self) -> None:
        self.counters.set_facts(counter_facts(self._bench.translator, self._bench.devices()))


def _column(*widgets: QWidget) -> QWidget:
    """Widgets under each other, as high as they need to be."""
    content = QWidget()
    column = QVBoxLayout(content)
    column.setContentsMargins(0, 0, scaled(4), 0)
    column.setSpacing(scaled(8))
    for widget in widgets:
        column.addWidget(widget)
    column.addStretch(1)
    return content
