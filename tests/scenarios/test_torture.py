"""The situations of visual.md section 2 on every screen: a scan changes nothing but what it means.

The scanned code means nothing at all, has spaces and the letters that answer boxes and lists.
"""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QSpinBox,
    QWidget,
)

from qtrace.scanning.qt_replay import send_burst
from qtrace.ui.inspection.inspection_model import InspectionModel
from qtrace.ui.receiving.receive_model import ReceiveModel
from tests.scenarios.places import WALK, visit
from tests.support.station import record_count

CODE = b"HY NO 0109506 Y"
FIELD_TAKES_SCANS = frozenset({"receive-paper"})
"""Where an unknown barcode is a paper's number by design."""


def _strangers(stage) -> list[tuple[QWidget, QWidget, object]]:
    """Windows that no screen has and a future one might: focused widget and how to read it."""
    yes, no = QMessageBox.StandardButton.Yes, QMessageBox.StandardButton.No
    found = []
    for default in (yes, no):
        box = QMessageBox(QMessageBox.Icon.Question, "hold", "Place hold?", yes | no, stage.shell)
        box.setDefaultButton(default)
        box.setModal(True)
        found.append((box, None, lambda box=box: (box.isVisible(), box.result())))
    combo, spin, button = QComboBox(), QSpinBox(), QPushButton("Place hold")
    combo.addItems(["Accept", "Reject", "Hold"])
    spin.setMaximum(10**6)
    presses = []
    button.clicked.connect(lambda: presses.append(1))
    for widget, read in (
        (combo, combo.currentText),
        (spin, spin.text),
        (button, lambda: len(presses)),
    ):
        window = QWidget(stage.shell, Qt.WindowType.Dialog)
        widget.setParent(window)
        found.append((window, widget, read))
    return found


def _fields(stage) -> list[tuple[str, str]]:
    return [
        (field.accessibleName(), field.text())
        for field in stage.shell.findChildren(QLineEdit)
        if field.isVisible()
    ]


def _half_done(stage) -> object:
    """The work in the hand that a scan without meaning must not take away."""
    model = stage.screen.model
    if isinstance(model, ReceiveModel):
        return (model.state.basis, model.state.counted, model.state.form, model.state.papers)
    if isinstance(model, InspectionModel):
        return (model.page, model.panel.state, model.reading.state.text, model.signing.state.signer)
    return stage.shell.place


def _burst(stage, window: QWidget, heard: list) -> None:
    before = len(heard)
    send_burst(window, CODE)
    stage.driver.settle()
    assert [scan.raw.data for scan in heard[before:]] == [CODE], "delivered whole, and once"


@pytest.mark.parametrize("place", WALK)
def test_a_scan_over_a_foreign_window_or_control_changes_nothing(stage, place):
    heard: list = []
    visit(stage, place)
    stop = stage.station.router.listen(lambda scan: (heard.append(scan), stage.shell.scanned(scan)))
    work = _half_done(stage)
    fields, records = _fields(stage), record_count(stage)
    for window, widget, read in _strangers(stage):
        window.show()
        window.activateWindow()
        if widget is not None:
            widget.setFocus()
        stage.driver.settle()
        before = read()
        _burst(stage, window, heard)
        assert read() == before
        window.close()
        window.deleteLater()
    stage.shell.activateWindow()
    _press_nothing_of_the_screen(stage, heard, place)
    assert record_count(stage) == records, "a scan without meaning is no command"
    if place not in FIELD_TAKES_SCANS:
        assert _fields(stage) == fields
    assert _half_done(stage) == work, "work that was begun is still there"
    stop()


def _press_nothing_of_the_screen(stage, heard, place) -> None:
    """With the focus on each control of the screen itself."""
    clicks: list = []
    for control in stage.screen.findChildren(QWidget):
        is_control = isinstance(control, QLineEdit | QAbstractButton | QComboBox)
        wants_focus = control.focusPolicy() != Qt.FocusPolicy.NoFocus
        if not (is_control and wants_focus and control.isVisible() and control.isEnabled()):
            continue
        if isinstance(control, QAbstractButton):
            control.clicked.connect(lambda: clicks.append(1))
        control.setFocus()
        text = control.text() if isinstance(control, QLineEdit) else ""
        _burst(stage, stage.shell, heard)
        if isinstance(control, QLineEdit) and place not in FIELD_TAKES_SCANS:
            assert control.text() == text
    assert not clicks
