"""Roles, the meanings of signatures, the first permission matrix, and rules for secrets."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise

LOCKOUT_AFTER = 5
LOCKOUT = timedelta(minutes=15)
LEAST_PIN = 6
MOST_PIN = 12
LEAST_PASSWORD = 8
MOST_PASSWORD = 256
_COMMON = frozenset(
    ("password", "passw0rd", "12345678", "123456789", "1234567890", "qwertyui", "qwerty123",
     "iloveyou", "11111111", "00000000", "administrator", "abcd1234", "a1234567", "88888888",
     "letmein1", "welcome1", "changeme", "qtrace123")
)  # fmt: skip


class Role(StrEnum):
    """Posts of the plant that decide what a person may do."""

    WAREHOUSE = "warehouse"
    INSPECTOR = "inspector"
    REVIEWER = "reviewer"
    OPERATOR = "operator"
    SUPERVISOR = "supervisor"
    QUALITY = "quality"
    RELEASE_OFFICER = "release_officer"
    METROLOGY = "metrology"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"


class Meaning(StrEnum):
    """What a signature says.

    Source: 21 CFR 11.50(a)(3).
    """

    INSPECTED = "inspected"
    REVIEWED = "reviewed"
    APPROVED = "approved"
    RELEASED = "released"
    AUTHORED = "authored"
    CONFIRMED = "confirmed"
    RETURNED = "returned"


class SecretKind(StrEnum):
    """What a person proves identity with, beside badge or name."""

    PASSWORD = "password"  # noqa: S105 - a word, not a secret
    PIN = "pin"


class QualitySwitch(StrEnum):
    """What quality may allow for the whole plant; everything is off at first."""

    REDUCED_AUTHORISED = "reduced_authorised"
    STEADY_PRODUCTION = "steady_production"
    C0_VERIFIED = "c0_verified"
    Z19_VERIFIED = "z19_verified"
    SKIP_LOT_VERIFIED = "skip_lot_verified"


class PeopleReason(StrEnum):
    """Why a sign-in, a signature or a change of people was refused."""

    UNKNOWN_PERSON = "UNKNOWN_PERSON"
    WRONG_SECRET = "WRONG_SECRET"  # noqa: S105 - a reason code
    LOCKED_OUT = "LOCKED_OUT"
    PERSON_LEFT = "PERSON_LEFT"
    SECRET_NOT_SET = "SECRET_NOT_SET"  # noqa: S105 - a reason code
    MUST_CHANGE_SECRET = "MUST_CHANGE_SECRET"  # noqa: S105 - a reason code
    NOT_ALLOWED = "NOT_ALLOWED"
    NOT_SIGNED_IN = "NOT_SIGNED_IN"
    SIGNATURE_REQUIRED = "SIGNATURE_REQUIRED"
    SAME_PERSON = "SAME_PERSON"
    PIN_AT_STATION_ONLY = "PIN_AT_STATION_ONLY"
    PIN_NOT_ENROLLED = "PIN_NOT_ENROLLED"
    PIN_NEEDS_BADGE = "PIN_NEEDS_BADGE"
    PIN_TOO_SHORT = "PIN_TOO_SHORT"
    PIN_NOT_DIGITS = "PIN_NOT_DIGITS"
    PIN_TOO_SIMPLE = "PIN_TOO_SIMPLE"
    PASSWORD_TOO_SHORT = "PASSWORD_TOO_SHORT"  # noqa: S105 - a reason code
    PASSWORD_TOO_LONG = "PASSWORD_TOO_LONG"  # noqa: S105 - a reason code
    PASSWORD_COMMON = "PASSWORD_COMMON"  # noqa: S105 - a reason code
    LOGIN_TAKEN = "LOGIN_TAKEN"
    BADGE_TAKEN = "BADGE_TAKEN"
    PLANT_EXISTS = "PLANT_EXISTS"
    COMMAND_UID_REUSED = "COMMAND_UID_REUSED"
    CHANGED_BY_OTHERS = "CHANGED_BY_OTHERS"
    NOT_FOUND = "NOT_FOUND"
    GLYPH_MISSING = "GLYPH_MISSING"
    TEXT_REFUSED = "TEXT_REFUSED"
    REASON_NEEDED = "REASON_NEEDED"
    STATION_CODE_TAKEN = "STATION_CODE_TAKEN"


_EVERYBODY = (
    "SIGN_OUT", "CHANGE_OWN_SECRET", "PLACE_HOLD", "RECORD_TRIAL", "CALL_SUPERVISOR",
    "WITHDRAW_CALL",
)  # fmt: skip
_PRINT = ("RECORD_PRINT", "STORE_DOCUMENT", "REPRINT_LABEL", "REPRINT_DOCUMENT")
_RECEIVE = ("RECEIVE_DELIVERY", "REGISTER_PAPER", "CHECK_LABEL", "MOVE_LOT",
            "RECORD_CERTIFICATE_VALUES", *_PRINT)  # fmt: skip
_INSPECT = (
    "START_INSPECTION", "RECORD_READING", "TAKE_BACK_READING", "RECORD_ALL_OK", "RECORD_DEFECT",
    "SIGN_INSPECTION", "REGISTER_PAPER", "CHECK_LABEL", "MOVE_LOT", "SPLIT_LOT", "ATTACH_PHOTO",
    "RECORD_PHOTO",
    "INSPECT_PART",
    "TAKE_SAMPLE", "SPLIT_SAMPLE", "SEND_SAMPLE", "REPORT_SAMPLE_RESULT", "END_SAMPLE",
    "RECORD_CERTIFICATE_VALUES", "RECORD_CHECK", *_PRINT,
)  # fmt: skip
_STUDY = ("PLAN_STUDY", "CONCLUDE_STUDY", "SET_CHECK_STANDARD", "RECORD_CHECK")
_SETTINGS = ("ADD_UNIT", "ADD_LOCATION")
_MASTER = (
    *_SETTINGS, "ADD_PART", "ADD_PART_REVISION", "APPROVE_PART_REVISION", "ADD_PART_CODE",
    "ADD_SUPPLIER", "ADD_SUPPLIER_SITE", "SET_SOURCE_STATE", "ADD_ORDER", "ADD_DELIVERY",
    "ADD_PLAN", "SET_PLAN_PICTURE", "APPROVE_PLAN", "RETURN_DRAFT", "SWITCH_EVENT", "SKIP_EVENT",
    "ADD_SUPPLIER_FORMAT", "RETIRE_SUPPLIER_FORMAT", "SET_CODE_PROFILE",
)  # fmt: skip

_RUN = (
    "CLEAR_LINE", "CONFIRM_CLEARANCE", "START_OPERATION", "FINISH_OPERATION", "ISSUE_MATERIAL",
    "RECORD_PAST_START", "RECORD_PAST_MATERIAL", "RETURN_MATERIAL", "RECORD_PROCESS_CHECK", "RECORD_OUTPUT",
    "RECORD_PAST_OUTPUT", "CHECK_UNIT_LABEL", "PRINT_UNIT_LABELS", "RECORD_PRINT", "STOP_LINE",
    "RESUME_LINE", "HAND_OVER_SHIFT", "CHANGE_RUN_EQUIPMENT",
)  # fmt: skip
_LEAD = ("ADD_WORK_ORDER", "FINISH_WORK_ORDER", "RECORD_TRAINING", "CONFIRM_PROCESS_CHECK",
         "ANSWER_CALL", "ISSUE_DEVICE_HISTORY", "SET_LINE_SHIFTS")  # fmt: skip
_SECOND_LOOK = ("CONFIRM_CLEARANCE", "RECORD_PROCESS_CHECK", "CONFIRM_PROCESS_CHECK", "STOP_LINE")
_MAKE = (
    "ADD_LINE", "SET_LINE_SHIFTS", "ADD_EQUIPMENT", "CHANGE_EQUIPMENT", "ADD_ROUTE", "APPROVE_ROUTE", "ADD_BILL",
    "APPROVE_BILL", "ADD_LABEL_VERSION", "APPROVE_LABEL_VERSION", "RECORD_TRAINING",
    "USE_URGENTLY", "TAKE_LABEL_VERSION", "ISSUE_DEVICE_HISTORY", *_SECOND_LOOK,
)  # fmt: skip
_CUSTOMERS = ("ADD_CUSTOMER", "CHANGE_CUSTOMER")
_SHIP = (
    "OPEN_SHIPMENT", "ADD_SHIPMENT_LINE", "PACK_ITEM", "UNPACK_ITEM", "CLOSE_PACKING",
    "REOPEN_PACKING", "SHIP_SHIPMENT", "CANCEL_SHIPMENT",
)  # fmt: skip
_JUDGE = ("RETURN_INSPECTION", "VOID_INSPECTION", "CONFIRM_SAMPLE_RESULT", "ASK_REINSPECTION")
_HOLD = ("WIDEN_HOLD", "FINISH_REWORK")
_CARE = (
    "WIDEN_HOLD",
    "MOVE_HOLD_REVIEW",
    "ASSIGN_HOLD",
    "ESCALATE_HOLDS",
    "RECORD_HOLD_CHANGE",
    "REQUEST_RELEASE",
    "FINISH_REWORK",
)
_LIFT = ("RELEASE_HOLD", "REJECT_RELEASE", "NARROW_HOLD", "CONVERT_HOLD", "DISPOSE_NCR",
         "CLOSE_DEVIATION", "ESCALATE_HOLDS")  # fmt: skip
_HOLD_RULES = ("DRAFT_RULE", "APPROVE_RULE", "RETURN_RULE")

FIRST_MATRIX: Mapping[Role, tuple[str, ...]] = {
    Role.WAREHOUSE: (*_EVERYBODY, *_RECEIVE, *_SHIP),
    Role.INSPECTOR: (*_EVERYBODY, *_HOLD, *_RECEIVE, *_INSPECT, *_SECOND_LOOK),
    Role.REVIEWER: (*_EVERYBODY, *_HOLD, "REVIEW_INSPECTION", *_JUDGE, *_INSPECT),
    Role.OPERATOR: (*_EVERYBODY, *_RUN),
    Role.SUPERVISOR: (*_EVERYBODY, *_CARE, *_RECEIVE, *_RUN, *_LEAD, *_SHIP, *_CUSTOMERS,
                      "REVIEW_INSPECTION", *_JUDGE),
    Role.QUALITY: (*_EVERYBODY, *_CARE, *_LIFT, *_HOLD_RULES, *_RECEIVE, *_INSPECT, *_MASTER,
                   *_MAKE, *_STUDY, *_CUSTOMERS, "REVIEW_INSPECTION",
                   "APPROVE_INSPECTION", *_JUDGE, "ADMIT_LOT", "SET_QUALITY_SWITCH",
                   "RELEASE_SKIPPED_LOT",
                   "HOLD_MEASURED_LOTS"),
    Role.RELEASE_OFFICER: (*_EVERYBODY, *_LIFT, *_PRINT, "REVIEW_INSPECTION", "APPROVE_INSPECTION",
                           *_JUDGE, "RELEASE_BATCH", "ISSUE_DEVICE_HISTORY", "RELEASE_SKIPPED_LOT"),
    Role.METROLOGY: (*_EVERYBODY, *_STUDY, "ADD_GAUGE", "CHANGE_GAUGE", "RECORD_CALIBRATION",
                     "EXTEND_CALIBRATION", "HOLD_MEASURED_LOTS", "SET_GAUGE_INTERVAL"),
    Role.ADMINISTRATOR: (*_EVERYBODY, "ADD_PERSON", "CHANGE_PERSON", "SET_SECRET", "GRANT_ROLE",
                         "END_ROLE", "ENROL_STATION", "CHANGE_STATION", "SET_STATION_PIN",
                         *_SETTINGS),
    Role.AUDITOR: ("SIGN_OUT", "CHANGE_OWN_SECRET"),
}  # fmt: skip
"""What a role may do in a plant whose own table says nothing about the command."""

CEILING: Mapping[Role, frozenset[str]] = {
    role: frozenset(FIRST_MATRIX[role]) for role in (Role.ADMINISTRATOR, Role.AUDITOR)
}
"""Roles that no table of a plant can give more to.

