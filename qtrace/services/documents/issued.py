"""Issued documents, labels and print jobs: numbers are frozen, bytes are stored once."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from sqlalchemy import func, select, true

from qtrace.domain.catalogue import CatalogueReason
from qtrace.domain.documents import DocumentRefusal
from qtrace.domain.inspection_ways import Obstacle
from qtrace.domain.people import PeopleReason
from qtrace.models.documents import Blob, Document, DocumentFile, PrintEvent, PrintJob
from qtrace.models.items import Item
from qtrace.models.people import Person
from qtrace.models.records import Record
from qtrace.records.leaf import verification_code
from qtrace.services.commands import Command
from qtrace.services.documents.commands import (
    RecordPrint,
    ReprintDocument,
    ReprintLabel,
    StoreDocument,
)
from qtrace.services.documents.report import report_json
from qtrace.services.items.standing import container_count, wanted_label
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.reads import Reads
from qtrace.services.work import Handler, ObjectKind, Work

Facts = Mapping[str, str]
LABEL_TEMPLATE = "container"
UNIT_TEMPLATE = "unit"
REPORT_TEMPLATE = "incoming_report"
HISTORY_KIND = "device_history"
PDF = "application/pdf"
MOST_BYTES = 20 * 1024 * 1024


def queue_labels(  # noqa: PLR0913 - the columns of a print job
    work: Work,
    *,
    lot_id: int,
    status: str,
    first: int,
    last: int,
    reason: str = "",
    copy_no: int = 0,
) -> int:
    """Ask for labels of containers `first` to `last` with `status`; return the job's id."""
    return add_print_job(
        work,
        PrintJob(
            id=work.new_id(),
            kind="label",
            template=LABEL_TEMPLATE,
            item_id=lot_id,
            document_id=None,
            label_status=status,
            container_from=first,
            container_to=last,
            copy_no=copy_no,
            reason=reason,
        ),
    )


def add_print_job(work: Work, job: PrintJob) -> int:
    """Let a job wait for the printer of this station; return its id."""
    job.site_id, job.state = work.station.site_id, "waiting"
    job.requested_by, job.requested_at = work.actor.person_id, work.now
    work.add(job)
    work.touch(ObjectKind.PRINT_JOB, job.id)
    work.touch(ObjectKind.ITEM, job.item_id)
    return job.id


def issue_report(work: Work, inspection_id: int, reject_for: Obstacle | None = None) -> int:
    """Issue the incoming inspection report: number and data are frozen now; return its id.

    `reject_for` is what a lot was rejected for although its readings accept it.
    """
    work.session.flush()
    report = report_json(work, inspection_id, reject_for)
    document_id = work.new_id()
    work.add(
        Document(
            id=document_id,
            kind="incoming_report",
            number=report.number,
            revision=1,
            item_id=report.lot_id,
            inspection_id=inspection_id,
            data=report.text,
            data_sha256=sha256(report.text.encode()).digest(),
            issued_at=work.now,
            issued_by=work.actor.person_id,
        )
    )
    work.touch(ObjectKind.DOCUMENT, document_id)
    return document_id


def store_document(work: Work, command: StoreDocument) -> Facts | Refusal:
    """Keep the rendered bytes; a second rendering is refused, the first one counts."""
    document = work.session.get(Document, command.document_id)
    if document is None:
        return refuse(DocumentRefusal.NOT_ISSUED)
    if command.media_type != PDF or not command.content.startswith(b"%PDF-"):
        return refuse(CatalogueReason.FIELD_INVALID, field="content", value=command.media_type[:60])
    if len(command.content) > MOST_BYTES:
        return refuse(CatalogueReason.FIELD_INVALID, field="content", value=len(command.content))
    known = work.session.scalar(
        select(DocumentFile.id).where(
            DocumentFile.document_id == document.id, DocumentFile.media_type == command.media_type
        )
    )
    if known is not None:
        return refuse(DocumentRefusal.ALREADY_STORED, number=document.number)
    digest = sha256(command.content).digest()
    if work.session.get(Blob, digest) is None:
        work.add(
            Blob(
                sha256=digest,
                size=len(command.content),
                media_type=command.media_type,
                content=command.content,
                stored_at=work.now,
            )
        )
    work.add(
        DocumentFile(
            id=work.new_id(),
            document_id=document.id,
            media_type=command.media_type,
            sha256=digest,
            stored_at=work.now,
        )
    )
    work.touch(ObjectKind.DOCUMENT, document.id)
    return {"sha256": digest.hex(), "number": document.number}


