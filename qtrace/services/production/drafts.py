"""Routes and bills: drafts, and their approval by a second person."""

from collections.abc import Mapping, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qtrace.domain.catalogue import CatalogueReason
from qtrace.domain.people import PeopleReason
from qtrace.domain.production.drafts import CheckDraft, OperationDraft, check_bill, check_route
from qtrace.domain.production.reasons import ProductionReason
from qtrace.models.catalogue import Part, PartRevision
from qtrace.models.production import (
    Bill,
    BillLine,
    BillRevision,
    CheckDefinition,
    LabelVersion,
    Operation,
    Route,
    RouteRevision,
)
from qtrace.records.canonical import Json
from qtrace.services.commands import Command, encode
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.production.commands import (
    AddBill,
    AddRoute,
    ApproveBill,
    ApproveRoute,
)
from qtrace.services.seen import Seen, draft_sha256, not_as_seen
from qtrace.services.texts import refuse_texts, refuse_unkeepable
from qtrace.services.work import Handler, ObjectKind, Work

Facts = Mapping[str, str]
Draft = RouteRevision | BillRevision | LabelVersion


def add_route(work: Work, command: AddRoute) -> Facts | Refusal:
    """Add a draft: a new route with its version 1, or the next version of an existing one."""
    fault = check_route(command.operations)
    if fault is not None:
        return refuse(
            ProductionReason.ROUTE_INVALID,
            route=command.route_code,
            fault=fault.code.value,
            **{"operation": "", "check": "", **fault.facts},
        )
    refusal = refuse_texts(code=command.route_code) or _refuse_operations(command.operations)
    if refusal is not None:
        return refusal
    route = _route(work, command)
    if isinstance(route, Refusal):
        return route
    last = select(func.max(RouteRevision.version)).where(RouteRevision.route_id == route.id)
    version = (work.session.scalar(last) or 0) + 1
    work.add(
        RouteRevision(
            id=command.revision_id,
            route_id=route.id,
            version=version,
            state="draft",
            author_id=work.actor.person_id,
            approved_by=None,
            approved_at=None,
        )
    )
    for draft in command.operations:
        _add_operation(work, command.revision_id, draft)
    work.session.flush()
    work.touch(ObjectKind.ROUTE, route.id)
    return {"route": route.code, "version": str(version)}


def _refuse_operations(operations: Sequence[OperationDraft]) -> Refusal | None:
    for each in operations:
        texts = {"name_en": each.name_en, "name_zh": each.name_zh, "topic": each.training_topic}
        texts["equipment_type"] = each.equipment_type
        for check in each.checks:
            texts[f"check_{check.no}"] = f"{check.name_en}{check.name_zh}{check.gauge_type}"
        refusal = refuse_unkeepable(**texts)
        if refusal is not None:
            return refusal
    return None


def _add_operation(work: Work, revision_id: int, draft: OperationDraft) -> None:
    operation = Operation(
        id=work.new_id(),
        route_revision_id=revision_id,
        no=draft.no,
        name_en=draft.name_en,
        name_zh=draft.name_zh,
        training_topic=draft.training_topic,
        equipment_type=draft.equipment_type,
        makes_units=draft.makes_units,
        most_passes=draft.most_passes,
    )
    work.add(operation)
    work.session.add_all(_definition(work, operation.id, check) for check in draft.checks)


def _definition(work: Work, operation_id: int, draft: CheckDraft) -> CheckDefinition:
    return CheckDefinition(
        id=work.new_id(),
        operation_id=operation_id,
        no=draft.no,
        kind=draft.kind.value,
        name_en=draft.name_en,
        name_zh=draft.name_zh,
        lsl=draft.lsl,
        usl=draft.usl,
        unit_code=draft.unit,
        gauge_type=draft.gauge_type,
        at_start=draft.at_start,
        every_n=draft.every_n,
        every_minutes=draft.every_minutes,
        after_stop=draft.after_stop,
        second_person=draft.second_person,
    )


