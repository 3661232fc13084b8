"""Sentences of help: what screens are for, and what keys without a button do.

Which keys and commands work is never told here: that is asked of the screen. A key whose action has
a button in sight has the words of the button.
"""

from collections.abc import Mapping
from typing import Final

from qtrace.i18n import N_, Translator

PURPOSES: Final[Mapping[str, str]] = {
    "SignInPlace": N_("Here a person says who they are: the badge names, PIN or password proves."),
    "QueuePlace": N_("Here stands what waits to be received, labelled, inspected or decided."),
    "ReceivePlace": N_("Here a delivery is checked against its order and becomes lots of ours."),
    "InspectionPlace": N_("Here a lot is inspected by its plan, decided, signed and labelled."),
    "SplitPlace": N_("Here a lot is accepted in part: some containers go, the others stay out."),
    "ReadingsFilePlace": N_("Here readings come from a file; every cell is checked before."),
    "PartPlace": N_(
        "Here a part of a lot is inspected now; the rest waits for its own inspection."
    ),
    "LotPlace": N_("Here stands everything that is known about one lot; it can be held here."),
    "GaugesPlace": N_("Here stand all gauges, what is due, and their calibrations."),
    "StudiesPlace": N_("Here a gauge is checked between calibrations, and its studies measured."),
    "CertificatePlace": N_("Here the values of a certificate are compared with the plan."),
    "BatchesPlace": N_("Here stands what a batch lacks before it may be released."),
    "BatchHistoryPlace": N_("Here stands all that was recorded of a batch, and what is missing."),
    "BatchLabelsPlace": N_("Here the labels of a batch are scanned that nobody has looked at."),
    "TrainingPlace": N_("Here stands who may do which operation, and until when."),
    "InterlocksPlace": N_(
        "Here stands what stops by itself until its cause is cured, and what was cured lately."
    ),
    "EquipmentPlace": N_("Here stands the equipment of the lines, and whether it is fit."),
    "LinePlace": N_("Here a work order runs: materials, checks, pieces, stops of a line."),
    "ShipmentsPlace": N_("Here stand shipments: what waits to leave, and what went to whom."),
    "PackingPlace": N_("Here a shipment is packed by scan; what is stopped does not leave."),
    "CustomersPlace": N_("Here stands who gets what we make."),
    "LabelsPlace": N_("Here stands what printers still owe; labels and papers are printed again."),
    "PeoplePlace": N_("Here stands who may come in, and what each role may do."),
    "StationsPlace": N_("Here stand the stations of the plant and the devices of this one."),
    "ApprovalsPlace": N_("Here a second person approves plans, revisions and sources."),
    "PicturePlace": N_("Here a plan gets its drawing, with a balloon for every characteristic."),
    "SwitchesPlace": N_("Here stands how severely each series is inspected, and why."),
    "ConnectionPlace": N_("Here this machine learns where the plant's server is."),
    "ScannerSetupPlace": N_("Here this station learns how its scanner sends codes."),
    "DevicesPlace": N_("Here scanners, gauges and scales on lines are connected and tried."),
    "DecidedPlace": N_("Here stand decided inspections; a wrong measurement is inspected again."),
    "SamplesPlace": N_("Here stand samples as things: where they are and what they showed."),
    "FormatsPlace": N_("Here the label formats of suppliers are described and tried."),
    "ChartsPlace": N_("Here readings are seen over time: what drifts shows before it fails."),
    "LookbackPlace": N_("Here stands which lots were measured with a doubtful gauge."),
    "HoldPlace": N_("Here something is stopped at once: scan it, choose a reason, confirm."),
    "RulesPlace": N_("Here stand the rules of holds; one drafts a change, another approves it."),
    "HoldsPlace": N_("Here stand all holds, what each of them covers, and how they are lifted."),
    "CasesPlace": N_("Here stands what does not conform; each case is decided and signed."),
    "ProfilesPlace": N_("Here stands which codes the packaging of a part carries."),
}
"""By the name of the place; a test holds them against all places."""
FIRST_RUN: Final = N_("Here this machine gets its plant: the demo to try, or your own.")

