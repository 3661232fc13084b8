"""What happens to an exception nobody expected: it is logged, kept as a report, and shown.

The report is built without any UI. It holds the traceback and the facts of the machine, no values
of variables: a person reads all of it before it leaves the plant.
"""

import faulthandler
import logging
import platform
import sys
import threading
import traceback
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import IO

from qtrace import __version__

KEPT_REPORTS = 20
_LOG = logging.getLogger("qtrace.crash")


@dataclass(frozen=True, slots=True)
class CrashReport:
    """One unexpected exception as text.

    Attributes:
        at: aware UTC instant.
        summary: one line: type and message.
        text: the whole report as a person may read and send it.
        path: where it is kept; None if it could not be written.
    """

    at: datetime
    summary: str
    text: str
    path: Path | None = None


def log_failure(error: BaseException) -> None:
    """Log `error` with its traceback."""
    _LOG.error("unexpected: %s", _summary(error), exc_info=error)


def build_report(
    error: BaseException, *, at: datetime, facts: Mapping[str, str] | None = None
) -> CrashReport:
    """The report of `error`: what, when, which versions, where in the code."""
    known = {
        "QTrace": __version__,
        "Python": platform.python_version(),
        "system": platform.platform(),
        "thread": threading.current_thread().name,
        **(facts or {}),
    }
    lines = [
        f"QTrace problem report {at.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC",
        "",
        *(f"{name}: {value}" for name, value in known.items()),
        "",
        *(line.rstrip("\n") for line in traceback.format_exception(error)),
    ]
    return CrashReport(at=at, summary=_summary(error), text="\n".join(lines) + "\n")


def _summary(error: BaseException) -> str:
    """Type and message of `error` on one line; never fails."""
    return " ".join("".join(traceback.format_exception_only(error)).split())


@dataclass(slots=True)
class CrashRecorder:
    """Logs and keeps reports; put on the interpreter's hooks by `install`.

    Attributes:
        folder: where reports are kept; the newest `KEPT_REPORTS` stay.
        facts: more lines for each report (station, database kind); never secrets.
        on_report: told about every report, on the thread where it happened.
    """

    folder: Path
    facts: dict[str, str] = field(default_factory=dict)
    on_report: Callable[[CrashReport], None] | None = None
    _fault_log: IO[str] | None = None

    def record(self, error: BaseException) -> CrashReport:
        """Log and keep `error`; never raises, whatever is wrong with the disk or the listener."""
        log_failure(error)
        built = build_report(error, at=datetime.now(UTC), facts=self.facts)
        report = CrashReport(built.at, built.summary, built.text, self._keep(built))
        if self.on_report is not None:
            try:
                self.on_report(report)
            except Exception as second:  # noqa: BLE001 - showing a report must not make another
                log_failure(second)
        return report

    def install(self) -> None:
        """Take over the hooks for exceptions that reach nobody, and for crashes of the process."""
        sys.excepthook = self._excepthook
        threading.excepthook = self._threadhook
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            self._fault_log = (self.folder / "fault.log").open("a", encoding="utf-8")
        if self._fault_log is not None:
            faulthandler.enable(self._fault_log)

    def uninstall(self) -> None:
        """Give the hooks back."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        if self._fault_log is not None:
            faulthandler.disable()
            self._fault_log.close()
            self._fault_log = None

    def _excepthook(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self.record(error)

    def _threadhook(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None and not isinstance(args.exc_value, SystemExit):
            self.record(args.exc_value)

    def _keep(self, report: CrashReport) -> Path | None:
        """Write the report; None if the disk does not take it."""
        path = self.folder / f"crash-{report.at:%Y%m%d-%H%M%S-%f}.txt"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            path.write_text(report.text, encoding="utf-8", errors="backslashreplace")
            for old in sorted(self.folder.glob("crash-*.txt"))[:-KEPT_REPORTS]:
                old.unlink(missing_ok=True)
        except OSError:
            _LOG.exception("the report could not be kept")
            return None
        return path
