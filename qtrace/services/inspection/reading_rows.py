"""Rows of readings: how one is added, and whether its cell may take it."""

from collections.abc import Sequence
from dataclasses import dataclass

from qtrace.domain.inspection_flow import InspectionReason, ReadingOrigin
from qtrace.models.inspection import Characteristic, Inspection, Reading
from qtrace.services.inspection.state import LiveReading
from qtrace.services.inspection.support import names_of
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.work import ObjectKind, Work


def cell_taken(
    work: Work, known: Sequence[LiveReading], piece: int, replaces: int | None
) -> Refusal | None:
    """None if the cell is empty, or holds exactly the reading that is to be corrected."""
    standing = next((each for each in known if each.piece == piece), None)
    if standing is None:
        gone = replaces is not None
        return refuse(InspectionReason.READING_CHANGED, piece=piece, value="") if gone else None
    shown = standing.value or standing.defect_code or ""
    if replaces is None:
        return refuse(
            InspectionReason.READING_EXISTS,
            piece=piece,
            value=shown,
            reading_id=standing.id,
            at=standing.at.isoformat(),
            **names_of(work.session, standing.person_id),
        )
    if replaces != standing.id:
        return refuse(InspectionReason.READING_CHANGED, piece=piece, value=shown)
    return None


@dataclass(frozen=True, slots=True)
class NewReading:
    """A row to be: what differs between a value, a defect and a taking back."""

    id: int
    characteristic: Characteristic
    piece: int
    verdict: str
    origin: ReadingOrigin
    value: str | None = None
    raw: str | None = None
    defect_code: str | None = None
    used: tuple[int | None, int | None] = (None, None)
    confirmed: bool = False
    supersedes_id: int | None = None


def add_reading(work: Work, inspection: Inspection, new: NewReading) -> None:
    """Insert a row with the limits as they are now, so that no later plan changes its verdict."""
    gauge_id, calibration_id = new.used
    work.add(
        Reading(
            id=new.id,
            site_id=inspection.site_id,
            inspection_id=inspection.id,
            characteristic_id=new.characteristic.id,
            sample_no=new.piece,
            value=new.value,
            value_raw=_storable(new.raw),
            verdict=new.verdict,
            defect_code=new.defect_code,
            lsl=new.characteristic.lsl,
            usl=new.characteristic.usl,
            gauge_id=gauge_id,
            calibration_id=calibration_id,
            origin=new.origin.value,
            person_id=work.actor.person_id,
            station_id=work.station.id,
            at=work.now,
            confirmed=new.confirmed,
            supersedes_id=new.supersedes_id,
        )
    )
    work.touch(ObjectKind.INSPECTION, inspection.id)


def _storable(raw: str | None) -> str | None:
    """Raw text without NUL, which no database keeps; a judged value has none anyway."""
    return None if raw is None else raw.replace("\x00", "")
