"""Opens help over a window, keeps it true while it is open, and closes it."""

from collections.abc import Callable
from typing import Final, Protocol

from PySide6.QtCore import QObject, QPoint, QRect, QTimer
from PySide6.QtWidgets import QWidget

from qtrace.domain.codes.internal import CommandCode
from qtrace.i18n import Translator
from qtrace.ui.help.help_panel import HelpPanel
from qtrace.ui.help.help_sheet import HelpSheet
from qtrace.ui.widgets.base import scaled
from qtrace.ui.widgets.buttons import ActionBar
from qtrace.ui.widgets.verdict import VerdictBand

FOLLOW_MS: Final = 250
WIDTH: Final = 800
LEAST_HEIGHT: Final = 380
MARGIN: Final = 8
PAGE_HEAD: Final = 72
PAGE_FOOT: Final = 96

Drawn = Callable[[tuple[tuple[str, ...], ...]], None]


class HelpSource(Protocol):
    """What help is about."""

    @property
    def translator(self) -> Translator:
        """The language now."""
        ...

    @property
    def view(self) -> QWidget:
        """The screen in front."""
        ...

    def sheet(self) -> HelpSheet:
        """What help says now."""
        ...

    def draw(self, commands: tuple[CommandCode, ...], drawn: Drawn) -> None:
        """Draw the symbols of `commands`, in this order; nothing happens where nobody draws."""
        ...

    def show_over(self, close: Callable[[], None] | None) -> None:
        """Esc calls `close` first, until this is called with None."""
        ...


class HelpDesk(QObject):
    """Help as a panel inside the window: it has no window of its own that could take the keys.

    Attributes:
        panel: None while help is closed.
    """

    def __init__(self, host: QWidget, source: HelpSource) -> None:
        super().__init__(host)
        self._host, self._source = host, source
        self.panel: HelpPanel | None = None
        self._symbols: dict[CommandCode, tuple[str, ...]] = {}
        self._asked: set[CommandCode] = set()
        self._follow = QTimer(self, interval=FOLLOW_MS)
        self._follow.timeout.connect(self.follow)

    @property
    def is_open(self) -> bool:
        """True while help stands in the window."""
        return self.panel is not None

    def act(self, how: str) -> None:
        """Do what a key, a button or the command barcode HELP asks.

        Args:
            how: `toggle`; `more` for the next page, the first after the last; `turn` for the next
                page, closing after the last; `close`.
        """
        if how == "close" or (how == "toggle" and self.is_open):
            self.close()
            return
        if self.panel is None:
            self._open()
        elif how == "turn" and self.panel.page + 1 == self.panel.pages:
            self.close()
        else:
            self.panel.page = (self.panel.page + 1) % self.panel.pages
            self.follow()

    def close(self) -> None:
        """Close help; keys and screen are as before."""
        panel, self.panel = self.panel, None
        if panel is None:
            return
        self._follow.stop()
        self._source.show_over(None)
        panel.hide()
        panel.deleteLater()

    def _open(self) -> None:
        self.panel = HelpPanel()
        self.panel.setParent(self._host)
        self.panel.pressed.connect(self.act)
        self._source.show_over(self.close)
        self.follow()
        self.panel.show()
        self._follow.start()

    def follow(self) -> None:
        """Show what the screen can do now, where the screen leaves room."""
        if self.panel is None:
            return
        sheet, room = self._source.sheet(), free_room(self._host, self._source.view)
        self._draw_missing(sheet)
        self.panel.show_sheet(self._source.translator, sheet, self._symbols, room.size())
        self.panel.move(room.topLeft())
        self.panel.raise_()

    def _draw_missing(self, sheet: HelpSheet) -> None:
        missing = tuple(code.command for code in sheet.codes if code.command not in self._asked)
        if not missing:
            return
        self._asked.update(missing)

        def drawn(symbols: tuple[tuple[str, ...], ...]) -> None:
            self._symbols |= dict(zip(missing, symbols, strict=True))
            self.follow()

        self._source.draw(missing, drawn)


def free_room(host: QWidget, view: QWidget) -> QRect:
    """Where help stands: at the right, below the verdict, above the actions; both stay in sight."""
    area = QRect(view.mapTo(host, QPoint(0, 0)), view.size())
    if view is host:  # a page without bars of its own: its head and its foot stay in sight
        area.adjust(0, scaled(PAGE_HEAD), -scaled(MARGIN), -scaled(PAGE_FOOT))
    for band in view.findChildren(VerdictBand):
        if band.isVisible():
            below = band.mapTo(host, QPoint(0, band.height())).y() + scaled(MARGIN)
            if area.bottom() - below >= scaled(LEAST_HEIGHT):
                area.setTop(max(area.top(), below))
    for bar in view.findChildren(ActionBar):
        above = bar.mapTo(host, QPoint(0, 0)).y() - scaled(MARGIN)
        if bar.isVisible() and above - area.top() >= scaled(LEAST_HEIGHT):
            area.setBottom(min(area.bottom(), above))
    width = min(scaled(WIDTH), area.width())
    return QRect(area.right() - width + 1, area.top(), width, area.height())
