"""A plant with two released batches, one of units and one of a quantity, and a customer."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy import select

from qtrace.domain.production.drafts import OperationDraft
from qtrace.domain.quantities import q6
from qtrace.domain.shipping import CustomerKind
from qtrace.models.items import Item
from qtrace.services.holds.commands import PlaceHold, ReleaseHold, RequestRelease
from qtrace.services.holds.queries import hold_sheet
from qtrace.services.outcomes import Done, Outcome
from qtrace.services.shipping.commands import (
    AddCustomer,
    AskedLine,
    CancelShipment,
    ClosePacking,
    OpenShipment,
    PackItem,
    ReopenPacking,
    ShipShipment,
    UnpackItem,
)
from qtrace.services.shipping.queries import shipment_page
from tests.support.plants import START, TestPlant
from tests.support.prepared import prepare
from tests.support.production import UNIT_GTIN, ProductionBench, make_production

BUILT = START + timedelta(hours=1)
EXPIRY = date(2028, 11, 30)


@dataclass
class ShippingBench(ProductionBench):
    """The plant that ships, and short words for the commands of a packing table."""

    customers: dict[str, int] = field(default_factory=dict)
    unit_lot: int = 0
    kit_lot: int = 0
    shipment: int = 0
    pick: int = 0

    def customer(self, code: str, by: str = "sun", **over) -> Outcome:
        """Add a customer."""
        self.customers[code] = self.new()
        values = {"name_en": f"Hospital {code}", "name_zh": f"医院{code}", "address": "1 Road"}
        command = AddCustomer(
            **self.head(), customer_id=self.customers[code], customer_code=code,
            kind=CustomerKind.HOSPITAL, **(values | over),
        )  # fmt: skip
        return self.send(command, by)

    def open(self, *asked: tuple[str, int], by: str = "chen", **over) -> Outcome:
        """Open a shipment; the bench packs into it from then on."""
        self.shipment = self.new()
        lines = tuple(
            AskedLine(line_id=self.new(), part_id=self.parts[part], qty_q6=q6(pieces))
            for part, pieces in asked
        )
        customer = self.customers[over.pop("customer", "H-01")]
        command = OpenShipment(
            **self.head(), shipment_id=self.shipment, customer_id=customer, lines=lines, **over
        )
        return self.send(command, by)

    def pack(self, item_id: int, pieces: int | None = None, by: str = "chen", **over) -> Outcome:
        """Scan a piece into the bench's shipment."""
        command = PackItem(
            **self.head(), shipment_id=over.pop("shipment", self.shipment), pick_id=self.new(),
            item_id=item_id, qty_q6=None if pieces is None else q6(pieces),
        )  # fmt: skip
        outcome = self.send(command, by)
        if isinstance(outcome, Done):
            self.pick = command.pick_id
        return outcome

    def unpack(self, pick: int | None = None, **over) -> Outcome:
        """Take a piece out."""
        shipment = over.pop("shipment", self.shipment)
        command = UnpackItem(**self.head(), shipment_id=shipment, pick_id=pick or self.pick)
        return self.send(command, "chen")

    def closed(self, reason: str = "") -> Outcome:
        """Everything is packed."""
        command = ClosePacking(**self.head(), shipment_id=self.shipment, reason=reason)
        return self.send(command, "chen")

    def reopen(self) -> Outcome:
        """Go on packing."""
        return self.send(ReopenPacking(**self.head(), shipment_id=self.shipment), "chen")

    def ship(self, by: str = "chen", shipment: int | None = None) -> Outcome:
        """Let it leave."""
        command = ShipShipment(
            **self.head(), shipment_id=shipment or self.shipment, item_id=self.new()
        )
        return self.send(command, by)

    def cancel(self, reason: str = "ordered twice") -> Outcome:
        """Nothing leaves."""
        command = CancelShipment(**self.head(), shipment_id=self.shipment, reason=reason)
        return self.send(command, "chen")

    def page(self):
        """The bench's shipment as screens show it."""
        return self.ask(shipment_page, self.shipment)

    def hold(self, *items: int, **over) -> int:
        """The inspector holds items; the id of the hold."""
        hold = self.new()
        reason = over.pop("reason", "contamination")
        command = PlaceHold(**self.head(), hold_id=hold, item_ids=items, reason=reason, **over)
        self.done(command, "lin")
        return hold

    def lift(self, hold: int) -> None:
        """The supervisor asks, quality lifts."""
        ask = RequestRelease(**self.head(), request_id=self.new(), hold_id=hold, note="looked at")
        self.done(ask, "sun")
        seen = self.ask(hold_sheet, hold).seen_sha256
        lifting = ReleaseHold(
            **self.head(), release_id=self.new(), hold_id=hold, comment="clean", seen_sha256=seen
        )
        self.done(lifting, "qian", signed=True)

    def units_of(self, lot_id: int | None = None) -> list[int]:
        """Units of the released batch, or of another lot, in order."""
        with self.plant.database.read() as session:
            units = select(Item.id).where(
                Item.origin_id == (lot_id or self.unit_lot), Item.kind == "unit"
            )
            return list(session.scalars(units.order_by(Item.unit_seq)))

    def lot_number(self, lot_id: int) -> str:
        """Number of a lot."""
        with self.plant.database.read() as session:
            return session.scalar(select(Item.lot).where(Item.id == lot_id))


