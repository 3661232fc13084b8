"""The desk of cases: nonconformances and deviations that wait, and those that were decided."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from qtrace.domain.cases import CaseStep, next_step
from qtrace.domain.disposal import Disposal
from qtrace.domain.items import QualityState
from qtrace.models.cases import Case, CaseItem
from qtrace.models.catalogue import Part
from qtrace.models.holds import NcrLine
from qtrace.models.items import Item, ItemStatus
from qtrace.services.cases.sheets import DECIDED_HERE
from qtrace.services.reads import Reads

MOST_DECIDED: Final = 60
"""Decided cases in the list, the newest ones."""


@dataclass(frozen=True, slots=True)
class DeskCase:
    """A case as the desk lists it.

    Attributes:
        step: what it waits for.
        is_late: its date is past and it still waits.
        lots: numbers of what it is about.
        part: number of the part of the first of them.
    """

    case_id: int
    kind: str
    number: str
    state: str
    severity: str
    title: str
    opened_at: datetime
    due_at: datetime | None
    step: CaseStep
    is_late: bool
    lots: tuple[str, ...]
    part: str


def desk_cases(reads: Reads, also: int | None = None) -> tuple[DeskCase, ...]:
    """Cases that wait for somebody, the one with the first date first; then the decided ones.

    Args:
        reads: the view.
        also: a case that is listed however old it is.
    """
    session = reads.session
    reworking = _reworking(session)
    waits = or_(Case.state == "open", and_(Case.kind == "ncr", Case.id.in_(reworking)))
    kinds = Case.kind.in_(DECIDED_HERE)
    open_ones = session.scalars(select(Case).where(kinds, waits)).all()
    newest = select(Case).where(kinds, ~waits).order_by(Case.id.desc()).limit(MOST_DECIDED)
    decided = session.scalars(newest).all()
    cases = {case.id: case for case in (*_by_date(open_ones), *decided)}
    if also is not None and also not in cases:
        case = session.get(Case, also)
        if case is not None and case.kind in DECIDED_HERE:
            cases[also] = case
    about = _about(session, cases)
    return tuple(_row(reads, case, about, reworking) for case in cases.values())


def case_by_number(reads: Reads, number: str) -> int | None:
    """Id of the nonconformance or deviation with this number here, or None."""
    return reads.session.scalar(
        select(Case.id).where(
            Case.number == number,
            Case.kind.in_(DECIDED_HERE),
            Case.site_id == reads.station.site_id,
        )
    )


def _by_date(cases: Iterable[Case]) -> list[Case]:
    return sorted(cases, key=lambda case: (case.due_at or case.opened_at, case.id))


def _reworking(session: Session) -> frozenset[int]:
    """Cases of which a lot is in rework."""
    told = (
        select(NcrLine.case_id)
        .join(ItemStatus, ItemStatus.item_id == NcrLine.lot_id)
        .where(
            NcrLine.disposition == Disposal.REWORK.value,
            ItemStatus.quality_state == QualityState.REWORK.value,
        )
    )
    return frozenset(session.scalars(told))


def _about(session: Session, cases: Iterable[int]) -> Mapping[int, list[tuple[str, str]]]:
    """Number and part of what each case is about, in the order in which it was named."""
    found: dict[int, list[tuple[str, str]]] = {}
    rows = session.execute(
        select(CaseItem.case_id, Item.lot, Item.serial, Part.number)
        .join(Item, Item.id == CaseItem.item_id)
        .outerjoin(Part, Part.id == Item.part_id)
        .where(CaseItem.case_id.in_(list(cases)), CaseItem.supersedes_id.is_(None))
        .order_by(CaseItem.id)
    )
    for case_id, lot, serial, part in rows:
        found.setdefault(case_id, []).append((serial or lot or "", part or ""))
    return found


def _row(
    reads: Reads,
    case: Case,
    about: Mapping[int, list[tuple[str, str]]],
    reworking: frozenset[int],
) -> DeskCase:
    step = next_step(case.kind, case.state, in_rework=case.id in reworking)
    named = about.get(case.id, [])
    waits = step is not CaseStep.NOTHING
    return DeskCase(
        case_id=case.id,
        kind=case.kind,
        number=case.number,
        state=case.state,
        severity=case.severity,
        title=case.title,
        opened_at=case.opened_at,
        due_at=case.due_at,
        step=step,
        is_late=waits and case.due_at is not None and case.due_at < reads.now,
        lots=tuple(dict.fromkeys(lot for lot, _part in named)),
        part=named[0][1] if named else "",
    )
