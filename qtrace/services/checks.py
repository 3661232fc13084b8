"""Recomputing projections from the facts behind them: `qtrace db check`."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qtrace.domain.hold_spread import WHOLE, Ranges
from qtrace.models.cases import Case, CaseEvent, Hold
from qtrace.models.items import Disposition, Item, ItemStatus
from qtrace.models.samples import Reinspection
from qtrace.models.warehouse import Movement, Stock
from qtrace.services.cases.disposals import is_reworked
from qtrace.services.holds.check import ACTIVE
from qtrace.services.holds.members import members_of, walk
from qtrace.services.production.projections import production_faults
from qtrace.services.reads import Reads

_STATE_OF = {
    "accept": "released",
    "reject": "rejected",
    "conditional": "conditional",
    "concession": "conditional",
    "scrap": "scrapped",
    "rework": "rework",
    "return": "returned",
    "split": "split",
}


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A projection that does not follow from its facts."""

    table: str
    key: str
    expected: str
    found: str


def check_projections(reads: Reads) -> tuple[Mismatch, ...]:
    """Every projection that differs from what its facts say; empty is good."""
    session = reads.session
    return (
        *_statuses(session),
        *_stock(session),
        *_cases(session),
        *_holds(session),
        *_members(session),
        *(Mismatch(*fault) for fault in production_faults(session)),
    )


def _statuses(session: Session) -> Iterator[Mismatch]:
    newest = {
        row.item_id: row
        for row in session.scalars(
            select(Disposition).order_by(Disposition.item_id, Disposition.no)
        )
    }
    again = _inspected_again(session)
    for status in session.scalars(select(ItemStatus)):
        last = newest.get(status.item_id)
        expected = _STATE_OF[last.decision] if last else "quarantine"
        if last is not None and again.get(status.item_id) == (last.inspection_id, last.decision):
            expected = "quarantine"
        if status.quality_state != expected:
            yield Mismatch("item_status", str(status.item_id), expected, status.quality_state)


def _inspected_again(session: Session) -> dict[int, tuple[int | None, str]]:
    """Lots that went back into quarantine, each with the decision after which they did.

    After a decision that rested on a wrong measurement, or when their rework was finished.
    """
    found: dict[int, tuple[int | None, str]] = {}
    asked = select(Disposition).join(
        Reinspection, Reinspection.original_id == Disposition.inspection_id
    )
    for row in session.scalars(asked):
        found[row.item_id] = (row.inspection_id, row.decision)
    for row in session.scalars(select(Disposition).where(Disposition.decision == "rework")):
        if is_reworked(session, row.item_id):
            found[row.item_id] = (row.inspection_id, row.decision)
    return found


def _stock(session: Session) -> Iterator[Mismatch]:
    came = session.execute(
        select(Movement.item_id, Movement.to_location_id, func.sum(Movement.qty_q6))
        .where(Movement.to_location_id.is_not(None))
        .group_by(Movement.item_id, Movement.to_location_id)
    )
    balance: dict[tuple[int, int], int] = {(i, p): int(q) for i, p, q in came if p is not None}
    went = session.execute(
        select(Movement.item_id, Movement.from_location_id, func.sum(Movement.qty_q6))
        .where(Movement.from_location_id.is_not(None))
        .group_by(Movement.item_id, Movement.from_location_id)
    )
    for item, place, quantity in went:
        if place is not None:
            balance[(item, place)] = balance.get((item, place), 0) - int(quantity)
    for row in session.scalars(select(Stock)):
        expected = balance.pop((row.item_id, row.location_id), 0)
        if row.on_hand_q6 != expected:
            yield Mismatch(
                "stock", f"{row.item_id}/{row.location_id}", str(expected), str(row.on_hand_q6)
            )
    for (item, place), quantity in balance.items():
        if quantity:
            yield Mismatch("stock", f"{item}/{place}", str(quantity), "0")


def _cases(session: Session) -> Iterator[Mismatch]:
    last = {
        row.case_id: row.to_state
        for row in session.scalars(select(CaseEvent).order_by(CaseEvent.case_id, CaseEvent.no))
    }
    for case in session.scalars(select(Case)):
        expected = last.get(case.id, "")
        if case.state != expected:
            yield Mismatch("quality_case", str(case.id), expected, case.state)


def _holds(session: Session) -> Iterator[Mismatch]:
    """A hold stands where its case stands."""
    rows = session.execute(
        select(Case.id, Case.state, Hold.state)
        .join(Hold, Hold.case_id == Case.id)
        .where(Hold.state != Case.state)
        .order_by(Case.id)
    )
    for case_id, expected, found in rows:
        yield Mismatch("hold", str(case_id), expected, found)


def _members(session: Session) -> Iterator[Mismatch]:
    """The walk from the recorded scope is the judge of the written members."""
    for hold in session.scalars(select(Hold).where(Hold.state.in_(ACTIVE))).all():
        written = members_of(session, hold.case_id)
        walked = {item: each.ranges for item, each in walk(session, hold).items()}
        for item in sorted(written.keys() | walked.keys()):
            if written.get(item) != walked.get(item):
                yield Mismatch(
                    "hold_member", f"{hold.case_id}/{item}", _told(walked.get(item)),
                    _told(written.get(item)),
                )  # fmt: skip


def _told(ranges: Ranges | None) -> str:
    """Positions as text: `all`, `3-7, 9-`, or empty for none."""
    if ranges == WHOLE:
        return "all"
    return ", ".join(f"{first}-{'' if last is None else last}" for first, last in ranges or ())


def lots_counted(reads: Reads) -> int:
    """How many items the plant knows."""
    return reads.session.scalar(select(func.count()).select_from(Item)) or 0
