"""Sentences for refusals about inspections and their plans."""

from collections.abc import Mapping

from qtrace.domain.inspection_flow import InspectionReason
from qtrace.domain.plans import PlanFaultCode, PlanReason
from qtrace.i18n.translator import N_

_AGAIN = N_("Scan the lot again")
_R = InspectionReason
_P = PlanReason

SENTENCES: Mapping[str, tuple[str, str]] = {
    _R.INSPECTION_NOT_FOUND: (N_("There is no such inspection"), _AGAIN),
    _R.NOT_STARTED: (
        N_("Inspection {number} has not started"),
        N_("Start it: the plan and the sample are drawn then"),
    ),
    _R.ALREADY_STARTED: (
        N_("Inspection {number} was started already"),
        N_("Open it and go on where it stands"),
    ),
    _R.ALREADY_SIGNED: (
        N_("{name} signed inspection {number} at {at}: its readings are closed"),
        N_("The next person of the chain signs"),
    ),
    _R.ALREADY_DECIDED: (
        N_("Already decided: {name} concluded inspection {number} at {at}"),
        N_("Open the lot to see the decision"),
    ),
    _R.NOT_THE_NEXT_SIGNATURE: (
        N_("This signature is not the next one of inspection {number}"),
        N_("Follow the order of the plan's signature chain"),
    ),
    _R.NO_PLAN: (
        N_("No effective inspection plan for part {part} and supplier {supplier}"),
        N_("Quality adds a plan and a second person approves it"),
    ),
    _R.PLAN_WITHOUT_NUMBERS: (
        N_("The plan gives no sample for this lot ({given})"),
        N_("Quality corrects the plan"),
    ),
    _R.INSPECTION_DISCONTINUED: (
        N_("Inspection of this part from this site is discontinued since lot {lot}"),
        N_("Quality records that it resumes after the supplier's action"),
    ),
    _R.NO_SUCH_CELL: (
        N_("Piece {piece} does not belong to characteristic {characteristic}: it has {n} pieces"),
        N_("Choose a cell of the grid"),
    ),
    _R.NOT_MEASURED: (
        N_("Characteristic {characteristic} takes no value"),
        N_("Mark defects, or say all OK"),
    ),
    _R.NOT_AN_ATTRIBUTE: (
        N_("Characteristic {characteristic} is measured: each piece needs its value"),
        N_("Measure the pieces"),
    ),
    _R.NOT_A_PHOTO: (
        N_("The reading of characteristic {characteristic} is no photo"),
        N_("Attach the photo to its reading with F4"),
    ),
    _R.READING_IS_COMPUTED: (
        N_("Characteristic {characteristic} is computed from other readings"),
        N_("Correct the readings that it needs"),
    ),
    _R.READING_IS_A_PHOTO: (
        N_("The reading of characteristic {characteristic} is a photo"),
        N_("Enter opens the camera; F10 takes the photo"),
    ),
    _R.READING_ASK: (
        N_("{given} {unit} is unusual here: is it right?"),
        N_("Say yes if it is, or measure again"),
    ),
    _R.READING_REFUSED: (
        N_("{given} is no reading"),
        N_("Type the value again, or press the gauge's button"),
    ),
    _R.READING_EXISTS: (
        N_("Piece {piece} has {value} already, by {name} at {at}"),
        N_("Choose the cell to correct it; the first value is kept"),
    ),
    _R.READING_CHANGED: (
        N_("This cell was changed at another station: it now holds {value}"),
        N_("Look at the cell and decide again"),
    ),
    _R.UNKNOWN_DEFECT: (
        N_("{given} is no defect code of this characteristic"),
        N_("Choose one of: {choices}"),
    ),
    _R.ALREADY_COUNTED: (
        N_("These pieces of characteristic {characteristic} are counted already"),
        N_("Go on with the next characteristic"),
    ),
    _R.NOTHING_TO_TAKE_BACK: (
        N_("There is nothing to take back in inspection {number}"),
        N_("Go on with the next reading"),
    ),
    _R.READINGS_MISSING: (
        N_("{missing} readings are missing in inspection {number}"),
        N_("Take the missing readings"),
    ),
    _R.EARLY_STOP_NOT_ALLOWED: (
        N_("The plan asks for every reading: {missing} are missing"),
        N_("Take the missing readings; the verdict will not change"),
    ),
    _R.UNVERIFIED_TABLE: (
        N_("A sampling table of this plan is not verified: it decides nothing"),
        N_("Quality checks the table against its own standard and signs"),
    ),
    _R.VERDICT_OPEN: (
        N_("The plan does not decide inspection {number}"),
        N_("Quality corrects the plan"),
    ),
    _R.READINGS_CHANGED_SINCE: (
        N_("The content of inspection {number} is not the one that was signed"),
        N_("Stop and call quality: verify the records"),
    ),
    _R.CHANGED_SINCE_SEEN: (
        N_("What you saw of {number} has changed: by {name} at {at}"),
        N_("Look again, then sign"),
    ),
    _R.CERTIFICATE_MISSING: (
        N_("Lot {lot} cannot be released: papers are missing"),
        N_("Register the missing papers, then sign"),
    ),
    _R.LOT_EXPIRED: (
        N_("Lot {lot} expired on {expiry}: it cannot be released"),
        N_("Reject it because it expired, or send the inspection back"),
    ),
    _R.LOT_NOT_IN_QUARANTINE: (
        N_("Lot {lot} is not waiting for a decision"),
        N_("Open the lot to see its status"),
    ),
    _R.SOURCE_SUSPENDED: (
        N_(
            "Supplier {supplier} was suspended while lot {lot} was inspected: it cannot be released"
        ),
        N_("Reject it, or quality changes the standing of the source"),
    ),
    _R.NOTHING_TO_REJECT_FOR: (
        N_("This does not keep the lot of inspection {number} from release (any more)"),
        N_("Look again, then sign what the readings say"),
    ),
    _R.NOTHING_TO_RETURN: (
        N_("Inspection {number} is with the inspector already"),
        N_("Go on with the readings"),
    ),
    _R.STILL_TO_DECIDE: (
        N_("The lot of inspection {number} still waits for its verdict"),
        N_("Finish the readings and sign"),
    ),
    _R.SPLIT_QUANTITIES: (
        N_("These quantities do not divide lot {lot}: {quantity} in all, {failed} of them failed"),
        N_("Both parts need a quantity and containers; failed pieces go to the rejected part"),
    ),
    _R.SPLIT_NEEDS_SORTING: (
        N_("The sample rejects lot {lot}: no part of it can be accepted unsorted"),
        N_("Reject the lot, or inspect every piece of it"),
    ),
    _R.NOT_DECIDED_YET: (
        N_("Inspection {number} has no verdict that could be wrong"),
        N_("Finish it, or send it back to the inspector"),
    ),
    _R.INSPECTED_AGAIN: (
        N_("Inspection {number} was followed by {later} already"),
        N_("Open the newer inspection of the lot"),
    ),
    _R.LOT_CANNOT_GO_BACK: (
        N_("The lot of inspection {number} cannot go back to quarantine: it is {state}"),
        N_("Only released and rejected lots are inspected again"),
    ),
    _R.PART_QUANTITIES: (
        N_("These containers do not divide lot {lot}: {quantity} in all"),
        N_("Something must be inspected now, and something must be left for later"),
    ),
    _R.PART_OF_DECIDED_LOT: (
        N_("Lot {lot} had a verdict before: it is inspected again as a whole"),
        N_("Open the inspection and take its sample"),
    ),
    _R.LOT_NEEDS_NO_INSPECTION: (
        N_("Skip-lot: one lot in {one_in} is inspected, this one was not drawn"),
        N_("Quality lets it go to stock under Approvals; F10 inspects it all the same"),
    ),
    _R.LOT_MUST_BE_INSPECTED: (
        N_("Inspection {number} cannot be skipped: {barrier}"),
        N_("Start the inspection"),
    ),
    _P.PLAN_NOT_FOUND: (N_("There is no such plan"), N_("Choose it from the list")),
    _P.PLAN_CODE_TAKEN: (N_("There is a plan {plan} already"), N_("Choose another code")),
    _P.PLAN_OF_OTHER_PART: (
        N_("Plan {plan} belongs to another part or supplier"),
        N_("Add a plan of its own"),
    ),
    _P.PLAN_NOT_A_DRAFT: (
        N_("Version {version} of plan {plan} is no draft any more"),
        N_("Add a new version"),
    ),
    _P.PLAN_INVALID: (
        N_("Plan {plan} cannot be used as it is (characteristic {characteristic})"),
        N_("Correct the plan and send it again"),
    ),
    _P.PLAN_HAS_NO_SERIES: (
        N_("No effective plan of this part samples by AQL"),
        N_("Approve a plan first"),
    ),
    _P.PLAN_SKIPS_NOTHING: (
        N_("No effective plan of this part lets lots be skipped"),
        N_("Approve a plan that allows it first"),
    ),
    _P.SWITCH_CHANGES_NOTHING: (
        N_("This decision would not change the severity"),
        N_("Look at the history of the series"),
    ),
    _P.REASON_MISSING: (N_("A reason is needed"), N_("Write one line")),
}

