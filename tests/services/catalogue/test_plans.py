"""Plans: drafts, approval by a second person, versions, and which plan counts."""

import pytest
from sqlalchemy import select

from qtrace.domain.people import PeopleReason
from qtrace.domain.plans import PlanFaultCode, PlanReason
from qtrace.domain.sampling.severity_reason import SwitchState
from qtrace.domain.sampling.switching import SwitchEvent
from qtrace.models.people import Signature
from qtrace.services.catalogue.plans import plan_revision, plans
from qtrace.services.catalogue.plans_commands import AddPlan
from qtrace.services.inspection.queries import history_of
from qtrace.services.outcomes import Done, Refusal
from tests.support.inspections import (
    MAJOR,
    MINOR,
    InspectionBench,
    by_aql,
    looked_at,
    make_bench,
    measured,
)

CLASSES = (by_aql(MAJOR, "2.5", "S-4"), by_aql(MINOR, "4"))
ROWS = (measured(1), looked_at(2))


@pytest.fixture
def bench(plant) -> InspectionBench:
    return make_bench(plant)


def draft(bench: InspectionBench, **over) -> AddPlan:
    values = {
        "plan_id": bench.ids.next_id(), "revision_id": bench.ids.next_id(), "plan_code": "SR-12",
        "part_id": bench.part, "supplier_id": None, "signature_chain": "inspect,review",
        "early_stop": True, "classes": CLASSES, "characteristics": ROWS,
    }  # fmt: skip
    return AddPlan(**bench.head(), **(values | over))


def send(bench: InspectionBench, command, by: str = "wang"):
    return bench.plant.send(command, by=bench.people[by])


def test_a_draft_becomes_effective_by_a_second_person(bench):
    command = draft(bench)
    assert isinstance(send(bench, command), Done)
    assert bench.approve_plan(command.revision_id, by="wang").code == PeopleReason.SAME_PERSON
    assert isinstance(bench.approve_plan(command.revision_id), Done)
    again = bench.approve_plan(command.revision_id)
    assert (again.code, again.facts["state"]) == (PlanReason.PLAN_NOT_A_DRAFT, "effective")
    sheet = bench.plant.bench.ask(plan_revision, command.revision_id)
    assert (sheet.version.state, sheet.version.approved_by.code) == ("effective", "qian")
    assert sheet.characteristics == ROWS
    assert [c.aql for c in sheet.classes] == ["2.5", "4.0"]
    with bench.plant.database.read() as session:
        signed = session.scalars(select(Signature).where(Signature.target_kind == "plan")).one()
    assert (signed.signer_id, signed.meaning) == (bench.people["qian"], "approved")


def test_a_new_version_supersedes_the_old_one(bench):
    first = draft(bench)
    send(bench, first)
    bench.approve_plan(first.revision_id)
    second = draft(bench, plan_id=first.plan_id, signature_chain="inspect")
    assert send(bench, second).facts["version"] == "2"
    (row,) = bench.plant.bench.ask(plans)
    assert [v.state for v in row.versions] == ["draft", "effective"]
    bench.approve_plan(second.revision_id)
    (row,) = bench.plant.bench.ask(plans)
    assert [v.state for v in row.versions] == ["effective", "superseded"]
    assert row.effective == 2


def test_a_faulty_plan_is_refused_and_nothing_is_stored(bench):
    refused = send(bench, draft(bench, classes=(CLASSES[0],)))
    assert isinstance(refused, Refusal)
    assert refused.code == PlanReason.PLAN_INVALID
    assert refused.facts["fault"] == PlanFaultCode.CHARACTERISTIC_WITHOUT_CLASS
    assert bench.plant.bench.ask(plans) == ()


def test_codes_and_parts_of_plans_are_not_mixed(bench):
    first = draft(bench)
    send(bench, first)
    assert send(bench, draft(bench)).code == PlanReason.PLAN_CODE_TAKEN
    other = draft(bench, plan_id=first.plan_id, supplier_id=bench.supplier)
    assert send(bench, other).code == PlanReason.PLAN_OF_OTHER_PART
    unknown = draft(bench, plan_code="X", part_id=bench.ids.next_id())
    assert send(bench, unknown).code == PlanReason.PLAN_NOT_FOUND
    assert bench.approve_plan(bench.ids.next_id()).code == PlanReason.PLAN_NOT_FOUND


def test_an_inspector_cannot_make_plans(bench):
    assert send(bench, draft(bench), by="lin").code == PeopleReason.NOT_ALLOWED


def test_the_plan_of_the_supplier_goes_before_the_plan_of_the_part(bench):
    bench.plan(CLASSES, ROWS)
    bench.plan(CLASSES, ROWS, plan_code="SR-12-HM", supplier_id=bench.supplier)
    _, inspection = bench.started()
    assert bench.sheet(inspection).plan.code == "SR-12-HM"


def test_decisions_about_a_series_are_kept_with_reason_and_person(bench):
    bench.plan(CLASSES, ROWS)
    done = bench.event(SwitchEvent.AUTHORITY_NORMAL, MAJOR.value)
    assert done.facts == {"classes": "major"}
    series = bench.plant.bench.ask(history_of, bench.part, bench.site, MAJOR)
    assert series.state is SwitchState.NORMAL
    (event,) = series.events
    assert (event.person.code, event.reason, event.after) == ("wang", "known from before", 0)
    untouched = bench.plant.bench.ask(history_of, bench.part, bench.site, MINOR)
    assert untouched.state is SwitchState.TIGHTENED


def test_a_decision_that_changes_nothing_is_refused(bench):
    assert bench.event(SwitchEvent.RESUME).code == PlanReason.PLAN_HAS_NO_SERIES
    bench.plan(CLASSES, ROWS)
    assert bench.event(SwitchEvent.RESUME).code == PlanReason.SWITCH_CHANGES_NOTHING
    assert bench.event(SwitchEvent.RESUME, "critical").code == PlanReason.PLAN_HAS_NO_SERIES
