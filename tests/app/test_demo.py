"""The demo plant: what it holds, that its records are whole, and that it shows what it promises."""

import shutil
import sqlite3
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from qtrace.app.bootstrap import OpenPlant, open_plant
from qtrace.app.demo.build import build_demo
from qtrace.app.demo.codes import delivery_labels, label_bytes
from qtrace.app.demo.people import PEOPLE
from qtrace.app.demo.plans import PLANS
from qtrace.app.demo.sheet import draw_sheet
from qtrace.app.fakes import ManualClock
from qtrace.domain.codes.interpret import Unknown, interpret
from qtrace.domain.gauges import CalibrationState
from qtrace.domain.inspection import CharClass
from qtrace.domain.inspection_flow import InspectionState
from qtrace.domain.people import Role, SecretKind, judge_password, judge_pin
from qtrace.domain.sampling.plans import SampleType
from qtrace.domain.sampling.severity_reason import SwitchState
from qtrace.domain.suppliers import SourceState
from qtrace.domain.warehouse import Zone
from qtrace.reference import ai_table
from qtrace.scanning.decode import SymbolReaderAdapter
from qtrace.services.catalogue.handlers import part_page, parts
from qtrace.services.checks import check_projections
from qtrace.services.documents.issued import print_jobs, unrendered_documents
from qtrace.services.gauges.queries import gauges
from qtrace.services.inspection.queries import history_of, inspections
from qtrace.services.people.accounts import person_by_badge
from qtrace.services.production.batch_queries import batches_to_release
from qtrace.services.production.line_board import line_board
from qtrace.services.production.line_queries import line_station
from qtrace.services.receiving.queries import arrival
from qtrace.services.receiving.queue import queue_page
from qtrace.services.secrets import SignatureClaim
from qtrace.services.suppliers.handlers import sources_of_part, suppliers
from qtrace.services.verification import verify_records
from qtrace.services.warehouse.handlers import locations
from qtrace.services.work import Proof
from tests.support.demo import FIXED_DAY, shared_demo

pytestmark = pytest.mark.timeout(400)
TODAY = FIXED_DAY
NOON = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def demo_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    built = shared_demo(tmp_path_factory, TODAY)
    assert [left.name for left in built.parent.glob(f"{built.name}*")] == [built.name]
    path = tmp_path_factory.mktemp("demo") / "demo.qtrace"
    shutil.copyfile(built, path)
    return path


@pytest.fixture
def demo(demo_file: Path):
    plant = open_plant(str(demo_file), "", writing=False)
    plant.workbench.clock = ManualClock(NOON)
    yield plant
    plant.close()


def ask(demo: OpenPlant, query, *arguments):
    return demo.workbench.ask(query, *arguments)


def test_it_is_marked_and_whole(demo):
    assert demo.plant.is_demo
    assert demo.workbench.station.code == "IQC-2"
    report = ask(demo, verify_records)
    assert not report.bad
    assert report.records > 1200
    assert ask(demo, check_projections) == ()


def test_it_has_parts_suppliers_gauges_and_places(demo):
    found = ask(demo, parts)
    assert len(found) >= 12
    assert all(part.name_en and part.name_zh for part in found)
    codes = [code.code for part in found for code in ask(demo, part_page, part.part_id).codes]
    assert len(set(codes)) == len(found)
    states = Counter(supplier.state for supplier in ask(demo, suppliers))
    assert sum(states.values()) >= 6
    assert (states[SourceState.PROBATION], states[SourceState.SUSPENDED]) == (1, 1)
    standings = Counter(gauge.standing.state for gauge in ask(demo, gauges))
    assert sum(standings.values()) >= 10
    assert standings[CalibrationState.OVERDUE] == 1
    assert set(standings) <= {
        CalibrationState.GOOD, CalibrationState.DUE_SOON, CalibrationState.OVERDUE,
    }  # fmt: skip
    assert {place.zone for place in ask(demo, locations)} == set(Zone)


def test_plans_sample_in_several_ways_and_sign_in_every_chain():
    classes = [each for plan in PLANS for each in plan.classes]
    kinds = {SampleType.SINGLE, SampleType.ALL, SampleType.FIXED, SampleType.C0}
    assert {each.sampling for each in classes} >= kinds
    assert {each.standard for each in classes if each.standard} == {"iso2859", "z14"}
    assert {each.char_class for each in classes} == set(CharClass)
    assert {plan.chain for plan in PLANS} >= {
        "inspect", "inspect,review", "inspect,review,approve",
    }  # fmt: skip


def test_everybody_in_every_post_can_sign_in(demo):
    assert {role for person in PEOPLE for role in person.roles} == set(Role)
    assert len({person.pin for person in PEOPLE}) == len(PEOPLE)
    for person in PEOPLE:
        assert judge_pin(person.pin) is None
        assert judge_password(person.password, person.login) is None
        row = ask(demo, person_by_badge, person.badge)
        assert row is not None
        for kind, secret in ((SecretKind.PIN, person.pin), (SecretKind.PASSWORD, person.password)):
            claim = SignatureClaim(row.person_id, secret, kind, "badge")
            assert isinstance(demo.workbench.secrets.judge(claim), Proof), person.login


