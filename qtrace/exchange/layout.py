"""The master data workbook: its sheets and columns, once, for template, reading and messages."""

from dataclasses import dataclass
from enum import StrEnum

from qtrace.domain.catalogue import CodeAgency, ContainerWord, PaperKind
from qtrace.domain.inspection import CharKind
from qtrace.domain.people import Role
from qtrace.domain.production.checks_due import CheckKind
from qtrace.domain.suppliers import SourceState
from qtrace.domain.warehouse import Zone
from qtrace.i18n import N_


class CellKind(StrEnum):
    """What a cell must hold."""

    TEXT = "text"
    WHOLE = "whole"
    DECIMAL = "decimal"
    DAY = "day"
    INSTANT = "instant"
    YES_NO = "yes_no"
    WORD = "word"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet.

    Attributes:
        name: heading, stable and in English.
        kind: what its cells hold.
        required: True if an empty cell is an error.
        choices: allowed words of a WORD or WORDS column.
        default: value of an empty cell.
        help: what belongs there, for the template.
    """

    name: str
    kind: CellKind
    help: str
    required: bool = False
    choices: tuple[str, ...] = ()
    default: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its key columns make a row unique."""

    name: str
    keys: tuple[str, ...]
    columns: tuple[Column, ...]


SOURCE_STATES = tuple(SourceState)
ROLES = tuple(Role)
PAPERS = tuple(PaperKind)
_T, _W, _D = CellKind.TEXT, CellKind.WHOLE, CellKind.DECIMAL


def _must(name: str, help_text: str, kind: CellKind = CellKind.TEXT) -> Column:
    return Column(name, kind, help_text, required=True)


def _names() -> tuple[Column, Column]:
    return (
        Column("name_en", _T, N_("name in English")),
        Column("name_zh", _T, N_("name in Chinese")),
    )


def _word(name: str, choices: tuple[str, ...], default: str, help_text: str) -> Column:
    return Column(name, CellKind.WORD, help_text, choices=choices, default=default)


