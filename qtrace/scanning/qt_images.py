"""Image files to grey pictures: PNG, JPEG, BMP and TIFF, with a reason for every file that is none.

A file may hold anything: its content decides, its size is looked at before it is unpacked, and a
large photo is read smaller. No QApplication is needed.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter

from qtrace.ports import DeviceTrouble, GreyPicture

MOST_BYTES: Final = 64 << 20
MOST_PIXELS: Final = 200_000_000
LONGEST_SIDE: Final = 4096
"""Pixels; larger photos are read at this size, which still has ten pixels for each module."""
JPEG_QUALITY: Final = 92
"""Of photos that are taken here, per cent: scratches on a part stay what they are."""
FORMATS: Final = frozenset({"png", "jpeg", "jpg", "jfif", "bmp", "tiff", "tif"})


@dataclass(frozen=True, slots=True)
class LoadedImage:
    """A grey picture and how many pixels of the file each of its pixels stands for."""

    picture: GreyPicture
    file_pixels: float


def load_image(path: Path) -> LoadedImage | DeviceTrouble:
    """The image in the file at `path`, upright, transparent parts white.

    Returns:
        The image, or `IMAGE_MISSING`, `IMAGE_TOO_LARGE`, `IMAGE_FORMAT` or `IMAGE_DAMAGED`.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            return _trouble("IMAGE_TOO_LARGE", path)
        reader = _reader(path)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        return DeviceTrouble("IMAGE_MISSING", {"file": path.name, "detail": str(error)})
    kind = bytes(reader.format().data()).decode("latin-1")
    if kind not in FORMATS:
        return _trouble("IMAGE_FORMAT", path)
    size = reader.size()
    if size.width() * size.height() > MOST_PIXELS:
        return _trouble("IMAGE_TOO_LARGE", path)
    return _unpacked(reader, size, path)


def _reader(path: Path) -> QImageReader:
    """A reader that is open for the file and looks at its content, not its name."""
    with path.open("rb"):  # says why a file cannot be read, which Qt does not
        pass
    reader = QImageReader(str(path), QByteArray())
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    return reader


def _unpacked(reader: QImageReader, size: QSize, path: Path) -> LoadedImage | DeviceTrouble:
    factor = 1.0
    if max(size.width(), size.height()) > LONGEST_SIDE:
        factor = max(size.width(), size.height()) / LONGEST_SIDE
        reader.setScaledSize(
            size.scaled(LONGEST_SIDE, LONGEST_SIDE, Qt.AspectRatioMode.KeepAspectRatio)
        )
    image = reader.read()
    if image.isNull():
        return _trouble("IMAGE_DAMAGED", path)
    return LoadedImage(grey_of_image(image), factor)


def grey_of_image(image: QImage) -> GreyPicture:
    """An image as a grey picture; what is transparent is white, as on paper."""
    if image.hasAlphaChannel():
        paper = QImage(image.size(), QImage.Format.Format_RGB32)
        paper.fill(Qt.GlobalColor.white)
        painter = QPainter(paper)
        painter.drawImage(0, 0, image)
        painter.end()
        image = paper
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    width, height, line = grey.width(), grey.height(), grey.bytesPerLine()
    data = bytes(grey.constBits())
    if line != width:
        data = b"".join(data[row * line : row * line + width] for row in range(height))
    return GreyPicture(data, width, height)


def image_of_picture(picture: GreyPicture) -> QImage:
    """A grey picture as an image over its own bytes, which must outlive it."""
    width, height = picture.width, picture.height
    return QImage(picture.pixels, width, height, width, QImage.Format.Format_Grayscale8)


def jpeg_of(image: QImage) -> bytes | None:
    """An image as a JPEG file; None if there is nothing in it."""
    if image.isNull():
        return None
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "JPG", JPEG_QUALITY)  # type: ignore[call-overload]  # Qt takes str, too
    return bytes(data.data())


def _trouble(code: str, path: Path) -> DeviceTrouble:
    return DeviceTrouble(code, {"file": path.name})
