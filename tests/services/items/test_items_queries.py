"""Finding items, their records, and the lot page."""

from datetime import UTC, date, datetime, timedelta

import pytest

from qtrace.domain.holds import HoldReason
from qtrace.domain.inspection import CharClass
from qtrace.domain.items import ShownStatus, StatusReason
from qtrace.domain.receiving import FindingCode, Level
from qtrace.domain.sampling.switching import SwitchEvent
from qtrace.domain.sampling.tables import Severity
from qtrace.domain.warehouse import Zone
from qtrace.services.holds.commands import PlaceHold
from qtrace.services.items.lot_page import lot_id_of, lot_page
from qtrace.services.items.queries import Matched, find_item, object_history
from qtrace.services.items.standing import release_obstacles
from qtrace.services.outcomes import Done
from qtrace.services.warehouse.commands import AddLocation, MoveLot
from qtrace.services.work import ObjectKind
from tests.support.inspections import MAJOR, MINOR, by_aql, looked_at, make_bench, measured
from tests.support.receiving import make_receiving, paper
from tests.support.statements import count_statements


@pytest.fixture
def bench(plant):
    made = make_receiving(plant, papers=("test_report",))
    made.expected()
    made.receive(expiry=date(2026, 11, 30), papers=(paper("test_report", "HM-7F42-R"),))
    return made


NAMES_OF_THE_LOT = [
    ("L26-00001-D", Matched.LOT),
    ("l26-00001-d", Matched.LOT),
    (" L26-00001-D/07 ", Matched.CONTAINER),
    ("L26-00001-D/07Q", Matched.CONTAINER),
    ("7F42", Matched.SUPPLIER_LOT),
    ("1", Matched.LOT),
    ("L26-0000", Matched.LOT),
    ("SR-12", Matched.PART),
]


def test_a_lot_is_found_by_whatever_names_it(bench):
    for text, matched in NAMES_OF_THE_LOT:
        (hit,) = bench.ask(find_item, text)
        assert (hit.matched, hit.lot_id, hit.lot) == (matched, bench.last, "L26-00001-D")
        assert hit.status is ShownStatus.QUARANTINE
        assert hit.container_no == (7 if matched is Matched.CONTAINER else None)
        assert hit.part.number == "SR-12"


def test_what_is_not_there_is_not_found(bench):
    for text in ("", "  ", "L26-00001-E", "L26-00002", "%", "\x00", "\ud800", "x" * 5000):
        assert bench.ask(find_item, text) == (), text


def test_finding_many_costs_as_few_statements_as_finding_one(bench):
    with count_statements(bench.plant.database) as one:
        bench.ask(find_item, "SR-12")
    for number in range(5):
        bench.expected(f"n{number}", order=f"PO-{number}", sscc=None)
        bench.receive(f"n{number}")
    with count_statements(bench.plant.database) as many:
        assert len(bench.ask(find_item, "SR-12")) == 6
    assert many.total == one.total, many.texts


def test_the_records_of_an_object_with_their_facts(bench):
    bench.check("L26-00001-D", 1)
    lines = bench.ask(object_history, ObjectKind.ITEM, bench.last)
    assert [line.code for line in lines] == ["RECEIVE_DELIVERY", "CHECK_LABEL"]
    first = lines[0]
    assert (first.person.en, first.station, first.outcome) == ("Chen", "IQC-2", "done")
    assert first.facts["quantity_q6"] == "1200000000"
    assert first.facts["lot"] == "L26-00001-D"
    assert len(first.verification) == 14
    assert first.at == first.event_at == datetime(2026, 11, 22, 8, tzinfo=UTC)
    assert bench.ask(object_history, ObjectKind.ITEM, 5) == ()
    newest = bench.ask(object_history, ObjectKind.ITEM, bench.last, 1)
    assert [line.code for line in newest] == ["CHECK_LABEL"]


