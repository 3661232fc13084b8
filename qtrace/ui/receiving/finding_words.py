"""Every deviation in a few words, for the title of the band; its sentence stands below."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from qtrace.domain.quantities import grouped_q6, parse_q6
from qtrace.domain.receiving import Finding, FindingCode
from qtrace.i18n import Translator
from qtrace.i18n.translator import N_
from qtrace.i18n.words import paper_word

_F = FindingCode
SHORT: Final[Mapping[FindingCode, str]] = {
    _F.UNEXPECTED_DELIVERY: N_("Nobody announced it"),
    _F.ALREADY_RECEIVED: N_("Already received"),
    _F.SUPPLIER_UNAPPROVED: N_("Supplier not approved"),
    _F.SUPPLIER_SUSPENDED: N_("Supplier suspended"),
    _F.SUPPLIER_PROBATION: N_("supplier is on probation"),
    _F.FIRST_LOT_OF_SITE: N_("first lot of this site"),
    _F.PART_NOT_KNOWN: N_("Part not known"),
    _F.WRONG_PART: N_("Wrong part"),
    _F.OLD_REVISION: N_("Not the revision in force"),
    _F.NO_EFFECTIVE_REVISION: N_("No revision in force"),
    _F.REVISION_DIFFERS: N_("other revision than ordered"),
    _F.EXPIRED: N_("Expired"),
    _F.EXPIRES_SOON: N_("expires soon"),
    _F.EXPIRY_UNKNOWN: N_("expiry not known"),
    _F.DATES_CONTRADICT: N_("dates contradict"),
    _F.OVER_DELIVERY: N_("more than ordered"),
    _F.MORE_THAN_ADVISED: N_("more than announced"),
    _F.SHORT_DELIVERY: N_("less than announced"),
    _F.CONTAINERS_DIFFER: N_("other number of containers"),
    _F.CERTIFICATE_MISSING: N_("{paper} missing"),
    _F.NO_USABLE_CODE: N_("no usable code"),
    _F.DIFFERENT_LOT: N_("other supplier lot"),
    _F.READ_BY_PROFILE: N_("read by the part's code profile"),
    _F.FIELDS_MISSING: N_("label lacks fields"),
    _F.FIELDS_EXTRA: N_("label carries other fields"),
    _F.PROFILE_NOT_KEPT: N_("Label deviates"),
}
SAID_BY_TITLE: Final = frozenset(
    {_F.CERTIFICATE_MISSING, _F.NO_USABLE_CODE, _F.UNEXPECTED_DELIVERY}
)
"""Findings whose first sentence would only repeat the title."""

COUNTED: Final[Mapping[FindingCode, tuple[str, ...]]] = {
    _F.OVER_DELIVERY: ("quantity", "expected", "excess", "ordered", "received"),
    _F.MORE_THAN_ADVISED: ("quantity", "expected"),
    _F.SHORT_DELIVERY: ("quantity", "expected", "missing"),
}
"""Facts that are quantities; elsewhere the same names may hold a revision or a count."""


def short_finding(tr: Translator, finding: Finding) -> str:
    """A few words; those of warnings go on after "May be received"."""
    paper = _in_sentence(paper_word(tr, finding.facts.get("paper", "")))
    words = SHORT[finding.code]
    return tr.say(words, paper=paper) if "{paper}" in words else tr.say(words)


def _in_sentence(words: str) -> str:
    """`words` as they stand inside a sentence: `Test report` is small there, `CoC` is not."""
    return words if words[1:] != words[1:].lower() else words[:1].lower() + words[1:]


def grouped(finding: Finding) -> Finding:
    """`finding` with the thousands of its quantities set apart."""
    counted = COUNTED.get(finding.code, ())
    facts = {
        name: grouped_q6(parse_q6(value)) if name in counted else value
        for name, value in finding.facts.items()
    }
    return replace(finding, facts=facts)


def sentences(tr: Translator, *parts: str) -> str:
    """Sentences after each other, with the full stops of the language."""
    said = ""
    for part in filter(None, parts):
        said = tr.say("{one}. {other}", one=said, other=part) if said else part
    return tr.say("{one}.", one=said) if said else ""
