"""What the holds desk asks: open holds, one hold with all that a decision needs, figures."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from statistics import median

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qtrace.domain.hold_life import CriterionState
from qtrace.domain.hold_scopes import AnchorKind, Scope
from qtrace.domain.hold_spread import Reached
from qtrace.domain.holds import Activity, Signee, stops
from qtrace.models.base import Base
from qtrace.models.cases import Case, Hold, HoldEvent, HoldMember
from qtrace.models.catalogue import Part, PartRevision
from qtrace.models.documents import Evidence
from qtrace.models.gauges import Gauge
from qtrace.models.holds import HoldRequest, HoldSnapshot
from qtrace.models.items import Item
from qtrace.models.people import Person
from qtrace.models.production import Equipment, Line, Operation
from qtrace.models.production_runs import WorkOrder
from qtrace.models.stations import Station
from qtrace.models.suppliers import Supplier
from qtrace.models.warehouse import Location
from qtrace.services.briefs import NO_NAME, NamePair, person_name
from qtrace.services.holds.check import ACTIVE
from qtrace.services.holds.effect import Effect, effect_in, effect_of
from qtrace.services.holds.graph import AffectedRow, affected_rows, edges_between, layers_of
from qtrace.services.holds.members import members_of, scope_of, scope_rows
from qtrace.services.holds.names import NOTHING_HELD, HeldThing, held_things
from qtrace.services.holds.state import (
    HeldCase,
    criteria_of,
    hold_sha256,
    last_request,
    nonconformances_of,
    requested_items,
    signee_of,
)
from qtrace.services.reads import Reads
from qtrace.services.shipping.stops import StoppedShipment, stopped_shipments

ENDS = ("released", "converted")
_SEVERITY = {"critical": 0, "major": 1, "minor": 2}


@dataclass(frozen=True, slots=True)
class OpenHold:
    """A hold that stands, as the list of the desk shows it.

    Attributes:
        is_overdue: its review date is past; it stays all the same.
        lots: what it names among lots and linked items.
        derived: what was made of them.
        thing: the lot and the part that it is about.
    """

    hold_id: int
    number: str
    severity: str
    reason: str
    title: str
    state: str
    origin: str
    placed_at: datetime
    age: timedelta
    placed_by: NamePair
    owner: NamePair
    review_by: datetime | None
    is_overdue: bool
    lots: int
    derived: int
    thing: HeldThing = NOTHING_HELD


@dataclass(frozen=True, slots=True)
class ScopeLine:
    """A row of a hold's scope; `label` is the code or number of what it hangs on."""

    no: int
    scope: Scope
    label: str


@dataclass(frozen=True, slots=True)
class HoldHistory:
    """A line of a hold's history."""

    kind: str
    at: datetime
    by: NamePair
    reason: str
    facts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class RequestSheet:
    """The request that waits for a decision."""

    request_id: int
    by: NamePair
    by_id: int
    at: datetime
    note: str
    item_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Frozen:
    """What the hold covered at one moment, as it was kept."""

    no: int
    at: datetime
    effect: Effect
    sha256: str


@dataclass(frozen=True, slots=True)
class HoldSheet:
    """One hold with everything that a decision about it needs.

    Attributes:
        blocked: activities that it stops; all others are allowed.
        layers: what it covers by distance, nearest first, cut at `hold_graph.MOST_ROWS`.
        edges: links between what is shown.
        cases: nonconformances about it, id and number.
        origin_case: number of the case that it follows from, empty if there is none.
        shipments: those with something that it covers, in the house first.
        seen_sha256: what a signing command carries back.
    """

    head: OpenHold
    origin_case: str
    profile: str
    propagates: bool
    in_flight: str
    blocked: tuple[Activity, ...]
    allowed: tuple[Activity, ...]
    scopes: tuple[ScopeLine, ...]
    effect: Effect
    layers: tuple[tuple[AffectedRow, ...], ...]
    edges: tuple[tuple[int, int], ...]
    frozen: tuple[Frozen, ...]
    criteria: tuple[CriterionState, ...]
    signee: Signee
    request: RequestSheet | None
    cases: tuple[tuple[int, str], ...]
    photos: tuple[int, ...]
    history: tuple[HoldHistory, ...]
    seen_sha256: str
    shipments: tuple[StoppedShipment, ...] = ()

    @property
    def lasted(self) -> timedelta:
        """How long it stands, or stood until it was lifted or converted."""
        ended = next((each.at for each in self.history if each.kind in ENDS), None)
        return self.head.age if ended is None else ended - self.head.placed_at


@dataclass(frozen=True, slots=True)
class ReasonFigures:
    """How holds for one reason went: how many, and how long they stood."""

    reason: str
    placed: int
    still: int
    lifted: int
    median_hours: float | None
    longest_hours: float | None


