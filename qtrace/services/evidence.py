"""Evidence: bytes that prove something, stored once by their content hash."""

from dataclasses import dataclass, field
from hashlib import sha256

from qtrace.domain.receiving import ReceivingReason
from qtrace.models.documents import Blob, Evidence
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.texts import refuse_unkeepable
from qtrace.services.work import ObjectKind, Work

MOST_BYTES = 20 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """A file as it was handed over.

    Attributes:
        name: its own name, as it was on the disk or the camera.
    """

    content: bytes = field(repr=False)
    name: str
    media_type: str


def judge_evidence(file: EvidenceFile | None) -> Refusal | None:
    """None if the file can be kept, or if there is none."""
    if file is None:
        return None
    if not file.content:
        return refuse(ReceivingReason.EVIDENCE_EMPTY, name=file.name)
    if len(file.content) > MOST_BYTES:
        size, most = len(file.content) // 1024 // 1024, MOST_BYTES // 1024 // 1024
        return refuse(ReceivingReason.EVIDENCE_TOO_LARGE, megabytes=size, most=most)
    return refuse_unkeepable(evidence_name=file.name)


def keep_evidence(
    work: Work, file: EvidenceFile, kind: ObjectKind, target_id: int, role: str
) -> int:
    """Store the bytes once by their hash and bind them to what they prove; return the id."""
    digest = sha256(file.content).digest()
    if work.session.get(Blob, digest) is None:
        work.add(
            Blob(
                sha256=digest,
                size=len(file.content),
                media_type=file.media_type,
                content=file.content,
                stored_at=work.now,
            )
        )
    evidence = work.add(
        Evidence(
            id=work.new_id(),
            sha256=digest,
            original_name=file.name,
            taken_at=work.now,
            person_id=work.actor.person_id,
            target_kind=kind.value,
            target_id=target_id,
            role=role,
        )
    )
    return evidence.id
