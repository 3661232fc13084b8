"""One hold may reach a thing by several ways: by its lot, its place, its operation; each counts."""

import pytest

from qtrace.domain.hold_scopes import AnchorKind, Scope
from qtrace.domain.holds import HoldReason
from qtrace.domain.production.drafts import OperationDraft
from qtrace.services.holds_commands import PlaceHold, ReleaseHold, RequestRelease
from qtrace.services.holds_queries import hold_sheet
from qtrace.services.outcomes import Done
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