PLAN_FAULTS: Mapping[PlanFaultCode, str] = {
    PlanFaultCode.CHAIN_UNKNOWN: N_("The signature chain is unknown"),
    PlanFaultCode.NO_CLASS: N_("No class has a sampling"),
    PlanFaultCode.CLASS_TWICE: N_("A class has two samplings"),
    PlanFaultCode.CLASS_WITHOUT_CHARACTERISTIC: N_("A class has no characteristic"),
    PlanFaultCode.CHARACTERISTIC_WITHOUT_CLASS: N_("The class of a characteristic has no sampling"),
    PlanFaultCode.NUMBER_TWICE: N_("Two characteristics have one number"),
    PlanFaultCode.NUMBER_RANGE: N_("Numbers of characteristics run from 1 to 200"),
    PlanFaultCode.NAME_MISSING: N_("A characteristic has no name"),
    PlanFaultCode.LIMIT_NOT_A_NUMBER: N_("A limit is not a number"),
    PlanFaultCode.LIMITS_MISSING: N_("A measured characteristic has no limit"),
    PlanFaultCode.LIMITS_CROSSED: N_("Nominal and limits are not in order"),
    PlanFaultCode.LIMITS_ON_ATTRIBUTE: N_("An attribute has limits"),
    PlanFaultCode.DECIMALS_RANGE: N_("Decimals run from 0 to 9"),
    PlanFaultCode.DEFECT_CODE: N_("A defect code has up to 20 letters, digits and hyphens"),
    PlanFaultCode.SAMPLING: N_("Standard, level, AQL or numbers of a class make no sampling plan"),
    PlanFaultCode.VARIABLES_NEED_VALUES: N_(
        "A class that is sampled by variables has a characteristic that is not measured"
    ),
    PlanFaultCode.METHOD_K_NEEDS_ONE_LIMIT: N_(
        "Method k needs characteristics with one limit: take method M for two"
    ),
    PlanFaultCode.KNOWN_SIGMA_NEEDS_ONE: N_(
        "A known standard deviation belongs to one characteristic: the class has several"
    ),
    PlanFaultCode.SKIP_WITH_CRITICAL: N_("Lots with a critical class are never skipped"),
    PlanFaultCode.SKIP_NEEDS_SINGLE: N_(
        "Only classes with single sampling by AQL earn the skipping of lots"
    ),
    PlanFaultCode.TOO_MANY: N_("More than 200 characteristics"),
    PlanFaultCode.OPTIONS_COUNT: N_("A choice needs 2 to 9 options"),
    PlanFaultCode.OPTION_INVALID: N_("An option needs a code of capital letters and a name"),
    PlanFaultCode.OPTION_NAME: N_(
        "The name of an option has spaces at its ends, or characters that cannot be shown"
    ),
    PlanFaultCode.OPTION_TWICE: N_("Two options of a choice have one code"),
    PlanFaultCode.NO_OPTION_CONFORMS: N_("No option of a choice conforms"),
    PlanFaultCode.TERMS_OF_OTHER_KIND: N_(
        "Options, a formula or not required belong to another kind of characteristic"
    ),
    PlanFaultCode.FORMULA: N_("A formula cannot be read"),
    PlanFaultCode.FORMULA_INPUT: N_(
        "A formula needs a characteristic that is not measured in its class"
    ),
    PlanFaultCode.FORMULA_WITH_GAUGE: N_("A computed characteristic needs no gauge"),
}
