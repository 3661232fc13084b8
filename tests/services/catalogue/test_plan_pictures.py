"""Drawings of plans: kept by hash, belonging to one version, signed with it, unchangeable then."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from qtrace.domain.inspection_flow import InspectionReason
from qtrace.domain.people import PeopleReason
from qtrace.domain.plan_pictures import Balloon, PictureReason, PictureRole
from qtrace.domain.plans import PlanReason
from qtrace.models.documents import Blob
from qtrace.models.inspection import PlanRevision
from qtrace.models.people import Signature
from qtrace.services.catalogue.draft_rows import DraftKind
from qtrace.services.catalogue.draft_seen import draft_seen
from qtrace.services.catalogue.drafts import drafts
from qtrace.services.catalogue.plan_content import revision_content
from qtrace.services.catalogue.plan_pictures import SetPlanPicture, plan_pictures
from qtrace.services.catalogue.plans_commands import AddPlan
from qtrace.services.outcomes import Done
from qtrace.services.verification import verify_records
from tests.domain.test_photos import jpeg, png
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

DRAWING, INSTRUCTION = PictureRole
CHARACTERISTICS = measured(1), looked_at(2)
ONE, TWO = Balloon(1, "0.25", "0.5"), Balloon(2, "0.75", "0.5")


@pytest.fixture
def bench(plant) -> InspectionBench:
    return make_bench(plant)


def add_version(bench, plan_id, revision, characteristics=CHARACTERISTICS, by="wang"):
    command = AddPlan(
        **bench.head(), plan_id=plan_id, revision_id=revision, plan_code="SR-12",
        part_id=bench.part, supplier_id=None, signature_chain="inspect", early_stop=True,
        classes=(by_aql(MAJOR, "2.5", "S-4"), by_aql(MINOR, "4")),
        characteristics=characteristics,
    )  # fmt: skip
    bench.plant.done(command, by=bench.people[by])
    return revision


@pytest.fixture
def file_bench(sqlite_url):
    """A plant file, where the back end does not matter."""
    plant = make_plant(sqlite_url)
    yield make_bench(plant)
    plant.close()


@pytest.fixture
def draft(bench) -> int:
    return add_version(bench, bench.ids.next_id(), bench.ids.next_id())


def put(bench, revision, by="wang", **over):
    values = {
        "picture_id": bench.ids.next_id(), "role": DRAWING, "balloons": (ONE, TWO),
        "picture": png(), "name": "SR-12.png",
    } | over  # fmt: skip
    command = SetPlanPicture(**bench.head(), revision_id=revision, **values)
    return bench.plant.send(command, by=bench.people[by])


def test_a_drawing_is_kept_with_its_balloons_and_replaced_as_a_whole(bench, draft):
    assert bench.plant.bench.ask(plan_pictures, draft) == ()
    done = put(bench, draft)
    assert (done.facts["plan"], done.facts["version"]) == ("SR-12", "1")
    (drawing,) = bench.plant.bench.ask(plan_pictures, draft)
    assert (drawing.role, drawing.name, drawing.content) == (DRAWING, "SR-12.png", png())
    assert (drawing.sha256, drawing.balloons) == (done.facts["sha256"], (ONE, TWO))
    moved = Balloon(1, "0.3", "0.4")
    assert isinstance(put(bench, draft, picture=None, balloons=(moved,)), Done)
    assert isinstance(put(bench, draft, role=INSTRUCTION, picture=jpeg(), balloons=()), Done)
    drawing, instruction = bench.plant.bench.ask(plan_pictures, draft)
    assert (drawing.balloons, drawing.content) == ((moved,), png())
    assert (instruction.role, instruction.content) == (INSTRUCTION, jpeg())
    with bench.plant.database.read() as session:
        assert session.scalar(select(func.count()).select_from(Blob)) == 2
    assert bench.plant.bench.ask(verify_records).bad == ()


def test_what_cannot_stand_is_refused(bench, draft):
    cases = (
        ({"by": "lin"}, "NOT_ALLOWED"),
        ({"picture": None}, PictureReason.MISSING),
        ({"picture": b"%PDF-1.7"}, "PHOTO_NOT_AN_IMAGE"),
        ({"balloons": (Balloon(3, "0", "0"),)}, PictureReason.BALLOON_UNKNOWN),
        ({"balloons": (ONE, ONE)}, PictureReason.BALLOON_TWICE),
        ({"balloons": (Balloon(1, "2", "0"),)}, PictureReason.BALLOON_OUTSIDE),
    )
    for over, code in cases:
        assert put(bench, draft, **over).code == code
    assert put(bench, 7).code == PlanReason.PLAN_NOT_FOUND
    assert bench.plant.bench.ask(plan_pictures, draft) == ()


def test_the_signature_covers_the_drawing_and_closes_it(bench, draft):
    put(bench, draft, by="qian")
    assert bench.approve_plan(draft, by="qian").code == PeopleReason.SAME_PERSON
    put(bench, draft)
    with bench.plant.database.read() as session:
        content = revision_content(session, session.get_one(PlanRevision, draft))
    assert content["pictures"][0][0] == "drawing"
    assert content["pictures"][0][2] == [["1", "0.25", "0.5"], ["2", "0.75", "0.5"]]
    assert isinstance(bench.approve_plan(draft), Done)
    assert put(bench, draft).code == PlanReason.PLAN_NOT_A_DRAFT
    with bench.plant.database.read() as session:
        assert session.scalars(select(Signature).where(Signature.target_kind == "plan")).one()


def test_a_plan_without_pictures_is_signed_as_it_always_was(bench, draft):
    with bench.plant.database.read() as session:
        content = revision_content(session, session.get_one(PlanRevision, draft))
    assert not {"pictures", "characteristic_terms"} & set(content)


def test_an_approver_signs_the_drawing_that_was_seen(bench, draft):
    put(bench, draft)
    seen = bench.plant.bench.ask(draft_seen, DraftKind.PLAN, draft)
    bench.plant.clock.advance(timedelta(minutes=7))
    put(bench, draft, picture=None, balloons=(ONE,))
    refused = bench.approve_plan(draft, seen_sha256=seen)
    at = bench.plant.clock.now().isoformat()
    facts = {"number": "SR-12 v1", "name_en": "Wang", "name_zh": "", "at": at}
    assert (refused.code, refused.facts) == (InspectionReason.CHANGED_SINCE_SEEN, facts)
    assert isinstance(bench.approve_plan(draft), Done)


def test_an_approver_signs_instead_of_the_version_that_was_seen(file_bench):
    bench, draft = file_bench, file_bench.ids.next_id()
    add_version(bench, bench.ids.next_id(), draft)
    first, second = bench.ids.next_id(), bench.ids.next_id()
    with bench.plant.database.read() as session:
        plan_id = session.get_one(PlanRevision, draft).plan_id
    for revision in (first, second):
        add_version(bench, plan_id, revision)
    seen = bench.plant.bench.ask(draft_seen, DraftKind.PLAN, second)
    assert isinstance(bench.approve_plan(first), Done)
    refused = bench.approve_plan(second, seen_sha256=seen)
    assert (refused.code, refused.facts["name_en"]) == ("CHANGED_SINCE_SEEN", "Qian")
    assert isinstance(bench.approve_plan(second), Done)


def test_the_next_version_begins_with_the_drawing_of_the_one_before(bench, draft):
    put(bench, draft)
    assert isinstance(bench.approve_plan(draft), Done)
    with bench.plant.database.read() as session:
        plan_id = session.get_one(PlanRevision, draft).plan_id
    turned = looked_at(1), replace(measured(1), number=2)
    second = add_version(bench, plan_id, bench.ids.next_id(), turned)
    (drawing,) = bench.plant.bench.ask(plan_pictures, second)
    assert (drawing.content, drawing.name, drawing.inherited_from) == (png(), "SR-12.png", 1)
    assert drawing.balloons == (replace(TWO, number=1), replace(ONE, number=2))
    (row,) = (r for r in bench.plant.bench.ask(drafts) if r.kind is DraftKind.PLAN)
    assert [(p.sha256, p.inherited_from) for p in row.pictures] == [(drawing.sha256, 1)]
    assert [p.inherited_from for p in row.pictures_before] == [None]
    third = add_version(bench, plan_id, bench.ids.next_id())
    assert bench.plant.bench.ask(plan_pictures, third)[0].inherited_from == 1
    put(bench, third, picture=jpeg())
    assert bench.plant.bench.ask(plan_pictures, third)[0].inherited_from is None
    assert bench.plant.bench.ask(plan_pictures, draft)[0].content == png()
    with bench.plant.database.read() as session:
        assert session.scalar(select(func.count()).select_from(Blob)) == 2
    assert isinstance(bench.approve_plan(third), Done)
    assert bench.plant.bench.ask(verify_records).bad == ()
