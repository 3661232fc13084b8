"""What every handler of an inspection asks first: does it exist, is it mine to change, which cell."""

from dataclasses import dataclass

from sqlalchemy import select

from qtrace.domain.inspection import CharKind
from qtrace.domain.inspection_flow import InspectionReason, InspectionState, Signers
from qtrace.domain.sampling.plans import SampleType
from qtrace.models.inspection import Characteristic, Inspection, InspectionClass
from qtrace.services.inspection.state import read_inspection
from qtrace.services.inspection.support import names_of
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.work import Work


def locked_inspection(work: Work, inspection_id: int) -> Inspection | Refusal:
    """The inspection, locked until the commit: two stations come one after the other."""
    found = work.session.get(Inspection, inspection_id, with_for_update=True)
    return found if found is not None else refuse(InspectionReason.INSPECTION_NOT_FOUND)


def signers_of(inspection: Inspection) -> Signers:
    """Who signed so far."""
    return Signers(inspection.signed_by, inspection.reviewed_by, inspection.approved_by)


def already(work: Work, inspection: Inspection) -> Refusal | None:
    """Why nothing can be read or signed any more: decided or signed, by whom and when.

    None while the inspection is waiting or in progress.
    """
    state = InspectionState(inspection.state)
    session = work.session
    if state in (InspectionState.ACCEPTED, InspectionState.REJECTED, InspectionState.VOID):
        last = inspection.approved_by or inspection.reviewed_by or inspection.signed_by
        at = inspection.decided_at.isoformat() if inspection.decided_at else ""
        return refuse(
            InspectionReason.ALREADY_DECIDED,
            number=inspection.number,
            verdict=inspection.verdict or state.value,
            at=at,
            **names_of(session, last),
        )
    if state is InspectionState.SIGNED:
        at = inspection.signed_at.isoformat() if inspection.signed_at else ""
        by = names_of(session, inspection.signed_by)
        return refuse(InspectionReason.ALREADY_SIGNED, number=inspection.number, at=at, **by)
    return None


def open_inspection(work: Work, inspection_id: int) -> Inspection | Refusal:
    """The inspection, locked and in progress, so that readings may be taken."""
    inspection = locked_inspection(work, inspection_id)
    if isinstance(inspection, Refusal):
        return inspection
    refusal = already(work, inspection)
    if refusal is not None:
        return refusal
    if inspection.state != InspectionState.IN_PROGRESS:
        return refuse(InspectionReason.NOT_STARTED, number=inspection.number)
    return inspection


@dataclass(frozen=True, slots=True)
class CellPlace:
    """A characteristic of this inspection's plan, and how many pieces it is looked at on."""

    characteristic: Characteristic
    n: int

    @property
    def kind(self) -> CharKind:
        """What is read of it."""
        return CharKind(self.characteristic.kind)


def place_of(
    work: Work, inspection: Inspection, characteristic_id: int, *pieces: int
) -> CellPlace | Refusal:
    """The characteristic, if it is the plan's own and every one of `pieces` is in its sample."""
    row = work.session.get(Characteristic, characteristic_id)
    n = 0
    if row is not None and row.plan_revision_id == inspection.plan_revision_id:
        n = _pieces_now(work, inspection, row)
    if row is None or not n or not all(1 <= piece <= n for piece in pieces):
        number = row.no if row is not None else ""
        given = ", ".join(str(piece) for piece in pieces)
        return refuse(InspectionReason.NO_SUCH_CELL, characteristic=number, piece=given, n=n)
    return CellPlace(row, n)


def _pieces_now(work: Work, inspection: Inspection, row: Characteristic) -> int:
    """Pieces that the characteristic is looked at on; a second sample counts once it is asked for."""
    found = work.session.execute(
        select(InspectionClass.n, InspectionClass.sampling).where(
            InspectionClass.inspection_id == inspection.id,
            InspectionClass.char_class == row.char_class,
        )
    ).first()
    if found is None:
        return 0
    if found.sampling != SampleType.DOUBLE:
        return int(found.n)
    return read_inspection(work.session, inspection).class_n[row.char_class]


def open_place(
    work: Work, inspection_id: int, characteristic_id: int, *pieces: int
) -> tuple[Inspection, CellPlace] | Refusal:
    """`open_inspection` and `place_of` in one."""
    inspection = open_inspection(work, inspection_id)
    if isinstance(inspection, Refusal):
        return inspection
    place = place_of(work, inspection, characteristic_id, *pieces)
    return place if isinstance(place, Refusal) else (inspection, place)
