"""F1 on a real station: on every screen, with real keys, while scans and typing go on."""

import numpy as np
import pytest
import zxingcpp
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLineEdit

from qtrace.app.config import ThemeChoice
from qtrace.domain.codes.internal import CommandCode, format_command
from qtrace.i18n import Language, load_translator
from qtrace.ui.help.help_parts import CodeView, LineView
from qtrace.ui.help.help_words import ACTIONS
from qtrace.ui.inspection.inspection_model import Page
from qtrace.ui.places import SignInPlace
from qtrace.ui.theme.paint import elided
from qtrace.ui.widgets.buttons import KeyButton
from tests.scenarios.places import WALK, visit
from tests.support.station import inspection_model, receive_model
from tools.shots_stage import Look

pytestmark = pytest.mark.timeout(150)


TWINS = frozenset(
    {"queue-code", "receive-paper", "inspection-code", "lot-find", "gauge-form", "person-form",
     "station-form", "nonconformance"}
)  # fmt: skip
"""Forms that differ from another stop of the walk by their fields alone."""
NEVER_IN_SIGHT = frozenset({"retry"})
"""Actions whose button is not met on the walk: readings that could not be stored."""


def panel(stage):
    """The open help panel, or None."""
    return stage.station.help.panel if stage.station.help is not None else None


def help_lines(stage) -> list[LineView]:
    return [line for line in panel(stage).findChildren(LineView) if line.isVisible()]


def typed(stage) -> list[str]:
    return [field.text() for field in stage.screen.findChildren(QLineEdit) if field.isVisible()]


def pages(stage):
    """Each page of help in turn, drawn."""
    stage.driver.settle()
    for _ in range(panel(stage).pages):
        QApplication.processEvents()
        yield panel(stage).grab().toImage()
        stage.station.help.act("more")


def read_symbols(image: QImage) -> set[str]:
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    pixels = np.frombuffer(grey.constBits(), np.uint8).reshape(grey.height(), grey.bytesPerLine())
    return {found.text for found in zxingcpp.read_barcodes(pixels[:, : grey.width()].copy())}


def test_help_opens_and_closes_on_every_screen_and_changes_nothing(stage):
    claimed: set[str] = set()
    told: set[str] = set()
    visited = sorted(set(WALK) - TWINS, key=lambda name: WALK[name][0])  # fewer sign-ins
    for number, name in enumerate(visited):
        visit(stage, name)
        if number % 5 == 4:  # some of each person's screens in the other language
            stage.bench.set_language(load_translator(Language.ZH_CN))
            stage.driver.settle()
        place, focus, before = stage.shell.place, QApplication.focusWidget(), typed(stage)
        elided.clear()
        stage.driver.press("F1")
        sheet = stage.station.help._source.sheet()
        assert panel(stage).isVisible(), name
        assert sheet.purpose, name
        assert sheet.foot.startswith("QTrace "), name
        assert all(line.text for line in sheet.lines), name
        assert QApplication.focusWidget() is focus, name
        for _image in pages(stage):
            pass
        assert not elided, (name, list(elided))
        assert stage.shell.rect().contains(panel(stage).geometry()), name
        stage.driver.press("Esc")
        assert panel(stage) is None, name
        assert stage.shell.place == place, name
        assert typed(stage) == before, name
        keys, shown = _actions(stage)
        claimed |= keys
        told |= shown
    assert claimed - told <= NEVER_IN_SIGHT, "help has neither words nor a button for these"


def _actions(stage) -> tuple[set[str], set[str]]:
    """Actions of the screen's keys, and those that have words or a button now."""
    shown = {b.spec.id for b in stage.screen.findChildren(KeyButton) if b.isVisible()}
    keys = {**stage.screen.typing_keys(), **stage.screen.keys()}
    told = {does for does in keys.values() if does.partition(":")[0] in ACTIONS}
    return set(keys.values()), shown | told


def test_scans_go_to_the_screen_while_help_is_open_and_help_follows(stage):
    stage.sign_in("lin")
    stage.queue()
    stage.driver.press("F1")
    stage.driver.scan(stage.label("HM-20455").scanned)
    assert receive_model(stage).state.basis is not None, "the delivery is open"
    _told(stage, "Receive, print 12 labels")
    assert panel(stage).isVisible()
    band = stage.screen.band
    assert panel(stage).y() > band.mapTo(stage.shell, band.rect().bottomLeft()).y()
    stage.driver.press("F1")
    assert panel(stage) is None


def _told(stage, *texts: str) -> set[str]:
    """What help says, as soon as `texts` are part of it."""

    def told() -> set[str]:
        return {line._line.text for line in help_lines(stage)}

    stage.driver.until(lambda: set(texts) <= told(), f"help does not say {texts}")
    return told()


def test_a_typed_value_is_kept_and_goes_on(stage):
    visit(stage, "readings")
    model = inspection_model(stage)
    assert model.page is Page.GRID
    assert model.reading.half_typed
    stage.driver.press("F1")
    _told(stage, "Another characteristic", "Plus or minus")
    assert model.reading.half_typed
    stage.driver.press("Esc")
    assert panel(stage) is None
    assert model.reading.half_typed, "the first Esc closed help and nothing else"


def test_keys_of_cells_are_not_told_where_there_are_none(stage):
    visit(stage, "decided")
    stage.driver.press("F1")
    told = _told(stage, "Close the help")
    assert not told & {"Another characteristic", "Plus or minus", "Take back the last reading"}


@pytest.mark.parametrize("theme", list(ThemeChoice))
def test_command_barcodes_are_read_from_the_screen(new_stage, theme):
    stage = new_stage(look=Look(Language.EN, theme))
    stage.badge("lin")
    stage.driver.press("F1")
    read = set()
    for image in pages(stage):
        read |= read_symbols(image)
    digits = {code for code in CommandCode if code.digit is not None}
    wanted = {CommandCode.CANCEL, CommandCode.BACK, CommandCode.HELP, *digits}
    assert {format_command(code) for code in wanted} <= read
    assert format_command(CommandCode.LOCK) not in read, "nobody is signed in"


def test_the_scanner_alone_opens_help_turns_its_pages_and_closes_it(stage):
    stage.badge("lin")
    helps = format_command(CommandCode.HELP)
    stage.driver.scan(helps)
    seen = [panel(stage).page]
    while True:
        stage.driver.scan(helps)
        if panel(stage) is None:
            break
        seen.append(panel(stage).page)
    assert seen == list(range(len(seen)))
    assert len(seen) > 1
    stage.driver.scan(helps)
    stage.pin("lin")
    assert stage.bench.person is not None
    assert panel(stage) is None, "help of the page before is closed"
    stage.driver.scan(format_command(CommandCode.LOCK))
    assert isinstance(stage.shell.place, SignInPlace)


def test_buttons_of_help_take_no_focus_and_its_symbols_have_names(stage):
    stage.sign_in("lin")
    stage.queue()
    stage.driver.press("F2")
    stage.driver.type("PO-26")
    focus = QApplication.focusWidget()
    stage.driver.press("F1")
    panel(stage).buttons["more"].click()
    stage.driver.settle()
    assert panel(stage).page == 1
    views = panel(stage).findChildren(CodeView)
    assert all(view.accessibleName() for view in views)
    assert QApplication.focusWidget() is focus
    stage.driver.type("-99")
    panel(stage).buttons["close"].click()
    assert panel(stage) is None
    assert typed(stage) == ["PO-26-99"]
