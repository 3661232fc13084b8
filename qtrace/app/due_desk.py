"""The due list of gauges: read, drawn and printed off the UI thread; a working paper, no record."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from qtrace.domain.gauges import CalibrationKind, CalibrationState, GaugeState
from qtrace.i18n import load_translator
from qtrace.ports import Executor, Failure, PrinterError
from qtrace.printing.due_list import DueLine, DueList, DueState, render_due_list
from qtrace.printing.refusals import PrintRefusal
from qtrace.printing.words import Name
from qtrace.services.gauges.queries import GaugeRow
from qtrace.services.reads import Reads
from qtrace.services.workbench import Workbench
from qtrace.ui.gauges.gauges_model import due_first

if TYPE_CHECKING:
    from qtrace.app.print_desk import PrintOutlet
    from qtrace.ui.gauges.gauges_model import DueListPrint

_STATES = {
    CalibrationState.OVERDUE: DueState.OVERDUE,
    CalibrationState.FAILED: DueState.FAILED,
    CalibrationState.NONE: DueState.NEVER,
    CalibrationState.DUE_SOON: DueState.SOON,
    CalibrationState.GOOD: DueState.GOOD,
}


def print_due_list(
    wish: "DueListPrint",
    workbench: Workbench,
    executor: Executor,
    outlet: "Callable[[], PrintOutlet]",
) -> None:
    """Print the list; `wish` is told an empty text, or a stable code where it failed."""

    def job() -> str:
        due = workbench.ask(due_list, wish.by)
        drawn = render_due_list(due, load_translator(wish.language))
        if isinstance(drawn, PrintRefusal):
            return drawn.code.value
        try:
            outlet().documents.send(drawn)
        except PrinterError as error:
            return error.code
        return ""

    def done(result: str | Failure) -> None:
        wish.then(type(result.error).__name__ if isinstance(result, Failure) else result)

    executor.read(job, done)


def due_list(reads: Reads, by: str) -> DueList:
    """All gauges that are not retired, what is due first."""
    plant = reads.plant
    return DueList(
        Name(plant.name_zh, plant.name_en),
        plant.address,
        plant.is_demo,
        tuple(_line(row) for row in due_first(reads) if row.state is not GaugeState.RETIRED),
        reads.now.astimezone(reads.zone),
        by,
    )


def _line(row: GaugeRow) -> DueLine:
    in_use = row.state is GaugeState.IN_USE
    last = next((c for c in row.calibrations if c.kind is CalibrationKind.CALIBRATION), None)
    return DueLine(
        row.code,
        Name(row.name_zh, row.name_en),
        row.gauge_type,
        row.location_text,
        last.certificate_no if last is not None else "",
        row.standing.due_on,
        row.standing.days_left,
        _STATES[row.standing.state] if in_use else DueState.OUT,
    )
