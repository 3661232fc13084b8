"""A small plant with lots in every state, made by the same commands as real ones."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from PySide6.QtWidgets import QApplication

from qtrace.app.fake_executor import ImmediateExecutor
from qtrace.app.fake_sound import FakeSound
from qtrace.app.fakes import ManualClock
from qtrace.domain.codes.internal import format_container
from qtrace.domain.items import LabelStatus
from qtrace.domain.people import Role
from qtrace.domain.quantities import MILLION
from qtrace.domain.warehouse import Zone
from qtrace.i18n import Language, load_translator
from qtrace.services.labels.texts import container_code
from qtrace.services.outcomes import Done
from qtrace.services.people.accounts import PersonRow, people, signed_in
from qtrace.services.people.commands import ChangePerson
from qtrace.services.receiving.commands import (
    AddDelivery,
    AddOrder,
    CheckLabel,
    DeliveryLineInput,
    OrderLineInput,
    PaperInput,
    ReceiveDelivery,
)
from qtrace.services.warehouse.commands import AddLocation
from qtrace.ui.bench import Bench
from qtrace.ui.items.lot_screen import LotScreen
from qtrace.ui.places import LotPlace
from qtrace.ui.theme.apply import apply_theme
from qtrace.ui.theme.profiles import TOUCH
from qtrace.ui.theme.tokens import LIGHT, Tokens
from tests.support.inspections import (
    CRITICAL,
    MAJOR,
    MINOR,
    InspectionBench,
    by_aql,
    looked_at,
    make_bench,
    measured,
)
from tests.support.plants import make_plant

MORNING = datetime(2026, 10, 20, 0, 24, tzinfo=UTC)
PAPERS = ("test_report", "material")
NAMES = {
    "lin": ("Lin Xiaowen", "林晓雯"),
    "zhou": ("Zhou Lan", "周岚"),
    "wang": ("Wang Siyuan", "王思远"),
    "chen": ("Chen Guodong", "陈国栋"),
}


@dataclass
class LotPlant:
    """The plant with its lots by name.

    Attributes:
        lots: ids of lots: `released`, `child`, `rejected`, `waiting`, `started`, `tightened`.
        inspections: ids of their inspections.
    """

    made: InspectionBench
    lots: dict[str, int] = field(default_factory=dict)
    inspections: dict[str, int] = field(default_factory=dict)
    received: int = 0

    @property
    def workbench(self):
        """Commands and queries."""
        return self.made.plant.bench

    def receive(self, name: str, papers: Sequence[str] = PAPERS, **over) -> int:
        """Receive 1 200 pieces in 12 bags under `name`."""
        made, ids = self.made, self.made.ids
        lot, inspection, line, order_line = (ids.next_id() for _ in range(4))
        number = self.received = self.received + 1
        pieces, bags = over.pop("pieces", 1200), over.pop("bags", 12)
        expiry = over.pop("expiry", date(2031, 11, 5))
        made.plant.done(
            AddOrder(
                **made.head(), order_id=ids.next_id(), number=f"PO-26-{2200 + number}",
                supplier_id=made.supplier, ordered_on=date(2026, 1, 1),
                lines=(
                    OrderLineInput(
                        line_id=order_line, line_no=1, part_id=made.part,
                        revision_id=made.revision, qty_q6=pieces * MILLION,
                        due_on=date(2027, 1, 1),
                    ),
                ),
            ),
            by=made.people["wang"],
        )  # fmt: skip
        made.plant.done(
            AddDelivery(
                **made.head(), delivery_id=ids.next_id(), number=f"DN-{number}",
                supplier_id=made.supplier, carrier="SF", sscc=None,
                lines=(
                    DeliveryLineInput(
                        line_id=line, line_no=1, order_line_id=order_line, part_id=made.part,
                        revision_id=made.revision, manufacturer_site_id=made.site,
                        supplier_lot=over.get("supplier_lot", f"7F{41 + number}"),
                        expected_q6=pieces * MILLION, containers=bags,
                    ),
                ),
            ),
            by=made.people["wang"],
        )  # fmt: skip
        made.plant.done(
            ReceiveDelivery(
                **made.head(), lot_id=lot, receipt_id=ids.next_id(), inspection_id=inspection,
                delivery_line_id=line, supplier_id=made.supplier, part_id=made.part,
                quantity_q6=pieces * MILLION, unit_code="pcs", containers=bags, revision="C",
                manufacturer_site_id=made.site,
                supplier_lot=over.get("supplier_lot", f"7F{41 + number}"), raw_code="x",
                made_on=date(2026, 11, 5), expiry=expiry,
                papers=tuple(
                    PaperInput(kind=kind, number=f"{kind[:2].upper()}-{260400 + number}")
                    for kind in papers
                ),
                acknowledged=over.pop("acknowledged", ()),
            ),
            by=made.people["chen"],
        )  # fmt: skip
        self.lots[name], self.inspections[name] = lot, inspection
        return lot

    def inspect(self, name: str, bad: Sequence[int] = (), *, sign: bool = True) -> None:
        """Inspect the lot; pieces in `bad` fail in the first characteristic."""
        made, inspection = self.made, self.inspections[name]
        made.pass_time(minutes=40)
        outcome = made.start(inspection)
        assert isinstance(outcome, Done), outcome
        made.pass_time(minutes=70)
        made.fill(inspection, bad)
        if sign:
            outcome = made.sign(inspection)
            assert isinstance(outcome, Done), outcome
            made.pass_time(minutes=5)
            outcome = made.review(inspection)
            assert isinstance(outcome, Done), outcome

    def code(self, name: str) -> str:
        """Number of the lot."""
        from qtrace.services.items.lot_page import lot_page

        page = self.workbench.ask(lot_page, self.lots[name])
        assert page is not None
        return page.identity.lot

    def label(self, name: str, status: LabelStatus, numbers: Sequence[int]) -> None:
        """Scan the labels of these containers."""
        lot = self.code(name)
        for number in numbers:
            code = container_code(format_container(lot, number), status.value)
            self.made.plant.done(
                CheckLabel(
                    **self.made.head(), lot_id=self.lots[name], label_status=status, codes=(code,)
                ),
                by=self.made.people["chen"],
            )  # fmt: skip

    def bench(self, login: str = "lin", language: Language = Language.EN) -> Bench:
        """A bench with that person signed in."""
        person = self.workbench.ask(signed_in, self.made.people[login])
        plant = self.workbench.ask(_plant_facts)
        bench = Bench(
            self.workbench, ImmediateExecutor(), load_translator(language), plant, FakeSound()
        )
        bench.set_person(person)
        return bench


def _plant_facts(reads):
    return reads.plant


def make_lots(url: str) -> LotPlant:
    """A plant whose lots are in the states of the pictures."""
    made = make_bench(make_plant(url, clock=ManualClock(MORNING)), PAPERS)
    made.people["chen"] = made.plant.person("chen", Role.WAREHOUSE)
    _give_names(made)
    made.plant.done(
        AddLocation(
            **made.head(), location_id=made.ids.next_id(), location_code="A-03-12",
            name_en="Rack A", name_zh="A 架", zone=Zone.RELEASED,
        ),
        by=made.people["wang"],
    )  # fmt: skip
    made.plan(
        [by_aql(CRITICAL, "0.15"), by_aql(MAJOR, "2.5", "S-4"), by_aql(MINOR, "4.0")],
        [
            measured(1, MAJOR, name_en="Inner dia.", name_zh="内径"),
            looked_at(2, CRITICAL, name_en="Cracks", name_zh="裂纹"),
            looked_at(3, MINOR),
        ],
        chain="inspect,review",
    )
    made.known_source()
    return LotPlant(made)


def _give_names(made: InspectionBench) -> None:
    rows: dict[str, PersonRow] = {row.login: row for row in made.plant.bench.ask(people)}
    for login, (english, chinese) in NAMES.items():
        row = rows[login]
        made.plant.done(
            ChangePerson(
                **made.head(), person_id=row.person_id, row_version=row.row_version,
                name_en=english, name_zh=chinese, state=row.state, language=None, valid_to=None,
            ),
            by=made.plant.admin,
        )  # fmt: skip


def add_history(plant: LotPlant, failures: Sequence[int]) -> None:
    """Lots that were decided before, a few days apart, with so many failed pieces each."""
    for number, count in enumerate(failures):
        name = f"past{number}"
        plant.receive(name)
        plant.inspect(name, range(1, count + 1))
        plant.made.pass_time(days=2, hours=21, minutes=5)


def show(
    qtbot, app: QApplication, bench: Bench, lot_id: int, tokens: Tokens = LIGHT, model=None
) -> LotScreen:
    """The screen as the shell shows it beside the side bar."""
    apply_theme(app, tokens, TOUCH)
    screen = LotScreen(bench, LotPlace(lot_id), model)
    qtbot.addWidget(screen)
    screen.resize(1246, 688)
    screen.show()
    screen.opened()
    app.processEvents()
    return screen
