"""What keys, scans and commands do, page by page: no widgets, only the model."""

from collections.abc import Callable

from qtrace.domain.codes.gs1_message import GS1Message
from qtrace.domain.codes.internal import CommandCode, InternalCode, InternalKind, parse_internal
from qtrace.domain.codes.reasons import CodeReason
from qtrace.domain.gauges import GaugeReason
from qtrace.domain.holds import HoldReason
from qtrace.domain.inspection_flow import ChainStep, InspectionState, ReadingOrigin
from qtrace.domain.inspection_tally import InspectionOutcome
from qtrace.services.outcomes import Refusal
from qtrace.ui.inspection.inspection_model import InspectionModel, Page
from qtrace.ui.inspection.panel_desk import PanelKind
from qtrace.ui.inspection.reprint_reasons import REPRINT_REASONS
from qtrace.ui.keys import Scan

SAME_AGAIN = "same_code_again"


class Conduct:
    """The hands of the screen."""

    def __init__(self, model: InspectionModel) -> None:
        self._model = model
        self._acts: dict[str, Callable[[], None]] = {
            "type_code": lambda: model.panel.toggle(PanelKind.TYPE_CODE),
            "papers": lambda: model.panel.toggle(PanelKind.PAPERS),
            "retry": self._retry,
            "nonconformance": self._nonconformance,
            "all_ok": self._all_ok,
            "primary": self._primary,
            "escape": self._escape,
            "previous": lambda: self._step(-1),
            "next": lambda: self._step(1),
            "up": lambda: self._piece_step(-1),
            "down": lambda: self._piece_step(1),
            "sign": self._sign_key,
            "enter": lambda: self._enter(ReadingOrigin.KEYBOARD),
            "pad_enter": lambda: self._enter(ReadingOrigin.KEYPAD),
            "back": self._back,
            "cancel": self._cancel,
            "undo": self._undo,
            "yes": lambda: model.reading.answer(yes=True),
            "no": lambda: model.reading.answer(yes=False),
            "next_gauge": self._next_gauge,
        }
        self._valued: dict[str, Callable[[str], None]] = {
            "digit": self._digit,
            "defect": model.panel.choose_defect,
            "reason": lambda code: model.panel.choose_reason(HoldReason(code)),
            "severity": model.panel.choose_severity,
            "paper": model.panel.choose_paper,
            "register": model.panel.register_paper,
            "code": self.typed_code,
            "reprint": self._reprint_for,
        }

    # --- keys and buttons ---------------------------------------------------------------------

    def act(self, action: str) -> None:
        """Do `action`, or `verb:value`; unknown ones are ignored."""
        self._model.calm()
        verb, mark, value = action.partition(":")
        if mark and verb in self._valued:
            self._valued[verb](value)
        elif action in self._acts:
            self._acts[action]()

    def pad(self, character: str) -> None:
        """A key of the keypad on the screen."""
        self._digit(character)

    def cell(self, characteristic_id: int, piece: int) -> None:
        """A press on a cell: go there, or correct it."""
        if self.may_read:
            self._model.reading.select((characteristic_id, piece))

    def tab(self, characteristic_id: int) -> None:
        """A press on a characteristic."""
        self._model.reading.show_characteristic(characteristic_id)

    def box(self, number: int) -> None:
        """A press on a container, or its code: its first open piece."""
        self._go_to_box(number)

    def piece(self, piece: int) -> None:
        """A press on a piece of an attribute: name its defect."""
        if self.may_read:
            state = self._model.reading.state
            self._model.panel.open_nonconformance(state.characteristic_id, piece)

    def reprint(self, number: int) -> None:
        """A press on a container tile after the decision."""
        self._model.panel.open_reprint(number)

    @property
    def may_read(self) -> bool:
        """True while readings are taken here."""
        sheet = self._model.keeper.sheet
        return (
            sheet is not None
            and sheet.state is InspectionState.IN_PROGRESS
            and self._model.page is Page.GRID
        )

    # --- gauges -------------------------------------------------------------------------------

    @property
    def expects_reading(self) -> bool:
        """True while a value can go into the current cell."""
        return self.may_read and not self._model.panel.is_open and self._model.reading.takes_value

    def reading(self, text: str) -> bool:
        """The value of a keyboard gauge."""
        if not self.may_read or self._model.panel.is_open:
            return False
        self._model.calm()
        return self._model.reading.gauge_value(text)

    # --- scans --------------------------------------------------------------------------------

    def scanned(self, scan: Scan) -> bool:
        """True if the scan means something on this page."""
        found = scan.interpretation
        if not isinstance(found, InternalCode) or found.kind is InternalKind.COMMAND:
            return False
        self._model.calm()
        if scan.repeat == SAME_AGAIN and self._is_own_container(found):
            if self._model.page is Page.DECIDED:
                self._model.labels.same_again(found.index)
            return True
        return self.take_code(found)

    def take_code(self, code: InternalCode) -> bool:
        """One of our codes, scanned or typed."""
        takers: dict[InternalKind, Callable[[InternalCode], bool]] = {
            InternalKind.BADGE: lambda found: self._model.badge(found.text),
            InternalKind.GAUGE: lambda found: self.may_read and self._gauge(found.body),
            InternalKind.DEFECT: lambda found: self.may_read and self._defect(found.body),
            InternalKind.REASON: lambda found: self._hold_reason(found.body),
            InternalKind.LOCATION: self._location,
            InternalKind.CONTAINER: self._container,
            InternalKind.LOT: self._is_own_lot,
        }
        taker = takers.get(code.kind)
        return taker is not None and taker(code)

    def typed_code(self, text: str) -> None:
        """A code typed by hand goes the way of a scan."""
        code = parse_internal(text.strip().upper())
        if not isinstance(code, InternalCode):
            reason = code.code if code is not None else CodeReason.INTERNAL_SHAPE
            self._model.panel.refuse(Refusal("SCAN_MEANS_NOTHING", {"code": str(reason)}))
            return
        self._model.panel.close()
        command = code.command
        taken = self.command(command) if command is not None else self.take_code(code)
        if not taken:
            self._model.panel.toggle(PanelKind.TYPE_CODE)
            self._model.panel.refuse(Refusal("SCAN_MEANS_NOTHING"))

    def is_paper(self, scan: Scan) -> bool:
        """True if the scan may be the number of a paper: no code of ours, no goods."""
        found = scan.interpretation
        return found is not None and not isinstance(found, InternalCode | GS1Message)

    def text_of(self, scan: Scan) -> str:
        """The scanned text as a number to show."""
        return str(getattr(scan.interpretation, "text", "")).strip()[:60]

    # --- commands -----------------------------------------------------------------------------

    def command(self, code: CommandCode) -> bool:
        """Command barcodes; False for those that mean nothing here."""
        if code.digit is not None:
            self.act(f"digit:{code.digit}")
            return True
        actions = {
            CommandCode.NEXT: "next_open",
            CommandCode.BACK: "previous",
            CommandCode.UNDO: "undo",
            CommandCode.ALL_OK: "all_ok",
            CommandCode.SIGN: "primary",
            CommandCode.DECIDE: "primary",
            CommandCode.HOLD: "nonconformance",
            CommandCode.NONCONFORMANCE: "nonconformance",
            CommandCode.YES: "yes",
            CommandCode.NO: "no",
            CommandCode.ENTER: "enter",
            CommandCode.CLEAR: "clear",
            CommandCode.CANCEL: "escape",
            CommandCode.POINT: "digit:.",
            CommandCode.MINUS: "sign",
        }
        if code in (CommandCode.ACCEPT, CommandCode.REJECT):
            return self._expect(code)
        if code not in actions:
            return False
        if code is CommandCode.NEXT:
            self._model.calm()
            self._next_open()
            return True
        if code is CommandCode.CLEAR:
            self._model.reading.clear()
            return True
        self.act(actions[code])
        return True

    def _expect(self, code: CommandCode) -> bool:
        """ACCEPT and REJECT: the verdict is computed, they only say what is expected."""
        if self._model.page is not Page.GRID:
            return False
        accept = code is CommandCode.ACCEPT
        self._model.decide(InspectionOutcome.ACCEPT if accept else InspectionOutcome.REJECT)
        return True

    # --- inside -------------------------------------------------------------------------------

    def _digit(self, character: str) -> None:
        model = self._model
        if model.panel.is_open:
            if character.isdecimal():
                model.panel.type_digit(character)
        elif model.page is Page.DECIDE:
            if character.isdecimal():
                model.signing.type_digit(character)
        elif self.may_read:
            own = model.reading.own
            if own is not None and own.kind.value == "attribute":
                model.panel.open_nonconformance(own.characteristic_id, None)
                model.panel.type_digit(character)
            else:
                model.reading.type_character(character)

    def _sign_key(self) -> None:
        if self.may_read and not self._model.panel.is_open:
            self._model.reading.toggle_sign()

    def _back(self) -> None:
        model = self._model
        if model.panel.is_open:
            model.panel.back()
        elif model.page is Page.DECIDE:
            model.signing.back()
        elif self.may_read:
            model.reading.back()

    def _cancel(self) -> None:
        self._model.signing.cancel()

    def _enter(self, origin: ReadingOrigin) -> None:
        model = self._model
        if model.panel.is_open:
            model.panel.enter()
        elif model.page is Page.DECIDE:
            model.signing.sign()
        elif self.may_read:
            standing = model.view.standing
            if model.reading.state.cursor is None and standing is not None and standing.may_decide:
                model.decide()
            else:
                model.reading.enter(origin)

    def _primary(self) -> None:
        model = self._model
        page, panel = model.page, model.panel
        if panel.state.kind is PanelKind.NONCONFORMANCE:
            panel.place_hold()
        elif page is Page.WAITING:
            model.start_again()
        elif page is Page.GRID:
            self._decide()
        elif page is Page.DECIDE:
            self._sign()
        elif page is Page.DECIDED and (model.labels.state.complete or not model.labels.state.task):
            model.leave()

    def _decide(self) -> None:
        sheet = self._model.keeper.sheet
        if sheet is not None and sheet.state is InspectionState.SIGNED:
            self._model.to_decision()
        else:
            self._model.decide()

    def _sign(self) -> None:
        model = self._model
        standing, sheet = model.view.standing, model.keeper.sheet
        if standing is None or not standing.may_sign or sheet is None:
            return
        if model.signing.state.signer is None and sheet.next_step is not ChainStep.INSPECT:
            model.leave()  # sent to review: the lot waits in the queue
        else:
            model.signing.sign()

    def _escape(self) -> None:
        model = self._model
        if model.panel.close():
            return
        if model.page is Page.DECIDE:
            if not model.signing.cancel():
                model.to_readings()
        elif not (self.may_read and model.reading.clear()):
            model.leave()

    def _undo(self) -> None:
        if self.may_read:
            self._model.reading.undo()

    def _all_ok(self) -> None:
        if self.may_read:
            self._model.panel.close()
            self._model.reading.all_ok()

    def _retry(self) -> None:
        self._model.reading.retry()
        self._model.keeper.refresh()

    def _step(self, step: int) -> None:
        if self._model.page is Page.GRID:
            self._model.reading.step_characteristic(step)

    def _piece_step(self, step: int) -> None:
        if self._model.panel.state.kind is PanelKind.PAPERS:
            self._model.panel.step_paper(step)
        elif self.may_read:
            self._model.reading.step_piece(step)

    def _next_open(self) -> None:
        if self.may_read:
            self._model.reading.go_on()

    def _next_gauge(self) -> None:
        if self.may_read:
            self._model.reading.next_gauge()

    def _nonconformance(self) -> None:
        model = self._model
        if model.panel.close():
            return
        if not self.may_read:
            model.panel.toggle(PanelKind.NONCONFORMANCE)
            return
        state = model.reading.state
        piece = state.cursor[1] if state.cursor is not None else None
        model.panel.open_nonconformance(state.characteristic_id, piece or None)

    def _reprint_for(self, key: str) -> None:
        number = self._model.panel.state.container
        if key in REPRINT_REASONS and number:
            self._model.panel.close()
            self._model.labels.reprint(number, REPRINT_REASONS[key])

    def _gauge(self, body: str) -> bool:
        if self._model.reading.take_gauge(body):
            return True
        own = self._model.reading.own
        wanted = own.gauge_type if own is not None else None
        facts = {"gauge": body, "gauge_type": "", "wanted": wanted or "–"}
        self._model.reading.refuse_here(Refusal(GaugeReason.GAUGE_WRONG_TYPE, facts))
        return True

    def _defect(self, body: str) -> bool:
        model = self._model
        if model.panel.state.kind is not PanelKind.NONCONFORMANCE:
            self._nonconformance()
        model.panel.choose_defect(body)
        return True

    def _hold_reason(self, body: str) -> bool:
        text = body.lower().replace("-", "_")
        if text not in set(HoldReason):
            return False
        self._model.panel.choose_reason(HoldReason(text))
        return True

    def _location(self, code: InternalCode) -> bool:
        if self._model.page is not Page.DECIDED:
            return False
        self._model.labels.location(code.text)
        return True

    def _is_own_lot(self, code: InternalCode) -> bool:
        sheet = self._model.keeper.sheet
        return sheet is not None and code.lot == sheet.lot.lot

    def _is_own_container(self, code: InternalCode) -> bool:
        return code.kind is InternalKind.CONTAINER and self._is_own_lot(code)

    def _container(self, code: InternalCode) -> bool:
        if not self._is_own_container(code):
            return False
        if self._model.page is Page.DECIDED:
            return self._model.labels.container(code)
        if code.index is not None:
            self._go_to_box(code.index)
        return True

    def _go_to_box(self, number: int) -> None:
        sheet, reading = self._model.keeper.sheet, self._model.reading
        own = reading.own
        if sheet is None or own is None or not self.may_read or own.kind.value == "attribute":
            return
        pieces = next((box.pieces for box in sheet.containers if box.number == number), ())
        usable = [piece for piece in pieces if piece <= own.n]
        key = reading.first_open(usable)
        if key is not None:
            reading.select(key)
