"""One dialog for a file beside a view: it goes when the view goes."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget

from qtrace.ui.widgets.file_choice import FileChoice


@pytest.fixture
def view(qtbot) -> Iterator[QWidget]:
    window = QWidget()
    qtbot.addWidget(window)
    view = QWidget(window)
    window.show()
    view.show()
    yield view
    window.close()


def open_dialogs(view: QWidget) -> list[QFileDialog]:
    return [d for d in view.window().findChildren(QFileDialog) if d.isVisible()]


def test_a_file_is_asked_for_once_and_not_in_front(view):
    choice, paths = FileChoice(view), []
    for _ in range(2):
        choice.ask("Photo", "Images (*.png)", paths.append, pictures=True)
    (dialog,) = open_dialogs(view)
    assert not dialog.isModal()
    dialog.fileSelected.emit("/photos/a.png")
    assert paths == ["/photos/a.png"]
    assert choice.close()
    assert open_dialogs(view) == []
    assert not choice.close(), "nothing stood there"
    choice.ask("Photo", "Images (*.png)", paths.append)
    assert len(open_dialogs(view)) == 1, "it may be asked for again"
    choice.close()


def test_the_dialog_goes_with_its_view(view):
    choice = FileChoice(view)
    choice.ask("Photo", "Images (*.png)", print)
    assert len(open_dialogs(view)) == 1
    view.hide()
    assert open_dialogs(view) == []