UNITS = Sheet(
    "units",
    ("code",),
    (
        _must("code", N_("UCUM code, e.g. 1, m, kg")),
        Column("symbol_en", _T, N_("as printed in English")),
        Column("symbol_zh", _T, N_("as printed in Chinese")),
    ),
)
PARTS = Sheet(
    "parts",
    ("number",),
    (
        _must("number", N_("part number")),
        *_names(),
        _word("tracking", ("lot", "serial", "none"), "lot", N_("how it is traced")),
        _word("criticality", ("critical", "major", "minor"), "major", N_("risk class")),
        _must("base_unit", N_("code of a unit")),
        _word("container", tuple(ContainerWord), ContainerWord.BOX.value, N_("packaging")),
        Column("shelf_life_days", _W, N_("days from manufacture, empty if unlimited")),
        Column("over_delivery_pct", _W, N_("per cent that may come beyond an order"), default="0"),
        Column("required_papers", CellKind.WORDS, N_("papers of every lot"), choices=PAPERS),
    ),
)
REVISIONS = Sheet(
    "revisions",
    ("part", "revision"),
    (
        _must("part", N_("part number")),
        _must("revision", N_("revision, e.g. C")),
        Column("drawing", _T, N_("drawing or specification with its edition")),
    ),
)
PART_CODES = Sheet(
    "part_codes",
    ("code",),
    (
        _must("part", N_("part number")),
        _must("code", N_("GTIN or other code, digits as text")),
        _word("agency", tuple(CodeAgency), "GS1", N_("who issued it")),
        Column("package_level", _T, N_("piece, bag, box, pallet"), default="piece"),
        Column("units_per", _D, N_("quantity in one such package"), default="1"),
        Column("profile", _T, N_("identifiers behind the GTIN on every label, e.g. 17 10 21")),
    ),
)
SUPPLIERS = Sheet(
    "suppliers",
    ("code",),
    (
        _must("code", N_("supplier code")),
        *_names(),
        _word("state", SOURCE_STATES, "approved", N_("standing as a whole")),
    ),
)
SITES = Sheet(
    "sites",
    ("code",),
    (
        _must("code", N_("code of the manufacturing site")),
        Column("maker_en", _T, N_("maker in English")),
        Column("maker_zh", _T, N_("maker in Chinese")),
        *_names(),
    ),
)
SOURCES = Sheet(
    "sources",
    ("supplier", "part", "site"),
    (
        _must("supplier", N_("supplier code")),
        _must("part", N_("part number")),
        _must("site", N_("code of the manufacturing site")),
        _word("state", SOURCE_STATES, "approved", N_("standing for this part")),
        Column("reason", _T, N_("why, if it is not approved")),
        Column("lots_left_tightened", _W, N_("lots still inspected tightened"), default="0"),
    ),
)
SUPPLIER_FORMATS = Sheet(
    "supplier_formats",
    ("supplier", "name"),
    (
        _must("supplier", N_("supplier code")),
        _must("name", N_("name of the label format")),
        _must("pattern", N_("text of the label with fields in braces")),
    ),
)
LOCATIONS = Sheet(
    "locations",
    ("code",),
    (
        _must("code", N_("place, e.g. A-03-12")),
        *_names(),
        _word("zone", tuple(Zone), "released", N_("what may lie there")),
    ),
)
ORDERS = Sheet(
    "orders",
    ("number", "line"),
    (
        _must("number", N_("order number")),
        _must("supplier", N_("supplier code")),
        _must("ordered_on", N_("day of the order"), CellKind.DAY),
        _must("line", N_("line number"), CellKind.WHOLE),
        _must("part", N_("part number")),
        _must("revision", N_("ordered revision")),
        _must("quantity", N_("in the part's base unit"), CellKind.DECIMAL),
        _must("due_on", N_("day on which it is due"), CellKind.DAY),
    ),
)
DELIVERIES = Sheet(
    "deliveries",
    ("number", "line"),
    (
        _must("number", N_("delivery note number")),
        _must("supplier", N_("supplier code")),
        Column("carrier", _T, N_("carrier")),
        Column("sscc", _T, N_("18 digits of the pallet")),
        _must("line", N_("line number"), CellKind.WHOLE),
        Column("order", _T, N_("order number")),
        Column("order_line", _W, N_("line of the order")),
        _must("part", N_("part number")),
        Column("site", _T, N_("code of the manufacturing site")),
        Column("supplier_lot", _T, N_("lot number of the supplier")),
        _must("quantity", N_("in the part's base unit"), CellKind.DECIMAL),
        _must("containers", N_("number of containers"), CellKind.WHOLE),
        Column("needed_at", CellKind.INSTANT, N_("when production wants it")),
    ),
)
_SAMPLINGS = ("single", "all", "fixed", "c0", "double", "variables", "lq", "success_run")
PLANS = Sheet(
    "plans",
    ("plan",),
    (
        _must("plan", N_("plan code")),
        _must("part", N_("part number")),
        Column("supplier", _T, N_("supplier code, empty for all")),
        Column("signature_chain", _T, N_("inspect / inspect,review / …"), default="inspect"),
        Column("early_stop", CellKind.YES_NO, N_("may stop when certain"), default="yes"),
        _word("first_lot", ("tightened", "all"), "tightened", N_("first lot after a change")),
        Column("skip_lot", CellKind.YES_NO, N_("lots may be skipped"), default="no"),
        Column("drawing", _T, N_("PNG, JPEG or PDF file beside the workbook")),
        Column("drawing_page", _W, N_("page of a PDF, empty for the first")),
        Column("instruction", _T, N_("PNG, JPEG or PDF file beside the workbook")),
        Column("instruction_page", _W, N_("page of a PDF, empty for the first")),
    ),
)
PLAN_CLASSES = Sheet(
    "plan_classes",
    ("plan", "class"),
    (
        _must("plan", N_("plan code")),
        _word("class", ("critical", "major", "minor"), "major", N_("class of characteristics")),
        _word("sampling", _SAMPLINGS, "single", N_("kind of sampling")),
        _word("standard", ("iso2859", "z14", "z19", ""), "", N_("for single, double, variables")),
        Column("level", _T, N_("I, II, III, S-1 … S-4")),
        Column("aql", _T, N_("AQL as printed in the standard")),
        Column("fixed_n", _W, N_("pieces, for a fixed number")),
        Column("ac", _W, N_("acceptance number, for fixed, all, lq and success_run")),
        _word("sigma", ("known", "unknown", ""), "", N_("for variables: is the spread known")),
        Column("sigma_value", _D, N_("the known standard deviation")),
        _word("method", ("k", "M", ""), "", N_("for variables")),
        Column("lq", _D, N_("limiting quality in percent, for lq")),
        Column("confidence", _D, N_("between 0 and 1, for success_run")),
        Column("reliability", _D, N_("between 0 and 1, for success_run")),
    ),
)
CHARACTERISTICS = Sheet(
    "characteristics",
    ("plan", "no"),
    (
        _must("plan", N_("plan code")),
        _must("no", N_("number in the plan"), CellKind.WHOLE),
        _word("kind", tuple(CharKind), "attribute", N_("what is read of it")),
        _word("class", ("critical", "major", "minor"), "major", N_("class of characteristics")),
        *_names(),
        Column("nominal", _D, N_("nominal value")),
        Column("lsl", _D, N_("lower limit")),
        Column("usl", _D, N_("upper limit")),
        Column("unit", _T, N_("unit of the values")),
        Column("decimals", _W, N_("decimals that are read")),
        Column("gauge_type", _T, N_("type of gauge that is needed")),
        Column("method_en", _T, N_("method in English")),
        Column("method_zh", _T, N_("method in Chinese")),
        Column("defect_codes", CellKind.WORDS, N_("defect codes, separated by commas")),
        Column("options", _T, N_("of a choice: CLEAR=Clear/透明; CLOUDY!=Cloudy/浑浊")),
        Column("required", CellKind.YES_NO, N_("no: a text may be left out"), default="yes"),
        Column("formula", _T, N_("of a formula: (c2 - c3) / 2, mean, min, max, abs")),
        Column("balloon", _T, N_("place on the drawing, e.g. 0.25 0.60")),
    ),
)
GAUGES = Sheet(
    "gauges",
    ("code",),
    (
        _must("code", N_("code on the gauge")),
        *_names(),
        _must("type", N_("type that characteristics ask for")),
        Column("resolution", _T, N_("smallest step with its unit")),
        Column("range", _T, N_("measuring range")),
        _must("unit", N_("unit of the values")),
        Column("location", _T, N_("where it is kept")),
        Column("calibrated_on", CellKind.DAY, N_("day of the last calibration")),
        Column("due_on", CellKind.DAY, N_("day on which the next is due")),
        Column("certificate", _T, N_("number of its certificate")),
    ),
)
PEOPLE = Sheet(
    "people",
    ("login",),
    (
        _must("login", N_("login name")),
        *_names(),
        Column("badge_number", _W, N_("number of the badge")),
        Column("roles", CellKind.WORDS, N_("roles, separated by commas"), choices=ROLES),
        _word("language", ("", "en", "zh_CN"), "", N_("language of the screens")),
    ),
)

