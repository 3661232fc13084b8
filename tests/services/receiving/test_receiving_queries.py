"""What is scanned or typed at the door leads to the expected line, field by field."""

from dataclasses import replace
from datetime import date

import pytest

from qtrace.domain.codes.checks import mod43_character
from qtrace.domain.codes.hibc import parse_hibc
from qtrace.domain.codes.internal import parse_internal
from qtrace.domain.codes.mh10 import parse_mh10
from qtrace.domain.quantities import q6
from qtrace.domain.receipt_rules import judge_receipt
from qtrace.domain.receiving import FindingCode, Level
from qtrace.domain.suppliers import SourceState
from qtrace.reference import ai_table
from qtrace.services.outcomes import Done
from qtrace.services.receiving.fields import Tick
from qtrace.services.receiving.queries import (
    Found,
    arrival,
    expected_line,
    find_expected,
    source_of,
)
from tests.support.receiving import BAG_GTIN, SSCC, ReceivingBench, gs1, make_receiving, paper
from tests.support.statements import count_statements

FULL = f"(00){SSCC}(02){BAG_GTIN}(37)12(10)7F42(11)261105(17)311105(240)SR-12-C(400)PO-26-2207"


@pytest.fixture
def bench(plant) -> ReceivingBench:
    return make_receiving(plant, papers=("test_report", "material"))


def codes(line):
    return [finding.code.value for finding in line.verdict.findings]


def test_the_pallet_label_of_the_mock_up(bench):
    bench.expected(papers=(paper("test_report", "HM-7F42-R"),))
    found = bench.ask(arrival, gs1(FULL))
    assert found.found is Found.SSCC
    (line,) = found.lines
    assert {field.ai: field.tick for field in line.fields} == dict.fromkeys(
        ("00", "02", "37", "10", "11", "17", "240", "400"), Tick.AGREES
    )
    by_ai = {field.ai: field for field in line.fields}
    assert by_ai["02"].facts == {"per": "100"}
    assert by_ai["37"].facts == {"quantity": "1200"}
    assert by_ai["02"].title.zh
    assert by_ai["17"].day.isoformat() == "2031-11-05"
    assert line.came.quantity_q6 == q6(1200)
    assert line.came.containers == 12
    assert (line.part.number, line.part.name.zh, line.part.unit.zh) == ("SR-12", "密封圈", "件")
    assert (line.ordered_revision, line.effective_revision) == ("C", "C")
    assert line.supplier.zh == "恒密橡塑"
    assert line.site.zh == "苏州一厂"
    assert line.source_state is SourceState.APPROVED
    assert line.order_number == "PO-26-2207"
    assert line.expected.ordered_q6 == q6(2000)
    assert line.expected.received_q6 == 0
    assert [(p.kind, p.is_required, p.number) for p in line.papers] == [
        ("test_report", True, "HM-7F42-R"), ("material", True, None),
    ]  # fmt: skip
    assert codes(line) == ["FIRST_LOT_OF_SITE", "CERTIFICATE_MISSING"]
    assert line.verdict.level is Level.WARNING
    assert line.place_code == "Q-01"


def test_what_disagrees_is_marked_field_by_field(bench):
    bench.expected()
    text = f"(00){SSCC}(02){BAG_GTIN}(37)11(10)7F43(17)201105(240)SR-12-B(400)PO-1"
    (line,) = bench.ask(find_expected, gs1(text))
    ticks = {field.ai: field.tick.value for field in line.fields}
    assert ticks == {
        "00": "agrees", "02": "agrees", "37": "differs", "10": "differs", "17": "differs",
        "240": "differs", "400": "differs",
    }  # fmt: skip
    assert codes(line)[:2] == ["OLD_REVISION", "EXPIRED"]
    assert line.verdict.level is Level.BLOCKED
    assert line.place_code == "P-01"


def test_our_own_delivery_code_and_a_typed_order_and_note_find_it(bench):
    order_line = bench.order("PO-26-2207")
    code = bench.deliver(bench.line("a", order_line_id=order_line), number="SN-77")
    for scanned, how in (
        (parse_internal(code), Found.DELIVERY),
        (code.lower(), Found.DELIVERY),
        ("PO-26-2207", Found.ORDER),
        ("po-26-2207 ", Found.ORDER),
        ("SN-77", Found.NOTE),
    ):
        found = bench.ask(arrival, scanned)
        assert (found.found, len(found.lines)) == (how, 1), scanned
        line = found.lines[0]
        assert line.line_id == bench.lines["a"]
        assert line.came.part_id == bench.parts["SR-12"]
        assert line.came.supplier_lot == "7F42"
        assert line.came.quantity_q6 is None, "the code does not carry it: it is asked for"
        is_scan = how is Found.DELIVERY
        assert line.came.has_code is is_scan
        assert line.verdict.has(FindingCode.NO_USABLE_CODE) is not is_scan