def open_holds(reads: Reads) -> tuple[OpenHold, ...]:
    """Holds that stand, the gravest first and of these the oldest."""
    rows = reads.session.execute(
        select(Hold, Case)
        .join(Case, Case.id == Hold.case_id)
        .where(Hold.state.in_(ACTIVE))
        .order_by(Hold.seq)
    ).all()
    people = _people(reads.session, {p for h, c in rows for p in (h.placed_by, c.owner_id)})
    counted = _counted(reads.session, [hold.case_id for hold, _ in rows])
    things = held_things(reads.session, [hold.case_id for hold, _ in rows])
    heads = (
        _head(reads, HeldCase(hold, case), people, counted.get(case.id, (0, 0)))
        for hold, case in rows
    )
    found = [replace(head, thing=things.get(head.hold_id, NOTHING_HELD)) for head in heads]
    return tuple(sorted(found, key=lambda each: _SEVERITY[each.severity]))


def _people(session: Session, ids: Iterable[int | None]) -> dict[int, NamePair]:
    wanted = {each for each in ids if each is not None}
    rows = session.scalars(select(Person).where(Person.id.in_(wanted)))
    return {row.id: person_name(row) for row in rows}


def _counted(session: Session, hold_ids: list[int]) -> dict[int, tuple[int, int]]:
    """Members that are named and members that were made of them, by hold."""
    found: dict[int, tuple[int, int]] = {}
    rows = session.execute(
        select(HoldMember.hold_id, HoldMember.via, func.count(func.distinct(HoldMember.item_id)))
        .where(HoldMember.hold_id.in_(hold_ids))
        .group_by(HoldMember.hold_id, HoldMember.via)
    )
    for hold_id, via, count in rows:
        lots, derived = found.get(hold_id, (0, 0))
        is_derived = via == "derived"
        found[hold_id] = (lots, derived + count) if is_derived else (lots + count, derived)
    return found


def _head(
    reads: Reads, held: HeldCase, people: Mapping[int, NamePair], counted: tuple[int, int]
) -> OpenHold:
    hold, case = held.hold, held.case
    is_open = hold.state in ACTIVE
    return OpenHold(
        hold_id=case.id,
        number=case.number,
        severity=case.severity,
        reason=hold.reason_code,
        title=case.title,
        state=hold.state,
        origin=hold.origin,
        placed_at=case.opened_at,
        age=reads.now - case.opened_at,
        placed_by=people.get(hold.placed_by, NO_NAME),
        owner=people.get(case.owner_id or 0, NO_NAME),
        review_by=hold.review_by,
        is_overdue=is_open and hold.review_by is not None and hold.review_by < reads.now,
        lots=counted[0],
        derived=counted[1],
    )


def hold_sheet(reads: Reads, hold_id: int) -> HoldSheet | None:
    """Everything about one hold; None if there is no such hold."""
    session = reads.session
    hold = session.get(Hold, hold_id)
    if hold is None:
        return None
    held = HeldCase(hold, session.get_one(Case, hold_id))
    reached = _reached(session, hold_id)
    scopes = [(row.no, scope_of(row)) for row in scope_rows(session, hold_id)]
    rows = affected_rows(session, reached)
    people = _people(session, {hold.placed_by, held.case.owner_id})
    counted = _counted(session, [hold_id]).get(hold_id, (0, 0))
    return HoldSheet(
        head=_head(reads, held, people, counted),
        origin_case=_number(session, hold.origin_case_id),
        profile=hold.profile,
        propagates=hold.propagates,
        in_flight=hold.in_flight or "",
        blocked=tuple(each for each in Activity if stops(hold.block_mask, each)),
        allowed=tuple(each for each in Activity if not stops(hold.block_mask, each)),
        scopes=tuple(ScopeLine(no, scope, _label(session, scope)) for no, scope in scopes),
        effect=effect_of(session, reached, [scope for _, scope in scopes], is_complete=True),
        layers=layers_of(rows),
        edges=edges_between(session, [row.item_id for row in rows]),
        frozen=_frozen(session, hold_id),
        criteria=criteria_of(session, hold, held.case.opened_at),
        signee=signee_of(session, hold),
        request=_request(session, hold),
        cases=tuple((case.id, case.number) for case in nonconformances_of(session, hold)),
        photos=_photos(session, hold_id),
        history=_history(session, hold_id),
        seen_sha256=hold_sha256(session, held),
        shipments=stopped_shipments(session, reached),
    )


def _number(session: Session, case_id: int | None) -> str:
    case = session.get(Case, case_id) if case_id is not None else None
    return case.number if case is not None else ""


