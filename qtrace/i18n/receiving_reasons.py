"""Sentences for what is said at the door, and for refused orders, receipts, papers and labels."""

from collections.abc import Mapping

from qtrace.domain.items import StatusReason
from qtrace.domain.receiving import FindingCode, ReceivingReason
from qtrace.i18n.translator import N_

_R = ReceivingReason
_F = FindingCode
_AS_IT_IS = N_("Receive it as what it is: it goes to the pending place until quality decides")
_NOTHING = N_("Nothing to do: it is kept with the receipt")

FINDINGS: Mapping[str, tuple[str, str]] = {
    _F.UNEXPECTED_DELIVERY: (N_("Nobody announced this delivery"), _AS_IT_IS),
    _F.ALREADY_RECEIVED: (
        N_("Already received as lot {lot} by {name} at {at}"),
        N_("Open the lot; if a second delivery really stands here, receive it as what it is"),
    ),
    _F.SUPPLIER_UNAPPROVED: (N_("{supplier} is not approved for {part}"), _AS_IT_IS),
    _F.SUPPLIER_SUSPENDED: (N_("{supplier} is suspended for {part}"), _AS_IT_IS),
    _F.SUPPLIER_PROBATION: (N_("{supplier} is on probation for {part}"), _NOTHING),
    _F.FIRST_LOT_OF_SITE: (
        N_("First lot of {part} from {site}"),
        N_("It is inspected tightened: nothing to do here"),
    ),
    _F.READ_BY_PROFILE: (
        N_("The scanner lost separators; the label was read by the code profile of {part}"),
        N_("Compare lot and dates with the label; have the scanner set up to send GS"),
    ),
    _F.FIELDS_MISSING: (
        N_("The label lacks {missing}; labels of {part} carry {profile}"),
        N_("Scan the other symbol of the label too; else enter what is missing from the label"),
    ),
    _F.FIELDS_EXTRA: (
        N_("The label carries {extra}; labels of {part} carry only {profile}"),
        N_("Compare lot and dates with the label; perhaps the supplier has changed it"),
    ),
    _F.PROFILE_NOT_KEPT: (
        N_("Labels of {part} must carry {profile}; this one does not"),
        _AS_IT_IS,
    ),
    _F.PART_NOT_KNOWN: (N_("This part is not known here: {part}"), _AS_IT_IS),
    _F.WRONG_PART: (N_("Wrong part: {part} came, {expected} was expected"), _AS_IT_IS),
    _F.OLD_REVISION: (
        N_("Revision {revision} of {part} is not in force: {effective} is"),
        _AS_IT_IS,
    ),
    _F.NO_EFFECTIVE_REVISION: (N_("No revision of {part} is in force"), _AS_IT_IS),
    _F.REVISION_DIFFERS: (
        N_("Revision {revision} came, the order asks for {ordered}"),
        N_("Tell purchasing; it is kept with the receipt"),
    ),
    _F.EXPIRED: (N_("Expired on {expiry}, {days} days ago"), _AS_IT_IS),
    _F.EXPIRES_SOON: (
        N_("Expires on {expiry}, in {days} days"),
        N_("Tell planning; it is kept with the receipt"),
    ),
    _F.EXPIRY_UNKNOWN: (
        N_("No expiry date, and {part} has a shelf life"),
        N_("Read the date from the label and enter it"),
    ),
    _F.DATES_CONTRADICT: (
        N_("The dates contradict each other: made {made_on}, expires {expiry}"),
        N_("Read the label again and correct the date"),
    ),
    _F.OVER_DELIVERY: (
        N_("{excess} more than ordered: {received} received before, {ordered} ordered"),
        N_("The excess gets a lot and labels of its own"),
    ),
    _F.MORE_THAN_ADVISED: (
        N_("{quantity} counted, {expected} announced"),
        N_("Count again, then receive"),
    ),
    _F.SHORT_DELIVERY: (
        N_("{missing} missing: {quantity} counted, {expected} announced"),
        N_("Count again, then receive; the order stays open for the rest"),
    ),
    _F.CONTAINERS_DIFFER: (
        N_("{containers} containers counted, {expected} announced"),
        N_("Count again, then receive"),
    ),
    _F.NO_USABLE_CODE: (
        N_("No usable code on it"),
        N_("Enter the supplier's lot and the dates from the label"),
    ),
    _F.DIFFERENT_LOT: (
        N_("Lot {lot} of the supplier came, {expected} was announced"),
        N_("Check that the papers belong to lot {lot}"),
    ),
}
"""Findings at the door; CERTIFICATE_MISSING needs the word of its paper: `PAPER_MISSING`."""

PAPER_MISSING = (
    N_("Missing: {paper}"),
    N_("Receive now; it can be inspected, but not released before the paper is here"),
)

