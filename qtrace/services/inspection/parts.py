"""A lot that is inspected in parts: what is inspected now and the rest become lots of their own.

Part and rest are lots in quarantine with their own inspections, so that samples, verdicts, labels,
holds and further divisions follow the rules of every other lot. `inspection_part` remembers what they
are parts of: the sums of what is covered and the switching history follow from it.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from qtrace.domain.holds import Activity
from qtrace.domain.inspection_flow import InspectionReason, InspectionState
from qtrace.domain.items import QualityState
from qtrace.domain.quantities import plain_q6
from qtrace.domain.receipt_quantities import pieces_of
from qtrace.domain.sampling.lot_parts import (
    Coverage,
    CoverState,
    Division,
    containers_text,
    coverage_of,
    divide,
    samples_with_part,
)
from qtrace.models.inspection import Inspection
from qtrace.models.items import Item
from qtrace.models.receiving import SupplierPaper
from qtrace.models.samples import InspectionPart
from qtrace.services.holds.opening import check_use
from qtrace.services.inspection.commands import InspectPart
from qtrace.services.inspection.conclusion import relabel
from qtrace.services.inspection.guards import already, locked_inspection
from qtrace.services.inspection.requests import request_inspection
from qtrace.services.inspection.support import names_of
from qtrace.services.items.lot_children import Decision, NewChild, dispose, split_off
from qtrace.services.items.standing import present_papers, quality_state
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.receiving.certificates import copy_values
from qtrace.services.samples.homes import samples_away
from qtrace.services.work import ObjectKind, Work

Facts = Mapping[str, str]
_DECIDED = (InspectionState.ACCEPTED.value, InspectionState.REJECTED.value)
_COVERS: Mapping[str, CoverState] = {
    InspectionState.WAITING.value: CoverState.WAITING,
    InspectionState.IN_PROGRESS.value: CoverState.GOING,
    InspectionState.SIGNED.value: CoverState.GOING,
    InspectionState.ACCEPTED.value: CoverState.DECIDED,
    InspectionState.REJECTED.value: CoverState.DECIDED,
}
"""What an inspection says about its quantity; a void one says nothing."""


@dataclass(frozen=True, slots=True)
class _Portion:
    """Part or rest on its way into the rows."""

    lot_id: int
    inspection_id: int
    contents: tuple[int, ...]
    numbers: tuple[int, ...]
    containers: str
    away_q6: int


def inspect_part(work: Work, command: InspectPart) -> Facts | Refusal:
    """Divide a lot that waits for inspection; the lot itself ends as `split`, undecided."""
    inspection = locked_inspection(work, command.inspection_id)
    if isinstance(inspection, Refusal):
        return inspection
    lot = work.session.get_one(Item, inspection.item_id)
    refusal = _cannot(work, inspection, lot)
    if refusal is not None:
        return refusal
    division = _division(work.session, lot, command)
    if division is None:
        return refuse(InspectionReason.PART_QUANTITIES, lot=lot.lot, quantity=plain_q6(lot.qty_q6))
    link = work.session.get(InspectionPart, inspection.id)
    whole_id = link.whole_id if link is not None else lot.id
    papers = present_papers(work.session, lot.id)
    made: list[tuple[Item, str]] = []
    for portion in _portions(work.session, lot, division, command):
        child = _write(work, inspection, lot, portion, papers)
        if isinstance(child, Refusal):
            return child
        work.add(
            InspectionPart(
                inspection_id=portion.inspection_id,
                whole_id=whole_id,
                containers=portion.containers,
            )
        )
        made.append(child)
    inspection.state, inspection.decided_at = InspectionState.VOID.value, work.now
    dispose(work, lot.id, inspection, Decision("split", QualityState.SPLIT, second_person=False))
    work.touch(ObjectKind.INSPECTION, inspection.id)
    (part, part_number), (rest, rest_number) = made
    return {
        "part_lot": part.lot or "",
        "rest_lot": rest.lot or "",
        "part": part_number,
        "rest": rest_number,
        "quantity": plain_q6(part.qty_q6),
        "whole": plain_q6(work.session.get_one(Item, whole_id).qty_q6),
    }


def _portions(
    session: Session, lot: Item, division: Division, command: InspectPart
) -> tuple[_Portion, _Portion]:
    """Part and rest, each with the samples that were taken from its containers."""
    away = samples_away(session, lot)
    with_part = samples_with_part(division, away)
    with_rest = set(division.rest_from) - with_part
    part_away, rest_away = (
        sum(qty for number, qty in away.items() if (number in with_part) is is_part)
        for is_part in (True, False)
    )
    return (
        _Portion(
            command.part_id,
            command.part_inspection_id,
            division.part,
            division.part_from,
            containers_text(division.part_from, with_part),
            part_away,
        ),
        _Portion(
            command.rest_id,
            command.rest_inspection_id,
            division.rest,
            division.rest_from,
            containers_text(division.rest_from, with_rest),
            rest_away,
        ),
    )


def _cannot(work: Work, inspection: Inspection, lot: Item) -> Refusal | None:
    if inspection.state != InspectionState.WAITING:
        by = names_of(work.session, inspection.signed_by)
        return already(work, inspection) or refuse(
            InspectionReason.ALREADY_STARTED, number=inspection.number, **by
        )
    held = check_use(work.session, lot.id, Activity.SORT)
    if held is not None:
        return held
    state = quality_state(work.session, lot.id)
    if state is not QualityState.QUARANTINE:
        return refuse(InspectionReason.LOT_NOT_IN_QUARANTINE, lot=lot.lot, state=state)
    before = select(exists().where(Inspection.item_id == lot.id, Inspection.state.in_(_DECIDED)))
    if work.session.scalar(before):
        return refuse(InspectionReason.PART_OF_DECIDED_LOT, lot=lot.lot)
    return None


def _division(session: Session, lot: Item, command: InspectPart) -> Division | None:
    contents = _contents(session, lot)
    chosen = command.containers or ((1,) if len(contents) == 1 else ())
    return divide(contents, chosen, command.qty_q6)


def _contents(session: Session, lot: Item) -> list[tuple[int, int]]:
    """Containers of the lot by number; a lot without any lies in one."""
    rows = session.execute(
        select(Item.unit_seq, Item.qty_q6)
        .where(Item.origin_id == lot.id, Item.kind == "container")
        .order_by(Item.unit_seq)
    ).all()
    return [(row.unit_seq or 0, row.qty_q6) for row in rows] or [(1, lot.qty_q6)]


def _write(
    work: Work,
    inspection: Inspection,
    lot: Item,
    portion: _Portion,
    papers: Sequence[SupplierPaper],
) -> tuple[Item, str] | Refusal:
    """One portion with its containers, stock, papers, labels and the request of its inspection."""
    qty, contents = sum(portion.contents), portion.contents
    state = QualityState.QUARANTINE
    new = NewChild(
        portion.lot_id, qty, len(contents), state, contents, portion.away_q6, portion.numbers
    )
    child = split_off(work, lot, new)
    if isinstance(child, Refusal):
        return child
    number = request_inspection(
        work,
        inspection_id=portion.inspection_id,
        lot_id=child.id,
        receipt_id=inspection.receipt_id,
        lot_size=pieces_of(qty),
        needed_at=inspection.needed_at,
    )
    for paper in papers:
        _copy_paper(work, paper, child.id)
    work.session.flush()
    relabel(work, child.id, QualityState.QUARANTINE)
    return child, number


def _copy_paper(work: Work, paper: SupplierPaper, lot_id: int) -> None:
    """The same paper covers the part: who saw it and typed its values, and when, stays as it was."""
    copy = work.add(
        SupplierPaper(
            id=work.new_id(),
            item_id=lot_id,
            kind=paper.kind,
            number=paper.number,
            evidence_id=paper.evidence_id,
            seen_by=paper.seen_by,
            seen_at=paper.seen_at,
            supersedes_id=None,
        )
    )
    copy_values(work, paper.id, copy.id)


@dataclass(frozen=True, slots=True)
class WholeLot:
    """The lot that a part belongs to, with what of it is covered."""

    lot_id: int
    lot: str
    coverage: Coverage


def whole_lots(session: Session, lot_ids: Collection[int]) -> dict[int, WholeLot]:
    """By id of a part, or of the whole itself: the whole lot and its coverage; others are left out."""
    if not lot_ids:
        return {}
    asked = session.execute(
        select(Inspection.item_id, InspectionPart.whole_id)
        .join(InspectionPart, InspectionPart.inspection_id == Inspection.id)
        .where(Inspection.item_id.in_(lot_ids) | InspectionPart.whole_id.in_(lot_ids))
    ).all()
    wholes = {row.whole_id for row in asked}
    if not wholes:
        return {}
    found = _coverages(session, wholes)
    by_lot = {row.item_id: found[row.whole_id] for row in asked}
    return {lot_id: whole for lot_id, whole in (by_lot | found).items() if lot_id in set(lot_ids)}


def _coverages(session: Session, wholes: Collection[int]) -> dict[int, WholeLot]:
    """Coverage by whole lot; of several inspections of one part the newest counts."""
    rows = session.execute(
        select(InspectionPart.whole_id, Inspection.item_id, Inspection.state, Item.qty_q6)
        .join(Inspection, Inspection.id == InspectionPart.inspection_id)
        .join(Item, Item.id == Inspection.item_id)
        .where(InspectionPart.whole_id.in_(wholes))
    ).all()
    parts: dict[int, list[tuple[CoverState, int]]] = {}
    for row in rows:
        if row.state in _COVERS:
            parts.setdefault(row.whole_id, []).append((_COVERS[row.state], row.qty_q6))
    lots = session.execute(select(Item.id, Item.lot, Item.qty_q6).where(Item.id.in_(wholes))).all()
    return {
        row.id: WholeLot(row.id, row.lot or "", coverage_of(row.qty_q6, parts.get(row.id, [])))
        for row in lots
    }
