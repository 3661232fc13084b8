"""A printer for tests and the tour: keeps the jobs, or fails as told."""

from qtrace.ports import PrinterError
from qtrace.printing.refusals import PrinterErrorCode


class FakePrinter:
    """Keeps every job it was sent, in order.

    Attributes:
        jobs: bytes of the jobs taken.
        fail_with: code of the error that `send` raises, or None to take the job.
    """

    def __init__(self, fail_with: PrinterErrorCode | None = None) -> None:
        self.jobs: list[bytes] = []
        self.fail_with = fail_with

    def send(self, data: bytes) -> None:
        """Keep one job.

        Raises:
            PrinterError: `fail_with` is set.
        """
        if self.fail_with is not None:
            raise PrinterError(self.fail_with, {"address": "fake", "detail": ""})
        self.jobs.append(data)
