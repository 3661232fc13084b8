"""One writing process per station: a lock that the system frees however the process ends.

A station's records are a chain; two processes that write as one station would fork it.
"""

import hashlib
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import IO, Self
from urllib.parse import urlsplit

from qtrace.app.problems import SetupProblem, SetupReason

# Far behind the text: Windows locks bytes for reading too, and the holder must stay readable.
_LOCKED_BYTE = 1 << 30


class StationLock:
    """The held lock; free it with `release` or by leaving the `with` block."""

    def __init__(self, path: Path, stream: IO[str]) -> None:
        self.path = path
        self._stream: IO[str] | None = stream

    def release(self) -> None:
        """Free the station; a second call does nothing. The empty lock file stays."""
        if self._stream is not None:
            self._stream.close()
            self._stream = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()


def lock_station(database_url: str, station: str, data_dir: Path) -> StationLock | SetupProblem:
    """Become the one process of this machine that writes as `station` in that database.

    Args:
        database_url: a file database is locked beside its file, whatever name it is reached by;
            a server's in `data_dir`.
        station: the station's code.
        data_dir: this machine's data folder.
    """
    path = _lock_path(database_url, station, data_dir)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # Opened for reading and writing without truncating: the holder's number must survive.
        stream = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o644), "r+", encoding="ascii")
    except OSError as error:
        facts = {"file": str(path), "detail": error.strerror or type(error).__name__}
        return SetupProblem(SetupReason.LOCK_UNAVAILABLE, facts)
    if not _TRY_LOCK(stream.fileno()):
        with stream:
            holder = stream.read(20).strip() or "?"
        return SetupProblem(SetupReason.STATION_TAKEN, {"station": station, "detail": holder})
    stream.truncate(0)
    stream.write(f"{os.getpid()}\n")
    stream.flush()
    return StationLock(path, stream)


def _lock_path(database_url: str, station: str, data_dir: Path) -> Path:
    station_key = hashlib.sha256(station.encode()).hexdigest()[:12]
    if database_url.startswith("sqlite") or "://" not in database_url:
        file = Path(database_url.split(":///", 1)[-1].split("?", 1)[0]).resolve()
        return file.with_name(f".{file.name}.{station_key}.lock")
    place = urlsplit(database_url)
    server = f"{place.hostname}:{place.port}{place.path}?{place.query}"
    server_key = hashlib.sha256(server.encode()).hexdigest()[:12]
    return data_dir / "locks" / f"{server_key}.{station_key}.lock"


if sys.platform == "win32":
    import msvcrt

    def _try_lock_windows(descriptor: int) -> bool:
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            os.lseek(descriptor, 0, os.SEEK_SET)
        return True

    _TRY_LOCK: Callable[[int], bool] = _try_lock_windows
else:
    import fcntl

    def _try_lock_posix(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

    _TRY_LOCK: Callable[[int], bool] = _try_lock_posix