def record_print(work: Work, command: RecordPrint) -> Facts | Refusal:
    """Write down what the printer did; a failed job stays open."""
    job = work.session.get(PrintJob, command.job_id)
    if job is None:
        return refuse(PeopleReason.NOT_FOUND)
    if job.state in {"printed", "void"}:
        return refuse(DocumentRefusal.JOB_CLOSED)
    job.state = "printed" if command.outcome == "printed" else "failed"
    work.add(
        PrintEvent(
            id=work.new_id(),
            job_id=job.id,
            outcome=command.outcome,
            detail=command.detail[:500],
            symbols_read_back=command.symbols_read_back,
            at=work.now,
        )
    )
    work.touch(ObjectKind.PRINT_JOB, job.id)
    return {}


def reprint_label(work: Work, command: ReprintLabel) -> Facts | Refusal:
    """Ask for labels once more; counted, with a reason."""
    if not command.reason.strip():
        return refuse(DocumentRefusal.REASON_MISSING)
    lot = work.session.get(Item, command.lot_id)
    wanted = wanted_label(work.session, lot) if lot is not None else None
    containers = container_count(work.session, command.lot_id)
    if wanted is None or not 1 <= command.first <= command.last <= containers:
        return refuse(DocumentRefusal.NO_SUCH_CONTAINER)
    copies = work.session.scalar(
        select(func.max(PrintJob.copy_no)).where(
            PrintJob.item_id == command.lot_id,
            PrintJob.label_status == wanted.value,
            PrintJob.container_from <= command.last,
            PrintJob.container_to >= command.first,
        )
    )
    copy_no = (copies or 0) + 1
    add_print_job(
        work,
        PrintJob(
            id=command.job_id,
            kind="label",
            template=LABEL_TEMPLATE,
            item_id=command.lot_id,
            document_id=None,
            label_status=wanted.value,
            container_from=command.first,
            container_to=command.last,
            copy_no=copy_no,
            reason=command.reason,
        ),
    )
    return {"copy": str(copy_no)}


def reprint_document(work: Work, command: ReprintDocument) -> Facts | Refusal:
    """Ask for a stored document once more; the first print is copy 0."""
    document = work.session.get(Document, command.document_id)
    if document is None:
        return refuse(DocumentRefusal.NOT_ISSUED)
    copies = work.session.scalar(
        select(func.count()).select_from(PrintJob).where(PrintJob.document_id == document.id)
    )
    if copies and not command.reason.strip():
        return refuse(DocumentRefusal.REASON_MISSING)
    add_print_job(
        work,
        PrintJob(
            id=command.job_id,
            kind="document",
            template=document.kind,
            item_id=document.item_id,
            document_id=document.id,
            label_status=None,
            container_from=None,
            container_to=None,
            copy_no=copies or 0,
            reason=command.reason,
        ),
    )
    return {"copy": str(copies or 0)}


@dataclass(frozen=True, slots=True)
class IssuedDocument:
    """An issued document as lists and the renderer see it.

    Attributes:
        data: frozen JSON, without the verification code (it is the leaf of the issuing record).
        has_file: True when the rendered bytes are stored.
        photos: files of its figures by their SHA-256 (64 hex digits).
    """

    document_id: int
    kind: str
    number: str
    revision: int
    item_id: int
    data: str
    issued_at: datetime
    verification_code: str
    has_file: bool
    photos: Mapping[str, bytes] = field(default_factory=dict, repr=False)


def issued_document(reads: Reads, document_id: int) -> IssuedDocument | None:
    """One issued document, or None."""
    document = reads.session.get(Document, document_id)
    return _issued(reads, document) if document is not None else None


def documents_of(reads: Reads, item_id: int) -> tuple[IssuedDocument, ...]:
    """Issued documents about an item, newest first."""
    rows = reads.session.scalars(
        select(Document).where(Document.item_id == item_id).order_by(Document.id.desc())
    )
    return tuple(_issued(reads, row) for row in rows)


def unrendered_documents(reads: Reads, most: int = 20) -> tuple[IssuedDocument, ...]:
    """The newest documents that were issued and not yet rendered, e.g. after a crash in between."""
    stored = select(DocumentFile.document_id).where(DocumentFile.document_id == Document.id)
    rows = reads.session.scalars(
        select(Document).where(~stored.exists()).order_by(Document.id.desc()).limit(most)
    ).all()
    return tuple(_issued(reads, row) for row in reversed(rows))


