"""Printing what was issued: the first print is plain, every further one says why."""

from dataclasses import replace

from qtrace.domain.documents import DocumentRefusal
from qtrace.services.documents.commands import ReprintDocument, ReprintLabel
from qtrace.services.outcomes import Refusal
from qtrace.ui.items.lot_view import CopyDraft, CopyReason, NewsCode, Pane
from qtrace.ui.items.sender import Facts, Sender


class CopyDesk:
    """The draft of a reprint, and printing."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def print_report(self) -> None:
        """Print the document in question; the service tells whether that needs a reason."""
        document = self._sender.view.to_print
        if document is not None:
            self._print_document(document.document_id, "")

    def ask_label(self, container: int) -> None:
        """Ask why the label of a container is needed again."""
        view = self._sender.view
        copy = replace(view.copy, document_id=0, container=container)
        self._sender.show(replace(view, pane=Pane.REPRINT, copy=copy, refusal=None, news=None))

    def choose_reason(self, reason: str) -> None:
        """Choose why it is printed again."""
        view = self._sender.view
        copy = replace(view.copy, reason=CopyReason(reason))
        self._sender.show(replace(view, copy=copy, refusal=None))

    def choose_number(self, number: int) -> None:
        """Choose the reason on tile `number`, counted from 1."""
        if 1 <= number <= len(CopyReason):
            self.choose_reason(tuple(CopyReason)[number - 1].value)

    def note(self, text: str) -> None:
        """Why it is printed again, in the person's words."""
        view = self._sender.view
        self._sender.show(replace(view, copy=replace(view.copy, note=text)))

    def print_copy(self, reason: str) -> None:
        """Print again, with the reason as the paper will show it."""
        view, bench = self._sender.view, self._sender.bench
        if not view.copy.is_ready:
            return
        if view.copy.document_id:
            self._print_document(view.copy.document_id, reason)
            return
        container = view.copy.container
        command = ReprintLabel(
            **bench.head(),
            job_id=bench.new_id(),
            lot_id=view.lot_id,
            first=container,
            last=container,
            reason=reason,
        )
        told = {"container": str(container)}
        self._sender.send(command, lambda facts: self._printing({**facts, **told}))

    def _print_document(self, document_id: int, reason: str) -> None:
        bench, document = self._sender.bench, self._sender.view.document(document_id)
        command = ReprintDocument(
            **bench.head(),
            job_id=bench.new_id(),
            document_id=document_id,
            reason=reason,
        )
        told = {"number": document.number if document is not None else ""}
        self._sender.send(
            command,
            lambda facts: self._printing({**facts, **told}),
            lambda refusal: self._asks_reason(document_id, reason, refusal),
        )

    def _asks_reason(self, document_id: int, reason: str, refusal: Refusal) -> bool:
        """A further print without its reason is no fault: the reason is asked for now."""
        if refusal.code != DocumentRefusal.REASON_MISSING or reason:
            return False
        view = self._sender.view
        copy = replace(view.copy, document_id=document_id, container=0)
        self._sender.show(replace(view, pane=Pane.REPRINT, copy=copy, busy=False, refusal=None))
        return True

    def _printing(self, facts: Facts) -> None:
        view = self._sender.view
        pane = Pane.OVERVIEW if view.pane is Pane.REPRINT else view.pane
        self._sender.tell(replace(view, pane=pane, copy=CopyDraft()), NewsCode.PRINTING, facts)
