"""What keys, buttons and command barcodes of a line station do."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QLineEdit

from qtrace.domain.codes.interpret import interpret
from qtrace.domain.production.progress import OutputKind
from qtrace.reference import ai_table
from qtrace.ui.places import EquipmentPlace, HoldPlace, LinePlace, TrainingPlace
from qtrace.ui.production.line_forms import LinePanel, LineSigning
from qtrace.ui.production.line_keys import takes_photo
from qtrace.ui.production.line_state import LineForm
from qtrace.ui.production.line_texts import bar
from qtrace.ui.widgets.file_choice import FileChoice

if TYPE_CHECKING:
    from qtrace.ui.production.line_screen import LineScreen

PHOTO_FILES = "*.jpg *.jpeg *.png"


class LineDeeds:
    """Acts of one `LineScreen`."""

    def __init__(self, screen: "LineScreen") -> None:
        self._screen = screen
        self._files = FileChoice(screen)
        self._model = screen.model
        self._model.changed.connect(self._panel_changed)
        model, opens = screen.model, self._opens
        self._deeds: Mapping[str, Callable[[], object]] = {
            "type": opens(LineForm.CODE),
            "camera": lambda: screen.station_asked.emit("camera"),
            "photo": self._photo,
            "photo_file": self._photo_file,
            "call": lambda: screen.station_asked.emit("call"),
            "menu": opens(LineForm.MENU),
            "check": model.open_check,
            "hold": self._hold,
            "choose": model.choose_picked,
            "start": model.saves.start,
            "finish": model.saves.finish,
            "primary": self._primary,
            "up": lambda: model.pick(model.line.picked - 1),
            "down": lambda: model.pick(model.line.picked + 1),
            "save": self._save,
            "choice_up": lambda: self._turn(-1),
            "choice_down": lambda: self._turn(1),
            "close": model.close,
            "back": self._back,
            "clear_text": self._clear_text,
            "pieces": opens(LineForm.PIECES),
            "labels": opens(LineForm.LABELS),
            "past": opens(LineForm.PAST),
            "part": model.taking.open_part,
            "urgent": opens(LineForm.URGENT),
            "take_label": opens(LineForm.TAKE_LABEL),
            "stop": opens(LineForm.STOP),
            "resume": opens(LineForm.RESUME),
            "leftovers": opens(LineForm.LEFTOVERS),
            "places": opens(LineForm.PLACES),
            "hold_batch": self._hold_batch,
            "clear": opens(LineForm.CLEAR),
            "confirm_clearance": opens(LineForm.CONFIRM_CLEARANCE),
            "close_order": model.saves.close_order,
            "handover": model.open_handover,
            "shifts": opens(LineForm.SHIFTS),
            "short": opens(LineForm.SHORT),
            "choices": lambda: model.show_choices(shown=True),
            "lines": model.show_lines,
            "training": lambda: screen.wants.emit(TrainingPlace()),
            "tools": opens(LineForm.TOOLS),
            "equipment": lambda: screen.wants.emit(EquipmentPlace()),
            "board": lambda: screen.station_asked.emit("board"),
        }

    def _opens(self, form: LineForm) -> Callable[[], object]:
        return lambda: self._model.open(form)

    def act(self, action: str) -> None:
        """Do what a key, a button or a command barcode says; unknown ones do nothing."""
        if action in ("close", "back") and self._files.close():
            return  # Esc: what stands in front goes first
        kind, _, value = action.partition(":")
        panel = self._screen.panel
        if kind == "digit":
            self._digit(value)
        elif kind == "value" and isinstance(panel, LinePanel):
            panel.choose("value", value)
        elif kind == "do":
            self._chosen(value)
        elif action in self._deeds:
            self._deeds[action]()

    def _chosen(self, entry: str) -> None:
        """An entry of the menu; some carry an id behind a blank."""
        action, _, number = entry.partition(" ")
        self._model.close()
        if number and action == "from":
            self._model.taking.take_from(int(number))
        elif number and action == "one_check":
            self._model.open_one_check(int(number))
        elif number:
            self._model.open(LineForm(action).about(int(number)))
        elif action in self._deeds:
            self._deeds[action]()

    def _primary(self) -> None:
        bench = self._model.bench
        _left, right = bar(bench.translator, self._model.line, bench.may)
        if right and right[-1].enabled:
            self.act(right[-1].id)

    def _back(self) -> None:
        """Esc: the run again, or the band is cleared; the next unit is good again."""
        state = self._model.line
        if state.picking and state.station is not None and state.station.run is not None:
            self._model.show_choices(shown=False)
        else:
            self._model.become(
                refusal=None,
                said=None,
                replacements=(),
                kind=OutputKind.GOOD,
                reason="",
                quantity_q6=None,
                replaced=None,
                place=None,
            )

    def _save(self) -> None:
        state, panel = self._model.line, self._screen.panel
        if state.form == LineForm.CODE and isinstance(panel, LinePanel):
            self._typed(panel.answers()["code"])
        elif isinstance(panel, LineSigning):
            self._model.saves.save(panel.answers(), panel.secret())
        elif panel is not None:
            self._model.saves.save(panel.answers())

    def _typed(self, code: str) -> None:
        """A typed code goes the way of a scanned one."""
        if not code:
            return
        self._model.close()
        bench = self._model.bench
        year = bench.local(bench.now()).year
        self._model.scanned(interpret(code, ai_table(), year), is_again=False)

    def _photo(self) -> None:
        """A photo for the open panel; the camera is opened first where it shows nothing yet."""
        if not self._model.photos.take():
            self._screen.station_asked.emit("camera")

    def _photo_file(self) -> None:
        """A photo that another camera took; it is asked for beside the station, not in front."""
        tr = self._model.bench.translator
        patterns = tr.say("Images ({patterns})", patterns=PHOTO_FILES)
        self._files.ask(
            tr.say("Photo from a file"), patterns, self._model.photos.attach, pictures=True
        )

    def left(self) -> None:
        """The view is left; its model may live on."""
        self._model.changed.disconnect(self._panel_changed)

    def _panel_changed(self, _state: object) -> None:
        if not takes_photo(self._model.line):
            self._files.close()

    def _digit(self, digit: str) -> None:
        panel = self._screen.panel
        focus = QApplication.focusWidget() or self._screen.window().focusWidget()
        if isinstance(focus, QLineEdit) and not focus.isReadOnly():
            focus.insert(digit)
        elif isinstance(panel, LinePanel) and digit != ".":
            panel.choose_number(int(digit))

    def _turn(self, step: int) -> None:
        if isinstance(self._screen.panel, LinePanel):
            self._screen.panel.turn(step)

    def _clear_text(self) -> None:
        focus = QApplication.focusWidget()
        if isinstance(focus, QLineEdit):
            focus.clear()

    def _hold_batch(self) -> None:
        """The lot that is made here, because it was asked for."""
        order = self._model.line.order
        if order is not None:
            came_from = LinePlace(self._model.state.chosen)
            self._screen.wants.emit(HoldPlace(order.lot_id, came_from))

    def _hold(self) -> None:
        """What was scanned last; without it the page of holds asks for a scan."""
        came_from = LinePlace(self._model.state.chosen)
        self._screen.wants.emit(HoldPlace(self._model.lot_in_sight(), came_from))
