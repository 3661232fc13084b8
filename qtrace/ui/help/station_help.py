"""What help says at a station: asked of the screen in front, the shell and the bench."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QWidget

from qtrace import __version__
from qtrace.domain.codes.internal import CommandCode, format_command
from qtrace.i18n import Translator
from qtrace.services.labels.texts import LabelCode
from qtrace.ui.bars import database_word
from qtrace.ui.bench import Bench
from qtrace.ui.help.help_desk import Drawn
from qtrace.ui.help.help_sheet import (
    HelpSheet,
    Live,
    buttons_of,
    codes_of,
    lines_of,
    merged,
    next_step_of,
)
from qtrace.ui.help.help_words import purpose
from qtrace.ui.shell import Shell
from qtrace.ui.shell_nav import NAV_ACTION

PLACE_KEYS = "Alt+…"
"""Keys of the side bar on one line of help."""


class StationHelp:
    """`HelpSource` of the station's window."""

    def __init__(self, bench: Bench, shell: Shell) -> None:
        self._bench, self._shell = bench, shell

    @property
    def translator(self) -> Translator:
        """The person's language."""
        return self._bench.translator

    @property
    def view(self) -> QWidget:
        """The screen in front."""
        return self._shell.screen_shown

    def sheet(self) -> HelpSheet:
        """All of it, as it stands now."""
        tr, shell, screen = self.translator, self._shell, self._shell.screen_shown
        buttons = buttons_of(screen)
        keys = {**screen.typing_keys(), **screen.keys()}
        of_screen = Live({**screen.keys(), **keys}, screen.commands(), buttons)
        of_screen = of_screen.awake(screen.idle())
        of_station = Live(self._station_keys(of_screen), shell.station_commands(), ())
        return HelpSheet(
            title=screen.head().title,
            purpose=purpose(tr, type(shell.place).__name__),
            next_step=next_step_of(tr, screen.next_step(), buttons),
            lines=merged(
                (*lines_of(tr, of_screen.without(shell.over_keys())), *lines_of(tr, of_station))
            ),
            codes=(*codes_of(tr, of_screen), *codes_of(tr, of_station)),
            foot=self._foot(tr),
        )

    def _station_keys(self, of_screen: Live) -> Mapping[str, str]:
        """Keys of the station that the screen leaves to it, and of what stands over the screen."""
        taken = {*of_screen.keys, *(spec.key for spec in of_screen.buttons)}
        known = self._shell.station_keys().items()
        places = {key for key, does in known if does.startswith(NAV_ACTION)}
        return {
            **self._shell.over_keys(),
            **{key: does for key, does in known if key not in taken | places},
            **({PLACE_KEYS: NAV_ACTION} if places else {}),
        }

    def _foot(self, tr: Translator) -> str:
        bench = self._bench
        plant = tr.name(bench.plant.name_en, bench.plant.name_zh)
        answers = database_word(bench)
        station = tr.say("Station {code}", code=bench.station_code)
        parts = (f"QTrace {__version__}", plant, station, bench.database, answers)
        return "   •   ".join(part for part in parts if part)

    def draw(self, commands: tuple[CommandCode, ...], drawn: Drawn) -> None:
        """Draw the symbols off the UI thread."""
        year = self._bench.now().year
        codes = tuple(LabelCode(format_command(each), is_gs1=False, year=year) for each in commands)
        self._bench.draw_codes(codes, drawn)

    def show_over(self, close: Callable[[], None] | None) -> None:
        """Esc belongs to help while it is open."""
        self._shell.show_over(close)
