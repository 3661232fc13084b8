"""Every shared widget: names, sizes, presses; whole gallery pages as the proof."""

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLineEdit

from qtrace.ui.theme.apply import apply_theme
from qtrace.ui.theme.icons import IconName
from qtrace.ui.theme.paint import elided
from qtrace.ui.theme.profiles import DESK, GLOVE, TOUCH
from qtrace.ui.theme.tokens import DARK, LIGHT, Status
from qtrace.ui.widgets.buttons import ActionBar, ActionSpec, ButtonKind
from qtrace.ui.widgets.containers import ContainerTiles, Tile, TileState
from qtrace.ui.widgets.curve import label_places
from qtrace.ui.widgets.dotstrip import spread
from qtrace.ui.widgets.filters import FilterTile, FilterTiles
from qtrace.ui.widgets.keypad import Keypad, KeypadLayout, KeypadTexts
from qtrace.ui.widgets.labels import Label
from qtrace.ui.widgets.navbar import NavBar, NavItem, item_height, sizes
from qtrace.ui.widgets.pinfield import PinField
from qtrace.ui.widgets.timeline import Timeline, TimelineEvent
from qtrace.ui.widgets.topbar import StateItem, TopBar, TopBarState
from qtrace.ui.widgets.verdict import SideBlock, VerdictBand, VerdictSpec
from tools.gallery import HEIGHT, PAGES, WIDTH

LEAST = {DESK: 36, TOUCH: 39, GLOVE: 39}


@pytest.fixture(autouse=True)
def look(qapp):
    apply_theme(qapp, LIGHT, TOUCH)
    yield
    apply_theme(qapp, LIGHT, TOUCH)


@pytest.fixture(params=PAGES, ids=[page.name for page in PAGES])
def page(request, qtbot):
    widget = request.param.build()
    qtbot.addWidget(widget)
    widget.resize(WIDTH, HEIGHT)
    widget.show()
    return widget


def test_pages_fit_the_screen_and_nothing_is_cut_off(page, qapp):
    elided.clear()
    page.grab()
    assert list(elided) == []
    assert (page.width(), page.height()) == (WIDTH, HEIGHT)
    for label in page.findChildren(Label):
        if label.isVisible() and not label.wordWrap():
            needed = label.fontMetrics().horizontalAdvance(label.text())
            assert needed <= label.width() + 1, label.text()


def test_every_control_has_a_name(page):
    controls = [
        *page.findChildren(QAbstractButton),
        *page.findChildren(QLineEdit),
        *page.findChildren(QAbstractItemView),
        *page.findChildren(PinField),
    ]
    assert controls
    for control in controls:
        if control.isVisible() and control.objectName() != "qt_tableview_cornerbutton":
            headers = control.inherits("QHeaderView") or control.inherits("QTableCornerButton")
            assert control.accessibleName() or headers, control


def test_buttons_are_large_enough_and_apart(page):
    buttons = [b for b in page.findChildren(QAbstractButton) if b.isVisible()]
    for button in buttons:
        if button.inherits("QTableCornerButton"):
            continue
        assert min(button.width(), button.height()) >= LEAST[TOUCH] - 3, button.accessibleName()
        assert button.height() >= LEAST[TOUCH], button.accessibleName()
        assert button.focusPolicy() == Qt.FocusPolicy.NoFocus


def test_both_themes_paint_differently_and_back(page, qapp):
    light = page.grab().toImage()
    apply_theme(qapp, DARK, TOUCH)
    dark = page.grab().toImage()
    apply_theme(qapp, LIGHT, TOUCH)
    assert page.grab().toImage() == light
    assert dark != light
    assert dark.pixelColor(2, 2).name().upper() == DARK.bg


@pytest.mark.parametrize("profile", [DESK, TOUCH, GLOVE], ids=["desk", "touch", "glove"])
def test_controls_follow_the_profile(qapp, qtbot, profile):
    apply_theme(qapp, LIGHT, profile)
    bar = ActionBar()
    qtbot.addWidget(bar)
    bar.set_actions([ActionSpec("a", "F2", "Type")], [])
    assert bar.buttons[0].sizeHint().height() == profile.control
    pad = Keypad(KeypadTexts("Back", "Next"))
    qtbot.addWidget(pad)
    assert pad.minimumSizeHint().height() >= 5 * profile.control


