"""Units, parts, revisions and part codes: handlers and queries of the area."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from qtrace.domain.catalogue import (
    CatalogueReason,
    CodeAgency,
    ContainerWord,
    PaperKind,
    RevisionState,
    Tracking,
    unkeepable_field,
)
from qtrace.domain.codes.checks import mod10_ok
from qtrace.domain.codes.hibc import device_identifier
from qtrace.models.catalogue import Part, PartCode, PartRevision, Unit
from qtrace.services.catalogue.code_profiles import PROFILES
from qtrace.services.catalogue.commands import (
    AddPart,
    AddPartCode,
    AddUnit,
)
from qtrace.services.catalogue.part_revisions import REVISIONS
from qtrace.services.commands import Command
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.reads import Reads
from qtrace.services.texts import refuse_texts
from qtrace.services.work import Handler, ObjectKind, Work

Facts = Mapping[str, str]


def add_unit(work: Work, command: AddUnit) -> Facts | Refusal:
    """Add a unit; its code is its identity."""
    refusal = refuse_texts(
        unit_code=command.unit_code, symbol_en=command.symbol_en, symbol_zh=command.symbol_zh
    )
    if refusal is not None:
        return refusal
    if work.session.get(Unit, command.unit_code) is not None:
        return refuse(CatalogueReason.UNIT_EXISTS, unit=command.unit_code)
    work.add(Unit(code=command.unit_code, symbol_en=command.symbol_en, symbol_zh=command.symbol_zh))
    work.touch(ObjectKind.PLANT, 1)
    return {"unit": command.unit_code}


def add_part(work: Work, command: AddPart) -> Facts | Refusal:
    """Add a part; its number is unique."""
    refusal = _judge_part(command)
    if refusal is not None:
        return refusal
    if work.session.scalar(select(Part.id).where(Part.number == command.number)) is not None:
        return refuse(CatalogueReason.PART_EXISTS, part=command.number)
    if work.session.get(Unit, command.base_unit) is None:
        return refuse(CatalogueReason.UNIT_UNKNOWN, unit=command.base_unit)
    work.add(
        Part(
            id=command.part_id,
            number=command.number,
            name_en=command.name_en,
            name_zh=command.name_zh,
            tracking=command.tracking,
            criticality=command.criticality,
            base_unit=command.base_unit,
            container_word=command.container_word,
            shelf_life_days=command.shelf_life_days,
            over_delivery_pct=command.over_delivery_pct,
            required_papers=json.dumps(list(command.required_papers)),
        )
    )
    work.touch(ObjectKind.PART, command.part_id)
    return {"part": command.number}


def _judge_part(command: AddPart) -> Refusal | None:
    refusal = refuse_texts(number=command.number, name_en=command.name_en or command.name_zh)
    if refusal is not None:
        return refusal
    life = command.shelf_life_days
    choices = {
        "tracking": command.tracking in set(Tracking),
        "criticality": command.criticality in {"critical", "major", "minor"},
        "container_word": command.container_word in set(ContainerWord),
        "required_papers": set(command.required_papers) <= set(PaperKind),
        "over_delivery_pct": 0 <= command.over_delivery_pct <= 100,
        "shelf_life_days": life is None or 1 <= life <= 36_500,
    }
    wrong = next((name for name, is_right in choices.items() if not is_right), None)
    if wrong is None:
        return None
    return refuse(CatalogueReason.FIELD_INVALID, field=wrong, value=getattr(command, wrong))


def add_part_code(work: Work, command: AddPartCode) -> Facts | Refusal:
    """Give a part a code; a code that ever named a part names it for ever."""
    part = work.session.get(Part, command.part_id)
    if part is None:
        return refuse(CatalogueReason.PART_UNKNOWN)
    if command.revision_id is not None:
        revision = work.session.get(PartRevision, command.revision_id)
        if revision is None or revision.part_id != part.id:
            return refuse(CatalogueReason.REVISION_UNKNOWN)
    code = normal_part_code(command.agency, command.part_code)
    if code is None or command.units_per_q6 <= 0:
        return refuse(CatalogueReason.PART_CODE_INVALID, value=command.part_code)
    owner = work.session.scalar(
        select(Part.number)
        .join(PartCode, PartCode.part_id == Part.id)
        .where(PartCode.agency == command.agency, PartCode.code == code)
    )
    if owner is not None:
        return refuse(CatalogueReason.PART_CODE_TAKEN, value=code, part=owner)
    work.add(
        PartCode(
            id=command.part_code_id,
            part_id=part.id,
            revision_id=command.revision_id,
            agency=command.agency,
            code=code,
            package_level=command.package_level,
            units_per_q6=command.units_per_q6,
        )
    )
    work.touch(ObjectKind.PART, part.id)
    return {"part": part.number, "code": code}


def normal_part_code(agency: str, text: str) -> str | None:
    """The code as it is kept, or None if it cannot be one.

    A GTIN is kept with 14 digits, a HIBC code as device identifier without flag and check
    character; the text of its symbol may be given too.

    Example:
        >>> normal_part_code("GS1", "4006381333931")
        '04006381333931'
    """
    code = text.strip()
    if agency not in set(CodeAgency) or not code or unkeepable_field(code=code):
        return None
    if agency == CodeAgency.HIBCC.value:
        return device_identifier(text.lstrip()) or device_identifier(code)
    if agency != CodeAgency.GS1.value:
        return code
    if len(code) not in (8, 12, 13, 14) or not (code.isascii() and code.isdigit()):
        return None
    code = code.zfill(14)
    return code if mod10_ok(code) else None


@dataclass(frozen=True, slots=True)
class PartRow:
    """A part as lists show it.

    Attributes:
        effective_revision: revision in force, or None.
        drafts: revisions that wait for their approval.
    """

    part_id: int
    row_version: int
    number: str
    name_en: str
    name_zh: str
    base_unit: str
    container_word: str
    criticality: str
    shelf_life_days: int | None
    over_delivery_pct: int
    required_papers: tuple[str, ...]
    effective_revision: str | None
    drafts: int


@dataclass(frozen=True, slots=True)
class RevisionRow:
    """A revision of a part with its approval."""

    revision_id: int
    row_version: int
    revision: str
    state: str
    drawing: str
    effective_from: date | None
    author_id: int
    approved_by: int | None


@dataclass(frozen=True, slots=True)
class PartCodeRow:
    """A code that is printed on the part or its packages."""

    agency: str
    code: str
    package_level: str
    units_per_q6: int
    revision_id: int | None


@dataclass(frozen=True, slots=True)
class PartPage:
    """A part with its revisions, newest first, and its codes."""

    part: PartRow
    revisions: tuple[RevisionRow, ...]
    codes: tuple[PartCodeRow, ...]


def parts(reads: Reads) -> tuple[PartRow, ...]:
    """All parts by number."""
    effective = _effective_revisions(reads)
    drafts = dict(
        reads.session.execute(
            select(PartRevision.part_id, func.count())
            .where(PartRevision.state == RevisionState.DRAFT.value)
            .group_by(PartRevision.part_id)
        ).all()
    )
    found = reads.session.scalars(select(Part).order_by(Part.number))
    return tuple(_part_row(part, effective.get(part.id), drafts.get(part.id, 0)) for part in found)


def _effective_revisions(reads: Reads) -> dict[int, str]:
    return dict(
        reads.session.execute(
            select(PartRevision.part_id, PartRevision.revision).where(
                PartRevision.state == RevisionState.EFFECTIVE.value
            )
        ).all()
    )


def _part_row(part: Part, effective: str | None, drafts: int) -> PartRow:
    return PartRow(
        part_id=part.id,
        row_version=part.row_version,
        number=part.number,
        name_en=part.name_en,
        name_zh=part.name_zh,
        base_unit=part.base_unit,
        container_word=part.container_word,
        criticality=part.criticality,
        shelf_life_days=part.shelf_life_days,
        over_delivery_pct=part.over_delivery_pct,
        required_papers=tuple(json.loads(part.required_papers)),
        effective_revision=effective,
        drafts=drafts,
    )


def part_by_number(reads: Reads, number: str) -> PartRow | None:
    """The part with this number, or None."""
    part_id = reads.session.scalar(select(Part.id).where(Part.number == number))
    page = part_page(reads, part_id) if part_id is not None else None
    return page.part if page else None


def part_page(reads: Reads, part_id: int) -> PartPage | None:
    """One part with everything that belongs to it, or None."""
    part = reads.session.get(Part, part_id)
    if part is None:
        return None
    revisions = reads.session.scalars(
        select(PartRevision).where(PartRevision.part_id == part_id).order_by(PartRevision.id.desc())
    ).all()
    codes = reads.session.scalars(
        select(PartCode).where(PartCode.part_id == part_id).order_by(PartCode.agency, PartCode.code)
    )
    effective = next((r.revision for r in revisions if r.state == "effective"), None)
    drafts = sum(r.state == RevisionState.DRAFT.value for r in revisions)
    return PartPage(
        _part_row(part, effective, drafts),
        tuple(
            RevisionRow(
                r.id, r.row_version, r.revision, r.state, r.drawing, r.effective_from,
                r.author_id, r.approved_by,
            )
            for r in revisions
        ),
        tuple(
            PartCodeRow(c.agency, c.code, c.package_level, c.units_per_q6, c.revision_id)
            for c in codes
        ),
    )  # fmt: skip


HANDLERS: dict[type[Command], Handler] = {
    AddUnit: add_unit,
    AddPart: add_part,
    **REVISIONS,
    AddPartCode: add_part_code,
    **PROFILES,
}
