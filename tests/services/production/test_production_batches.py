"""From a started order to the released batch: checks, deviations, gate, release, history."""

from datetime import date, timedelta

import pytest

from qtrace.domain.hold_scopes import AnchorKind, Scope
from qtrace.domain.people import Role
from qtrace.domain.production.lines import StopType
from qtrace.domain.production.progress import OutputKind
from qtrace.domain.quantities import q6
from qtrace.domain.warehouse import Zone
from qtrace.services.history.contents import device_history
from qtrace.services.holds.commands import ConvertHold, PlaceHold
from qtrace.services.holds.queries import hold_sheet
from qtrace.services.outcomes import Done
from qtrace.services.people.commands import GrantRole
from qtrace.services.production.batch_queries import batches_to_release, urgent_children
from qtrace.services.production.line_commands import (
    RecordPastMaterial,
    RecordPastOutput,
    ResumeLine,
    StopLine,
    UseUrgently,
)
from qtrace.services.production.line_targets import ChoiceState, operation_choices
from tests.support.interlocks import open_interlocks
from tests.support.production import ALL_CHECKS, make_production, production_plant


@pytest.fixture
def plant(sqlite_url):
    made = production_plant(sqlite_url)
    yield made
    made.bench.close()


@pytest.fixture
def any_plant(database_url):
    """The same on both back ends, for the ways in which most is written."""
    made = production_plant(database_url)
    yield made
    made.bench.close()


def started(plant, checks=(), planned=4, **over):
    bench = make_production(plant, checks)
    assert isinstance(bench.ordered(planned, **over), Done)
    bench.cleared()
    assert isinstance(bench.start(), Done)
    bench.stock("PH-1", "PH-20", 200)
    bench.stock("SR-1", "SR-12", 400)
    for lot in ("PH-1", "SR-1"):
        assert isinstance(bench.issue(bench.lots[lot], qty_q6=q6(100)), Done)
        bench.loads = [*getattr(bench, "loads", []), bench.load]
    return bench


def finished(bench, pieces=4):
    """Both operations and the order come to their end."""
    for load, used in zip(bench.loads, (pieces, 2 * pieces), strict=bool(bench.loads)):
        assert isinstance(bench.back(load, 100 - used), Done)
    assert isinstance(bench.finish(), Done)
    assert isinstance(bench.start(40), Done)
    for unit in bench.units:
        assert isinstance(bench.output(unit_ids=(unit,)), Done)
        assert isinstance(bench.label(unit), Done)
    assert isinstance(bench.finish(), Done)
    assert isinstance(bench.close(), Done)


def codes(points):
    return [point.code.value for point in points]


def test_a_batch_is_released_in_two_acts_by_somebody_who_made_none_of_it(any_plant):
    bench = started(any_plant)
    bench.place("S-1", Zone.SHIP)
    assert isinstance(bench.make(4), Done)
    gate = bench.gate()
    assert codes(gate.before_production) == [
        "NOTHING_MADE", "ORDER_OPEN", "OPERATION_OPEN", "OPERATION_OPEN", "BALANCE_OPEN",
        "BALANCE_OPEN",
    ]  # fmt: skip
    assert bench.release().code == "BATCH_INCOMPLETE"
    finished(bench)
    assert codes(bench.gate().before_production) == []
    assert codes(bench.gate().before_market) == ["PRODUCTION_RELEASE_MISSING"]
    assert [gate.lot_id for gate in bench.ask(batches_to_release)] == [bench.lot]
    assert bench.release("market").code == "BATCH_INCOMPLETE"
    assert bench.release(seen="0" * 64).code == "BATCH_CHANGED"
    assert bench.release("gift").code == "FIELD_INVALID"
    assert bench.release(lot=5).code == "BATCH_UNKNOWN"
    assert bench.release().facts["kind"] == "production"
    assert bench.move("S-1", bench.lot).code == "ZONE_NOT_ALLOWED", "not yet for the market"
    assert isinstance(bench.move("A-03-12", bench.lot), Done), "but into the store"
    assert bench.release().code == "BATCH_RELEASED"
    assert isinstance(bench.release("market"), Done)
    assert isinstance(bench.move("S-1", bench.lot), Done)
    history = bench.ask(device_history, bench.lot)
    assert history.is_complete
    assert (history.made, [(r.version, r.checked) for r in history.labels]) == (
        4,
        [("L-IP200/3", 4)],
    )
    assert [(row.operation_no, row.good) for row in history.steps] == [(30, 4), (40, 4)]
    assert [(row.lot, row.used_q6) for row in history.inputs] == [("PH-1", q6(4)), ("SR-1", q6(8))]
    assert [row.kind for row in history.releases] == ["production", "market"]
    assert bench.ask(device_history, 5) is None
    assert bench.ask(batches_to_release) == ()


