"""Rules of holds: drafted at the desk, approved there by somebody else."""

import pytest

from qtrace.domain.codes.internal import format_badge
from qtrace.domain.hold_rules import RelationWish, RuleKind
from qtrace.domain.holds import Activity, BlockProfile, Signee
from qtrace.domain.people import Role
from qtrace.i18n import Language
from qtrace.services.holds.block_rules import block_profiles
from qtrace.services.holds.reasons import hold_reasons
from qtrace.services.holds.rule_drafts import hold_rules
from qtrace.ui.holds.desk_screen import HoldsScreen
from qtrace.ui.holds.rules_model import BoardKind, BoardLine, judge
from qtrace.ui.holds.rules_screen import RulesScreen
from qtrace.ui.places import HoldsPlace, RulesPlace
from qtrace.ui.theme.profiles import DESK, TOUCH
from qtrace.ui.theme.tokens import DARK, LIGHT
from tests.support.plants import PIN
from tests.ui.people.station import Look, add_person, check_looks, texts

ANNA = format_badge(301)
MAKERS = {HoldsPlace: HoldsScreen, RulesPlace: RulesScreen}


@pytest.fixture
def opened(crew_plant, open_station):
    """The desk of rules for somebody of quality."""

    def make(login="wang", look=None):
        station = open_station(crew_plant, MAKERS, look=look)
        station.sign_in(login)
        station.shell.go(RulesPlace())
        return station

    add_person(crew_plant, "anna", ("Anna Li", "李安娜"), (Role.QUALITY,), 301)
    return make


def choose(station, kind, code):
    station.screen.model.choose(BoardLine(kind, code).key)


def fill(station, **answers):
    for name, value in answers.items():
        field = station.screen.form.fields[name]
        if isinstance(value, tuple):
            field.choose(value)
        else:
            field.set_text(value)
    station.press("F10")


def rule(plant, kind, code):
    return next(row for row in plant.bench.ask(hold_rules) if (row.kind, row.code) == (kind, code))


def test_the_holds_desk_leads_here_and_back(opened):
    station = opened()
    station.shell.go(HoldsPlace())
    for _ in range(2):
        station.press("F3")
    assert "Rules of holds" in str([button.spec.text for button in station.screen.bar.buttons])
    station.press("Shift+F11")
    assert station.opened[-1] == RulesPlace()
    station.press("Esc")
    assert station.opened[-1] == HoldsPlace()


def test_a_new_reason_is_drafted_by_one_and_approved_by_another(crew_plant, opened):
    station = opened()
    station.press("F2")
    fill(station, code="wet", name_en="")
    assert set(station.screen.form.shown_problems()) == {"name_en"}
    fill(station, name_en="Wet", name_zh="受潮", profile=("shipping",), isolates=("yes",))
    row = rule(crew_plant, RuleKind.HOLD_REASON, "wet")
    assert (row.now, row.waiting.wish.profile) == (None, BlockProfile.SHIPPING)
    assert station.screen.model.line.code == "wet"
    station.press("F10")
    assert station.screen.model.signing.signer is None, "the author does not approve"
    station.screen.form.fields["secret"].set_text(PIN)
    station.press("F10")
    assert rule(crew_plant, RuleKind.HOLD_REASON, "wet").now is None
    station.scan(ANNA)
    assert station.screen.model.signing.signer.login == "anna"
    station.screen.form.fields["secret"].set_text(PIN)
    station.press("F10")
    assert rule(crew_plant, RuleKind.HOLD_REASON, "wet").now.name_zh == "受潮"
    assert station.bench.person.person.login == "wang", "nobody signed out"
    assert (
        "Approved, drafted by Wang Siyuan" in station.screen.detail._history.accessibleDescription()
    )
    found = {each.code: each for each in crew_plant.bench.ask(hold_reasons)}
    assert found["wet"].preset.isolates


def test_a_change_shows_old_and_new_and_may_be_given_back(crew_plant, opened):
    station = opened()
    choose(station, BoardKind.RELATION, "period")
    station.press("F6")
    fill(station, act=("hold",), days="14")
    said = station.screen.detail._facts.accessibleDescription()
    assert "do nothing → hold at once" in said
    assert "7 → 14" in said
    station.press("F4")
    assert station.screen.model.state.form is None, "the author gives nothing back"
    station.press("Ctrl+L")
    station.scan(ANNA)
    station.type(PIN + "\r")
    station.shell.go(RulesPlace())
    choose(station, BoardKind.RELATION, "period")
    station.press("F4")
    station.press("F10")
    assert set(station.screen.form.shown_problems()) == {"reason"}
    fill(station, reason="too long")
    row = rule(crew_plant, RuleKind.ISOLATION_RULE, "period")
    assert (row.now, row.waiting) == (RelationWish("period", "off", 7), None)
    assert "too long" in station.screen.detail._history.accessibleDescription()


