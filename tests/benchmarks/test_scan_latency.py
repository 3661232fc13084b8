"""Scan to verdict through the real window, and what the service needs of it.

Limits are those of the visual design (50 ms local at p99) on an idle 2-core machine; they are
stretched by as much as a plain loop runs slower here than on the machine they were set on.
"""

import statistics
import time
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer

from qtrace.app.demo.deliveries import WAITING, label_of
from qtrace.domain.codes.internal import format_gauge
from qtrace.scanning.qt_replay import send_burst
from qtrace.services.inspection.commands import StartInspection
from qtrace.services.inspection.queries import inspection_of_lot, inspection_sheet
from qtrace.services.outcomes import Done
from qtrace.services.people.accounts import people
from qtrace.services.receiving.queue import QueueFilter, receiving_queue
from qtrace.ui.places import InspectionPlace
from qtrace.ui.receiving.receive_model import ReceiveModel
from qtrace.ui.receiving.receive_state import Phase
from tests.benchmarks.crew import stretch as slower_than_idle
from tests.support.demo import shared_demo
from tests.support.station import inspection_model, open_stage, quiet_sound

pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(300)]

VERDICT_P99_S = 0.050
PLAN_S = 0.050
SLOT_S = 0.100
ROUNDS = 60
WARM = 6
AGAIN_S = 2.2
"""A pallet number that comes again within two seconds is not judged twice."""


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    return shared_demo(tmp_path_factory)


@pytest.fixture
def stage(demo, tmp_path, monkeypatch) -> Iterator:
    quiet_sound(monkeypatch)
    with open_stage(demo, tmp_path) as stage:
        yield stage


@pytest.fixture(scope="module")
def stretch() -> float:
    return slower_than_idle()


def _timed(stage, act: Callable[[], object], there: Callable[[], bool]) -> float:
    """Seconds from the first key until the station shows `there`, painting included."""
    alarm = QTimer()  # wakes the loop if nothing else does
    alarm.start(1000)
    began = time.perf_counter()
    act()
    while not there():
        # Waiting in Qt, as the product does: a spinning loop would take the writer's time.
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        assert time.perf_counter() - began < 10, f"no verdict: {stage.screen.model}"
    QCoreApplication.processEvents()
    took = time.perf_counter() - began
    alarm.stop()
    return took


def quantiles(times: list[float]) -> tuple[float, float]:
    ordered = sorted(times)
    return statistics.median(ordered), ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]


def _verdict(stage) -> bool:
    model = stage.screen.model
    return isinstance(model, ReceiveModel) and model.state.phase in (Phase.CHECK, Phase.CHOOSE)


def delivery_scans(stage, rounds: int) -> list[float]:
    """Seconds from a delivered lot's label to its verdict on the screen, after a few warm ones."""
    labels = [label_of(waiting, stage.today) for waiting in WAITING]
    codes = [label.scanned for label in labels if label.is_gs1]
    last: dict[bytes, float] = {}
    times = []
    for number in range(rounds + WARM):
        stage.queue()
        code = codes[number % len(codes)]
        time.sleep(max(0.0, last.get(code, 0.0) + AGAIN_S - time.monotonic()))
        last[code] = time.monotonic()
        took = _timed(
            stage, lambda code=code: send_burst(stage.shell, code), lambda: _verdict(stage)
        )
        times += [took] if number >= WARM else []
    return times


def container_scans(stage) -> list[float]:
    """The same for the labels of one lot, each with a command that is stored durably."""
    stage.sign_in("chen")
    stage.driver.scan(stage.label("HM-20455").scanned)
    stage.driver.press("F10")
    lot_id, _lot = stage.lot_of("7F42")
    model = stage.screen.model
    return [
        _timed(
            stage,
            lambda index=index: _send_container(stage, lot_id, index),
            lambda index=index: model.state.last_number == index,
        )
        for index in range(1, 13)
    ]


