"""The answers of the first-run page, kept while pages and languages change."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from qtrace.domain.codes.internal import format_badge
from qtrace.domain.glyphs import Coverage
from qtrace.services.outcomes import Refusal
from qtrace.ui.people.plant_draft import (
    PlantDraft,
    administrator_problems,
    plant_problems,
    site_problems,
)
from qtrace.ui.widgets.field_problems import Problems

FORMS = ("incoming_report", "device_history", "label")
"""Documents that carry a form number of the plant."""
FIRST_BADGE = 1
DEFAULTS = {
    "language": "zh_CN",
    "time_zone": "Asia/Shanghai",
    "station_code": "IQC-1",
    "site_code": "MAIN",
    "form_incoming_report": "QF-7.4-03/A",
    "form_device_history": "QF-7.5-11/A",
    "form_label": "QF-7.4-05/A",
}


class Page(StrEnum):
    """Pages in their order."""

    CHOICE = "choice"
    JOIN = "join"
    PLANT = "plant"
    SITE = "site"
    ADMINISTRATOR = "administrator"


ORDER = (Page.CHOICE, Page.PLANT, Page.SITE, Page.ADMINISTRATOR)


@dataclass(frozen=True, slots=True)
class FirstRunState:
    """What the page shows.

    Attributes:
        values: what was typed, by the name of the answer.
        problems: what is wrong with answers of this page.
        refusal: why the plant could not be made.
        working: it is being made.
    """

    page: Page = Page.CHOICE
    values: Mapping[str, str] = field(default_factory=lambda: dict(DEFAULTS), repr=False)
    problems: Problems = field(default_factory=dict)
    refusal: Refusal | None = None
    working: bool = False


class FirstRunModel(QObject):
    """Walks through the pages and gives out a checked draft.

    Signals:
        changed: a `FirstRunState`.
        demo_chosen: try the demo.
        plant_chosen: a `PlantDraft`.
    """

    changed = Signal(object)
    demo_chosen = Signal()
    plant_chosen = Signal(object)

    def __init__(self, coverage: Coverage, language: str) -> None:
        super().__init__()
        self._coverage = coverage
        self.state = FirstRunState(values={**DEFAULTS, "language": language})

    def choose_demo(self) -> None:
        """Leave the page for the demo."""
        if not self.state.working:
            self.working(active=True)
            self.demo_chosen.emit()

    def choose_join(self) -> None:
        """Join a plant that is there already."""
        if not self.state.working and self.state.page is Page.CHOICE:
            self._become(page=Page.JOIN, problems={}, refusal=None)

    def set(self, name: str, value: str) -> None:
        """An answer was typed or chosen."""
        self.state = replace(self.state, values={**self.state.values, name: value})

    def go_on(self) -> None:
        """Check this page; then the next one, or the draft after the last."""
        if self.state.working or self.state.page is Page.JOIN:
            return
        problems = self.judged(self.state.page)
        if problems:
            self._become(problems=problems, refusal=None)
            return
        place = ORDER.index(self.state.page)
        if place + 1 < len(ORDER):
            self._become(page=ORDER[place + 1], problems={}, refusal=None)
            return
        self.working(active=True)
        self.plant_chosen.emit(self.draft())

    def go_back(self) -> None:
        """The page before; what was typed stays."""
        if self.state.page is Page.JOIN:
            self._become(page=Page.CHOICE)
            return
        place = ORDER.index(self.state.page)
        if place and not self.state.working:
            self._become(page=ORDER[place - 1], problems={}, refusal=None)

    def refused(self, refusal: Refusal) -> None:
        """The plant could not be made; everything typed stays."""
        self._become(refusal=refusal, working=False)

    def working(self, *, active: bool) -> None:
        """The demo or the plant is being made, or no longer."""
        self._become(working=active, refusal=None)

    def judged(self, page: Page) -> Problems:
        """What is wrong on `page`."""
        draft = self.draft()
        if page is Page.PLANT:
            return plant_problems(draft, self._coverage)
        if page is Page.SITE:
            return site_problems(draft, self._coverage)
        if page is Page.ADMINISTRATOR:
            names = ("admin_password", "admin_pin")
            again = {name: self.state.values.get(f"{name}_again", "") for name in names}
            return administrator_problems(draft, again, self._coverage)
        return {}

    def draft(self) -> PlantDraft:
        """The answers so far."""
        values = self.state.values
        plain = {
            name: values.get(name, "")
            for name in PlantDraft.__dataclass_fields__
            if name not in ("form_numbers", "admin_badge")
        }
        numbers = tuple((key, values.get(f"form_{key}", "")) for key in FORMS)
        return PlantDraft(
            **plain,
            form_numbers=tuple((key, number) for key, number in numbers if number),
            admin_badge=format_badge(FIRST_BADGE),
        )

    def _become(self, **news: object) -> None:
        self.state = replace(self.state, **news)  # type: ignore[arg-type]  # fields by name
        self.changed.emit(self.state)
