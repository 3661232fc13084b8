"""Sheets of orders and deliveries in the master data workbook, as commands."""

from collections.abc import Iterator

from qtrace.app.import_ids import ImportIds
from qtrace.exchange.workbook import Row
from qtrace.services.commands import Command
from qtrace.services.receiving.commands import (
    AddDelivery,
    AddOrder,
    DeliveryLineInput,
    OrderLineInput,
)


def order_commands(ids: ImportIds) -> Iterator[tuple[Row, Command]]:
    """Orders, then the deliveries that name them."""
    for group in ids.groups("orders", "number"):
        yield group[0], _order(ids, group)
    for group in ids.groups("deliveries", "supplier", "number"):
        yield group[0], _delivery(ids, group)


def _order(ids: ImportIds, group: list[Row]) -> Command:
    first = group[0]
    return AddOrder(
        **ids.head(),
        order_id=ids.made(first, "orders", "number"),
        number=first.values["number"],
        supplier_id=ids.id_of(first, "suppliers", "supplier"),
        ordered_on=first.day("ordered_on") or ids.today(),
        lines=tuple(_order_line(ids, row) for row in group),
    )


def _order_line(ids: ImportIds, row: Row) -> OrderLineInput:
    return OrderLineInput(
        line_id=ids.made(row, "order_lines", "number", "line"),
        line_no=row.whole("line") or 0,
        part_id=ids.id_of(row, "parts", "part"),
        revision_id=ids.id_of(row, "revisions", "part", "revision"),
        qty_q6=ids.quantity(row, "quantity"),
        due_on=row.day("due_on") or ids.today(),
    )


def _delivery(ids: ImportIds, group: list[Row]) -> Command:
    first = group[0]
    return AddDelivery(
        **ids.head(),
        delivery_id=ids.made(first, "deliveries", "supplier", "number"),
        number=first.values["number"],
        supplier_id=ids.id_of(first, "suppliers", "supplier"),
        carrier=first.values["carrier"],
        sscc=first.values["sscc"] or None,
        lines=tuple(_delivery_line(ids, row) for row in group),
    )


def _delivery_line(ids: ImportIds, row: Row) -> DeliveryLineInput:
    v = row.values
    return DeliveryLineInput(
        line_id=ids.new_id(),
        line_no=row.whole("line") or 0,
        order_line_id=ids.id_of(row, "order_lines", "order", "order_line") if v["order"] else None,
        part_id=ids.id_of(row, "parts", "part") if v["part"] else None,
        revision_id=ids.id_of(row, "revisions", "part", "revision") if v["revision"] else None,
        manufacturer_site_id=ids.id_of(row, "sites", "site") if v["site"] else None,
        supplier_lot=v["supplier_lot"] or None,
        expected_q6=ids.quantity(row, "quantity"),
        containers=row.whole("containers") or 1,
        needed_at=ids.local(row.instant("needed_at")),
    )
