"""One hold may reach a thing by several ways: by its lot, its place, its operation; each counts."""

import pytest
from sqlalchemy import select

from qtrace.domain.hold_scopes import AnchorKind, Scope
from qtrace.domain.holds import HoldReason
from qtrace.domain.production.drafts import OperationDraft
from qtrace.domain.quantities import q6
from qtrace.domain.warehouse import Zone
from qtrace.models.items import Item
from qtrace.services.holds_commands import PlaceHold, ReleaseHold, RequestRelease
from qtrace.services.holds_queries import hold_sheet
from qtrace.services.line_scans import scan_verdict
from qtrace.services.outcomes import Done
from qtrace.services.warehouse_commands import MoveLot
from tests.support.plants import make_plant
from tests.support.postgres import station_url
from tests.support.production import TOPIC, PutStock, make_production, put_stock


@pytest.fixture
def plant(request, database_url):
    working = None
    if not database_url.startswith("sqlite"):
        working = station_url(request.getfixturevalue("pg_server"), database_url)
    made = make_plant(database_url, station_url=working, more={PutStock: put_stock})
    yield made
    made.close()


@pytest.fixture
def bench(plant):
    return make_production(plant)


@pytest.fixture
def sqlite_bench(sqlite_url):
    made = make_plant(sqlite_url, more={PutStock: put_stock})
    yield make_production(made)
    made.close()


def place(bench, *scopes, reason=HoldReason.OTHER, **over):
    """Lin places a hold on lots or scopes; its id."""
    hold_id = bench.new()
    wanted = tuple(Scope(AnchorKind.ITEM, s) if isinstance(s, int) else s for s in scopes)
    command = PlaceHold(
        **bench.head(), hold_id=hold_id, scopes=wanted, reason=reason, note="", **over
    )
    assert isinstance(bench.send(command, "lin"), Done)
    return hold_id


def unserialised(bench):
    """A route whose pieces have no serial numbers."""
    steps = (OperationDraft(30, "Assembly", "装配", TOPIC), OperationDraft(40, "Test", "检测"))
    assert isinstance(bench.route(steps), Done)


def begin(bench, planned=10):
    assert isinstance(bench.ordered(planned), Done)
    bench.cleared()
    assert isinstance(bench.start(30), Done)


def told(outcome):
    """Code and way of a refusal, or what was done."""
    return "done" if isinstance(outcome, Done) else (outcome.code, outcome.facts.get("via"))


def test_a_hold_on_a_lot_and_a_line_stops_every_piece_on_the_line(bench):
    unserialised(bench)
    begin(bench)
    few, more, heads = bench.stock("S1", pieces=4), bench.stock("S2"), bench.stock("H", "PH-20")
    for lot in (few, more, heads):
        assert isinstance(bench.issue(lot), Done)
    assert isinstance(bench.output(6), Done)
    assert isinstance(bench.start(40), Done)
    assert isinstance(bench.output(2), Done)
    place(bench, few, Scope(AnchorKind.LINE, bench.line_id))
    assert told(bench.output(1)) == ("PLACE_ON_HOLD", "place")  # piece 3 has none of the lot


def test_a_lot_that_was_let_go_does_not_take_its_line_with_it(bench):
    begin(bench)
    seals = bench.stock("S1")
    hold = place(bench, seals, Scope(AnchorKind.LINE, bench.line_id), reason=HoldReason.FLASH)
    assert told(bench.issue(seals)) == ("LOT_ON_HOLD", "listed")
    ask = RequestRelease(
        **bench.head(), request_id=bench.new(), hold_id=hold, item_ids=(seals,), note=""
    )
    assert isinstance(bench.send(ask, "wang"), Done)
    seen = bench.ask(hold_sheet, hold).seen_sha256
    lift = ReleaseHold(
        **bench.head(), release_id=bench.new(), hold_id=hold, comment="ok", seen_sha256=seen
    )
    assert isinstance(bench.send(lift, "qian", signed=True), Done)
    assert told(bench.issue(seals)) == ("PLACE_ON_HOLD", "place")


# --- bags and units, taken by the label of their lot ----------------------------------------


def pieces_of(bench, lot):
    with bench.plant.database.read() as session:
        told = select(Item.id).where(Item.origin_id == lot, Item.kind.in_(("unit", "container")))
        return session.scalars(told.order_by(Item.unit_seq)).all()


def test_a_lot_is_not_taken_while_one_of_its_bags_is_held(bench):
    begin(bench)
    seals = bench.stock("S1", pieces=40, bags=4)
    bags = pieces_of(bench, seals)
    place(bench, bags[1])
    refused = bench.issue(seals)
    assert told(refused) == ("PIECES_ON_HOLD", "piece")
    assert (refused.facts["pieces"], refused.facts["lot"]) == ("S1/02", "S1")
    assert bench.ask(scan_verdict, bench.run, seals).refusal.code == "PIECES_ON_HOLD"
    assert told(bench.issue(seals, qty_q6=q6(10))) == ("PIECES_ON_HOLD", "piece")
    assert told(bench.issue(bags[1])) == ("LOT_ON_HOLD", "listed")
    assert told(bench.issue(bags[0])) == "done"


def test_units_of_a_lot_and_its_origin_are_asked_about_too(sqlite_bench):
    bench = sqlite_bench
    begin(bench)
    heads = bench.stock("H1", "PH-20", pieces=5, units=5)
    place(bench, *pieces_of(bench, heads))
    refused = bench.issue(heads)
    assert refused.facts["pieces"] == "H1-1, H1-2, H1-3, H1-4, …"
    other = bench.stock("H2", "PH-20", pieces=5, units=5)
    place(bench, Scope(AnchorKind.ORIGIN, other))
    assert told(bench.issue(other)) == ("PIECES_ON_HOLD", "piece")


def test_what_lies_at_the_line_stops_when_the_held_bag_may_be_in_it(sqlite_bench):
    bench = sqlite_bench
    begin(bench)
    seals, heads = bench.stock("S1", pieces=40, bags=4), bench.stock("H", "PH-20")
    bags = pieces_of(bench, seals)
    for lot in (seals, heads):
        assert told(bench.issue(lot, qty_q6=q6(20))) == "done"
    place(bench, bags[0])
    assert told(bench.make()) == "done"  # 20 of 40 lie in store: room for the bag
    place(bench, bags[1], bags[2])
    assert told(bench.make()) == ("PIECES_ON_HOLD", "piece")


def move(bench, lot, target, **over):
    return bench.send(
        MoveLot(
            **bench.head(), movement_id=bench.new(), lot_id=lot,
            to_location_id=bench.places[target], **over,
        ),
        "lin",
    )  # fmt: skip


def test_a_lot_is_moved_without_its_held_bags(sqlite_bench):
    bench = sqlite_bench
    bench.place("A-09", Zone.RELEASED)
    seals = bench.stock("S1", pieces=40, bags=4)
    place(bench, pieces_of(bench, seals)[3])
    assert told(move(bench, seals, "A-09")) == ("PIECES_ON_HOLD", "piece")
    assert told(move(bench, seals, "A-09", qty_q6=q6(30))) == "done"
