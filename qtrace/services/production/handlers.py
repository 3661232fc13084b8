"""Production: every command of lines, orders, materials, pieces and batches in one list."""

from qtrace.services.commands import Command
from qtrace.services.history import handlers as device_histories
from qtrace.services.labels import unit_labels
from qtrace.services.production import batches, handover
from qtrace.services.production import checks as production_checks
from qtrace.services.production import deviations as production_deviations
from qtrace.services.production import drafts as production_drafts
from qtrace.services.production import lines as production_lines
from qtrace.services.production import master as production_master
from qtrace.services.production import material as production_material
from qtrace.services.production import orders as production_orders
from qtrace.services.production import past_start as production_past_start
from qtrace.services.production import pieces as production_pieces
from qtrace.services.production import runs as production_runs
from qtrace.services.production import tools as production_tools
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
