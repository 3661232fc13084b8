"""A line for tests: parts, route, bill, people, materials in stock, and short words for commands."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import ClassVar

from qtrace.domain.people import Role
from qtrace.domain.production.checks_due import CheckKind
from qtrace.domain.production.drafts import BillLineDraft, CheckDraft, OperationDraft
from qtrace.domain.production.lines import CLEARANCE_ITEMS
from qtrace.domain.production.progress import OutputKind
from qtrace.domain.quantities import q6
from qtrace.domain.warehouse import Zone
from qtrace.models.items import Item, ItemStatus
from qtrace.services.catalogue.draft_rows import DraftKind
from qtrace.services.commands import Command
from qtrace.services.evidence import EvidenceFile
from qtrace.services.outcomes import Done, Outcome
from qtrace.services.production.batch_queries import batch_gate
from qtrace.services.production.commands import (
    AddBill,
    AddEquipment,
    AddLabelVersion,
    AddLine,
    AddRoute,
    AddWorkOrder,
    FinishWorkOrder,
    RecordTraining,
)
from qtrace.services.production.line_commands import (
    CheckUnitLabel,
    ClearLine,
    ConfirmClearance,
    ConfirmProcessCheck,
    FinishOperation,
    IssueMaterial,
    RecordOutput,
    RecordProcessCheck,
    ReleaseBatch,
    ReturnMaterial,
    StartOperation,
)
from qtrace.services.warehouse.commands import AddLocation
from qtrace.services.warehouse.handlers import Moved, move_stock
from tests.support.drafts import approval
from tests.support.plants import START, TestPlant, make_plant
from tests.support.prepared import prepare
from tests.support.receiving import ReceivingBench, make_receiving

UNIT_GTIN = "09506000200019"
TOPIC = "WI-IP200-30/B"


@dataclass(frozen=True, slots=True, kw_only=True)
class PutStock(Command):
    """A lot that is simply there, in bags of equal size; for tests only."""

    code: ClassVar[str] = "PUT_STOCK"
    public: ClassVar[bool] = True
    accepting: ClassVar[bool] = True

    lot_id: int
    part_id: int
    revision_id: int
    lot: str
    pieces: int
    location_id: int
    state: str = "released"
    expiry: date | None = None
    bags: int = 0
    units: int = 0


def put_stock(work, command: PutStock):
    """Make the lot, its bags and its stock."""
    shared = {"site_id": 1, "part_id": command.part_id, "part_revision_id": command.revision_id}
    shared |= {"unit_code": "pcs", "created_at": work.now}
    lot = work.add(
        Item(
            id=command.lot_id, kind="lot", lot=command.lot, expiry=command.expiry,
            qty_q6=q6(command.pieces), **shared,
        )
    )  # fmt: skip
    work.add(ItemStatus(item_id=lot.id, quality_state=command.state, disposition_no=0))
    for number in range(1, command.bags + 1):
        work.add(
            Item(
                id=lot.id + number, kind="container", lot=f"{command.lot}/{number:02}",
                unit_seq=number, origin_id=lot.id, qty_q6=q6(command.pieces // command.bags),
                **shared,
            )
        )  # fmt: skip
    for number in range(1, command.units + 1):
        work.add(
            Item(
                id=lot.id + number, kind="unit", serial=f"{command.lot}-{number}",
                unit_seq=number, origin_id=lot.id, qty_q6=q6(1), **shared,
            )
        )  # fmt: skip
    move_stock(work, Moved(work.new_id(), lot, lot.qty_q6, None, command.location_id), "receive")
    return {}


@dataclass
class ProductionBench(ReceivingBench):
    """The plant with a line, and short words for the commands of a line station."""

    lots: dict[str, int] = field(default_factory=dict)
    equipment: dict[str, int] = field(default_factory=dict)
    line_id: int = 0
    order: int = 0
    lot: int = 0
    run: int = 0
    units: list[int] = field(default_factory=list)

    def stock(self, lot: str, part: str = "SR-12", pieces: int = 100, **over) -> int:
        """Put a lot on the shelf; its bags have the ids that follow its own."""
        lot_id = self.lots[lot] = self.new()
        revision = self.revisions[part, over.pop("revision", "C")]
        place = self.places[over.pop("place", "A-03-12")]
        for _ in range(over.get("bags", 0) + over.get("units", 0)):
            self.new()
        command = PutStock(
            **self.head(), lot_id=lot_id, part_id=self.parts[part], revision_id=revision, lot=lot,
            pieces=pieces, location_id=place, **over,
        )  # fmt: skip
        self.done(command)
        return lot_id

    def route(self, operations, code: str = "R-IP200", part: str = "IP-200") -> Outcome:
        """Draft and approve a route."""
        revision = self.new()
        command = AddRoute(
            **self.head(), route_id=self.new(), revision_id=revision, route_code=code,
            part_id=self.parts[part], operations=operations,
        )  # fmt: skip
        drafted = self.send(command)
        if not isinstance(drafted, Done):
            return drafted
        return self.send(approval(self.plant, DraftKind.ROUTE, revision), "qian", signed=True)

    def bill(self, lines, code: str = "B-IP200", part: str = "IP-200") -> Outcome:
        """Draft and approve a bill."""
        revision = self.new()
        command = AddBill(
            **self.head(), bill_id=self.new(), revision_id=revision, bill_code=code,
            part_id=self.parts[part], lines=lines,
        )  # fmt: skip
        drafted = self.send(command)
        if not isinstance(drafted, Done):
            return drafted
        return self.send(approval(self.plant, DraftKind.BILL, revision), "qian", signed=True)

    def need(self, no: int, part: str, num: int = 1, **over) -> BillLineDraft:
        """A line of a bill at operation 30."""
        revision = self.revisions[part, over.pop("revision", "C")]
        operation = over.pop("operation", 30)
        return BillLineDraft(no, operation, self.parts[part], revision, num, **over)

    def train(self, login: str, topic: str = TOPIC, valid_to: date | None = None) -> Outcome:
        """The supervisor trains somebody."""
        command = RecordTraining(
            **self.head(), training_id=self.new(), person_id=self.people[login], topic=topic,
            done_on=date(2026, 1, 5), valid_to=valid_to,
        )  # fmt: skip
        return self.send(command, "sun")

    def ordered(self, planned: int = 10, part: str = "IP-200", **over) -> Outcome:
        """A work order; the bench works on it from then on."""
        self.order, self.lot, self.units = self.new(), self.new(), []
        command = AddWorkOrder(
            **self.head(), work_order_id=self.order, lot_id=self.lot, part_id=self.parts[part],
            line_id=over.pop("line_id", self.line_id), planned=planned, **over,
        )  # fmt: skip
        return self.send(command, "sun")

    def cleared(self) -> None:
        """The line is cleared by two people."""
        clearance = self.new()
        command = ClearLine(
            **self.head(), clearance_id=clearance, line_id=self.line_id,
            checklist=CLEARANCE_ITEMS, photo=EMPTY_LINE,
        )  # fmt: skip
        self.done(command, "mei")
        self.done(ConfirmClearance(**self.head(), clearance_id=clearance), "lin", signed=True)

    def start(self, operation: int = 30, by: str = "mei", **over) -> Outcome:
        """Start an operation; the bench works in this run from then on."""
        self.run = self.new()
        command = StartOperation(
            **self.head(), run_id=self.run, work_order_id=over.pop("order", self.order),
            operation_no=operation, **over,
        )  # fmt: skip
        return self.send(command, by)

    def issue(self, item_id: int, by: str = "mei", **over) -> Outcome:
        """Scan a material; the id of its load is in `load`."""
        self.load = self.new()
        run = over.pop("run", self.run)
        command = IssueMaterial(
            **self.head(), load_id=self.load, run_id=run, item_id=item_id, **over
        )
        return self.send(command, by)

    def back(self, load: int, pieces: int, place: str | None = "A-03-12", **over) -> Outcome:
        """Return what is left of a load."""
        target = self.places[place] if place else None
        command = ReturnMaterial(
            **self.head(), load_id=load, qty_q6=q6(pieces), to_location_id=target, **over
        )
        return self.send(command, "mei")

    def output(self, pieces: int = 1, kind: OutputKind = OutputKind.GOOD, **over) -> Outcome:
        """Pieces without serial numbers, or of known units."""
        by = over.pop("by", "mei")
        command = RecordOutput(
            **self.head(), output_id=self.new(), run_id=over.pop("run", self.run), kind=kind,
            pieces=pieces, **over,
        )  # fmt: skip
        return self.send(command, by)

    def make(self, pieces: int = 1, kind: OutputKind = OutputKind.GOOD, **over) -> Outcome:
        """New units with the next serial numbers."""
        ids = tuple(self.new() for _ in range(pieces))
        count = len(self.units)
        serials = over.pop("serials", None) or tuple(
            f"26C{count + n:04}" for n in range(1, pieces + 1)
        )
        outcome = self.output(pieces, kind, unit_ids=ids, serials=serials, **over)
        if isinstance(outcome, Done):
            self.units += ids
        return outcome

    def check(self, no: int, value: str = "ok", by: str = "mei", **over) -> Outcome:
        """Enter a check of operation 30; the id of its result is in `result`."""
        self.result = self.new()
        command = RecordProcessCheck(
            **self.head(), result_id=self.result, hold_id=self.new(), run_id=over.pop("run", self.run),
            definition_id=self.definitions()[no], value=value, **over,
        )  # fmt: skip
        return self.send(command, by)

    def confirm(self, by: str = "lin", result: int | None = None) -> Outcome:
        """A second person confirms the last check."""
        command = ConfirmProcessCheck(**self.head(), result_id=result or self.result)
        return self.send(command, by, signed=True)

    def finish(self, run: int | None = None, **over) -> Outcome:
        """End the run."""
        command = FinishOperation(**self.head(), run_id=run or self.run, **over)
        return self.send(command, "mei")

    def close(self) -> Outcome:
        """Finish the order."""
        return self.send(FinishWorkOrder(**self.head(), work_order_id=self.order), "sun")

    def label(self, unit: int, raw: str | None = None, **over) -> Outcome:
        """Scan the printed label of a unit."""
        with self.plant.database.read() as session:
            item = session.get_one(Item, unit)
            lot, serial = item.lot, item.serial
        values = {"gtin": UNIT_GTIN, "lot": lot, "serial": serial} | over
        text = raw or f"(01){values['gtin']}(10){values['lot']}(21){values['serial']}"
        command = CheckUnitLabel(
            **self.head(), unit_label_id=self.new(), work_order_id=over.get("order", self.order),
            unit_id=unit, raw_code=text,
        )  # fmt: skip
        return self.send(command, "mei")

    def release(self, kind: str = "production", by: str = "rui", **over) -> Outcome:
        """Release the lot as it is seen now."""
        command = ReleaseBatch(
            **self.head(), batch_release_id=self.new(), lot_id=over.pop("lot", self.lot),
            kind=kind, seen_sha256=over.pop("seen", None) or self.gate().sha256,
        )  # fmt: skip
        return self.send(command, by, signed=True)

    def ask_lot(self) -> str:
        """Number of the bench's lot."""
        return self.gate().order.lot

    def gate(self):
        """The gate of the bench's lot."""
        return self.ask(batch_gate, self.lot)

    def definitions(self) -> dict[int, int]:
        """Checks of operation 30 of the newest route by number."""
        from sqlalchemy import select

        from qtrace.models.production import CheckDefinition, Operation

        with self.plant.database.read() as session:
            rows = session.execute(
                select(CheckDefinition.no, CheckDefinition.id)
                .join(Operation, Operation.id == CheckDefinition.operation_id)
                .where(Operation.no == 30)
                .order_by(CheckDefinition.id)
            ).all()
        return {row.no: row.id for row in rows}

    def place(self, code: str, zone: Zone) -> None:
        """A place."""
        self.places[code] = self.new()
        self.done(
            AddLocation(
                **self.head(), location_id=self.places[code], location_code=code, name_en=code,
                name_zh=code, zone=zone,
            )
        )  # fmt: skip


