"""A line with a running plant, and its station window driven by keys and scans."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication

from qtrace.ui.places import LinePlace
from qtrace.ui.production.line_screen import LineScreen
from qtrace.ui.production.line_state import LineForm
from tests.support.plants import PIN
from tests.support.production import ALL_CHECKS, make_production, production_plant
from tests.ui.people.station import Station, open_station

__all__ = ["open_station"]


class LineHands:
    """One line station and the bench behind it."""

    def __init__(self, bench, station: Station, badges: dict[str, str]) -> None:
        self.bench, self.station, self.badges = bench, station, badges

    @property
    def screen(self) -> LineScreen:
        screen = self.station.screen
        assert isinstance(screen, LineScreen)
        return screen

    @property
    def state(self):
        return self.screen.model.line

    @property
    def band(self):
        return self.screen.band.spec

    def sign_in(self, login: str = "mei") -> None:
        self.station.scan(self.badges[login])
        self.station.type(PIN + "\r")

    def open(self, form: str) -> None:
        """Open a panel and let it take the focus."""
        self.screen.model.open(form)
        QApplication.processEvents()

    def menu(self, entry: str) -> None:
        """F7, and the entry on whichever page it stands."""
        self.station.press("F7")
        for _page in range(4):
            QApplication.processEvents()
            if entry in self.screen.panel.fields["entry"].tiles:
                break
            self.station.press("9")
        self.screen.panel.choose("entry", entry)
        QApplication.processEvents()

    def unit(self, serial: str, lot: str = "") -> None:
        """Scan the label of a unit, as the order's version prints it."""
        self.station.scan(unit_label(serial, lot or self.state.station.order.lot))

    def settle(self) -> None:
        """What is on its way comes."""
        QApplication.processEvents()

    def take(self, code: str, quantity: int) -> None:
        """Scan a lot, and say how much of it where that is asked."""
        self.station.scan(code)
        if self.state.form == LineForm.PART:
            self.screen.panel.fields["quantity"].set_text(str(quantity))
            self.station.press("F10")

    def check_row(self, kind: str):
        return next(row for row in self.state.station.checks if row.kind == kind)


def unit_label(serial: str, lot: str) -> str:
    """(01) (10) (21) of the product under test."""
    return f"]d2010950600020001910{lot}\x1d21{serial}"


@pytest.fixture
def line_plant(sqlite_url):
    plant = production_plant(sqlite_url)
    yield plant
    plant.close()


@pytest.fixture
def at_line(line_plant, open_station) -> Callable[..., LineHands]:
    """Opens a line station with an order placed and the line cleared."""

    def make(
        checks=(), login: str = "mei", *, cleared: bool = True, look=None, planned: int = 10
    ) -> LineHands:
        bench = make_production(line_plant, checks)
        bench.ordered(planned)
        if cleared:
            bench.cleared()
        station = open_station(line_plant, {LinePlace: LineScreen}, look)
        hands = LineHands(bench, station, badges_of(line_plant))
        hands.sign_in(login)
        if not isinstance(station.shell.place, LinePlace):
            station.shell.go(LinePlace())
        return hands

    return make


@pytest.fixture
def running(at_line) -> LineHands:
    """Operation 30 runs with both materials at the line and all checks."""
    hands = at_line(ALL_CHECKS)
    hands.bench.stock("PH-26-0207", "PH-20", 8, bags=2)
    hands.bench.stock("7F42-01", "SR-12", 100)
    hands.station.press("F10")
    hands.station.scan("PH-26-0207/01")
    hands.take("7F42-01", 100)
    return hands


def badges_of(plant) -> dict[str, str]:
    """Badge codes by login."""
    from sqlalchemy import select

    from qtrace.models.people import Person

    with plant.database.read() as session:
        return dict(session.execute(select(Person.login, Person.badge_code)).all())
