"""A dock for tests: the plant of the drawings, with deliveries waiting, made by real commands."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from qtrace.app.adapters import Argon2Hasher
from qtrace.app.fake_executor import ImmediateExecutor, SteppedExecutor
from qtrace.app.fake_sound import FakeSound
from qtrace.app.fakes import ManualClock, SeededIds
from qtrace.domain.catalogue import PaperKind
from qtrace.domain.codes.checks import mod43_character
from qtrace.domain.codes.gs1_write import encode_element_string
from qtrace.domain.codes.internal import format_gauge
from qtrace.domain.codes.interpret import interpret
from qtrace.domain.people import Role
from qtrace.domain.quantities import MILLION
from qtrace.domain.suppliers import SourceState
from qtrace.domain.warehouse import Zone
from qtrace.i18n import Language, load_translator
from qtrace.models.database import Database
from qtrace.ports import RawScan
from qtrace.reference import ai_table
from qtrace.scanning.events import Repeat, ScanEvent
from qtrace.services.catalogue.commands import (
    AddPart,
    AddPartCode,
    AddPartRevision,
    AddUnit,
)
from qtrace.services.catalogue.draft_rows import DraftKind
from qtrace.services.labels.checks import container_task
from qtrace.services.outcomes import Changes
from qtrace.services.people.accounts import signed_in
from qtrace.services.receiving.commands import (
    AddDelivery,
    AddOrder,
    DeliveryLineInput,
    OrderLineInput,
    PaperInput,
)
from qtrace.services.receiving.queries import expected_line
from qtrace.services.registry import handlers
from qtrace.services.suppliers.commands import AddSupplier, AddSupplierSite, SetSourceState
from qtrace.services.warehouse.commands import AddLocation
from qtrace.services.workbench import Outside, Workbench, find_plant
from qtrace.ui.bench import Bench
from tests.support.drafts import approval
from tests.support.plants import START, TestPlant, make_plant

PAPERS = tuple(kind.value for kind in PaperKind)[:2]
PARTS = (
    # number, English, Chinese, order revision, revision in force, unit, container, papers, GTIN, per
    ("TB-40", "Infusion tube", "输液管", "C", "C", "m", "reel", (), "", 500),
    ("SR-12", "Seal ring", "密封圈", "C", "C", "pcs", "bag",
     tuple(PAPERS), "19506000134359", 100),
    ("DC-08", "Drip chamber", "滴斗", "B", "B", "pcs", "box", (), "", 500),
    ("FL-02", "Terminal filter", "终端过滤器", "A", "A", "pcs", "box", (), "", 500),
    ("HS-21", "Pump front shell", "泵上壳", "D", "D", "pcs", "box", (), "", 27),
    ("SP-03", "Spike", "穿刺器", "B", "B", "pcs", "box", (), "", 200),
    ("BT-18", "Lithium battery pack", "锂电池组", "B", "C", "pcs", "box", (), "", 20),
    ("PS-05", "Pressure sensor", "压力传感器", "E", "E", "pcs", "box", (), "", 200),
)  # fmt: skip
SUPPLIERS = (
    # code, English, Chinese, state, site code, site English, site Chinese
    ("S-0117", "Hengmi Rubber", "恒密橡塑", "approved", "HM-1", "Suzhou Plant 1", "苏州一厂"),
    ("S-0203", "Ruichuan Medical", "瑞川医塑", "approved", "RC-1", "Ningbo", "宁波"),
    ("S-0255", "Kenuo Trading", "科诺贸易", "approved", "KN-2", "Penang Plant 2", "槟城二厂"),
    ("S-0301", "Deyu Precision", "德誉精密", "approved", "DY-1", "Kunshan", "昆山"),
    ("S-0330", "Lisheng Medical", "立升医塑", "approved", "LS-1", "Dongguan", "东莞"),
    ("S-0350", "Yongchang Cells", "永昶电池", "approved", "YC-1", "Huizhou", "惠州"),
    ("S-0402", "Ance Sensors", "安测传感", "suspended", "AC-1", "Shenzhen", "深圳"),
)
SOURCES = {
    "TB-40": "S-0203", "SR-12": "S-0117", "DC-08": "S-0203", "FL-02": "S-0255", "HS-21": "S-0301",
    "SP-03": "S-0330", "BT-18": "S-0350", "PS-05": "S-0402",
}  # fmt: skip
ZONES = (
    ("Q-01", Zone.QUARANTINE), ("Q-02", Zone.QUARANTINE), ("P-01", Zone.PENDING),
    ("R-02", Zone.REJECT), ("A-03-12", Zone.RELEASED),
)  # fmt: skip
SSCC = "395060000000123418"
TODAY = date(2026, 11, 22)


@dataclass(frozen=True)
class Ordered:
    """One announced line: what a test says about it, with the rest of the drawing filled in."""

    part: str = "SR-12"
    order: str = "PO-26-2207"
    ordered: int = 2000
    advised: int = 1200
    containers: int = 12
    supplier_lot: str | None = "7F42"
    revision: str | None = None
    papers: tuple[tuple[str, str], ...] = ((PAPERS[0], "HM-7F42-R"),)
    needed_at: datetime | None = None


@dataclass
class Dock:
    """The plant, its master data by their codes, and a bench of its own."""

    plant: TestPlant
    parts: dict[str, int] = field(default_factory=dict)
    revisions: dict[tuple[str, str], int] = field(default_factory=dict)
    suppliers: dict[str, int] = field(default_factory=dict)
    sites: dict[str, int] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)
    lines: list[int] = field(default_factory=list)

    def head(self) -> dict:
        """uid and client time."""
        return self.plant.head()

    def new(self) -> int:
        """A new id."""
        return self.plant.ids.next_id()

    @staticmethod
    def minutes(count: int) -> timedelta:
        """A time to let pass."""
        return timedelta(minutes=count)

    @staticmethod
    def news(kind: str, object_id: int) -> Changes:
        """What another station tells."""
        return Changes(frozenset({(kind, object_id)}), "ANY", 99)

    def lot_number(self, lot_id: int) -> str:
        """Our number of a lot."""
        task = self.plant.bench.ask(container_task, lot_id)
        assert task is not None
        return task.lot

    def delivery_code(self, line_id: int) -> str:
        """Our code of the delivery of a line."""
        line = self.plant.bench.ask(expected_line, line_id)
        assert line is not None
        return line.delivery_code

    @staticmethod
    def gauge_code() -> str:
        """A gauge code that is right and belongs to nothing."""
        return format_gauge("TG-999")

    @property
    def quality(self) -> int:
        """Who keeps the master data."""
        return self.plant.people["wang"]

    def deliver(self, *lines: Ordered, sscc: str | None = None, number: str = "") -> list[int]:
        """Announce a delivery of `lines`, each on an order of its own; return the line ids."""
        supplier = self.suppliers[SOURCES[lines[0].part]]
        made = []
        for number_of_line, line in enumerate(lines, start=1):
            made.append(self._line(number_of_line, line, supplier))
        delivery = self.new()
        self.plant.done(
            AddDelivery(
                **self.head(), delivery_id=delivery, number=number or f"DN-{delivery % 10**6}",
                supplier_id=supplier, carrier="SF", sscc=sscc, lines=tuple(made),
            ),
            by=self.quality,
        )  # fmt: skip
        self.lines += [line.line_id for line in made]
        return [line.line_id for line in made]

    def _line(self, number: int, line: Ordered, supplier: int) -> DeliveryLineInput:
        part = next(row for row in PARTS if row[0] == line.part)
        revision = self.revisions[line.part, line.revision or part[3]]
        order_line = self.new()
        self.plant.done(
            AddOrder(
                **self.head(), order_id=self.new(), number=line.order, supplier_id=supplier,
                ordered_on=date(2026, 10, 1),
                lines=(
                    OrderLineInput(
                        line_id=order_line, line_no=1, part_id=self.parts[line.part],
                        revision_id=revision, qty_q6=line.ordered * MILLION, due_on=TODAY,
                    ),
                ),
            ),
            by=self.quality,
        )  # fmt: skip
        code = next(row for row in SUPPLIERS if row[0] == SOURCES[line.part])
        return DeliveryLineInput(
            line_id=self.new(), line_no=number, order_line_id=order_line,
            part_id=self.parts[line.part], revision_id=revision,
            manufacturer_site_id=self.sites[code[4]], supplier_lot=line.supplier_lot,
            expected_q6=line.advised * MILLION, containers=line.containers,
            needed_at=line.needed_at,
            papers=tuple(PaperInput(kind=kind, number=text) for kind, text in line.papers),
        )  # fmt: skip

    def bench(self, language: Language = Language.EN, *, stepped: bool = False) -> Bench:
        """A UI bench whose jobs run at once (or step by step), in `language`."""
        work = self.plant.bench
        facts = find_plant(self.plant.database)
        assert facts is not None
        executor = SteppedExecutor() if stepped else ImmediateExecutor()
        return Bench(work, executor, load_translator(language), facts, FakeSound())

    def signed_in(self, bench: Bench, login: str) -> Bench:
        """`bench` with the person signed in."""
        bench.set_person(self.plant.bench.ask(signed_in, self.plant.people[login]))
        return bench


def make_dock(url: str) -> Dock:
    """A plant with people, master data and places; deliveries are announced by the tests."""
    plant = make_plant(url)
    dock = Dock(plant)
    for login, role in (
        ("chen", Role.WAREHOUSE), ("lin", Role.INSPECTOR), ("wang", Role.QUALITY),
        ("qian", Role.QUALITY), ("aud", Role.AUDITOR),
    ):  # fmt: skip
        plant.person(login, role, badge=f"BDG-{login}")
    _add_parts(dock)
    _add_suppliers(dock)
    for code, zone in ZONES:
        dock.places[code] = dock.new()
        plant.done(
            AddLocation(
                **dock.head(), location_id=dock.places[code], location_code=code,
                name_en=code, name_zh=code, zone=zone,
            ),
            by=dock.quality,
        )  # fmt: skip
    return dock


def reopened(dock: Dock, url: str) -> Dock:
    """The dock on a copy of its file, an hour later."""
    old = dock.plant
    clock = ManualClock(START + timedelta(hours=1))
    ids = SeededIds(1, clock, seed=2)
    database = Database(url)
    outside = Outside(clock, ids, Argon2Hasher(cheap=True))
    work = Workbench(database, handlers(), outside, old.bench.station)
    plant = TestPlant(work, database, clock, ids, old.admin, dict(old.people))
    return replace(dock, plant=plant, lines=[])


def _add_parts(dock: Dock) -> None:
    plant, qian = dock.plant, dock.plant.people["qian"]
    for unit, symbol in (("pcs", "件"), ("m", "m")):
        plant.done(
            AddUnit(**dock.head(), unit_code=unit, symbol_en=unit, symbol_zh=symbol),
            by=dock.quality,
        )
    for number, english, chinese, ordered, current, unit, word, papers, gtin, per in PARTS:
        part = dock.parts[number] = dock.new()
        plant.done(
            AddPart(
                **dock.head(), part_id=part, number=number, name_en=english, name_zh=chinese,
                tracking="lot", criticality="major", base_unit=unit, container_word=word,
                shelf_life_days=None, over_delivery_pct=0, required_papers=papers,
            ),
            by=dock.quality,
        )  # fmt: skip
        for revision in dict.fromkeys((ordered, current)):
            revision_id = dock.revisions[number, revision] = dock.new()
            plant.done(
                AddPartRevision(
                    **dock.head(), revision_id=revision_id, part_id=part, revision=revision,
                    drawing=f"DWG-{number}",
                ),
                by=dock.quality,
            )  # fmt: skip
            plant.done(
                approval(dock.plant, DraftKind.PART, revision_id),
                by=qian, claim=plant.claim(qian),
            )  # fmt: skip
        if gtin:
            plant.done(
                AddPartCode(
                    **dock.head(), part_code_id=dock.new(), part_id=part, agency="GS1",
                    part_code=gtin, package_level="bag", units_per_q6=per * MILLION,
                ),
                by=dock.quality,
            )  # fmt: skip


def _add_suppliers(dock: Dock) -> None:
    plant = dock.plant
    for code, english, chinese, state, site_code, site_en, site_zh in SUPPLIERS:
        supplier = dock.suppliers[code] = dock.new()
        plant.done(
            AddSupplier(
                **dock.head(), supplier_id=supplier, supplier_code=code, name_en=english,
                name_zh=chinese,
            ),
            by=dock.quality,
        )  # fmt: skip
        site = dock.sites[site_code] = dock.new()
        plant.done(
            AddSupplierSite(
                **dock.head(), site_id=site, site_code=site_code, maker_en=english,
                maker_zh=chinese, name_en=site_en, name_zh=site_zh,
            ),
            by=dock.quality,
        )  # fmt: skip
        for part, source in SOURCES.items():
            if source == code:
                set_source(dock, part, SourceState.APPROVED)
        if state != "approved":
            set_source(dock, None, SourceState(state), supplier=code)


def set_source(
    dock: Dock, part: str | None, state: SourceState, *, supplier: str | None = None
) -> None:
    """Change the standing of the part's source, or of a whole supplier."""
    code = supplier or SOURCES[part or ""]
    site = next(row[4] for row in SUPPLIERS if row[0] == code)
    dock.plant.done(
        SetSourceState(
            **dock.head(), source_id=dock.new(), supplier_id=dock.suppliers[code],
            part_id=dock.parts[part] if part else None,
            site_id=dock.sites[site] if part else None, state=state, reason="test",
        ),
        by=dock.quality,
    )  # fmt: skip


