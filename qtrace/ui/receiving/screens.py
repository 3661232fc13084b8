"""Makes the screens of this area; they share the last scan and keep half-done work."""

from PySide6.QtCore import QObject

from qtrace.ui.bench import Bench
from qtrace.ui.places import QueuePlace, ReceivePlace
from qtrace.ui.receiving.last_scan import ScanMemory
from qtrace.ui.receiving.queue_model import QueueModel
from qtrace.ui.receiving.queue_screen import QueueScreen
from qtrace.ui.receiving.receive_model import ReceiveModel
from qtrace.ui.receiving.receive_screen import ReceiveScreen
from qtrace.ui.receiving.receive_state import Phase


class ReceivingScreens:
    """One for each station: the queue comes back as it was, a half-typed receipt too."""

    def __init__(self) -> None:
        self.memory = ScanMemory()
        self._queue: QueueModel | None = None
        self._receive: ReceiveModel | None = None

    def queue(self, bench: Bench, place: QueuePlace, model: QObject | None = None) -> QueueScreen:
        """The queue, with the chosen row it had before."""
        known = model if isinstance(model, QueueModel) else self._queue
        if known is None or not known.serves(bench):
            known = QueueModel(bench, place, self.memory)
        elif not isinstance(model, QueueModel):
            known.come_back(place.filter_id)
        self._queue = known
        return QueueScreen(bench, place, known)

    def receive(
        self, bench: Bench, place: ReceivePlace, model: QObject | None = None
    ) -> ReceiveScreen:
        """Receiving; the same place again goes on where it was left."""
        known = model if isinstance(model, ReceiveModel) else self._left_before(bench, place)
        if known is None:
            known = ReceiveModel(bench, place, self.memory)
        self._receive = known
        return ReceiveScreen(bench, place, known)

    def _left_before(self, bench: Bench, place: ReceivePlace) -> ReceiveModel | None:
        """The model that was left half-done at the same place, if there is one."""
        known = self._receive
        if known is None or known.bench is not bench or known.place != place:
            return None
        half_done = known.state.phase in (Phase.CHECK, Phase.CHOOSE, Phase.LABELS)
        return known if half_done else None
