"""An executor that knows how much is still to come, so that a driver can wait for quiet."""

from collections.abc import Callable
from threading import Event
from typing import TypeVar

from qtrace.ports import Executor, Failure

T = TypeVar("T")


class TrackingExecutor:
    """Passes every job on and counts those whose answers have not been delivered.

    Attributes:
        outstanding: jobs that were given and not yet answered.
        failures: what jobs ended with instead of a value.
    """

    def __init__(self, inner: Executor) -> None:
        self._inner = inner
        self.outstanding = 0
        self.failures: list[BaseException] = []

    def write(
        self, job: Callable[[], T], done: Callable[[T | Failure], None], *, urgent: bool = False
    ) -> None:
        """As `Executor.write`, counted."""
        self.outstanding += 1
        self._inner.write(job, self._counted(done), urgent=urgent)

    def read(self, job: Callable[[], T], done: Callable[[T | Failure], None]) -> None:
        """As `Executor.read`, counted."""
        self.outstanding += 1
        self._inner.read(job, self._counted(done))

    def listen(
        self,
        name: str,
        source: Callable[[Callable[[T], None], Event], None],
        heard: Callable[[T], None],
    ) -> None:
        """As `Executor.listen`; what speaks by itself is nobody's answer."""
        self._inner.listen(name, source, heard)

    def _counted(self, done: Callable[[T | Failure], None]) -> Callable[[T | Failure], None]:
        def answered(result: T | Failure) -> None:
            self.outstanding -= 1
            if isinstance(result, Failure):
                self.failures.append(result.error)
            done(result)

        return answered
