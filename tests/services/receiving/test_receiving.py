"""Receiving through the door: what comes becomes a lot, whatever it is."""

import json
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from qtrace.domain.holds import BlockProfile
from qtrace.domain.items import LabelStatus
from qtrace.domain.quantities import q6
from qtrace.domain.suppliers import SourceState
from qtrace.models.documents import PrintJob
from qtrace.models.inspection import Inspection
from qtrace.models.items import Item, ItemStatus
from qtrace.models.receiving import Delivery, DeliveryLine, Receipt, SupplierPaper
from qtrace.models.warehouse import Location, Movement, Stock
from qtrace.services.holds.commands import PlaceHold, ReleaseHold, RequestRelease
from qtrace.services.holds.queries import hold_sheet
from qtrace.services.labels.checks import container_task
from qtrace.services.outcomes import Done, Refusal
from qtrace.services.receiving.commands import AdmitLot, RegisterPaper
from tests.support.receiving import ReceivingBench, make_receiving, paper


@pytest.fixture
def bench(plant) -> ReceivingBench:
    return make_receiving(plant)


def rows(bench, *statement):
    with bench.plant.database.read() as session:
        return session.execute(*statement).all()


def one(bench, kind, key):
    with bench.plant.database.read() as session:
        return session.get_one(kind, key)


def test_a_delivery_becomes_a_lot_with_containers_stock_request_and_labels(bench):
    line = bench.expected()
    outcome = bench.receive("a", expiry=date(2031, 11, 5), made_on=date(2026, 11, 5))
    assert isinstance(outcome, Done), outcome
    assert outcome.facts["place"] == "quarantine"
    assert outcome.facts["findings"] == "FIRST_LOT_OF_SITE"
    assert outcome.facts["excess_lot"] == ""
    lot = one(bench, Item, bench.last)
    assert lot.lot == outcome.facts["lot"] == "L26-00001-D"
    assert (lot.qty_q6, lot.supplier_lot, lot.expiry) == (q6(1200), "7F42", date(2031, 11, 5))
    boxes = rows(
        bench,
        select(Item.unit_seq, Item.qty_q6, Item.lot)
        .where(Item.origin_id == lot.id)
        .order_by(Item.unit_seq),
    )
    assert [(n, q) for n, q, _ in boxes] == [(n, q6(100)) for n in range(1, 13)]
    assert boxes[6].lot == "L26-00001-D/07"
    stock = rows(
        bench, select(Stock.on_hand_q6, Location.code).join(Location).where(Stock.item_id == lot.id)
    )
    assert stock == [(q6(1200), "Q-01")]
    assert rows(bench, select(Movement.kind, Movement.qty_q6)) == [("receive", q6(1200))]
    assert one(bench, ItemStatus, lot.id).quality_state == "quarantine"
    inspection = one(bench, Inspection, bench.last_inspection)
    assert (inspection.state, inspection.lot_size) == ("waiting", 1200)
    assert inspection.number == outcome.facts["inspection"]
    assert inspection.needed_at is not None
    jobs = rows(
        bench, select(PrintJob.label_status, PrintJob.container_from, PrintJob.container_to)
    )
    assert jobs == [("quarantine", 1, 12)]
    assert one(bench, DeliveryLine, line).state == "received"
    assert rows(bench, select(Delivery.state)) == [("received",)]
    assert rows(bench, select(Receipt.number, Receipt.source_state)) == [
        ("GR-26-00001", "approved")
    ]


def test_the_second_person_learns_that_it_was_received_by_whom_and_when(bench):
    bench.expected()
    first = bench.receive()
    assert isinstance(first, Done)
    again = bench.receive()
    assert isinstance(again, Refusal)
    assert again.code == "ALREADY_RECEIVED"
    assert again.facts["lot"] == first.facts["lot"]
    assert again.facts["name_en"] == "Chen"
    assert again.facts["at"].startswith("2026-11-22T08:00")
    assert rows(bench, select(Receipt.id).where(Receipt.id.is_not(None))) != []
    acknowledged = bench.receive(acknowledged=("ALREADY_RECEIVED",))
    assert isinstance(acknowledged, Done), acknowledged
    assert acknowledged.facts["place"] == "pending"
    assert acknowledged.facts["inspection"] == ""


