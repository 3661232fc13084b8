"""One contract for every executor, and what only the threaded one must hold."""

import threading
import time

import pytest
from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEventLoop, QTimer

from qtrace.app.executor import ExecutorStoppedError, QtExecutor
from qtrace.app.fake_executor import ImmediateExecutor, SteppedExecutor
from qtrace.ports import Executor, Failure


class Harness:
    """An executor, what it reported, and how to wait for its answers."""

    def __init__(self, executor, until) -> None:
        self.executor: Executor = executor
        self.until = until
        self.reported: list[BaseException] = []


@pytest.fixture(params=["qt", "immediate", "stepped"])
def harness(request, qapp):
    reported: list[BaseException] = []
    if request.param == "qt":
        executor = QtExecutor(report=reported.append)

        def until(condition):
            _spin(condition)
    else:
        kind = ImmediateExecutor if request.param == "immediate" else SteppedExecutor
        executor = kind(report=reported.append)

        def until(condition):
            if isinstance(executor, SteppedExecutor):
                executor.run_all()
            assert condition()

    made = Harness(executor, until)
    made.reported = reported
    yield made
    assert executor.stop()


def _spin(condition, timeout_ms: int = 5000) -> None:
    """Run the event loop until `condition` holds."""
    loop, watch = QEventLoop(), QElapsedTimer()
    watch.start()
    while not condition():
        assert watch.elapsed() < timeout_ms, "timed out"
        loop.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 50)


@pytest.mark.parametrize("method", ["write", "read"])
def test_brings_the_value_back_on_the_calling_thread(harness, method):
    got = []
    getattr(harness.executor, method)(
        lambda: 21 * 2, lambda value: got.append((value, threading.current_thread()))
    )
    harness.until(lambda: got)
    assert got == [(42, threading.main_thread())]


@pytest.mark.parametrize("method", ["write", "read"])
def test_an_exception_comes_back_as_a_reported_failure(harness, method):
    error, got = KeyError("gone"), []

    def job():
        raise error

    getattr(harness.executor, method)(job, got.append)
    harness.until(lambda: got)
    assert got == [Failure(error)]
    assert harness.reported == [error]


def test_goes_on_after_a_failure(harness):
    got = []
    harness.executor.write(lambda: 1 / 0, lambda _: None)
    harness.executor.write(lambda: "next", got.append)
    harness.until(lambda: got)
    assert got == ["next"]


def test_writes_keep_their_order(harness):
    ran, answered = [], []
    for number in range(50):
        harness.executor.write(lambda n=number: ran.append(n) or n, answered.append)
    harness.until(lambda: len(answered) == 50)
    assert ran == answered == list(range(50))


def test_an_urgent_write_passes_those_that_wait(harness):
    ran, gate = [], threading.Event()

    def first():
        # All three are asked for before the first one ends, on whichever executor.
        harness.executor.write(lambda: ran.append("normal"), lambda _: None)
        harness.executor.write(lambda: ran.append("hold"), lambda _: None, urgent=True)
        harness.executor.write(lambda: ran.append("hold 2"), lambda _: None, urgent=True)
        gate.set()

    harness.executor.write(first, lambda _: None)
    harness.until(lambda: len(ran) == 3)
    assert gate.is_set()
    assert ran == ["hold", "hold 2", "normal"]


def test_an_answer_may_ask_for_more(harness):
    seen = []

    def again(value):
        seen.append(value)
        if value < 3:
            harness.executor.write(lambda: value + 1, again)
            seen.append("asked")

    harness.executor.write(lambda: 1, again)
    harness.until(lambda: 3 in seen)
    assert seen == [1, "asked", 2, "asked", 3], "an answer never comes inside another one"


# --- threads --------------------------------------------------------------------------------


@pytest.fixture
def executor(qapp):
    made = QtExecutor(report=lambda _: None)
    yield made
    assert made.stop()


def test_the_event_loop_turns_while_a_job_takes_long(executor):
    """While a database hangs, asking costs nothing and the event loop goes on turning."""
    release, got, turns = threading.Event(), [], []
    timer = QTimer(interval=5)
    timer.timeout.connect(lambda: turns.append(time.monotonic()))
    timer.start()
    for _ in range(20):
        executor.write(lambda: release.wait(30), got.append, urgent=True)
        executor.read(lambda: release.wait(30), got.append)
    _spin(lambda: len(turns) >= 20)
    assert got == []
    release.set()
    _spin(lambda: len(got) == 40)
    timer.stop()