ACTIONS: Final[Mapping[str, str]] = {
    "up": N_("One up or down"),
    "down": N_("One up or down"),
    "row": N_("One up or down"),
    "choice_up": N_("One up or down"),
    "choice_down": N_("One up or down"),
    "widen": N_("Widen"),
    "hit": N_("One up or down"),
    "move": N_("Walk inside the panel"),
    "panel": N_("Another panel"),
    "page": N_("Turn the page of the table"),
    "page_up": N_("Turn the page of the table"),
    "page_down": N_("Turn the page of the table"),
    "first": N_("First or last row"),
    "last": N_("First or last row"),
    "pick": N_("Choose a row by its number"),
    "open": N_("Open what is chosen"),
    "choose": N_("Take what is chosen"),
    "enter": N_("Confirm"),
    "confirm": N_("Confirm"),
    "keep_photo": N_("Keep what the camera shows"),
    "source": N_("Show where the numbers come from"),
    "onward": N_("Go on"),
    "save": N_("Save"),
    "submit": N_("Open what is typed"),
    "type": N_("Type a number"),
    "type_code": N_("Type a code instead of scanning it"),
    "digit": N_("Type a number"),
    "other_field": N_("The other number"),
    "rub_out": N_("Take back one sign"),
    "sign": N_("Plus or minus"),
    "back": N_("Go back; nothing is lost"),
    "escape": N_("Go back; nothing is lost"),
    "leave": N_("Go back; nothing is lost"),
    "cancel": N_("Go back; nothing is lost"),
    "close": N_("Go back; nothing is lost"),
    "name": N_("Name and password"),
    "previous": N_("Another characteristic"),
    "next": N_("Another characteristic"),
    "reason": N_("Choose a reason"),
    "return_for": N_("Choose a reason"),
    "reject_for": N_("Choose a reason"),
    "reprint": N_("Choose a reason"),
    "copy": N_("Choose a reason"),
    "refresh": N_("Read again"),
    "undo": N_("Take back the last reading"),
    "view": N_("Another picture"),
    "point": N_("Another point of the picture"),
    "mark": N_("Mark the chosen container"),
    "camera": N_("Camera as a scanner"),
    "photo": N_("Photos of the reading"),
    "left": N_("Move the balloon"),
    "right": N_("Move the balloon"),
    "higher": N_("Move the balloon"),
    "lower": N_("Move the balloon"),
    "page_before": N_("Another page of the PDF"),
    "page_after": N_("Another page of the PDF"),
    "drawing": N_("Drawing of the part, large"),
    "no": N_("The piece does not conform"),
    "samples": N_("Samples of the lot"),
    "from_file": N_("Readings from a file"),
    "divide": N_("Inspect a part of a lot"),
    "hold": N_("Hold what is in sight"),
    "scope": N_("What is held: the next thing that it belongs to"),
    "item": N_("Choose another thing that the hold covers"),
    "tile_by": N_("Another answer of the decision"),
    "tile": N_("Choose a tile by its number"),
    "next_pane": N_("Next page: settings, other things, the list"),
    "cursor": N_("Another tile"),
    "take": N_("Choose the tile with the arrow"),
    "step_list": N_("With its materials or related lots"),
    "case": N_("To the nonconformance or deviation"),
    "group": N_("Group the list by something else"),
    "photos": N_("Photos of the hold, large"),
    "rules": N_("Reasons and rules of holds"),
    "scan_panel": N_("Scan panel of the demo"),
    "lock": N_("Sign out"),
    "call": N_("Call a supervisor, or say that you are coming"),
    "call_back": N_("Take the call back"),
    "nav": N_("Another place; its key stands in the side bar"),
    "language": N_("The other language"),
    "help": N_("Close the help"),
    "help_more": N_("Next page of help"),
    "help_close": N_("Close the help"),
}
"""By the first part of the action id, for keys."""
COMMANDS_ONLY: Final[Mapping[str, str]] = {
    "next_open": N_("Next open value"),
    "clear": N_("Clear what is typed"),
    "reject_blocked": N_("Reject the lot"),
    "expect:accept": N_("To the decision: accept is expected"),
    "expect:reject": N_("To the decision: reject is expected"),
    "lock": N_("Sign out"),
    "help_turn": N_("Help: next page, then close"),
}
"""By action id, for commands that no key gives."""
KEYS: Final[Mapping[str, str]] = {"Backspace": N_("Take back one sign")}
"""By key, where one word for the action would mislead."""
NOT_NOW: Final = N_("Not now, or not with your role")


def key_words(tr: Translator, key: str, action: str) -> str:
    """What a key without a button does; empty for what works only with its button."""
    if key in KEYS:
        return tr.say(KEYS[key])
    words = ACTIONS.get(action.partition(":")[0])
    return tr.say(words) if words else ""


def action_words(tr: Translator, action: str, *, in_reach: bool) -> str:
    """What a command does that has no button; empty if it does nothing now.

    Args:
        tr: the language.
        action: the action id.
        in_reach: True if a key of the screen does the same now.
    """
    if action in COMMANDS_ONLY:
        return tr.say(COMMANDS_ONLY[action])
    verb, _, value = action.partition(":")
    if not in_reach:
        return ""
    if verb in ("type", "digit"):
        return tr.say("Type {sign}", sign=value)
    return tr.say(ACTIONS[verb]) if verb in ACTIONS else ""


def purpose(tr: Translator, place: str) -> str:
    """What the screen of a place is for; empty for an unknown one."""
    return tr.say(PURPOSES[place]) if place in PURPOSES else ""


def not_now(tr: Translator) -> str:
    """Why something waits, where nothing better is known."""
    return tr.say(NOT_NOW)