def bar_with(qtbot, *, enabled):
    bar = ActionBar()
    qtbot.addWidget(bar)
    primary = ActionSpec("done", "F10", "Complete", kind=ButtonKind.PRIMARY, enabled=enabled)
    bar.set_actions([ActionSpec("type", "F2", "Type")], [primary])
    bar.resize(900, 64)
    bar.show()
    return bar


def test_keys_and_presses_do_the_same(qtbot):
    bar = bar_with(qtbot, enabled=True)
    done = []
    bar.triggered.connect(done.append)
    assert bar.press("F10")
    qtbot.mouseClick(bar.buttons[0], Qt.MouseButton.LeftButton)
    assert not bar.press("F9")
    assert done == ["done", "type"]


def test_what_is_not_possible_is_not_done(qtbot):
    bar = bar_with(qtbot, enabled=False)
    done = []
    bar.triggered.connect(done.append)
    assert not bar.press("F10")
    qtbot.mouseClick(bar.buttons[1], Qt.MouseButton.LeftButton)
    assert done == []


def test_a_changed_action_keeps_its_button(qtbot):
    bar = bar_with(qtbot, enabled=False)
    before = bar.buttons
    bar.set_actions([ActionSpec("type", "F2", "Type")], [ActionSpec("done", "F10", "Go")])
    assert bar.buttons is before
    assert bar.buttons[1].isEnabled()


def test_a_scan_typed_at_buttons_presses_none(qtbot):
    bar = bar_with(qtbot, enabled=True)
    done = []
    bar.triggered.connect(done.append)
    for character in "]d2 01 0950 6\r":
        qtbot.keyClick(bar.buttons[1], character)
    assert done == []


def test_the_keypad_says_what_was_pressed(qtbot):
    pad = Keypad(KeypadTexts("Back", "Next"), KeypadLayout.READING)
    qtbot.addWidget(pad)
    said = []
    pad.character_typed.connect(said.append)
    pad.sign_toggled.connect(lambda: said.append("sign"))
    pad.back_pressed.connect(lambda: said.append("back"))
    pad.enter_pressed.connect(lambda: said.append("enter"))
    by_name = {button.accessibleName(): button for button in pad.findChildren(QAbstractButton)}
    for name in ("1", ".", "0", "±", "Back", "Next"):
        qtbot.mouseClick(by_name[name], Qt.MouseButton.LeftButton)
    assert said == ["1", ".", "0", "sign", "back", "enter"]
    pad.set_enter("Next", enabled=False)
    qtbot.mouseClick(by_name["Next"], Qt.MouseButton.LeftButton)
    assert said[-1] == "enter"
    assert len(said) == 6


def test_the_pin_pad_can_be_left(qtbot):
    pad = Keypad(KeypadTexts("Back", cancel="Cancel"), KeypadLayout.PIN)
    qtbot.addWidget(pad)
    by_name = {button.accessibleName(): button for button in pad.findChildren(QAbstractButton)}
    with qtbot.waitSignal(pad.cancelled):
        by_name["Cancel"].click()
    assert "." not in by_name


def test_the_pin_takes_digits_only_and_says_when_it_is_long_enough(qtbot):
    field = PinField("PIN", least=6, most=8)
    qtbot.addWidget(field)
    completed, counts = [], []
    field.completed.connect(lambda: completed.append(field.pin()))
    field.changed.connect(counts.append)
    for character in "12x3四 45":
        field.type_digit(character)
    qtbot.keyClick(field, "6")
    assert completed == ["123456"]
    qtbot.keyClick(field, Qt.Key.Key_Backspace)
    for digit in "7890":
        field.type_digit(digit)
    assert field.pin() == "12345789"
    field.clear()
    assert field.pin() == ""
    assert counts[-1] == 0
    assert "1" not in field.accessibleDescription()


def test_the_band_keeps_and_says_its_verdict(qtbot):
    band = VerdictBand()
    qtbot.addWidget(band)
    spec = VerdictSpec(Status.BLOCKED, "Rejected", "d 2", "Scan the next", SideBlock("Lot", "NC"))
    band.show_verdict(spec)
    band.resize(1200, 168)
    band.show()
    assert band.spec is spec
    assert band.accessibleName() == "Rejected"
    assert "Scan the next" in band.accessibleDescription()
    assert band.grab().toImage().pixelColor(600, 4).name().upper() == LIGHT.blocked.fill


def test_long_words_in_the_band_are_wrapped_not_cut(qtbot):
    band = VerdictBand()
    qtbot.addWidget(band)
    band.show_verdict(VerdictSpec(Status.HOLD, "May be received", "because " * 20, "then " * 30))
    band.resize(900, 168)
    elided.clear()
    band.grab()
    assert list(elided) == []
    assert band.height() == 168


