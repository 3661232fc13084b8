"""Words about production: what is wrong with drafts, what a batch lacks, states and kinds."""

from collections.abc import Mapping

from qtrace.i18n.translator import N_, Translator
from qtrace.i18n.words import quality_word

DRAFT_FAULTS: Mapping[str, str] = {
    "NO_OPERATIONS": N_("it has no operation"),
    "OPERATION_TWICE": N_("an operation number is there twice"),
    "NAME_MISSING": N_("a name is missing"),
    "UNITS_TWICE": N_("units are made at two operations"),
    "PASSES_INVALID": N_("1 to 9 passes are possible"),
    "CHECK_TWICE": N_("a check number is there twice"),
    "CHECK_NEVER_DUE": N_("a check is never due"),
    "CHECK_LIMITS": N_("limits of a check are no numbers, or crossed"),
    "NO_MATERIALS": N_("it has no material"),
    "MATERIAL_TWICE": N_("a material is there twice"),
    "MATERIAL_QUANTITY": N_("a quantity is impossible"),
    "MATERIAL_ALTERNATE": N_("an alternate does not fit its material"),
    "MATERIAL_OVERLAP": N_("0 to 10 000 pieces of overlap are possible"),
}
GATE: Mapping[str, str] = {
    "BATCH_ENDED": N_("The batch is {state}"),
    "BATCH_EXPIRED": N_("The batch expired on {expiry}"),
    "NOTHING_MADE": N_("No good piece was made"),
    "ORDER_OPEN": N_("Work order {order} is not finished"),
    "OPERATION_OPEN": N_("Operation {operation} is not finished"),
    "REWORK_OPEN": N_("Operation {operation}: {pieces} pieces wait for rework"),
    "PIECES_OPEN": N_("Operation {operation}: {pieces} pieces came out neither good nor scrapped"),
    "CHECK_OPEN": N_("Operation {operation}: {check} is not good ({state})"),
    "CASE_OPEN": N_("Case {case} is open"),
    "BATCH_HELD": N_("{lot} is held ({hold})"),
    "INPUT_HELD": N_("Input lot {lot} is held ({hold})"),
    "INPUT_URGENT": N_("Input lot {lot} is under urgent release, its inspection is open"),
    "INPUT_UNDECIDED": N_("Input lot {lot} is {state}: nobody has decided about it yet"),
    "INPUT_UNKNOWN": N_("{part}: pieces without material on record"),
    "LABEL_UNCHECKED": N_("{units} units have no checked label"),
    "BATCH_LABEL_UNCHECKED": N_("Nobody has checked the label of the batch"),
    "LABEL_OUTDATED": N_("Label version {version} is not in force any more"),
    "BALANCE_OPEN": N_("{part}: {left} at the line, {off} unaccounted for"),
    "PRODUCTION_RELEASE_MISSING": N_("The production release is missing"),
}
CHECK_KIND_WORDS: Mapping[str, str] = {
    "parameter": N_("Process parameter"),
    "first_piece": N_("First piece"),
    "patrol": N_("Patrol check"),
    "last_piece": N_("Last piece"),
}
CHECK_STATE_WORDS: Mapping[str, str] = {
    "done": N_("Done"),
    "waiting": N_("Not due"),
    "near": N_("Due soon"),
    "due": N_("Due now"),
    "missed": N_("Missed"),
    "failed": N_("Not good"),
    "unconfirmed": N_("To confirm"),
}
STOP_TYPE_WORDS: Mapping[str, str] = {
    "breakdown": N_("Breakdown"),
    "material": N_("Material"),
    "quality": N_("Quality"),
    "changeover": N_("Change-over"),
    "cleaning": N_("Cleaning"),
    "personnel": N_("People"),
    "planned": N_("Planned stop"),
    "other": N_("Other reason"),
}
LINE_STATE_WORDS: Mapping[str, str] = {
    "running": N_("Running"),
    "stopped": N_("Stopped"),
    "changeover": N_("Change-over"),
    "idle": N_("Idle"),
    "check": N_("Check due"),
    "silent": N_("No signal"),
}
EQUIPMENT_STATE_WORDS: Mapping[str, str] = {
    "in_use": N_("In use"),
    "out_of_use": N_("Out of use"),
    "retired": N_("Retired"),
}
CLEARANCE_ITEM_WORDS: Mapping[str, str] = {
    "products": N_("Products of the last order are away"),
    "materials": N_("Materials of the last order are away"),
    "labels": N_("Labels and prints are away and counted"),
    "documents": N_("Papers of the last order are away"),
    "scrap": N_("Scrap and waste are away"),
    "tools": N_("Tools and surfaces are clean"),
}
RELEASE_KIND_WORDS: Mapping[str, str] = {
    "production": N_("Production release"),
    "market": N_("Market release"),
}


def gate_sentence(tr: Translator, code: str, facts: Mapping[str, str]) -> str:
    """What a batch lacks; an unknown code is shown as it is."""
    if code not in GATE:
        return code
    said = dict(facts)
    if "check_zh" in facts:
        said["check"] = tr.name(facts["check_en"], facts["check_zh"])
        said["state"] = production_word(tr, CHECK_STATE_WORDS, facts["state"])
    elif "state" in facts:
        said["state"] = quality_word(tr, facts["state"])
    return tr.say(GATE[code]).format_map(said)


def production_word(tr: Translator, words: Mapping[str, str], code: str) -> str:
    """A word of one of the tables here; an unknown code is shown as it is."""
    return tr.say(words[code]) if code in words else code
