"""The master data workbook: its sheets and columns, once, for template, reading and messages."""

from qtrace.domain.catalogue import CodeAgency, ContainerWord, PaperKind
from qtrace.domain.inspection import CharKind
from qtrace.domain.people import Role
from qtrace.domain.suppliers import SourceState
from qtrace.domain.warehouse import Zone
from qtrace.exchange.columns import CellKind, Column, Sheet, must, names, word
from qtrace.exchange.layout_production import PRODUCTION
from qtrace.i18n import N_

SOURCE_STATES = tuple(SourceState)
ROLES = tuple(Role)
PAPERS = tuple(PaperKind)
_T, _W, _D = CellKind.TEXT, CellKind.WHOLE, CellKind.DECIMAL


UNITS = Sheet(
    "units",
    ("code",),
    (
        must("code", N_("UCUM code, e.g. 1, m, kg")),
        Column("symbol_en", _T, N_("as printed in English")),
        Column("symbol_zh", _T, N_("as printed in Chinese")),
    ),
)
PARTS = Sheet(
    "parts",
    ("number",),
    (
        must("number", N_("part number")),
        *names(),
        word("tracking", ("lot", "serial", "none"), "lot", N_("how it is traced")),
        word("criticality", ("critical", "major", "minor"), "major", N_("risk class")),
        must("base_unit", N_("code of a unit")),
        word("container", tuple(ContainerWord), ContainerWord.BOX.value, N_("packaging")),
        Column("shelf_life_days", _W, N_("days from manufacture, empty if unlimited")),
        Column("over_delivery_pct", _W, N_("per cent that may come beyond an order"), default="0"),
        Column("required_papers", CellKind.WORDS, N_("papers of every lot"), choices=PAPERS),
    ),
)
REVISIONS = Sheet(
    "revisions",
    ("part", "revision"),
    (
        must("part", N_("part number")),
        must("revision", N_("revision, e.g. C")),
        Column("drawing", _T, N_("drawing or specification with its edition")),
    ),
)
PART_CODES = Sheet(
    "part_codes",
    ("code",),
    (
        must("part", N_("part number")),
        must("code", N_("GTIN or other code, digits as text")),
        word("agency", tuple(CodeAgency), "GS1", N_("who issued it")),
        Column("package_level", _T, N_("piece, bag, box, pallet"), default="piece"),
        Column("units_per", _D, N_("quantity in one such package"), default="1"),
        Column("profile", _T, N_("identifiers behind the GTIN on every label, e.g. 17 10 21")),
    ),
)
SUPPLIERS = Sheet(
    "suppliers",
    ("code",),
    (
        must("code", N_("supplier code")),
        *names(),
        word("state", SOURCE_STATES, "approved", N_("standing as a whole")),
    ),
)
SITES = Sheet(
    "sites",
    ("code",),
    (
        must("code", N_("code of the manufacturing site")),
        Column("maker_en", _T, N_("maker in English")),
        Column("maker_zh", _T, N_("maker in Chinese")),
        *names(),
    ),
)
SOURCES = Sheet(
    "sources",
    ("supplier", "part", "site"),
    (
        must("supplier", N_("supplier code")),
        must("part", N_("part number")),
        must("site", N_("code of the manufacturing site")),
        word("state", SOURCE_STATES, "approved", N_("standing for this part")),
        Column("reason", _T, N_("why, if it is not approved")),
        Column("lots_left_tightened", _W, N_("lots still inspected tightened"), default="0"),
    ),
)
SUPPLIER_FORMATS = Sheet(
    "supplier_formats",
    ("supplier", "name"),
    (
        must("supplier", N_("supplier code")),
        must("name", N_("name of the label format")),
        must("pattern", N_("text of the label with fields in braces")),
    ),
)
LOCATIONS = Sheet(
    "locations",
    ("code",),
    (
        must("code", N_("place, e.g. A-03-12")),
        *names(),
        word("zone", tuple(Zone), "released", N_("what may lie there")),
    ),
)
ORDERS = Sheet(
    "orders",
    ("number", "line"),
    (
        must("number", N_("order number")),
        must("supplier", N_("supplier code")),
        must("ordered_on", N_("day of the order"), CellKind.DAY),
        must("line", N_("line number"), CellKind.WHOLE),
        must("part", N_("part number")),
        must("revision", N_("ordered revision")),
        must("quantity", N_("in the part's base unit"), CellKind.DECIMAL),
        must("due_on", N_("day on which it is due"), CellKind.DAY),
    ),
)
DELIVERIES = Sheet(
    "deliveries",
    ("supplier", "number", "line"),
    (
        must("number", N_("delivery note number")),
        must("supplier", N_("supplier code")),
        Column("carrier", _T, N_("carrier")),
        Column("sscc", _T, N_("18 digits of the pallet")),
        must("line", N_("line number"), CellKind.WHOLE),
        Column("order", _T, N_("order number")),
        Column("order_line", _W, N_("line of the order")),
        Column("part", _T, N_("part number, empty if it is not known")),
        Column("revision", _T, N_("announced revision")),
        Column("site", _T, N_("code of the manufacturing site")),
        Column("supplier_lot", _T, N_("lot number of the supplier")),
        must("quantity", N_("in the part's base unit"), CellKind.DECIMAL),
        must("containers", N_("number of containers"), CellKind.WHOLE),
        Column("needed_at", CellKind.INSTANT, N_("when production wants it")),
    ),
)
_SAMPLINGS = ("single", "all", "fixed", "c0", "double", "variables", "lq", "success_run")
PLANS = Sheet(
    "plans",
    ("plan",),
    (
        must("plan", N_("plan code")),
        must("part", N_("part number")),
        Column("supplier", _T, N_("supplier code, empty for all")),
        Column("signature_chain", _T, N_("inspect / inspect,review / …"), default="inspect"),
        Column("early_stop", CellKind.YES_NO, N_("may stop when certain"), default="yes"),
        word("first_lot", ("tightened", "all"), "tightened", N_("first lot after a change")),
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
        must("plan", N_("plan code")),
        word("class", ("critical", "major", "minor"), "major", N_("class of characteristics")),
        word("sampling", _SAMPLINGS, "single", N_("kind of sampling")),
        word("standard", ("iso2859", "z14", "z19", ""), "", N_("for single, double, variables")),
        Column("level", _T, N_("I, II, III, S-1 … S-4")),
        Column("aql", _T, N_("AQL as printed in the standard")),
        Column("fixed_n", _W, N_("pieces, for a fixed number")),
        Column("ac", _W, N_("acceptance number, for fixed, all, lq and success_run")),
        word("sigma", ("known", "unknown", ""), "", N_("for variables: is the spread known")),
        Column("sigma_value", _D, N_("the known standard deviation")),
        word("method", ("k", "M", ""), "", N_("for variables")),
        Column("lq", _D, N_("limiting quality in percent, for lq")),
        Column("confidence", _D, N_("between 0 and 1, for success_run")),
        Column("reliability", _D, N_("between 0 and 1, for success_run")),
    ),
)
CHARACTERISTICS = Sheet(
    "characteristics",
    ("plan", "no"),
    (
        must("plan", N_("plan code")),
        must("no", N_("number in the plan"), CellKind.WHOLE),
        word("kind", tuple(CharKind), "attribute", N_("what is read of it")),
        word("class", ("critical", "major", "minor"), "major", N_("class of characteristics")),
        *names(),
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
        must("code", N_("code on the gauge")),
        *names(),
        must("type", N_("type that characteristics ask for")),
        Column("resolution", _T, N_("smallest step with its unit")),
        Column("range", _T, N_("measuring range")),
        must("unit", N_("unit of the values")),
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
        must("login", N_("login name")),
        *names(),
        Column("badge_number", _W, N_("number of the badge")),
        Column("roles", CellKind.WORDS, N_("roles, separated by commas"), choices=ROLES),
        word("language", ("", "en", "zh_CN"), "", N_("language of the screens")),
    ),
)

SHEETS = (
    UNITS, PARTS, REVISIONS, PART_CODES, SUPPLIERS, SUPPLIER_FORMATS, SITES, SOURCES, LOCATIONS,
    ORDERS, DELIVERIES, PLANS, PLAN_CLASSES, CHARACTERISTICS, GAUGES, PEOPLE,
    *PRODUCTION,
)  # fmt: skip
BY_NAME = {sheet.name: sheet for sheet in SHEETS}
