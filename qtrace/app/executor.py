"""The only place that creates threads: one writer, a few readers, one per device.

Jobs run off the UI thread; their answers come back to it through a queued signal, a slice of time
per turn, so that nothing on the UI thread waits and a burst of answers cannot starve the keyboard.
"""

import logging
import queue
import threading
import time
from collections import deque
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal, SignalInstance

from qtrace.app.crash import log_failure
from qtrace.ports import Failure

T = TypeVar("T")
Report = Callable[[BaseException], None]
Post = Callable[[Callable[[], None]], None]

# Under half of the 16 ms of a 60 Hz frame: keys and painting get the rest.
DELIVERY_SLICE_S = 0.006

_LOG = logging.getLogger("qtrace.executor")


class ExecutorStoppedError(RuntimeError):
    """The work came after `stop()`; it was not done."""


class Lane:
    """Runs jobs on its own threads in the order they came, urgent ones before all others.

    Jobs never raise: the caller wraps them. A lane knows nothing of Qt.
    """

    def __init__(self, name: str, threads: int) -> None:
        self._changed = threading.Condition()
        self._urgent: deque[Callable[[], None]] = deque()
        self._normal: deque[Callable[[], None]] = deque()
        self._open = True
        self._threads = [
            threading.Thread(target=self._work, name=f"{name}-{number}", daemon=True)
            for number in range(threads)
        ]
        for thread in self._threads:
            thread.start()

    def put(self, job: Callable[[], None], *, urgent: bool = False) -> bool:
        """Queue `job`; False if the lane is closed. Never waits for a job."""
        with self._changed:
            if self._open:
                (self._urgent if urgent else self._normal).append(job)
                self._changed.notify()
            return self._open

    def close(self, *, drop_waiting: bool) -> None:
        """Take no more jobs; the waiting ones are still done unless they are dropped."""
        with self._changed:
            self._open = False
            if drop_waiting:
                self._normal.clear()
                self._urgent.clear()
            self._changed.notify_all()

    def join(self, timeout_s: float) -> bool:
        """Wait until every thread has ended; False if one is still busy after `timeout_s`."""
        deadline = time.monotonic() + timeout_s
        for thread in self._threads:
            thread.join(max(0.0, deadline - time.monotonic()))
        return not any(thread.is_alive() for thread in self._threads)

    def _work(self) -> None:
        while (job := self._next()) is not None:
            job()
            del job  # a waiting thread must not keep the last job's objects alive

    def _next(self) -> Callable[[], None] | None:
        """The next job, or None when the lane is closed and empty."""
        with self._changed:
            while not (self._urgent or self._normal):
                if not self._open:
                    return None
                self._changed.wait()
            return (self._urgent or self._normal).popleft()


class _Courier(QObject):
    """Carries calls to the thread it was made on, a slice of time per event-loop turn.

    Queued signals alone would be delivered all in one turn, before the next key is looked at.
    """

    arrived: SignalInstance = Signal()  # type: ignore[assignment]  # PySide types the descriptor only

    def __init__(self) -> None:
        super().__init__()
        self._calls: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._due = False
        self.arrived.connect(self._deliver_slice, Qt.ConnectionType.QueuedConnection)

    def post(self, call: Callable[[], None]) -> None:
        """Have `call` made on the courier's thread; may be called from any thread."""
        self._calls.put(call)
        with self._lock:
            was_due, self._due = self._due, True
        if not was_due:
            self.arrived.emit()

    def deliver_all(self) -> None:
        """Make every waiting call now; only on the courier's thread."""
        while self._deliver_one():
            pass

    def _deliver_slice(self) -> None:
        ends = time.monotonic() + DELIVERY_SLICE_S
        try:
            while self._deliver_one() and time.monotonic() < ends:
                pass
        finally:  # also when a view's answer raised: the others must still come
            with self._lock:
                self._due = not self._calls.empty()
            if self._due:
                QTimer.singleShot(0, self._deliver_slice)

    def _deliver_one(self) -> bool:
        try:
            call = self._calls.get_nowait()
        except queue.Empty:
            return False
        call()
        return True


def outcome_of(job: Callable[[], T], report: Report) -> T | Failure:
    """What `job` returns, or its exception as a reported `Failure`.

    Services answer refusals with values; whatever is raised here was not expected.
    """
    try:
        return job()
    except Exception as error:  # noqa: BLE001 - thread entry: nothing above would see it
        report(error)
        return Failure(error)


class QtExecutor:
    """`ports.Executor` for the application; make it on the UI thread, and stop it there.

    Attributes:
        readers: threads that run `read` jobs beside the writer.
    """

    def __init__(self, *, readers: int = 2, report: Report = log_failure) -> None:
        self.readers = readers
        self._report = report
        self._courier = _Courier()
        self._writer = Lane("qtrace-writer", 1)
        self._reading = Lane("qtrace-reader", readers)
        self._stopping = threading.Event()
        self._devices: list[threading.Thread] = []

    def write(
        self, job: Callable[[], T], done: Callable[[T | Failure], None], *, urgent: bool = False
    ) -> None:
        """Queue `job` on the one database writer; `done` is called later on the UI thread."""
        self._queue(self._writer, job, done, urgent=urgent)

    def read(self, job: Callable[[], T], done: Callable[[T | Failure], None]) -> None:
        """Run `job` beside the writer; `done` is called later on the UI thread."""
        self._queue(self._reading, job, done, urgent=False)

    def listen(
        self,
        name: str,
        source: Callable[[Callable[[T], None], threading.Event], None],
        heard: Callable[[T], None],
    ) -> None:
        """Give a device or a listener a thread of its own until `stop()`.

        Args:
            name: of the thread, for reports.
            source: called on that thread as `source(emit, stopping)`; returns soon after
                `stopping` is set. What it raises is reported and ends the thread.
            heard: called on the UI thread with every emitted value.
        """

        def emit(value: T) -> None:
            self._courier.post(lambda: None if self._stopping.is_set() else heard(value))

        thread = threading.Thread(
            target=lambda: outcome_of(lambda: source(emit, self._stopping), self._report),
            name=f"qtrace-{name}",
            daemon=True,
        )
        self._devices.append(thread)
        thread.start()

    def stop(self, timeout_s: float = 10.0) -> bool:
        """Finish queued writes, drop queued reads, deliver what was answered, end the threads.

        Returns:
            False if a thread was still busy after `timeout_s`: its answer is lost to the views,
            its work is not (the transaction ends by itself or is rolled back).
        """
        self._stopping.set()
        self._writer.close(drop_waiting=False)
        self._reading.close(drop_waiting=True)
        deadline = time.monotonic() + timeout_s
        ended = self._writer.join(timeout_s)
        ended &= self._reading.join(deadline - time.monotonic())
        for device in self._devices:
            device.join(max(0.0, deadline - time.monotonic()))
            ended &= not device.is_alive()
        self._courier.deliver_all()
        if not ended:
            _LOG.warning("a thread was still busy %.0f s after stop", timeout_s)
        return ended

    def _queue(
        self,
        lane: Lane,
        job: Callable[[], T],
        done: Callable[[T | Failure], None],
        *,
        urgent: bool,
    ) -> None:
        def run() -> None:
            outcome = outcome_of(job, self._report)
            self._courier.post(lambda: done(outcome))

        if not lane.put(run, urgent=urgent):
            refused = Failure(ExecutorStoppedError("the program is closing"))
            self._courier.post(lambda: done(refused))
