"""Drafts: what waits, giving back with a reason, and correcting."""

import pytest

from qtrace.domain.catalogue import CatalogueReason
from qtrace.domain.people import PeopleReason
from qtrace.domain.suppliers import SourceState
from qtrace.services.catalogue.commands import AddPartRevision, ApprovePartRevision, ReturnDraft
from qtrace.services.catalogue.drafts import DraftKind, drafts
from qtrace.services.catalogue.master_data import waiting_drafts
from qtrace.services.catalogue.plans_commands import AddPlan
from qtrace.services.outcomes import Done
from qtrace.services.suppliers.commands import SetSourceState
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

CLASSES = (by_aql(MAJOR, "2.5", "S-4"), by_aql(MINOR, "4"))


@pytest.fixture
def bench(plant) -> InspectionBench:
    return make_bench(plant)


def add_plan(bench, code="SR-12", by="wang", **over):
    values = {
        "plan_id": bench.ids.next_id(), "revision_id": bench.ids.next_id(), "plan_code": code,
        "part_id": bench.part, "supplier_id": None, "signature_chain": "inspect,review",
        "early_stop": True, "classes": CLASSES, "characteristics": (measured(1), looked_at(2)),
    }  # fmt: skip
    command = AddPlan(**bench.head(), **(values | over))
    assert isinstance(bench.plant.send(command, by=bench.people[by]), Done)
    return command


def add_revision(bench, drawing, by="wang"):
    command = AddPartRevision(
        **bench.head(), revision_id=bench.ids.next_id(), part_id=bench.part, revision="Z",
        drawing=drawing,
    )  # fmt: skip
    return bench.plant.send(command, by=bench.people[by])


def waiting(bench, kind):
    return [row for row in bench.plant.bench.ask(drafts) if row.kind is kind]


def give_back(bench, row, by="qian", reason="wrong limits", **over):
    values = {
        "kind": row.kind.value,
        "revision_id": row.revision_id,
        "row_version": row.row_version,
    }
    command = ReturnDraft(
        **bench.head(), return_id=bench.ids.next_id(), reason=reason, **(values | over)
    )
    return bench.plant.send(command, by=bench.people[by])


def approve_revision(bench, row):
    qian = bench.people["qian"]
    command = ApprovePartRevision(
        **bench.head(), revision_id=row.revision_id, seen_sha256=row.seen_sha256
    )
    return bench.plant.send(command, by=qian, claim=bench.plant.claim(qian))


def test_a_plan_draft_is_read_beside_the_version_in_force(bench):
    first = add_plan(bench)
    bench.approve_plan(first.revision_id)
    add_plan(bench, plan_id=first.plan_id, signature_chain="inspect")
    (row,) = waiting(bench, DraftKind.PLAN)
    assert (row.code, row.version, row.before, row.author.code) == ("SR-12", "2", "1", "wang")
    assert row.sheet.signature_chain == "inspect"
    assert row.sheet_before.signature_chain == "inspect,review"


def test_a_returned_plan_waits_for_its_next_version(bench):
    first = add_plan(bench)
    (row,) = waiting(bench, DraftKind.PLAN)
    assert give_back(bench, row, by="wang").code == PeopleReason.SAME_PERSON
    assert give_back(bench, row, reason=" ").code == PeopleReason.REASON_NEEDED
    assert give_back(bench, row, row_version=9).code == PeopleReason.CHANGED_BY_OTHERS
    assert give_back(bench, row, by="lin").code == PeopleReason.NOT_ALLOWED
    assert give_back(bench, row, kind="source").code == CatalogueReason.REVISION_UNKNOWN
    assert isinstance(give_back(bench, row), Done)
    assert give_back(bench, row).code == CatalogueReason.DRAFT_RETURNED
    assert bench.approve_plan(first.revision_id).code == CatalogueReason.DRAFT_RETURNED
    (row,) = waiting(bench, DraftKind.PLAN)
    assert (row.returned.by.code, row.returned.reason) == ("qian", "wrong limits")
    assert bench.plant.bench.ask(waiting_drafts) == ()
    second = add_plan(bench)
    assert second.plan_id != first.plan_id
    assert [(r.version, r.returned is None) for r in waiting(bench, DraftKind.PLAN)] == [
        ("2", True), ("1", False),
    ]  # fmt: skip
    assert isinstance(bench.approve_plan(second.revision_id), Done)
    assert bench.plant.bench.ask(verify_records).bad == ()


def test_a_returned_revision_is_corrected_in_place(bench):
    assert isinstance(add_revision(bench, "DWG-1"), Done)
    assert add_revision(bench, "DWG-2").code == CatalogueReason.REVISION_EXISTS
    (row,) = waiting(bench, DraftKind.PART)
    assert isinstance(give_back(bench, row), Done)
    assert approve_revision(bench, row).code == CatalogueReason.DRAFT_RETURNED
    assert isinstance(add_revision(bench, "DWG-1"), Done)
    (row,) = waiting(bench, DraftKind.PART)
    assert (row.returned, row.drawing, row.version) == (None, "DWG-1", "Z")
    assert isinstance(approve_revision(bench, row), Done)
    assert waiting(bench, DraftKind.PART) == []
    decided = give_back(bench, row, row_version=row.row_version + 1)
    assert decided.code == CatalogueReason.REVISION_NOT_DRAFT
    assert bench.plant.bench.ask(verify_records).bad == ()


def test_a_new_source_waits_until_it_is_approved(bench):
    state = {"supplier_id": bench.supplier, "part_id": bench.part, "site_id": bench.site}

    def say(word):
        bench.plant.done(
            SetSourceState(
                **bench.head(), source_id=bench.ids.next_id(), state=word, reason="audit",
                lots_left_tightened=0, **state,
            ),
            by=bench.people["wang"],
        )  # fmt: skip

    say(SourceState.CANDIDATE)
    (row,) = waiting(bench, DraftKind.SOURCE)
    assert (row.supplier.id, row.site.id, row.part.id) == (bench.supplier, bench.site, bench.part)
    say(SourceState.APPROVED)
    assert waiting(bench, DraftKind.SOURCE) == []