EMPTY_LINE = EvidenceFile(b"\xff\xd8\xff", "line.jpg", "image/jpeg")
FIRST = CheckDraft(
    1, CheckKind.FIRST_PIECE, "First piece", "首件", at_start=True, second_person=True
)
PATROL = CheckDraft(2, CheckKind.PATROL, "Patrol", "巡检", every_n=30)
TORQUE = CheckDraft(
    3, CheckKind.PARAMETER, "Torque", "扭矩", lsl="0.80", usl="0.95", unit="N.m", every_minutes=120
)
AFTER_STOP = CheckDraft(4, CheckKind.PATROL, "After a stop", "停线后", after_stop=True)
LAST = CheckDraft(5, CheckKind.LAST_PIECE, "Last piece", "末件")
ALL_CHECKS = (FIRST, PATROL, TORQUE, AFTER_STOP, LAST)


def operations(checks=(), **over) -> tuple[OperationDraft, ...]:
    """Two operations: 30 makes units, 40 takes them on."""
    assembly = OperationDraft(
        30, "Assembly", "泵头装配", TOPIC, makes_units=True, most_passes=2, checks=checks, **over
    )
    return assembly, OperationDraft(40, "Test", "检测")


def make_production(plant: TestPlant, checks=()) -> ProductionBench:
    """Product IP-200 of one pump head PH-20 and two seals SR-12 (or SR-13) on line L2."""
    bench = ProductionBench(plant)
    bench.__dict__.update(prepare(plant, ("production", checks), lambda: _build(plant, checks)))
    bench.plant = plant
    return bench


