"""Why a lot has the status it shows: inspection, papers, holds and expiry, one line each."""

from collections.abc import Sequence

from qtrace.domain.items import ReasonLine, StatusInput, StatusReason, is_expired
from qtrace.domain.quantities import grouped_q6
from qtrace.models.catalogue import Part
from qtrace.models.inspection import Inspection
from qtrace.models.items import Item
from qtrace.models.people import Person
from qtrace.services.holds.urgent_marks import UrgentMark, urgent_mark
from qtrace.services.inspection.parts import WholeLot
from qtrace.services.items.standing import missing_papers, required_papers
from qtrace.services.reads import Reads


def status_reasons(
    reads: Reads,
    lot: Item,
    given: StatusInput,
    inspections: Sequence[Inspection],
    whole: WholeLot | None,
) -> tuple[ReasonLine, ...]:
    """The four lines under a status, in the order in which people ask.

    A lot that is inspected in parts (`whole`) has their sums in place of an inspection of its own;
    urgent use goes before both.
    """
    is_whole = whole is not None and whole.lot_id == lot.id
    usual = _parts(whole) if whole is not None and is_whole else _inspection(reads, inspections)
    return (
        _urgent(urgent_mark(reads.session, lot.id)) or usual,
        _papers(reads, lot),
        _holds(given),
        _expiry(reads, lot),
    )


def _urgent(mark: UrgentMark) -> ReasonLine | None:
    """Used before anybody has decided about it, or made with such a lot: None if neither is true."""
    if mark.use is not None:
        facts = {"day": mark.use.deadline.isoformat()}
        return ReasonLine(StatusReason.INSPECTION_URGENT, None, facts)
    if not mark.lots:
        return None
    return ReasonLine(StatusReason.INSPECTION_URGENT_INPUT, None, {"lots": ", ".join(mark.lots)})


def _parts(whole: WholeLot) -> ReasonLine:
    """How much of the lot that came is inspected; what waits is still open."""
    cover = whole.coverage
    facts = {
        "lot": whole.lot,
        "decided": grouped_q6(cover.decided_q6),
        "going": grouped_q6(cover.going_q6),
        "waiting": grouped_q6(cover.waiting_q6),
        "whole": grouped_q6(cover.whole_q6),
    }
    is_covered = cover.decided_q6 == cover.whole_q6
    return ReasonLine(StatusReason.INSPECTION_PARTS, True if is_covered else None, facts)


def _inspection(reads: Reads, inspections: Sequence[Inspection]) -> ReasonLine:
    newest = next(iter(inspections), None)
    if newest is None or newest.state == "void":
        return ReasonLine(StatusReason.INSPECTION_NONE, None, {})
    facts = {"number": newest.number, "state": newest.state}
    if newest.decided_at is None:
        return ReasonLine(StatusReason.INSPECTION_OPEN, None, facts)
    last = newest.approved_by or newest.reviewed_by or newest.signed_by
    person = reads.session.get(Person, last) if last is not None else None
    facts |= {
        "name_en": person.name_en if person else "",
        "name_zh": person.name_zh if person else "",
        "at": newest.decided_at.isoformat(),
        "verdict": newest.verdict or "",
    }
    if newest.state == "accepted":
        return ReasonLine(StatusReason.INSPECTION_ACCEPTED, good=True, facts=facts)
    return ReasonLine(StatusReason.INSPECTION_REJECTED, good=False, facts=facts)


def _papers(reads: Reads, lot: Item) -> ReasonLine:
    part = reads.session.get(Part, lot.part_id) if lot.part_id is not None else None
    required = required_papers(part)
    if not required:
        return ReasonLine(StatusReason.PAPERS_NOT_REQUIRED, good=True, facts={})
    missing = missing_papers(reads.session, lot)
    facts = {
        "present": str(len(required) - len(missing)),
        "required": str(len(required)),
        "missing": ",".join(missing),
    }
    if missing:
        return ReasonLine(StatusReason.PAPERS_MISSING, good=False, facts=facts)
    return ReasonLine(StatusReason.PAPERS_COMPLETE, good=True, facts=facts)


def _holds(given: StatusInput) -> ReasonLine:
    if given.holds:
        facts = {"holds": ", ".join(given.holds), "count": str(len(given.holds))}
        return ReasonLine(StatusReason.HOLDS_ACTIVE, good=False, facts=facts)
    return ReasonLine(StatusReason.HOLDS_NONE, good=True, facts={})


def _expiry(reads: Reads, lot: Item) -> ReasonLine:
    if lot.expiry is None:
        part = reads.session.get(Part, lot.part_id) if lot.part_id is not None else None
        if part is None or part.shelf_life_days is not None:
            return ReasonLine(StatusReason.EXPIRY_UNKNOWN, None, {})
        return ReasonLine(StatusReason.EXPIRY_UNLIMITED, good=True, facts={})
    facts = {"expiry": lot.expiry.isoformat()}
    if is_expired(lot.expiry, reads.today):
        return ReasonLine(StatusReason.EXPIRY_PASSED, good=False, facts=facts)
    return ReasonLine(StatusReason.EXPIRY_USABLE_UNTIL, good=True, facts=facts)
