"""A file is asked for beside the station, never in front of it."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

PICTURES = QStandardPaths.StandardLocation.PicturesLocation


class FileChoice(QObject):
    """The one file dialog of a view; it closes when the view is left or hidden.

    Args:
        owner: the view that asks.
    """

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner)
        self._owner = owner
        self._dialog: QFileDialog | None = None
        owner.installEventFilter(self)

    def ask(
        self, title: str, patterns: str, chosen: Callable[[str], object], *, pictures: bool = False
    ) -> None:
        """Show the dialog, if none is shown already.

        Args:
            title: what the file is for.
            patterns: name filter of Qt.
            chosen: gets the path.
            pictures: begin where this person's pictures lie.
        """
        if self._dialog is not None:
            return
        dialog = QFileDialog(self._owner.window(), title)
        dialog.setNameFilter(patterns)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        if pictures:
            dialog.setDirectory(QStandardPaths.writableLocation(PICTURES))
        dialog.setModal(False)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(chosen)
        dialog.finished.connect(self._gone)
        self._dialog = dialog
        dialog.show()

    def close(self) -> bool:
        """Nobody chooses a file any more; true if somebody was about to."""
        is_open = self._dialog is not None
        if self._dialog is not None:
            self._dialog.close()
        return is_open

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """The view is gone: so is its dialog."""
        if event.type() == QEvent.Type.Hide and not event.spontaneous():
            self.close()
        return False

    def _gone(self) -> None:
        self._dialog = None
        self._owner.window().activateWindow()  # keys are the station's again