def test_nothing_is_an_answer_too(bench):
    bench.expected(sscc=None)
    found = bench.ask(arrival, "PO-404")
    assert (found.found, found.lines) == (Found.NOTHING, ())
    found = bench.ask(arrival, gs1("(01)00000000000017"))
    assert found.lines == ()
    assert found.came.part_id is None
    assert found.came.part == "00000000000017"
    for odd in ("", "\x00", "\ud800", "x" * 9000, "'; drop table item; --"):
        assert bench.ask(arrival, odd).lines == ()
    assert bench.ask(arrival, gs1("garbage")).lines == ()


def _label(payload: str):
    """A HIBC symbol with its check character, read."""
    return parse_hibc(payload + mod43_character(payload), 2026)


def test_a_hibc_label_finds_the_expected_line_by_its_device_identifier(bench):
    bench.part_code("SR-12", "A99912345", 100, agency="HIBCC")
    bench.expected(supplier_lot="8A01")
    found = bench.ask(arrival, _label("+A99912345/$$32612318A01/16D20260101/Q300"))
    assert (found.found, len(found.lines)) == (Found.CODE, 1)
    (line,) = found.lines
    assert (line.came.part, line.came.supplier_lot) == ("SR-12", "8A01")
    assert (line.came.expiry, line.came.made_on) == (date(2026, 12, 31), date(2026, 1, 1))
    assert line.came.quantity_q6 == q6(300)
    ticks = {(f.name, f.ai): f.tick for f in line.fields}
    assert ticks[("di", "")] is Tick.AGREES
    assert ticks[("lot", "")] is Tick.AGREES
    assert {f.name for f in line.fields} == {"di", "expiry", "lot", "mfg", "quantity"}


def test_a_hibc_product_that_nobody_knows_is_kept_with_its_facts(bench):
    bench.expected()
    found = bench.ask(arrival, _label("+B99912345/$$3261231L9"))
    assert (found.found, found.lines, found.came.has_code) == (Found.NOTHING, (), True)
    assert (found.came.part, found.came.supplier_lot) == ("B99912345", "L9")
    assert [f.name for f in found.fields] == ["di", "expiry", "lot"]
    assert bench.ask(arrival, _label("+$$3261231L9G")).came.has_code is False


@pytest.mark.parametrize("number", ["SR-12", "4711"])
def test_a_suppliers_box_label_names_the_part_by_our_number_or_by_his(bench, number):
    bench.part_code("SR-12", "4711", 100, agency="SUPPLIER")
    bench.expected(supplier_lot="8A01")
    text = f"[)>\x1e06\x1dP{number}\x1d1T8A01\x1dQ300\x1d2PC\x1e\x04"
    found = bench.ask(arrival, parse_mh10(text, 2026, ai_table()))
    assert (found.found, found.came.part) == (Found.CODE, "SR-12")
    assert (found.came.revision, found.came.quantity_q6) == ("C", q6(300))
    ticks = {f.name: f.tick for f in found.fields}
    assert (ticks["customer_part"], ticks["lot"]) == (Tick.AGREES, Tick.AGREES)
    assert next(f.title.en for f in found.fields if f.name == "customer_part")


def test_a_suppliers_own_number_is_not_looked_for_among_ours(bench):
    bench.expected()
    found = bench.ask(arrival, parse_mh10("[)>\x1e06\x1d1PSR-12\x1d1TX\x1e\x04", 2026, ai_table()))
    assert (found.found, found.came.part, found.part) == (Found.NOTHING, "SR-12", None)


def test_a_product_code_alone_finds_the_expected_line_by_part_and_lot(bench):
    bench.expected("a", sscc=None)
    bench.expected("b", order="PO-2", sscc=None, supplier_lot="8A01")
    found = bench.ask(arrival, gs1(f"(01){BAG_GTIN}(10)8A01"))
    assert found.found is Found.CODE
    assert [line.line_id for line in found.lines] == [bench.lines["b"]]
    both = bench.ask(arrival, gs1(f"(01){BAG_GTIN}(10)XYZ"))
    assert {line.line_id for line in both.lines} == {bench.lines["a"], bench.lines["b"]}
    assert all(line.verdict.has(FindingCode.DIFFERENT_LOT) for line in both.lines)


