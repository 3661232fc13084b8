"""Look-back: lots measured with a gauge since it was last known to be good, as one list.

Source: ISO 13485:2016 clause 7.6: assess the validity of previous measuring results when equipment
is found not to conform, and act on any product affected.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from zoneinfo import ZoneInfo

from sqlalchemy import Subquery, func, select
from sqlalchemy.orm import Session

from qtrace.domain.calibration import (
    AsFound,
    doubt_begins,
    found_by_result,
    last_good,
    needs_lookback,
)
from qtrace.domain.gauges import CalibrationFact, CalibrationKind, CalibrationResult
from qtrace.models.cases import Case, Hold, HoldMember, HoldScope
from qtrace.models.catalogue import Part, Unit
from qtrace.models.gauges import Calibration, CalibrationFinding, Gauge, GaugeLookback
from qtrace.models.inspection import Characteristic, Inspection, Reading
from qtrace.models.items import Item, ItemStatus, Link, LinkKind
from qtrace.models.warehouse import Location
from qtrace.services.briefs import NamePair, PartBrief, part_brief
from qtrace.services.inspection.support import plant_of
from qtrace.services.reads import Reads

SOME = 500
ACTIVE = ("active", "requested")


@dataclass(frozen=True, slots=True)
class Doubt:
    """Which readings a calibration put in doubt.

    Attributes:
        good_id: the last good calibration before it, None if there was none.
        since: first instant, None for the first reading of all.
        until: instant at which the calibration was entered; later readings were refused.
    """

    calibration_id: int
    gauge_id: int
    good_id: int | None
    since: datetime | None
    until: datetime


@dataclass(frozen=True, slots=True)
class MeasuredBy:
    """What was measured of a lot with the gauge.

    Attributes:
        no: number of the characteristic in its plan.
        readings: values taken with this gauge, also those that were corrected or taken back later.
    """

    inspection_id: int
    inspection: str
    no: int
    name: NamePair
    readings: int
    first: datetime
    last: datetime


@dataclass(frozen=True, slots=True)
class MeasuredLot:
    """A lot in doubt, or a lot made of one.

    Attributes:
        made_of: number of the measured lot it was made of, empty for a measured lot.
        state: stored quality state.
        place: code of the storage place, empty if it is nowhere in the house.
        holds: numbers of the active holds on it.
        is_decided: a hold of this look-back was placed on it once.
        measured: what was measured, by inspection and characteristic; empty with `made_of`.
    """

    lot_id: int
    lot: str
    made_of: str
    part: PartBrief | None
    qty_q6: int
    state: str
    place: str
    holds: tuple[str, ...]
    is_decided: bool
    measured: tuple[MeasuredBy, ...]

    @property
    def readings(self) -> int:
        """Readings of the lot with the gauge."""
        return sum(each.readings for each in self.measured)


@dataclass(frozen=True, slots=True)
class LookbackSheet:
    """One page: what a calibration put in doubt, and what became of it.

    Attributes:
        case_id: the nonconformance, None where none was opened yet.
        lots: measured lots by number, each followed by the lots made of it.
    """

    gauge_id: int
    gauge: str
    gauge_name: NamePair
    certificate_no: str
    result: CalibrationResult
    doubt: Doubt
    case_id: int | None
    case: str
    lots: tuple[MeasuredLot, ...]


def calibration_facts(session: Session, gauge_id: int) -> list[CalibrationFact]:
    """Calibrations and extensions of a gauge in the order in which they were entered."""
    rows = session.scalars(
        select(Calibration)
        .where(Calibration.gauge_id == gauge_id)
        .order_by(Calibration.entered_at, Calibration.id)
    )
    return [
        CalibrationFact(
            row.id,
            CalibrationKind(row.kind),
            row.done_on,
            row.due_on,
            CalibrationResult(row.result),
        )
        for row in rows
    ]


def as_found_of(session: Session, row: Calibration) -> AsFound:
    """How the gauge was found: as entered, or as the result says."""
    entered = session.get(CalibrationFinding, row.id)
    if entered is not None:
        return AsFound(entered.as_found)
    return found_by_result(CalibrationResult(row.result))


def doubt_of(session: Session, row: Calibration) -> Doubt | None:
    """Which readings this calibration put in doubt; None if it put none."""
    kept = session.get(GaugeLookback, row.id)
    if kept is not None:
        return Doubt(row.id, kept.gauge_id, kept.good_id, kept.since, kept.until)
    is_calibration = row.kind == CalibrationKind.CALIBRATION
    result = CalibrationResult(row.result)
    if not is_calibration or not needs_lookback(result, as_found_of(session, row)):
        return None
    good = last_good(calibration_facts(session, row.gauge_id), row.id)
    since = doubt_begins(good, ZoneInfo(plant_of(session).time_zone))
    good_id = good.calibration_id if good is not None else None
    return Doubt(row.id, row.gauge_id, good_id, since, row.entered_at)


def _measured(doubt: Doubt) -> Subquery:
    """Readings in doubt by inspection and characteristic; the index (gauge, at) answers."""
    told = select(
        Reading.inspection_id,
        Reading.characteristic_id,
        func.count().label("readings"),
        func.min(Reading.at).label("first"),
        func.max(Reading.at).label("last"),
    ).where(
        Reading.gauge_id == doubt.gauge_id, Reading.at <= doubt.until, Reading.verdict != "void"
    )
    if doubt.since is not None:
        told = told.where(Reading.at >= doubt.since)
    return told.group_by(Reading.inspection_id, Reading.characteristic_id).subquery()


def measured_lots(session: Session, doubt: Doubt) -> dict[int, int]:
    """Ids of the lots in doubt, each with its quantity in millionths."""
    measured = _measured(doubt)
    rows = session.execute(
        select(Item.id, Item.qty_q6)
        .join(Inspection, Inspection.item_id == Item.id)
        .join(measured, measured.c.inspection_id == Inspection.id)
        .distinct()
    )
    return {row.id: row.qty_q6 for row in rows}


def made_of(session: Session, lot_ids: Collection[int]) -> dict[int, dict[int, int]]:
    """Per lot, everything made of it at any depth with its distance; itself is not among it."""
    found: dict[int, dict[int, int]] = {lot_id: {} for lot_id in lot_ids}
    frontier = {lot_id: {lot_id} for lot_id in lot_ids}
    distance = 0
    while frontier:
        distance += 1
        following: dict[int, set[int]] = {}
        for parent, child in _children(session, frontier):
            for root in frontier[parent]:
                if child != root and child not in found[root]:
                    found[root][child] = distance
                    following.setdefault(child, set()).add(root)
        frontier = following
    return found


def _children(session: Session, parents: Iterable[int]) -> Iterator[tuple[int, int]]:
    for some in _some(parents):
        rows = session.execute(
            select(Link.parent_id, Link.child_id)
            .join(LinkKind, LinkKind.code == Link.kind)
            .where(Link.parent_id.in_(some), LinkKind.propagates)
        )
        yield from ((row.parent_id, row.child_id) for row in rows.all())


def held_for(session: Session, case_id: int | None) -> set[int]:
    """Lots on which a hold of this case was placed, released ones too."""
    if case_id is None:
        return set()
    return set(
        session.scalars(
            select(HoldScope.anchor_id)
            .join(Hold, Hold.case_id == HoldScope.hold_id)
            .where(Hold.origin_case_id == case_id, HoldScope.anchor_kind == "item")
        )
    )


def lookback_sheet(reads: Reads, calibration_id: int) -> LookbackSheet | None:
    """The page of a calibration that put readings in doubt; None if it did not."""
    session = reads.session
    row = session.get(Calibration, calibration_id)
    doubt = doubt_of(session, row) if row is not None else None
    if row is None or doubt is None:
        return None
    gauge = session.get_one(Gauge, row.gauge_id)
    kept = session.get(GaugeLookback, row.id)
    case = session.get(Case, kept.case_id) if kept is not None else None
    return LookbackSheet(
        gauge_id=gauge.id,
        gauge=gauge.code,
        gauge_name=NamePair(gauge.name_en, gauge.name_zh),
        certificate_no=row.certificate_no,
        result=CalibrationResult(row.result),
        doubt=doubt,
        case_id=case.id if case else None,
        case=case.number if case else "",
        lots=_lots(session, doubt, held_for(session, case.id if case else None)),
    )


def _lots(session: Session, doubt: Doubt, decided: Collection[int]) -> tuple[MeasuredLot, ...]:
    told = _told(session, doubt)
    children = made_of(session, list(told))
    ids = {*told, *(child for made in children.values() for child in made)}
    known = _known(session, ids)
    holds = _holds(session, ids)
    found: dict[int, MeasuredLot] = {}
    for lot_id in sorted(told, key=lambda each: known[each].lot):
        parent, is_decided = known[lot_id], lot_id in decided
        found[lot_id] = _lot(parent, "", holds, told[lot_id], is_decided=is_decided)
        for child in sorted(children[lot_id].keys() - told.keys() - found.keys()):
            made = _lot(known[child], parent.lot, holds, (), is_decided=is_decided)
            found[child] = made
    return tuple(found.values())


def _told(session: Session, doubt: Doubt) -> dict[int, tuple[MeasuredBy, ...]]:
    measured = _measured(doubt)
    rows = session.execute(
        select(
            Inspection.item_id,
            Inspection.id,
            Inspection.number,
            Characteristic.no,
            Characteristic.name_en,
            Characteristic.name_zh,
            measured.c.readings,
            measured.c.first,
            measured.c.last,
        )
        .join(measured, measured.c.inspection_id == Inspection.id)
        .join(Characteristic, Characteristic.id == measured.c.characteristic_id)
        .order_by(Inspection.id, Characteristic.no)
    )
    found: dict[int, list[MeasuredBy]] = {}
    for lot_id, inspection_id, number, no, name_en, name_zh, readings, first, last in rows:
        one = MeasuredBy(
            inspection_id, number, no, NamePair(name_en, name_zh), readings, first, last
        )
        found.setdefault(lot_id, []).append(one)
    return {lot_id: tuple(each) for lot_id, each in found.items()}


def _some(ids: Iterable[int]) -> Iterator[list[int]]:
    """Ids in parts that a statement can name."""
    rest = iter(ids)
    while part := list(islice(rest, SOME)):
        yield part


@dataclass(frozen=True, slots=True)
class _Known:
    lot_id: int
    lot: str
    part: PartBrief | None
    qty_q6: int
    state: str
    place: str


def _known(session: Session, ids: Collection[int]) -> dict[int, _Known]:
    found: dict[int, _Known] = {}
    for some in _some(ids):
        rows = session.execute(
            select(Item, Part, Unit, ItemStatus.quality_state, Location.code)
            .outerjoin(Part, Part.id == Item.part_id)
            .outerjoin(Unit, Unit.code == Item.unit_code)
            .outerjoin(ItemStatus, ItemStatus.item_id == Item.id)
            .outerjoin(Location, Location.id == Item.location_id)
            .where(Item.id.in_(some))
        )
        for item, part, unit, state, place in rows:
            brief = part_brief(part, unit)
            found[item.id] = _Known(
                item.id, item.lot or item.serial or "", brief, item.qty_q6,
                state or "quarantine", place or "",
            )  # fmt: skip
    return found


def _holds(session: Session, ids: Collection[int]) -> dict[int, tuple[str, ...]]:
    found: dict[int, list[str]] = {}
    for some in _some(ids):
        rows = session.execute(
            select(HoldMember.item_id, Case.number)
            .join(Hold, Hold.case_id == HoldMember.hold_id)
            .join(Case, Case.id == Hold.case_id)
            .where(HoldMember.item_id.in_(some), Hold.state.in_(ACTIVE))
            .order_by(Hold.seq)
        )
        for item_id, number in rows:
            found.setdefault(item_id, []).append(number)
    return {item_id: tuple(numbers) for item_id, numbers in found.items()}


def _lot(
    known: _Known,
    parent: str,
    holds: Mapping[int, tuple[str, ...]],
    measured: Sequence[MeasuredBy],
    *,
    is_decided: bool,
) -> MeasuredLot:
    return MeasuredLot(
        lot_id=known.lot_id,
        lot=known.lot,
        made_of=parent,
        part=known.part,
        qty_q6=known.qty_q6,
        state=known.state,
        place=known.place,
        holds=holds.get(known.lot_id, ()),
        is_decided=is_decided,
        measured=tuple(measured),
    )
