"""Starting an inspection: plan, severity, numbers and sample are frozen here, once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from qtrace.domain.holds import Activity
from qtrace.domain.inspection_flow import InspectionReason, InspectionState
from qtrace.domain.plans import FirstLot, sampling_rule
from qtrace.domain.quantities import MILLION
from qtrace.domain.sampling.lot_plans import LotPlan, SamplingRule, lot_plan
from qtrace.domain.sampling.plans import PlanError, SampleType
from qtrace.domain.sampling.positions import assign_pieces, choose_containers, containers_to_open
from qtrace.domain.sampling.skip_lot import SkipEvent
from qtrace.domain.sampling.switching import SourceChange
from qtrace.models.catalogue import Part
from qtrace.models.inspection import (
    Inspection,
    InspectionClass,
    PlanClass,
    Sample,
)
from qtrace.models.items import Item, ItemStatus
from qtrace.models.receiving import Receipt
from qtrace.models.suppliers import Supplier
from qtrace.reference import plan_tables
from qtrace.services.catalogue.class_terms import add_lot_terms, class_draft
from qtrace.services.catalogue.plan_content import plan_children
from qtrace.services.catalogue.plans import effective_revision, plan_option
from qtrace.services.holds.opening import check_use
from qtrace.services.inspection.class_severity import JudgedSeverity, class_severity, source_change
from qtrace.services.inspection.commands import StartInspection
from qtrace.services.inspection.guards import locked_inspection
from qtrace.services.inspection.severity import severity_json
from qtrace.services.inspection.skip_lots import add_skip_event, may_be_skipped
from qtrace.services.inspection.support import (
    names_of,
)
from qtrace.services.inspection.switching_history import Source, switching_key
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.work import ObjectKind, Work

Facts = Mapping[str, str]
SEED_BITS = 62


@dataclass(frozen=True, slots=True)
class _Start:
    """An inspection on its way into its classes' rows."""

    inspection: Inspection
    source: Source
    change: SourceChange | None
    first_lot: FirstLot


def start_inspection(work: Work, command: StartInspection) -> Facts | Refusal:
    """Freeze what the lot is judged with and which pieces are looked at."""
    inspection = locked_inspection(work, command.inspection_id)
    if isinstance(inspection, Refusal):
        return inspection
    if inspection.state != InspectionState.WAITING:
        by = names_of(work.session, inspection.signed_by)
        return refuse(InspectionReason.ALREADY_STARTED, number=inspection.number, **by)
    lot = work.session.get_one(Item, inspection.item_id)
    refusal = _lot_cannot(work, lot)
    if refusal is None and not command.although_skipped:
        refusal = may_be_skipped(work, inspection)
    if refusal is not None:
        return refusal
    part_id = lot.part_id
    found = effective_revision(work.session, part_id, lot.supplier_id) if part_id else None
    if part_id is None or found is None:
        return _no_plan(work, lot)
    _, revision = found
    first_lot, skips = plan_option(work.session, revision.id)
    source = Source(part_id, lot.manufacturer_site_id, lot.supplier_id)
    change = source_change(work.session, source, lot)
    if skips and change is SourceChange.NEW_REVISION:
        add_skip_event(work, work.new_id(), source, SkipEvent.PRODUCT_CHANGED, change.value)
    start = _Start(inspection, source, change, first_lot)
    classes, _ = plan_children(work.session, revision.id)
    frozen: list[LotPlan] = []
    for row in classes:
        numbers = _freeze_class(work, start, row)
        if isinstance(numbers, Refusal):
            return numbers
        frozen.append(numbers)
    sizes = [each.first.n_to_inspect for each in frozen]
    later = [each.first.n_to_inspect + each.second.n for each in frozen if each.second]
    inspection.plan_revision_id = revision.id
    inspection.state = InspectionState.IN_PROGRESS.value
    inspection.started_at = work.now
    inspection.seed = str(command.uid.int & ((1 << SEED_BITS) - 1))
    places = _draw_sample(work, inspection, [*sizes, *later])
    opened = len(set(places[: max(sizes)]))
    work.touch(ObjectKind.INSPECTION, inspection.id)
    work.touch(ObjectKind.ITEM, lot.id)
    return {"n": str(max(sizes)), "number": inspection.number, "containers": str(opened)}


def _lot_cannot(work: Work, lot: Item) -> Refusal | None:
    held = check_use(work.session, lot.id, Activity.INSPECT)
    if held is not None:
        return held
    status = work.session.get(ItemStatus, lot.id)
    if status is None or status.quality_state != "quarantine":
        state = status.quality_state if status else ""
        return refuse(InspectionReason.LOT_NOT_IN_QUARANTINE, lot=lot.lot, state=state)
    return None


