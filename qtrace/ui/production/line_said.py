"""What the band of a line station answers when nothing was refused: a sentence, and what next."""

from collections.abc import Mapping
from typing import Final

from qtrace.i18n import N_
from qtrace.ui.production.line_state import LineSaid

_SCAN_NEXT = N_("Scan the next material or unit")
SAID: Final[Mapping[LineSaid, tuple[str, str]]] = {
    LineSaid.MATERIAL_IN: (N_("{name}: {quantity} {unit} are at the line now"), _SCAN_NEXT),
    LineSaid.PIECES_OUT: (
        N_("{name}, piece {pieces}: {done} done, {left} left"),
        N_("Scan the next unit, or F7, 1 for pieces"),
    ),
    LineSaid.LABEL_RIGHT: (N_("Unit {name} of {lot}: its label is right"), _SCAN_NEXT),
    LineSaid.BATCH_LABEL_RIGHT: (
        N_("The label of batch {name} is right"),
        N_("Back to the batches: Esc"),
    ),
    LineSaid.CHECK_GOOD: (N_("{name}: good"), _SCAN_NEXT),
    LineSaid.CHECK_BAD: (
        N_("{name} failed"),
        N_("Stop, call the supervisor (F6), then check again: F9"),
    ),
    LineSaid.CHECK_BAD_HELD: (
        N_("{name} failed; pieces {pieces} are held ({hold})"),
        N_("Put these pieces aside, call the supervisor (F6), check again: F9"),
    ),
    LineSaid.CHECK_DOUBTED: (
        N_("{value} is outside of the limits: {limits}"),
        N_("Measure again, or F10 once more: it is so"),
    ),
    LineSaid.CHECK_TO_CONFIRM: (
        N_("{name}: good, a second person confirms"),
        N_("The second person scans the badge and types the PIN"),
    ),
    LineSaid.CHECK_CONFIRMED: (N_("{name} is confirmed"), _SCAN_NEXT),
    LineSaid.STARTED: (
        N_("Operation {operation} of {order} runs"),
        N_("Scan the materials"),
    ),
    LineSaid.FINISHED: (
        N_("Operation {operation} is finished"),
        N_("Scan the traveller of the next order, or start the next operation"),
    ),
    LineSaid.ORDER_FINISHED: (
        N_("Order {order} is finished"),
        N_("Its batch waits for the release officer"),
    ),
    LineSaid.LINE_STOPPED: (
        N_("Line {line} stands still"),
        N_("When the cause is gone: F7, 6 resumes the line"),
    ),
    LineSaid.RESUMED: (N_("Line {line} runs again after {minutes} min"), _SCAN_NEXT),
    LineSaid.CLEARED: (
        N_("Line {line} is cleared"),
        N_("A second person looks at the line and confirms: F7, 8"),
    ),
    LineSaid.CLEARANCE_CONFIRMED: (
        N_("The clearance of line {line} is confirmed"),
        N_("Start the operation: F10"),
    ),
    LineSaid.RETURNED: (N_("{lot}: {quantity} went back, {lost} lost"), _SCAN_NEXT),
    LineSaid.HANDED_OVER: (N_("The shift of line {line} is handed over"), _SCAN_NEXT),
    LineSaid.EQUIPMENT_TAKEN: (
        N_("{name} is used for the next start"),
        N_("Start: F10; scan it again to take it off"),
    ),
    LineSaid.EQUIPMENT_OFF: (
        N_("{name} is not used for the next start"),
        N_("Scan it again to use it"),
    ),
    LineSaid.EQUIPMENT_READY: (
        N_("{name} stands ready for the next start"),
        N_("To go on with it now: F7, 9, 9, 7"),
    ),
    LineSaid.EQUIPMENT_CHANGED: (
        N_("The operation goes on with {equipment}, no more with {before}"),
        _SCAN_NEXT,
    ),
    LineSaid.GAUGE_TAKEN: (N_("{name} measures the next check"), N_("Make the check: F9")),
    LineSaid.PLACE_TAKEN: (N_("Place {name}"), N_("Say what is put there")),
    LineSaid.NOW_SCAN_UNIT: (N_("The next unit is: {kind}"), N_("Scan the unit; Esc: it is good")),
    LineSaid.NOW_SCAN_MATERIAL: (
        N_("Of the next material {quantity} are taken"),
        N_("Scan its lot or container"),
    ),
    LineSaid.ANSWER_FIRST: (
        N_("First say what was replaced in {name}"),
        N_("F10 enters it, Esc leaves it; then scan the next one"),
    ),
    LineSaid.SAME_AGAIN: (N_("The same code again: it counts once"), _SCAN_NEXT),
    LineSaid.NOT_KNOWN_HERE: (
        N_("{name} means nothing at this line"),
        N_("Scan the label again, or type it: F2"),
    ),
    LineSaid.SEVERAL_LOTS: (
        N_("{name} is the number of several lots"),
        N_("Scan the label of the container"),
    ),
    LineSaid.HOLD_TAG: (
        N_("{name} carries a hold tag: it is not taken"),
        N_("Nothing holds it any more: print its usual label before it is used"),
    ),
    LineSaid.LABELS_SENT: (
        N_("Labels go to the printer: {count}, from {serial} on, version {version}"),
        N_("Put each label on its unit and scan it"),
    ),
    LineSaid.LABEL_TAKEN: (
        N_("{order} goes on with label version {to}"),
        N_("Print new labels for units that carry {from}: F7"),
    ),
    LineSaid.PAST_KEPT: (
        N_("{name} is recorded with deviation {case}; the pieces are held ({hold})"),
        N_("Go on; quality decides about these pieces"),
    ),
    LineSaid.PAST_TAKEN: (
        N_("Two units carry {taken}: both are held ({hold}); this one is {serials} from now on"),
        N_("Print its label with F7 and put it on; quality decides about both"),
    ),
    LineSaid.URGENT_GIVEN: (
        N_("{lot} may be used; its inspection ends by {deadline}"),
        N_("Scan it again"),
    ),
    LineSaid.SHIFTS_KEPT: (N_("Shift times of line {line}: {starts}"), _SCAN_NEXT),
    LineSaid.START_FIRST: (
        N_("No operation runs here"),
        N_("Choose an operation and start it: F10"),
    ),
}
