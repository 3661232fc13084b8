"""Charts: measured characteristics left, the open picture right; every way of it by keys."""

from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout

from qtrace.i18n.reasons import explain
from qtrace.ui.analytics import charts_texts
from qtrace.ui.analytics.charts_model import ChartsModel, ChartsState, View
from qtrace.ui.analytics.count_page import CountPage
from qtrace.ui.analytics.pages import CapabilityPage, ControlPage, ParetoPage, RiskPage
from qtrace.ui.analytics.source_page import SourcePage
from qtrace.ui.bench import Bench
from qtrace.ui.places import ChartsPlace
from qtrace.ui.screen import Screen, ScreenHead
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.tokens import Ink
from qtrace.ui.widgets.base import scaled
from qtrace.ui.widgets.buttons import ActionSpec, ButtonKind
from qtrace.ui.widgets.forms import DeskBar, Refused
from qtrace.ui.widgets.labels import Label
from qtrace.ui.widgets.panel import Panel
from qtrace.ui.widgets.table import DataTable, TablePanel
from qtrace.ui.widgets.tabs import PanelTabs, TabSpec

LIST_WIDTH: Final = 340
FAR: Final = 1_000_000_000
KEYS: Final = {"F5": "refresh", "F10": "print"}
TYPING: Final = {
    "1": "view:control",
    "2": "view:capability",
    "3": "view:pareto",
    "4": "view:risk",
    "5": "view:counts",
    "K": "kind",
    "W": "explain",
    "P": "period",
    "S": "site",
    "Left": "point:-1",
    "Right": "point:1",
    "Home": f"point:-{FAR}",
    "End": f"point:{FAR}",
    "Enter": "open",
    "Up": "row:-1",
    "Down": "row:1",
    "PageUp": "page:-1",
    "PageDown": "page:1",
}
P_STEPS: Final = 200
"""Steps of the handle along the axis of the OC curve."""


Page = ControlPage | CapabilityPage | ParetoPage | RiskPage | CountPage | SourcePage


