"""Where the numbers of an inspection come from: rule, edition, table, and what went in."""

from qtrace.domain.sampling.lot_plans import SecondSample
from qtrace.i18n.words import class_word
from qtrace.services.items.lot_inspections import ClassBrief, InspectionBrief
from qtrace.services.items.lot_page import LotPage
from qtrace.ui.items.detail_texts import DetailText
from qtrace.ui.items.sight import Sight
from qtrace.ui.number_sources import NumberSource, numbers_text, source_facts


def source(sight: Sight, page: LotPage) -> DetailText | None:
    """Where n, Ac, Re and the curve of the shown class come from; None before a sample is drawn."""
    found = next(
        (
            (inspection, row)
            for inspection in page.inspections
            for row in inspection.classes
            if row.char_class is page.char_class
        ),
        None,
    )
    if found is None:
        return None
    inspection, row = found
    tr = sight.tr
    title = tr.say("Where the numbers come from")
    second = page.oc.own.second if page.oc is not None else None
    facts = source_facts(tr, number_source(inspection, row, second))
    return DetailText(title, class_word(tr, row.char_class.value), facts)


def number_source(
    inspection: InspectionBrief, row: ClassBrief, second: SecondSample | None = None
) -> NumberSource:
    """What is known about one class of an inspection; `second` of a double plan."""
    by_values = row.sampling == "variables" and not row.inspect_all
    return NumberSource(
        row.sampling,
        row.standard,
        row.level,
        row.aql,
        row.edition or "",
        inspection.lot_size,
        row.severity,
        row.reason,
        row.plan_letter or "",
        f"n {row.n}" if by_values else numbers_text(row.n, row.ac, row.re, second),
        is_counted=not row.inspect_all and not by_values,
        inspection=inspection.number,
    )
