"""A picture of a plan from a file: a photo or drawing as it is, a page of a PDF as a picture."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageWriter, QPainter

from qtrace.domain.photos import MOST_BYTES, PhotoReason
from qtrace.domain.plan_pictures import PictureReason
from qtrace.services.inspection.reading_photos import PhotoFile, judged_photo, photo_refusal
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.reads import Reads

LONG_SIDE = 2400
"""Pixels of the longer side of a drawn page: A3 stays readable."""
_PDF = b"%PDF-"


def read_plan_picture(_reads: Reads, path: str, page: int = 1) -> PhotoFile | Refusal:
    """The picture in a file, or why there is none.

    Args:
        path: a JPEG, PNG or PDF file.
        page: page of a PDF, from 1.
    """
    return plan_picture(Path(path), page)


def plan_picture(file: Path, page: int = 1) -> PhotoFile | Refusal:
    """`read_plan_picture` for who asks no executor."""
    try:
        size = file.stat().st_size
        if size > MOST_BYTES:
            return photo_refusal(PhotoReason.TOO_LARGE, file.name, size)
        content = file.read_bytes()
    except (OSError, ValueError):  # ValueError: a NUL in the name
        return photo_refusal(PhotoReason.UNREADABLE, file.name, 0)
    if content.startswith(_PDF):
        return _pdf_page(content, file, page)
    return judged_photo(content, file.name)


def _pdf_page(content: bytes, file: Path, page: int) -> PhotoFile | Refusal:
    """A page of a PDF as a PNG file, on white paper."""
    from PySide6.QtPdf import QPdfDocument

    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    try:
        if document.status() is not QPdfDocument.Status.Ready:
            return refuse(PictureReason.PDF_UNREADABLE, name=file.name)
        if not 1 <= page <= document.pageCount():
            return refuse(PictureReason.NO_SUCH_PAGE, name=file.name, page=page)
        points = document.pagePointSize(page - 1)
        long_side = max(points.width(), points.height(), 1.0)
        scale = LONG_SIDE / long_side
        pixels = QSize(round(points.width() * scale), round(points.height() * scale))
        drawn = document.render(page - 1, pixels)
    finally:
        document.close()
    if drawn.isNull():
        return refuse(PictureReason.PDF_UNREADABLE, name=file.name)
    return PhotoFile(f"{file.stem}-{page}.png", _png(drawn))


def _png(drawn: QImage) -> bytes:
    paper = QImage(drawn.size(), QImage.Format.Format_RGB32)
    paper.fill(Qt.GlobalColor.white)
    painter = QPainter(paper)
    painter.drawImage(0, 0, drawn)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"PNG")).write(paper)
    return bytes(buffer.data().data())