def test_obstacles_to_release_cure_themselves(bench):
    def obstacles(day):
        return [
            f.code
            for f in bench.ask(lambda reads: release_obstacles(reads.session, bench.last, day))
        ]

    assert obstacles(date(2026, 11, 30)) == []
    assert obstacles(date(2026, 12, 1)) == [FindingCode.EXPIRED]
    bench.expected("b", order="PO-2", sscc=None)
    bench.receive("b")
    assert obstacles(date(2026, 11, 30)) == [FindingCode.CERTIFICATE_MISSING]


def reasons(page):
    return {line.code: line.good for line in page.status.reasons}


def test_the_page_of_a_fresh_lot(bench):
    page = bench.ask(lot_page, bench.last)
    assert (page.status.code, page.status.level) == (ShownStatus.QUARANTINE, None)
    assert reasons(page) == {
        StatusReason.INSPECTION_OPEN: None,
        StatusReason.PAPERS_COMPLETE: True,
        StatusReason.HOLDS_NONE: True,
        StatusReason.EXPIRY_USABLE_UNTIL: True,
    }
    identity = page.identity
    assert (identity.lot, identity.revision, identity.supplier_lot) == ("L26-00001-D", "C", "7F42")
    assert identity.receipt.order_number == "PO-26-2207"
    assert identity.receipt.received_by.en == "Chen"
    assert [f.code.value for f in identity.receipt.findings] == [
        "FIRST_LOT_OF_SITE",
        "EXPIRES_SOON",
    ]
    assert [(p.code, p.on_hand_q6) for p in page.places] == [("Q-01", 1200_000_000)]
    assert [(p.kind, p.number, p.seen_by.en) for p in page.papers] == [
        ("test_report", "HM-7F42-R", "Chen")
    ]
    assert (page.oc, page.series, page.documents, page.relatives) == (None, None, (), ())
    assert page.labels.total == 12
    assert bench.ask(lot_page, 5) is None
    assert bench.ask(lot_id_of, "L26-00001-D") == bench.last
    assert bench.ask(lot_id_of, "L26-00001-D/01") is None


def test_a_day_later_than_its_expiry_the_lot_is_red(bench):
    bench.plant.clock.advance(timedelta(days=9))
    page = bench.ask(lot_page, bench.last)
    assert (page.status.code, page.status.level) == (ShownStatus.EXPIRED, Level.BLOCKED)
    assert reasons(page)[StatusReason.EXPIRY_PASSED] is False


def test_a_pending_lot_says_so(plant):
    bench = make_receiving(plant)
    bench.receive(None, acknowledged=("UNEXPECTED_DELIVERY",))
    page = bench.ask(lot_page, bench.last)
    assert (page.status.code, page.status.level) == (ShownStatus.PENDING, Level.WARNING)
    assert reasons(page)[StatusReason.INSPECTION_NONE] is None


@pytest.fixture
def inspected(plant):
    bench = make_bench(plant)
    bench.plan(
        [by_aql(MAJOR, "2.5", "S-4"), by_aql(MINOR, "4.0", "S-4")],
        [measured(1), looked_at(2)],
        "inspect,review",
    )
    bench.event(SwitchEvent.AUTHORITY_NORMAL)
    bench.gauge()
    return bench


def decided(bench, bad=()):
    lot, inspection = bench.started(800, 8)
    bench.fill(inspection, bad)
    bench.sign(inspection)
    outcome = bench.review(inspection)
    assert isinstance(outcome, Done), outcome
    return lot, inspection


