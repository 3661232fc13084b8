"""Where samples belong: to the lot that they left, or to the part of it that their container became.

A sample is never written anew. When its lot is divided, `inspection_part.containers` says which
containers became part and rest, so the way of a sample can be followed at any time.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from qtrace.domain.samples import SampleActKind, SampleStanding, SampleState, SampleStep, standing
from qtrace.domain.sampling.lot_parts import own_containers
from qtrace.models.inspection import Inspection
from qtrace.models.items import Item
from qtrace.models.samples import InspectionPart, SampleAct, SampleObject


@dataclass(frozen=True, slots=True)
class SampleHome:
    """The lot that a sample belongs to now.

    Attributes:
        container_no: container of this lot that it came from.
        inspection_id: inspection that its results are readings of.
    """

    lot_id: int
    container_no: int
    inspection_id: int | None


def sample_home(session: Session, sample: SampleObject) -> SampleHome:
    """Follow the sample's container through every division of its lot."""
    found = SampleHome(sample.lot_id, sample.container_no, sample.inspection_id)
    following: SampleHome | None = found
    while following is not None:
        found, following = following, _next_home(session, following)
    return found


def _next_home(session: Session, home: SampleHome) -> SampleHome | None:
    rows = session.execute(
        select(InspectionPart.inspection_id, InspectionPart.containers, Inspection.item_id)
        .join(Inspection, Inspection.id == InspectionPart.inspection_id)
        .join(Item, Item.id == Inspection.item_id)
        .where(Item.origin_id == home.lot_id, Item.kind == "lot")
    )
    for row in rows:
        number = own_containers(row.containers or "").get(home.container_no)
        if number is not None:
            return SampleHome(row.item_id, number, row.inspection_id)
    return None


def acts_of(session: Session, sample_id: int) -> Sequence[SampleAct]:
    """What was done with the sample, oldest first."""
    return session.scalars(
        select(SampleAct).where(SampleAct.sample_id == sample_id).order_by(SampleAct.id)
    ).all()


def standing_of(session: Session, sample: SampleObject) -> SampleStanding:
    """What the sample has come to."""
    parts = {
        row.id: row.qty_q6
        for row in session.scalars(select(SampleObject).where(SampleObject.parent_id == sample.id))
    }
    steps = [
        SampleStep(SampleActKind(row.act), parts[row.child_id] if row.child_id else 0)
        for row in acts_of(session, sample.id)
    ]
    return standing(sample.qty_q6, steps)


def samples_away(session: Session, lot: Item) -> Mapping[int, int]:
    """What samples took out of the lot and did not bring back, by container, in millionths."""
    lots = list(_with_wholes(session, lot))
    away: dict[int, int] = {}
    for sample in session.scalars(select(SampleObject).where(SampleObject.lot_id.in_(lots))):
        home = sample_home(session, sample)
        if home.lot_id != lot.id:
            continue
        taken = sample.qty_q6 if sample.parent_id is None else 0
        now = standing_of(session, sample)
        back = now.qty_q6 if now.state is SampleState.RETURNED else 0
        away[home.container_no] = away.get(home.container_no, 0) + taken - back
    return {number: qty for number, qty in away.items() if qty}


def _with_wholes(session: Session, lot: Item) -> Iterable[int]:
    """The lot, and the lots that it was split off one after the other."""
    now: Item | None = lot
    while now is not None:
        yield now.id
        now = session.get(Item, now.origin_id) if now.origin_id is not None else None
