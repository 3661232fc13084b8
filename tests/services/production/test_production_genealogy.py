"""Hoppers, bags, units in units and replaced parts keep their genealogy."""

from collections import Counter
from datetime import date
from decimal import Decimal
from random import Random

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from qtrace.domain.gauges import CalibrationResult
from qtrace.domain.hold_scopes import AnchorKind, Scope
from qtrace.domain.holds import BlockProfile, HoldReason
from qtrace.domain.people import Role
from qtrace.domain.production.checks_due import CheckKind
from qtrace.domain.production.drafts import CheckDraft, OperationDraft
from qtrace.domain.production.progress import OutputKind
from qtrace.domain.quantities import q6
from qtrace.models.items import Item, Link
from qtrace.models.production_runs import Consumption, MaterialLoad
from qtrace.services.checks import check_projections
from qtrace.services.evidence import EvidenceFile
from qtrace.services.gauges.commands import AddGauge, RecordCalibration
from qtrace.services.holds.commands import PlaceHold
from qtrace.services.outcomes import Done
from qtrace.services.production.projections import production_faults
from tests.support.production import make_production, operations, production_plant


@pytest.fixture
def plant(sqlite_url):
    made = production_plant(sqlite_url)
    yield made
    made.bench.close()


@pytest.fixture
def bench(plant):
    return make_production(plant)


def begin(bench, planned=10, operation=30):
    assert isinstance(bench.ordered(planned), Done)
    bench.cleared()
    assert isinstance(bench.start(operation), Done)


def links(bench):
    with bench.plant.database.read() as session:
        rows = session.execute(
            select(Link.parent_id, Link.kind, Link.qty_q6, Link.seq_from, Link.seq_to).order_by(
                Link.record_id, Link.parent_id
            )
        )
        return [tuple(row) for row in rows]


def test_a_hopper_links_both_lots_to_the_pieces_of_the_overlap(bench):
    bench.bill((bench.need(1, "SR-12", 1, overlap=2),))
    begin(bench)
    old = bench.stock("OLD", pieces=3)
    new = bench.stock("NEW", pieces=50)
    bench.issue(old)
    bench.issue(new)
    for _ in range(6):
        assert isinstance(bench.make(), Done)
    holding = {piece: [p for p, _k, _q, a, b in links(bench) if a <= piece <= b] for piece in
               range(1, 7)}  # fmt: skip
    assert [holding[piece] for piece in (1, 4, 5, 6)] == [
        [old, new], [old, new], [old, new], [new],
    ]  # fmt: skip
    with bench.plant.database.read() as session:
        assert sum(session.scalars(select(Consumption.qty_q6))) == q6(6)


def test_a_unit_built_into_a_unit(bench):
    """A pump head with a serial number of its own is installed in the pump."""
    bench.part("HEAD", tracking="serial")
    bench.bill((bench.need(1, "HEAD"),))
    lot = bench.stock("HEADS", "HEAD", 5, units=2)
    begin(bench)
    assert isinstance(bench.issue(lot + 2), Done)
    assert bench.issue(lot + 2).code == "MATERIAL_ALREADY_ISSUED"
    assert isinstance(bench.make(), Done)
    with bench.plant.database.read() as session:
        (link,) = session.scalars(select(Link).where(Link.kind == "installed"))
        head, pump = session.get_one(Item, link.parent_id), session.get_one(Item, link.child_id)
    assert (head.serial, pump.serial, link.seq_from) == ("HEADS-2", "26C0001", None)


def test_a_pass_of_rework_uses_only_what_it_replaces(bench):
    begin(bench, 2)
    bench.stock("PH-1", "PH-20", 10)
    bench.stock("SR-1", "SR-12", 10)
    for lot in ("PH-1", "SR-1"):
        bench.issue(bench.lots[lot], qty_q6=q6(5))
    assert isinstance(bench.make(2, OutputKind.REWORK, reason="leak"), Done)
    first = bench.run
    assert isinstance(bench.start(run_no=2), Done)
    assert bench.output(unit_ids=(bench.units[0],), replaced=(2,)).code == "MATERIAL_SHORT"
    bench.issue(bench.lots["SR-1"], qty_q6=q6(2))
    assert isinstance(bench.output(unit_ids=(bench.units[0],), replaced=(2,)), Done)
    assert isinstance(bench.output(unit_ids=(bench.units[1],)), Done)
    with bench.plant.database.read() as session:
        left = session.execute(select(MaterialLoad.run_id, MaterialLoad.left_q6)).all()
    assert [(run == first, amount) for run, amount in left] == [
        (True, q6(3)), (True, q6(1)), (False, 0),
    ]  # fmt: skip
    assert links(bench)[-1][3:] == (1, 1), "the replaced seal went into piece 1 alone"


def test_rework_of_pieces_without_numbers_keeps_theirs(bench):
    plain = (OperationDraft(10, "Moulding", "注塑", most_passes=2), *operations())
    bench.route(plain)
    bench.bill((bench.need(1, "SR-12", operation=10),))
    begin(bench, 10, 10)
    bench.stock("SR-1", "SR-12", 50)
    bench.issue(bench.lots["SR-1"], qty_q6=q6(10))
    assert bench.output(4).facts["pieces"] == "1-4"
    assert bench.output(3, OutputKind.REWORK, reason="flash").facts["pieces"] == "5-7"
    assert bench.output(3).facts["good"] == "7"
    bench.finish()
    assert isinstance(bench.start(10, run_no=2), Done)
    assert bench.output(2).facts["pieces"] == "5-6"
    assert bench.output(1).facts == {
        "pieces": "7", "serials": "", "good": "10", "rework": "0", "scrap": "0", "left": "0",
        "done": "10", "first": "7", "last": "7",
    }  # fmt: skip


