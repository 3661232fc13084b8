"""What the station of a line, the wall and the next shift see."""

import time
from datetime import timedelta

import pytest

from qtrace.domain.hold_scopes import AnchorKind, Scope
from qtrace.domain.holds import Activity, HoldReason, InFlight
from qtrace.domain.production.lines import QUIET_AFTER, LineState, StopType
from qtrace.domain.production.progress import OutputKind
from qtrace.domain.quantities import q6
from qtrace.models.station_claim import StationClaim, claim_station, claimed_keys
from qtrace.services.holds.check import check_not_held
from qtrace.services.holds.commands import PlaceHold
from qtrace.services.outcomes import Done
from qtrace.services.production.handover import handover_page
from qtrace.services.production.line_board import line_board
from qtrace.services.production.line_commands import (
    ClearLine,
    ConfirmClearance,
    HandOverShift,
    StopLine,
)
from qtrace.services.production.line_queries import line_station
from qtrace.services.production.line_scans import last_scans, scan_verdict
from tests.support.production import ALL_CHECKS, make_production, production_plant


@pytest.fixture
def plant(sqlite_url):
    made = production_plant(sqlite_url)
    yield made
    made.bench.close()


@pytest.fixture
def bench(plant):
    made = make_production(plant, ALL_CHECKS)
    made.ordered(60)
    made.cleared()
    made.start(equipment_ids=(made.equipment["TQ-1"],))
    made.stock("PH-1", "PH-20", 100)
    made.stock("SR-1", "SR-12", 100)
    made.stock("SR-2", "SR-12", 100)
    made.issue(made.lots["PH-1"], qty_q6=q6(20))
    made.issue(made.lots["SR-1"], qty_q6=q6(90))
    return made


def hold(bench, lot):
    command = PlaceHold(
        **bench.head(), hold_id=bench.new(), lot_id=bench.lots[lot], reason=HoldReason.FLASH,
        severity="major", note="flash on the lip",
    )  # fmt: skip
    return bench.done(command, "bo")


def test_the_station_shows_where_its_order_stands(plant, bench):
    bench.make()
    bench.check(1)
    waiting = bench.ask(line_station, bench.line_id)
    assert (waiting.stopping.code, waiting.finishing.code) == (
        "CHECK_UNCONFIRMED", "OPERATION_UNFINISHED",
    )  # fmt: skip
    assert next(row for row in waiting.checks if row.waiting_id).waiting_id == bench.result
    bench.confirm()
    plant.clock.advance(timedelta(minutes=20))
    bench.make(2)
    bench.make(kind=OutputKind.SCRAP, reason="cracked")
    station = bench.ask(line_station, bench.line_id)
    assert (station.state, station.order.number, station.order.planned) == (
        LineState.RUNNING, "WO-26-0001", 60,
    )  # fmt: skip
    stands = station.progress
    assert (stands.good, stands.scrap, stands.left) == (3, 1, 56)
    assert station.run.equipment == ("TQ-1",)
    assert (station.run.makes_units, station.run.takes_units) == (True, False)
    assert station.run.minutes_each == pytest.approx(5.0)
    head, seals = station.materials
    assert (head.lot, head.left_q6, head.needed_q6, head.short_q6) == (
        "PH-1", q6(16), q6(56), q6(40),
    )  # fmt: skip
    assert (seals.lot, seals.per_piece, seals.held) == ("SR-1", "2", None)
    patrol = station.checks[1]
    assert (patrol.due_piece, patrol.pieces_left, patrol.state.value) == (30, 26, "waiting")
    torque = station.checks[2]
    assert torque.due_at - plant.clock.now() == timedelta(minutes=100)
    assert station.stopping is None
    assert station.clearance.is_confirmed
    assert station.scans[0].command == "RECORD_OUTPUT"
    assert (station.scans_today, station.blocked_today) == (5, 0)
    assert len(station.scans) == 5
    assert bench.ask(last_scans, bench.line_id + 1) == ((), 5, 0), "of another line none is shown"
    assert bench.ask(line_station, 5) is None