def test_who_made_it_does_not_release_it(plant):
    bench = started(plant)
    plant.done(
        GrantRole(
            **bench.head(), grant_id=bench.new(), person_id=bench.people["mei"],
            role=Role.RELEASE_OFFICER,
        ),
        by=plant.admin,
    )  # fmt: skip
    assert bench.release(by="mei").code == "SAME_PERSON"


def test_a_label_must_name_the_unit(plant):
    bench = started(plant)
    bench.make(2)
    first = bench.units[0]
    assert bench.label(first, serial="26C0002").facts["field"] == "serial"
    assert bench.label(first, lot="X").facts["wanted"] == bench.ask_lot()
    assert bench.label(first, raw="hello").code == "UNIT_LABEL_UNREADABLE"
    assert bench.label(first).facts == {
        "serial": "26C0001", "version": "L-IP200/3", "lot": bench.ask_lot(),
    }  # fmt: skip


def test_checks_come_up_when_due_and_name_the_pieces(plant):
    bench = started(plant, ALL_CHECKS, planned=80)
    assert bench.make(2).code == "CHECK_NEEDED", "one piece for the first-piece check"
    assert isinstance(bench.make(), Done)
    assert bench.make().code == "CHECK_NEEDED"
    bench.train("lin")
    bench.check(1, by="lin")
    assert bench.make().code == "CHECK_UNCONFIRMED"
    assert bench.confirm("lin").code == "SAME_PERSON"
    assert isinstance(bench.confirm("sun"), Done)
    assert bench.confirm().code == "CHECK_CONFIRMED"
    assert isinstance(bench.make(29), Done)
    assert bench.make().code == "CHECK_NEEDED", "patrol after 30"
    assert bench.check(2, "maybe").code == "CHECK_VALUE_INVALID"
    assert bench.check(2).facts["state"] == "waiting"
    assert isinstance(bench.make(5), Done)
    plant.clock.advance(timedelta(minutes=121))
    missed = bench.make()
    assert (missed.code, missed.facts["pieces"]) == ("CHECK_MISSED", "1-35")
    (row,) = bench.ask(open_interlocks)
    assert (row.kind, row.target_kind, row.target_id) == (
        "check_overdue",
        "operation_run",
        bench.run,
    )
    bad = bench.check(3, "1.02")
    assert (bad.facts["state"], bad.facts["pieces"]) == ("failed", "1-35")
    assert bad.facts["hold"].startswith("HD-26-")
    assert bench.make().code == "CHECK_FAILED"
    assert bench.check(3, "0.86").facts == {"state": "done", "pieces": ""}
    assert isinstance(bench.make(), Done), "the hold keeps the pieces, work goes on"
    assert bench.ask(open_interlocks) == (), "what was missed has been made good"
    assert "BATCH_HELD" in codes(bench.gate().before_production)


def test_a_stop_asks_for_its_check_and_the_end_for_the_last_piece(plant):
    bench = started(plant, ALL_CHECKS, planned=2)
    bench.make()
    bench.check(1)
    bench.confirm()
    stop = StopLine(
        **bench.head(), stop_id=bench.new(), line_id=bench.line_id, stop_type=StopType.MATERIAL
    )
    assert isinstance(bench.send(stop, "mei"), Done)
    plant.clock.advance(timedelta(minutes=13))
    assert bench.make().code == "LINE_STOPPED"
    resume = ResumeLine(**bench.head(), line_id=bench.line_id)
    assert bench.send(resume, "mei").facts["minutes"] == "13"
    assert bench.send(ResumeLine(**bench.head(), line_id=bench.line_id), "mei").code == (
        "STOP_UNKNOWN"
    )
    assert bench.make().code == "CHECK_NEEDED"
    bench.check(4)
    assert isinstance(bench.make(), Done)
    assert bench.finish().code == "CHECK_NEEDED", "last piece"
    bench.check(5)
    for load, used in zip(bench.loads, (2, 4), strict=True):
        bench.back(load, 100 - used)
    assert isinstance(bench.finish(), Done)


