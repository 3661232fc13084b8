"""Nothing is cut off, nothing takes the focus, everything fits the station's screen."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget

from qtrace.domain.codes.internal import LabelMark, format_badge, format_container
from qtrace.i18n import Language
from qtrace.ui.inspection.inspection_model import Page
from qtrace.ui.inspection.inspection_screen import InspectionScreen
from qtrace.ui.theme.apply import apply_theme
from qtrace.ui.theme.paint import elided
from qtrace.ui.theme.profiles import TOUCH
from qtrace.ui.theme.tokens import DARK, LIGHT
from tests.ui.inspection.hands import Hands
from tests.ui.inspection.scenes import HARDNESS, INNER, WIRE, ZHOU, Scene, flash, seal_ring, take

WIDTH, HEIGHT = 1350, 688
LEAST_PX = 44


def filled(stage: Scene, *, bad: bool = False, wire: int = 20) -> int:
    """The lot of the pictures, with its readings."""
    made = stage.made
    seal_ring(made)
    _, inspection = made.started(800, 8) if bad else made.started()
    inner, wires = list(INNER), list(WIRE)
    if bad:
        inner[3], wires[6] = "12.12", "2.51"
    flash(made, inspection, 1)
    take(made, inspection, 2, HARDNESS)
    take(made, inspection, 3, inner)
    take(made, inspection, 4, wires[:wire])
    flash(made, inspection, 5, (31, 66))
    return inspection


def walk(stage: Scene, screen: InspectionScreen) -> Iterator[str]:
    """Every page and panel of an inspection that is accepted or rejected."""
    hands = Hands(screen)
    yield "grid"
    hands.value("24.0") if screen.expects_reading() else None
    yield "question"
    hands.key("Esc") if screen.model.view.reading.question else None
    for key in ("F2", "F3", "F8"):
        hands.key(key)
        yield key
        hands.key("Esc")
    hands.key("PageDown")
    yield "attribute"
    if screen.model.view.standing.outcome is None:
        return
    hands.key("F10")
    yield "decide"
    hands.key("F8")
    yield "decide F8"
    hands.key("Esc")
    hands.pin("999999")
    yield "wrong pin"
    hands.pin()
    yield "waiting for review"
    hands.scan(format_badge(ZHOU))
    yield "reviewer"
    hands.pin()
    assert screen.model.page is Page.DECIDED
    yield "decided"
    lot = screen.model.keeper.sheet.lot.lot
    rejected = screen.model.keeper.sheet.outcome.nonconformance
    hands.scan(format_container(lot, 1, LabelMark.RELEASED))
    hands.scan(format_container(lot, 1, LabelMark.REJECTED if rejected else LabelMark.RELEASED))
    yield "one label"
    screen.conduct.reprint(2)
    yield "reprint"


def clipped(screen: QWidget) -> list[str]:
    """Labels whose words are wider or higher than their place."""
    found = []
    for label in screen.findChildren(QLabel):
        if not label.isVisible() or not label.text():
            continue
        if label.wordWrap():
            needed = label.heightForWidth(label.width())
            cut = needed > label.height() + 2
        else:
            cut = label.fontMetrics().horizontalAdvance(label.text()) > label.width() + 1
        if cut:
            found.append(label.text())
    return found


@pytest.mark.parametrize("language", [Language.ZH_CN, Language.EN])
@pytest.mark.parametrize("kind", ["open", "accepted", "rejected"])
def test_every_page_fits_and_nothing_is_cut(make_scene, qapp, language, kind) -> None:
    stage = make_scene(language=language)
    inspection = filled(stage, bad=kind == "rejected", wire=11 if kind == "open" else 20)
    apply_theme(qapp, DARK if language is Language.EN else LIGHT, TOUCH)
    screen = stage.open(inspection)
    screen.show()
    for name in walk(stage, screen):
        qapp.processEvents()
        screen.grab()
        size = screen.minimumSizeHint()
        assert size.width() <= WIDTH, (name, size)
        assert size.height() <= HEIGHT, (name, size)
        assert (screen.width(), screen.height()) == (WIDTH, HEIGHT), name
        assert clipped(screen) == [], name
        assert list(elided) == [], name
    screen.hide()
    apply_theme(qapp, LIGHT, TOUCH)


def test_nothing_but_typed_lines_takes_the_focus(make_scene, qapp) -> None:
    stage = make_scene()
    screen = stage.open(filled(stage, wire=11))
    screen.show()
    for _ in walk(stage, screen):
        qapp.processEvents()
        for widget in screen.findChildren(QWidget):
            if isinstance(widget, QLineEdit) or not widget.isVisible():
                continue
            assert widget.focusPolicy() == Qt.FocusPolicy.NoFocus, widget
    screen.hide()


def test_every_button_is_a_finger_wide_and_has_a_name(make_scene, qapp) -> None:
    stage = make_scene()
    screen = stage.open(filled(stage))
    screen.show()
    for name in walk(stage, screen):
        qapp.processEvents()
        for button in screen.findChildren(QAbstractButton):
            if button.isVisible():
                assert min(button.width(), button.height()) >= LEAST_PX, (name, button)
                assert button.accessibleName() or button.text(), (name, button)
    screen.hide()


def test_the_model_outlives_the_screen(make_scene) -> None:
    stage = make_scene()
    inspection = filled(stage, wire=11)
    screen = stage.open(inspection)
    Hands(screen).keys("2.3", "digits")
    screen.left()
    stage.speak(Language.ZH_CN)
    again = stage.open(inspection, screen.model)
    assert again.model is screen.model
    assert again.model.view.reading.text == "2.3"
    assert again.head().title == "来料检验"
