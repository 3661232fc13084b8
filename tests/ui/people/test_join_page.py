"""Joining a plant on the first start: address, what was found, station; all with the keyboard."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from qtrace.i18n import Language, load_translator
from qtrace.ports import (
    DeviceTrouble,
    FoundPlant,
    FoundStation,
    PlantStanding,
    ServerAddress,
    ServerRights,
)
from qtrace.ui.people.first_run import FirstRunScreen
from qtrace.ui.people.first_run_model import Page
from qtrace.ui.theme.paint import elided
from tests.ui.people.station import texts

FREE = FoundStation("LINE-1", "Line 1", "一号线", is_present=False)
BUSY = FoundStation("IQC-1", "Incoming", "来料", is_present=True)
FOUND = FoundPlant(
    version="16.4", is_encrypted=True, latency_ms=0.4, rights=ServerRights.STATION,
    standing=PlantStanding.CURRENT, schema=("1", "1"), name_en="Suzhou plant", name_zh="苏州工厂",
    stations=(BUSY, FREE),
)  # fmt: skip
ANSWERS = {"host": "db7", "port": "5433", "database": "suzhou", "user": "st", "password": "s"}
ADDRESS = ServerAddress("db7", 5433, "suzhou", "st", "s")


@pytest.fixture(params=list(Language))
def page(qtbot, request):
    screen = FirstRunScreen(load_translator(request.param))
    qtbot.addWidget(screen)
    screen.resize(1366, 768)
    screen.show()
    screen.probes, screen.joins = [], []
    screen.probe_asked.connect(screen.probes.append)
    screen.join_asked.connect(lambda address, code: screen.joins.append((address, code)))
    press(screen, Qt.Key.Key_F3)
    return screen


def press(screen, key) -> None:
    target = QApplication.focusWidget()
    QTest.keyClick(target if target is not None and screen.isAncestorOf(target) else screen, key)


def fill(screen, **answers) -> None:
    for name, text in answers.items():
        field = screen.join_page.form.fields[name]
        field.set_text(text)
        screen.join.set(name, text)


def looked_at(page, found=FOUND):
    fill(page, **ANSWERS)
    press(page, Qt.Key.Key_F10)
    page.join.probed(found)


def test_the_address_is_judged_before_the_server_is_looked_at(page):
    assert page.model.state.page is Page.JOIN
    press(page, Qt.Key.Key_F10)
    assert set(page.join.state.problems) == {"host", "database", "user"}
    assert page.probes == []
    fill(page, **ANSWERS)
    press(page, Qt.Key.Key_F10)
    press(page, Qt.Key.Key_F10)
    assert page.probes == [ADDRESS], "asked once while the answer is on its way"


def test_the_free_station_is_proposed_and_joined(page):
    looked_at(page)
    assert page.join.state.station == "LINE-1"
    elided.clear()
    page.grab()
    assert list(elided) == []
    press(page, Qt.Key.Key_F10)
    assert page.joins == [(ADDRESS, "LINE-1")]
    page.join.refused(DeviceTrouble("CONFIG_NOT_SAVED", {"file": "x", "detail": "y"}))
    assert page.join.state.refusal.code == "CONFIG_NOT_SAVED"
    assert not page.join.state.working


def test_with_several_free_stations_one_is_chosen(page):
    other = replace(FREE, code="LINE-2")
    looked_at(page, replace(FOUND, stations=(FREE, other)))
    press(page, Qt.Key.Key_F10)
    assert page.joins == [], "nothing is chosen yet"
    page.join_page.stations.tiles["LINE-2"].click()
    press(page, Qt.Key.Key_F10)
    assert page.joins == [(ADDRESS, "LINE-2")]


@pytest.mark.parametrize(
    "found",
    [
        replace(FOUND, standing=PlantStanding.OLDER),
        replace(FOUND, standing=PlantStanding.EMPTY),
        replace(FOUND, rights=ServerRights.NONE),
    ],
)
def test_what_cannot_be_joined_says_why(page, found):
    looked_at(page, found)
    assert page.join_page.stations is None
    assert "\n" in page.join_page._words.text()
    press(page, Qt.Key.Key_F10)
    assert page.joins == []
    assert len(page.probes) == 2, "F10 looks again"


def test_a_server_that_does_not_answer_and_another_address(page):
    fill(page, **ANSWERS)
    press(page, Qt.Key.Key_F10)
    page.join.probed(DeviceTrouble("DATABASE_UNREACHABLE", {"database": "x", "message": "no"}))
    assert "DATABASE_UNREACHABLE" in " ".join(texts(page)) or page.join.state.refusal is not None
    fill(page, host="db8")
    assert page.join.state.refusal is None


def test_esc_goes_back_and_the_answers_stay_in_both_languages(page):
    fill(page, **ANSWERS)
    page.speak(load_translator(Language.EN))
    assert page.join_page.form.fields["host"].text() == "db7"
    press(page, Qt.Key.Key_Escape)
    assert page.model.state.page is Page.CHOICE
    press(page, Qt.Key.Key_F3)
    assert page.join_page.form.fields["host"].text() == "db7"
