"""Where n, Ac, Re, letter and severity of a class come from: rule, edition, table, and what went in.

The same facts stand on the lot page, in an inspection and on the page of a plan that waits for
approval; what is not known there (a plan has no lot) is left out.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from qtrace.domain.quantities import MILLION, grouped_q6
from qtrace.domain.sampling.lot_plans import SecondSample
from qtrace.domain.sampling.oc import Distribution, distribution_for
from qtrace.domain.sampling.severity_reason import SeverityReason, SwitchState
from qtrace.domain.sampling.tables import Severity
from qtrace.i18n import N_, Translator
from qtrace.i18n.sampling_reasons import explain_severity, severity_word
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
_SWITCHED: Final = frozenset({"aql", "double", "variables"})


@dataclass(frozen=True, slots=True)
class NumberSource:
    """What is known about the numbers of one class.

    Attributes:
        sampling: stored word of the kind, e.g. `aql`.
        standard: stored word of the standard, e.g. `z14`, or None.
        edition: the standard with its edition, empty where it is not known yet.
        lot_size: pieces of the lot; None for a plan without a lot.
        severity: severity of the lot; None for a plan without a lot.
        reason: why it has that severity; None where no switching rules apply.
        letter: code letter of the plan that was used.
        result: n, Ac and Re, or k and M, in words; empty for a plan without a lot.
        is_counted: the class is judged by its failed pieces, so it has a curve.
        terms: further texts that the rule takes, e.g. the limiting quality, by their words.
        inspection: number of the inspection.
    """

    sampling: str
    standard: str | None
    level: str | None
    aql: str | None
    edition: str = ""
    lot_size: int | None = None
    severity: Severity | None = None
    reason: SeverityReason | None = None
    letter: str = ""
    result: str = ""
    is_counted: bool = False
    terms: Mapping[str, str] = field(default_factory=dict)
    inspection: str = ""


def numbers_text(n: int, ac: int, re: int, second: SecondSample | None) -> str:
    """The numbers of a plan judged by failed pieces, of both samples where it has two."""
    if second is None:
        return f"n {n}, Ac {ac}, Re {re}"
    return f"n {n} + {second.n}, Ac {ac}; {second.ac}, Re {re}; {second.re}"


def source_facts(tr: Translator, given: NumberSource) -> tuple[Fact, ...]:
    """Rule, standard with edition, tables, what went in, severity with its reason, what came out."""
    rule = _RULES.get(given.sampling)
    facts = [Fact(tr.say("Rule"), tr.say(rule) if rule is not None else given.sampling)]
    if given.edition:
        facts.append(Fact(tr.say("Standard"), given.edition))
    facts += _tables(tr, given)
    facts.append(Fact(tr.say("What went in"), tr.say(", ").join(_inputs(tr, given))))
    facts += _severity(tr, given)
    if given.result:
        facts.append(Fact(tr.say("What came out"), given.result, role=TextRole.DATA))
    if given.is_counted:
        curve = tr.say(_CURVES[distribution_for(given.aql)])
        facts.append(Fact(tr.say("OC curve"), curve))
    if given.inspection:
        facts.append(Fact(tr.say("Inspection"), given.inspection, role=TextRole.DATA))
    return tuple(facts)


def _tables(tr: Translator, given: NumberSource) -> list[Fact]:
    tables = _TABLES.get((given.standard or "", given.sampling))
    if tables is None:
        return []
    letters, master = tables
    shown = "A, B, C" if given.severity is None else _LETTER[given.severity]
    words = tr.say("{letters} for the letter, {master} for n, Ac, Re", letters=letters,
                   master=master.format(shown))  # fmt: skip
    return [Fact(tr.say("Tables"), words)]


def _inputs(tr: Translator, given: NumberSource) -> list[str]:
    found = []
    if given.lot_size is not None:
        found.append(tr.say("lot of {n}", n=grouped_q6(given.lot_size * MILLION)))
    else:
        found.append(tr.say("the size of each lot"))
    found += [tr.say("level {level}", level=given.level)] if given.level else []
    found += [f"AQL {given.aql}"] if given.aql else []
    found += [tr.say("letter {letter}", letter=given.letter)] if given.letter else []
    return found + [f"{name} {text}" for name, text in given.terms.items()]


def _severity(tr: Translator, given: NumberSource) -> list[Fact]:
    if given.severity is None:
        if given.sampling not in _SWITCHED:
            return []
        return [Fact(tr.say("Severity"), tr.say("from the history of part, site and class"))]
    word = severity_word(tr, SwitchState(given.severity.value))
    facts = [Fact(tr.say("Severity"), word)]
    if given.reason is not None:
        facts.append(Fact(tr.say("Why"), explain_severity(tr, given.reason)))
    return facts
