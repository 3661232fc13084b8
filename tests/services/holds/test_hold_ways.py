"""One hold may reach a thing by several ways: by its lot, its place, its operation; each counts."""

from dataclasses import dataclass, field
from random import Random

import pytest
from sqlalchemy import select

from qtrace.domain.hold_scopes import AnchorKind, Context, Scope
from qtrace.domain.holds import HoldReason
from qtrace.domain.production.drafts import OperationDraft
from qtrace.domain.quantities import q6
from qtrace.domain.warehouse import Zone
from qtrace.models.items import Item
from qtrace.services.holds.check import coverings
from qtrace.services.holds.commands import PlaceHold, ReleaseHold, RequestRelease
from qtrace.services.holds.queries import hold_sheet
from qtrace.services.holds.subjects import hold_anchors
from qtrace.services.outcomes import Done
from qtrace.services.production.line_queries import line_station
from qtrace.services.production.line_scans import scan_verdict
from qtrace.services.warehouse.commands import MoveLot
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


def lift(bench, hold, *items):
    """Wang asks for the release of all or of these items, Qian signs it."""
    ask = RequestRelease(
        **bench.head(), request_id=bench.new(), hold_id=hold, item_ids=items, note=""
    )
    assert isinstance(bench.send(ask, "wang"), Done)
    seen = bench.ask(hold_sheet, hold).seen_sha256
    release = ReleaseHold(
        **bench.head(), release_id=bench.new(), hold_id=hold, comment="ok", seen_sha256=seen
    )
    assert isinstance(bench.send(release, "qian", signed=True), Done)


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
    lift(bench, hold, seals)
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
    shown = [row.held for row in bench.ask(line_station, bench.line_id).materials]
    assert [row.code for row in shown if row is not None] == ["PIECES_ON_HOLD"]


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


@dataclass
class Bags:
    """What is left in the bags of a lot and in all of it, and which of them are held."""

    left: dict[int, int]
    stock: int
    held: dict[int, int] = field(default_factory=dict)
    loads: list[tuple[int, int | None, int]] = field(default_factory=list)

    def verdict(self, bag: int | None, pieces: int) -> str:
        """What issuing from a bag, or by the lot's own label, must say."""
        if bag is not None and pieces > self.left[bag]:
            return "MATERIAL_ALREADY_ISSUED"
        if not self.stock:
            return "MATERIAL_NOT_IN_STOCK"
        if bag in self.held:
            return "LOT_ON_HOLD"
        if bag is None and any(self.left[each] for each in self.held):
            return "PIECES_ON_HOLD"
        return "done" if pieces <= self.stock else "STOCK_TOO_LOW"

    def issued(self, bag: int | None, pieces: int, load: int) -> None:
        self.stock -= pieces
        if bag is not None:
            self.left[bag] -= pieces
        self.loads.append((load, bag, pieces))


def test_no_bag_is_used_up_by_another_label_whatever_happens(sqlite_bench):
    bench = sqlite_bench
    begin(bench)
    for seed in range(2):
        draw = Random(seed)
        seals = bench.stock(f"S{seed}", pieces=40, bags=4)
        known = Bags(dict.fromkeys(pieces_of(bench, seals), 10), 40)
        for _ in range(22):
            step(bench, draw, seals, known)


def step(bench, draw, seals, known):
    """Issue, hold, lift or bring back something, and compare the answer."""
    bag = draw.choice(list(known.left))
    does = draw.choice(["bag", "bag", "lot", "lot", "hold", "lift", "back"])
    if does in ("bag", "lot"):
        taken, pieces = (bag if does == "bag" else None), draw.randint(1, 8)
        outcome = bench.issue(taken or seals, qty_q6=q6(pieces))
        said = "done" if isinstance(outcome, Done) else outcome.code
        assert said == known.verdict(taken, pieces), (taken, pieces, known)
        if said == "done":
            known.issued(taken, pieces, bench.load)
    elif does == "hold" and bag not in known.held:
        known.held[bag] = place(bench, bag, reason=HoldReason.FLASH)
    elif does == "lift" and bag in known.held:
        lift(bench, known.held.pop(bag))
    elif does == "back" and known.loads and known.loads[-1][1] not in known.held:
        load, taken, pieces = known.loads.pop()
        outcome = bench.back(load, pieces)
        assert isinstance(outcome, Done), (outcome, known)
        known.issued(taken, -pieces, load)
        known.loads.pop()


# --- a held place, and a lot that lies in two ------------------------------------------------


def test_a_held_place_is_asked_about_wherever_else_the_lot_lies(bench):
    begin(bench)
    bench.place("A-09", Zone.RELEASED)
    seals = bench.stock("S1")
    assert told(move(bench, seals, "A-09", qty_q6=q6(40))) == "done"
    held = bench.places["A-09"]
    place(bench, Scope(AnchorKind.LOCATION, held))
    refused = ("PLACE_ON_HOLD", "place")
    assert told(bench.issue(seals, from_location_id=held)) == refused
    assert told(move(bench, seals, "A-03-12", from_location_id=held)) == refused
    assert told(move(bench, bench.stock("S2"), "A-09")) == refused
    store = bench.places["A-03-12"]
    assert told(bench.issue(seals, from_location_id=store, qty_q6=q6(9))) == "done"
    assert told(bench.back(bench.load, 9, "A-09")) == refused
    assert told(bench.back(bench.load, 9)) == "done"


# --- operations -------------------------------------------------------------------------------


def test_an_operation_is_held_whatever_revision_an_order_is_pinned_to(bench):
    unserialised(bench)
    begin(bench)
    unserialised(bench)
    offered = bench.ask(hold_anchors, AnchorKind.OPERATION)
    assert [row.code for row in offered] == ["R-IP200 30", "R-IP200 40"]
    for lot, part in (("S1", "SR-12"), ("H", "PH-20")):
        assert told(bench.issue(bench.stock(lot, part))) == "done"
    hold = place(bench, offered[0].scope, reason=HoldReason.FLASH)
    assert told(bench.output(1)) == ("PLACE_ON_HOLD", "place")
    with bench.plant.database.read() as session:
        found = coverings(session, None, Context(operation_id=offered[1].scope.anchor_id))
    assert found == ()
    lift(bench, hold)
    assert told(bench.output(1)) == "done"


def test_an_operation_that_only_a_running_order_still_has_is_offered(sqlite_bench):
    bench = sqlite_bench
    unserialised(bench)
    begin(bench)
    assert isinstance(bench.route((OperationDraft(30, "Assembly", "装配", TOPIC),)), Done)
    offered = bench.ask(hold_anchors, AnchorKind.OPERATION)
    assert [row.code for row in offered] == ["R-IP200 30", "R-IP200 40"]
