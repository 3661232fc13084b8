"""What stops work in a run stops all of it: persons, tools, stops and holds on places and tools."""

from datetime import date, timedelta

import pytest

from qtrace.domain.disposal import Disposal, DisposalLine
from qtrace.domain.hold_scopes import AnchorKind, Scope
from qtrace.domain.holds import BlockProfile
from qtrace.domain.people import Role
from qtrace.domain.production.checks_due import CheckKind
from qtrace.domain.production.drafts import CheckDraft, OperationDraft
from qtrace.domain.production.lines import StopType
from qtrace.domain.production.progress import OutputKind
from qtrace.domain.quantities import q6
from qtrace.services.cases.disposal_commands import DisposeNcr
from qtrace.services.cases.sheets import case_sheet
from qtrace.services.checks import check_projections
from qtrace.services.gauges.commands import AddGauge
from qtrace.services.history.contents import device_history
from qtrace.services.holds.commands import PlaceHold
from qtrace.services.outcomes import Done
from qtrace.services.production.commands import AddEquipment, ChangeEquipment
from qtrace.services.production.line_commands import (
    ChangeRunEquipment,
    FinishOperation,
    IssueMaterial,
    RecordOutput,
    RecordProcessCheck,
    ResumeLine,
    StopLine,
)
from qtrace.services.production.line_queries import line_station
from qtrace.services.production.line_scans import scan_verdict
from qtrace.services.warehouse.commands import MoveLot
from tests.services.production.test_production_genealogy import _calibration
from tests.support.ncrs import open_ncr
from tests.support.production import (
    AFTER_STOP,
    FIRST,
    PATROL,
    TOPIC,
    make_production,
    operations,
    production_plant,
)
from tests.support.stations import door_with


@pytest.fixture
def plant(sqlite_url):
    made = production_plant(sqlite_url)
    yield made
    made.bench.close()


@pytest.fixture
def any_plant(database_url):
    """The same on both back ends."""
    made = production_plant(database_url)
    yield made
    made.bench.close()


def running(plant, checks=(), planned=4, **over):
    """Operation 30 runs with a screwdriver; material lies ready."""
    bench = make_production(plant)
    bench.route(operations(checks, equipment_type="screwdriver", **over))
    assert isinstance(bench.ordered(planned), Done)
    bench.cleared()
    assert isinstance(bench.start(equipment_ids=(bench.equipment["TQ-1"],)), Done)
    bench.stock("PH-1", "PH-20", 100)
    bench.stock("SR-1", "SR-12", 100)
    return bench


def loaded(bench):
    bench.brought = []
    for lot in ("PH-1", "SR-1"):
        assert isinstance(bench.issue(bench.lots[lot], qty_q6=q6(50)), Done)
        bench.brought.append(bench.load)
    return bench


def out_of_use(bench, version=1, state="out_of_use"):
    bench.done(
        ChangeEquipment(
            **bench.head(), equipment_id=bench.equipment["TQ-1"], row_version=version, state=state,
            qualified_to=date(2027, 1, 31),
        ),
        "qian",
    )  # fmt: skip


def stop(bench, why=StopType.BREAKDOWN):
    bench.done(
        StopLine(**bench.head(), stop_id=bench.new(), line_id=bench.line_id, stop_type=why),
        "mei",
    )  # fmt: skip


def hold(bench, *scopes, **over):
    command = PlaceHold(
        **bench.head(), hold_id=bench.new(), reason="function", scopes=scopes, **over
    )
    bench.done(command, "mei")


def test_who_is_not_trained_brings_nothing_in_checks_nothing_and_finishes_nothing(plant):
    bench = running(plant, (PATROL,))
    refused = bench.issue(bench.lots["PH-1"], by="bo", qty_q6=q6(5))
    assert refused.code == "NOT_TRAINED"
    assert refused.facts["interlock"] == "training"
    assert bench.check(2, by="bo").code == "NOT_TRAINED"
    ends = FinishOperation(**bench.head(), run_id=bench.run, is_short=True, reason="x")
    assert bench.send(ends, "bo").code == "NOT_TRAINED"
    assert isinstance(bench.check(2), Done)


