"""Importing the master data workbook through the same commands as everybody uses.

A dry run checks every cell, every reference and every plan and changes nothing. An import runs the
dry run first and does nothing at all if it finds an error.
"""

from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

from qtrace.app.catalogue_import import catalogue_commands
from qtrace.app.import_ids import ImportIds, ImportReport
from qtrace.app.orders_import import order_commands
from qtrace.app.plan_import import PlanSheets
from qtrace.app.production_import import production_commands
from qtrace.exchange.cells import CellErrorCode
from qtrace.exchange.workbook import CellError, Row, Workbook
from qtrace.services.commands import Command
from qtrace.services.outcomes import Refusal
from qtrace.services.people.accounts import commands_of
from qtrace.services.workbench import Workbench

__all__ = ["ImportReport", "check_workbook", "import_workbook"]


def _commands(
    ids: ImportIds, book: Workbook, pictures: Path | None
) -> Iterator[tuple[Row, Command]]:
    """Every command of the workbook in an order in which references are already made."""
    yield from catalogue_commands(ids)
    yield from PlanSheets(ids, book, pictures).commands()
    yield from order_commands(ids)
    yield from production_commands(ids, book)


def check_workbook(
    bench: Workbench, book: Workbook, zone: ZoneInfo, pictures: Path | None = None
) -> ImportReport:
    """The dry run: what an import would do, and everything that is wrong.

    Args:
        bench: the plant.
        book: as it was read.
        zone: zone of the plant, in which the workbook's times are meant.
        pictures: folder with the drawings that plans name.
    """
    ids = ImportIds(bench, book, zone)
    for _row, _command in _commands(ids, book, pictures):
        pass
    return ids.report(tuple(ids.errors))


def import_workbook(
    bench: Workbench, book: Workbook, zone: ZoneInfo, by: int, pictures: Path | None = None
) -> ImportReport:
    """Import as person `by`, row by row, after a dry run without errors.

    A row that the service refuses is named with its reason; the rows before it stay (each is a
    command with its record), and importing the mended workbook again goes on behind them. Sheets
    that the person's roles may not write are left for somebody whose roles may: accounts are the
    administrator's, drafts of quality's data are quality's, gauges are metrology's.
    """
    checked = check_workbook(bench, book, zone, pictures)
    if checked.errors:
        return checked
    ids = ImportIds(bench, book, zone)
    allowed = bench.ask(commands_of, by)
    left: set[str] = set()
    for row, command in _commands(ids, book, pictures):
        if command.code not in allowed:
            left.add(row.sheet)
            continue
        outcome = bench.send(command, by=by)
        if isinstance(outcome, Refusal):
            facts = {"reason": outcome.code, **outcome.facts}
            error = CellError(row.sheet, f"A{row.number}", CellErrorCode.ROW_REFUSED, facts)
            return ids.report((error,), left)
    return ids.report((), left)