class ChartsScreen(Screen):
    """The charts of the plant.

    Signals:
        print_asked: a `ChartPrint`.
    """

    print_asked = Signal(object)

    def __init__(
        self,
        bench: Bench,
        place: ChartsPlace,  # noqa: ARG002 - every screen is made with its place
        model: QObject | None = None,
    ) -> None:
        super().__init__()
        self._bench, self._tr = bench, bench.translator
        self._model = model if isinstance(model, ChartsModel) else ChartsModel(bench)
        self._showing = False
        tr = self._tr
        self.table = DataTable(
            charts_texts.columns(tr), lambda row: row.key, tr.say("Characteristics")
        )
        self.list = TablePanel(self.table)
        self.list.setFixedWidth(scaled(LIST_WIDTH))
        self.tabs = PanelTabs(tr.say("Pictures"))
        self.title = Label("", TextRole.TITLE)
        self.basis = Label("", TextRole.NOTE, Ink.TEXT2)
        self.refused = Refused()
        self.printed = Label("", TextRole.NOTE_STRONG)
        self.control = ControlPage(bench)
        self.capability = CapabilityPage(tr)
        self.pareto = ParetoPage(tr)
        self.risk = RiskPage(tr)
        self.counts = CountPage(bench)
        self.source = SourcePage(tr)
        self.bar = DeskBar()
        self._build()
        self._wire()
        self._show(self._model.state)

    def _build(self) -> None:
        self._stack = QStackedLayout()
        panel = Panel()
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.basis)
        panel.add(self.tabs)
        panel.body.addLayout(head)
        panel.add(self.refused)
        # In the layout first: a stack without a parent would show its pages as windows.
        panel.body.addLayout(self._stack, 1)
        for page in (*self._pages().values(), self.source):
            self._stack.addWidget(page)
        panel.add(self.printed)
        row = QHBoxLayout()
        row.setSpacing(scaled(8))
        row.addWidget(self.list)
        row.addWidget(panel, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(scaled(8))
        outer.addLayout(row, 1)
        outer.addWidget(self.bar)

    def _pages(self) -> Mapping[View, Page]:
        return {
            View.CONTROL: self.control,
            View.CAPABILITY: self.capability,
            View.PARETO: self.pareto,
            View.RISK: self.risk,
            View.COUNTS: self.counts,
        }

    def _wire(self) -> None:
        model = self._model
        self.table.row_chosen.connect(self._choose)
        self.tabs.chosen.connect(lambda view: model.show_view(View(view)))
        self.control.charts.moved.connect(model.put_cursor)
        self.counts.chart.moved.connect(model.put_cursor)
        self.risk.curve.p_moved.connect(model.put_p)
        self.bar.triggered.connect(self.act)
        model.changed.connect(self._show)
        model.wants.connect(self.wants)
        model.print_asked.connect(self.print_asked)

    @property
    def model(self) -> ChartsModel:
        """The view model."""
        return self._model

    def has_unsaved(self) -> bool:
        """Where one was looking is there again after a visit to a lot."""
        return self._model.state.chosen is not None

    def head(self) -> ScreenHead:
        """The bars."""
        return ScreenHead(self._tr.say("Charts"), nav="charts")

    def keys(self) -> Mapping[str, str]:
        """F5 reads again, F10 prints."""
        return KEYS

    def typing_keys(self) -> Mapping[str, str]:
        """Nothing is typed here: letters and digits choose."""
        return TYPING

    def opened(self) -> None:
        """Read the list; the table has the focus."""
        self._model.refresh()
        self.table.setFocus()

    def act(self, action: str) -> None:
        """Do what a key or a button stands for."""
        name, _, value = action.partition(":")
        model = self._model
        deeds: dict[str, Callable[[], None]] = {
            "refresh": model.refresh,
            "print": model.print_report,
            "view": lambda: model.show_view(View(value)),
            "period": model.next_period,
            "site": model.next_site,
            "kind": model.next_kind,
            "explain": model.explain,
            "open": model.open_lot,
            "point": lambda: self._step(int(value)),
            "row": lambda: self.table.move(int(value)),
            "page": lambda: self.table.page(int(value)),
        }
        deed = deeds.get(name)
        if deed is not None:
            deed()

    def _step(self, steps: int) -> None:
        if self._model.state.view is View.RISK:
            self.risk.step(steps / P_STEPS)
        elif self._model.state.view in (View.CONTROL, View.COUNTS):
            self._model.put_cursor(self._model.state.cursor + steps)

    def _choose(self, key: object) -> None:
        if not self._showing:
            chosen = next(row.key for row in self._model.state.subjects if row.key == key)
            self._model.choose(chosen)

    def _show(self, state: ChartsState) -> None:
        self._showing = True
        self.table.set_rows(state.subjects)
        if state.chosen is not None and self.table.chosen_key() != state.chosen:
            self.table.choose(state.chosen)
        self._showing = False
        tr = self._tr
        count = tr.count("{n} characteristic", "{n} characteristics", len(state.subjects))
        self.list.set_foot(count if state.is_listed else "", "")
        self.tabs.set_tabs(
            (
                TabSpec(View.CONTROL, tr.say("Control chart"), "1"),
                TabSpec(View.CAPABILITY, tr.say("Capability"), "2"),
                TabSpec(View.PARETO, tr.say("Pareto of failures"), "3"),
                TabSpec(View.RISK, tr.say("OC curve"), "4"),
                TabSpec(View.COUNTS, tr.say("Counts"), "5"),
            ),
            state.view,
        )
        self._show_head(state)
        page = self.source if state.explains else self._pages()[state.view]
        self._stack.setCurrentWidget(page)
        page.show_state(state)
        self.bar.set_actions(self._left(state), self._right(state))

    def _show_head(self, state: ChartsState) -> None:
        tr, subject = self._tr, state.subject
        nothing = tr.say("Nothing was measured in this period") if state.is_listed else ""
        self.title.setText(charts_texts.heading(tr, subject) if subject else nothing)
        words = [charts_texts.chart_basis(tr, state.charts) if state.charts is not None else ""]
        if state.counts is not None:
            words.append(tr.count("{n} lot", "{n} lots", len(state.counts.lots)))
        words.append(charts_texts.basis(self._bench, state))
        self.basis.setText(tr.say(", ").join(filter(None, words)))
        lost = state.lost
        told = explain(tr, lost.code, lost.facts, self._bench.zone) if lost is not None else None
        self.refused.say(told)
        self.printed.setText(charts_texts.print_words(tr, state))
        self.printed.setVisible(bool(self.printed.text()))

    def _left(self, state: ChartsState) -> list[ActionSpec]:
        tr = self._tr
        period = tr.say(charts_texts.PERIODS[state.filter.period])
        site = state.site.code if state.site is not None else tr.say("all")
        kind = charts_texts.kind_word(tr, state)
        return [
            ActionSpec("refresh", "F5", tr.say("Refresh")),
            ActionSpec("kind", "K", kind or tr.say("Chart"), enabled=bool(kind)),
            ActionSpec("explain", "W", tr.say("Where from")),
            ActionSpec("period", "P", period),
            ActionSpec("site", "S", tr.say("Site: {site}", site=site), enabled=bool(state.sites)),
        ]

    def _right(self, state: ChartsState) -> list[ActionSpec]:
        tr = self._tr
        on_point = state.cursor_lot is not None or state.counted_lot is not None
        return [
            ActionSpec("open", "Enter", tr.say("Open lot"), enabled=on_point),
            ActionSpec(
                "print",
                "F10",
                tr.say("Print report"),
                None,
                ButtonKind.PRIMARY,
                enabled=state.subject is not None,
            ),
        ]
