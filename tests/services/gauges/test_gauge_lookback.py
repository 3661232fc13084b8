"""A failed calibration lists every lot measured since the last good one, opens a case, holds."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from qtrace.domain.calibration import AsFound, CalibrationReason
from qtrace.domain.gauges import CalibrationResult, CalibrationState, GaugeReason
from qtrace.domain.holds import Activity, HoldReason
from qtrace.domain.people import PeopleReason
from qtrace.models.cases import Case, CaseItem, CaseLink, Hold, HoldScope, Nonconformance
from qtrace.models.documents import Blob, Evidence
from qtrace.models.gauges import CalibrationFinding, GaugeLookback
from qtrace.models.people import Signature
from qtrace.services.gauges.commands import HoldMeasuredLots, RecordCalibration
from qtrace.services.gauges.lookback import lookback_sheet
from qtrace.services.gauges.queries import gauge_by_code
from qtrace.services.holds.opening import check_not_held, holds_on
from qtrace.services.inspection.commands import SplitLot, TakeBackReading
from qtrace.services.outcomes import Done, Refusal
from qtrace.services.verification import verify_records
from tests.support.inspections import MAJOR, InspectionBench, by_aql, make_bench, measured

TODAY = date(2026, 11, 22)


@pytest.fixture
def bench(plant) -> InspectionBench:
    made = make_bench(plant)
    made.plan((by_aql(MAJOR, "2.5", "S-4"),), (measured(1, gauge_type="caliper"), measured(2)))
    return made


def calibrate(bench, gauge, result="failed", done=TODAY, **over) -> Done | Refusal:
    values = {"calibration_id": bench.ids.next_id(), "certificate_no": "C-2"} | over
    return bench.plant.send(
        RecordCalibration(
            **bench.head(), gauge_id=gauge, done_on=done, due_on=done + timedelta(days=365),
            result=CalibrationResult(result), **values,
        ),
        by=bench.people["met"],
    )  # fmt: skip


def failed(bench, gauge, **over) -> int:
    calibration = bench.ids.next_id()
    outcome = calibrate(bench, gauge, calibration_id=calibration, **over)
    assert isinstance(outcome, Done), outcome
    return calibration


def measured_lot(bench, gauge, pieces=2) -> int:
    lot, inspection = bench.started()
    first = bench.sheet(inspection).characteristics[0]
    for piece in range(1, pieces + 1):
        outcome = bench.read(inspection, first.characteristic_id, piece, "12.01", gauge_id=gauge)
        assert isinstance(outcome, Done), outcome
    return lot


def hold(bench, calibration, lots=(), by="wang", **over):
    person = bench.people[by]
    values = {"hold_id": bench.ids.next_id()} | over
    command = HoldMeasuredLots(
        **bench.head(), calibration_id=calibration, lot_ids=tuple(lots), **values
    )
    return bench.plant.send(command, by=person, claim=bench.plant.claim(person))


def sheet_of(bench, calibration):
    return bench.plant.bench.ask(lookback_sheet, calibration)


def count(bench, model) -> int:
    with bench.plant.database.read() as session:
        return session.scalar(select(func.count()).select_from(model))


def rows(bench, model):
    with bench.plant.database.read() as session:
        return list(session.scalars(select(model)))


def test_every_lot_since_the_last_good_calibration_is_listed_with_what_was_measured(bench):
    gauge, other = bench.gauge(), bench.gauge("TG-012")
    early = measured_lot(bench, gauge)
    bench.pass_time(days=3)
    assert isinstance(calibrate(bench, gauge, "passed", date(2026, 11, 24)), Done)
    late, foreign = measured_lot(bench, gauge, 3), measured_lot(bench, other)
    calibration = failed(bench, gauge, done=date(2026, 11, 25))
    sheet = sheet_of(bench, calibration)
    assert (sheet.gauge, sheet.result) == ("TG-011", CalibrationResult.FAILED)
    assert [row.lot_id for row in sheet.lots] == [late], (early, foreign)
    row = sheet.lots[0]
    assert (row.readings, row.state, row.made_of, row.holds) == (3, "quarantine", "", ())
    assert (row.part.number, row.qty_q6, row.place) == ("SR-12", 1200 * 10**6, "Q-01")
    (told,) = row.measured
    assert (told.no, told.name.en, told.readings) == (1, "Inner dia. 1", 3)
    assert told.first <= told.last <= sheet.doubt.until
    assert sheet.doubt.since.isoformat() == "2026-11-23T16:00:00+00:00"


def test_without_an_earlier_good_calibration_every_reading_is_in_doubt(bench):
    gauge = bench.gauge()
    lot = measured_lot(bench, gauge)
    first = failed(bench, gauge)
    bench.pass_time(days=1)
    second = failed(bench, gauge, done=date(2026, 11, 23))
    assert [row.lot_id for row in sheet_of(bench, second).lots] == [lot]
    assert sheet_of(bench, first).doubt.good_id == sheet_of(bench, second).doubt.good_id
    early = failed(bench, gauge, done=date(2025, 1, 1))
    assert sheet_of(bench, early).doubt.since is None
    assert [row.lot_id for row in sheet_of(bench, early).lots] == [lot]


def test_a_value_that_was_taken_back_was_measured_all_the_same(bench):
    gauge = bench.gauge()
    lot, inspection = bench.started()
    first = bench.sheet(inspection).characteristics[0].characteristic_id
    bench.read(inspection, first, 1, "12.01", gauge_id=gauge)
    bench.read(inspection, first, 2, "12.01", gauge_id=gauge)
    taken = TakeBackReading(**bench.head(), inspection_id=inspection, void_id=bench.ids.next_id())
    assert isinstance(bench.plant.send(taken, by=bench.people["lin"]), Done)
    (row,) = sheet_of(bench, failed(bench, gauge)).lots
    assert row.lot_id == lot
    assert row.readings == 2, "the value itself stays in the list, its end does not add to it"


def test_it_opens_one_nonconformance_with_the_lots_as_suspects(bench):
    gauge = bench.gauge()
    lots = {measured_lot(bench, gauge), measured_lot(bench, gauge)}
    outcome = calibrate(bench, gauge)
    (ncr,) = rows(bench, Nonconformance)
    (case,) = rows(bench, Case)
    assert (ncr.source, ncr.inspection_id, case.number) == ("gauge", None, outcome.facts["case"])
    assert "readings since 2026-01-12 are in doubt" in ncr.description
    assert "2026-01-12 起" in ncr.description
    assert {(row.item_id, row.role) for row in rows(bench, CaseItem)} == {
        (lot, "suspect") for lot in lots
    }
    (kept,) = rows(bench, GaugeLookback)
    assert kept.case_id == case.id
    assert bench.plant.bench.ask(verify_records).bad == ()


@pytest.mark.parametrize(
    ("result", "found", "opens"),
    [
        ("passed", None, False),
        ("adjusted", None, True),
        ("adjusted", AsFound.IN_TOLERANCE, False),
        ("failed", AsFound.IN_TOLERANCE, True),
    ],
)
def test_what_was_found_decides_not_what_was_left(bench, result, found, opens):
    gauge = bench.gauge()
    calibration = bench.ids.next_id()
    calibrate(bench, gauge, result, calibration_id=calibration, as_found=found)
    assert count(bench, Case) == opens
    assert (sheet_of(bench, calibration) is not None) == opens


def test_one_signature_holds_all_lots_and_what_is_made_of_them(bench):
    gauge = bench.gauge()
    lots = [measured_lot(bench, gauge) for _ in range(3)]
    calibration = failed(bench, gauge)
    done = hold(bench, calibration)
    assert (done.facts["lots"], count(bench, HoldScope)) == ("3", 3)
    (placed,) = rows(bench, Hold)
    assert (placed.reason_code, placed.origin) == (HoldReason.GAUGE_FAILED, "gauge")
    for lot in lots:
        (told,) = bench.plant.bench.ask(holds_on, lot)
        code = next(row.lot for row in sheet_of(bench, calibration).lots if row.lot_id == lot)
        assert (told.number, told.via, told.anchor_lot) == (done.facts["hold"], "listed", code)
        with bench.plant.database.read() as session:
            assert check_not_held(session, lot, Activity.RELEASE).facts["hold"] == told.number
    assert count(bench, CaseLink) == 1
    signed = [row for row in rows(bench, Signature) if row.target_id == placed.case_id]
    assert [row.meaning for row in signed] == ["confirmed"]
    assert {row.holds for row in sheet_of(bench, calibration).lots} == {(done.facts["hold"],)}
    assert bench.plant.bench.ask(verify_records).bad == ()


def test_the_parts_of_a_split_lot_stand_under_it_and_are_held_with_it(bench):
    gauge = bench.gauge()
    lot, inspection = bench.started()
    bench.fill(inspection)
    person = bench.people["lin"]
    parts = (bench.ids.next_id(), bench.ids.next_id())
    command = SplitLot(
        **bench.head(), inspection_id=inspection, accepted_id=parts[0], rejected_id=parts[1],
        accepted_q6=1000 * 10**6, accepted_containers=10, rejected_containers=2,
        reason="two bags were wet", seen_sha256=bench.sheet(inspection).seen_sha256,
    )  # fmt: skip
    assert isinstance(bench.plant.send(command, by=person, claim=bench.plant.claim(person)), Done)
    calibration = failed(bench, gauge)
    parent, *children = sheet_of(bench, calibration).lots
    assert (parent.lot_id, parent.state) == (lot, "split")
    assert {(row.lot_id, row.state, row.made_of) for row in children} == {
        (parts[0], "released", parent.lot), (parts[1], "rejected", parent.lot),
    }  # fmt: skip
    assert [(row.readings, row.measured) for row in children] == [(0, ()), (0, ())]
    number = hold(bench, calibration).facts["hold"]
    for part in parts:
        told = next(h for h in bench.plant.bench.ask(holds_on, part) if h.number == number)
        assert (told.via, told.anchor_lot) == ("derived", parent.lot)
        with bench.plant.database.read() as session:
            assert check_not_held(session, part, Activity.SHIP) is not None
    assert all(number in row.holds for row in sheet_of(bench, calibration).lots)
    assert bench.plant.bench.ask(verify_records).bad == ()


def test_holding_again_holds_only_what_no_hold_of_the_case_covered(bench):
    gauge = bench.gauge()
    lots = [measured_lot(bench, gauge) for _ in range(3)]
    calibration = failed(bench, gauge)
    assert hold(bench, calibration, lots[:1]).facts["lots"] == "1"
    assert [row.is_decided for row in sheet_of(bench, calibration).lots] == [True, False, False]
    assert hold(bench, calibration, lots[:1]).code == CalibrationReason.LOTS_HELD_ALREADY
    assert hold(bench, calibration).facts["lots"] == "2"
    assert hold(bench, calibration).code == CalibrationReason.LOTS_HELD_ALREADY
    assert (count(bench, Hold), count(bench, HoldScope), count(bench, Nonconformance)) == (2, 3, 1)


def test_foreign_lots_and_good_calibrations_are_refused(bench):
    gauge = bench.gauge()
    measured_lot(bench, gauge)
    foreign, _ = bench.started()
    calibration = failed(bench, gauge)
    assert hold(bench, calibration, [foreign]).code == CalibrationReason.LOT_NOT_MEASURED
    assert hold(bench, calibration, [77]).code == CalibrationReason.LOT_NOT_MEASURED
    assert hold(bench, 77).code == GaugeReason.GAUGE_NOT_FOUND
    assert hold(bench, calibration, severity="x").code == "FIELD_INVALID"
    assert hold(bench, calibration, note="a\ud800").code == PeopleReason.TEXT_REFUSED
    assert hold(bench, calibration, by="lin").code == PeopleReason.NOT_ALLOWED
    good = bench.ids.next_id()
    calibrate(bench, gauge, "passed", calibration_id=good)
    assert hold(bench, good).code == CalibrationReason.LOOKBACK_NOT_NEEDED
    assert sheet_of(bench, good) is None
    assert sheet_of(bench, 77) is None
    assert count(bench, Hold) == 0


def test_a_failed_calibration_from_before_the_look_back_can_still_be_worked(bench):
    """Plants of older programs have failed calibrations without finding and case."""
    gauge = bench.gauge()
    lot = measured_lot(bench, gauge)
    calibration = failed(bench, gauge)
    engine = bench.plant.owner.engine
    raw = engine.raw_connection()  # past the watch: no command could do this
    cursor = raw.cursor()
    for table in ("gauge_lookback", "calibration_finding"):
        where = "" if engine.dialect.name == "sqlite" else f" ON {table}"
        cursor.execute(f"DROP TRIGGER guard_{table}_delete{where}")
        cursor.execute(f"DELETE FROM {table} WHERE calibration_id = {calibration}")
    raw.commit()
    raw.close()
    sheet = sheet_of(bench, calibration)
    assert ([row.lot_id for row in sheet.lots], sheet.case_id) == ([lot], None)
    done = hold(bench, calibration)
    assert sheet_of(bench, calibration).case == done.facts["case"]


def test_the_certificate_is_kept_once_and_the_finding_in_words(bench):
    gauge = bench.gauge()
    for day in (20, 21):
        outcome = calibrate(
            bench, gauge, "adjusted", date(2026, 11, day), evidence=b"%PDF-1", evidence_name="c.pdf",
            found_text="+0.04 mm at 100 mm", left_text="+0.01 mm", laboratory="SIMT",
            traceability="NIM 2025-114",
        )  # fmt: skip
        assert isinstance(outcome, Done), outcome
    assert count(bench, Blob) == 1
    assert {row.role for row in rows(bench, Evidence)} == {"certificate"}
    finding = next(row for row in rows(bench, CalibrationFinding) if row.laboratory)
    assert (finding.as_found, finding.found_text) == ("out_of_tolerance", "+0.04 mm at 100 mm")
    row = bench.plant.bench.ask(gauge_by_code, "TG-011")
    assert row.standing.state is CalibrationState.GOOD


def test_impossible_findings_are_refused(bench):
    gauge = bench.gauge()
    out = AsFound.OUT_OF_TOLERANCE
    refused = calibrate(bench, gauge, "passed", as_found=out)
    assert refused.code == CalibrationReason.CALIBRATION_CONTRADICTS
    assert calibrate(bench, gauge, evidence=b"").code == "EVIDENCE_EMPTY"
    assert calibrate(bench, gauge, laboratory="a\ud800").code == PeopleReason.TEXT_REFUSED
    assert count(bench, Case) == 0
