"""Production: every command of lines, orders, materials, pieces and batches in one list."""

from qtrace.services import (
    batches,
    device_histories,
    handover,
    production_checks,
    production_deviations,
    production_drafts,
    production_lines,
    production_master,
    production_material,
    production_orders,
    production_past_start,
    production_pieces,
    production_runs,
    production_tools,
    unit_labels,
)
from qtrace.services.commands import Command
from qtrace.services.work import Handler

HANDLERS: dict[type[Command], Handler] = {
    **production_master.HANDLERS,
    **production_drafts.HANDLERS,
    **production_orders.HANDLERS,
    **production_lines.HANDLERS,
    **production_runs.HANDLERS,
    **production_tools.HANDLERS,
    **production_material.HANDLERS,
    **production_checks.HANDLERS,
    **production_pieces.HANDLERS,
    **production_deviations.HANDLERS,
    **production_past_start.HANDLERS,
    **unit_labels.HANDLERS,
    **batches.HANDLERS,
    **device_histories.HANDLERS,
    **handover.HANDLERS,
}