def test_a_mixed_pallet_is_several_lines(bench):
    bench.part("DC-08", required_papers=())
    bench.source("S-0117", "DC-08", "HM-1")
    bench.deliver(bench.line("a"), bench.line("b", part="DC-08", supplier_lot="D1"), sscc=SSCC)
    lines = bench.ask(find_expected, gs1(f"(00){SSCC}"))
    assert [line.part.number for line in lines] == ["SR-12", "DC-08"]
    (narrowed,) = bench.ask(find_expected, gs1(f"(00){SSCC}(02){BAG_GTIN}(37)12"))
    assert narrowed.line_id == bench.lines["a"]


def test_another_part_than_announced_is_the_wrong_part(bench):
    bench.part("DC-08", required_papers=())
    assert isinstance(bench.part_code("DC-08", "4006381333931"), Done)
    bench.expected()
    (line,) = bench.ask(find_expected, gs1(f"(00){SSCC}(02)04006381333931(37)3"))
    assert line.came_part.number == "DC-08"
    assert codes(line)[:2] == ["WRONG_PART", "SUPPLIER_UNAPPROVED"]
    assert line.verdict.findings[0].facts == {"part": "DC-08", "expected": "SR-12"}


FOREIGN_GTIN = "09506000134352"


@pytest.mark.parametrize("marking", ["", "(240)SR-12-C", "(240)XY-9"])
@pytest.mark.parametrize("ai", ["01", "02"])
def test_a_product_that_nobody_knows_is_never_taken_for_what_was_ordered(bench, ai, marking):
    bench.expected()
    packages = "(37)12" if ai == "02" else ""
    text = f"(00){SSCC}({ai}){FOREIGN_GTIN}{packages}(10)7F42{marking}(400)PO-26-2207"
    (line,) = bench.ask(find_expected, gs1(text))
    assert line.verdict.level is Level.BLOCKED
    assert codes(line)[0] == "PART_NOT_KNOWN"
    shown = "XY-9" if "XY" in marking else FOREIGN_GTIN
    assert line.verdict.findings[0].facts == {"part": shown}
    assert (line.came.part_id, line.came_part) == (None, None)
    assert {field.ai: field.tick for field in line.fields}[ai] is Tick.NOT_KNOWN
    assert line.place_code == "P-01"


def test_a_part_without_kept_product_codes_is_known_by_its_marking(bench):
    bench.part("DC-08", required_papers=())
    bench.source("S-0117", "DC-08", "HM-1")
    bench.deliver(bench.line("a", part="DC-08"), sscc=SSCC)
    (line,) = bench.ask(find_expected, gs1(f"(00){SSCC}(02){FOREIGN_GTIN}(37)12(240)DC-08"))
    assert line.came_part.number == "DC-08"
    assert not line.verdict.has(FindingCode.PART_NOT_KNOWN)
    assert {field.ai: field.tick for field in line.fields}["02"] is Tick.NOT_KNOWN


def test_the_part_of_an_unexpected_delivery_is_named_by_its_number(bench):
    found = bench.ask(arrival, gs1(f"(01){BAG_GTIN}(10)7F42"))
    assert (found.found, found.came.part, found.part.number) == (Found.NOTHING, "SR-12", "SR-12")


def test_a_received_line_answers_when_and_by_whom(bench):
    bench.expected()
    lot = bench.receive(papers=(paper("test_report"), paper("material"))).facts["lot"]
    (line,) = bench.ask(find_expected, gs1(FULL))
    assert line.state == "received"
    finding = line.verdict.findings[0]
    assert finding.code is FindingCode.ALREADY_RECEIVED
    assert finding.facts["lot"] == lot
    assert line.expected.received_q6 == q6(1200)


def test_a_line_can_be_opened_from_the_queue_and_judged_while_typing(bench):
    bench.expected()
    line = bench.ask(expected_line, bench.lines["a"])
    assert line.fields == ()
    typed = replace(line.came, quantity_q6=q6(2100), containers=12, has_code=True)
    today = bench.ask(arrival, "x").today
    verdict = judge_receipt(line.expected, typed, line.source, line.rules, today)
    assert (verdict.accepted_q6, verdict.excess_q6) == (q6(2000), q6(100))
    assert bench.ask(expected_line, 5) is None


def test_the_source_of_an_unexpected_receipt(bench):
    bench.site("HM-2")
    part, supplier = bench.parts["SR-12"], bench.suppliers["S-0117"]
    known = bench.ask(source_of, supplier, part, bench.sites["HM-1"])
    assert (known.state, known.is_first_lot) == (SourceState.APPROVED, True)
    other = bench.ask(source_of, supplier, part, bench.sites["HM-2"])
    assert other.state is None


def test_the_receive_screen_needs_few_statements(bench):
    bench.expected()
    message = gs1(FULL)
    bench.ask(arrival, message)
    with count_statements(bench.plant.database) as counted:
        bench.ask(arrival, message)
    assert counted.total <= 14, counted.texts
