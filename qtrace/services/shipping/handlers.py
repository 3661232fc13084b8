"""Customers and shipments: every command of the area in one list."""

from qtrace.services.commands import Command
from qtrace.services.shipping import customers
from qtrace.services.shipping import leaving as shipping_leaving
from qtrace.services.shipping import opening as shipping_opening
from qtrace.services.shipping import packing as shipping_packing
from qtrace.services.work import Handler

HANDLERS: dict[type[Command], Handler] = {
    **customers.HANDLERS,
    **shipping_opening.HANDLERS,
    **shipping_packing.HANDLERS,
    **shipping_leaving.HANDLERS,
}
