"""Sentences and field names for label codes of other issuers than GS1."""

from collections.abc import Mapping
from typing import Final

from qtrace.domain.codes.reasons import CodeReason
from qtrace.domain.codes.supplier_pattern import FormatFault, FormatProblem
from qtrace.domain.codes.supplier_trial import Misfit, MisfitCode
from qtrace.i18n.translator import N_, Translator

LABEL_SENTENCES: Final[Mapping[CodeReason, str]] = {
    CodeReason.HIBC_STRUCTURE: N_(
        "Behind the + stands no HIBC data of a supplier. Check that it is the right label."
    ),
    CodeReason.HIBC_FORMAT: N_(
        "Behind {found} at place {place} stands no digit that HIBC knows for date or quantity. "
        "The label is wrong."
    ),
    CodeReason.HIBC_FIELD: N_(
        "At place {place} stands {found}, which is no HIBC field. The label is wrong."
    ),
    CodeReason.HIBC_LINK: N_(
        "These two symbols are not of one label: one ends in {first}, the other is linked to "
        "{second}. Scan both symbols of the same label."
    ),
    CodeReason.HIBC_PRIMARY_MISSING: N_(
        "This symbol holds lot and dates only. Scan the other symbol of the label too."
    ),
    CodeReason.HIBC_SPACE_LOST: N_(
        "The check character is wrong; perhaps a space at the end was cut off. Set the scanner up "
        "to send spaces, then scan again."
    ),
    CodeReason.LABEL_INCOMPLETE: N_(
        "This symbol carries no device identifier. Scan the other symbol of the label."
    ),
    CodeReason.FIELD_UNKNOWN: N_(
        "At place {place} stands {value}, which begins no field of this kind of code. Scan again; "
        "if it stays, the label is wrong."
    ),
    CodeReason.FIELD_REPEATED: N_(
        "The label gives {name} twice: {first} and {second}. Scan one label at a time; "
        "if it stays, ask the supplier."
    ),
    CodeReason.COMPOUND_COUNT: N_(
        "The code announces {first} fields, but {second} follow. Scan again; "
        "if it stays, the label is wrong."
    ),
    CodeReason.MA_SHAPE: N_(
        "At place {place} this is no MA code: MA, country, M0, registrant and product are needed, "
        "with dots between. Scan again; if it stays, the label is wrong."
    ),
    CodeReason.MA_XML: N_(
        "The MA code in XML form is damaged at place {place}. Scan again; "
        "if it stays, the label is wrong."
    ),
    CodeReason.DATES_DISAGREE: N_(
        "The label gives {first} as the first day without validity and {second} as the last good "
        "day, which do not follow each other. Compare with the label and ask the supplier."
    ),
    CodeReason.AHM_UNVERIFIED: N_(
        "AHM codes are read by a rule that is not verified. Compare every field with the label."
    ),
    CodeReason.ENVELOPE_HEADER: N_(
        "The control character RS or GS at place {place} seems to be lost. Compare with the label; "
        "set the scanner up to send control characters."
    ),
    CodeReason.ENVELOPE_TRAILER: N_(
        "The end of the code (RS and EOT) is missing, so the last field may be cut short. "
        "Compare with the label; set the scanner up to send control characters."
    ),
    CodeReason.ENVELOPE_SEPARATORS: N_(
        "The separators between the fields (GS) seem to be lost, so the fields cannot be told "
        "apart. Set the scanner up to send control characters."
    ),
    CodeReason.FORMATS_AMBIGUOUS: N_(
        "The label fits two supplier formats, {first} and {second}. Choose its delivery in the "
        "queue and scan again, or have the formats told apart."
    ),
}

FIELD_SENTENCES: Final[Mapping[CodeReason, str]] = {
    CodeReason.VALUE_TOO_LONG: N_(
        "{name} has {found} characters, at most {most} are allowed. Scan one symbol at a time; "
        "if it stays, the label is wrong."
    ),
    CodeReason.CHECK_DIGIT: N_(
        "The check character of {name} is wrong: {value}. Scan again; "
        "if it stays, the label is wrong."
    ),
}
"""Reasons that are said otherwise of a field of a label code than of an AI."""