def test_a_tool_out_of_use_stops_more_than_pieces(plant):
    bench = running(plant, (PATROL,))
    out_of_use(bench)
    lot = bench.lots["PH-1"]
    assert bench.issue(lot, qty_q6=q6(5)).code == "EQUIPMENT_OUT_OF_USE"
    assert bench.ask(scan_verdict, bench.run, lot).refusal.code == "EQUIPMENT_OUT_OF_USE"
    assert bench.check(2).code == "EQUIPMENT_OUT_OF_USE"
    shown = bench.ask(line_station, bench.line_id)
    assert shown.stopping.code == "EQUIPMENT_OUT_OF_USE"
    out_of_use(bench, 2, "in_use")
    assert isinstance(bench.issue(lot, qty_q6=q6(5)), Done)


def test_a_line_that_stands_takes_no_material_and_is_ended_short_only(plant):
    bench = running(plant, (PATROL,), planned=1)
    loaded(bench)
    assert isinstance(bench.make(1), Done)
    stop(bench)
    lot = bench.lots["PH-1"]
    assert bench.issue(lot, qty_q6=q6(5)).code == "LINE_STOPPED"
    assert bench.ask(scan_verdict, bench.run, lot, q6(5)).refusal.code == "LINE_STOPPED"
    assert bench.check(2).code == "LINE_STOPPED"
    assert bench.finish().code == "LINE_STOPPED"
    assert bench.finish(is_short=True).code == "REASON_NEEDED"
    assert bench.finish(is_short=True, reason="broken").code == "LOADS_OPEN", "not the line"
    bench.done(ResumeLine(**bench.head(), line_id=bench.line_id), "mei")
    assert isinstance(bench.check(2), Done)


def test_what_a_stop_waits_for_is_done_before_the_line_runs_again(plant):
    bench = running(plant, (PATROL,))
    done = {}
    for why in (StopType.MATERIAL, StopType.CHANGEOVER, StopType.QUALITY, StopType.OTHER):
        stop(bench, why)
        issued = bench.issue(
            bench.lots["PH-1"], qty_q6=q6(5), from_location_id=bench.places["A-03-12"]
        )
        done[why] = isinstance(issued, Done), isinstance(bench.check(2), Done)
        bench.done(ResumeLine(**bench.head(), line_id=bench.line_id), "mei")
    assert done == {
        StopType.MATERIAL: (True, False), StopType.CHANGEOVER: (True, False),
        StopType.QUALITY: (False, True), StopType.OTHER: (False, False),
    }  # fmt: skip


def test_a_bad_result_is_a_fact_whoever_found_it_and_wherever_the_line_stands(plant):
    bench = loaded(running(plant, (PATROL,)))
    bench.make(2)
    stop(bench)
    bad = bench.check(2, "nok", by="bo")
    assert isinstance(bad, Done)
    assert bad.facts["pieces"] == "1-2"
    assert bad.facts["hold"]


def test_a_bad_result_counts_whatever_the_clock_of_its_station_says(plant):
    """Ids follow the clock of a station: a later result may have a smaller one."""
    bench = loaded(running(plant, (PATROL,)))
    bench.make(1)
    early = bench.new()
    assert isinstance(bench.check(2), Done)
    assert isinstance(bench.make(1), Done)
    bad = RecordProcessCheck(
        **bench.head(), result_id=early, hold_id=bench.new(), run_id=bench.run,
        definition_id=bench.definitions()[2], value="nok",
    )  # fmt: skip
    found = bench.send(bad, "mei")
    assert (found.facts["state"], found.facts["pieces"]) == ("failed", "2")
    assert bench.make(1).code == "CHECK_FAILED"
    assert isinstance(bench.check(2), Done)
    assert isinstance(bench.make(1), Done)


