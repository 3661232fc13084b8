"""Questions about inspections: the sheet, lists, the history of a series, who may sign."""

from collections.abc import Collection

from sqlalchemy import select

from qtrace.domain.inspection import CharClass
from qtrace.domain.inspection_flow import FINAL, ChainStep, InspectionState, Signers, parse_chain
from qtrace.domain.inspection_tally import InspectionOutcome
from qtrace.domain.inspection_ways import Obstacle
from qtrace.models.catalogue import Part
from qtrace.models.inspection import Inspection, PlanRevision
from qtrace.models.items import Item
from qtrace.models.people import Person, PersonRole, RolePermission
from qtrace.services.authority import allowed_commands, roles_of
from qtrace.services.catalogue.plan_content import plan_children
from qtrace.services.catalogue.plans import effective_revision
from qtrace.services.inspection.content import seen_sha256
from qtrace.services.inspection.guards import signers_of
from qtrace.services.inspection.lot import (
    open_holds,
    sheet_lot,
    sheet_outcome,
    sheet_papers,
    sheet_plan,
    sheet_signatures,
    waiting_step,
)
from qtrace.services.inspection.obstacles import obstacles_of
from qtrace.services.inspection.rows import (
    InspectionRow,
    InspectionSheet,
    Named,
    Series,
)
from qtrace.services.inspection.series import STRIP, series_of
from qtrace.services.inspection.sheet import (
    first_empty_cell,
    gauge_choices,
    sheet_cells,
    sheet_characteristics,
    sheet_classes,
    sheet_containers,
    sheet_counts,
    sheet_failures,
)
from qtrace.services.inspection.signatures import sheet_returns
from qtrace.services.inspection.state import (
    first_values,
    latest_entry,
    live_counts,
    live_readings,
    read_inspection,
)
from qtrace.services.inspection.support import (
    persons,
    verified_kinds,
)
from qtrace.services.inspection.switching_history import (
    Source,
    stored_entries,
    switching_key,
)
from qtrace.services.reads import Reads


def inspection_sheet(reads: Reads, inspection_id: int) -> InspectionSheet | None:
    """Everything of one inspection as its rows say now, or None if there is none."""
    session = reads.session
    inspection = session.get(Inspection, inspection_id)
    if inspection is None:
        return None
    verified = verified_kinds(reads.plant)
    rows = read_inspection(session, inspection)
    verdict = rows.verdict(verified)
    plan = sheet_plan(session, inspection)
    chain = plan.chain if plan else ()
    known = persons(session, rows.person_ids)
    signed = inspection.verdict
    return InspectionSheet(
        inspection_id=inspection.id,
        number=inspection.number,
        state=InspectionState(inspection.state),
        row_version=inspection.row_version,
        lot=sheet_lot(session, inspection),
        lot_size=inspection.lot_size,
        needed_at=inspection.needed_at,
        requested_at=inspection.requested_at,
        started_at=inspection.started_at,
        plan=plan,
        classes=sheet_classes(rows, verdict.classes, verified),
        characteristics=sheet_characteristics(rows, gauge_choices(reads, rows)),
        cells=sheet_cells(rows, first_values(session, inspection.id), known),
        all_ok=sheet_counts(rows, known),
        containers=sheet_containers(rows),
        position=first_empty_cell(rows),
        last_entry=latest_entry(rows),
        verdict=verdict,
        signed_verdict=InspectionOutcome(signed) if signed in set(InspectionOutcome) else None,
        signatures=sheet_signatures(session, inspection, chain),
        next_step=waiting_step(inspection, chain),
        papers=sheet_papers(session, inspection),
        set_aside=rows.failed_pieces,
        failures=sheet_failures(rows),
        open_holds=open_holds(session, inspection.item_id),
        outcome=sheet_outcome(session, inspection),
        obstacles=_obstacles(reads, inspection),
        returns=sheet_returns(session, [inspection.id]).get(inspection.id, ()),
        seen_sha256=seen_sha256(session, rows),
    )


def _obstacles(reads: Reads, inspection: Inspection) -> tuple[Obstacle, ...]:
    """What keeps the lot of an open inspection from release; nothing is asked of an ended one."""
    if inspection.state in FINAL:
        return ()
    return tuple(obstacles_of(reads.session, inspection, reads.today))


