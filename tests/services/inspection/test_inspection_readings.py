"""Readings: judged, stored at once, corrected and taken back by new rows."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from qtrace.domain.inspection import ReadingCode
from qtrace.domain.inspection_flow import InspectionReason, ReadingOrigin
from qtrace.domain.inspection_tally import HintCode, TallyState
from qtrace.models.inspection import Reading
from qtrace.services.inspection.commands import TakeBackReading
from qtrace.services.outcomes import Done, Refusal
from qtrace.services.verification import verify_records
from tests.support.inspections import (
    MAJOR,
    MINOR,
    InspectionBench,
    by_aql,
    looked_at,
    make_bench,
    measured,
)
from tests.support.plants import make_plant


@pytest.fixture
def bench(plant) -> InspectionBench:
    made = make_bench(plant)
    made.plan((by_aql(MAJOR, "2.5", "S-4"), by_aql(MINOR, "4.0")), (measured(1), looked_at(2)))
    made.known_source()
    return made


@pytest.fixture
def open_one(bench) -> tuple[int, int, int]:
    """Inspection, its measured and its looked-at characteristic."""
    _, inspection = bench.started()
    rows = bench.sheet(inspection).characteristics
    return inspection, rows[0].characteristic_id, rows[1].characteristic_id


def take_back(bench: InspectionBench, inspection: int, **over):
    command = TakeBackReading(
        **bench.head(), inspection_id=inspection, void_id=bench.ids.next_id(), **over
    )
    return bench.plant.send(command, by=bench.people["lin"])


def test_a_value_is_judged_and_kept_with_its_limits(bench, open_one):
    inspection, diameter, _ = open_one
    assert bench.read(inspection, diameter, 1, "12").facts == {
        "verdict": "pass", "value": "12.00", "distance": "",
    }  # fmt: skip
    failed = bench.read(inspection, diameter, 2, "12.13", origin=ReadingOrigin.GAUGE)
    assert failed.facts == {"verdict": "fail", "value": "12.13", "distance": "+0.03"}
    sheet = bench.sheet(inspection)
    assert [(c.piece, c.value, c.raw, c.failed, c.distance) for c in sheet.cells] == [
        (1, "12.00", "12", False, ""),
        (2, "12.13", "12.13", True, "+0.03"),
    ]
    assert (sheet.failures[0].lsl, sheet.failures[0].usl) == ("11.90", "12.10")
    assert sheet.set_aside == (2,)
    with bench.plant.database.read() as session:
        row = session.scalars(select(Reading).where(Reading.sample_no == 2)).one()
        assert (row.lsl, row.usl, row.origin, row.station_id) == (
            "11.90", "12.10", "gauge", bench.plant.bench.station.id,
        )  # fmt: skip


def test_a_slipped_decimal_point_is_asked_about_before_it_rejects(bench, open_one):
    inspection, diameter, _ = open_one
    asked = bench.read(inspection, diameter, 1, "120.1")
    assert asked.code == InspectionReason.READING_ASK
    assert (asked.facts["given"], asked.facts["suggestion"], asked.facts["unit"]) == (
        "120.10", "12.01", "mm",
    )  # fmt: skip
    assert bench.sheet(inspection).cells == ()
    confirmed = bench.read(inspection, diameter, 1, "120.1", confirmed=True)
    assert confirmed.facts["verdict"] == "fail"


@pytest.mark.parametrize(
    ("text", "problem", "suggestion"),
    [
        ("", ReadingCode.EMPTY, ""),
        ("12,03", ReadingCode.DECIMAL_COMMA, "12.03"),
        ("１２.０３", ReadingCode.FULL_WIDTH, "12.03"),
        ("1e1", ReadingCode.EXPONENT, ""),
        ("NaN", ReadingCode.NOT_FINITE, ""),
        ("12.0 in", ReadingCode.OTHER_UNIT, ""),
        ("(01)0690", ReadingCode.NOT_A_NUMBER, ""),
        ("9" * 30, ReadingCode.TOO_LONG, ""),
    ],
)
def test_what_is_no_reading_is_refused_with_its_reason(bench, open_one, text, problem, suggestion):
    inspection, diameter, _ = open_one
    refused = bench.read(inspection, diameter, 1, text)
    assert refused.code == InspectionReason.READING_REFUSED
    assert (refused.facts["problem"], refused.facts["suggestion"]) == (problem, suggestion)
    assert bench.sheet(inspection).cells == ()


def test_a_filled_cell_is_corrected_only_by_naming_what_stands_there(bench, open_one):
    inspection, diameter, _ = open_one
    bench.read(inspection, diameter, 1, "12.13")
    refused = bench.read(inspection, diameter, 1, "12.03", by="sun")
    assert refused.code == InspectionReason.READING_EXISTS
    assert (refused.facts["value"], refused.facts["name_en"]) == ("12.13", "Lin")
    standing = int(refused.facts["reading_id"])
    assert isinstance(bench.read(inspection, diameter, 1, "12.03", replaces=standing), Done)
    (cell,) = bench.sheet(inspection).cells
    assert (cell.value, cell.failed, cell.first_value) == ("12.03", False, "12.13")
    late = bench.read(inspection, diameter, 1, "12.04", replaces=standing)
    assert (late.code, late.facts["value"]) == (InspectionReason.READING_CHANGED, "12.03")
    empty = bench.read(inspection, diameter, 2, "12.04", replaces=standing)
    assert empty.code == InspectionReason.READING_CHANGED


def test_undo_is_a_new_row_and_walks_back_step_by_step(bench, open_one):
    inspection, diameter, flash = open_one
    bench.read(inspection, diameter, 1, "12.01")
    bench.read(inspection, diameter, 2, "12.02")
    bench.all_ok(inspection, flash)
    assert take_back(bench, inspection).facts["taken_back"] == "count"
    undone = take_back(bench, inspection)
    assert (undone.facts["value"], undone.facts["piece"]) == ("12.02", "2")
    assert [c.piece for c in bench.sheet(inspection).cells] == [1]
    assert bench.sheet(inspection).all_ok == ()
    assert isinstance(take_back(bench, inspection), Done)
    nothing = take_back(bench, inspection)
    assert nothing.code == InspectionReason.NOTHING_TO_TAKE_BACK
    with bench.plant.database.read() as session:
        assert session.scalar(select(func.count()).select_from(Reading)) == 4
    assert isinstance(bench.read(inspection, diameter, 2, "12.05"), Done)


def test_a_named_entry_is_taken_back_once(bench, open_one):
    inspection, diameter, _ = open_one
    bench.read(inspection, diameter, 1, "12.01")
    bench.read(inspection, diameter, 2, "12.02")
    first = bench.sheet(inspection).cells[0].reading_id
    assert isinstance(take_back(bench, inspection, reading_id=first), Done)
    again = take_back(bench, inspection, reading_id=first)
    assert again.code == InspectionReason.NOTHING_TO_TAKE_BACK
    assert take_back(bench, inspection, count_id=first).code == "NOTHING_TO_TAKE_BACK"


def test_all_ok_invents_no_cell_and_defects_count_pieces(bench, open_one):
    inspection, _, flash = open_one
    bench.defect(inspection, flash, 9)
    bench.defect(inspection, flash, 9, "F02")
    bench.defect(inspection, flash, 31)
    assert bench.all_ok(inspection, flash).facts == {"pieces": "80"}
    sheet = bench.sheet(inspection)
    row = sheet.characteristics[1]
    assert (row.done, row.n, row.d) == (80, 80, 2)
    assert sheet.set_aside == (9, 31)
    assert len(sheet.cells) == 3
    assert sheet.classes[1].tally.d == 2


def test_all_ok_over_a_range_leaves_the_rest_open(bench, open_one):
    inspection, _, flash = open_one
    bench.all_ok(inspection, flash, piece_from=1, piece_to=50)
    assert bench.sheet(inspection).characteristics[1].done == 50
    assert bench.all_ok(inspection, flash, piece_from=10, piece_to=20).code == "ALREADY_COUNTED"
    assert bench.all_ok(inspection, flash, piece_from=40, piece_to=81).code == "NO_SUCH_CELL"
    assert bench.all_ok(inspection, flash, piece_from=60, piece_to=50).code == "NO_SUCH_CELL"
    assert isinstance(bench.all_ok(inspection, flash), Done)
    assert bench.sheet(inspection).verdict.missing == 20


def test_what_does_not_fit_the_characteristic_is_refused(bench, open_one):
    inspection, diameter, flash = open_one
    assert bench.read(inspection, flash, 1, "12.0").code == InspectionReason.NOT_MEASURED
    assert bench.all_ok(inspection, diameter).code == InspectionReason.NOT_AN_ATTRIBUTE
    for piece in (0, 21, -1, 10**9):
        refused = bench.read(inspection, diameter, piece, "12.0")
        assert refused.code == InspectionReason.NO_SUCH_CELL
    assert bench.read(inspection, inspection, 1, "12.0").code == InspectionReason.NO_SUCH_CELL
    assert bench.defect(inspection, flash, 1, "F99").code == InspectionReason.UNKNOWN_DEFECT
    bench.defect(inspection, flash, 1)
    assert bench.defect(inspection, flash, 1, "f01").code == InspectionReason.READING_EXISTS


def test_a_variable_that_cannot_be_measured_takes_a_defect(bench, open_one):
    inspection, diameter, _ = open_one
    assert isinstance(bench.defect(inspection, diameter, 1, "BROKEN"), Done)
    sheet = bench.sheet(inspection)
    assert (sheet.characteristics[0].done, sheet.characteristics[0].d) == (1, 1)
    assert bench.read(inspection, diameter, 1, "12.0").code == InspectionReason.READING_EXISTS


def test_nothing_is_read_before_the_start(bench, open_one):
    _, diameter, _ = open_one
    _, waiting = bench.receive()
    assert bench.read(waiting, diameter, 1, "12.0").code == InspectionReason.NOT_STARTED
    missing = bench.read(bench.ids.next_id(), diameter, 1, "12.0")
    assert missing.code == InspectionReason.INSPECTION_NOT_FOUND


def test_the_tally_goes_amber_before_red_and_says_so(bench, open_one):
    inspection, diameter, _ = open_one
    bench.read(inspection, diameter, 4, "12.12")
    near = bench.sheet(inspection)
    assert near.classes[0].tally.state is TallyState.NEAR
    assert near.verdict.hint.code is HintCode.NEXT_REJECTS
    bench.read(inspection, diameter, 7, "11.80")
    certain = bench.sheet(inspection)
    assert certain.classes[0].tally.state is TallyState.REJECTED_CERTAIN
    assert certain.verdict.hint.code is HintCode.CERTAIN_REJECT
    assert [f.distance for f in certain.failures] == ["+0.02", "-0.10"]
    assert certain.position.piece == 1


def test_fine_values_that_repeat_are_asked_about_and_coarse_ones_are_not(plant):
    bench = make_bench(plant)
    bench.plan((by_aql(MAJOR, "2.5", "S-4"),), (measured(1), measured(2, decimals=3)))
    _, inspection = bench.started()
    coarse, fine = (r.characteristic_id for r in bench.sheet(inspection).characteristics)
    for piece in (1, 2, 3):
        assert isinstance(bench.read(inspection, coarse, piece, "12.01"), Done)
    for piece in (1, 2):
        assert isinstance(bench.read(inspection, fine, piece, "12.012"), Done)
    asked = bench.read(inspection, fine, 3, "12.012")
    assert (asked.code, asked.facts["problem"]) == ("READING_ASK", ReadingCode.SAME_VALUE)


def test_every_reading_is_under_its_record(bench, open_one):
    inspection, diameter, flash = open_one
    bench.read(inspection, diameter, 1, "12.01")
    bench.defect(inspection, flash, 2)
    bench.all_ok(inspection, flash)
    take_back(bench, inspection)
    assert bench.plant.bench.ask(verify_records).bad == ()


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.one_of(st.text(max_size=40), st.from_regex(r"[-+]?[0-9]{1,3}[.,]?[0-9]{0,3}")))
def test_any_text_gets_an_answer_and_never_an_exception(sqlite_world, text):
    bench, inspection, diameter = sqlite_world
    outcome = bench.read(inspection, diameter, 1, text)
    if isinstance(outcome, Done):
        taken = take_back(bench, inspection)
        assert isinstance(taken, Done)
    else:
        assert isinstance(outcome, Refusal)
        assert outcome.code in {"READING_ASK", "READING_REFUSED"}


@pytest.fixture
def sqlite_world(sqlite_url):
    made = make_plant(sqlite_url, upgraded=True)
    bench = make_bench(made)
    bench.plan((by_aql(MAJOR, "2.5", "S-4"),), (measured(1),))
    _, inspection = bench.started()
    yield bench, inspection, bench.sheet(inspection).characteristics[0].characteristic_id
    made.bench.close()
