"""Values of supplier certificates: kept, compared with the plan's limits, read from files."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from qtrace.domain.certificates import (
    CertificateReason,
    FoundValue,
    WantedValue,
    find_values,
    judge_certified,
    media_of,
)
from qtrace.domain.decimals import stated_text
from qtrace.domain.inspection import read_number
from qtrace.domain.items import QualityState
from qtrace.domain.receiving import ReceivingReason
from qtrace.models.certificates import CertificateValue
from qtrace.models.documents import Blob, Evidence
from qtrace.models.inspection import Characteristic, Inspection
from qtrace.models.items import Item
from qtrace.models.people import Person
from qtrace.models.receiving import SupplierPaper
from qtrace.services.briefs import NamePair, person_name
from qtrace.services.catalogue.plan_content import plan_children
from qtrace.services.catalogue.plans import effective_revision
from qtrace.services.commands import Command
from qtrace.services.evidence import MOST_BYTES, EvidenceFile
from qtrace.services.items.standing import present_papers, quality_state
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.reads import Reads
from qtrace.services.receiving.certificates_commands import CertifiedValue, RecordCertificateValues
from qtrace.services.work import Handler, ObjectKind, Work

Facts = Mapping[str, str]
DECIDED = ("accepted", "rejected")


def record_certificate_values(work: Work, command: RecordCertificateValues) -> Facts | Refusal:
    """Keep values of a certificate with the verdict of the plan's limits; all of them or none."""
    session = work.session
    paper = session.get(SupplierPaper, command.paper_id)
    if paper is None or all(row.id != paper.id for row in present_papers(session, paper.item_id)):
        return refuse(ReceivingReason.PAPER_UNKNOWN)
    if not command.values:
        return refuse(CertificateReason.CERTIFICATE_EMPTY)
    lot = session.get_one(Item, paper.item_id)
    closed = _closed(session, lot.id)
    if closed is not None:
        return refuse(closed, lot=lot.lot)
    planned = {row.id: row for row in planned_values(session, lot)}
    standing = {(row.characteristic_id, row.no): row for row in live_values(session, (paper.id,))}
    rows = []
    for entry in command.values:
        row = _row(work, paper, entry, planned, standing)
        if isinstance(row, Refusal):
            lacks_plan = row.code == CertificateReason.CERTIFICATE_NOT_PLANNED
            return refuse(row.code, lot=lot.lot) if lacks_plan else row
        rows.append(row)
        standing[row.characteristic_id, row.no] = row
    work.add_all(rows)
    work.touch(ObjectKind.ITEM, lot.id)
    odd = sum(row.verdict == "fail" for row in rows)
    return {"lot": lot.lot or "", "values": str(len(rows)), "odd": str(odd)}


def _closed(session: Session, lot_id: int) -> CertificateReason | None:
    """Why no value can be entered: what its inspection saw stands in the report, or in the parts."""
    if quality_state(session, lot_id) is QualityState.SPLIT:
        return CertificateReason.CERTIFICATE_DIVIDED
    state = session.scalar(
        select(Inspection.state)
        .where(Inspection.item_id == lot_id)
        .order_by(Inspection.requested_at.desc(), Inspection.id.desc())
        .limit(1)
    )
    return CertificateReason.CERTIFICATE_DECIDED if state in DECIDED else None


