"""What each command does, in words: histories and the permission matrix show them."""

from collections.abc import Mapping

from qtrace.i18n.translator import N_, Translator

COMMANDS: Mapping[str, str] = {
    "ADD_DELIVERY": N_("Announce a delivery"),
    "ADD_GAUGE": N_("Add a gauge"),
    "ADD_LOCATION": N_("Add a storage place"),
    "ADD_ORDER": N_("Add an order"),
    "ADD_PART": N_("Add a part"),
    "ADD_PART_CODE": N_("Add a code of a part"),
    "ADD_PART_REVISION": N_("Add a revision of a part"),
    "ADD_PERSON": N_("Add a person"),
    "ADD_PLAN": N_("Write an inspection plan"),
    "ADD_SUPPLIER": N_("Add a supplier"),
    "ADD_SUPPLIER_SITE": N_("Add a manufacturing site"),
    "ADD_UNIT": N_("Add a unit"),
    "ADMIT_LOT": N_("Admit a pending lot"),
    "APPROVE_INSPECTION": N_("Approve an inspection"),
    "APPROVE_PART_REVISION": N_("Approve a revision"),
    "APPROVE_PLAN": N_("Approve an inspection plan"),
    "CHANGE_GAUGE": N_("Change a gauge"),
    "CHANGE_OWN_SECRET": N_("Change one's own secret"),
    "CHANGE_PERSON": N_("Change a person"),
    "CHANGE_PLANT": N_("Change the plant"),
    "CHANGE_STATION": N_("Change a station"),
    "CHECK_LABEL": N_("Check a container label"),
    "COUNT_FAILURE": N_("Wrong secret"),
    "END_ROLE": N_("End a role"),
    "ENROL_STATION": N_("Enrol a station"),
    "EXTEND_CALIBRATION": N_("Extend a calibration"),
    "GRANT_ROLE": N_("Give a role"),
    "LOCK_STATION": N_("Lock the station"),
    "MOVE_LOT": N_("Move a lot"),
    "PLACE_HOLD": N_("Place a hold"),
    "RECEIVE_DELIVERY": N_("Receive a delivery"),
    "RECORD_ALL_OK": N_("Record all OK"),
    "RECORD_CALIBRATION": N_("Record a calibration"),
    "RECORD_DEFECT": N_("Record a defect"),
    "RECORD_PRINT": N_("Record a print"),
    "RECORD_READING": N_("Record a reading"),
    "REGISTER_PAPER": N_("Register a supplier's paper"),
    "REPRINT_DOCUMENT": N_("Print a document again"),
    "REPRINT_LABEL": N_("Print labels again"),
    "REVIEW_INSPECTION": N_("Review an inspection"),
    "SET_PERMISSION": N_("Change a permission"),
    "SET_QUALITY_SWITCH": N_("Set a quality switch"),
    "SET_SECRET": N_("Give a one-time secret"),
    "SET_SOURCE_STATE": N_("Approve or suspend a source"),
    "SET_UP_PLANT": N_("Set up the plant"),
    "SIGN_IN": N_("Sign in"),
    "SIGN_INSPECTION": N_("Sign an inspection"),
    "SIGN_OUT": N_("Sign out"),
    "SPLIT_LOT": N_("Split a lot"),
    "START_INSPECTION": N_("Start an inspection"),
    "STORE_DOCUMENT": N_("Store a document"),
    "SWITCH_EVENT": N_("Decide about severity"),
    "TAKE_BACK_READING": N_("Take back a reading"),
}


def command_word(tr: Translator, code: str) -> str:
    """The command in words; an unknown code is shown as it is."""
    return tr.say(COMMANDS[code]) if code in COMMANDS else code
