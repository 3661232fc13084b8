"""Hints about layout and Caps Lock: found on our codes and labels, never on other people's."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrace.domain.codes.interpret import interpret
from qtrace.domain.codes.tables import AI_TABLE_PATH, build_ai_table
from qtrace.domain.scanners.diagnosis import Finding, ScannerReason
from qtrace.domain.scanners.layouts import Layout, LayoutPair
from qtrace.ports import RawScan
from qtrace.reference import read_table
from qtrace.scanning.router import ScanRouter
from qtrace.scanning.wrong_keys import wrong_keys
from tests.support.scanner_keys import Scanner

TABLE = build_ai_table(read_table(AI_TABLE_PATH))
LABELS = [
    "]d2010950600013435217280531" + "10LOT-26A\x1d21SN7",
    "]C10109506000134352" + "10yz-1",
    "L26-04817-H",
    "+A123BJC5D6E71G",
    "BDG-00421-E",
]


def read(text: str):
    return interpret(text, TABLE, 2026)


def hint(text: str) -> Finding | None:
    return wrong_keys(text, read(text), read)


@pytest.mark.parametrize("host", [Layout.DE, Layout.FR, Layout.ES, Layout.IT])
@pytest.mark.parametrize("label", [LABELS[0], LABELS[1]])
def test_a_label_on_a_foreign_keyboard_names_the_layout(label, host):
    arrived = Scanner(pair=LayoutPair(Layout.US, host), dead="both").types(label)
    found = hint(arrived)
    assert found is None or found.code is ScannerReason.LAYOUT
    if host in (Layout.DE, Layout.IT):
        assert found is not None
        assert host.value in found.facts["hosts"].split()
        assert "us" in found.facts["scanners"].split()


@pytest.mark.parametrize(
    ("arrived", "hosts"),
    [("L26ß04817ßH", "de"), ("L26'04817'H", "es it"), ("+C1" + "0109506000134352", "de es it")],
)
def test_what_a_hyphen_and_a_bracket_become(arrived, hosts):
    found = hint(arrived)
    assert found is not None
    assert set(found.facts["hosts"].split()) <= set(hosts.split())


@pytest.mark.parametrize("label", LABELS)
def test_caps_lock_is_named(label):
    found = hint(label.swapcase())
    assert found is not None
    assert found.code is ScannerReason.CAPS


@pytest.mark.parametrize("label", LABELS)
def test_a_code_that_makes_sense_needs_no_hint(label):
    assert hint(label) is None


@pytest.mark.parametrize("signs", ["0123456789", "0123456789ABCDEFGHJKLMNPRSTUVWXYZ-/. "])
def test_numbers_of_suppliers_are_no_wrong_keys(signs):
    chance = random.Random(26)
    texts = ["".join(chance.choices(signs, k=chance.randint(6, 20))) for _ in range(1500)]
    assert [text for text in texts if hint(text)] == []


@given(st.text(max_size=300))
def test_it_is_total(text):
    hint(text)


def test_long_texts_are_not_tried():
    asked = []
    assert (
        wrong_keys("ß" * 129, read("ß" * 129), lambda text: asked.append(text) or read(text))
        is None
    )
    assert asked == []


def test_the_router_remembers_the_last_scan_of_each_device(clock):
    router = ScanRouter(clock, lambda data: interpret(data, TABLE, 2026))
    router.receive(RawScan(b"l26-04817-h", "wedge", clock.now()))
    assert router.counters()["wedge"].wrong_keys == Finding(ScannerReason.CAPS)
    router.receive(RawScan(b"L26-04817-H", "wedge", clock.now()))
    assert router.counters()["wedge"].wrong_keys is None
    router.receive(RawScan(b"", "wedge", clock.now()))
    assert router.counters()["wedge"].wrong_keys is None