def test_what_has_happened_is_kept_with_a_deviation_and_a_hold(any_plant):
    bench = started(any_plant)
    bench.back(bench.loads[0], 100)
    assert bench.make().code == "MATERIAL_SHORT"
    unit = bench.new()
    past = RecordPastOutput(
        **bench.head(), output_id=bench.new(), run_id=bench.run, kind=OutputKind.GOOD,
        deviation_id=bench.new(), hold_id=bench.new(), reason="head was not scanned",
        unit_ids=(unit,), serials=("26C0001",),
    )  # fmt: skip
    done = bench.send(past, "mei")
    assert (done.facts["case"], done.facts["hold"]) == ("DV-26-0001", "HD-26-0001")
    bench.stock("Q-1", "PH-20", 50, state="quarantine", place="Q-01")
    material = RecordPastMaterial(
        **bench.head(), load_id=bench.new(), run_id=bench.run, item_id=bench.lots["Q-1"],
        qty_q6=q6(2), deviation_id=bench.new(), hold_id=bench.new(), reason="taken by mistake",
    )  # fmt: skip
    assert "INPUT_UNKNOWN" in codes(bench.gate().before_production)
    kept = bench.send(material, "mei").facts
    assert (kept["case"], kept["pieces"]) == ("DV-26-0002", "1"), "the piece without a head"
    bench.units = [unit]
    assert isinstance(bench.make(serials=("26C0002",)), Done), "work goes on with other pieces"
    found = codes(bench.gate().before_production)
    assert found.count("CASE_OPEN") == 2
    assert "INPUT_UNKNOWN" not in found
    assert found.count("BATCH_HELD") == 2
    points = bench.gate().before_production
    (point,) = [point for point in points if point.code == "INPUT_UNDECIDED"]
    assert point.facts == {"lot": "Q-1", "state": "quarantine"}, "whoever lifts the hold"
    assert isinstance(
        scrap(bench, held(bench, Scope(AnchorKind.ITEM, bench.lots["Q-1"]), propagates=False)), Done
    )
    assert "INPUT_UNDECIDED" not in codes(bench.gate().before_production)
    history = bench.ask(device_history, bench.lot)
    assert [row.deviation for row in history.inputs] == [False, False, True]


def test_urgent_use_marks_what_is_made_of_it_until_the_inspection_ends(plant):
    bench = started(plant)
    bench.back(bench.loads[0], 100)
    lot = bench.stock("Q-1", "PH-20", 50, state="quarantine", place="Q-01")
    assert bench.issue(lot, qty_q6=q6(10)).code == "MATERIAL_NOT_RELEASED"

    def urgent(**over):
        values = {
            "lot_id": lot, "qty_q6": q6(10), "asked_by": bench.people["sun"], "reason": "hospital",
            "deadline": date(2026, 11, 25),
        } | over  # fmt: skip
        command = UseUrgently(**bench.head(), urgent_release_id=bench.new(), **values)
        return bench.send(command, "wang", signed=True)

    for over, code in (
        ({"lot_id": 5}, "MATERIAL_UNKNOWN"),
        ({"lot_id": bench.lots["PH-1"]}, "URGENT_NOT_NEEDED"),
        ({"qty_q6": 0}, "QUANTITY_NOT_POSITIVE"),
        ({"reason": " "}, "REASON_NEEDED"),
        ({"deadline": date(2026, 11, 21)}, "URGENT_DEADLINE"),
        ({"asked_by": 5}, "UNKNOWN_PERSON"),
        ({"asked_by": bench.people["wang"]}, "SAME_PERSON"),
    ):
        assert urgent(**over).code == code
    assert isinstance(urgent(), Done)
    used_up = bench.issue(lot, qty_q6=q6(11))
    assert (used_up.code, used_up.facts["left"]) == ("URGENT_USED_UP", "10")
    assert isinstance(bench.issue(lot, qty_q6=q6(10)), Done)
    assert isinstance(bench.make(2), Done)
    assert [point.facts for point in bench.gate().before_production if point.code == "INPUT_URGENT"
            ] == [{"lot": "Q-1"}]  # fmt: skip
    assert [row.kind for row in bench.ask(urgent_children, lot)] == ["production_lot"]