def _build(plant: TestPlant, checks) -> dict[str, object]:
    receiving = make_receiving(plant)
    known = {k: v for k, v in receiving.__dict__.items() if k != "plant"}
    bench = ProductionBench(plant, **known)
    for login, role in (
        ("mei", Role.OPERATOR),
        ("bo", Role.OPERATOR),
        ("sun", Role.SUPERVISOR),
        ("rui", Role.RELEASE_OFFICER),
    ):
        bench.people[login] = plant.person(login, role)
    for number in ("PH-20", "SR-13"):
        bench.part(number)
    bench.part("IP-200", tracking="serial")
    bench.part_code("IP-200", UNIT_GTIN, per=1)
    bench.place("W-L2", Zone.WIP)
    bench.line_id = bench.new()
    bench.done(
        AddLine(
            **bench.head(), line_id=bench.line_id, line_code="L2", name_en="Line 2",
            name_zh="二号线", location_id=bench.places["W-L2"],
        )
    )  # fmt: skip
    bench.equipment["TQ-1"] = bench.new()
    bench.done(
        AddEquipment(
            **bench.head(), equipment_id=bench.equipment["TQ-1"], equipment_code="TQ-1",
            name_en="Screwdriver", name_zh="电批", equipment_type="screwdriver",
            line_id=bench.line_id, qualified_to=date(2027, 1, 31),
        )
    )  # fmt: skip
    label = bench.new()
    bench.done(
        AddLabelVersion(
            **bench.head(), label_version_id=label, part_id=bench.parts["IP-200"],
            label_version="L-IP200/3", udi_di=UNIT_GTIN,
        )
    )  # fmt: skip
    approve = approval(bench.plant, DraftKind.LABEL, label)
    bench.done(approve, "qian", signed=True)
    assert isinstance(bench.route(operations(checks)), Done)
    lines = (
        bench.need(1, "PH-20"),
        bench.need(2, "SR-12", 2),
        bench.need(2, "SR-13", 2, rank=1),
    )
    assert isinstance(bench.bill(lines), Done)
    assert isinstance(bench.train("mei"), Done)
    return {k: v for k, v in bench.__dict__.items() if k != "plant"}


def finished_without_serials(bench: ProductionBench, pieces: int = 3) -> None:
    """A finished batch of IP-200 whose pieces have no serial numbers; its label was not scanned."""
    bench.plant.clock.advance(timedelta(minutes=1))
    assert isinstance(bench.route((OperationDraft(30, "Assembly", "装配", TOPIC),)), Done)
    assert isinstance(bench.ordered(pieces), Done)
    bench.cleared()
    bench.plant.clock.advance(timedelta(minutes=1))
    assert isinstance(bench.start(), Done)
    for part, each in (("PH-20", 1), ("SR-12", 2)):
        lot = bench.stock(f"{part}/{bench.order}", part, pieces * each)
        assert isinstance(bench.issue(lot), Done)
    assert isinstance(bench.output(pieces), Done)
    assert isinstance(bench.finish(), Done)
    assert isinstance(bench.close(), Done)


def production_plant(url: str) -> TestPlant:
    """A plant whose tests can put stock anywhere."""
    return make_plant(url, more={PutStock: put_stock})


__all__ = [
    "ALL_CHECKS",
    "START",
    "ProductionBench",
    "finished_without_serials",
    "make_production",
    "production_plant",
]
