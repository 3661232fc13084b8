"""What production runs by: what is kept, what is refused, and who approves."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from qtrace.domain.production.drafts import OperationDraft
from qtrace.domain.production.lines import CLEARANCE_ITEMS, StopType
from qtrace.domain.production.progress import OutputKind
from qtrace.domain.quantities import q6
from qtrace.services.catalogue.draft_rows import DraftKind
from qtrace.services.catalogue.drafts import drafts
from qtrace.services.outcomes import Done
from qtrace.services.production.commands import (
    AddBill,
    AddEquipment,
    AddLabelVersion,
    AddLine,
    AddRoute,
    ChangeEquipment,
    FinishWorkOrder,
)
from qtrace.services.production.line_commands import (
    ClearLine,
    ConfirmClearance,
    ResumeLine,
    StartOperation,
    StopLine,
)
from tests.support.drafts import approval
from tests.support.production import (
    EMPTY_LINE,
    TORQUE,
    UNIT_GTIN,
    make_production,
    operations,
    production_plant,
)


@pytest.fixture
def plant(sqlite_url):
    made = production_plant(sqlite_url)
    yield made
    made.bench.close()


@pytest.fixture
def bench(plant):
    return make_production(plant)


def line(bench, **over):
    values = {
        "line_code": "L9", "name_en": "Line 9", "name_zh": "", "location_id": bench.places["W-L2"],
    } | over  # fmt: skip
    return bench.send(AddLine(**bench.head(), line_id=bench.new(), **values))


def test_lines(bench):
    assert line(bench, line_code="L2").code == "PRODUCTION_CODE_TAKEN"
    assert line(bench, line_code=" ").code == "FIELD_EMPTY"
    assert line(bench, location_id=bench.places["A-03-12"]).code == "LOCATION_UNKNOWN"
    assert line(bench).facts == {"line": "L9"}


def test_equipment(bench):
    def add(**over):
        values = {
            "equipment_code": "X-1", "name_en": "X", "name_zh": "", "equipment_type": "press",
        } | over  # fmt: skip
        return bench.send(AddEquipment(**bench.head(), equipment_id=bench.new(), **values))

    assert add(equipment_code="TQ-1").code == "PRODUCTION_CODE_TAKEN"
    assert add(equipment_type="").code == "FIELD_EMPTY"
    assert add(line_id=5).code == "LINE_UNKNOWN"
    assert add(gauge_id=5).code == "NOT_FOUND"
    assert isinstance(add(), Done)

    def change(**over):
        values = {
            "equipment_id": bench.equipment["TQ-1"], "row_version": 1, "state": "out_of_use",
            "qualified_to": None,
        } | over  # fmt: skip
        return bench.send(ChangeEquipment(**bench.head(), **values))

    assert change(equipment_id=5).code == "EQUIPMENT_UNKNOWN"
    assert change(state="lost").code == "FIELD_INVALID"
    assert change(row_version=7).code == "CHANGED_BY_OTHERS"
    assert change().facts["state"] == "out_of_use"


def test_routes_are_versions_that_another_person_approves(bench):
    assert bench.route(()).facts["fault"] == "NO_OPERATIONS"
    assert bench.route(operations(), code=" ").code == "FIELD_EMPTY"
    odd = (OperationDraft(30, "a\x07", "b"),)
    assert bench.route(odd).code == "TEXT_REFUSED"
    assert bench.route(operations(), part="SR-12").code == "PRODUCTION_CODE_TAKEN"
    bench.parts["gone"] = 5
    assert bench.route(operations(), code="R-2", part="gone").code == "PART_UNKNOWN"
    assert bench.route(operations()).facts == {"route": "R-IP200", "version": "2"}
    approve = approval(bench.plant, DraftKind.ROUTE, 5)
    assert bench.send(approve, "qian", signed=True).code == "PRODUCTION_DRAFT_UNKNOWN"


def test_bills_are_versions_that_another_person_approves(bench):
    def draft(**over):
        values = {"bill_id": bench.new(), "revision_id": bench.new(), "bill_code": "B-IP200",
                  "part_id": bench.parts["IP-200"], "lines": (bench.need(1, "PH-20"),)} | over  # fmt: skip
        return bench.send(AddBill(**bench.head(), **values))

    assert draft(lines=()).facts["fault"] == "NO_MATERIALS"
    assert draft(lines=(bench.need(1, "IP-200"),)).facts["fault"] == "MATERIAL_TWICE"
    assert draft(part_id=bench.parts["SR-12"]).code == "PRODUCTION_CODE_TAKEN"
    assert draft(part_id=5, bill_code="B-2").code == "PART_UNKNOWN"
    wrong = bench.need(1, "PH-20")
    bench.revisions["PH-20", "C"] = bench.revisions["SR-12", "C"]
    assert draft(lines=(bench.need(1, "PH-20"),)).code == "REVISION_UNKNOWN"
    revision = bench.new()
    assert draft(revision_id=revision, lines=(wrong,)).facts["version"] == "2"

    def approve(by="qian", revision=revision):
        command = approval(bench.plant, DraftKind.BILL, revision)
        return bench.send(command, by, signed=True)

    assert approve("wang").code == "SAME_PERSON"
    assert isinstance(approve(), Done)
    assert approve().code == "PRODUCTION_DRAFT_CLOSED"
    assert approve(revision=5).code == "PRODUCTION_DRAFT_UNKNOWN"


def test_label_versions(bench):
    def draft(**over):
        values = {
            "part_id": bench.parts["IP-200"], "label_version": "L-IP200/4", "udi_di": UNIT_GTIN,
        } | over  # fmt: skip
        return bench.send(AddLabelVersion(**bench.head(), label_version_id=bench.new(), **values))

    assert draft(udi_di="").code == "FIELD_EMPTY"
    assert draft(part_id=5).code == "PART_UNKNOWN"
    assert draft(udi_di="09506000200026").code == "PART_CODE_UNKNOWN"
    assert draft(label_version="L-IP200/3").code == "PRODUCTION_CODE_TAKEN"
    assert isinstance(draft(), Done)
    gone = approval(bench.plant, DraftKind.LABEL, 5)
    assert bench.send(gone, "qian", signed=True).code == "PRODUCTION_DRAFT_UNKNOWN"


def test_training(bench):
    assert bench.train("sun").code == "SAME_PERSON"
    assert bench.train("bo", valid_to=date(2026, 1, 4)).code == "TRAINING_DATES"
    assert bench.train("bo", " ").code == "FIELD_EMPTY"
    bench.people["gone"] = 5
    assert bench.train("gone").code == "UNKNOWN_PERSON"
    assert isinstance(bench.train("bo", valid_to=date(2026, 11, 21)), Done)


def test_orders(bench):
    bench.parts["gone"] = 5
    assert bench.ordered(part="gone").code == "PART_UNKNOWN"
    assert bench.ordered(line_id=5).code == "LINE_UNKNOWN"
    assert bench.ordered(0).code == "PLANNED_PIECES"
    assert bench.ordered(part="SR-12").code == "NO_EFFECTIVE_ROUTE"
    bench.part("NEW-1")
    assert bench.route(operations(), code="R-N", part="NEW-1").facts["version"] == "1"
    assert bench.ordered(part="NEW-1").code == "NO_EFFECTIVE_BILL"
    assert isinstance(bench.bill((bench.need(1, "SR-12"),), code="B-N", part="NEW-1"), Done)
    assert bench.ordered(part="NEW-1").code == "NO_EFFECTIVE_LABEL"
    assert isinstance(bench.ordered(number="WO-1", lot="P-1"), Done)
    assert bench.ordered(number="WO-1").code == "PRODUCTION_CODE_TAKEN"
    assert bench.ordered(lot="P-1").code == "PRODUCTION_CODE_TAKEN"
    assert bench.close().code == "WORK_ORDER_UNKNOWN", "it was never added"


def test_who_and_what_may_start(bench):
    bench.ordered()
    bench.cleared()
    assert bench.start(by="bo").code == "NOT_TRAINED"
    bench.train("bo", valid_to=date(2026, 11, 21))
    refused = bench.start(by="bo")
    assert (refused.code, refused.facts["interlock"]) == ("TRAINING_EXPIRED", "training")
    assert bench.start(70).code == "OPERATION_UNKNOWN"
    assert bench.start(order=5).code == "WORK_ORDER_UNKNOWN"
    assert bench.start(run_no=2).code == "NOTHING_TO_REWORK"
    assert bench.start(run_no=3).code == "PASSES_USED_UP"
    assert bench.start(equipment_ids=(5,)).code == "EQUIPMENT_UNKNOWN"
    tool = bench.equipment["TQ-1"]
    old = ChangeEquipment(
        **bench.head(), equipment_id=tool, row_version=1, state="in_use",
        qualified_to=date(2026, 11, 21),
    )  # fmt: skip
    bench.done(old)
    assert bench.start(equipment_ids=(tool,)).code == "EQUIPMENT_NOT_QUALIFIED"
    bench.done(
        ChangeEquipment(
            **bench.head(), equipment_id=tool, row_version=2, state="out_of_use",
            qualified_to=None,
        )
    )  # fmt: skip
    assert bench.start(equipment_ids=(tool,)).code == "EQUIPMENT_OUT_OF_USE"
    bench.route(operations(equipment_type="screwdriver"))
    bench.ordered()
    assert bench.start().code == "EQUIPMENT_NEEDED"


def test_a_line_is_cleared_between_orders(bench):
    bench.ordered()
    bench.cleared()
    bench.start()
    clear = ClearLine(
        **bench.head(), clearance_id=bench.new(), line_id=bench.line_id,
        checklist=CLEARANCE_ITEMS, photo=EMPTY_LINE,
    )  # fmt: skip
    assert bench.send(clear, "mei").code == "LINE_RUNS"
    bench.finish(is_short=True, reason="stopped by sales")
    assert bench.finish().code == "RUN_FINISHED"
    assert bench.finish(run=5).code == "RUN_UNKNOWN"
    bench.ordered()
    assert bench.start().code == "LINE_NOT_CLEARED"
    bench.plant.clock.advance(timedelta(minutes=1))
    clearance = bench.new()
    clear = ClearLine(
        **bench.head(), clearance_id=clearance, line_id=bench.line_id,
        checklist=CLEARANCE_ITEMS, photo=EMPTY_LINE,
    )  # fmt: skip
    without = replace(clear, **bench.head(), photo=None)
    assert bench.send(without, "mei").code == "CLEARANCE_PHOTO"
    bench.done(clear, "mei")
    assert bench.start().code == "CLEARANCE_UNCONFIRMED"

    def confirm(by):
        command = ConfirmClearance(**bench.head(), clearance_id=clearance)
        return bench.send(command, by, signed=True)

    assert confirm("mei").code == "SAME_PERSON"
    assert isinstance(confirm("sun"), Done)
    assert confirm("lin").code == "CLEARANCE_CONFIRMED"
    assert isinstance(bench.start(), Done)


def test_stops_of_lines(bench):
    def stop(**over):
        values = {"line_id": bench.line_id, "stop_type": StopType.MATERIAL} | over
        return bench.send(StopLine(**bench.head(), stop_id=bench.new(), **values), "mei")

    assert stop(line_id=5).code == "LINE_UNKNOWN"
    assert stop(note="a\x07").code == "TEXT_REFUSED"
    assert isinstance(stop(), Done)
    assert stop().facts["stop"] == "material"
    assert bench.send(ResumeLine(**bench.head(), line_id=5), "mei").code == "LINE_UNKNOWN"
    bench.ordered()
    assert bench.start().code == "LINE_STOPPED"
    gone = ClearLine(**bench.head(), clearance_id=bench.new(), line_id=5, checklist=())
    assert bench.send(gone, "mei").code == "LINE_UNKNOWN"
    assert bench.close().code == "WORK_ORDER_CLOSED", "nothing was started"


def test_material_and_pieces_that_do_not_fit(bench):
    bench.ordered(3)
    bench.cleared()
    bench.start()
    bench.stock("PH-1", "PH-20", 10, bags=2)
    bench.stock("SR-1", "SR-12", 10)
    assert bench.issue(bench.lots["SR-1"], run=5).code == "RUN_UNKNOWN"
    assert bench.issue(bench.lots["SR-1"], qty_q6=0).code == "QUANTITY_NOT_POSITIVE"
    assert bench.issue(bench.lots["SR-1"], qty_q6=q6(11)).code == "STOCK_TOO_LOW"
    bag = bench.lots["PH-1"] + 1
    assert bench.issue(bag, qty_q6=q6(6)).code == "MATERIAL_ALREADY_ISSUED"
    assert isinstance(bench.issue(bag, qty_q6=q6(2)), Done), "the bag is opened"
    assert bench.issue(bag).facts["quantity"] == "3"
    bench.issue(bench.lots["SR-1"])
    seals = bench.load
    assert bench.back(5, 1).code == "LOAD_UNKNOWN"
    assert bench.back(seals, 1, None, reason="x").code == "LOCATION_UNKNOWN"
    assert bench.back(seals, 10, "R-02").code == "ZONE_NOT_ALLOWED"
    assert bench.make(0).code == "PIECES_NOT_POSITIVE"
    assert bench.make(4).code == "MORE_THAN_AVAILABLE"
    assert bench.output(1).code == "SERIALS_NEEDED"
    assert bench.make(serials=(" ",)).code == "FIELD_EMPTY"
    assert bench.make(2, serials=("A", "A")).code == "SERIAL_TWICE"
    assert isinstance(bench.make(serials=("A",)), Done)
    assert bench.make(serials=("A",)).code == "SERIAL_TAKEN"

    assert bench.make(kind=OutputKind.SCRAP).code == "REASON_NEEDED"
    bench.start(40)
    assert bench.output(1, unit_ids=(5,)).code == "UNIT_OF_ANOTHER_ORDER"
    assert bench.label(bench.lots["SR-1"]).code == "UNIT_OF_ANOTHER_ORDER"


def test_the_same_command_twice_is_done_once(bench):
    bench.ordered()
    bench.cleared()
    command = StartOperation(
        uid=UUID("018f0000-0000-7000-8000-000000000001"), client_at=bench.plant.clock.now(),
        run_id=bench.new(), work_order_id=bench.order, operation_no=30,
    )  # fmt: skip
    first, second = bench.send(command, "mei"), bench.send(command, "mei")
    assert (first.record_id, second.repeated) == (second.record_id, True)
    finish = FinishWorkOrder(**bench.head(), work_order_id=bench.order)
    assert bench.send(finish, "sun").facts["operation"] == "30"


def test_drafts_wait_with_their_content(bench):
    first, second, third = (bench.new() for _ in range(3))
    bench.done(
        AddRoute(
            **bench.head(), route_id=bench.new(), revision_id=first, route_code="R-IP200",
            part_id=bench.parts["IP-200"], operations=operations((TORQUE,)),
        )
    )  # fmt: skip
    bench.done(
        AddBill(
            **bench.head(), bill_id=bench.new(), revision_id=second, bill_code="B-IP200",
            part_id=bench.parts["IP-200"],
            lines=(bench.need(1, "SR-12", 7, den=20), bench.need(1, "SR-13", 7, den=20, rank=1)),
        )
    )  # fmt: skip
    bench.done(
        AddLabelVersion(
            **bench.head(), label_version_id=third, part_id=bench.parts["IP-200"],
            label_version="L-IP200/4", udi_di=UNIT_GTIN,
        )
    )  # fmt: skip
    rows = {row.kind.value: row for row in bench.ask(drafts)}
    assert (rows["route"].version, rows["route"].before) == ("2", "1")
    assert [(line.key, line.note) for line in rows["route"].lines] == [
        ("30", "WI-IP200-30/B  ×2"), ("30.3", "0.80–0.95 N.m  /120 min"), ("40", ""),
    ]  # fmt: skip
    assert [(line.key, line.note) for line in rows["bill"].lines] == [
        ("30 / 1", "SR-12 C  ×7/20 pcs"), ("30 / 1.1", "SR-13 C  ×7/20 pcs"),
    ]  # fmt: skip
    assert [line.note for line in rows["label"].lines] == [UNIT_GTIN]
    assert rows["label"].before == "L-IP200/3"
