"""A film at 30 pictures a second through the way of the camera: what a picture costs until its result.

A real video file (motion JPEG, 1280 x 720) goes through QMediaPlayer, the sink, the executor and
the acceptance. Work is processor time, so that neighbours on the machine do not count; the time on
the wall is said with the load. Plain zxing-cpp reads the same pictures in the same run.
"""

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest
import zxingcpp

from qtrace.app.adapters import SystemClock
from qtrace.app.executor import QtExecutor
from qtrace.ports import GreyPicture
from qtrace.scanning.camera import CameraReading, CameraScanner, read_frame
from qtrace.scanning.cascade import as_array
from qtrace.scanning.qt_camera import FilmFrames
from tests.scanning.camera_pictures import BRACKETED, ELEMENT_STRING, Format, Shot, modules

pytestmark = [
    pytest.mark.benchmark,
    pytest.mark.timeout(300),
    pytest.mark.qt_log_ignore("pipewire", "ffmpeg", "No HW decoder", extend=True),
]

SIZE = (720, 1280)
FPS = 30
RESULT_P95_MS = 50.0
SLOT_P95_MS = 2.0

MATRIX = modules(BRACKETED, Format.DataMatrix, gs1=True, forceSquare=True)
LINEAR = modules("(01)09506000134352(10)LOT/26A", Format.Code128, gs1=True)
EAN = modules("9506000134352", Format.EAN13)
SCENES = (
    Shot(module_px=3, size=SIZE).of(MATRIX),
    np.full(SIZE, 128, np.uint8),
    Shot(module_px=2.1, turn_deg=24, size=SIZE).of(LINEAR),
    Shot(module_px=2.2, inverted=True, size=SIZE).of(EAN),
)
EXPECTED = {ELEMENT_STRING, b"010950600013435210LOT/26A", b"9506000134352"}


def _pictures() -> Iterator[bytes]:
    """A second of every scene; the hand moves a little from picture to picture."""
    for scene in SCENES:
        for number in range(FPS):
            moved = np.roll(scene, (number % 7, 2 * (number % 11)), axis=(0, 1))
            yield moved.tobytes()


@pytest.fixture(scope="module")
def film(tmp_path_factory) -> Path:
    encoder = shutil.which("ffmpeg")
    assert encoder is not None, "installer/apt-packages.txt names it"
    path = tmp_path_factory.mktemp("film") / "labels.avi"
    raw = ("-f", "rawvideo", "-pix_fmt", "gray", "-s", f"{SIZE[1]}x{SIZE[0]}", "-r", str(FPS))
    command = (encoder, "-v", "error", *raw, "-i", "-", "-c:v", "mjpeg", "-q:v", "3", str(path))
    subprocess.run(command, input=b"".join(_pictures()), check=True)
    return path


@dataclass
class Measured:
    """Milliseconds: on the UI thread a picture, of reading, and on the wall until the result."""

    slot: list[float] = field(default_factory=list)
    work: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)
    pictures: list[GreyPicture] = field(default_factory=list)

    def reader(self, picture: GreyPicture, left: object) -> CameraReading:
        """`read_frame` with its work."""
        began = time.thread_time()
        answer = read_frame(picture, left)
        self.work.append((time.thread_time() - began) * 1e3)
        self.pictures.append(picture)
        return answer


class TimedFilm(FilmFrames):
    """A film whose work on the UI thread is measured: brightness plane, preview, hand-over."""

    def __init__(self, path: Path, measured: Measured) -> None:
        self._measured = measured
        super().__init__(path)

    def _frame(self, frame) -> None:
        began = time.thread_time()
        super()._frame(frame)
        self._measured.slot.append((time.thread_time() - began) * 1e3)


class TimedExecutor:
    """The executor with the time on the wall from the picture until its result is shown."""

    def __init__(self, inner: QtExecutor, measured: Measured) -> None:
        self._inner, self._measured = inner, measured

    def read(self, job: Callable, done: Callable) -> None:
        """Read, and note when the answer was taken."""
        began = time.perf_counter()

        def taken(answer) -> None:
            done(answer)
            self._measured.wall.append((time.perf_counter() - began) * 1e3)

        self._inner.read(job, taken)


def _plain(picture: GreyPicture) -> float:
    began = time.thread_time()
    zxingcpp.read_barcodes(as_array(picture))
    return (time.thread_time() - began) * 1e3


def test_a_film_is_read_as_fast_as_it_runs(qtbot, film, report):
    measured, scans, executor = Measured(), [], QtExecutor()
    camera = CameraScanner(
        SystemClock(), TimedExecutor(executor, measured), TimedFilm(film, measured), measured.reader
    )
    camera.start(scans.append)
    ends = time.perf_counter() + 2.5 * len(SCENES)
    qtbot.waitUntil(lambda: time.perf_counter() > ends, timeout=60_000)
    camera.stop()
    executor.stop()
    plain = [_plain(picture) for picture in measured.pictures]

    def line(name: str, values: list[float]) -> float:
        middle, late = np.percentile(values, (50, 95))
        report(f"{name}: p50 {middle:.1f} ms, p95 {late:.1f} ms, {len(values)} pictures")
        return float(late)

    work, slot = line("work until the result", measured.work), line("UI thread", measured.slot)
    plainly = line("plain zxing-cpp", plain)
    line(f"on the wall (load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores)", measured.wall)
    report(f"ratio of p95 to plain zxing-cpp: {work / plainly:.2f}")
    assert {scan.data[3:] for scan in scans} >= EXPECTED
    assert work <= RESULT_P95_MS
    assert slot <= SLOT_P95_MS
