"""A scanner that says what it is told: for tests, scenarios and the demo plant."""

from collections.abc import Callable, Iterable

from qtrace.ports import Clock, DeviceState, RawScan


class ReplayScanner:
    """Scanner port that delivers exactly what `send` is given, while it is started."""

    def __init__(self, clock: Clock, device: str = "replay") -> None:
        self._clock = clock
        self._device = device
        self._deliver: Callable[[RawScan], None] | None = None

    @property
    def state(self) -> DeviceState:
        """Ready between start and stop."""
        return DeviceState.STOPPED if self._deliver is None else DeviceState.READY

    def start(self, deliver: Callable[[RawScan], None]) -> None:
        """Deliver to `deliver` from now on."""
        self._deliver = deliver

    def stop(self) -> None:
        """Deliver nothing more."""
        self._deliver = None

    def send(self, data: bytes, notes: Iterable[str] = ()) -> None:
        """Deliver one scan at once; nothing happens while stopped."""
        if self._deliver is not None:
            self._deliver(RawScan(data, self._device, self._clock.now(), tuple(notes)))
