"""Placing a hold: three actions from a scan, from any screen, with nothing lost."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from qtrace.domain.codes.internal import CommandCode, format_command, format_gauge, format_reason
from qtrace.domain.hold_scopes import AnchorKind
from qtrace.i18n import Language
from qtrace.services.hold_subjects import find_subject
from qtrace.services.holds import holds_on
from qtrace.services.holds_queries import hold_sheet
from qtrace.services.items_queries import find_item
from qtrace.ui.holds.place_screen import PlaceScreen
from qtrace.ui.holds.place_state import Pane
from qtrace.ui.places import HoldPlace, HoldsPlace, QueuePlace
from qtrace.ui.theme.profiles import DESK, TOUCH
from qtrace.ui.theme.tokens import DARK, LIGHT
from tests.ui.people.station import Look, check_looks, signed, texts

MAKERS = {HoldPlace: PlaceScreen}


@pytest.fixture
def station(stocked, open_station):
    plant, _, _ = stocked
    made = open_station(plant, MAKERS)
    made.sign_in("chen")
    return made


def state(station):
    return station.screen.model.state


def held(plant, lots):
    return [[row.reason for row in plant.bench.ask(holds_on, lot)] for lot in lots]


def test_scan_reason_and_confirmation_hold_a_lot(stocked, station):
    plant, lots, codes = stocked
    station.scan(format_command(CommandCode.HOLD))
    assert isinstance(station.screen, PlaceScreen)
    station.scan(codes[0])
    assert state(station).preview.effect.lots == 1
    assert state(station).preview.effect.containers == 2
    station.scan(format_reason("FLASH"))
    assert state(station).grade == "major"
    station.scan(format_command(CommandCode.HOLD))
    assert held(plant, lots) == [["flash"], []]
    assert state(station).placed.facts["hold"] in station.screen.band.spec.title
    assert "hold tags are printing" in station.screen.band.spec.reason


def test_keys_alone_hold_what_is_typed(stocked, station):
    plant, lots, codes = stocked
    station.press("F8")
    station.press("F2")
    station.type(codes[1] + "\r")
    assert state(station).subject.lot_id == lots[1]
    station.press("1")
    station.press("F10")
    assert held(plant, lots) == [[], ["dimension"]]
    station.press("F9")
    assert station.opened[-1] == HoldsPlace(state_hold(plant, lots[1]))


def state_hold(plant, lot):
    return plant.bench.ask(holds_on, lot)[0].hold_id


def test_nothing_is_held_without_a_reason_or_a_thing(stocked, station):
    plant, lots, codes = stocked
    station.press("F8")
    station.press("F10")
    station.press("1")
    station.press("F10")
    station.press("Esc")
    station.press("F8")
    station.scan(codes[0])
    assert held(plant, lots) == [[], []]


def test_esc_keeps_what_was_chosen(stocked, station):
    _, lots, codes = stocked
    station.press("F8")
    station.scan(codes[0])
    station.press("2")
    station.press("Esc")
    assert station.opened[-1] == QueuePlace()
    station.press("F8")
    assert state(station).subject.lot_id == lots[0]
    assert state(station).reason.code == "flash"


def test_many_containers_are_one_act(stocked, station):
    plant, lots, codes = stocked
    station.press("F8")
    station.scan(codes[0])
    station.scan(codes[1])
    assert state(station).preview.effect.lots == 2
    assert "and 1 more" in str(station.screen.steps._steps)
    station.press("4")
    station.press("F10")
    assert held(plant, lots) == [["mix_up"], ["mix_up"]]
    assert state_hold(plant, lots[0]) == state_hold(plant, lots[1])
    station.press("F10")
    assert state(station).subjects == ()


def test_one_container_or_the_whole_supplier_lot(stocked, station):
    plant, _, codes = stocked
    station.press("F8")
    station.scan(codes[0] + "/01")
    assert state(station).subject.container_no == 1
    station.screen.what.chosen.emit("piece")
    assert state(station).preview.effect.containers == 1
    assert state(station).by_piece
    station.screen.what.chosen.emit("supplier_lot")
    assert state(station).scopes[0].anchor is AnchorKind.SUPPLIER_LOT
    station.screen.what.chosen.emit("lot")
    assert state(station).preview.effect.containers == 2
    assert plant.bench.ask(find_subject, "no such thing") is None


def test_other_scopes_are_offered_by_kind(stocked, station):
    _, _, codes = stocked
    station.press("F8")
    station.scan(codes[0])
    station.screen.what.chosen.emit("other")
    assert state(station).pane is Pane.OTHER
    for kind in AnchorKind:
        if f"kind:{kind.value}" in station.screen.why._kinds.tiles:
            station.screen.why.other_chosen.emit(f"kind:{kind.value}")
    station.screen.why.other_chosen.emit("kind:gauge")
    assert [row.code for row in state(station).listed] == ["TG-011"]
    station.screen.why.other_chosen.emit("row:0")
    assert state(station).scopes[0].anchor is AnchorKind.GAUGE
    assert state(station).pane is Pane.REASONS
    own = next(name for name in station.screen.why._own.tiles if name.startswith("own:"))
    station.screen.why.other_chosen.emit(own)
    assert state(station).chosen in state(station).subject.anchors


def test_a_gauge_is_scanned_alone(stocked, station):
    station.press("F8")
    station.scan(format_gauge("TG-011"))
    assert state(station).anchor.code == "TG-011"
    assert state(station).subject is None
    station.scan(format_gauge("TG-999"))
    assert state(station).refusal.code == "NOTHING_TO_HOLD"
    assert "no such lot" in station.screen.refused.accessibleName()


def test_the_list_stands_behind_the_numbers(stocked, station):
    _, _, codes = stocked
    station.press("F8")
    station.scan(codes[0])
    station.press("F9")
    assert state(station).pane is Pane.LIST
    assert codes[0] in station.screen.why._affected.accessibleDescription()
    station.press("Esc")
    assert state(station).pane is Pane.REASONS


def test_keys_follow_a_hold_that_is_placed_later(stocked, open_station):
    plant, _, codes = stocked
    station = open_station(plant, MAKERS, stepped=True)
    station.bench.set_person(signed(plant, "chen"))
    station.shell.go(HoldPlace())
    station.run()
    station.scan(codes[0])
    station.run()
    station.press("2")
    station.press("F10")
    assert state(station).placed is None
    station.run()
    station.press("F9")
    assert isinstance(station.opened[-1], HoldsPlace)


def test_numbers_of_another_scope_are_never_shown(stocked, open_station):
    plant, _, codes = stocked
    station = open_station(plant, MAKERS, stepped=True)
    station.bench.set_person(None)
    station.bench.set_person(signed(plant, "chen"))
    station.shell.go(HoldPlace())
    station.run()
    station.scan(codes[0])
    station.run()
    assert state(station).preview is not None
    station.scan(codes[1])
    station.run()
    model = station.screen.model
    model.choose_anchor(state(station).subject.anchor(AnchorKind.PART))
    assert state(station).preview is None
    assert "counting" in station.screen.effect._note.text()
    station.run()
    assert state(station).preview.effect.lots == 2


@pytest.mark.parametrize("language", [Language.EN, Language.ZH_CN])
@pytest.mark.parametrize(("tokens", "profile"), [(LIGHT, TOUCH), (DARK, DESK)])
def test_every_state_fits(stocked, open_station, language, tokens, profile):
    plant, _, codes = stocked
    station = open_station(plant, MAKERS, look=Look(language, tokens, profile))
    station.sign_in("chen")
    station.press("F8")
    check_looks(station)
    station.scan(codes[0] + "/01")
    station.press("2")
    check_looks(station)
    station.screen.what.chosen.emit("other")
    station.screen.why.other_chosen.emit("kind:gauge")
    check_looks(station)
    station.press("Esc")
    station.press("F2")
    check_looks(station)
    station.press("Esc")
    station.press("F9")
    check_looks(station)
    station.press("F10")
    check_looks(station)
    assert texts(station.screen)
    assert plant.bench.ask(find_item, codes[0])


class Camera:
    """A camera that shows one picture, or nothing."""

    def __init__(self, content):
        self.content, self.is_ready = content, True

    def take(self):
        return self.content


def test_a_photo_is_kept_with_the_hold(stocked, station, tmp_path):
    plant, lots, codes = stocked
    file = tmp_path / "flash.png"
    picture = QImage(40, 30, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.gray)
    assert picture.save(str(file))
    station.press("F8")
    station.screen.model.attach(str(tmp_path / "none.png"))
    assert state(station).refusal is not None
    station.screen.model.attach(str(file))
    assert state(station).photo.name == "flash.png"
    station.bench.photographer = Camera(None)
    station.press("F7")
    assert state(station).refusal is not None
    station.bench.photographer = Camera(file.read_bytes())
    station.press("F7")
    assert state(station).photo.name.startswith("camera-")
    station.scan(codes[0])
    station.press("2")
    station.press("F10")
    assert plant.bench.ask(hold_sheet, state_hold(plant, lots[0])).photos
