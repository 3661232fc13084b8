"""An inspection as its rows say: nothing is remembered, a killed program resumes from here.

Handlers and queries read through this module, so a screen and a signature see the same verdict.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from functools import cached_property
from typing import Any, cast

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, aliased

from qtrace.domain.inspection import CharacteristicSpec, CharClass, CharKind
from qtrace.domain.inspection_flow import ReadingOrigin
from qtrace.domain.inspection_tally import (
    CharacteristicResult,
    ClassPlan,
    InspectionVerdict,
    evaluate,
    numbers_now,
)
from qtrace.domain.sampling.plans import SampleType, SinglePlan
from qtrace.domain.sampling.tables import Arrow
from qtrace.models.documents import Evidence
from qtrace.models.inspection import (
    AttributeCount,
    Characteristic,
    Inspection,
    InspectionClass,
    InspectionClassTerms,
    Reading,
    Sample,
)
from qtrace.services.catalogue.characteristic_terms import NO_TERMS, Terms, terms_by_id
from qtrace.services.catalogue.class_terms import (
    lot_terms,
    sample_type,
    second_sample,
    variables_rule,
)
from qtrace.services.work import ObjectKind

CLASS_ORDER = {each.value: position for position, each in enumerate(CharClass)}


@dataclass(frozen=True, slots=True)
class LiveReading:
    """A reading or defect that nothing has taken back or corrected."""

    id: int
    characteristic_id: int
    piece: int
    value: str | None
    raw: str | None
    verdict: str
    defect_code: str | None
    lsl: str | None
    usl: str | None
    gauge_id: int | None
    calibration_id: int | None
    origin: str
    person_id: int
    at: datetime
    confirmed: bool
    supersedes_id: int | None


@dataclass(frozen=True, slots=True)
class LiveCount:
    """An "all OK" that nothing has taken back."""

    id: int
    characteristic_id: int
    piece_from: int
    piece_to: int
    person_id: int
    at: datetime


@dataclass(frozen=True)
class InspectionRows:
    """Every row that an inspection is judged by."""

    inspection: Inspection
    classes: tuple[InspectionClass, ...]
    characteristics: tuple[Characteristic, ...]
    readings: tuple[LiveReading, ...]
    counts: tuple[LiveCount, ...]
    samples: Mapping[int, int]
    photos: Mapping[int, tuple[str, ...]]
    """Hashes (64 hex digits) of the photos of living readings, by reading."""
    terms: Mapping[int, InspectionClassTerms]
    """Second samples and numbers by variables, by the id of the class's row."""
    own_terms: Mapping[int, Terms]
    """Options, requiredness and formulas, by the id of the characteristic."""

    @cached_property
    def class_n(self) -> Mapping[str, int]:
        """Pieces to inspect now by class; a double plan's grow with its second sample."""
        known: dict[str, list[CharacteristicResult]] = {}
        for result in self._known.values():
            known.setdefault(result.spec.char_class.value, []).append(result)
        return {
            plan.char_class.value: numbers_now(
                plan, known.get(plan.char_class.value, [])
            ).n_to_inspect
            for plan in self.class_plans(frozenset())
        }

    @cached_property
    def specs(self) -> Mapping[int, CharacteristicSpec]:
        """What each characteristic demands, by its id."""
        return {
            row.id: spec_of(
                row, self.class_n.get(row.char_class, 0), self.own_terms.get(row.id, NO_TERMS)
            )
            for row in self.characteristics
        }

    @cached_property
    def _known(self) -> Mapping[int, CharacteristicResult]:
        """What is known about each characteristic, before it is settled on how many pieces."""
        ids = [row.id for row in self.characteristics]
        judged: dict[int, set[int]] = {key: set() for key in ids}
        failed: dict[int, set[int]] = {key: set() for key in ids}
        values: dict[int, dict[int, float]] = {key: {} for key in ids}
        for reading in self.readings:
            judged[reading.characteristic_id].add(reading.piece)
            if reading.verdict == "fail":
                failed[reading.characteristic_id].add(reading.piece)
            if reading.value is not None and reading.characteristic_id in self._measured:
                values[reading.characteristic_id][reading.piece] = float(reading.value)
        for count in self.counts:
            judged[count.characteristic_id].update(range(count.piece_from, count.piece_to + 1))
        return {
            row.id: CharacteristicResult(
                spec_of(row, 0, self.own_terms.get(row.id, NO_TERMS)),
                frozenset(judged[row.id]),
                frozenset(failed[row.id]),
                values[row.id],
            )
            for row in self.characteristics
        }

    @cached_property
    def _measured(self) -> frozenset[int]:
        """Ids of the characteristics of classes that are judged from their values."""
        classes = {row.char_class for row in self.classes if row.sampling == SampleType.VARIABLES}
        return frozenset(row.id for row in self.characteristics if row.char_class in classes)

    @cached_property
    def results(self) -> Mapping[int, CharacteristicResult]:
        """What is known about each characteristic, by its id."""
        return {key: replace(each, spec=self.specs[key]) for key, each in self._known.items()}

    @property
    def failed_pieces(self) -> tuple[int, ...]:
        """Pieces that failed in any characteristic, ascending."""
        found: set[int] = set()
        for result in self.results.values():
            found |= result.failed
        return tuple(sorted(found))

    @property
    def person_ids(self) -> set[int]:
        """Everybody who took a reading or said "all OK"."""
        return {row.person_id for row in self.readings} | {row.person_id for row in self.counts}

    def class_plans(self, verified: frozenset[SampleType]) -> tuple[ClassPlan, ...]:
        """What each class is judged with; only kinds in `verified` decide anything."""
        return tuple(class_plan(row, self.terms.get(row.id), verified) for row in self.classes)

    def verdict(self, verified: frozenset[SampleType]) -> InspectionVerdict:
        """The verdict of the rows as they stand; only kinds of sampling in `verified` decide."""
        return evaluate(self.class_plans(verified), tuple(self.results.values()))


