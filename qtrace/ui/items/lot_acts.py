"""The commands of the lot page: hold, register a paper, print, move."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from qtrace.domain.documents import DocumentRefusal
from qtrace.domain.warehouse import WarehouseReason
from qtrace.services.commands import Command
from qtrace.services.documents_commands import ReprintDocument, ReprintLabel
from qtrace.services.holds_commands import PlaceHold
from qtrace.services.outcomes import Done, Outcome, Refusal
from qtrace.services.receiving_commands import RegisterPaper
from qtrace.services.warehouse import LocationRow, location_by_code
from qtrace.services.warehouse_commands import MoveLot
from qtrace.ui.bench import Bench
from qtrace.ui.items.lot_view import (
    CopyDraft,
    HoldDraft,
    LotView,
    News,
    NewsCode,
    Pane,
    PaperDraft,
)


class LotActs:
    """Sends what the person decided and puts the answer into the view."""

    def __init__(
        self, bench: Bench, read: Callable[[], LotView], show: Callable[[LotView], None]
    ) -> None:
        self._bench, self._read, self._show = bench, read, show

    def place_hold(self) -> None:
        """Hold the lot with the drafted reason."""
        view = self._read()
        hold, severity = view.hold, view.hold.severity
        if hold.reason is None or severity is None:
            return
        command = PlaceHold(
            **self._bench.head(),
            hold_id=self._bench.new_id(),
            lot_id=view.lot_id,
            reason=hold.reason,
            severity=severity.value,
            note=hold.note.strip(),
        )
        self._send(command, self._held)

    def _held(self, facts: Mapping[str, str]) -> None:
        view = replace(self._read(), hold=HoldDraft(), pane=Pane.OVERVIEW)
        self._tell(view, NewsCode.HELD, facts)

    def register_paper(self) -> None:
        """Register the drafted paper."""
        view = self._read()
        paper = view.paper
        if not paper.kind or not paper.number.strip():
            return
        command = RegisterPaper(
            **self._bench.head(),
            paper_id=self._bench.new_id(),
            lot_id=view.lot_id,
            kind=paper.kind,
            number=paper.number.strip(),
        )
        self._send(command, self._registered)

    def _registered(self, facts: Mapping[str, str]) -> None:
        view = self._read()
        facts = {**facts, "kind": view.paper.kind, "number": view.paper.number.strip()}
        self._tell(replace(view, paper=PaperDraft()), NewsCode.PAPER_REGISTERED, facts)

    def print_report(self) -> None:
        """Print the document in question; without a reason only its first print is allowed."""
        document = self._read().to_print
        if document is not None:
            self._print_document(document.document_id, "")

    def print_copy(self, reason: str) -> None:
        """Print a document or a label again."""
        view = self._read()
        if not view.copy.is_ready:
            return
        if view.copy.document_id:
            self._print_document(view.copy.document_id, reason)
            return
        command = ReprintLabel(
            **self._bench.head(),
            job_id=self._bench.new_id(),
            lot_id=view.lot_id,
            first=view.copy.container,
            last=view.copy.container,
            reason=reason,
        )
        number = str(view.copy.container)
        self._send(command, lambda facts: self._printing({**facts, "container": number}))

    def _print_document(self, document_id: int, reason: str) -> None:
        command = ReprintDocument(
            **self._bench.head(),
            job_id=self._bench.new_id(),
            document_id=document_id,
            reason=reason,
        )
        document = self._read().document(document_id)
        number = document.number if document is not None else ""
        self._send(
            command,
            lambda facts: self._printing({**facts, "number": number}),
            lambda refusal: self._print_refused(document_id, reason, refusal),
        )

    def _print_refused(self, document_id: int, reason: str, refusal: Refusal) -> bool:
        """A further print without its reason is no fault: the reason is asked for now."""
        if refusal.code != DocumentRefusal.REASON_MISSING or reason:
            return False
        view = self._read()
        copy = replace(view.copy, document_id=document_id, container=0)
        self._show(replace(view, pane=Pane.REPRINT, copy=copy, busy=False, refusal=None))
        return True

    def _printing(self, facts: Mapping[str, str]) -> None:
        view = self._read()
        pane = Pane.OVERVIEW if view.pane is Pane.REPRINT else view.pane
        self._tell(replace(view, pane=pane, copy=CopyDraft()), NewsCode.PRINTING, facts)

    def move_to(self, location_code: str) -> None:
        """Put the whole lot on the place with this code."""

        def found(place: LocationRow | None) -> None:
            view = self._read()
            if place is None:
                facts = {"location": location_code}
                refusal = Refusal(WarehouseReason.LOCATION_UNKNOWN, facts)
                self._show(replace(view, refusal=refusal))
                return
            command = MoveLot(
                **self._bench.head(),
                movement_id=self._bench.new_id(),
                lot_id=view.lot_id,
                to_location_id=place.location_id,
            )
            self._send(command, self._moved)

        self._bench.ask(location_by_code, found, location_code)

    def _moved(self, facts: Mapping[str, str]) -> None:
        self._tell(self._read(), NewsCode.MOVED, facts)

    def _tell(self, view: LotView, code: NewsCode, facts: Mapping[str, str]) -> None:
        news = News(code, self._bench.now(), facts)
        self._show(replace(view, news=news, busy=False, refusal=None))

    def _send(
        self,
        command: Command,
        done: Callable[[Mapping[str, str]], None],
        refused: Callable[[Refusal], bool] = lambda _refusal: False,
    ) -> None:
        """Send; a second press before the answer does nothing."""
        view = self._read()
        if view.busy:
            return
        self._show(replace(view, busy=True, refusal=None, news=None))

        def answered(outcome: Outcome) -> None:
            if isinstance(outcome, Done):
                done(outcome.facts)
            elif not refused(outcome):
                self._show(replace(self._read(), busy=False, refusal=outcome))

        self._bench.send(command, answered)
