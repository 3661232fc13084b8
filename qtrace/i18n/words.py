"""Words of the trade that several screens and documents share."""

from qtrace.domain.catalogue import PaperKind
from qtrace.domain.people import Meaning, Role
from qtrace.i18n.translator import N_, NN_, Translator

UNITS = {"pcs": N_("pcs"), "set": N_("sets"), "roll": N_("rolls")}
"""Symbols of units that have words, by their codes."""
ROLES = {
    Role.WAREHOUSE: N_("Warehouse"),
    Role.INSPECTOR: N_("Inspector"),
    Role.REVIEWER: N_("Reviewer"),
    Role.OPERATOR: N_("Operator"),
    Role.SUPERVISOR: N_("Supervisor"),
    Role.QUALITY: N_("Quality"),
    Role.RELEASE_OFFICER: N_("Release officer"),
    Role.METROLOGY: N_("Metrology"),
    Role.ADMINISTRATOR: N_("Administrator"),
    Role.AUDITOR: N_("Auditor"),
}
MEANINGS = {
    Meaning.INSPECTED: N_("Inspected"),
    Meaning.REVIEWED: N_("Reviewed"),
    Meaning.APPROVED: N_("Approved"),
    Meaning.RELEASED: N_("Released"),
    Meaning.AUTHORED: N_("Authored"),
    Meaning.CONFIRMED: N_("Confirmed"),
    Meaning.RETURNED: N_("Returned"),
}
STATES = {
    "quarantine": N_("Quarantine"),
    "released": N_("Released"),
    "rejected": N_("Rejected"),
    "conditional": N_("Conditional"),
    "scrapped": N_("Scrapped"),
    "returned": N_("Returned"),
    "rework": N_("Rework"),
    "split": N_("Split"),
}
CASE_STATES = {
    "open": N_("Not yet disposed"),
    "active": N_("In force"),
    "requested": N_("Lifting requested"),
    "released": N_("Lifted"),
    "closed": N_("Closed"),
}
CLASSES = {"critical": N_("Critical"), "major": N_("Major"), "minor": N_("Minor")}
SEVERITIES = {"normal": N_("Normal"), "tightened": N_("Tightened"), "reduced": N_("Reduced")}
CONTAINERS = {
    "bag": NN_("{n} bag", "{n} bags"),
    "box": NN_("{n} box", "{n} boxes"),
    "reel": NN_("{n} reel", "{n} reels"),
    "tray": NN_("{n} tray", "{n} trays"),
    "container": NN_("{n} container", "{n} containers"),
}
PAPERS = {
    PaperKind.TEST_REPORT: N_("Supplier's test report"),
    PaperKind.MATERIAL: N_("Material certificate"),
    PaperKind.CONFORMANCE: N_("Certificate of conformance"),
    PaperKind.STERILISATION: N_("Sterilisation certificate"),
    PaperKind.BIOCOMPATIBILITY: N_("Biocompatibility report"),
    PaperKind.TRANSPORT: N_("Transport safety test"),
}


def role_name(tr: Translator, role: Role) -> str:
    """The post in the user's language."""
    return tr.say(ROLES[role])


def quality_word(tr: Translator, state: str) -> str:
    """Quality status of a lot; an unknown code is shown as it is."""
    return tr.say(STATES[state]) if state in STATES else state


def class_word(tr: Translator, char_class: str) -> str:
    """Class of a characteristic."""
    return tr.say(CLASSES[char_class]) if char_class in CLASSES else char_class


def severity_word(tr: Translator, severity: str) -> str:
    """Severity of an inspection."""
    return tr.say(SEVERITIES[severity]) if severity in SEVERITIES else severity


def containers_text(tr: Translator, word: str, n: int) -> str:
    """`12 bags`."""
    one, many = CONTAINERS.get(word, CONTAINERS["container"])
    return tr.count(one, many, n)


def paper_word(tr: Translator, kind: str) -> str:
    """Kind of a supplier's paper; an unknown code is shown as it is."""
    return tr.say(PAPERS[PaperKind(kind)]) if kind in set(PaperKind) else kind


def unit_symbol(tr: Translator, code: str) -> str:
    """Symbol of a unit by its code; units without words are written alike everywhere."""
    return tr.say(UNITS[code]) if code in UNITS else code