def _no_plan(work: Work, lot: Item) -> Refusal:
    part = work.session.get(Part, lot.part_id) if lot.part_id else None
    supplier = work.session.get(Supplier, lot.supplier_id) if lot.supplier_id else None
    return refuse(
        InspectionReason.NO_PLAN,
        part=part.number if part else "",
        supplier=supplier.code if supplier else "",
    )


def _freeze_class(work: Work, start: _Start, row: PlanClass) -> LotPlan | Refusal:
    rule = sampling_rule(plan_tables(), class_draft(work.session, row))
    if isinstance(rule, PlanError):
        return _no_numbers(rule, row)
    key = switching_key(start.source, row)
    judged = class_severity(work, key, row, rule, start.change, start.first_lot)
    if isinstance(judged, PlanError):
        return _no_numbers(judged, row)
    if isinstance(judged, Refusal):
        return judged
    if judged.every_piece:
        rule = SamplingRule(SampleType.ALL, ac=rule.ac if rule.type is SampleType.ALL else 0)
    plan = lot_plan(plan_tables(), rule, judged.severity, start.inspection.lot_size)
    if isinstance(plan, PlanError):
        return _no_numbers(plan, row)
    frozen = work.add(_class_row(work, start.inspection, row, key, (judged, plan)))
    add_lot_terms(work, frozen.id, rule, plan)
    return plan


def _class_row(
    work: Work,
    inspection: Inspection,
    row: PlanClass,
    key: str,
    numbers: tuple[JudgedSeverity, LotPlan],
) -> InspectionClass:
    judged, lot = numbers
    plan = lot.first
    letter = lot.variables.code_letter if lot.variables else plan.code_letter
    return InspectionClass(
        id=work.new_id(),
        inspection_id=inspection.id,
        char_class=row.char_class,
        switching_key=key,
        sampling=SampleType.ALL.value if judged.every_piece else row.sampling,
        standard=row.standard,
        edition=row.edition,
        level=row.level,
        aql=row.aql,
        severity=judged.severity.value,
        severity_reason=severity_json(judged.reason) if judged.reason else "",
        code_letter=letter,
        plan_letter=letter if lot.variables else plan.plan_letter,
        n=plan.n_to_inspect,
        ac=plan.ac,
        re=plan.re,
        inspect_all=plan.inspect_all,
    )


def _no_numbers(error: PlanError, row: PlanClass) -> Refusal:
    facts = {"class": row.char_class, "problem": error.code.value}
    facts["given"] = error.facts.get("given", "")
    return Refusal(InspectionReason.PLAN_WITHOUT_NUMBERS.value, facts)


def _draw_sample(work: Work, inspection: Inspection, sizes: Sequence[int]) -> tuple[int, ...]:
    """Store which piece comes from which container, those of a second sample too; return it."""
    total, contents = _containers(work, inspection)
    places = sample_places(int(inspection.seed), total, sizes, contents)
    for number, container in enumerate(places, start=1):
        work.session.add(
            Sample(id=work.new_id(), inspection_id=inspection.id, no=number, container_no=container)
        )
    work.session.flush()
    return places


def sample_places(
    seed: int, total: int, sizes: Sequence[int], contents: Mapping[int, int]
) -> tuple[int, ...]:
    """Container of each piece; the same for the same seed, so it can be checked years later.

    More containers are opened than the root rule says only where those hold too few pieces.

    Args:
        seed: stored seed of the inspection.
        total: containers of the lot, >= 1.
        sizes: pieces to inspect, one for each class.
        contents: whole pieces in each container, empty where that is not known.
    """
    n = max(sizes)
    known = contents if sum(contents.values()) >= n else {}
    for count in range(containers_to_open(total, n), total + 1):
        chosen = choose_containers(total, seed, count)
        places = assign_pieces(n, chosen, steps=tuple(sizes), contents=known or None)
        if len(places) == n:
            return places
    return assign_pieces(n, tuple(range(1, total + 1)), steps=tuple(sizes))


def _containers(work: Work, inspection: Inspection) -> tuple[int, dict[int, int]]:
    rows = work.session.execute(
        select(Item.unit_seq, Item.qty_q6).where(
            Item.origin_id == inspection.item_id, Item.kind == "container"
        )
    ).all()
    if rows:
        return len(rows), {row.unit_seq: row.qty_q6 // MILLION for row in rows}
    receipt = work.session.get(Receipt, inspection.receipt_id) if inspection.receipt_id else None
    return (receipt.containers if receipt else 1), {}