def test_types_of_stop_and_reasons_of_the_house_are_changed_too(crew_plant, opened):
    station = opened()
    station.press("F3")
    fill(station, code="TOOL", name_en="Tool broken", planned=("no",))
    assert rule(crew_plant, RuleKind.STOP_TYPE, "tool").waiting.wish.name_en == "Tool broken"
    choose(station, BoardKind.REASON, "flash")
    station.press("F6")
    fill(station, active=("no",))
    waiting = rule(crew_plant, RuleKind.HOLD_REASON, "flash").waiting.wish
    assert (waiting.is_active, waiting.origin, waiting.review_days) == (False, "manual", 3)
    station.press("F6")
    assert station.screen.model.state.form is None, "one draft at a time"


def test_a_block_profile_is_drafted_approved_and_stops_more(crew_plant, opened):
    station = opened()
    choose(station, BoardKind.PROFILE, "shipping")
    said = station.screen.detail._facts.accessibleDescription()
    assert "Pack, Ship" in said
    station.press("F6")
    tiles = station.screen.form.fields["stops"].tiles
    assert not {"ship", "inspect", "receive"} & set(tiles), "its core and looking never change"
    fill(station, stops=("move", "label"))
    said = station.screen.detail._facts.accessibleDescription()
    assert "Pack, Ship → Move, Label, Ship" in said
    station.press("F10")
    station.scan(ANNA)
    station.screen.form.fields["secret"].set_text(PIN)
    station.press("F10")
    row = rule(crew_plant, RuleKind.BLOCK_PROFILE, "shipping")
    assert row.now.stops == (Activity.MOVE, Activity.LABEL, Activity.SHIP)
    found = crew_plant.bench.ask(block_profiles)
    assert found[BlockProfile.SHIPPING] == {Activity.MOVE, Activity.LABEL, Activity.SHIP}


def test_who_lifts_is_named_on_the_screen(crew_plant, opened):
    station = opened()
    choose(station, BoardKind.REASON, "flash")
    station.press("F6")
    tiles = station.screen.form.fields["signees"].tiles
    assert str(crew_plant.people["anna"]) in tiles
    assert str(crew_plant.people["chen"]) not in tiles, "an operator lifts nothing"
    fill(station, signee=("list",))
    assert set(station.screen.form.shown_problems()) == {"signees"}
    fill(station, signees=(str(crew_plant.people["anna"]),))
    waiting = rule(crew_plant, RuleKind.HOLD_REASON, "flash").waiting.wish
    assert (waiting.signee, waiting.signees) == (Signee.LIST, (crew_plant.people["anna"],))
    assert "– → Anna Li" in station.screen.detail._facts.accessibleDescription()


def test_what_states_allow_is_shown_and_not_changed(opened):
    station = opened()
    choose(station, BoardKind.STATE, "quarantine")
    assert "Take samples" in station.screen.detail._facts.accessibleDescription()
    for key in ("F6", "F10", "F4"):
        station.press(key)
        assert station.screen.model.state.form is None


def test_others_read_and_change_nothing(crew_plant, opened):
    station = opened("chen")
    choose(station, BoardKind.REASON, "flash")
    for key in ("F2", "F3", "F6"):
        station.press(key)
        assert station.screen.model.state.form is None


def test_answers_are_judged_before_they_are_sent():
    names = {"name_en": "x", "name_zh": "", "code": "ok-1", "days": "7"}
    assert judge(BoardKind.REASON, names, is_new=True) == {}
    for bad in ("", "x" * 5, "12345", "7.5", "٣"):
        assert set(judge(BoardKind.REASON, {**names, "days": bad}, is_new=True)) == {"days"}
    for bad in ("", "a", "so/bad", "ü"):
        assert set(judge(BoardKind.STOP, {**names, "code": bad}, is_new=True)) == {"code"}


@pytest.mark.parametrize("language", [Language.EN, Language.ZH_CN])
@pytest.mark.parametrize(("tokens", "profile"), [(LIGHT, TOUCH), (DARK, DESK)])
def test_every_state_fits(opened, language, tokens, profile):
    station = opened(look=Look(language, tokens, profile))
    check_looks(station)
    station.press("F2")
    check_looks(station)
    station.press("Esc")
    choose(station, BoardKind.RELATION, "period")
    station.press("F6")
    check_looks(station)
    fill(station, act=("hold",), days="14")
    check_looks(station)
    station.press("F10")
    check_looks(station)
    station.press("Esc")
    choose(station, BoardKind.STATE, "quarantine")
    check_looks(station)
    choose(station, BoardKind.PROFILE, "all_use")
    check_looks(station)
    station.press("F6")
    check_looks(station)
    assert texts(station.screen)