def add_bill(work: Work, command: AddBill) -> Facts | Refusal:
    """Add a draft: a new bill with its version 1, or the next version of an existing one."""
    fault = check_bill(command.lines)
    if fault is not None:
        return refuse(
            ProductionReason.BILL_INVALID,
            bill=command.bill_code,
            fault=fault.code.value,
            **{"line": "", **fault.facts},
        )
    refusal = refuse_texts(code=command.bill_code) or _refuse_revisions(work, command)
    if refusal is not None:
        return refusal
    bill = _bill(work, command)
    if isinstance(bill, Refusal):
        return bill
    last = select(func.max(BillRevision.version)).where(BillRevision.bill_id == bill.id)
    version = (work.session.scalar(last) or 0) + 1
    work.add(
        BillRevision(
            id=command.revision_id,
            bill_id=bill.id,
            version=version,
            state="draft",
            author_id=work.actor.person_id,
            approved_by=None,
            approved_at=None,
        )
    )
    work.add_all(
        BillLine(
            id=work.new_id(),
            bill_revision_id=command.revision_id,
            no=each.no,
            rank=each.rank,
            operation_no=each.operation_no,
            part_id=each.part_id,
            part_revision_id=each.revision_id,
            num=each.num,
            den=each.den,
            overlap=each.overlap,
        )
        for each in command.lines
    )
    work.touch(ObjectKind.BILL, bill.id)
    return {"bill": bill.code, "version": str(version)}


def _refuse_revisions(work: Work, command: AddBill) -> Refusal | None:
    """Every line names a revision of its own part, and no product goes into itself."""
    for each in command.lines:
        revision = work.session.get(PartRevision, each.revision_id)
        if revision is None or revision.part_id != each.part_id:
            return refuse(CatalogueReason.REVISION_UNKNOWN)
        if each.part_id == command.part_id:
            facts = {"fault": "MATERIAL_TWICE", "line": each.no}
            return refuse(ProductionReason.BILL_INVALID, bill=command.bill_code, **facts)
    return None


def _route(work: Work, command: AddRoute) -> Route | Refusal:
    """The route with this code, or a new one; a code belongs to one part for ever."""
    known = work.session.scalar(select(Route).where(Route.code == command.route_code))
    if known is None:
        if work.session.get(Part, command.part_id) is None:
            return refuse(CatalogueReason.PART_UNKNOWN)
        new = Route(id=command.route_id, code=command.route_code, part_id=command.part_id)
        return work.add(new)
    if known.part_id != command.part_id:
        return refuse(ProductionReason.PRODUCTION_CODE_TAKEN, taken=known.code)
    return known


def _bill(work: Work, command: AddBill) -> Bill | Refusal:
    """The bill with this code, or a new one; a code belongs to one part for ever."""
    known = work.session.scalar(select(Bill).where(Bill.code == command.bill_code))
    if known is None:
        if work.session.get(Part, command.part_id) is None:
            return refuse(CatalogueReason.PART_UNKNOWN)
        new = Bill(id=command.bill_id, code=command.bill_code, part_id=command.part_id)
        return work.add(new)
    if known.part_id != command.part_id:
        return refuse(ProductionReason.PRODUCTION_CODE_TAKEN, taken=known.code)
    return known


def approve_route(work: Work, command: ApproveRoute) -> Facts | Refusal:
    """Make a route's draft effective by a second person's signature."""
    draft = work.session.get(RouteRevision, command.revision_id, with_for_update=True)
    if draft is None:
        return refuse(ProductionReason.PRODUCTION_DRAFT_UNKNOWN)
    route = work.session.get_one(Route, draft.route_id)
    told, now = command.seen_sha256, route_sha256(work.session, draft)
    seen = Seen(told, now, f"{route.code} v{draft.version}", (ObjectKind.ROUTE, route.id))
    before = _route_in_force(work.session, route.id)
    refusal = put_in_force(work, draft, before, seen)
    if refusal is not None:
        return refusal
    work.sign(ObjectKind.ROUTE, route.id, draft.version, route_content(work.session, draft))
    work.touch(ObjectKind.ROUTE, route.id)
    return {"route": route.code, "version": str(draft.version)}