def test_two_stations_receive_one_delivery_and_the_first_commit_wins(bench):
    bench.expected()
    stations = (bench.plant.bench, bench.other_station())
    commands = (bench.receipt(), bench.receipt())
    start = threading.Barrier(2)

    def send(station, command):
        start.wait(10)
        return station.send(command, by=bench.people["chen"])

    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(send, stations, commands))
    stations[1].close()
    done = [outcome for outcome in outcomes if isinstance(outcome, Done)]
    refused = [outcome for outcome in outcomes if isinstance(outcome, Refusal)]
    assert len(done) == len(refused) == 1, outcomes
    assert refused[0].code == "ALREADY_RECEIVED"
    assert refused[0].facts["lot"] == done[0].facts["lot"]
    assert len(rows(bench, select(Receipt.id))) == 1


def test_a_refused_receipt_leaves_nothing_behind(bench):
    bench.expected()
    outcome = bench.receive(supplier_lot="7\x0042")
    assert isinstance(outcome, Refusal)
    assert outcome.code == "TEXT_REFUSED"
    assert rows(bench, select(Receipt.id)) == []
    assert rows(bench, select(Item.id)) == []


BAD_INPUT = [
    ({"quantity": 0}, "QUANTITY_MISSING"),
    ({"quantity_q6": -1}, "QUANTITY_MISSING"),
    ({"containers": 0}, "CONTAINERS_MISSING"),
    ({"containers": 10_000}, "CONTAINERS_MISSING"),
    ({"unit_code": "kg"}, "UNIT_UNKNOWN"),
    ({"part_id": 5}, "PART_UNKNOWN"),
    ({"supplier_id": 5}, "SUPPLIER_UNKNOWN"),
    ({"manufacturer_site_id": 5}, "SITE_UNKNOWN"),
    ({"location_id": 5}, "LOCATION_UNKNOWN"),
    ({"papers": (paper("horoscope"),)}, "FIELD_INVALID"),
    ({"papers": (paper("conformance", " "),)}, "PAPER_NUMBER_MISSING"),
]


def test_bad_input_is_a_refusal_with_its_own_code(bench):
    bench.expected()
    for over, code in BAD_INPUT:
        outcome = bench.receive(**dict(over))
        assert isinstance(outcome, Refusal), over
        assert outcome.code == code


def test_any_bytes_of_a_scanner_are_kept(bench):
    bench.expected()
    raw = "\x1d02\x00\U0001f4a9" + "x" * 500
    assert isinstance(bench.receive(raw_code=raw), Done)
    (kept,) = rows(bench, select(Receipt.raw_code))
    assert kept.raw_code == raw.replace("\x00", "\u2400")


def test_an_unknown_line_is_refused(bench):
    bench.lines["gone"] = 4711
    outcome = bench.receive("gone")
    assert isinstance(outcome, Refusal)
    assert outcome.code == "DELIVERY_LINE_UNKNOWN"


def test_the_named_place_must_be_of_the_right_zone(bench):
    bench.expected()
    wrong = bench.receive(location_id=bench.places["A-03-12"])
    assert isinstance(wrong, Refusal)
    assert wrong.code == "ZONE_NOT_ALLOWED"
    right = bench.receive(location_id=bench.places["Q-02"])
    assert isinstance(right, Done)
    assert one(bench, Item, bench.last).location_id == bench.places["Q-02"]


def test_what_nobody_announced_is_received_as_what_it_is(bench):
    outcome = bench.receive(None)
    assert isinstance(outcome, Refusal)
    assert outcome.code == "UNEXPECTED_DELIVERY"
    outcome = bench.receive(None, acknowledged=("UNEXPECTED_DELIVERY",))
    assert isinstance(outcome, Done)
    assert outcome.facts["place"] == "pending"
    lot = one(bench, Item, bench.last)
    assert lot.location_id == bench.places["P-01"]
    assert rows(bench, select(PrintJob.label_status)) == [("excess",)]
    assert rows(bench, select(Inspection.id)) == []


def test_even_a_part_that_nobody_knows_is_received(bench):
    seen = ("UNEXPECTED_DELIVERY", "PART_NOT_KNOWN", "SUPPLIER_UNAPPROVED")
    outcome = bench.receive(
        None, part_id=None, part_text="mystery box", revision=None, acknowledged=seen
    )
    assert isinstance(outcome, Done), outcome
    assert one(bench, Item, bench.last).part_id is None