# --- what the gate sees of the lot itself ------------------------------------------------------


def ready(plant, **over):
    bench = started(plant, **over)
    assert isinstance(bench.make(4), Done)
    finished(bench)
    return bench


def held(bench, *scopes, **over):
    hold = bench.new()
    wanted = scopes or (Scope(AnchorKind.ITEM, bench.lot),)
    command = PlaceHold(**bench.head(), hold_id=hold, reason="contamination", scopes=wanted, **over)
    bench.done(command, "mei")
    return hold


def scrap(bench, hold):
    command = ConvertHold(
        **bench.head(), hold_id=hold, disposition="scrap", reason="wet",
        seen_sha256=bench.ask(hold_sheet, hold).seen_sha256,
    )  # fmt: skip
    return bench.send(command, "qian", signed=True)


def test_a_scrapped_batch_is_never_released(any_plant):
    bench = ready(any_plant)
    assert isinstance(scrap(bench, held(bench)), Done)
    gate = bench.gate()
    for points in (gate.before_production, gate.before_market):
        assert (points[0].code, points[0].facts) == ("BATCH_ENDED", {"state": "scrapped"})
    assert bench.release().code == "BATCH_INCOMPLETE"


def test_a_batch_scrapped_between_the_two_acts_does_not_leave(plant):
    bench = ready(plant)
    assert isinstance(bench.release(), Done)
    assert isinstance(scrap(bench, held(bench)), Done)
    assert bench.gate().before_production == (), "what was signed stays"
    assert codes(bench.gate().before_market) == ["BATCH_ENDED"]
    assert bench.release("market").code == "BATCH_INCOMPLETE"


def test_a_batch_past_its_date_is_not_released(plant):
    bench = started(plant, expiry=date(2026, 11, 24))
    bench.make(4)
    assert "BATCH_EXPIRED" not in codes(bench.gate().before_production)
    plant.clock.advance(timedelta(days=4))
    assert "BATCH_EXPIRED" in codes(bench.gate().before_production)
    assert bench.release().code == "BATCH_INCOMPLETE"


def test_a_hold_on_all_pieces_of_a_lot_is_seen(plant):
    bench = ready(plant)
    hold = held(bench, Scope(AnchorKind.ORIGIN, bench.lot), propagates=False)
    assert codes(bench.gate().before_production) == ["BATCH_HELD"]
    assert str(hold) not in codes(bench.gate().before_production)
    assert bench.release().code == "BATCH_INCOMPLETE"


def test_who_checked_the_first_piece_does_not_release(plant):
    bench = started(plant, ALL_CHECKS[:1])
    bench.make()
    bench.train("lin")
    bench.check(1, by="lin")
    plant.done(
        GrantRole(
            **bench.head(), grant_id=bench.new(), person_id=bench.people["lin"],
            role=Role.RELEASE_OFFICER,
        ),
        by=plant.admin,
    )  # fmt: skip
    assert bench.release(by="lin").code == "SAME_PERSON"


def test_pieces_that_came_out_as_nothing_are_missing_until_somebody_says(any_plant):
    bench = started(any_plant)
    bench.make(4)
    for load, used in zip(bench.loads, (4, 8), strict=True):
        bench.back(load, 100 - used)
    bench.finish()
    assert isinstance(bench.start(40), Done)
    run = bench.run
    for unit in bench.units[:2]:
        bench.output(unit_ids=(unit,))
        bench.label(unit)
    assert isinstance(bench.finish(is_short=True, reason="end of the shift"), Done)
    points = [point for point in bench.gate().before_production if point.code == "PIECES_OPEN"]
    assert [point.facts for point in points] == [{"operation": "40", "pieces": "2"}]
    refused = bench.close()
    assert (refused.code, refused.facts["pieces"]) == ("PIECES_LEFT", "2")
    choice = next(c for c in bench.ask(operation_choices, bench.line_id) if c.operation_no == 40)
    assert (choice.state, choice.run_no, choice.ready) == (ChoiceState.READY, 1, 2)
    assert isinstance(bench.start(40), Done)
    bench.run = run
    assert bench.start(40).code == "RUN_EXISTS"
    bench.run = run
    assert isinstance(bench.output(unit_ids=(bench.units[2],)), Done)
    bench.label(bench.units[2])
    lost = bench.output(kind=OutputKind.SCRAP, unit_ids=(bench.units[3],), reason="dropped")
    assert isinstance(lost, Done)
    assert isinstance(bench.finish(), Done)
    assert isinstance(bench.close(), Done)
    assert codes(bench.gate().before_production) == []


