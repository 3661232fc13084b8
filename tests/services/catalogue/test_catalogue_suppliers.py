"""Parts, revisions, codes, suppliers and sources through the door."""

from datetime import date

import pytest
from sqlalchemy import select

from qtrace.domain.codes.internal import InternalCode, InternalKind, parse_internal
from qtrace.domain.quantities import q6
from qtrace.domain.suppliers import SourceState
from qtrace.models.people import Signature
from qtrace.services.catalogue.commands import AddPart, AddPartRevision
from qtrace.services.catalogue.draft_rows import DraftKind
from qtrace.services.catalogue.handlers import normal_part_code, part_by_number, part_page, parts
from qtrace.services.outcomes import Done
from qtrace.services.receiving.commands import AddDelivery, AddOrder, OrderLineInput
from qtrace.services.suppliers.commands import AddSupplier, AddSupplierSite, SetSourceState
from qtrace.services.suppliers.handlers import sources_of_part, supplier_sites, suppliers
from tests.support.drafts import approval
from tests.support.receiving import BAG_GTIN, SSCC, make_receiving, paper


@pytest.fixture
def bench(plant):
    return make_receiving(plant)


def add_part(bench, **over):
    values = {
        "part_id": bench.new(), "number": "DC-08", "name_en": "Drip chamber", "name_zh": "滴斗",
        "tracking": "lot", "criticality": "major", "base_unit": "pcs", "container_word": "box",
        "shelf_life_days": None, "over_delivery_pct": 0, "required_papers": (),
    } | over  # fmt: skip
    return bench.send(AddPart(**bench.head(), **values))


BAD_PARTS = [
    ({"number": "SR-12"}, "PART_EXISTS", None),
    ({"number": " "}, "FIELD_EMPTY", "number"),
    ({"name_en": "", "name_zh": ""}, "FIELD_EMPTY", "name_en"),
    ({"number": "A\x00"}, "TEXT_REFUSED", "number"),
    ({"base_unit": "kg"}, "UNIT_UNKNOWN", None),
    ({"tracking": "maybe"}, "FIELD_INVALID", "tracking"),
    ({"criticality": "huge"}, "FIELD_INVALID", "criticality"),
    ({"container_word": "bucket"}, "FIELD_INVALID", "container_word"),
    ({"required_papers": ("coc",)}, "FIELD_INVALID", "required_papers"),
    ({"over_delivery_pct": 101}, "FIELD_INVALID", "over_delivery_pct"),
    ({"shelf_life_days": 0}, "FIELD_INVALID", "shelf_life_days"),
]


def test_parts_that_cannot_be_added(bench):
    for over, code, field in BAD_PARTS:
        refused = add_part(bench, **over)
        assert refused.code == code, over
        assert refused.facts.get("field") == field


def test_a_revision_takes_effect_by_a_second_person_and_supersedes_the_one_before(bench):
    draft = bench.draft("SR-12", "D")
    command = approval(bench.plant, DraftKind.PART, draft)
    assert bench.send(command, "wang", signed=True).code == "SAME_PERSON"
    unsigned = approval(bench.plant, DraftKind.PART, draft)
    assert bench.send(unsigned, "qian").code == "SIGNATURE_REQUIRED"
    stale = approval(bench.plant, DraftKind.PART, draft, seen_sha256="9")
    assert bench.send(stale, "qian", signed=True).code == "CHANGED_SINCE_SEEN"
    done = bench.done(approval(bench.plant, DraftKind.PART, draft), "qian", signed=True)
    assert done.facts == {"revision": "D", "superseded": "C"}
    page = bench.ask(part_page, bench.parts["SR-12"])
    assert [(r.revision, r.state) for r in page.revisions] == [
        ("D", "effective"), ("C", "superseded"),
    ]  # fmt: skip
    assert page.revisions[0].effective_from == date(2026, 11, 22)
    assert page.part.effective_revision == "D"
    again = approval(bench.plant, DraftKind.PART, draft)
    assert bench.send(again, "qian", signed=True).code == "REVISION_NOT_DRAFT"
    with bench.plant.database.read() as session:
        meanings = session.scalars(select(Signature.meaning)).all()
    assert meanings == ["approved", "approved"]