def test_tiles_change_in_place_and_tell_their_number(qtbot):
    tiles = ContainerTiles(4)
    qtbot.addWidget(tiles)
    tiles.set_tiles([Tile(n, TileState.TODO) for n in range(1, 9)])
    faces = tiles.tiles
    tiles.set_tiles([Tile(n, TileState.DONE if n < 3 else TileState.TODO) for n in range(1, 9)])
    assert tiles.tiles is faces
    with qtbot.waitSignal(tiles.pressed) as said:
        qtbot.mouseClick(faces[4], Qt.MouseButton.LeftButton)
    assert said.args == [5]


def test_sixteen_entries_of_the_side_bar_fit_the_screen(qtbot):
    for count in (1, 8, 9, 12, 14, 15, 16):
        nav = NavBar([NavItem(str(n), "Word", IconName.BOX) for n in range(count)])
        qtbot.addWidget(nav)
        assert nav.minimumSizeHint().height() <= 768 - 56 - 3 * 8
    assert [item_height(n) for n in (8, 12, 14, 16, 40)] == [72, 52, 44, 40, 40]
    for height in range(40, 73):
        assert sum(sizes(height)) <= height, "icon and word stand inside"


def test_filters_and_navigation_tell_what_was_chosen(qtbot):
    filters = FilterTiles()
    qtbot.addWidget(filters)
    filters.set_tiles([FilterTile("all", "16", "All"), FilterTile("new", "8", "New")], "all")
    with qtbot.waitSignal(filters.chosen) as said:
        qtbot.mouseClick(filters.buttons[1], Qt.MouseButton.LeftButton)
    assert said.args == ["new"]
    assert [button.isChecked() for button in filters.buttons] == [False, True]
    nav = NavBar([NavItem("a", "A"), NavItem("b", "B")])
    qtbot.addWidget(nav)
    nav.set_current("a")
    buttons = nav.findChildren(QAbstractButton)
    with qtbot.waitSignal(nav.chosen) as said:
        buttons[1].click()
    assert said.args == ["b"]
    assert buttons[0].isChecked()  # the place changes when the screen has opened


def test_the_top_bar_tells_presses_and_builds_only_changes(qtbot):
    bar = TopBar()
    qtbot.addWidget(bar)
    state = TopBarState(
        "Inspection",
        states=(StateItem("db", "DB lost", Status.NEUTRAL),),
        person="Lin",
        role="Inspector",
        sign_out="Sign out",
        language="中文",
    )
    bar.show_state(state)
    bar.show()
    buttons = {button.accessibleName(): button for button in bar.findChildren(QAbstractButton)}
    with qtbot.waitSignal(bar.state_pressed) as said:
        buttons["DB lost"].click()
    assert said.args == ["db"]
    with qtbot.waitSignal(bar.signed_out):
        buttons["Sign out"].click()
    with qtbot.waitSignal(bar.language_pressed):
        buttons["中文"].click()
    bar.show_state(state)
    assert buttons["DB lost"].isVisible()


def test_a_timeline_scrolls_inside_and_opens_events(qtbot):
    line = Timeline("History")
    qtbot.addWidget(line)
    line.resize(320, 200)
    line.show()
    line.set_events([TimelineEvent(str(n), "08:00", "Received " * 8, "Chen") for n in range(9)])
    buttons = [b for b in line.findChildren(QAbstractButton) if b.accessibleName()]
    with qtbot.waitSignal(line.opened) as said:
        buttons[3].click()
    assert said.args == ["3"]
    qtbot.waitUntil(lambda: line.verticalScrollBar().maximum() > 0)
    assert buttons[3].height() > buttons[3].fontMetrics().height() * 2  # a long title wraps


def test_labels_of_a_curve_never_touch():
    wanted = [(10.0, 60.0, "AQL"), (20.0, 40.0, "50"), (200.0, 80.0, "LQ")]
    places = label_places(wanted, 0, 220, 8)
    for (left, width, _), (following, _w, _t) in pairwise(places):
        assert left + width + 8 <= following + 1e-9
    assert places[-1][0] + places[-1][1] <= 220


def test_places_of_readings():
    assert spread((2.32, 2.40, 2.48), 2.32, 2.48) == pytest.approx((0, 0.5, 1))
    with pytest.raises(ValueError):
        spread((1,), 2, 2)
