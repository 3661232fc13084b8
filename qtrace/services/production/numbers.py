"""Which pieces a command is about: their numbers within the lot, and their units."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qtrace.domain.people import PeopleReason
from qtrace.domain.production.labels import serial_text
from qtrace.domain.production.numbering import next_numbers
from qtrace.domain.production.progress import OutputKind, available
from qtrace.domain.production.reasons import PieceReason
from qtrace.domain.quantities import q6
from qtrace.models.items import Item
from qtrace.models.production import LabelVersion, Operation
from qtrace.models.production_runs import OperationRun, ProductionOutput
from qtrace.services.inspection.support import names_of
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.production.counts import counts_of, good_of, operations_of, pieces_done
from qtrace.services.production.guards import RunPlace
from qtrace.services.production.line_commands import RecordOutput, RecordPastOutput
from qtrace.services.texts import refuse_texts, refuse_unkeepable
from qtrace.services.work import Work

Wish = RecordOutput | RecordPastOutput


@dataclass(frozen=True, slots=True)
class Batch:
    """The pieces of one command.

    Attributes:
        numbers: number of each piece within the production lot.
        units: unit of each piece that has one; empty where pieces have no serial numbers.
        born: units that come into being with it.
        before: pieces of the run before them.
        taken: units that had the serial numbers of new ones already; only of facts.
        is_over: more pieces than the order, or the operation before, has given; only of facts.
    """

    numbers: tuple[int, ...]
    units: tuple[Item, ...]
    born: bool
    before: int
    taken: tuple[Item, ...] = ()
    is_over: bool = False


@dataclass(frozen=True, slots=True)
class _Asked:
    """A command with what is asked about it only once."""

    work: Work
    place: RunPlace
    command: Wish
    operations: Sequence[Operation]
    before: int

    @property
    def is_fact(self) -> bool:
        """True if the pieces exist already and are kept whatever is wrong with them."""
        return isinstance(self.command, RecordPastOutput)

    @property
    def earlier(self) -> Operation | None:
        """The operation before, or None."""
        return _earlier(self.operations, self.place)


def batch_of(work: Work, place: RunPlace, command: Wish) -> Batch | Refusal:
    """The pieces, if they can exist at all: enough, not twice, with their serial numbers.

    A fact may be more than there is, and may bear a serial number that another unit has.
    """
    refusal = _not_said(command)
    if refusal is not None:
        return refusal
    session = work.session
    operations = operations_of(session, place.order)
    before = pieces_done(session, place.run.id)
    asked = _Asked(work, place, command, operations, before)
    born_at = next((each.no for each in operations if each.makes_units), None)
    if born_at is None or place.operation.no < born_at:
        return _counted(asked, ())
    if place.operation.no == born_at and place.run.run_no == 1:
        return _born(asked)
    return _known(asked)


def _not_said(command: Wish) -> Refusal | None:
    if command.pieces < 1:
        return refuse(PieceReason.PIECES_NOT_POSITIVE)
    if command.kind is not OutputKind.GOOD and not command.reason.strip():
        return refuse(PeopleReason.REASON_NEEDED)
    return refuse_unkeepable(reason=command.reason)


# --- numbers ----------------------------------------------------------------------------------


def _counted(asked: _Asked, units: tuple[Item, ...]) -> Batch | Refusal:
    """The numbers of the next pieces, if there are so many."""
    session, place = asked.work.session, asked.place
    waiting, taken = _waiting(session, place, asked.operations, asked.before)
    room = len(waiting) - len(taken)
    pieces = asked.command.pieces
    if pieces > room and not asked.is_fact:
        return _too_many(room, pieces)
    highest = _highest(session, place) if pieces > room else 0
    numbers = next_numbers(waiting, taken, pieces, highest)
    return Batch(numbers, units, False, asked.before, is_over=pieces > room)


def _too_many(room: int, pieces: int) -> Refusal:
    return refuse(PieceReason.MORE_THAN_AVAILABLE, available=max(room, 0), pieces=pieces)


def waiting_numbers(session: Session, place: RunPlace) -> tuple[int, ...]:
    """Numbers that may come out of the run now, in order, where pieces have no serial numbers."""
    before = pieces_done(session, place.run.id)
    waiting, taken = _waiting(session, place, operations_of(session, place.order), before)
    return tuple(number for number in waiting if number not in taken)


def _waiting(
    session: Session, place: RunPlace, operations: Sequence[Operation], before: int
) -> tuple[Sequence[int], frozenset[int]]:
    """Numbers that came to this pass, and those of them that came out of it again.

    To the first operation come 1, 2, 3 … as planned, to a later one what the one before delivered,
    in the order in which it did; a pass of rework takes what the pass before put aside.
    """
    earlier = _earlier(operations, place)
    if place.run.run_no == 1 and earlier is None:
        return range(before + 1, place.order.planned + 1), frozenset()
    if place.run.run_no > 1:
        rows = [(row.piece_from, row.piece_to) for row in _aside(session, place)]
    else:
        assert earlier is not None
        rows = _delivered(session, place, earlier)
    out = select(ProductionOutput.piece_from, ProductionOutput.piece_to).where(
        ProductionOutput.run_id == place.run.id
    )
    taken = session.execute(out).all() if before else ()
    return (
        tuple(n for first, last in rows for n in range(first, last + 1)),
        frozenset(n for first, last in taken for n in range(first, last + 1)),
    )


def _earlier(operations: Sequence[Operation], place: RunPlace) -> Operation | None:
    before = [each for each in operations if each.no < place.operation.no]
    return before[-1] if before else None


def _delivered(session: Session, place: RunPlace, earlier: Operation) -> list[tuple[int, int]]:
    """Good pieces of an operation, all passes, in the order in which they came out."""
    rows = session.execute(
        select(ProductionOutput.piece_from, ProductionOutput.piece_to)
        .join(OperationRun, OperationRun.id == ProductionOutput.run_id)
        .where(
            OperationRun.work_order_id == place.order.id,
            OperationRun.operation_id == earlier.id,
            ProductionOutput.kind == OutputKind.GOOD.value,
        )
        .order_by(ProductionOutput.at, OperationRun.run_no, ProductionOutput.pieces_after)
    )
    return [(first, last) for first, last in rows]


def _aside(session: Session, place: RunPlace) -> Sequence[ProductionOutput]:
    """What the pass before put aside, in order."""
    return session.scalars(
        select(ProductionOutput)
        .join(OperationRun, OperationRun.id == ProductionOutput.run_id)
        .where(
            OperationRun.work_order_id == place.order.id,
            OperationRun.operation_id == place.operation.id,
            OperationRun.run_no == place.run.run_no - 1,
            ProductionOutput.kind == OutputKind.REWORK.value,
        )
        .order_by(ProductionOutput.pieces_after)
    ).all()


def _highest(session: Session, place: RunPlace) -> int:
    """The highest number that a piece of the lot has, or was meant to have."""
    most = session.scalar(
        select(func.max(ProductionOutput.piece_to))
        .join(OperationRun, OperationRun.id == ProductionOutput.run_id)
        .where(OperationRun.work_order_id == place.order.id)
    )
    return max(most or 0, place.order.planned)


# --- units ------------------------------------------------------------------------------------


def _born(asked: _Asked) -> Batch | Refusal:
    """New units of the lot, with the numbers of the pieces that they are made of."""
    work, place, command = asked.work, asked.place, asked.command
    serials = tuple(serial.strip() for serial in command.serials)
    part_id = place.order.part_id
    if command.allot and not serials:
        serials = _allotted(work, part_id, command.pieces)
    if len(serials) != command.pieces or len(command.unit_ids) != command.pieces:
        return refuse(PieceReason.SERIALS_NEEDED, pieces=command.pieces)
    refusal = refuse_texts(**{f"serial_{n}": serial for n, serial in enumerate(serials, 1)})
    if refusal is not None:
        return refusal
    twice = next((s for s in serials if serials.count(s) > 1), None)
    if twice is not None:
        return refuse(PieceReason.SERIAL_TWICE, serial=twice)
    known = work.session.scalars(
        select(Item).where(Item.part_id == part_id, Item.serial.in_(serials)).order_by(Item.id)
    ).all()
    if known and not asked.is_fact:
        return _taken(work.session, known[0])
    counted = _counted(asked, ())
    if isinstance(counted, Refusal):
        return counted
    serials = _others(work, part_id, serials, {unit.serial or "" for unit in known})
    units = _units(work, place, tuple(zip(command.unit_ids, serials, counted.numbers, strict=True)))
    return Batch(counted.numbers, units, True, asked.before, tuple(known), counted.is_over)


def _taken(session: Session, unit: Item) -> Refusal:
    """Who made the unit that has the serial number, and when."""
    row = session.scalar(
        select(ProductionOutput)
        .where(ProductionOutput.item_id == unit.id)
        .order_by(ProductionOutput.at)
        .limit(1)
    )
    at = (row.at if row is not None else unit.created_at).isoformat()
    by = names_of(session, row.person_id if row is not None else None)
    return refuse(PieceReason.SERIAL_TAKEN, serial=unit.serial, lot=unit.lot or "", at=at, **by)


def _others(work: Work, part_id: int, serials: tuple[str, ...], known: set[str]) -> tuple[str, ...]:
    """`serials`, with one of the plant's in the place of each that another unit has."""
    free = iter(_allotted(work, part_id, sum(serial in known for serial in serials)))
    return tuple(next(free) if serial in known else serial for serial in serials)