def label(*, without: tuple[str, ...] = (), **changed: str) -> str:
    """The delivery label of the drawing as an element string; `ai10="X"` changes a field."""
    elements = {
        "00": SSCC, "02": "19506000134359", "37": "12", "10": "7F42", "11": "261105",
        "17": "311105", "240": "SR-12-C", "400": "PO-26-2207",
    }  # fmt: skip
    elements |= {key.removeprefix("ai"): value for key, value in changed.items()}
    chosen = [(ai, value) for ai, value in elements.items() if ai not in without]
    return encode_element_string(chosen, ai_table(), 2026)


def scan_of(text: str, at: datetime, repeat: Repeat = Repeat.FIRST) -> ScanEvent:
    """`text` as the router delivers it."""
    data = text.encode()
    found = interpret(f"]d2{text}".encode() if text[:1].isdigit() else data, ai_table(), 2026)
    return ScanEvent(RawScan(data, "wedge", at), found, repeat, 1, None)


def hibc(payload: str) -> str:
    """A HIBC symbol with its check character."""
    return payload + mod43_character(payload)


def add_code(dock: Dock, part: str, agency: str, code: str, per: int) -> None:
    """One more product code of `part`, on a package of `per` pieces."""
    dock.plant.done(
        AddPartCode(
            **dock.head(), part_code_id=dock.new(), part_id=dock.parts[part], agency=agency,
            part_code=code, package_level="bag", units_per_q6=per * MILLION,
        ),
        by=dock.quality,
    )  # fmt: skip


def soon(dock: Dock, days: int, hour: int = 10) -> datetime:
    """An instant at the plant, `days` from now."""
    local = dock.plant.clock.now().astimezone(ZoneInfo("Asia/Shanghai"))
    return (local + timedelta(days=days)).replace(hour=hour, minute=0, second=0, microsecond=0)
