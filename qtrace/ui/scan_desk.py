"""What a scan means when the open screen does not want it: where it leads, or what to say."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from qtrace.domain.codes.gs1_message import GS1Message
from qtrace.domain.codes.internal import InternalCode, InternalKind
from qtrace.domain.codes.interpret import Unknown
from qtrace.domain.codes.label_message import LabelMessage
from qtrace.domain.codes.reasons import CodeReason
from qtrace.domain.gauge_readings import SentReading
from qtrace.i18n.reasons import explain
from qtrace.ports import Tone
from qtrace.services.outcomes import Refusal
from qtrace.ui.bench import Bench
from qtrace.ui.devices import DeviceRow, explain_device
from qtrace.ui.keys import Scan
from qtrace.ui.places import (
    BatchHistoryPlace,
    CasesPlace,
    EquipmentPlace,
    GaugesPlace,
    HoldsPlace,
    InspectionPlace,
    LinePlace,
    LotPlace,
    PackingPlace,
    Place,
    ReceivePlace,
    SignInPlace,
)
from qtrace.ui.theme.tokens import Status

if TYPE_CHECKING:
    from qtrace.services.items.scan_targets import Target

MISREAD = frozenset({CodeReason.INTERNAL_SHAPE, CodeReason.INTERNAL_CHECK, CodeReason.CAPS_LOCK})
"""One of our own codes by its beginning, but broken."""
TONES = {
    Status.OK: Tone.OK,
    Status.BLOCKED: Tone.BLOCKED,
    Status.HOLD: Tone.HOLD,
    Status.NEUTRAL: Tone.NEUTRAL,
}


@dataclass(frozen=True, slots=True)
class Notice:
    """One sentence of the station about the last scan or a problem; stays until the next one."""

    status: Status
    text: str
    next_step: str = ""
    code: str = ""


def place_of(bench: Bench, target: "Target | LabelMessage", text: str = "") -> Place | None:
    """The screen that a scan leads to; None if it leads nowhere.

    Who has nothing to do at a line sees the batch of a work order instead.

    Args:
        bench: who is signed in.
        target: what the scan stands for.
        text: the scanned number, for a delivery.
    """
    from qtrace.services.items.scan_targets import TargetKind

    if isinstance(target, LabelMessage):
        return ReceivePlace(message=target)
    key = target.object_id
    at_line = sees_line(bench)
    places: dict[TargetKind, Callable[[], Place]] = {
        TargetKind.LABELS: lambda: ReceivePlace(lot_id=key),
        TargetKind.INSPECTION: lambda: InspectionPlace(key),
        TargetKind.LOT: lambda: LotPlace(key),
        TargetKind.GAUGE: lambda: GaugesPlace(key),
        TargetKind.HOLD: lambda: HoldsPlace(key),
        TargetKind.CASE: lambda: CasesPlace(key),
        TargetKind.SHIPMENT: lambda: PackingPlace(key),
        TargetKind.ORDER: lambda: (
            LinePlace(target.line_id, key) if at_line else BatchHistoryPlace(target.batch_id)
        ),
        TargetKind.BATCH: lambda: BatchHistoryPlace(key),
        TargetKind.EQUIPMENT: EquipmentPlace,
        TargetKind.DELIVERY: lambda: ReceivePlace(code=text.strip()),
    }
    make = places.get(target.kind)
    return make() if make is not None else None


def sees_line(bench: Bench) -> bool:
    """True if the signed-in person has something to do at a line."""
    return bench.may("START_OPERATION") or bench.may("STOP_LINE")


class ScanDesk(QObject):
    """Opens what was scanned.

    Signals:
        opened: the `Place` that the scan leads to.
        noticed: a `Notice` to show.
    """

    opened = Signal(object)
    noticed = Signal(object)

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self._bench = bench
        bench.failed.connect(self.refused)

    def take(self, scan: Scan) -> None:
        """Open what `scan` stands for, or say why nothing opens."""
        found = scan.interpretation
        if found is None:
            self.refused(Refusal(scan.refusal or "SCAN_UNREADABLE"))
        elif isinstance(found, InternalCode):
            self._internal(found)
        elif self._bench.person is None:
            self._before_sign_in(found)
        elif isinstance(found, GS1Message | LabelMessage):
            self.opened.emit(ReceivePlace(message=found))
        else:
            from qtrace.services.items.scan_numbers import plain_target

            ask = self._bench.ask
            ask(plain_target, lambda target: self._plain(found, target), found.text)

    def _before_sign_in(self, found: object) -> None:
        """Nobody is signed in: only a badge counts, and one that was misread is told so."""
        if not isinstance(found, Unknown) or found.reason.code not in MISREAD:
            self._say(Status.NEUTRAL, "NOT_SIGNED_IN")
            return
        tr = self._bench.translator
        from qtrace.i18n.code_reasons import explain as explain_code  # with the first one

        code = str(found.reason.code).upper()
        step = tr.say("Scan your badge")
        self._notice(Notice(Status.NEUTRAL, explain_code(tr, found.reason), step, code))

    def _plain(self, found: Unknown, target: "Target | LabelMessage") -> None:
        """A code of no issuer: a number of ours, the label of an expected supplier, or nobody's."""
        place = place_of(self._bench, target, found.text)
        if place is not None:
            self.opened.emit(place)
            return
        tr = self._bench.translator
        from qtrace.i18n.code_reasons import explain as explain_code  # with the first one

        text = explain_code(tr, found.reason)
        shown = found.text if len(found.text) <= 40 else found.text[:40] + "…"
        after = tr.say("In Receiving, F2 types the number instead")
        code = str(found.reason.code).upper()
        said = text if shown in text else f"{shown}: {text}"
        self._notice(Notice(Status.NEUTRAL, said, after, code))

    def refused(self, refusal: Refusal) -> None:
        """Say why something was refused."""
        explained = explain(self._bench.translator, refusal.code, refusal.facts, self._bench.zone)
        self._notice(Notice(Status.BLOCKED, explained.text, explained.next_step, explained.code))

    def _internal(self, code: InternalCode) -> None:
        if code.kind is InternalKind.BADGE:
            self.opened.emit(SignInPlace(badge_code=code.text))
        elif self._bench.person is None:
            self._say(Status.NEUTRAL, "NOT_SIGNED_IN")
        elif code.kind is InternalKind.DELIVERY:
            self.opened.emit(ReceivePlace(code=code.text))
        elif code.kind is InternalKind.COMMAND:
            self._say(Status.NEUTRAL, "COMMAND_MEANS_NOTHING")
        else:
            from qtrace.services.items.scan_targets import open_target

            self._bench.ask(open_target, self._go, code)

    def _go(self, target: "Target") -> None:
        place = place_of(self._bench, target)
        if place is None:
            self._say(Status.NEUTRAL, "SCAN_MEANS_NOTHING")
        else:
            self.opened.emit(place)

    def about_device(self, row: DeviceRow) -> None:
        """What there is to say about a device."""
        if row.says is not None:
            tr = self._bench.translator
            explained = explain_device(tr, row)
            status = Status.BLOCKED if row.trouble is not None else Status.HOLD
            self._notice(Notice(status, explained.text, explained.next_step, explained.code))

    def reading_not_taken(self, sent: SentReading) -> None:
        """A gauge sent something, and nothing waits for it."""
        gauge = sent.gauge or sent.device
        self._say(Status.NEUTRAL, "READING_NOT_TAKEN", {"gauge": gauge, "given": sent.text})

    def say_how_to_open_a_lot(self) -> None:
        """No lot was looked at yet: a scan opens one."""
        self._say(Status.NEUTRAL, "NO_LOT_YET")

    def _say(self, status: Status, code: str, facts: Mapping[str, str] | None = None) -> None:
        explained = explain(self._bench.translator, code, facts or {})
        self._notice(Notice(status, explained.text, explained.next_step, code))

    def _notice(self, notice: Notice) -> None:
        self._bench.tone(TONES[notice.status])
        self.noticed.emit(notice)
