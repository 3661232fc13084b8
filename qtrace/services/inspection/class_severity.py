"""Severity of a class for a lot that starts: its history, and what a change of the source asks for."""

from dataclasses import dataclass

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from qtrace.domain.inspection_flow import InspectionReason, InspectionState
from qtrace.domain.plans import FirstLot
from qtrace.domain.sampling.lot_plans import SWITCHED, SamplingRule
from qtrace.domain.sampling.plans import PlanError
from qtrace.domain.sampling.severity_reason import Outlook, SeverityReason, SwitchState
from qtrace.domain.sampling.switching import SourceChange, SwitchEvent
from qtrace.domain.sampling.tables import Severity
from qtrace.models.inspection import Inspection, PlanClass, SwitchingEvent
from qtrace.models.items import Item
from qtrace.models.samples import InspectionPart
from qtrace.models.suppliers import ApprovedSource
from qtrace.services.inspection.switching_history import (
    CHANGES,
    Source,
    condition_changes,
    replay,
    stored_entries,
)
from qtrace.services.outcomes import Refusal
from qtrace.services.work import Work

_REASON_OF = {change: reason for reason, change in CHANGES.items()}


@dataclass(frozen=True, slots=True)
class JudgedSeverity:
    """Severity of a class, and why.

    Attributes:
        every_piece: the plan asks for 100 % of this lot.
    """

    severity: Severity
    reason: SeverityReason | None
    every_piece: bool = False


def source_change(session: Session, source: Source, lot: Item) -> SourceChange | None:
    """What makes this lot one of the first after a change, or None.

    A revision is new while no lot of it from this source is decided and one of another revision is;
    other parts of the same lot are no lots before it.
    """
    approval = approved_source(session, source)
    if approval is not None and approval.lots_left_tightened > 0:
        return SourceChange.NEW_SOURCE
    if lot.part_revision_id is None:
        return None
    decided = set(
        session.scalars(
            select(Item.part_revision_id)
            .join(Inspection, Inspection.item_id == Item.id)
            .where(
                Item.part_id == source.part_id,
                Item.part_revision_id.is_not(None),
                Item.manufacturer_site_id == source.manufacturer_site_id
                if source.manufacturer_site_id is not None
                else Item.supplier_id == source.supplier_id,
                Inspection.state.in_([InspectionState.ACCEPTED, InspectionState.REJECTED]),
                Inspection.id.not_in(inspections_of_whole(lot.id)),
            )
            .distinct()
        )
    )
    is_new = bool(decided) and lot.part_revision_id not in decided
    return SourceChange.NEW_REVISION if is_new else None


def inspections_of_whole(lot_id: int) -> Select[int]:
    """Ids of the inspections of all parts of the lot that `lot_id` is a part of."""
    whole = (
        select(InspectionPart.whole_id)
        .join(Inspection, Inspection.id == InspectionPart.inspection_id)
        .where(Inspection.item_id == lot_id)
    )
    return select(InspectionPart.inspection_id).where(InspectionPart.whole_id.in_(whole))


def class_severity(
    work: Work,
    key: str,
    row: PlanClass,
    rule: SamplingRule,
    change: SourceChange | None,
    first_lot: FirstLot,
) -> JudgedSeverity | Refusal | PlanError:
    """Severity by replaying the series `key`; a change brings it to tightened first.

    Where the plan asks for every piece of a first lot, a class whose severity does not follow from
    a history is inspected whole too.
    """
    every_piece = change is not None and first_lot is FirstLot.ALL
    if rule.type not in SWITCHED or rule.scheme is None:
        reason = _whole_lot(change) if every_piece and change is not None else None
        return JudgedSeverity(Severity.NORMAL, reason, every_piece)
    conditions = condition_changes(work.session)
    history = replay(rule.scheme, conditions, stored_entries(work.session, key))
    if isinstance(history, PlanError):
        return history
    if change is not None and history.state in (SwitchState.NORMAL, SwitchState.REDUCED):
        event = SwitchEvent.AUTHORITY_TIGHTENED
        record_event(work, work.new_id(), key, event, _REASON_OF[change])
        history = replay(rule.scheme, conditions, stored_entries(work.session, key))
        assert not isinstance(history, PlanError), "the same lots had plans before"
    severity = history.state.severity
    if severity is None:
        return Refusal(
            InspectionReason.INSPECTION_DISCONTINUED.value,
            {"class": row.char_class, "lot": history.reason.facts.get("lot", "")},
        )
    reason = _whole_lot(change) if every_piece and change is not None else history.reason
    return JudgedSeverity(severity, reason, every_piece)


def _whole_lot(change: SourceChange) -> SeverityReason:
    facts = {"lot": "", "every_piece": "yes"}
    return SeverityReason(SwitchState.TIGHTENED, change.cause, facts, Outlook.ONE_REJECTED_ENDS, {})


def record_event(work: Work, event_id: int, key: str, event: SwitchEvent, reason: str) -> None:
    """Store a decision about the series `key`."""
    work.add(
        SwitchingEvent(
            id=event_id,
            switching_key=key,
            event=event.value,
            reason=reason,
            person_id=work.actor.person_id,
            at=work.now,
        )
    )


def approved_source(session: Session, source: Source) -> ApprovedSource | None:
    """The approval of part, supplier and site, or None."""
    if source.supplier_id is None or source.manufacturer_site_id is None:
        return None
    return session.scalar(
        select(ApprovedSource).where(
            ApprovedSource.supplier_id == source.supplier_id,
            ApprovedSource.part_id == source.part_id,
            ApprovedSource.site_id == source.manufacturer_site_id,
        )
    )
