"""What help says before there is a plant: no station, no commands, only the page and its buttons."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtWidgets import QWidget

from qtrace import __version__
from qtrace.domain.codes.internal import CommandCode
from qtrace.i18n import Translator
from qtrace.ui.help.help_desk import Drawn
from qtrace.ui.help.help_sheet import (
    HelpSheet,
    Live,
    buttons_of,
    lines_of,
    merged,
    next_step_of,
)
from qtrace.ui.help.help_words import FIRST_RUN


class FirstPage(Protocol):
    """What help asks of the first-run page."""

    @property
    def translator(self) -> Translator:
        """The language of the page."""
        ...

    def show_over(self, close: Callable[[], None] | None) -> None:
        """Esc calls `close` first, until this is called with None."""
        ...


class FirstRunHelp:
    """`HelpSource` of the first-run page."""

    def __init__(self, page: FirstPage, view: QWidget) -> None:
        self._page, self._view = page, view

    @property
    def translator(self) -> Translator:
        """The language of the page."""
        return self._page.translator

    @property
    def view(self) -> QWidget:
        """The page itself."""
        return self._view

    def sheet(self) -> HelpSheet:
        """Its buttons, and how to close help again."""
        tr, buttons = self.translator, buttons_of(self._view)
        over = {"Esc": "help_close", "F1": "help"}
        page = Live({}, {}, tuple(spec for spec in buttons if spec.id not in OWN)).without(over)
        return HelpSheet(
            title=tr.say("First start on this machine"),
            purpose=tr.say(FIRST_RUN),
            next_step=next_step_of(tr, "", page.buttons),
            lines=merged((*lines_of(tr, page), *lines_of(tr, Live(over, {}, ())))),
            codes=(),
            foot=f"QTrace {__version__}",
        )

    def draw(self, commands: tuple[CommandCode, ...], drawn: Drawn) -> None:
        """There are no commands, so nothing is drawn."""

    def show_over(self, close: Callable[[], None] | None) -> None:
        """Esc belongs to help while it is open."""
        self._page.show_over(close)


OWN = frozenset({"close", "more"})
"""Buttons of help itself, which stands on the page."""
