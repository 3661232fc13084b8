"""Sentences for what the sampling and inspection rules answer with codes and facts."""

from collections.abc import Mapping

from qtrace.domain.inspection import CharClass, ReadingCode, ReadingVerdict
from qtrace.domain.inspection_tally import HintCode, InspectionHint
from qtrace.domain.sampling.plans import PlanError, PlanErrorCode, SinglePlan
from qtrace.domain.sampling.severity_reason import Cause, Outlook, SeverityReason, SwitchState
from qtrace.domain.sampling.tables import Arrow
from qtrace.i18n.translator import N_, NN_, Translator

_CAUSES = {
    Cause.TWO_REJECTED: N_("Tightened since lot {lot}: {rejected} of {within} rejected"),
    Cause.FIVE_ACCEPTED: N_("Normal again since lot {lot}: 5 accepted in a row"),
    Cause.FIVE_REJECTED: N_("Discontinued since lot {lot}: {rejected} rejected on tightened"),
    Cause.SCORE_REACHED: N_("Reduced since lot {lot}: score {score} of 30"),
    Cause.TEN_ACCEPTED: N_("Reduced since lot {lot}: 10 accepted in a row"),
    Cause.REDUCED_REJECTED: N_("Normal again since lot {lot}: rejected on reduced"),
    Cause.BETWEEN_AC_AND_RE: N_("Normal again since lot {lot}: failures between Ac and Re"),
    Cause.IRREGULAR_PRODUCTION: N_("Normal again: irregular production"),
    Cause.RESUMED: N_("Tightened: resumed after the supplier's action"),
}

_CHANGES = {
    Cause.NEW_SOURCE: (
        N_("Tightened: the source is on trial"),
        N_("Every piece is inspected: the source is on trial"),
    ),
    Cause.NEW_REVISION: (
        N_("Tightened: first lot of a new revision"),
        N_("Every piece is inspected: first lot of a new revision"),
    ),
}

_STARTS = {
    SwitchState.NORMAL: N_("Normal"),
    SwitchState.TIGHTENED: N_("Tightened from the first lot on"),
    SwitchState.REDUCED: N_("Reduced from the first lot on"),
    SwitchState.DISCONTINUED: N_("Discontinued"),
}

_DECISIONS = {
    SwitchState.NORMAL: N_("Normal by decision of quality"),
    SwitchState.TIGHTENED: N_("Tightened by decision of quality"),
    SwitchState.DISCONTINUED: N_("Discontinued by decision of quality"),
}

_OUTLOOKS = {
    Outlook.SCORE: N_("score {score} of {needed}"),
    Outlook.SCORE_ENOUGH: N_(
        "score {score} of {needed}, reduced awaits approval and steady production"
    ),
    Outlook.ACCEPTED_RUN: N_("{accepted} of {needed} lots accepted in a row to reduced"),
    Outlook.RUN_ENOUGH: N_(
        "{accepted} lots accepted in a row, reduced awaits approval and steady production"
    ),
    Outlook.ONE_REJECTED_ENDS: N_("one rejected lot returns to normal"),
    Outlook.SUPPLIER_ACTION: N_("resumes on tightened after the supplier's action"),
}

_PLAN_ERRORS = {
    PlanErrorCode.UNKNOWN_STANDARD: N_("Unknown standard {given}: one of {choices}"),
    PlanErrorCode.UNKNOWN_LEVEL: N_("Unknown inspection level {given}: one of {choices}"),
    PlanErrorCode.UNKNOWN_AQL: N_("AQL {given} is not in the table: one of {choices}"),
    PlanErrorCode.LOT_TOO_SMALL: N_("The lot size is {given}: it must be 1 or more"),
    PlanErrorCode.SAMPLE_TOO_SMALL: N_("The sample size is {given}: it must be 1 or more"),
    PlanErrorCode.BAD_COUNT: N_("{given} failed pieces: the count must be 0 or more"),
    PlanErrorCode.BAD_NUMBERS: N_("Ac {ac} and Re {re} do not make a plan: 0 ≤ Ac < Re"),
    PlanErrorCode.RULE_INCOMPLETE: N_("Sampling of type {type} needs standard, level and AQL"),
    PlanErrorCode.TABLE_NOT_SHIPPED: N_("No table for {type} sampling by {standard} is shipped"),
    PlanErrorCode.OUT_OF_RANGE: N_("{name} is {given}: it must lie between {low} and {high}"),
    PlanErrorCode.SAMPLE_EXCEEDS_LOT: N_("The sample of {n} is larger than the lot of {lot}"),
    PlanErrorCode.RISKS_CROSSED: N_(
        "{lower} is {first} and {upper} is {second}: {lower} must be smaller"
    ),
    PlanErrorCode.NO_PLAN: N_("No plan of up to {limit} pieces meets this"),
    PlanErrorCode.READING_COUNT: N_("{given} readings: the plan needs {n}"),
    PlanErrorCode.NO_LIMITS: N_("There is neither a lower nor an upper limit"),
    PlanErrorCode.LIMITS_CROSSED: N_("The lower limit {lsl} is not below the upper limit {usl}"),
    PlanErrorCode.NO_SPREAD: N_("All readings are equal: without spread nothing can be estimated"),
    PlanErrorCode.SIGMA_MISSING: N_("The plan needs the known standard deviation of the process"),
}