def test_the_excess_of_an_over_delivery_is_a_lot_of_its_own(bench):
    bench.expected("first")
    assert isinstance(bench.receive("first"), Done)
    order_line = one(bench, DeliveryLine, bench.lines["first"]).order_line_id
    bench.deliver(
        bench.line("second", order_line_id=order_line, expected_q6=q6(1000), containers=10)
    )
    outcome = bench.receive("second", quantity=1000, containers=10)
    assert isinstance(outcome, Done), outcome
    assert "OVER_DELIVERY" in outcome.facts["findings"]
    assert outcome.facts["place"] == "quarantine"
    lots = dict(
        tuple(row) for row in rows(bench, select(Item.lot, Item.qty_q6).where(Item.kind == "lot"))
    )
    assert lots[outcome.facts["lot"]] == q6(800)
    assert lots[outcome.facts["excess_lot"]] == q6(200)
    jobs = rows(
        bench,
        select(PrintJob.label_status, PrintJob.container_to).order_by(PrintJob.id).offset(1),
    )
    assert jobs == [("quarantine", 8), ("excess", 2)]
    inspections = rows(bench, select(Inspection.lot_size).order_by(Inspection.id))
    assert inspections == [(1200,), (800,)]


def test_a_delivery_on_a_full_order_is_all_excess(bench):
    order_line = bench.order("PO-1", quantity=100)
    bench.deliver(
        bench.line("a", order_line_id=order_line, expected_q6=q6(100), containers=1),
        bench.line("b", order_line_id=order_line, expected_q6=q6(100), containers=1),
    )
    assert isinstance(bench.receive("a", quantity=100, containers=1), Done)
    assert rows(bench, select(Delivery.state)) == [("arrived",)]
    outcome = bench.receive("b", quantity=100, containers=1)
    assert isinstance(outcome, Done)
    assert outcome.facts["place"] == "pending"
    assert outcome.facts["excess_lot"] == ""
    assert rows(bench, select(Delivery.state)) == [("received",)]


def lifted(bench, hold):
    ask = RequestRelease(**bench.head(), request_id=bench.new(), hold_id=hold, note="looked at")
    bench.done(ask, "wang")
    seen = bench.ask(hold_sheet, hold).seen_sha256
    lifting = ReleaseHold(
        **bench.head(), release_id=bench.new(), hold_id=hold, comment="good", seen_sha256=seen
    )
    bench.done(lifting, "qian", signed=True)


def test_suspended_supplier_goes_to_pending_and_quality_admits_it(bench):
    bench.expected()
    bench.source("S-0117", "SR-12", "HM-1", SourceState.SUSPENDED)
    refused = bench.receive()
    assert isinstance(refused, Refusal)
    assert refused.code == "SUPPLIER_SUSPENDED"
    received = bench.receive(acknowledged=("SUPPLIER_SUSPENDED",))
    assert isinstance(received, Done)
    lot_id, inspection = bench.last, bench.new()
    command = AdmitLot(
        **bench.head(), lot_id=lot_id, inspection_id=inspection, reason="shortage, SQE agrees"
    )
    assert bench.send(command, "chen").code == "NOT_ALLOWED"
    hold = PlaceHold(
        **bench.head(), hold_id=bench.new(), item_ids=(lot_id,), reason="other",
        profile=BlockProfile.FREEZE,
    )  # fmt: skip
    bench.done(hold, "lin")
    command = AdmitLot(**bench.head(), lot_id=lot_id, inspection_id=inspection, reason="SQE agrees")
    assert bench.send(command, "wang").code == "LOT_ON_HOLD", "it stays where it is"
    lifted(bench, hold.hold_id)
    admitted = bench.done(replace(command, **bench.head()), "wang")
    assert admitted.facts["location"] == "Q-01"
    assert one(bench, Item, lot_id).location_id == bench.places["Q-01"]
    assert one(bench, Inspection, inspection).state == "waiting"
    labels = rows(bench, select(PrintJob.label_status).order_by(PrintJob.id))
    assert labels == [("excess",), ("quarantine",)]
    again = bench.send(
        AdmitLot(**bench.head(), lot_id=lot_id, inspection_id=bench.new(), reason="x"), "wang"
    )
    assert again.code == "LOT_NOT_PENDING"


