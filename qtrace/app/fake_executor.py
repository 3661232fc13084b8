"""Executors without threads, behind the same port: for the command line and for tests."""

from collections import deque
from collections.abc import Callable
from threading import Event
from typing import TypeVar

from qtrace.app.crash import log_failure
from qtrace.ports import Failure

T = TypeVar("T")
Report = Callable[[BaseException], None]


class SteppedExecutor:
    """Keeps jobs until `step()` or `run_all()`: a test can look at a view while it waits."""

    def __init__(self, report: Report = log_failure) -> None:
        self._report = report
        self._urgent: deque[Callable[[], None]] = deque()
        self._normal: deque[Callable[[], None]] = deque()

    @property
    def waiting(self) -> int:
        """Number of jobs not yet run."""
        return len(self._urgent) + len(self._normal)

    def write(
        self, job: Callable[[], T], done: Callable[[T | Failure], None], *, urgent: bool = False
    ) -> None:
        """Keep `job`; urgent ones come before all others."""
        (self._urgent if urgent else self._normal).append(self._bound(job, done))

    def read(self, job: Callable[[], T], done: Callable[[T | Failure], None]) -> None:
        """Keep `job` after those that came before it."""
        self._normal.append(self._bound(job, done))

    def listen(
        self,
        name: str,
        source: Callable[[Callable[[T], None], Event], None],
        heard: Callable[[T], None],
    ) -> None:
        """Nothing speaks by itself where there are no threads."""

    def step(self) -> bool:
        """Run the next job and give its answer; False if there was none."""
        lane = self._urgent or self._normal
        if not lane:
            return False
        lane.popleft()()
        return True

    def run_all(self) -> None:
        """Run jobs, also those that answers ask for, until none waits."""
        while self.step():
            pass

    def stop(self, timeout_s: float = 0.0) -> bool:  # noqa: ARG002 - nothing here takes time
        """Run what waits, like the real one's writer."""
        self.run_all()
        return True

    def _bound(
        self, job: Callable[[], T], done: Callable[[T | Failure], None]
    ) -> Callable[[], None]:
        def run() -> None:
            outcome: T | Failure
            try:
                outcome = job()
            except Exception as error:  # noqa: BLE001 - the same seam as a thread's entry
                self._report(error)
                outcome = Failure(error)
            done(outcome)

        return run


class ImmediateExecutor(SteppedExecutor):
    """Runs a job at once and gives its answer before the call returns.

    A job asked for by an answer runs after that answer, never inside it, so the order of events is
    that of the real one.
    """

    def __init__(self, report: Report = log_failure) -> None:
        super().__init__(report)
        self._running = False

    def write(
        self, job: Callable[[], T], done: Callable[[T | Failure], None], *, urgent: bool = False
    ) -> None:
        """Run `job` now, or after the running one."""
        super().write(job, done, urgent=urgent)
        self._run()

    def read(self, job: Callable[[], T], done: Callable[[T | Failure], None]) -> None:
        """Run `job` now, or after the running one."""
        super().read(job, done)
        self._run()

    def _run(self) -> None:
        if self._running:
            return
        self._running = True
        try:
            self.run_all()
        finally:
            self._running = False