def test_a_burst_of_answers_lets_a_key_in_between(executor):
    order, queued = [], threading.Event()

    def slow_answer(number):
        if number == 0:  # stands for a key that comes now
            QTimer.singleShot(0, lambda: order.append("key"))
        order.append(number)
        ends = time.monotonic() + 0.01
        while time.monotonic() < ends:
            pass

    for number in range(5):
        executor.write(lambda n=number: n, slow_answer)
    executor.write(queued.set, lambda _: None)
    assert queued.wait(5)
    _spin(lambda: len(order) == 6)
    assert order == [0, "key", 1, 2, 3, 4]


def test_an_answer_that_fails_does_not_stop_the_others(executor, qtbot):
    got, queued = [], threading.Event()
    executor.write(lambda: "bad", lambda _: [].pop())
    executor.write(lambda: "good", got.append)
    executor.write(queued.set, lambda _: None)
    assert queued.wait(5)
    with qtbot.captureExceptions() as raised:
        _spin(lambda: got)
    assert got == ["good"]
    assert [kind for kind, _, _ in raised] == [IndexError]


def test_one_writer_several_readers(executor):
    barrier, writers, got = threading.Barrier(2, timeout=5), set(), []
    for _ in range(10):
        executor.write(lambda: writers.add(threading.current_thread().name), got.append)
    for _ in range(2):  # both must be running at once to pass
        executor.read(barrier.wait, got.append)
    _spin(lambda: len(got) == 12)
    assert len(writers) == 1
    assert not [answer for answer in got if isinstance(answer, Failure)]


def test_a_write_goes_on_while_reads_hang(executor):
    release, wrote = threading.Event(), []
    for _ in range(8):
        executor.read(release.wait, lambda _: None)
    executor.write(lambda: "stored", wrote.append)
    _spin(lambda: wrote)
    release.set()
    assert wrote == ["stored"]


def test_stop_finishes_writes_drops_reads_and_delivers(qapp):
    executor = QtExecutor(readers=1)
    gate, begun, wrote, read = threading.Event(), threading.Event(), [], []

    def begin_and_wait():
        begun.set()
        return gate.wait(30)

    executor.read(begin_and_wait, read.append)
    executor.read(lambda: "never", read.append)
    executor.write(lambda: gate.wait(30), wrote.append)
    executor.write(lambda: "stored", wrote.append)
    assert begun.wait(30)  # a read that waits still in the queue would rightly be dropped
    threading.Timer(0.05, gate.set).start()
    assert executor.stop()
    assert wrote == [True, "stored"]
    assert read == [True]


def test_work_after_stop_is_refused_with_a_value(qapp):
    executor, got = QtExecutor(), []
    assert executor.stop()
    executor.write(lambda: got.append("ran"), got.append)
    executor.read(lambda: got.append("ran"), got.append)
    _spin(lambda: len(got) == 2)
    assert [type(answer.error) for answer in got] == [ExecutorStoppedError] * 2


@pytest.mark.expects_log("a thread was still busy")
def test_stop_does_not_wait_for_ever(qapp):
    executor, gate = QtExecutor(), threading.Event()
    executor.write(gate.wait, lambda _: None)
    started = time.monotonic()
    assert not executor.stop(timeout_s=0.1)
    assert time.monotonic() - started < 2
    gate.set()


def test_a_device_speaks_until_stop(qapp):
    reported, heard = [], []
    executor = QtExecutor(report=reported.append)

    def source(emit, stopping):
        number = 0
        while not stopping.wait(0.005):
            number += 1
            emit((number, threading.current_thread().name))

    executor.listen("scanner", source, lambda value: heard.append((value, threading.get_ident())))
    _spin(lambda: len(heard) >= 3)
    assert executor.stop()
    count = len(heard)
    QCoreApplication.processEvents()
    assert len(heard) == count, "nothing is heard after stop"
    assert heard[0] == ((1, "qtrace-scanner"), threading.get_ident())
    assert reported == []


def test_a_device_that_fails_is_reported(qapp):
    reported = []
    executor = QtExecutor(report=reported.append)

    def source(emit, stopping):
        raise OSError("unplugged")

    executor.listen("scanner", source, lambda _: None)
    assert executor.stop()
    assert [str(error) for error in reported] == ["unplugged"]


@pytest.mark.expects_log("unexpected: ZeroDivisionError")
def test_failures_are_logged_by_default(qapp):
    executor, got = QtExecutor(), []
    executor.read(lambda: 1 / 0, got.append)
    _spin(lambda: got)
    assert executor.stop()


def test_the_stepped_one_waits_to_be_told():
    executor, got = SteppedExecutor(), []
    executor.write(lambda: "a", got.append)
    executor.read(lambda: "b", got.append)
    assert (got, executor.waiting) == ([], 2)
    assert executor.step()
    assert (got, executor.waiting) == (["a"], 1)
    executor.run_all()
    assert got == ["a", "b"]
    assert not executor.step()
