"""A bench for tests of inspections: a plant with one part, one source, one plan and its people.

Everything is made by the same commands that the product uses.
"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from qtrace.app.adapters import Argon2Hasher
from qtrace.app.fakes import SeededIds
from qtrace.domain.gauges import CalibrationResult
from qtrace.domain.inspection import CharClass, CharKind
from qtrace.domain.inspection_flow import ReadingOrigin
from qtrace.domain.people import Role
from qtrace.domain.plans import CharacteristicDraft, ClassDraft
from qtrace.domain.quantities import MILLION
from qtrace.domain.sampling.plans import SampleType
from qtrace.domain.sampling.switching import SwitchEvent
from qtrace.domain.suppliers import SourceState
from qtrace.domain.warehouse import Zone
from qtrace.models.database import Database
from qtrace.services.catalogue.commands import (
    AddPart,
    AddPartRevision,
    AddUnit,
)
from qtrace.services.catalogue.draft_rows import DraftKind
from qtrace.services.catalogue.plans_commands import AddPlan, RecordSwitchEvent
from qtrace.services.gauges.commands import AddGauge, RecordCalibration
from qtrace.services.inspection.commands import (
    ApproveInspection,
    RecordAllOk,
    RecordDefect,
    RecordReading,
    ReviewInspection,
    SignInspection,
    StartInspection,
)
from qtrace.services.inspection.queries import inspection_sheet
from qtrace.services.inspection.rows import InspectionSheet
from qtrace.services.outcomes import Done, Outcome
from qtrace.services.people.commands import EnrolStation
from qtrace.services.receiving.commands import (
    AddDelivery,
    AddOrder,
    DeliveryLineInput,
    OrderLineInput,
    PaperInput,
    ReceiveDelivery,
)
from qtrace.services.registry import handlers
from qtrace.services.suppliers.commands import AddSupplier, AddSupplierSite, SetSourceState
from qtrace.services.warehouse.commands import AddLocation
from qtrace.services.work import StationRef
from qtrace.services.workbench import Outside, Workbench
from tests.support.drafts import approval
from tests.support.plants import TestPlant
from tests.support.prepared import prepare

CRITICAL, MAJOR, MINOR = CharClass.CRITICAL, CharClass.MAJOR, CharClass.MINOR


def by_aql(
    char_class: CharClass, aql: str, level: str = "II", standard: str = "iso2859"
) -> ClassDraft:
    """A class sampled by AQL."""
    return ClassDraft(char_class, SampleType.SINGLE, standard, level, aql)


def measured(number: int = 1, char_class: CharClass = MAJOR, **over) -> CharacteristicDraft:
    """A diameter of 12.00 +- 0.10 mm."""
    values = {
        "name_en": f"Inner dia. {number}",
        "name_zh": "内径",
        "nominal": "12.00",
        "lsl": "11.90",
        "usl": "12.10",
        "unit": "mm",
        "decimals": 2,
    }
    return CharacteristicDraft(number, CharKind.VARIABLE, char_class, **(values | over))


def looked_at(number: int, char_class: CharClass = MINOR, **over) -> CharacteristicDraft:
    """An attribute with two defect codes."""
    values = {"name_en": "Flash", "name_zh": "飞边", "defect_codes": ("F01", "F02")}
    return CharacteristicDraft(number, CharKind.ATTRIBUTE, char_class, **(values | over))


@dataclass
class InspectionBench:
    """The plant with what an inspection needs, and short words for its commands."""

    plant: TestPlant
    part: int = 0
    supplier: int = 0
    site: int = 0
    revision: int = 0
    revision_code: str = "C"
    expiry: date | None = None
    people: dict[str, int] = field(default_factory=dict)

    @property
    def ids(self):
        """Ids of the plant's writer."""
        return self.plant.ids

    def head(self) -> dict:
        """uid and client time."""
        return self.plant.head()

    def add_people(self) -> None:
        """People in the posts that sign."""
        for login, role in (
            ("lin", Role.INSPECTOR),
            ("sun", Role.INSPECTOR),
            ("zhou", Role.REVIEWER),
            ("wang", Role.QUALITY),
            ("qian", Role.QUALITY),
            ("rel", Role.RELEASE_OFFICER),
            ("met", Role.METROLOGY),
            ("meg", Role.METROLOGY),
        ):
            self.people[login] = self.plant.person(login, role)

    def add_master(self, papers: Sequence[str] = ()) -> None:
        """Unit, part in revision C, supplier, site, source and the places."""
        plant, wang, qian = self.plant, self.people["wang"], self.people["qian"]
        self.part, self.supplier, self.site = (self.ids.next_id() for _ in range(3))
        plant.done(
            AddUnit(**self.head(), unit_code="pcs", symbol_en="pcs", symbol_zh="件"), by=wang
        )
        plant.done(
            AddPart(
                **self.head(), part_id=self.part, number="SR-12", name_en="Seal ring",
                name_zh="密封圈", tracking="lot", criticality="major", base_unit="pcs",
                container_word="bag", shelf_life_days=None, over_delivery_pct=10,
                required_papers=tuple(papers),
            ),
            by=wang,
        )  # fmt: skip
        self.revision = revision = self.ids.next_id()
        plant.done(
            AddPartRevision(
                **self.head(), revision_id=revision, part_id=self.part, revision="C", drawing="D-1"
            ),
            by=wang,
        )
        plant.done(
            approval(self.plant, DraftKind.PART, revision),
            by=qian,
            claim=plant.claim(qian),
        )
        plant.done(
            AddSupplier(
                **self.head(), supplier_id=self.supplier, supplier_code="S-01",
                name_en="Hengmi", name_zh="恒密橡塑",
            ),
            by=wang,
        )  # fmt: skip
        plant.done(
            AddSupplierSite(
                **self.head(), site_id=self.site, site_code="HM-1", maker_en="Hengmi",
                maker_zh="恒密", name_en="Plant 1", name_zh="一厂",
            ),
            by=wang,
        )  # fmt: skip
        self.set_source(lots=0)
        for code, zone in (("Q-01", Zone.QUARANTINE), ("R-02", Zone.REJECT)):
            plant.done(
                AddLocation(
                    **self.head(), location_id=self.ids.next_id(), location_code=code,
                    name_en=code, name_zh=code, zone=zone,
                ),
                by=wang,
            )  # fmt: skip

    def set_source(self, lots: int, state: SourceState = SourceState.APPROVED) -> None:
        """Approve the source; its next `lots` lots are to be inspected tightened."""
        self.plant.done(
            SetSourceState(
                **self.head(), source_id=self.ids.next_id(), supplier_id=self.supplier,
                part_id=self.part, site_id=self.site, state=state,
                lots_left_tightened=lots, reason="test",
            ),
            by=self.people["wang"],
        )  # fmt: skip

    def plan(
        self,
        classes: Sequence[ClassDraft],
        characteristics: Sequence[CharacteristicDraft],
        chain: str = "inspect",
        **over,
    ) -> int:
        """Add and approve a plan of the part; return the id of its version."""
        revision = self.ids.next_id()
        values = {"plan_id": self.ids.next_id(), "plan_code": "SR-12", "supplier_id": None} | over
        self.plant.done(
            AddPlan(
                **self.head(), revision_id=revision, part_id=self.part, signature_chain=chain,
                early_stop=values.pop("early_stop", True), classes=tuple(classes),
                characteristics=tuple(characteristics), **values,
            ),
            by=self.people["wang"],
        )  # fmt: skip
        self.approve_plan(revision)
        return revision

    def approve_plan(self, revision: int, by: str = "qian", **over) -> Outcome:
        """Sign a draft."""
        person = self.people[by]
        return self.plant.send(
            approval(self.plant, DraftKind.PLAN, revision, **over),
            by=person,
            claim=self.plant.claim(person),
        )

    def known_source(self) -> None:
        """Say that the series begins normal."""
        self.event(SwitchEvent.AUTHORITY_NORMAL)

    def event(self, event: SwitchEvent, char_class: str | None = None) -> Outcome:
        """A decision about the series."""
        return self.plant.send(
            RecordSwitchEvent(
                **self.head(), event_ids=tuple(self.ids.next_id() for _ in range(3)),
                part_id=self.part, manufacturer_site_id=self.site, supplier_id=self.supplier,
                char_class=char_class, event=event, reason="known from before",
            ),
            by=self.people["wang"],
        )  # fmt: skip

    def gauge(
        self, code: str = "TG-011", kind: str = "caliper", due: date = date(2027, 1, 12)
    ) -> int:
        """A gauge that was calibrated in January."""
        gauge = self.ids.next_id()
        met = self.people["met"]
        self.plant.done(
            AddGauge(
                **self.head(), gauge_id=gauge, gauge_code=code, name_en="Caliper", name_zh="卡尺",
                gauge_type=kind, resolution="0.01 mm", range_text="0-150 mm", unit="mm",
            ),
            by=met,
        )  # fmt: skip
        self.plant.done(
            RecordCalibration(
                **self.head(), calibration_id=self.ids.next_id(), gauge_id=gauge,
                done_on=date(2026, 1, 12), due_on=due, result=CalibrationResult.PASSED,
                certificate_no="C-1",
            ),
            by=met,
        )  # fmt: skip
        return gauge

    def receive(
        self, pieces: int = 1200, containers: int = 12, papers: Sequence[str] = ()
    ) -> tuple[int, int]:
        """Receive a lot; return its id and that of its inspection."""
        lot, inspection, line = (self.ids.next_id() for _ in range(3))
        wang = self.people["wang"]
        order_line = self.ids.next_id()
        self.plant.done(
            AddOrder(
                **self.head(), order_id=self.ids.next_id(), number=f"PO-{order_line}",
                supplier_id=self.supplier, ordered_on=date(2026, 1, 1),
                lines=(
                    OrderLineInput(
                        line_id=order_line, line_no=1, part_id=self.part,
                        revision_id=self.revision, qty_q6=pieces * MILLION,
                        due_on=date(2027, 1, 1),
                    ),
                ),
            ),
            by=wang,
        )  # fmt: skip
        self.plant.done(
            AddDelivery(
                **self.head(), delivery_id=self.ids.next_id(), number=f"DN-{line}",
                supplier_id=self.supplier, carrier="SF", sscc=None,
                lines=(
                    DeliveryLineInput(
                        line_id=line, line_no=1, order_line_id=order_line, part_id=self.part,
                        revision_id=self.revision, manufacturer_site_id=self.site,
                        supplier_lot=f"HM-{line}", expected_q6=pieces * MILLION,
                        containers=containers,
                    ),
                ),
            ),
            by=wang,
        )  # fmt: skip
        done = self.plant.done(
            ReceiveDelivery(
                **self.head(), lot_id=lot, receipt_id=self.ids.next_id(),
                inspection_id=inspection, delivery_line_id=line, supplier_id=self.supplier,
                part_id=self.part, quantity_q6=pieces * MILLION, unit_code="pcs",
                containers=containers, revision=self.revision_code, manufacturer_site_id=self.site,
                supplier_lot=f"HM-{line}", raw_code="x", expiry=self.expiry,
                papers=tuple(PaperInput(kind=kind, number="1") for kind in papers),
            ),
            by=self.people["lin"],
        )  # fmt: skip
        assert done.facts["place"] == "quarantine", done
        return lot, inspection

    def start(self, inspection: int, by: str = "lin") -> Outcome:
        """Start it."""
        return self.plant.send(
            StartInspection(**self.head(), inspection_id=inspection), by=self.people[by]
        )

    def started(self, pieces: int = 1200, containers: int = 12) -> tuple[int, int]:
        """Receive and start."""
        lot, inspection = self.receive(pieces, containers)
        outcome = self.start(inspection)
        assert isinstance(outcome, Done), outcome
        return lot, inspection

    def sheet(self, inspection: int) -> InspectionSheet:
        """Everything of it."""
        found = self.plant.bench.ask(inspection_sheet, inspection)
        assert found is not None
        return found

    def read(self, inspection: int, characteristic: int, piece: int, value: str, **over) -> Outcome:
        """Record one value."""
        by = over.pop("by", "lin")
        values = {"reading_id": self.ids.next_id(), "origin": ReadingOrigin.KEYBOARD} | over
        return self.plant.send(
            RecordReading(
                **self.head(), inspection_id=inspection, characteristic_id=characteristic,
                piece=piece, value=value, **values,
            ),
            by=self.people[by],
        )  # fmt: skip

    def defect(
        self, inspection: int, characteristic: int, piece: int, code: str = "F01"
    ) -> Outcome:
        """Record a defect."""
        return self.plant.send(
            RecordDefect(
                **self.head(), inspection_id=inspection, reading_id=self.ids.next_id(),
                characteristic_id=characteristic, piece=piece, defect_code=code,
            ),
            by=self.people["lin"],
        )  # fmt: skip

    def all_ok(self, inspection: int, characteristic: int, **over) -> Outcome:
        """Say all OK."""
        return self.plant.send(
            RecordAllOk(
                **self.head(), inspection_id=inspection, count_id=self.ids.next_id(),
                characteristic_id=characteristic, **over,
            ),
            by=self.people["lin"],
        )  # fmt: skip

    def fill(self, inspection: int, bad: Sequence[int] = ()) -> None:
        """Take every missing reading; pieces in `bad` fail in the first characteristic."""
        sheet = self.sheet(inspection)
        done = {(cell.characteristic_id, cell.piece) for cell in sheet.cells}
        for each in sheet.characteristics:
            first = each is sheet.characteristics[0]
            if each.kind is CharKind.ATTRIBUTE:
                for piece in bad if first else ():
                    assert isinstance(self.defect(inspection, each.characteristic_id, piece), Done)
                assert isinstance(self.all_ok(inspection, each.characteristic_id), Done)
                continue
            for piece in range(1, each.n + 1):
                if (each.characteristic_id, piece) in done:
                    continue
                value = "12.13" if first and piece in bad else f"12.0{piece % 7}"
                outcome = self.read(inspection, each.characteristic_id, piece, value,
                                    gauge_id=each.gauge_id)  # fmt: skip
                assert isinstance(outcome, Done), outcome

    def sign(self, inspection: int, by: str = "lin") -> Outcome:
        """Sign as inspector."""
        return self._signed(SignInspection, inspection, by)

    def review(self, inspection: int, by: str = "zhou") -> Outcome:
        """Sign as reviewer."""
        return self._signed(ReviewInspection, inspection, by)

    def approve(self, inspection: int, by: str = "rel") -> Outcome:
        """Sign as approver."""
        return self._signed(ApproveInspection, inspection, by)

    def _signed(self, kind: type, inspection: int, by: str) -> Outcome:
        person = self.people[by]
        seen = self.sheet(inspection).seen_sha256
        command = kind(**self.head(), inspection_id=inspection, seen_sha256=seen)
        return self.plant.send(command, by=person, claim=self.plant.claim(person))

    def pass_time(self, **delta: float) -> None:
        """Let time pass."""
        self.plant.clock.advance(timedelta(**delta))

    def other_station(self, writer: int = 7) -> Workbench:
        """A second program on the same database, as another station."""
        station = self.ids.next_id()
        self.plant.done(
            EnrolStation(
                **self.head(), station_id=station, site_id=1, station_code=f"IQC-{writer}",
                name_en="", name_zh="", mode="receiving",
            ),
            by=self.plant.admin,
        )  # fmt: skip
        for person in self.people.values():
            self.plant.enrol(person, station)
        ids = SeededIds(writer, self.plant.clock, seed=writer)
        outside = Outside(self.plant.clock, ids, Argon2Hasher(cheap=True))
        database = Database(self.plant.database.url.render_as_string(hide_password=False))
        return Workbench(database, handlers(), outside, StationRef(station, 1, f"IQC-{writer}"))


def make_bench(plant: TestPlant, papers: Sequence[str] = ()) -> InspectionBench:
    """The bench on a fresh plant; the same rows every time, built once a process."""

    def build(bench: InspectionBench) -> None:
        bench.add_people()
        bench.add_master(papers)

    return prepared_bench(plant, ("bench", tuple(papers)), build)[0]


def prepared_bench(
    plant: TestPlant, what: Hashable, build: Callable[[InspectionBench], object]
) -> tuple[InspectionBench, object]:
    """The bench as `build` leaves it, and the plain value that it returns; built once a process.

    Args:
        plant: as for `prepare`.
        what: names the building and its arguments.
        build: gets the empty bench.
    """
    bench = InspectionBench(plant)

    def build_all() -> dict[str, object]:
        known = build(bench)
        mine = {name: value for name, value in vars(bench).items() if name != "plant"}
        return {"mine": mine, "known": known}

    prepared = prepare(plant, what, build_all)
    vars(bench).update(prepared["mine"])
    return bench, prepared["known"]
