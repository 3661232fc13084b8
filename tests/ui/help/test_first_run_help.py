"""Help before there is a plant: the page's own buttons, and nothing typed is lost."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from qtrace.i18n import Language, load_translator
from qtrace.ui.help.first_run_help import FirstRunHelp
from qtrace.ui.help.help_desk import HelpDesk
from qtrace.ui.help.help_sheet import HelpLine
from qtrace.ui.people.first_run import FirstRunScreen
from qtrace.ui.people.first_run_model import Page


@pytest.fixture
def page(qtbot):
    page = FirstRunScreen(load_translator(Language.EN))
    qtbot.addWidget(page)
    page.resize(1366, 768)
    page.show()
    page.activateWindow()
    page.desk = HelpDesk(page, FirstRunHelp(page, page))
    page.help_asked.connect(page.desk.act)
    yield page
    page.desk.close()


def press(page, key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
    focus = QApplication.focusWidget()
    QTest.keyClick(focus if focus is not None else page, key, modifier)


def test_f1_tells_the_keys_of_the_page_and_closes_again(page):
    press(page, Qt.Key.Key_F1)
    sheet = FirstRunHelp(page, page).sheet()
    assert page.desk.panel.isVisible()
    assert page.rect().adjusted(0, 64, 0, -80).contains(page.desk.panel.geometry())
    assert HelpLine(("F2",), "Open the demo plant") in sheet.lines
    assert HelpLine(("Esc", "F1"), "Close the help") in sheet.lines
    assert sheet.next_step == "F10: Begin"
    press(page, Qt.Key.Key_F1)
    assert not page.desk.is_open


def test_escape_closes_help_first_and_answers_stay(page):
    press(page, Qt.Key.Key_F10)
    field = page.form.fields["name_en"].input
    field.setFocus()
    QTest.keyClicks(field, "North")
    press(page, Qt.Key.Key_F1)
    press(page, Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
    assert page.desk.is_open
    QTest.keyClicks(QApplication.focusWidget(), "lake")
    press(page, Qt.Key.Key_Escape)
    assert not page.desk.is_open
    assert page.model.state.page is Page.PLANT
    assert field.text() == "Northlake"
    press(page, Qt.Key.Key_Escape)
    assert page.model.state.page is Page.CHOICE


def test_another_language_is_followed(page):
    press(page, Qt.Key.Key_F1)
    page.speak(load_translator(Language.ZH_CN))
    page.desk.follow()
    assert page.desk.panel.accessibleName() == "帮助：本机首次启动"