def test_a_hold_on_the_station_that_asks_stops_it_and_no_other(any_plant):
    bench = loaded(running(any_plant))
    with door_with(any_plant, {}) as other:
        any_plant.enrol(bench.people["mei"], other.station.id)
        hold(bench, Scope(AnchorKind.STATION, other.station.id))

        def there(command):
            return other.send(command, by=bench.people["mei"])

        issue = IssueMaterial(
            **bench.head(), load_id=bench.new(), run_id=bench.run, item_id=bench.lots["PH-1"],
            qty_q6=q6(1), from_location_id=bench.places["A-03-12"],
        )  # fmt: skip
        assert there(issue).code == "PLACE_ON_HOLD"
        output = RecordOutput(
            **bench.head(), output_id=bench.new(), run_id=bench.run, kind=OutputKind.GOOD,
            unit_ids=(bench.new(),), serials=("26C0001",),
        )  # fmt: skip
        assert there(output).code == "PLACE_ON_HOLD"
    assert isinstance(bench.make(1), Done), "where the run was started nothing is held"


TORQUE = CheckDraft(
    1, CheckKind.PARAMETER, "Torque", "扭矩", usl="0.95", gauge_type="torque", at_start=True
)


def test_a_held_gauge_measures_no_check(plant):
    bench = running(plant, (TORQUE,))
    bench.people["gao"] = plant.person("gao", Role.METROLOGY)
    gauge = bench.new()
    bench.done(
        AddGauge(
            **bench.head(), gauge_id=gauge, gauge_code="TG-1", name_en="T", name_zh="",
            gauge_type="torque", resolution="0.01", range_text="0-2", unit="N.m",
            location_text="L2",
        ),
        "gao",
    )  # fmt: skip
    bench.done(_calibration(bench, gauge), "gao")
    hold(bench, Scope(AnchorKind.GAUGE, gauge), profile=BlockProfile.SHIPPING)
    assert isinstance(bench.check(1, "0.9", gauge_id=gauge), Done)
    hold(bench, Scope(AnchorKind.GAUGE, gauge), profile=BlockProfile.LINE_STOP)
    assert bench.check(1, "0.9", gauge_id=gauge).code == "PLACE_ON_HOLD"


def test_a_held_tool_starts_nothing(plant):
    bench = make_production(plant)
    bench.route(operations((), equipment_type="screwdriver"))
    bench.ordered(4)
    bench.cleared()
    hold(bench, Scope(AnchorKind.EQUIPMENT, bench.equipment["TQ-1"]))
    refused = bench.start(equipment_ids=(bench.equipment["TQ-1"],))
    assert refused.code == "PLACE_ON_HOLD"


def test_what_stops_output_stops_the_birth_of_units_and_the_screen_says_so(plant):
    bench = loaded(running(plant))
    assert isinstance(bench.make(2), Done)
    hold(bench, Scope(AnchorKind.LINE, bench.line_id), profile=BlockProfile.LINE_STOP)
    assert bench.make(1).code == "PLACE_ON_HOLD"
    shown = bench.ask(line_station, bench.line_id)
    assert (shown.stopping.code, shown.stopping.facts["activity"]) == ("PLACE_ON_HOLD", "output")


def test_pieces_in_work_are_finished_between_birth_and_the_last_operation(plant):
    bench = make_production(plant)
    thirty, forty = operations()
    bench.route((thirty, OperationDraft(35, "Glue", "粘接"), forty))
    bench.ordered(2)
    bench.cleared()
    bench.start()
    bench.stock("PH-1", "PH-20", 100)
    bench.stock("SR-1", "SR-12", 100)
    loaded(bench)
    bench.make(2)
    born = bench.run
    bench.start(35)
    hold(bench, Scope(AnchorKind.LINE, bench.line_id), profile=BlockProfile.LINE_STOP)
    assert isinstance(bench.output(unit_ids=(bench.units[0],)), Done)
    assert bench.ask(line_station, bench.line_id, bench.run).stopping is None
    assert bench.ask(line_station, bench.line_id, born).stopping.facts["activity"] == "output"


