"""What a hold would affect or affects, item by item, and by which path it covers something."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from qtrace.domain.block_rules import Profiles
from qtrace.domain.hold_scopes import NOWHERE, Context, Scope
from qtrace.domain.hold_spread import Reached
from qtrace.domain.holds import PROFILES, Activity, BlockProfile, InFlight, mask_of, stops
from qtrace.models.cases import HoldMember
from qtrace.models.catalogue import Part, Unit
from qtrace.models.items import Item, ItemStatus, Link
from qtrace.models.warehouse import Location
from qtrace.services.briefs import PartBrief, part_brief
from qtrace.services.holds.check import Covering, coverings
from qtrace.services.holds.effect import HERE, Effect, effect_of, limited_reach, lots_lying
from qtrace.services.holds.members import some
from qtrace.services.holds.opening import judged_scopes
from qtrace.services.outcomes import Refusal
from qtrace.services.reads import Reads

MOST_ROWS = 500
"""Rows that a list shows; the counts beside it are of everything."""


@dataclass(frozen=True, slots=True)
class AffectedRow:
    """An item under a hold, as lists and graphs show it.

    Attributes:
        distance: links to what the hold names; 0 for what it names itself.
        positions: serial positions that are meant, empty for all.
        state: quality state; empty for a shipment, which has none.
        place: code of the storage place, empty if it is nowhere in the house.
    """

    item_id: int
    kind: str
    lot: str
    serial: str
    part: PartBrief | None
    distance: int
    positions: tuple[tuple[int, int | None], ...]
    state: str
    place: str
    qty_q6: int
    unit_code: str


@dataclass(frozen=True, slots=True)
class HoldPreview:
    """What a hold would do, before it is placed.

    Attributes:
        rows: what it would cover, nearest first, at most `MOST_ROWS`.
        fault: why it could not be placed as it is, or None.
    """

    effect: Effect
    rows: tuple[AffectedRow, ...]
    fault: Refusal | None


@dataclass(frozen=True, slots=True)
class CoveredBy:
    """A hold over an item, and the way by which it comes.

    Attributes:
        steps: from what the hold names to the item; the item alone if it is named itself.
    """

    covering: Covering
    steps: tuple[AffectedRow, ...]


def blocked_by(
    profile: BlockProfile, in_flight: InFlight | None = None, profiles: Profiles = PROFILES
) -> tuple[tuple[Activity, bool], ...]:
    """Every activity, and True if a hold with this profile stops it: shown before placing."""
    mask = mask_of(profile, in_flight, profiles)
    return tuple((activity, stops(mask, activity)) for activity in Activity)


def hold_preview(reads: Reads, scopes: Iterable[Scope], *, propagates: bool = True) -> HoldPreview:
    """What a hold with this scope would cover now; the counts say if they are complete."""
    wanted = judged_scopes(reads.session, scopes)
    if isinstance(wanted, Refusal):
        return HoldPreview(Effect(0, 0, 0, 0, 0, 0, 0, is_complete=True), (), wanted)
    reached, is_complete = limited_reach(reads.session, wanted, propagates=propagates)
    effect = effect_of(reads.session, reached, wanted, is_complete=is_complete)
    lying = lots_lying(reads.session, wanted, reached)
    shown = {**reached, **dict.fromkeys(lying, HERE)}
    return HoldPreview(effect, affected_rows(reads.session, shown), None)


def affected_rows(session: Session, reached: Mapping[int, Reached]) -> tuple[AffectedRow, ...]:
    """The nearest of what is reached, at most `MOST_ROWS`."""
    nearest = sorted(reached, key=lambda each: (reached[each].distance, each))[:MOST_ROWS]
    known = _known(session, nearest)
    return tuple(_row(known[each], reached[each]) for each in nearest if each in known)


Known = tuple[Item, Part | None, Unit | None, str | None, str | None]


def _known(session: Session, items: Collection[int]) -> dict[int, Known]:
    found: dict[int, Known] = {}
    for part in some(items):
        rows = session.execute(
            select(Item, Part, Unit, ItemStatus.quality_state, Location.code)
            .outerjoin(Part, Part.id == Item.part_id)
            .outerjoin(Unit, Unit.code == Item.unit_code)
            .outerjoin(ItemStatus, ItemStatus.item_id == Item.id)
            .outerjoin(Location, Location.id == Item.location_id)
            .where(Item.id.in_(part))
        )
        for item, its_part, unit, state, place in rows:
            found[item.id] = (item, its_part, unit, state, place)
    return found


def _row(known: Known, reached: Reached) -> AffectedRow:
    item, part, unit, state, place = known
    is_whole = reached.ranges == ((0, None),)
    return AffectedRow(
        item_id=item.id,
        kind=item.kind,
        lot=item.lot or "",
        serial=item.serial or "",
        part=part_brief(part, unit),
        distance=reached.distance,
        positions=() if is_whole else reached.ranges,
        state=state or ("" if item.kind == "shipment" else "quarantine"),
        place=place or "",
        qty_q6=item.qty_q6,
        unit_code=item.unit_code,
    )


def layers_of(rows: Iterable[AffectedRow]) -> tuple[tuple[AffectedRow, ...], ...]:
    """Rows by their distance, nearest layer first."""
    found: dict[int, list[AffectedRow]] = {}
    for row in rows:
        found.setdefault(row.distance, []).append(row)
    return tuple(tuple(found[distance]) for distance in sorted(found))


def edges_between(session: Session, items: Collection[int]) -> tuple[tuple[int, int], ...]:
    """Links between these items, as parent and child; a piece stands for its lot."""
    there = set(items)
    found: set[tuple[int, int]] = set()
    for part in some(sorted(there)):
        rows = session.execute(
            select(Link.parent_id, Link.child_id, Link.parent_origin_id).where(
                Link.child_id.in_(part)
            )
        )
        for parent, child, lot in rows:
            source = parent if parent in there else lot
            if source in there and source != child:
                found.add((source, child))
    return tuple(sorted(found))


def holds_over(reads: Reads, item_id: int, context: Context = NOWHERE) -> tuple[CoveredBy, ...]:
    """Active holds over an item, oldest first, each with the way by which it comes."""
    return tuple(
        CoveredBy(each, _way(reads.session, each, item_id))
        for each in coverings(reads.session, item_id, context)
    )


def _way(session: Session, covering: Covering, item_id: int) -> tuple[AffectedRow, ...]:
    """Upwards over members of the hold, each step nearer to what it names."""
    steps = [item_id]
    distances = _member_distances(session, covering.hold_id, {item_id})
    if item_id not in distances:
        lot = session.scalar(select(Item.origin_id).where(Item.id == item_id))
        if lot is not None and covering.anchor is None:
            steps.append(lot)
    while True:
        nearer = _nearer(session, covering.hold_id, steps[-1])
        if nearer is None:
            break
        steps.append(nearer)
    reached = {each: Reached(((0, None),), no) for no, each in enumerate(reversed(steps))}
    return affected_rows(session, reached)


def _nearer(session: Session, hold_id: int, item_id: int) -> int | None:
    """A parent of the item that the hold covers from nearer by, or None at what it names."""
    here = _member_distances(session, hold_id, {item_id}).get(item_id, 0)
    if not here:
        return None
    rows = session.execute(
        select(Link.parent_id, Link.parent_origin_id).where(Link.child_id == item_id)
    ).all()
    above = {each for row in rows for each in row if each is not None}
    distances = _member_distances(session, hold_id, above)
    nearer = sorted((distance, each) for each, distance in distances.items() if distance < here)
    return nearer[0][1] if nearer else None


def _member_distances(session: Session, hold_id: int, items: Collection[int]) -> dict[int, int]:
    found: dict[int, int] = {}
    for part in some(items):
        rows = session.execute(
            select(HoldMember.item_id, HoldMember.distance).where(
                HoldMember.hold_id == hold_id, HoldMember.item_id.in_(part)
            )
        )
        found.update(dict(rows.all()))
    return found
