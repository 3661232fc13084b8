"""State and acts of the charts; numbers come off the UI thread through the bench."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QObject, Signal

from qtrace.domain.analytics.errors import AnalyticsError
from qtrace.domain.analytics.lot_study import LotStudy
from qtrace.i18n import Language
from qtrace.services.analytics_queries import (
    chart_subjects,
    defect_pareto,
    plan_risk,
    sites_of_part,
)
from qtrace.services.analytics_rows import (
    ChartFilter,
    ChartSubject,
    DefectPareto,
    Period,
    SeriesLot,
    SiteChoice,
    SubjectKey,
)
from qtrace.services.analytics_studies import (
    CapabilityAnswer,
    ChartAnswer,
    capability_study,
    control_charts,
)
from qtrace.services.lot_inspections import OcInput
from qtrace.services.outcomes import Refusal
from qtrace.ui.bench import Bench
from qtrace.ui.places import LotPlace

PERIODS = tuple(Period)
ALL_SITES = ChartFilter()


class View(StrEnum):
    """Which picture is open."""

    CONTROL = "control"
    CAPABILITY = "capability"
    PARETO = "pareto"
    RISK = "risk"


class PrintState(StrEnum):
    """What became of the report."""

    NONE = "none"
    SENT = "sent"
    PRINTED = "printed"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class ChartPrint:
    """A report that is wished.

    Attributes:
        by: name of who prints it.
        then: called on the UI thread with an empty text, or why it was not printed.
    """

    subject: ChartSubject
    chosen: ChartFilter
    site: str
    language: Language
    by: str
    then: Callable[[str], None]


@dataclass(frozen=True, slots=True)
class ChartsState:
    """What the screen shows.

    Attributes:
        read_at: when the shown picture was read; None while it is awaited.
        cursor: place of the cursor on the control charts.
        p: fraction nonconforming at the handle of the OC curve; None before it was moved.
        lost: why nothing could be read.
    """

    view: View = View.CONTROL
    subjects: tuple[ChartSubject, ...] = ()
    is_listed: bool = False
    chosen: SubjectKey | None = None
    filter: ChartFilter = ALL_SITES
    sites: tuple[SiteChoice, ...] = ()
    charts: ChartAnswer | None = None
    capability: CapabilityAnswer | None = None
    pareto: DefectPareto | None = None
    risk: OcInput | None = None
    read_at: datetime | None = None
    cursor: int = 0
    p: float | None = None
    printing: PrintState = PrintState.NONE
    print_detail: str = ""
    lost: Refusal | None = None

    @property
    def subject(self) -> ChartSubject | None:
        """The chosen characteristic, if it is listed."""
        return next((row for row in self.subjects if row.key == self.chosen), None)

    @property
    def site(self) -> SiteChoice | None:
        """The chosen site."""
        return next((row for row in self.sites if row.site_id == self.filter.site_id), None)

    @property
    def study(self) -> LotStudy | None:
        """The control charts, if there are any."""
        study = self.charts.study if self.charts is not None else None
        return None if isinstance(study, AnalyticsError) else study

    @property
    def cursor_lot(self) -> SeriesLot | None:
        """The lot at the cursor."""
        if self.charts is None or self.study is None:
            return None
        return self.charts.series.lots[self.study.groups.places[self.cursor][0]]


class ChartsModel(QObject):
    """Lists characteristics and reads the open picture.

    Signals:
        changed: the new `ChartsState`.
        wants: a `Place` to go to.
        print_asked: a `ChartPrint`.
    """

    changed = Signal(object)
    wants = Signal(object)
    print_asked = Signal(object)

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self._bench = bench
        self._asked = 0
        self.state = ChartsState()
        bench.failed.connect(self._failed)

    def refresh(self) -> None:
        """Read list and picture again."""
        self._become(lost=None, printing=PrintState.NONE)
        self._bench.ask(chart_subjects, self._listed, self.state.filter.period)

    def choose(self, key: SubjectKey) -> None:
        """Show another characteristic, of all sites if its part is another one."""
        if key == self.state.chosen:
            return
        before = self.state.chosen
        self._become(chosen=key, printing=PrintState.NONE)
        if before is None or before.part_id != key.part_id:
            self._become(filter=replace(self.state.filter, site_id=None), sites=())
            part = key.part_id
            self._bench.ask(sites_of_part, lambda rows: self._sites(part, rows), part)
        self._read()

    def show_view(self, view: View) -> None:
        """Open another picture."""
        if view is not self.state.view:
            self._become(view=view)
            self._read()

    def next_period(self) -> None:
        """The next longer period, after the longest the shortest."""
        place = (PERIODS.index(self.state.filter.period) + 1) % len(PERIODS)
        self._become(filter=replace(self.state.filter, period=PERIODS[place]))
        self.refresh()

    def next_site(self) -> None:
        """The next site of the part; after the last one all of them."""
        ids = [None, *(row.site_id for row in self.state.sites)]
        place = (ids.index(self.state.filter.site_id) + 1) % len(ids)
        self._become(filter=replace(self.state.filter, site_id=ids[place]))
        self._read()

    def put_cursor(self, place: int) -> None:
        """Move the cursor of the control charts to a place, within the series."""
        study = self.state.study
        if study is not None:
            last = len(study.groups.places) - 1
            self._become(cursor=max(0, min(last, place)))

    def put_p(self, p: float) -> None:
        """The handle of the OC curve was moved."""
        self._become(p=p)

    def open_lot(self) -> None:
        """Go to the lot at the cursor."""
        lot = self.state.cursor_lot
        if lot is not None and self.state.view is View.CONTROL:
            self.wants.emit(LotPlace(lot.lot_id))

    def print_report(self) -> None:
        """Ask for the report of the chosen characteristic."""
        state, person = self.state, self._bench.person
        if state.subject is None or person is None or state.printing is PrintState.SENT:
            return
        tr = self._bench.translator
        by = tr.name(person.person.name_en, person.person.name_zh)
        site = state.site.code if state.site is not None else ""
        self._become(printing=PrintState.SENT, print_detail="")
        self.print_asked.emit(
            ChartPrint(state.subject, state.filter, site, tr.language, by, self._printed)
        )

    def _printed(self, trouble: str) -> None:
        done = PrintState.FAILED if trouble else PrintState.PRINTED
        self._become(printing=done, print_detail=trouble)

    def _listed(self, subjects: tuple[ChartSubject, ...]) -> None:
        self._become(subjects=subjects, is_listed=True)
        if self.state.subject is not None:
            self._read()
        elif subjects:
            self.choose(max(subjects, key=lambda row: row.last_at).key)
        else:
            self._become(chosen=None, charts=None, capability=None, pareto=None, risk=None)

    def _sites(self, part_id: int, rows: tuple[SiteChoice, ...]) -> None:
        if self.state.chosen is not None and self.state.chosen.part_id == part_id:
            self._become(sites=rows)

    def _read(self) -> None:
        """Read the open picture of the chosen characteristic; late answers to others are lost."""
        state, subject = self.state, self.state.subject
        if subject is None:
            return
        self._asked += 1
        ask, number = self._bench.ask, self._asked
        key, chosen = subject.key, state.filter
        self._become(charts=None, capability=None, pareto=None, risk=None, read_at=None)
        if state.view is View.CONTROL:
            ask(control_charts, lambda found: self._got_charts(number, found), key, chosen)
        elif state.view is View.CAPABILITY:
            ask(capability_study, lambda it: self._got(number, capability=it), key, chosen)
        elif state.view is View.PARETO:
            ask(defect_pareto, lambda it: self._got(number, pareto=it), key.part_id, chosen)
        else:
            kind = subject.char_class
            ask(plan_risk, lambda it: self._got(number, risk=it, p=None), key.part_id, kind)

    def _got_charts(self, number: int, answer: ChartAnswer | None) -> None:
        study = answer.study if answer is not None else None
        last = len(study.groups.places) - 1 if isinstance(study, LotStudy) else 0
        self._got(number, charts=answer, cursor=last)

    def _got(self, number: int, **news: object) -> None:
        if number == self._asked:
            self._become(**news, read_at=self._bench.now())

    def _failed(self, refusal: Refusal) -> None:
        self._become(lost=refusal)

    def _become(self, **news: Any) -> None:
        state = replace(self.state, **news)
        if state != self.state:
            self.state = state
            self.changed.emit(state)