def _reached(session: Session, hold_id: int) -> dict[int, Reached]:
    distances: dict[int, int] = {
        row.item_id: row.distance
        for row in session.execute(
            select(HoldMember.item_id, HoldMember.distance).where(HoldMember.hold_id == hold_id)
        )
    }
    return {
        item: Reached(ranges, distances[item])
        for item, ranges in members_of(session, hold_id).items()
    }


_LABELS: Mapping[AnchorKind, tuple[type[Base], tuple[str, ...]]] = {
    AnchorKind.ITEM: (Item, ("serial", "lot")),
    AnchorKind.ORIGIN: (Item, ("lot",)),
    AnchorKind.PART: (Part, ("number",)),
    AnchorKind.PART_REVISION: (PartRevision, ("revision",)),
    AnchorKind.SUPPLIER_PART: (Part, ("number",)),
    AnchorKind.SUPPLIER_LOT: (Supplier, ("code",)),
    AnchorKind.LOCATION: (Location, ("code",)),
    AnchorKind.WORK_ORDER: (WorkOrder, ("number",)),
    AnchorKind.OPERATION: (Operation, ("name_en",)),
    AnchorKind.LINE: (Line, ("code",)),
    AnchorKind.STATION: (Station, ("code",)),
    AnchorKind.EQUIPMENT: (Equipment, ("code",)),
    AnchorKind.GAUGE: (Gauge, ("code",)),
}


def _label(session: Session, scope: Scope) -> str:
    """Code or number of what the scope hangs on; a receipt has none and shows its id."""
    mapped, names = _LABELS.get(scope.anchor, (None, ()))
    row = session.get(mapped, scope.anchor_id) if mapped is not None else None
    told = next((getattr(row, name) for name in names if getattr(row, name, None)), None)
    return str(told or scope.anchor_id)


def _frozen(session: Session, hold_id: int) -> tuple[Frozen, ...]:
    rows = session.scalars(
        select(HoldSnapshot).where(HoldSnapshot.hold_id == hold_id).order_by(HoldSnapshot.no)
    )
    return tuple(Frozen(row.no, row.at, effect_in(row.content), row.sha256.hex()) for row in rows)


def _request(session: Session, hold: Hold) -> RequestSheet | None:
    request: HoldRequest | None = last_request(session, hold.case_id)
    if request is None or hold.state != "requested":
        return None
    by = person_name(session.get(Person, request.requested_by))
    return RequestSheet(
        request.id, by, request.requested_by, request.at, request.note,
        requested_items(session, request),
    )  # fmt: skip


def _photos(session: Session, hold_id: int) -> tuple[int, ...]:
    return tuple(
        session.scalars(
            select(Evidence.id)
            .where(Evidence.target_kind == "case", Evidence.target_id == hold_id)
            .order_by(Evidence.id)
        )
    )


def _history(session: Session, hold_id: int) -> tuple[HoldHistory, ...]:
    rows = session.execute(
        select(HoldEvent, Person)
        .join(Person, Person.id == HoldEvent.person_id)
        .where(HoldEvent.hold_id == hold_id)
        .order_by(HoldEvent.seq)
    )
    return tuple(
        HoldHistory(
            event.kind, event.at, person_name(person), event.reason,
            json.loads(event.facts) if event.facts else {},
        )
        for event, person in rows
    )  # fmt: skip


def hold_durations(reads: Reads, since: datetime | None = None) -> tuple[ReasonFigures, ...]:
    """Figures of holds by reason, for holds placed since an instant; most frequent first."""
    ended = (
        select(HoldEvent.hold_id, func.max(HoldEvent.at).label("at"))
        .where(HoldEvent.kind.in_(ENDS))
        .group_by(HoldEvent.hold_id)
        .subquery()
    )
    told = (
        select(Hold.reason_code, Case.opened_at, ended.c.at)
        .join(Case, Case.id == Hold.case_id)
        .outerjoin(ended, ended.c.hold_id == Hold.case_id)
    )
    if since is not None:
        told = told.where(Case.opened_at >= since)
    by_reason: dict[str, list[tuple[datetime, datetime | None]]] = {}
    for reason, placed_at, lifted_at in reads.session.execute(told):
        by_reason.setdefault(reason, []).append((placed_at, lifted_at))
    figures = [_figures(reason, rows) for reason, rows in by_reason.items()]
    return tuple(sorted(figures, key=lambda each: (-each.placed, each.reason)))


def _figures(reason: str, rows: list[tuple[datetime, datetime | None]]) -> ReasonFigures:
    hours = [(end - begin) / timedelta(hours=1) for begin, end in rows if end is not None]
    return ReasonFigures(
        reason,
        placed=len(rows),
        still=len(rows) - len(hours),
        lifted=len(hours),
        median_hours=median(hours) if hours else None,
        longest_hours=max(hours) if hours else None,
    )
