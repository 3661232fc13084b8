"""A serial device that a test holds in its hand: a pseudo terminal behind a stable name."""

import os
import select
import tty
from pathlib import Path


class PtyDevice:
    """The device's end of a line; `port` is a link, so that another terminal can stand behind it.

    Attributes:
        port: what the settings name.
    """

    def __init__(self, port: Path) -> None:
        self.port = port
        self._master = self._slave = -1

    def plug(self) -> None:
        """A new terminal behind the same name."""
        self._master, self._slave = os.openpty()
        tty.setraw(self._slave)
        self.port.unlink(missing_ok=True)
        self.port.symlink_to(os.ttyname(self._slave))

    def unplug(self) -> None:
        """The device is gone, and its name with it."""
        self.port.unlink(missing_ok=True)
        for end in (self._master, self._slave):
            if end >= 0:
                os.close(end)
        self._master = self._slave = -1

    def send(self, data: bytes) -> None:
        """Bytes of the device."""
        assert os.write(self._master, data) == len(data)

    def heard(self) -> bytes:
        """What the program has sent, as far as it has come."""
        ready, _, _ = select.select([self._master], [], [], 0)
        return os.read(self._master, 4096) if ready else b""
