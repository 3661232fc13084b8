"""Disposing of a nonconformance: every quantity gets its decision, and the lots their states."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from qtrace.domain.disposal import (
    Disposal,
    DisposalLine,
    DisposalReason,
    disposal_fault,
    is_done,
)
from qtrace.domain.items import QualityState, label_status
from qtrace.domain.quantities import MILLION, plain_q6
from qtrace.models.cases import Case, CaseEvent
from qtrace.models.holds import Concession, NcrDisposal, NcrLine
from qtrace.models.items import Item, ItemStatus
from qtrace.services.cases.concessions import cure_concession
from qtrace.services.cases.disposal_commands import DisposeNcr, FinishRework
from qtrace.services.cases.item_decisions import decide_item
from qtrace.services.cases.opening import move_case
from qtrace.services.cases.sheets import affected_of, case_sha256, posts_about
from qtrace.services.commands import Command
from qtrace.services.documents.issued import queue_labels
from qtrace.services.holds.disposal import disposal_refusal, waiting_for
from qtrace.services.inspection.requests import request_inspection
from qtrace.services.items.lot_children import NewChild, split_off
from qtrace.services.items.standing import container_count, quality_state
from qtrace.services.items.stock_ends import let_go
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.seen import changed_since_seen
from qtrace.services.texts import refuse_texts, refuse_unkeepable
from qtrace.services.work import Handler, ObjectKind, Work

Facts = Mapping[str, str]
_LEAVES: Mapping[Disposal, tuple[str, QualityState]] = {
    Disposal.USE_AS_IS: ("concession", QualityState.CONDITIONAL),
    Disposal.REWORK: ("rework", QualityState.REWORK),
    Disposal.RETURN: ("return", QualityState.RETURNED),
    Disposal.SCRAP: ("scrap", QualityState.SCRAPPED),
}


def dispose_ncr(work: Work, command: DisposeNcr) -> Facts | Refusal:
    """Write the decision with its lines and let the lots follow it."""
    case = work.session.get(Case, command.case_id, with_for_update=True)
    if case is None or case.kind != "ncr":
        return refuse(DisposalReason.NCR_UNKNOWN)
    if work.session.get(NcrDisposal, case.id) is not None or case.state != "open":
        return refuse(DisposalReason.NCR_DISPOSED_ALREADY, case=case.number)
    refusal = (
        refuse_texts(comment=command.comment)
        or refuse_unkeepable(reference=command.reference)
        or _barred(work, case)
        or _not_as_seen(work, case, command.seen_sha256)
        or _faulty(work, case, command.lines)
        or _past_day(work, command)
        or _kept(work, case, command.lines)
    )
    if refusal is not None:
        return refusal
    work.sign(ObjectKind.CASE, case.id, case.row_version, dict(_content(case, command)))
    work.add(
        NcrDisposal(
            case_id=case.id,
            opened_by=case.opened_by,
            decided_by=work.actor.person_id,
            decided_at=work.now,
            comment=command.comment.strip(),
        )
    )
    done = _execute(work, case, command)
    if isinstance(done, Refusal):
        return done
    move_case(work, case, "dispositioned", "dispose", command.comment.strip())
    return {"case": case.number, "lots": done}


def _content(case: Case, command: DisposeNcr) -> dict[str, list[list[str]] | str]:
    return {
        "case": case.number,
        "lines": [
            [str(e.item_id), str(e.qty_q6), e.disposal.value, e.instruction.strip()]
            for e in command.lines
        ],
        "comment": command.comment.strip(),
        "seen": command.seen_sha256,
        "reference": command.reference.strip(),
        "valid_to": command.valid_to.isoformat() if command.valid_to else "",
    }


def _barred(work: Work, case: Case) -> Refusal | None:
    if work.actor.person_id not in posts_about(work.session, case):
        return None
    return refuse(DisposalReason.DISPOSAL_SECOND_PERSON, case=case.number)


def _not_as_seen(work: Work, case: Case, seen: str) -> Refusal | None:
    if seen == case_sha256(work.session, case):
        return None
    items = ((ObjectKind.ITEM, item_id) for item_id in affected_of(work.session, case.id))
    return changed_since_seen(work, case.number, ((ObjectKind.CASE, case.id), *items))


def _faulty(work: Work, case: Case, lines: Sequence[DisposalLine]) -> Refusal | None:
    affected = affected_of(work.session, case.id)
    fault = disposal_fault(affected, lines)
    if fault is None:
        return refuse_unkeepable(instruction=" ".join(each.instruction for each in lines))
    item = work.session.get(Item, fault.item_id) if fault.item_id is not None else None
    return refuse(
        fault.code,
        case=case.number,
        lot=item.lot if item is not None else "",
        quantity=plain_q6(affected.get(fault.item_id or 0, 0)),
    )


def _past_day(work: Work, command: DisposeNcr) -> Refusal | None:
    if command.valid_to is None or command.valid_to >= work.today:
        return None
    return refuse(DisposalReason.CONCESSION_DAY_PAST, valid_to=command.valid_to.isoformat())


def _kept(work: Work, case: Case, lines: Sequence[DisposalLine]) -> Refusal | None:
    """None if no hold of somebody else keeps what the decision would take away."""
    session = work.session
    for line in lines:
        item = session.get_one(Item, line.item_id)
        if line.disposal is Disposal.RETURN and item.supplier_id is None:
            return refuse(DisposalReason.RETURN_NEEDS_SUPPLIER, lot=item.lot or item.serial or "")
        if is_done(quality_state(session, item.id), line.disposal):
            continue
        own = waiting_for(session, case.id, item.id)
        divides = line.qty_q6 != item.qty_q6
        refusal = disposal_refusal(session, item, line.disposal, own, divides=divides)
        if refusal is not None:
            return refusal
    return None


def _execute(work: Work, case: Case, command: DisposeNcr) -> str | Refusal:
    """Let every line take effect; return the numbers of the lots that came out of it."""
    lines: dict[int, list[DisposalLine]] = {}
    for line in command.lines:
        lines.setdefault(line.item_id, []).append(line)
    no, numbers = 0, []
    for item_id, own in lines.items():
        item = work.session.get_one(Item, item_id)
        state = quality_state(work.session, item_id)
        ended = all(is_done(state, line.disposal) for line in own)
        alone = ended or (len(own) == 1 and own[0].qty_q6 == item.qty_q6)
        for line in own:
            no += 1
            lot = item if alone else _split(work, item, line)
            if isinstance(lot, Refusal):
                return lot
            if alone and not ended:
                _decide(work, lot.id, line.disposal)
            gone = let_go(work, lot, line.disposal.value)
            if gone is not None:
                return gone
            _write(work, case, no, lot, line, command)
            numbers.append(lot.lot or lot.serial or "")
        if not alone:
            _close_parent(work, item, own)
    return ", ".join(numbers)


def _decide(work: Work, lot_id: int, disposal: Disposal) -> None:
    """A lot that was only in doubt and is used as it is stays released."""
    stays = disposal is Disposal.USE_AS_IS
    if stays and quality_state(work.session, lot_id) is QualityState.RELEASED:
        return
    word, state = _LEAVES[disposal]
    decide_item(work, lot_id, word, state)
    _relabel(work, lot_id, state)


def _split(work: Work, item: Item, line: DisposalLine) -> Item | Refusal:
    word, state = _LEAVES[line.disposal]
    child = split_off(work, item, NewChild(work.new_id(), line.qty_q6, 1, QualityState.QUARANTINE))
    if isinstance(child, Refusal):
        return child
    decide_item(work, child.id, word, state)
    _relabel(work, child.id, state)
    return child


def _close_parent(work: Work, item: Item, own: Sequence[DisposalLine]) -> None:
    """A lot of which nothing is left ends as split."""
    if sum(line.qty_q6 for line in own) == item.qty_q6:
        decide_item(work, item.id, "split", QualityState.SPLIT)


def _relabel(work: Work, lot_id: int, state: QualityState) -> None:
    status = label_status(state, is_pending=False)
    if status is not None:
        last = max(container_count(work.session, lot_id), 1)
        queue_labels(work, lot_id=lot_id, status=status.value, first=1, last=last)


def _write(
    work: Work, case: Case, no: int, lot: Item, line: DisposalLine, command: DisposeNcr
) -> None:
    work.add(
        NcrLine(
            case_id=case.id,
            no=no,
            item_id=line.item_id,
            qty_q6=line.qty_q6,
            disposition=line.disposal.value,
            lot_id=lot.id,
            instruction=line.instruction.strip(),
        )
    )
    if line.disposal is Disposal.USE_AS_IS:
        work.add(
            Concession(
                id=work.new_id(),
                case_id=case.id,
                no=no,
                item_id=lot.id,
                qty_q6=line.qty_q6,
                conditions=line.instruction.strip(),
                reference=command.reference.strip(),
                valid_to=command.valid_to,
            )
        )
        cure_concession(work, lot.id)


def finish_rework(work: Work, command: FinishRework) -> Facts | Refusal:
    """Put a reworked lot back into quarantine and ask for its inspection by the original plan."""
    refusal = refuse_texts(note=command.note)
    if refusal is not None:
        return refusal
    status = work.session.get(ItemStatus, command.lot_id, with_for_update=True)
    if status is None or status.quality_state != QualityState.REWORK.value:
        return refuse(DisposalReason.NOT_IN_REWORK)
    lot = work.session.get_one(Item, command.lot_id)
    case = _case_of_rework(work.session, lot.id)
    if case is None:
        return refuse(DisposalReason.NOT_IN_REWORK)
    status.quality_state = QualityState.QUARANTINE.value
    move_case(work, case, case.state, _reworked(lot.id), command.note.strip())
    number = request_inspection(
        work,
        inspection_id=command.inspection_id,
        lot_id=lot.id,
        receipt_id=lot.receipt_id,
        lot_size=max(lot.qty_q6 // MILLION, 1),
        needed_at=None,
    )
    work.session.flush()
    _relabel(work, lot.id, QualityState.QUARANTINE)
    work.touch(ObjectKind.ITEM, lot.id)
    return {"lot": lot.lot or "", "number": number}


def _reworked(lot_id: int) -> str:
    """Transition of a nonconformance that says that this lot's rework is finished."""
    return f"reworked:{lot_id}"


def is_reworked(session: Session, lot_id: int) -> bool:
    """True if the rework that was decided last about the lot is finished."""
    case = _case_of_rework(session, lot_id)
    if case is None:
        return False
    told = select(CaseEvent.id).where(
        CaseEvent.case_id == case.id, CaseEvent.transition == _reworked(lot_id)
    )
    return session.scalars(told.limit(1)).first() is not None


def _case_of_rework(session: Session, lot_id: int) -> Case | None:
    """The newest nonconformance that sent the lot to rework."""
    return session.scalars(
        select(Case)
        .join(NcrLine, NcrLine.case_id == Case.id)
        .where(NcrLine.lot_id == lot_id, NcrLine.disposition == Disposal.REWORK.value)
        .order_by(Case.id.desc())
        .limit(1)
    ).first()


HANDLERS: dict[type[Command], Handler] = {DisposeNcr: dispose_ncr, FinishRework: finish_rework}
