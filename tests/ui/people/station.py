"""A whole station for tests: real window, keys and scans, on a small plant of real commands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

from qtrace.app.fake_executor import ImmediateExecutor, SteppedExecutor
from qtrace.app.fake_sound import FakeSound
from qtrace.domain.codes.internal import format_badge
from qtrace.domain.codes.interpret import interpret
from qtrace.domain.codes.tables import AI_TABLE_PATH, build_ai_table
from qtrace.domain.inspection import CharClass
from qtrace.domain.people import Role, SecretKind
from qtrace.i18n import Language, load_translator
from qtrace.reference import read_table
from qtrace.scanning.qt_keys import KeyRouter
from qtrace.scanning.qt_replay import press_key, send_burst, type_keys
from qtrace.scanning.qt_wedge import WedgeScanner
from qtrace.scanning.router import ScanRouter
from qtrace.services.people.accounts import SignedIn, signed_in
from qtrace.services.people.commands import AddPerson, SetSecret, SignIn
from qtrace.services.workbench import find_plant
from qtrace.ui.bench import Bench
from qtrace.ui.people.sign_in_screen import SignInScreen
from qtrace.ui.places import Place, SignInPlace
from qtrace.ui.screen import Screen, ScreenHead
from qtrace.ui.screens import ScreenList, ScreenMaker
from qtrace.ui.shell import Shell
from qtrace.ui.theme.apply import apply_theme
from qtrace.ui.theme.paint import elided
from qtrace.ui.theme.profiles import TOUCH, SizeProfile
from qtrace.ui.theme.tokens import LIGHT, Tokens
from qtrace.ui.widgets.labels import Label
from tests.support.inspections import InspectionBench, by_aql, measured, prepared_bench
from tests.support.plants import PIN, TestPlant, make_plant
from tests.support.prepared import prepare

AI_TABLE = build_ai_table(read_table(AI_TABLE_PATH))
BADGES = {"lin": 101, "zhou": 102, "chen": 103, "wang": 104, "mei": 105, "admin2": 106}
CREW = (
    ("lin", "Lin Xiaowen", "林晓雯", (Role.INSPECTOR,)),
    ("zhou", "Zhou Lan", "周岚", (Role.REVIEWER, Role.INSPECTOR)),
    ("chen", "Chen Guodong", "陈国栋", (Role.WAREHOUSE,)),
    ("wang", "Wang Siyuan", "王思远", (Role.QUALITY,)),
    ("mei", "Mei Jing", "梅静", (Role.METROLOGY,)),
    ("admin2", "Gao Peng", "高鹏", (Role.ADMINISTRATOR, Role.METROLOGY)),
)


class Blank(Screen):
    """Any screen of another area."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place

    def head(self) -> ScreenHead:
        return ScreenHead(type(self.place).__name__)


def badge(login: str) -> str:
    """The badge code of one of the crew."""
    return format_badge(BADGES[login])


def add_person(
    plant: TestPlant,
    login: str,
    names: tuple[str, str],
    roles: Sequence[Role],
    number: int | None = None,
    pin: str = PIN,
    *,
    must_change: bool = False,
) -> int:
    """Add a person with a badge and a PIN."""
    person = plant.ids.next_id()
    plant.done(
        AddPerson(
            **plant.head(), person_id=person, login=login, name_en=names[0], name_zh=names[1],
            badge_code=format_badge(number) if number else None, roles=tuple(roles),
        ),
        by=plant.admin,
    )  # fmt: skip
    give_secret(plant, person, SecretKind.PIN, pin, must_change=must_change)
    plant.enrol(person)
    plant.people[login] = person
    return person


def give_secret(
    plant: TestPlant, person: int, kind: SecretKind, secret: str, *, must_change: bool = False
) -> None:
    """Set a PIN or a password."""
    encoded = plant.bench.secrets.hash(secret).encode()
    plant.done(
        SetSecret(
            **plant.head(), person_id=person, kind=kind, encoded=encoded, must_change=must_change
        ),
        by=plant.admin,
    )


def add_crew(plant: TestPlant) -> None:
    """The people of the drawings; added once a process."""

    def build() -> dict[str, object]:
        for login, name_en, name_zh, roles in CREW:
            add_person(plant, login, (name_en, name_zh), roles, BADGES[login])
        return {}

    prepare(plant, "crew", build)


def make_ui_bench(
    plant: TestPlant, language: Language = Language.EN, *, stepped: bool = False
) -> Bench:
    """A UI bench whose jobs run at once, or step by step."""
    facts = find_plant(plant.database)
    assert facts is not None
    executor = SteppedExecutor() if stepped else ImmediateExecutor()
    return Bench(plant.bench, executor, load_translator(language), facts, FakeSound())


def signed(plant: TestPlant, login: str) -> SignedIn:
    """What the sign-in hands to the bench, after a sign-in with badge and PIN."""
    person = plant.admin if login == "admin" else plant.people[login]
    command = SignIn(**plant.head(), person_id=person, method="badge+pin")
    plant.send(command, by=person, claim=plant.claim(person))
    known = plant.bench.ask(signed_in, person)
    assert known is not None
    return known


@dataclass
class Look:
    """How the station looks."""

    language: Language = Language.EN
    tokens: Tokens = LIGHT
    profile: SizeProfile = TOUCH


