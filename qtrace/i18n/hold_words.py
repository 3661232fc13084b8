"""Words about holds: anchors, profiles, criteria, states, events."""

from collections.abc import Mapping

from qtrace.domain.hold_scopes import AnchorKind, ScopeFault
from qtrace.domain.holds import BlockProfile, Criterion, InFlight, Signee
from qtrace.i18n.translator import N_

ANCHORS: Mapping[str, str] = {
    AnchorKind.ITEM: N_("Lot, container or unit"),
    AnchorKind.ORIGIN: N_("Pieces of a lot"),
    AnchorKind.PART: N_("Part"),
    AnchorKind.PART_REVISION: N_("Revision of a part"),
    AnchorKind.SUPPLIER_PART: N_("Part of a supplier"),
    AnchorKind.SUPPLIER_LOT: N_("Supplier lot"),
    AnchorKind.RECEIPT: N_("Receipt"),
    AnchorKind.LOCATION: N_("Storage place"),
    AnchorKind.WORK_ORDER: N_("Work order"),
    AnchorKind.OPERATION: N_("Operation"),
    AnchorKind.LINE: N_("Production line"),
    AnchorKind.STATION: N_("Station"),
    AnchorKind.EQUIPMENT: N_("Equipment"),
    AnchorKind.GAUGE: N_("Gauge"),
}
FAULTS: Mapping[str, str] = {
    ScopeFault.SUPPLIER_MISSING: N_("The supplier is missing"),
    ScopeFault.SUPPLIER_LOT_MISSING: N_("The supplier lot is missing"),
    ScopeFault.RANGE_BACKWARDS: N_("The last position lies before the first"),
    ScopeFault.RANGE_WITHOUT_LOT: N_("Positions need a lot"),
    ScopeFault.TIME_BACKWARDS: N_("The end lies before the beginning"),
    ScopeFault.CONDITION_ON_PLACE: N_("A place takes no time and no line"),
}
PROFILES: Mapping[str, str] = {
    BlockProfile.ALL_USE: N_("Stops every use"),
    BlockProfile.SHIPPING: N_("Stops packing and shipping"),
    BlockProfile.LINE_STOP: N_("Stops starts and output"),
    BlockProfile.FREEZE: N_("Keeps it untouched"),
    BlockProfile.PRODUCT_RELEASE: N_("Stops the release of the product"),
}
IN_FLIGHT: Mapping[str, str] = {
    InFlight.FINISH: N_("Pieces in work may be finished"),
    InFlight.FROZEN: N_("Pieces in work stay as they are"),
}
CRITERIA: Mapping[str, str] = {
    Criterion.NCR_DISPOSED: N_("Nonconformance disposed of"),
    Criterion.REINSPECTED: N_("Inspected again and accepted"),
    Criterion.CHANGE_APPLIED: N_("Change applied after the stop"),
}
SIGNEES: Mapping[str, str] = {
    Signee.ANY: N_("Any second person with the right"),
    Signee.SELF: N_("The owner of the hold"),
    Signee.NOT_SELF: N_("Nobody who has changed the hold"),
    Signee.LIST: N_("Named persons"),
}
ORIGINS: Mapping[str, str] = {
    "manual": N_("Placed by hand"),
    "inspection": N_("From an inspection"),
    "nonconformance": N_("From a nonconformance"),
    "chart_rule": N_("From a control chart"),
    "complaint": N_("From a complaint"),
    "recall": N_("From a recall"),
    "overdue_check": N_("From a missed check"),
    "change": N_("From a change"),
    "gauge": N_("From a gauge"),
    "isolation": N_("From a related lot"),
    "production": N_("From production"),
}
HOLD_STATES: Mapping[str, str] = {
    "active": N_("Active"),
    "requested": N_("Release requested"),
    "released": N_("Lifted"),
    "converted": N_("Converted"),
}
HOLD_EVENTS: Mapping[str, str] = {
    "placed": N_("Hold placed"),
    "widened": N_("Hold widened"),
    "narrowed": N_("Hold narrowed"),
    "extended": N_("Review date extended"),
    "escalated": N_("Review overdue"),
    "changed": N_("Change recorded"),
    "requested": N_("Release requested"),
    "rejected": N_("Request turned down"),
    "partly_released": N_("Released in part"),
    "released": N_("Hold lifted"),
    "converted": N_("Hold converted"),
    "assigned": N_("Owner named"),
}
ACTIVITIES: Mapping[str, str] = {
    "receive": N_("Receive"),
    "put_away": N_("Put away"),
    "move": N_("Move"),
    "move_in_quarantine": N_("Move within quarantine"),
    "sample": N_("Take samples"),
    "send_to_test": N_("Send to test"),
    "inspect": N_("Inspect"),
    "sort": N_("Sort"),
    "release": N_("Release"),
    "consume": N_("Consume"),
    "start_operation": N_("Start an operation"),
    "complete_operation": N_("Complete an operation"),
    "output": N_("Output"),
    "pack": N_("Pack"),
    "label": N_("Label"),
    "ship": N_("Ship"),
    "rework": N_("Rework"),
    "return_to_supplier": N_("Return to supplier"),
    "outsourced_processing": N_("Outsourced processing"),
    "scrap": N_("Scrap"),
}