def _allotted(work: Work, part_id: int, pieces: int) -> tuple[str, ...]:
    """The plant's next serial numbers; what came with labels from elsewhere is left out."""
    year = work.today.year
    found: list[str] = []
    while len(found) < pieces:
        serial = serial_text(year, work.number("unit", year))
        known = select(Item.id).where(Item.part_id == part_id, Item.serial == serial)
        if work.session.scalar(known) is None:
            found.append(serial)
    return tuple(found)


def _units(work: Work, place: RunPlace, named: Sequence[tuple[int, str, int]]) -> tuple[Item, ...]:
    """Units of the lot by id, serial number and piece number; not yet added."""
    lot = work.session.get_one(Item, place.order.item_id)
    labels = work.session.get(LabelVersion, place.order.label_version_id)
    return tuple(
        Item(
            id=unit_id,
            site_id=lot.site_id,
            kind="unit",
            part_id=lot.part_id,
            part_revision_id=lot.part_revision_id,
            lot=lot.lot,
            serial=serial,
            unit_seq=number,
            udi_di=labels.udi_di if labels else None,
            origin_id=lot.id,
            expiry=lot.expiry,
            expiry_text=lot.expiry_text,
            qty_q6=q6(1),
            unit_code=lot.unit_code,
            created_at=work.now,
        )
        for unit_id, serial, number in named
    )


