"""The classes of an inspection in its report: numbers in force, verdict, and how they came about."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from qtrace.domain.inspection_tally import ClassPlan, InspectionVerdict
from qtrace.domain.sampling.plans import SampleType
from qtrace.i18n import Translator
from qtrace.i18n.scheme_texts import (
    double_line,
    isolated_line,
    judgement_line,
    variables_line,
)
from qtrace.models.inspection import Inspection
from qtrace.services.bilingual import Both, both, translators
from qtrace.services.catalogue.class_terms import scheme_terms
from qtrace.services.documents.report_rows import ResultRows
from qtrace.services.inspection.state import InspectionRows, read_inspection
from qtrace.services.inspection.support import plant_of, verified_kinds
from qtrace.services.work import Work

Plain = dict[str, Any]
NO_COUNT = -1


@dataclass(frozen=True, slots=True)
class JudgedRows:
    """An inspection's rows with the verdict that they carry."""

    rows: InspectionRows
    plans: Sequence[ClassPlan]
    verdict: InspectionVerdict


def judged_rows(work: Work, inspection: Inspection) -> JudgedRows:
    """The rows of a decided inspection as they were judged."""
    rows = read_inspection(work.session, inspection)
    verified: frozenset[SampleType] = verified_kinds(plant_of(work.session))
    return JudgedRows(rows, rows.class_plans(verified), rows.verdict(verified))


def report_classes(judged: JudgedRows, found: ResultRows) -> list[Plain]:
    """Every class with the numbers that decided it; of a double plan those of the last sample."""
    results = {row.char_class: found.results.get(row.id) for row in found.classes}
    letters = {row.char_class: row.plan_letter for row in found.classes}
    classes = []
    for plan, tally in zip(judged.plans, judged.verdict.classes, strict=True):
        result = results[plan.char_class.value]
        by_count = plan.variables is None
        classes.append(
            {
                "defect_class": plan.char_class.value,
                "aql": plan.aql,
                "code_letter": letters[plan.char_class.value] or "",
                "n": tally.n,
                "ac": tally.ac if by_count else NO_COUNT,
                "re": tally.re if by_count else NO_COUNT,
                "d": result.d if result else 0,
                "accepted": result.accepted if result else False,
            }
        )
    return classes


def sampling_words(judged: JudgedRows, kind: str) -> Both:
    """The kind of sampling, with the numbers that n, Ac and Re do not say."""
    zh, en = translators()
    words = both(kind)
    return {
        word: "; ".join((words[word], *_lines(tr, judged))) for word, tr in (("zh", zh), ("en", en))
    }


def _lines(tr: Translator, judged: JudgedRows) -> list[str]:
    lines = []
    classes = zip(judged.rows.classes, judged.plans, judged.verdict.classes, strict=True)
    for row, plan, tally in classes:
        if plan.second is not None:
            lines.append(double_line(tr, plan.plan, plan.second))
        elif plan.variables is not None:
            lines.append(variables_line(tr, plan.variables))
            lines += [judgement_line(tr, plan.variables, each) for each in tally.judgements]
        else:
            lines.append(isolated_line(tr, scheme_terms(judged.rows.terms.get(row.id))))
    return [line for line in lines if line]
