"""Sheets of production in the master data workbook."""

from qtrace.domain.production.checks_due import CheckKind
from qtrace.exchange.columns import CellKind, Column, Sheet, must, names, word
from qtrace.i18n import N_

_T, _W, _D = CellKind.TEXT, CellKind.WHOLE, CellKind.DECIMAL

LINES = Sheet(
    "lines",
    ("code",),
    (
        must("code", N_("code of the line, e.g. L2")),
        *names(),
        must("location", N_("place of its material, zone wip")),
    ),
)
EQUIPMENT = Sheet(
    "equipment",
    ("code",),
    (
        must("code", N_("code on the equipment")),
        *names(),
        must("type", N_("kind that operations ask for")),
        Column("line", _T, N_("code of its line, empty if it is carried")),
        Column("gauge", _T, N_("code of the gauge that it measures with")),
        Column("qualified_to", CellKind.DAY, N_("last day of its qualification")),
    ),
)
TRAINING = Sheet(
    "training",
    ("person", "topic"),
    (
        must("person", N_("login name")),
        must("topic", N_("operation or document with its revision")),
        must("done_on", N_("day of the training"), CellKind.DAY),
        Column("valid_to", CellKind.DAY, N_("last day on which it counts, empty if unlimited")),
    ),
)
LABEL_VERSIONS = Sheet(
    "label_versions",
    ("part", "version"),
    (
        must("part", N_("part number")),
        must("version", N_("version of the label")),
        must("udi_di", N_("device identifier on it, a code of the part")),
        Column("description", _T, N_("what the label looks like")),
    ),
)
ROUTES = Sheet(
    "routes",
    ("route", "no"),
    (
        must("route", N_("code of the route")),
        must("part", N_("number of the part that is made")),
        must("no", N_("number of the operation"), CellKind.WHOLE),
        *names(),
        Column("training_topic", _T, N_("what the operator must be trained in")),
        Column("equipment_type", _T, N_("kind of equipment that is needed")),
        Column("makes_units", CellKind.YES_NO, N_("pieces get serial numbers here"), default="no"),
        Column("most_passes", _W, N_("how often it may be done, rework included"), default="1"),
    ),
)
ROUTE_CHECKS = Sheet(
    "route_checks",
    ("route", "operation", "no"),
    (
        must("route", N_("code of the route")),
        must("operation", N_("number of the operation"), CellKind.WHOLE),
        must("no", N_("number of the check"), CellKind.WHOLE),
        word("kind", tuple(CheckKind), CheckKind.PATROL.value, N_("kind of check")),
        *names(),
        Column("lsl", _D, N_("lower limit")),
        Column("usl", _D, N_("upper limit")),
        Column("unit", _T, N_("unit of the values")),
        Column("gauge_type", _T, N_("type of gauge that is needed")),
        Column("at_start", CellKind.YES_NO, N_("due before the first piece"), default="no"),
        Column("every_n", _W, N_("due after so many pieces")),
        Column("every_minutes", _W, N_("due after so many minutes")),
        Column("after_stop", CellKind.YES_NO, N_("due after every stop"), default="no"),
        Column("second_person", CellKind.YES_NO, N_("another person confirms it"), default="no"),
    ),
)
BILLS = Sheet(
    "bills",
    ("bill", "no", "rank"),
    (
        must("bill", N_("code of the bill of materials")),
        must("made", N_("number of the part that is made")),
        must("no", N_("number of the need"), CellKind.WHOLE),
        Column("rank", _W, N_("0, or 1 and more for alternates"), default="0"),
        must("operation", N_("number of the operation"), CellKind.WHOLE),
        must("part", N_("part number")),
        must("revision", N_("revision, e.g. C")),
        must("num", N_("quantity for one piece, or its numerator"), CellKind.WHOLE),
        Column("den", _W, N_("denominator of the quantity"), default="1"),
        Column("overlap", _W, N_("pieces in which loads mix after a change"), default="0"),
    ),
)
WORK_ORDERS = Sheet(
    "work_orders",
    ("number",),
    (
        must("number", N_("order number")),
        must("part", N_("part number")),
        must("line", N_("code of the line, e.g. L2")),
        must("planned", N_("pieces to be made"), CellKind.WHOLE),
        Column("lot", _T, N_("number of the production lot, empty for the next one")),
        Column("expiry", CellKind.DAY, N_("last usable day, empty if unlimited")),
        Column("needed_at", CellKind.INSTANT, N_("when it is wanted")),
    ),
)

PRODUCTION = (
    LINES, EQUIPMENT, TRAINING, LABEL_VERSIONS, ROUTES, ROUTE_CHECKS, BILLS, WORK_ORDERS,
)  # fmt: skip
