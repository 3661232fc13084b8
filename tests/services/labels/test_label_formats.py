"""Formats of supplier labels and code profiles: declared, used at the door, and told in receipts."""

import pytest

from qtrace.domain.codes.gs1 import parse_gs1
from qtrace.domain.codes.reasons import CodeReason, Verdict
from qtrace.domain.codes.supplier_format import compile_format
from qtrace.domain.quantities import q6
from qtrace.reference import ai_table
from qtrace.services.catalogue.code_profiles import SetCodeProfile, code_profiles
from qtrace.services.items.lot_page import lot_page
from qtrace.services.outcomes import Done
from qtrace.services.receiving.queries import arrival
from qtrace.services.receiving.reading import decided, read_again, read_by_formats
from qtrace.services.suppliers.commands import AddSupplierFormat, RetireSupplierFormat
from qtrace.services.suppliers.formats import FormatRow, expected_formats, supplier_formats
from tests.support.receiving import BAG_GTIN, make_receiving

BARRED = "P{part}|Q{qty:digits}|L{lot}|D{expiry:YYMMDD}"
LABEL = "PHM-SR12|Q1200|L7F42|D311105"
LOST = f"01{BAG_GTIN}107F4217311105"


@pytest.fixture
def bench(plant):
    return make_receiving(plant)


def add_format(bench, name="Box", pattern=BARRED, supplier="S-0117", by="wang", **over):
    values = {"format_id": bench.new(), "supplier_id": bench.suppliers.get(supplier, 1)} | over
    return bench.send(AddSupplierFormat(**bench.head(), name=name, pattern=pattern, **values), by)


def retire(bench, row: FormatRow, reason="new label", **over):
    values = {"format_id": row.format_id, "row_version": row.row_version} | over
    return bench.send(RetireSupplierFormat(**bench.head(), reason=reason, **values))


def set_profile(bench, profile, by="wang", **over):
    row = bench.ask(code_profiles)[0]
    values = {"part_code_id": row.part_code_id, "row_version": row.row_version} | over
    return bench.send(SetCodeProfile(**bench.head(), profile=profile, **values), by)


def test_a_format_that_can_be_read_is_added_by_quality_and_retired_with_a_reason(bench):
    assert add_format(bench, by="chen").code == "NOT_ALLOWED"
    done = add_format(bench, name=" Box ")
    assert done.facts == {"supplier": "S-0117", "format": "Box"}
    (row,) = bench.ask(supplier_formats)
    assert (row.label, row.pattern, row.is_active) == ("S-0117 Box", BARRED, True)
    assert retire(bench, row, reason=" ").code == "FORMAT_REASON_MISSING"
    assert retire(bench, row, row_version=9).code == "CHANGED_BY_OTHERS"
    assert retire(bench, row, format_id=5).code == "FORMAT_UNKNOWN"
    assert isinstance(retire(bench, row), Done)
    (row,) = bench.ask(supplier_formats)
    assert not row.is_active
    assert retire(bench, row).code == "FORMAT_RETIRED"
    assert add_format(bench).code == "FORMAT_EXISTS"
    refused = add_format(bench, pattern="P{part}{lot}")
    assert (refused.code, refused.facts["fault"]) == ("FORMAT_INVALID", "run_together")
    assert refused.facts["place"] == "8"
    assert add_format(bench, pattern=" ").code == "FIELD_EMPTY"
    assert add_format(bench, name="A\x00").code == "TEXT_REFUSED"
    assert add_format(bench, supplier_id=77).code == "SUPPLIER_UNKNOWN"


def test_a_label_is_read_by_the_formats_of_suppliers_that_are_expected(bench):
    add_format(bench)
    bench.part_code("SR-12", "HM-SR12", 100, agency="SUPPLIER")
    assert bench.ask(read_by_formats, LABEL) is None
    bench.expected()
    found = bench.ask(read_by_formats, LABEL)
    assert (found.verdict, found.format) == (Verdict.VALID, "supplier:S-0117 Box")
    came = bench.ask(arrival, found)
    assert came.lines[0].line_id == bench.lines["a"]
    assert (came.came.part, came.came.supplier_lot) == ("SR-12", "7F42")
    assert came.came.quantity_q6 == q6(1200)
    assert came.came.expiry.isoformat() == "2031-11-05"
    assert bench.ask(read_by_formats, "no such label") is None
    retire(bench, bench.ask(supplier_formats)[0])
    assert bench.ask(read_by_formats, LABEL) is None


def test_two_fitting_formats_are_no_reading_until_the_delivery_is_chosen(bench):
    other = bench.supplier("S-0203")
    add_format(bench)
    add_format(bench, supplier="S-0203")
    bench.expected()
    bench.deliver(bench.line("b"), number="DN-b", supplier="S-0203")
    found = bench.ask(read_by_formats, LABEL)
    assert found.verdict is Verdict.SUSPECT
    assert found.reasons[0].code is CodeReason.FORMATS_AMBIGUOUS
    assert found.reasons[0].facts == {"first": "S-0117 Box", "second": "S-0203 Box"}
    chosen = bench.ask(read_by_formats, LABEL, other)
    assert (chosen.verdict, chosen.format) == (Verdict.VALID, "supplier:S-0203 Box")


