"""Passwords of servers, apart from the settings: the password file of PostgreSQL's own clients.

The settings file is copied, mailed and photographed; this one is readable by its owner alone, and
the driver refuses it if it is not.
Source: PostgreSQL documentation, libpq, "The Password File".
"""

import os
import tempfile
from pathlib import Path

from qtrace.ports import ServerAddress


def pass_line(address: ServerAddress) -> str:
    """The line of one server: host:port:database:user:password."""
    return ":".join((*_place(address), _escaped(address.password)))


def keep_password(file: Path, address: ServerAddress) -> None:
    """Put the password of `address` into `file` in one step; other lines stay.

    Raises:
        OSError: it cannot be written; the old file stands.
    """
    place = ":".join(_place(address)) + ":"
    known = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    lines = [line for line in known if not line.startswith(place)]
    if address.password:
        lines.insert(0, pass_line(address))
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=".pass-")  # made for its owner alone
    temporary = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write("".join(f"{line}\n" for line in lines))
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(file)
    finally:
        temporary.unlink(missing_ok=True)


def _place(address: ServerAddress) -> tuple[str, ...]:
    parts = (address.host, str(address.port), address.database, address.user)
    return tuple(_escaped(part) for part in parts)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(":", "\\:")
