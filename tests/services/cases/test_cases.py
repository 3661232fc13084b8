"""Nonconformances and deviations as the desk has them: what waits, for what, and who decides."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from qtrace.domain.cases import CasePost, CaseStep
from qtrace.domain.disposal import Disposal, DisposalLine
from qtrace.domain.production.progress import OutputKind
from qtrace.domain.quantities import q6
from qtrace.services.cases.deviations_commands import CloseDeviation
from qtrace.services.cases.disposal_commands import DisposeNcr, FinishRework
from qtrace.services.cases.queries import case_by_number, desk_cases
from qtrace.services.cases.sheets import case_sheet
from qtrace.services.holds.commands import ReleaseHold, RequestRelease
from qtrace.services.holds.queries import hold_sheet
from qtrace.services.outcomes import Done
from qtrace.services.production.line_commands import RecordPastOutput
from tests.support.holds import make_holds
from tests.support.inspections import MAJOR, by_aql, make_bench, measured
from tests.support.ncrs import open_ncr
from tests.support.plants import make_plant
from tests.support.production import make_production, production_plant


@pytest.fixture
def line(database_url):
    """A running line with two materials."""
    plant = production_plant(database_url)
    bench = make_production(plant)
    assert isinstance(bench.ordered(4), Done)
    bench.cleared()
    assert isinstance(bench.start(), Done)
    yield bench
    plant.close()


@pytest.fixture
def bench(plant):
    made = make_holds(plant)
    yield made
    made.close()


def happened(line, reason="head was not scanned"):
    """A piece that exists although nothing was scanned; the deviation and the hold."""
    case, hold = line.new(), line.new()
    command = RecordPastOutput(
        **line.head(), output_id=line.new(), run_id=line.run, kind=OutputKind.GOOD,
        deviation_id=case, hold_id=hold, reason=reason, unit_ids=(line.new(),),
        serials=(f"26C{line.new() % 10**7:07d}",),
    )  # fmt: skip
    assert isinstance(line.send(command, "mei"), Done)
    return case, hold


def close(line, case, by="sun", **over):
    sheet = line.ask(case_sheet, case)
    values = {
        "conclusion": "operator trained anew; piece measured, all in tolerance",
        "seen_sha256": sheet.seen_sha256 if sheet is not None else "",
    } | over
    return line.send(CloseDeviation(**line.head(), case_id=case, **values), by, signed=True)


def codes(points):
    return [point.code.value for point in points]


def test_a_deviation_is_closed_by_somebody_else_and_leaves_the_gate(line):
    case, hold = happened(line)
    assert "CASE_OPEN" in codes(line.gate().before_production)
    sheet = line.ask(case_sheet, case)
    assert (sheet.number, sheet.step) == ("DV-26-0001", CaseStep.CLOSE)
    assert [each.hold_id for each in sheet.holds] == [hold]
    assert sheet.why_barred(line.people["mei"]) is CasePost.OPENER
    assert sheet.why_barred(line.people["wang"]) is None
    assert close(line, case, by="mei").code == "NOT_ALLOWED"
    assert close(line, line.new(), by="wang").code == "DEVIATION_UNKNOWN"
    assert close(line, hold, by="wang").code == "DEVIATION_UNKNOWN"
    assert close(line, case, by="wang", conclusion=" ").code == "FIELD_EMPTY"
    assert close(line, case, by="wang", seen_sha256="0" * 64).code == "CHANGED_SINCE_SEEN"
    assert close(line, case, by="wang").facts == {"case": "DV-26-0001"}
    again = close(line, case, by="wang")
    assert (again.code, again.facts["case"]) == ("DEVIATION_CLOSED", "DV-26-0001")
    sheet = line.ask(case_sheet, case)
    assert (sheet.state, sheet.step) == ("closed", CaseStep.NOTHING)
    assert sheet.decision.words.startswith("operator trained")
    found = codes(line.gate().before_production)
    assert "CASE_OPEN" not in found
    assert "BATCH_HELD" in found, "the hold is lifted on its own"


def test_the_whole_way_out_of_what_has_happened(line):
    """Fact, conclusion, hold lifted: nothing of it keeps the batch any more."""
    case, hold = happened(line)
    assert isinstance(close(line, case, by="wang"), Done)
    request = RequestRelease(
        **line.head(), request_id=line.new(), hold_id=hold, item_ids=(), note="concluded"
    )
    assert isinstance(line.send(request, "sun"), Done)
    sheet = line.ask(hold_sheet, hold)
    release = ReleaseHold(
        **line.head(), release_id=line.new(), hold_id=hold, comment="measured, in order",
        seen_sha256=sheet.seen_sha256,
    )  # fmt: skip
    assert isinstance(line.send(release, "rui", signed=True), Done)
    assert not {"CASE_OPEN", "BATCH_HELD"} & set(codes(line.gate().before_production))


def test_the_database_keeps_the_second_person(line):
    case, _hold = happened(line)
    row = (
        "INSERT INTO deviation_closing SELECT id, opened_by, opened_by, opened_at, 'x', record_id"
        " FROM quality_case WHERE id = :case"
    )
    with line.plant.owner.engine.connect() as connection:
        with pytest.raises(IntegrityError):
            connection.execute(text(row), {"case": case})
        connection.rollback()


def dispose(bench, case, *lines, by="qian", **over):
    told = tuple(DisposalLine(bench.lot, q6(n), what, words) for n, what, words in lines)
    values = {"seen_sha256": bench.ask(case_sheet, case).seen_sha256} | over
    command = DisposeNcr(**bench.head(), case_id=case, lines=told, comment="seen", **values)
    return bench.send(command, by, signed=True)


def test_the_list_says_what_each_case_waits_for(bench):
    first = open_ncr(bench)
    bench.plant.clock.advance(timedelta(hours=1))
    second = open_ncr(bench, 12)
    rows = bench.ask(desk_cases)
    assert [(row.case_id, row.step) for row in rows] == [
        (first, CaseStep.DISPOSE), (second, CaseStep.DISPOSE),
    ]  # fmt: skip
    assert rows[0].lots == (bench.ask(case_sheet, first).items[0].lot,)
    assert rows[0].part
    assert not rows[0].is_late
    sent = (400, Disposal.REWORK, "deburr by WI-7")
    assert isinstance(dispose(bench, first, sent, (800, Disposal.SCRAP, "")), Done)
    rows = bench.ask(desk_cases)
    assert {row.case_id: row.step for row in rows} == {
        first: CaseStep.REWORK, second: CaseStep.DISPOSE,
    }  # fmt: skip
    (rework,) = bench.ask(case_sheet, first).reworks
    assert (rework.qty_q6, rework.instruction) == (q6(400), "deburr by WI-7")
    done = FinishRework(
        **bench.head(), lot_id=rework.lot_id, inspection_id=bench.new(), note="all deburred"
    )
    assert isinstance(bench.send(done, "sup"), Done)
    rows = bench.ask(desk_cases)
    assert [(row.case_id, row.step) for row in rows] == [
        (second, CaseStep.DISPOSE), (first, CaseStep.NOTHING),
    ]  # fmt: skip
    assert bench.ask(case_sheet, first).reworks == ()
    assert [row.case_id for row in bench.ask(desk_cases, first)] == [second, first]


def test_nobody_signs_what_was_not_in_front_of_them(bench):
    case = open_ncr(bench)
    seen = bench.ask(case_sheet, case).seen_sha256
    bench.hold(bench.lot)
    scrap = (1200, Disposal.SCRAP, "")
    refused = dispose(bench, case, scrap, seen_sha256=seen)
    assert (refused.code, refused.facts["name_en"]) == ("CHANGED_SINCE_SEEN", "Lin")
    assert isinstance(dispose(bench, case, scrap), Done)


def test_who_inspected_does_not_decide(sqlite_url):
    plant = make_plant(sqlite_url)
    bench = make_bench(plant)
    bench.plan((by_aql(MAJOR, "2.5", "S-4"),), (measured(1, MAJOR),), "inspect,review")
    lot, inspection = bench.started()
    bench.fill(inspection, bad=range(1, 12))
    assert isinstance(bench.sign(inspection), Done)
    assert isinstance(bench.review(inspection), Done)
    (row,) = plant.bench.ask(desk_cases)
    assert plant.bench.ask(case_by_number, row.number) == row.case_id
    assert plant.bench.ask(case_by_number, "HD-26-0001") is None
    sheet = plant.bench.ask(case_sheet, row.case_id)
    assert sheet.inspection_id == inspection
    assert {each.person_id: each.post for each in sheet.barred} == {
        bench.people["lin"]: CasePost.INSPECTOR, bench.people["zhou"]: CasePost.OPENER,
    }  # fmt: skip
    assert not {each.person_id for each in sheet.signers} & {
        each.person_id for each in sheet.barred
    }
    plant.clock.advance(timedelta(days=4))
    assert plant.bench.ask(desk_cases)[0].is_late
    assert [each.item_id for each in sheet.items] == [lot]
    plant.close()


def test_only_what_was_bought_goes_back(bench):
    made = bench.made_of(bench.lot)
    case = open_ncr(bench, item=made)
    returned = (1200, Disposal.RETURN, "")
    told = (DisposalLine(made, q6(returned[0]), returned[1], ""),)
    command = DisposeNcr(
        **bench.head(), case_id=case, lines=told, comment="seen",
        seen_sha256=bench.ask(case_sheet, case).seen_sha256,
    )  # fmt: skip
    assert bench.send(command, "qian", signed=True).code == "RETURN_NEEDS_SUPPLIER"
