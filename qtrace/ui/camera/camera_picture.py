"""The camera's picture with the outlines of what was read."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPolygonF
from PySide6.QtWidgets import QSizePolicy

from qtrace.ports import CameraView, GreyPicture, Sighting
from qtrace.ui.theme.icons import IconName, paint_icon, paint_mark
from qtrace.ui.theme.paint import box, pen_of
from qtrace.ui.theme.tokens import Status, Tokens
from qtrace.ui.widgets.base import Painted, scaled

HEIGHT = 168
MARK = 36
EMPTY_ICON = 72


class CameraPicture(Painted):
    """Paints the newest picture, fitted, mirrored on demand; the name says what is seen."""

    def __init__(self) -> None:
        super().__init__()
        self._view: CameraView | None = None
        self._mirrored = False
        self._image: QImage | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(scaled(HEIGHT))

    def show_view(self, view: CameraView, *, mirrored: bool) -> None:
        """Show another picture."""
        if self._view is None or view.picture is not self._view.picture:
            self._image = None if view.picture is None else _image_of(view.picture)
        self._view, self._mirrored = view, mirrored
        self.update()

    def sizeHint(self) -> QSize:
        """Sixteen to nine."""
        return QSize(scaled(HEIGHT * 16 // 9), scaled(HEIGHT))

    def draw(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
        """Paint ground, picture, outlines."""
        box(painter, rect, fill=tokens.sunken, edge=tokens.line, radius=scaled(8))
        if self._image is None or self._view is None:
            side = scaled(EMPTY_ICON)
            middle = rect.center()
            place = QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side)
            paint_icon(painter, place, IconName.CAMERA, tokens.control)
            return
        place = fitted(QSize(self._image.width(), self._image.height()), rect)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        shown = self._image
        if self._mirrored:
            shown = shown.flipped(Qt.Orientation.Horizontal)
        painter.drawImage(place, shown)
        for sighting in self._view.sightings:
            self._outline(painter, place, sighting, tokens)

    def _outline(
        self, painter: QPainter, place: QRectF, sighting: Sighting, tokens: Tokens
    ) -> None:
        """An edge round the symbol, and a tick on it once it is a scan."""
        polygon = QPolygonF([self.placed(place, corner) for corner in sighting.corners])
        if polygon.isEmpty():
            return
        status = Status.OK if sighting.delivered else Status.INFO
        painter.setBrush(Qt.BrushStyle.NoBrush)
        # Two lines, light under dark or dark under light, are seen on any label.
        for width, code in ((7.0, tokens.bg), (4.0, tokens.status(status).fill)):
            painter.setPen(pen_of(code, scaled(width)))
            painter.drawPolygon(polygon)
        if sighting.delivered:
            side = scaled(MARK)
            middle = polygon.boundingRect().center()
            mark = QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side)
            paint_mark(painter, mark, Status.OK, tokens)

    def placed(self, place: QRectF, corner: tuple[float, float]) -> QPointF:
        """Where a pixel of the picture stands when the picture is painted into `place`."""
        assert self._image is not None
        across, down = corner[0] / self._image.width(), corner[1] / self._image.height()
        if self._mirrored:
            across = 1 - across
        return QPointF(place.left() + across * place.width(), place.top() + down * place.height())


def _image_of(picture: GreyPicture) -> QImage:
    """An image over the picture's own bytes, which the view keeps alive."""
    width, height = picture.width, picture.height
    return QImage(picture.pixels, width, height, width, QImage.Format.Format_Grayscale8)


def fitted(size: QSize, rect: QRectF) -> QRectF:
    """The largest rectangle of this shape inside `rect`, in its middle."""
    factor = min(rect.width() / size.width(), rect.height() / size.height())
    width, height = size.width() * factor, size.height() * factor
    middle = rect.center()
    return QRectF(middle.x() - width / 2, middle.y() - height / 2, width, height)