def test_papers_of_the_receipt_and_later_ones(plant):
    bench = make_receiving(plant, papers=("test_report", "material"))
    bench.expected()
    outcome = bench.receive(papers=(paper("test_report", "HM-7F42-R"),))
    assert isinstance(outcome, Done)
    assert "CERTIFICATE_MISSING" in outcome.facts["findings"]

    def register(**over):
        values = {
            "paper_id": bench.new(), "lot_id": bench.last, "kind": "material",
            "number": "MC-260418",
        } | over  # fmt: skip
        return bench.send(RegisterPaper(**bench.head(), **values), "lin")

    scan = b"%PDF-1.4 certificate"
    done = register(evidence=scan, evidence_name="mc.pdf")
    assert isinstance(done, Done)
    assert done.facts["missing"] == ""
    assert register().code == "PAPER_EXISTS"
    assert register(number="").code == "PAPER_NUMBER_MISSING"
    assert register(number="2", evidence=b"").code == "EVIDENCE_EMPTY"
    assert register(supersedes_id=1).code == "PAPER_UNKNOWN"
    first = rows(bench, select(SupplierPaper.id).where(SupplierPaper.kind == "material"))
    fixed = register(number="MC-260419", supersedes_id=first[0].id, evidence=scan)
    assert isinstance(fixed, Done)
    assert fixed.facts["missing"] == ""


def test_labels_are_ticked_off_until_n_of_n(bench):
    bench.expected()
    lot = bench.receive().facts["lot"]
    first = bench.check(lot, 7)
    assert isinstance(first, Done), first
    assert {k: first.facts[k] for k in ("done", "total", "number", "again", "open")} == {
        "done": "1", "total": "12", "number": "7", "again": "no", "open": "yes",
    }  # fmt: skip
    again = bench.check(lot, 7)
    assert (again.facts["again"], again.facts["done"]) == ("yes", "1")
    rest = bench.check(lot, *(n for n in range(1, 13) if n != 7))
    assert (rest.facts["done"], rest.facts["open"]) == ("12", "no")
    task = bench.ask(container_task, bench.last)
    assert not task.is_open
    assert task.checked == frozenset(range(1, 13))
    assert task.quantities_q6 == (q6(100),) * 12


def test_a_wrong_label_is_refused_with_what_it_is(bench):
    bench.expected()
    lot = bench.receive().facts["lot"]
    own = bench.last
    bench.lines.clear()
    bench.expected("b", order="PO-2", sscc=None)
    other = bench.receive("b").facts["lot"]
    refused = bench.check(other, 1, lot_id=own)
    assert (refused.code, refused.facts["scanned"]) == ("LABEL_OF_OTHER_LOT", other)
    refused = bench.check(lot, 1, lot_id=own, mark=LabelStatus.RELEASED)
    assert (refused.code, refused.facts["status"]) == ("LABEL_STATUS_OLD", "released")
    refused = bench.check(lot, 1, lot_id=own, status=LabelStatus.RELEASED)
    assert (refused.code, refused.facts["wanted"]) == ("LABEL_STATUS_OLD", "quarantine")
    refused = bench.check(lot, lot_id=own, codes=(f"{lot}/01",))
    assert refused.code == "LABEL_WITHOUT_STATUS"
    assert bench.check(lot, 13, lot_id=own).code == "CONTAINER_UNKNOWN"
    assert bench.check(lot, lot_id=own, codes=("hello",)).code == "NO_CONTAINER_CODE"
    assert bench.check(lot, 1, lot_id=99).code == "LOT_UNKNOWN"


def test_findings_are_kept_with_the_receipt(bench):
    bench.expected()
    bench.receive(quantity=1100, containers=11)
    kept = json.loads(rows(bench, select(Receipt.findings))[0].findings)
    assert [finding["code"] for finding in kept] == [
        "FIRST_LOT_OF_SITE", "SHORT_DELIVERY", "CONTAINERS_DIFFER",
    ]  # fmt: skip
    assert kept[1]["facts"] == {"expected": "1200", "missing": "100", "quantity": "1100"}
