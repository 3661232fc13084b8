"""Master data of production as rows of the workbook."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from qtrace.models.catalogue import PartRevision
from qtrace.models.gauges import Gauge
from qtrace.models.people import Person
from qtrace.models.production import (
    Bill,
    BillLine,
    BillRevision,
    CheckDefinition,
    Equipment,
    LabelVersion,
    Line,
    Operation,
    Route,
    RouteRevision,
    TrainingRecord,
)
from qtrace.models.warehouse import Location

Cells = dict[str, str]
Sheets = dict[str, list[Cells]]


def yes_no(value: object) -> str:
    """A flag as the workbook says it."""
    return "yes" if value else "no"


def told(value: object) -> str:
    """A number or day as text; nothing for None."""
    return "" if value is None else str(value)


def production_rows(session: Session, parts: Mapping[int, str]) -> Sheets:
    """Rows of lines, equipment, training, labels, routes with their checks, and bills.

    Args:
        session: the view.
        parts: numbers of parts by id.
    """
    lines = {row.id: row.code for row in session.scalars(select(Line))}
    return {
        "lines": list(_lines(session)),
        "equipment": list(_equipment(session, lines)),
        "training": list(_training(session)),
        "label_versions": list(_label_versions(session, parts)),
        **_routes(session, parts),
        "bills": list(_bills(session, parts)),
    }


def _lines(session: Session) -> Iterator[Cells]:
    rows = session.execute(
        select(Line, Location.code)
        .join(Location, Location.id == Line.location_id)
        .where(Line.is_active)
        .order_by(Line.code)
    )
    for row, place in rows:
        names = {"name_en": row.name_en, "name_zh": row.name_zh}
        yield {"code": row.code, **names, "location": place}


def _equipment(session: Session, lines: Mapping[int, str]) -> Iterator[Cells]:
    gauges = {row.id: row.code for row in session.scalars(select(Gauge))}
    for row in session.scalars(select(Equipment).order_by(Equipment.code)):
        yield {
            "code": row.code,
            "name_en": row.name_en,
            "name_zh": row.name_zh,
            "type": row.equipment_type,
            "line": lines.get(row.line_id or 0, ""),
            "gauge": gauges.get(row.gauge_id or 0, ""),
            "qualified_to": told(row.qualified_to),
        }


def _training(session: Session) -> Iterator[Cells]:
    """The newest training of each person in each topic."""
    people = {row.id: row.login for row in session.scalars(select(Person))}
    newest = {
        (people[row.person_id], row.topic): row
        for row in session.scalars(select(TrainingRecord).order_by(TrainingRecord.id))
    }
    for (login, topic), row in sorted(newest.items()):
        yield {
            "person": login,
            "topic": topic,
            "done_on": row.done_on.isoformat(),
            "valid_to": told(row.valid_to),
        }


def _label_versions(session: Session, parts: Mapping[int, str]) -> Iterator[Cells]:
    rows = session.scalars(select(LabelVersion))
    for row in sorted(rows, key=lambda each: (parts[each.part_id], each.version)):
        yield {
            "part": parts[row.part_id],
            "version": row.version,
            "udi_di": row.udi_di,
            "description": row.description,
        }


def _routes(session: Session, parts: Mapping[int, str]) -> Sheets:
    found: Sheets = {"routes": [], "route_checks": []}
    for route in session.scalars(select(Route).order_by(Route.code)).all():
        revision = _newest(session, RouteRevision, RouteRevision.route_id, route.id)
        operations = session.scalars(
            select(Operation).where(Operation.route_revision_id == revision).order_by(Operation.no)
        ).all()
        for row in operations:
            found["routes"].append(_operation(route.code, parts[route.part_id], row))
            checks = session.scalars(
                select(CheckDefinition)
                .where(CheckDefinition.operation_id == row.id)
                .order_by(CheckDefinition.no)
            )
            found["route_checks"] += [_check(route.code, row.no, each) for each in checks]
    return found


def _newest(session: Session, table: Any, column: Any, owner_id: int) -> int | None:
    """Id of the newest version of a route or bill."""
    found: int | None = session.scalar(
        select(table.id).where(column == owner_id).order_by(table.version.desc()).limit(1)
    )
    return found


def _operation(route: str, part: str, row: Operation) -> Cells:
    return {
        "route": route,
        "part": part,
        "no": str(row.no),
        "name_en": row.name_en,
        "name_zh": row.name_zh,
        "training_topic": row.training_topic,
        "equipment_type": row.equipment_type,
        "makes_units": yes_no(row.makes_units),
        "most_passes": str(row.most_passes),
    }


def _check(route: str, operation: int, row: CheckDefinition) -> Cells:
    return {
        "route": route,
        "operation": str(operation),
        "no": str(row.no),
        "kind": row.kind,
        "name_en": row.name_en,
        "name_zh": row.name_zh,
        "lsl": row.lsl or "",
        "usl": row.usl or "",
        "unit": row.unit_code,
        "gauge_type": row.gauge_type,
        "at_start": yes_no(row.at_start),
        "every_n": told(row.every_n),
        "every_minutes": told(row.every_minutes),
        "after_stop": yes_no(row.after_stop),
        "second_person": yes_no(row.second_person),
    }


def _bills(session: Session, parts: Mapping[int, str]) -> Iterator[Cells]:
    revisions = {row.id: row.revision for row in session.scalars(select(PartRevision))}
    for bill in session.scalars(select(Bill).order_by(Bill.code)).all():
        newest = _newest(session, BillRevision, BillRevision.bill_id, bill.id)
        rows = session.scalars(
            select(BillLine)
            .where(BillLine.bill_revision_id == newest)
            .order_by(BillLine.no, BillLine.rank)
        )
        for row in rows:
            yield {
                "bill": bill.code,
                "made": parts[bill.part_id],
                "no": str(row.no),
                "rank": str(row.rank),
                "operation": str(row.operation_no),
                "part": parts[row.part_id],
                "revision": revisions[row.part_revision_id],
                "num": str(row.num),
                "den": str(row.den),
                "overlap": str(row.overlap),
            }
