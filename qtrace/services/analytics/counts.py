"""Failed pieces and defects of decided lots, and the attribute chart of them; nothing is changed."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from qtrace.domain.analytics.count_study import Counted, CountStudy, LotCounts, study_counts
from qtrace.domain.analytics.errors import AnalyticsError
from qtrace.domain.inspection import CharClass
from qtrace.models.inspection import (
    Characteristic,
    Inspection,
    InspectionClass,
    InspectionResult,
    Reading,
)
from qtrace.models.items import Item
from qtrace.models.suppliers import SupplierSite
from qtrace.services.analytics.inspected import inspected_pieces
from qtrace.services.analytics.queries import MOST_LOTS, recent_inspections
from qtrace.services.analytics.rows import ChartFilter
from qtrace.services.reads import Reads


@dataclass(frozen=True, slots=True)
class CountedLot:
    """One decided lot of one class, at the time it was started."""

    lot_id: int
    lot: str
    inspection: str
    started_at: datetime
    site: str
    is_accepted: bool
    counts: LotCounts


@dataclass(frozen=True, slots=True)
class CountAnswer:
    """Lots in time order, and their chart or why there is none."""

    char_class: CharClass
    counted: Counted
    lots: tuple[CountedLot, ...]
    study: CountStudy | AnalyticsError


def count_charts(
    reads: Reads, part_id: int, char_class: CharClass, counted: Counted, chosen: ChartFilter
) -> CountAnswer:
    """The attribute chart of one class of a part: failed pieces of the sample, or their defects."""
    lots = _lots(reads, part_id, char_class, chosen)
    return CountAnswer(
        char_class, counted, lots, study_counts([lot.counts for lot in lots], counted)
    )


def _lots(
    reads: Reads, part_id: int, char_class: CharClass, chosen: ChartFilter
) -> tuple[CountedLot, ...]:
    recent = recent_inspections(reads, chosen, part_id, MOST_LOTS).subquery()
    rows = reads.session.execute(
        select(Inspection, Item, SupplierSite.code, InspectionResult)
        .select_from(recent)
        .join(Inspection, Inspection.id == recent.c.id)
        .join(Item, Item.id == Inspection.item_id)
        .join(InspectionClass, InspectionClass.inspection_id == Inspection.id)
        .join(InspectionResult, InspectionResult.inspection_class_id == InspectionClass.id)
        .outerjoin(SupplierSite, SupplierSite.id == Item.manufacturer_site_id)
        .where(InspectionClass.char_class == char_class.value)
        .order_by(Inspection.started_at, Inspection.id)
    ).all()
    defects = _defects(reads, part_id, char_class, chosen)
    looked_at = inspected_pieces(reads.session, recent, char_class)
    found = []
    for inspection, item, site, result in rows:
        assert inspection.started_at is not None
        n = looked_at.get(inspection.id, 0)
        if n == 0:
            continue  # decided for another reason, before anybody looked at a piece
        counts = LotCounts(n, min(result.d, n), defects.get(inspection.id, 0))
        lot = CountedLot(
            item.id, item.lot or "", inspection.number, inspection.started_at, site or "",
            result.accepted, counts,
        )  # fmt: skip
        found.append(lot)
    return tuple(found)


def _defects(
    reads: Reads, part_id: int, char_class: CharClass, chosen: ChartFilter
) -> dict[int, int]:
    """Failed readings and defects in force by inspection."""
    recent = recent_inspections(reads, chosen, part_id, MOST_LOTS).subquery()
    later = aliased(Reading)
    query = (
        select(Reading.inspection_id, func.count())
        .select_from(recent)
        .join(Reading, Reading.inspection_id == recent.c.id)
        .join(Characteristic, Characteristic.id == Reading.characteristic_id)
        .outerjoin(later, later.supersedes_id == Reading.id)
        .where(
            Reading.verdict == "fail",
            later.id.is_(None),
            Characteristic.char_class == char_class.value,
        )
        .group_by(Reading.inspection_id)
    )
    return {row[0]: row[1] for row in reads.session.execute(query)}
