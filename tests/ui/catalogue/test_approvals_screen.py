"""Approvals: the page of a draft, the second person's signature, giving back with a reason."""

from dataclasses import replace

import pytest

from qtrace.domain.inspection import CharClass
from qtrace.domain.people import Role
from qtrace.domain.plan_pictures import Balloon, PictureRole
from qtrace.domain.suppliers import SourceState
from qtrace.i18n import Language
from qtrace.services.catalogue.commands import AddPartRevision
from qtrace.services.catalogue.draft_rows import DraftKind
from qtrace.services.catalogue.drafts import drafts
from qtrace.services.catalogue.plan_pictures import PictureNote, SetPlanPicture
from qtrace.services.catalogue.plans import plans
from qtrace.services.catalogue.plans_commands import AddPlan
from qtrace.services.suppliers.commands import SetSourceState
from qtrace.ui.catalogue.approvals_model import ApprovalForm
from qtrace.ui.catalogue.approvals_screen import ApprovalsScreen
from qtrace.ui.catalogue.approvals_texts import content
from qtrace.ui.places import ApprovalsPlace
from qtrace.ui.theme.profiles import DESK, TOUCH
from qtrace.ui.theme.tokens import DARK, LIGHT
from tests.domain.test_photos import png
from tests.support.drafts import approval
from tests.support.inspections import MAJOR, InspectionBench, by_aql, measured, prepared_bench
from tests.support.plants import PIN
from tests.ui.people.station import BADGES, Look, add_person, badge, check_looks, signed

MAKERS = {ApprovalsPlace: ApprovalsScreen}


@pytest.fixture
def drafted(crew_plant):
    """A plan in force, its next version, a revision and a source: all written by Wang."""
    BADGES["fang"] = 107
    prepared_bench(crew_plant, "drafted", _draft)
    return crew_plant


def _draft(work: InspectionBench) -> None:
    plant = work.plant
    add_person(plant, "fang", ("Qian Fang", "钱芳"), (Role.QUALITY,), 107)
    work.people.update(plant.people | {"qian": plant.people["fang"]})
    work.add_master(())
    wang, fang = plant.people["wang"], plant.people["fang"]
    plan_id = plant.ids.next_id()
    for aql, chain in (("2.5", "inspect"), ("1.0", "inspect,review")):
        command = AddPlan(
            **plant.head(), plan_id=plan_id, revision_id=plant.ids.next_id(),
            plan_code="SR-12", part_id=work.part, supplier_id=None, signature_chain=chain,
            early_stop=True, classes=(by_aql(MAJOR, aql, "S-4"),),
            characteristics=(measured(1, MAJOR),),
        )  # fmt: skip
        plant.done(command, by=wang)
        if aql == "2.5":
            approve = approval(plant, DraftKind.PLAN, command.revision_id)
            plant.done(approve, by=fang, claim=plant.claim(fang))
    plant.done(
        AddPartRevision(
            **plant.head(), revision_id=plant.ids.next_id(), part_id=work.part,
            revision="Z", drawing="DWG-9",
        ),
        by=wang,
    )  # fmt: skip
    plant.done(
        SetSourceState(
            **plant.head(), source_id=plant.ids.next_id(), supplier_id=work.supplier,
            part_id=work.part, site_id=work.site, state=SourceState.CANDIDATE, reason="new",
        ),
        by=wang,
    )  # fmt: skip


@pytest.fixture
def desk(drafted, open_station):
    station = open_station(drafted, MAKERS)
    station.sign_in("wang")
    station.shell.go(ApprovalsPlace())
    return station


def left(station) -> list[tuple[str, bool]]:
    rows = station.bench._workbench.ask(drafts)
    return [(row.kind.value, row.returned is not None) for row in rows]


def test_the_page_says_what_would_be_another_than_now(desk):
    spec = desk.screen.detail_spec()
    spoken = " | ".join(fact.spoken() for fact in (*spec.facts, *spec.history))
    assert "AQL 1.0 Changed | was ISO 2859-1  S-4  AQL 2.5" in spoken
    assert "Inspector → Reviewer Changed | was Inspector" in spoken
    assert "Wang Siyuan" in spoken
    assert CharClass.MAJOR.value in spoken.lower()


def test_the_author_cannot_approve_but_a_second_badge_at_the_same_screen_can(desk, drafted):
    desk.press("F10")
    assert desk.screen.model.signing.signer is None
    desk.scan(badge("wang"))
    assert desk.screen.model.state.refusal.code == "SAME_PERSON"
    desk.scan(badge("fang"))
    assert desk.screen.model.signing.signer.login == "fang"
    desk.type(PIN)
    desk.press("F10")
    (row,) = drafted.bench.ask(plans)
    assert (row.effective, row.versions[0].approved_by.code) == (2, "fang")
    assert [kind for kind, _ in left(desk)] == ["part", "source"]
    assert desk.bench.person.person.login == "wang"