def class_plan(
    row: InspectionClass, terms: InspectionClassTerms | None, verified: frozenset[SampleType]
) -> ClassPlan:
    """The stored numbers of a class as the rules take them."""
    may_decide = sample_type(row.sampling) in verified
    plan = SinglePlan(
        row.code_letter,
        row.plan_letter,
        row.n,
        row.ac,
        row.re,
        _arrow(row.code_letter, row.plan_letter),
        row.inspect_all,
        row.n,
        verified=may_decide,
    )
    return ClassPlan(
        CharClass(row.char_class),
        row.aql or "",
        row.level or "",
        plan,
        second_sample(terms),
        variables_rule(row, terms, verified=may_decide),
    )


def _arrow(code_letter: str | None, plan_letter: str | None) -> Arrow:
    if code_letter is None or plan_letter is None or code_letter == plan_letter:
        return Arrow.DIRECT
    return Arrow.DOWN if plan_letter > code_letter else Arrow.UP


def spec_of(row: Characteristic, n: int, terms: Terms = NO_TERMS) -> CharacteristicSpec:
    """What a stored characteristic demands on `n` pieces."""
    return CharacteristicSpec(
        row.no,
        CharKind(row.kind),
        CharClass(row.char_class),
        n,
        _decimal(row.nominal),
        _decimal(row.lsl),
        _decimal(row.usl),
        row.decimals or 0,
        row.unit_code or "",
        terms.options,
        terms.required,
    )


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def read_inspection(session: Session, inspection: Inspection) -> InspectionRows:
    """All rows of a started inspection."""
    classes = session.scalars(
        select(InspectionClass).where(InspectionClass.inspection_id == inspection.id)
    ).all()
    characteristics = session.scalars(
        select(Characteristic)
        .where(Characteristic.plan_revision_id == inspection.plan_revision_id)
        .order_by(Characteristic.no)
    ).all()
    samples = session.execute(
        select(Sample.no, Sample.container_no)
        .where(Sample.inspection_id == inspection.id)
        .order_by(Sample.no)
    )
    readings = live_readings(session, inspection.id)
    return InspectionRows(
        inspection,
        tuple(sorted(classes, key=lambda row: CLASS_ORDER[row.char_class])),
        tuple(characteristics),
        readings,
        live_counts(session, inspection.id),
        dict(samples.all()),
        reading_photos(session, [each.id for each in readings]),
        lot_terms(session, [row.id for row in classes]),
        terms_by_id(session, characteristics),
    )


PHOTO_ROLE = "photo"


