"""Decisions of people about a series of lots."""

from collections.abc import Mapping

from qtrace.domain.plans import PlanReason, sampling_rule
from qtrace.domain.sampling.lot_plans import SWITCHED
from qtrace.domain.sampling.plans import PlanError
from qtrace.domain.sampling.switching import SwitchEvent
from qtrace.models.inspection import PlanClass
from qtrace.reference import plan_tables
from qtrace.services.catalogue.class_terms import class_draft, sample_type
from qtrace.services.catalogue.plan_content import plan_children
from qtrace.services.catalogue.plans import effective_revision
from qtrace.services.catalogue.plans_commands import RecordSwitchEvent
from qtrace.services.inspection.class_severity import record_event
from qtrace.services.inspection.switching_history import (
    Source,
    StoredEvent,
    condition_changes,
    first_state,
    replay,
    stored_entries,
    switching_key,
)
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.work import ObjectKind, Work

Facts = Mapping[str, str]


def record_switch_event(work: Work, command: RecordSwitchEvent) -> Facts | Refusal:
    """Store the decision for every class of the plan that it changes; refused if it changes none."""
    if not command.reason.strip():
        return refuse(PlanReason.REASON_MISSING)
    found = effective_revision(work.session, command.part_id, command.supplier_id)
    if found is None:
        return refuse(PlanReason.PLAN_HAS_NO_SERIES)
    plan, revision = found
    source = Source(command.part_id, command.manufacturer_site_id, command.supplier_id)
    classes, _ = plan_children(work.session, revision.id)
    meant = [
        row
        for row in classes
        if sample_type(row.sampling) in SWITCHED and command.char_class in (None, row.char_class)
    ]
    if not meant or len(meant) > len(command.event_ids):
        return refuse(PlanReason.PLAN_HAS_NO_SERIES)
    changed = [row for row in meant if _changes(work, source, row, command.event)]
    if not changed:
        return refuse(PlanReason.SWITCH_CHANGES_NOTHING, event=command.event.value)
    for event_id, row in zip(command.event_ids, changed, strict=False):
        key = switching_key(source, row)
        record_event(work, event_id, key, command.event, command.reason.strip())
    work.touch(ObjectKind.PLAN, plan.id)
    work.touch(ObjectKind.PART, command.part_id)
    return {"classes": ", ".join(row.char_class for row in changed)}


def _changes(work: Work, source: Source, row: PlanClass, event: SwitchEvent) -> bool:
    """True if the event moves the series of this class to another state."""
    rule = sampling_rule(plan_tables(), class_draft(work.session, row))
    assert not isinstance(rule, PlanError), "plans are checked when they are added"
    assert rule.scheme is not None, "sampled by AQL"
    entries = stored_entries(work.session, switching_key(source, row))
    changes = condition_changes(work.session)
    told = (*entries, StoredEvent(0, event, work.now, 0, ""))
    before, after = (replay(rule.scheme, changes, each) for each in (entries, told))
    assert not isinstance(before, PlanError)
    assert not isinstance(after, PlanError)
    return before.state is not after.state or first_state(entries) is not first_state(told)
