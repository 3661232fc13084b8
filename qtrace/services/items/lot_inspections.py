"""Inspections of a lot in brief: what each class was judged with and how it ended."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from qtrace.domain.inspection import CharClass
from qtrace.domain.sampling.lot_plans import SamplingRule, SecondSample, lot_plan
from qtrace.domain.sampling.plan_curve import PlanCurve, plan_curve
from qtrace.domain.sampling.plans import PlanError, SampleType, make_scheme
from qtrace.domain.sampling.severity_reason import SeverityReason
from qtrace.domain.sampling.tables import Severity
from qtrace.models.inspection import Inspection, InspectionClass, InspectionResult
from qtrace.reference import plan_tables
from qtrace.services.catalogue.class_terms import lot_terms, sample_type, second_sample
from qtrace.services.inspection.severity import severity_reason

_ORDER = [each.value for each in (CharClass.CRITICAL, CharClass.MAJOR, CharClass.MINOR)]


@dataclass(frozen=True, slots=True)
class ClassBrief:
    """One class of an inspection.

    Attributes:
        reason: why it has its severity, None where no switching rules apply.
        d: failed pieces, None while it is not decided.
        accepted: how the class ended, None while it is not decided.
    """

    char_class: CharClass
    sampling: str
    standard: str | None
    level: str | None
    aql: str | None
    severity: Severity
    reason: SeverityReason | None
    code_letter: str | None
    plan_letter: str | None
    n: int
    ac: int
    re: int
    inspect_all: bool
    d: int | None
    accepted: bool | None
    edition: str | None = None


@dataclass(frozen=True, slots=True)
class InspectionBrief:
    """An inspection of the lot; without classes until it starts."""

    inspection_id: int
    number: str
    state: str
    verdict: str | None
    lot_size: int
    requested_at: datetime
    started_at: datetime | None
    decided_at: datetime | None
    classes: tuple[ClassBrief, ...]


@dataclass(frozen=True, slots=True)
class OcCurve:
    """Numbers of one severity.

    Attributes:
        n: pieces of the sample, of a double plan the first one, with its `ac` and `re`.
        second: what a double plan adds, or None.
    """

    severity: Severity
    n: int
    ac: int
    re: int | None = None
    second: SecondSample | None = None

    @property
    def numbers(self) -> tuple[object, ...]:
        """What tells two plans apart."""
        return (self.n, self.ac, self.second)

    def curve(self, aql: str | None) -> PlanCurve:
        """Its curve; the AQL says what is counted."""
        return plan_curve(self.n, self.ac, aql, self.re, self.second)


@dataclass(frozen=True, slots=True)
class OcInput:
    """What the OC picture of a class is drawn from.

    Attributes:
        own: the plan that judged the lot.
        others: the same scheme on the other severities, drawn thin.
        aql: text of the AQL, None for plans without.
    """

    char_class: CharClass
    lot_size: int
    aql: str | None
    own: OcCurve
    others: tuple[OcCurve, ...]


@dataclass(frozen=True, slots=True)
class ShownClass:
    """A class that was chosen to be drawn, with its inspection's lot size."""

    row: InspectionClass
    lot_size: int
    second: SecondSample | None = None

    @property
    def char_class(self) -> str:
        """The class by its code."""
        return self.row.char_class


def inspection_briefs(
    session: Session, inspections: Sequence[Inspection]
) -> tuple[InspectionBrief, ...]:
    """The inspections with their classes, the gravest class first."""
    rows = session.execute(
        select(InspectionClass, InspectionResult)
        .outerjoin(InspectionResult, InspectionResult.inspection_class_id == InspectionClass.id)
        .where(InspectionClass.inspection_id.in_([row.id for row in inspections]))
    ).all()
    classes: dict[int, list[ClassBrief]] = {}
    for row, result in sorted(rows, key=lambda pair: _ORDER.index(pair[0].char_class)):
        classes.setdefault(row.inspection_id, []).append(_class_brief(row, result))
    return tuple(
        InspectionBrief(
            row.id,
            row.number,
            row.state,
            row.verdict,
            row.lot_size,
            row.requested_at,
            row.started_at,
            row.decided_at,
            tuple(classes.get(row.id, ())),
        )
        for row in inspections
    )


def _class_brief(row: InspectionClass, result: InspectionResult | None) -> ClassBrief:
    return ClassBrief(
        char_class=CharClass(row.char_class),
        sampling=row.sampling,
        standard=row.standard,
        level=row.level,
        aql=row.aql,
        severity=Severity(row.severity),
        reason=severity_reason(row.severity_reason) if row.severity_reason else None,
        code_letter=row.code_letter,
        plan_letter=row.plan_letter,
        n=row.n,
        ac=row.ac,
        re=row.re,
        inspect_all=row.inspect_all,
        d=result.d if result else None,
        accepted=result.accepted if result else None,
        edition=row.edition,
    )


def shown_class(
    session: Session, inspections: Sequence[Inspection], wanted: CharClass | None
) -> ShownClass | None:
    """The class to draw: the wanted one, else major, else the gravest; None before a start."""
    for inspection in inspections:
        rows = session.scalars(
            select(InspectionClass).where(InspectionClass.inspection_id == inspection.id)
        ).all()
        if rows:
            by_class = {row.char_class: row for row in rows}
            order = [wanted.value] if wanted else []
            order += [CharClass.MAJOR.value, *_ORDER]
            chosen = next(by_class[word] for word in order if word in by_class)
            terms = lot_terms(session, [chosen.id]).get(chosen.id)
            return ShownClass(chosen, inspection.lot_size, second_sample(terms))
    return None


def oc_input(shown: ShownClass) -> OcInput | None:
    """What the curve needs; None where every piece is looked at, and for values instead of counts."""
    row = shown.row
    if row.inspect_all or sample_type(row.sampling) is SampleType.VARIABLES:
        return None
    severity = Severity(row.severity)
    own = OcCurve(severity, row.n, row.ac, row.re, shown.second)
    others = tuple(
        curve
        for curve in (_curve(row, each, shown.lot_size) for each in Severity)
        if curve is not None and curve.severity is not severity
    )
    return OcInput(CharClass(row.char_class), shown.lot_size, row.aql, own, others)


def _curve(row: InspectionClass, severity: Severity, lot_size: int) -> OcCurve | None:
    """The same scheme on another severity; None for plans without a scheme."""
    if not (row.standard and row.level and row.aql):
        return None
    tables = plan_tables()
    scheme = make_scheme(tables.single, row.standard, row.level, row.aql)
    if isinstance(scheme, PlanError):
        return None
    plan = lot_plan(tables, SamplingRule(sample_type(row.sampling), scheme), severity, lot_size)
    if isinstance(plan, PlanError) or plan.first.inspect_all:
        return None
    first = plan.first
    return OcCurve(severity, first.n_to_inspect, first.ac, first.re, plan.second)
