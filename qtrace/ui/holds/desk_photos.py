"""Photos of the open hold: one small beside its facts, and one as large as the page."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPixmap
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from qtrace.services.holds.photos import HoldPhoto
from qtrace.ui.bench import Bench
from qtrace.ui.holds.desk_state import DeskState
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.paint import box
from qtrace.ui.theme.tokens import Ink, Tokens
from qtrace.ui.widgets.base import PaintedButton, scaled
from qtrace.ui.widgets.labels import Label
from qtrace.ui.widgets.picture import Picture

THUMB = (84, 60)


class Thumb(PaintedButton):
    """The first photo, small; a press shows all of them large."""

    def __init__(self, name: str) -> None:
        super().__init__("photos")
        self._pixmap = QPixmap()
        self._shown: bytes | None = None
        self.setText(name)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Always the same, so that nothing moves when the photo comes."""
        return QSize(scaled(THUMB[0]), scaled(THUMB[1]))

    def show_photo(self, content: bytes | None) -> None:
        """Show the photo, or an empty frame while it is read."""
        if content == self._shown:
            return
        self._shown, self._pixmap = content, QPixmap()
        if content is not None:
            keep, smooth = (
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            whole = QImage.fromData(content)
            if not whole.isNull():
                small = whole.scaled(self.sizeHint() - QSize(4, 4), keep, smooth)
                self._pixmap = QPixmap.fromImage(small)
        self.update()

    def draw(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
        """Paint the frame and the photo in its middle."""
        box(painter, rect, fill=tokens.sunken, edge=tokens.control)
        if not self._pixmap.isNull():
            place = QRectF(self._pixmap.rect())
            place.moveCenter(rect.center())
            painter.drawPixmap(place.topLeft(), self._pixmap)


class PhotosPage(QWidget):
    """One photo as large as there is room, who kept it when, and which of how many it is."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.picture = Picture(name)
        self.about = Label("", TextRole.NOTE, Ink.TEXT2, wrap=True)
        self._shown: int | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, scaled(4), 0, 0)
        column.setSpacing(scaled(4))
        column.addWidget(self.picture, 1)
        column.addWidget(self.about)

    def show_state(self, bench: Bench, state: DeskState) -> None:
        """Show the photo in front."""
        photo = state.photo
        key = photo.evidence_id if photo is not None else None
        if key != self._shown:
            self._shown = key
            self.picture.show_photo(photo.content if photo is not None else None)
        self.about.setText(about_photo(bench, state, photo) if photo is not None else "")


def about_photo(bench: Bench, state: DeskState, photo: HoldPhoto) -> str:
    """Which photo of how many, its file, and who kept it when."""
    tr = bench.translator
    place = tr.say("{n} of {m}", n=state.photo_no + 1, m=len(state.photos))
    at = bench.local(photo.taken_at).strftime("%Y-%m-%d %H:%M")
    words = [place, photo.name, at, tr.name(photo.by.en, photo.by.zh)]
    if len(state.photos) > 1:
        words.append(tr.say("P: the next photo"))
    return tr.say(", ").join(words)