Who makes accounts decides nothing about quality, and who audits changes nothing.
Source: 21 CFR 11.10(g), (d): authority checks, access for authorised individuals.
"""

SECOND_PERSON: Mapping[str, tuple[str, ...]] = {
    "APPROVE_PART_REVISION": ("ADD_PART_REVISION",),
    "APPROVE_PLAN": ("ADD_PLAN", "SET_PLAN_PICTURE"),
    "RETURN_DRAFT": ("ADD_PART_REVISION", "ADD_PLAN"),
    "REVIEW_INSPECTION": ("SIGN_INSPECTION",),
    "APPROVE_INSPECTION": ("SIGN_INSPECTION", "REVIEW_INSPECTION"),
    "EXTEND_CALIBRATION": ("RECORD_CALIBRATION",),
    "CONFIRM_SAMPLE_RESULT": ("REPORT_SAMPLE_RESULT",),
    "ASK_REINSPECTION": ("SIGN_INSPECTION",),
    "APPROVE_ROUTE": ("ADD_ROUTE",),
    "APPROVE_BILL": ("ADD_BILL",),
    "APPROVE_LABEL_VERSION": ("ADD_LABEL_VERSION",),
    "CONFIRM_CLEARANCE": ("CLEAR_LINE",),
    "CONFIRM_PROCESS_CHECK": ("RECORD_PROCESS_CHECK",),
    "RELEASE_HOLD": ("PLACE_HOLD", "REQUEST_RELEASE", "SIGN_INSPECTION"),
    "APPROVE_RULE": ("DRAFT_RULE",),
    "RETURN_RULE": ("DRAFT_RULE",),
    "NARROW_HOLD": ("PLACE_HOLD", "WIDEN_HOLD"),
    "CONVERT_HOLD": ("PLACE_HOLD",),
    "REJECT_RELEASE": ("REQUEST_RELEASE",),
    "DISPOSE_NCR": ("SIGN_INSPECTION",),
    "CLOSE_DEVIATION": ("RECORD_PAST_OUTPUT", "RECORD_PAST_MATERIAL", "RECORD_PAST_START"),
    "RELEASE_BATCH": ("START_OPERATION", "RECORD_OUTPUT", "FINISH_WORK_ORDER"),
}
"""Judging commands, and the commands of whose work they judge.

