"""What the cascade reads beyond plain zxing-cpp, and what that costs, on pictures drawn here.

Ratios against plain zxing-cpp on the same pictures in the same run. The pictures are those of the
tests (turned, faint, noisy, blurred, light on dark); the seeded generator of the project's shared
tools is harder and is run by hand.
"""

import statistics
import time
from collections.abc import Callable
from itertools import product

import numpy as np
import pytest
import zxingcpp

from qtrace.scanning.cascade import CascadeState, read_live, read_picture
from tests.scanning.camera_pictures import BRACKETED, Format, Shot, modules

pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(300)]

SYMBOLS = {
    "GS1 DataMatrix": (modules(BRACKETED, Format.DataMatrix, gs1=True, forceSquare=True), 3.0),
    "GS1-128": (modules("(01)09506000134352(10)LOT/26A", Format.Code128, gs1=True), 1.9),
    "EAN-13": (modules("9506000134352", Format.EAN13), 1.9),
    "HIBC Code 39": (modules("+A123BJC5D6E71G", Format.Code39Std), 1.9),
    "PDF417": (modules("[)>DELIVERY 4711 LOT/26A", Format.PDF417), 2.6),
}
SHOTS = {
    "clean": Shot(),
    "turned": Shot(turn_deg=33),
    "inverse": Shot(inverted=True),
    "noise": Shot(noise=22),
    "blur": Shot(blur=2),
    "faint": Shot(light=150, dark=118),
}
TURNS = (0, -4, 7)


def _pictures():
    """(kind of shot, picture) of every symbol, shot and small turn; half of them 1280 x 720."""
    for (symbol, module_px), (kind, shot), turn in product(SYMBOLS.values(), SHOTS.items(), TURNS):
        size = (720, 1280) if turn else (480, 640)
        values = {name: getattr(shot, name) for name in Shot.__dataclass_fields__}
        values |= {"turn_deg": shot.turn_deg + turn, "module_px": module_px, "size": size}
        yield kind, Shot(**values).of(symbol)


def _rate(read: Callable, pictures) -> tuple[dict[str, float], float]:
    """Share read by kind of shot, and the median processor time of a picture, seconds."""
    hits: dict[str, list[bool]] = {}
    times = []
    for kind, picture in pictures:
        began = time.thread_time()
        found = read(picture)
        times.append(time.thread_time() - began)
        hits.setdefault(kind, []).append(bool(found))
    return {kind: sum(all_) / len(all_) for kind, all_ in hits.items()}, statistics.median(times)


def test_the_cascade_reads_more_than_plain_zxing(report):
    pictures = list(_pictures())
    plain, plain_s = _rate(zxingcpp.read_barcodes, pictures)
    ours, ours_s = _rate(read_picture, pictures)
    for kind in SHOTS:
        report(f"{kind}: plain {plain[kind]:.0%}, cascade {ours[kind]:.0%}")
    total_plain, total = statistics.mean(plain.values()), statistics.mean(ours.values())
    report(
        f"all: plain {total_plain:.1%}, cascade {total:.1%}; median work of a picture "
        f"{plain_s * 1000:.1f} and {ours_s * 1000:.1f} ms, ratio {ours_s / plain_s:.1f}"
    )
    assert total >= total_plain + 0.1
    assert all(ours[kind] >= plain[kind] for kind in SHOTS)


def test_a_live_picture_costs_little_more_than_plain_zxing(report):
    """While a label is in view, and while nothing is: one later stage a picture at most."""
    label = Shot(module_px=3, size=(720, 1280)).of(SYMBOLS["GS1 DataMatrix"][0])
    random = np.random.default_rng(5)
    clutter = np.kron(random.integers(0, 2, (60, 100)), np.ones((12, 12))) * 180
    ratios = {}
    for name, picture in (("label", label), ("clutter", clutter.astype(np.uint8))):
        state, times, plain = CascadeState(), [], []
        for _ in range(24):
            began = time.thread_time()
            _seen, state = read_live(picture, state)
            middle = time.thread_time()
            zxingcpp.read_barcodes(picture)
            times.append(middle - began)
            plain.append(time.thread_time() - middle)
        ratios[name] = statistics.mean(times) / statistics.mean(plain)
        report(
            f"live, {name}: {statistics.mean(times) * 1000:.1f} ms, plain "
            f"{statistics.mean(plain) * 1000:.1f} ms, ratio {ratios[name]:.2f}"
        )
    assert ratios["label"] <= 1.0, "where the symbol was is looked at first"
    assert ratios["clutter"] <= 3.0
