"""The torture situations with real keys: Xvfb and xdotool over the real station.

Keys go through the X server and Qt's own dispatch here, which no synthetic event does.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests.support.xdisplay import Hands, x_server

pytestmark = pytest.mark.timeout(150)

CODE = "HY NO 0109506 Y"
STRANGERS = ("box_yes", "box_no", "combo", "spin", "button")


class Rack:
    """The station's process and the hands on its keyboard."""

    def __init__(self, display: str, plant, folder) -> None:
        self.hands = Hands(display)
        command = [sys.executable, "-m", "tests.scenarios.station_app", str(plant), str(folder)]
        self.process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=self.hands.env,
            text=True,
        )

    def ask(self, **command) -> dict:
        self.process.stdin.write(json.dumps(command) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def front(self, **command) -> dict:
        """Do `command`, give its window the keyboard, and say how things stand then."""
        window = self.ask(**command)["window"]
        # A person needs a moment between two windows; what follows a burst at once is its tail.
        self.hands.do("windowfocus", "--sync", str(window), "sleep", "0.2")
        return self.ask(state=0)

    def close(self) -> None:
        self.process.stdin.close()
        assert self.process.wait(20) == 0
        self.process.stdout.close()


@pytest.fixture(scope="module")
def rack(demo, tmp_path_factory) -> Iterator[Rack]:
    folder = tmp_path_factory.mktemp("rack")
    plant = folder / "plant.qtrace"
    shutil.copyfile(demo, plant)
    with x_server() as display:
        rack = Rack(display, plant, folder)
        yield rack
        rack.close()


@pytest.mark.parametrize("place", ["sign-in", "queue", "receive", "readings"])
def test_a_scan_reaches_the_scan_channel_and_nothing_else(rack, place):
    rack.front(visit=place)
    for stranger in STRANGERS:
        before = rack.front(stranger=stranger)
        assert before["active"]
        rack.hands.keys(CODE + "\r")
        after = rack.ask(state=1)
        assert after["heard"] == [CODE], stranger
        assert after["value"] == before["value"], stranger
        assert after["records"] == before["records"], stranger
        assert after["fields"] == before["fields"], stranger
        assert after["place"] == before["place"], stranger