def test_what_changed_while_somebody_signed_is_shown_before_it_is_signed(desk, drafted):
    desk.scan(badge("fang"))
    draft = desk.screen.model.draft
    picture = SetPlanPicture(
        **drafted.head(), picture_id=drafted.ids.next_id(), revision_id=draft.revision_id,
        role=PictureRole.DRAWING, balloons=(), picture=png(), name="SR-12.png",
    )  # fmt: skip
    drafted.done(picture, by=drafted.people["wang"])
    desk.type(PIN)
    desk.press("F10")
    state = desk.screen.model.state
    assert (state.form, state.refusal.code) == (None, "CHANGED_SINCE_SEEN")
    assert "SR-12 v2" in desk.screen.explained(state.refusal).text
    shown = [fact.spoken() for fact in desk.screen.detail_spec().history]
    assert "Drawing SR-12.png 0 balloons New" in shown
    desk.scan(badge("fang"))
    desk.type(PIN)
    desk.press("F10")
    assert drafted.bench.ask(plans)[0].effective == 2


def test_an_inherited_drawing_says_from_where(desk):
    draft = desk.screen.model.draft
    one = PictureNote(PictureRole.DRAWING, "SR-12.png", "a" * 64, (Balloon(1, "0", "0"),), 1)

    def shown(before):
        row = replace(draft, pictures=(one,), pictures_before=before)
        return [fact.spoken() for fact in content(desk.bench.translator, row)][-1]

    said = "Drawing SR-12.png 1 balloon; inherited from version 1"
    assert shown((replace(one, inherited_from=None),)) == said
    assert shown((replace(one, balloons=()),)) == f"{said} Changed"


def test_a_wrong_pin_approves_nothing_and_is_forgotten(desk, drafted):
    desk.scan(badge("fang"))
    desk.type("111112")
    desk.press("F10")
    assert desk.screen.model.state.refusal.code == "WRONG_SECRET"
    assert desk.screen.form.secret() == ""
    assert drafted.bench.ask(plans)[0].effective == 1


def test_a_draft_is_given_back_with_a_reason(desk, drafted):
    desk.bench.set_person(signed(drafted, "fang"))
    desk.shell.go(ApprovalsPlace())
    desk.press("F4")
    assert desk.screen.model.state.form == ApprovalForm.RETURN
    desk.press("F10")
    assert "reason" in desk.screen.form.shown_problems()
    desk.type("limits of the old drawing")
    desk.press("F10")
    assert ("plan", True) in left(desk)
    returned = next(row for row in desk.screen.model.state.rows if row.returned is not None)
    desk.screen.model.choose(returned.revision_id)
    assert "limits of the old drawing" in " ".join(
        fact.spoken() for fact in desk.screen.detail_spec().facts
    )
    assert not any(spec.enabled for spec in desk.screen.detail_spec().actions)


def test_a_new_source_needs_only_a_reason(desk):
    row = next(row for row in desk.screen.model.state.rows if row.kind == "source")
    desk.screen.model.choose(row.revision_id)
    desk.press("F10")
    assert desk.screen.model.state.form == ApprovalForm.SOURCE
    desk.type("audit passed")
    desk.press("F10")
    assert "source" not in [kind for kind, _ in left(desk)]


@pytest.mark.parametrize("form", [None, "approve", "return"])
@pytest.mark.parametrize(
    "look", [Look(Language.EN, LIGHT, TOUCH), Look(Language.ZH_CN, DARK, DESK)]
)
def test_it_fits_in_both_languages_and_themes(drafted, open_station, form, look):
    station = open_station(drafted, MAKERS, look=look)
    station.sign_in("fang")
    station.shell.go(ApprovalsPlace())
    if form:
        station.screen.act(form)
    check_looks(station)


def test_w_says_where_the_numbers_of_a_plan_come_from(desk):
    screen = desk.screen
    while screen.model.draft.sheet is None:
        desk.press("Down")
    spec = screen.detail_spec()
    screen.act(screen.typing_keys()["W"])
    found = {fact.key: fact.value for fact in screen.detail_spec().history}
    assert found["Standard"].startswith("ISO 2859-1")
    assert "AQL 1.0" in found["What went in"]
    assert "2-A, B, C" in found["Tables"]
    screen.act("source")
    assert screen.detail_spec() == spec
