"""One nonconformance or deviation with all that a decision about it needs, and its hash."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from qtrace.domain.cases import CasePost, CaseStep, next_step
from qtrace.domain.disposal import Disposal
from qtrace.domain.items import QualityState
from qtrace.models.cases import Case, CaseItem, DeviationClosing, Nonconformance
from qtrace.models.catalogue import Part
from qtrace.models.holds import Concession, NcrDisposal, NcrLine
from qtrace.models.inspection import Inspection
from qtrace.models.items import Item
from qtrace.models.people import Person
from qtrace.records.canonical import Json
from qtrace.services.authority import allowed_commands, read_actor
from qtrace.services.briefs import NO_NAME, NamePair, person_name
from qtrace.services.cases.deviations_commands import CloseDeviation
from qtrace.services.cases.disposal_commands import DisposeNcr
from qtrace.services.holds.check import coverings
from qtrace.services.items.standing import quality_state
from qtrace.services.reads import Reads
from qtrace.services.seen import content_sha256
from qtrace.services.work import Actor

DECIDED_HERE = ("ncr", "deviation")
"""Kinds of cases that are decided by their own commands; holds have theirs."""
SIGNED_BY = {CaseStep.DISPOSE: DisposeNcr.code, CaseStep.CLOSE: CloseDeviation.code}
"""Steps that a second person signs, with their command."""


@dataclass(frozen=True, slots=True)
class DecidedLine:
    """What was decided about a quantity.

    Attributes:
        lot: number of the lot that carries it now, `lot_id` its id.
        instruction: conditions of the concession, or how it is reworked.
        in_rework: it is being reworked.
        reference: approval that the concession names.
        valid_to: last day of the concession.
    """

    disposal: Disposal
    qty_q6: int
    lot_id: int
    lot: str
    instruction: str
    in_rework: bool
    reference: str = ""
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class AffectedItem:
    """A lot, unit or batch that a case is about.

    Attributes:
        kind: kind of the item.
        state: its quality state now.
        role: `affected`, `suspect` or `cause`.
        is_bought: a supplier can take it back.
    """

    item_id: int
    kind: str
    lot: str
    part: str
    part_name: NamePair
    qty_q6: int
    unit: str
    state: str
    role: str
    is_bought: bool


@dataclass(frozen=True, slots=True)
class Barred:
    """Somebody who does not decide about the case, and why."""

    person_id: int
    name: NamePair
    post: CasePost


@dataclass(frozen=True, slots=True)
class CaseSigner:
    """Somebody who has the right to decide, and against whom nothing speaks."""

    person_id: int
    name: NamePair


@dataclass(frozen=True, slots=True)
class CaseHold:
    """An active hold on something that the case is about, or that came from the case."""

    hold_id: int
    number: str
    state: str


@dataclass(frozen=True, slots=True)
class CaseDecision:
    """Who decided, when, and in which words."""

    by: NamePair
    at: datetime
    words: str


@dataclass(frozen=True, slots=True)
class CaseSheet:
    """A case as the person sees it who decides about it.

    Attributes:
        step: what it waits for.
        about: what it is about, as it was opened.
        lines: what was decided, line by line.
        inspection_id: the inspection that found it, if one did.
        signers: who may sign what it waits for.
        barred: who does not decide.
        seen_sha256: hash of what the decision rests on; the signing command carries it.
    """

    case_id: int
    kind: str
    number: str
    state: str
    severity: str
    step: CaseStep
    about: str
    inspection_id: int | None
    opened_by: NamePair
    opened_at: datetime
    due_at: datetime | None
    items: tuple[AffectedItem, ...]
    lines: tuple[DecidedLine, ...]
    signers: tuple[CaseSigner, ...]
    barred: tuple[Barred, ...]
    holds: tuple[CaseHold, ...]
    decision: CaseDecision | None
    seen_sha256: str = field(repr=False)

    @property
    def reworks(self) -> tuple[DecidedLine, ...]:
        """Lots whose rework goes on."""
        return tuple(line for line in self.lines if line.in_rework)

    def why_barred(self, person_id: int) -> CasePost | None:
        """Why the person does not decide about it, None if nothing speaks against them."""
        return next((each.post for each in self.barred if each.person_id == person_id), None)


def case_sheet(reads: Reads, case_id: int) -> CaseSheet | None:
    """The nonconformance or deviation, or None if there is none with this id."""
    session = reads.session
    case = session.get(Case, case_id)
    if case is None or case.kind not in DECIDED_HERE:
        return None
    lines = _lines(session, case_id)
    items = _items(session, case_id)
    told = session.get(Nonconformance, case_id)
    posts = posts_about(session, case)
    return CaseSheet(
        case_id=case_id,
        kind=case.kind,
        number=case.number,
        state=case.state,
        severity=case.severity,
        step=next_step(case.kind, case.state, in_rework=any(line.in_rework for line in lines)),
        about=_about(session, case),
        inspection_id=told.inspection_id if told is not None else None,
        opened_by=_name(session, case.opened_by),
        opened_at=case.opened_at,
        due_at=case.due_at,
        items=items,
        lines=lines,
        signers=_signers(reads, case, posts),
        barred=tuple(Barred(each, _name(session, each), post) for each, post in posts.items()),
        holds=_holds(session, items),
        decision=_decision(session, case_id),
        seen_sha256=case_sha256(session, case),
    )


def case_sha256(session: Session, case: Case) -> str:
    """Hash of everything that a decision about the case rests on.

    Source: 21 CFR 11.70, 21 CFR 11.50(b): nobody signs what was not in front of them.
    """
    items = _items(session, case.id)
    told: list[Json] = [
        [str(each.item_id), str(each.qty_q6), each.state, each.role] for each in items
    ]
    holds: list[Json] = [str(each.hold_id) for each in _holds(session, items)]
    return content_sha256(
        {
            "case": case.number,
            "state": case.state,
            "about": _about(session, case),
            "items": told,
            "holds": holds,
        }
    )


def posts_about(session: Session, case: Case) -> Mapping[int, CasePost]:
    """Who does not decide about the case, by person: who opened it, and who inspected."""
    found = {}
    row = session.get(Nonconformance, case.id)
    inspection = (
        session.get(Inspection, row.inspection_id)
        if row is not None and row.inspection_id is not None
        else None
    )
    if inspection is not None and inspection.signed_by is not None:
        found[inspection.signed_by] = CasePost.INSPECTOR
    return {**found, case.opened_by: found.get(case.opened_by, CasePost.OPENER)}


def affected_of(session: Session, case_id: int) -> dict[int, int]:
    """Quantity in millionths of each item that the case is about."""
    return {row.item_id: row.qty_q6 for row in _case_items(session, case_id) if row.role != "cause"}


def _case_items(session: Session, case_id: int) -> list[CaseItem]:
    rows = session.scalars(
        select(CaseItem).where(CaseItem.case_id == case_id).order_by(CaseItem.id)
    ).all()
    replaced = {row.supersedes_id for row in rows}
    return [row for row in rows if row.id not in replaced]


def _items(session: Session, case_id: int) -> tuple[AffectedItem, ...]:
    found = {}
    for row in _case_items(session, case_id):
        item = session.get_one(Item, row.item_id)
        part = session.get(Part, item.part_id) if item.part_id is not None else None
        found[row.item_id] = AffectedItem(
            item.id,
            item.kind,
            item.serial or item.lot or "",
            part.number if part is not None else "",
            NamePair(part.name_en, part.name_zh) if part is not None else NO_NAME,
            row.qty_q6,
            item.unit_code,
            quality_state(session, item.id).value,
            row.role,
            item.supplier_id is not None,
        )
    return tuple(found.values())


def _lines(session: Session, case_id: int) -> tuple[DecidedLine, ...]:
    rows = session.execute(
        select(NcrLine, Concession, Item)
        .join(Item, Item.id == NcrLine.lot_id)
        .outerjoin(
            Concession, (Concession.case_id == NcrLine.case_id) & (Concession.no == NcrLine.no)
        )
        .where(NcrLine.case_id == case_id)
        .order_by(NcrLine.no)
    ).all()
    return tuple(_line(session, *row) for row in rows)


def _line(session: Session, line: NcrLine, permit: Concession | None, lot: Item) -> DecidedLine:
    disposal = Disposal(line.disposition)
    state = quality_state(session, lot.id)
    return DecidedLine(
        disposal,
        line.qty_q6,
        lot.id,
        lot.lot or lot.serial or "",
        line.instruction,
        disposal is Disposal.REWORK and state is QualityState.REWORK,
        permit.reference if permit is not None else "",
        permit.valid_to if permit is not None else None,
    )


def _about(session: Session, case: Case) -> str:
    told = session.get(Nonconformance, case.id)
    return (told.description if told is not None else "") or case.title


def _signers(reads: Reads, case: Case, posts: Collection[int]) -> tuple[CaseSigner, ...]:
    wanted = SIGNED_BY.get(next_step(case.kind, case.state, in_rework=False))
    if wanted is None:
        return ()
    found = []
    for person in reads.session.scalars(select(Person).order_by(Person.login)):
        actor = read_actor(reads.session, person.id, reads.now)
        may = isinstance(actor, Actor) and wanted in allowed_commands(reads.session, actor.roles)
        if may and person.id not in posts:
            found.append(CaseSigner(person.id, person_name(person)))
    return tuple(found)


def _holds(session: Session, items: tuple[AffectedItem, ...]) -> tuple[CaseHold, ...]:
    """Active holds on what the case is about, the oldest first."""
    found = {}
    for item in items:
        for each in coverings(session, item.item_id):
            found[each.hold_id] = CaseHold(each.hold_id, each.number, each.state)
    return tuple(found[key] for key in sorted(found))


def _decision(session: Session, case_id: int) -> CaseDecision | None:
    disposed = session.get(NcrDisposal, case_id)
    if disposed is not None:
        name = _name(session, disposed.decided_by)
        return CaseDecision(name, disposed.decided_at, disposed.comment)
    closing = session.get(DeviationClosing, case_id)
    if closing is None:
        return None
    return CaseDecision(_name(session, closing.closed_by), closing.closed_at, closing.conclusion)


def _name(session: Session, person_id: int) -> NamePair:
    return person_name(session.get(Person, person_id))