def _issued(reads: Reads, document: Document) -> IssuedDocument:
    leaf = reads.session.scalar(select(Record.leaf).where(Record.id == document.record_id))
    file_id = reads.session.scalar(
        select(DocumentFile.id).where(DocumentFile.document_id == document.id)
    )
    return IssuedDocument(
        document.id,
        document.kind,
        document.number,
        document.revision,
        document.item_id,
        document.data,
        document.issued_at,
        verification_code(leaf) if leaf else "",
        file_id is not None,
        _photos(reads, document.data) if file_id is None else {},
    )


def _photos(reads: Reads, data: str) -> dict[str, bytes]:
    """Files of the figures that a document which is still to be drawn names."""
    wanted = {figure["digest"] for figure in json.loads(data).get("figures", ())}
    rows = reads.session.execute(
        select(Blob.sha256, Blob.content).where(
            Blob.sha256.in_([bytes.fromhex(digest) for digest in wanted])
        )
    )
    return {digest.hex(): content for digest, content in rows}


def document_bytes(reads: Reads, document_id: int) -> bytes | None:
    """The stored bytes of an issued document, or None if it is not rendered yet."""
    return reads.session.scalar(
        select(Blob.content)
        .join(DocumentFile, DocumentFile.sha256 == Blob.sha256)
        .where(DocumentFile.document_id == document_id, DocumentFile.media_type == PDF)
    )


@dataclass(frozen=True, slots=True)
class PrintJobRow:
    """A print job as lists show it.

    Attributes:
        template: what is drawn: `container`, `unit` or a document.
        container_from: first container, or first piece where labels of units are printed.
    """

    job_id: int
    kind: str
    lot_id: int
    lot: str
    part_number: str
    label_status: str | None
    container_from: int | None
    container_to: int | None
    document_id: int | None
    copy_no: int
    reason: str
    state: str
    requested_at: datetime
    detail: str
    requested_by: str = ""
    template: str = LABEL_TEMPLATE


def print_jobs(
    reads: Reads,
    states: tuple[str, ...] = ("waiting", "failed"),
    most: int = 200,
    *,
    own_station: bool = False,
) -> tuple[PrintJobRow, ...]:
    """Print jobs in these states, newest first.

    Args:
        reads: the view.
        states: states wanted.
        most: at most this many.
        own_station: only jobs whose last record (while they wait: the wish itself) was written
            here; else every station would print every label.
    """
    from qtrace.models.catalogue import Part

    here = select(Record.id).where(
        Record.id == PrintJob.record_id, Record.station_id == reads.station.id
    )
    rows = reads.session.execute(
        select(PrintJob, Item.lot, Part.number, Person.name_zh, Person.name_en)
        .where(here.exists() if own_station else true())
        .join(Item, Item.id == PrintJob.item_id)
        .join(Part, Part.id == Item.part_id, isouter=True)
        .join(Person, Person.id == PrintJob.requested_by)
        .where(PrintJob.state.in_(states))
        .order_by(PrintJob.id.desc())
        .limit(most)
    ).all()
    return tuple(
        PrintJobRow(
            job.id,
            job.kind,
            job.item_id,
            lot or "",
            part or "",
            job.label_status,
            job.container_from,
            job.container_to,
            job.document_id,
            job.copy_no,
            job.reason,
            job.state,
            job.requested_at,
            _last_detail(reads, job.id),
            f"{name_zh} {name_en}".strip(),
            job.template,
        )
        for job, lot, part, name_zh, name_en in rows
    )


def waiting_jobs(reads: Reads) -> tuple[PrintJobRow, ...]:
    """Jobs that this station was asked to print and has not, newest first."""
    return print_jobs(reads, ("waiting",), own_station=True)


def _last_detail(reads: Reads, job_id: int) -> str:
    detail = reads.session.scalar(
        select(PrintEvent.detail)
        .where(PrintEvent.job_id == job_id)
        .order_by(PrintEvent.id.desc())
        .limit(1)
    )
    return detail or ""


HANDLERS: dict[type[Command], Handler] = {
    StoreDocument: store_document,
    RecordPrint: record_print,
    ReprintLabel: reprint_label,
    ReprintDocument: reprint_document,
}
