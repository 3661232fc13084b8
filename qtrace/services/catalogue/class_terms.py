"""What some kinds of sampling need beside the row of their class: written and read here alone.

Kinds that need nothing more have no second row, so their records stay what they always were.
"""

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from qtrace.domain.inspection import CharClass
from qtrace.domain.inspection_tally import VariablesRule
from qtrace.domain.plans import ClassDraft
from qtrace.domain.sampling.lot_plans import (
    LIMITING_EDITION,
    Z19_EDITION,
    LotPlan,
    SamplingRule,
    SecondSample,
    VariablesMethod,
)
from qtrace.domain.sampling.plans import SampleType
from qtrace.domain.sampling.tables import Standard
from qtrace.domain.sampling.variables import Sigma, VariablesPlan
from qtrace.models.inspection import (
    InspectionClass,
    InspectionClassTerms,
    PlanClass,
    PlanClassTerms,
)
from qtrace.records.canonical import Json
from qtrace.services.work import Work

# The models' word for sampling by AQL is older than the rules' word.
_TO_STORED = {SampleType.SINGLE: "aql"}
_FROM_STORED = {"aql": SampleType.SINGLE}
_WITH_TERMS = frozenset({SampleType.VARIABLES, SampleType.LIMITING, SampleType.SUCCESS_RUN})
_COUNTED = frozenset(
    {SampleType.ALL, SampleType.FIXED, SampleType.LIMITING, SampleType.SUCCESS_RUN}
)
_LEVELLED = frozenset({SampleType.SINGLE, SampleType.DOUBLE, SampleType.VARIABLES})


def sample_type(stored: str) -> SampleType:
    """The rules' word for a stored kind of sampling."""
    return _FROM_STORED.get(stored) or SampleType(stored)


def add_class(work: Work, revision_id: int, draft: ClassDraft, rule: SamplingRule) -> None:
    """Write one class of a plan version with the edition its numbers belong to."""
    kind = draft.sampling
    levelled = kind in _LEVELLED
    row = PlanClass(
        id=work.new_id(),
        plan_revision_id=revision_id,
        char_class=draft.char_class.value,
        sampling=_TO_STORED.get(kind, kind.value),
        standard=draft.standard if levelled else None,
        edition=edition_of(draft),
        level=draft.level if levelled else None,
        aql=rule.aql or None,
        fixed_n=draft.fixed_n if kind is SampleType.FIXED else None,
        ac=draft.ac or 0 if kind in _COUNTED else None,
    )
    work.session.add(row)
    if kind in _WITH_TERMS:
        work.session.flush()
        work.session.add(
            PlanClassTerms(
                plan_class_id=row.id,
                sigma=draft.sigma,
                sigma_value=draft.sigma_value if draft.sigma == Sigma.KNOWN else None,
                method=draft.method,
                lq=draft.lq,
                confidence=draft.confidence,
                reliability=draft.reliability,
            )
        )


def edition_of(draft: ClassDraft) -> str | None:
    """Standard with the edition that the numbers of a class come from; None without a standard."""
    match draft.sampling:
        case SampleType.SINGLE | SampleType.DOUBLE:
            return Standard(draft.standard).edition if draft.standard else None
        case SampleType.VARIABLES:
            return Z19_EDITION
        case SampleType.LIMITING:
            return LIMITING_EDITION
        case _:
            return None


def class_draft(session: Session, row: PlanClass) -> ClassDraft:
    """A stored class as the rules take it."""
    kind = sample_type(row.sampling)
    terms = session.get(PlanClassTerms, row.id) if kind in _WITH_TERMS else None
    return ClassDraft(
        CharClass(row.char_class),
        kind,
        row.standard,
        row.level,
        row.aql,
        row.fixed_n,
        row.ac,
        terms.sigma if terms else None,
        terms.sigma_value if terms else None,
        terms.method if terms else None,
        terms.lq if terms else None,
        terms.confidence if terms else None,
        terms.reliability if terms else None,
    )


