"""Sentences about lines, materials, pieces and batches."""

from collections.abc import Mapping

from qtrace.i18n.translator import N_

SENTENCES: Mapping[str, tuple[str, str]] = {
    "PRODUCTION_CODE_TAKEN": (N_("{taken} exists already"), N_("Choose another code")),
    "LINE_UNKNOWN": (N_("There is no such line in use"), N_("Look at the list and try again")),
    "EQUIPMENT_UNKNOWN": (N_("There is no such equipment"), N_("Scan the code on the equipment")),
    "ROUTE_INVALID": (
        N_("Route {route} cannot be kept: {fault} (operation {operation}, check {check})"),
        N_("Mend this and send it again"),
    ),
    "BILL_INVALID": (
        N_("Bill {bill} cannot be kept: {fault} (line {line})"),
        N_("Mend this and send it again"),
    ),
    "PRODUCTION_DRAFT_UNKNOWN": (
        N_("There is no such draft"),
        N_("Look at the list and try again"),
    ),
    "PRODUCTION_DRAFT_CLOSED": (
        N_("This is no draft any more ({state})"),
        N_("Look at the list and try again"),
    ),
    "NO_EFFECTIVE_ROUTE": (
        N_("Part {part} has no route in force"),
        N_("A second person approves its route first"),
    ),
    "NO_EFFECTIVE_BILL": (
        N_("Part {part} has no bill of materials in force"),
        N_("A second person approves its bill first"),
    ),
    "PART_NOT_EFFECTIVE": (
        N_("Part {part} has no revision in force"),
        N_("A second person approves a revision first"),
    ),
    "NO_EFFECTIVE_LABEL": (
        N_("Units of part {part} have no label version in force"),
        N_("A second person approves a label version first"),
    ),
    "PLANNED_PIECES": (
        N_("{planned} pieces cannot be ordered"),
        N_("Enter 1 to 10 000 000 pieces"),
    ),
    "TRAINING_DATES": (
        N_("Trained on {done_on}, valid to {valid_to}: this cannot be"),
        N_("Correct the dates"),
    ),
    "WORK_ORDER_UNKNOWN": (N_("There is no such work order"), N_("Scan the traveller again")),
    "WORK_ORDER_CLOSED": (
        N_("Work order {order} is not open ({state})"),
        N_("Ask the supervisor for the right order"),
    ),
    "OPERATION_UNKNOWN": (
        N_("The route of this order has no operation {operation}"),
        N_("Choose an operation of the route"),
    ),
    "RUN_UNKNOWN": (N_("This operation was not started"), N_("Start the operation first")),
    "RUN_FINISHED": (
        N_("Operation {operation} was finished by {name}, {at}"),
        N_("Start a rework pass if pieces wait for it"),
    ),
    "RUN_EXISTS": (
        N_("Operation {operation} of {order} runs since {since}, started by {name}"),
        N_("Go on with it, no second start is needed"),
    ),
    "NOT_TRAINED": (
        N_("{name} is not trained in {topic}"),
        N_("Ask the supervisor: a trained person does it, or training is recorded"),
    ),
    "TRAINING_EXPIRED": (
        N_("{name}: training in {topic} ended on {valid_to}"),
        N_("Ask the supervisor: training is renewed first"),
    ),
    "EQUIPMENT_NEEDED": (
        N_("Operation {operation} needs equipment of the kind {wanted}"),
        N_("Scan the equipment that you use"),
    ),
    "EQUIPMENT_UNCHANGED": (
        N_("The operation is done with just this equipment: {equipment}"),
        N_("Scan the equipment with which it goes on"),
    ),
    "EQUIPMENT_OUT_OF_USE": (
        N_("Equipment {equipment} is out of use"),
        N_("Take other equipment and scan it"),
    ),
    "EQUIPMENT_NOT_QUALIFIED": (
        N_("The qualification of {equipment} ended on {due_on}"),
        N_("Take other equipment, or ask for its qualification"),
    ),
    "LINE_NOT_CLEARED": (
        N_("Line {line} was not cleared since the last order"),
        N_("Clear the line, a second person confirms"),
    ),
    "CLEARANCE_UNCONFIRMED": (
        N_("{name} cleared line {line} at {at}; nobody has confirmed it"),
        N_("A second person looks at the line and signs"),
    ),
    "CLEARANCE_PHOTO": (
        N_("The clearance of line {line} has no photo of the empty line"),
        N_("F4 takes it with the camera; without a camera F7 takes it from a file"),
    ),
    "CLEARANCE_UNKNOWN": (N_("There is no such clearance"), N_("Look at the list and try again")),
    "CLEARANCE_CONFIRMED": (
        N_("{name} has confirmed this clearance at {at}"),
        N_("Start the operation"),
    ),
    "CHECKLIST_INCOMPLETE": (
        N_("The clearance of line {line} is not complete: {items}"),
        N_("Look after these and tick them"),
    ),
    "LINE_STOPPED": (
        N_("Line {line} stands since {since} ({stop}), stopped by {name}"),
        N_("Resume the line when the cause is gone"),
    ),
    "LINE_RUNS": (
        N_("An operation runs on line {line} since {since} ({name})"),
        N_("Finish it before the line is cleared"),
    ),
    "STOP_UNKNOWN": (N_("Line {line} does not stand still"), N_("Nothing is to be resumed")),
    "NOTHING_TO_REWORK": (
        N_("Nothing of {order} waits for rework at operation {operation}"),
        N_("Put pieces aside for rework first"),
    ),
    "PASSES_USED_UP": (
        N_("Operation {operation} may be done {most} times, no more"),
        N_("Quality decides about these pieces"),
    ),
    "SHIFT_TIME_INVALID": (
        N_("These are no times at which shifts begin: {given}"),
        N_("Enter up to six different times, as 08:00 16:00 00:00"),
    ),
    "HANDOVER_SPAN": (
        N_("This shift page does not fit: {since} to {until}"),
        N_("Open the page of the line again"),
    ),
    "MATERIAL_UNKNOWN": (
        N_("This is no material that the plant knows"),
        N_("Scan the label again"),
    ),
    "MATERIAL_NOT_ON_BILL": (
        N_("{part}, lot {lot}, is not on the bill of this order"),
        N_("Put it back and take the material of the list"),
    ),
    "MATERIAL_OTHER_REVISION": (
        N_("{part}, lot {lot}, is revision {found}; the order needs {wanted}"),
        N_("Put it back and take revision {wanted}"),
    ),
    "MATERIAL_OTHER_OPERATION": (
        N_("{part}, lot {lot}, is for operation {wanted}, not {operation}"),
        N_("Bring it to operation {wanted}"),
    ),
    "MATERIAL_NOT_RELEASED": (
        N_("{part}, lot {lot}, is not released ({state})"),
        N_("Put it back and take a released lot"),
    ),
    "MATERIAL_EXPIRED": (
        N_("{part}, lot {lot}, expired on {expiry}"),
        N_("Put it into the red box and take another lot"),
    ),
    "MATERIAL_ALREADY_ISSUED": (
        N_("{lot} was used already: {name}, {at}, {order}; {left} are left of it"),
        N_("Take another container"),
    ),
    "MATERIAL_NOT_IN_STOCK": (
        N_("Nothing of {lot} lies in stock"),
        N_("Ask the warehouse, or take another lot"),
    ),
    "MATERIAL_SHORT": (
        N_("{part}: {missing} are missing at the line"),
        N_("Scan the next container of it"),
    ),
    "URGENT_USED_UP": (
        N_("The urgent release of lot {lot} covers only {left} more"),
        N_("Take less, or ask quality"),
    ),
    "URGENT_NOT_NEEDED": (
        N_("Lot {lot} does not wait for its inspection ({state})"),
        N_("No urgent release is possible"),
    ),
    "URGENT_DEADLINE": (
        N_("The deadline {deadline} has passed already"),
        N_("Enter a day from today on"),
    ),
    "URGENT_OVER": (
        N_("The urgent release of lot {lot} ended on {deadline}; its inspection is still open"),
        N_("Take a released lot, or ask quality"),
    ),
    "LOAD_UNKNOWN": (N_("There is no such load"), N_("Look at the list and try again")),
    "LOAD_CLOSED": (
        N_("Nothing of this load of {lot} is left at the line"),
        N_("Look at the list and try again"),
    ),
    "RETURN_TOO_MUCH": (
        N_("Only {left} of {lot} are left at the line"),
        N_("Measure again and enter what is there"),
    ),
    "PIECES_NOT_POSITIVE": (
        N_("At least one piece must be named"),
        N_("Enter the number of pieces"),
    ),
    "MORE_THAN_AVAILABLE": (
        N_("{pieces} pieces are more than the {available} that are there"),
        N_("Count again"),
    ),
    "SERIALS_NEEDED": (
        N_("Each of the {pieces} pieces needs its own serial number"),
        N_("Scan every unit"),
    ),
    "SERIAL_TAKEN": (
        N_("Serial number {serial} belongs to a unit of lot {lot}, recorded by {name} on {at}"),
        N_("Is it this unit: it is done. Is it another one: print and scan a new label"),
    ),
    "SERIAL_TWICE": (
        N_("Serial number {serial} is named twice"),
        N_("Give every unit a number of its own"),
    ),
    "UNIT_OF_ANOTHER_ORDER": (
        N_("This unit does not belong to {order}"),
        N_("Put it aside and tell the supervisor"),
    ),
    "UNIT_ALREADY_DONE": (
        N_("Unit {serial} came out of operation {operation} already: {name}, {at}"),
        N_("Do not scan it again, take the next unit"),
    ),
    "UNIT_COUNTED": (
        N_(
            "Unit {serial} came out of operation {operation} already: it was not made scrap or rework"
        ),
        N_("Put it aside and hold it: F8; the operation after this one can scrap it"),
    ),
    "UNIT_NOT_DUE": (
        N_(
            "Unit {serial} does not wait at operation {operation}: it was recorded last at"
            " operation {stands}, by {name} on {at}"
        ),
        N_("Scrap goes to its box, rework to its pass; else scan it at the operation before"),
    ),
    "PIECES_NOT_OUT": (
        N_("Pieces {first} to {last} have not come out of this operation"),
        N_("Look at the numbers, or leave them out: it is then in the pieces that come"),
    ),
    "CHECK_UNKNOWN": (N_("There is no such check here"), N_("Look at the list and try again")),
    "CHECK_NO_PIECE": (
        N_("{check}: no piece has come out yet, so there is nothing to check"),
        N_("Make one piece, then check it"),
    ),
    "CHECK_VALUE_INVALID": (
        N_("{given} is no result for {check}"),
        N_("Enter a number, or OK or not OK"),
    ),
    "CHECK_NEEDED": (N_("{check} is due"), N_("Make the check, then go on")),
    "CHECK_MISSED": (
        N_("{check} was missed; in doubt: pieces {pieces}"),
        N_("Make the check now; these pieces are looked at if it fails"),
    ),
    "CHECK_FAILED": (
        N_("{check} failed; in doubt: pieces {pieces}"),
        N_("Put these pieces aside, call the supervisor, check again"),
    ),
    "CHECK_UNCONFIRMED": (
        N_("{check} waits for a second person"),
        N_("Call the inspector to look and sign"),
    ),
    "CHECK_CONFIRMED": (N_("{name} has confirmed this check at {at}"), N_("Go on")),
    "UNIT_LABEL_UNREADABLE": (
        N_("This is no label of a unit"),
        N_("Scan the printed label of the unit"),
    ),
    "UNIT_LABEL_WRONG": (
        N_("The label is wrong: {field} is {found}, must be {wanted}"),
        N_("Take the label off, print it again, scan it"),
    ),
    "UNIT_LABEL_OLD": (
        N_("Unit {serial} carries label version {found}; its order uses {wanted}"),
        N_("Take the label off, print it again, scan it"),
    ),
    "UNIT_NOT_CODABLE": (
        N_("Lot {lot} or serial number {serial} holds what no GS1 symbol can carry"),
        N_("Tell quality: order and lot need other numbers"),
    ),
    "UNITS_UNKNOWN": (
        N_("No units with the numbers {first} to {last} were made in this lot"),
        N_("Enter numbers of pieces that came out here"),
    ),
    "LABEL_VERSION_SUPERSEDED": (
        N_("Label version {version} is not in force any more; {effective} took its place"),
        N_("Quality lets the order take the version in force: F7"),
    ),
    "LABEL_VERSION_TAKEN": (
        N_("{order} has the label version in force already"),
        N_("Nothing is to be done"),
    ),
    "OPERATION_UNFINISHED": (
        N_("{left} pieces are left at operation {operation}"),
        N_("Finish them, or say why it ends here"),
    ),
    "LOADS_OPEN": (
        N_("Material is left at the line: {lots}"),
        N_("Return what is left, as measured"),
    ),
    "ORDER_UNFINISHED": (
        N_("{order} is not finished at operation {operation} ({pieces})"),
        N_("Finish the operation first"),
    ),
    "PIECES_LEFT": (
        N_("{order}, operation {operation}: {pieces} pieces came out neither good nor scrapped"),
        N_("Go on with the operation, or scrap them with a reason"),
    ),
    "BATCH_UNKNOWN": (N_("There is no such production lot"), N_("Scan the label again")),
    "BATCH_INCOMPLETE": (
        N_("Lot {lot} cannot be released: {count} points are open"),
        N_("Open the list and close each point"),
    ),
    "BATCH_RELEASED": (
        N_("{name} has released lot {lot} already, {at}"),
        N_("Nothing more is to be done"),
    ),
    "BATCH_CHANGED": (
        N_("Something about lot {lot} has changed since you saw it"),
        N_("Look at it again and sign then"),
    ),
}