One role may hold both sides: handler and database refuse the same person for the same thing.
"""


def may_send(role: Role, command: str, told: bool | None) -> bool:  # noqa: FBT001 - three answers
    """True if `role` may send `command`.

    Args:
        role: a role.
        command: code of the command.
        told: what the plant's own table says of the two; it goes before the first matrix, which
            answers for commands that are younger than the plant.
    """
    given = command in FIRST_MATRIX[role] if told is None else told
    return given and command in CEILING.get(role, (command,))


def permitted(role: Role, told: Mapping[str, bool]) -> frozenset[str]:
    """Commands that `role` may send.

    Args:
        role: a role.
        told: what the plant's own table says, by command.
    """
    known = {*FIRST_MATRIX[role], *told}
    return frozenset(code for code in known if may_send(role, code, told.get(code)))


PIN_MODES = frozenset({"receiving", "line", "desk"})
"""Kinds of stations where people stand; nobody shows a badge to a server or a command line."""


@dataclass(frozen=True, slots=True)
class PinPlace:
    """Where somebody types a PIN, and how they named themselves.

    Attributes:
        mode: what the station is for.
        is_active: the station is in use.
        is_enrolled: the person proved a password at it, or was enrolled by an administrator.
        by_badge: the person showed the badge, now or when the present session began.
    """

    mode: str
    is_active: bool
    is_enrolled: bool
    by_badge: bool


def judge_pin_place(place: PinPlace) -> PeopleReason | None:
    """Why a PIN does not count there, or None if it does.

    Source: house rule; NIST SP 800-63B section 5.1.1: a short secret counts only bound to a place
    and together with something that one has.
    """
    if place.mode not in PIN_MODES or not place.is_active:
        return PeopleReason.PIN_AT_STATION_ONLY
    if not place.is_enrolled:
        return PeopleReason.PIN_NOT_ENROLLED
    return None if place.by_badge else PeopleReason.PIN_NEEDS_BADGE


@dataclass(frozen=True, slots=True)
class Lockout:
    """Counter of failures after one more, and until when the secret is locked."""

    failed_count: int
    locked_until: datetime | None


def after_failure(failed_count: int, now: datetime) -> Lockout:
    """Count one more failure; the fifth locks for a quarter of an hour.

    Source: 21 CFR 11.300(d); NIST SP 800-63B section 5.2.2 (rate limiting).
    """
    count = failed_count + 1
    return Lockout(count, now + LOCKOUT if count >= LOCKOUT_AFTER else None)


def is_locked(locked_until: datetime | None, now: datetime) -> bool:
    """True while a lockout lasts."""
    return locked_until is not None and now < locked_until


def judge_pin(pin: str) -> PeopleReason | None:
    """Why `pin` cannot be a PIN, or None if it can.

    Source: house rule: at least six digits, bound to the station, no run and no repetition.
    """
    if not pin or not set(pin) <= set("0123456789"):
        return PeopleReason.PIN_NOT_DIGITS
    if not LEAST_PIN <= len(pin) <= MOST_PIN:
        return PeopleReason.PIN_TOO_SHORT
    steps = {(int(b) - int(a)) % 10 for a, b in pairwise(pin)}
    if len(steps) == 1 and steps <= {0, 1, 9}:
        return PeopleReason.PIN_TOO_SIMPLE
    return None


def judge_password(password: str, login: str) -> PeopleReason | None:
    """Why `password` cannot be a password, or None if it can.

    Source: NIST SP 800-63B section 5.1.1.2: length and blocklist, no composition rules.
    """
    if len(password) < LEAST_PASSWORD:
        return PeopleReason.PASSWORD_TOO_SHORT
    if len(password) > MOST_PASSWORD:
        return PeopleReason.PASSWORD_TOO_LONG
    folded = password.casefold()
    if folded in _COMMON or folded == login.casefold() or len(set(folded)) < 3:
        return PeopleReason.PASSWORD_COMMON
    return None
