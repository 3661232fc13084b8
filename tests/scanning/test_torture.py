"""The situations of visual.md section 2 with real keys: Xvfb, xdotool, a window of its own.

Keys go through the X server and Qt's own dispatch here, which no synthetic event does.
"""

import json
import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests.support.xdisplay import KEYSYMS, Hands

UDI = "01095060001343521731053110LOT-26A"


class Rack:
    """The window's process and the hands on its keyboard."""

    def __init__(self, display: str) -> None:
        self._hands = Hands(display)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.scanning.torture_app"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=self._hands.env,
            text=True,
        )

    def ask(self, **command) -> dict:
        self.process.stdin.write(json.dumps(command) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def wait(self, field: str, count: int = 1) -> dict:
        return self.ask(**{"await": field, "count": count})

    def show(self, name: str) -> None:
        self.ask(show=name)
        window = self.wait("visible")["window"]
        # A person needs a moment between two windows; what follows a burst at once is its tail.
        self.hands("windowfocus", "--sync", str(window), "sleep", "0.2")
        assert self.wait("active")["active"]

    def hands(self, *arguments: str) -> None:
        self._hands.do(*arguments)

    def keys(self, text: str, delay_ms: int = 3) -> None:
        self._hands.keys(text, delay_ms)

    def close(self) -> None:
        self.process.stdin.close()
        assert self.process.wait(20) == 0
        self.process.stdout.close()


@pytest.fixture(scope="module")
def rack(x_display) -> Iterator[Rack]:
    rack = Rack(x_display)
    yield rack
    rack.close()


@pytest.mark.parametrize(
    ("situation", "code", "suffix"),
    [
        ("box_yes", UDI, "\r"),
        ("box_yes", "LOT 26A 0042", ""),
        ("box_no", "Y10YES0042", "\r"),
        ("button", "A B 0042-77", "\r"),
        ("combo", "H0042-77-K", "\r"),
        ("spin", "0109506", "\r"),
        ("edit", UDI + "\x1d21SN/7%+", "\r"),
        ("edit", UDI + "\x1d21SN7", ""),
    ],
)
def test_a_scan_reaches_the_scan_channel_and_nothing_else(rack, situation, code, suffix):
    rack.show(situation)
    before = rack.wait("visible")
    rack.keys(code + suffix)
    after = rack.wait("scans")
    assert [data for data, _notes in after["scans"]] == [code]
    assert after["value"] == before["value"]
    assert (after["events"], after["actions"]) == ([], [])
    assert after["visible"]


def test_real_typing_reaches_the_field(rack):
    rack.show("edit")
    rack.keys("Seal damaged 3\r", delay_ms=120)
    state = rack.wait("events")
    assert state["events"] == ["entered Seal damaged 3"]
    assert state["scans"] == []


def test_f8_in_a_burst_is_gs_even_where_a_shortcut_wants_it(rack):
    rack.show("shortcuts")
    names = [KEYSYMS.get(sign, sign) for sign in "10LOT26A"]
    rack.hands("key", "--delay", "3", *names, "F8", *"21SN7", "ctrl+bracketright", *"30", "Return")
    state = rack.wait("scans")
    assert state["scans"][0][0] == "10LOT26A\x1d21SN7\x1d30"
    assert (state["events"], state["actions"]) == ([], [])


def test_a_station_key_alone_acts(rack):
    rack.show("edit")
    rack.hands("key", "F8", "F10")
    assert rack.wait("actions", 2)["actions"] == ["hold", "complete"]


def test_a_keyboard_gauge_is_heard_in_a_cell_and_presses_nothing(rack):
    rack.show("cell")
    rack.keys("1.25\r")
    state = rack.wait("readings")
    assert (state["readings"], state["events"], state["scans"]) == (["1.25"], [], [])