def test_what_no_format_reads(bench, monkeypatch):
    """The number of an order is no label; a pattern that a newer version refuses reads nothing."""
    add_format(bench, pattern="PO-{lot:2}-{serial:4}")
    bench.expected()
    assert bench.ask(read_by_formats, "PO-26-2207") is None
    assert bench.ask(read_by_formats, "PO-26-2208").lot == "26"
    problem = compile_format("Box", "{part}{lot}")
    monkeypatch.setattr(FormatRow, "compiled", problem)
    assert bench.ask(expected_formats) == ()


def test_a_profile_is_set_changed_and_withdrawn(bench):
    assert set_profile(bench, "10 17", by="chen").code == "NOT_ALLOWED"
    assert set_profile(bench, "10 1X").code == "PROFILE_AI_UNKNOWN"
    done = set_profile(bench, "(01)(10)(17)")
    assert done.facts == {"code": BAG_GTIN, "before": "", "profile": "10 17"}
    (row,) = bench.ask(code_profiles)
    assert (row.part, row.gtin, row.profile, row.row_version) == ("SR-12", BAG_GTIN, "10 17", 1)
    assert set_profile(bench, "17 10", row_version=0).code == "CHANGED_BY_OTHERS"
    assert set_profile(bench, "").facts["before"] == "10 17"
    assert bench.ask(code_profiles)[0].profile == ""
    assert bench.ask(decided, lost()).verdict is Verdict.SUSPECT
    assert set_profile(bench, "10 17", part_code_id=5).code == "PART_CODE_UNKNOWN"
    bench.part_code("SR-12", "HM-SR12", 100, agency="SUPPLIER")
    assert len(bench.ask(code_profiles)) == 1


def lost():
    message = parse_gs1(LOST, ai_table(), 2026)
    assert message.verdict is Verdict.SUSPECT
    return message


def test_the_profile_decides_a_label_that_lost_its_separators(bench):
    assert bench.ask(decided, lost()).verdict is Verdict.SUSPECT
    assert bench.ask(read_again, LOST).verdict is Verdict.SUSPECT
    set_profile(bench, "10 17")
    found = bench.ask(decided, lost())
    assert (found.verdict, found.lot) == (Verdict.VALID, "7F42")
    intact = parse_gs1(f"01{BAG_GTIN}1731110510ABC", ai_table(), 2026)
    assert bench.ask(decided, intact) is intact
    line = bench.expected()
    came = bench.ask(arrival, found)
    assert came.lines[0].line_id == line
    assert came.lines[0].came.profile == "10 17"
    found = bench.ask(read_again, f"01{BAG_GTIN}\n107F4217311105")
    assert (found.verdict, found.lot) == (Verdict.VALID, "7F42")
    assert bench.ask(read_again, "no label") is None


def test_the_receipt_says_that_the_profile_decided(bench):
    set_profile(bench, "10 17")
    bench.expected()
    done = bench.receive(raw_code=LOST)
    assert "READ_BY_PROFILE" in done.facts["findings"].split(",")
    page = bench.ask(lot_page, bench.last)
    (finding,) = [f for f in page.identity.receipt.findings if f.code == "READ_BY_PROFILE"]
    assert finding.facts == {"part": "SR-12", "profile": "10 17"}
    bench.expected("b", order="PO-26-2208", sscc=None)
    whole = bench.receive("b", raw_code=f"01{BAG_GTIN}107F42\x1d17311105")
    assert "READ_BY_PROFILE" not in whole.facts["findings"]


WHOLE = f"01{BAG_GTIN}1731110510ABC"


def codes(findings):
    return [finding.code.value for finding in findings]


def test_a_label_that_lacks_a_field_of_its_profile_is_received_with_a_warning(bench):
    set_profile(bench, "17 10 21")
    line = bench.expected()
    came = bench.ask(arrival, parse_gs1(WHOLE, ai_table(), 2026))
    assert came.lines[0].line_id == line
    assert "FIELDS_MISSING" in codes(came.lines[0].verdict.findings)
    done = bench.receive(raw_code=WHOLE)
    assert isinstance(done, Done)
    assert "FIELDS_MISSING" in done.facts["findings"].split(",")
    page = bench.ask(lot_page, bench.last)
    (finding,) = [f for f in page.identity.receipt.findings if f.code == "FIELDS_MISSING"]
    assert finding.facts["missing"] == "(21)"


def test_where_the_profile_must_be_kept_the_goods_wait_for_quality(bench):
    set_profile(bench, "17 21 strict")
    assert bench.ask(code_profiles)[0].profile == "17 21 strict"
    bench.expected()
    refused = bench.receive(raw_code=WHOLE)
    assert refused.code == "PROFILE_NOT_KEPT"
    assert refused.facts["profile"] == "(01)(17)(21)"
    done = bench.receive(raw_code=WHOLE, acknowledged=("PROFILE_NOT_KEPT",))
    assert isinstance(done, Done)
    found = done.facts["findings"].split(",")
    assert {"PROFILE_NOT_KEPT", "FIELDS_MISSING", "FIELDS_EXTRA"} <= set(found)
    assert done.facts["place"] == "pending"


def test_both_symbols_of_a_label_together_keep_to_the_profile(bench):
    set_profile(bench, "17 10 strict")
    bench.expected()
    alone = bench.ask(arrival, parse_gs1(f"01{BAG_GTIN}", ai_table(), 2026))
    assert "PROFILE_NOT_KEPT" in codes(alone.lines[0].verdict.findings)
    done = bench.receive(raw_code=f"01{BAG_GTIN}\n1731110510ABC")
    assert isinstance(done, Done)
    assert "PROFILE_NOT_KEPT" not in done.facts["findings"]
