"""The scan panel: its codes go through the real scan path, and it exists in a demo plant only."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from qtrace.domain.codes.internal import InternalKind
from qtrace.domain.codes.interpret import interpret
from qtrace.i18n import Language, load_translator
from qtrace.scanning.qt_replay import send_burst
from qtrace.services.outcomes import Changes
from qtrace.services.receiving.queue import QueueState
from qtrace.ui.people.scan_panel import ScanPanelWindow
from qtrace.ui.people.scan_panel_model import PanelExtras, ScanPanelModel, panel_state
from qtrace.ui.people.sign_in_screen import SignInScreen
from qtrace.ui.people.sign_in_state import SignInStep
from qtrace.ui.places import LotPlace, SignInPlace
from tests.support.plants import PIN
from tests.ui.people.station import AI_TABLE, Look, add_work, badge, check_words, make_ui_bench
from tests.ui.receiving.dock import Ordered, label, make_dock


def click(button) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def pressed(section, text: str) -> None:
    """Press the tile with `text`, turning pages until it comes."""
    for _ in range(20):
        for button in section.buttons:
            if text in button.accessibleName():
                click(button)
                return
        click(section.more)
    raise AssertionError(text)


def test_a_badge_and_digits_sign_in_without_a_scanner(crew_plant, open_station):
    station = open_station(crew_plant)
    screen = station.screen
    pressed(screen.panel.badges, "Lin Xiaowen")
    assert screen.model.state.step is SignInStep.PIN
    for digit in PIN:
        pressed(screen.panel.commands, digit)
    pressed(screen.panel.commands, "SIGN")
    assert station.bench.person.person.login == "lin"


def test_a_pressed_badge_says_its_pin_in_a_demo_that_tells_it(crew_plant, qtbot):
    def extras(_reads) -> PanelExtras:
        return PanelExtras(pins={badge("lin"): PIN})

    sent = []
    bench = make_ui_bench(crew_plant)
    screen = SignInScreen(
        bench, SignInPlace(), replay=lambda _window, data: sent.append(data), extras=extras
    )
    qtbot.addWidget(screen)
    screen.opened()
    assert PIN not in screen.panel.note.text()
    pressed(screen.panel.badges, "Lin Xiaowen")
    assert screen.panel.note.text() == f"PIN of Lin Xiaowen: {PIN}"
    pressed(screen.panel.badges, "Zhou Lan")
    assert "real scan path" in screen.panel.note.text()
    assert sent == [badge("lin").encode(), badge("zhou").encode()]


def test_pages_show_everybody(crew_plant, open_station):
    station = open_station(crew_plant)
    badges = station.screen.panel.badges
    seen = [button.text() for button in badges.buttons]
    click(badges.more)
    seen += [button.text() for button in badges.buttons]
    assert seen[:4] == ["Lin Xiaowen", "Zhou Lan", "Chen Guodong", "Wang Siyuan"]
    assert len(seen) == len(set(seen)) == 7
    click(badges.more)
    assert [button.text() for button in badges.buttons] == seen[:4]


def test_a_live_plant_has_no_scan_panel(crew_plant, qtbot):
    bench = make_ui_bench(crew_plant)
    bench.plant = replace(bench.plant, is_demo=False)
    live = SignInScreen(bench, SignInPlace(), replay=send_burst)
    qtbot.addWidget(live)
    assert live.panel is None
    demo = SignInScreen(make_ui_bench(crew_plant), SignInPlace())
    qtbot.addWidget(demo)
    assert demo.panel is None, "without a way to type there is nothing to press"


def test_every_code_reads_back_as_what_it_stands_for(crew_plant):
    add_work(crew_plant)
    state = crew_plant.bench.ask(panel_state)
    kinds = {
        InternalKind.BADGE: [person.badge_code.encode() for person in state.badges],
        InternalKind.GAUGE: [data for _, data in state.gauges],
        InternalKind.LOCATION: [place.barcode.encode() for place in state.places],
    }
    for kind, codes in kinds.items():
        assert codes
        assert {interpret(code, AI_TABLE, 2026).kind for code in codes} == {kind}
    for goods in state.goods:
        found = interpret(goods.data, AI_TABLE, 2026)
        labelling = goods.row.state is QueueState.TO_LABEL
        assert found.kind is (InternalKind.CONTAINER if labelling else InternalKind.LOT)
        assert found.mark == ("Q" if labelling else None)
    assert any(goods.container == 1 for goods in state.goods)


def test_the_supplier_label_takes_the_place_of_our_delivery_code(sqlite_url):
    dock = make_dock(sqlite_url)
    dock.deliver(Ordered())
    dock.deliver(
        Ordered(part="TB-40", order="PO-26-2203"), Ordered(part="DC-08", order="PO-26-2204")
    )
    ask = dock.plant.bench.ask
    plain = ask(panel_state).goods
    codes = [goods.data.decode() for goods in plain]
    assert len(codes) == len(set(codes)) == 2, "one code a delivery, not one a line"
    assert all(interpret(code, AI_TABLE, 2026).kind is InternalKind.DELIVERY for code in codes)
    labelled = ask(panel_state, lambda _reads: PanelExtras({codes[0]: label().encode()})).goods
    assert [goods.data for goods in labelled] == [label().encode(), codes[1].encode()]
    dock.plant.bench.close()


def test_news_change_the_offered_codes(crew_plant):
    bench = make_ui_bench(crew_plant)
    model = ScanPanelModel(bench)
    model.refresh()
    before = len(model.state.goods)
    seen = []
    model.changed.connect(seen.append)
    add_work(crew_plant)
    bench.heard(Changes(frozenset({("item", 1)}), "RECEIVE_LOT", 99))
    assert len(model.state.goods) > before
    assert seen[-1] == model.state


def test_the_window_never_takes_the_focus_and_types_into_its_owner(
    crew_plant, open_station, request
):
    station = open_station(crew_plant)
    station.sign_in("lin")
    station.shell.go(LotPlace(7))
    window = ScanPanelWindow(station.bench, station.shell, send_burst)
    request.addfinalizer(window.deleteLater)
    window.toggle()
    assert window.isVisible()
    assert window.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    assert window.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus
    assert all(b.focusPolicy() is Qt.FocusPolicy.NoFocus for b in window.panel.badges.buttons)
    check_words(window)
    pressed(window.panel.badges, "Chen Guodong")
    assert station.opened[-1] == SignInPlace(badge_code=badge("chen"))
    window.toggle()
    assert not window.isVisible()


@pytest.mark.parametrize("language", [Language.ZH_CN])
def test_the_window_speaks_the_new_language(crew_plant, open_station, request, language):
    station = open_station(crew_plant, look=Look(Language.EN))
    window = ScanPanelWindow(station.bench, station.shell, send_burst)
    request.addfinalizer(window.deleteLater)
    window.toggle()
    station.bench.set_language(load_translator(language))
    assert window.panel.badges.buttons[0].text() == "林晓雯"
