"""Drafts of routes, bills and label versions, as the approvals screen shows them."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

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
from qtrace.services.catalogue.draft_rows import DraftKind, DraftLine, DraftRow
from qtrace.services.inspection.rows import Named
from qtrace.services.inspection.support import persons
from qtrace.services.production.drafts import bill_sha256, route_sha256
from qtrace.services.production.master import label_sha256
from qtrace.services.reads import Reads


def production_drafts(reads: Reads) -> tuple[DraftRow, ...]:
    """Everything of production that waits for a second person, oldest first."""
    session = reads.session
    return (*_routes(session), *_bills(session), *_labels(session))


def _part(session: Session, part_id: int) -> Named:
    part = session.get_one(Part, part_id)
    return Named(part.id, part.number, part.name_en, part.name_zh)


def _routes(session: Session) -> Iterator[DraftRow]:
    rows = session.execute(
        select(RouteRevision, Route)
        .join(Route, Route.id == RouteRevision.route_id)
        .where(RouteRevision.state == "draft")
        .order_by(RouteRevision.id)
    ).all()
    for draft, route in rows:
        before = session.scalar(
            select(RouteRevision.version).where(
                RouteRevision.route_id == route.id, RouteRevision.state == "effective"
            )
        )
        yield DraftRow(
            kind=DraftKind.ROUTE,
            revision_id=draft.id,
            object_id=route.id,
            row_version=draft.row_version,
            code=route.code,
            version=str(draft.version),
            part=_part(session, route.part_id),
            author=persons(session, {draft.author_id})[draft.author_id],
            before=str(before or ""),
            lines=tuple(_route_lines(session, draft.id)),
            seen_sha256=route_sha256(session, draft),
        )


def _route_lines(session: Session, revision_id: int) -> Iterator[DraftLine]:
    operations = session.scalars(
        select(Operation).where(Operation.route_revision_id == revision_id).order_by(Operation.no)
    ).all()
    for row in operations:
        passes = f"×{row.most_passes}" if row.most_passes > 1 else ""
        note = "  ".join(filter(None, (row.training_topic, row.equipment_type, passes)))
        flags = ("makes_units",) if row.makes_units else ()
        yield DraftLine(str(row.no), row.name_en, row.name_zh, note, flags)
        checks = session.scalars(
            select(CheckDefinition)
            .where(CheckDefinition.operation_id == row.id)
            .order_by(CheckDefinition.no)
        ).all()
        for check in checks:
            key = f"{row.no}.{check.no}"
            yield DraftLine(key, check.name_en, check.name_zh, _when(check), _flags(check))


def _flags(check: CheckDefinition) -> tuple[str, ...]:
    set_ = {
        "at_start": check.at_start,
        "after_stop": check.after_stop,
        "second_person": check.second_person,
    }
    return check.kind, *(name for name, is_set in set_.items() if is_set)


def _when(check: CheckDefinition) -> str:
    """Limits and periods without words: `0.80–0.95 N.m  /30  /120 min`."""
    limits = f"{check.lsl or ''}–{check.usl or ''} {check.unit_code}".strip()
    every_n = f"/{check.every_n}" if check.every_n else ""
    every = f"/{check.every_minutes} min" if check.every_minutes else ""
    shown = limits if check.lsl or check.usl else ""
    return "  ".join(filter(None, (shown, every_n, every, check.gauge_type)))


def _bills(session: Session) -> Iterator[DraftRow]:
    rows = session.execute(
        select(BillRevision, Bill)
        .join(Bill, Bill.id == BillRevision.bill_id)
        .where(BillRevision.state == "draft")
        .order_by(BillRevision.id)
    ).all()
    for draft, bill in rows:
        before = session.scalar(
            select(BillRevision.version).where(
                BillRevision.bill_id == bill.id, BillRevision.state == "effective"
            )
        )
        yield DraftRow(
            kind=DraftKind.BILL,
            revision_id=draft.id,
            object_id=bill.id,
            row_version=draft.row_version,
            code=bill.code,
            version=str(draft.version),
            part=_part(session, bill.part_id),
            author=persons(session, {draft.author_id})[draft.author_id],
            before=str(before or ""),
            lines=tuple(_bill_lines(session, draft.id)),
            seen_sha256=bill_sha256(session, draft),
        )


def _bill_lines(session: Session, revision_id: int) -> Iterator[DraftLine]:
    rows = session.execute(
        select(BillLine, Part, PartRevision.revision)
        .join(Part, Part.id == BillLine.part_id)
        .join(PartRevision, PartRevision.id == BillLine.part_revision_id)
        .where(BillLine.bill_revision_id == revision_id)
        .order_by(BillLine.operation_no, BillLine.no, BillLine.rank)
    )
    for line, part, revision in rows:
        amount = f"{line.num}" if line.den == 1 else f"{line.num}/{line.den}"
        key = f"{line.operation_no} / {line.no}" + (f".{line.rank}" if line.rank else "")
        note = f"{part.number} {revision}  ×{amount} {part.base_unit}"
        yield DraftLine(key, part.name_en, part.name_zh, note)


def _labels(session: Session) -> Iterator[DraftRow]:
    rows = session.scalars(
        select(LabelVersion).where(LabelVersion.state == "draft").order_by(LabelVersion.id)
    ).all()
    for draft in rows:
        before = session.scalar(
            select(LabelVersion.version).where(
                LabelVersion.part_id == draft.part_id, LabelVersion.state == "effective"
            )
        )
        part = _part(session, draft.part_id)
        line = DraftLine("UDI-DI", draft.description, draft.description, draft.udi_di)
        yield DraftRow(
            kind=DraftKind.LABEL,
            revision_id=draft.id,
            object_id=part.id,
            row_version=draft.row_version,
            code=part.code,
            version=draft.version,
            part=part,
            author=persons(session, {draft.author_id})[draft.author_id],
            before=before or "",
            lines=(line,),
            seen_sha256=label_sha256(session, draft),
        )
