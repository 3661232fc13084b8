"""The printer is away: jobs are kept and marked, and printed when it is back."""

import pytest

from qtrace.app.print_desk import PrintOutlet
from qtrace.app.printing_jobs import LabelFormat
from qtrace.ports import PrinterError
from qtrace.services.documents.issued import print_jobs


class FickleprinterError(PrinterError):
    """As a cable that was pulled."""


class Fickle:
    """A printer that can be away."""

    def __init__(self) -> None:
        self.away = True
        self.sheets: list[bytes] = []

    def send(self, data: bytes) -> None:
        if self.away:
            raise FickleprinterError("PRINTER_UNREACHABLE", {"address": "10.0.0.9"})
        self.sheets.append(data)


@pytest.mark.timeout(120)
def test_jobs_are_kept_marked_and_retried(new_stage):
    printer = Fickle()
    stage = new_stage(outlet=PrintOutlet(printer, LabelFormat.ZPL, printer, "fickle"))

    def jobs(*states):
        return [
            job for job in stage.plant.workbench.ask(print_jobs, states) if job.lot_id == lot_id
        ]

    stage.sign_in("lin")
    stage.driver.scan(stage.label("RC-61187").scanned)
    stage.driver.press("F10")
    lot_id, _lot = stage.lot_of("RLD32")
    stage.driver.until(lambda: jobs("failed"), "the failed job is marked")
    assert not printer.sheets
    assert stage.task_of(lot_id).is_open, "receiving itself is not held up"
    stage.nav("labels")
    failed = jobs("failed")[0]
    printer.away = False
    stage.screen.desk_model.choose(failed.job_id)
    stage.driver.settle()
    stage.screen.desk_model.retry()
    stage.driver.until(lambda: jobs("printed"), "printed after all")
    assert not jobs("failed")
    assert len(printer.sheets) == 1
    assert printer.sheets[0].startswith(b"^XA") or b"^XA" in printer.sheets[0]
