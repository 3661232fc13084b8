"""The curve of the lot page: dragged, and leading to the rule and table behind its numbers."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from qtrace.i18n import Language
from qtrace.ui.items.keymaps import typing_keys_of
from qtrace.ui.items.lot_view import DetailKind, Pane
from qtrace.ui.items.source_texts import source
from tests.ui.items.lots import show


def opened(plant, qtbot, qapp, name, language=Language.EN):
    return show(qtbot, qapp, plant.bench("zhou", language), plant.lots[name])


def test_the_curve_is_dragged_and_says_where_its_numbers_come_from(plant, qtbot, qapp):
    screen = opened(plant, qtbot, qapp, "released")
    panel = screen.body.overview.curve
    before = panel._line.text()
    assert panel.curve.is_quiet
    QTest.mousePress(panel.curve, Qt.MouseButton.LeftButton, pos=panel.curve.rect().center())
    assert not panel.curve.is_quiet
    assert panel._line.text() != before
    assert "of such lots accepted" in panel._line.text()
    assert typing_keys_of(Pane.OVERVIEW)["W"] == "source"
    screen.act("source")
    facts = {fact.key: fact.value for fact in screen.body.detail._facts._facts}
    assert facts["Rule"] == "Single sampling by AQL"
    assert facts["Standard"] == "ISO 2859-1:1999"
    assert facts["Tables"].startswith("1 for the letter, 2-")
    assert facts["What came out"].startswith("n ")
    assert "Binomial" in facts["OC curve"]
    screen.act("back")
    panel._source.chosen.emit("")
    assert screen.model.view.detail.kind is DetailKind.SOURCE


def test_without_a_sample_there_is_no_source(plant, qtbot, qapp):
    screen = opened(plant, qtbot, qapp, "waiting")
    screen.act("source")
    assert screen.model.view.pane is Pane.OVERVIEW
    assert not screen.body.overview.curve._source.isVisible()
    assert source(screen.body._sight, screen.model.view.page) is None
