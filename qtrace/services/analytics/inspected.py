"""How many pieces of a class were really looked at in each of many inspections."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Row, Subquery, func, or_, select
from sqlalchemy.orm import Session, aliased

from qtrace.domain.analytics.count_study import pieces_inspected
from qtrace.domain.inspection import CharClass, CharKind
from qtrace.domain.sampling.plans import SampleType
from qtrace.models.inspection import (
    AttributeCount,
    Characteristic,
    CharacteristicTerms,
    Inspection,
    InspectionClass,
    Reading,
)

Key = tuple[int, int]
"""Inspection and characteristic."""


def inspected_pieces(session: Session, recent: Subquery, char_class: CharClass) -> dict[int, int]:
    """Pieces with every reading of the class, and those that failed, by inspection.

    Args:
        session: where to read.
        recent: the inspections, with their `id`.
        char_class: only characteristics of this class count; texts that may be left out do not.
    """
    demanded = _demanded(session, recent, char_class)
    spans = _all_ok(session, recent, char_class)
    counted = _counted(session, recent, char_class)
    classes = session.execute(
        select(InspectionClass)
        .join(recent, recent.c.id == InspectionClass.inspection_id)
        .where(InspectionClass.char_class == char_class.value)
    ).scalars()
    whole: dict[int, int] = {}
    others: dict[int, InspectionClass] = {}
    for each in classes:
        keys = [(each.inspection_id, one) for one in demanded.get(each.inspection_id, ())]
        is_single = each.sampling != SampleType.DOUBLE.value
        if is_single and all(_is_whole(key, each.n, counted, spans) for key in keys):
            whole[each.inspection_id] = each.n
        else:
            others[each.inspection_id] = each
    return whole | _one_by_one(session, others, demanded, spans)


def _is_whole(
    key: Key, n: int, counted: Mapping[Key, int], spans: Mapping[Key, list[range]]
) -> bool:
    return counted.get(key, 0) >= n or range(1, n + 1) in spans.get(key, ())


def _demanded(session: Session, recent: Subquery, char_class: CharClass) -> dict[int, list[int]]:
    """Characteristics that every piece needs, by inspection."""
    rows = session.execute(
        select(recent.c.id, Characteristic.id)
        .select_from(recent)
        .join(Inspection, Inspection.id == recent.c.id)
        .join(Characteristic, Characteristic.plan_revision_id == Inspection.plan_revision_id)
        .outerjoin(CharacteristicTerms, CharacteristicTerms.characteristic_id == Characteristic.id)
        .where(
            Characteristic.char_class == char_class.value,
            or_(
                Characteristic.kind != CharKind.TEXT.value,
                func.coalesce(CharacteristicTerms.required, True),
            ),
        )
    )
    found: dict[int, list[int]] = {}
    for inspection_id, characteristic_id in rows:
        found.setdefault(inspection_id, []).append(characteristic_id)
    return found


def _counted(session: Session, recent: Subquery, char_class: CharClass) -> dict[Key, int]:
    """Pieces with a reading in force."""
    later = aliased(Reading)
    rows = session.execute(
        select(
            Reading.inspection_id,
            Reading.characteristic_id,
            func.count(func.distinct(Reading.sample_no)),
        )
        .select_from(recent)
        .join(Reading, Reading.inspection_id == recent.c.id)
        .join(Characteristic, Characteristic.id == Reading.characteristic_id)
        .outerjoin(later, later.supersedes_id == Reading.id)
        .where(
            Reading.verdict != "void",
            later.id.is_(None),
            Characteristic.char_class == char_class.value,
        )
        .group_by(Reading.inspection_id, Reading.characteristic_id)
    )
    return {(row[0], row[1]): row[2] for row in rows}


def _all_ok(session: Session, recent: Subquery, char_class: CharClass) -> dict[Key, list[range]]:
    """Pieces that were looked at together; what was taken back is superseded by an empty range."""
    later = aliased(AttributeCount)
    rows = session.execute(
        select(
            AttributeCount.inspection_id,
            AttributeCount.characteristic_id,
            AttributeCount.piece_from,
            AttributeCount.piece_to,
        )
        .select_from(recent)
        .join(AttributeCount, AttributeCount.inspection_id == recent.c.id)
        .join(Characteristic, Characteristic.id == AttributeCount.characteristic_id)
        .outerjoin(later, later.supersedes_id == AttributeCount.id)
        .where(
            AttributeCount.piece_from <= AttributeCount.piece_to,
            later.id.is_(None),
            Characteristic.char_class == char_class.value,
        )
    )
    found: dict[Key, list[range]] = {}
    for inspection_id, characteristic_id, first, last in rows:
        found.setdefault((inspection_id, characteristic_id), []).append(range(first, last + 1))
    return found


def _one_by_one(
    session: Session,
    classes: Mapping[int, InspectionClass],
    demanded: Mapping[int, list[int]],
    spans: Mapping[Key, list[range]],
) -> dict[int, int]:
    """Inspections that ended early, and double samples, piece by piece."""
    judged: dict[Key, set[int]] = {
        key: {piece for span in found for piece in span} for key, found in spans.items()
    }
    failed: dict[int, set[int]] = {}
    for inspection_id, characteristic_id, piece, verdict in _live(session, classes):
        judged.setdefault((inspection_id, characteristic_id), set()).add(piece)
        if verdict == "fail":
            failed.setdefault(inspection_id, set()).add(piece)
    found = {}
    for key, each in classes.items():
        own = [judged.get((key, one), set()) for one in demanded.get(key, ())]
        bad = failed.get(key, set())
        if each.sampling == SampleType.DOUBLE.value:
            first = len([piece for piece in bad if piece <= each.n])
            if first <= each.ac or first >= each.re:  # a second sample counts no more
                inside = set(range(1, each.n + 1))
                own, bad = [one & inside for one in own], bad & inside
        found[key] = pieces_inspected(own, bad)
    return found


def _live(session: Session, classes: Mapping[int, InspectionClass]) -> list[Row[*tuple[Any, ...]]]:
    later = aliased(Reading)
    own = {each.char_class for each in classes.values()}
    return list(
        session.execute(
            select(
                Reading.inspection_id, Reading.characteristic_id, Reading.sample_no, Reading.verdict
            )
            .join(Characteristic, Characteristic.id == Reading.characteristic_id)
            .outerjoin(later, later.supersedes_id == Reading.id)
            .where(
                Reading.inspection_id.in_(classes),
                Reading.verdict != "void",
                later.id.is_(None),
                Characteristic.char_class.in_(own),
            )
        )
    )