def test_a_year_of_lots_was_decided(demo):
    decided = [InspectionState.ACCEPTED, InspectionState.REJECTED]
    past = ask(demo, inspections, decided)
    assert len(past) >= 60
    first, last = min(row.requested_at for row in past), max(row.requested_at for row in past)
    assert last - first > timedelta(days=330)
    states = Counter(row.state for row in past)
    assert states[InspectionState.REJECTED] >= 5


def series(demo: OpenPlant, part: str, char_class: CharClass):
    row = next(row for row in ask(demo, parts) if row.number == part)
    source = ask(demo, sources_of_part, row.part_id)[0]
    found = ask(demo, history_of, row.part_id, source.site.site_id, char_class,
                source.supplier.supplier_id)  # fmt: skip
    assert found is not None
    return found


def test_seal_rings_came_back_from_tightened_with_a_score(demo):
    found = series(demo, "SR-12", CharClass.MAJOR)
    assert (found.state, found.score, len(found.lots)) == (SwitchState.NORMAL, 18, 19)
    assert [lot.d for lot in found.lots[:11]] == [0, 1, 2, 0, 3, 0, 0, 1, 0, 0, 0]
    severities = "".join(lot.severity.value[0] for lot in found.lots)
    assert severities == "nnnnn" + "ttttt" + "n" * 9
    for other in (CharClass.CRITICAL, CharClass.MINOR):
        assert series(demo, "SR-12", other).state is SwitchState.NORMAL


@pytest.mark.parametrize(
    ("part", "state"),
    [("DC-08", SwitchState.TIGHTENED), ("TB-40", SwitchState.REDUCED),
     ("SP-03", SwitchState.NORMAL)],
)  # fmt: skip
def test_other_series_stand_where_their_lots_brought_them(demo, part, state):
    found = series(demo, part, CharClass.MAJOR)
    assert found.state is state
    assert found.lots[-1].severity.value == state.value


def test_the_queue_has_work_in_every_state(demo):
    counts = ask(demo, queue_page).counts
    assert (counts.to_label, counts.pending, counts.to_sample) == (2, 1, 3)
    assert (counts.in_inspection, counts.to_review, counts.done_today) == (1, 2, 2)
    assert counts.received_today >= 4


def test_nothing_of_the_past_waits_for_paper(demo):
    assert ask(demo, print_jobs) == ()
    assert ask(demo, unrendered_documents) == ()


def test_eight_deliveries_wait_each_with_its_story(demo):
    table = ai_table()
    told: dict[str, list] = {}
    for waiting in ask(demo, delivery_labels):
        scanned = interpret(waiting.label.scanned, table, TODAY.year)
        if isinstance(scanned, Unknown):
            assert ask(demo, arrival, scanned.text).lines == ()
            lines = ask(demo, arrival, waiting.label.order).lines
        else:
            lines = ask(demo, arrival, scanned).lines
        assert {line.delivery_code for line in lines} == {waiting.code}
        told.setdefault(waiting.label.number, []).extend(
            (line.part.number, [finding.code.value for finding in line.verdict.findings])
            for line in lines
        )
    assert told == {
        "RC-61187": [("LC-14", [])],
        "HM-20455": [("SR-12", ["CERTIFICATE_MISSING"]), ("SR-12", [])],
        "KN-07731": [("FL-02", ["FIRST_LOT_OF_SITE"])],
        "YC-1180": [("BT-18", ["OLD_REVISION"])],
        "AC-3320": [("PS-05", ["SUPPLIER_SUSPENDED"])],
        "LS-9042": [("SP-03", ["OVER_DELIVERY", "CONTAINERS_DIFFER"])],
        "RC-61190": [("DC-08", []), ("DC-08", []), ("TB-40", [])],
        "RC-61183": [("TB-40", ["NO_USABLE_CODE"])],
    }
    assert len(ask(demo, label_bytes)) == 8


def test_the_sheet_is_drawn_with_every_code_read_back(demo):
    content = draw_sheet(demo.workbench, SymbolReaderAdapter())
    assert isinstance(content, bytes), content
    assert content.startswith(b"%PDF")


def test_no_record_is_later_than_the_morning(demo_file):
    with sqlite3.connect(demo_file) as connection:
        last = connection.execute("SELECT max(entered_at) FROM record").fetchone()[0]
    connection.close()
    assert datetime.fromisoformat(last) <= datetime(2026, 11, 22, 0, 10, tzinfo=UTC)


@pytest.mark.benchmark
def test_it_is_built_within_its_budget(tmp_path):
    import time

    began = time.perf_counter()
    build_demo(str(tmp_path / "demo.qtrace"))
    took = time.perf_counter() - began
    print(f"\n  demo plant built in {took:.1f} s")
    assert took <= 15.0


def test_three_lines_run_stand_and_wait_and_a_batch_asks_for_its_release(demo):
    rows = {row.code: row for row in ask(demo, line_board)}
    assert [rows[code].state.value for code in ("L1", "L2", "L3")] == ["stopped", "check", "idle"]
    assert rows["L3"].next_order == "WO-26-1211"
    stands = rows["L2"].progress
    assert (stands.good, stands.rework, stands.scrap, stands.left) == (60, 2, 1, 87)
    station = ask(demo, line_station, rows["L2"].line_id)
    assert [row.held is not None for row in station.materials] == [True, False, False, False]
    assert (station.blocked_today, station.scans[0].code) == (1, "LOT_ON_HOLD")
    (gate,) = ask(demo, batches_to_release)
    assert {point.code.value for point in gate.before_production} == {"BATCH_HELD", "INPUT_HELD"}