def _known(asked: _Asked) -> Batch | Refusal:
    """Units that came out of the operation, or the pass, before and not yet out of this one.

    Each is looked at before they are counted, so that who scans one twice is told just that.
    """
    place, command, session = asked.place, asked.command, asked.work.session
    if len(set(command.unit_ids)) != command.pieces:
        return refuse(PieceReason.SERIALS_NEEDED, pieces=command.pieces)
    units, is_over = [], False
    for unit_id in command.unit_ids:
        unit = session.get(Item, unit_id)
        if unit is None or unit.origin_id != place.order.item_id or unit.unit_seq is None:
            return refuse(PieceReason.UNIT_OF_ANOTHER_ORDER, order=place.order.number)
        refusal = _not_due(asked, unit)
        if refusal is not None and not (asked.is_fact and refusal.code == PieceReason.UNIT_NOT_DUE):
            return refusal
        is_over = is_over or refusal is not None
        units.append(unit)
    room = _room(asked)
    if command.pieces > room and not asked.is_fact:
        return _too_many(room, command.pieces)
    numbers = tuple(unit.unit_seq or 0 for unit in units)
    return Batch(numbers, tuple(units), False, asked.before, is_over=is_over)


def _room(asked: _Asked) -> int:
    """Pieces that the pass may still take."""
    session, place = asked.work.session, asked.place
    counts = counts_of(session, place.order, place.operation)
    if place.run.run_no > 1 or asked.earlier is None:
        return available(place.order.planned, counts, place.run.run_no)
    return available(good_of(counts_of(session, place.order, asked.earlier)), counts, 1)


def _not_due(asked: _Asked, unit: Item) -> Refusal | None:
    """None if the unit waits for this pass; else that it came out of it, or where it stands."""
    session, place = asked.work.session, asked.place
    facts = {"serial": unit.serial or "", "operation": str(place.operation.no)}
    done = session.scalar(
        select(ProductionOutput).where(
            ProductionOutput.run_id == place.run.id, ProductionOutput.item_id == unit.id
        )
    )
    if done is not None:
        return refuse(PieceReason.UNIT_ALREADY_DONE, **facts, **_told(session, done))
    source = _source_of(asked, unit.id)
    if source is not None:
        return None
    last = session.scalar(
        select(ProductionOutput)
        .where(ProductionOutput.item_id == unit.id)
        .order_by(ProductionOutput.at.desc(), ProductionOutput.id.desc())
        .limit(1)
    )
    assert last is not None, "a unit is born with an output"
    run = session.get_one(OperationRun, last.run_id)
    stands = session.get_one(Operation, run.operation_id).no
    return refuse(PieceReason.UNIT_NOT_DUE, stands=stands, **facts, **_told(session, last))


def _told(session: Session, row: ProductionOutput) -> dict[str, str]:
    return {"at": row.at.isoformat(), **names_of(session, row.person_id)}


def _source_of(asked: _Asked, unit_id: int) -> int | None:
    """The output by which the unit came to this pass, or None."""
    place = asked.place
    is_rework = place.run.run_no > 1
    source = place.operation if is_rework else asked.earlier
    assert source is not None, "units are born at an earlier operation"
    kind = OutputKind.REWORK if is_rework else OutputKind.GOOD
    return asked.work.session.scalar(
        select(ProductionOutput.id)
        .join(OperationRun, OperationRun.id == ProductionOutput.run_id)
        .where(
            OperationRun.work_order_id == place.order.id,
            OperationRun.operation_id == source.id,
            *((OperationRun.run_no == place.run.run_no - 1,) if is_rework else ()),
            ProductionOutput.item_id == unit_id,
            ProductionOutput.kind == kind.value,
        )
        .limit(1)
    )
