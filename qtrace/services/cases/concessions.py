"""Concessions in use: how much of a lot may be used under them, until when, and what is left."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qtrace.domain.disposal import DisposalReason, Permit, running_permits
from qtrace.domain.interlocks import InterlockKind
from qtrace.domain.items import QualityState
from qtrace.domain.quantities import plain_q6
from qtrace.models.cases import Case
from qtrace.models.holds import Concession, NcrDisposal
from qtrace.models.items import Item
from qtrace.models.production_runs import MaterialLoad
from qtrace.services.holds.interlocks import clear_interlocks
from qtrace.services.items.standing import quality_state
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.production.guards import locked
from qtrace.services.reads import Reads
from qtrace.services.work import Work


@dataclass(frozen=True, slots=True)
class ConcessionRow:
    """A permission to use a lot that does not conform, and how far it is used.

    Attributes:
        number: the nonconformance that it was given in.
        used_q6: what went to lines since it was given, returns taken off.
        valid_to: its last day, None for no end.
    """

    case_id: int
    number: str
    qty_q6: int
    used_q6: int
    unit: str
    conditions: str
    reference: str
    valid_to: date | None
    is_over: bool


def concessions_of(reads: Reads, lot_id: int, unit: str) -> tuple[ConcessionRow, ...]:
    """Concessions of a lot, the oldest first."""
    session = reads.session
    return tuple(
        ConcessionRow(
            case_id=row.case_id,
            number=session.get_one(Case, row.case_id).number,
            qty_q6=row.qty_q6,
            used_q6=used_q6(session, lot_id, permit.given_at),
            unit=unit,
            conditions=row.conditions,
            reference=row.reference,
            valid_to=row.valid_to,
            is_over=not running_permits((permit,), reads.today),
        )
        for row, permit in _permits(session, lot_id)
    )


def used_q6(session: Session, lot_id: int, since: datetime) -> int:
    """Millionths of the lot that were brought to lines since then and did not come back."""
    net = MaterialLoad.issued_q6 - MaterialLoad.returned_q6
    told = select(func.sum(net)).where(
        MaterialLoad.item_id == lot_id, MaterialLoad.loaded_at >= since
    )
    return int(session.scalar(told) or 0)


def _permits(session: Session, lot_id: int) -> list[tuple[Concession, Permit]]:
    rows = session.execute(
        select(Concession, NcrDisposal.decided_at)
        .join(NcrDisposal, NcrDisposal.case_id == Concession.case_id)
        .where(Concession.item_id == lot_id)
        .order_by(Concession.id)
    )
    return [(row, Permit(row.qty_q6, at, row.valid_to)) for row, at in rows]


def concession_refusal(session: Session, lot_id: int, qty_q6: int, today: date) -> Refusal | None:
    """None if `qty_q6` more of the lot may be used today.

    Asked by every transaction that takes a lot into use, and with nothing more by every output that
    is made of a load of it; what has ended is an interlock. A lot that was released without a
    concession is not concerned; a conditional one without any row of its own comes from an
    inspection's decision and follows that.

    Source: ISO 13485:2016 clause 8.3.2 (use under concession is limited to what was accepted).
    """
    if quality_state(session, lot_id) is not QualityState.CONDITIONAL:
        return None
    permits = [permit for _, permit in _permits(session, lot_id)]
    if not permits:
        return None
    running = running_permits(permits, today)
    name = session.get_one(Item, lot_id).lot or ""
    if not running:
        last = max(each.valid_to for each in permits if each.valid_to is not None)
        over = refuse(DisposalReason.CONCESSION_EXPIRED, lot=name, valid_to=last.isoformat())
        return locked(over, InterlockKind.CONCESSION, "item", lot_id)
    since = min(each.given_at for each in running)
    left = sum(each.qty_q6 for each in running) - used_q6(session, lot_id, since)
    if qty_q6 > left:
        return refuse(DisposalReason.CONCESSION_USED_UP, lot=name, left=plain_q6(max(0, left)))
    return None


def cure_concession(work: Work, lot_id: int) -> None:
    """The lot may be used again: what stopped it because its concession ended is cleared."""
    if quality_state(work.session, lot_id) is QualityState.CONDITIONAL:
        others = frozenset(InterlockKind) - {InterlockKind.CONCESSION}
        clear_interlocks(work, "item", lot_id, still=others)
