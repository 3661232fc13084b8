"""What the scan panel of a demo plant offers: every code that a real bench would have at hand."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Signal

from qtrace.domain.codes.internal import CommandCode, format_command, format_container, format_gauge
from qtrace.domain.codes.reasons import CodeError
from qtrace.services.gauges.queries import GaugeRow, gauges
from qtrace.services.labels.checks import LabelTask, container_task
from qtrace.services.labels.texts import container_code
from qtrace.services.outcomes import Changes
from qtrace.services.people.accounts import PersonRow, people
from qtrace.services.reads import Reads
from qtrace.services.receiving.queue import QueueRow, QueueState, receiving_queue
from qtrace.services.warehouse.handlers import LocationRow, locations
from qtrace.ui.bench import Bench

COMMANDS = (
    CommandCode.NEXT, CommandCode.UNDO, CommandCode.ALL_OK,
    CommandCode.ACCEPT, CommandCode.REJECT, CommandCode.SIGN,
    CommandCode.YES, CommandCode.NO, CommandCode.PRINT,
    CommandCode.RECEIVE, CommandCode.INSPECT, CommandCode.HOLD,
    CommandCode.DIGIT_1, CommandCode.DIGIT_2, CommandCode.DIGIT_3,
    CommandCode.DIGIT_4, CommandCode.DIGIT_5, CommandCode.DIGIT_6,
    CommandCode.DIGIT_7, CommandCode.DIGIT_8, CommandCode.DIGIT_9,
    CommandCode.DIGIT_0, CommandCode.POINT, CommandCode.ENTER,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PanelExtras:
    """What only the maker of a demo plant knows.

    Attributes:
        labels: bytes on the supplier's label by our delivery code; others show our code.
        pins: PIN by badge code, shown when the badge is pressed. In a demo they are no secrets.
    """

    labels: Mapping[str, bytes] = field(default_factory=dict)
    pins: Mapping[str, str] = field(default_factory=dict)


ExtrasQuery = Callable[[Reads], PanelExtras]


def no_extras(_reads: Reads) -> PanelExtras:
    """Nothing more is known than what the database says."""
    return PanelExtras()


@dataclass(frozen=True, slots=True)
class GoodsRow:
    """Something that lies on the bench, with the code on it.

    Attributes:
        row: its place in the receiving queue.
        task: its open label task, if the code is the next container's.
        container: number of that container.
    """

    row: QueueRow
    data: bytes
    task: LabelTask | None = None
    container: int = 0


@dataclass(frozen=True, slots=True)
class PanelState:
    """Everything that can be scanned now."""

    badges: tuple[PersonRow, ...] = ()
    goods: tuple[GoodsRow, ...] = ()
    gauges: tuple[tuple[GaugeRow, bytes], ...] = ()
    places: tuple[LocationRow, ...] = ()
    commands: tuple[CommandCode, ...] = COMMANDS
    pins: Mapping[str, str] = field(default_factory=dict, repr=False)


def command_bytes(command: CommandCode) -> bytes:
    """The barcode of `command`."""
    return format_command(command).encode("ascii")


def panel_state(reads: Reads, extras_of: ExtrasQuery = no_extras) -> PanelState:
    """Codes of people, goods, gauges and places of this site."""
    extras = extras_of(reads)
    badges = tuple(p for p in people(reads) if p.badge_code and p.state == "active" and p.has_pin)
    goods: list[GoodsRow] = []
    seen: set[str] = set()
    for row in receiving_queue(reads):
        if row.state is QueueState.TO_RECEIVE:
            if row.delivery_code not in seen:
                seen.add(row.delivery_code)
                code = extras.labels.get(row.delivery_code, row.delivery_code.encode("ascii"))
                goods.append(GoodsRow(row, code))
        elif row.lot_id is not None:
            goods.append(_lot(reads, row, row.lot_id))
    return PanelState(
        badges, tuple(goods), _gauges(reads), locations(reads), pins=dict(extras.pins)
    )


def _lot(reads: Reads, row: QueueRow, lot_id: int) -> GoodsRow:
    task = container_task(reads, lot_id) if row.state is QueueState.TO_LABEL else None
    if task is not None and task.is_open:
        number = min(set(range(1, task.total + 1)) - task.checked)
        code = container_code(format_container(task.lot, number), task.label_status.value)
        return GoodsRow(row, code.encode("ascii"), task, number)
    return GoodsRow(row, row.text.encode("ascii"))


def _gauges(reads: Reads) -> tuple[tuple[GaugeRow, bytes], ...]:
    found = []
    for gauge in gauges(reads):
        try:
            found.append((gauge, format_gauge(gauge.code).encode("ascii")))
        except CodeError:
            continue  # an identity that no barcode of ours can carry
    return tuple(found)


class ScanPanelModel(QObject):
    """Keeps the offered codes up to date.

    Signals:
        changed: a `PanelState`.
    """

    changed = Signal(object)

    def __init__(self, bench: Bench, extras: ExtrasQuery = no_extras) -> None:
        super().__init__()
        self._bench = bench
        self._extras = extras
        self.state = PanelState()
        bench.changed.connect(self._heard)

    def refresh(self) -> None:
        """Read what can be scanned now."""
        self._bench.ask(panel_state, self._show, self._extras)

    def _show(self, state: PanelState) -> None:
        if state != self.state:
            self.state = state
            self.changed.emit(state)

    def _heard(self, _changes: Changes) -> None:
        self.refresh()
