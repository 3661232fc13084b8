"""One bench with the real services behind it, and the lots of the pictures."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial

from qtrace.app.fake_executor import ImmediateExecutor, SteppedExecutor
from qtrace.app.fake_sound import FakeSound
from qtrace.app.fakes import ManualClock
from qtrace.domain.codes.internal import (
    InternalCode,
    format_badge,
    parse_internal,
)
from qtrace.domain.inspection import CharKind
from qtrace.domain.people import Role
from qtrace.domain.plans import CharacteristicDraft
from qtrace.domain.warehouse import Zone
from qtrace.i18n import Language
from qtrace.i18n.translator import load_translator
from qtrace.services.outcomes import Done
from qtrace.services.people.accounts import signed_in
from qtrace.services.people.commands import SignIn
from qtrace.services.reads import Reads
from qtrace.services.warehouse.commands import AddLocation
from qtrace.ui.bench import Bench
from qtrace.ui.inspection.inspection_screen import InspectionScreen
from qtrace.ui.places import InspectionPlace
from tests.support.inspections import (
    CRITICAL,
    MAJOR,
    MINOR,
    InspectionBench,
    by_aql,
    prepared_bench,
)
from tests.support.plants import make_plant

NOON = datetime(2026, 11, 22, 1, 41, tzinfo=UTC)
LIN, ZHOU, SUN, WARE = 421, 422, 423, 424


@dataclass
class Scan:
    """A scan as the shell hands it over."""

    interpretation: object
    repeat: str = "first"
    times: int = 1
    refusal: str | None = None
    raw: object = None


def scan_of(text: str, repeat: str = "first") -> Scan:
    """The scan of one of our codes."""
    code = parse_internal(text)
    assert isinstance(code, InternalCode), code
    return Scan(code, repeat)


def _plant_facts(reads: Reads):
    return reads.plant


@dataclass
class Scene:
    """A plant, a bench with somebody signed in, and short words for both."""

    made: InspectionBench
    bench: Bench
    executor: SteppedExecutor
    sound: FakeSound
    screens: list[InspectionScreen] = field(default_factory=list)

    def sign_in(self, login: str) -> None:
        """Somebody comes to the bench with badge and PIN."""
        plant, person_id = self.made.plant, self.made.people[login]
        command = SignIn(**plant.head(), person_id=person_id, method="badge+pin")
        plant.done(command, by=person_id, claim=plant.claim(person_id))
        person = plant.bench.ask(signed_in, person_id)
        self.bench.set_person(person)

    def speak(self, language: Language) -> None:
        """Switch the language of the bench."""
        self.bench.set_language(load_translator(language))

    def open(self, inspection: int, model=None) -> InspectionScreen:
        """The screen as the shell opens it."""
        screen = InspectionScreen(self.bench, InspectionPlace(inspection), model)
        screen.resize(1350, 688)
        screen.opened()
        self.screens.append(screen)
        return screen

    def close(self) -> None:
        """End everything."""
        for screen in self.screens:
            screen.left()
            screen.deleteLater()
        self.made.plant.bench.close()


def scene(
    url: str,
    *,
    papers: Sequence[str] = (),
    executor: SteppedExecutor | None = None,
    language: Language = Language.EN,
) -> Scene:
    """A plant with people who have badges, gauges and places."""
    plant = make_plant(url, clock=ManualClock(NOON))
    made, _ = prepared_bench(plant, ("scene", tuple(papers)), partial(_fill, papers))
    executor = executor or ImmediateExecutor()
    sound = FakeSound()
    facts = plant.bench.ask(_plant_facts)
    bench = Bench(plant.bench, executor, load_translator(language), facts, sound)
    made_scene = Scene(made, bench, executor, sound)
    made_scene.sign_in("lin")
    return made_scene


def _fill(papers: Sequence[str], made: InspectionBench) -> None:
    plant = made.plant
    made.add_people()
    made.add_master(papers)
    for login, number, roles in (
        ("lin_b", LIN, (Role.INSPECTOR,)),
        ("zhou_b", ZHOU, (Role.REVIEWER,)),
        ("sun_b", SUN, (Role.INSPECTOR,)),
        ("ware_b", WARE, (Role.WAREHOUSE,)),
    ):
        made.people[login] = plant.person(login, *roles, badge=format_badge(number))
    for code, zone in (("A-03-12", Zone.RELEASED),):
        plant.done(
            AddLocation(
                **plant.head(), location_id=plant.ids.next_id(), location_code=code,
                name_en=code, name_zh=code, zone=zone,
            ),
            by=made.people["wang"],
        )  # fmt: skip


def variable(
    number: int,
    names: tuple[str, str],
    limits: tuple[str, str, str],
    unit: str,
    decimals: int,
    gauge: str | None = None,
) -> CharacteristicDraft:
    """A measured characteristic of the major class."""
    low, nominal, high = limits
    return CharacteristicDraft(
        number, CharKind.VARIABLE, MAJOR, *names, nominal=nominal, lsl=low, usl=high, unit=unit,
        decimals=decimals, gauge_type=gauge,
    )  # fmt: skip


def seal_ring(made: InspectionBench, chain: str = "inspect,review", gauges: bool = True) -> None:
    """The plan of the pictures: five characteristics in three classes."""
    types = ("durometer", "scope", "thickness") if gauges else (None, None, None)
    if gauges:
        made.gauge("HD-004", "durometer")
        made.gauge("VM-002", "scope")
        made.gauge("TG-011", "thickness")
    made.plan(
        (by_aql(CRITICAL, "0.15"), by_aql(MAJOR, "2.5", "S-4"), by_aql(MINOR, "4.0")),
        (
            CharacteristicDraft(
                1, CharKind.ATTRIBUTE, CRITICAL, "Damage", "缺损异物",
                method_en="Bench lamp, 30 cm", method_zh="目视，台灯下 30 cm",
                defect_codes=("F001", "F002", "F003"),
            ),
            variable(2, ("Hardness", "硬度"), ("65.0", "70.0", "75.0"), "IRHD", 1, types[0]),
            variable(3, ("Inner dia.", "内径"), ("11.90", "12.00", "12.10"), "mm", 2, types[1]),
            variable(4, ("Wire dia.", "线径"), ("2.32", "2.40", "2.48"), "mm", 2, types[2]),
            CharacteristicDraft(
                5, CharKind.ATTRIBUTE, MINOR, "Flash", "飞边色差", defect_codes=("F012", "F013"),
            ),
        ),
        chain,
    )  # fmt: skip
    made.known_source()


HARDNESS = [
    "70.5",
    "69.0",
    "72.0",
    "68.5",
    "71.5",
    "70.0",
    "69.5",
    "72.0",
    "71.5",
    "69.5",
    "69.0",
    "71.5",
    "70.0",
    "70.5",
    "68.0",
    "71.0",
    "70.0",
    "69.5",
    "72.5",
    "70.0",
]
INNER = [
    "12.02",
    "11.99",
    "12.00",
    "12.05",
    "11.99",
    "11.97",
    "12.00",
    "12.00",
    "12.13",
    "11.97",
    "12.03",
    "12.01",
    "12.03",
    "11.98",
    "12.04",
    "12.00",
    "11.96",
    "12.02",
    "12.01",
    "11.99",
]
WIRE = [
    "2.40",
    "2.42",
    "2.38",
    "2.41",
    "2.39",
    "2.40",
    "2.41",
    "2.40",
    "2.40",
    "2.37",
    "2.38",
    "2.39",
    "2.42",
    "2.40",
    "2.41",
    "2.43",
    "2.38",
    "2.40",
    "2.39",
    "2.41",
]


def take(made: InspectionBench, inspection: int, number: int, values: Sequence[str]) -> None:
    """Readings of one characteristic from piece 1 on."""
    own = next(c for c in made.sheet(inspection).characteristics if c.number == number)
    for piece, value in enumerate(values, 1):
        outcome = made.read(
            inspection, own.characteristic_id, piece, value, gauge_id=own.gauge_id, confirmed=True
        )
        assert isinstance(outcome, Done), outcome
        made.pass_time(seconds=7)


def flash(made: InspectionBench, inspection: int, number: int, bad: Sequence[int] = ()) -> None:
    """An attribute looked at, with defects on some pieces."""
    own = next(c for c in made.sheet(inspection).characteristics if c.number == number)
    for piece in bad:
        assert isinstance(made.defect(inspection, own.characteristic_id, piece, "F012"), Done)
    assert isinstance(made.all_ok(inspection, own.characteristic_id), Done)
