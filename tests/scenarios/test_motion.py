"""The motion budget of the happy path, counted by what arrives at the window."""

from itertools import chain

from qtrace.app.demo.people import BY_LOGIN
from qtrace.ui.inspection.inspection_model import Page
from tests.support.station import Motions, counted, good_values, inspection_model, record_count

LUERS, LUER_LOT = "RC-61187", "RLD32"
SEALS, SEAL_LOT = "HM-20455", "7F42"
PIECES = 13


def test_one_container_thirteen_pieces_two_dimensions(stage):
    """2 scans, 26 values, 1 action, badge and PIN; no mouse."""
    stage.sign_in("huang")
    values = list(chain(good_values(PIECES, "2.50", "0.01"), good_values(PIECES, "24.00", "0.02")))
    pin = BY_LOGIN["huang"].pin
    with counted(stage) as recorder:
        stage.driver.scan(stage.label(LUERS).scanned)
        stage.driver.press("F10")
        stage.scan_containers(stage.lot_of(LUER_LOT)[0])
        for value in values:
            stage.driver.type(value + "\r")
        stage.badge("huang")
        stage.driver.type(pin + "\r")
        motions = recorder.motions
    model = inspection_model(stage)
    assert model.page is Page.DECIDED
    assert stage.sheet_of(stage.lot_of(LUER_LOT)[0]).state.value == "accepted"
    typed = sum(len(value) + 1 for value in values) + len(pin) + 1
    assert len(values) == 26
    assert motions == Motions(scans=2 + 1, typed=typed, actions=1, mouse=0)


def test_each_further_container_is_one_scan_and_the_inspection_opens_by_itself(stage):
    stage.sign_in("huang")
    stage.driver.scan(stage.label(SEALS).scanned)
    stage.driver.press("F10")
    with counted(stage) as recorder:
        stage.scan_containers(stage.lot_of(SEAL_LOT)[0])
        motions = recorder.motions
    assert motions == Motions(scans=12, typed=0, actions=0, mouse=0)
    assert inspection_model(stage).page is Page.GRID


def test_each_further_signer_is_badge_and_pin(stage):
    """A lot of yesterday waits for its reviewer; nobody logs out."""
    stage.sign_in("huang")
    lot_id, lot = stage.lot_of("RC4M90")
    stage.driver.scan(lot)
    before = record_count(stage)
    with counted(stage) as recorder:
        stage.badge("zhou")
        stage.driver.type(BY_LOGIN["zhou"].pin + "\r")
        motions = recorder.motions
    assert motions == Motions(scans=1, typed=7, actions=0, mouse=0)
    assert stage.sheet_of(lot_id).state.value == "accepted"
    assert stage.bench.person.person.login == "huang"
    assert record_count(stage) > before