def test_what_stops_output_stops_the_birth_of_pieces_without_serial_numbers(plant):
    bench = make_production(plant)
    steps = (OperationDraft(30, "Assembly", "装配", TOPIC), OperationDraft(35, "Glue", "粘接"))
    bench.route((*steps, OperationDraft(40, "Test", "检测")))
    bench.ordered(4)
    bench.cleared()
    bench.start()
    bench.stock("PH-1", "PH-20", 100)
    bench.stock("SR-1", "SR-12", 100)
    loaded(bench)
    assert isinstance(bench.output(2), Done)
    born = bench.run
    bench.start(35)
    hold(bench, Scope(AnchorKind.LINE, bench.line_id), profile=BlockProfile.LINE_STOP)
    assert bench.output(1, run=born).code == "PLACE_ON_HOLD"
    assert isinstance(bench.output(1), Done), "it was in work"


def test_a_first_piece_is_checked_when_there_is_one(plant):
    bench = loaded(running(plant, (FIRST,)))
    early = bench.check(1)
    assert (early.code, early.facts["check_en"]) == ("CHECK_NO_PIECE", "First piece")
    assert bench.make(2).code == "CHECK_NEEDED"
    assert isinstance(bench.make(1), Done)
    assert isinstance(bench.check(1), Done)


def test_a_load_is_not_carried_off_the_line_behind_its_back(plant):
    """Else neither pieces nor leftovers could be recorded; what no load has may go."""
    bench = loaded(running(plant))
    lot = bench.lots["PH-1"]

    def away(quantity=None):
        command = MoveLot(
            **bench.head(), movement_id=bench.new(), lot_id=lot, qty_q6=quantity,
            to_location_id=bench.places["A-03-12"], from_location_id=bench.places["W-L2"],
        )  # fmt: skip
        return bench.send(command, "wang")

    refused = away()
    assert refused.code == "LOADED_AT_LINE"
    assert {refused.facts[k] for k in ("quantity", "line", "name_en")} == {"50", "L2", "Mei"}
    assert isinstance(bench.make(1), Done)
    there = MoveLot(
        **bench.head(), movement_id=bench.new(), lot_id=lot, qty_q6=q6(5),
        to_location_id=bench.places["W-L2"], from_location_id=bench.places["A-03-12"],
    )  # fmt: skip
    bench.done(there, "wang")
    assert away(q6(6)).code == "LOADED_AT_LINE"
    assert isinstance(away(q6(5)), Done)


def test_a_lot_is_not_divided_with_what_a_line_has_loaded(any_plant):
    """Its stock would be gone from the line: no piece more, and no way to count it back."""
    bench = running(any_plant)
    assert isinstance(bench.issue(bench.lots["PH-1"], qty_q6=q6(5)), Done)
    seals = bench.stock("SR-2", "SR-12", 1200)
    assert isinstance(bench.issue(seals, qty_q6=q6(100)), Done)
    case = open_ncr(bench, item=seals)
    lines = (
        DisposalLine(seals, q6(1150), Disposal.USE_AS_IS, "as it is"),
        DisposalLine(seals, q6(50), Disposal.SCRAP, "flash"),
    )

    def divided():
        command = DisposeNcr(
            **bench.head(), case_id=case, lines=lines, comment="looked at",
            seen_sha256=bench.ask(case_sheet, case).seen_sha256,
        )  # fmt: skip
        return bench.send(command, "qian", signed=True)

    refused = divided()
    assert (refused.code, refused.facts["quantity"]) == ("LOADED_AT_LINE", "100")
    assert isinstance(bench.make(1), Done), "the line has what it loaded"
    bench.plant.clock.advance(timedelta(minutes=1))
    assert isinstance(bench.back(bench.load, 98), Done)
    assert divided().code == "STOCK_TOO_LOW", "two are in a piece"


