"""What a scanned or typed code means on the inspection screen."""

from collections.abc import Callable

from qtrace.domain.codes.gs1_message import GS1Message
from qtrace.domain.codes.internal import CommandCode, InternalCode, InternalKind, parse_internal
from qtrace.domain.codes.label_message import LabelMessage
from qtrace.domain.codes.reasons import CodeReason
from qtrace.domain.holds import HoldReason
from qtrace.domain.inspection_ways import ReturnReason
from qtrace.services.outcomes import Refusal
from qtrace.ui.inspection.gauge_choice import wrong_type
from qtrace.ui.inspection.inspection_model import InspectionModel, Page
from qtrace.ui.inspection.panel_desk import HOLD_REASONS, PanelKind
from qtrace.ui.keys import Scan

SAME_AGAIN = "same_code_again"
LONGEST_PAPER = 60


class Scans:
    """Takes codes for the model; what means nothing here is left to the shell."""

    def __init__(self, model: InspectionModel, command: Callable[[CommandCode], bool]) -> None:
        self._model = model
        self._command = command
        self._takers: dict[InternalKind, Callable[[InternalCode], bool]] = {
            InternalKind.BADGE: lambda code: model.badge(code.text),
            InternalKind.GAUGE: lambda code: model.may_read and self._gauge(code.body),
            InternalKind.DEFECT: lambda code: model.may_read and self._defect(code.body),
            InternalKind.REASON: lambda code: self._hold_reason(code.body),
            InternalKind.LOCATION: self._location,
            InternalKind.CONTAINER: self._container,
            InternalKind.LOT: self._is_own,
        }

    def take(self, scan: Scan) -> bool:
        """True if the scan means something on this page."""
        found = scan.interpretation
        if not isinstance(found, InternalCode) or found.kind is InternalKind.COMMAND:
            return False
        self._model.calm()
        is_container = found.kind is InternalKind.CONTAINER and self._is_own(found)
        if scan.repeat == SAME_AGAIN and is_container:
            if self._model.page is Page.DECIDED:
                self._model.labels.same_again(found.index)
            return True
        return self.take_code(found)

    def take_code(self, code: InternalCode) -> bool:
        """One of our codes, scanned or typed."""
        taker = self._takers.get(code.kind)
        return taker is not None and taker(code)

    def typed(self, text: str) -> None:
        """A code typed by hand goes the way of a scan."""
        code = parse_internal(text.strip().upper())
        if not isinstance(code, InternalCode):
            reason = code.code if code is not None else CodeReason.INTERNAL_SHAPE
            self._model.panel.refuse(Refusal("SCAN_MEANS_NOTHING", {"code": str(reason)}))
            return
        self._model.panel.close()
        command = code.command
        taken = self._command(command) if command is not None else self.take_code(code)
        if not taken:
            self._model.panel.toggle(PanelKind.TYPE_CODE)
            self._model.panel.refuse(Refusal("SCAN_MEANS_NOTHING"))

    @staticmethod
    def paper_number(scan: Scan) -> str | None:
        """The scanned text as a paper's number; None for codes of ours and for goods."""
        found = scan.interpretation
        if found is None or isinstance(found, InternalCode | GS1Message | LabelMessage):
            return None
        return found.text.strip()[:LONGEST_PAPER]

    def _gauge(self, body: str) -> bool:
        if self._model.reading.take_gauge(body):
            return True
        self._model.reading.refuse_here(wrong_type(self._model.reading.own, body))
        return True

    def _defect(self, body: str) -> bool:
        if self._model.panel.state.kind is not PanelKind.NONCONFORMANCE:
            self._model.open_nonconformance()
        self._model.panel.choose_defect(body)
        return True

    def _hold_reason(self, body: str) -> bool:
        text = body.lower().replace("-", "_")
        if self._model.panel.state.kind is PanelKind.WAY and text in set(ReturnReason):
            self._model.send_back_for(ReturnReason(text))
            return True
        if text not in HOLD_REASONS:
            return False
        self._model.panel.choose_reason(HoldReason(text))
        return True

    def _location(self, code: InternalCode) -> bool:
        if self._model.page is not Page.DECIDED:
            return False
        self._model.labels.location(code.text)
        return True

    def _is_own(self, code: InternalCode) -> bool:
        sheet = self._model.keeper.sheet
        return sheet is not None and code.lot == sheet.lot.lot

    def _container(self, code: InternalCode) -> bool:
        if not self._is_own(code):
            return False
        if self._model.page is Page.DECIDED:
            return self._model.labels.container(code)
        if code.index is not None:
            self._model.go_to_box(code.index)
        return True