def test_a_held_lot_blocks_the_scan_and_another_is_named(bench):
    bench.make()
    bench.check(1)
    bench.confirm()
    free = bench.ask(scan_verdict, bench.run, bench.lots["SR-2"])
    assert (free.refusal, free.qty_q6, free.lot) == (None, q6(100), "SR-2")
    hold(bench, "SR-1")
    verdict = bench.ask(scan_verdict, bench.run, bench.lots["SR-1"])
    assert (verdict.refusal.code, verdict.refusal.facts["by_en"]) == ("LOT_ON_HOLD", "Bo")
    assert [(row.lot, row.location) for row in verdict.replacements] == [("SR-2", "A-03-12")]
    refused = bench.make()
    assert refused.code == "LOT_ON_HOLD"
    station = bench.ask(line_station, bench.line_id)
    seals = station.materials[1]
    assert seals.held.code == "LOT_ON_HOLD"
    assert seals.short_q6 == seals.needed_q6, "what is held makes no piece"
    assert station.scans[0].facts["kind"] == "good"
    assert station.blocked_today == 1
    assert (station.scans[0].is_allowed, station.scans[0].code) == (False, "LOT_ON_HOLD")
    assert station.scans[0].facts["serials"] == "26C0002", "what was denied is named"
    bench.issue(bench.lots["SR-1"])
    assert bench.ask(line_station, bench.line_id).scans[0].facts["lot"] == "SR-1"
    for item, code in ((5, "MATERIAL_UNKNOWN"), (bench.units[0], "MATERIAL_NOT_ON_BILL")):
        assert bench.ask(scan_verdict, bench.run, item).refusal.code == code
    assert bench.ask(scan_verdict, 5, bench.lots["SR-2"]).refusal.code == "RUN_UNKNOWN"


def test_the_wall_shows_every_line(plant, bench):
    (row,) = bench.ask(line_board)
    assert (row.code, row.state, row.order.number) == ("L2", LineState.RUNNING, "WO-26-0001")
    bench.ordered(20)
    stop = StopLine(
        **bench.head(), stop_id=bench.new(), line_id=bench.line_id, stop_type=StopType.MATERIAL,
        note="seals",
    )  # fmt: skip
    assert isinstance(bench.send(stop, "mei"), Done)
    plant.clock.advance(timedelta(minutes=13))
    (row,) = bench.ask(line_board)
    assert (row.state, row.reason, row.note, row.by.en, row.stopped_minutes) == (
        LineState.STOPPED, "material", "seals", "Mei", 13,
    )  # fmt: skip
    assert row.next_order == "WO-26-0002"


def test_the_wall_tells_a_line_that_waits_for_its_check_and_one_that_is_silent(plant, bench):
    (row,) = bench.ask(line_board)
    assert (row.state, row.check.en) == (LineState.RUNNING, "")
    plant.clock.advance(QUIET_AFTER)
    (row,) = bench.ask(line_board)
    assert row.state is LineState.SILENT
    bench.make()
    (row,) = bench.ask(line_board)
    assert (row.state, row.check.en) == (LineState.CHECK, "First piece")
    bench.check(1)
    bench.confirm()
    (row,) = bench.ask(line_board)
    assert row.state is LineState.RUNNING
    plant.clock.advance(QUIET_AFTER + timedelta(minutes=3))
    (row,) = bench.ask(line_board)
    assert row.state is LineState.SILENT
    assert plant.clock.now() - row.since == QUIET_AFTER + timedelta(minutes=3)


@pytest.mark.parametrize("what", ["line", "station", "equipment", "lot", "material"])
def test_the_wall_tells_a_line_that_a_hold_stops(plant, bench, what):
    (row,) = bench.ask(line_board)
    assert (row.state, row.holds, row.held) == (LineState.RUNNING, (), None)
    order = row.order.lot_id
    scope = {
        "line": Scope(AnchorKind.LINE, bench.line_id),
        "station": Scope(AnchorKind.STATION, plant.bench.station.id),
        "equipment": Scope(AnchorKind.EQUIPMENT, bench.equipment["TQ-1"]),
        "lot": Scope(AnchorKind.ITEM, order),
        "material": Scope(AnchorKind.ITEM, bench.lots["SR-1"]),
    }[what]
    command = PlaceHold(
        **bench.head(), hold_id=bench.new(), scopes=(scope,), reason=HoldReason.FLASH,
        in_flight=InFlight.FROZEN,
    )  # fmt: skip
    number = bench.done(command, "bo").facts["hold"]
    (row,) = bench.ask(line_board)
    assert (row.state, row.holds, row.held.facts["by_en"]) == (LineState.HELD, (number,), "Bo")
    assert row.since == plant.clock.now()
    assert bench.make().facts["hold"] == number, "the wall says what the station would"


