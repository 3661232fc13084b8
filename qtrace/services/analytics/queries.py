"""Readings of a characteristic over time, and what the charts make of them; nothing is changed.

A characteristic is known by its part, English name and unit: plan versions come and go, the series
goes on. Every query begins at the inspections of the site (newest first, bounded) and reaches
readings through `(inspection_id, characteristic_id)`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, case, func, select
from sqlalchemy.orm import aliased

from qtrace.domain.inspection import CharClass, CharKind
from qtrace.domain.inspection_flow import InspectionState
from qtrace.domain.inspection_kinds import GUARD_PLACES
from qtrace.models.catalogue import Part
from qtrace.models.gauges import Gauge
from qtrace.models.inspection import Characteristic, Inspection, InspectionClass, Reading
from qtrace.models.items import Item
from qtrace.models.people import Person
from qtrace.models.suppliers import Supplier, SupplierSite
from qtrace.services.analytics.rows import (
    ChartFilter,
    ChartSubject,
    DefectCause,
    DefectPareto,
    Period,
    ReadingSeries,
    SeriesLot,
    SeriesReading,
    SiteChoice,
    SubjectKey,
)
from qtrace.services.briefs import NO_NAME, NamePair, person_name, supplier_name
from qtrace.services.items.lot_inspections import OcInput, oc_input, shown_class
from qtrace.services.reads import Reads

MOST_LOTS = 1_000
MOST_READINGS = 50_000
MOST_CAUSES = 200
NUMERIC = (CharKind.VARIABLE.value, CharKind.FORMULA.value)
"""Kinds whose readings are numbers: measured, or computed from what was measured."""
_PLACES = Characteristic.decimals + case(
    (Characteristic.kind == CharKind.FORMULA.value, GUARD_PLACES), else_=0
)


def chart_subjects(reads: Reads, period: Period = Period.YEAR) -> tuple[ChartSubject, ...]:
    """Measured and computed characteristics with readings in the period, by part and name."""
    recent = recent_inspections(reads, ChartFilter(period)).subquery()
    later = aliased(Reading)
    rows = reads.session.execute(
        select(
            Part.id,
            Part.number,
            Part.name_en,
            Part.name_zh,
            Characteristic.name_en,
            func.max(Characteristic.name_zh),
            Characteristic.unit_code,
            func.max(Characteristic.char_class),
            func.max(_PLACES),
            func.count(Reading.id),
            func.count(func.distinct(Reading.inspection_id)),
            func.max(Reading.at),
        )
        .select_from(recent)
        .join(Reading, Reading.inspection_id == recent.c.id)
        .join(Characteristic, Characteristic.id == Reading.characteristic_id)
        .join(Item, Item.id == recent.c.item_id)
        .join(Part, Part.id == Item.part_id)
        .outerjoin(later, later.supersedes_id == Reading.id)
        .where(*_in_force(later), Characteristic.kind.in_(NUMERIC))
        .group_by(
            Part.id,
            Part.number,
            Part.name_en,
            Part.name_zh,
            Characteristic.name_en,
            Characteristic.unit_code,
        )
        .order_by(Part.number, Characteristic.name_en)
    ).all()
    return tuple(_subject(row) for row in rows)


def reading_series(
    reads: Reads,
    key: SubjectKey,
    chosen: ChartFilter,
    *,
    most_lots: int = MOST_LOTS,
    most_readings: int = MOST_READINGS,
) -> ReadingSeries | None:
    """The readings of one characteristic in time order, the newest lots where there are too many.

    Corrected readings count with the value in force; void inspections do not count.

    Returns:
        The series, or None where nothing was measured.
    """
    recent = recent_inspections(reads, chosen, key.part_id, most_lots + 1).subquery()
    later = aliased(Reading)
    rows = reads.session.execute(
        select(Reading, Characteristic, Gauge.code, Person)
        .select_from(recent)
        .join(Reading, Reading.inspection_id == recent.c.id)
        .join(Characteristic, Characteristic.id == Reading.characteristic_id)
        .join(Person, Person.id == Reading.person_id)
        .outerjoin(Gauge, Gauge.id == Reading.gauge_id)
        .outerjoin(later, later.supersedes_id == Reading.id)
        .where(*_in_force(later), *_is_subject(key))
        .order_by(recent.c.started_at.desc(), recent.c.id.desc(), Reading.sample_no.desc())
        .limit(most_readings + 1)
    ).all()
    if not rows:
        return None
    by_inspection: dict[int, list[SeriesReading]] = {}
    newest: Characteristic = rows[0][1]
    limits: dict[int, tuple[str | None, str | None, str]] = {}
    for reading, characteristic, gauge, person in rows[:most_readings]:
        taken = _reading(reading, gauge, person)
        by_inspection.setdefault(reading.inspection_id, []).append(taken)
        limits.setdefault(
            reading.inspection_id, (reading.lsl, reading.usl, characteristic.char_class)
        )
    is_cut = len(rows) > most_readings or len(by_inspection) > most_lots
    wanted = list(by_inspection)[:most_lots]
    if len(rows) > most_readings and len(wanted) > 1:
        del wanted[-1]  # its older readings are not all here
    heads = _lot_heads(reads, wanted)
    lots = [
        _lot(heads[one], limits[one], tuple(reversed(by_inspection[one])))
        for one in reversed(wanted)
    ]
    return ReadingSeries(
        key,
        NamePair(newest.name_en, newest.name_zh),
        (newest.decimals or 0) + (GUARD_PLACES if newest.kind == CharKind.FORMULA else 0),
        newest.nominal,
        tuple(lots),
        is_cut,
    )


def sites_of_part(reads: Reads, part_id: int) -> tuple[SiteChoice, ...]:
    """Manufacturing sites that lots of the part came from, by code."""
    rows = reads.session.scalars(
        select(SupplierSite)
        .where(
            SupplierSite.id.in_(
                select(Item.manufacturer_site_id).where(Item.part_id == part_id, Item.kind == "lot")
            )
        )
        .order_by(SupplierSite.code)
    ).all()
    return tuple(SiteChoice(r.id, r.code, NamePair(r.name_en, r.name_zh)) for r in rows)


def defect_pareto(reads: Reads, part_id: int, chosen: ChartFilter) -> DefectPareto:
    """What pieces of a part failed of; measured values out of their limits count by name."""
    recent = recent_inspections(reads, chosen, part_id).subquery()
    later = aliased(Reading)
    code = func.coalesce(Reading.defect_code, "")
    found = (
        select(
            code.label("code"),
            Characteristic.name_en.label("name_en"),
            func.max(Characteristic.name_zh).label("name_zh"),
            Reading.inspection_id,
            Reading.sample_no,
        )
        .select_from(recent)
        .join(Reading, Reading.inspection_id == recent.c.id)
        .join(Characteristic, Characteristic.id == Reading.characteristic_id)
        .outerjoin(later, later.supersedes_id == Reading.id)
        .where(Reading.verdict == "fail", later.id.is_(None))
        .group_by(code, Characteristic.name_en, Reading.inspection_id, Reading.sample_no)
        .subquery()
    )
    rows = reads.session.execute(
        select(found.c.code, found.c.name_en, func.max(found.c.name_zh), func.count())
        .group_by(found.c.code, found.c.name_en)
        .order_by(func.count().desc(), found.c.code, found.c.name_en)
        .limit(MOST_CAUSES)
    ).all()
    lots = reads.session.scalar(select(func.count()).select_from(recent)) or 0
    causes = tuple(DefectCause(row[0], NamePair(row[1], row[2]), row[3]) for row in rows)
    return DefectPareto(causes, lots)


def plan_risk(reads: Reads, part_id: int, char_class: CharClass) -> OcInput | None:
    """The sampling plan of the newest started inspection of the part, for its OC curve."""
    query = (
        select(Inspection)
        .join(Item, Item.id == Inspection.item_id)
        .where(
            Item.part_id == part_id,
            Inspection.site_id == reads.station.site_id,
            Inspection.started_at.is_not(None),
            Inspection.state != InspectionState.VOID.value,
        )
        .order_by(Inspection.started_at.desc(), Inspection.id.desc())
        .limit(1)
    )
    newest = reads.session.scalars(query).all()
    shown = shown_class(reads.session, newest, char_class)
    return oc_input(shown) if shown is not None else None


def recent_inspections(
    reads: Reads, chosen: ChartFilter, part_id: int | None = None, most: int = MOST_LOTS
) -> Select[int, int, datetime | None]:
    """Ids of the newest started inspections of the filter."""
    query = select(Inspection.id, Inspection.item_id, Inspection.started_at).where(
        Inspection.site_id == reads.station.site_id,
        Inspection.started_at.is_not(None),
        Inspection.state != InspectionState.VOID.value,
    )
    if chosen.period is not Period.ALL:
        since = reads.now - timedelta(days=chosen.period.value)
        query = query.where(Inspection.started_at >= since)
    if part_id is not None:
        query = query.join(Item, Item.id == Inspection.item_id).where(Item.part_id == part_id)
        if chosen.site_id is not None:
            query = query.where(Item.manufacturer_site_id == chosen.site_id)
    return query.order_by(Inspection.started_at.desc(), Inspection.id.desc()).limit(most)


def _in_force(later: type[Reading]) -> tuple[ColumnElement[bool], ...]:
    """A measured value that no later row takes back or corrects."""
    return (Reading.verdict != "void", Reading.value.is_not(None), later.id.is_(None))


def _is_subject(key: SubjectKey) -> tuple[ColumnElement[bool], ...]:
    return (
        Characteristic.kind.in_(NUMERIC),
        Characteristic.name_en == key.name_en,
        func.coalesce(Characteristic.unit_code, "") == key.unit,
    )


def _subject(row: Row[*tuple[Any, ...]]) -> ChartSubject:
    part_id, number, part_en, part_zh, name_en, name_zh, unit, kind, decimals, *counts = row
    readings, lots, last_at = counts
    return ChartSubject(
        SubjectKey(part_id, name_en, unit or ""),
        number,
        NamePair(part_en, part_zh),
        NamePair(name_en, name_zh),
        CharClass(kind),
        decimals or 0,
        readings,
        lots,
        last_at,
    )


def _reading(reading: Reading, gauge: str | None, person: Person) -> SeriesReading:
    text = reading.value or ""
    return SeriesReading(
        piece=reading.sample_no,
        value=float(text),
        text=text,
        at=reading.at,
        gauge=gauge or "",
        person=person_name(person),
        is_failed=reading.verdict == "fail",
        is_corrected=reading.supersedes_id is not None,
    )


@dataclass(frozen=True, slots=True)
class _LotHead:
    inspection: Inspection
    item: Item
    site: SupplierSite | None
    supplier: Supplier | None
    sizes: dict[str, int]


def _lot_heads(reads: Reads, ids: Sequence[int]) -> dict[int, _LotHead]:
    """Lot, source and sample sizes of inspections, by id of the inspection."""
    sizes: dict[int, dict[str, int]] = {}
    for inspection_id, char_class, n in reads.session.execute(
        select(InspectionClass.inspection_id, InspectionClass.char_class, InspectionClass.n).where(
            InspectionClass.inspection_id.in_(ids)
        )
    ):
        sizes.setdefault(inspection_id, {})[char_class] = n
    rows = reads.session.execute(
        select(Inspection, Item, SupplierSite, Supplier)
        .join(Item, Item.id == Inspection.item_id)
        .outerjoin(SupplierSite, SupplierSite.id == Item.manufacturer_site_id)
        .outerjoin(Supplier, Supplier.id == Item.supplier_id)
        .where(Inspection.id.in_(ids))
    ).all()
    return {row[0].id: _LotHead(*row, sizes.get(row[0].id, {})) for row in rows}


def _lot(
    head: _LotHead,
    judged: tuple[str | None, str | None, str],
    readings: tuple[SeriesReading, ...],
) -> SeriesLot:
    lsl, usl, char_class = judged
    inspection = head.inspection
    assert inspection.started_at is not None
    return SeriesLot(
        lot_id=head.item.id,
        lot=head.item.lot or "",
        inspection=inspection.number,
        started_at=inspection.started_at,
        site=head.site.code if head.site else "",
        supplier=supplier_name(head.supplier) if head.supplier else NO_NAME,
        n=head.sizes.get(char_class, len(readings)),
        is_open=inspection.decided_at is None,
        lsl=lsl,
        usl=usl,
        readings=readings,
    )
