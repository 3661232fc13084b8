"""An X server of our own, and hands on the keyboard that is plugged into it."""

import os
import select
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

KEYSYMS = {" ": "space", "+": "plus", "-": "minus", "]": "bracketright", ".": "period",
           "/": "slash", "\r": "Return", "\x1d": "ctrl+bracketright", "%": "percent"}  # fmt: skip


@contextmanager
def x_server() -> Iterator[str]:
    """Name of a display served by an Xvfb that lives as long as the block."""
    for tool in ("Xvfb", "xdotool"):
        assert shutil.which(tool), f"{tool} is needed: apt-get install xvfb xdotool"
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1366x768x24", "-nolisten", "tcp"],
        pass_fds=(writing,),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        ready, _, _ = select.select([reading], [], [], 30)
        assert ready, "Xvfb did not start within 30 s"
        yield ":" + os.read(reading, 16).decode().strip()
    finally:
        os.close(reading)
        server.terminate()
        server.wait(10)


class Hands:
    """Presses keys of a display, through the X server and Qt's own dispatch."""

    def __init__(self, display: str) -> None:
        self.env = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}

    def do(self, *arguments: str) -> None:
        """Run xdotool."""
        subprocess.run(["xdotool", *arguments], env=self.env, check=True, timeout=60)

    def keys(self, text: str, delay_ms: int = 3) -> None:
        """Press the keys of `text` one after another."""
        names = [KEYSYMS.get(sign, sign) for sign in text]
        self.do("key", "--clearmodifiers", "--delay", str(delay_ms), *names)