_REFUSALS: Mapping[str, tuple[str, str]] = {
    _R.ORDER_EXISTS: (
        N_("Order {order} exists already"),
        N_("Open it, or choose another number"),
    ),
    _R.ORDER_LINE_UNKNOWN: (N_("There is no such order line"), N_("Choose it from the order")),
    _R.DELIVERY_EXISTS: (
        N_("Delivery note {number} of this supplier exists already"),
        N_("Open it, or check the number"),
    ),
    _R.DELIVERY_LINE_UNKNOWN: (
        N_("This delivery line does not exist or is void"),
        N_("Refresh the queue and choose again"),
    ),
    _R.LINES_MISSING: (N_("There are no lines"), N_("Add at least one line")),
    _R.LINE_NUMBER_TWICE: (N_("Line {line} stands there twice"), N_("Number the lines")),
    _R.SSCC_INVALID: (
        N_("{sscc} is no SSCC: it has 18 digits, the last is its check digit"),
        N_("Read it again from the pallet label"),
    ),
    _R.QUANTITY_MISSING: (N_("The quantity must be above zero"), N_("Enter what was counted")),
    _R.CONTAINERS_MISSING: (
        N_("The containers must be from 1 to {most}"),
        N_("Enter how many containers stand here"),
    ),
    _R.UNIT_OF_OTHER_KIND: (
        N_("{part} is counted in {expected}, not in {unit}"),
        N_("Enter the quantity in {expected}"),
    ),
    _R.LOT_UNKNOWN: (N_("There is no such lot"), N_("Scan one of our lot labels")),
    _R.LOT_NOT_PENDING: (
        N_("Lot {lot} does not wait for a decision about its receipt"),
        N_("Open the lot to see its status"),
    ),
    _R.ADMISSION_REASON_MISSING: (
        N_("A reason is needed to admit a deviating lot"),
        N_("Write why it may be inspected"),
    ),
    _R.PAPER_NUMBER_MISSING: (
        N_("The paper has no number"),
        N_("Enter the number that stands on it"),
    ),
    _R.PAPER_EXISTS: (
        N_("Paper {number} is registered for this lot already"),
        N_("Nothing to do, or check the number"),
    ),
    _R.PAPER_UNKNOWN: (
        N_("The paper to correct is not registered for this lot"),
        N_("Open the lot and choose it again"),
    ),
    _R.EVIDENCE_EMPTY: (N_("The file {name} is empty"), N_("Choose another file")),
    _R.EVIDENCE_TOO_LARGE: (
        N_("The file has {megabytes} MB; at most {most} MB can be kept"),
        N_("Scan it again with a lower resolution"),
    ),
    _R.NO_CONTAINER_CODE: (
        N_("This is no container label: {scanned}"),
        N_("Scan the label on the container"),
    ),
    _R.LABEL_OF_OTHER_LOT: (
        N_("This container belongs to lot {scanned}, not to {lot}"),
        N_("Put it back to its lot, then go on with {lot}"),
    ),
    _R.LABEL_STATUS_OLD: (
        N_("This label does not show the present status of lot {lot}"),
        N_("Take the old label off, put the new one on, scan it"),
    ),
    _R.LABEL_WITHOUT_STATUS: (
        N_("No status can be read from {scanned}"),
        N_("Scan the new label instead of typing its number"),
    ),
    _R.LABEL_TASK_NONE: (
        N_("The containers of lot {lot} need no label any more"),
        N_("Open the lot to see its status"),
    ),
    _R.CONTAINER_UNKNOWN: (
        N_("Lot {lot} has no container {number}"),
        N_("Check the label; reprint it if it is wrong"),
    ),
}

SENTENCES: Mapping[str, tuple[str, str]] = {**FINDINGS, **_REFUSALS}

STATUS_REASONS: Mapping[StatusReason, str] = {
    StatusReason.INSPECTION_ACCEPTED: N_("{number} accepted, {name} {at}"),
    StatusReason.INSPECTION_REJECTED: N_("{number} rejected, {name} {at}"),
    StatusReason.INSPECTION_OPEN: N_("{number} not decided yet"),
    StatusReason.INSPECTION_NONE: N_("No inspection requested"),
    StatusReason.INSPECTION_PARTS: N_(
        "In parts: {decided} of {whole} inspected, {going} going on, {waiting} waiting"
    ),
    StatusReason.INSPECTION_URGENT: N_("In urgent use until {day}, not decided"),
    StatusReason.INSPECTION_URGENT_INPUT: N_("With {lots}, in urgent use"),
    StatusReason.PAPERS_COMPLETE: N_("Papers {present} / {required} complete"),
    StatusReason.PAPERS_MISSING: N_("Papers {present} / {required}, missing: {papers}"),
    StatusReason.PAPERS_NOT_REQUIRED: N_("No papers required"),
    StatusReason.HOLDS_NONE: N_("no active hold"),
    StatusReason.HOLDS_ACTIVE: N_("held by {holds}"),
    StatusReason.EXPIRY_USABLE_UNTIL: N_("Usable through {expiry}"),
    StatusReason.EXPIRY_PASSED: N_("Expired on {expiry}"),
    StatusReason.EXPIRY_UNLIMITED: N_("Unlimited shelf life"),
    StatusReason.EXPIRY_UNKNOWN: N_("Expiry not known"),
}
"""The lines under the status of a lot."""
