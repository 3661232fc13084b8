"""Formats of supplier labels on their desk: tried on scans, added, retired."""

import pytest

from qtrace.domain.codes.internal import format_gauge
from qtrace.domain.codes.supplier_trial import MisfitCode
from qtrace.i18n import Language
from qtrace.i18n.label_code_reasons import MISFIT_SENTENCES
from qtrace.services.suppliers.commands import AddSupplierFormat
from qtrace.services.suppliers.formats import supplier_formats
from qtrace.ui.places import FormatsPlace, ProfilesPlace
from qtrace.ui.suppliers.formats_model import FormatForm
from qtrace.ui.suppliers.formats_screen import FormatsScreen
from qtrace.ui.suppliers.profiles_screen import ProfilesScreen
from qtrace.ui.suppliers.sample import meant, tried
from qtrace.ui.theme.profiles import DESK, TOUCH
from qtrace.ui.theme.tokens import DARK, LIGHT
from tests.ui.people.station import Look, check_looks

MAKERS = {FormatsPlace: FormatsScreen, ProfilesPlace: ProfilesScreen}
BARRED = "P{part}|Q{qty:digits}|L{lot}|D{expiry:YYMMDD}"
LABEL = "P4711|Q50|LB26|D261231"


@pytest.fixture
def desk(goods, open_station):
    return opened(goods, open_station)


def opened(goods, open_station, look=None):
    station = open_station(goods.plant, MAKERS, look)
    station.sign_in("wang")
    station.shell.go(FormatsPlace())
    return station


def declare(goods, name="Box", pattern=BARRED):
    goods.done(
        AddSupplierFormat(
            **goods.head(), format_id=goods.new(), supplier_id=goods.suppliers["S-0117"],
            name=name, pattern=pattern,
        )
    )  # fmt: skip


def result(station):
    return [fact.spoken() for fact in station.screen.form._result._facts]


def field(station, name, text):
    station.screen.form.fields[name].setFocus()
    station.screen.form.fields[name].input.selectAll()
    station.type(text)


def test_a_format_is_tried_while_it_is_typed_and_then_added(desk, goods):
    desk.press("F2")
    field(desk, "supplier", "s-0117")
    field(desk, "name", "Box")
    field(desk, "pattern", "P{part}{lot}")
    assert "Nothing tells where part ends and lot begins" in result(desk)[0]
    desk.press("F10")
    assert "see below" in desk.screen.form.shown_problems()["pattern"]
    field(desk, "pattern", BARRED)
    assert result(desk) == ["Sample Scan a label here, or type its text"]
    desk.scan(LABEL)
    assert desk.screen.form.fields["sample"].text() == LABEL
    assert result(desk)[1:] == [
        "Part number 4711", "Quantity 50", "Lot number B26", "Expiry date 261231 = 2026-12-31",
    ]  # fmt: skip
    field(desk, "sample", "P4711|Q5X|LB26|D261231")
    assert result(desk)[1:] == [
        "Part number 4711", "Result X at place 9 may not stand in Quantity.",
    ]  # fmt: skip
    desk.press("F10")
    (row,) = goods.ask(supplier_formats)
    assert (row.label, row.pattern) == ("S-0117 Box", BARRED)
    assert desk.screen.model.format == row
    assert "Add a supplier's label format" in str(desk.screen.detail_spec().history)


def test_answers_that_are_missing_are_said(desk):
    desk.press("F2")
    desk.press("F10")
    assert set(desk.screen.form.shown_problems()) == {"supplier", "name", "pattern"}
    desk.press("Esc")
    assert desk.screen.model.state.form is None


def test_a_scan_on_the_page_is_a_sample_for_the_chosen_format(desk, goods):
    declare(goods)
    desk.press("F5")
    desk.scan(LABEL)
    facts = [fact.spoken() for fact in desk.screen.detail_spec().facts]
    assert "Lot number B26" in facts
    assert desk.opened[-1] == FormatsPlace()
    desk.scan("]d20119506000134359107F42")
    facts = [fact.spoken() for fact in desk.screen.detail_spec().facts]
    assert facts[-1] == "Result This is a code of an issuer: no format is asked about it."
    desk.scan(format_gauge("TG-011"))
    assert "7F42" in desk.screen.model.formats.sample


def test_a_format_is_retired_with_a_reason(desk, goods):
    declare(goods)
    desk.press("F5")
    desk.screen.act(FormatForm.RETIRE)
    desk.press("F10")
    assert desk.screen.form.shown_problems()
    desk.type("new label")
    desk.press("F10")
    assert not goods.ask(supplier_formats)[0].is_active
    assert desk.screen.detail_spec().chip is not None
    desk.screen.act(FormatForm.RETIRE)
    assert desk.screen.model.state.form is None


def test_what_the_service_refuses_is_said(desk, goods):
    declare(goods)
    desk.press("F2")
    for name, text in (("supplier", "S-0117"), ("name", "Box"), ("pattern", BARRED)):
        desk.screen.form.fields[name].set_text(text)
    desk.press("F10")
    assert "already" in desk.screen.form.refused.text()


def test_the_keys_lead_to_the_code_profiles_and_back(desk):
    desk.press("F6")
    assert desk.opened[-1] == ProfilesPlace()
    desk.press("F6")
    assert desk.opened[-1] == FormatsPlace()


def test_control_characters_are_written_and_meant():
    assert meant("L{GS}1{RS}{EOT}") == "L\x1d1\x1e\x04"
    found = tried("L{lot}{GS}{part}", "LB26{GS}4711", 2026)
    assert found.trial.message.lot == "B26"
    assert tried("", "", 2026) == tried("", "x", 2026)
    assert set(MISFIT_SENTENCES) == set(MisfitCode)


@pytest.mark.parametrize(
    "look",
    [
        Look(Language.EN, LIGHT, TOUCH),
        Look(Language.ZH_CN, DARK, TOUCH),
        Look(Language.EN, DARK, DESK),
    ],
)
def test_nothing_is_cut_off(goods, open_station, look):
    declare(goods)
    station = opened(goods, open_station, look)
    station.scan(LABEL)
    check_looks(station)
    station.press("F2")
    station.screen.form.fields["pattern"].set_text(BARRED)
    station.screen.form.fields["pattern"].edited.emit(BARRED)
    check_looks(station)
    station.press("Esc")
    station.screen.act(FormatForm.RETIRE)
    check_looks(station)
    station.press("Esc")
    station.press("F6")
    station.scan("]d20119506000134359107F42\x1d17311105")
    check_looks(station)
    station.press("F2")
    check_looks(station)
