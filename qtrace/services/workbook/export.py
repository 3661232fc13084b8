"""Master data as rows of the workbook: what an import of the same workbook would write.

Of orders, deliveries and work orders what is still to come goes out; what came or runs stays. Of plans,
routes and bills the newest version goes out, of parts every revision that is not obsolete.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from qtrace.domain.codes.internal import InternalCode, parse_internal
from qtrace.domain.quantities import plain_q6
from qtrace.models.catalogue import CodeProfile, Part, PartCode, PartRevision, Unit
from qtrace.models.gauges import Calibration, Gauge
from qtrace.models.people import Person
from qtrace.models.records import Record
from qtrace.models.suppliers import ApprovedSource, Supplier, SupplierFormat, SupplierSite
from qtrace.models.warehouse import Location
from qtrace.records.payload import decode_payload
from qtrace.services.authority import roles_of
from qtrace.services.reads import Reads
from qtrace.services.workbook.orders import order_rows
from qtrace.services.workbook.plans import plan_rows
from qtrace.services.workbook.production import Cells, Sheets, production_rows, told

_GONE = ("obsolete", "superseded")


@dataclass(frozen=True, slots=True)
class MasterData:
    """Rows by sheet with values by column name, and the pictures of plans by their file names."""

    sheets: Sheets
    pictures: Mapping[str, bytes]


def master_data(reads: Reads) -> MasterData:
    """Rows of every sheet, in the order of their keys, with the pictures that they name."""
    session = reads.session
    parts = {row.id: row.number for row in session.scalars(select(Part))}
    suppliers = {row.id: row.code for row in session.scalars(select(Supplier))}
    plans, pictures = plan_rows(reads, parts, suppliers)
    sheets: Sheets = {
        "units": list(_units(session)),
        "parts": list(_parts(session)),
        "revisions": list(_revisions(session, parts)),
        "part_codes": list(_part_codes(session, parts)),
        "suppliers": list(_suppliers(session)),
        "supplier_formats": list(_formats(session, suppliers)),
        "sites": list(_sites(session)),
        "sources": list(_sources(session, parts, suppliers)),
        "locations": list(_locations(reads)),
        "gauges": list(_gauges(session)),
        "people": list(_people(reads)),
        **plans,
        **production_rows(session, parts),
        **order_rows(reads, parts, suppliers),
    }
    return MasterData(sheets, pictures)


def _units(session: Session) -> Iterator[Cells]:
    for row in session.scalars(select(Unit).order_by(Unit.code)):
        yield {"code": row.code, "symbol_en": row.symbol_en, "symbol_zh": row.symbol_zh}


def _parts(session: Session) -> Iterator[Cells]:
    for row in session.scalars(select(Part).order_by(Part.number)):
        yield {
            "number": row.number,
            "name_en": row.name_en,
            "name_zh": row.name_zh,
            "tracking": row.tracking,
            "criticality": row.criticality,
            "base_unit": row.base_unit,
            "container": row.container_word,
            "shelf_life_days": told(row.shelf_life_days),
            "over_delivery_pct": str(row.over_delivery_pct),
            "required_papers": ",".join(json.loads(row.required_papers)),
        }


def _revisions(session: Session, parts: Mapping[int, str]) -> Iterator[Cells]:
    rows = session.scalars(select(PartRevision).where(PartRevision.state.not_in(_GONE)))
    for row in sorted(rows, key=lambda each: (parts[each.part_id], each.id)):
        yield {"part": parts[row.part_id], "revision": row.revision, "drawing": row.drawing}


def _part_codes(session: Session, parts: Mapping[int, str]) -> Iterator[Cells]:
    rows = session.execute(
        select(PartCode, CodeProfile.ais)
        .outerjoin(CodeProfile, CodeProfile.part_code_id == PartCode.id)
        .order_by(PartCode.code)
    )
    for row, profile in rows:
        yield {
            "part": parts[row.part_id],
            "code": row.code,
            "agency": row.agency,
            "package_level": row.package_level,
            "units_per": plain_q6(row.units_per_q6),
            "profile": profile or "",
        }


def _suppliers(session: Session) -> Iterator[Cells]:
    for row in session.scalars(select(Supplier).order_by(Supplier.code)):
        yield {
            "code": row.code,
            "name_en": row.name_en,
            "name_zh": row.name_zh,
            "state": row.state,
        }


def _formats(session: Session, suppliers: Mapping[int, str]) -> Iterator[Cells]:
    rows = session.scalars(select(SupplierFormat).where(SupplierFormat.state == "active"))
    for row in sorted(rows, key=lambda each: (suppliers[each.supplier_id], each.name)):
        yield {
            "supplier": suppliers[row.supplier_id],
            "name": row.name,
            "pattern": row.pattern,
        }


def _sites(session: Session) -> Iterator[Cells]:
    for row in session.scalars(select(SupplierSite).order_by(SupplierSite.code)):
        yield {
            "code": row.code,
            "maker_en": row.maker_en,
            "maker_zh": row.maker_zh,
            "name_en": row.name_en,
            "name_zh": row.name_zh,
        }


def _sources(
    session: Session, parts: Mapping[int, str], suppliers: Mapping[int, str]
) -> Iterator[Cells]:
    sites = {row.id: row.code for row in session.scalars(select(SupplierSite))}
    found = [
        {
            "supplier": suppliers[row.supplier_id],
            "part": parts[row.part_id],
            "site": sites[row.site_id],
            "state": row.state,
            "reason": _reason(session, row),
            "lots_left_tightened": str(row.lots_left_tightened),
        }
        for row in session.scalars(select(ApprovedSource)).all()
    ]
    yield from sorted(found, key=lambda cells: (cells["supplier"], cells["part"], cells["site"]))


def _reason(session: Session, source: ApprovedSource) -> str:
    """Why the source has its standing, as the newest record about it has it."""
    record = session.scalar(select(Record).where(Record.id == source.record_id))
    if record is None or record.command_code != "SET_SOURCE_STATE":
        return ""
    body: Any = decode_payload(record.payload).body
    return str(body["command"].get("reason", ""))


def _locations(reads: Reads) -> Iterator[Cells]:
    rows = reads.session.scalars(
        select(Location)
        .where(Location.is_active, Location.site_id == reads.station.site_id)
        .order_by(Location.code)
    )
    for row in rows:
        yield {
            "code": row.code,
            "name_en": row.name_en,
            "name_zh": row.name_zh,
            "zone": row.zone,
        }


def _gauges(session: Session) -> Iterator[Cells]:
    for row in session.scalars(select(Gauge).where(Gauge.state != "retired").order_by(Gauge.code)):
        newest = session.scalar(
            select(Calibration)
            .where(Calibration.gauge_id == row.id, Calibration.kind == "calibration")
            .order_by(Calibration.id.desc())
            .limit(1)
        )
        good = newest if newest is not None and newest.result != "failed" else None
        yield {
            "code": row.code,
            "name_en": row.name_en,
            "name_zh": row.name_zh,
            "type": row.gauge_type,
            "resolution": row.resolution,
            "range": row.range_text,
            "unit": row.unit_code,
            "location": row.location_text,
            "calibrated_on": told(good.done_on if good else None),
            "due_on": told(good.due_on if good else None),
            "certificate": good.certificate_no if good else "",
        }


def _people(reads: Reads) -> Iterator[Cells]:
    session = reads.session
    rows = session.scalars(select(Person).where(Person.state != "left").order_by(Person.login))
    for row in rows.all():
        yield {
            "login": row.login,
            "name_en": row.name_en,
            "name_zh": row.name_zh,
            "badge_number": _badge_number(row.badge_code),
            "roles": ",".join(sorted(roles_of(session, row.id, reads.now))),
            "language": row.language or "",
        }


def _badge_number(code: str | None) -> str:
    found = parse_internal(code) if code else None
    return str(int(found.body)) if isinstance(found, InternalCode) else ""