def other_tool(bench, code="TQ-2", kind="screwdriver"):
    bench.equipment[code] = bench.new()
    bench.done(
        AddEquipment(
            **bench.head(), equipment_id=bench.equipment[code], equipment_code=code,
            name_en="Screwdriver", name_zh="电批", equipment_type=kind, line_id=bench.line_id,
            qualified_to=date(2027, 1, 31),
        )
    )  # fmt: skip
    return bench.equipment[code]


def changed(bench, *ids, reason="broke", by="mei"):
    command = ChangeRunEquipment(**bench.head(), run_id=bench.run, equipment_ids=ids, reason=reason)
    return bench.send(command, by)


def test_a_pass_goes_on_with_another_machine_that_is_asked_as_at_the_start(any_plant):
    bench = loaded(running(any_plant, (AFTER_STOP,)))
    first, spare = bench.equipment["TQ-1"], other_tool(bench)
    press = other_tool(bench, "PR-1", "press")
    assert isinstance(bench.make(1), Done)
    out_of_use(bench)
    assert bench.make(1).code == "EQUIPMENT_OUT_OF_USE"
    stop(bench)
    assert changed(bench, spare, reason=" ").code == "REASON_NEEDED"
    assert changed(bench, first).code == "EQUIPMENT_UNCHANGED"
    assert changed(bench, press).code == "EQUIPMENT_NEEDED", "another kind"
    assert changed(bench, spare, first).code == "EQUIPMENT_OUT_OF_USE"
    assert changed(bench, spare, by="bo").code == "NOT_TRAINED"
    hold(bench, Scope(AnchorKind.EQUIPMENT, spare))
    assert changed(bench, spare).code == "PLACE_ON_HOLD"
    third = other_tool(bench, "TQ-3")
    any_plant.clock.advance(timedelta(minutes=5))
    assert changed(bench, third).facts == {"equipment": "TQ-3", "before": "TQ-1"}
    bench.done(ResumeLine(**bench.head(), line_id=bench.line_id), "mei")
    shown = bench.ask(line_station, bench.line_id)
    assert shown.run.equipment == ("TQ-3",)
    assert bench.make(1).code == "CHECK_NEEDED", "as after a stop"
    assert isinstance(bench.check(4), Done)
    assert isinstance(bench.make(1), Done)
    assert {each.table for each in bench.ask(check_projections)} <= {"item_status"}


def test_a_change_of_machine_asks_for_its_check_without_a_stop_and_goes_back(plant):
    bench = loaded(running(plant, (AFTER_STOP,)))
    first, spare = bench.equipment["TQ-1"], other_tool(bench)
    plant.clock.advance(timedelta(minutes=5))
    assert isinstance(changed(bench, spare), Done)
    assert bench.make(1).code == "CHECK_NEEDED"
    assert isinstance(changed(bench, first, spare), Done)
    assert isinstance(changed(bench, first), Done)
    assert bench.ask(line_station, bench.line_id).run.equipment == ("TQ-1",)
    (step, *_more) = bench.ask(device_history, bench.lot).steps
    assert step.equipment == ("TQ-1", "TQ-2"), "all that it was done with"


def test_a_pass_that_was_ended_short_starts_again_with_another_machine(plant):
    bench = loaded(running(plant))
    bench.make(1)
    for load, used in ((0, 1), (1, 2)):
        assert isinstance(bench.back(bench.brought[load], 50 - used), Done)
    out_of_use(bench)
    assert isinstance(bench.finish(is_short=True, reason="broke"), Done)
    spare, run = other_tool(bench), bench.run
    assert isinstance(bench.start(equipment_ids=(spare,)), Done)
    bench.run = run
    assert isinstance(bench.issue(bench.lots["PH-1"], qty_q6=q6(5)), Done)
