"""What every case shares: number, first event, items."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from qtrace.models.cases import Case, CaseEvent, CaseItem
from qtrace.services.inspection.support import plant_day, plant_of
from qtrace.services.work import ObjectKind, Work

PREFIXES = {"ncr": "NCR", "hold": "HD", "deviation": "DV"}


@dataclass(frozen=True, slots=True)
class NewCase:
    """Head of a case that is being opened."""

    kind: str
    state: str
    severity: str
    title: str
    due_at: datetime | None = None
    owner_id: int | None = None


def open_case(work: Work, case_id: int, new: NewCase) -> Case:
    """Open a case: mint its number, write its first event."""
    year = plant_day(plant_of(work.session), work.now).year
    number = f"{PREFIXES[new.kind]}-{year % 100:02d}-{work.number(new.kind, year):04d}"
    case = work.add(
        Case(
            id=case_id,
            site_id=work.station.site_id,
            kind=new.kind,
            number=number,
            state=new.state,
            severity=new.severity,
            title=new.title,
            owner_id=new.owner_id,
            opened_by=work.actor.person_id,
            opened_at=work.now,
            due_at=new.due_at,
        )
    )
    work.add(
        CaseEvent(
            id=work.new_id(),
            case_id=case_id,
            no=1,
            from_state=None,
            to_state=new.state,
            transition="open",
            person_id=work.actor.person_id,
            at=work.now,
            reason=new.title,
        )
    )
    work.touch(ObjectKind.CASE, case_id)
    return case


def add_case_item(work: Work, case_id: int, item_id: int, qty_q6: int) -> None:
    """Say that the case is about this item."""
    work.add(case_item(work, case_id, item_id, qty_q6))


def case_item(
    work: Work, case_id: int, item_id: int, qty_q6: int, role: str = "affected"
) -> CaseItem:
    """The row that says that the case is about this item; the record names the item."""
    work.touch(ObjectKind.ITEM, item_id)
    return CaseItem(
        id=work.new_id(),
        case_id=case_id,
        item_id=item_id,
        role=role,
        qty_q6=qty_q6,
        supersedes_id=None,
    )


def move_case(work: Work, case: Case, to_state: str, transition: str, reason: str) -> None:
    """Let a case go from state to state; its events tell the way."""
    work.session.flush()
    last = work.session.scalar(select(func.max(CaseEvent.no)).where(CaseEvent.case_id == case.id))
    work.add(
        CaseEvent(
            id=work.new_id(),
            case_id=case.id,
            no=(last or 0) + 1,
            from_state=case.state,
            to_state=to_state,
            transition=transition,
            person_id=work.actor.person_id,
            at=work.now,
            reason=reason,
        )
    )
    case.state = to_state
    work.session.flush()
    work.touch(ObjectKind.CASE, case.id)
