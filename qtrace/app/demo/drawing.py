"""Drawing the reports of a year beside the building: a second process uses the second core.

The process is this module run by itself. It gets one line of JSON for each report on its standard
input and answers with the length of the PDF in eight bytes, then the PDF; it sees no database.
"""

import contextlib
import dataclasses
import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from importlib import import_module
from types import TracebackType
from typing import BinaryIO, Self

from qtrace.services.documents.issued import IssuedDocument

_LENGTH_BYTES = 8
_HEAVY = ("qtrace.app.printing_jobs", "qtrace.printing.report_sections", "qtrace.scanning.decode")


def drawn_report(document: IssuedDocument) -> bytes:
    """The PDF of an issued report.

    Raises:
        ValueError: it cannot be drawn: the demo's data do not fit the paper.
    """
    from qtrace.app.printing_jobs import draw_document
    from qtrace.scanning.decode import SymbolReaderAdapter

    match draw_document(document, SymbolReaderAdapter()):
        case bytes() as content:
            return content
        case refusal:
            raise ValueError(f"{document.number}: {refusal.code} {dict(refusal.facts)}")


class ReportDrawer:
    """Takes one report at a time and gives its bytes when they are asked for."""

    def __init__(self) -> None:
        self._helper = _start_helper()
        self._waiting: tuple[IssuedDocument, str] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._helper is not None:
            self._helper.kill()
            self._helper.communicate()

    def submit(self, document: IssuedDocument, by: str) -> None:
        """Begin to draw a report that `by` concluded; the one before has been taken."""
        assert self._waiting is None, "one report at a time"
        self._waiting = document, by
        if self._helper is not None:
            assert self._helper.stdin is not None, "opened as a pipe"
            fields = dataclasses.asdict(document) | {"issued_at": document.issued_at.isoformat()}
            with contextlib.suppress(BrokenPipeError):  # then it is drawn here
                self._helper.stdin.write(json.dumps(fields).encode("ascii") + b"\n")
                self._helper.stdin.flush()

    def take(self, store: Callable[[int, str, bytes], None]) -> None:
        """Wait for the submitted report, if there is one, and hand it to `store`.

        Raises:
            ValueError: it could not be drawn.
        """
        if self._waiting is None:
            return
        (document, by), self._waiting = self._waiting, None
        store(document.document_id, by, self._received() or drawn_report(document))

    def _received(self) -> bytes:
        """The helper's answer; nothing if there is no helper or it has ended."""
        if self._helper is None:
            return b""
        assert self._helper.stdout is not None, "opened as a pipe"
        length = int.from_bytes(self._helper.stdout.read(_LENGTH_BYTES))
        return self._helper.stdout.read(length)


def _start_helper() -> "subprocess.Popen[bytes] | None":
    """The drawing process, or None where none can be started: then everything is drawn here."""
    environ = os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    try:
        return subprocess.Popen(  # noqa: S603 - our own module in our own interpreter
            [sys.executable, "-m", __name__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environ,
        )
    except OSError:
        return None


def serve(orders: BinaryIO, answers: BinaryIO) -> None:
    """Answer every line of `orders` until it ends; what drawing needs is loaded before the first."""
    for module in _HEAVY:
        import_module(module)
    for line in orders:
        fields = json.loads(line)
        fields["issued_at"] = datetime.fromisoformat(fields["issued_at"])
        content = drawn_report(IssuedDocument(**fields))
        answers.write(len(content).to_bytes(_LENGTH_BYTES) + content)
        answers.flush()


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer)
