"""What keeps an inspected lot from release now, and the ways on that follow from it."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from qtrace.domain.holds import Activity
from qtrace.domain.inspection_flow import ChainStep, InspectionReason, InspectionState
from qtrace.domain.inspection_tally import InspectionOutcome
from qtrace.domain.inspection_ways import Obstacle, Situation
from qtrace.domain.items import QualityState
from qtrace.domain.receiving import FindingCode
from qtrace.domain.suppliers import SourceState
from qtrace.models.inspection import Inspection
from qtrace.models.items import Item
from qtrace.models.records import Record, RecordObject
from qtrace.models.suppliers import ApprovedSource, Supplier
from qtrace.services.holds.opening import check_not_held
from qtrace.services.inspection.guards import signers_of
from qtrace.services.items.standing import quality_state, release_obstacles
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.work import ObjectKind

_STOPPED = (SourceState.SUSPENDED.value, SourceState.REMOVED.value)


def obstacles_of(session: Session, inspection: Inspection, today: date) -> dict[Obstacle, Refusal]:
    """Each obstacle with the refusal that says it, the gravest first; empty is good."""
    lot = session.get_one(Item, inspection.item_id)
    found: dict[Obstacle, Refusal] = {}
    state = quality_state(session, lot.id)
    if state is not QualityState.QUARANTINE:
        found[Obstacle.NOT_IN_QUARANTINE] = refuse(
            InspectionReason.LOT_NOT_IN_QUARANTINE, lot=lot.lot, state=state
        )
    held = check_not_held(session, lot.id, Activity.RELEASE)
    if held is not None:
        found[Obstacle.ON_HOLD] = held
    findings = release_obstacles(session, lot.id, today)
    if any(each.code is FindingCode.EXPIRED for each in findings):
        found[Obstacle.EXPIRED] = refuse(
            InspectionReason.LOT_EXPIRED, lot=lot.lot, expiry=lot.expiry
        )
    if _suspended_since(session, inspection, lot):
        supplier = session.get_one(Supplier, lot.supplier_id)
        found[Obstacle.SOURCE_SUSPENDED] = refuse(
            InspectionReason.SOURCE_SUSPENDED,
            lot=lot.lot,
            supplier_en=supplier.name_en,
            supplier_zh=supplier.name_zh,
        )
    kinds = [e.facts["paper"] for e in findings if e.code is FindingCode.CERTIFICATE_MISSING]
    if kinds:
        found[Obstacle.CERTIFICATE_MISSING] = refuse(
            InspectionReason.CERTIFICATE_MISSING, lot=lot.lot, kinds=", ".join(kinds)
        )
    return found


def _suspended_since(session: Session, inspection: Inspection, lot: Item) -> bool:
    """True if the source was suspended after the inspection was asked for.

    A lot that quality admitted although its source was suspended then is no news.
    """
    state = session.scalar(
        select(ApprovedSource.state).where(
            ApprovedSource.supplier_id == lot.supplier_id,
            ApprovedSource.part_id == lot.part_id,
            ApprovedSource.site_id == lot.manufacturer_site_id,
        )
    )
    if state not in _STOPPED:
        return False
    news = session.scalar(
        select(Record.id)
        .join(RecordObject, RecordObject.record_id == Record.id)
        .where(
            RecordObject.target_kind == ObjectKind.SUPPLIER.value,
            RecordObject.target_id == lot.supplier_id,
            Record.command_code == "SET_SOURCE_STATE",
            Record.outcome == "done",
            Record.entered_at > inspection.requested_at,
        )
        .limit(1)
    )
    return news is not None


def situation_of(
    inspection: Inspection,
    chain: tuple[ChainStep, ...],
    outcome: InspectionOutcome | None,
    obstacles: frozenset[Obstacle],
) -> Situation:
    """What the ways on follow from; before it starts the inspector's signature waits."""
    signers = signers_of(inspection)
    step = next((each for each in chain if signers.of(each) is None), ChainStep.INSPECT)
    is_last = bool(chain) and step is chain[-1]
    return Situation(InspectionState(inspection.state), outcome, step, is_last, obstacles)
