"""A bench for tests of receiving: parts, sources, places and announced deliveries."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from qtrace.app.adapters import Argon2Hasher
from qtrace.app.fakes import SeededIds
from qtrace.domain.codes.gs1 import parse_gs1
from qtrace.domain.codes.gs1_message import GS1Message
from qtrace.domain.codes.internal import LabelMark, format_container
from qtrace.domain.codes.tables import AI_TABLE_PATH, build_ai_table
from qtrace.domain.items import LabelStatus
from qtrace.domain.people import Role
from qtrace.domain.quantities import q6
from qtrace.domain.suppliers import SourceState
from qtrace.domain.warehouse import Zone
from qtrace.models.database import Database
from qtrace.reference import read_table
from qtrace.services.catalogue.commands import (
    AddPart,
    AddPartCode,
    AddPartRevision,
    AddUnit,
)
from qtrace.services.catalogue.draft_rows import DraftKind
from qtrace.services.outcomes import Done, Outcome
from qtrace.services.people.commands import EnrolStation
from qtrace.services.receiving.commands import (
    AddDelivery,
    AddOrder,
    CheckLabel,
    DeliveryLineInput,
    OrderLineInput,
    PaperInput,
    ReceiveDelivery,
)
from qtrace.services.registry import handlers
from qtrace.services.suppliers.commands import AddSupplier, AddSupplierSite, SetSourceState
from qtrace.services.warehouse.commands import AddLocation, MoveLot
from qtrace.services.work import StationRef
from qtrace.services.workbench import Outside, Workbench
from tests.support.drafts import approval
from tests.support.plants import TestPlant
from tests.support.prepared import prepare

SSCC = "395060000000123418"
BAG_GTIN = "19506000134359"
NEEDED = datetime(2026, 11, 22, 13, 0, tzinfo=UTC)
PLACES = (
    ("A-03-12", Zone.RELEASED),
    ("P-01", Zone.PENDING),
    ("Q-01", Zone.QUARANTINE),
    ("Q-02", Zone.QUARANTINE),
    ("R-02", Zone.REJECT),
)


@dataclass
class ReceivingBench:
    """The plant with master data, and short words for its commands."""

    plant: TestPlant
    people: dict[str, int] = field(default_factory=dict)
    parts: dict[str, int] = field(default_factory=dict)
    revisions: dict[tuple[str, str], int] = field(default_factory=dict)
    suppliers: dict[str, int] = field(default_factory=dict)
    sites: dict[str, int] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)

    def new(self) -> int:
        """A new id."""
        return self.plant.ids.next_id()

    def head(self) -> dict:
        """uid and client time."""
        return self.plant.head()

    def done(self, command, by: str = "wang", *, signed: bool = False) -> Done:
        """Send as a person and insist."""
        person = self.people[by]
        claim = self.plant.claim(person) if signed else None
        return self.plant.done(command, by=person, claim=claim)

    def send(self, command, by: str = "wang", *, signed: bool = False) -> Outcome:
        """Send as a person."""
        person = self.people[by]
        claim = self.plant.claim(person) if signed else None
        return self.plant.send(command, by=person, claim=claim)

    def ask(self, query, *args, **kwargs):
        """Run a query."""
        return self.plant.bench.ask(query, *args, **kwargs)

    def part(self, number: str, revision: str = "C", **over) -> int:
        """A part with an effective revision."""
        part_id = self.parts[number] = self.new()
        values = {
            "name_en": number, "name_zh": "密封圈", "tracking": "lot", "criticality": "major",
            "base_unit": "pcs", "container_word": "bag", "shelf_life_days": None,
            "over_delivery_pct": 0, "required_papers": (),
        } | over  # fmt: skip
        self.done(AddPart(**self.head(), part_id=part_id, number=number, **values))
        self.revise(number, revision)
        return part_id

    def revise(self, number: str, revision: str) -> int:
        """Draft and approve a revision."""
        revision_id = self.draft(number, revision)
        self.done(
            approval(self.plant, DraftKind.PART, revision_id),
            "qian",
            signed=True,
        )
        return revision_id

    def draft(self, number: str, revision: str) -> int:
        """Draft a revision."""
        revision_id = self.revisions[number, revision] = self.new()
        self.done(
            AddPartRevision(
                **self.head(), revision_id=revision_id, part_id=self.parts[number],
                revision=revision, drawing=f"D-{number}",
            )
        )  # fmt: skip
        return revision_id

    def part_code(
        self, number: str, code: str = BAG_GTIN, per: int = 100, agency: str = "GS1"
    ) -> Outcome:
        """A code of a bag, a GTIN if no agency is named."""
        return self.send(
            AddPartCode(
                **self.head(), part_code_id=self.new(), part_id=self.parts[number], agency=agency,
                part_code=code, package_level="bag", units_per_q6=q6(per),
            )
        )  # fmt: skip

    def supplier(self, code: str, state: SourceState = SourceState.APPROVED) -> int:
        """A supplier."""
        supplier_id = self.suppliers[code] = self.new()
        self.done(
            AddSupplier(
                **self.head(), supplier_id=supplier_id, supplier_code=code, name_en="Hengmi",
                name_zh="恒密橡塑", state=state,
            )
        )  # fmt: skip
        return supplier_id

    def site(self, code: str) -> int:
        """A manufacturing site."""
        site_id = self.sites[code] = self.new()
        self.done(
            AddSupplierSite(
                **self.head(), site_id=site_id, site_code=code, maker_en="Hengmi",
                maker_zh="恒密", name_en="Suzhou 1", name_zh="苏州一厂",
            )
        )  # fmt: skip
        return site_id

    def source(
        self, supplier: str, part: str, site: str, state: SourceState = SourceState.APPROVED
    ) -> Outcome:
        """The standing of a source."""
        return self.send(
            SetSourceState(
                **self.head(), source_id=self.new(), supplier_id=self.suppliers[supplier],
                part_id=self.parts[part], site_id=self.sites[site], state=state, reason="test",
            )
        )  # fmt: skip

    def order(self, number: str, part: str = "SR-12", quantity: int = 2000, **over) -> int:
        """An order of one line."""
        revision = over.pop("revision", "C")
        line_id = self.new()
        self.done(
            AddOrder(
                **self.head(), order_id=self.new(), number=number,
                supplier_id=self.suppliers[over.pop("supplier", "S-0117")],
                ordered_on=date(2026, 10, 1),
                lines=(
                    OrderLineInput(
                        line_id=line_id, line_no=1, part_id=self.parts[part],
                        revision_id=self.revisions[part, revision], qty_q6=q6(quantity),
                        due_on=date(2026, 11, 22),
                    ),
                ),
            )
        )  # fmt: skip
        return line_id

    def line(self, name: str, part: str | None = "SR-12", **over) -> DeliveryLineInput:
        """One line of a delivery; its id is kept under `name`."""
        self.lines[name] = self.new()
        values = {
            "line_no": len(self.lines), "order_line_id": None,
            "part_id": self.parts[part] if part else None,
            "revision_id": self.revisions.get((part or "", over.pop("revision", "C"))),
            "manufacturer_site_id": self.sites[over.pop("site", "HM-1")],
            "supplier_lot": "7F42", "expected_q6": q6(1200), "containers": 12,
            "needed_at": NEEDED, "papers": (),
        } | over  # fmt: skip
        return DeliveryLineInput(line_id=self.lines[name], **values)

    def deliver(
        self,
        *lines: DeliveryLineInput,
        number: str = "DN-1",
        sscc: str | None = None,
        supplier: str = "S-0117",
    ) -> str:
        """Announce a delivery; return our code."""
        done = self.done(
            AddDelivery(
                **self.head(), delivery_id=self.new(), number=number,
                supplier_id=self.suppliers[supplier], carrier="SF", sscc=sscc, lines=lines,
            )
        )  # fmt: skip
        return done.facts["code"]

    def expected(self, name: str = "a", order: str = "PO-26-2207", **over) -> int:
        """An order of 2000 and a delivery of 1200 of it."""
        order_line = self.order(order)
        sscc = over.pop("sscc", SSCC)
        number = over.pop("number", f"DN-{name}")
        self.deliver(self.line(name, order_line_id=order_line, **over), sscc=sscc, number=number)
        return self.lines[name]

    def receive(self, name: str | None = "a", **over) -> Outcome:
        """Receive a line (1200 pieces in 12 bags unless told); the lot's id is in `last`."""
        return self.send(self.receipt(name, **over), "chen")

    def receipt(self, name: str | None = "a", **over) -> ReceiveDelivery:
        """The command of `receive`."""
        self.last, self.last_inspection = self.new(), self.new()
        values = {
            "part_id": self.parts["SR-12"], "quantity_q6": q6(over.pop("quantity", 1200)),
            "unit_code": "pcs", "containers": 12, "revision": "C",
            "manufacturer_site_id": self.sites["HM-1"], "supplier_lot": "7F42",
            "supplier_id": self.suppliers["S-0117"], "raw_code": "x",
        } | over  # fmt: skip
        return ReceiveDelivery(
            **self.head(), lot_id=self.last, receipt_id=self.new(),
            inspection_id=self.last_inspection,
            delivery_line_id=self.lines[name] if name else None, **values,
        )  # fmt: skip

    def move(self, place: str, lot: int | None = None, **over) -> Outcome:
        """Put the lot somewhere."""
        return self.send(
            MoveLot(
                **self.head(), movement_id=self.new(), lot_id=lot or self.last,
                to_location_id=self.places[place], **over,
            ),
            "chen",
        )  # fmt: skip

    def check(
        self, lot: str, *numbers: int, status: LabelStatus = LabelStatus.QUARANTINE, **over
    ) -> Outcome:
        """Scan container labels of `status`."""
        mark = LabelMark[over.pop("mark", status).name]
        codes = over.pop("codes", None) or tuple(format_container(lot, n, mark) for n in numbers)
        lot_id = over.pop("lot_id", self.last)
        return self.send(
            CheckLabel(**self.head(), lot_id=lot_id, label_status=status, codes=codes), "chen"
        )

    def other_station(self, writer: int = 7) -> Workbench:
        """A second program on the same database, as another station; close it."""
        station = self.new()
        self.plant.done(
            EnrolStation(
                **self.head(), station_id=station, site_id=1, station_code=f"IQC-{writer}",
                name_en="", name_zh="", mode="receiving",
            ),
            by=self.plant.admin,
        )  # fmt: skip
        ids = SeededIds(writer, self.plant.clock, seed=writer)
        outside = Outside(self.plant.clock, ids, Argon2Hasher(cheap=True))
        database = Database(self.plant.database.url.render_as_string(hide_password=False))
        return Workbench(database, handlers(), outside, StationRef(station, 1, f"IQC-{writer}"))


