"""How many pieces an inspection will take if it starts now: shown before anybody goes there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from qtrace.domain.plans import sampling_rule
from qtrace.domain.sampling.lot_plans import SWITCHED, SamplingRule, lot_plan
from qtrace.domain.sampling.plans import PlanError
from qtrace.domain.sampling.positions import containers_to_open
from qtrace.domain.sampling.severity_reason import SwitchState
from qtrace.domain.sampling.tables import Severity
from qtrace.models.inspection import Inspection, PlanClass
from qtrace.models.items import Item
from qtrace.reference import plan_tables
from qtrace.services.catalogue.class_terms import class_draft
from qtrace.services.catalogue.plan_content import plan_children
from qtrace.services.catalogue.plans import effective_revision
from qtrace.services.inspection.switching_history import (
    Source,
    condition_changes,
    replay,
    stored_entries,
    switching_key,
)
from qtrace.services.reads import Reads


@dataclass(frozen=True, slots=True)
class PlannedSample:
    """Pieces to take and containers to open."""

    n: int
    containers: int


@dataclass(frozen=True, slots=True)
class _ClassNow:
    """A class of the plan in force with the severity of its next lot."""

    rule: SamplingRule
    severity: Severity


def planned_samples(
    reads: Reads, waiting: Sequence[Inspection], containers: Mapping[int, int]
) -> dict[int, PlannedSample]:
    """The sample of each waiting inspection as of now, by its id; none where no plan says one.

    It is a preview: the numbers are frozen when the inspection starts. The history of a source is
    replayed once, however many of its lots wait.

    Args:
        reads: the view.
        waiting: inspections that have not started.
        containers: containers by lot id.
    """
    ids = [inspection.item_id for inspection in waiting]
    lots = {lot.id: lot for lot in reads.session.scalars(select(Item).where(Item.id.in_(ids)))}
    known: dict[Source, tuple[_ClassNow, ...]] = {}
    found = {}
    for inspection in waiting:
        lot = lots[inspection.item_id]
        if lot.part_id is None:
            continue
        source = Source(lot.part_id, lot.manufacturer_site_id, lot.supplier_id)
        if source not in known:
            known[source] = _classes_now(reads, source)
        n = max((_pieces(each, inspection.lot_size) for each in known[source]), default=0)
        if n:
            total = max(containers.get(lot.id, 1), 1)
            found[inspection.id] = PlannedSample(n, containers_to_open(total, n))
    return found


def _classes_now(reads: Reads, source: Source) -> tuple[_ClassNow, ...]:
    plan = effective_revision(reads.session, source.part_id, source.supplier_id)
    if plan is None:
        return ()
    classes, _ = plan_children(reads.session, plan[1].id)
    found = (_class_now(reads, source, row) for row in classes)
    return tuple(each for each in found if each is not None)


def _class_now(reads: Reads, source: Source, row: PlanClass) -> _ClassNow | None:
    """The class as its history leaves it; None where nothing can be inspected."""
    rule = sampling_rule(plan_tables(), class_draft(reads.session, row))
    if isinstance(rule, PlanError):
        return None
    if rule.type not in SWITCHED or rule.scheme is None:
        return _ClassNow(rule, Severity.NORMAL)
    entries = stored_entries(reads.session, switching_key(source, row))
    history = replay(rule.scheme, condition_changes(reads.session), entries)
    state = SwitchState.NORMAL if isinstance(history, PlanError) else history.state
    return _ClassNow(rule, state.severity) if state.severity else None


def _pieces(each: _ClassNow, lot_size: int) -> int:
    plan = lot_plan(plan_tables(), each.rule, each.severity, lot_size)
    return 0 if isinstance(plan, PlanError) else plan.first.n_to_inspect