def inspection_of_lot(reads: Reads, lot_id: int) -> int | None:
    """Id of the newest inspection of a lot, or None."""
    return reads.session.scalar(
        select(Inspection.id)
        .where(Inspection.item_id == lot_id)
        .order_by(Inspection.id.desc())
        .limit(1)
    )


def inspections(
    reads: Reads, states: Collection[InspectionState] = ()
) -> tuple[InspectionRow, ...]:
    """Inspections of this site in any of `states` (all without any), by the date they are needed."""
    query = (
        select(Inspection, Item, Part, PlanRevision.signature_chain)
        .join(Item, Item.id == Inspection.item_id)
        .join(Part, Part.id == Item.part_id)
        .outerjoin(PlanRevision, PlanRevision.id == Inspection.plan_revision_id)
        .where(Inspection.site_id == reads.station.site_id)
    )
    if states:
        query = query.where(Inspection.state.in_([state.value for state in states]))
    found = reads.session.execute(query).all()
    known = persons(reads.session, {row[0].signed_by for row in found if row[0].signed_by})
    rows = [
        InspectionRow(
            inspection.id,
            inspection.number,
            InspectionState(inspection.state),
            lot.id,
            lot.lot or "",
            Named(part.id, part.number, part.name_en, part.name_zh),
            inspection.lot_size,
            inspection.needed_at,
            inspection.requested_at,
            inspection.started_at,
            inspection.decided_at,
            inspection.verdict,
            known.get(inspection.signed_by) if inspection.signed_by else None,
            waiting_step(inspection, (chain and parse_chain(chain)) or (ChainStep.INSPECT,)),
        )
        for inspection, lot, part, chain in found
    ]
    return tuple(sorted(rows, key=lambda row: (row.needed_at or row.requested_at, row.number)))


def next_signers(reads: Reads, inspection_id: int) -> tuple[Named, ...]:
    """Active persons who may sign the next step: with the right, and not about own work."""
    inspection = reads.session.get(Inspection, inspection_id)
    if inspection is None or inspection.plan_revision_id is None:
        return ()
    plan = sheet_plan(reads.session, inspection)
    step = waiting_step(inspection, plan.chain if plan else ())
    if step is None:
        return ()
    found = may_sign_step(reads, step, signers_of(inspection))
    if step is ChainStep.INSPECT:
        return found
    took = {row.person_id for row in live_readings(reads.session, inspection_id)}
    took |= {row.person_id for row in live_counts(reads.session, inspection_id)}
    return tuple(each for each in found if each.id not in took)


def may_sign_step(reads: Reads, step: ChainStep, signers: Signers) -> tuple[Named, ...]:
    """Active persons with the right to sign `step`, without those who signed, by name."""
    session = reads.session
    found = session.scalars(
        select(Person)
        .join(PersonRole, PersonRole.person_id == Person.id)
        .join(RolePermission, RolePermission.role_code == PersonRole.role_code)
        .where(
            RolePermission.command_code == step.command,
            RolePermission.is_allowed,
            Person.state == "active",
        )
        .order_by(Person.login)
        .distinct()
    ).all()
    return tuple(
        Named(person.id, person.login, person.name_en, person.name_zh)
        for person in found
        if person.id not in signers.persons
        and step.command in allowed_commands(session, roles_of(session, person.id, reads.now))
    )


def history_of(
    reads: Reads,
    part_id: int,
    site_id: int | None,
    char_class: CharClass,
    supplier_id: int | None = None,
    last: int = STRIP,
) -> Series | None:
    """History of the series that the effective plan continues, or None without such a class.

    Args:
        reads: the view.
        part_id: the part.
        site_id: manufacturing site, or None where it is unknown.
        char_class: class of characteristics.
        supplier_id: chooses the plan, and the series where the site is unknown.
        last: how many of the newest lots to return; the replay always runs over all of them.
    """
    found = effective_revision(reads.session, part_id, supplier_id)
    if found is None:
        return None
    classes, _ = plan_children(reads.session, found[1].id)
    row = next((each for each in classes if each.char_class == char_class.value), None)
    if row is None:
        return None
    key = switching_key(Source(part_id, site_id, supplier_id), row)
    return series_of(reads.session, row, stored_entries(reads.session, key), last)