def test_delivery_scan_to_verdict(stage, report, stretch):
    stage.sign_in("lin")
    middle, worst = quantiles(delivery_scans(stage, ROUNDS))
    report(
        f"delivery scan to verdict: p50 {middle * 1000:.1f} ms, p99 {worst * 1000:.1f} ms "
        f"({ROUNDS} scans, machine {stretch:.2f}x)"
    )
    assert worst <= 2 * VERDICT_P99_S * stretch, "a new screen is built on the way"


def test_container_scan_to_verdict(stage, report, stretch):
    middle, worst = quantiles(container_scans(stage))
    report(f"container scan to verdict: p50 {middle * 1000:.1f} ms, worst {worst * 1000:.1f} ms")
    assert worst <= VERDICT_P99_S * stretch


def _send_container(stage, lot_id: int, index: int) -> None:
    from qtrace.domain.codes.internal import format_container
    from qtrace.services.labels.texts import container_code

    task = stage.task_of(lot_id)
    code = container_code(format_container(task.lot, index), task.label_status.value)
    send_burst(stage.shell, code.encode())


def test_plan_is_ready_after_the_second_scan(stage, report, stretch):
    """Service time: starting an inspection and reading its sheet, for every lot that waits."""
    bench = stage.plant.workbench
    lin = next(row for row in bench.ask(people) if row.login == "lin")
    rows = bench.ask(receiving_queue, QueueFilter.TO_SAMPLE)
    assert len(rows) >= 3
    times = []
    for row in rows:
        inspection_id = bench.ask(inspection_of_lot, row.lot_id)
        began = time.perf_counter()
        command = StartInspection(
            uid=bench.ids.next_uid(), client_at=bench.clock.now(), inspection_id=inspection_id
        )
        assert isinstance(bench.send(command, by=lin.person_id), Done)
        assert bench.ask(inspection_sheet, inspection_id).characteristics
        times.append(time.perf_counter() - began)
    report("plan ready: " + ", ".join(f"{took * 1000:.1f}" for took in times) + " ms")
    assert statistics.median(times) <= PLAN_S * stretch


def test_large_sheet_and_ui_slots(stage, report, stretch):
    """80 pieces by 5 characteristics: the sheet's query, a value's way, the longest UI slot."""
    stage.sign_in("lin")
    stage.deliver("HM-20455")
    stage.driver.press("F10")
    lot_id, _lot = stage.lot_of("7F42")
    stage.scan_containers(lot_id)
    stage.go(InspectionPlace(stage.inspection_of(lot_id)))
    model = inspection_model(stage)
    stage.driver.press("F9")
    stage.driver.scan(format_gauge("HD-004"))
    slots, values = [], []
    beat = QTimer()
    beat.setInterval(1)
    last = [time.perf_counter()]

    def tick() -> None:
        now = time.perf_counter()
        slots.append(now - last[0])
        last[0] = now

    beat.timeout.connect(tick)
    beat.start()
    for number in range(18):
        before = stage.sheet_of(lot_id).characteristics[1].done
        text = f"7{number % 4}.{number % 10}\r"
        last[0] = time.perf_counter()
        values.append(
            _timed(
                stage,
                lambda text=text: send_burst(
                    stage.shell, text.strip().encode(), device="gauge_panel"
                ),
                lambda: model.reading.unsaved == 0 and model.reading.state.text == "",
            )
        )
        assert stage.sheet_of(lot_id).characteristics[1].done == before + 1
    beat.stop()
    bench = stage.plant.workbench
    inspection_id = stage.inspection_of(lot_id)
    reads = []
    for _ in range(15):
        began = time.perf_counter()
        sheet = bench.ask(inspection_sheet, inspection_id)
        reads.append(time.perf_counter() - began)
    size = f"{max(c.n for c in sheet.characteristics)}x{len(sheet.characteristics)}"
    middle, worst = quantiles(values)
    report(
        f"sheet {size}: query {statistics.median(reads) * 1000:.1f} ms; value stored and seen "
        f"p50 {middle * 1000:.1f}, worst {worst * 1000:.1f} ms; longest UI slot "
        f"{max(slots) * 1000:.1f} ms"
    )
    assert statistics.median(reads) <= PLAN_S * stretch
    assert max(slots) <= SLOT_S * stretch