_READINGS = {
    ReadingCode.ABOVE_LIMIT: N_("Above the upper limit by {distance} {unit}"),
    ReadingCode.BELOW_LIMIT: N_("Below the lower limit by {distance} {unit}"),
    ReadingCode.EMPTY: N_("No value: type it or press the gauge's button"),
    ReadingCode.TOO_LONG: N_("{length} characters are no reading: 24 at most"),
    ReadingCode.INCOMPLETE: N_("{given} is not finished"),
    ReadingCode.NOT_A_NUMBER: N_("{given} is not a number"),
    ReadingCode.NOT_FINITE: N_("{given} is not a reading: measure again"),
    ReadingCode.EXPONENT: N_("{given} has an exponent: type the value out"),
    ReadingCode.DECIMAL_COMMA: N_("{given} has a comma: is it {suggestion}?"),
    ReadingCode.FULL_WIDTH: N_("{given} came through an input method: is it {suggestion}?"),
    ReadingCode.OTHER_UNIT: N_("{given} is in {unit}: set the gauge to the plan's unit"),
    ReadingCode.NOT_A_VARIABLE: N_("This characteristic takes no value: mark defects instead"),
    ReadingCode.NO_LIMITS: N_("This characteristic has no limits: the plan must be corrected"),
    ReadingCode.LIMITS_CROSSED: N_(
        "The lower limit is above the upper one: the plan must be corrected"
    ),
    ReadingCode.NO_SUCH_OPTION: N_("{given} is none of the options: {choices}"),
    ReadingCode.OPTION_FAILS: N_("{given} does not conform"),
    ReadingCode.NOT_PRINTABLE: N_("{given} has characters that cannot be shown"),
    ReadingCode.TEXT_TOO_LONG: N_("{length} characters are too many: 60 at most"),
    ReadingCode.JUDGED_UNFIT: N_("Judged nonconforming by the inspector"),
    ReadingCode.INPUT_MISSING: N_("Waits for the readings of {numbers}"),
    ReadingCode.INPUT_FAILED: N_("Cannot be computed: a piece has a defect instead of a value"),
    ReadingCode.DIVISION_BY_ZERO: N_("Cannot be computed: the formula divides by zero"),
    ReadingCode.VALUE_TOO_LARGE: N_("Cannot be computed: the value is too large"),
    ReadingCode.SAME_VALUE: N_("{given} three times in a row: measured anew?"),
}

_HINTS = {
    HintCode.CERTAIN_REJECT: N_("Already certain: reject ({name}, {d} failed, Re {re})"),
    HintCode.NEXT_REJECTS: N_("{name}: 1 more failed piece rejects the lot"),
    HintCode.CLASS_WITHOUT_PLAN: N_("{name}: no sampling in the plan, the lot stays open"),
    HintCode.NOTHING_TO_INSPECT: N_("{name}: nothing to inspect in the plan, the lot stays open"),
    HintCode.PLAN_UNVERIFIED: N_(
        "{name}: the sampling table is not verified, it decides nothing until quality has signed"
    ),
    HintCode.SECOND_SAMPLE: N_(
        "{name}: the first {n1} pieces lie between Ac {ac} and Re {re}; a second sample of {n} decides"
    ),
    HintCode.NO_SPREAD: N_(
        "{name}: all readings are equal, nothing can be estimated: measure with a finer gauge"
    ),
}


def severity_word(tr: Translator, state: SwitchState) -> str:
    """The word for a severity, or for inspection discontinued."""
    match state:
        case SwitchState.NORMAL:
            return tr.term("severity", "normal")
        case SwitchState.TIGHTENED:
            return tr.term("severity", "tightened")
        case SwitchState.REDUCED:
            return tr.term("severity", "reduced")
        case SwitchState.DISCONTINUED:
            return tr.term("severity", "discontinued")


def class_word(tr: Translator, char_class: CharClass) -> str:
    """The word for a class of characteristics, as it stands in a table or begins a line."""
    match char_class:
        case CharClass.CRITICAL:
            return tr.term("characteristic class", "Critical")
        case CharClass.MAJOR:
            return tr.term("characteristic class", "Major")
        case CharClass.MINOR:
            return tr.term("characteristic class", "Minor")


