"""Customers and shipments: every command of the area in one list."""

from qtrace.services import customers, shipping_leaving, shipping_opening, shipping_packing
from qtrace.services.commands import Command
from qtrace.services.work import Handler

HANDLERS: dict[type[Command], Handler] = {
    **customers.HANDLERS,
    **shipping_opening.HANDLERS,
    **shipping_packing.HANDLERS,
    **shipping_leaving.HANDLERS,
}
