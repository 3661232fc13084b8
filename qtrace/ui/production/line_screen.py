"""The line station: verdict, progress, checks, materials, scans; panels, never a dialog."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout

from qtrace.domain.codes.internal import CommandCode
from qtrace.domain.gauge_readings import SentReading
from qtrace.ui.bench import Bench
from qtrace.ui.keys import Scan
from qtrace.ui.places import LinePlace, LotPlace
from qtrace.ui.production.line_deeds import LineDeeds
from qtrace.ui.production.line_forms import LinePanel, LineSigning
from qtrace.ui.production.line_keys import commands_of, keys_of, typing_keys_of
from qtrace.ui.production.line_model import LineModel
from qtrace.ui.production.line_pages import LinePages
from qtrace.ui.production.line_panel_host import LinePanelHost
from qtrace.ui.production.line_state import LineDeskState
from qtrace.ui.production.line_texts import band, bar
from qtrace.ui.production.line_words import LineWords
from qtrace.ui.screen import Screen, ScreenHead, Typed
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.tokens import Ink
from qtrace.ui.widgets.base import profile, scaled
from qtrace.ui.widgets.buttons import ActionBar
from qtrace.ui.widgets.topbar import ObjectPart
from qtrace.ui.widgets.verdict import VerdictBand

GAP, BAND = 8, 168
MINUTE_MS = 30_000


class LineScreen(Screen):
    """The station of one line, over its model."""

    def __init__(self, bench: Bench, place: LinePlace, model: QObject | None = None) -> None:
        super().__init__()
        self._bench = bench
        self._words = LineWords(bench.translator, bench.zone)
        self._model = model if isinstance(model, LineModel) else LineModel(bench, place)
        self._head: tuple[str, ...] = ()
        self._order = place.order_id
        self._keys: object = None
        self._build()
        self._deeds = LineDeeds(self)
        self._clock = QTimer(self, interval=MINUTE_MS)
        self._clock.timeout.connect(self._model.refresh)
        self._model.changed.connect(self._show)
        self._model.elsewhere.connect(self.wants)
        bench.database_state_changed.connect(self._database_changed)
        self._show(self._model.line)

    @property
    def model(self) -> LineModel:
        """State and acts; survives this view."""
        return self._model

    @property
    def panel(self) -> LinePanel | LineSigning | None:
        """The open panel."""
        return self._host.panel

    def _build(self) -> None:
        tr = self._words.tr
        self.band = VerdictBand()
        self.band.setFixedHeight(scaled(BAND))
        self.pages = LinePages(tr)
        self.pages.lines.pressed.connect(self._model.choose)
        self.pages.choices.pressed.connect(self._model.pick)
        self.pages.checks.pressed.connect(self._check_pressed)
        self.pages.materials.pressed.connect(self._material_pressed)
        self._host = LinePanelHost(self._words, self._model, self.pages, self.act)
        self.bar = ActionBar()
        self.bar.setFixedHeight(profile().control)
        self.bar.triggered.connect(self.act)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(GAP))
        column.addWidget(self.band)
        column.addWidget(self.pages, 1)
        column.addWidget(self.bar)

    # --- what the shell asks -------------------------------------------------------------------

    def here(self) -> LinePlace:
        """The line in front: a traveller leads to another one than was opened."""
        return LinePlace(self._model.state.chosen)

    def typed(self) -> Typed:
        """Answers in the open panel."""
        return self._host.typed()

    def put_typed(self, typed: Typed) -> None:
        """Put them back into the same panel."""
        self._host.put_typed(typed)

    def in_sight(self) -> int | None:
        """What was scanned last, if it can be held."""
        return self._model.lot_in_sight()

    def watched(self) -> tuple[int, ...]:
        """The lot that is made and the materials at the line."""
        return self._model.lots_at_line()

    def head(self) -> ScreenHead:
        """Line, order, product and its lot."""
        parts = tuple(ObjectPart(text, TextRole.NOTE, Ink.TEXT2) for text in self._head[1:])
        title = self._head[0] if self._head else self._words.tr.term("screen", "Line")
        return ScreenHead(title, parts, "line")

    def keys(self) -> Mapping[str, str]:
        """Keys of the buttons, or those of the open panel."""
        state = self._model.line
        left, right = bar(self._words.tr, state, self._bench.may)
        return keys_of(state, (*left, *right))

    def typing_keys(self) -> Mapping[str, str]:
        """Digits choose in a panel without text fields; Enter starts what is picked."""
        return typing_keys_of(self._model.line)

    def commands(self) -> Mapping[CommandCode, str]:
        """Command barcodes do what the keys do."""
        return commands_of(self._model.line)

    def next_step(self) -> str:
        """What the band asks for."""
        return self.band.spec.next_step

    def scanned(self, scan: Scan) -> bool:
        """Everything that is scanned belongs to the line, but badges and what is unreadable."""
        if scan.interpretation is None:
            return False
        return self._model.scanned(scan.interpretation, is_again=scan.repeat == "same_code_again")

    def expects_reading(self) -> bool:
        """A measured check is open."""
        return self._host.measured() is not None

    def reading(self, sent: SentReading) -> bool:
        """A gauge fills the value of the open check."""
        panel = self._host.measured()
        if panel is None or sent.problem:
            return False
        panel.set_value(sent.text)
        return True

    def opened(self) -> None:
        """Read the line; a traveller that was scanned elsewhere shows its order."""
        self._model.refresh()
        if self._order is not None and self._model.state.chosen is not None:
            self._model.show_order(self._model.state.chosen, self._order)
            self._order = None

    def showEvent(self, event: QShowEvent) -> None:
        """Times grow older while somebody looks."""
        super().showEvent(event)
        self._clock.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks."""
        super().hideEvent(event)
        self._clock.stop()

    def left(self) -> None:
        """The model may live on: it no longer speaks to this view."""
        self._deeds.left()
        self._model.changed.disconnect(self._show)
        self._bench.database_state_changed.disconnect(self._database_changed)

    # --- doing ---------------------------------------------------------------------------------

    def act(self, action: str) -> None:
        """Do what a key, a button or a command barcode says."""
        self._deeds.act(action)

    def _check_pressed(self, definition_id: int) -> None:
        self._model.open_one_check(definition_id)

    def _material_pressed(self, number: int) -> None:
        """The lot's page; a material without a lot has none."""
        station = self._model.line.station
        rows = station.materials if station is not None else ()
        row = rows[number - 1] if number <= len(rows) else None
        if row is not None and row.lot_id is not None:
            self.wants.emit(LotPlace(row.lot_id))

    # --- showing -------------------------------------------------------------------------------

    def _database_changed(self, _answers: object) -> None:
        self._show(self._model.line)

    def _show(self, state: LineDeskState) -> None:
        now = self._bench.now()
        words = self._words
        self.band.show_verdict(band(words, state, now, answers=self._bench.database_answers))
        if self._host.show(state):
            self.keys_changed.emit()
        self.pages.show_state(words, state, now)
        self.bar.set_actions(*bar(words.tr, state, self._bench.may))
        self._tell_shell(state)

    def _tell_shell(self, state: LineDeskState) -> None:
        head = self._head_words(state)
        if head != self._head:
            self._head = head
            self.head_changed.emit()
        keys = (dict(self.keys()), dict(self.typing_keys()))
        if keys != self._keys:
            self._keys = keys
            self.keys_changed.emit()

    def _head_words(self, state: LineDeskState) -> tuple[str, ...]:
        tr, station = self._words.tr, state.station
        if station is None:
            return (tr.term("screen", "Line"),)
        title = tr.say("Line {code}", code=station.code)
        order = station.order
        if order is None or state.is_picking:
            return (title, self._words.name(station.name))
        return (title, order.number, self._words.part(order.part), self._words.batch(order))