def _row(
    work: Work,
    paper: SupplierPaper,
    entry: CertifiedValue,
    planned: Mapping[int, Characteristic],
    standing: Mapping[tuple[int, int], CertificateValue],
) -> CertificateValue | Refusal:
    characteristic = planned.get(entry.characteristic_id)
    if characteristic is None:
        return refuse(CertificateReason.CERTIFICATE_NOT_PLANNED)
    place = {"characteristic": characteristic.no, "no": entry.no}
    before = standing.get((characteristic.id, entry.no))
    if entry.replaces is None and before is not None:
        return refuse(CertificateReason.CERTIFICATE_VALUE_EXISTS, **place)
    if entry.replaces is not None and (before is None or before.id != entry.replaces):
        return refuse(CertificateReason.CERTIFICATE_VALUE_CHANGED, **place)
    unit, verdict, value = characteristic.unit_code or "", "void", ""
    if entry.value or entry.replaces is None:
        number = read_number(entry.value, unit)
        if not isinstance(number, Decimal) or entry.no < 1:
            shown = "".join(c if c.isprintable() else "\ufffd" for c in entry.value[:40])
            return refuse(CertificateReason.CERTIFICATE_VALUE, given=shown, unit=unit, **place)
        is_good = judge_certified(number, *_limits(characteristic)).is_good
        verdict, value = "pass" if is_good else "fail", stated_text(number)
    return CertificateValue(
        id=entry.value_id,
        paper_id=paper.id,
        characteristic_id=characteristic.id,
        no=entry.no,
        value=value,
        value_raw=entry.value.replace("\x00", ""),
        verdict=verdict,
        lsl=characteristic.lsl,
        usl=characteristic.usl,
        origin="typed" if entry.page is None else "file",
        page=entry.page,
        person_id=work.actor.person_id,
        at=work.now,
        supersedes_id=entry.replaces,
    )


def _limits(row: Characteristic | CertificateValue) -> tuple[Decimal | None, Decimal | None]:
    return (
        None if row.lsl is None else Decimal(row.lsl),
        None if row.usl is None else Decimal(row.usl),
    )


def planned_values(session: Session, lot: Item) -> tuple[Characteristic, ...]:
    """Measured characteristics of the plan that judges the lot, by number.

    It is the plan of its newest started inspection, before that the effective one.
    """
    revision_id = session.scalar(
        select(Inspection.plan_revision_id)
        .where(Inspection.item_id == lot.id, Inspection.plan_revision_id.is_not(None))
        .order_by(Inspection.requested_at.desc(), Inspection.id.desc())
        .limit(1)
    )
    if revision_id is None and lot.part_id is not None:
        found = effective_revision(session, lot.part_id, lot.supplier_id)
        revision_id = found[1].id if found is not None else None
    if revision_id is None:
        return ()
    return tuple(row for row in plan_children(session, revision_id)[1] if row.kind == "variable")


def live_values(session: Session, paper_ids: Sequence[int]) -> Sequence[CertificateValue]:
    """Values in force of these papers, by characteristic and number."""
    later = aliased(CertificateValue)
    return session.scalars(
        select(CertificateValue)
        .outerjoin(later, later.supersedes_id == CertificateValue.id)
        .where(
            CertificateValue.paper_id.in_(paper_ids),
            CertificateValue.verdict != "void",
            later.id.is_(None),
        )
        .order_by(
            CertificateValue.paper_id, CertificateValue.characteristic_id, CertificateValue.no
        )
    ).all()


def copy_values(work: Work, paper_id: int, copy_id: int) -> None:
    """Values in force of a paper also stand in its copy for a part of the lot; there they go on."""
    columns = [column.key for column in CertificateValue.__table__.columns]
    for row in live_values(work.session, (paper_id,)):
        own = {"id": work.new_id(), "paper_id": copy_id, "supersedes_id": None}
        kept = {name: getattr(row, name) for name in columns if name != "record_id"}
        work.add(CertificateValue(**(kept | own)))


@dataclass(frozen=True, slots=True)
class ComparedValue:
    """A value of a certificate beside the limits that judged it."""

    value_id: int
    no: int
    text: str
    is_good: bool
    distance: str
    is_from_file: bool
    person: NamePair
    at: datetime


@dataclass(frozen=True, slots=True)
class ComparedCharacteristic:
    """A measured characteristic of the plan with what the certificate says about it."""

    characteristic_id: int
    number: int
    name: NamePair
    unit: str
    nominal: str | None
    lsl: str | None
    usl: str | None
    values: tuple[ComparedValue, ...]


@dataclass(frozen=True, slots=True)
class CertificateSheet:
    """A certificate compared with the plan.

    Attributes:
        file: name of the file that was kept; empty without one.
        is_text: the file may carry text (PDF), so that values can be proposed from it.
        is_open: values may still be entered.
    """

    paper_id: int
    lot_id: int
    kind: str
    number: str
    file: str
    is_text: bool
    is_open: bool
    characteristics: tuple[ComparedCharacteristic, ...]

    @property
    def odd(self) -> int:
        """Values outside their limits."""
        return sum(not v.is_good for each in self.characteristics for v in each.values)

    @property
    def count(self) -> int:
        """Values in force."""
        return sum(len(each.values) for each in self.characteristics)