def test_the_block_of_an_urgent_lot_ends_with_its_decision(plant):
    """Also if it is scrapped or sent back: what was made of it is then held by that decision."""
    bench = make_production(plant)
    bench.ordered(4)
    bench.cleared()
    bench.start()
    bench.stock("PH-1", "PH-20", 200, state="quarantine", place="Q-01")
    urgent = UseUrgently(
        **bench.head(), urgent_release_id=bench.new(), lot_id=bench.lots["PH-1"], qty_q6=q6(100),
        reason="line waits", deadline=date(2026, 11, 30), asked_by=bench.people["mei"],
    )  # fmt: skip
    assert isinstance(bench.send(urgent, "qian", signed=True), Done)
    assert isinstance(bench.issue(bench.lots["PH-1"], qty_q6=q6(10)), Done)
    bench.stock("SR-1", "SR-12", 400)
    bench.issue(bench.lots["SR-1"], qty_q6=q6(100))
    assert isinstance(bench.make(4), Done)
    assert "INPUT_URGENT" in codes(bench.gate().before_production)
    assert isinstance(
        scrap(bench, held(bench, Scope(AnchorKind.ITEM, bench.lots["PH-1"]), propagates=False)),
        Done,
    )
    assert "INPUT_URGENT" not in codes(bench.gate().before_production)


def test_an_urgent_release_ends_on_its_day(plant):
    bench = make_production(plant)
    bench.ordered(4)
    bench.cleared()
    bench.start()
    bench.stock("PH-1", "PH-20", 200, state="quarantine", place="Q-01")
    urgent = UseUrgently(
        **bench.head(), urgent_release_id=bench.new(), lot_id=bench.lots["PH-1"], qty_q6=q6(100),
        reason="line waits", deadline=date(2026, 11, 24), asked_by=bench.people["mei"],
    )  # fmt: skip
    assert isinstance(bench.send(urgent, "qian", signed=True), Done)
    assert isinstance(bench.issue(bench.lots["PH-1"], qty_q6=q6(10)), Done)
    plant.clock.advance(timedelta(days=3))
    refused = bench.issue(bench.lots["PH-1"], qty_q6=q6(10))
    assert (refused.code, refused.facts["deadline"]) == ("URGENT_OVER", "2026-11-24")


def test_a_lot_that_is_still_being_made_is_not_disposed_of(plant):
    bench = started(plant)
    bench.make(2)
    refused = scrap(bench, held(bench))
    assert (refused.code, refused.facts["order"]) == ("LOT_STILL_MADE", "WO-26-0001")


def test_pieces_that_a_hold_leaves_free_are_not_scrapped_with_the_others(any_plant):
    """A seal lot went into pieces 3 and 4 alone: ending its hold does not end pieces 1 and 2."""
    bench = started(any_plant)
    assert isinstance(bench.make(2), Done)
    assert isinstance(bench.back(bench.loads[1], 96), Done)
    seals = bench.stock("SR-2", "SR-12", 4)
    assert isinstance(bench.issue(seals), Done)
    assert isinstance(bench.make(2), Done)
    assert isinstance(bench.back(bench.loads[0], 96), Done)
    bench.loads = []
    finished(bench)
    refused = scrap(bench, held(bench, Scope(AnchorKind.ITEM, seals)))
    assert (refused.code, refused.facts["lot"]) == ("HOLD_COVERS_PART", bench.ask_lot())
    heads = held(bench, Scope(AnchorKind.ITEM, bench.lots["PH-1"]))
    done = scrap(bench, heads)
    assert isinstance(done, Done), "they went into every piece"
    assert done.facts["lots"] == "2"