def test_a_hold_on_an_idle_line_is_on_the_wall(plant):
    bench = make_production(plant, ALL_CHECKS)
    assert bench.ask(line_board)[0].state is LineState.IDLE
    command = PlaceHold(
        **bench.head(), hold_id=bench.new(), scopes=(Scope(AnchorKind.LINE, bench.line_id),),
        reason=HoldReason.OTHER,
    )  # fmt: skip
    number = bench.done(command, "bo").facts["hold"]
    (row,) = bench.ask(line_board)
    assert (row.state, row.holds) == (LineState.HELD, (number,))


def test_a_station_that_is_on_gives_a_sign_of_life_however_idle(database_url):
    """On a server the claim is the sign; a file knows nothing better than the records."""
    plant = production_plant(database_url)
    bench = make_production(plant)
    bench.ordered(60)
    bench.cleared()
    bench.start()
    code = plant.bench.station.code
    claim = claim_station(plant.database, code)
    on_server = isinstance(claim, StationClaim)
    assert bench.ask(line_board)[0].state is LineState.RUNNING
    plant.clock.advance(QUIET_AFTER * 3)
    (row,) = bench.ask(line_board)
    assert row.state is (LineState.RUNNING if on_server else LineState.SILENT)
    assert row.station_off == ""
    if on_server:
        claim.release()
        end_of_session(bench)
        (row,) = bench.ask(line_board)
        assert (row.state, row.station_off) == (LineState.SILENT, code)
        assert plant.clock.now() - row.since == QUIET_AFTER * 3
    plant.close()


def end_of_session(bench):
    """A server notices that a connection was closed when it looks at it next."""
    until = time.monotonic() + 30
    while bench.ask(lambda reads: claimed_keys(reads.session)):
        assert time.monotonic() < until


def test_the_shift_page_writes_itself_and_is_signed_by_the_next(plant, bench):
    bench.make()
    bench.check(1)
    bench.confirm()
    since, until = plant.clock.now() - timedelta(hours=8), plant.clock.now() + timedelta(minutes=1)
    plant.clock.advance(timedelta(minutes=5))
    page = bench.ask(handover_page, bench.line_id, since, until)
    assert [(run.order, run.good) for run in page.runs] == [("WO-26-0001", 1)]
    assert [check.name.en for check in page.checks] == ["First piece"]
    assert [(load.lot, load.left_q6) for load in page.loads] == [("PH-1", q6(19)), ("SR-1", q6(88))]
    assert [name.en for name in page.people] == ["Mei"]

    def take(by="bo", **over):
        values = {
            "line_id": bench.line_id, "since": since, "until": until,
            "given_by": bench.people["mei"], "seen_sha256": page.sha256,
        } | over  # fmt: skip
        command = HandOverShift(**bench.head(), handover_id=bench.new(), **values)
        return bench.send(command, by, signed=True)

    for over, code in (
        ({"line_id": 5}, "LINE_UNKNOWN"),
        ({"until": since}, "HANDOVER_SPAN"),
        ({"given_by": 5}, "UNKNOWN_PERSON"),
        ({"given_by": bench.people["bo"]}, "SAME_PERSON"),
        ({"seen_sha256": "0"}, "CHANGED_BY_OTHERS"),
    ):
        assert take(**over).code == code
    assert isinstance(take(), Done)
    assert bench.ask(handover_page, 5, since, until) is None


def test_a_clearance_is_complete_and_confirmed_once(bench):
    running = ClearLine(
        **bench.head(), clearance_id=bench.new(), line_id=bench.line_id, checklist=("products",)
    )
    assert bench.send(running, "mei").code == "CHECKLIST_INCOMPLETE"
    assert bench.send(
        ConfirmClearance(**bench.head(), clearance_id=5), "lin", signed=True
    ).code == "CLEARANCE_UNKNOWN"  # fmt: skip


def test_a_seal_lot_that_goes_bad_holds_its_pieces_and_no_others(bench):
    bench.make()
    bench.check(1)
    bench.confirm()
    bench.make(4)
    first = bench.load
    hold(bench, "SR-1")
    assert bench.ask(line_station, bench.line_id).stopping is None, "other seals may go on"
    assert bench.make().code == "LOT_ON_HOLD"
    bench.back(first, 80, "Q-01")
    assert isinstance(bench.issue(bench.lots["SR-2"]), Done)
    assert isinstance(bench.make(2), Done)
    assert bench.ask(line_station, bench.line_id).stopping is None
    held = hold_on_units(bench)
    assert held == [True] * 5 + [False] * 2


def hold_on_units(bench):
    with bench.plant.database.read() as session:
        return [
            check_not_held(session, unit, Activity.COMPLETE_OPERATION) is not None
            for unit in bench.units
        ]
