"""Sentences for the reason codes of scanned codes: what happened, and what to do."""

from collections.abc import Mapping
from typing import Final

from qtrace.domain.codes.reasons import CodeReason, Reason
from qtrace.domain.codes.tables import AiTable
from qtrace.i18n.label_code_reasons import FIELD_SENTENCES, FIELDS, LABEL_SENTENCES
from qtrace.i18n.translator import N_, Translator

SENTENCES: Final[Mapping[CodeReason, str]] = {
    **LABEL_SENTENCES,
    CodeReason.EMPTY: N_("The scan carried no data. Scan again."),
    CodeReason.TOO_LONG: N_(
        "The scan has {length} characters, at most {most} are read. Scan one symbol at a time."
    ),
    CodeReason.NOT_UTF8: N_(
        "The scan is not readable text. Scan again, or check the scanner's character set."
    ),
    CodeReason.SURROGATE: N_("The character at place {place} is damaged. Scan again."),
    CodeReason.CONTROL_CHARACTER: N_(
        "The control character {hex} at place {place} does not belong in a code. Scan again."
    ),
    CodeReason.NON_ASCII: N_(
        "The character {character} at place {place} cannot stand in a code. "
        "Switch the input method off and scan again."
    ),
    CodeReason.CAPS_LOCK: N_(
        "Upper and lower case are swapped. Switch Caps Lock off and scan again."
    ),
    CodeReason.NOT_RECOGNISED: N_(
        "This code is neither a UDI nor one of ours. Check that it is the right label."
    ),
    CodeReason.OTHER_AGENCY: N_(
        "This looks like a {agency} code, which is not read here. Scan the GS1 symbol of the label."
    ),
    CodeReason.NOT_GS1_SYMBOL: N_(
        "The symbol is not marked as GS1 although its text looks so. Scan the GS1 symbol, "
        "or report the label to the supplier."
    ),
    CodeReason.SYMBOL_LENGTH: N_(
        "The number of digits does not fit this kind of symbol. Scan again over its full width."
    ),
    CodeReason.GTIN_CHECK_DIGIT: N_(
        "The check digit of this number is wrong. Scan again, or check what was typed."
    ),
    CodeReason.UNKNOWN_AI: N_(
        "At place {place} stands {ai}, which is no GS1 identifier. Scan again; "
        "if it stays, the label is wrong."
    ),
    CodeReason.VALUE_MISSING: N_("{name} has no data. The label is wrong."),
    CodeReason.VALUE_TOO_SHORT: N_(
        "{name} has {found} characters, {least} are needed. Scan again; "
        "if it stays, the label is wrong."
    ),
    CodeReason.VALUE_TOO_LONG: N_(
        "{name} has {found} characters, at most {most} are allowed. "
        "Check that the scanner sends the separator (GS)."
    ),
    CodeReason.ILLEGAL_CHARACTER: N_(
        "The character {character} at place {place} is not allowed in {name}. Scan again; "
        "if it stays, the label is wrong."
    ),
    CodeReason.SEPARATOR_REPLACED: N_(
        "The character {character} at place {place} is no GS1 data. If it stands for the "
        "separator (GS), set the scanner up again."
    ),
    CodeReason.DOUBLE_SEPARATOR: N_(
        "Two separators follow each other at place {place}. The label is wrong."
    ),
    CodeReason.BRACKETS_IN_SYMBOL: N_(
        "Brackets are encoded in the symbol itself at place {place}. The label is wrong."
    ),
    CodeReason.BRACKET_MALFORMED: N_(
        "The brackets do not form identifiers. Write them like (01)…(17)…(10)…"
    ),
    CodeReason.CHECK_DIGIT: N_(
        "The check digit of {name} is wrong: {value}. Scan again; if it stays, the label is wrong."
    ),
    CodeReason.CHECK_PAIR: N_(
        "The check characters of {name} are wrong: {value}. Scan again; "
        "if it stays, the label is wrong."
    ),
    CodeReason.COMPANY_PREFIX: N_(
        "{name} does not start with a company number: {value}. The label is wrong."
    ),
    CodeReason.DATE_INVALID: N_(
        "{name} is no date: {value}. Read the date on the label and ask the supplier."
    ),
    CodeReason.TIME_INVALID: N_("{name} holds no time of day: {value}. The label is wrong."),
    CodeReason.COUNTRY_UNKNOWN: N_("{name} names no country: {value}. The label is wrong."),
    CodeReason.CURRENCY_UNKNOWN: N_("{name} names no currency: {value}. The label is wrong."),
    CodeReason.CONTENT_INVALID: N_("{name} has data that cannot be: {value}. The label is wrong."),
    CodeReason.AI_REPEATED: N_(
        "{name} comes twice with different data: {first} and {second}. Scan one label at a time."
    ),
    CodeReason.AI_EXCLUSIVE: N_(
        "{name} and {other} must not stand on one label. Scan one label at a time."
    ),
    CodeReason.AI_MISSING: N_("{name} needs {needed} beside it. The label is incomplete."),
    CodeReason.DI_MISSING: N_(
        "{name} stands alone, {needed} is missing. Scan the other symbol of the label."
    ),
    CodeReason.SEPARATOR_LOST: N_(
        "A separator seems to be lost: {name} reads {value}, but may be {head} followed by {next}. "
        "Compare with the label; set the scanner up to send GS."
    ),
    CodeReason.READ_BY_PROFILE: N_(
        "Read by the part's code profile: labels with GTIN {gtin} always carry {profile}, and only "
        "one reading fits. Set the scanner up to send GS."
    ),
    CodeReason.LINK_NO_KEY: N_(
        "This web address carries no GS1 number. Scan another symbol of the label."
    ),
    CodeReason.LINK_MALFORMED: N_(
        "The web address is damaged at place {place}. Scan again; if it stays, the label is wrong."
    ),
    CodeReason.LINK_QUALIFIER: N_(
        "After {name} the web address goes on with {found}, which is not allowed. "
        "The label is wrong."
    ),
    CodeReason.LINK_ATTRIBUTE: N_(
        "{name} must not stand after the question mark of the web address. The label is wrong."
    ),
    CodeReason.INTERNAL_CODE: N_("This is one of our own codes, not a UDI."),
    CodeReason.INTERNAL_SHAPE: N_(
        "{value} looks like one of our codes but is not complete. Scan again."
    ),
    CodeReason.INTERNAL_CHECK: N_(
        "The check character of {value} is wrong. Scan again; if it stays, print the label anew."
    ),
    CodeReason.INTERNAL_COMMAND: N_(
        "The command {value} is not known here. Print the command sheet anew."
    ),
}

