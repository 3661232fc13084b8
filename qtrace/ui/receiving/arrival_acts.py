"""What is scanned or typed at the door: read, looked up, and made the thing to be judged."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from qtrace.domain.codes.gs1_message import GS1Message
from qtrace.domain.codes.internal import InternalCode, InternalKind
from qtrace.domain.codes.label_join import IssuerMessage, is_known, join
from qtrace.domain.codes.label_message import LabelMessage
from qtrace.domain.codes.reasons import Verdict
from qtrace.ports import Tone
from qtrace.reference import ai_table
from qtrace.services.items.scan_numbers import made_target
from qtrace.services.items.scan_targets import Target
from qtrace.services.receiving.queries import (
    Arrival,
    ExpectedLine,
    Found,
    arrival,
    expected_line,
)
from qtrace.services.receiving.reading import decided, read_by_formats
from qtrace.services.warehouse.handlers import LocationRow, location_by_code
from qtrace.ui.keys import Scan
from qtrace.ui.places import Place, ReceivePlace
from qtrace.ui.receiving.judging import basis_of_line, basis_of_unknown
from qtrace.ui.receiving.last_scan import ScanAnswer
from qtrace.ui.receiving.receive_state import Form, Phase, ReceiveState
from qtrace.ui.receiving.typed_codes import CodeOpener
from qtrace.ui.scan_desk import place_of
from qtrace.ui.theme.tokens import Status

if TYPE_CHECKING:
    from qtrace.ui.receiving.receive_model import ReceiveModel

SAME_AGAIN: Final = "same_code_again"
ONE_LABEL: Final = timedelta(seconds=60)
"""Symbols read within this time may belong to one label."""


class ArrivalActs:
    """Scans and look-ups; the state stays with the model."""

    def __init__(self, model: "ReceiveModel") -> None:
        self._model = model
        self._opener = CodeOpener(model.bench)

    @property
    def _state(self) -> ReceiveState:
        return self._model.state

    def open_line(self, line_id: int) -> None:
        """A line was chosen from the queue; nothing has been scanned yet."""
        self._model.show(phase=Phase.LOADING)
        self._model.bench.ask(expected_line, self._opened_line, line_id)

    def scanned(self, scan: Scan) -> bool:
        """Take a scan that belongs to receiving; False leaves it to the station."""
        found = scan.interpretation
        if found is None:
            return self._unreadable(scan)
        if scan.repeat == SAME_AGAIN:
            self._model.labels.note(scan, ScanAnswer.LABEL_AGAIN)
            self._model.say(Status.NEUTRAL, "SAME_CODE_AGAIN")
            return True
        if self._state.phase in (Phase.LABELS, Phase.DONE):
            return self._model.labels.scanned(scan)
        if isinstance(found, GS1Message | LabelMessage):
            self.read(found, scan.raw.at)
            return True
        if isinstance(found, InternalCode):
            return self._internal(found)
        takes_away = self._state.basis is None
        self._by_formats(found.text, self.look_up if takes_away else self._fits_nothing)
        return True

    def read_plain(self, text: str) -> None:
        """A text of no issuer: a label that a supplier's format reads, else perhaps an order number."""
        self._by_formats(text, self.look_up)

    def _fits_nothing(self, text: str) -> None:
        """A scan that says nothing takes no receipt away."""
        self._model.say(Status.NEUTRAL, "LABEL_FITS_NO_FORMAT", code=text[:40])

    def _by_formats(self, text: str, otherwise: Callable[[str], None]) -> None:
        """Read `text` by suppliers' formats; while a line is open only its supplier's count."""
        basis = self._state.basis
        line = basis.line if basis is not None else None
        supplier_id = line.supplier_id if line is not None else None

        def answered(found: LabelMessage | None) -> None:
            if found is not None:
                self.read(found, self._model.bench.now())
            else:
                otherwise(text)

        self._model.bench.ask(read_by_formats, answered, text, supplier_id)

    def read(self, message: IssuerMessage, at: datetime) -> None:
        """A delivery label, or the second symbol of the label that was just read."""
        first = self._state.message
        if first is not None and is_known(first, message) and self._state.basis is not None:
            self._model.say(Status.NEUTRAL, "SAME_CODE_AGAIN")
            return
        if first is not None and self._is_recent(at):
            message = join(first, message, ai_table()) or message
        if message.verdict is Verdict.SUSPECT:
            self._model.show(phase=Phase.LOADING, message=message, read_at=at, form=Form.NONE)
            self._model.bench.ask(decided, lambda found: self._decided(message, found, at), message)
        else:
            self._take(message, at)

    def _decided(self, asked: IssuerMessage, found: IssuerMessage, at: datetime) -> None:
        """What the part's code profile makes of a suspect label; a newer symbol goes before it."""
        if self._state.message is asked:
            self._take(found, at)

    def _take(self, message: IssuerMessage, at: datetime) -> None:
        if message.verdict is not Verdict.VALID:
            self._unread(message, at)
            return
        opened = self._state.basis.line if self._state.basis is not None else None
        self._model.show(phase=Phase.LOADING, message=message, read_at=at, form=Form.NONE)
        self._model.bench.ask(arrival, lambda found: self._arrived(found, opened), message)

    def _is_recent(self, at: datetime) -> bool:
        """True if the symbol before may be of the label that is read at `at`."""
        before = self._state.read_at
        return before is not None and at - before <= ONE_LABEL

    def look_up(self, code: str) -> None:
        """A delivery code, an order number or a delivery note, scanned or typed."""
        now = self._model.bench.now()
        self._model.show(phase=Phase.LOADING, message=None, read_at=now, form=Form.NONE)
        self._model.bench.ask(arrival, lambda found: self._arrived(found, None), code)

    def submit_code(self, text: str) -> None:
        """What was typed after F2 goes the way of a scan."""
        self._opener.open(text, lambda place: self._typed_place(text, place))

    def _typed_place(self, text: str, place: Place | None) -> None:
        if isinstance(place, ReceivePlace) and place.message is not None:
            self._model.show(form=Form.NONE)
            self.read(place.message, self._model.bench.now())
        elif isinstance(place, ReceivePlace) and place.code is not None:
            self._model.show(form=Form.NONE)
            self.read_plain(place.code)
        elif place is not None:
            self._model.show(form=Form.NONE)
            self._model.wants.emit(place)
        else:
            self._model.say(Status.NEUTRAL, "TYPED_CODE_UNKNOWN", code=text[:40])

    def _internal(self, code: InternalCode) -> bool:
        if code.kind is InternalKind.DELIVERY:
            self.look_up(code.text)
            return True
        if code.kind is InternalKind.LOCATION and self._state.phase is Phase.CHECK:
            ask = self._model.bench.ask
            ask(location_by_code, lambda row: self._placed(code.body, row), code.text)
            return True
        return False

    def _placed(self, code: str, row: LocationRow | None) -> None:
        if row is None or not row.is_active:
            self._model.say(Status.BLOCKED, "LOCATION_UNKNOWN", location=code)
            return
        self._model.bench.tone(Tone.OK)
        self._model.show(place=row, saying=None)

    def _unreadable(self, scan: Scan) -> bool:
        data = scan.raw.data.decode("utf-8", errors="backslashreplace")
        shown = "".join(c if c.isprintable() else f"<{ord(c):02X}>" for c in data)[:60]
        self._model.say(Status.NEUTRAL, scan.refusal or "SCAN_UNREADABLE", scanned=shown)
        return True

    def _unread(self, message: IssuerMessage, at: datetime) -> None:
        """A label that may not be acted on: everything read is shown, nothing can be posted."""
        tones = {Verdict.INCOMPLETE: Tone.NEUTRAL, Verdict.SUSPECT: Tone.HOLD}
        self._model.bench.tone(tones.get(message.verdict, Tone.BLOCKED))
        fresh = self._model.fresh(arrival=None)
        self._model.put(replace(fresh, phase=Phase.UNREAD, message=message, read_at=at))

    # --- answers -------------------------------------------------------------------------------

    def _opened_line(self, line: ExpectedLine | None) -> None:
        fresh = self._model.fresh(arrival=None)
        if line is None:
            self._model.put(fresh)
            self._model.say(Status.NEUTRAL, "NOT_FOUND")
            return
        basis = basis_of_line(line, "", is_read=False)
        self._model.put(replace(fresh, phase=Phase.CHECK, basis=basis))

    def _arrived(self, found: Arrival, opened: ExpectedLine | None) -> None:
        fresh = self._model.fresh(arrival=found)
        if found.found is Found.NOTHING:
            self._not_expected(fresh, found, opened)
            return
        ids = [line.line_id for line in found.lines]
        chosen = opened.line_id if opened is not None and opened.line_id in ids else None
        if chosen is None and len(ids) > 1:
            self._model.bench.tone(Tone.OK)
            first = next((n for n, x in enumerate(found.lines) if x.state == "expected"), 0)
            self._model.put(replace(fresh, phase=Phase.CHOOSE, chosen_line=first))
            return
        line = found.lines[ids.index(chosen) if chosen is not None else 0]
        self._check(fresh, line)

    def _not_expected(
        self, fresh: ReceiveState, found: Arrival, opened: ExpectedLine | None
    ) -> None:
        """Nobody sends us what we have made: the label of a product of ours leads to it."""
        message = self._state.message
        if message is None or opened is not None:
            self._arrived_unknown(fresh, found, opened)
            return

        def answered(target: Target) -> None:
            place = place_of(self._model.bench, target)
            if self._state.message is not message:
                return  # a newer symbol goes before it
            if place is None:
                self._arrived_unknown(fresh, found, opened)
            else:
                self._model.wants.emit(place)

        self._model.bench.ask(made_target, answered, message)

    def _arrived_unknown(
        self, fresh: ReceiveState, found: Arrival, opened: ExpectedLine | None
    ) -> None:
        """A code that leads to no line: what came unannounced, or a number that is no number."""
        if not found.came.has_code:
            self._model.put(fresh)
            self._model.say(Status.NEUTRAL, "NOTHING_EXPECTED", code=found.raw[:40])
            return
        basis = basis_of_unknown(found, opened)
        self._model.put(replace(fresh, phase=Phase.CHECK, basis=basis))
        self._model.receipt.ask_who()
        self._model.judged_aloud()

    def _check(self, fresh: ReceiveState, line: ExpectedLine) -> None:
        found = fresh.arrival
        is_read = found is not None and found.came.has_code
        basis = basis_of_line(line, found.raw if found is not None else "", is_read=is_read)
        self._model.put(replace(fresh, phase=Phase.CHECK, basis=basis))
        if is_read:
            self._model.judged_aloud()

    # --- several lines -------------------------------------------------------------------------

    def move(self, step: int) -> None:
        """Choose another line of the list."""
        last = len(self._state.lines) - 1
        wanted = self._state.chosen_line + step
        self._model.show(chosen_line=max(0, min(last, wanted)), saying=None)

    def choose(self, number: int) -> None:
        """Take the line with this place in the list."""
        if self._state.phase is Phase.CHOOSE and 0 <= number < len(self._state.lines):
            line = self._state.lines[number]
            fresh = self._model.fresh(arrival=self._state.arrival)
            self._check(replace(fresh, chosen_line=number), line)

    def choose_again(self) -> None:
        """Back to the list of lines."""
        fresh = self._model.fresh(arrival=self._state.arrival)
        number = self._state.chosen_line
        self._model.put(replace(fresh, phase=Phase.CHOOSE, chosen_line=number))

    def next_of_delivery(self) -> None:
        """The next lot of the same delivery."""
        found = self._state.arrival
        if found is None:
            return
        scanned: IssuerMessage | str = self._state.message or found.raw
        self._model.put(replace(self._model.fresh(arrival=found), phase=Phase.LOADING))
        self._model.bench.ask(arrival, lambda again: self._arrived(again, None), scanned)

    def refresh(self) -> None:
        """Somebody else changed the delivery: judge the same line anew, keep what was typed."""
        basis = self._state.basis
        if basis is None or basis.line is None or self._state.busy:
            return
        line_id, message = basis.line.line_id, self._state.message
        ask = self._model.bench.ask
        if message is not None and basis.is_read:
            ask(arrival, lambda found: self._renewed(_line_of(found, line_id)), message)
        else:
            ask(expected_line, self._renewed, line_id)

    def _renewed(self, line: ExpectedLine | None) -> None:
        basis = self._state.basis
        before = basis.line if basis is not None else None
        if basis is None or before is None or line is None:
            return
        if before.line_id == line.line_id and self._state.phase is Phase.CHECK:
            self._model.show(basis=basis_of_line(line, basis.raw, is_read=basis.is_read))


def _line_of(found: Arrival, line_id: int) -> ExpectedLine | None:
    return next((line for line in found.lines if line.line_id == line_id), None)