class Station:
    """One open station window that is driven by keys and scans only."""

    def __init__(
        self,
        plant: TestPlant,
        makers: dict[type, ScreenMaker] | None = None,
        look: Look | None = None,
        *,
        stepped: bool = False,
    ) -> None:
        self.plant, look = plant, look or Look()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        apply_theme(app, look.tokens, look.profile)
        self.bench = make_ui_bench(plant, look.language, stepped=stepped)
        self.keys = KeyRouter()
        self.scanner = WedgeScanner(plant.clock, offer=self.keys.offer)
        self.router = ScanRouter(plant.clock, lambda data: interpret(data, AI_TABLE, 2026))
        self.opened: list[Place] = []
        self.shell = Shell(self.bench, _Screens(makers or {}, self.opened), self.keys, self.scanner)
        self.router.listen(self.shell.scanned)
        self.scanner.start(self.router.receive)
        self.shell.show()
        self.shell.activateWindow()

    @property
    def screen(self) -> Screen:
        """The screen in front."""
        return self.shell.screen_shown

    def scan(self, text: str) -> None:
        """A scan, and the seconds until the next one."""
        self.plant.clock.advance(timedelta(seconds=5))
        send_burst(self.shell, text.encode())

    def type(self, text: str) -> None:
        """Keys as a person types them."""
        type_keys(self.shell, text)

    def press(self, key: str) -> None:
        """One key by its name."""
        press_key(self.shell, key)

    def sign_in(self, login: str, pin: str = PIN) -> None:
        """Badge and PIN."""
        self.scan(badge(login))
        self.type(pin + "\r")

    def run(self) -> None:
        """Let a stepped executor do what waits."""
        self.bench._executor.run_all()

    def close(self) -> None:
        """Give the devices back."""
        self.scanner.stop()
        self.shell.close()
        self.shell.deleteLater()


class _Screens(ScreenList):
    """The screens under test; a blank one for every other place."""

    def __init__(self, makers: dict[type, ScreenMaker], opened: list[Place]) -> None:
        super().__init__(
            {SignInPlace: lambda b, p, m: SignInScreen(b, p, m, replay=send_burst), **makers}
        )
        self._opened = opened

    def make(self, bench: Bench, place: Place, model: QObject | None = None) -> Screen:
        self._opened.append(place)
        if type(place) in self._makers:
            return super().make(bench, place, model)
        return Blank(place)


def add_work(plant: TestPlant) -> tuple[int, int]:
    """An inspection half done by Lin, and a lot that waits for review; ids of the inspections."""
    _, (half, waiting) = prepared_bench(plant, "work", _add_work)
    return half, waiting


def _add_work(insp: InspectionBench) -> tuple[int, int]:
    plant = insp.plant
    for login, role in (("qian", Role.QUALITY), ("met", Role.METROLOGY)):
        plant.person(login, role)
    insp.people = dict(insp.plant.people)
    insp.add_master()
    insp.known_source()
    insp.gauge()
    insp.plan([by_aql(CharClass.MAJOR, "2.5", "S-4")], [measured(1)], "inspect,review")
    _, waiting = insp.started(pieces=20, containers=2)
    insp.fill(waiting)
    insp.sign(waiting)
    plant.clock.advance(timedelta(minutes=20))
    _, half = insp.started(pieces=800, containers=8)
    first = insp.sheet(half).characteristics[0]
    for piece in range(1, 14):
        insp.read(half, first.characteristic_id, piece, "12.03")
    plant.clock.advance(timedelta(minutes=5))
    insp.receive(pieces=500, containers=5)
    return half, waiting


def texts(widget: QWidget) -> str:
    """Everything that labels and buttons say, as a person reads it."""
    QApplication.processEvents()
    said = [label.text() for label in widget.findChildren(Label) if label.isVisible()]
    said += [b.text() for b in widget.findChildren(QAbstractButton) if b.isVisible()]
    return " | ".join(said)


def check_looks(station: Station) -> None:
    """Nothing is cut off, everything has a name, buttons are large enough for the profile."""
    for _ in range(4):
        QApplication.processEvents()
    elided.clear()
    station.shell.grab()
    assert list(elided) == []
    assert (station.shell.width(), station.shell.height()) == (1366, 768)
    check_words(station.screen)


def check_words(screen: QWidget) -> None:
    """Every label has room for its words, every control a name and a height for fingers."""
    for label in screen.findChildren(Label):
        if not label.isVisible() or not label.text():
            continue
        if label.wordWrap():
            assert label.heightForWidth(label.width()) <= label.height() + 1, label.text()
        else:
            needed = label.fontMetrics().horizontalAdvance(label.text())
            assert needed <= label.width() + 1, label.text()
    for kind in (QAbstractButton, QLineEdit):
        for control in screen.findChildren(kind):
            if control.isVisible() and not control.inherits("QTableCornerButton"):
                assert control.accessibleName(), control
                assert control.height() >= 36, control.accessibleName()


@pytest.fixture
def crew_plant(sqlite_url):
    """A plant with the people of the drawings."""
    plant = make_plant(sqlite_url)
    add_crew(plant)
    yield plant
    plant.bench.close()


@pytest.fixture
def open_station(qapp):
    """Opens stations and closes them after the test."""
    opened: list[Station] = []

    def make(*args, **kwargs) -> Station:
        opened.append(Station(*args, **kwargs))
        return opened[-1]

    yield make
    for station in opened:
        station.close()
    apply_theme(qapp, LIGHT, TOUCH)