def explain_severity(tr: Translator, reason: SeverityReason) -> str:
    """One line: why the severity is in force, and what comes next."""
    outlook = _outlook(tr, reason)
    if reason.code is Cause.START:
        return tr.say("{cause}, {outlook}", cause=tr.say(_STARTS[reason.state]), outlook=outlook)
    if reason.code in _CHANGES:
        tightened, every_piece = _CHANGES[reason.code]
        if reason.facts.get("every_piece"):
            return tr.say(every_piece)
        return tr.say("{cause}; {outlook}", cause=tr.say(tightened), outlook=outlook)
    if reason.code is Cause.AUTHORITY:
        cause = tr.say(_DECISIONS[reason.state])
    else:
        facts = {**reason.facts, "lot": _lot(tr, reason.facts["lot"])}
        cause = tr.say(_CAUSES[reason.code], **facts)
    return tr.say("{cause}; {outlook}", cause=cause, outlook=outlook)


def explain_plan_error(tr: Translator, error: PlanError) -> str:
    """One sentence: why there is no plan, and what may be asked for."""
    return tr.say(_PLAN_ERRORS[error.code], **error.facts)


def explain_plan(tr: Translator, plan: SinglePlan) -> str:
    """One line: where n and Ac come from; the arrow and the whole lot are explained."""
    if plan.code_letter is None or plan.plan_letter is None:
        origin = tr.say("n {n}, Ac {ac}, Re {re}", n=plan.n, ac=plan.ac, re=plan.re)
    elif plan.arrow is Arrow.DIRECT:
        origin = tr.say(
            "Letter {letter}: n {n}, Ac {ac}, Re {re}",
            letter=plan.code_letter,
            n=plan.n,
            ac=plan.ac,
            re=plan.re,
        )
    else:
        origin = tr.say(
            "Letter {letter}, by the arrow {plan_letter}: n {n}, Ac {ac}, Re {re}",
            letter=plan.code_letter,
            plan_letter=plan.plan_letter,
            n=plan.n,
            ac=plan.ac,
            re=plan.re,
        )
    if not plan.inspect_all:
        return origin
    whole = tr.count("whole lot, {n} piece", "whole lot, {n} pieces", plan.n_to_inspect)
    return tr.say("{cause}; {outlook}", cause=origin, outlook=whole)


_SAID_BY_NUMBER: Mapping[HintCode, tuple[str, str]] = {
    HintCode.CERTAIN_ACCEPT: NN_(
        "Already certain: accept ({n} reading missing)",
        "Already certain: accept ({n} readings missing)",
    ),
}
_ASKED: Mapping[ReadingCode, str] = {
    ReadingCode.FAR_OUTSIDE: N_("{given} is far outside the limits: decimal point, unit?"),
}


def explain_reading(tr: Translator, verdict: ReadingVerdict) -> str:
    """One sentence: why a reading failed, is asked about or is refused; empty for a pass."""
    if verdict.code is None:
        return ""
    if verdict.code in _ASKED:
        return _far_outside(tr, verdict)
    distance = "" if verdict.distance is None else f"{abs(verdict.distance):f}"
    return tr.say(_READINGS[verdict.code], **{**verdict.facts, "distance": distance}).rstrip()


def explain_hint(tr: Translator, hint: InspectionHint) -> str:
    """One line for the inspector about the verdict that comes, or what keeps it away."""
    if hint.code in _SAID_BY_NUMBER:
        one, many = _SAID_BY_NUMBER[hint.code]
        return tr.count(one, many, int(hint.facts["missing"]))
    given = hint.facts["class"]
    name = class_word(tr, CharClass(given)) if given else tr.say("All classes")
    return tr.say(
        _HINTS[hint.code],
        name=name,
        **{key: hint.facts[key] for key in ("d", "ac", "re", "n1", "n") if key in hint.facts},
    )


def _lot(tr: Translator, lot: str) -> str:
    return lot or tr.say("without number")


def _outlook(tr: Translator, reason: SeverityReason) -> str:
    facts = reason.outlook_facts
    if reason.outlook is Outlook.MORE_ACCEPTED:
        return _way_to_normal(tr, int(facts["more"]), int(facts["left"]))
    if reason.outlook is Outlook.ONE_MORE_REJECTED:
        return tr.count(
            "lot {lot} rejected, one more in the next lot tightens",
            "lot {lot} rejected, one more in the next {n} lots tightens",
            int(facts["lots"]),
            lot=_lot(tr, facts["lot"]),
        )
    return tr.say(_OUTLOOKS[reason.outlook], **facts)


def _way_to_normal(tr: Translator, more: int, left: int) -> str:
    """The way back; near discontinuation, how near."""
    accepted = tr.count("{n} more accepted lot to normal", "{n} more accepted lots to normal", more)
    if left > 2:
        return accepted
    stop = tr.count("{n} more rejected discontinues", "{n} more rejected discontinue", left)
    return tr.say("{first}, {second}", first=accepted, second=stop)


def _far_outside(tr: Translator, verdict: ReadingVerdict) -> str:
    given, suggestion = verdict.facts["given"], verdict.facts.get("suggestion")
    if suggestion is None:
        return tr.say(_ASKED[ReadingCode.FAR_OUTSIDE], given=given)
    return tr.say(
        "{given} is far outside the limits: is it {suggestion}?",
        given=given,
        suggestion=suggestion,
    )