def approve_bill(work: Work, command: ApproveBill) -> Facts | Refusal:
    """Make a bill's draft effective by a second person's signature."""
    draft = work.session.get(BillRevision, command.revision_id, with_for_update=True)
    if draft is None:
        return refuse(ProductionReason.PRODUCTION_DRAFT_UNKNOWN)
    bill = work.session.get_one(Bill, draft.bill_id)
    told, now = command.seen_sha256, bill_sha256(work.session, draft)
    seen = Seen(told, now, f"{bill.code} v{draft.version}", (ObjectKind.BILL, bill.id))
    before = _bill_in_force(work.session, bill.id)
    refusal = put_in_force(work, draft, before, seen)
    if refusal is not None:
        return refusal
    work.sign(ObjectKind.BILL, bill.id, draft.version, bill_content(work.session, draft))
    work.touch(ObjectKind.BILL, bill.id)
    return {"bill": bill.code, "version": str(draft.version)}


def put_in_force(work: Work, draft: Draft, before: Draft | None, seen: Seen) -> Refusal | None:
    """Supersede the version in force and put the draft in its place, if its sender may."""
    if draft.state != "draft":
        return refuse(ProductionReason.PRODUCTION_DRAFT_CLOSED, state=draft.state)
    if draft.author_id == work.actor.person_id:
        return refuse(PeopleReason.SAME_PERSON)
    changed = not_as_seen(work, seen)
    if changed is not None:
        return changed
    if before is not None:
        before.state = "superseded"
        work.session.flush()  # only one version is effective, at every moment
    draft.state = "effective"
    draft.approved_by, draft.approved_at = work.actor.person_id, work.now
    work.session.flush()
    return None


def _route_in_force(session: Session, route_id: int) -> RouteRevision | None:
    return session.scalar(
        select(RouteRevision).where(
            RouteRevision.route_id == route_id, RouteRevision.state == "effective"
        )
    )


def route_sha256(session: Session, draft: RouteRevision) -> str:
    """Hash of a route's draft as its approver sees it."""
    before = _route_in_force(session, draft.route_id)
    return draft_sha256(route_content(session, draft), before.id if before else None)


def route_content(session: Session, revision: RouteRevision) -> Json:
    """What a signature under a route version covers, in canonical form."""
    operations = session.scalars(
        select(Operation).where(Operation.route_revision_id == revision.id).order_by(Operation.no)
    ).all()
    return {
        "route_id": str(revision.route_id),
        "version": str(revision.version),
        "operations": [_operation_content(session, each) for each in operations],
    }


def _operation_content(session: Session, row: Operation) -> Json:
    checks = session.scalars(
        select(CheckDefinition)
        .where(CheckDefinition.operation_id == row.id)
        .order_by(CheckDefinition.no)
    ).all()
    own = (
        row.no, row.name_en, row.name_zh, row.training_topic, row.equipment_type,
        row.makes_units, row.most_passes,
    )  # fmt: skip
    return [
        encode(own),
        [
            encode((
                c.no, c.kind, c.name_en, c.name_zh, c.lsl, c.usl, c.unit_code, c.gauge_type,
                c.at_start, c.every_n, c.every_minutes, c.after_stop, c.second_person,
            ))
            for c in checks
        ],
    ]  # fmt: skip


def _bill_in_force(session: Session, bill_id: int) -> BillRevision | None:
    return session.scalar(
        select(BillRevision).where(
            BillRevision.bill_id == bill_id, BillRevision.state == "effective"
        )
    )


def bill_sha256(session: Session, draft: BillRevision) -> str:
    """Hash of a bill's draft as its approver sees it."""
    before = _bill_in_force(session, draft.bill_id)
    return draft_sha256(bill_content(session, draft), before.id if before else None)


def bill_content(session: Session, revision: BillRevision) -> Json:
    """What a signature under a bill version covers, in canonical form."""
    lines = session.scalars(
        select(BillLine)
        .where(BillLine.bill_revision_id == revision.id)
        .order_by(BillLine.no, BillLine.rank)
    ).all()
    return {
        "bill_id": str(revision.bill_id),
        "version": str(revision.version),
        "lines": [
            encode((
                x.no, x.rank, x.operation_no, x.part_id, x.part_revision_id, x.num, x.den,
                x.overlap,
            ))
            for x in lines
        ],
    }  # fmt: skip


HANDLERS: dict[type[Command], Handler] = {
    AddRoute: add_route,
    ApproveRoute: approve_route,
    AddBill: add_bill,
    ApproveBill: approve_bill,
}
