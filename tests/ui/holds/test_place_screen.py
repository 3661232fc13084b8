"""Placing a hold: three actions from a scan, from any screen, with nothing lost."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from qtrace.domain.codes.internal import CommandCode, format_command, format_gauge, format_reason
from qtrace.domain.hold_rules import RelationWish
from qtrace.domain.hold_scopes import AnchorKind, Scope
from qtrace.domain.holds import (
    PRESETS,
    Activity,
    BlockProfile,
    InFlight,
    mask_of,
    stopped_by,
    usual_in_flight,
)
from qtrace.domain.items import ItemKind
from qtrace.i18n import Language, load_translator
from qtrace.services.briefs import NO_NAME
from qtrace.services.holds.commands import PlaceHold
from qtrace.services.holds.graph import blocked_by
from qtrace.services.holds.opening import holds_on
from qtrace.services.holds.queries import hold_sheet
from qtrace.services.holds.reasons import Reason
from qtrace.services.holds.subjects import AnchorRow, HoldSubject, find_anchors, find_subject
from qtrace.services.items.queries import find_item
from qtrace.ui.holds.place_screen import PlaceScreen
from qtrace.ui.holds.place_settings import offered, stands, turned
from qtrace.ui.holds.place_state import Pane, PlaceState, Setting
from qtrace.ui.holds.place_walk import walk
from qtrace.ui.places import HoldPlace, HoldsPlace, LotPlace, QueuePlace
from qtrace.ui.theme.profiles import DESK, TOUCH
from qtrace.ui.theme.tokens import DARK, LIGHT
from tests.support.rules import in_force
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


def test_esc_leads_straight_back_from_a_hold_that_is_placed(stocked, station):
    _, _, codes = stocked
    station.shell.go(LotPlace(1))
    station.press("F8")
    station.scan(codes[1])
    station.press("1")
    station.press("F10")
    assert state(station).placed is not None
    station.press("Esc")
    assert station.shell.place == LotPlace(1), "nothing is left to be chosen for it"


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


def command(station, *codes):
    for code in codes:
        station.scan(format_command(code))


def test_every_scope_of_a_lot_is_walked_by_commands_alone(stocked, station):
    """NEXT and BACK walk through all it belongs to, round and round; what is chosen is held."""
    plant, lots, codes = stocked
    command(station, CommandCode.HOLD)
    station.scan(codes[0] + "/01")
    rows = walk(station.bench.translator, state(station))
    assert {AnchorKind.SUPPLIER_PART, AnchorKind.SUPPLIER_LOT, AnchorKind.RECEIPT} < {
        row.scope.anchor for row in rows
    }
    seen = []
    for _ in rows:
        seen.append(state(station).anchor.scope)
        command(station, CommandCode.NEXT)
    assert seen == [row.scope for row in rows]
    assert state(station).chosen is None, "after the last one the whole lot again"
    command(station, CommandCode.BACK, CommandCode.BACK)
    assert state(station).anchor.scope == rows[-2].scope
    while state(station).anchor.scope.anchor is not AnchorKind.SUPPLIER_PART:
        command(station, CommandCode.BACK)
    command(station, CommandCode.DIGIT_4, CommandCode.YES)
    assert held(plant, lots) == [["mix_up"], ["mix_up"]], "both come from that supplier"


def test_things_that_no_label_leads_to_are_chosen_by_commands(stocked, station):
    """0 leads on through the middle; the arrow walks over all tiles, ENTER takes one."""
    _, _, codes = stocked
    command(station, CommandCode.HOLD)
    station.scan(codes[0])
    panes = []
    for _ in range(3):
        command(station, CommandCode.DIGIT_0)
        panes.append(state(station).pane)
    assert panes == [Pane.OTHER, Pane.LIST, Pane.REASONS]
    command(station, CommandCode.DIGIT_0, CommandCode.BACK)
    assert state(station).cursor == "kind:location", "backwards from the first is the last"
    command(station, CommandCode.NEXT, CommandCode.BACK, CommandCode.BACK)
    assert state(station).cursor == "kind:gauge"
    command(station, CommandCode.ENTER, CommandCode.NEXT, CommandCode.NEXT)
    assert state(station).cursor == "row:0"
    command(station, CommandCode.ENTER)
    assert state(station).scopes[0].anchor is AnchorKind.GAUGE
    assert state(station).pane is Pane.REASONS
    command(station, CommandCode.CANCEL)
    assert station.opened[-1] == QueuePlace()


def unit(seq, lot=7, item=None):
    """A scanned unit of a lot, as the desk knows it."""
    rows = (
        AnchorRow(Scope(AnchorKind.ITEM, lot), "L26-00007-X"),
        AnchorRow(Scope(AnchorKind.ITEM, item or 100 + seq), f"S{seq}"),
        AnchorRow(Scope(AnchorKind.WORK_ORDER, 5), "WO-1"),
    )
    return HoldSubject(
        item_id=item or 100 + seq, lot_id=lot, kind=ItemKind.UNIT, code=f"S{seq}",
        lot="L26-00007-X", container_no=None, containers=0, part=None, revision="",
        supplier=NO_NAME, supplier_lot="", status=None, anchors=rows, seq=seq,
    )  # fmt: skip


@given(st.lists(st.integers(1, 9), min_size=1, max_size=4, unique=True), st.data())
def test_scanned_units_offer_the_range_between_them_and_never_more_of_their_lot(numbers, data):
    tr = load_translator(Language.EN)
    state = PlaceState(subjects=tuple(unit(seq) for seq in numbers))
    rows = walk(tr, state)
    first, last = min(numbers), max(numbers)
    found = {(row.scope.seq_from, row.scope.seq_to) for row in rows if row.scope.has_range}
    between = {(first, last)} if first < last else set()
    assert found == between | {(first, None), (None, last)}
    assert len({row.scope for row in rows}) == len(rows)
    chosen = data.draw(st.sampled_from([row for row in rows if row.scope.has_range]))
    assert replace(state, chosen=chosen).scopes == (chosen.scope,)
    stranger = unit(3, lot=8, item=999)
    wider = replace(state, subjects=(*state.subjects, stranger), chosen=chosen)
    assert wider.scopes == (chosen.scope, Scope(AnchorKind.ITEM, 8))


def test_a_gauge_is_scanned_alone(stocked, station):
    station.press("F8")
    station.scan(format_gauge("TG-011"))
    assert state(station).anchor.code == "TG-011"
    assert state(station).subject is None
    station.scan(format_gauge("TG-999"))
    assert state(station).refusal.code == "NOTHING_TO_HOLD"
    assert "Nothing of ours" in station.screen.refused.accessibleName()


def test_settings_are_an_optional_step_by_digits_keys_and_scans(stocked, station):
    plant, _, codes = stocked
    station.press("F8")
    station.scan(codes[0])
    station.press("F5")
    assert state(station).pane is Pane.REASONS, "without a reason there is nothing to change"
    station.press("2")
    station.scan(format_command(CommandCode.DIGIT_0))
    assert state(station).pane is Pane.SETTINGS
    station.press("1")
    assert state(station).grade == "minor"
    station.scan(format_command(CommandCode.DIGIT_2))
    assert state(station).stops is BlockProfile.SHIPPING
    assert state(station).pieces_in_work is InFlight.FINISH
    station.press("4")
    assert state(station).days == 7
    station.screen.why.settings.rows[Setting.IN_FLIGHT].click()
    assert state(station).pieces_in_work is InFlight.FROZEN
    station.press("F5")
    assert state(station).pane is Pane.REASONS
    station.press("F10")
    sheet = plant.bench.ask(hold_sheet, state(station).placed.hold_id)
    assert (sheet.head.severity, sheet.profile, sheet.in_flight) == ("minor", "shipping", "frozen")
    assert Activity.SHIP in sheet.blocked
    assert Activity.MOVE not in sheet.blocked
    assert sheet.head.review_by - sheet.head.placed_at == timedelta(days=7)


def test_how_far_it_reaches_and_where_it_comes_from_are_settings(stocked, station):
    plant, lots, codes = stocked
    first = plant.bench.ask(holds_on, lots[0])
    assert first == ()
    cause = PlaceHold(**plant.head(), hold_id=plant.ids.next_id(), lot_id=lots[1], reason="flash")
    number = plant.done(cause, by=plant.people["chen"]).facts["hold"]
    station.press("F8")
    station.scan(codes[0])
    station.press("F2")
    station.type(number.lower() + "\r")
    assert state(station).cause.number == number
    assert state(station).typed is None
    station.press("2")
    assert number in texts_of(station)
    station.press("F5")
    station.press("5")
    assert state(station).spreads is False
    station.scan(format_command(CommandCode.DIGIT_6))
    station.scan(format_command(CommandCode.DIGIT_6))
    assert state(station).comes_from == "chart_rule"
    station.press("F10")
    sheet = plant.bench.ask(hold_sheet, state(station).placed.hold_id)
    assert (sheet.propagates, sheet.head.origin, sheet.origin_case) == (False, "chart_rule", number)


def texts_of(station):
    return station.screen.why._settings_note.text()


def test_another_reason_brings_its_own_settings(stocked, station):
    _, _, codes = stocked
    station.press("F8")
    station.scan(codes[0])
    station.press("2")
    station.press("F5")
    station.press("2")
    station.press("F5")
    station.press("4")
    assert state(station).profile is None
    assert state(station).stops is BlockProfile.ALL_USE
    assert state(station).days == 1


@given(st.lists(st.integers(0, 9), max_size=30), st.sampled_from(sorted(PRESETS)))
def test_turning_settings_only_ever_gives_what_is_offered(digits, code):
    reason = Reason(code, code, code, PRESETS[code], is_active=True, by_system=False)
    shown = PlaceState(reason=reason)
    for digit in digits:
        shown = turned(shown, digit)
        for setting in Setting:
            assert stands(shown, setting) in offered(shown, setting)


@given(st.sampled_from(BlockProfile), st.sampled_from(InFlight))
def test_what_is_shown_to_stop_is_what_the_mask_stops(profile, in_flight):
    """The page promises nothing that the stored mask does not do."""
    shown = {each for each, is_stopped in blocked_by(profile, in_flight) if is_stopped}
    assert shown == stopped_by((mask_of(profile, in_flight),))
    assert mask_of(profile, usual_in_flight(profile)) == mask_of(profile)


def test_a_hold_is_widened_by_scanning(stocked, open_station):
    plant, lots, codes = stocked
    station = open_station(plant, MAKERS)
    station.sign_in("lin")
    station.press("F8")
    station.scan(codes[0])
    station.press("2")
    station.press("F10")
    hold_id = state(station).placed.hold_id
    station.shell.go(HoldPlace(None, HoldsPlace(hold_id), hold_id))
    number = plant.bench.ask(hold_sheet, hold_id).head.number
    assert number in station.screen.head().title
    assert not {"F4", "F5", "F7"} & set(station.screen.keys())
    station.scan(codes[1])
    station.press("6")
    station.press("F10")
    assert "Widened" in station.screen.band.spec.title
    assert [[row.hold_id for row in plant.bench.ask(holds_on, lot)] for lot in lots] == [
        [hold_id], [hold_id],
    ]  # fmt: skip
    history = plant.bench.ask(hold_sheet, hold_id).history
    assert (history[-1].kind, history[-1].reason) == ("widened", "contamination")
    station.press("F10")
    assert state(station).widened.hold_id == hold_id
    station.press("Esc")
    assert station.opened[-1] == HoldsPlace(hold_id)


def test_keys_alone_reach_every_scope(stocked, station):
    _, _, codes = stocked
    station.press("F8")
    station.press("Down")
    station.press("F2")
    station.type(codes[0] + "\r")
    anchors = state(station).subject.anchors
    reached = [state(station).anchor]
    for _ in anchors[1:]:
        station.press("Down")
        reached.append(state(station).anchor)
    assert tuple(reached) == anchors
    station.press("Down")
    assert state(station).chosen is None
    station.press("Up")
    assert state(station).anchor == anchors[-1]
    station.press("F2")
    station.type("tg-011\r")
    assert state(station).anchor.scope.anchor is AnchorKind.GAUGE
    assert state(station).typed is None
    station.press("F2")
    station.type("no such thing\r")
    assert state(station).refusal.code == "NOTHING_TO_HOLD"
    assert state(station).typed == "no such thing"


def test_one_code_of_two_things_is_offered(stocked, station):
    plant, _, _ = stocked
    both = plant.bench.ask(find_anchors, "TG-011") * 2
    station.press("F8")
    station.screen.model._found("TG-011", both)
    assert (state(station).pane, state(station).listed) == (Pane.OTHER, both)


def test_related_lots_are_held_in_the_same_act(stocked, station):
    plant, lots, codes = stocked
    in_force(plant, RelationWish("period", "propose", 1), plant.people["wang"])
    station.press("F8")
    station.scan(codes[0])
    station.screen.what.chosen.emit("other")
    assert "list:related" in station.screen.why._own.tiles
    station.screen.why.other_chosen.emit("list:related")
    assert state(station).preview.effect.lots == 2
    assert "and 1 more" in str(station.screen.steps._steps)
    station.screen.what.chosen.emit("other")
    station.screen.why.other_chosen.emit("list:related")
    assert state(station).preview.effect.lots == 1, "once more takes them out"
    station.press("PageDown")
    assert state(station).preview.effect.lots == 2
    station.press("PageDown")
    assert state(station).with_list is None
    station.press("PageDown")
    station.press("4")
    station.press("F10")
    assert held(plant, lots) == [["mix_up"], ["mix_up"]]
    assert state_hold(plant, lots[0]) == state_hold(plant, lots[1])


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
    station.press("F5")
    check_looks(station)
    station.press("F5")
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
    station.screen.model.photos.attach(str(tmp_path / "none.png"))
    assert state(station).refusal is not None
    station.screen.model.photos.attach(str(file))
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


def test_f4_opens_the_camera_then_takes_the_photo_and_closes_it(stocked, station, tmp_path):
    file = tmp_path / "flash.png"
    picture = QImage(40, 30, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.gray)
    assert picture.save(str(file))
    asked = []
    station.shell.camera_asked.connect(lambda: asked.append(1))
    station.press("F8")
    station.press("F4")
    assert (len(asked), state(station).photo) == (1, None)
    station.bench.photographer = Camera(None)
    station.press("F4")
    assert len(asked) == 1, "without a picture the camera stays on"
    station.bench.photographer = Camera(file.read_bytes())
    station.press("F4")
    assert len(asked) == 2
    assert state(station).photo.name.startswith("camera-")
