"""What leaves the demo plant: two customers, a shipment that went to a hospital, one being packed."""

from datetime import timedelta
from typing import Final

from qtrace.app.demo.maker import Maker
from qtrace.app.demo.production import released_batch
from qtrace.app.demo.pump import PUMP, SUPERVISOR
from qtrace.domain.quantities import MILLION
from qtrace.domain.shipping import CustomerKind
from qtrace.services.shipping.commands import (
    AddCustomer,
    AskedLine,
    ClosePacking,
    OpenShipment,
    PackItem,
    ShipShipment,
)

PACKER: Final = "chen"
CUSTOMERS: Final = (
    ("H-01", "Taihu First Hospital", "太湖市第一医院", "12 Lake Road, Taihu / 太湖市湖滨路 12 号",
     CustomerKind.HOSPITAL),
    ("D-07", "Huaning Medical Trade", "华宁医疗贸易", "7 Harbour Street, Ningbo / 宁波市港前街 7 号",
     CustomerKind.DISTRIBUTOR),
)  # fmt: skip
PUMPS: Final = 5


def ship_pumps(maker: Maker) -> None:
    """Five pumps are released; two have left, one lies in the next box, two wait for a scan."""
    units = released_batch(maker, PUMPS)
    for code, name_en, name_zh, address, kind in CUSTOMERS:
        maker.do(
            SUPERVISOR,
            AddCustomer,
            customer_id=maker.new("customer", code),
            customer_code=code,
            name_en=name_en,
            name_zh=name_zh,
            address=address,
            kind=kind,
        )
    maker.wait(minutes=15)
    _open(maker, "H-01", 2)
    _pack(maker, "H-01", units[:2])
    shipment = maker.id("shipment", "H-01")
    maker.do(PACKER, ClosePacking, shipment_id=shipment)
    maker.wait(minutes=30)
    maker.do(PACKER, ShipShipment, shipment_id=shipment, item_id=maker.ids.next_id())
    _open(maker, "D-07", 2)
    _pack(maker, "D-07", units[2:3])


def _open(maker: Maker, customer: str, pieces: int) -> None:
    line = AskedLine(
        line_id=maker.ids.next_id(), part_id=maker.id("part", PUMP), qty_q6=pieces * MILLION
    )
    maker.do(
        PACKER,
        OpenShipment,
        shipment_id=maker.new("shipment", customer),
        customer_id=maker.id("customer", customer),
        ship_by=maker.day + timedelta(days=1),
        carrier="SF Express / 顺丰",
        lines=(line,),
    )


def _pack(maker: Maker, customer: str, units: tuple[int, ...]) -> None:
    for unit in units:
        maker.wait(seconds=30)
        maker.do(
            PACKER,
            PackItem,
            shipment_id=maker.id("shipment", customer),
            pick_id=maker.ids.next_id(),
            item_id=unit,
        )