def reading_photos(session: Session, reading_ids: Collection[int]) -> dict[int, tuple[str, ...]]:
    """Hashes of the photos of readings in the order in which they were attached."""
    rows = session.execute(
        select(Evidence.target_id, Evidence.sha256)
        .where(
            Evidence.target_kind == ObjectKind.READING.value, Evidence.target_id.in_(reading_ids)
        )
        .order_by(Evidence.id)
    )
    found: dict[int, tuple[str, ...]] = {}
    for reading_id, digest in rows:
        found[reading_id] = (*found.get(reading_id, ()), digest.hex())
    return found


_READING_COLUMNS = (
    Reading.id,
    Reading.characteristic_id,
    Reading.sample_no,
    Reading.value,
    Reading.value_raw,
    Reading.verdict,
    Reading.defect_code,
    Reading.lsl,
    Reading.usl,
    Reading.gauge_id,
    Reading.calibration_id,
    Reading.origin,
    Reading.person_id,
    Reading.at,
    Reading.confirmed,
    Reading.supersedes_id,
)


def live_readings(
    session: Session,
    inspection_id: int,
    characteristic_id: int | None = None,
    piece: int | None = None,
) -> tuple[LiveReading, ...]:
    """Readings in force, in the order in which they were taken; of one cell or characteristic."""
    later = aliased(Reading)
    query = (
        select(*_READING_COLUMNS)
        .outerjoin(later, later.supersedes_id == Reading.id)
        .where(
            Reading.inspection_id == inspection_id,
            Reading.verdict != "void",
            later.id.is_(None),
        )
        .order_by(Reading.id)
    )
    if characteristic_id is not None:
        query = query.where(Reading.characteristic_id == characteristic_id)
    if piece is not None:
        query = query.where(Reading.sample_no == piece)
    return tuple(LiveReading(*cast("tuple[Any, ...]", row)) for row in session.execute(query))


def live_counts(
    session: Session, inspection_id: int, characteristic_id: int | None = None
) -> tuple[LiveCount, ...]:
    """Counts in force; one that was taken back is superseded by an empty range."""
    later = aliased(AttributeCount)
    query = (
        select(
            AttributeCount.id,
            AttributeCount.characteristic_id,
            AttributeCount.piece_from,
            AttributeCount.piece_to,
            AttributeCount.person_id,
            AttributeCount.at,
        )
        .outerjoin(later, later.supersedes_id == AttributeCount.id)
        .where(
            AttributeCount.inspection_id == inspection_id,
            AttributeCount.piece_from <= AttributeCount.piece_to,
            later.id.is_(None),
        )
        .order_by(AttributeCount.id)
    )
    if characteristic_id is not None:
        query = query.where(AttributeCount.characteristic_id == characteristic_id)
    return tuple(LiveCount(*cast("tuple[Any, ...]", row)) for row in session.execute(query))


def first_values(session: Session, inspection_id: int) -> Mapping[int, str]:
    """First raw value of every corrected reading, by the id of the reading in force."""
    rows = session.execute(
        select(Reading.id, Reading.value, Reading.defect_code, Reading.supersedes_id).where(
            Reading.inspection_id == inspection_id,
            or_(
                Reading.supersedes_id.is_not(None),
                Reading.id.in_(
                    select(Reading.supersedes_id).where(
                        Reading.inspection_id == inspection_id,
                        Reading.supersedes_id.is_not(None),
                    )
                ),
            ),
        )
    ).all()
    by_id = {row.id: row for row in rows}
    found = {}
    for row in rows:
        first = row
        while first.supersedes_id is not None:
            first = by_id[first.supersedes_id]
        if first is not row:
            found[row.id] = first.value or first.defect_code or ""
    return found


def latest_entry(rows: InspectionRows) -> tuple[str, int] | None:
    """What UNDO would take back: the newest reading or count in force, as ("reading"|"count", id).

    Ids of one writer rise with time; between stations the time of entry decides. A computed reading
    goes with the one that it follows from.
    """
    computed = ReadingOrigin.FORMULA.value
    entries: Sequence[tuple[datetime, int, str]] = [
        *((each.at, each.id, "reading") for each in rows.readings if each.origin != computed),
        *((each.at, each.id, "count") for each in rows.counts),
    ]
    if not entries:
        return None
    _, entry_id, kind = max(entries)
    return kind, entry_id