def certificate_sheet(reads: Reads, paper_id: int) -> CertificateSheet | None:
    """A certificate with its values and the plan's limits; None if there is no such paper."""
    session = reads.session
    paper = session.get(SupplierPaper, paper_id)
    if paper is None:
        return None
    lot = session.get_one(Item, paper.item_id)
    people = {row.id: row for row in session.scalars(select(Person).where(Person.id.in_(
        {value.person_id for value in live_values(session, (paper.id,))})))}  # fmt: skip
    by_characteristic: dict[int, list[ComparedValue]] = {}
    for row in live_values(session, (paper.id,)):
        verdict = judge_certified(Decimal(row.value), *_limits(row))
        compared = ComparedValue(
            row.id, row.no, row.value, verdict.is_good, verdict.distance, row.origin == "file",
            person_name(people[row.person_id]), row.at,
        )  # fmt: skip
        by_characteristic.setdefault(row.characteristic_id, []).append(compared)
    name, media = "", ""
    if paper.evidence_id is not None:
        evidence = session.get_one(Evidence, paper.evidence_id)
        name = evidence.original_name
        media = session.get_one(Blob, evidence.sha256).media_type
    return CertificateSheet(
        paper.id,
        lot.id,
        paper.kind,
        paper.number,
        name,
        media == "application/pdf",
        _closed(session, lot.id) is None,
        tuple(
            ComparedCharacteristic(
                row.id, row.no, NamePair(row.name_en, row.name_zh), row.unit_code or "",
                row.nominal, row.lsl, row.usl, tuple(by_characteristic.get(row.id, ())),
            )
            for row in planned_values(session, lot)
        ),
    )  # fmt: skip


def read_certificate_file(_reads: Reads, path: str) -> EvidenceFile | Refusal:
    """The file at `path` as it can be kept, or why not; it is read off the UI thread."""
    file = Path(path)
    try:
        content = file.read_bytes() if file.stat().st_size <= MOST_BYTES else b""
    except (OSError, ValueError):  # ValueError: a NUL in the name
        content = b""
    media = media_of(content)
    if media is None:
        return refuse(CertificateReason.CERTIFICATE_FILE, name=file.name)
    return EvidenceFile(content, file.name, media)


def certificate_bytes(reads: Reads, paper_id: int) -> bytes | None:
    """The kept file of a paper, byte for byte; None without one."""
    paper = reads.session.get(SupplierPaper, paper_id)
    if paper is None or paper.evidence_id is None:
        return None
    evidence = reads.session.get_one(Evidence, paper.evidence_id)
    return reads.session.get_one(Blob, evidence.sha256).content


def values_of_file(
    reads: Reads, paper_id: int, read_pages: Callable[[bytes], Sequence[str]]
) -> tuple[FoundValue, ...]:
    """Values that the kept file of a paper seems to state; `read_pages` gives its text."""
    content = certificate_bytes(reads, paper_id)
    return proposed_values(reads, paper_id, read_pages(content)) if content is not None else ()


def proposed_values(reads: Reads, paper_id: int, pages: Sequence[str]) -> tuple[FoundValue, ...]:
    """Values that the text of the file seems to state, for a person to confirm.

    Args:
        reads: the read transaction.
        paper_id: the certificate.
        pages: text of its pages.
    """
    paper = reads.session.get(SupplierPaper, paper_id)
    if paper is None:
        return ()
    lot = reads.session.get_one(Item, paper.item_id)
    wanted = [
        WantedValue(
            row.id,
            tuple(filter(None, (row.name_en, row.name_zh))),
            tuple(Decimal(text) for text in (row.nominal, row.lsl, row.usl) if text is not None),
        )
        for row in planned_values(reads.session, lot)
    ]
    return find_values(pages, wanted)


HANDLERS: dict[type[Command], Handler] = {RecordCertificateValues: record_certificate_values}
