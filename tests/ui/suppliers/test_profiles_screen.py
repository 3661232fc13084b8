"""Code profiles on their desk: taught by scanning a whole label, written, withdrawn."""

import pytest

from qtrace.services.catalogue.code_profiles import code_profiles
from qtrace.ui.places import ProfilesPlace
from qtrace.ui.suppliers.profiles_screen import ProfilesScreen
from tests.support.receiving import BAG_GTIN

WHOLE = f"]d201{BAG_GTIN}107F42\x1d17311105"
LOST = f"]d201{BAG_GTIN}107F4217311105"


@pytest.fixture
def desk(goods, open_station):
    goods.part("TB-40")
    assert goods.part_code("TB-40", "19506000134366", 10)
    station = open_station(goods.plant, {ProfilesPlace: ProfilesScreen})
    station.sign_in("wang")
    station.shell.go(ProfilesPlace())
    return station


def profile(goods, gtin=BAG_GTIN):
    return next(row.profile for row in goods.ask(code_profiles) if row.gtin == gtin)


def test_a_whole_label_teaches_its_identifiers(desk, goods):
    desk.scan(WHOLE)
    assert desk.screen.model.profile.gtin == BAG_GTIN
    desk.press("F2")
    assert desk.screen.form.fields["profile"].text() == "10 17"
    desk.press("F10")
    assert profile(goods) == "10 17"
    facts = [fact.key for fact in desk.screen.detail_spec().facts]
    assert facts[1:] == ["(10)", "(17)", "Goods with another label"]
    assert "Set the code profile of a part" in str(desk.screen.detail_spec().history)


def test_a_profile_may_be_one_that_every_label_must_keep_to(desk, goods):
    desk.scan(WHOLE)
    desk.press("F2")
    desk.screen.form.fields["others"].choose(["strict"])
    desk.press("F10")
    assert profile(goods) == "10 17 strict"
    said = {fact.key: fact.value for fact in desk.screen.detail_spec().facts}
    assert said["Goods with another label"] == "Wait for quality"
    desk.press("F2")
    assert desk.screen.form.fields["profile"].text() == "10 17"
    assert desk.screen.form.fields["others"].chosen() == ("strict",)
    desk.screen.form.fields["others"].choose(["warned"])
    desk.press("F10")
    assert profile(goods) == "10 17"


def test_an_open_form_takes_a_scan_and_a_suspect_label_teaches_nothing(desk):
    desk.scan(LOST)
    desk.press("F2")
    assert desk.screen.form.fields["profile"].text() == ""
    desk.scan(WHOLE)
    assert desk.screen.form.fields["profile"].text() == "10 17"
    assert not desk.screen.scanned(_other(desk))


def _other(desk):
    from tests.ui.receiving.dock import scan_of

    return scan_of("0109506000134352", desk.plant.clock.now())


def test_what_is_wrong_is_said_at_the_field(desk, goods):
    desk.press("F2")
    desk.type("17 1X")
    desk.press("F10")
    assert "no Application Identifier 1X" in desk.screen.form.shown_problems()["profile"]
    desk.press("Esc")
    assert desk.screen.model.state.form is None
    assert profile(goods) == ""


def test_nothing_written_withdraws_it(desk, goods):
    desk.scan(WHOLE)
    desk.press("F2")
    desk.press("F10")
    assert profile(goods) == "10 17"
    desk.press("F2")
    desk.screen.form.fields["profile"].set_text("")
    desk.press("F10")
    assert profile(goods) == ""


def test_another_row_forgets_what_was_taught(desk):
    desk.scan(WHOLE)
    desk.press("Down")
    assert desk.screen.model.taught == ""
    desk.press("Up")
    assert desk.screen.model.profile.gtin == BAG_GTIN
