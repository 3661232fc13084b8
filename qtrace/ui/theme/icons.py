"""Icons: one SVG each, drawn on a 24 grid with 2 px strokes, coloured from the tokens.

The files are ours. One meaning per icon everywhere: lock = hold, key = release, octagon = blocked.
"""

from collections.abc import Callable
from enum import StrEnum
from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap

from qtrace.reference import read_bytes
from qtrace.ui.theme.apply import current_tokens
from qtrace.ui.theme.tokens import Ink, Status, Tokens

GRID = 24
LARGE = 64


class IconName(StrEnum):
    """The icons there are, by what they mean."""

    QUEUE = "queue"
    BOX = "box"
    INSPECT = "inspect"
    TAG = "tag"
    GAUGE = "gauge"
    LABEL = "label"
    BELL = "bell"
    SIGN_OUT = "sign_out"
    SCANNER = "scanner"
    BADGE = "badge"
    LOCK = "lock"
    UNLOCK = "unlock"
    KEY = "key"
    DOCUMENT = "document"
    CERTIFICATE = "certificate"
    CAMERA = "camera"
    PRINTER = "printer"
    PERSON = "person"
    PEOPLE = "people"
    STATION = "station"
    SETTINGS = "settings"
    HISTORY = "history"
    LANGUAGE = "language"
    DATABASE = "database"
    CLOCK = "clock"
    ARROW_RIGHT = "arrow_right"
    ARROW_LEFT = "arrow_left"
    ARROW_UP = "arrow_up"
    ARROW_DOWN = "arrow_down"
    CHEVRON_RIGHT = "chevron_right"
    CHEVRON_LEFT = "chevron_left"
    CHEVRON_UP = "chevron_up"
    CHEVRON_DOWN = "chevron_down"
    TICK = "tick"
    CROSS = "cross"
    PLUS = "plus"
    MINUS = "minus"
    MORE = "more"
    SEARCH = "search"
    REFRESH = "refresh"
    UNDO = "undo"
    BACKSPACE = "backspace"
    KEYBOARD = "keyboard"
    HELP = "help"
    WAREHOUSE = "warehouse"
    TRUCK = "truck"
    SUPPLIER = "supplier"
    TRACE = "trace"
    CHART = "chart"
    SHIELD = "shield"
    PEN = "pen"
    PHONE = "phone"
    IMAGE = "image"
    FILTER = "filter"
    LINK = "link"
    CLIPBOARD = "clipboard"
    RULER = "ruler"
    LIGHT = "light"
    EXPORT = "export"
    EYE = "eye"
    FLAG = "flag"
    OCTAGON = "octagon"
    PLAY = "play"


@lru_cache(maxsize=256)
def icon_source(name: str) -> str:
    """The SVG text of an icon.

    Raises:
        FileNotFoundError: there is no such icon.
    """
    return read_bytes(f"icons/{name}.svg").decode("utf-8")


@lru_cache(maxsize=512)
def _drawn(source: str, pixels: int) -> QPixmap:
    """The SVG text drawn on a transparent square of `pixels` device pixels."""
    from PySide6.QtSvg import QSvgRenderer  # only screens with icons pay for the module

    pixmap = QPixmap(QSize(pixels, pixels))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(source.encode())).render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    return pixmap


def icon_pixmap(name: IconName, colour_code: str, size: int, ratio: float = 1.0) -> QPixmap:
    """An icon in one colour, `size` logical pixels square, crisp at device `ratio`."""
    source = icon_source(name.value).replace("currentColor", colour_code)
    if size >= LARGE:
        source = source.replace('stroke-width="2"', 'stroke-width="1.6"')
    pixmap = QPixmap(_drawn(source, round(size * ratio)))
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def icon(name: IconName, ink: Ink = Ink.TEXT, size: int = GRID) -> QIcon:
    """A `QIcon` in the theme in force; for Qt's own widgets, ours paint themselves."""
    return QIcon(icon_pixmap(name, current_tokens().ink(ink), size, 2.0))


def paint_icon(painter: QPainter, rect: QRectF, name: IconName, colour_code: str) -> None:
    """Paint an icon as the largest square in the middle of `rect`."""
    _paint(painter, rect, lambda size, ratio: icon_pixmap(name, colour_code, size, ratio))


def status_source(status: Status, line: str, *, fill: str = "", mark: str = "") -> str:
    """SVG text of a status shape: its outline in `line`, or filled with its mark on top."""
    source = icon_source(f"status_{status.value}")
    if fill:
        source = source.replace('id="shape"', f'fill="{fill}" stroke="{line}"')
        source = source.replace('id="mark"', f'stroke="{mark}"')
    return source.replace("currentColor", line)


def paint_status(
    painter: QPainter, rect: QRectF, status: Status, line: str, *, fill: str = "", mark: str = ""
) -> None:
    """Paint a status shape in the middle of `rect`, edged in `line` and, with `fill`, filled."""
    source = status_source(status, line, fill=fill, mark=mark)

    def make(size: int, ratio: float) -> QPixmap:
        pixmap = QPixmap(_drawn(source, round(size * ratio)))
        pixmap.setDevicePixelRatio(ratio)
        return pixmap

    _paint(painter, rect, make)


def paint_mark(painter: QPainter, rect: QRectF, status: Status, tokens: Tokens) -> None:
    """Paint a status as a small filled shape that may stand alone beside its word."""
    paint = tokens.status(status)
    edge = paint.outline or paint.fill
    paint_status(painter, rect, status, edge, fill=paint.fill, mark=paint.text)


def _paint(painter: QPainter, rect: QRectF, make: Callable[[int, float], QPixmap]) -> None:
    size = round(min(rect.width(), rect.height()))
    ratio = painter.device().devicePixelRatioF()
    left = round(rect.center().x() - size / 2)
    top = round(rect.center().y() - size / 2)
    painter.drawPixmap(left, top, make(size, ratio))