def test_revisions_that_cannot_be_drafted(bench):
    def draft(**over):
        values = {
            "revision_id": bench.new(), "part_id": bench.parts["SR-12"], "revision": "E",
            "drawing": "",
        } | over  # fmt: skip
        return bench.send(AddPartRevision(**bench.head(), **values))

    assert draft(revision="C").code == "REVISION_EXISTS"
    assert draft(revision="").code == "FIELD_EMPTY"
    assert draft(part_id=5).code == "PART_UNKNOWN"
    assert isinstance(draft(), Done)
    (row,) = [row for row in bench.ask(parts) if row.number == "SR-12"]
    assert (row.effective_revision, row.drafts) == ("C", 1)
    missing = approval(bench.plant, DraftKind.PART, 5)
    assert bench.send(missing, "qian", signed=True).code == "REVISION_UNKNOWN"


def test_a_code_names_one_part_for_ever(bench):
    add_part(bench)
    bench.parts["DC-08"] = bench.ask(part_by_number, "DC-08").part_id
    refused = bench.part_code("DC-08", BAG_GTIN)
    assert (refused.code, refused.facts["part"]) == ("PART_CODE_TAKEN", "SR-12")
    assert bench.part_code("DC-08", "19506000134350").code == "PART_CODE_INVALID"
    assert bench.part_code("DC-08", "abc").code == "PART_CODE_INVALID"
    assert bench.part_code("DC-08", "4006381333931", per=0).code == "PART_CODE_INVALID"
    assert bench.part_code("DC-08", "+A99912345/", agency="HIBCC").code == "PART_CODE_INVALID"
    assert bench.part_code("DC-08", "4006381333931").facts["code"] == "04006381333931"
    page = bench.ask(part_page, bench.parts["DC-08"])
    assert [(c.code, c.units_per_q6) for c in page.codes] == [("04006381333931", q6(100))]
    assert bench.ask(part_by_number, "nope") is None
    assert bench.ask(part_page, 5) is None


def test_suppliers_and_sites_by_unique_codes(bench):
    command = AddSupplier(
        **bench.head(), supplier_id=bench.new(), supplier_code="S-0117", name_en="x", name_zh=""
    )
    assert bench.send(command).code == "SUPPLIER_EXISTS"
    command = AddSupplierSite(
        **bench.head(), site_id=bench.new(), site_code="HM-1", maker_en="x", maker_zh="",
        name_en="x", name_zh="",
    )  # fmt: skip
    assert bench.send(command).code == "SITE_EXISTS"
    command = AddSupplier(
        **bench.head(), supplier_id=bench.new(), supplier_code=" ", name_en="x", name_zh=""
    )
    assert bench.send(command).code == "FIELD_EMPTY"
    assert [row.code for row in bench.ask(suppliers)] == ["S-0117"]
    assert [row.code for row in bench.ask(supplier_sites)] == ["HM-1"]


def test_the_standing_of_a_source_changes_with_a_reason(bench):
    assert bench.source("S-0117", "SR-12", "HM-1", SourceState.PROBATION).facts == {
        "before": "approved", "state": "probation",
    }  # fmt: skip
    (row,) = bench.ask(sources_of_part, bench.parts["SR-12"])
    assert (row.state, row.supplier.code, row.site.code) == (
        SourceState.PROBATION,
        "S-0117",
        "HM-1",
    )

    def change(**over):
        values = {
            "source_id": bench.new(), "supplier_id": bench.suppliers["S-0117"], "part_id": None,
            "site_id": None, "state": SourceState.SUSPENDED, "reason": "audit failed",
        } | over  # fmt: skip
        return bench.send(SetSourceState(**bench.head(), **values))

    assert change(reason=" ").code == "SOURCE_REASON_MISSING"
    assert change(supplier_id=5).code == "SUPPLIER_UNKNOWN"
    assert change(part_id=5, site_id=6).code == "PART_UNKNOWN"
    assert change(part_id=bench.parts["SR-12"]).code == "SITE_UNKNOWN"
    assert change().facts == {"before": "approved", "state": "suspended"}
    assert [row.state for row in bench.ask(suppliers)] == [SourceState.SUSPENDED]
    bench.expected()
    assert bench.receive().code == "SUPPLIER_SUSPENDED"


