"""Lots in doubt: listed, marked and held from the keyboard and the scanner."""

from dataclasses import replace
from datetime import date

import pytest

from qtrace.domain.gauges import CalibrationResult
from qtrace.domain.people import Role
from qtrace.i18n import Language
from qtrace.services.gauges.commands import RecordCalibration
from qtrace.services.gauges.lookback import lookback_sheet
from qtrace.services.holds.opening import holds_on
from qtrace.ui.gauges.gauges_screen import GaugesScreen
from qtrace.ui.gauges.lookback_screen import LookbackScreen
from qtrace.ui.places import GaugesPlace, LookbackPlace, LotPlace
from qtrace.ui.theme.profiles import DESK, TOUCH
from qtrace.ui.theme.tokens import DARK, LIGHT
from tests.support.inspections import MAJOR, InspectionBench, by_aql, measured, prepared_bench
from tests.support.plants import PIN
from tests.ui.people.station import Look, badge, check_looks, texts

MAKERS = {GaugesPlace: GaugesScreen, LookbackPlace: LookbackScreen}


@pytest.fixture
def doubted(crew_plant):
    """Two lots measured with a gauge that failed today; plant, calibration, lots."""
    _, (calibration, lots) = prepared_bench(crew_plant, "doubted", _doubt)
    return crew_plant, calibration, lots


def _doubt(insp: InspectionBench) -> tuple[int, list[int]]:
    plant = insp.plant
    for login, role in (("qian", Role.QUALITY), ("met", Role.METROLOGY)):
        plant.person(login, role)
    insp.people = dict(insp.plant.people)
    insp.add_master()
    insp.known_source()
    insp.plan([by_aql(MAJOR, "2.5", "S-4")], [measured(1, gauge_type="caliper")])
    gauge = insp.gauge()
    lots = []
    for _ in range(2):
        lot, inspection = insp.started(pieces=200, containers=2)
        first = insp.sheet(inspection).characteristics[0]
        insp.read(inspection, first.characteristic_id, 1, "12.01", gauge_id=gauge)
        lots.append(lot)
    calibration = plant.ids.next_id()
    plant.done(
        RecordCalibration(
            **plant.head(), calibration_id=calibration, gauge_id=gauge,
            done_on=date(2026, 11, 22), due_on=date(2027, 11, 22),
            result=CalibrationResult.FAILED, certificate_no="C-9",
        ),
        by=insp.people["met"],
    )  # fmt: skip
    return calibration, lots


@pytest.fixture
def page(doubted, open_station):
    plant, calibration, _ = doubted
    station = open_station(plant, MAKERS)
    station.sign_in("mei")
    station.shell.go(LookbackPlace(calibration))
    return station


def held(plant, lots) -> list[int]:
    return [len(plant.bench.ask(holds_on, lot)) for lot in lots]


def test_the_gauge_leads_to_the_lots_in_doubt_and_back(doubted, open_station):
    plant, calibration, _ = doubted
    station = open_station(plant, MAKERS)
    station.sign_in("mei")
    station.shell.go(GaugesPlace())
    told = str(station.screen.detail._history._facts)
    assert "'Failed'" in told
    assert "NCR-26-0001" in told
    station.press("F6")
    assert station.opened[-1] == LookbackPlace(calibration)
    said = texts(station.screen)
    assert "TG-011  NCR-26-0001  2 lots" in said
    assert "readings from 2026-01-12 until 2026-11-22 16:00" in said
    station.press("Esc")
    assert isinstance(station.opened[-1], GaugesPlace)
    assert station.screen.model.gauge.code == "TG-011"


def test_one_signature_holds_all_of_them(doubted, page):
    plant, _, lots = doubted
    page.press("F8")
    page.screen.form.fields["reason"].set_text("worn jaw")
    assert page.screen.form.fields["signer"].text() == "Mei Jing"
    assert "Hold 2 lots" in texts(page.screen)
    page.screen.form.fields["secret"].set_text(PIN)
    page.press("F10")
    assert page.screen.model.state.form is None
    assert held(plant, lots) == [1, 1]
    assert page.screen.model.to_hold() == ()
    page.press("F8")
    assert page.screen.form is None, "nothing is left to hold"


def test_marked_lots_are_held_and_the_rest_stays_open(doubted, page):
    plant, calibration, lots = doubted
    codes = {row.lot_id: row.lot for row in plant.bench.ask(lookback_sheet, calibration).lots}
    page.scan(codes[lots[1]])
    assert page.screen.model.lot.lot_id == lots[1]
    page.press("F2")
    page.press("F8")
    assert "Hold 1 lot" in texts(page.screen)
    page.screen.form.fields["reason"].set_text("worn jaw")
    page.scan(badge("wang"))
    assert page.screen.form.fields["signer"].text() == "Wang Siyuan"
    page.screen.form.fields["secret"].set_text("000999")
    page.press("F10")
    assert held(plant, lots) == [0, 0]
    page.screen.form.fields["secret"].set_text(PIN)
    page.press("F10")
    assert held(plant, lots) == [0, 1]
    assert page.screen.model.lookback.marked == frozenset()
    assert page.screen.model.to_hold() == (lots[0],)
    page.press("F2")
    assert page.screen.model.lookback.marked == frozenset(), "a held lot takes no mark"


def test_answers_are_asked_for(doubted, page):
    plant, _, lots = doubted
    page.press("F8")
    page.press("F10")
    assert set(page.screen.form.shown_problems()) == {"reason", "secret"}
    page.press("Esc")
    assert page.screen.form is None
    assert held(plant, lots) == [0, 0]


def test_the_lot_opens_and_foreign_scans_go_on(doubted, page):
    page.press("F2")
    page.press("F2")
    assert page.screen.model.lookback.marked == frozenset()
    chosen = page.screen.model.lot.lot_id
    page.press("F3")
    assert page.opened[-1] == LotPlace(chosen)


def test_who_may_not_hold_only_looks(doubted, open_station):
    plant, calibration, _ = doubted
    station = open_station(plant, MAKERS)
    station.sign_in("chen")
    station.shell.go(LookbackPlace(calibration))
    station.press("F8")
    station.press("F2")
    assert station.screen.form is None
    assert station.screen.model.lookback.marked == frozenset()


def test_parts_of_a_lot_stand_under_it_and_are_not_marked(doubted, page):
    model = page.screen.model
    sheet = model.lookback.sheet
    child = replace(sheet.lots[0], lot_id=7, lot="L26-99999", made_of=sheet.lots[0].lot,
                    measured=(), part=None, place="")  # fmt: skip
    model._read(replace(sheet, lots=(*sheet.lots, child), doubt=replace(sheet.doubt, since=None)))
    model.choose(7)
    page.press("F2")
    assert model.lookback.marked == frozenset()
    said = texts(page.screen)
    assert "all readings until" in said
    assert len(model.to_hold()) == 2
    model._read(None)
    assert "No lot was measured in that time" in texts(page.screen)


@pytest.mark.parametrize("language", [Language.EN, Language.ZH_CN])
@pytest.mark.parametrize(("tokens", "profile"), [(LIGHT, TOUCH), (DARK, DESK)])
def test_every_state_fits(doubted, open_station, language, tokens, profile):
    plant, calibration, _ = doubted
    station = open_station(plant, MAKERS, look=Look(language, tokens, profile))
    station.sign_in("mei")
    station.shell.go(GaugesPlace())
    check_looks(station)
    station.shell.go(LookbackPlace(calibration))
    station.press("F2")
    check_looks(station)
    station.press("F8")
    station.press("F10")
    check_looks(station)
