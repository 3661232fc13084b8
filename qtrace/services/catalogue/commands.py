"""Commands about units, parts, revisions and the codes of parts."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from qtrace.domain.people import Meaning
from qtrace.services.commands import Command


@dataclass(frozen=True, slots=True, kw_only=True)
class AddUnit(Command):
    """Add a unit of measure by its UCUM code."""

    code: ClassVar[str] = "ADD_UNIT"

    unit_code: str
    symbol_en: str
    symbol_zh: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AddPart(Command):
    """Add a part, without any revision yet.

    Attributes:
        tracking: `lot`, `serial` or `none`.
        criticality: `critical`, `major` or `minor`.
        base_unit: code of a known unit; all quantities of the part are in it.
        container_word: `ContainerWord` value.
        shelf_life_days: days from manufacture to the last usable day, or None if unlimited.
        over_delivery_pct: whole per cent that may come beyond an order, 0 to 100.
        required_papers: `PaperKind` values that must come with every lot.
    """

    code: ClassVar[str] = "ADD_PART"

    part_id: int
    number: str
    name_en: str
    name_zh: str
    tracking: str
    criticality: str
    base_unit: str
    container_word: str
    shelf_life_days: int | None
    over_delivery_pct: int
    required_papers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AddPartRevision(Command):
    """Draft a revision; another person approves it."""

    code: ClassVar[str] = "ADD_PART_REVISION"

    revision_id: int
    part_id: int
    revision: str
    drawing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovePartRevision(Command):
    """Put a drafted revision into force, signed by somebody other than its author.

    Attributes:
        seen_sha256: what the approver saw: `DraftRow.seen_sha256`, 64 hex digits.
        effective_from: first day in force; None: today at the plant.
    """

    code: ClassVar[str] = "APPROVE_PART_REVISION"
    version: ClassVar[int] = 2
    meaning: ClassVar[Meaning | None] = Meaning.APPROVED

    revision_id: int
    seen_sha256: str
    effective_from: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnDraft(Command):
    """Do not approve a draft: give it back to its author, with the reason.

    Attributes:
        return_id: id of what is kept about it.
        kind: `part` (a revision of a part) or `plan`.
        revision_id: the draft.
        row_version: of the draft as it was looked at.
    """

    code: ClassVar[str] = "RETURN_DRAFT"

    return_id: int
    kind: str
    revision_id: int
    row_version: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AddPartCode(Command):
    """Give a part a code that suppliers or agencies print on it; codes are never reused.

    Attributes:
        part_code: the code as kept; a GTIN is filled up to 14 digits.
        agency: `CodeAgency` value.
        package_level: `piece`, `bag`, `box`, `pallet` …
        units_per_q6: quantity in the part's base unit that one such package holds.
        revision_id: revision that the code belongs to, or None if it survives revisions.
    """

    code: ClassVar[str] = "ADD_PART_CODE"

    part_code_id: int
    part_id: int
    agency: str
    part_code: str
    package_level: str
    units_per_q6: int
    revision_id: int | None = None