_BLANK: Final = dict.fromkeys(
    (
        *("place", "length", "most", "least", "found", "character", "hex", "agency", "ai", "name"),
        *("value", "first", "second", "other", "needed", "head", "next", "kind", "gtin"),
        *("profile",),
    ),
    "",
)
_AI_FACTS: Final = ("ai", "other", "next", "needed")


def explain(tr: Translator, reason: Reason, table: AiTable | None = None) -> str:
    """One sentence or two for `reason`; with the AI table, AIs are called by their names.

    Places are counted from 1, as people count. The fact `field` names a field of a label code
    that is not GS1.
    """
    values = {**_BLANK, **reason.facts}
    if reason.position is not None:
        values["place"] = str(reason.position + 1)
    for fact in _AI_FACTS:
        if fact in reason.facts and not (fact == "ai" and reason.code is CodeReason.UNKNOWN_AI):
            values["name" if fact == "ai" else fact] = _ai_names(tr, reason.facts[fact], table)
    sentence = SENTENCES[reason.code]
    if "field" in reason.facts:
        field = reason.facts["field"]
        values["name"] = _field_name(tr, field, table)
        sentence = FIELD_SENTENCES.get(reason.code, sentence)
    return tr.say(sentence, **{key: _visible(text) for key, text in values.items()})


def _field_name(tr: Translator, field: str, table: AiTable | None) -> str:
    """Word of a field of a label code; of a data identifier, the title of the table."""
    if field in FIELDS:
        return tr.say(FIELDS[field])
    rule = None if table is None else table.identifiers.get(field)
    return field if rule is None else f"{tr.name(rule.title_en, rule.title_zh)} ({field})"


def _ai_names(tr: Translator, ais: str, table: AiTable | None) -> str:
    return " + ".join(_ai_name(tr, ai, table) for ai in ais.split("+"))


def _ai_name(tr: Translator, ai: str, table: AiTable | None) -> str:
    rule = None if table is None else table.get(ai)
    return f"({ai})" if rule is None else f"{tr.name(rule.title_en, rule.title_zh)} ({ai})"


def _visible(text: str) -> str:
    """Text that can be shown and written anywhere: what cannot be seen becomes its number."""
    return "".join(c if c.isprintable() else f"<{ord(c):04X}>" for c in text)
