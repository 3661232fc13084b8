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


def panel(stage):
    """The open help panel, or None."""
    return stage.station.help.panel if stage.station.help is not None else None


def help_lines(stage) -> list[LineView]:
    return [line for line in panel(stage).findChildren(LineView) if line.isVisible()]


def typed(stage) -> list[str]:
    return [field.text() for field in stage.screen.findChildren(QLineEdit) if field.isVisible()]


def pages(stage):
    """Each page of help in turn, drawn."""
    for _ in range(panel(stage).pages):
        stage.driver.settle()
        yield panel(stage).grab().toImage()
        stage.driver.press("Shift+F1")


def read_symbols(image: QImage) -> set[str]:
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    pixels = np.frombuffer(grey.constBits(), np.uint8).reshape(grey.height(), grey.bytesPerLine())
    return {found.text for found in zxingcpp.read_barcodes(pixels[:, : grey.width()].copy())}


def test_help_opens_and_closes_on_every_screen_and_changes_nothing(stage):
    visited = sorted(WALK, key=lambda name: WALK[name][0])  # fewer sign-ins
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
        assert _untold(stage) <= WITH_BUTTON_ONLY, name


WITH_BUTTON_ONLY = frozenset(
    {"type_code", "papers", "paper", "retry", "nonconformance", "all_ok", "primary", "other_way",
     "split", "goods", "supplier", "as_it_is", "receive", "inspect", "admit", "hold", "print",
     "done", "approve", "return", "turn", "add", "matrix", "name", "queue", "excess", "nothing"}
)  # fmt: skip
"""Actions of keys that do something only where their button is in sight."""


def _untold(stage) -> set[str]:
    """Actions of the screen's keys that have neither words nor a button now."""
    shown = {b.spec.id for b in stage.screen.findChildren(KeyButton) if b.isVisible()}
    keys = {**stage.screen.typing_keys(), **stage.screen.keys()}
    return {does for does in keys.values() if does.partition(":")[0] not in ACTIONS} - shown


def test_scans_go_to_the_screen_while_help_is_open_and_help_follows(stage):
    stage.sign_in("lin")
    stage.queue()
    stage.driver.press("F1")
    stage.driver.scan(stage.label("HM-20455").scanned)
    assert receive_model(stage).state.basis is not None, "the delivery is open"
    stage.driver.until(
        lambda: "Receive, print 12 labels" in {line.text for line in _sheet_lines(stage)},
        "help does not follow the screen",
    )
    assert panel(stage).isVisible()
    band = stage.screen.band
    assert panel(stage).y() > band.mapTo(stage.shell, band.rect().bottomLeft()).y()
    stage.driver.press("F1")
    assert panel(stage) is None


def _sheet_lines(stage):
    return [line._line for line in help_lines(stage)]


def test_a_typed_value_is_kept_and_goes_on(stage):
    visit(stage, "readings")
    model = inspection_model(stage)
    assert model.page is Page.GRID
    assert model.reading.half_typed
    stage.driver.press("F1")
    assert model.reading.half_typed
    stage.driver.press("Esc")
    assert panel(stage) is None
    assert model.reading.half_typed, "the first Esc closed help and nothing else"


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