def test_a_check_with_a_gauge_and_a_photo(bench):
    torque = CheckDraft(
        1, CheckKind.PARAMETER, "Torque", "扭矩", usl="0.95", gauge_type="torque", at_start=True
    )
    bench.route(operations((torque,)))
    begin(bench)
    assert bench.check(1, "0.9").code == "GAUGE_MISSING"
    bench.people["gao"] = bench.plant.person("gao", Role.METROLOGY)
    gauge = bench.new()
    bench.done(
        AddGauge(
            **bench.head(), gauge_id=gauge, gauge_code="TG-1", name_en="T", name_zh="",
            gauge_type="torque", resolution="0.01", range_text="0-2", unit="N.m",
            location_text="L2",
        ),
        "gao",
    )  # fmt: skip
    assert bench.check(1, "0.9", gauge_id=gauge).code == "GAUGE_NOT_CALIBRATED"
    bench.done(_calibration(bench, gauge), "gao")
    photo = EvidenceFile(b"\xff\xd8\xff", "torque.jpg", "image/jpeg")
    assert bench.check(1, "zero", gauge_id=gauge).code == "CHECK_VALUE_INVALID"
    assert bench.check(1, "0.9", gauge_id=gauge, run=5).code == "RUN_UNKNOWN"
    done = bench.check(1, str(Decimal("0.90")), gauge_id=gauge, photo=photo)
    assert done.facts["state"] == "done"


def _calibration(bench, gauge):
    return RecordCalibration(
        **bench.head(), calibration_id=bench.new(), gauge_id=gauge, done_on=date(2026, 11, 1),
        due_on=date(2027, 11, 1), result=CalibrationResult.PASSED, certificate_no="C-1",
    )  # fmt: skip


def test_sums_are_computed_again_from_the_facts(bench):
    begin(bench, 2)
    bench.stock("PH-1", "PH-20", 10)
    bench.stock("SR-1", "SR-12", 10)
    for lot in ("PH-1", "SR-1"):
        bench.issue(bench.lots[lot])
    bench.make(2)
    bench.start(40)
    bench.output(2, unit_ids=tuple(bench.units))
    assert faults(bench) == []
    with bench.plant.database.engine.connect() as forger:
        forger.exec_driver_sql("UPDATE material_load SET left_q6 = left_q6 - 1")
        forger.exec_driver_sql(f"UPDATE item SET qty_q6 = 5 WHERE id = {bench.lot}")
        found = [fault[0] for fault in production_faults(Session(forger))]
        forger.rollback()
    assert found == ["material_load", "material_load", "item"]


def faults(bench):
    with bench.plant.database.read() as session:
        return list(production_faults(session))


def test_whatever_happens_the_books_agree(bench):
    """A random shift: loads come and go, pieces come out well or badly; nothing is lost."""
    random = Random(20261122)
    begin(bench, 200)
    for number in range(4):
        bench.stock(f"PH-{number}", "PH-20", 40)
        bench.stock(f"SR-{number}", "SR-12", 60)
    loads, told = [], Counter()
    for _step in range(90):
        what = random.randrange(4)
        if what == 0:
            lot = random.choice(list(bench.lots.values()))
            outcome = bench.issue(lot, qty_q6=q6(random.randint(1, 20)))
            loads += [bench.load] if isinstance(outcome, Done) else []
        elif what == 1 and loads:
            pieces = random.randint(0, 6)
            outcome = bench.back(random.choice(loads), pieces, reason="counted")
        else:
            kind = random.choice((OutputKind.GOOD, OutputKind.GOOD, OutputKind.SCRAP))
            reason = "" if kind is OutputKind.GOOD else "cracked"
            outcome = bench.make(random.randint(1, 4), kind, reason=reason)
        told[type(outcome).__name__ if isinstance(outcome, Done) else outcome.code] += 1
    assert told["Done"] > 20, told
    assert told["MATERIAL_SHORT"], told
    assert faults(bench) == []
    assert [m for m in bench.ask(check_projections) if m.table != "item_status"] == []
    gate = bench.gate()
    assert "INPUT_UNKNOWN" not in {point.code.value for point in gate.before_production}
    assert all(need.off == "0" for need in gate.facts.needs)


def test_a_held_line_starts_nothing_and_a_held_tool_makes_nothing(bench):
    bench.ordered(5)
    bench.cleared()
    hold = PlaceHold(
        **bench.head(), hold_id=bench.new(), reason=HoldReason.OTHER,
        scopes=(Scope(AnchorKind.LINE, bench.line_id),), severity="major", note="leak",
        profile=BlockProfile.LINE_STOP,
    )  # fmt: skip
    bench.done(hold, "bo")
    refused = bench.start()
    assert (refused.code, refused.facts["via"]) == ("PLACE_ON_HOLD", "place")
