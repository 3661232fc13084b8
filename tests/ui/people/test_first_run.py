"""The first-run page: two ways, three pages, one checked draft."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from qtrace.i18n import Language, load_translator
from qtrace.services.outcomes import Refusal
from qtrace.ui.people.first_run import FirstRunScreen
from qtrace.ui.people.first_run_model import Page
from qtrace.ui.theme.apply import apply_theme
from qtrace.ui.theme.paint import elided
from qtrace.ui.theme.profiles import DESK, TOUCH
from qtrace.ui.theme.tokens import DARK, LIGHT
from tests.ui.people.station import check_words, texts

ANSWERS = {
    Page.PLANT: {"name_en": "Northlake Medical", "name_zh": "北湖医疗", "address": "1 Lake Road"},
    Page.SITE: {"site_name_en": "Suzhou", "site_code": "SZ", "form_label": ""},
    Page.ADMINISTRATOR: {
        "admin_login": "li.ming",
        "admin_name_zh": "李明",
        "admin_password": "green pumps 4 all",
        "admin_password_again": "green pumps 4 all",
        "admin_pin": "246813",
        "admin_pin_again": "246813",
    },
}


@pytest.fixture
def page(qtbot):
    screen = FirstRunScreen(load_translator(Language.EN))
    qtbot.addWidget(screen)
    screen.resize(1366, 768)
    screen.show()
    screen.demos, screen.drafts = [], []
    screen.demo_chosen.connect(lambda: screen.demos.append(1))
    screen.plant_chosen.connect(screen.drafts.append)
    return screen


def press(screen, key) -> None:
    target = QApplication.focusWidget()
    QTest.keyClick(target if target is not None and screen.isAncestorOf(target) else screen, key)


def fill(screen, answers) -> None:
    for name, text in answers.items():
        field = screen.form.fields[name].input
        field.setFocus()
        field.selectAll()
        QTest.keyClick(field, Qt.Key.Key_Backspace)
        field.insert(text)
        field.textEdited.emit(text)


def test_the_demo_is_one_key_away_and_is_asked_for_once(page):
    assert "Try the demo" in texts(page)
    press(page, Qt.Key.Key_F2)
    press(page, Qt.Key.Key_F2)
    assert page.demos == [1]
    assert "Making the demo plant" in texts(page)


def test_a_plant_is_set_up_with_the_keyboard(page):
    press(page, Qt.Key.Key_F10)
    for kind, answers in ANSWERS.items():
        assert page.model.state.page is kind
        fill(page, answers)
        press(page, Qt.Key.Key_F10)
    (draft,) = page.drafts
    assert draft.name_zh == "北湖医疗"
    assert draft.language == "en"
    assert draft.time_zone == "Asia/Shanghai"
    assert draft.form_numbers == (
        ("incoming_report", "QF-7.4-03/A"),
        ("device_history", "QF-7.5-11/A"),
    )
    assert draft.admin_badge == "BDG-00001-G" or draft.admin_badge.startswith("BDG-00001-")
    assert draft.admin_password == "green pumps 4 all"
    press(page, Qt.Key.Key_F10)
    assert len(page.drafts) == 1, "the draft is given once"


def test_what_is_missing_is_said_beside_its_field_and_nothing_is_lost(page):
    press(page, Qt.Key.Key_F10)
    fill(page, {"name_en": "Northlake"})
    press(page, Qt.Key.Key_F10)
    assert page.model.state.page is Page.PLANT
    assert "printed on papers" in page.form.fields["address"].problem()
    assert page.form.fields["name_en"].problem() == ""
    press(page, Qt.Key.Key_Escape)
    press(page, Qt.Key.Key_F10)
    assert page.form.fields["name_en"].text() == "Northlake"


def test_a_glyph_that_cannot_be_printed_is_named_while_typing(page):
    press(page, Qt.Key.Key_F10)
    fill(page, {"name_zh": "𠮷田"})
    assert "𠮷" in page.form.fields["name_zh"].problem()


def test_a_language_switch_keeps_the_answers(page):
    press(page, Qt.Key.Key_F10)
    fill(page, ANSWERS[Page.PLANT])
    page.speak(load_translator(Language.ZH_CN))
    assert "地址" in texts(page)
    assert page.form.fields["name_en"].text() == "Northlake Medical"


def test_a_plant_that_could_not_be_made_is_explained_and_can_be_tried_again(page):
    press(page, Qt.Key.Key_F10)
    for answers in ANSWERS.values():
        fill(page, answers)
        press(page, Qt.Key.Key_F10)
    assert "Setting up" in texts(page)
    page.refused(Refusal("DATABASE_READ_ONLY"))
    assert "cannot be written" in page.form.refused.text()
    press(page, Qt.Key.Key_F10)
    assert len(page.drafts) == 2


@pytest.mark.parametrize("language", [Language.EN, Language.ZH_CN])
@pytest.mark.parametrize(("tokens", "profile"), [(LIGHT, TOUCH), (DARK, DESK)])
def test_every_page_fits(qapp, qtbot, language, tokens, profile):
    apply_theme(qapp, tokens, profile)
    try:
        screen = FirstRunScreen(load_translator(language))
        qtbot.addWidget(screen)
        screen.resize(1366, 768)
        screen.show()
        for answers in (None, *ANSWERS.values()):
            elided.clear()
            screen.model.go_on()
            QApplication.processEvents()
            screen.grab()
            assert list(elided) == []
            assert (screen.width(), screen.height()) == (1366, 768)
            check_words(screen)
            for name, text in (answers or {}).items():
                screen.model.set(name, text)
            QApplication.processEvents()
    finally:
        apply_theme(qapp, LIGHT, TOUCH)
