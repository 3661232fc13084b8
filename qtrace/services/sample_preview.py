"""How many pieces an inspection will take if it starts now: shown before anybody goes there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from qtrace.domain.plans import sampling_rule
from qtrace.domain.sampling.plans import PlanError, SampleType, plan_for
from qtrace.domain.sampling.positions import containers_to_open
from qtrace.domain.sampling.severity_reason import SwitchState
from qtrace.domain.sampling.tables import Severity
from qtrace.models.inspection import Inspection, PlanClass
from qtrace.models.items import Item
from qtrace.reference import sampling_tables
from qtrace.services.inspection_start import class_draft
from qtrace.services.inspection_support import conditions_of
from qtrace.services.plans import effective_revision, plan_children
from qtrace.services.reads import Reads
from qtrace.services.switching_history import Source, replay, stored_entries, switching_key


@dataclass(frozen=True, slots=True)
class PlannedSample:
    """Pieces to take and containers to open."""

    n: int
    containers: int


def planned_samples(
    reads: Reads, waiting: Iterable[Inspection], containers: Mapping[int, int]
) -> dict[int, PlannedSample]:
    """The sample of each waiting inspection as of now, by its id; none where no plan says one.

    It is a preview: the numbers are frozen when the inspection starts.

    Args:
        reads: the view.
        waiting: inspections that have not started.
        containers: containers by lot id.
    """
    found = {}
    for inspection in waiting:
        lot = reads.session.get_one(Item, inspection.item_id)
        n = _pieces(reads, lot, inspection.lot_size)
        if n:
            total = max(containers.get(lot.id, 1), 1)
            found[inspection.id] = PlannedSample(n, containers_to_open(total, n))
    return found


def _pieces(reads: Reads, lot: Item, lot_size: int) -> int:
    if lot.part_id is None:
        return 0
    plan = effective_revision(reads.session, lot.part_id, lot.supplier_id)
    if plan is None:
        return 0
    source = Source(lot.part_id, lot.manufacturer_site_id, lot.supplier_id)
    classes, _ = plan_children(reads.session, plan[1].id)
    return max((_class_pieces(reads, source, row, lot_size) for row in classes), default=0)


def _class_pieces(reads: Reads, source: Source, row: PlanClass, lot_size: int) -> int:
    rule = sampling_rule(sampling_tables(), class_draft(row))
    if isinstance(rule, PlanError):
        return 0
    severity: Severity | None = Severity.NORMAL
    if rule.type is SampleType.SINGLE and rule.scheme is not None:
        entries = stored_entries(reads.session, switching_key(source, row))
        history = replay(rule.scheme, conditions_of(reads.plant), entries)
        state = SwitchState.NORMAL if isinstance(history, PlanError) else history.state
        severity = state.severity
    if severity is None:
        return 0
    plan = plan_for(sampling_tables(), rule, severity, lot_size)
    return 0 if isinstance(plan, PlanError) else plan.n_to_inspect