def test_the_page_of_a_released_lot(inspected):
    bench = inspected
    decided(bench)
    lot, _inspection = decided(bench)
    ask = bench.plant.bench.ask
    page = ask(lot_page, lot)
    assert (page.status.code, page.status.level) == (ShownStatus.RELEASED, Level.OK)
    accepted = page.status.reasons[0]
    assert accepted.code is StatusReason.INSPECTION_ACCEPTED
    assert accepted.facts["name_en"] == "Zhou"
    assert [row.code for row in page.timeline] == [
        "RECEIVE_DELIVERY", "START_INSPECTION", "SIGN_INSPECTION", "REVIEW_INSPECTION",
    ]  # fmt: skip
    assert page.timeline[-1].facts["state"] == "accepted"
    (inspection,) = page.inspections
    assert [c.char_class for c in inspection.classes] == [CharClass.MAJOR, CharClass.MINOR]
    assert [(c.d, c.accepted) for c in inspection.classes] == [(0, True), (0, True)]
    assert page.char_class is CharClass.MAJOR
    assert page.oc.own.severity is Severity.NORMAL
    assert page.oc.own.n == inspection.classes[0].n
    assert {c.severity for c in page.oc.others} == {Severity.TIGHTENED, Severity.REDUCED}
    assert [each.lot_id for each in page.series.lots][-1] == lot
    assert len(page.series.lots) == 2
    (document,) = page.documents
    assert document.verification_code
    minor = ask(lot_page, lot, CharClass.MINOR)
    assert minor.char_class is CharClass.MINOR
    assert minor.oc.aql == "4.0"
    with count_statements(bench.plant.database) as counted:
        ask(lot_page, lot)
    assert counted.total <= 46, counted.texts


def add_place(bench, code, zone):
    place = bench.ids.next_id()
    bench.plant.done(
        AddLocation(
            **bench.head(), location_id=place, location_code=code, name_en=code, name_zh=code,
            zone=zone,
        ),
        by=bench.people["wang"],
    )  # fmt: skip
    return place


def test_a_hold_turns_a_released_lot_red_and_keeps_it_from_stock(inspected):
    bench = inspected
    lot, _inspection = decided(bench)
    shelf = add_place(bench, "A-03-12", Zone.RELEASED)
    command = PlaceHold(
        **bench.head(), hold_id=bench.ids.next_id(), lot_id=lot, reason=HoldReason.MIX_UP,
        severity="major", note="two parts in one bag",
    )  # fmt: skip
    assert isinstance(bench.plant.send(command, by=bench.people["lin"]), Done)
    page = bench.plant.bench.ask(lot_page, lot)
    assert (page.status.code, page.status.level) == (ShownStatus.HELD, Level.BLOCKED)
    held = next(line for line in page.status.reasons if line.code is StatusReason.HOLDS_ACTIVE)
    assert held.facts["holds"] == page.status.holds[0].number
    move = MoveLot(
        **bench.head(), movement_id=bench.ids.next_id(), lot_id=lot, to_location_id=shelf
    )
    refused = bench.plant.send(move, by=bench.people["lin"])
    assert (refused.code, refused.facts["hold"]) == ("LOT_ON_HOLD", held.facts["holds"])


def test_a_released_lot_is_put_away_and_a_rejected_one_is_not(inspected):
    bench = inspected
    shelf = add_place(bench, "A-03-12", Zone.RELEASED)

    def put_away(lot):
        command = MoveLot(
            **bench.head(), movement_id=bench.ids.next_id(), lot_id=lot, to_location_id=shelf
        )
        return bench.plant.send(command, by=bench.people["lin"])

    good, _inspection = decided(bench)
    assert put_away(good).facts["location"] == "A-03-12"
    page = bench.plant.bench.ask(lot_page, good)
    assert [place.code for place in page.places] == ["A-03-12"]
    assert page.timeline[-1].code == "MOVE_LOT"
    bad, _inspection = decided(bench, bad=(1, 2, 3, 4, 5))
    refused = put_away(bad)
    assert (refused.code, refused.facts["state"]) == ("ZONE_NOT_ALLOWED", "rejected")
    page = bench.plant.bench.ask(lot_page, bad)
    assert (page.status.code, page.status.level) == (ShownStatus.REJECTED, Level.BLOCKED)
    assert {case.kind for case in page.cases} >= {"ncr"}
    assert page.status.reasons[0].code is StatusReason.INSPECTION_REJECTED