LINES = Sheet(
    "lines",
    ("code",),
    (
        _must("code", N_("code of the line, e.g. L2")),
        *_names(),
        _must("location", N_("place of its material, zone wip")),
    ),
)
EQUIPMENT = Sheet(
    "equipment",
    ("code",),
    (
        _must("code", N_("code on the equipment")),
        *_names(),
        _must("type", N_("kind that operations ask for")),
        Column("line", _T, N_("code of its line, empty if it is carried")),
        Column("gauge", _T, N_("code of the gauge that it measures with")),
        Column("qualified_to", CellKind.DAY, N_("last day of its qualification")),
    ),
)
TRAINING = Sheet(
    "training",
    ("person", "topic"),
    (
        _must("person", N_("login name")),
        _must("topic", N_("operation or document with its revision")),
        _must("done_on", N_("day of the training"), CellKind.DAY),
        Column("valid_to", CellKind.DAY, N_("last day on which it counts, empty if unlimited")),
    ),
)
LABEL_VERSIONS = Sheet(
    "label_versions",
    ("part", "version"),
    (
        _must("part", N_("part number")),
        _must("version", N_("version of the label")),
        _must("udi_di", N_("device identifier on it, a code of the part")),
        Column("description", _T, N_("what the label looks like")),
    ),
)
ROUTES = Sheet(
    "routes",
    ("route", "no"),
    (
        _must("route", N_("code of the route")),
        _must("part", N_("number of the part that is made")),
        _must("no", N_("number of the operation"), CellKind.WHOLE),
        *_names(),
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
        _must("route", N_("code of the route")),
        _must("operation", N_("number of the operation"), CellKind.WHOLE),
        _must("no", N_("number of the check"), CellKind.WHOLE),
        _word("kind", tuple(CheckKind), CheckKind.PATROL.value, N_("kind of check")),
        *_names(),
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
        _must("bill", N_("code of the bill of materials")),
        _must("made", N_("number of the part that is made")),
        _must("no", N_("number of the need"), CellKind.WHOLE),
        Column("rank", _W, N_("0, or 1 and more for alternates"), default="0"),
        _must("operation", N_("number of the operation"), CellKind.WHOLE),
        _must("part", N_("part number")),
        _must("revision", N_("revision, e.g. C")),
        _must("num", N_("quantity for one piece, or its numerator"), CellKind.WHOLE),
        Column("den", _W, N_("denominator of the quantity"), default="1"),
        Column("overlap", _W, N_("pieces in which loads mix after a change"), default="0"),
    ),
)
WORK_ORDERS = Sheet(
    "work_orders",
    ("number",),
    (
        _must("number", N_("order number")),
        _must("part", N_("part number")),
        _must("line", N_("code of the line, e.g. L2")),
        _must("planned", N_("pieces to be made"), CellKind.WHOLE),
        Column("lot", _T, N_("number of the production lot, empty for the next one")),
        Column("expiry", CellKind.DAY, N_("last usable day, empty if unlimited")),
        Column("needed_at", CellKind.INSTANT, N_("when it is wanted")),
    ),
)

SHEETS = (
    UNITS, PARTS, REVISIONS, PART_CODES, SUPPLIERS, SUPPLIER_FORMATS, SITES, SOURCES, LOCATIONS,
    ORDERS, DELIVERIES, PLANS, PLAN_CLASSES, CHARACTERISTICS, GAUGES, PEOPLE,
    LINES, EQUIPMENT, TRAINING, LABEL_VERSIONS, ROUTES, ROUTE_CHECKS, BILLS, WORK_ORDERS,
)  # fmt: skip
BY_NAME = {sheet.name: sheet for sheet in SHEETS}
