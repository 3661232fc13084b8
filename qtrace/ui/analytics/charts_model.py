"""State and acts of the charts; numbers come off the UI thread through the bench."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QObject, Signal

from qtrace.domain.analytics.count_study import Counted, CountStudy
from qtrace.domain.analytics.errors import AnalyticsError
from qtrace.domain.analytics.lot_study import ChartFamily, LotStudy
from qtrace.i18n import Language
from qtrace.services.analytics.capability import (
    CapabilityAnswer,
    ChartAnswer,
    capability_study,
    control_charts,
)
from qtrace.services.analytics.counts import CountAnswer, CountedLot, count_charts
from qtrace.services.analytics.queries import (
    chart_subjects,
    defect_pareto,
    plan_risk,
    sites_of_part,
)
from qtrace.services.analytics.rows import (
    ChartFilter,
    ChartSubject,
    DefectPareto,
    Period,
    SeriesLot,
    SiteChoice,
    SubjectKey,
)
from qtrace.services.items.lot_inspections import OcInput
from qtrace.services.outcomes import Refusal
from qtrace.ui.bench import Bench
from qtrace.ui.places import LotPlace

PERIODS = tuple(Period)
FAMILIES = tuple(ChartFamily)
COUNTED = tuple(Counted)
ALL_SITES = ChartFilter()
NOTHING: Mapping[str, None] = dict.fromkeys(("charts", "counts", "capability", "pareto", "risk"))
"""No picture is there."""


class View(StrEnum):
    """Which picture is open."""

    CONTROL = "control"
    CAPABILITY = "capability"
    PARETO = "pareto"
    RISK = "risk"
    COUNTS = "counts"


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
        family: which charts are drawn.
        by: name of who prints it.
        then: called on the UI thread with an empty text, or why it was not printed.
    """

    subject: ChartSubject
    chosen: ChartFilter
    site: str
    language: Language
    family: ChartFamily
    by: str
    then: Callable[[str], None]


@dataclass(frozen=True, slots=True)
class ChartsState:
    """What the screen shows.

    Attributes:
        read_at: when the shown picture was read; None while it is awaited.
        family: which charts of measured values are drawn; `counted`, of which counts.
        cursor: place of the cursor on the control charts and the chart of counts.
        explains: where the numbers come from stands in place of the picture.
        p: fraction nonconforming at the handle of the OC curve; None before it was moved.
        lost: why nothing could be read.
    """

    view: View = View.CONTROL
    subjects: tuple[ChartSubject, ...] = ()
    is_listed: bool = False
    chosen: SubjectKey | None = None
    filter: ChartFilter = ALL_SITES
    sites: tuple[SiteChoice, ...] = ()
    family: ChartFamily = ChartFamily.SHEWHART
    counted: Counted = Counted.PIECES
    charts: ChartAnswer | None = None
    counts: CountAnswer | None = None
    capability: CapabilityAnswer | None = None
    pareto: DefectPareto | None = None
    risk: OcInput | None = None
    read_at: datetime | None = None
    cursor: int = 0
    explains: bool = False
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
    def count_study(self) -> CountStudy | None:
        """The chart of counts, if there is one."""
        study = self.counts.study if self.counts is not None else None
        return None if isinstance(study, AnalyticsError) else study

    @property
    def last_place(self) -> int:
        """The last place of the cursor."""
        if self.study is not None:
            return len(self.study.groups.places) - 1
        return len(self.counts.lots) - 1 if self.counts and self.count_study else 0

    @property
    def counted_lot(self) -> CountedLot | None:
        """The lot at the cursor of the chart of counts."""
        if self.counts is None or self.count_study is None:
            return None
        return self.counts.lots[self.cursor]

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
        if self.state.explains:
            self._become(explains=False)
        if view is not self.state.view:
            self._become(view=view)
            self._read()

    def explain(self) -> None:
        """Show where the numbers come from, or the picture again."""
        self._become(explains=not self.state.explains)

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

    def next_kind(self) -> None:
        """The next kind of chart, where the open picture has several."""
        if self.state.view is View.CONTROL:
            place = (FAMILIES.index(self.state.family) + 1) % len(FAMILIES)
            self._become(family=FAMILIES[place])
        elif self.state.view is View.COUNTS:
            place = (COUNTED.index(self.state.counted) + 1) % len(COUNTED)
            self._become(counted=COUNTED[place])
        else:
            return
        self._read()

    def put_cursor(self, place: int) -> None:
        """Move the cursor of the charts to a place, within the series."""
        self._become(cursor=max(0, min(self.state.last_place, place)))

    def put_p(self, p: float) -> None:
        """The handle of the OC curve was moved."""
        self._become(p=p)

    def open_lot(self) -> None:
        """Go to the lot at the cursor."""
        lot = self.state.cursor_lot or self.state.counted_lot
        if lot is not None:
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
            ChartPrint(
                state.subject, state.filter, site, tr.language, state.family, by, self._printed
            )
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
            self._become(chosen=None, **NOTHING)

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
        self._become(**NOTHING, read_at=None)
        if state.view is View.CONTROL:
            family = state.family
            ask(control_charts, lambda it: self._got_charts(number, it), key, chosen, family)
        elif state.view is View.COUNTS:
            kind, counted = subject.char_class, state.counted
            ask(
                count_charts,
                lambda it: self._got(number, counts=it, cursor=max(0, len(it.lots) - 1)),
                key.part_id,
                kind,
                counted,
                chosen,
            )
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
