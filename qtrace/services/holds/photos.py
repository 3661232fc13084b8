"""Photos that were kept with a hold: what was seen when it was placed, and changes after it."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select

from qtrace.models.documents import Blob, Evidence
from qtrace.models.people import Person
from qtrace.services.briefs import NamePair, person_name
from qtrace.services.reads import Reads


@dataclass(frozen=True, slots=True)
class HoldPhoto:
    """A photo of a hold with who kept it; the bytes are those of the camera or the file."""

    evidence_id: int
    name: str
    taken_at: datetime
    by: NamePair
    content: bytes = field(repr=False)


def hold_photos(reads: Reads, hold_id: int) -> tuple[HoldPhoto, ...]:
    """Photos of a hold, the oldest first; none for a hold that does not exist."""
    rows = reads.session.execute(
        select(Evidence, Blob.content, Person)
        .join(Blob, Blob.sha256 == Evidence.sha256)
        .join(Person, Person.id == Evidence.person_id)
        .where(Evidence.target_kind == "case", Evidence.target_id == hold_id)
        .order_by(Evidence.taken_at, Evidence.id)
    )
    return tuple(
        HoldPhoto(row.id, row.original_name, row.taken_at, person_name(person), content)
        for row, content, person in rows
    )
