"""Drawings of plans: kept by hash, belonging to one version, signed with it, unchangeable then."""

import pytest
from sqlalchemy import func, select

from qtrace.domain.people import PeopleReason
from qtrace.domain.plan_pictures import Balloon, PictureReason, PictureRole
from qtrace.domain.plans import PlanReason
from qtrace.models.documents import Blob
from qtrace.models.inspection import PlanRevision
from qtrace.models.people import Signature
from qtrace.services.outcomes import Done
from qtrace.services.plan_pictures import SetPlanPicture, plan_pictures
from qtrace.services.plans import revision_content
from qtrace.services.plans_commands import AddPlan
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

DRAWING, INSTRUCTION = PictureRole
ONE, TWO = Balloon(1, "0.25", "0.5"), Balloon(2, "0.75", "0.5")


@pytest.fixture
def bench(plant) -> InspectionBench:
    return make_bench(plant)


@pytest.fixture
def draft(bench) -> int:
    revision = bench.ids.next_id()
    command = AddPlan(
        **bench.head(), plan_id=bench.ids.next_id(), revision_id=revision, plan_code="SR-12",
        part_id=bench.part, supplier_id=None, signature_chain="inspect", early_stop=True,
        classes=(by_aql(MAJOR, "2.5", "S-4"), by_aql(MINOR, "4")),
        characteristics=(measured(1), looked_at(2)),
    )  # fmt: skip
    bench.plant.done(command, by=bench.people["wang"])
    return revision


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
