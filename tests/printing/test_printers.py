"""One contract for all printers, and how a TCP printer fails: slow, refusing, gone, half-way."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from qtrace.ports import Printer, PrinterError
from qtrace.printing.fake import FakePrinter
from qtrace.printing.refusals import PrinterErrorCode
from qtrace.printing.transports import FilePrinter, TcpPrinter, printer_for

JOBS = [b"^XA^FDone^FS^XZ\n", b"\x00\xff\x1d" * 70_000, b"^XA\xe6\x89\xb9^XZ\n"]


class TcpReceiver:
    """A label printer at a local port: takes jobs until it is closed."""

    def __init__(self, serve: Callable[[socket.socket], None] | None = None) -> None:
        self.jobs: list[bytes] = []
        self._serve = serve or self._take
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    @property
    def port(self) -> int:
        return self._listener.getsockname()[1]

    def close(self) -> None:
        # A connection of our own wakes the accept, then the thread sees that we are done.
        self._done = True
        with socket.create_connection(("127.0.0.1", self.port)):
            pass
        self._thread.join(10)
        self._listener.close()
        assert not self._thread.is_alive()

    _done = False

    def _run(self) -> None:
        while True:
            connection, _ = self._listener.accept()
            with connection:
                if self._done:
                    return
                self._serve(connection)

    def _take(self, connection: socket.socket) -> None:
        job = b""
        while part := connection.recv(65536):
            job += part
        self.jobs.append(job)


@contextmanager
def receiving(serve: Callable[[socket.socket], None] | None = None) -> Iterator[TcpReceiver]:
    receiver = TcpReceiver(serve)
    try:
        yield receiver
    finally:
        receiver.close()


@pytest.fixture(params=["fake", "file", "tcp", "address"])
def printer(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Printer, Callable]]:
    """A printer and a way to see the jobs that came out of it."""
    if request.param == "fake":
        fake = FakePrinter()
        yield fake, lambda: fake.jobs
    elif request.param == "tcp":
        with receiving() as receiver:
            yield TcpPrinter("127.0.0.1", receiver.port), lambda: receiver.jobs
    else:
        folder = tmp_path / "print jobs"
        made = (
            FilePrinter(folder, ".zpl")
            if request.param == "file"
            else printer_for(f"file://{str(folder).replace(' ', '%20')}", ".zpl")
        )
        yield made, lambda: [path.read_bytes() for path in sorted(folder.glob("*"))]


def test_every_printer_takes_jobs_whole_and_in_order(printer: tuple[Printer, Callable]) -> None:
    device, jobs = printer
    for job in JOBS:
        device.send(job)
    assert jobs() == JOBS


def error_of(device: Printer, data: bytes = b"^XA^XZ") -> PrinterError:
    with pytest.raises(PrinterError) as caught:
        device.send(data)
    assert caught.value.facts["address"]
    return caught.value


def test_fake_fails_as_told() -> None:
    fake = FakePrinter(PrinterErrorCode.TIMED_OUT)
    assert error_of(fake).code == PrinterErrorCode.TIMED_OUT
    assert fake.jobs == []


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


def test_nobody_listens() -> None:
    assert error_of(TcpPrinter("127.0.0.1", free_port())).code == PrinterErrorCode.REFUSED


@pytest.mark.parametrize("host", ["printer.invalid", "a" * 300 + ".invalid"])
def test_no_such_host(host: str) -> None:
    assert error_of(TcpPrinter(host)).code == PrinterErrorCode.UNREACHABLE


def test_a_listener_whose_queue_is_full_times_out() -> None:
    with socket.create_server(("127.0.0.1", 0), backlog=0) as listener:
        port = listener.getsockname()[1]
        waiting = []
        try:
            for _ in range(4):
                other = socket.socket()
                other.setblocking(False)
                other.connect_ex(("127.0.0.1", port))
                waiting.append(other)
            device = TcpPrinter("127.0.0.1", port, connect_timeout_s=0.2)
            assert error_of(device).code == PrinterErrorCode.UNREACHABLE
        finally:
            for other in waiting:
                other.close()


def test_a_printer_that_stops_reading_times_out() -> None:
    release = threading.Event()

    def stuck(connection: socket.socket) -> None:
        connection.recv(10)
        release.wait(20)

    with receiving(stuck) as receiver:
        device = TcpPrinter("127.0.0.1", receiver.port, send_timeout_s=0.3)
        error = error_of(device, b"x" * 30_000_000)
        release.set()
    assert error.code == PrinterErrorCode.TIMED_OUT


def test_a_printer_that_breaks_off_half_way_is_noticed() -> None:
    def breaks(connection: socket.socket) -> None:
        connection.recv(10)  # the rest stays unread, so closing resets the connection

    with receiving(breaks) as receiver:
        error = error_of(TcpPrinter("127.0.0.1", receiver.port), b"x" * 3_000_000)
    assert error.code == PrinterErrorCode.CLOSED


def test_a_short_job_left_unread_is_noticed() -> None:
    def leaves(connection: socket.socket) -> None:
        connection.recv(1)

    with receiving(leaves) as receiver:
        error = error_of(TcpPrinter("127.0.0.1", receiver.port), b"^XA^XZ")
    assert error.code == PrinterErrorCode.CLOSED


def test_a_printer_that_keeps_the_connection_open_has_taken_the_job() -> None:
    release = threading.Event()
    taken: list[bytes] = []

    def keeps(connection: socket.socket) -> None:
        taken.append(connection.recv(100))
        release.wait(20)

    with receiving(keeps) as receiver:
        TcpPrinter("127.0.0.1", receiver.port, settle_s=0.05).send(b"^XA^XZ")
        release.set()
    assert taken == [b"^XA^XZ"]


def test_a_talkative_printer_is_heard_out() -> None:
    def talks(connection: socket.socket) -> None:
        connection.sendall(b"\x02030,0,0\x03\r\n" * 1000)
        while connection.recv(100):
            pass

    with receiving(talks) as receiver:
        TcpPrinter("127.0.0.1", receiver.port).send(b"^XA^XZ")


def test_a_folder_that_is_a_file_is_an_error(tmp_path: Path) -> None:
    target = tmp_path / "taken"
    target.write_bytes(b"")
    assert error_of(FilePrinter(target)).code == PrinterErrorCode.FOLDER
    assert error_of(FilePrinter(target / "deeper")).code == PrinterErrorCode.FOLDER


def test_a_folder_never_loses_an_earlier_job(tmp_path: Path) -> None:
    device = FilePrinter(tmp_path, ".zpl")
    device.send(b"1")
    (tmp_path / "000003.zpl").write_bytes(b"someone else's")
    device.send(b"2")
    device.send(b"3")
    kept = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert kept["000003.zpl"] == b"someone else's"
    assert sorted(kept.values()) == [b"1", b"2", b"3", b"someone else's"]


@pytest.mark.parametrize("address", ["tcp://10.0.0.9", "tcp://10.0.0.9:9100", "tcp://printer-2/"])
def test_tcp_addresses(address: str) -> None:
    device = printer_for(address)
    assert isinstance(device, TcpPrinter)
    assert device.address.endswith(":9100")


@pytest.mark.parametrize(
    "address",
    [
        "",
        "printer",
        "http://x",
        "tcp://",
        "tcp://x:99999",
        "tcp://x/queue",
        "file://host/x",
        "file:x",
        "tcp://[::1",
    ],
)
def test_other_addresses_are_refused(address: str) -> None:
    with pytest.raises(PrinterError) as caught:
        printer_for(address)
    assert caught.value.code == PrinterErrorCode.ADDRESS
    assert caught.value.facts["address"] == address
