"""Pictures of the packing table, of shipments and customers, and of a hold that stops a shipment."""

from sqlalchemy import select

from qtrace.domain.shipping import ShipmentState
from qtrace.models.items import Item
from qtrace.models.production_runs import BatchRelease
from qtrace.services.reads import Reads
from qtrace.ui.places import HoldPlace
from qtrace.ui.shipping.packing_screen import PackingScreen
from qtrace.ui.shipping.packing_state import PackForm, form_of
from tools.shots_acts import (
    IsThere,
    ReachFn,
    Shot,
    as_person,
    in_turn,
    nav,
    press,
    screen,
)
from tools.shots_stage import Stage


def _units(reads: Reads) -> tuple[tuple[int, str, str], ...]:
    """Units of the batch that was released for the market: id, lot, serial number."""
    rows = reads.session.execute(
        select(Item.id, Item.lot, Item.serial)
        .join(BatchRelease, BatchRelease.item_id == Item.origin_id)
        .where(BatchRelease.kind == "market", Item.kind == "unit")
        .order_by(Item.unit_seq)
    )
    return tuple((row.id, row.lot or "", row.serial or "") for row in rows)


def unit(number: int) -> ReachFn:
    """Scan the label of a unit of the released batch."""

    def act(stage: Stage) -> None:
        _id, _lot, serial = stage.plant.workbench.ask(_units)[number]
        stage.driver.scan(serial)

    return act


def hold_unit(number: int) -> ReachFn:
    """Another person stops the batch: the hold is placed with two presses."""

    def act(stage: Stage) -> None:
        item_id, _lot, _serial = stage.plant.workbench.ask(_units)[number]
        stage.go(HoldPlace(item_id, stage.shell.place))

    return act


def packing(state: ShipmentState, form: PackForm | None = None) -> IsThere:
    """True on a packing table whose shipment stands there."""

    def fits(stage: Stage) -> bool:
        if not isinstance(stage.screen, PackingScreen):
            return False
        packed = stage.screen.model.packing
        shown = form_of(packed.form) if packed.form is not None else None
        return packed.stands is state and shown is form

    return fits


OPEN, PACKED, SHIPPED = ShipmentState.OPEN, ShipmentState.PACKED, ShipmentState.SHIPPED
SHIPPING = (
    Shot("shipments", in_turn(as_person("liu"), nav("shipping")), screen("ShipmentsScreen")),
    Shot("shipments-gone", press("Down"), screen("ShipmentsScreen"), "shipments"),
    Shot("shipments-new", press("F2"), screen("ShipmentsScreen"), "shipments-gone"),
    Shot("shipments-customers", press("Esc", "F7"), screen("CustomersScreen"), "shipments-new"),
    Shot("shipments-customer", press("F9"), screen("CustomersScreen"), "shipments-customers"),
    Shot(
        "shipments-left",
        in_turn(press("Esc", "F7", "Down"), press("F10")),
        packing(SHIPPED),
        "shipments-customer",
    ),
    Shot(
        "shipments-history",
        in_turn(press("Shift+F3"), press(*("Down",) * 14)),
        screen("HistoryScreen"),
        "shipments-left",
    ),
    Shot(
        "packing",
        in_turn(as_person("chen"), nav("shipping"), press("F10")),
        packing(OPEN),
    ),
    Shot("packing-packed", unit(3), packing(OPEN), "packing"),
    Shot("packing-refused", unit(0), packing(OPEN), "packing-packed"),
    Shot("packing-ask", press("F9"), packing(OPEN, PackForm.ASK), "packing-refused"),
    Shot("packing-closed", press("Esc", "F10"), packing(PACKED), "packing-ask"),
    Shot("packing-leave", press("F10"), packing(PACKED, PackForm.LEAVE), "packing-closed"),
    Shot(
        "packing-hold",
        in_turn(press("Esc"), hold_unit(3), press("1")),
        screen("PlaceScreen"),
        "packing-leave",
    ),
    Shot(
        "packing-stopped",
        in_turn(press("F10", "Esc", "Esc"), press("F10")),
        packing(PACKED),
        "packing-hold",
    ),
    Shot(
        "packing-holds",
        in_turn(as_person("liu"), nav("holds"), press("Down")),
        screen("HoldsScreen"),
        "packing-stopped",
    ),
)
"""The list, the customers, a box that is filled, and a hold that keeps it in the house."""
