"""Where the numbers of an inspection come from: rule, edition, table, and what went in."""

from collections.abc import Mapping
from typing import Final

from qtrace.domain.sampling.oc import Distribution, distribution_for
from qtrace.domain.sampling.severity_reason import SwitchState
from qtrace.domain.sampling.tables import Severity
from qtrace.i18n import N_
from qtrace.i18n.sampling_reasons import explain_severity, severity_word
from qtrace.i18n.words import class_word
from qtrace.services.lot_inspections import ClassBrief, InspectionBrief
from qtrace.services.lot_page import LotPage
from qtrace.ui.items.detail_texts import DetailText
from qtrace.ui.items.sight import Sight
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.widgets.facts import Fact

_TABLES: Final[Mapping[tuple[str, str], tuple[str, str]]] = {
    ("iso2859", "aql"): ("1", "2-{}"),
    ("iso2859", "double"): ("1", "3-{}"),
    ("z14", "aql"): ("I", "II-{}"),
    ("z14", "double"): ("I", "III-{}"),
}
"""Table of the code letters and master table by standard and kind of sampling.

Source: ISO 2859-1:1999 tables 1 to 3; ANSI/ASQ Z1.4-2003 tables I to III.
"""
_LETTER: Final = {Severity.NORMAL: "A", Severity.TIGHTENED: "B", Severity.REDUCED: "C"}
_RULES: Final[Mapping[str, str]] = {
    "aql": N_("Single sampling by AQL"),
    "double": N_("Double sampling by AQL"),
    "all": N_("Every piece is looked at"),
    "fixed": N_("n and Ac as the plan fixes them"),
    "c0": N_("Zero acceptance number (c = 0); table verified by quality"),
    "variables": N_("Sampling by variables"),
    "lq": N_("Limiting quality: smallest plan with at most 10 % chance at the LQ"),
    "success_run": N_("Success run: R = (1 − C)^(1 / n), no failure allowed"),
}
_CURVES: Final = {
    Distribution.BINOMIAL: N_("Binomial: AQL up to 10 counts failed pieces"),
    Distribution.POISSON: N_("Poisson: AQL above 10 counts nonconformities"),
}


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
    return DetailText(title, class_word(tr, row.char_class.value), _facts(sight, inspection, row))


def _facts(sight: Sight, inspection: InspectionBrief, row: ClassBrief) -> tuple[Fact, ...]:
    tr = sight.tr
    rule = _RULES.get(row.sampling)
    facts = [Fact(tr.say("Rule"), tr.say(rule) if rule is not None else row.sampling)]
    if row.edition:
        facts.append(Fact(tr.say("Standard"), row.edition))
    tables = _TABLES.get((row.standard or "", row.sampling))
    if tables is not None:
        letters, master = tables
        table = master.format(_LETTER[row.severity])
        words = tr.say("{letters} for the letter, {master} for n, Ac, Re", letters=letters,
                       master=table)  # fmt: skip
        facts.append(Fact(tr.say("Tables"), words))
    given = [tr.say("lot of {n}", n=inspection.lot_size)]
    given += [tr.say("level {level}", level=row.level)] if row.level else []
    given += [f"AQL {row.aql}"] if row.aql else []
    given += [tr.say("letter {letter}", letter=row.plan_letter)] if row.plan_letter else []
    facts.append(Fact(tr.say("What went in"), tr.say(", ").join(given)))
    facts.append(Fact(tr.say("Severity"), severity_word(tr, SwitchState(row.severity.value))))
    if row.reason is not None:
        facts.append(Fact(tr.say("Why"), explain_severity(tr, row.reason)))
    result = f"n {row.n}, Ac {row.ac}, Re {row.re}"
    facts.append(Fact(tr.say("What came out"), result, role=TextRole.DATA))
    if not row.inspect_all:
        curve = tr.say(_CURVES[distribution_for(row.aql)])
        facts.append(Fact(tr.say("OC curve"), curve))
    facts.append(Fact(tr.say("Inspection"), inspection.number, role=TextRole.DATA))
    return tuple(facts)
