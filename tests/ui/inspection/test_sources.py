"""Every number of a class leads to its rule, edition and data: by a press, and by keys alone."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from qtrace.i18n import Language
from qtrace.ui.inspection.panel_desk import PanelKind
from tests.support.inspections import CRITICAL, MAJOR, MINOR, by_aql, looked_at, measured
from tests.ui.inspection.hands import Hands


@pytest.fixture
def grid(make_scene):
    stage = make_scene()
    made = stage.made
    made.plan(
        (by_aql(MAJOR, "2.5", "S-4"), by_aql(MINOR, "4.0", "S-2")),
        (measured(1), looked_at(2)),
    )
    made.known_source()
    _, inspection = made.receive()
    screen = stage.open(inspection)
    return screen, Hands(screen)


def shown(screen):
    return {fact.key: fact.value for fact in screen.grid.panel.source.facts._facts}


def test_the_key_shows_each_class_in_turn_and_leaves(grid):
    screen, hands = grid
    hands.key("Shift+F2")
    facts = shown(screen)
    assert facts["Standard"].startswith("ISO 2859-1")
    assert "lot of 1 200" in facts["What went in"]
    assert "AQL 2.5" in facts["What went in"]
    sheet = screen.model.keeper.sheet
    assert facts["What came out"].startswith(f"n {sheet.classes[0].plan.n_to_inspect}, Ac ")
    assert facts["Plan"] == "SR-12, version 1"
    hands.key("Shift+F2")
    assert "AQL 4.0" in shown(screen)["What went in"]
    hands.key("Shift+F2")
    assert screen.model.panel.state.kind is PanelKind.NONE


def test_a_press_on_the_tally_shows_that_class_and_escape_leaves(grid, qtbot):
    screen, hands = grid
    tally = screen.grid.side._tally
    tally.resize(tally.sizeHint())
    QTest.mouseClick(tally, Qt.MouseButton.LeftButton, pos=QPoint(20, tally.height() - 8))
    assert screen.model.panel.state.source == 1
    QTest.mouseClick(tally, Qt.MouseButton.LeftButton, pos=QPoint(20, 5))
    assert screen.model.panel.state.source == 1
    hands.key("Esc")
    assert screen.model.panel.state.kind is PanelKind.NONE


def test_a_double_plan_names_both_samples(make_scene):
    from qtrace.domain.plans import ClassDraft
    from qtrace.domain.sampling.plans import SampleType

    stage = make_scene(language=Language.ZH_CN)
    double = ClassDraft(CRITICAL, SampleType.DOUBLE, "z14", "II", "1.0")
    stage.made.plan((double,), (looked_at(1, CRITICAL),))
    stage.made.known_source()
    _, inspection = stage.made.receive()
    screen = stage.open(inspection)
    Hands(screen).key("Shift+F2")
    facts = shown(screen)
    assert any(value.startswith("n 50 + 50, Ac ") for value in facts.values()), facts
    assert any("III-" in value for value in facts.values())
