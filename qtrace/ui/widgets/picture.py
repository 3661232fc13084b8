"""A photo in the place it has."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from qtrace.ui.widgets.base import scaled


class Picture(QLabel):
    """A photo as large as the place allows; never larger than it is."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.setMinimumSize(QSize(scaled(120), scaled(90)))
        self._whole = QPixmap()

    def show_photo(self, content: bytes | None) -> None:
        """Show the photo, or nothing."""
        self._whole = QPixmap()
        if content is not None:
            self._whole = QPixmap.fromImage(QImage.fromData(content))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw it in the new size."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self._whole.isNull():
            self.clear()
            return
        room = self.size().boundedTo(self._whole.size())
        keep, smooth = (
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        self.setPixmap(self._whole.scaled(room, keep, smooth))