def paper(kind: str, number: str = "N-1") -> PaperInput:
    """A supplier paper."""
    return PaperInput(kind=kind, number=number)


def make_receiving(plant: TestPlant, papers: Sequence[str] = ()) -> ReceivingBench:
    """The bench with part SR-12 (revision C) of supplier S-0117, site HM-1."""
    bench = ReceivingBench(plant)

    def build() -> dict[str, object]:
        _fill(bench, papers)
        return {name: value for name, value in vars(bench).items() if name != "plant"}

    vars(bench).update(prepare(plant, ("receiving", tuple(papers)), build))
    return bench


def _fill(bench: ReceivingBench, papers: Sequence[str]) -> None:
    plant = bench.plant
    for login, role in (
        ("chen", Role.WAREHOUSE),
        ("wang", Role.QUALITY),
        ("qian", Role.QUALITY),
        ("lin", Role.INSPECTOR),
    ):
        bench.people[login] = plant.person(login, role)
    bench.done(AddUnit(**bench.head(), unit_code="pcs", symbol_en="pcs", symbol_zh="件"))
    bench.part("SR-12", required_papers=tuple(papers))
    assert isinstance(bench.part_code("SR-12"), Done)
    bench.supplier("S-0117")
    bench.site("HM-1")
    bench.source("S-0117", "SR-12", "HM-1")
    for code, zone in PLACES:
        bench.places[code] = bench.new()
        bench.done(
            AddLocation(
                **bench.head(), location_id=bench.places[code], location_code=code,
                name_en=code, name_zh=code, zone=zone,
            )
        )  # fmt: skip


def gs1(text: str) -> GS1Message:
    """A bracketed GS1 text, parsed."""
    return parse_gs1(text, build_ai_table(read_table(AI_TABLE_PATH)), 2026)