def plan_terms_content(session: Session, rows: Sequence[PlanClass]) -> Json:
    """Terms of the classes that have them, for the signature under a plan version."""
    found = session.scalars(
        select(PlanClassTerms)
        .where(PlanClassTerms.plan_class_id.in_([row.id for row in rows]))
        .order_by(PlanClassTerms.plan_class_id)
    )
    classes = {row.id: row.char_class for row in rows}
    return [
        [classes[t.plan_class_id], t.sigma, t.sigma_value, t.method, t.lq, t.confidence,
         t.reliability]
        for t in found
    ]  # fmt: skip


def add_lot_terms(work: Work, class_id: int, rule: SamplingRule, plan: LotPlan) -> None:
    """Freeze what the lot's class is judged with beside its row; nothing for one sample by count."""
    second, variables = plan.second, plan.variables
    if second is None and rule.type not in _WITH_TERMS:
        return
    work.session.flush()
    work.session.add(
        InspectionClassTerms(
            inspection_class_id=class_id,
            n2=second.n if second else None,
            ac2=second.ac if second else None,
            re2=second.re if second else None,
            k=repr(variables.k) if variables else None,
            m_pct=repr(variables.m_pct) if variables else None,
            sigma=rule.sigma.value if rule.sigma else None,
            sigma_value=_text(rule.sigma_value),
            method=rule.method.value if rule.method else None,
            lq=_text(rule.lq),
            confidence=_text(rule.confidence),
            reliability=_text(rule.reliability),
        )
    )


def _text(number: object) -> str | None:
    return None if number is None else str(number)


def lot_terms(session: Session, class_ids: Sequence[int]) -> Mapping[int, InspectionClassTerms]:
    """Terms of inspected classes, by the id of the class's row."""
    rows = session.scalars(
        select(InspectionClassTerms).where(InspectionClassTerms.inspection_class_id.in_(class_ids))
    )
    return {row.inspection_class_id: row for row in rows}


def second_sample(terms: InspectionClassTerms | None) -> SecondSample | None:
    """The second sample of a stored double plan."""
    if terms is None or terms.n2 is None:
        return None
    assert terms.ac2 is not None
    assert terms.re2 is not None
    return SecondSample(terms.n2, terms.ac2, terms.re2)


def variables_rule(
    row: InspectionClass, terms: InspectionClassTerms | None, *, verified: bool
) -> VariablesRule | None:
    """How a stored class is judged from its values; None where its failed pieces are counted."""
    if terms is None or terms.k is None:
        return None
    assert terms.m_pct is not None
    assert terms.sigma is not None
    assert terms.method is not None
    sigma = Sigma(terms.sigma)
    plan = VariablesPlan(
        row.code_letter or "",
        sigma,
        row.n,
        float(terms.k),
        float(terms.m_pct),
        row.inspect_all,
        verified=verified,
    )
    known = float(terms.sigma_value) if terms.sigma_value is not None else None
    return VariablesRule(plan, VariablesMethod(terms.method), known)


def lot_terms_content(terms: Mapping[int, InspectionClassTerms]) -> Json:
    """Terms of an inspection, for its signatures; empty where no class has any."""
    return [
        [str(key), _text(t.n2), _text(t.ac2), _text(t.re2), t.k, t.m_pct, t.sigma, t.sigma_value,
         t.method, t.lq, t.confidence, t.reliability]
        for key, t in sorted(terms.items())
    ]  # fmt: skip


def scheme_terms(terms: InspectionClassTerms | None) -> dict[str, str]:
    """Limiting quality, or confidence and reliability, where the class is sampled by them."""
    if terms is None:
        return {}
    found = {"lq": terms.lq, "confidence": terms.confidence, "reliability": terms.reliability}
    return {name: text for name, text in found.items() if text is not None}
