"""What keys, scans and commands do, page by page: no widgets, only the model."""

from collections.abc import Callable, Mapping

from qtrace.domain.codes.internal import CommandCode
from qtrace.domain.gauge_readings import SentReading
from qtrace.domain.holds import HoldReason
from qtrace.domain.inspection import CharKind
from qtrace.domain.inspection_flow import ChainStep, InspectionState, ReadingOrigin
from qtrace.domain.inspection_tally import InspectionOutcome
from qtrace.domain.inspection_ways import Obstacle, ReturnReason
from qtrace.ui.inspection.inspection_model import InspectionModel, Page
from qtrace.ui.inspection.panel_desk import PanelKind
from qtrace.ui.inspection.reprint_reasons import REPRINT_REASONS
from qtrace.ui.inspection.scans import Scans
from qtrace.ui.inspection.ways import rejectable

_INSPECT = ChainStep.INSPECT
_JUDGED = PanelKind.JUDGED_PHOTO
COMMANDS: Mapping[CommandCode, str] = {
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
    CommandCode.CANCEL: "escape",
    CommandCode.RETURN: "other_way",
    CommandCode.POINT: "digit:.",
    CommandCode.MINUS: "sign",
    **{code: f"digit:{code.digit}" for code in CommandCode if code.digit is not None},
}


