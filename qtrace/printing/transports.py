"""Printers that take finished bytes: over TCP 9100, or into a folder.

All calls block and belong off the UI thread. Every failure is a `PrinterError` with a stable code;
whoever owns the job keeps it.
"""

import contextlib
import os
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from qtrace.ports import Printer, PrinterError
from qtrace.printing.refusals import PrinterErrorCode

RAW_PORT = 9100


class TcpPrinter:
    """A label printer at a raw TCP port (JetDirect, 9100).

    The port carries no answer, so "sent" means: the printer took every byte, and then closed in
    order or stayed silent. What came out of it is checked by scanning the labels.
    """

    def __init__(
        self,
        host: str,
        port: int = RAW_PORT,
        *,
        connect_timeout_s: float = 3.0,
        send_timeout_s: float = 10.0,
        settle_s: float = 1.5,
    ) -> None:
        self._host = host
        self._port = port
        self._connect_timeout_s = connect_timeout_s
        self._send_timeout_s = send_timeout_s
        self._settle_s = settle_s

    @property
    def address(self) -> str:
        """`host:port`, for messages."""
        return f"{self._host}:{self._port}"

    def send(self, data: bytes) -> None:
        """Send one job whole.

        Raises:
            PrinterError: not reachable, refused, too slow, or closed before the job was complete.
        """
        with self._connected() as connection:
            connection.settimeout(self._send_timeout_s)
            try:
                connection.sendall(data)
                connection.shutdown(socket.SHUT_WR)
                self._await_close(connection)
            except TimeoutError as error:
                raise self._error(PrinterErrorCode.TIMED_OUT, error) from error
            except OSError as error:
                raise self._error(PrinterErrorCode.CLOSED, error) from error

    @contextlib.contextmanager
    def _connected(self) -> Iterator[socket.socket]:
        try:
            connection = socket.create_connection((self._host, self._port), self._connect_timeout_s)
        except ConnectionRefusedError as error:
            raise self._error(PrinterErrorCode.REFUSED, error) from error
        except (OSError, UnicodeError) as error:
            raise self._error(PrinterErrorCode.UNREACHABLE, error) from error
        with connection:
            yield connection

    def _await_close(self, connection: socket.socket) -> None:
        """Give a printer that breaks off the time to show it: a reset here means unread data.

        Many printers keep the connection open after the job, so their silence is no failure; an
        error here would make people print a second time.
        """
        connection.settimeout(self._settle_s)
        with contextlib.suppress(TimeoutError):
            while connection.recv(4096):
                pass

    def _error(self, code: PrinterErrorCode, error: Exception) -> PrinterError:
        return PrinterError(code, {"address": self.address, "detail": str(error)})


class FilePrinter:
    """A folder that takes each job as a file of its own, written whole or not at all."""

    def __init__(self, folder: Path, suffix: str = ".bin") -> None:
        self._folder = folder
        self._suffix = suffix

    def send(self, data: bytes) -> None:
        """Write one job under the next free number; an earlier job is never replaced.

        Raises:
            PrinterError: the folder cannot be written.
        """
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._write(data)
        except OSError as error:
            facts = {"address": str(self._folder), "detail": str(error)}
            raise PrinterError(PrinterErrorCode.FOLDER, facts) from error

    def _write(self, data: bytes) -> None:
        handle, name = tempfile.mkstemp(prefix=".job-", dir=self._folder)
        draft = Path(name)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            number = sum(1 for _ in self._folder.glob(f"*{self._suffix}")) + 1
            while not self._claimed(draft, self._folder / f"{number:06d}{self._suffix}"):
                number += 1
        finally:
            draft.unlink(missing_ok=True)

    @staticmethod
    def _claimed(draft: Path, target: Path) -> bool:
        """Give the finished file its name unless another job already has it."""
        try:
            target.hardlink_to(draft)
        except FileExistsError:
            return False
        return True


def printer_for(address: str, suffix: str = ".bin") -> Printer:
    """The printer at `address`: `tcp://host[:port]` or `file:///folder`.

    Args:
        address: where the plant's settings say the printer is.
        suffix: ending of the files of a folder, e.g. `.zpl`.

    Raises:
        PrinterError: PRINTER_ADDRESS_INVALID.
    """
    try:
        parts = urlsplit(address)
        port = parts.port or RAW_PORT
    except ValueError as error:
        raise _bad_address(address) from error
    if parts.scheme == "tcp" and parts.hostname and not parts.path.strip("/"):
        return TcpPrinter(parts.hostname, port)
    if parts.scheme == "file" and not parts.netloc and parts.path.startswith("/"):
        return FilePrinter(Path(unquote(parts.path)), suffix)
    raise _bad_address(address)


def _bad_address(address: str) -> PrinterError:
    return PrinterError(PrinterErrorCode.ADDRESS, {"address": address, "detail": ""})