def make_shipping(plant: TestPlant) -> ShippingBench:
    """Four units of IP-200 and ten pieces of KT-5, both released for the market."""
    bench = ShippingBench(plant)
    bench.__dict__.update(prepare(plant, "shipping", lambda: _build(plant)))
    bench.plant = plant
    plant.clock.set(BUILT)  # also where the plant is a copy of one that was built before
    return bench


def _build(plant: TestPlant) -> dict[str, object]:
    production = make_production(plant)
    known = {k: v for k, v in production.__dict__.items() if k != "plant"}
    bench = ShippingBench(plant, **known)
    bench.stock("PH-1", "PH-20", 200)
    bench.stock("SR-1", "SR-12", 400)
    make_units(bench)
    bench.unit_lot = bench.lot
    bench.part("KT-5", tracking="lot")
    assert isinstance(bench.route((OperationDraft(10, "Pack", "包装"),), "R-KT5", "KT-5"), Done)
    assert isinstance(bench.bill((bench.need(1, "SR-12", operation=10),), "B-KT5", "KT-5"), Done)
    make_kits(bench)
    bench.kit_lot = bench.lot
    assert isinstance(bench.customer("H-01"), Done)
    return {k: v for k, v in bench.__dict__.items() if k != "plant"}


def make_units(bench: ProductionBench, pieces: int = 4, *, market: bool = True) -> None:
    """An order of units, finished and released."""
    assert isinstance(bench.ordered(pieces, expiry=EXPIRY), Done)
    _cleared(bench)
    assert isinstance(bench.start(), Done)
    for lot, each in (("PH-1", 1), ("SR-1", 2)):
        assert isinstance(bench.issue(bench.lots[lot], qty_q6=q6(pieces * each)), Done)
    serials = tuple(f"26S{bench.new() % 10**7:07}" for _ in range(pieces))
    assert isinstance(bench.make(pieces, serials=serials), Done)
    assert isinstance(bench.finish(), Done)
    assert isinstance(bench.start(40), Done)
    for unit in bench.units:
        assert isinstance(bench.output(unit_ids=(unit,)), Done)
        assert isinstance(bench.label(unit, raw=_label_of(bench, unit)), Done)
    _released(bench, market=market)


def _cleared(bench: ProductionBench) -> None:
    """The line is cleared after the order before."""
    bench.plant.clock.advance(timedelta(minutes=1))
    bench.cleared()
    bench.plant.clock.advance(timedelta(minutes=1))


def _label_of(bench: ProductionBench, unit: int) -> str:
    with bench.plant.database.read() as session:
        item = session.get_one(Item, unit)
        return f"(01){UNIT_GTIN}(17){EXPIRY:%y%m%d}(10){item.lot}(21){item.serial}"


def make_kits(bench: ProductionBench, pieces: int = 10) -> None:
    """An order of pieces without serial numbers, finished and released."""
    assert isinstance(bench.ordered(pieces, "KT-5", expiry=EXPIRY), Done)
    _cleared(bench)
    assert isinstance(bench.start(10), Done)
    assert isinstance(bench.issue(bench.lots["SR-1"], qty_q6=q6(pieces)), Done)
    assert isinstance(bench.output(pieces), Done)
    _released(bench, market=True)


def _released(bench: ProductionBench, *, market: bool) -> None:
    assert isinstance(bench.finish(), Done)
    assert isinstance(bench.close(), Done)
    assert isinstance(bench.release(), Done)
    if market:
        assert isinstance(bench.release("market"), Done)
