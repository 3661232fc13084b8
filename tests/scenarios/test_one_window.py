"""The station is one window: what flashes up beside it is noticed on the walk of the pictures."""

from PySide6.QtWidgets import QApplication, QLabel

from tests.support.screen_checks import KeyboardWatch


def test_a_widget_that_flashes_as_a_window_is_noticed(stage):
    watch = KeyboardWatch(stage.shell)
    try:
        stage.driver.settle()
        watch.taken()
        assert not watch.taken()
        label = QLabel("too early")
        label.show()
        label.setParent(stage.shell)
        QApplication.processEvents()
        assert watch.taken()
        assert not watch.taken(), "the station has the keyboard again"
    finally:
        watch.close()
