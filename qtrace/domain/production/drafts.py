"""Drafts of routes and bills, and what is wrong with them before they are kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from qtrace.domain.inspection import ReadingVerdict, read_number
from qtrace.domain.production.checks_due import CheckKind
from qtrace.domain.quantities import MILLION

MOST_OVERLAP = 10_000


class DraftFaultReason(StrEnum):
    """What is wrong with a draft; the values never change."""

    NO_OPERATIONS = "NO_OPERATIONS"
    OPERATION_TWICE = "OPERATION_TWICE"
    NAME_MISSING = "NAME_MISSING"
    UNITS_TWICE = "UNITS_TWICE"
    PASSES_INVALID = "PASSES_INVALID"
    CHECK_TWICE = "CHECK_TWICE"
    CHECK_NEVER_DUE = "CHECK_NEVER_DUE"
    CHECK_LIMITS = "CHECK_LIMITS"
    NO_MATERIALS = "NO_MATERIALS"
    MATERIAL_TWICE = "MATERIAL_TWICE"
    MATERIAL_QUANTITY = "MATERIAL_QUANTITY"
    MATERIAL_ALTERNATE = "MATERIAL_ALTERNATE"
    MATERIAL_OVERLAP = "MATERIAL_OVERLAP"


@dataclass(frozen=True, slots=True)
class CheckDraft:
    """A check of an operation; limits are decimal text, both None: good or not."""

    no: int
    kind: CheckKind
    name_en: str
    name_zh: str
    lsl: str | None = None
    usl: str | None = None
    unit: str = ""
    gauge_type: str = ""
    at_start: bool = False
    every_n: int | None = None
    every_minutes: int | None = None
    after_stop: bool = False
    second_person: bool = False


@dataclass(frozen=True, slots=True)
class OperationDraft:
    """A step of a route; see `qtrace.models.production.Operation`."""

    no: int
    name_en: str
    name_zh: str
    training_topic: str = ""
    equipment_type: str = ""
    makes_units: bool = False
    most_passes: int = 1
    checks: tuple[CheckDraft, ...] = ()


@dataclass(frozen=True, slots=True)
class BillLineDraft:
    """A material: num/den base units for one piece; `rank` above 0 is an alternate of `no`."""

    no: int
    operation_no: int
    part_id: int
    revision_id: int
    num: int
    den: int = 1
    rank: int = 0
    overlap: int = 0


@dataclass(frozen=True, slots=True)
class DraftFault:
    """The first thing that is wrong; `facts` name `operation`, `check` or `line`."""

    code: DraftFaultReason
    facts: Mapping[str, str] = field(default_factory=dict)


def check_route(operations: Sequence[OperationDraft]) -> DraftFault | None:
    """None if the route can be kept, else the first thing that is wrong with it."""
    if not operations:
        return DraftFault(DraftFaultReason.NO_OPERATIONS)
    numbers = [each.no for each in operations]
    for each in operations:
        code = _operation_fault(each, numbers.count(each.no))
        if code is not None:
            return DraftFault(code, {"operation": str(each.no)})
        for check in each.checks:
            code = _check_fault(check, sum(other.no == check.no for other in each.checks))
            if code is not None:
                return DraftFault(code, {"operation": str(each.no), "check": str(check.no)})
    if sum(each.makes_units for each in operations) > 1:
        return DraftFault(DraftFaultReason.UNITS_TWICE)
    return None


def _operation_fault(each: OperationDraft, count: int) -> DraftFaultReason | None:
    if each.no < 1 or count > 1:
        return DraftFaultReason.OPERATION_TWICE
    if not (each.name_en.strip() or each.name_zh.strip()):
        return DraftFaultReason.NAME_MISSING
    return None if 1 <= each.most_passes <= 9 else DraftFaultReason.PASSES_INVALID


def _check_fault(check: CheckDraft, count: int) -> DraftFaultReason | None:
    if check.no < 1 or count > 1:
        return DraftFaultReason.CHECK_TWICE
    if not (check.name_en.strip() or check.name_zh.strip()):
        return DraftFaultReason.NAME_MISSING
    by_number = [n for n in (check.every_n, check.every_minutes) if n is not None]
    by_event = check.at_start or check.after_stop or check.kind is CheckKind.LAST_PIECE
    if any(n < 1 for n in by_number) or not (by_number or by_event):
        return DraftFaultReason.CHECK_NEVER_DUE
    limits = [read_number(text, "") for text in (check.lsl, check.usl) if text is not None]
    numbers = [limit for limit in limits if not isinstance(limit, ReadingVerdict)]
    is_sound = len(numbers) == len(limits) and numbers == sorted(numbers)
    return None if is_sound else DraftFaultReason.CHECK_LIMITS


def check_bill(lines: Sequence[BillLineDraft]) -> DraftFault | None:
    """None if the bill can be kept, else the first thing that is wrong with it.

    A part stands once at an operation, so that a scan says which need it is for; an alternate takes
    the quantity of what it stands in for.
    """
    if not lines:
        return DraftFault(DraftFaultReason.NO_MATERIALS)
    places = [(each.operation_no, each.part_id, each.revision_id) for each in lines]
    ranks = [(each.no, each.rank) for each in lines]
    heads = {each.no: _need(each) for each in lines if each.rank == 0}
    for each, place in zip(lines, places, strict=True):
        code = _line_fault(each)
        if places.count(place) > 1 or ranks.count((each.no, each.rank)) > 1:
            code = DraftFaultReason.MATERIAL_TWICE
        elif heads.get(each.no) != _need(each):
            code = code or DraftFaultReason.MATERIAL_ALTERNATE
        if code is not None:
            return DraftFault(code, {"line": str(each.no)})
    return None


def _need(each: BillLineDraft) -> tuple[int, ...]:
    """What an alternate must share with the material itself."""
    return each.operation_no, each.num, each.den, each.overlap


def _line_fault(each: BillLineDraft) -> DraftFaultReason | None:
    """A piece needs at least a millionth, so that every piece is linked to its material."""
    if each.num < 1 or each.den < 1 or each.num * MILLION < each.den:
        return DraftFaultReason.MATERIAL_QUANTITY
    if each.no < 1 or each.rank < 0:
        return DraftFaultReason.MATERIAL_ALTERNATE
    return None if 0 <= each.overlap <= MOST_OVERLAP else DraftFaultReason.MATERIAL_OVERLAP
