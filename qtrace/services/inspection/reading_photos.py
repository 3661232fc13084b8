"""Photos of readings: attached while the inspection runs, covered by every signature after that."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import ClassVar

from sqlalchemy import select

from qtrace.domain.inspection import CharKind
from qtrace.domain.inspection_flow import InspectionReason, ReadingOrigin
from qtrace.domain.photos import MOST_BYTES, PhotoReason, judge_photo
from qtrace.models.documents import Blob, Evidence
from qtrace.models.people import Person
from qtrace.services.briefs import NamePair, person_name
from qtrace.services.commands import Command
from qtrace.services.evidence import EvidenceFile, keep_evidence
from qtrace.services.inspection.guards import open_inspection, open_place
from qtrace.services.inspection.reading_rows import NewReading, add_reading, cell_taken
from qtrace.services.inspection.state import PHOTO_ROLE, live_readings
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.reads import Reads
from qtrace.services.texts import refuse_unkeepable
from qtrace.services.work import Handler, ObjectKind, Work

Facts = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachPhoto(Command):
    """Attach a photo to a living reading or defect of an inspection in progress.

    Attributes:
        photo: bytes of a JPEG or PNG file, kept as they are.
        name: name of the file.
    """

    code: ClassVar[str] = "ATTACH_PHOTO"

    inspection_id: int
    reading_id: int
    photo: bytes
    name: str


def attach_photo(work: Work, command: AttachPhoto) -> Facts | Refusal:
    """Keep the photo once, bound to its reading; fact `sha256`."""
    inspection = open_inspection(work, command.inspection_id)
    if isinstance(inspection, Refusal):
        return inspection
    readings = live_readings(work.session, inspection.id)
    if all(each.id != command.reading_id for each in readings):
        return refuse(PhotoReason.NO_READING)
    found = judge_photo(command.photo)
    if isinstance(found, PhotoReason):
        return photo_refusal(found, command.name, len(command.photo))
    refusal = refuse_unkeepable(name=command.name)
    if refusal is not None:
        return refusal
    digest = sha256(command.photo).digest()
    known = select(Evidence.id).where(
        Evidence.target_kind == ObjectKind.READING.value,
        Evidence.target_id == command.reading_id,
        Evidence.sha256 == digest,
    )
    if work.session.scalar(known) is not None:
        return refuse(PhotoReason.EXISTS, name=command.name)
    file = EvidenceFile(command.photo, command.name, found.media_type)
    keep_evidence(work, file, ObjectKind.READING, command.reading_id, PHOTO_ROLE)
    work.touch(ObjectKind.INSPECTION, inspection.id)
    return {"sha256": digest.hex()}


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPhoto(Command):
    """The reading of one piece is a photo, judged by who took it.

    Attributes:
        reading_id: id of the new row.
        photo: bytes of a JPEG or PNG file, kept as they are.
        name: name of the file.
        conforms: what the inspector says of the piece.
        replaces: id of the reading that stands in the cell and is corrected by this one.
    """

    code: ClassVar[str] = "RECORD_PHOTO"

    inspection_id: int
    reading_id: int
    characteristic_id: int
    piece: int
    photo: bytes
    name: str
    conforms: bool
    origin: ReadingOrigin = ReadingOrigin.COMMAND
    replaces: int | None = None


def record_photo(work: Work, command: RecordPhoto) -> Facts | Refusal:
    """Keep the photo as the reading of its piece; the value is the hash of the file."""
    found = open_place(work, command.inspection_id, command.characteristic_id, command.piece)
    if isinstance(found, Refusal):
        return found
    inspection, place = found
    if place.kind is not CharKind.PHOTO:
        return refuse(InspectionReason.NOT_A_PHOTO, characteristic=place.characteristic.no)
    known = live_readings(work.session, inspection.id, place.characteristic.id)
    refusal = cell_taken(work, known, command.piece, command.replaces)
    if refusal is not None:
        return refusal
    photo = judge_photo(command.photo)
    if isinstance(photo, PhotoReason):
        return photo_refusal(photo, command.name, len(command.photo))
    refusal = refuse_unkeepable(name=command.name)
    if refusal is not None:
        return refusal
    digest = sha256(command.photo).hexdigest()
    verdict = "pass" if command.conforms else "fail"
    reading = NewReading(
        command.reading_id,
        place.characteristic,
        command.piece,
        verdict=verdict,
        origin=command.origin,
        value=digest,
        raw=command.name,
        supersedes_id=command.replaces,
    )
    add_reading(work, inspection, reading)
    file = EvidenceFile(command.photo, command.name, photo.media_type)
    keep_evidence(work, file, ObjectKind.READING, command.reading_id, PHOTO_ROLE)
    return {"verdict": verdict, "value": digest, "distance": ""}


def photo_refusal(reason: PhotoReason, name: str, size: int) -> Refusal:
    """Why a file of `size` bytes cannot be a photo."""
    facts = {"megabytes": size // 1024 // 1024, "most": MOST_BYTES // 1024 // 1024}
    return refuse(reason, name=name, **facts)


@dataclass(frozen=True, slots=True)
class PhotoFile:
    """A file that is a photo, as it was read."""

    name: str
    content: bytes = field(repr=False)


def read_photo_file(_reads: Reads, path: str) -> PhotoFile | Refusal:
    """The photo in a file, or why there is none; a file that is too large is not read at all."""
    file = Path(path)
    try:
        size = file.stat().st_size
        if size > MOST_BYTES:
            return photo_refusal(PhotoReason.TOO_LARGE, file.name, size)
        content = file.read_bytes()
    except (OSError, ValueError):  # ValueError: a NUL in the name
        return photo_refusal(PhotoReason.UNREADABLE, file.name, 0)
    return judged_photo(content, file.name)


def judged_photo(content: bytes, name: str) -> PhotoFile | Refusal:
    """The photo in `content`, or why it is none."""
    found = judge_photo(content)
    if isinstance(found, PhotoReason):
        return photo_refusal(found, name, len(content))
    return PhotoFile(name, content)


@dataclass(frozen=True, slots=True)
class PhotoRow:
    """A photo of a reading with its bytes."""

    evidence_id: int
    reading_id: int
    name: str
    sha256: str
    content: bytes
    person: NamePair
    at: datetime


def photos_of_reading(reads: Reads, reading_id: int) -> tuple[PhotoRow, ...]:
    """Photos of one reading in the order in which they were attached."""
    rows = reads.session.execute(
        select(Evidence, Blob.content, Person)
        .join(Blob, Blob.sha256 == Evidence.sha256)
        .join(Person, Person.id == Evidence.person_id)
        .where(Evidence.target_kind == ObjectKind.READING.value, Evidence.target_id == reading_id)
        .order_by(Evidence.id)
    ).all()
    return tuple(
        PhotoRow(
            row.id,
            row.target_id,
            row.original_name,
            row.sha256.hex(),
            content,
            person_name(person),
            row.taken_at,
        )
        for row, content, person in rows
    )


PHOTOS: dict[type[Command], Handler] = {AttachPhoto: attach_photo, RecordPhoto: record_photo}
