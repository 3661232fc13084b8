"""Device history records are issued: each issue is a document of its own, stored once."""

import json
from collections.abc import Mapping
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from qtrace.domain.catalogue import CatalogueReason
from qtrace.domain.documents import DocumentRefusal
from qtrace.domain.production.reasons import BatchReason
from qtrace.models.documents import Document
from qtrace.services.commands import Command
from qtrace.services.documents.issued import HISTORY_KIND
from qtrace.services.history.commands import IssueDeviceHistory
from qtrace.services.history.contents import device_history
from qtrace.services.history.paper import Plain, history_body
from qtrace.services.inspection.support import plant_day, plant_of
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.reads import PlantFacts, Reads
from qtrace.services.work import Handler, ObjectKind, Work

Facts = Mapping[str, str]
LANGUAGES = ("zh", "en", "both")


def issue_device_history(work: Work, command: IssueDeviceHistory) -> Facts | Refusal:
    """Freeze the record; the next issue of a batch is the next revision of its number."""
    plant = plant_of(work.session)
    language = command.language or plant.form_numbers.get("report_language", "both")
    if language not in LANGUAGES:
        return refuse(CatalogueReason.FIELD_INVALID, field="language", value=command.language)
    reads = Reads(work.session, work.now, work.station)
    history = device_history(reads, command.lot_id)
    if history is None:
        return refuse(BatchReason.BATCH_UNKNOWN)
    body = history_body(history, plant)
    last = _last(work.session, command.lot_id)
    if last is not None and _says(last) == (body, language):
        at = last.issued_at.isoformat()
        return refuse(
            DocumentRefusal.HISTORY_UNCHANGED, number=last.number, revision=last.revision, at=at
        )
    number = last.number if last is not None else _number(work, plant)
    revision = last.revision + 1 if last is not None else 1
    head = _head(work, plant, (number, revision, language))
    text = json.dumps(
        {"head": head, **body}, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    _add(work, command, (number, revision, text))
    return {"number": number, "revision": str(revision), "missing": str(len(history.missing))}


def _last(session: Session, lot_id: int) -> Document | None:
    return session.scalar(
        select(Document)
        .where(Document.item_id == lot_id, Document.kind == HISTORY_KIND)
        .order_by(Document.revision.desc())
        .limit(1)
    )


def _says(document: Document) -> tuple[Plain, str]:
    """What an issued record says, and its language."""
    data = json.loads(document.data)
    return {name: part for name, part in data.items() if name != "head"}, data["head"]["language"]


def _number(work: Work, plant: PlantFacts) -> str:
    year = plant_day(plant, work.now).year
    return f"DHR-{year % 100:02}-{work.number('device_history', year):04}"


def _head(work: Work, plant: PlantFacts, names: tuple[str, int, str]) -> Plain:
    number, revision, language = names
    reads = Reads(work.session, work.now, work.station)
    form, _, form_revision = plant.form_numbers.get(HISTORY_KIND, "").partition("/")
    return {
        "number": number,
        "revision": revision,
        "form_number": form,
        "form_revision": form_revision,
        "language": language,
        "issued_at": work.now.astimezone(reads.zone).isoformat(),
        "verification_code": "",
        "symbol_data": "",
        "supersedes": f"{number} / {revision - 1}" if revision > 1 else "",
        "demo": plant.is_demo,
    }


def _add(work: Work, command: IssueDeviceHistory, told: tuple[str, int, str]) -> None:
    number, revision, text = told
    work.add(
        Document(
            id=command.document_id,
            kind=HISTORY_KIND,
            number=number,
            revision=revision,
            item_id=command.lot_id,
            inspection_id=None,
            data=text,
            data_sha256=sha256(text.encode()).digest(),
            issued_at=work.now,
            issued_by=work.actor.person_id,
        )
    )
    work.touch(ObjectKind.DOCUMENT, command.document_id)
    work.touch(ObjectKind.ITEM, command.lot_id)


HANDLERS: dict[type[Command], Handler] = {IssueDeviceHistory: issue_device_history}