FIELDS: Final[Mapping[str, str]] = {
    "hibc": N_("HIBC code"),
    "di": N_("Device identifier"),
    "lic": N_("Labeler code"),
    "pcn": N_("Product number"),
    "unit": N_("Unit of measure"),
    "lot": N_("Lot number"),
    "serial": N_("Serial number"),
    "expiry": N_("Expiry date"),
    "mfg": N_("Production date"),
    "quantity": N_("Quantity"),
    "address": N_("Web address"),
    "compound": N_("Number of fields"),
    "donation": N_("Donation number"),
    "first_invalid_day": N_("First day without validity"),
    "package_level": N_("Package level"),
    "part_number": N_("Part number"),
    "sterilisation_lot": N_("Sterilisation lot"),
    "ignore": N_("Not used"),
}
"""Words for the fact `field` of a reason."""

FORMAT_SENTENCES: Final[Mapping[FormatFault, str]] = {
    FormatFault.EMPTY: N_("The pattern is empty. Write the text of a label with its fields."),
    FormatFault.TOO_LONG: N_("The pattern has more than {most} characters. Shorten it."),
    FormatFault.BRACE: N_(
        "The brace at place {place} has no partner. A brace as text is written twice."
    ),
    FormatFault.CHARACTER: N_(
        "The character at place {place} cannot be seen. Write {{GS}}, {{RS}} or {{EOT}} for it."
    ),
    FormatFault.FIELD_UNKNOWN: N_(
        "There is no field {value} (place {place}). Use part, lot, serial, qty, expiry, mfg or "
        "ignore."
    ),
    FormatFault.FIELD_REPEATED: N_(
        "The field {value} comes twice (place {place}). Take one, or write ignore."
    ),
    FormatFault.SPECIFICATION: N_(
        "{value} at place {place} is neither a length nor characters. Write for example 8 or "
        "1..12, and letters+digits."
    ),
    FormatFault.LENGTH: N_(
        "The length {value} at place {place} cannot be: it goes from 1 to {most}, the smaller "
        "number first."
    ),
    FormatFault.DATE_FORMAT: N_(
        "{value} at place {place} is no date format. Write for example YYMMDD or DD.MM.YYYY."
    ),
    FormatFault.RUN_TOGETHER: N_(
        "Nothing tells where {first} ends and {second} begins (place {place}). Write a length or "
        "the text between them."
    ),
    FormatFault.SEPARATOR_IN_FIELD: N_(
        "The separator {value} may also stand in the field {first} (place {place}). Choose "
        "characters without it, or a length."
    ),
    FormatFault.TOO_BROAD: N_(
        "The pattern fits nearly every text. Add text that stands on every such label, or lengths."
    ),
    FormatFault.NO_IDENTITY: N_(
        "The pattern reads neither part, nor lot, nor serial number. Add one of them."
    ),
}

MISFIT_SENTENCES: Final[Mapping[MisfitCode, str]] = {
    MisfitCode.TEXT_MISSING: N_("At place {place} the pattern has {value}."),
    MisfitCode.CHARACTER: N_("{value} at place {place} may not stand in {name}."),
    MisfitCode.TOO_SHORT: N_("{name} ends at place {place}, it has at least {least} characters."),
    MisfitCode.TOO_LONG: N_("{name} goes on at place {place}, it has at most {most} characters."),
    MisfitCode.GOES_ON: N_("The pattern ends at place {place}, the label goes on: {value}"),
    MisfitCode.DATE: N_("{value} at place {place} is no day of the calendar."),
}
"""Where a sample does not fit a format, as one sentence."""


def explain_misfit(tr: Translator, misfit: Misfit) -> str:
    """Why a sample does not fit a supplier format; places are counted from 1."""
    values = {**dict.fromkeys(("value", "least", "most"), ""), **misfit.facts}
    values["place"] = str(misfit.position + 1)
    values["name"] = field_word(tr, values.get("field", ""))
    return tr.say(MISFIT_SENTENCES[misfit.code], **values)


def field_word(tr: Translator, name: str) -> str:
    """What a field of a label is called."""
    return tr.say(FIELDS[name]) if name in FIELDS else name


def explain_format(tr: Translator, problem: FormatProblem) -> str:
    """What is wrong with the pattern of a supplier format; places are counted from 1."""
    blank = dict.fromkeys(("most", "value", "first", "second"), "")
    values = {**blank, **problem.facts, "place": str(problem.position + 1)}
    return tr.say(FORMAT_SENTENCES[problem.code], **values)