class Conduct:
    """The hands of the screen.

    Attributes:
        scans: what scanned codes mean.
    """

    def __init__(self, model: InspectionModel) -> None:
        self._model = model
        self.scans = Scans(model, self.command)
        self._acts: dict[str, Callable[[], None]] = {
            "type_code": lambda: model.panel.toggle(PanelKind.TYPE_CODE),
            "papers": lambda: model.panel.toggle(PanelKind.PAPERS),
            "retry": self._retry,
            "nonconformance": model.toggle_nonconformance,
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
            "yes": lambda: self._judged(conforms=True),
            "no": lambda: self._judged(conforms=False),
            "drawing": model.show_drawing,
            "source": lambda: model.panel.next_source(0),
            "next_gauge": self._next_gauge,
            "other_way": model.other_way,
            "next_open": self._next_open,
            "clear": self._clear,
            "reject_blocked": self._reject_blocked,
        }
        self._valued: dict[str, Callable[[str], None]] = {
            "digit": self._digit,
            "defect": model.panel.choose_defect,
            "reason": lambda code: model.panel.choose_reason(HoldReason(code)),
            "severity": model.panel.choose_severity,
            "paper": model.panel.choose_paper,
            "register": model.panel.register_paper,
            "code": self.scans.typed,
            "reprint": self._reprint_for,
            "return_for": lambda code: model.send_back_for(ReturnReason(code)),
            "reject_for": lambda code: model.reject_for(Obstacle(code)),
            "note": model.panel.set_note,
            "expect": self._expect,
            "option": model.answers.choose,
            "write": model.answers.write,
            "balloon": model.show_number,
            "source": lambda place: model.panel.show_source(int(place)),
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
        if self._model.may_read:
            self._model.reading.select((characteristic_id, piece))

    def tab(self, characteristic_id: int) -> None:
        """A press on a characteristic."""
        self._model.reading.show_characteristic(characteristic_id)

    def box(self, number: int) -> None:
        """A press on a container, or its code: its first open piece."""
        self._model.go_to_box(number)

    def piece(self, piece: int) -> None:
        """A press on a piece of an attribute: name its defect."""
        if self._model.may_read:
            characteristic_id = self._model.reading.state.characteristic_id
            self._model.panel.open_nonconformance(characteristic_id, piece)

    def reprint(self, number: int) -> None:
        """A press on a container tile after the decision."""
        self._model.panel.open_reprint(number)

    # --- gauges -------------------------------------------------------------------------------

    @property
    def expects_reading(self) -> bool:
        """True while a value can go into the current cell."""
        return (
            self._model.may_read
            and not self._model.panel.is_open
            and self._model.reading.takes_value
        )

    def reading(self, sent: SentReading) -> bool:
        """What a gauge sent."""
        if not self._model.may_read or self._model.panel.is_open:
            return False
        self._model.calm()
        return self._model.reading.gauge_value(sent)

    # --- commands -----------------------------------------------------------------------------

    def commands(self) -> Mapping[CommandCode, str]:
        """Command barcodes that mean something on the page."""
        model, found = self._model, dict(COMMANDS)
        if model.may_read:
            found |= {CommandCode.NEXT: "next_open", CommandCode.CLEAR: "clear"}
        if model.page is Page.GRID:
            found[CommandCode.ACCEPT] = f"expect:{InspectionOutcome.ACCEPT.value}"
            found[CommandCode.REJECT] = f"expect:{InspectionOutcome.REJECT.value}"
        elif model.page is Page.DECIDE and self._rejectable():
            found[CommandCode.REJECT] = "reject_blocked"
        return found

    def command(self, code: CommandCode) -> bool:
        """Do a command that was typed as a code; False for those that mean nothing here."""
        action = self.commands().get(code)
        if action is not None:
            self.act(action)
        return action is not None

    def _rejectable(self) -> tuple[Obstacle, ...]:
        """What is in the way of a release, and may be rejected for."""
        sheet = self._model.keeper.sheet
        return tuple(rejectable(sheet)) if sheet is not None else ()

    def _reject_blocked(self) -> None:
        """REJECT at the decision of a lot that cannot be released: for what is in the way."""
        found = self._rejectable()
        if found:
            self._model.reject_for(found[0])

    def _expect(self, outcome: str) -> None:
        """ACCEPT and REJECT: the verdict is computed, they only say what is expected."""
        self._model.decide(InspectionOutcome(outcome))

    def _clear(self) -> None:
        self._model.reading.clear()

    # --- inside -------------------------------------------------------------------------------

    def _digit(self, character: str) -> None:
        model = self._model
        if model.panel.is_open:
            if character.isdecimal():
                model.panel.type_digit(character)
        elif model.page is Page.DECIDE:
            if character.isdecimal():
                model.signing.type_digit(character)
        elif self._model.may_read:
            own = model.reading.own
            if model.answers.digit(character):
                return
            if own is not None and own.kind is CharKind.ATTRIBUTE:
                model.panel.open_nonconformance(own.characteristic_id, None)
                model.panel.type_digit(character)
            else:
                model.reading.type_character(character)

    def _sign_key(self) -> None:
        if self._model.may_read and not self._model.panel.is_open:
            self._model.reading.toggle_sign()

    def _back(self) -> None:
        model = self._model
        if model.panel.is_open:
            model.panel.back()
        elif model.page is Page.DECIDE:
            model.signing.back()
        elif self._model.may_read:
            model.reading.back()

    def _cancel(self) -> None:
        self._model.signing.cancel()

    def _judged(self, *, conforms: bool) -> None:
        """YES and NO: of a question about a value, else of the text or the photo in front."""
        model = self._model
        if model.reading.state.question is not None or not model.may_read:
            model.reading.answer(yes=conforms)
        elif model.answers.submit(conforms=conforms) and model.panel.state.kind is _JUDGED:
            model.panel.close()

    def _enter(self, origin: ReadingOrigin) -> None:
        model = self._model
        if model.may_read and model.answers.kind is CharKind.PHOTO:
            self._enter_photo()
        elif model.panel.is_open:
            model.panel.enter()
        elif model.page is Page.DECIDE:
            model.signing.sign()
        elif self._model.may_read:
            standing = model.view.standing
            if model.reading.state.cursor is None and standing is not None and standing.may_decide:
                model.decide()
            elif not model.answers.submit(conforms=True):
                model.reading.enter(origin)

    def _enter_photo(self) -> None:
        """Open the photo of the current piece; with one taken it conforms."""
        model = self._model
        if model.panel.state.kind is not _JUDGED:
            if not model.panel.is_open:
                model.panel.toggle(_JUDGED)
        elif model.answers.submit(conforms=True):
            model.panel.close()

    def _primary(self) -> None:
        model = self._model
        page, panel = model.page, model.panel
        if panel.state.kind is PanelKind.NONCONFORMANCE:
            panel.place_hold()
        elif panel.state.kind is PanelKind.WAY:
            return  # its keys choose
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
        if standing is None or sheet is None:
            return
        if not standing.may_sign and model.signing.state.chosen is None:
            return
        state = model.signing.state
        if state.signer is None and state.chosen is None and sheet.next_step is not _INSPECT:
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
        elif not (self._model.may_read and model.reading.clear()):
            model.leave()

    def _undo(self) -> None:
        if self._model.may_read:
            self._model.reading.undo()

    def _all_ok(self) -> None:
        if self._model.may_read:
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
        elif self._model.may_read:
            self._model.reading.step_piece(step)

    def _next_open(self) -> None:
        if self._model.may_read:
            self._model.reading.go_on()

    def _next_gauge(self) -> None:
        if self._model.may_read:
            self._model.reading.next_gauge()

    def _reprint_for(self, key: str) -> None:
        number = self._model.panel.state.container
        if key in REPRINT_REASONS and number:
            self._model.panel.close()
            self._model.labels.reprint(number, REPRINT_REASONS[key])
