"""Nonconformances: opened filled in when an inspection rejects a lot."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from qtrace.domain.inspection_ways import Obstacle
from qtrace.i18n.inspection_words import OBSTACLES
from qtrace.models.cases import Case, CaseItem, Nonconformance
from qtrace.models.inspection import (
    Characteristic,
    Inspection,
    InspectionClass,
    InspectionResult,
    Reading,
)
from qtrace.models.items import Item
from qtrace.services.bilingual import both
from qtrace.services.cases.opening import NewCase, add_case_item, open_case
from qtrace.services.reads import Reads
from qtrace.services.work import Work

DISPOSITION_DAYS = 3
_ORDER = ("critical", "major", "minor")


def open_from_inspection(
    work: Work,
    inspection_id: int,
    set_aside: Item | None = None,
    reject_for: Obstacle | None = None,
) -> tuple[int, str]:
    """Open the nonconformance of a rejected lot, with what failed; return its id and number.

    With `set_aside` it is about the failed pieces that were split off an accepted lot; with
    `reject_for` the readings accepted the lot and its defect is what kept it from release.
    """
    inspection = work.session.get_one(Inspection, inspection_id)
    lot = set_aside or work.session.get_one(Item, inspection.item_id)
    failed = _failed_readings(work, inspection_id)
    if reject_for is not None:
        failed.insert(0, _obstacle_text(reject_for, lot))
    description = "; ".join(failed)
    case_id = work.new_id()
    case = open_case(
        work,
        case_id,
        NewCase(
            "ncr",
            "open",
            _severity(work, inspection_id),
            f"{lot.lot}: {description}"[:200],
            due_at=work.now + timedelta(days=DISPOSITION_DAYS),
        ),
    )
    work.add(
        Nonconformance(
            case_id=case_id,
            source="receiving",
            inspection_id=inspection_id,
            description=description,
            qty_affected_q6=lot.qty_q6,
        )
    )
    add_case_item(work, case_id, lot.id, lot.qty_q6)
    return case_id, case.number


def _obstacle_text(obstacle: Obstacle, lot: Item) -> str:
    """The defect of a lot that is rejected for an obstacle: `expired 已过有效期 Expired 2026-11-05`."""
    said = both(OBSTACLES[obstacle])
    day = lot.expiry.isoformat() if obstacle is Obstacle.EXPIRED and lot.expiry else ""
    return f"{obstacle.value} {said['zh']} {said['en']} {day}".strip()


def _severity(work: Work, inspection_id: int) -> str:
    rejected = set(
        work.session.scalars(
            select(InspectionClass.char_class)
            .join(InspectionResult, InspectionResult.inspection_class_id == InspectionClass.id)
            .where(InspectionClass.inspection_id == inspection_id, ~InspectionResult.accepted)
        )
    )
    found = rejected or _failed_classes(work, inspection_id)
    return next((word for word in _ORDER if word in found), "major")


def _failed_classes(work: Work, inspection_id: int) -> set[str]:
    replaced = select(Reading.supersedes_id).where(Reading.supersedes_id.is_not(None))
    return set(
        work.session.scalars(
            select(Characteristic.char_class)
            .join(Reading, Reading.characteristic_id == Characteristic.id)
            .where(
                Reading.inspection_id == inspection_id,
                Reading.verdict == "fail",
                Reading.id.not_in(replaced),
            )
        )
    )


def _failed_readings(work: Work, inspection_id: int) -> list[str]:
    replaced = select(Reading.supersedes_id).where(Reading.supersedes_id.is_not(None))
    rows = work.session.execute(
        select(Reading, Characteristic)
        .join(Characteristic, Characteristic.id == Reading.characteristic_id)
        .where(
            Reading.inspection_id == inspection_id,
            Reading.verdict == "fail",
            Reading.id.not_in(replaced),
        )
        .order_by(Characteristic.no, Reading.sample_no)
    ).all()
    return [_failed(reading, characteristic) for reading, characteristic in rows]


def _failed(reading: Reading, row: Characteristic) -> str:
    """What failed, without words of one language: `3 内径 Inner dia. 12.13 mm (#9)`."""
    what = reading.value or reading.defect_code or ""
    unit = f" {row.unit_code}" if reading.value and row.unit_code else ""
    return f"{row.no} {row.name_zh} {row.name_en} {what}{unit} (#{reading.sample_no})"


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case as lists show it."""

    case_id: int
    kind: str
    number: str
    state: str
    severity: str
    title: str
    opened_at: datetime
    due_at: datetime | None


def cases_of_item(reads: Reads, item_id: int) -> tuple[CaseRow, ...]:
    """Cases about an item, newest first."""
    rows = reads.session.scalars(
        select(Case)
        .join(CaseItem, CaseItem.case_id == Case.id)
        .where(CaseItem.item_id == item_id)
        .order_by(Case.id.desc())
    )
    return tuple(
        CaseRow(
            case.id,
            case.kind,
            case.number,
            case.state,
            case.severity,
            case.title,
            case.opened_at,
            case.due_at,
        )
        for case in rows
    )