def test_orders_and_deliveries_that_cannot_be_added(bench):
    order_line = bench.order("PO-1")

    def order(**over):
        line = {
            "line_id": bench.new(), "line_no": 1, "part_id": bench.parts["SR-12"],
            "revision_id": bench.revisions["SR-12", "C"], "qty_q6": q6(1),
            "due_on": date(2026, 12, 1),
        } | over.pop("line", {})  # fmt: skip
        values = {
            "order_id": bench.new(), "number": "PO-2",
            "supplier_id": bench.suppliers["S-0117"], "ordered_on": date(2026, 11, 1),
            "lines": (OrderLineInput(**line),) * over.pop("times", 1),
        } | over  # fmt: skip
        return bench.send(AddOrder(**bench.head(), **values)).code

    assert order(number="PO-1") == "ORDER_EXISTS"
    assert order(number="") == "FIELD_EMPTY"
    assert order(supplier_id=5) == "SUPPLIER_UNKNOWN"
    assert order(times=0) == "LINES_MISSING"
    assert order(times=2) == "LINE_NUMBER_TWICE"
    assert order(line={"part_id": 5}) == "PART_UNKNOWN"
    assert order(line={"revision_id": 5}) == "REVISION_UNKNOWN"
    assert order(line={"qty_q6": 0}) == "QUANTITY_MISSING"

    code = bench.deliver(bench.line("a", order_line_id=order_line), number="DN-1", sscc=SSCC)
    parsed = parse_internal(code)
    assert isinstance(parsed, InternalCode)
    assert parsed.kind is InternalKind.DELIVERY

    def deliver(**over):
        line = bench.line("b", **over.pop("line", {}))
        values = {
            "delivery_id": bench.new(), "number": "DN-2",
            "supplier_id": bench.suppliers["S-0117"], "carrier": "", "sscc": None,
            "lines": (line,),
        } | over  # fmt: skip
        return bench.send(AddDelivery(**bench.head(), **values)).code

    assert deliver(number="DN-1") == "DELIVERY_EXISTS"
    assert deliver(sscc=SSCC[:-1] + "9") == "SSCC_INVALID"
    assert deliver(sscc="٣" * 18) == "SSCC_INVALID"
    assert deliver(lines=()) == "LINES_MISSING"
    assert deliver(line={"order_line_id": 5}) == "ORDER_LINE_UNKNOWN"
    assert deliver(line={"manufacturer_site_id": 5}) == "SITE_UNKNOWN"
    assert deliver(line={"expected_q6": 0}) == "QUANTITY_MISSING"
    assert deliver(line={"containers": 0}) == "CONTAINERS_MISSING"
    assert deliver(line={"supplier_lot": "a\x00"}) == "TEXT_REFUSED"
    assert deliver(line={"papers": (paper("x"),)}) == "FIELD_INVALID"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("A123BJC5D6E71", "A123BJC5D6E71"),
        ("*+A123BJC5D6E71G*", "A123BJC5D6E71"),
        (" +A123BJC5D6E71G ", "A123BJC5D6E71"),
        ("+A123BJCMD6E79/$/Q1Z", None),
        ("A123-BJ1", None),
    ],
)
def test_a_hibc_code_is_kept_as_its_device_identifier(typed, kept):
    assert normal_part_code("HIBCC", typed) == kept
